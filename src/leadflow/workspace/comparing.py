"""What changes when one workspace takes the place of another (S1, S2, S5).

These functions look at definitions only. Whether records use what goes is for
the ``Crm`` to find out; what they name is exactly what it must ask for.
"""

from collections.abc import Iterator

from attrs import frozen

from leadflow.errors import Fault
from leadflow.workspace.fields import CustomField
from leadflow.workspace.pipelines import Pipeline
from leadflow.workspace.workspace import Workspace


# A value of the first type is one of the second without loss (F2).
_WIDENINGS = frozenset(
    {
        ("text", "long_text"),
        ("choice", "text"),
        ("choice", "long_text"),
        ("integer", "decimal"),
        ("url", "text"),
        ("email", "text"),
        ("phone", "text"),
        ("user", "text"),
        ("counter", "text"),
        ("dictionary", "text"),
    }
)


@frozen
class RemovedStage:
    """A stage that the new workspace does not have; its pipeline stays."""

    pipeline: str
    stage: str
    entity: str


@frozen
class RemovedPipeline:
    """A pipeline that the new workspace does not have."""

    pipeline: str
    entity: str


@frozen
class RemovedEntry:
    """A value that a dictionary no longer has, not even as retired (S5)."""

    dictionary: str
    entry: str


@frozen
class RemovedField:
    """A custom field that the new workspace does not have."""

    entity: str
    field: str


@frozen
class RemovedChoice:
    """A choice that a custom field no longer has, not even as retired (S5)."""

    entity: str
    field: str
    choice: str


@frozen
class RetypedField:
    """A custom field with another type, or with one value in place of several."""

    entity: str
    field: str
    old: str
    new: str
    is_lossless: bool
    """Whether every value of the old type is one of the new (F2)."""


@frozen(kw_only=True)
class Comparison:
    """All that must be checked before a workspace takes another's place."""

    removed_pipelines: tuple[RemovedPipeline, ...]
    removed_stages: tuple[RemovedStage, ...]
    removed_entries: tuple[RemovedEntry, ...]
    removed_fields: tuple[RemovedField, ...]
    removed_choices: tuple[RemovedChoice, ...]
    retyped_fields: tuple[RetypedField, ...]
    faults: tuple[Fault, ...]
    """What is never allowed, whatever the data is (S1)."""

    @property
    def is_harmless(self) -> bool:
        """Return whether no record can stand in the way."""
        return not (
            self.faults
            or self.removed_pipelines
            or self.removed_stages
            or self.removed_entries
            or self.removed_fields
            or self.removed_choices
            or self.retyped_fields
        )


def compare(old: Workspace, new: Workspace) -> Comparison:
    """Return what the step from ``old`` to ``new`` takes away or changes.

    >>> compare(Workspace(), Workspace(currency="UAH")).is_harmless
    True
    """
    return Comparison(
        removed_pipelines=removed_pipelines(old, new),
        removed_stages=removed_stages(old, new),
        removed_entries=removed_entries(old, new),
        removed_fields=removed_fields(old, new),
        removed_choices=removed_choices(old, new),
        retyped_fields=retyped_fields(old, new),
        faults=tuple(_immutable_faults(old, new)),
    )


def removed_pipelines(old: Workspace, new: Workspace) -> tuple[RemovedPipeline, ...]:
    """Return the pipelines that go; records on them must be moved (S2)."""
    kept = {pipeline.code for pipeline in new.pipelines}
    gone = (each for each in old.pipelines if each.code not in kept)
    return tuple(RemovedPipeline(each.code, each.entity) for each in gone)


def removed_stages(old: Workspace, new: Workspace) -> tuple[RemovedStage, ...]:
    """Return the stages that go from pipelines that stay (S2)."""
    return tuple(
        RemovedStage(before.code, stage.code, before.entity)
        for before, after in _pairs(old, new)
        for stage in before.stages
        if stage.code not in {each.code for each in after.stages}
    )


def removed_entries(old: Workspace, new: Workspace) -> tuple[RemovedEntry, ...]:
    """Return the dictionary values that go; retired ones stay (S5).

    Open dictionaries take any code, so that nothing can go from them.
    """
    left = {each.code: each for each in new.dictionaries}
    return tuple(
        RemovedEntry(dictionary.code, entry.code)
        for dictionary in old.dictionaries
        if dictionary.code in left and not left[dictionary.code].is_open
        for entry in dictionary.entries
        if entry.code not in {each.code for each in left[dictionary.code].entries}
    )


def removed_fields(old: Workspace, new: Workspace) -> tuple[RemovedField, ...]:
    """Return the custom fields that go."""
    kept = {(each.entity, each.code) for each in new.fields}
    gone = (each for each in old.fields if (each.entity, each.code) not in kept)
    return tuple(RemovedField(each.entity, each.code) for each in gone)


def removed_choices(old: Workspace, new: Workspace) -> tuple[RemovedChoice, ...]:
    """Return the choices that go from custom fields; retired ones stay (S5)."""
    after = {(each.entity, each.code): each for each in new.fields}
    return tuple(
        RemovedChoice(each.entity, each.code, choice.code)
        for each in old.fields
        if (now := after.get((each.entity, each.code))) and now.choices
        for choice in each.choices
        if choice.code not in {one.code for one in now.choices}
    )


def retyped_fields(old: Workspace, new: Workspace) -> tuple[RetypedField, ...]:
    """Return the custom fields whose values would have to change (F2)."""
    before = {(each.entity, each.code): each for each in old.fields}
    return tuple(_retyped(before, new))


def _retyped(
    before: dict[tuple[str, str], CustomField], new: Workspace
) -> Iterator[RetypedField]:
    for field in new.fields:
        was = before.get((field.entity, field.code))
        if was and (was.type, was.multiple) != (field.type, field.multiple):
            same = was.type == field.type or (was.type, field.type) in _WIDENINGS
            narrows = was.multiple and not field.multiple
            old, now = _type_text(was), _type_text(field)
            lossless = same and not narrows
            yield RetypedField(field.entity, field.code, old, now, lossless)


def _type_text(field: CustomField) -> str:
    return f"several {field.type}" if field.multiple else field.type


def _pairs(old: Workspace, new: Workspace) -> Iterator[tuple[Pipeline, Pipeline]]:
    after = {pipeline.code: pipeline for pipeline in new.pipelines}
    for before in old.pipelines:
        if before.code in after:
            yield before, after[before.code]


def _immutable_faults(old: Workspace, new: Workspace) -> Iterator[Fault]:
    for before, after in _pairs(old, new):
        number = new.pipelines.index(after)
        path = f"pipelines[{number}]"
        if before.entity != after.entity:
            message = f"'{after.code}' belongs to {before.entity}, not {after.entity}"
            yield Fault(f"{path}.entity", message, "use another code")
        yield from _kind_faults(before, after, path)


def _kind_faults(before: Pipeline, after: Pipeline, path: str) -> Iterator[Fault]:
    kinds = {stage.code: stage.kind for stage in before.stages}
    for place, stage in enumerate(after.stages):
        was = kinds.get(stage.code, stage.kind)
        if was != stage.kind:
            message = f"'{stage.code}' was {was} and cannot become {stage.kind}"
            hint = "kinds never change: use another code, and move the records"
            yield Fault(f"{path}.stages[{place}].kind", message, hint)
