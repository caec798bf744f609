"""Stores and workers with one mistake each, which the harnesses have to find."""

import os
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from leadflow.entities import Record
from leadflow.errors import StoreError
from leadflow.events import Event
from leadflow.storage.memory import MemoryStore
from leadflow.storage.sqlite import SQLiteStore
from leadflow.storage.sqlite.writing import SQLiteWriter
from tests.reliability.steps import Paired
from tests.reliability.work import Work
from tests.testing.planted import STORES


class HalfWriter(SQLiteWriter):
    """Commits the records before their events."""

    def append(self, events: Iterable[Event]) -> None:
        """Add events, in a transaction of their own."""
        self._begin_anew()
        super().append(events)

    def save(self, records: Iterable[Record], events: Iterable[Event]) -> None:
        """Store what a verb has done, in two transactions."""
        super().save(records, ())
        self._begin_anew()
        super().save((), events)

    def _begin_anew(self) -> None:
        self._session.run("COMMIT")
        self._session.run("BEGIN IMMEDIATE")


class Halving(SQLiteStore):
    """Commits twice where it should once."""

    @contextmanager
    def write(self) -> Iterator[SQLiteWriter]:
        """Open a transaction that is none."""
        with super().write() as writer:
            yield HalfWriter(writer._session)  # noqa: SLF001  # that is the mistake


def halving(place: Path) -> Halving:
    """Return such a store, which need not last."""
    return Halving(place, deadline=0.2, durability="normal")


class Hushing(SQLiteStore):
    """Tells nobody that it failed."""

    @contextmanager
    def write(self) -> Iterator[SQLiteWriter]:
        """Open a transaction that always seems to end well."""
        with suppress(StoreError), super().write() as writer:
            yield writer


class Sulking(SQLiteStore):
    """Does nothing any more once it has failed."""

    @contextmanager
    def write(self) -> Iterator[SQLiteWriter]:
        """Open a transaction, the last one if it fails."""
        try:
            with super().write() as writer:
                yield writer
        except StoreError:
            self.close()
            raise


class Keeping(SQLiteStore):
    """Keeps what was written before it failed."""

    @contextmanager
    def write(self) -> Iterator[SQLiteWriter]:
        """Open a transaction that commits early."""
        with super().write() as writer:
            yield writer
            run = writer._session.run  # noqa: SLF001  # that is the mistake
            for statement in (
                "COMMIT",
                "BEGIN IMMEDIATE",
                'UPDATE "meta" SET "name" = "name"',
            ):
                run(statement)


class LosesOrder(Paired):
    """Beside the model a store that sorts by the first criterion alone."""

    def make_store(self) -> MemoryStore:
        """Return the store."""
        return STORES["loses order"]()


class KeepsHalf(Paired):
    """Beside the model a store that undoes nothing."""

    def make_store(self) -> MemoryStore:
        """Return the store."""
        return STORES["keeps half"]()


PAIRS = (LosesOrder, KeepsHalf)


def tell_too_early(work: Work, number: int, told: int) -> None:
    """Acknowledge what is not committed yet."""
    desk = work.crm._desk  # noqa: SLF001  # to look into the transaction
    with work.crm.transaction():
        work.run(number)
        with desk.reading() as reader:
            seqs = [event.seq for event in reader.events(after=work.seq)]
        work.seq = max(seqs, default=work.seq)
        os.write(told, b"d%d:%d " % (number, work.seq))
        time.sleep(0.002)
