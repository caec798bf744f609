"""Judging the maps of conversions: every name in them must be there (C3, C4)."""

from collections.abc import Iterator, Mapping

from attrs import frozen

from leadflow.entities import EntityType, Kind, entity_named
from leadflow.errors import Fault, InvalidCondition, UnknownName
from leadflow.expressions import Condition
from leadflow.workspace.binding import Binder
from leadflow.workspace.conversions import (
    Constant,
    Conversion,
    Copy,
    FirstOf,
    Mapped,
    Target,
    Template,
    Transform,
    slots,
)
from leadflow.workspace.definitions import Definitions
from leadflow.workspace.pipelines import WON, Pipeline


WHOLE_NAME = "name"
"""A source that is no field: the person's whole name."""

_PLACE = ("pipeline", "stage")
_TEXTUAL = (Kind.TEXT, Kind.LONG_TEXT, Kind.CHOICE)


def condition_faults(
    definitions: Definitions, entity: str, condition: Condition | None, path: str
) -> Iterator[Fault]:
    """Yield what is wrong with a condition that is asked of an entity."""
    if condition is None:
        return
    try:
        Binder.of(definitions, entity).bind(condition)
    except InvalidCondition as error:
        for fault in error.faults:
            yield Fault(path, fault.message, fault.hint, fault.code)


def target_field_names(definitions: Definitions, entity: EntityType) -> tuple[str, ...]:
    """Return the fields that a map may fill."""
    own = (f"custom.{code}" for code in definitions.fields_of(entity.name))
    fixed = (
        spec.name
        for spec in entity.fields.values()
        if not spec.system and spec.kind is not Kind.CUSTOM and spec.name not in _PLACE
    )
    return (*fixed, *own)


@frozen
class MapCheck:
    """Judges maps that fill one entity from leads."""

    definitions: Definitions
    entity: EntityType
    known: tuple[str, ...]
    leads: Binder

    @classmethod
    def of(cls, definitions: Definitions, entity: str) -> "MapCheck":
        """Return the judge of maps to an entity."""
        target = entity_named(entity)
        known = target_field_names(definitions, target)
        return cls(definitions, target, known, Binder.of(definitions, "lead"))

    def target_faults(self, target: Target, path: str) -> Iterator[Fault]:
        """Yield everything that is wrong with the map of a target."""
        for number, entry in enumerate(target.fields):
            yield from self.entry_faults(entry, f"{path}.fields[{number}]")
        yield from self.overwrite_faults(target.overwrite, f"{path}.overwrite")

    def overwrite_faults(self, names: tuple[str, ...], path: str) -> Iterator[Fault]:
        """Yield the fields to overwrite that are not there."""
        for number, name in enumerate(names):
            yield from self._filled(name, f"{path}[{number}]")

    def entry_faults(self, entry: Mapped, path: str) -> Iterator[Fault]:
        """Yield what is wrong with one entry, but for its condition."""
        yield from self._filled(entry.to, f"{path}.to")
        for place, name in _sources(entry):
            yield from self._read(name, f"{path}.{place}")
        if isinstance(entry, Copy) and entry.by:
            yield from self._transformed(entry.source, f"{path}.by")

    def _filled(self, name: str, path: str) -> Iterator[Fault]:
        if name in self.known:
            return
        if name in _PLACE and self.entity.name == "deal":
            message = f"'{name}' is not filled by a map"
            yield Fault(path, message, f"say {name} = … of the target itself")
        elif name in self.entity.fields and name not in _PLACE:
            yield Fault(path, f"'{name}' is kept by leadflow", "map another field")
        else:
            kind = f"field of {self.entity.name}"
            yield UnknownName(kind, name, self.known, path).fault

    def _read(self, name: str, path: str) -> Iterator[Fault]:
        if name == WHOLE_NAME:
            return
        try:
            self.leads.paths[tuple(name.split("."))]
        except UnknownName as error:
            yield Fault(path, error.fault.message, error.fault.hint, error.code)

    def _transformed(self, name: str, path: str) -> Iterator[Fault]:
        if name == WHOLE_NAME:
            return
        try:
            info = self.leads.paths[tuple(name.split("."))]
        except UnknownName:
            return  # told of the source itself
        if info.several or info.kind not in _TEXTUAL:
            hint = "leave out 'by', or name a field that holds one text"
            yield Fault(path, f"'{name}' is no text to transform", hint)


def _sources(entry: Mapped) -> Iterator[tuple[str, str]]:
    match entry:
        case Copy(source=source):
            yield "copy", source
        case FirstOf(sources=sources):
            for number, source in enumerate(sources):
                yield f"first_of[{number}]", source
        case Template(text=text):
            for name in slots(text):
                yield "template", name
        case Constant():
            return


def conversion_faults(
    definitions: Definitions, conversion: Conversion, path: str
) -> Iterator[Fault]:
    """Yield everything that is wrong with a variant."""
    yield from condition_faults(definitions, "lead", conversion.when, f"{path}.when")
    yield from place_faults(definitions, conversion, path)
    for target in conversion.targets:
        where = f"{path}.{target.entity}"
        check = MapCheck.of(definitions, target.entity)
        yield from check.target_faults(target, where)
        for number, entry in enumerate(target.fields):
            place = f"{where}.fields[{number}].when"
            yield from condition_faults(definitions, "lead", entry.when, place)


def transform_faults(
    conversions: tuple[Conversion, ...], known: Mapping[str, Transform]
) -> Iterator[Fault]:
    """Yield the transforms that maps name and that nobody gave (C4).

    They are functions of the program, so that a workspace alone cannot judge them.
    """
    for number, conversion in enumerate(conversions):
        for target in conversion.targets:
            path = f"conversions[{number}].{target.entity}"
            for place, entry in enumerate(target.fields):
                by = entry.by if isinstance(entry, Copy) else ""
                if by and by not in known:
                    where = f"{path}.fields[{place}].by"
                    yield UnknownName("transform", by, tuple(known), where).fault


def place_faults(
    definitions: Definitions, conversion: Conversion, path: str
) -> Iterator[Fault]:
    """Yield what is wrong with the stages on which a conversion ends."""
    deal = conversion.target("deal")
    deals = definitions.pipelines_of("deal")
    chosen = [each for each in deals if each.code == deal.pipeline] or list(deals[:1])
    if deal.pipeline and all(each.code != deal.pipeline for each in deals):
        known = tuple(each.code for each in deals)
        where = f"{path}.deal.pipeline"
        yield UnknownName("pipeline of deals", deal.pipeline, known, where).fault
    elif deal.stage and chosen:
        yield from _stage_faults(chosen[0], deal.stage, f"{path}.deal.stage")
    closing = conversion.closing_stage
    leads = definitions.pipelines_of("lead")
    won = [stage.code for each in leads for stage in each.of_kind(WON)]
    if closing and closing not in won:
        where = f"{path}.closing_stage"
        yield UnknownName("won stage of leads", closing, tuple(won), where).fault


def _stage_faults(pipeline: Pipeline, code: str, path: str) -> Iterator[Fault]:
    known = tuple(stage.code for stage in pipeline.stages)
    if code not in known:
        kind = f"stage of pipeline '{pipeline.code}'"
        yield UnknownName(kind, code, known, path).fault
