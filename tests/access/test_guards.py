"""The two doors themselves: nothing unjudged is written, nothing hidden is told."""

from collections.abc import Callable

import attrs
import pytest

from leadflow import Company, Crm, CustomField, Deal, Denied, Grant, Lead
from leadflow.access import Admitting, Guarded
from leadflow.access.masking import told
from leadflow.entities.records import with_values
from leadflow.events import GONE, FieldChange
from leadflow.storage.port import Command, Writer
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
