"""The server store and memory, side by side, through random histories (H6)."""

from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test
from sqlalchemy import Engine

from leadflow.storage.port import Store
from leadflow.storage.server import ServerStore
from leadflow.testing.machine import StoreMachine


# Each step asks a server several times; the long run tries more.
FEW = settings(
    max_examples=max(5, settings().max_examples // 10), stateful_step_count=25
)


def machine(engine: Engine) -> type[StoreMachine]:
    """Return a machine whose every run has a tenant of its own."""

    class ServerMachine(StoreMachine):
        tenant = 0

        def make_store(self) -> ServerStore:
            ServerMachine.tenant += 1
            return ServerStore(engine, tenant=f"machine {self.tenant}")

        def reopen(self, store: Store) -> ServerStore:
            store.close()
            return ServerStore(engine, tenant=f"machine {self.tenant}")

    return ServerMachine


def test_a_server_and_memory_agree_through_random_histories(engine: Engine) -> None:
    """P15: the same commands give the same results, errors and order (H6)."""
    run_state_machine_as_test(machine(engine), settings=FEW)
