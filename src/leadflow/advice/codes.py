"""Codes in maps and conditions that no record may take any more, or ever (S5)."""

from collections.abc import Iterable, Iterator, Mapping

from leadflow.advice.naming import of_field, of_stage, of_variant, quoted
from leadflow.entities import ENTITIES
from leadflow.expressions import Compare, Condition, Contains, OneOf, walk
from leadflow.workspace import (
    Binder,
    Constant,
    Entry,
    PathInfo,
    Workspace,
)
from leadflow.workspace.findings import ERROR, WARNING, Finding
from leadflow.workspace.places import place


def codes_in_conditions(workspace: Workspace) -> Iterator[Finding]:
    """Yield conditions on values that are retired: new records never hold them."""
    for path, entity, condition in _conditions(workspace):
        binder = Binder.of(workspace, entity)
        for info, value in _compared(binder, condition):
            if value in _retired(workspace, info):
                yield Finding(
                    severity=WARNING,
                    code="retired_value",
                    path=path,
                    message=f"the condition asks for '{value}' of '{info.spec.name}', "
                    "which is retired: new records do not hold it",
                    hint="name the value that took its place as well",
                )


def _conditions(workspace: Workspace) -> Iterator[tuple[str, str, Condition]]:
    for pipeline in workspace.pipelines:
        for stage in pipeline.stages:
            if stage.when is not None:
                yield of_stage(pipeline, stage, "when"), pipeline.entity, stage.when
    for variant in workspace.conversions:
        source = variant.source
        if variant.when is not None:
            yield of_variant(variant, "when"), source, variant.when
        for target in variant.targets:
            for entry in target.fields:
                if entry.when is not None:
                    where = f"{target.entity}.fields.{entry.to}.when"
                    yield of_variant(variant, where), source, entry.when


def _compared(
    binder: Binder, condition: Condition
) -> Iterator[tuple[PathInfo, object]]:
    for leaf in walk(condition):
        match leaf:
            case Compare(path, "eq", value) | Contains(path, value):
                yield binder.paths[path], value
            case OneOf(path, values):
                yield from ((binder.paths[path], value) for value in values)
            case _:
                continue


def _retired(workspace: Workspace, info: PathInfo) -> frozenset[str]:
    return frozenset(each.code for each in _entries(workspace, info) if each.is_retired)


def _entries(workspace: Workspace, info: PathInfo) -> tuple[Entry, ...]:
    if info.custom is not None and info.custom.choices:
        return info.custom.choices
    return workspace.dictionary(info.dictionary).entries if info.dictionary else ()


def codes_in_maps(workspace: Workspace) -> Iterator[Finding]:
    """Yield constants that the target's dictionary does not take (C3)."""
    for variant in workspace.conversions:
        for target in variant.targets:
            for entry in target.fields:
                if isinstance(entry, Constant):
                    where = of_variant(variant, f"{target.entity}.fields.{entry.to}")
                    known = _takers(workspace, target.entity, entry.to)
                    yield from _untaken(where, entry, known)


def _takers(workspace: Workspace, entity: str, name: str) -> tuple[Entry, ...] | None:
    """Return the values that a field takes; nothing where it takes any."""
    field, _, code = name.partition(".")
    own = workspace.fields_of(entity).get(code)
    if own is not None and own.choices:
        return own.choices
    listed = own.dictionary if own else ENTITIES[entity].fields[field].dictionary
    if not listed or workspace.dictionary(listed).is_open:
        return None
    return workspace.dictionary(listed).entries


def _untaken(
    path: str, entry: Constant, known: tuple[Entry, ...] | None
) -> Iterator[Finding]:
    if known is None or not entry.value:
        return
    states: Mapping[object, bool] = {each.code: each.is_retired for each in known}
    if entry.value not in states or states[entry.value]:
        state = "is retired" if entry.value in states else "is not among the values"
        yield Finding(
            severity=ERROR,
            code="value_not_taken",
            path=path,
            message=f"every conversion fails here: '{entry.value}' {state} "
            f"of '{entry.to}'",
            hint=f"name one of {quoted(_usable(known))}",
        )


def _usable(known: Iterable[Entry]) -> list[str]:
    return [each.code for each in known if not each.is_retired]


def empty_lists(workspace: Workspace) -> Iterator[Finding]:
    """Yield lists from which nothing can be chosen."""
    used = {
        spec.dictionary
        for entity in ENTITIES.values()
        for spec in entity.fields.values()
        if spec.dictionary
    } | {own.dictionary for own in workspace.fields}
    for dictionary in workspace.dictionaries:
        closed = dictionary.code in used and not dictionary.is_open
        if closed and not _usable(dictionary.entries):
            path = place("dictionaries", dictionary.code)
            yield _nothing_to_choose(path, dictionary.code, required=False)
    for own in workspace.fields:
        if own.choices and not _usable(own.choices):
            yield _nothing_to_choose(
                of_field(own), own.code, required=own.required is True
            )


def _nothing_to_choose(path: str, code: str, *, required: bool) -> Finding:
    return Finding(
        severity=ERROR if required else WARNING,
        code="nothing_to_choose",
        path=path,
        message=f"nothing can be chosen from '{code}': it is empty, or all is retired",
        hint="add a value",
    )
