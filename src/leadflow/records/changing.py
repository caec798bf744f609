"""Changing a stored record: its fields, and the stage on which it stands."""

from collections.abc import Iterable, Iterator, Mapping
from operator import itemgetter
from types import MappingProxyType
from typing import Any, TypeAlias, cast

import attrs

from leadflow.context import Context
from leadflow.entities import (
    NAMES,
    Activity,
    Deal,
    Lead,
    R,
    Record,
    S,
    Staged,
    evolve,
)
from leadflow.entities.custom import EMPTY
from leadflow.entities.records import (
    Difference,
    converted,
    differences,
    differences_by,
)
from leadflow.entities.shapes import altered_by
from leadflow.errors import Fault, ReadOnly, UnknownName
from leadflow.events import UPDATED, Change, succeeding, succession
from leadflow.pipelines import (
    SAID,
    Destination,
    Passage,
    arrived,
    kept_faults,
    on_stage,
    pass_through,
    passage,
    said_by_hand,
)
from leadflow.records.checks import PLACE, Check
from leadflow.records.customs import accepted
from leadflow.records.revisions import HERE, SYSTEM, revised, revision
from leadflow.records.touches import latest, touches
from leadflow.records.validation import faults, require_valid, rules_on
from leadflow.records.writing import USUAL, Options, refuse
from leadflow.workspace import once_each
from leadflow.workspace.forming import AFTER_CONVERSION


def asked(
    context: Context,
    stored: R,
    changes: Mapping[str, object] = MappingProxyType({}),
    *,
    held: R | None = None,
) -> list[Difference]:
    """Return what an actor wants to be otherwise: by name, and in a record it holds.

    Raises ``Conflict`` when that was made from an older version (H2), ``Denied`` for
    what the actor may not set (A5), and what ``evolve`` raises.
    """
    if held is None and context.seen is None:
        # Nothing else can differ, so nothing else is copied or compared.
        return differences_by(stored, converted(stored, changes)) if changes else []
    mine = context.shown(stored) if held is None else held
    after = context.given(stored, evolve(mine, **changes))
    return differences(stored, latest(context, after, stored))


def update(
    context: Context,
    stored: R,
    differing: Iterable[Difference],
    options: Options | None = None,
) -> tuple[R, Change]:
    """Return the next version of a stored record and the change.

    ``differing`` is what is to be otherwise, as ``asked`` and ``differences`` tell it.
    A changed stage is a move, through the same gates as any other (S4).
    Raises ``ReadOnly`` for fields that leadflow keeps, ``InvalidData`` for wrong
    values.
    """
    how, several = options or USUAL, list(differing)
    if not (how.override or how.converting):
        usual = revision(context, stored, several)
        if usual is not None:
            return revised(context, stored, several, usual)
    values = _values(context, stored, several)
    if isinstance(stored, Staged):
        wanted = _wanted(context, stored, values, how)
        return _moved(context, stored, values, wanted, how)
    act, told = context.act, differences_by(stored, values)
    new = succeeding(stored, values, act) if told else stored
    names = frozenset(values)
    check = Check(record=new, before=stored, carried=how.converting, changed=names)
    require_valid(context, check)
    change = succession(new, act, told, kind=UPDATED) if told else Change()
    if isinstance(stored, Activity):
        change += touches(context, stored, cast("Activity", new))
    return new, change


def move(
    context: Context, stored: S, differing: Iterable[Difference], to: Destination
) -> tuple[S, Change]:
    """Return a stored record on another stage, with what is changed on the way.

    ``differing`` are other fields, as for ``update``; they are judged as those of any
    update, on the stage where the record would stand.
    Raises as ``update`` does, and ``UnknownName`` for a wrong stage.
    """
    several, way = list(differing), passage(context, stored, to)
    if not (several or to.override):
        return _moved_on(context, stored, to, way)
    wanted = to, way, _NO_FAULTS
    how = Options(override=to.override) if to.override else USUAL
    return _moved(context, stored, _values(context, stored, several), wanted, how)


