"""Judging the maps of conversions: every name in them must be there (C3, C4)."""

from collections.abc import Iterator

from attrs import field, frozen

from leadflow.entities import ENTITIES, EntityType, Kind
from leadflow.errors import Fault, InvalidCondition, InvalidValue, UnknownName
from leadflow.expressions import Condition
from leadflow.workspace.binding import Binder
from leadflow.workspace.conversions import (
    Conversion,
    Copy,
    FirstOf,
    Mapped,
    Target,
    Template,
    slots,
)
from leadflow.workspace.definitions import Definitions
from leadflow.workspace.pipelines import WON, Pipeline


WHOLE_NAME = "name"
"""A source that is no field: the person's whole name."""

_PLACE = ("pipeline", "stage")


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
    """Judges the map of one target; ``path`` is where the target is defined."""

    definitions: Definitions
    target: Target
    path: str
    _binder: Binder = field(init=False)

    @_binder.default
    def _of_leads(self) -> Binder:
        return Binder.of(self.definitions, "lead")

    def faults(self) -> Iterator[Fault]:
        """Yield everything that is wrong with the map."""
        if self.target.entity not in ENTITIES:
            return  # the variant itself has told so
        entity = ENTITIES[self.target.entity]
        known = target_field_names(self.definitions, entity)
        for number, entry in enumerate(self.target.fields):
            yield from self._entry(entry, f"{self.path}.fields[{number}]", known)
        for number, name in enumerate(self.target.overwrite):
            yield from self._filled(name, f"{self.path}.overwrite[{number}]", known)

    def _entry(
        self, entry: Mapped, path: str, known: tuple[str, ...]
    ) -> Iterator[Fault]:
        yield from self._filled(entry.to, f"{path}.to", known)
        for place, name in _sources(entry):
            yield from self._read(name, f"{path}.{place}")
        when = entry.when
        yield from condition_faults(self.definitions, "lead", when, f"{path}.when")

    def _filled(self, name: str, path: str, known: tuple[str, ...]) -> Iterator[Fault]:
        if name in known:
            return
        entity = self.target.entity
        if name in _PLACE and entity == "deal":
            message = f"'{name}' is not filled by a map"
            yield Fault(path, message, f"say {name} = … of the target itself")
        elif name in ENTITIES[entity].fields and name not in _PLACE:
            yield Fault(path, f"'{name}' is kept by leadflow", "map another field")
        else:
            yield UnknownName(f"field of {entity}", name, known, path).fault

    def _read(self, name: str, path: str) -> Iterator[Fault]:
        if name == WHOLE_NAME:
            return
        try:
            self._binder.paths[tuple(name.split("."))]
        except UnknownName as error:
            yield Fault(path, error.fault.message, error.fault.hint, error.code)
        except InvalidValue as error:
            yield error.at(path).fault


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
