"""Recognising: what was received before, and what is not wanted (I2, I7)."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from leadflow import Crm, Inquiry, Intake, InvalidValue, Workspace
from leadflow.testing import FixedClock


OLENA = "+380441234567"
NOON = datetime(2026, 1, 31, 8, tzinfo=UTC)


def test_the_same_id_of_a_channel_is_received_once(crm: Crm) -> None:
    """I7, P2: the second time gives the first result and writes nothing."""
    letter = Inquiry(channel="email", external_id="<7@x>", emails="o@k.example")
    first = crm.receive(letter)
    before = crm.upkeep.verify().head

    again = crm.receive(letter)
    assert before == crm.upkeep.verify().head
    assert again.is_repeated
    assert again.inquiry == first.inquiry
    assert again.created == first.created


def test_the_same_id_of_another_channel_is_another_inquiry(crm: Crm) -> None:
    """I2: ids are the channel's own."""
    crm.receive(Inquiry(channel="email", external_id="7", emails="o@k.example"))

    done = crm.receive(Inquiry(channel="chat", external_id="7", emails="o@k.example"))
    assert not done.is_repeated


@pytest.mark.parametrize(("minutes", "is_repeated"), [(29, True), (30, False)])
def test_a_number_on_a_line_is_one_call_for_half_an_hour(
    crm: Crm,
    minutes: int,
    is_repeated: bool,  # noqa: FBT001  # a column of the table
) -> None:
    """I2: without an id the phone, the channel and the line tell, for 30 minutes."""
    call = {"channel": "call", "line": "101", "phones": OLENA}
    crm.receive(Inquiry(**call, received_at=NOON))  # type: ignore[arg-type]  # texts

    later = NOON + timedelta(minutes=minutes)
    again = crm.receive(Inquiry(**call, received_at=later))  # type: ignore[arg-type]  # as above
    assert again.is_repeated is is_repeated


def test_another_line_is_another_call(crm: Crm) -> None:
    """I2: who calls two lines calls twice."""
    crm.receive(Inquiry(channel="call", line="101", phones=OLENA))

    done = crm.receive(Inquiry(channel="call", line="102", phones=OLENA))
    assert not done.is_repeated


def test_the_minutes_are_the_firm_s(opened: Callable[..., Crm]) -> None:
    """I2: a firm may say how long a call is the same."""
    crm = opened(workspace=Workspace(intake=Intake(window=0)))
    crm.receive(Inquiry(channel="call", phones=OLENA))

    assert not crm.receive(Inquiry(channel="call", phones=OLENA)).is_repeated


def test_the_same_letter_is_received_once_without_any_id(crm: Crm) -> None:
    """I7: without id and number, what was written tells."""
    form = Inquiry(channel="webform", emails="o@k.example", message="Call me")
    crm.receive(form)

    other = Inquiry(channel="webform", emails="o@k.example", message="Where are you?")
    assert crm.receive(form).is_repeated
    assert not crm.receive(other).is_repeated


@pytest.mark.parametrize(
    "sender",
    [
        {"emails": "offers@junk.example"},
        {"emails": "any@mail.junk.example"},
        {"phones": "+380440000000"},
        {"emails": "me@only.example"},
    ],
)
def test_nothing_is_made_of_who_is_excluded(
    opened: Callable[..., Crm], sender: dict[str, str]
) -> None:
    """I2: addresses, domains with all below them, and numbers can be excluded."""
    listed = ["junk.example", "+380 44 000-00-00", "Me@Only.example"]
    crm = opened(workspace=Workspace(intake=Intake(excluded=listed)))

    done = crm.receive(Inquiry(channel="email", **sender))  # type: ignore[arg-type]  # texts
    assert done.route == "excluded"
    assert done.created == ()
    assert crm.inquiries.count() == 1


def test_a_domain_that_only_ends_alike_is_not_excluded(
    opened: Callable[..., Crm],
) -> None:
    """I2: a domain is excluded with all below it, and no other."""
    crm = opened(workspace=Workspace(intake=Intake(excluded=["junk.example"])))

    done = crm.receive(Inquiry(channel="email", emails="o@myjunk.example"))
    assert done.route == "new_lead"


def test_what_cannot_be_excluded_is_refused_when_it_is_written() -> None:
    """I2: a slip in the list is told at once."""
    with pytest.raises(InvalidValue):
        Intake(excluded=["not an address"])


def test_a_clock_that_runs_ahead_makes_nothing_of_tomorrow(
    crm: Crm, clock: FixedClock
) -> None:
    """P16: what claims to come from tomorrow came today."""
    tomorrow = clock() + timedelta(days=1)

    done = crm.receive(Inquiry(channel="chat", phones=OLENA, received_at=tomorrow))
    assert done.lead is not None
    assert done.lead.created_at == clock()
