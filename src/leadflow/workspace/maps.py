"""Judging the maps of conversions: names, types, options, gaps (C3, C4)."""

from collections.abc import Iterator, Mapping
from typing import cast

from attrs import frozen

from leadflow.deferred import by_value
from leadflow.entities import ENTITIES, EntityType, Kind, entity_named
from leadflow.errors import Fault, InvalidCondition, InvalidValue, UnknownName
from leadflow.expressions import Condition
from leadflow.workspace.binding import Binder
from leadflow.workspace.compatibility import misfit, takes_text
from leadflow.workspace.conversions import CHAINS, SKIP, STAGED, Conversion, Target
from leadflow.workspace.definitions import Definitions
from leadflow.workspace.entries import (
    Constant,
    Copy,
    FirstOf,
    Mapped,
    Template,
    slots,
)
from leadflow.workspace.fields import CustomField
from leadflow.workspace.paths import PathInfo
from leadflow.workspace.pipelines import WON, Pipeline
from leadflow.workspace.transforms import Transform


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
    own = (
        f"custom.{each.code}"
        for each in definitions.fields_of(entity.name).values()
        if not each.is_read_only
    )
    fixed = (
        spec.name
        for spec in entity.fields.values()
        if not spec.system and spec.kind is not Kind.CUSTOM and spec.name not in _PLACE
    )
    return (*fixed, *own)


def counterpart(field: CustomField, theirs: Mapping[str, CustomField]) -> str:
    """Return where a custom field goes without being mapped, or ``""`` (C4).

    That is the field of the same code, else the one field with the same label; the
    type has to be the same.
    """
    same = theirs.get(field.code)
    if same is not None:
        return same.code if _alike(same, field) else ""
    alike = [
        each.code
        for each in theirs.values()
        if each.label and each.label == field.label and _alike(each, field)
    ]
    return alike[0] if len(alike) == 1 else ""


def _alike(one: CustomField, other: CustomField) -> bool:
    # A counter of the target counts for itself.
    same = (one.type, one.multiple) == (other.type, other.multiple)
    return same and not other.is_read_only


@by_value
@frozen(eq=False, repr=False)
class MapCheck:
    """Judges maps that fill one entity from another."""

    definitions: Definitions
    entity: EntityType
    known: tuple[str, ...]
    sources: Binder
    targets: Binder

    @classmethod
    def of(
        cls, definitions: Definitions, entity: str, source: str = "lead"
    ) -> "MapCheck":
        """Return the judge of maps to an entity."""
        target = entity_named(entity)
        return cls(
            definitions,
            target,
            target_field_names(definitions, target),
            Binder.of(definitions, source),
            Binder.of(definitions, entity),
        )

    def target_faults(self, target: Target, path: str) -> Iterator[Fault]:
        """Yield everything that is wrong with the map of a target."""
        for number, entry in enumerate(target.fields):
            yield from self.entry_faults(entry, f"{path}.fields[{number}]")
        yield from self.name_faults(target, path)
        yield from self.gap_faults(target, path)
        yield from self.carried_faults(target, path)

    def name_faults(self, target: Target, path: str) -> Iterator[Fault]:
        """Yield the fields to overwrite or to ask for that are not there."""
        for key in ("overwrite", "asks"):
            for number, name in enumerate(getattr(target, key)):
                yield from self._filled(name, f"{path}.{key}[{number}]")

    def gap_faults(self, target: Target, path: str) -> Iterator[Fault]:
        """Yield the required custom fields that nothing fills.

        A variant without a map of its own is not judged: its plans tell the gap.
        """
        if target.policy == SKIP or not (target.fields or not target.defaults):
            return
        filled = {*target.asks, *(entry.to for entry in target.fields)}
        if target.defaults:
            filled.update(f"custom.{match}" for _, match in self._carried())
        for code, own in self.definitions.fields_of(self.entity.name).items():
            name = f"custom.{code}"
            if own.required is True and own.default is None and name not in filled:
                hint = f"map a field to it, or ask for it: asks=['{name}']"
                yield Fault(path, f"nothing fills '{name}', which is required", hint)

    def carried_faults(self, target: Target, path: str) -> Iterator[Fault]:
        """Yield the custom fields that go along and may hold what does not fit."""
        if target.policy == SKIP or not target.defaults:
            return
        mapped = {entry.to for entry in target.fields}
        for code, match in self._carried():
            if f"custom.{match}" in mapped:
                continue
            source = self.sources.paths["custom", code]
            taking = self.targets.paths["custom", match]
            if why := misfit(self.definitions, source, taking):
                message = f"'custom.{code}' goes along by default and {why}"
                hint = f"let both take the same values, or map 'custom.{match}'"
                yield Fault(path, message, hint, "incompatible")

    def _carried(self) -> Iterator[tuple[str, str]]:
        """Yield the custom fields of the source with those that they go to."""
        theirs = self.definitions.fields_of(self.entity.name)
        source = self.sources.paths.entity.name
        for code, field in self.definitions.fields_of(source).items():
            if match := counterpart(field, theirs):
                yield code, match

    def entry_faults(self, entry: Mapped, path: str) -> Iterator[Fault]:
        """Yield what is wrong with one entry, but for its condition."""
        wrong = [*self._filled(entry.to, f"{path}.to")]
        for place, name in _sources(entry):
            wrong += self._read(name, f"{path}.{place}")
        if isinstance(entry, Copy) and entry.by:
            wrong += self._transformed(entry.source, f"{path}.by")
        yield from wrong or self._misfits(entry, path)

    def _filled(self, name: str, path: str) -> Iterator[Fault]:
        if name in self.known:
            return
        if name in _PLACE and self.entity.name in STAGED:
            message = f"'{name}' is not filled by a map"
            yield Fault(path, message, f"say {name} = … of the target itself")
        elif self._is_kept(name):
            yield Fault(path, f"'{name}' is kept by leadflow", "map another field")
        else:
            kind = f"field of {self.entity.name}"
            yield UnknownName(kind, name, self.known, path).fault

    def _is_kept(self, name: str) -> bool:
        custom = self.definitions.fields_of(self.entity.name)
        if name.startswith("custom."):
            return name.removeprefix("custom.") in custom  # a counter (F3)
        return name in self.entity.fields and name not in _PLACE

    def _read(self, name: str, path: str) -> Iterator[Fault]:
        if self._is_whole_name(name):
            return
        try:
            self.sources.paths[tuple(name.split("."))]
        except UnknownName as error:
            yield Fault(path, error.fault.message, error.fault.hint, error.code)

    def _is_whole_name(self, name: str) -> bool:
        return name == WHOLE_NAME and self.sources.paths.entity.name == "lead"

    def _transformed(self, name: str, path: str) -> Iterator[Fault]:
        if self._is_whole_name(name):
            return
        try:
            info = self.sources.paths[tuple(name.split("."))]
        except UnknownName:
            return  # told of the source itself
        if info.several or info.kind not in _TEXTUAL:
            hint = "leave out 'by', or name a field that holds one text"
            yield Fault(path, f"'{name}' is no text to transform", hint)

    # What goes in must fit

    def _misfits(self, entry: Mapped, path: str) -> Iterator[Fault]:
        target = self.targets.paths[tuple(entry.to.split("."))]
        match entry:
            case Constant(value=value):
                yield from self._constant(entry.to, target, value, f"{path}.constant")
            case Copy(by=by) if by:
                yield from _text_faults(target, f"{path}.to")
            case Template():
                yield from _text_faults(target, f"{path}.to")
            case _:
                for place, name in _sources(entry):
                    yield from self._misfit(name, target, f"{path}.{place}")

    def _misfit(self, name: str, target: PathInfo, path: str) -> Iterator[Fault]:
        if self._is_whole_name(name):
            yield from _text_faults(target, path)
            return
        source = self.sources.paths[tuple(name.split("."))]
        if why := misfit(self.definitions, source, target):
            yield Fault(path, f"'{name}' {why}", _way_out(name, target), "incompatible")

    def _constant(
        self, name: str, target: PathInfo, value: object, path: str
    ) -> Iterator[Fault]:
        try:
            self._judge(name, target, value)
        except (InvalidValue, UnknownName) as error:
            yield Fault(path, error.fault.message, error.fault.hint, error.code)

    def _judge(self, name: str, target: PathInfo, value: object) -> None:
        if target.custom is not None:
            target.custom.accept(value)
            return
        held = ENTITIES[self.entity.name].spec(name).convert(value)
        if target.dictionary and held:
            dictionary = self.definitions.dictionary(target.dictionary)
            if not dictionary.is_open:
                dictionary.entry(cast("str", held))


