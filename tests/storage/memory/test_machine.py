"""The state machine runs memory against memory: it is right about itself."""

from hypothesis import settings

from leadflow.storage.memory import MemoryStore
from leadflow.testing.machine import StoreMachine


class MemoryMachine(StoreMachine):
    """P15: what differs here is the machine's own mistake."""

    def make_store(self) -> MemoryStore:
        """Return an empty store."""
        return MemoryStore()


TestMemory = MemoryMachine.TestCase
TestMemory.settings = settings(max_examples=10, stateful_step_count=30)
