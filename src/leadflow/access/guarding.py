"""Reading as an actor may: the one place through which every answer passes (A3).

A guarded reader is a reader like any other. Records that may not be read are not
there for it, whatever is asked: by id, by condition, counted, grouped, through a
link, a contact point or the history. Hidden fields are empty, and nothing can be
asked of them.
"""

from collections.abc import Iterator, Mapping, Sequence

import attrs

from leadflow.access.conditions import readable, reads_everything
from leadflow.access.masking import hidden, shown, told
from leadflow.access.rights import Rights
from leadflow.entities import ENTITIES, EntityType, Record
from leadflow.entities.points import (
    DELIVERY,
    DOMAIN,
    EMAIL,
    MESSENGER,
    NAME,
    PHONE,
    TAX_ID,
)
from leadflow.errors import Fault, InvalidCondition, UnknownName
from leadflow.events import Event
from leadflow.expressions import ALWAYS, NEVER, Condition, all_of, paths
from leadflow.ids import prefix_of
from leadflow.storage.passing import Passing
from leadflow.storage.picking import Picked, picked
from leadflow.storage.port import Backlink, Command, Group, Reader, Visit
from leadflow.storage.query import Query
from leadflow.workspace import Binder, CustomField, Dictionary, Paths, Pipeline
from leadflow.workspace.deriving import TOLD_BY, Derived
from leadflow.workspace.roles import READ


# A contact point is found by those alone who may read where it comes from.
_ORIGINS: Mapping[str, tuple[str, ...]] = {
    PHONE: ("phones",),
    EMAIL: ("emails",),
    MESSENGER: ("messengers",),
    DOMAIN: ("websites",),
    NAME: ("name", "company_name"),
    TAX_ID: ("requisites",),
    DELIVERY: (),
}


@attrs.frozen(eq=False, repr=False)
class Seen:
    """The definitions of a workspace without the custom fields that are hidden."""

    rights: Rights

    @property
    def zone(self) -> str:
        """Return the IANA time zone in which days begin and end."""
        return self.rights.workspace.zone

    def fields_of(self, entity: str) -> Mapping[str, CustomField]:
        """Return the custom fields of an entity that may be asked for."""
        limited = self.rights.limited(entity)
        known = self.rights.workspace.fields_of(entity)
        return {c: each for c, each in known.items() if f"custom.{c}" not in limited}

    def custom_field(self, entity: str, code: str) -> CustomField:
        """Return the custom field, or raise ``UnknownName`` (F4)."""
        known = self.fields_of(entity)
        if code not in known:
            raise UnknownName(f"custom field of {entity}", code, tuple(known))
        return known[code]

    def dictionary(self, code: str) -> Dictionary:
        """Return the dictionary, or raise ``UnknownName``."""
        return self.rights.workspace.dictionary(code)

    def pipelines_of(self, entity: str) -> tuple[Pipeline, ...]:
        """Return the pipelines of an entity."""
        return self.rights.workspace.pipelines_of(entity)


def askable(rights: Rights, entity: str) -> Binder:
    """Return the binder of what an actor may ask of an entity (A5).

    A hidden field is as unknown to it as one that never was; and so are the fields
    of linked records, unless all records of their kind may be read.
    """
    seen = Seen(rights)
    linked = {name: _linked(rights, name) for name in ENTITIES}
    here = _visible(rights, ENTITIES[entity])
    return Binder(seen, Paths(seen, here, linked))


def _visible(rights: Rights, entity: EntityType) -> EntityType:
    limited = rights.limited(entity.name)
    fields = {name: each for name, each in entity.fields.items() if name not in limited}
    return attrs.evolve(entity, fields=fields) if limited else entity


def _linked(rights: Rights, name: str) -> EntityType:
    if reads_everything(rights, name):
        return ENTITIES[name]
    return attrs.evolve(ENTITIES[name], fields={})


