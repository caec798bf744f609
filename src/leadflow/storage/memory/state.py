"""Everything a memory store holds at one instant, and how the next one is made."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TypeAlias, TypeVar

import attrs
from attrs import field, frozen

from leadflow.deferred import by_value
from leadflow.entities import ENTITIES, Record, entity_of, references
from leadflow.entities.points import points
from leadflow.errors import Conflict, InvalidValue
from leadflow.events import Event
from leadflow.storage.memory.persistent import SortedMap
from leadflow.storage.memory.storable import judge_event, judge_record
from leadflow.storage.port import Backlink, Command, Setting


V = TypeVar("V")

Key: TypeAlias = tuple[str, ...]
Tables: TypeAlias = Mapping[str, SortedMap[str, Record]]


def _tables() -> Tables:
    return {name: SortedMap() for name in ENTITIES}


@by_value
@frozen(eq=False, repr=False)
class State:
    """One instant of a store; it never changes."""

    tables: Tables = field(factory=_tables)
    """Records by entity and id."""
    events: SortedMap[int, Event] = field(factory=SortedMap)
    """By ``seq``."""
    histories: SortedMap[str, tuple[Event, ...]] = field(factory=SortedMap)
    """The events of each record."""
    causes: SortedMap[Key, Event] = field(factory=SortedMap)
    """By cause, where there is one, and ``seq``."""
    backlinks: SortedMap[Key, Backlink] = field(factory=SortedMap)
    """By target, entity, record and field."""
    holders: SortedMap[Key, str] = field(factory=SortedMap)
    """Ids of live records, by kind and key of the contact point, and id."""
    commands: SortedMap[Key, Command] = field(factory=SortedMap)
    """By actor and key."""
    numbers: SortedMap[str, int] = field(factory=SortedMap)
    """The number last given, by name."""
    settings: tuple[Setting, ...] = ()
    """Every workspace that there was, oldest first."""

    @classmethod
    def of(cls, records: Iterable[Record]) -> "State":
        """Return a state of these records, each in whatever version it is."""
        empty = cls()
        start = empty.tables.items()
        tables: dict[str, dict[str, Record | None]] = {name: {} for name in ENTITIES}
        backlinks: dict[Key, Backlink | None] = {}
        holders: dict[Key, str | None] = {}
        for record in records:
            tables[entity_of(record).name][record.id] = record
            backlinks.update(_links(record))
            holders.update(_points(record))
        return cls(
            tables={name: table.patched(tables[name]) for name, table in start},
            backlinks=empty.backlinks.patched(backlinks),
            holders=empty.holders.patched(holders),
        )

    def record(self, entity: str, id: str) -> Record | None:
        """Return one record, deleted or not."""
        return self.tables[entity].get(id)

    def history(self, id: str) -> tuple[Event, ...]:
        """Return the events of one record, oldest first."""
        return self.histories.get(id) or ()

    def with_records(self, records: Iterable[Record]) -> "State":
        """Return the state with these records, or raise ``Conflict`` (H2)."""
        tables: dict[str, dict[str, Record | None]] = {}
        backlinks: dict[Key, Backlink | None] = {}
        holders: dict[Key, str | None] = {}
        for record in records:
            entity = entity_of(record).name
            table = tables.setdefault(entity, {})
            before = table.get(record.id) or self.record(entity, record.id)
            judge_record(record)
            _refuse_stale(entity, record, before)
            table[record.id] = record
            _reindex(backlinks, _links(before), _links(record))
            _reindex(holders, _points(before), _points(record))
        patched = {name: self.tables[name].patched(tables[name]) for name in tables}
        return attrs.evolve(
            self,
            tables={**self.tables, **patched},
            backlinks=self.backlinks.patched(backlinks),
            holders=self.holders.patched(holders),
        )

    def with_events(self, events: Iterable[Event]) -> "State":
        """Return the state with these events, numbered on."""
        last = len(self.events)
        numbered = [
            attrs.evolve(event, seq=seq) for seq, event in enumerate(events, last + 1)
        ]
        histories: dict[str, tuple[Event, ...]] = {}
        causes: dict[Key, Event] = {
            _cause(event): event for event in numbered if event.cause
        }
        for event in numbered:
            judge_event(event)
            known = histories.get(event.record) or self.history(event.record)
            histories[event.record] = (*known, event)
        return attrs.evolve(
            self,
            events=self.events.patched({event.seq: event for event in numbered}),
            histories=self.histories.patched(histories),
            causes=self.causes.patched(causes),
        )

    def with_rewritten(self, events: Iterable[Event]) -> "State":
        """Return the state in which events tell what these do."""
        state = self
        for event in events:
            judge_event(event)
            state = state._with_rewritten(event)
        return state

    def _with_rewritten(self, event: Event) -> "State":
        old = self.events.get(event.seq)
        if old is None or old != attrs.evolve(
            event, changes=old.changes, cause=old.cause
        ):
            raise InvalidValue("event", "is not the stored one", "change what it tells")
        history = tuple(
            event if each.seq == event.seq else each
            for each in self.history(event.record)
        )
        causes = {_cause(old): None, _cause(event): event}
        return attrs.evolve(
            self,
            events=self.events.put(event.seq, event),
            histories=self.histories.put(event.record, history),
            causes=self.causes.patched({key: causes[key] for key in causes if key[0]}),
        )

    def without(self, records: Iterable[Record]) -> "State":
        """Return the state in which records are gone; their events stay."""
        state = self
        for record in records:
            name = entity_of(record).name
            state = attrs.evolve(
                state,
                tables={**state.tables, name: state.tables[name].without(record.id)},
                backlinks=state.backlinks.patched(dict.fromkeys(_links(record))),
                holders=state.holders.patched(dict.fromkeys(_points(record))),
            )
        return state

    def with_command(self, command: Command) -> "State":
        """Return the state that remembers the command."""
        commands = self.commands.put((command.actor, command.key), command)
        return attrs.evolve(self, commands=commands)

    def with_next_number(self, name: str) -> "tuple[State, int]":
        """Return the state in which one more number of a name is given, and it."""
        number = (self.numbers.get(name) or 0) + 1
        return attrs.evolve(self, numbers=self.numbers.put(name, number)), number

    def with_workspace(self, text: str, at: datetime | None) -> "State":
        """Return the state with another workspace."""
        setting = Setting(
            revision=len(self.settings) + 1, text=text, at=at, seq=len(self.events)
        )
        return attrs.evolve(self, settings=(*self.settings, setting))


def _cause(event: Event) -> Key:
    # Written with as many digits as the greatest number has, to be in order.
    return event.cause, f"{event.seq:019}"


def _refuse_stale(entity: str, record: Record, before: Record | None) -> None:
    stored = before.version if before else 0
    if record.version != stored + 1:
        raise Conflict(entity, record.id, record.version - 1, stored)


def _reindex(
    index: dict[Key, V | None], before: Mapping[Key, V], after: Mapping[Key, V]
) -> None:
    """Note what changes in an index; ``None`` is what goes."""
    index.update(dict.fromkeys(before.keys() - after.keys()))
    index.update(after.items() - before.items())


def _links(record: Record | None) -> dict[Key, Backlink]:
    if record is None:
        return {}
    entity, found = entity_of(record).name, dict[Key, Backlink]()
    for each in references(record):
        key = (each.target, entity, record.id, each.field)
        # Several rows may name one product: they are one link.
        found.setdefault(
            key,
            Backlink(
                entity,
                record.id,
                each.field,
                each.target,
                each.role,
                each.position,
                each.primary,
            ),
        )
    return found


def _points(record: Record | None) -> dict[Key, str]:
    if record is None or record.deleted_at is not None:
        return {}
    return {(kind, key, record.id): record.id for kind, key in points(record)}
