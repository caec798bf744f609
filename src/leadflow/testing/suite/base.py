"""What all parts of the suite share: how a store is made, filled and reopened."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TypeVar

import pytest
from attrs import frozen

from leadflow.entities import Record, evolve
from leadflow.events import Event
from leadflow.storage.port import Command, Store
from leadflow.testing.builders import a_lead, stored
from leadflow.testing.suite import ledger


T = TypeVar("T")


class Planned(Exception):
    """Raised by tests inside a block that is to be undone."""


@contextmanager
def undone(
    block: AbstractContextManager[T], by: type[BaseException] = Planned
) -> Iterator[T]:
    """Open a transaction or a savepoint that ends with an exception."""
    with pytest.raises(by), block as opened:  # noqa: PT012  # the block may do anything
        yield opened
        raise by


@frozen
class Writing:
    """What one command writes; tests write several."""

    record: Record
    event: Event


def writing(number: int = 1) -> Writing:
    """Return a new lead and its event."""
    lead, change = stored(a_lead(), number)
    return Writing(lead, change.events[0])


def next_version(record: Record, **changes: object) -> Record:
    """Return the version of a record that follows this one."""
    return evolve(record, version=record.version + 1, **changes)


COMMAND = Command(
    actor="ada", key="k-1", verb="convert", request="{'id': 1}", result="deal_1 'ok'"
)


class StoreTests:
    """The base of every part: override ``make_store``, and ``reopen`` if durable."""

    def make_store(self, tmp_path: Path) -> Store:
        """Return an empty store; files belong into ``tmp_path``."""
        reason = f"{type(self).__name__} tests no store yet: write make_store()"
        raise NotImplementedError(reason)

    def reopen(self, store: Store) -> Store:
        """Close a store and open what it kept."""
        reason = f"{type(store).__name__} promises to be durable: write reopen()"
        raise NotImplementedError(reason)

    @pytest.fixture
    def store(self, tmp_path: Path) -> Iterator[Store]:
        """Return an empty store that is closed after the test."""
        store = self.make_store(tmp_path)
        yield store
        store.close()

    @pytest.fixture
    def full_store(self, store: Store) -> Store:
        """Return a store that holds the ledger."""
        ledger.fill(store)
        return store
