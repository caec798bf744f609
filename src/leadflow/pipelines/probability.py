"""How likely a deal is: what the stage says, a person, or a model (S7)."""

from leadflow.context import Context
from leadflow.entities import Deal, S, Staged
from leadflow.entities.records import with_values
from leadflow.workspace import OPEN, Stage


STAGE, MANUAL = "stage", "manual"


def settled(record: S, stage: Stage) -> S:
    """Return a record with the probability that it has on a stage.

    What a person or a model said is kept while the deal is open; a deal for
    which nobody said anything takes over the stage's.
    """
    if not isinstance(record, Deal):
        return record
    source = record.probability_source or MANUAL
    if record.probability is None:
        source = STAGE
    given = stage.kind == OPEN and source != STAGE
    value = record.probability if given else stage.probability
    if (value, source) == _said(record):
        return record
    return with_values(record, probability=value, probability_source=source)


def resettled(before: S, record: S, stage: Stage) -> S:
    """Return a record that stays on its stage; one that was released follows it.

    A stage's definition may have changed since: that changes no record.
    """
    if _said(before) == _said(record):
        return record
    return settled(record, stage)


def restored(context: Context, before: S, record: S) -> S:
    """Return a reopened deal with the probability it had before it was closed."""
    reopened = before.stage_kind != OPEN and record.stage_kind == OPEN
    if not reopened or not isinstance(record, Deal) or _said(before) != _said(record):
        return record
    return with_values(record, probability=_before_closing(context, before))


def said_by_hand(before: Deal, after: Deal) -> Deal:
    """Return the deal; a value that was given is the giver's, not the stage's."""
    if _said(before) == _said(after) or after.probability is None:
        return after
    if after.probability_source != before.probability_source:
        return after
    return with_values(after, probability_source=MANUAL)


def _said(record: Staged) -> tuple[int | None, str]:
    if not isinstance(record, Deal):
        return None, ""
    return record.probability, record.probability_source


def _before_closing(context: Context, before: Staged) -> int | None:
    """Return what was said while the deal was open; nothing where it never was."""
    value = _said(before)[0]
    for event in reversed(list(context.reader.history(before.id))):
        if change := event.change_of("probability"):
            value = change.before
        kind = event.change_of("stage_kind")
        if kind is not None and kind.before == OPEN:
            return value
    return None
