"""Records on their way in and on, with what the mode makes of leads (M4, C13).

Two kinds of leads are converted in the very transaction that writes them: the
technical ones of simple mode, and those that are moved by hand into their success
stage where the firm says ``auto_convert``.
"""

from collections.abc import Sequence
from typing import TypeAlias, cast

import attrs
from attrs import frozen

from leadflow.context import Context
from leadflow.conversion.result import Converted
from leadflow.deferred import by_value
from leadflow.entities import NAMES, Lead, R, Record, S
from leadflow.entities.records import Difference, with_values
from leadflow.errors import (
    ConversionInvalid,
    ConversionRefused,
    Denied,
    DuplicateFound,
    Fault,
    InvalidData,
    InvalidValue,
    MoveRefused,
    ReadOnly,
)
from leadflow.events import CONVERTED, Act, Change, changed
from leadflow.pipelines import Destination
from leadflow.records import Options, create, move as change_stage, update as rewrite
from leadflow.workspace import (
    AUTO_CONVERT,
    MARK_ONLY,
    SIMPLE,
    WON,
    Stage,
    Workspace,
    once_each,
)


# What a move changes by itself; it is told with the move.
_PLACE = frozenset(
    {"pipeline", "stage", "stage_kind", "closed_at", "loss_reason", "loss_note"}
)

Refusal: TypeAlias = (
    InvalidData | MoveRefused | ConversionRefused | Denied | DuplicateFound | ReadOnly
)
"""What one record of many can be guilty of."""


@once_each
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
    if not converts_at_once(context.workspace, NAMES[type(record)]):
        return create(context, record, options)
    if not _has_technical(context.workspace):
        new, change = create(context, record, options)
        if not _is_newly_won(context, None, new):
            return new, change
        by_hand = _ByHand(change, Change(), cast("Lead", new))
        return cast("tuple[R, Change]", _carried_on(context, by_hand))
    how = attrs.evolve(options, technical=True)
    lead, change = create(context, cast("Lead", record), how)
    done, more = converted(context.after(change), lead)
    _require_deal(done)
    return cast("R", done.lead), change + more


def update(
    context: Context, stored: R, differing: Sequence[Difference], options: Options
) -> tuple[R, Change]:
    """Return the next version of a record; a lead that is won is converted (C13)."""
    written = rewrite(context, stored, differing, options)
    if not _is_newly_won(context, stored, written[0]):
        return written
    by_hand = _by_hand(stored, differing, written, overridden=bool(options.override))
    return cast("tuple[R, Change]", _carried_on(context, by_hand))


def move(
    context: Context, stored: S, differing: Sequence[Difference], to: Destination
) -> tuple[S, Change]:
    """Return a record on another stage; a lead that is won is converted (C13)."""
    written = change_stage(context, stored, differing, to)
    if not (isinstance(stored, Lead) and _is_newly_won(context, stored, written[0])):
        return written
    by_hand = _by_hand(stored, differing, written, overridden=bool(to.override))
    return cast("tuple[S, Change]", _carried_on(context, by_hand))


def converted(
    context: Context, lead: Lead, variant: str = ""
) -> tuple[Converted, Change]:
    """Return what a lead becomes, and the change that makes it so."""
    # Imported on use: in most offices a lead is converted by a call of its own.
    from leadflow.conversion.applying import carry_out  # noqa: PLC0415
    from leadflow.conversion.planning import decide  # noqa: PLC0415
    from leadflow.conversion.wishes import Wishes  # noqa: PLC0415

    return carry_out(context, decide(context, lead, Wishes(variant=variant)))


def _is_newly_won(context: Context, before: Record | None, now: Record) -> bool:
    if not (isinstance(now, Lead) and now.stage_kind == WON):
        return False
    was_won = isinstance(before, Lead) and before.stage_kind == WON
    return not was_won and _is_automatic(context.workspace)


@by_value
@frozen(eq=False, repr=False)
class _ByHand:
    """A lead that was won by hand, on its way to be converted."""

    first: Change
    """What is told beside the move: fields that were set on the way."""
    move: Change
    lead: Lead
    cause: str = ""
    """The move's own, if it has one; else it belongs to the conversion."""


def _by_hand(
    stored: Record,
    differing: Sequence[Difference],
    written: tuple[Record, Change],
    *,
    overridden: bool,
) -> _ByHand:
    """Return a move in two facts: what was set on the way, and the move.

    The move is taken back with the conversion, what was set on the way stays (C14).
    """
    record, change = written
    lead, (event,) = cast("Lead", record), change.events
    if overridden:
        return _ByHand(Change(), change, lead, event.cause)
    set_too = {name for name, _, _ in differing} - _PLACE
    values = {name: getattr(record, name) for name in set_too}
    act = Act(actor=event.actor, now=event.at)
    between, first = changed(stored, with_values(stored, **values), act)
    won, move = changed(
        cast("Lead", between), lead, act, kind=event.kind, stage=event.stage
    )
    return _ByHand(first, move, won)


def _carried_on(context: Context, by_hand: _ByHand) -> tuple[Lead, Change]:
    """Return the lead, converted, with the change that moves and converts it."""
    before = by_hand.first + by_hand.move
    variant = context.workspace.lead_success_variant
    done, more = converted(context.after(before), by_hand.lead, variant)
    cause = by_hand.cause or done.id
    move = (attrs.evolve(each, cause=cause) for each in by_hand.move.events)
    # Amid the conversion's own facts its journal finds the move, whatever its cause.
    place = [each.kind for each in more.events].index(CONVERTED)
    facts = (*more.events[:place], *move, *more.events[place:])
    return done.lead, by_hand.first + Change(by_hand.move.records + more.records, facts)


def _require_deal(done: Converted) -> None:
    """Refuse a technical lead that yields no deal: it would be lost (M4)."""
    if done.deal is None:
        hint = "let the variant create one"
        fault = Fault("deal", "is what a technical lead is for", hint, "no_deal")
        raise ConversionInvalid(done.lead.id, (fault,))


def refuse_winning(
    workspace: Workspace, record: Record, stage: Stage, *, place: str
) -> None:
    """Refuse to win leads by clearing their stage: nobody would convert them (C13)."""
    wins = isinstance(record, Lead) and record.stage_kind != WON == stage.kind
    if wins and workspace.lead_success != MARK_ONLY:
        hint = "convert or move them first, or name an open stage"
        path = f"move_to['{place}']"
        raise InvalidValue("stage", "would win leads by hand", hint, path)


def faults_of(error: Refusal) -> tuple[Fault, ...]:
    """Return why a record was not written, as faults."""
    if isinstance(error, InvalidData | MoveRefused | ConversionInvalid):
        return error.faults
    return (Fault("", str(error), code=error.code),)
