"""Judging the parts of a workspace together: codes that stand twice, and each part."""

from collections.abc import Iterable, Iterator

from leadflow.errors import Fault
from leadflow.workspace.checks import (
    field_code_faults,
    field_faults,
    pipeline_faults,
    repeated,
    stage_faults,
)
from leadflow.workspace.conversions import Conversion
from leadflow.workspace.definitions import Definitions
from leadflow.workspace.dictionaries import Dictionary
from leadflow.workspace.fields import CustomField
from leadflow.workspace.maps import conversion_faults
from leadflow.workspace.pipelines import Pipeline
from leadflow.workspace.policies import DuplicatePolicy


def double_faults(
    *,
    pipelines: tuple[Pipeline, ...],
    conversions: Iterable[Conversion],
    duplicates: Iterable[DuplicatePolicy],
    fields: tuple[CustomField, ...],
    dictionaries: Iterable[Dictionary],
) -> Iterator[Fault]:
    """Yield what stands more than once, or has no first one."""
    yield from pipeline_faults(pipelines)
    yield from repeated("conversions", [each.code for each in conversions])
    yield from repeated("duplicates", [each.entity for each in duplicates])
    yield from field_code_faults(fields)
    codes = [each.code for each in dictionaries]
    for code in dict.fromkeys(codes):
        if codes.count(code) > 1:
            yield Fault("dictionaries", f"'{code}' stands twice")


def part_faults(
    definitions: Definitions,
    pipelines: Iterable[Pipeline],
    fields: Iterable[CustomField],
    conversions: Iterable[Conversion],
) -> Iterator[Fault]:
    """Yield what is wrong with each stage, each field and each variant."""
    for number, pipeline in enumerate(pipelines):
        for place, stage in enumerate(pipeline.stages):
            path = f"pipelines[{number}].stages[{place}]"
            yield from stage_faults(definitions, pipeline.entity, stage, path)
    for number, own in enumerate(fields):
        yield from field_faults(definitions, own, f"fields[{number}]")
    for number, conversion in enumerate(conversions):
        yield from conversion_faults(definitions, conversion, f"conversions[{number}]")
