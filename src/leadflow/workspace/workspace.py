"""The workspace: how a firm works, as one value."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from attrs import field, frozen

from leadflow.entities import ENTITIES, FieldSpec, entity_named
from leadflow.errors import Fault, InvalidWorkspace, UnknownName
from leadflow.values.converters import currency, text
from leadflow.workspace.conversions import Conversion
from leadflow.workspace.defaults import CONVERSION, DICTIONARIES, PIPELINES
from leadflow.workspace.dictionaries import Dictionary
from leadflow.workspace.fields import CustomField
from leadflow.workspace.labels import Label, LabelLike, label
from leadflow.workspace.pipelines import Pipeline


CLASSIC, SIMPLE = "classic", "simple"


def _mode(value: str) -> str:
    if value not in (CLASSIC, SIMPLE):
        raise UnknownName("mode", value, (CLASSIC, SIMPLE))
    return value


def _pipelines(given: Iterable[Pipeline]) -> tuple[Pipeline, ...]:
    """Complete what is given: entities that it does not name keep the default."""
    own = tuple(given)
    named = {pipeline.entity for pipeline in own}
    return own + tuple(p for entity, p in PIPELINES.items() if entity not in named)


def _dictionaries(given: Iterable[Dictionary]) -> tuple[Dictionary, ...]:
    own = {dictionary.code: dictionary for dictionary in given}
    return tuple({**DICTIONARIES, **own}.values())


def _conversions(given: Iterable[Conversion]) -> tuple[Conversion, ...]:
    return tuple(given) or (CONVERSION,)


def _labels(given: Mapping[str, LabelLike]) -> Mapping[str, Label]:
    return {name: label(value) for name, value in given.items()}


@frozen(kw_only=True)
class Workspace:
    """How a firm works: mode, pipelines, dictionaries, fields, conversions, words.

    Whatever is not given is that of a usual firm. A workspace is a value: it is
    compared, stored with the data and loaded from TOML; wrong definitions raise
    ``InvalidWorkspace`` with every fault and its path at once.

    >>> Workspace().pipeline("deals").first.code
    'new'
    """

    name: str = field(default="", converter=text)
    mode: str = field(default=CLASSIC, converter=_mode)
    """``classic``: every hook is a lead first; ``simple``: the client at once (M1)."""
    language: str = "en"
    zone: str = "UTC"
    """The IANA time zone in which days begin and end."""
    currency: str = field(default="USD", converter=currency)
    """The firm's own currency."""
    pipelines: tuple[Pipeline, ...] = field(default=(), converter=_pipelines)
    dictionaries: tuple[Dictionary, ...] = field(default=(), converter=_dictionaries)
    fields: tuple[CustomField, ...] = field(default=(), converter=tuple)
    conversions: tuple[Conversion, ...] = field(default=(), converter=_conversions)
    """In the order in which they are tried (C2)."""
    labels: Mapping[str, Label] = field(factory=dict, converter=_labels)
    """The firm's own words: ``{"lead": "Inquiry", "lead.amount": "Budget"}``."""

    def __attrs_post_init__(self) -> None:
        if faults := tuple(_faults(self)):
            raise InvalidWorkspace(self.name or "workspace", faults)

    def __hash__(self) -> int:
        return hash((self.name, self.mode, self.pipelines))

    def pipeline(self, code: str) -> Pipeline:
        """Return the pipeline, or raise ``UnknownName`` with the nearest right name."""
        for pipeline in self.pipelines:
            if pipeline.code == code:
                return pipeline
        raise UnknownName("pipeline", code, tuple(p.code for p in self.pipelines))

    def pipelines_of(self, entity: str) -> tuple[Pipeline, ...]:
        """Return the pipelines of an entity, the default one first."""
        own = (p for p in self.pipelines if p.entity == entity)
        return tuple(sorted(own, key=lambda pipeline: not pipeline.is_default))

    def default_pipeline(self, entity: str) -> Pipeline:
        """Return the pipeline on which an entity's new records stand."""
        return self.pipelines_of(entity)[0]

    def dictionary(self, code: str) -> Dictionary:
        """Return the dictionary, or raise ``UnknownName``."""
        for dictionary in self.dictionaries:
            if dictionary.code == code:
                return dictionary
        known = tuple(dictionary.code for dictionary in self.dictionaries)
        raise UnknownName("dictionary", code, known)

    def dictionary_of(self, spec: FieldSpec) -> Dictionary:
        """Return the dictionary from which a field's values come."""
        return self.dictionary(spec.dictionary)

    def fields_of(self, entity: str) -> Mapping[str, CustomField]:
        """Return the custom fields of an entity, by code."""
        return {each.code: each for each in self.fields if each.entity == entity}

    def custom_field(self, entity: str, code: str) -> CustomField:
        """Return the custom field, or raise ``UnknownName`` (F4)."""
        known = self.fields_of(entity)
        try:
            return known[code]
        except KeyError:
            kind = f"custom field of {entity}"
            raise UnknownName(kind, code, tuple(known)) from None

    def conversion(self, code: str) -> Conversion:
        """Return the conversion variant, or raise ``UnknownName``."""
        for conversion in self.conversions:
            if conversion.code == code:
                return conversion
        known = tuple(conversion.code for conversion in self.conversions)
        raise UnknownName("conversion", code, known)

    @classmethod
    def load(cls, path: str | Path) -> "Workspace":
        """Return the workspace that a TOML file describes.

        Raises ``InvalidWorkspace`` with every fault of the file at once.
        """
        from leadflow.workspace.files import read  # noqa: PLC0415  # on use only

        return read(Path(path))

    def save(self, path: str | Path) -> None:
        """Write the workspace as TOML; ``load`` gives an equal one back."""
        from leadflow.workspace.files import write  # noqa: PLC0415  # on use only

        write(self, Path(path))


