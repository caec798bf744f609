"""What an actor may not read is not there, whatever is asked."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from functools import partial
from typing import Any

import pytest

from leadflow import (
    Activity,
    Company,
    Contact,
    Crm,
    CustomField,
    Deal,
    Denied,
    F,
    Grant,
    InvalidCondition,
    Lead,
    LeadflowError,
    NotFound,
    Pipeline,
    Stage,
    UnknownName,
)
from leadflow.storage.port import Reader
from tests.access.office import firm, role


OWN = Grant("any", "any", scope="own")
HIDING = Grant("deal", "any", field="amount", scope="none")


@pytest.fixture
def ada(opened: Callable[..., Crm]) -> Crm:
    """Return a CRM of ada's, who may do all; bob may do all with what is his."""
    margin = CustomField("margin", entity="deal", type="integer")
    hiding = Grant("deal", "any", field="custom.margin", scope="none")
    rules = role(OWN, HIDING, hiding)
    return opened(workspace=firm(rules, fields=[margin]))


@pytest.fixture
def bob(ada: Crm) -> Crm:
    """Return bob's view of it."""
    return ada.acting_as("bob")


def mine(crm: Crm, **values: object) -> Deal:
    """Add a deal of bob's."""
    return crm.deals.add(Deal(title="Mine", owner="bob", **values))  # type: ignore[arg-type]  # as the test says


def refusal(act: Callable[[], object]) -> tuple[str, str]:
    """Return which error an act raises, in words."""
    with pytest.raises(LeadflowError) as caught:
        act()
    return caught.value.code, str(caught.value)


def seen_by(view: Crm) -> AbstractContextManager[Reader]:
    """Return the reader through which a view answers."""
    return view._desk.reading()  # noqa: SLF001  # what no public verb shows


def renamed(text: str, name: str, other: str) -> str:
    """Return a text with one name, as a whole, in place of another."""
    ends = (name.rpartition(".")[2], other.rpartition(".")[2])
    for old, new in ((name, other), ends):
        text = re.sub(rf"(?<!\w){re.escape(old)}(?!\w)", new, text)
    return text


def test_a_hidden_record_answers_as_an_unknown_id_does(ada: Crm, bob: Crm) -> None:
    """A3: the same error, in the same words, on every path that takes a record."""
    hers = ada.deals.add(Deal(title="Hers"))
    unknown = f"{hers.id[:-1]}{'0' if hers.id[-1] != '0' else '1'}"
    view: Any = bob
    acts: list[Callable[[Any], object]] = [
        view.deals.get,
        lambda id: view.deals.get_many([id]),
        lambda id: view.deals.update(id, title="B"),
        view.deals.delete,
        view.deals.restore,
        view.deals.purge,
        lambda id: view.move(id, "won"),
        view.win,
        view.lose,
        lambda id: view.approve(id, "won"),
        lambda id: view.plan_conversion(id, to="invoice"),
        lambda id: view.convert(id, to="invoice"),
        view.provenance,
        view.stages.ageing,
        view.stages.history,
        lambda id: view.access.explain("bob", "read", of=id),
        lambda id: view.activities.add(Activity(subject="Call", bindings=[id])),
    ]
    for act in acts:
        told = refusal(partial(act, hers.id))
        other = refusal(partial(act, unknown))

        assert (told[0], told[1].replace(hers.id, unknown)) == other
    assert [] == view.history(hers) == view.history(unknown)
    assert hers.id not in view.deals


def test_counts_sums_groups_and_pages_know_only_what_may_be_read(
    ada: Crm, bob: Crm
) -> None:
    """A3: no total tells of a hidden record."""
    for number in range(5):
        ada.deals.add(Deal(title=f"Hers {number}"))
        mine(ada)

    first = bob.deals.page(3)
    rest = bob.deals.page(3, after=first.next)

    assert 5 == bob.deals.count() == len(bob.deals.all()) == len(first) + len(rest)
    assert "" == rest.next
    assert 5 == bob.reports.funnel("deals").total
    assert 5 == bob.reports.funnel("deals", view="snapshot", amount="").total
    assert ["bob"] == [
        group.key for group in bob.reports.funnel("deals", by="owner").groups
    ]
    assert "<deals: 5>" == repr(bob.deals)
    assert "Hers" not in bob.deals.select()._repr_html_()