_NO_FAULTS: tuple[Fault, ...] = ()
_NOTHING: Mapping[str, object] = MappingProxyType({})
_rules_on = once_each(rules_on)


_Wanted: TypeAlias = tuple[Destination, Passage, tuple[Fault, ...]]
"""Where a record is to go, or to stay; and what was said of it that is nowhere."""
_Values: TypeAlias = Mapping[str, Any]
"""The fields that are to be otherwise, and what they are to hold."""
_NAMED = itemgetter(0, 2)


def _values(
    context: Context, stored: Record, differing: Iterable[Difference]
) -> _Values:
    """Return what is to be otherwise as it will be kept, if it may be at all."""
    values: dict[str, Any] = dict(map(_NAMED, differing))
    if not values:
        return values
    _require_writable(stored, values)
    if isinstance(stored, Deal):
        values = said_by_hand(values)
    if "custom" in values:
        custom = accepted(context, NAMES[type(stored)], values.pop("custom"))
        if custom != stored.custom:
            values["custom"] = custom
    return values


def _wanted(context: Context, stored: Staged, values: _Values, how: Options) -> _Wanted:
    """Return where a changed record says that it stands."""
    here = passage(context, stored, HERE)
    to = Destination(override=how.override) if how.override else HERE
    if PLACE.isdisjoint(values):
        return to, here, _NO_FAULTS
    wrong = tuple(_nowhere(values))
    stage, pipeline = values.get("stage", ""), values.get("pipeline", stored.pipeline)
    to = attrs.evolve(to, stage=stage, pipeline=pipeline)
    try:
        return to, passage(context, stored, to), wrong
    except UnknownName as error:
        unknown = attrs.evolve(error, path=error.path or "stage").fault
        return to, here, (unknown, *wrong)


def _nowhere(values: _Values) -> Iterator[Fault]:
    for name in ("pipeline", "stage"):
        if not values.get(name, name):
            yield Fault(name, "is missing", "a stored record stands on a stage")


def _moved_on(
    context: Context, stored: S, to: Destination, way: Passage
) -> tuple[S, Change]:
    """Let a record through of which nothing else is changed, as of most that move."""
    new, told = arrived(context, stored, _NOTHING, way)
    rules = _rules_on(context.workspace, NAMES[type(stored)], way.differing)
    if mine := rules[new.custom is not EMPTY]:
        check = Check(record=new, before=stored, changed=way.differing)
        if found := faults(context, check, mine):
            refuse(new, found)
    return pass_through(context, new, told, to, way)


def _moved(
    context: Context, stored: S, values: _Values, wanted: _Wanted, how: Options
) -> tuple[S, Change]:
    """Judge the record where it would stand, then let it through the gates."""
    (to, way, wrong), kept = wanted, _NO_FAULTS
    given = values
    if not PLACE.isdisjoint(values):
        given = {name: each for name, each in values.items() if name not in PLACE}
    names = way.differing.union(given)
    new, told = arrived(context, stored, given, way)
    judged = new
    if given and not (way.stays and SAID.isdisjoint(given)):
        # What was given is judged before the stage takes some of it back.
        judged = on_stage(altered_by(stored, given), *way.there)
    if given and way.stays:
        kept = tuple(kept_faults(context, judged, way.stage, names))
    check = Check(record=judged, before=stored, carried=how.converting, changed=names)
    if how.override:
        to, kept = attrs.evolve(to, overridden=kept), _NO_FAULTS
    if found := (*wrong, *faults(context, check), *kept):
        refuse(judged, found)
    return pass_through(context, new, told, to, way)


def _require_writable(stored: Record, values: _Values) -> None:
    name = NAMES[type(stored)]
    if kept := values.keys() & SYSTEM[type(stored)]:
        raise ReadOnly(name, stored.id, tuple(sorted(kept)), "leadflow keeps it")
    if not isinstance(stored, Lead) or stored.converted_at is None:
        return
    if locked := tuple(sorted(values.keys() - AFTER_CONVERSION)):
        why = "the lead was converted; only its notes stay open"
        raise ReadOnly(name, stored.id, locked, why)
