"""Clearing: what goes of one record, and of its events, when a person is erased.

Of a person's own records whole fields go; of others what tells of the person.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import TypeAlias, cast

import attrs
from attrs import frozen

from leadflow.entities import (
    ENTITIES,
    Affiliation,
    Custom,
    EntityType,
    FieldSpec,
    Kind,
    Record,
)
from leadflow.entities.records import blank, values_of, with_values
from leadflow.errors import InvalidValue, UnknownName
from leadflow.events import GONE, Event, FieldChange
from leadflow.privacy.traces import Traces
from leadflow.workspace import Workspace


OWN, LINKED, MENTIONED = "own", "linked", "mentioned"
"""Whose a record is: the person's own, one that points at them, or another's."""
Also: TypeAlias = Mapping[str, frozenset[str]]
"""Fields that are cleared besides, by entity."""

# Of a person's own records, besides what is marked personal and all long texts.
_TELLING = frozenset(
    "honorific job_title origin websites files external_id source_details loss_note "
    "stage_note requisites location result provider_data position".split()
)
# Codes and logins: they tell of the firm.
_KEPT = frozenset({"pipeline", "stage", "owner", "observers", "moved_by"})
_TELLING_TYPES = frozenset({"email", "phone", "url", "address", "file", "long_text"})
_TEXTUAL = (
    Kind.TEXT,
    Kind.LONG_TEXT,
    Kind.TEXTS,
    Kind.VALUE,
    Kind.VALUES,
    Kind.CUSTOM,
)


@frozen
class Rule:
    """How the values of one record are erased, now and in its history."""

    workspace: Workspace
    traces: Traces
    also: Also
    entity: EntityType
    whose: str

    def record(self, record: Record) -> Record:
        """Return a record without the person."""
        specs = self.entity.fields.values()
        before = zip(specs, values_of(record), strict=True)
        empty = blank(self.entity)
        values = {
            spec.name: getattr(empty, spec.name)
            if self._clears(spec)
            else self._value(spec, value)
            for spec, value in before
        }
        return with_values(record, **values)

    def event(self, event: Event) -> Event:
        """Return an event that does not tell of the person."""
        changes = tuple(map(self._change, event.changes))
        likely = self.whose != MENTIONED
        cause = self.traces.masked(event.cause, likely=likely)
        if changes == event.changes and cause == event.cause:
            return event
        return attrs.evolve(event, changes=changes, cause=cause)

    def cleared(self, names: Sequence[str]) -> tuple[str, ...]:
        """Return those of these fields that are emptied as a whole."""
        fields = self.entity.fields
        return tuple(name for name in names if self._clears(fields[name]))

    def _change(self, change: FieldChange) -> FieldChange:
        spec = self.entity.fields[change.field]
        if change.after is GONE:
            return change
        if self._clears(spec):
            return FieldChange(change.field, GONE, GONE)
        before, after = (self._value(spec, v) for v in (change.before, change.after))
        return attrs.evolve(change, before=before, after=after)

    def _clears(self, spec: FieldSpec) -> bool:
        if self.whose == MENTIONED or spec.name == "custom":
            return False
        if spec.name in self.also.get(self.entity.name, ()):
            return True
        return self.whose == OWN and spec.name in _telling(self.entity.name)

    def _value(self, spec: FieldSpec, value: object) -> object:
        if self.whose == OWN and spec.name == "companies":
            return _without_positions(value)
        if spec.kind not in _TEXTUAL or spec.name in _KEPT or spec.system:
            return value
        if isinstance(value, Custom) and self.whose == OWN:
            gone = _telling_codes(self.workspace, self.entity.name)
            value = Custom({k: v for k, v in value.items() if k not in gone})
        if self.whose == MENTIONED and spec.personal:
            return value  # another person's own
        likely = self.whose != MENTIONED and not _names_a_firm(spec)
        return self.traces.masked(value, likely=likely)


def _without_positions(value: object) -> object:
    """Return a person's places in companies without what they are called there."""
    places = cast("tuple[object, ...]", value)
    return tuple(
        attrs.evolve(each, position="") if isinstance(each, Affiliation) else each
        for each in places
    )


def _names_a_firm(spec: FieldSpec) -> bool:
    # A firm may be called after many people of one name.
    return spec.name == "company_name" or (
        spec.entity == "company" and spec.kind is not Kind.LONG_TEXT
    )


@cache
def _telling(entity: str) -> frozenset[str]:
    """Return the fields of a person's own records that go as a whole."""
    return frozenset(
        spec.name
        for spec in ENTITIES[entity].fields.values()
        if spec.personal or spec.kind is Kind.LONG_TEXT or spec.name in _TELLING
    )


def _telling_codes(workspace: Workspace, entity: str) -> frozenset[str]:
    return frozenset(
        each.code
        for each in workspace.fields
        if each.entity == entity and (each.personal or each.type in _TELLING_TYPES)
    )


def cleared_besides(fields: Sequence[str]) -> Also:
    """Return fields that a caller wants cleared besides, by entity.

    Raises ``UnknownName`` and ``InvalidValue`` for what cannot be cleared.
    """
    found: dict[str, frozenset[str]] = {}
    for name in fields:
        entity, _, field = name.partition(".")
        if entity not in ENTITIES:
            raise UnknownName("entity", entity, tuple(ENTITIES), "also")
        spec = ENTITIES[entity].spec(field)
        if spec.system or spec.kind not in _TEXTUAL or spec.name in _KEPT:
            raise InvalidValue("also", f"cannot clear '{name}'", "name a text")
        found[entity] = found.get(entity, frozenset()) | {field}
    return found
