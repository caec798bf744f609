"""A writer that writes together what many small commands write one by one.

A command for one record writes some four rows in as many statements, and reads as
often. Of a hundred commands in one transaction the statements cost more than the
rows do. So what they put is kept back and written in one go, and what they are
going to ask for is read beforehand. Nobody can tell the difference: whatever is
asked is answered as if everything was written at once. Where that takes the store,
because the answer is not known or what was put may have changed it, what was kept
back is written first.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TypeAlias

from leadflow.entities import ENTITIES, Record
from leadflow.entities.points import POINTED, points
from leadflow.entities.records import LINKING, differences, ends
from leadflow.events import Event, Succession, successions
from leadflow.ids import prefix_if_any
from leadflow.storage.port import Backlink, Command, Reader, Writer
from leadflow.storage.remembering import Remembering


# What the contact points of a record are made of, and whether they count.
_POINTED = POINTED | {"deleted_at"}


_LINKED = {
    each.cls: frozenset(LINKING[each.cls].names) | {"custom"}
    for each in ENTITIES.values()
}
_ALL = _POINTED | {"custom"}


class TornError(Exception):
    """A command failed after some of it was written; nothing of it may be kept."""


_State: TypeAlias = tuple[int, int, int, int]
"""Records and facts that are kept back, how many were written, what else was."""


class Gathering(Remembering):
    """Keeps back what is put and appended until somebody must see it."""

    tells_the_same = False

    def __init__(self, writer: Writer) -> None:
        super().__init__(writer)
        self._writer = writer
        self._records_back: list[Record] = []
        self._events_back: list[Event] = []
        # How much of what was kept back was written, and how often anything else: that
        # tells a savepoint whether what happened in it can still be forgotten.
        self._setting: tuple[str, int] | None = None
        self._written = 0
        self._at_once = 0
        self._is_torn = False

    @property
    def _asked(self) -> Reader:
        self.flush()
        return self._writer

    def flush(self) -> None:
        """Write what was kept back; raises ``TornError`` where all must be undone."""
        if self._is_torn:
            raise TornError
        if not (self._records_back or self._events_back):
            return
        records, self._records_back = self._records_back, []
        events, self._events_back = self._events_back, []
        self._written += len(records) + len(events)
        # Should it be refused, nobody knows by whose fault.
        self._is_torn = True
        self._writer.put(records, facts=events)
        self._writer.append(events)
        self._is_torn = False

    # What is going to be asked

    def foresee_records(self, ids: Iterable[str]) -> list[Record]:
        """Read records that will be asked for one by one, and return them."""
        by_entity: dict[str, list[str]] = {}
        for id in dict.fromkeys(ids):
            if (entity := prefix_if_any(id)) in ENTITIES:
                by_entity.setdefault(entity, []).append(id)
        found = (self.get(entity, some) for entity, some in by_entity.items())
        return [record for each in found for record in each.values()]

    def foresee_links(self, targets: Sequence[str]) -> None:
        """Read who points at records of which that will be asked one by one."""
        found: dict[str, list[Backlink]] = {each: [] for each in targets}
        for link in self._asked.links_to(targets):
            found[link.target].append(link)
        self._links.update(((id,), links) for id, links in found.items())

    def foresee_holders(self, keys: Iterable[tuple[str, str]]) -> None:
        """Read who holds contact points, given by kind and key."""
        by_kind: dict[str, dict[str, None]] = {}
        for kind, key in keys:
            by_kind.setdefault(kind, {})[key] = None
        for kind, several in by_kind.items():
            self.holders(kind, tuple(several))

    def links_to(self, targets: Sequence[str]) -> Sequence[Backlink]:
        """Return who points at these records."""
        known = self._links.get(tuple(targets))
        return self._asked.links_to(targets) if known is None else known

    # What is written

    def put(self, records: Iterable[Record], *, facts: Iterable[Event] = ()) -> None:
        """Keep records back, to be stored in order."""
        several = list(records)
        if self._holders or self._links:
            told = successions(facts)
            for record in several:
                self._forget_answers(record, told.get((record.id, record.version)))
        for record in several:
            self._records[record.id] = record
        self._records_back += several

    def append(self, events: Iterable[Event]) -> None:
        """Keep events back, to be added in order."""
        self._events_back.extend(events)

    def _forget_answers(self, record: Record, told: Succession | None) -> None:
        """Forget what was read and may be no longer true once a record is put."""
        before = self._records.get(record.id)
        if before is None and record.version > 1:
            self._forget_all()
            return
        several = (record,) if before is None else (before, record)
        names = _ALL if before is None else _differing(before, record, told)
        if not names.isdisjoint(_POINTED):
            for each in several:
                for point in points(each):
                    self._holders.pop(point, None)
        if not names.isdisjoint(_LINKED[type(record)]):
            for each in several:
                for end in ends(each):
                    self._links.pop((end,), None)

    def _forget_all(self) -> None:
        self._holders.clear()
        self._links.clear()

    @property
    def _now(self) -> Writer:
        """Return the writer for what is written as it is asked for."""
        self.flush()
        self._at_once += 1
        return self._writer

    def rewrite(self, events: Iterable[Event]) -> None:
        """Replace changes and cause of stored events."""
        self._now.rewrite(events)

    def drop(self, records: Iterable[Record]) -> None:
        """Take records away for good."""
        several = list(records)
        self._now.drop(several)
        self._records.clear()
        self._forget_all()

    def remember(self, command: Command) -> None:
        """Keep a command under its key."""
        self._at_once += 1
        self._writer.remember(command)

    def next_number(self, name: str) -> int:
        """Return the number that follows the last one of this name."""
        self._at_once += 1
        return self._writer.next_number(name)

    def save_workspace(self, text: str, *, at: datetime | None = None) -> None:
        """Replace the stored workspace."""
        self._setting = None
        self._now.save_workspace(text, at=at)

    def savepoint(self) -> "_Savepoint":
        """Open a nested block that is undone alone when it raises.

        What it put is forgotten. Where some of it was written by then, the rest of
        the transaction is refused.
        """
        return _Savepoint(self)

    def state(self) -> _State:
        """Return how far it is, for whoever may have to go back."""
        records, events = len(self._records_back), len(self._events_back)
        return records, events, self._written, self._at_once

    def back_to(self, state: _State) -> None:
        """Forget what was put since then, or refuse the rest of the transaction."""
        records, events, written, at_once = state
        if self._written > written + records + events or self._at_once > at_once:
            self._is_torn = True
        elif self._written > written:
            # What stood before it was written meanwhile.
            self._undo(0, 0)
        else:
            self._undo(records, events)

    def _undo(self, records: int, events: int) -> None:
        """Forget what was kept back last, and what was read of it."""
        gone = self._records_back[records:]
        del self._records_back[records:]
        del self._events_back[events:]
        if gone:
            # What they changed is asked anew; whoever asked has had them written.
            self._records.clear()
        for record in self._records_back:
            self._records[record.id] = record

    # What does not depend on what is kept back

    def command(self, actor: str, key: str) -> Command | None:
        """Return the command that was stored under this key."""
        return self._writer.command(actor, key)

    def last_number(self, name: str) -> int:
        """Return the number last given under a name."""
        return self._writer.last_number(name)

    def workspace(self) -> tuple[str, int]:
        """Return the stored workspace as text, and its revision."""
        if self._setting is None:
            self._setting = self._writer.workspace()
        return self._setting


class _Savepoint:
    """A block that is undone alone; there is one for each record of a batch."""

    __slots__ = ("_gathered", "_state")

    def __init__(self, gathered: Gathering) -> None:
        self._gathered = gathered

    def __enter__(self) -> None:
        self._state = self._gathered.state()

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is not None:
            self._gathered.back_to(self._state)


def _differing(
    before: Record, after: Record, told: Succession | None
) -> frozenset[str]:
    if told is not None:
        return frozenset(told.names)
    return frozenset([name for name, _, _ in differences(before, after)])
