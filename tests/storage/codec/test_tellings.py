"""Folding events as they are stored gives what folding the events gives."""

from typing import Any

import pytest
from hypothesis import given

import leadflow
from leadflow import Lead
from leadflow.events import replay
from leadflow.storage.codec import Unreadable
from leadflow.storage.codec.tellings import CHANGES, folded, retold, told
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


def facts(*changes: tuple[str, str]) -> list[tuple[Any, ...]]:
    """Return the stored facts of a lead, with words of theirs changed in turn."""
    crm = leadflow.open(actor="ada")
    lead = crm.leads.add(Lead(title="Cranes"))
    for title in ("Lifts", "Hoists"):
        lead = crm.leads.update(lead, title=title)
    with crm._desk.reading() as reader:  # noqa: SLF001  # as they are stored
        told_rows = [list(told(each)) for each in reader.history(lead.id)]
    for row, (words, others) in zip(told_rows[1:], changes, strict=False):
        row[CHANGES] = row[CHANGES].replace(words, others)
    return list(map(tuple, told_rows))


def test_a_text_that_was_another_before_is_told() -> None:
    """P14: the field is named, and what came of it is read all the same."""
    tale = retold(facts(('"Cranes"', '"Forklifts"')))

    assert ("title",) == tale.breaks
    assert "Hoists" == getattr(tale.record, "title", "")


def test_what_was_no_text_before_cannot_be_read() -> None:
    """P14: a number in the place of a text is damage, not another text."""
    with pytest.raises(Unreadable):
        retold(facts(('"Cranes"', "5")))


def test_nobody_knows_what_an_erased_field_held() -> None:
    """H5, P14: whatever is told to have stood there contradicts nothing."""
    tale = retold(facts(('["title","Cranes","Lifts"]', '["title"]')))

    assert () == tale.breaks
    assert "Hoists" == getattr(tale.record, "title", "")
