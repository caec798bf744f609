"""Changing a stored record: its fields, and the stage on which it stands."""

from collections.abc import Iterable, Iterator
from typing import TypeAlias, cast

import attrs

from leadflow.context import Context
from leadflow.entities import (
    ENTITIES,
    Activity,
    Deal,
    Lead,
    R,
    Record,
    S,
    Staged,
    entity_of,
)
from leadflow.entities.records import Difference, differences, with_values
from leadflow.errors import Fault, ReadOnly, UnknownName
from leadflow.events import Change, changed
from leadflow.pipelines import (
    Destination,
    Passage,
    arrived,
    kept_faults,
    on_stage,
    pass_through,
    passage,
    said_by_hand,
    stay,
)
from leadflow.records.checks import PLACE, Check
from leadflow.records.customs import accepted
from leadflow.records.touches import latest, touches
from leadflow.records.validation import faults, require_valid
from leadflow.records.writing import USUAL, Options, refuse
from leadflow.workspace.forming import AFTER_CONVERSION


def update(
    context: Context, stored: R, after: R, options: Options | None = None
) -> tuple[R, Change]:
    """Return the next version of a stored record and the change.

    A changed stage is a move, through the same gates as any other (S4).
    Raises ``Conflict`` when ``after`` was made from an older version (H2),
    ``ReadOnly`` for fields that leadflow keeps, ``InvalidData`` for wrong values.
    """
    how = options or USUAL
    after = latest(context, after, stored)
    if isinstance(stored, Staged):
        here, there = cast("Staged", stored), cast("Staged", after)
        wanted = _wanted(context, here, there, how)
        return cast("tuple[R, Change]", _moved(context, here, there, wanted, how))
    after, differing = _prepared(context, stored, after)
    names = _names(differing)
    check = Check(record=after, before=stored, carried=how.converting, changed=names)
    require_valid(context, check)
    new, change = changed(stored, after, context.act, differing=differing)
    if isinstance(stored, Activity):
        change += touches(context, stored, cast("Activity", new))
    return new, change


def move(context: Context, stored: S, after: S, to: Destination) -> tuple[S, Change]:
    """Return a stored record on another stage, with what is changed on the way.

    ``after`` is ``stored`` with other fields changed; they are judged as those of
    any update, on the stage where the record would stand.
    Raises as ``update`` does, and ``UnknownName`` for a wrong stage.
    """
    wanted = to, passage(context, stored, to), _NO_FAULTS
    after = latest(context, after, stored)
    how = Options(override=to.override) if to.override else USUAL
    return _moved(context, stored, after, wanted, how)


_SYSTEM = {
    entity.name: frozenset(s.name for s in entity.fields.values() if s.system)
    for entity in ENTITIES.values()
}
_NO_FAULTS: tuple[Fault, ...] = ()


_Wanted: TypeAlias = tuple[Destination, Passage, tuple[Fault, ...]]
"""Where a record is to go, or to stay; and what was said of it that is nowhere."""
_HERE = Destination()


def _wanted(context: Context, stored: Staged, after: Staged, how: Options) -> _Wanted:
    """Return where a changed record says that it stands."""
    here = passage(context, stored, _HERE)
    to = Destination(override=how.override) if how.override else _HERE
    leaves = after.stage != stored.stage
    if not leaves and after.pipeline in ("", stored.pipeline):
        return to, here, _NO_FAULTS
    stage = after.stage if leaves else ""
    to = attrs.evolve(to, stage=stage, pipeline=after.pipeline)
    try:
        return to, passage(context, stored, to), _NO_FAULTS
    except UnknownName as error:
        return to, here, (attrs.evolve(error, path=error.path or "stage").fault,)


def _moved(
    context: Context, stored: S, after: S, wanted: _Wanted, how: Options
) -> tuple[S, Change]:
    """Judge the record where it would stand, then let it through the gates."""
    (to, way, wrong), kept, names = wanted, _NO_FAULTS, wanted[1].differing
    after, differing = _prepared(context, stored, after)
    new, told = (
        (after, differing) if way.stays else arrived(context, stored, after, way)
    )
    judged = new
    if differing:
        # What was given is judged before the stage takes some of it back.
        judged = on_stage(after, *way.there)
        names |= _names(differing) - PLACE
        wrong += tuple(_nowhere(after))
        if way.stays:
            kept = tuple(kept_faults(context, after, way.stage, names))
    check = Check(record=judged, before=stored, carried=how.converting, changed=names)
    if how.override:
        to, kept = attrs.evolve(to, overridden=kept), _NO_FAULTS
    refuse(judged, (*wrong, *faults(context, check), *kept))
    if way.stays:
        return stay(context, stored, judged, to, way, told)
    return pass_through(context, new, told, to, way)


def _nowhere(after: Staged) -> Iterator[Fault]:
    for name, code in (("pipeline", after.pipeline), ("stage", after.stage)):
        if not code:
            yield Fault(name, "is missing", "a stored record stands on a stage")


def _prepared(context: Context, stored: R, after: R) -> tuple[R, list[Difference]]:
    """Return the record as it will be kept, if its fields may be changed at all.

    And how it differs from the stored one.
    """
    if after is stored:
        return after, []
    if isinstance(stored, Deal):
        after = cast("R", said_by_hand(stored, cast("Deal", after)))
    differing = differences(stored, after)
    names = _names(differing)
    _require_writable(stored, names)
    if "custom" not in names:
        return after, differing
    after = with_values(after, custom=accepted(context, after))
    return after, differences(stored, after)


def _names(differing: Iterable[Difference]) -> frozenset[str]:
    return frozenset([name for name, _, _ in differing])


def _require_writable(stored: Record, names: frozenset[str]) -> None:
    entity = entity_of(stored)
    if kept := names & _SYSTEM[entity.name]:
        raise ReadOnly(entity.name, stored.id, tuple(sorted(kept)), "leadflow keeps it")
    if not isinstance(stored, Lead) or stored.converted_at is None:
        return
    if locked := tuple(sorted(names - AFTER_CONVERSION)):
        why = "the lead was converted; only its notes stay open"
        raise ReadOnly(entity.name, stored.id, locked, why)
