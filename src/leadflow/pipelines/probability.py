"""How likely a deal is: what the stage says, a person, or a model (S7)."""

from collections.abc import Mapping
from typing import TypeAlias

from leadflow.context import Context
from leadflow.entities import Deal, S, Staged
from leadflow.entities.records import with_values
from leadflow.pipelines.passages import Passage
from leadflow.workspace import OPEN, Stage


STAGE, MANUAL = "stage", "manual"


def settled(record: S, stage: Stage) -> S:
    """Return a record with the probability that it has on a stage."""
    return with_values(record, **likelihood(record, stage))


def likelihood(record: Staged, stage: Stage) -> Mapping[str, object]:
    """Return the probability that a record has on a stage, where it is another one.

    What a person or a model said is kept while the deal is open; a deal for
    which nobody said anything takes over the stage's.
    """
    if not isinstance(record, Deal):
        return _NOTHING
    said = _said_on(record.probability, record.probability_source, stage)
    return _NOTHING if said == _said(record) else _named(said)


def resettled(before: S, record: S, stage: Stage) -> S:
    """Return a record that stays on its stage; one that was released follows it.

    A stage's definition may have changed since: that changes no record.
    """
    if _said(before) == _said(record):
        return record
    return settled(record, stage)


def said_on(
    context: Context, before: S, record: S, way: Passage
) -> Mapping[str, object]:
    """Return how likely a record is on the stage that it enters, by field.

    A reopened deal gets back the probability that it had before it was closed.
    """
    if not isinstance(record, Deal):
        return _NOTHING
    value, source = _said(record)
    if way.reopens and _said(before) == (value, source):
        value = _before_closing(context, before)
    return _named(_said_on(value, source, way.stage))


def said_by_hand(before: Deal, after: Deal) -> Deal:
    """Return the deal; a value that was given is the giver's, not the stage's."""
    if _said(before) == _said(after) or after.probability is None:
        return after
    if after.probability_source != before.probability_source:
        return after
    return with_values(after, probability_source=MANUAL)


_Said: TypeAlias = tuple[int | None, str]
"""How likely, and who says so."""
_NOTHING: Mapping[str, object] = {}


def _said_on(value: int | None, source: str, stage: Stage) -> _Said:
    source = STAGE if value is None else source or MANUAL
    is_given = stage.kind == OPEN and source != STAGE
    return (value if is_given else stage.probability), source


def _named(said: _Said) -> Mapping[str, object]:
    return {"probability": said[0], "probability_source": said[1]}


def _said(record: Staged) -> _Said:
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
