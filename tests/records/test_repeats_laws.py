"""Laws of the repeat flags: what is asked in few steps is what a plain look gives."""

from datetime import timedelta
from typing import TypeAlias

import pytest
from attrs import frozen
from hypothesis import given, settings, strategies as st

import leadflow
from leadflow import Company, Contact, Crm, Deal
from leadflow.testing import BEGINNING


DAY = timedelta(days=1)
Flags: TypeAlias = tuple[bool, bool]


@frozen
class Step:
    """A deal that is added; some of the earlier ones are reopened or deleted."""

    company: int
    people: frozenset[int]
    came: int
    won: int
    """Days after it came in; less than nothing for a deal that is open."""
    reopened: int
    deleted: int
    """Which deal before is taken, if there is such a one."""


STEPS = st.builds(
    Step,
    company=st.sampled_from((-1, 0, 0, 0, 1)),
    people=st.frozensets(st.integers(0, 1), max_size=2),
    came=st.integers(0, 9),
    won=st.sampled_from((-1, -1, -1, -1, -1, 0, 3)),
    reopened=st.integers(0, 40),
    deleted=st.integers(0, 40),
)


def flags_of(crm: Crm, deal: Deal) -> Flags:
    """Return what a look at every deal says of a new one."""
    assert deal.created_at is not None
    mine = {deal.company, *(each.contact for each in deal.contacts)} - {None}
    earlier = won = False
    for other in crm.deals:
        its = {other.company, *(each.contact for each in other.contacts)} - {None}
        assert other.created_at is not None
        if mine.isdisjoint(its) or other.created_at > deal.created_at:
            continue
        earlier = True
        if other.stage == "won" and other.closed_at is not None:
            won |= other.closed_at <= deal.created_at
        else:
            won |= other.is_return_customer and its <= mine
    return won, earlier and not won


def play(crm: Crm, steps: list[Step]) -> None:
    """Add deal after deal, and compare the flags of each."""
    firms = crm.companies.add_many(Company(name=name) for name in ("Roga", "Kopyta"))
    people = crm.contacts.add_many(Contact(first_name=name) for name in ("A", "B"))
    added: list[Deal] = []
    for step in steps:
        came = BEGINNING + step.came * DAY
        deal = Deal(
            title="A",
            company=firms[step.company] if step.company >= 0 else None,
            contacts=[people[number] for number in sorted(step.people)],
            created_at=came,
            stage="new" if step.won < 0 else "won",
            closed_at=None if step.won < 0 else came + step.won * DAY,
        )
        expected = flags_of(crm, deal)
        added.append(crm.deals.add(deal))

        assert expected == (
            added[-1].is_return_customer,
            added[-1].is_repeated_approach,
        )
        _disturb(crm, added, step)


def _disturb(crm: Crm, added: list[Deal], step: Step) -> None:
    if step.reopened < len(added) and added[step.reopened].stage == "won":
        added[step.reopened] = crm.move(added[step.reopened], "new")
    if step.deleted < len(added):
        crm.deals.delete(added.pop(step.deleted))


@settings(max_examples=25)
@given(st.lists(STEPS, max_size=8), st.lists(STEPS, min_size=12, max_size=30))
def test_the_flags_are_those_of_a_plain_look(few: list[Step], many: list[Step]) -> None:
    """S10: for clients of few deals and of many, in memory."""
    for steps in (few, many):
        crm = leadflow.open(actor="ada")
        with crm.transaction():
            play(crm, steps)


@settings(max_examples=5)
@given(steps=st.lists(STEPS, min_size=12, max_size=30))
def test_the_flags_are_the_same_in_a_file(
    tmp_path_factory: pytest.TempPathFactory, steps: list[Step]
) -> None:
    """S10: by the queries of SQLite."""
    path = tmp_path_factory.mktemp("s10") / "sales.db"
    with leadflow.open(path, actor="ada") as crm, crm.transaction():
        play(crm, steps)


def test_a_client_of_many_deals_is_known(crm: Crm) -> None:
    """S10: the only deal that was won lies far back."""
    firm = crm.companies.add(Company(name="Roga"))
    crm.deals.add(Deal(title="A", company=firm, stage="won"))
    crm.deals.add_many(Deal(title=str(n)) for n in range(3))
    lost = crm.deals.add_many(
        Deal(title=str(n), company=firm, created_at=BEGINNING - DAY) for n in range(20)
    )
    deal = crm.deals.add(Deal(title="B", company=firm))

    assert [(False, False)] + 19 * [(False, True)] == [
        (each.is_return_customer, each.is_repeated_approach) for each in lost
    ]
    assert deal.is_return_customer


def test_what_was_known_of_a_client_stays_true(crm: Crm) -> None:
    """S10: a sale that was reopened since had been won all the same."""
    firm = crm.companies.add(Company(name="Roga"))
    won, _ = crm.deals.add_many(
        Deal(title="A", company=firm, stage=stage, created_at=BEGINNING - days * DAY)
        for stage, days in (("won", 9), ("new", 0))
    )
    crm.move(won, "new")
    long_ago = BEGINNING - 30 * DAY
    crm.deals.add_many(
        Deal(title=str(n), company=firm, created_at=long_ago) for n in range(12)
    )

    assert crm.deals.add(Deal(title="C", company=firm)).is_return_customer
