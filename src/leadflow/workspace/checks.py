"""Judging a workspace as a whole: what its parts say about each other.

What one part can judge of itself, it has judged when it was made.
"""

from collections.abc import Iterable, Iterator, Mapping

from leadflow.entities import ENTITIES, entity_named
from leadflow.errors import Fault, InvalidValue, UnknownName
from leadflow.expressions import Condition
from leadflow.values.converters import currency as iso_currency
from leadflow.workspace.definitions import Definitions
from leadflow.workspace.fields import CustomField
from leadflow.workspace.labels import Label, is_language
from leadflow.workspace.maps import condition_faults
from leadflow.workspace.pipelines import Pipeline, Stage


CLASSIC, SIMPLE = "classic", "simple"
MODES = (CLASSIC, SIMPLE)

_LABEL_HINT = "use a tag such as 'en', 'uk' or 'pt-BR'"


def setting_faults(
    *, mode: str, language: str, zone: str, currency: str
) -> Iterator[Fault]:
    """Yield what is wrong with the settings that need nothing else."""
    if mode not in MODES:
        yield UnknownName("mode", mode, MODES, "mode").fault
    if not is_language(language):
        yield Fault("language", f"'{language}' is not a language tag", _LABEL_HINT)
    yield from _zone_faults(zone)
    try:
        iso_currency(currency)
    except InvalidValue as error:
        fault = error.fault
        yield Fault("currency", fault.message, fault.hint, error.code)


def _zone_faults(zone: str) -> Iterator[Fault]:
    if zone == "UTC":
        return
    # Imported on use: most programs and all tests of pure rules run in UTC.
    from zoneinfo import ZoneInfo, available_timezones  # noqa: PLC0415

    try:
        ZoneInfo(zone)
    except (OSError, ValueError, LookupError):
        known = _zones(zone, available_timezones())
        yield UnknownName("time zone", zone, known, "zone").fault


def _zones(zone: str, known: Iterable[str]) -> tuple[str, ...]:
    """Return the zones of the same continent, or examples of how they look."""
    continent = f"{zone.partition('/')[0].capitalize()}/"
    near = tuple(sorted(name for name in known if name.startswith(continent)))
    return near or ("America/New_York", "Asia/Tokyo", "Europe/Kyiv", "UTC")


def repeated(path: str, codes: list[str]) -> Iterator[Fault]:
    """Yield the codes that stand twice."""
    for number, code in enumerate(codes):
        if codes.index(code) != number:
            yield Fault(f"{path}[{number}].code", f"'{code}' stands twice")


def pipeline_faults(pipelines: tuple[Pipeline, ...]) -> Iterator[Fault]:
    """Yield what is wrong between pipelines (S1, S8)."""
    yield from repeated("pipelines", [each.code for each in pipelines])
    yield from _default_faults(pipelines)
    for number, pipeline in enumerate(pipelines):
        yield from _arrival_faults(pipelines, pipeline, f"pipelines[{number}]")


def _default_faults(pipelines: Iterable[Pipeline]) -> Iterator[Fault]:
    marked: dict[str, str] = {}
    for number, pipeline in enumerate(pipelines):
        if pipeline.is_default:
            first = marked.setdefault(pipeline.entity, pipeline.code)
            if first != pipeline.code:
                message = f"'{first}' is the default of {pipeline.entity} already"
                path = f"pipelines[{number}].is_default"
                yield Fault(path, message, "mark one of them")


def field_names(definitions: Definitions, entity: str) -> tuple[str, ...]:
    """Return the fields of an entity, the workspace's own ones among them."""
    own = definitions.fields_of(entity)
    return (*ENTITIES[entity].fields, *(f"custom.{name}" for name in own))


def require_faults(
    definitions: Definitions, entity: str, required: tuple[str, ...], path: str
) -> Iterator[Fault]:
    """Yield the fields that a stage demands and that are not there (S4)."""
    known = field_names(definitions, entity)
    for number, name in enumerate(required):
        if name not in known:
            where = f"{path}[{number}]"
            yield UnknownName(f"field of {entity}", name, known, where).fault


def stage_faults(
    definitions: Definitions, entity: str, stage: Stage, path: str
) -> Iterator[Fault]:
    """Yield what is wrong with what a stage demands (S4)."""
    yield from require_faults(definitions, entity, stage.require, f"{path}.require")
    yield from condition_faults(definitions, entity, stage.when, f"{path}.when")


def _arrival_faults(
    pipelines: tuple[Pipeline, ...], pipeline: Pipeline, path: str
) -> Iterator[Fault]:
    others = {each.code: each for each in pipelines if each.entity == pipeline.entity}
    for code, stages in pipeline.arrivals.items():
        where = f"{path}.arrivals.{code}"
        if code not in others:
            kind = f"pipeline of {pipeline.entity}"
            yield UnknownName(kind, code, tuple(others), where).fault
            continue
        known = tuple(stage.code for stage in others[code].stages)
        for name in stages:
            if name not in known:
                kind = f"stage of pipeline '{code}'"
                yield UnknownName(kind, name, known, f"{where}.{name}").fault


def label_faults(
    definitions: Definitions, labels: Mapping[str, Label]
) -> Iterator[Fault]:
    """Yield the labels of what is not there."""
    for name in labels:
        entity, _, rest = name.partition(".")
        try:
            known = entity_named(entity)
        except UnknownName as error:
            yield _placed(error, name)
            continue
        own = definitions.fields_of(known.name)
        names = field_names(definitions, known.name)
        if rest and rest not in own and rest not in names:
            yield _placed(UnknownName(f"field of {known.name}", rest, names), name)


def field_faults(
    definitions: Definitions, own: CustomField, path: str
) -> Iterator[Fault]:
    """Yield what a custom field names that is not there (F2)."""
    if isinstance(own.required, Condition):
        where = f"{path}.required"
        yield from condition_faults(definitions, own.entity, own.required, where)
    if own.dictionary:
        try:
            definitions.dictionary(own.dictionary)
        except UnknownName as error:
            fault = error.fault
            where = f"{path}.dictionary"
            yield Fault(where, fault.message, fault.hint, error.code)


def form_faults(
    definitions: Definitions, forms: Mapping[str, tuple[str, ...]]
) -> Iterator[Fault]:
    """Yield the fields of forms that are not there, and forms of nothing."""
    for name, wanted in forms.items():
        path = f"forms.{name}"
        if name not in ENTITIES:
            yield UnknownName("entity", name, tuple(ENTITIES), path).fault
        else:
            yield from require_faults(definitions, name, wanted, path)


def _placed(error: UnknownName, name: str) -> Fault:
    fault = error.fault
    return Fault(f"labels.{name}", fault.message, fault.hint, error.code)


def canonical_label_name(name: str) -> str:
    """Return the one spelling of what is labelled: ``deal.amount``, ``deals``.

    >>> canonical_label_name("deals.amount"), canonical_label_name("deal.plural")
    ('deal.amount', 'deals')
    """
    entity, dot, rest = name.partition(".")
    try:
        known = entity_named(entity)
    except UnknownName:
        return name
    if rest == "plural":
        return known.plural
    return f"{known.name}.{rest}" if dot else entity


def field_code_faults(fields: tuple[CustomField, ...]) -> Iterator[Fault]:
    """Yield the fields that one entity has twice."""
    return repeated("fields", [f"{each.entity}.{each.code}" for each in fields])
