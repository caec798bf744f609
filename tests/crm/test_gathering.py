"""Batches write together what single commands write one by one: the same (C7, S8)."""

from collections.abc import Sequence
from contextlib import suppress

import pytest
from hypothesis import given, strategies as st

import leadflow
from leadflow import Crm, CustomField, Deal, Lead, Pipeline, Stage, Workspace
from leadflow.errors import LeadflowError
from leadflow.ids import LeadId
from leadflow.storage.gathering import TornError
from leadflow.storage.memory import MemoryStore
from leadflow.testing import CountingIds, FixedClock, digest, nth_id


OFFICE = Workspace(
    pipelines=[
        Pipeline(
            "deals",
            stages=[
                Stage("new"),
                Stage("priced", require=["amount"]),
                Stage("full", limit=2),
                Stage.won(),
                Stage.lost(),
            ],
        )
    ]
)
COUNTED = Workspace(
    pipelines=[
        Pipeline("deals", stages=[Stage("new", require=["amount"]), Stage.won()])
    ],
    fields=[CustomField("number", entity="deal", type="counter", format="{number}")],
)
NAMES, FIRMS = ("Olena", "Taras", ""), ("Kyiv Logistics", "Lviv Cranes", "")
PHONES, AMOUNTS = ("+380441234567", "+380441234568", None), ("5 UAH", None)


def opened(workspace: Workspace = OFFICE) -> Crm:
    """Return an empty CRM whose ids and times are the same in every run."""
    return leadflow.open(
        MemoryStore(),
        actor="ada",
        workspace=workspace,
        clock=FixedClock(),
        ids=CountingIds(),
    )


def kept(crm: Crm) -> str:
    """Return everything that a CRM keeps, as one text."""
    return digest(crm._desk.store)  # noqa: SLF001  # whatever the store holds


def one_by_one(crm: Crm, leads: Sequence[Lead]) -> None:
    """Convert leads, each on its own."""
    for lead in leads:
        try:
            crm.convert(lead.id)
        except LeadflowError:
            continue


LEADS = st.lists(
    st.builds(
        Lead,
        title=st.just("Forklifts"),
        first_name=st.sampled_from(NAMES),
        company_name=st.sampled_from(FIRMS),
        phones=st.sampled_from(PHONES),
        amount=st.sampled_from(AMOUNTS),
    ),
    max_size=8,
)


@given(LEADS, st.sets(st.integers(0, 7)))
def test_a_batch_leaves_what_single_conversions_leave(
    leads: list[Lead], lost: set[int]
) -> None:
    """C7: clients found or made, refusals, histories, contact points: all the same."""
    one, other = opened(), opened()
    for crm in (one, other):
        added = crm.leads.add_many(leads)
        for number in lost & set(range(len(added))):
            crm.lose(added[number], reason="price")
    one_by_one(one, list(one.leads))
    other.convert_many(list(other.leads))

    assert kept(one) == kept(other)


@given(st.lists(st.sampled_from(["new", "priced", "full", "won"]), max_size=6))
def test_a_batch_of_moves_leaves_what_single_moves_leave(stages: list[str]) -> None:
    """S8: gates, limits and histories are those of single moves."""
    one, other = opened(), opened()
    for crm in (one, other):
        crm.deals.add_many(Deal(title=f"{n}", amount=AMOUNTS[n % 2]) for n in range(4))
    for stage in stages:
        for deal in list(one.deals):
            try:
                one.move(deal, stage)
            except LeadflowError:
                continue
        other.move_many(other.deals, stage)

    assert kept(one) == kept(other)


def test_numbers_that_a_failing_record_took_are_given_again() -> None:
    """P19: what failed leaves no gap, also where others went well beside it."""
    crm = opened(COUNTED)
    leads = [Lead(last_name=f"{n}", amount=AMOUNTS[n % 2]) for n in range(4)]
    batch = crm.convert_many(crm.leads.add_many(leads))

    assert (2, 2) == (len(batch.converted), len(batch.failed))
    assert ["1", "2"] == [each.custom["number"] for each in crm.deals]


def test_what_is_kept_back_is_seen_by_every_question() -> None:
    """P8: a writer sees its own writes, though they are not written yet."""
    crm = opened()
    with crm._desk.gathering() as writer:  # noqa: SLF001  # what batches open
        draft = Lead(last_name="Kovalenko", phones="+380441234567")
        key = draft.phones[0].key
        writer.foresee_holders([("phone", key)])
        lead = crm.leads.add(draft)

        assert {key: [lead.id]} == dict(writer.holders("phone", [key]))
        assert 1 == crm.leads.count()
        assert lead == crm.leads.get(lead.id)


def test_a_savepoint_that_wrote_already_refuses_the_rest() -> None:
    """H3: what cannot be undone alone is undone with all, and done again."""
    crm = opened()
    with pytest.raises(TornError):
        fail_late(crm)

    assert 0 == crm.leads.count()


def fail_late(crm: Crm) -> None:
    """Fail after what was put has been written, and go on all the same."""
    lead = Lead(id=LeadId(nth_id("lead", 1)), last_name="Kovalenko", version=1)
    with crm._desk.gathering() as writer:  # noqa: SLF001  # what batches open
        with suppress(ValueError), writer.savepoint():
            writer.put([lead])
            writer.flush()
            raise ValueError("later")
        crm.leads.count()


def test_a_record_that_the_store_refuses_fails_alone() -> None:
    """C7: the first is kept, though all were written together at first."""
    count = CountingIds()
    crm = leadflow.open(
        actor="ada",
        ids=lambda prefix: nth_id("deal", 1) if prefix == "deal" else count(prefix),
    )
    leads = crm.leads.add_many([Lead(last_name=f"N{n}") for n in range(3)])
    batch = crm.convert_many(leads)

    assert ["converted", "failed", "failed"] == [each.outcome for each in batch]
    assert {"conflict": 2} == dict(batch.codes)
