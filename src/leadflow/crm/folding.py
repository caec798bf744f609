"""Folding all facts up to a moment: everything as it was, in memory (H7).

Where the store shows its facts as they are stored, those are folded record by
record, and only the last value of each field is read. Otherwise they are folded one
by one, in the order of their numbers.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Protocol, TypeAlias

from attrs import field, frozen

from leadflow.deferred import collected_later
from leadflow.entities import ENTITIES, Record
from leadflow.errors import InvalidValue
from leadflow.events import PURGED, Event, applied, replay
from leadflow.storage.codec import Unreadable
from leadflow.storage.codec.customs import read_instant
from leadflow.storage.codec.tellings import (
    AT,
    PIPELINE,
    RECORD,
    SEQ,
    STAGE,
    folded,
    is_gone,
)
from leadflow.storage.memory import MemoryStore
from leadflow.storage.port import Reader, Setting, Telling, Told
from leadflow.values.instants import instant


@frozen(kw_only=True)
class Moment:
    """A point in the history: a time, or the number of its last fact."""

    at: datetime | None = None
    seq: int = 0

    @classmethod
    def of(cls, given: datetime | int) -> "Moment":
        """Return the moment that a caller means."""
        if isinstance(given, datetime):
            if given.utcoffset() is None:
                hint = "give it a zone: datetime(…, tzinfo=UTC)"
                raise InvalidValue("moment", "has no time zone", hint)
            return cls(at=instant(given))
        if isinstance(given, bool) or not isinstance(given, int):
            reason = f"cannot be of type {type(given).__name__}"
            hint = "give a datetime with a zone, or the seq of an event"
            raise InvalidValue("moment", reason, hint)
        if given < 0:
            raise InvalidValue("moment", "is negative", "events count from 1")
        return cls(seq=given)

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} UTC" if self.at else f"event {self.seq}"

    def has(self, event: Event | Setting) -> bool:
        """Tell whether something was at this moment or before."""
        if self.at is None:
            return event.seq <= self.seq
        return event.at is None or event.at <= self.at

    def known(self, events: Iterable[Event]) -> list[Event]:
        """Return the events of a record up to the newest that was by then."""
        several = list(events)
        if any(each.kind == PURGED for each in several):
            return []
        while several and not self.has(several[-1]):
            several.pop()
        return several

    def reached(self, several: list[Told]) -> list[Told]:
        """Return the same for events as they are stored."""
        if is_gone(several):
            return []
        at, seq = self.at, self.seq
        while several:
            last = several[-1]
            if last[SEQ] <= seq if at is None else read_instant(last[AT]) <= at:
                break
            several.pop()
        return several

    def setting(self, settings: Sequence[Setting]) -> Setting | None:
        """Return the workspace that held.

        Before the first one it is the first one, if nothing happened before it, and
        else the usual one, which is not stored.
        """
        held = [each for each in settings if self.has(each)]
        first = [each for each in settings if not each.seq]
        return next(iter([*reversed(held), *first]), None)


@frozen
class Whole:
    """Everything as it was, in memory."""

    store: MemoryStore
    visits: Mapping[str, Mapping[tuple[str, str], None]]
    """The stages that each record had stood on."""


class _Teller(Reader, Telling, Protocol):
    """A reader that tells."""


_Stages: TypeAlias = dict[tuple[str, str], None]


@frozen
class _Fold:
    """What the events tell so far, up to a moment."""

    moment: Moment
    records: dict[str, Record] = field(factory=dict)
    visits: dict[str, dict[tuple[str, str], None]] = field(factory=dict)
    later: set[str] = field(factory=set)
    """Records of which something was told that came after the moment."""
    reordered: set[str] = field(factory=set)
    """Those of them that something earlier was told of afterwards."""
    purged: set[str] = field(factory=set)
    """Records of which nobody knows any more what they were."""
    stages: dict[tuple[str, str], tuple[str, str]] = field(factory=dict)
    """One copy of each name, however often it is told."""

    def add(self, event: Event) -> None:
        """Take the next event into account."""
        id = event.record
        if event.kind == PURGED:
            self.purged.add(id)
        if not self.moment.has(event):
            self.later.add(id)
        elif id in self.later:
            self.reordered.add(id)
        else:
            self.apply(event)

    def apply(self, event: Event) -> None:
        """Let an event have happened."""
        id = event.record
        self.records[id] = applied(self.records.get(id), event)
        if event.stage:
            stood = (event.stage.pipeline, event.stage.stage)
            stood = self.stages.setdefault(stood, stood)
            self.visits.setdefault(id, {})[stood] = None

    def fold_again(self, id: str, events: Iterable[Event]) -> None:
        """Tell one record anew."""
        self.forget(id)
        for event in events:
            self.apply(event)

    def forget(self, id: str) -> None:
        """Tell nothing of a record."""
        self.records.pop(id, None)
        self.visits.pop(id, None)


def whole_at(present: Reader, moment: Moment) -> Whole:
    """Return everything as it was at a moment."""
    with collected_later():
        if isinstance(present, Telling):
            return _of_histories(present, moment)
        return _of_events(present, moment)


def _of_events(present: Reader, moment: Moment) -> Whole:
    fold = _Fold(moment)
    for event in present.events():
        fold.add(event)
    # Clocks that went back are rare, and cost one look at each record they touched.
    for id in fold.reordered:
        fold.fold_again(id, moment.known(present.history(id)))
    for id in fold.purged:
        fold.forget(id)
    return Whole(MemoryStore.holding(fold.records.values()), fold.visits)


def _of_histories(present: "_Teller", moment: Moment) -> Whole:
    visits = dict[str, _Stages]()
    known = dict[tuple[str, str], tuple[str, str]]()

    def records() -> Iterator[Record]:
        for id, several in _histories(present):
            record, stood = _known(present, moment, id, several)
            if record is None:
                continue
            if stood:
                visits[id] = {known.setdefault(each, each): None for each in stood}
            yield record

    return Whole(MemoryStore.holding(records()), visits)


def _histories(present: Telling) -> Iterator[tuple[str, list[Told]]]:
    for entity in ENTITIES:
        for id, told in groupby(present.histories(entity), itemgetter(RECORD)):
            yield id, list(told)


def _known(
    present: Reader, moment: Moment, id: str, several: list[Told]
) -> tuple[Record | None, list[tuple[str, str]]]:
    """Return a record as it was, if it was there, and the stages it had stood on."""
    try:
        told = moment.reached(several)
        record = folded(told) if told else None
    except Unreadable:
        # The store tells what is damaged, and where.
        return replay(moment.known(present.history(id))), []
    return record, [(each[PIPELINE], each[STAGE]) for each in told if each[STAGE]]
