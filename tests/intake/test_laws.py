"""What holds whatever comes in, and in whatever order (I3, I7)."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, strategies as st

import leadflow
from leadflow import Crm, Inquiry, Workspace
from leadflow.testing import CountingIds, FixedClock


MORNING = datetime(2026, 1, 31, 6, tzinfo=UTC)
CHANNELS = ("call", "email", "webform", "chat", "store")


def opened(mode: str) -> Crm:
    """Return a CRM in memory whose day is over."""
    return leadflow.open(
        actor="ada",
        clock=FixedClock(MORNING + timedelta(hours=12)),
        ids=CountingIds(),
        workspace=Workspace(mode=mode),
    )


@st.composite
def days(draw: st.DrawFn) -> list[Inquiry]:
    """Return a day's inquiries: each party has a number that all its messages tell."""
    several = draw(st.lists(st.integers(0, 5), min_size=1, max_size=14))
    return [
        Inquiry(
            channel=draw(st.sampled_from(CHANNELS)),
            external_id=str(number),
            received_at=MORNING + timedelta(minutes=draw(st.integers(0, 600))),
            phones=f"+38044100000{party}",
            emails=draw(st.sampled_from(["", f"p{party}@k{party}.example"])),
            last_name=draw(st.sampled_from(["", f"Kovalenko{party}"])),
            company_name=draw(st.sampled_from(["", f"Firm {party}"])),
        )
        for number, party in enumerate(several)
    ]


def parties(day: Sequence[Inquiry]) -> int:
    """Return how many parties a day's inquiries come from."""
    return len({each.phones for each in day})


@given(day=days(), order=st.randoms(use_true_random=False))
def test_no_party_is_doubled_whatever_the_order(
    day: list[Inquiry], order: object
) -> None:
    """I3, mission 0.8: each party is one open lead, and each inquiry is on it."""
    order.shuffle(day)  # type: ignore[attr-defined]  # a random
    crm = opened("classic")
    batch = crm.receive_many(day)

    assert len(batch.received) == len(day)
    assert crm.leads.count() == parties(day)
    assert crm.activities.count() == crm.inquiries.count() == len(day)


@given(day=days(), order=st.randoms(use_true_random=False))
def test_no_client_is_doubled_in_simple_mode(day: list[Inquiry], order: object) -> None:
    """I4: each party has one open deal, and at least one card."""
    order.shuffle(day)  # type: ignore[attr-defined]  # a random
    crm = opened("simple")
    crm.receive_many(day)

    assert crm.deals.count() == parties(day)
    assert crm.activities.count() == len(day)


@pytest.mark.parametrize("mode", ["classic", "simple"])
@given(day=days())
def test_a_day_that_is_sent_twice_changes_nothing(
    mode: str, day: list[Inquiry]
) -> None:
    """I7: every answer of the second time is the first one."""
    crm = opened(mode)
    first = crm.receive_many(day)
    before = crm.upkeep.verify().head

    again = crm.receive_many(day)
    assert before == crm.upkeep.verify().head
    assert len(again.answered) == len(day)
    routes = [
        [one.result.route for one in each if one.result] for each in (first, again)
    ]
    assert routes[0] == routes[1]
