"""The conformance suite: every store passes the same tests (H4).

A store's test module subclasses it, and pytest does the rest::

    class TestMyStore(StoreSuite):
        def make_store(self, tmp_path: Path) -> Store:
            return MyStore(tmp_path / "data")

        def reopen(self, store: Store) -> Store:
            store.close()
            return MyStore(store.path)

The tests are named after the promises of ``leadflow.storage.port``. Where a
store does not promise to be durable, the restart is skipped with that reason.
"""

from leadflow.testing.suite.facts import FactTests
from leadflow.testing.suite.reads import ReadTests
from leadflow.testing.suite.writes import WriteTests


__all__ = ["StoreSuite"]


class StoreSuite(WriteTests, ReadTests, FactTests):
    """One test or more for each promise of the port; see the module."""
