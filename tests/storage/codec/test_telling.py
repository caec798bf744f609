"""What is told of a new record: written from the record, read as a list of changes."""

import pytest
from hypothesis import given, strategies as st

from leadflow.entities import ENTITIES
from leadflow.events import (
    MOVED,
    NO_ORIGINS,
    Act,
    Creation,
    Event,
    Origins,
    Succession,
    changed,
    created,
)
from leadflow.storage.codec import changes_to_text, codec_of, told_to_text
from leadflow.testing import nth_id
from leadflow.testing.clock import BEGINNING
from leadflow.testing.strategies import records
from leadflow.testing.suite.ledger import WORKSPACE


ORIGINS = Origins(
    nth_id("lead", 2),
    'the "best"',
    (
        ("title", "first filled", "title, company_name"),
        ("name", "constant", ""),
        ("phones", "copied", "phones"),
        ("custom.budget", "copied", "custom.budget"),
        ("custom.seats", "template", "interest, notes"),
    ),
)
ACT = Act(actor="ada", now=BEGINNING)


def telling(data: st.DataObject, entity: str, origins: Origins) -> Event:
    """Return the fact of a new record."""
    record = data.draw(records(entity, WORKSPACE))
    _, change = created(record, ACT, origins=origins)
    return change.events[0]


@pytest.mark.parametrize("entity", ENTITIES)
@given(data=st.data())
def test_a_record_tells_what_its_changes_tell(data: st.DataObject, entity: str) -> None:
    """P13: the text written from the record is the text of the changes."""
    event = telling(data, entity, data.draw(st.sampled_from((NO_ORIGINS, ORIGINS))))
    text = told_to_text(event)

    assert isinstance(event.told, Creation)
    assert changes_to_text(entity, event.changes) == text


@pytest.mark.parametrize("entity", ENTITIES)
@given(data=st.data())
def test_a_row_spares_writing_what_stands_in_it(
    data: st.DataObject, entity: str
) -> None:
    """P13: with the record's row at hand the text is the same."""
    event = telling(data, entity, NO_ORIGINS)
    assert isinstance(event.told, Creation)
    record = event.told.record
    row = codec_of(entity).row(record)

    assert told_to_text(event) == told_to_text(event, (row, record))


def test_a_fact_that_was_listened_to_is_written_from_what_it_told() -> None:
    """P13: asking for the changes of a fact does not change what is stored."""
    lead = ENTITIES["lead"].cls(id=nth_id("lead", 1), title="Forklifts")
    _, change = created(lead, ACT)
    event = change.events[0]
    before, _ = told_to_text(event), event.changes

    assert event.told is event.changes
    assert before == told_to_text(event)


@pytest.mark.parametrize("entity", ENTITIES)
@given(data=st.data())
def test_what_differs_tells_what_its_changes_tell(
    data: st.DataObject, entity: str
) -> None:
    """P13: the text written from two versions is the text of the changes."""
    before, after = (data.draw(records(entity, WORKSPACE)) for _ in range(2))
    _, change = changed(before, after, ACT, kind=MOVED)
    (event,) = change.events
    text = told_to_text(event)

    assert isinstance(event.told, Succession)
    assert changes_to_text(entity, event.changes) == text
