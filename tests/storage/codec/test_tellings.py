"""Folding events as they are stored gives what folding the events gives."""

import pytest
from hypothesis import given

from leadflow.events import replay
from leadflow.storage.codec import Unreadable
from leadflow.storage.codec.tellings import folded, retold, told
from tests.crm.office import Office, all_steps


@given(all_steps)
def test_rows_tell_what_events_tell(taken: list[tuple[str, int, int]]) -> None:
    """H1: of every record, after each of its events."""
    office = Office()
    for step in taken:
        office.do(*step)
    with office.crm._desk.reading() as reader:  # noqa: SLF001  # all events
        events = list(reader.events())
    for id in {event.record for event in events}:
        own = [event for event in events if event.record == id]
        for count in range(1, len(own) + 1):
            rows = list(map(told, own[:count]))

            assert replay(own[:count]) == folded(rows)
            assert replay(own[:count]) == retold(rows).record
            assert () == retold(rows).breaks


@pytest.mark.parametrize("fold", [folded, retold])
def test_no_facts_tell_of_nothing(fold: object) -> None:
    """P14: a record without a history is no record."""
    assert callable(fold)
    with pytest.raises(Unreadable, match="a history"):
        fold([])
