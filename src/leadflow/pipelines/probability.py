"""How likely a deal is: what the stage says, a person, or a model (S7)."""

from collections.abc import Mapping
from typing import Any, TypeAlias

from leadflow.context import Context
from leadflow.entities import Deal, Staged
from leadflow.entities.shapes import altered_by
from leadflow.pipelines.passages import Passage
from leadflow.workspace import OPEN, Stage


STAGE, MANUAL = "stage", "manual"
SAID = frozenset({"probability", "probability_source"})
"""The fields that tell how likely a deal is, and who says so."""


def likelihood(record: Staged, stage: Stage) -> Mapping[str, object]:
    """Return the probability that a record has on a stage, where it is another one.

    What a person or a model said is kept while the deal is open; a deal for
    which nobody said anything takes over the stage's.
    """
    if not isinstance(record, Deal):
        return _NOTHING
    said = _said_on(record.probability, record.probability_source, stage)
    return _NOTHING if said == _said(record) else _named(said)


def said_on(
    context: Context, before: Deal, values: Mapping[str, object], way: Passage
) -> Mapping[str, object]:
    """Return how likely a deal is where a passage leads, by field.

    ``values`` are what else is changed. A reopened deal gets back the probability
    that it had before it was closed; one that was released follows its stage.
    """
    value, source = before.probability, before.probability_source
    if not SAID.isdisjoint(values):
        value, source = _said(altered_by(before, values))
    elif way.stays:
        # A stage's definition may have changed since: that changes no record.
        return _NOTHING
    elif way.reopens:
        value = _before_closing(context, before)
    likely, who = _said_on(value, source, way.stage)
    return {"probability": likely, "probability_source": who}


def said_by_hand(values: dict[str, Any]) -> dict[str, Any]:
    """Return what is given of a deal; how likely it is, the giver says, no stage."""
    is_by_hand = values.get("probability") is not None
    return {"probability_source": MANUAL, **values} if is_by_hand else values


_Said: TypeAlias = tuple[int | None, str]
"""How likely, and who says so."""
_NOTHING: Mapping[str, object] = {}


def _said_on(value: int | None, source: str, stage: Stage) -> _Said:
    source = STAGE if value is None else source or MANUAL
    is_given = stage.kind == OPEN and source != STAGE
    return (value if is_given else stage.probability), source


def _named(said: _Said) -> Mapping[str, object]:
    return {"probability": said[0], "probability_source": said[1]}


def _said(record: Deal) -> _Said:
    return record.probability, record.probability_source


def _before_closing(context: Context, before: Deal) -> int | None:
    """Return what was said while the deal was open; nothing where it never was."""
    value = _said(before)[0]
    for event in reversed(list(context.reader.history(before.id))):
        if change := event.change_of("probability"):
            value = change.before
        kind = event.change_of("stage_kind")
        if kind is not None and kind.before == OPEN:
            return value
    return None
