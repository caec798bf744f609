"""The memory store keeps the promises that every store keeps."""

from pathlib import Path

from leadflow.storage.memory import MemoryStore
from leadflow.storage.port import Promises
from leadflow.testing.suite import StoreSuite


class TestMemoryStore(StoreSuite):
    """H4: the published suite, over memory."""

    def make_store(self, tmp_path: Path) -> MemoryStore:
        """Return an empty store; memory needs no place."""
        del tmp_path
        return MemoryStore()


def test_memory_promises_nothing_that_it_cannot_keep() -> None:
    """P4: whoever asks is told that memory does not last."""
    note = "everything is gone when the process ends"

    assert Promises(durable=False, shared=False, note=note) == MemoryStore().promises()
