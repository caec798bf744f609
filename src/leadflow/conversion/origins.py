"""Where the values of a record came from, told by its facts (C15, H1)."""

from collections.abc import Iterator, Mapping
from datetime import datetime

import attrs
from attrs import frozen

from leadflow.context import Context
from leadflow.conversion.journal import (
    conversions_of,
    is_conversion,
    journal,
    reversal,
)
from leadflow.deferred import by_value
from leadflow.entities import EntityType, Record, entity_of
from leadflow.errors import NotFound, UnknownName
from leadflow.events import CREATED, IMPORT, UPDATED, Carried, Event, FieldChange
from leadflow.storage.port import Reader
from leadflow.values.wording import worded


CONVERSION = "conversion"
EMPTY = "empty"
IMPORTED = "imported"
KEPT = "kept"
PUT_BACK = "put back"
TYPED = "typed"

# These remember what they became, also where nothing was written on that.
_TYING = ("lead", "quote")


@by_value
@frozen(kw_only=True, eq=False, repr=False)
class FieldProvenance:
    """Where the value of one field came from; ``str()`` says it in words."""

    field: str
    """A field's name, or ``custom.`` and a code."""
    value: object = attrs.field(default=None, repr=False)
    how: str
    """By a conversion's map ``copied``, ``template``, ``filled``, ``united``, …;
    ``conversion`` for what it set without a map; ``typed`` by somebody;
    ``imported``; ``moved`` and the like with a stage; ``put back`` when a
    conversion was taken back; ``kept`` by leadflow itself; ``empty`` from the
    beginning."""
    at: datetime | None = None
    actor: str = ""
    source: str = ""
    """The record that was converted; of an import the system and the id there, or
    the file."""
    fields: tuple[str, ...] = ()
    """The source's fields that the value was made of."""
    variant: str = ""
    conversion: str = ""
    """The id of the conversion, also of one that was taken back."""
    history: tuple["FieldProvenance", ...] = ()
    """What stood there before, the latest first."""

    def __repr__(self) -> str:
        # Not the value: it tells who a person is, and reprs end in logs.
        return f"<FieldProvenance of {self.field}: {_sentence(self)}>"

    def __str__(self) -> str:
        earlier = (f"  before that {_sentence(each)}" for each in self.history)
        return "\n".join((f"{self.field}: {_sentence(self)}", *earlier))


@by_value
@frozen(kw_only=True, eq=False, repr=False)
class Contribution:
    """One conversion that a record owes something to (C15)."""

    source: str
    """The record that was converted."""
    conversion: str
    at: datetime
    actor: str
    variant: str = ""
    fields: tuple[str, ...] = ()
    """What it gave; nothing where the record was linked as it was."""

    def __str__(self) -> str:
        gave = f", gave {', '.join(self.fields)}" if self.fields else ""
        return f"{self.source} by {self.conversion}{gave}"


@by_value
@frozen(kw_only=True, eq=False, repr=False)
class Provenance:
    """Where everything in a record came from; ``str()`` says it in words."""

    record: str
    fields: Mapping[str, FieldProvenance]
    """The filled fields, those that leadflow keeps for itself apart."""
    contributions: tuple[Contribution, ...] = ()
    """The conversions that made the record or linked it, the first one first."""

    @property
    def sources(self) -> tuple[str, ...]:
        """Return the records that were converted into this one, each once."""
        return tuple(dict.fromkeys(each.source for each in self.contributions))

    def __str__(self) -> str:
        lines = [f"Provenance of {self.record}"]
        lines += [f"  {note}" for note in self._notes()]
        lines += [f"  {name}: {self._told(it)}" for name, it in self.fields.items()]
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        from leadflow.markup import drawn  # noqa: PLC0415  # on use

        fields = self.fields.items()
        rows = [(name, worded(it.value), self._told(it)) for name, it in fields]
        sections = [("fields", self._notes(), rows)]
        return drawn(f"Provenance of {self.record}", sections, ())

    def __repr__(self) -> str:
        return f"<Provenance of {self.record}: {len(self.fields)} fields>"

    def _notes(self) -> list[str]:
        return [
            f"from {each.source} by {each.conversion}, {_when(each.at, each.actor)}"
            for each in self.contributions
        ]

    def _told(self, each: FieldProvenance) -> str:
        """Return a field's sentence without what is said of its conversion above."""
        if not any(each.conversion == it.conversion for it in self.contributions):
            return _sentence(each)
        return "set by the conversion" if each.how == CONVERSION else _made(each)


def provenance(context: Context, record: Record) -> Provenance:
    """Return where everything in a stored record came from."""
    entity = entity_of(record)
    known: dict[str, list[FieldProvenance]] = {}
    for event in context.reader.history(record.id):
        for each in _entries(entity, event):
            known.setdefault(each.field, []).append(each)
    latest = {name: _latest(entries) for name, entries in known.items()}
    return Provenance(
        record=record.id,
        fields={
            name: latest[name]
            for name in _order(entity, latest)
            if latest[name].value not in (None, "", ()) and latest[name].how != KEPT
        },
        contributions=tuple(_contributions(context.reader, record.id)),
    )


