"""The state machine runs, and sees what is wrong with a store."""

from leadflow.storage.memory import MemoryStore
from leadflow.testing.machine import StoreMachine


class MemoryMachine(StoreMachine):
    """P15: memory against memory; what differs is the machine's mistake."""

    def make_store(self) -> MemoryStore:
        """Return an empty store."""
        return MemoryStore()


TestMemory = MemoryMachine.TestCase