def _way_out(name: str, target: PathInfo) -> str:
    if target.kind is Kind.CHOICE:
        return "give both lists the same options, or map another field"
    if takes_text(target):
        return f"put it into words: template('{{{name}}}', to=…), or map another"
    return "map another field"


def _text_faults(target: PathInfo, path: str) -> Iterator[Fault]:
    if not takes_text(target):
        hint = "copy a field of the same type"
        yield Fault(path, "cannot be made of a text", hint, "incompatible")


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
    source = conversion.source
    if not any(conversion.makes(entity) for entity in CHAINS[source]):
        hint = f"say what comes of it, as in .{CHAINS[source][-1]}()"
        yield Fault(path, "makes nothing", hint)
    yield from condition_faults(definitions, source, conversion.when, f"{path}.when")
    yield from place_faults(definitions, conversion, path)
    for target in conversion.targets:
        where = f"{path}.{target.entity}"
        check = MapCheck.of(definitions, target.entity, source)
        yield from check.target_faults(target, where)
        for number, entry in enumerate(target.fields):
            place = f"{where}.fields[{number}].when"
            yield from condition_faults(definitions, source, entry.when, place)


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
    for target in conversion.targets:
        if target.entity in STAGED:
            where = f"{path}.{target.entity}"
            yield from _target_place_faults(definitions, target, where)
    closing, source = conversion.closing_stage, entity_named(conversion.source)
    won = [
        stage.code
        for each in definitions.pipelines_of(source.name)
        for stage in each.of_kind(WON)
    ]
    if closing and closing not in won:
        where, kind = f"{path}.closing_stage", f"won stage of {source.plural}"
        yield UnknownName(kind, closing, tuple(won), where).fault


def _target_place_faults(
    definitions: Definitions, target: Target, path: str
) -> Iterator[Fault]:
    own = definitions.pipelines_of(target.entity)
    chosen = [each for each in own if each.code == target.pipeline] or list(own[:1])
    if target.pipeline and all(each.code != target.pipeline for each in own):
        known = tuple(each.code for each in own)
        kind = f"pipeline of {entity_named(target.entity).plural}"
        yield UnknownName(kind, target.pipeline, known, f"{path}.pipeline").fault
    elif target.stage and chosen:
        yield from _stage_faults(chosen[0], target.stage, f"{path}.stage")


def _stage_faults(pipeline: Pipeline, code: str, path: str) -> Iterator[Fault]:
    known = tuple(stage.code for stage in pipeline.stages)
    if code not in known:
        kind = f"stage of pipeline '{pipeline.code}'"
        yield UnknownName(kind, code, known, path).fault
