"""Records on their way in and on, with what the mode makes of leads (M4, C13).

Two kinds of leads are converted in the very transaction that writes them: the
technical ones of simple mode, and those that are moved by hand into their success
stage where the firm says ``auto_convert``.
"""

from typing import TypeAlias, cast

import attrs

from leadflow.context import Context
from leadflow.conversion import Converted, Wishes, apply, plan
from leadflow.entities import Lead, R, Record, S, Staged
from leadflow.errors import (
    ConversionInvalid,
    ConversionRefused,
    Fault,
    InvalidData,
    MoveRefused,
)
from leadflow.events import Change
from leadflow.pipelines import Destination
from leadflow.records import Options, create, move as change_stage, update as rewrite
from leadflow.workspace import AUTO_CONVERT, SIMPLE, WON, Workspace


Refusal: TypeAlias = InvalidData | MoveRefused | ConversionRefused
"""What one record of many can be guilty of."""


def converts_at_once(workspace: Workspace, entity: str) -> bool:
    """Return whether adding such a record may add its client as well.

    What was added before must then be seen by what is added next.
    """
    return entity == "lead" and (_has_technical(workspace) or _is_automatic(workspace))


def _has_technical(workspace: Workspace) -> bool:
    return workspace.mode == SIMPLE and workspace.technical_leads


def _is_automatic(workspace: Workspace) -> bool:
    # In simple mode the setting sleeps as all rules on the stages of leads do (M5).
    return workspace.mode != SIMPLE and workspace.lead_success == AUTO_CONVERT


def add(context: Context, record: R, options: Options) -> tuple[R, Change]:
    """Return a new record as ``create`` does, a lead converted where it has to be.

    Raises as ``create`` does, and ``ConversionRefused`` for such a lead.
    """
    if not (isinstance(record, Lead) and _has_technical(context.workspace)):
        return _finished(context, None, create(context, record, options))
    how = attrs.evolve(options, technical=True)
    lead, change = create(context, cast("Lead", record), how)
    done, more = converted(context.after(change), lead)
    _require_deal(done)
    return cast("R", done.lead), change + more


def update(context: Context, stored: R, after: R, options: Options) -> tuple[R, Change]:
    """Return the next version of a record; a lead that is won is converted (C13)."""
    return _finished(context, stored, rewrite(context, stored, after, options))


def move(context: Context, stored: S, after: S, to: Destination) -> tuple[S, Change]:
    """Return a record on another stage; a lead that is won is converted (C13)."""
    return _finished(context, stored, change_stage(context, stored, after, to))


def converted(
    context: Context, lead: Lead, variant: str = ""
) -> tuple[Converted, Change]:
    """Return what a lead becomes, and the change that makes it so."""
    return apply(context, plan(context, lead, Wishes(variant=variant)))


def _finished(
    context: Context, before: Record | None, written: tuple[R, Change]
) -> tuple[R, Change]:
    record, change = written
    if not (isinstance(record, Lead) and _is_automatic(context.workspace)):
        return written
    was_won = isinstance(before, Staged) and before.stage_kind == WON
    if record.stage_kind != WON or was_won:
        return written
    variant = context.workspace.lead_success_variant
    done, more = converted(context.after(change), record, variant)
    return cast("R", done.lead), change + more


def _require_deal(done: Converted) -> None:
    """Refuse a technical lead that yields no deal: it would be lost (M4)."""
    if done.deal is None:
        hint = "let the variant create one"
        fault = Fault("deal", "is what a technical lead is for", hint, "no_deal")
        raise ConversionInvalid(done.lead.id, (fault,))


def faults_of(error: Refusal) -> tuple[Fault, ...]:
    """Return why a record was not written, as faults."""
    if isinstance(error, InvalidData | MoveRefused | ConversionInvalid):
        return error.faults
    return (Fault("", str(error), code=error.code),)
