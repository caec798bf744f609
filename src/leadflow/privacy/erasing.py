"""Erasing a person: from records, from their histories, from stored requests (H5).

A person's own records stay as shells: who moved what, and when, is still told, and
counts stay what they were. In them every field goes that tells of the person. In
records of others the person's strings are masked, and phones and e-mails go. The
same is done to every value that an event tells, so that the history still gives
each record (H1).
"""

from collections.abc import Iterator, Sequence

import attrs
from attrs import frozen

from leadflow.context import Context
from leadflow.entities import (
    ENTITIES,
    EntityType,
    Record,
    entity_of,
)
from leadflow.entities.records import differences, values_of, with_values
from leadflow.events import ERASED, GONE, Event, FieldChange
from leadflow.ids import prefix_of
from leadflow.privacy.clearing import (
    LINKED,
    MENTIONED,
    OWN,
    Also,
    Rule,
    cleared_besides,
)
from leadflow.privacy.files import keys_of
from leadflow.privacy.people import Person, person_of
from leadflow.privacy.report import ErasurePlan, ErasureStep
from leadflow.privacy.traces import Traces
from leadflow.storage.codec import changes_to_text, record_to_text
from leadflow.storage.port import Command, Reader
from leadflow.storage.query import ANY, Query
from leadflow.workspace import Paths, Workspace
from leadflow.workspace.codes import names


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
    cleared = cleared_besides(fields)
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
    also: Also
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
        told = self.traces.found(record_to_text(record), likely=False)
        rule = self._rule(entity_of(record), whose)
        if told or whose == MENTIONED:
            return told
        return rule.record(record) != record or self._holds_file(record)

    def files(self) -> Iterator[str]:
        """Give the keys of the person's files, and of those that are cleared."""
        for record in self.person.own.values():
            yield from keys_of(values_of(record))
        for record in self.person.linked.values():
            rule = self._rule(entity_of(record), LINKED)
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
        told = self.traces.found(_told(event), likely=False)
        rule = self._rule(ENTITIES[event.entity], whose)
        return told or (whose != MENTIONED and rule.event(event) != event)

    def _rule(self, entity: EntityType, whose: str) -> Rule:
        workspace = self.context.workspace
        return Rule(workspace, self.traces, self.also, entity, whose)

    def _whose(self, id: str) -> str:
        own = id in self.person.own
        return OWN if own else LINKED if id in self.person.linked else MENTIONED

    def shared(self) -> Iterator[str]:
        """Give the others whose own data is the same: theirs stays."""
        for record in self.others:
            rule = self._rule(entity_of(record), MENTIONED)
            history = map(rule.event, self.context.reader.history(record.id))
            texts = (record_to_text(rule.record(record)), *map(_told, history))
            if any(self.traces.found(text, likely=False) for text in texts):
                yield record.id

    def _done(self, record: Record, whose: str) -> _Done | None:
        rule = self._rule(entity_of(record), whose)
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
