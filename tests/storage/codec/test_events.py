"""Events as rows, whatever a store takes for an instant."""

from datetime import UTC, datetime

import attrs
import pytest
from hypothesis import given

from leadflow.entities import Lead
from leadflow.errors import InvalidValue
from leadflow.events import Event, FieldChange
from leadflow.storage.codec import (
    EVENT_COLUMNS,
    FIXED,
    REWRITTEN,
    EventCodec,
    Unreadable,
)
from leadflow.storage.codec.customs import read_instant
from leadflow.storage.query import instant_text
from leadflow.testing import stored
from leadflow.testing.records import leads


AS_TEXT = EventCodec(instant_text, read_instant)
AS_IT_IS = EventCodec(lambda moment: moment, lambda moment: moment)


def event() -> Event:
    """Return the fact that a lead was created."""
    return stored(Lead(title="Forklifts"), 1)[1].events[0]


@given(leads())
@pytest.mark.parametrize("codec", [AS_TEXT, AS_IT_IS])
def test_events_come_back_as_they_were(codec: EventCodec, lead: Lead) -> None:
    """P13: with an instant as text and with one of the store's own."""
    told = attrs.evolve(stored(lead, 1)[1].events[0], seq=7)

    assert told == codec.event((7, *codec.row(told)))


def test_what_may_be_rewritten_and_what_not_is_the_whole_row() -> None:
    """P21: no column is left out of both, and none is in both."""
    told, fixed = AS_TEXT.rewriting(event())

    assert sorted(EVENT_COLUMNS) == sorted((*REWRITTEN, *FIXED))
    assert set(AS_TEXT.row(event())) == {*told, *fixed}


@pytest.mark.parametrize("name", ["at", "changes", "overridden", "entity"])
def test_a_damaged_event_says_which_one_it_is(name: str) -> None:
    """P14: an empty column is damage, not a mistake of the program."""
    row = dict(zip(EVENT_COLUMNS, AS_TEXT.row(event()), strict=True))
    row[name] = None

    with pytest.raises(Unreadable, match=r"event 7 of .* is damaged"):
        AS_TEXT.event((7, *row.values()))


def test_a_value_that_no_field_can_hold_is_refused() -> None:
    """H1: what is written can be read again."""
    wrong = FieldChange("converted_at", None, "yesterday")
    told = attrs.evolve(event(), changes=(wrong,), at=datetime(2026, 1, 1, tzinfo=UTC))

    with pytest.raises(InvalidValue, match="tells of a value"):
        AS_TEXT.row(told)
