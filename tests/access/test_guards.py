"""The two doors themselves: nothing unjudged is written, nothing hidden is told."""

from collections.abc import Callable

import attrs
import pytest

from leadflow import (
    Company,
    Contact,
    ConversionInvalid,
    Crm,
    CustomField,
    Deal,
    Denied,
    F,
    Grant,
    InvalidCondition,
    Lead,
    UnknownName,
)
from leadflow.access import Admitting, Guarded
from leadflow.access.guarding import Seen
from leadflow.access.masking import told
from leadflow.access.rights import rights_of
from leadflow.context import binder
from leadflow.entities.records import with_values
from leadflow.events import GONE, FieldChange
from leadflow.storage.port import Command, Writer
from leadflow.storage.query import Query
from leadflow.workspace.roles import CONFIGURE
from tests.access.office import firm, role


OWN = Grant("any", "any", scope="own")


@pytest.fixture
def ada(opened: Callable[..., Crm]) -> Crm:
    """Return a CRM of ada's, who may do all; bob may do all with what is his."""
    margin = CustomField("margin", entity="deal", type="integer")
    secret = CustomField("seats", entity="deal", type="integer")
    hiding = Grant("deal", "read", field="custom.margin", scope="none")
    return opened(workspace=firm(role(OWN, hiding), fields=[margin, secret]))


ACTS: dict[str, Callable[[Writer, Deal], object]] = {
    "put": lambda writer, deal: writer.put([with_values(deal, version=2)]),
    "append": lambda writer, deal: writer.append(list(writer.history(deal.id))),
    "rewrite": lambda writer, deal: writer.rewrite(list(writer.history(deal.id))),
    "drop": lambda writer, deal: writer.drop([deal]),
    "save_workspace": lambda writer, _: writer.save_workspace(""),
}


@pytest.mark.parametrize("act", ACTS)
def test_what_nobody_judged_is_not_written(ada: Crm, act: str) -> None:
    """A1, P20: a verb that forgets about rights can do nothing at all."""
    deal = ada.deals.add(Deal(title="A", owner="bob"))
    before = ada.history(deal)

    with ada.acting_as("bob")._desk.writing() as writer:  # noqa: SLF001  # the door itself
        assert isinstance(writer, Admitting)
        with pytest.raises(Denied):
            ACTS[act](writer, deal)
    assert (deal, before) == (ada.deals.get(deal.id), ada.history(deal))


def test_what_is_the_actors_own_needs_no_judge(ada: Crm) -> None:
    """A1: requests, numbers and nested blocks."""
    command = Command(actor="bob", key="k", verb="add", request="", result="{}")
    with ada.acting_as("bob")._desk.writing() as writer:  # noqa: SLF001  # as above
        with writer.savepoint():
            writer.remember(command)
        numbers = [writer.next_number("n"), writer.next_number("n")]

        assert ([1, 2], command) == (numbers, writer.command("bob", "k"))


def test_the_history_tells_a_custom_field_without_the_hidden_ones(ada: Crm) -> None:
    """A5: one change of all custom fields tells the others alone."""
    deal = ada.deals.add(Deal(title="A", owner="bob", custom={"margin": 1, "seats": 2}))
    ada.deals.update(deal, custom={"margin": 3})
    ada.deals.update(deal.id, custom={"seats": 4})
    events = ada.acting_as("bob").history(deal)
    found = [dict(c.after) for e in events for c in e.changes if c.field == "custom"]

    assert [{"seats": 2}, {"seats": 4}] == found


def test_what_was_erased_is_told_as_gone(ada: Crm) -> None:
    """A5, H5: an erased value is no value to hide anything of."""
    deal = ada.deals.add(Deal(title="A", custom={"margin": 1}))
    (event,) = ada.history(deal)
    erased = FieldChange("custom", GONE, deal.custom)
    changes = told(attrs.evolve(event, changes=(erased,)), ("custom.margin",)).changes

    assert [GONE] == [each.before for each in changes]


def test_only_readable_records_have_visits_and_links(ada: Crm) -> None:
    """A3: what a store tells beside the records is guarded as well."""
    company = ada.companies.add(Company(name="Kyivlog", owner="bob"))
    mine = ada.deals.add(Deal(title="A", owner="bob", company=company))
    ada.deals.add(Deal(title="B", company=company))
    bob = ada.acting_as("bob")
    with bob._desk.reading() as reader:  # noqa: SLF001  # as above
        assert isinstance(reader, Guarded)
        query = bob.deals.select()._query(reader)  # noqa: SLF001  # as above

        assert {mine.id} == {each.record for each in reader.visits(query)}
        assert [mine.id] == [link.record for link in reader.links_to([company.id])]


def test_a_record_on_its_way_is_judged_step_by_step(ada: Crm) -> None:
    """A1: what is made and changed in one change is judged as it then is."""
    bob = ada.acting_as("bob")
    lead = bob.leads.add(Lead(last_name="Kovalenko"))

    assert "bob" == bob.convert(bob.move(lead, "in_progress")).lead.owner


