"""Erasing a person: from records, from their histories, from stored requests (H5).

A person's own records stay as shells: who moved what, and when, is still told, and
counts stay what they were. In them every field goes that tells of the person. In
records of others the person's strings are masked, and phones and e-mails go. The
same is done to every value that an event tells, so that the history still gives
each record (H1).
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

import attrs
from attrs import frozen

from leadflow.context import Context
from leadflow.entities import (
    ENTITIES,
    Affiliation,
    Custom,
    EntityType,
    FieldSpec,
    Kind,
    Record,
    entity_of,
)
from leadflow.entities.records import blank, differences, values_of, with_values
from leadflow.errors import InvalidValue, UnknownName
from leadflow.events import ERASED, GONE, Event, FieldChange
from leadflow.ids import prefix_of
from leadflow.privacy.files import keys_of
from leadflow.privacy.people import Person, person_of
from leadflow.privacy.report import ErasurePlan, ErasureStep
from leadflow.privacy.traces import Traces
from leadflow.storage.codec import changes_to_text, record_to_text
from leadflow.storage.port import Command, Reader
from leadflow.storage.query import ANY, Query
from leadflow.workspace import Paths, Workspace
from leadflow.workspace.codes import names


OWN, LINKED, MENTIONED = "own", "linked", "mentioned"

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
_ERASED_REQUEST = "erased"


@frozen
class Erasure:
    """Everything that erasing a person writes."""

    plan: ErasurePlan
    records: tuple[Record, ...]
    events: tuple[Event, ...]
    """The facts that something was erased, without saying what it was."""
    told: tuple[Event, ...]
    """Known events, which tell less."""
    commands: tuple[Command, ...]
    work: "_Work"


def erase(context: Context, id: str, *, also: Sequence[str] | str = ()) -> Erasure:
    """Return what erasing a contact or lead writes; reads all records and events.

    ``also`` names further fields to clear in the person's own and linked records,
    such as ``lead.title`` or ``deal.notes``.
    """
    fields = names(also)
    cleared = _also(fields)
    person = person_of(context, id)
    traces = _traces(context, person)
    others = tuple(_mentioning(context.reader, person, traces))
    work = _Work(context, person, traces, cleared, others)
    done = [each for each in work.all() if each is not None]
    plan = ErasurePlan(
        person=id,
        steps=tuple(each.step for each in done),
        commands=len(commands := tuple(_commands(context, person, traces))),
        shared=tuple(work.shared()),
        others=person.others,
        files=tuple(dict.fromkeys(work.files())),
        also=fields,
    )
    return Erasure(
        plan,
        tuple(each.record for each in done),
        tuple(each.fact for each in done),
        tuple(event for each in done for event in each.told),
        commands,
        work,
    )


def remaining(reader: Reader, erasure: Erasure) -> tuple[str, ...]:
    """Return every place in which the person is still told of."""
    shared = set(erasure.plan.shared)
    work = erasure.work
    found: list[str] = [
        record.id
        for record in _every_record(reader)
        if record.id not in shared and work.is_told_by(record)
    ]
    found += [
        f"event {event.seq}"
        for event in reader.events()
        if event.record not in shared and work.is_told_in(event)
    ]
    found += [
        f"command '{each.key}'"
        for each in reader.commands()
        if work.traces.found(f"{each.request} {each.result}", likely=False)
    ]
    return tuple(found)


@frozen
class _Done:
    """What is written of one record."""

    step: ErasureStep
    record: Record
    fact: Event
    told: tuple[Event, ...]


@frozen
class _Work:
    """One erasure in the making."""

    context: Context
    person: Person
    traces: Traces
    also: Mapping[str, frozenset[str]]
    others: tuple[Record, ...]
    """Records of others that tell of the person."""

    def all(self) -> Iterator[_Done | None]:
        """Give what becomes of each record that tells of the person."""
        for record in self.person.own.values():
            yield self._done(record, OWN)
        for record in self.person.linked.values():
            yield self._done(record, LINKED)
        for record in self.others:
            yield self._done(record, MENTIONED)

    def is_told_by(self, record: Record) -> bool:
        """Tell whether a record tells of the person."""
        whose = self._whose(record.id)
        if self.traces.found(record_to_text(record), likely=False):
            return True
        rule = _Rule(self, entity_of(record), whose)
        if whose == MENTIONED:
            return False
        return rule.record(record) != record or self._holds_file(record)

    def files(self) -> Iterator[str]:
        """Give the keys of the person's files, and of those that are cleared."""
        for record in self.person.own.values():
            yield from keys_of(values_of(record))
        for record in self.person.linked.values():
            rule = _Rule(self, entity_of(record), LINKED)
            after = values_of(rule.record(record))
            kept = frozenset(keys_of(after))
            yield from (key for key in keys_of(values_of(record)) if key not in kept)

    def _holds_file(self, record: Record) -> bool:
        """Tell whether a file of the person's is named here: a map may copy it."""
        own = {
            key for each in self.person.own.values() for key in keys_of(values_of(each))
        }
        return not own.isdisjoint(keys_of(values_of(record)))

    def is_told_in(self, event: Event) -> bool:
        """Tell whether an event tells of the person."""
        whose = self._whose(event.record)
        if self.traces.found(_told(event), likely=False):
            return True
        rule = _Rule(self, ENTITIES[event.entity], whose)
        return whose != MENTIONED and rule.event(event) != event

    def _whose(self, id: str) -> str:
        own = id in self.person.own
        return OWN if own else LINKED if id in self.person.linked else MENTIONED

    def shared(self) -> Iterator[str]:
        """Give the others whose own data is the same: theirs stays."""
        for record in self.others:
            rule = _Rule(self, entity_of(record), MENTIONED)
            history = map(rule.event, self.context.reader.history(record.id))
            texts = (record_to_text(rule.record(record)), *map(_told, history))
            if any(self.traces.found(text, likely=False) for text in texts):
                yield record.id

    def _done(self, record: Record, whose: str) -> _Done | None:
        rule = _Rule(self, entity_of(record), whose)
        history = tuple(self.context.reader.history(record.id))
        told = tuple(less for old in history if (less := rule.event(old)) != old)
        after = rule.record(record)
        names = tuple(name for name, _, _ in differences(record, after))
        if not names and not told:
            return None
        act = self.context.act
        new = with_values(
            after,
            version=record.version + 1,
            updated_at=act.now,
            updated_by=act.actor,
        )
        step = ErasureStep(
            record=record.id,
            entity=rule.entity.name,
            version=record.version,
            whose=whose,
            fields=names,
            events=len(told),
        )
        return _Done(step, new, self._fact(new, rule.cleared(names)), told)

    def _fact(self, record: Record, names: Sequence[str]) -> Event:
        return Event(
            kind=ERASED,
            entity=entity_of(record).name,
            record=record.id,
            version=record.version,
            at=self.context.act.now,
            actor=self.context.act.actor,
            changes=tuple(FieldChange(name, GONE, GONE) for name in names),
            cause=f"erased:{self.person.id}",
        )


