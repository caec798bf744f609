"""SQLite and memory, side by side, through random histories."""

from hypothesis.stateful import rule

from leadflow.storage.port import Store
from leadflow.storage.sqlite import SQLiteStore
from leadflow.testing.machine import StoreMachine
from tests.effort import HEAVY


class SQLiteMachine(StoreMachine):
    """P15: the same commands give the same results, errors and order (H6)."""

    def make_store(self) -> SQLiteStore:
        """Return a store in the machine's folder."""
        return SQLiteStore(self.folder / "sales.db", durability="normal")

    def reopen(self, store: Store) -> SQLiteStore:
        """Close the store and open its file again."""
        store.close()
        return SQLiteStore(self.folder / "sales.db", durability="normal")

    @rule()
    def restart(self) -> None:
        """Restart although weaker durability was asked for: nothing is killed."""
        self.store = self.reopen(self.store)
        self._agree_on_everything()


TestSQLite = SQLiteMachine.TestCase
TestSQLite.settings = HEAVY