def test_a_hidden_field_is_empty_in_what_is_read(ada: Crm, bob: Crm) -> None:
    """A5: the record is there, the value is not."""
    deal = mine(ada, amount="5 UAH", custom={"margin": 7})
    seen = bob.deals.get(deal.id)

    assert (None, None) == (seen.amount, seen.custom.get("margin"))
    assert [seen] == bob.deals.all() == bob.deals.get_many([deal.id])
    assert bob.deals.first() == bob.deals.page().items[0] == seen
    told = {change.field for event in bob.history(deal) for change in event.changes}
    assert not told & {"amount", "custom"}


def test_of_a_hidden_field_nothing_can_be_asked(ada: Crm, bob: Crm) -> None:
    """A5: it is as unknown as a field that never was."""
    mine(ada, amount="5 UAH")
    asks: list[Callable[[str], object]] = [
        lambda name: bob.deals.where(f"{name} > 3"),
        lambda name: bob.deals.order_by(f"-{name}"),
        bob.deals.total,
        lambda name: bob.quotes.where(f"deal.{name} > 3"),
        lambda name: bob.reports.funnel("deals", where=f"{name} > 3"),
    ]
    for ask in asks:
        for name, other in (("amount", "amuont"), ("custom.margin", "custom.mragin")):
            told = refusal(partial(ask, name))
            wrong = refusal(partial(ask, other))

            assert (told[0], renamed(told[1], name, other)) == wrong


def test_no_question_steps_over_a_link_into_the_unseen(ada: Crm, bob: Crm) -> None:
    """A3: what stands on linked records is unknown, unless all of them are read."""
    firm_of_hers = ada.companies.add(Company(name="Kyiv Logistics"))
    mine(ada, company=firm_of_hers)

    with pytest.raises(InvalidCondition):
        bob.deals.where(F.company.name == "Kyiv Logistics")
    with pytest.raises(UnknownName):
        bob.deals.order_by("company.name")
    assert 1 == ada.deals.where(F.company.name == "Kyiv Logistics").count()


def test_links_contact_points_and_causes_are_guarded(ada: Crm, bob: Crm) -> None:
    """A3: whatever a verb looks up, it finds what may be read."""
    lead = ada.leads.add(Lead(last_name="Kovalenko", phones="+380441234567"))
    ada.leads.add(Lead(last_name="Kovalenko", phones="+380441234567", owner="bob"))
    deal = ada.convert(ada.leads.add(Lead(title="A", owner="bob"))).deal
    assert deal is not None
    ada.activities.add(Activity(subject="Call", bindings=[lead]))

    with seen_by(bob) as reader:
        phones = reader.holders("phone", ["+380441234567"])

        assert 1 == len(phones["+380441234567"])
        assert [] == list(reader.links_to([lead.id]))
        assert [] == [e for e in reader.events() if e.record == lead.id]
        assert {0} == {e.seq for e in reader.events()}
        assert [] == list(reader.commands())


def test_a_hidden_contact_point_finds_nobody(opened: Callable[..., Crm]) -> None:
    """A5: matching by a field is reading it."""
    hiding = Grant("contact", "read", field="phones", scope="none")
    crm = opened(workspace=firm(role(Grant("any", "any", scope="all"), hiding)))
    crm.contacts.add(Contact(last_name="Kovalenko", phones="+380441234567"))

    with seen_by(crm.acting_as("bob")) as reader:
        assert {} == reader.holders("phone", ["+380441234567"])


def test_the_past_is_read_under_the_rights_of_today(ada: Crm, bob: Crm) -> None:
    """A3, H7: what is hidden today is hidden in what was, and the other way round."""
    now = datetime(2100, 1, 1, tzinfo=UTC)
    hers = ada.deals.add(Deal(title="Hers"))
    once_mine = mine(ada, amount="5 UAH")
    still_mine = mine(ada, amount="5 UAH")
    ada.deals.update(once_mine, owner="ada")
    then = bob.as_of(now)

    assert [still_mine.id] == [each.id for each in then.deals]
    assert [None] == [each.amount for each in then.deals]
    assert hers.id not in then.deals
    assert 3 == then.acting_as("ada").deals.count()
    assert 1 == ada.as_of(now).acting_as("bob").deals.count()
    with pytest.raises(Denied):
        bob.as_of(1)