@frozen
class _Rule:
    """How the values of one record are erased, now and in its history."""

    work: _Work
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
        cause = self.work.traces.masked(event.cause, likely=likely)
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
        if spec.name in self.work.also.get(self.entity.name, ()):
            return True
        return self.whose == OWN and spec.name in _telling(self.entity.name)

    def _value(self, spec: FieldSpec, value: object) -> object:
        if self.whose == OWN and spec.name == "companies":
            return _without_positions(value)
        if spec.kind not in _TEXTUAL or spec.name in _KEPT or spec.system:
            return value
        if isinstance(value, Custom) and self.whose == OWN:
            gone = _telling_codes(self.work.context.workspace, self.entity.name)
            value = Custom({k: v for k, v in value.items() if k not in gone})
        if self.whose == MENTIONED and spec.personal:
            return value  # another person's own
        likely = self.whose != MENTIONED and not _names_a_firm(spec)
        return self.work.traces.masked(value, likely=likely)


def _without_positions(value: object) -> object:
    """Return a person's places in companies without what they are called there."""
    if not isinstance(value, tuple):
        return value
    return tuple(
        attrs.evolve(each, position="") if isinstance(each, Affiliation) else each
        for each in value
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


def _also(fields: Sequence[str]) -> Mapping[str, frozenset[str]]:
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


def _traces(context: Context, person: Person) -> Traces:
    # What is said in an activity is not who somebody is.
    people = [each for each in person.own.values() if prefix_of(each.id) != "activity"]
    events = (event for each in people for event in context.reader.history(each.id))
    return Traces.of(people, events)


def _mentioning(reader: Reader, person: Person, traces: Traces) -> Iterator[Record]:
    """Give the records of others that tell of the person, now or in their past."""
    known = {*person.own, *person.linked}
    past = {
        event.record
        for event in reader.events()
        if event.record not in known and traces.found(_told(event), likely=False)
    }
    for record in _every_record(reader):
        if record.id in known:
            continue
        if record.id in past or traces.found(record_to_text(record), likely=False):
            yield record


def _commands(context: Context, person: Person, traces: Traces) -> Iterator[Command]:
    for each in context.reader.commands():
        text = f"{each.request} {each.result}"
        is_theirs = any(id in text for id in person.own)
        if each.request != _ERASED_REQUEST and (
            is_theirs or traces.found(text, likely=False)
        ):
            result = traces.masked(each.result, likely=False)
            yield attrs.evolve(each, request=_ERASED_REQUEST, result=result)


def _every_record(reader: Reader) -> Iterator[Record]:
    for entity in ENTITIES.values():
        paths = Paths(Workspace(), entity)
        yield from reader.find(Query(paths=paths, which=ANY))


def _told(event: Event) -> str:
    return f"{event.cause} {changes_to_text(event.entity, event.changes)}"
