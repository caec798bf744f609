"""Writing as an actor may: every change is judged before anything of it is stored.

Verbs read everything through it, as their rules need; what they want written is
judged fact by fact. What nobody judged cannot be stored at all (P20).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from typing import TypeAlias

from leadflow.access.rights import Rights, place_of
from leadflow.entities import Activity, Record, entity_of
from leadflow.entities.records import with_values
from leadflow.errors import Denied
from leadflow.events import (
    APPROVED,
    CONVERTED,
    CREATED,
    DELETED,
    RESTORED,
    REVERTED,
    TOUCHED,
    Change,
    Event,
)
from leadflow.ids import prefix_of
from leadflow.storage.passing import Passing
from leadflow.storage.port import Command, Reader, Writer
from leadflow.workspace.roles import (
    ANY,
    CONFIGURE,
    CONVERT,
    CREATE,
    DELETE,
    READ,
    UPDATE,
)


_Version: TypeAlias = tuple[str, int]

_CONVERSION = "conversion_"
"""How the cause begins of what a conversion does; no reason of a user's does."""


class Admitting(Passing):
    """Writes what an actor may; see ``leadflow.storage.port.Writer``."""

    def __init__(self, writer: Writer, rights: Rights) -> None:
        super().__init__(writer)
        self.rights = rights
        self._writer = writer
        self._admitted: set[_Version] = set()

    # Judging

    def admit(self, change: Change) -> None:
        """Raise ``Denied`` for the first fact that the actor may not bring about."""
        for refused in denials(self.rights, self._writer, change):
            raise refused
        self._admitted |= {(each.id, each.version) for each in change.records}

    def released(self, operation: str, record: Record, act: str) -> Writer:
        """Return the store's own writer, for what takes full sight.

        Raises ``Denied`` unless the actor may do this with the record, and read all.
        """
        self.rights.require(operation, record)
        self.rights.require_whole(READ, act)
        return self._writer

    def _require_admitted(self, records: Iterable[Record]) -> tuple[Record, ...]:
        several = tuple(records)
        for each in several:
            if (each.id, each.version) not in self._admitted:
                raise self._refused(entity_of(each).name)
        return several

    def _refused(self, entity: str, operation: str = UPDATE) -> Denied:
        """Return that something is written past the judge: it never is."""
        ruling = self.rights.ruling(operation, entity)
        return self.rights.denied(operation, entity, ruling)

    # Writing

    def put(self, records: Iterable[Record], *, facts: Iterable[Event] = ()) -> None:
        """Store records of admitted changes."""
        self._writer.put(self._require_admitted(records), facts=facts)

    def append(self, events: Iterable[Event]) -> None:
        """Add the events of admitted changes."""
        several = tuple(events)
        for each in several:
            if (each.record, each.version) not in self._admitted:
                raise self._refused(each.entity)
        self._writer.append(several)

    def rewrite(self, events: Iterable[Event]) -> None:
        """Raise ``Denied``: what makes history tell less gets another writer."""
        raise self._refused(next((each.entity for each in events), ANY))

    def drop(self, records: Iterable[Record]) -> None:
        """Raise ``Denied``: what takes away for good gets another writer."""
        names = (entity_of(each).name for each in records)
        raise self._refused(next(names, ANY), DELETE)

    def remember(self, command: Command) -> None:
        """Keep a command under its key."""
        self._writer.remember(command)

    def next_number(self, name: str) -> int:
        """Return the number that follows the last one of this name."""
        return self._writer.next_number(name)

    def save_workspace(self, text: str, *, at: object = None) -> None:
        """Raise ``Denied``: who may configure gets another writer."""
        del text, at
        raise self._refused(ANY, CONFIGURE)

    def savepoint(self) -> AbstractContextManager[None]:
        """Open a nested block that is undone alone when it raises (H3)."""
        return self._writer.savepoint()


def denials(rights: Rights, reader: Reader, change: Change) -> Iterator[Denied]:
    """Yield a refusal for each fact that the actor may not bring about."""
    judge = _Judge(rights, reader, change)
    for event in change.events:
        try:
            judge.require(event)
        except Denied as error:
            yield error


class _Judge:
    """Judges the facts of one change, each on top of those before it."""

    def __init__(
        self,
        rights: Rights,
        reader: Reader,
        change: Change,
    ) -> None:
        self._rights = rights
        self._reader = reader
        self._states: dict[_Version, Record] = {
            (each.id, each.version): each for each in change.records
        }
        self._restored = {e.record for e in change.events if e.kind == RESTORED}

    def require(self, event: Event) -> None:
        """Raise ``Denied`` where the actor may not bring the fact about."""
        judges: Mapping[str, Callable[[Event], None]] = {
            TOUCHED: self.free,
            APPROVED: self.free,
            CREATED: self.created,
            CONVERTED: self.converted,
            DELETED: self.deleted,
            RESTORED: self.brought_back,
            REVERTED: self.converted,
        }
        judges.get(event.kind, self.changed)(event)

    def free(self, event: Event) -> None:
        """Let pass what leadflow tells by itself, and approvals, given by name (S4)."""

    def created(self, event: Event) -> None:
        """Judge a new record as it will be."""
        self._rights.require(CREATE, self._after(event))

    def changed(self, event: Event) -> None:
        """Judge a change as the record was; a move, where it would stand as well."""
        before, after = self._before(event), self._after(event)
        if isinstance(before, Activity) and event.cause.startswith(_CONVERSION):
            return  # what is planned for a lead goes where the lead goes (C9)
        self._require_seen(UPDATE, before)
        if place_of(before) != place_of(after):
            pipeline, stage = place_of(after)
            there = with_values(before, pipeline=pipeline, stage=stage)
            self._rights.require(UPDATE, there)

    def converted(self, event: Event) -> None:
        """Judge what happens to the record that is converted, or was (C10)."""
        before = self._before(event)
        self._require_seen(CONVERT, before)
        self._require_seen(UPDATE, before)

    def deleted(self, event: Event) -> None:
        """Judge a deletion."""
        # What belongs to a record alone goes with it, and comes back with it.
        owner = event.cause.removeprefix("deleted:")
        if owner in (event.cause, event.record):
            self._require_seen(DELETE, self._before(event))

    def brought_back(self, event: Event) -> None:
        """Judge a return: it undoes a deletion, and takes the same right."""
        record = self._before(event)
        if isinstance(record, Activity) and self._restored & {*record.bindings}:
            return
        self._require_seen(DELETE, record)

    def _require_seen(self, operation: str, record: Record) -> None:
        self._rights.require(READ, record)
        self._rights.require(operation, record)

    def _after(self, event: Event) -> Record:
        return self._states[event.record, event.version]

    def _before(self, event: Event) -> Record:
        known = self._states.get((event.record, event.version - 1))
        if known is not None:
            return known
        entity = prefix_of(event.record)
        return self._reader.get(entity, [event.record])[event.record]
