"""What a workspace is asked for by name, found once: every record asks again.

A workspace is an unchangeable value, so what it defines can be sorted into tables
when the first one asks, and stays true for as long as the workspace lives.
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final, Protocol, TypeVar

from attrs import frozen

from leadflow.workspace.conversions import Conversion
from leadflow.workspace.dictionaries import Dictionary
from leadflow.workspace.fields import CustomField
from leadflow.workspace.pipelines import Pipeline


class _Coded(Protocol):
    @property
    def code(self) -> str: ...


C = TypeVar("C", bound=_Coded)

NO_FIELDS: Final[Mapping[str, CustomField]] = MappingProxyType({})


@frozen(eq=False)
class Lookups:
    """The definitions of a workspace, by the names under which they are asked for."""

    pipelines: Mapping[str, Pipeline]
    dictionaries: Mapping[str, Dictionary]
    conversions: Mapping[str, Conversion]
    staged: Mapping[str, tuple[Pipeline, ...]]
    """The pipelines of each entity that has any, the default one first."""
    fields: Mapping[str, Mapping[str, CustomField]]
    """The custom fields of each entity that has any, by code."""


def lookups(
    pipelines: tuple[Pipeline, ...],
    dictionaries: tuple[Dictionary, ...],
    conversions: tuple[Conversion, ...],
    fields: tuple[CustomField, ...],
) -> Lookups:
    """Return the tables of what a workspace defines."""
    own: dict[str, dict[str, CustomField]] = {}
    for each in fields:
        own.setdefault(each.entity, {})[each.code] = each
    staged: dict[str, list[Pipeline]] = {}
    for pipeline in sorted(pipelines, key=lambda one: not one.is_default):
        staged.setdefault(pipeline.entity, []).append(pipeline)
    return Lookups(
        _by_code(pipelines),
        _by_code(dictionaries),
        _by_code(conversions),
        {entity: tuple(several) for entity, several in staged.items()},
        {entity: MappingProxyType(codes) for entity, codes in own.items()},
    )


def _by_code(several: Iterable[C]) -> Mapping[str, C]:
    """Return definitions by code; of two with the same code the first is meant."""
    return {each.code: each for each in reversed(tuple(several))}
