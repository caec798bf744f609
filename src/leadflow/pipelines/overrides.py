"""Overrides: gates are passed over with a reason, by who may, and it is told (S4)."""

from collections.abc import Iterable

import attrs

from leadflow.context import Context
from leadflow.entities import Staged, entity_of
from leadflow.errors import Fault, MoveRefused
from leadflow.events import Act
from leadflow.workspace import Pipeline, Stage, Workspace
from leadflow.workspace.staff import roles_of


def passing(
    context: Context,
    record: Staged,
    *,
    there: tuple[Pipeline, Stage],
    found: Iterable[Fault],
    override: str,
) -> Act:
    """Return the act that brings a record past the gates that were found closed.

    Where all are open it is the usual act, with the reason as its cause if one was
    given. Raises ``MoveRefused`` without a reason, or when the actor may not.
    """
    pipeline, stage = there
    closed = tuple(found)
    if not (closed or override):
        return context.act
    if closed and not override:
        raise MoveRefused(entity_of(record).name, record.id, stage.code, closed)
    if closed and not may_override(context.workspace, pipeline, context.act.actor):
        told = (_not_allowed(context, pipeline), *closed)
        raise MoveRefused(entity_of(record).name, record.id, stage.code, told)
    act = context.because(override).act if override else context.act
    return attrs.evolve(act, overridden=tuple(map(gate, closed)))


def may_override(workspace: Workspace, pipeline: Pipeline, actor: str) -> bool:
    """Return whether somebody may pass over the gates of a pipeline.

    ``overriders`` name logins, and roles for all who have them.

    >>> usual = Workspace()
    >>> may_override(usual, usual.pipeline("deals"), "ada")
    True
    """
    allowed = pipeline.overriders
    if not allowed or actor in allowed:
        return True
    return any(role.code in allowed for role in roles_of(workspace, actor))


def gate(fault: Fault) -> str:
    """Return the name of a closed gate: ``limit``, ``required:amount``.

    >>> gate(Fault("amount", "is required", code="required"))
    'required:amount'
    """
    return fault.code if fault.path == "stage" else f"{fault.code}:{fault.path}"


def _not_allowed(context: Context, pipeline: Pipeline) -> Fault:
    allowed = ", ".join(pipeline.overriders)
    message = f"is not for '{context.act.actor}' in pipeline '{pipeline.code}'"
    return Fault("override", message, f"ask one of {allowed}", "override")
