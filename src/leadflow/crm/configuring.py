"""Changing the workspace: the data is asked first (S1, S2, S5, F2)."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import cast

import attrs
from attrs import frozen

from leadflow.access import rights_of
from leadflow.context import Context, binder
from leadflow.entities import ENTITIES, Custom, Kind, Staged, references
from leadflow.entities.records import with_values
from leadflow.errors import Fault, InUse, InvalidWorkspace, UnknownName
from leadflow.events import Change, changed
from leadflow.expressions import Condition, F, any_of
from leadflow.modes.admitting import refuse_winning
from leadflow.modes.switching import require_no_open_leads
from leadflow.pipelines import Destination, move
from leadflow.records import ROLES, WITH_ROLES
from leadflow.storage.query import ANY, Query
from leadflow.workspace import CustomField, Stage, Workspace
from leadflow.workspace.comparing import Comparison, compare
from leadflow.workspace.places import named
from leadflow.workspace.roles import ALL, ANY as EVERYTHING, CONFIGURE


@frozen
class _Gone:
    """A stage that goes away, alone or with its pipeline."""

    entity: str
    pipeline: str
    stage: str

    @property
    def place(self) -> str:
        return f"{self.pipeline}/{self.stage}"

    @property
    def standing(self) -> Condition:
        return (F.pipeline == self.pipeline) & (F.stage == self.stage)


def configure(context: Context, new: Workspace, move_to: Mapping[str, str]) -> Change:
    """Return the moves that make room for a new workspace.

    Raises ``InUse`` where something that goes away is still used and ``move_to``
    does not say where to, ``InvalidWorkspace`` where a stage changes its kind,
    ``SwitchRefused`` where the mode would leave open leads behind (M3).
    """
    comparison = compare(context.workspace, new)
    if comparison.faults:
        told = named(new, comparison.faults)
        raise InvalidWorkspace(new.name or "workspace", told)
    require_no_open_leads(context, new)
    gone = tuple(_gone(context.workspace, comparison))
    _require_known(move_to, gone)
    uses = (
        *_stage_uses(context, gone, move_to),
        *_entry_uses(context, comparison),
        *_own_entry_uses(context, comparison),
        *_role_uses(context, comparison),
        *_field_uses(context, comparison),
    )
    if uses:
        raise InUse("what the new workspace leaves out", uses)
    after = attrs.evolve(context, workspace=new)
    return Change.total(
        change for each in gone for change in _moves(context, after, each, move_to)
    )


def require_configurer(new: Workspace, actor: str) -> None:
    """Raise ``InvalidWorkspace`` where nobody may configure, or not the actor (A4).

    Without an actor it is enough that anybody may.
    """
    logins = (actor,) if actor else tuple(each.login for each in new.members)
    if not new.roles or any(map(partial(_may_configure, new), logins)):
        return
    told = f"take the right to configure from '{actor}'" if actor else _NOBODY
    hint = _HAND_OVER if actor else _GIVE
    fault = Fault("roles", told, hint, "nobody_configures")
    raise InvalidWorkspace(new.name or "workspace", (fault,))


_NOBODY = "let nobody configure any more"
_GIVE = "give a member a role with Grant('any', 'configure', scope='all')"
_HAND_OVER = "keep it, or say hand_over=True where others shall configure"


def _may_configure(new: Workspace, login: str) -> bool:
    return rights_of(new, login).ruling(CONFIGURE, EVERYTHING).scope == ALL


def _gone(old: Workspace, comparison: Comparison) -> Iterator[_Gone]:
    for each in comparison.removed_stages:
        yield _Gone(each.entity, each.pipeline, each.stage)
    for removed in comparison.removed_pipelines:
        for stage in old.pipeline(removed.pipeline).stages:
            yield _Gone(removed.entity, removed.pipeline, stage.code)


def _require_known(move_to: Mapping[str, str], gone: tuple[_Gone, ...]) -> None:
    known = tuple(each.place for each in gone)
    for name in move_to:
        if name not in known:
            raise UnknownName("stage that goes away", name, known)


def _asked(context: Context, entity: str, condition: Condition) -> Query:
    """Return a query for records, the deleted ones too: they may come back."""
    binding = binder(context.workspace, entity)
    return Query(paths=binding.paths, where=binding.bind(condition), which=ANY)


def _counted(context: Context, entity: str, condition: Condition) -> int:
    return context.reader.count(_asked(context, entity, condition))


def _stage_uses(
    context: Context, gone: tuple[_Gone, ...], move_to: Mapping[str, str]
) -> Iterator[Fault]:
    for each in gone:
        if each.place in move_to:
            continue
        if count := _counted(context, each.entity, each.standing):
            message = f"holds {_many(each.entity, count)}"
            hint = f"say move_to={{'{each.place}': '…'}}"
            yield Fault(each.place, message, hint, "in_use")


def _many(entity: str, count: int) -> str:
    return f"{count} {entity if count == 1 else ENTITIES[entity].plural}"


def _moves(
    context: Context, after: Context, gone: _Gone, move_to: Mapping[str, str]
) -> Iterator[Change]:
    if gone.place not in move_to:
        return
    there, _, target = move_to[gone.place].rpartition("/")
    to = Destination(
        stage=target,
        pipeline=there or gone.pipeline,
        override=f"stage '{gone.place}' was removed",
        clearing=True,
    )
    stage = _arrival(after.workspace, gone, to)
    query = _asked(context, gone.entity, gone.standing)
    for record in cast("list[Staged]", list(context.reader.find(query))):
        refuse_winning(after.workspace, record, stage, place=gone.place)
        yield move(after, record, to)[1]


def _arrival(workspace: Workspace, gone: _Gone, to: Destination) -> Stage:
    """Return where records of the entity go, or raise ``UnknownName``."""
    known = {each.code: each for each in workspace.pipelines_of(gone.entity)}
    if to.pipeline not in known:
        kind = f"pipeline of {gone.entity}"
        raise UnknownName(kind, to.pipeline, tuple(known), gone.place)
    return known[to.pipeline].stage(to.stage)


def _entry_uses(context: Context, comparison: Comparison) -> Iterator[Fault]:
    """Dictionary values in use can be retired, not deleted (S5)."""
    gone = {(each.dictionary, each.entry) for each in comparison.removed_entries}
    for entity in ENTITIES.values():
        for spec in entity.fields.values():
            if spec.kind is not Kind.CHOICE:
                continue
            for dictionary, entry in sorted(gone):
                if dictionary != spec.dictionary:
                    continue
                if count := _counted(context, entity.name, F[spec.name] == entry):
                    holders = _many(entity.name, count)
                    message = f"is what {holders} have as '{spec.name}'"
                    hint = "keep it and say is_retired=True"
                    yield Fault(f"{dictionary}/{entry}", message, hint, "in_use")


def _own_entry_uses(context: Context, comparison: Comparison) -> Iterator[Fault]:
    """The same for custom fields: choices of their own, and dictionaries (S5)."""
    for each in comparison.removed_choices:
        own = context.workspace.custom_field(each.entity, each.field)
        yield from _held(context, own, each.choice, f"{each.field}/{each.choice}")
    for gone in comparison.removed_entries:
        for own in context.workspace.fields:
            if own.dictionary == gone.dictionary:
                place = f"{gone.dictionary}/{gone.entry}"
                yield from _held(context, own, gone.entry, place)


def _role_uses(context: Context, comparison: Comparison) -> Iterator[Fault]:
    """The same for what people decide in firms and sales, which links tell (S5)."""
    removed = comparison.removed_entries
    gone = {each.entry for each in removed if each.dictionary == ROLES}
    if not gone:
        return
    for entity in _WITH_ROLES:
        query = Query(paths=binder(context.workspace, entity.name).paths, which=ANY)
        told = (
            {each.role for each in references(r)} for r in context.reader.find(query)
        )
        held = Counter(role for roles in told for role in roles & gone)
        for role, count in sorted(held.items()):
            message = f"is a role in {_many(entity.name, count)}"
            hint = "keep it and say is_retired=True"
            yield Fault(f"{ROLES}/{role}", message, hint, "in_use")


_WITH_ROLES = tuple(
    entity
    for entity in ENTITIES.values()
    if any(spec.type in WITH_ROLES for spec in entity.fields.values())
)


def _held(context: Context, own: CustomField, code: str, place: str) -> Iterator[Fault]:
    path = F.custom[own.code]
    holds = path.contains(code) if own.multiple else path == code
    if count := _counted(context, own.entity, holds):
        message = f"is 'custom.{own.code}' of {_many(own.entity, count)}"
        yield Fault(place, message, "keep it and say is_retired=True", "in_use")


def _field_uses(context: Context, comparison: Comparison) -> Iterator[Fault]:
    """Custom fields that hold values stay, and keep what they hold (F2)."""
    changed = [(each.entity, each.field) for each in comparison.removed_fields]
    changed += [
        (each.entity, each.field)
        for each in comparison.retyped_fields
        if not each.is_lossless
    ]
    for entity, code in changed:
        if count := _counted(context, entity, _filled(code)):
            own = context.workspace.custom_field(entity, code)
            kept = "make it a text field: it keeps the numbers and can be cleared"
            hint = kept if own.is_read_only else "clear it first"
            message = f"is filled in {_many(entity, count)}"
            yield Fault(f"{entity}.custom.{code}", message, hint, "in_use")


def _filled(code: str) -> Condition:
    return ~F.custom[code].is_empty()


def widen(context: Context, new: Workspace) -> Change:
    """Return what brings stored values into the wider types of a new workspace.

    5 becomes 5.0, and one value the only one of several (F2). It is the second
    step: the records stand where ``configure`` has moved them.
    """
    retyped = compare(context.workspace, new).retyped_fields
    act = context.because("field_widened").act
    changes = []
    for entity in dict.fromkeys(each.entity for each in retyped):
        codes = [each.field for each in retyped if each.entity == entity]
        query = _asked(context, entity, any_of(*map(_filled, codes)))
        own = [new.custom_field(entity, code) for code in codes]
        for record in context.reader.find(query):
            custom = record.custom.merged(_wider(record.custom, own))
            after = with_values(record, custom=custom)
            changes.append(changed(record, after, act)[1])
    return Change.total(changes)


def _wider(custom: Custom, fields: Iterable[CustomField]) -> dict[str, object]:
    return {
        own.code: own.widened(custom[own.code]) for own in fields if own.code in custom
    }
