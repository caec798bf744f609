"""Maps: which field goes where, and how values get there (C4, C6)."""

from collections.abc import Iterable, Iterator
from typing import assert_never

import attrs
from attrs import frozen

from leadflow.context import Context, binder
from leadflow.conversion.defaults import DEFAULT_MAPS
from leadflow.conversion.plan import FieldPlan
from leadflow.deferred import expression
from leadflow.entities import ENTITIES, Lead, Record, entity_of
from leadflow.errors import Fault, InvalidValue, UnknownName
from leadflow.values import Phone
from leadflow.workspace import (
    Constant,
    Conversion,
    Copy,
    FirstOf,
    Mapped,
    Target,
    Template,
    copy,
    reader,
)
from leadflow.workspace.maps import WHOLE_NAME, counterpart
from leadflow.workspace.transforms import Transform, transform_named


_SLOT = expression(r"\{\s*([^{}]*?)\s*\}")


@frozen
class Sources:
    """Reads the fields of what is converted, for a map."""

    context: Context
    record: Record

    @property
    def entity(self) -> str:
        """Return what is converted."""
        return entity_of(self.record).name

    def value(self, path: str) -> object:
        """Return what a path leads to; ``name`` of a lead is the whole name."""
        if path == WHOLE_NAME and isinstance(self.record, Lead):
            return self.record.name.full()
        info = binder(self.context.workspace, self.entity).paths[tuple(path.split("."))]
        return reader(info, self.context.load)(self.record)

    def text(self, path: str) -> str:
        """Return a field as text for templates."""
        return _as_text(self.value(path))


def _as_text(value: object) -> str:
    if value is None or value == ():
        return ""
    if isinstance(value, tuple):
        return _as_text(value[0])
    return value.number if isinstance(value, Phone) else str(value)


def fields(
    context: Context, record: Record, target: Target, variant: Conversion
) -> tuple[FieldPlan, ...]:
    """Return the filled fields of a new target, each with its provenance.

    Each value is as the target will hold it; one that does not fit is left as it
    is, and ``misfits`` tells why.
    """
    sources = Sources(context, record)
    entries = (*_layered(sources, target, variant), *_same_custom(sources, target))
    found = (_carried(sources, entry) for entry in entries)
    carried = (each for each in found if each is not None)
    return tuple(fitted(context, target.entity, each) for each in carried)


def misfits(
    context: Context, entity: str, plans: Iterable[FieldPlan]
) -> Iterator[Fault]:
    """Yield the planned values that the target's fields cannot hold."""
    for each in plans:
        if each.fault:
            yield each.fault
            continue
        try:
            _fitting(context, entity, each)
        except (InvalidValue, UnknownName) as error:
            fault = error.fault
            yield Fault(each.field, fault.message, fault.hint, error.code)


def _fitting(context: Context, entity: str, plan: FieldPlan) -> object:
    name, _, code = plan.field.partition(".")
    if code:
        return context.workspace.custom_field(entity, code).accept(plan.value)
    convert = ENTITIES[entity].spec(name).convert
    return convert(plan.value) if convert else plan.value


def fitted(context: Context, entity: str, plan: FieldPlan) -> FieldPlan:
    """Return the plan with its value as the field will hold it, if it can."""
    if plan.fault:
        return plan
    try:
        value = _fitting(context, entity, plan)
    except (InvalidValue, UnknownName):
        return plan
    return plan if value is plan.value else attrs.evolve(plan, value=value)


def _layered(sources: Sources, target: Target, variant: Conversion) -> Iterator[Mapped]:
    """Lay the variant's own entries over the default map."""
    own = {entry.to for entry in target.fields}
    usual = DEFAULT_MAPS[sources.entity, target.entity] if target.defaults else ()
    along = (*usual, *_going_along(sources.entity, target, variant))
    yield from (entry for entry in along if entry.to not in own)
    yield from target.fields


def _going_along(entity: str, target: Target, variant: Conversion) -> Iterator[Mapped]:
    """Yield what goes by policy: tags and files, where both ends hold them (C1)."""
    for name, goes in (("tags", variant.tags), ("files", variant.files)):
        both = (ENTITIES[entity].fields, ENTITIES[target.entity].fields)
        if goes and all(name in fields for fields in both):
            yield copy(name, to=name)


def _same_custom(sources: Sources, target: Target) -> Iterator[Mapped]:
    """Carry custom fields over by code, else by label and type (C4)."""
    if not target.defaults:
        return
    taken = {entry.to for entry in target.fields}
    workspace = sources.context.workspace
    theirs = workspace.fields_of(target.entity)
    for code, field in workspace.fields_of(sources.entity).items():
        match = counterpart(field, theirs)
        if match and f"custom.{match}" not in taken:
            yield copy(f"custom.{code}", to=f"custom.{match}")


def _carried(sources: Sources, entry: Mapped) -> FieldPlan | None:
    when = entry.when
    if when is not None and not sources.context.holds(when, sources.record):
        return None
    if isinstance(entry, Copy) and entry.by:
        return _transformed(sources, entry)
    value, source, how = _taken(sources, entry)
    if value is None or value in ("", ()):
        return None
    return FieldPlan(field=entry.to, value=value, source=source, how=how)


def _taken(sources: Sources, entry: Mapped) -> tuple[object, str, str]:
    match entry:
        case Copy():
            return sources.value(entry.source), entry.source, "copied"
        case Constant():
            return entry.value, "", "constant"
        case Template():
            names = _SLOT().findall(entry.text)
            text = _SLOT().sub(lambda slot: sources.text(slot[1]), entry.text)
            return text.strip(), ", ".join(names), "template"
        case FirstOf():
            return _first(sources, entry)
        case _:
            assert_never(entry)


def _transformed(sources: Sources, entry: Copy) -> FieldPlan | None:
    """Copy through a transform; one that fails is a fault of the plan (C5)."""
    value = sources.value(entry.source)
    if not value or not isinstance(value, str):
        return None
    plan = FieldPlan(field=entry.to, value=None, source=entry.source)
    try:
        made = _made(
            transform_named(entry.by, sources.context.transforms), entry, value
        )
    except (InvalidValue, UnknownName) as error:
        return attrs.evolve(plan, fault=attrs.evolve(error.fault, path=entry.to))
    return attrs.evolve(plan, value=made) if made else None


def _made(transform: Transform, entry: Copy, value: str) -> str:
    what = f"transform '{entry.by}'"
    try:
        made: object = transform(value)
    except Exception as error:  # noqa: BLE001  # whatever the host's function raises
        # Its text may repeat the value, which may tell who a person is.
        hint = "it is the host's function: give it what it can take, or mend it"
        reason = f"failed on '{entry.source}' with {type(error).__name__}"
        raise InvalidValue(what, reason, hint) from None
    if not isinstance(made, str):
        reason = f"returned a {type(made).__name__}, not text"
        raise InvalidValue(what, reason, "let it return text")
    return made


def _first(sources: Sources, entry: FirstOf) -> tuple[object, str, str]:
    for path in entry.sources:
        value = sources.value(path)
        if value is not None and value not in ("", ()):
            return value, path, "first filled"
    return None, "", "first filled"


def used(plans: Iterable[FieldPlan]) -> frozenset[str]:
    """Return the source's fields that the maps took."""
    names = (name for each in plans for name in each.source.split(", "))
    # The whole name is made of its parts.
    parts = ("honorific", "first_name", "middle_name", "last_name")
    found = frozenset(names)
    return found | frozenset(parts) if WHOLE_NAME in found else found