def field_provenance(context: Context, record: Record, name: str) -> FieldProvenance:
    """Return where the value of one field came from.

    Raises ``UnknownName`` with the nearest right name for a wrong field.
    """
    entity = entity_of(record)
    _require_field(context, entity, name)
    history = context.reader.history(record.id)
    every = (each for event in history for each in _entries(entity, event))
    found = [each for each in every if each.field == name]
    blank = FieldProvenance(field=name, how=EMPTY)
    return _latest(found) if found else blank


def _require_field(context: Context, entity: EntityType, name: str) -> None:
    own = context.workspace.fields_of(entity.name)
    choices = (*entity.fields, *(f"custom.{each}" for each in own))
    if name not in choices or name == "custom":
        raise UnknownName(f"field of {entity.name}", name, choices, "field")


def _order(entity: EntityType, told: Mapping[str, object]) -> Iterator[str]:
    """Yield the names in the order of the entity, custom fields by their codes."""
    yield from (name for name in entity.fields if name in told)
    yield from sorted(name for name in told if name not in entity.fields)


def _latest(entries: list[FieldProvenance]) -> FieldProvenance:
    *earlier, latest = entries
    return attrs.evolve(latest, history=tuple(reversed(earlier)))


def _entries(entity: EntityType, event: Event) -> Iterator[FieldProvenance]:
    for change in event.changes:
        if change.field != "custom":
            yield _entry(entity, event, change, change.field, change.after)
            continue
        for code in sorted({*change.before, *change.after}):
            value = change.after.get(code)
            if value != change.before.get(code):
                yield _entry(entity, event, change, f"custom.{code}", value)


def _entry(
    entity: EntityType, event: Event, change: FieldChange, name: str, value: object
) -> FieldProvenance:
    carried = next((each for each in change.carried if each.field == name), None)
    told = FieldProvenance(
        field=name,
        value=value,
        how=carried.how if carried else _how(entity, event, name),
        at=event.at,
        actor=event.actor,
        conversion=_conversion(event),
    )
    return _carried(told, carried) if carried else _imported(told, event)


def _carried(told: FieldProvenance, carried: Carried) -> FieldProvenance:
    return attrs.evolve(
        told, source=carried.source, fields=carried.fields, variant=carried.variant
    )


def _imported(told: FieldProvenance, event: Event) -> FieldProvenance:
    if told.how != TYPED or event.kind != CREATED:
        return told
    origin = event.change_of("origin")
    if origin is not None:
        source = f"{origin.after.system} {origin.after.id}".strip()
        return attrs.evolve(told, how=IMPORTED, source=source)
    if event.cause.startswith(IMPORT):
        source = event.cause.removeprefix(IMPORT)
        return attrs.evolve(told, how=IMPORTED, source=source)
    return told


def _how(entity: EntityType, event: Event, name: str) -> str:
    if event.cause.startswith("reverted:"):
        return PUT_BACK
    spec = entity.fields.get(name)
    if spec is not None and spec.system:
        return KEPT
    if is_conversion(event.cause):
        return CONVERSION
    return TYPED if event.kind in (CREATED, UPDATED) else event.kind


def _conversion(event: Event) -> str:
    cause = event.cause.removeprefix("reverted:")
    return cause if is_conversion(cause) else ""


def _contributions(reader: Reader, record: str) -> Iterator[Contribution]:
    """Yield the conversions that stand: those that wrote here, those that link."""
    wrote = [each.cause for each in reader.history(record)]
    links = (each for each in reader.links_to([record]) if each.entity in _TYING)
    sources = dict.fromkeys(each.record for each in links)
    linking = [id for each in sources for id in conversions_of(reader, each)]
    ids = dict.fromkeys(each for each in (*wrote, *linking) if is_conversion(each))
    found = (_contribution(reader, each, record) for each in ids)
    known = [each for each in found if each is not None]
    yield from sorted(known, key=lambda each: each.conversion)


def _contribution(reader: Reader, id: str, record: str) -> Contribution | None:
    try:
        done = journal(reader, id)
    except NotFound:
        return None
    if done.source == record or reversal(reader, id):
        return None
    event = next(each for each in reader.caused_by(id) if each.record == done.source)
    ties = any(each.after == record for each in event.changes)
    mine = [each for each in done.deeds if each.record == record]
    if not (ties or mine):
        return None
    told = (each.carried for deed in mine for each in deed.changes)
    return Contribution(
        source=done.source,
        conversion=id,
        at=event.at,
        actor=event.actor,
        variant=done.variant,
        fields=tuple(each.field for carried in told for each in carried),
    )


def _sentence(each: FieldProvenance) -> str:
    if each.at is None:
        return "never filled"
    conversion = f", {each.conversion}" if each.conversion else ""
    when = _when(each.at, each.actor)
    return f"{_made(each)}{_variant(each.variant)}{conversion}, {when}"


def _made(each: FieldProvenance) -> str:
    fields = f"{', '.join(each.fields)} of " if each.fields else ""
    return f"{each.how} from {fields}{each.source}" if each.source else each.how


def _variant(code: str) -> str:
    return f" by variant '{code}'" if code else ""


def _when(at: datetime, actor: str) -> str:
    return f"{at:%Y-%m-%d %H:%M}Z by {actor}"
