"""The past: a whole CRM as it was at a moment, to be read (H7).

The facts are the truth. A moment is a time or the number of a fact. Of each record
the past shows the newest version that was written at or before the moment, by the
fact's own time; facts with one time count in the order of their numbers. Where
clocks only go forward, that is what anybody saw who looked then.
"""

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from typing import TypeVar

import attrs

from leadflow.crm.desk import Desk, Hand
from leadflow.crm.folding import Moment, Whole, whole_at
from leadflow.entities import ENTITIES, Record
from leadflow.errors import PastReadOnly, UnknownName
from leadflow.events import Event, replay
from leadflow.storage.port import (
    Backlink,
    Command,
    Group,
    Promises,
    Reader,
    Setting,
    Visit,
    Writer,
)
from leadflow.storage.query import Query
from leadflow.workspace.roles import READ


T = TypeVar("T")

# More ids than these are looked up quicker once the whole past is known.
_FEW = 20


class PastStore:
    """A store that shows another one as it was, and takes nothing.

    A few records are found by their own histories. The first question about many
    folds all events once; what that gives is kept for as long as the view, unless a
    transaction is open.
    """

    def __init__(self, desk: Desk, moment: Moment) -> None:
        self._desk = desk
        self._moment = moment
        self._guard = threading.Lock()
        self._whole: Whole | None = None

    def __repr__(self) -> str:
        return f"<the past of {self._desk.store!r}: {self._moment}>"

    @contextmanager
    def read(self) -> Iterator["PastReader"]:
        """Open the past for reading."""
        with self._desk.reading() as present:
            yield PastReader(present, self._moment, self)

    @contextmanager
    def write(self) -> Iterator[Writer]:
        """Raise ``PastReadOnly``."""
        raise PastReadOnly(str(self._moment))
        yield  # type: ignore[unreachable]  # what makes it a context manager

    def promises(self) -> Promises:
        """Return how far the store's word goes."""
        return self._desk.store.promises()

    def close(self) -> None:
        """Forget the past; the store itself stays open."""
        self._whole = None

    @property
    def known(self) -> Whole | None:
        """Return everything, if it was asked for before and may be relied upon."""
        return None if self._desk.is_writing else self._whole

    def whole(self, present: Reader) -> Whole:
        """Return everything as it was.

        What a transaction tells that is still open is not kept: it may be undone.
        """
        if self._desk.is_writing:
            return whole_at(present, self._moment)
        with self._guard:
            self._whole = self._whole or whole_at(present, self._moment)
            return self._whole


class PastReader:
    """Reads the past; see ``leadflow.storage.port.Reader``."""

    def __init__(self, present: Reader, moment: Moment, store: PastStore) -> None:
        self.present = present
        """The reader of today, whose rights hold."""
        self._moment = moment
        self._store = store

    def get(self, entity: str, ids: Sequence[str]) -> Mapping[str, Record]:
        """Return the records with these ids, those that there were."""
        if entity not in ENTITIES:
            raise UnknownName("entity", entity, tuple(ENTITIES))
        if self._store.known is None and len(ids) <= _FEW:
            own = [id for id in ids if id.startswith(f"{entity}_")]
            found = ((id, replay(self.history(id))) for id in own)
            return {id: record for id, record in found if record is not None}
        return self._asked(lambda reader: reader.get(entity, ids))

    def find(self, query: Query) -> Iterator[Record]:
        """Give the records that the query asks for, in its order."""
        with self._whole.store.read() as reader:
            yield from reader.find(query)

    def count(self, query: Query) -> int:
        """Return how many records matched."""
        return self._asked(lambda reader: reader.count(query))

    def group(
        self, query: Query, by: Sequence[str], *, total: str = ""
    ) -> Sequence[Group]:
        """Count the matching records by the values of fields."""
        return self._asked(lambda reader: reader.group(query, by, total=total))

    def visits(self, query: Query) -> Iterator[Visit]:
        """Give every stage that each matching record had stood on."""
        every = attrs.evolve(query, order=(), limit=None, after=None)
        for record in self.find(every):
            for pipeline, stage in self._whole.visits.get(record.id, ()):
                yield Visit(record.id, pipeline, stage)

    def history(self, record: str) -> Iterator[Event]:
        """Give what had happened to a record, oldest first."""
        return iter(self._moment.known(self.present.history(record)))

    def caused_by(self, cause: str) -> Iterator[Event]:
        """Give the events that one cause had brought about."""
        return filter(self._moment.has, self.present.caused_by(cause))

    def last_number(self, name: str) -> int:
        """Return the number last given by now: no fact tells of those before."""
        return self.present.last_number(name)

    def events(self, *, after: int = 0) -> Iterator[Event]:
        """Give all events that there were whose ``seq`` is above ``after``."""
        return filter(self._moment.has, self.present.events(after=after))

    def links_to(self, targets: Sequence[str]) -> Sequence[Backlink]:
        """Return who pointed at these records."""
        return self._asked(lambda reader: reader.links_to(targets))

    def holders(self, kind: str, keys: Sequence[str]) -> Mapping[str, Sequence[str]]:
        """Return, by key, who was live and had this contact point."""
        return self._asked(lambda reader: reader.holders(kind, keys))

    def command(self, actor: str, key: str) -> Command | None:  # noqa: ARG002  # the port's
        """Return nothing: commands have no time, and nothing is asked of the past."""
        return None

    def commands(self) -> Iterator[Command]:
        """Give nothing, as ``command`` does."""
        return iter(())

    def workspace(self) -> tuple[str, int]:
        """Return the workspace that held, and its revision."""
        held = self._moment.setting(self.present.settings())
        return (held.text, held.revision) if held else ("", 0)

    def settings(self) -> Sequence[Setting]:
        """Return every workspace that there had been."""
        return [each for each in self.present.settings() if self._moment.has(each)]

    @property
    def _whole(self) -> Whole:
        return self._store.whole(self.present)

    def _asked(self, question: Callable[[Reader], T]) -> T:
        with self._whole.store.read() as reader:
            return question(reader)


def past(desk: Desk, hand: Hand, given: datetime | int) -> tuple[Desk, Hand]:
    """Return the desk and the hand of a view of the past."""
    moment = Moment.of(given)
    if moment.at is None:
        with desk.reading() as reader:
            # Numbers count what happened to all records, also to unseen ones.
            desk.require(reader, READ, "look back by number")
    past_desk = desk.through(partial(PastStore, moment=moment))

    def clock() -> datetime:
        if moment.at is not None:
            return moment.at
        with desk.reading() as reader:
            last = next(iter(reader.events(after=max(moment.seq - 1, 0))), None)
        return last.at if last and moment.seq else hand.clock()

    return past_desk, Hand(hand.actor, clock)
