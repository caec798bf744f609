"""The SQLite store keeps the promises that every store keeps."""

from pathlib import Path

from leadflow.storage.port import Promises, Store
from leadflow.storage.sqlite import SQLiteStore
from leadflow.testing.suite import StoreSuite


class TestSQLiteStore(StoreSuite):
    """H4: the published suite, over a file."""

    place: Path

    def make_store(self, tmp_path: Path) -> SQLiteStore:
        """Return a store in a new file."""
        self.place = tmp_path / "sales.db"
        return SQLiteStore(self.place)

    def reopen(self, store: Store) -> SQLiteStore:
        """Close the store and open its file again."""
        store.close()
        return SQLiteStore(self.place)


def test_sqlite_promises_durability_unless_told_otherwise(tmp_path: Path) -> None:
    """P4: what returned is on the disk; weaker is asked for, and told."""
    full = SQLiteStore(tmp_path / "full.db")
    normal = SQLiteStore(tmp_path / "normal.db", durability="normal")
    promises = (full.promises(), normal.promises())
    full.close()
    normal.close()

    note = "a power cut may take the last commits back"
    assert Promises(durable=True, shared=True) == promises[0]
    assert Promises(durable=False, shared=True, note=note) == promises[1]