class Guarded(Passing):
    """Reads as an actor may; what is behind it sees all: for rules, not answers."""

    def __init__(self, reader: Reader, rights: Rights) -> None:
        super().__init__(reader)
        self.rights = rights
        self._askable: dict[str, Binder] = {}

    # Records

    def get(self, entity: str, ids: Sequence[str]) -> Mapping[str, Record]:
        """Return the records with these ids, those that there are for the actor."""
        found = self.whole.get(entity, ids)
        rights = self.rights
        return {
            id: shown(rights, each)
            for id, each in found.items()
            if rights.allows(READ, each)
        }

    def find(self, query: Query) -> Iterator[Record]:
        """Give the records that the query asks for, in its order."""
        found = self.whole.find(self._narrowed(query))
        if not self.rights.limited(query.entity):
            yield from found
            return
        for each in found:
            yield shown(self.rights, each)

    def pick(self, query: Query, names: Sequence[str]) -> Iterator[Picked]:
        """Give the named fields of the records that ``find`` would give."""
        if self.rights.limited(query.entity):
            for each in self.find(query):
                yield tuple([getattr(each, name) for name in names])
        else:
            yield from picked(self.whole, self._narrowed(query), names)

    def count(self, query: Query) -> int:
        """Return how many records match."""
        return self.whole.count(self._narrowed(query))

    def group(
        self, query: Query, by: Sequence[str], *, total: str = ""
    ) -> Sequence[Group]:
        """Count the matching records by the values of fields."""
        entity = self.askable(query.entity).paths.entity
        for name in (*by, *([total] if total else ())):
            entity.spec(name)
        return self.whole.group(self._narrowed(query), by, total=total)

    def visits(self, query: Query) -> Iterator[Visit]:
        """Give every stage that each matching record has stood on."""
        return self.whole.visits(self._narrowed(query))

    def askable(self, entity: str) -> Binder:
        """Return what may be asked of an entity."""
        if entity not in self._askable:
            self._askable[entity] = askable(self.rights, entity)
        return self._askable[entity]

    def _narrowed(self, query: Query) -> Query:
        """Return the query for what the actor may read, if it may ask it at all."""
        self._require_askable(query)
        if isinstance(query.paths, Derived):
            paths = query.paths.narrowed(self._counted())
            query = attrs.evolve(query, paths=paths)
        own = readable(self.rights, query.entity)
        if own == ALWAYS:
            return query
        return attrs.evolve(query, where=all_of(own, query.where))

    def _counted(self) -> Condition:
        """Return the deals by which it may be told who bought something."""
        if set(TOLD_BY) & set(self.rights.limited("deal")):
            return NEVER
        return readable(self.rights, "deal")

    def _require_askable(self, query: Query) -> None:
        known = self.askable(query.entity).paths
        derived = query.paths if isinstance(query.paths, Derived) else None
        for order in query.order:
            for path in derived.made_of(order.path) if derived else (order.path,):
                known[path]
        faults = []
        asked = dict.fromkeys(paths(query.where))
        if derived:
            asked = dict.fromkeys(own for p in asked for own in derived.made_of(p))
        for path in asked:
            try:
                known[path]
            except UnknownName as error:
                where, fault = ".".join(path), error.fault
                faults.append(Fault(where, fault.message, fault.hint, error.code))
        if faults:
            plural = ENTITIES[query.entity].plural
            raise InvalidCondition(f"condition on {plural}", tuple(faults))

    # Facts and links

    def history(self, record: str) -> Iterator[Event]:
        """Give the events of one record, oldest first; none of what is not there."""
        return self._told(self.whole.history(record), {})

    def caused_by(self, cause: str) -> Iterator[Event]:
        """Give the events that one cause brought about, oldest first."""
        return self._told(self.whole.caused_by(cause), {})

    def events(self, *, after: int = 0) -> Iterator[Event]:
        """Give all events whose ``seq`` is above ``after``, in order."""
        return self._told(self.whole.events(after=after), {})

    def _told(
        self, events: Iterator[Event], known: dict[str, tuple[str, ...] | None]
    ) -> Iterator[Event]:
        """Give the events of readable records, without hidden fields."""
        for event in events:
            if event.record not in known:
                known[event.record] = self._hidden_of(event.record)
            names = known[event.record]
            if names is not None:
                yield told(event, names)

    def _hidden_of(self, id: str) -> tuple[str, ...] | None:
        """Return the hidden fields of a record; ``None`` if all of it is."""
        record = self.whole.get(prefix_of(id), [id]).get(id)
        if record is None or not self.rights.allows(READ, record):
            return None
        return hidden(self.rights, record)

    def links_to(self, targets: Sequence[str]) -> Sequence[Backlink]:
        """Return who points at these records, as far as both ends may be read."""
        ends = tuple(each for each in targets if self._is_there(each))
        return [link for link in self.whole.links_to(ends) if self._shows(link)]

    def _shows(self, link: Backlink) -> bool:
        names = self._hidden_of(link.record)
        return names is not None and link.field not in names

    def _is_there(self, id: str) -> bool:
        return self._hidden_of(id) is not None

    def holders(self, kind: str, keys: Sequence[str]) -> Mapping[str, Sequence[str]]:
        """Return, by key, the live records with this contact point, if they show it."""
        origins = set(_ORIGINS[kind])
        found = {
            key: [each for each in ids if self._shows_any(each, origins)]
            for key, ids in self.whole.holders(kind, keys).items()
        }
        return {key: ids for key, ids in found.items() if ids}

    def _shows_any(self, id: str, origins: set[str]) -> bool:
        names = self._hidden_of(id)
        return names is not None and origins.isdisjoint(names)

    # Requests

    def commands(self) -> Iterator[Command]:
        """Give the actor's own commands."""
        own = self.rights.actor
        return (each for each in self.whole.commands() if each.actor == own)


def guard_of(reader: Reader) -> Guarded | None:
    """Return the guard that a reader's answers pass, if any."""
    while isinstance(reader, Passing):
        if isinstance(reader, Guarded):
            return reader
        reader = reader.whole
    return None