def test_definitions_that_an_actor_sees_are_like_any_other(ada: Crm) -> None:
    """A5: without what is hidden; whatever else is there is found under its name."""
    seen = Seen(rights_of(ada.workspace, "bob"))

    assert "seats" == seen.custom_field("deal", "seats").code
    assert ada.workspace.dictionary("source") == seen.dictionary("source")
    with pytest.raises(UnknownName):
        seen.custom_field("deal", "margin")


def test_a_verb_cannot_ask_for_what_is_hidden(ada: Crm) -> None:
    """A3, P19: the reader refuses conditions that no front door has judged."""
    whole = binder(ada.workspace, "deal")
    query = Query(paths=whole.paths, where=whole.bind(F.custom.margin > 3))
    with (
        ada.acting_as("bob")._desk.reading() as reader,  # noqa: SLF001  # the door itself
        pytest.raises(InvalidCondition) as caught,
    ):
        list(reader.find(query))

    assert [("custom.margin", "unknown_name")] == [
        (each.path, each.code) for each in caught.value.faults
    ]


@pytest.mark.parametrize("scope", ["own", "all"])
def test_a_purge_takes_the_right_and_full_sight(
    opened: Callable[..., Crm], scope: str
) -> None:
    """A1, H5: what goes for good might be linked by what one does not see."""
    grant = Grant("any", ["read", "create", "delete"], scope=scope)
    bob = opened(workspace=firm(role(grant))).acting_as("bob")
    deal = bob.deals.add(Deal(title="A"))
    bob.deals.delete(deal)
    if scope == "own":
        with pytest.raises(Denied):
            bob.deals.purge(deal.id)
    else:
        bob.deals.purge(deal.id)

    assert (scope == "own") == any(each.id == deal.id for each in bob.deals.deleted())


def test_what_is_made_and_taken_away_in_one_change_is_judged_as_made(ada: Crm) -> None:
    """A1: no store has the record yet by which its removal is judged."""
    bob = ada.acting_as("bob")
    with bob.transaction():
        deal = bob.deals.add(Deal(title="A"))
        bob.deals.delete(deal)

    assert "bob" == bob.deals.restore(deal.id).owner


def test_a_field_may_be_set_by_those_whose_every_record_it_is(
    opened: Callable[..., Crm],
) -> None:
    """A5, C10: one locked value among those of a conversion is named."""
    grants = (OWN, Grant("deal", "update", field="amount", scope="none"))
    ada = opened(workspace=firm(role(*grants)))
    bob = ada.acting_as("bob")
    lead = bob.move(bob.leads.add(Lead(last_name="Kovalenko")), "in_progress")
    with pytest.raises(Denied) as caught:
        bob.convert(lead, values={"deal.title": "A", "deal.amount": "5 UAH"})
    with pytest.raises(ConversionInvalid):
        bob.convert(lead, values={"deel.title": "A"})

    assert "amount" == caught.value.field
    done = bob.convert(lead, values={"deal.title": "A"})
    assert done.deal is not None
    assert "A" == done.deal.title


def test_a_new_record_is_judged_as_its_maker_s_own(opened: Callable[..., Crm]) -> None:
    """A5: who may fill a field in his own records alone fills it in a new one."""
    grants = (OWN, Grant("contact", "update", field="job_title", scope="own"))
    bob = opened(workspace=firm(role(*grants))).acting_as("bob")

    assert (
        "Boss" == bob.contacts.add(Contact(last_name="A", job_title="Boss")).job_title
    )
    with pytest.raises(Denied):
        bob.contacts.add(Contact(last_name="A", job_title="Boss", owner="zoe"))


def test_who_may_do_all_may_configure(ada: Crm) -> None:
    """A4: the right that concerns no entity is asked for by itself."""
    rights = rights_of(ada.workspace, "ada")
    rights.require_whole(CONFIGURE)
    with pytest.raises(Denied):
        rights_of(ada.workspace, "zed").require_whole(CONFIGURE)


def test_who_may_write_some_record_may_keep_a_file(ada: Crm) -> None:
    """A1, F6: a file without a record is nobody's, yet not everybody may bring one."""
    assert ada.acting_as("bob").files.put(b"x", name="a.txt").size == 1
    with pytest.raises(Denied):
        ada.acting_as("zed").files.put(b"x", name="a.txt")


def test_a_lead_that_is_converted_as_it_comes_is_judged_as_it_came(
    opened: Callable[..., Crm],
) -> None:
    """A1, M2: one change makes the lead and converts it; no store has it before."""
    workspace = attrs.evolve(firm(role(OWN)), mode="simple", technical_leads=True)
    bob = opened(workspace=workspace).acting_as("bob")

    assert "bob" == bob.leads.add(Lead(last_name="Kovalenko")).owner
    assert "bob" == bob.contacts.all()[0].owner
