"""What a verb writes at its end, when its block undoes it if need be."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TypeAlias

import pytest

from leadflow.errors import Conflict
from leadflow.storage.sqlite import SQLiteStore
from leadflow.testing import a_lead, digest, nth_id, stored


Stores: TypeAlias = tuple[SQLiteStore, SQLiteStore]


@pytest.fixture
def stores(tmp_path: Path) -> Iterator[Stores]:
    """Return two new stores."""
    one, other = (SQLiteStore(tmp_path / f"{name}.db") for name in ("one", "other"))
    with closing(one), closing(other):
        yield one, other


def test_what_is_saved_is_what_is_put_and_appended(stores: Stores) -> None:
    """P15: the same records, the same facts."""
    several = [stored(a_lead(), number) for number in (1, 2)]
    records = [record for record, _ in several]
    facts = [fact for _, change in several for fact in change.events]
    one, other = stores
    with one.write() as writer:
        writer.save(records, facts)
    with other.write() as writer:
        writer.put(records)
        writer.append(facts)

    assert digest(one) == digest(other)


def test_what_was_saved_in_part_is_undone_with_its_block(stores: Stores) -> None:
    """H3: the transaction around it goes on as if nothing had been tried."""
    known, change = stored(a_lead(), 1)
    new, _ = stored(a_lead(), 2)
    with stores[0].write() as writer:
        writer.save([known], change.events)
        with pytest.raises(Conflict), writer.savepoint():
            # The first of them is written when the second one is refused.
            writer.save([new, known], ())

        assert [known.id] == list(writer.get("lead", [nth_id("lead", 1), new.id]))
        writer.save([new], ())


def test_where_there_is_nothing_to_save_nothing_is_written(stores: Stores) -> None:
    """H1: a verb that changes nothing leaves no trace."""
    before = digest(stores[0])
    with stores[0].write() as writer:
        writer.save((), ())

    assert before == digest(stores[0])