def _faults(workspace: Workspace) -> Iterator[Fault]:
    yield from _repeated("pipelines", [p.code for p in workspace.pipelines])
    yield from _repeated("conversions", [c.code for c in workspace.conversions])
    own = [f"{each.entity}.{each.code}" for each in workspace.fields]
    yield from _repeated("fields", own)
    for entity in PIPELINES:
        defaults = sum(p.is_default for p in workspace.pipelines if p.entity == entity)
        if defaults > 1:
            yield Fault("pipelines", f"{defaults} are the default of {entity}")
    for number, pipeline in enumerate(workspace.pipelines):
        yield from _pipeline_faults(workspace, pipeline, f"pipelines[{number}]")
    for number, conversion in enumerate(workspace.conversions):
        yield from _conversion_faults(workspace, conversion, f"conversions[{number}]")
    yield from _label_faults(workspace)
    yield from _zone_faults(workspace.zone)


def _repeated(path: str, names: list[str]) -> Iterator[Fault]:
    for number, name in enumerate(names):
        if names.index(name) != number:
            yield Fault(f"{path}[{number}]", f"'{name}' stands twice")


def _pipeline_faults(
    workspace: Workspace, pipeline: Pipeline, path: str
) -> Iterator[Fault]:
    entity = ENTITIES[pipeline.entity]
    own = workspace.fields_of(pipeline.entity)
    known = (*entity.fields, *(f"custom.{name}" for name in own))
    for number, stage in enumerate(pipeline.stages):
        for name in stage.require:
            if name not in known:
                where = f"{path}.stages[{number}].require"
                yield UnknownName(f"field of {entity.name}", name, known, where).fault
    for name in pipeline.arrivals:
        codes = tuple(each.code for each in workspace.pipelines)
        if name not in codes:
            yield UnknownName("pipeline", name, codes, f"{path}.arrivals").fault


def _conversion_faults(
    workspace: Workspace, conversion: Conversion, path: str
) -> Iterator[Fault]:
    place = conversion.target("deal")
    try:
        name = place.pipeline or workspace.default_pipeline("deal").code
        pipeline = workspace.pipeline(name)
        if place.stage:
            pipeline.stage(place.stage)
    except UnknownName as error:
        yield Fault(f"{path}.deal", error.fault.message, error.fault.hint, error.code)


def _label_faults(workspace: Workspace) -> Iterator[Fault]:
    for name in workspace.labels:
        entity, _, rest = name.partition(".")
        try:
            known = entity_named(entity)
            if rest and rest not in ("plural", *workspace.fields_of(known.name)):
                known.spec(rest)
        except UnknownName as error:
            fault = error.fault
            yield Fault(f"labels.{name}", fault.message, fault.hint, error.code)


def _zone_faults(zone: str) -> Iterator[Fault]:
    if zone == "UTC":
        return
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError  # noqa: PLC0415  # on use only

    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError):
        hint = "write it as 'Europe/Kyiv'"
        yield Fault("zone", f"unknown time zone '{zone}'", hint)