def test_what_concerns_the_whole_store_takes_full_sight(ada: Crm, bob: Crm) -> None:
    """A3: a part of it would be wrong, or would tell of the rest."""
    contact = ada.contacts.add(Contact(last_name="Kovalenko", owner="bob"))
    acts: list[Callable[[], object]] = [
        bob.upkeep.verify,
        bob.upkeep.health,
        bob.upkeep.sweep,
        lambda: bob.upkeep.backup("copy.db"),
        bob.files.unused,
        lambda: bob.files.sweep([]),
        lambda: bob.privacy.plan_erasure(contact),
        lambda: bob.privacy.erase(contact),
        lambda: bob.privacy.export_person(contact),
        lambda: bob.plan_switch("simple"),
        lambda: bob.plan_revert(contact),
    ]

    for act in acts:
        assert "denied" == refusal(act)[0]
    assert ada.upkeep.verify().is_sound


def test_a_check_tells_who_sees_a_part_of_the_process_alone(ada: Crm, bob: Crm) -> None:
    """A3, M7: counts are told to those who may read what is counted."""
    for _ in range(12):
        ada.leads.add(Lead(title="Forklifts"))

    assert "only_leads" in {each.code for each in ada.check()}
    assert "only_leads" not in {each.code for each in bob.check()}


def test_a_file_is_read_by_who_may_read_a_record_that_has_it(
    opened: Callable[..., Crm],
) -> None:
    """A3: the reference alone opens nothing."""
    brief = CustomField("brief", entity="lead", type="file")
    ada = opened(workspace=firm(role(OWN), fields=[brief]))
    bob = ada.acting_as("bob")
    file = ada.files.put(b"Three forklifts", name="brief.txt")
    lead = ada.leads.add(Lead(title="Forklifts", custom={"brief": file}))

    with pytest.raises(NotFound):
        bob.files.read(file)
    ada.leads.update(lead, owner="bob")
    assert b"Three forklifts" == bob.files.read(file)


def two(other: str) -> list[Pipeline]:
    """Return two pipelines of deals."""
    stages: list[Stage | str] = ["new", Stage.won()]
    return [
        Pipeline("deals", stages=stages, is_default=True),
        Pipeline(other, stages=stages),
    ]


@pytest.mark.parametrize(
    ("where", "closed"),
    [
        ({"pipeline": "secret"}, ["secret"]),
        ({"stage": "won"}, ["won"]),
        ({"pipeline": "secret", "stage": "won"}, []),
    ],
    ids=str,
)
def test_what_is_closed_in_one_place_is_closed_there_alone(
    opened: Callable[..., Crm], where: dict[str, str], closed: list[str]
) -> None:
    """A2, A3: the rule of a place stands beside the one of all others."""
    rules = role(
        Grant("deal", "read", scope="all"), Grant("deal", "read", scope="none", **where)
    )
    ada = opened(workspace=firm(rules, pipelines=two("secret")))
    for pipeline, stage in (("deals", "new"), ("deals", "won"), ("secret", "new")):
        name = next((each for each in (pipeline, stage) if each in closed), "open")
        ada.deals.add(Deal(title=name, pipeline=pipeline, stage=stage))
    found = [deal.title for deal in ada.acting_as("bob").deals]

    assert ["open"] * (3 - len(closed)) == found


def test_what_is_open_in_one_place_is_open_there_alone(
    opened: Callable[..., Crm],
) -> None:
    """A2, A3: elsewhere there is nothing to be read."""
    rules = role(Grant("deal", "read", scope="all", pipeline="shared"))
    ada = opened(workspace=firm(rules, pipelines=two("shared")))
    for pipeline in ("deals", "shared"):
        ada.deals.add(Deal(title=pipeline, pipeline=pipeline))

    assert ["shared"] == [deal.title for deal in ada.acting_as("bob").deals]
