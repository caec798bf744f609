"""P23: a block of writing that is interrupted or taken away leaves nothing open."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import leadflow
from leadflow.crm.desk import Desk
from leadflow.storage.memory import MemoryStore
from leadflow.storage.port import Store
from leadflow.storage.sqlite import SQLiteStore
from leadflow.testing import CountingIds, a_lead, digest, stored
from tests.interruption import Interruption, in_files


LEAD, _ = stored(a_lead())
OTHER, _ = stored(a_lead(), 2)


@pytest.fixture
def desk(place: Path | None) -> Iterator[Desk]:
    """Return a desk whose store tells soon that somebody is in the way."""
    store: Store = MemoryStore(deadline=0.2)
    if place is not None:
        store = SQLiteStore(place, deadline=0.2, durability="normal")
    yield Desk(store, CountingIds())
    store.close()


def write(desk: Desk) -> None:
    """Write one lead, in a block within a block."""
    with desk.writing(), desk.writing() as writer:
        writer.put([LEAD])


def test_a_thread_does_not_go_on_in_a_block_that_is_gone(desk: Desk) -> None:
    """P23: what was written in it is undone, and what follows is kept."""
    block = desk.writing()
    block.__enter__().put([OTHER])
    del block
    write(desk)

    with desk.reading() as reader:
        assert [LEAD.id] == list(reader.get("lead", [LEAD.id, OTHER.id]))


def test_an_interruption_at_any_line_of_a_block_is_all_or_nothing(desk: Desk) -> None:
    """P23: the thread has nothing open afterwards, and writes anew."""
    before, line = digest(desk.store), 1
    while Interruption(line, in_files("/crm/blocks.py", "/crm/desk.py")).strike(
        lambda: write(desk)
    ):
        assert not desk.is_writing
        with desk.writing() as writer:
            writer.drop(writer.get("lead", [LEAD.id]).values())
        assert before == digest(desk.store)
        line += 1

    assert line > 20
    assert before != digest(desk.store)


def test_an_interruption_at_any_line_around_a_verb_is_all_or_nothing(
    desk: Desk,
) -> None:
    """P23: it opens its transaction itself, and leaves none behind."""
    crm, line = leadflow.open(desk.store, actor="ada"), 1
    around = in_files("/crm/retrying.py")
    while Interruption(line, around).strike(lambda: crm.leads.add(a_lead())):
        line += 1
        done = crm.leads.count()
        with crm.transaction():
            crm.leads.delete(crm.leads.add(a_lead()).id)

        assert done == crm.leads.count()

    assert line > 10
