"""P15: the fast driver of the state machine runs beside servers too."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import create_engine

from leadflow.storage.server import ServerStore
from leadflow.storage.server.writing import ServerWriter
from tests.reliability.served import paired
from tests.reliability.steps import run


class Undone(ServerStore):
    """Forgets the events of a transaction now and then: those of many records."""

    @contextmanager
    def write(self) -> Iterator[ServerWriter]:
        """Open a transaction that appends no more than one event."""
        with super().write() as writer:
            append = writer.append
            writer.append = lambda events: append(list(events)[:1])  # type: ignore[method-assign]  # as above
            yield writer


@pytest.mark.parametrize("server", ["postgres", "mariadb"])
def test_a_server_does_the_same(request: pytest.FixtureRequest, server: str) -> None:
    """P15: whatever comes, in whatever order."""
    engine = create_engine(request.getfixturevalue(server).database())
    found = run(1, steps=60, machine=paired(engine), is_whole=False)
    engine.dispose()

    assert () == found.violations
    assert found.done > 60


def test_a_mistake_on_a_server_is_found(request: pytest.FixtureRequest) -> None:
    """P15: each run first proves that it can see."""
    engine = create_engine(request.getfixturevalue("postgres").database())
    found = run(1, steps=100, machine=paired(engine, Undone), is_whole=False)
    engine.dispose()

    assert found.violations
