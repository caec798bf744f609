"""Creating, updating, deleting and restoring any record."""

from collections.abc import Iterator
from typing import cast

from attrs import frozen

from leadflow.context import Context
from leadflow.entities import Activity, Deal, Lead, R, Record, Staged, entity_of, evolve
from leadflow.entities.records import differences, with_values
from leadflow.errors import Conflict, Fault, InvalidData, NotFound, ReadOnly
from leadflow.events import DELETED, RESTORED, Change, StageMark, changed, created
from leadflow.pipelines import Destination, move, place
from leadflow.records.validation import accepted_custom, require_valid
from leadflow.storage.port import Reader


# What stays open on a converted lead (C9).
_AFTER_CONVERSION = frozenset({"notes"})
# Part of a new record, although leadflow keeps them afterwards.
_GIVEN = frozenset({"id"})


@frozen(kw_only=True)
class Options:
    """How a record is written."""

    override: str = ""
    """Why the gates of the stage are passed over; recorded."""
    converting: bool = False


def create(
    context: Context, record: R, options: Options | None = None
) -> tuple[R, Change]:
    """Return the record as it is first stored, with its id, owner and stage.

    Raises ``InvalidData`` with every fault at once, ``MoveRefused`` when its
    stage does not let it in.
    """
    how = options or Options()
    _require_new(record)
    entity = entity_of(record)
    new = evolve(
        record,
        id=record.id or context.new_id(entity.name),
        owner=record.owner or context.act.actor,
    )
    new = with_values(new, custom=accepted_custom(context, new)) if new.custom else new
    require_valid(context, new)
    stage: StageMark | None = None
    if isinstance(new, Staged):
        placed, stage = place(
            context, new, override=how.override, converting=how.converting
        )
        new = cast("R", placed)
    act = context.because(how.override).act if how.override else context.act
    return created(new, act, stage=stage)


def update(
    context: Context, stored: R, after: R, options: Options | None = None
) -> tuple[R, Change]:
    """Return the next version of a stored record and the change.

    A changed stage is a move, through the same gates as any other (S4).
    Raises ``Conflict`` when ``after`` was made from an older version (H2),
    ``ReadOnly`` for fields that leadflow keeps, ``InvalidData`` for wrong values.
    """
    how = options or Options()
    _require_latest(stored, after)
    after = _probability_given(stored, after)
    names = frozenset(name for name, _, _ in differences(stored, after))
    _require_writable(stored, names)
    if "custom" in names:
        after = with_values(after, custom=accepted_custom(context, after))
    require_valid(context, after, names)
    if isinstance(after, Staged) and names & {"stage", "pipeline"}:
        to = Destination(
            stage=after.stage if "stage" in names else "",
            pipeline=after.pipeline,
            override=how.override,
        )
        return cast(
            "tuple[R, Change]", move(context, cast("Staged", stored), after, to)
        )
    return changed(stored, after, context.act)


def delete(context: Context, stored: Record) -> Change:
    """Return the change that deletes a record and what belongs to it alone.

    Deleting is soft: ``restore`` brings back both. Links to the record stay.
    """
    if stored.deleted_at is not None:
        raise NotFound(entity_of(stored).name, stored.id, "it was deleted already")
    because = context.because(f"deleted:{stored.id}")
    family = (stored, *_children(context, stored))
    return Change.total(
        changed(
            each, evolve(each, deleted_at=context.act.now), because.act, kind=DELETED
        )[1]
        for each in family
    )


def restore(context: Context, stored: R) -> tuple[R, Change]:
    """Return a deleted record, live again, with the change that restores it.

    Its children that were deleted with it come back too.
    """
    if stored.deleted_at is None:
        return stored, Change()
    children = [
        each
        for each in _bound(context.reader, stored)
        if each.deleted_at is not None
        and _deleted_with(context.reader, each) == f"deleted:{stored.id}"
    ]
    act = context.act
    record, change = changed(
        stored, evolve(stored, deleted_at=None), act, kind=RESTORED
    )
    others = (
        changed(each, evolve(each, deleted_at=None), act, kind=RESTORED)[1]
        for each in children
    )
    return record, change + Change.total(others)


def _require_new(record: Record) -> None:
    entity = entity_of(record)
    if record.version:
        fault = Fault("", "it is stored already", "use update(…)", "stored")
        raise InvalidData(entity.name, (fault,))
    kept = tuple(
        Fault(spec.name, "is kept by leadflow", "leave it out", "read_only")
        for spec in entity.fields.values()
        if spec.system
        and spec.name not in _GIVEN
        and getattr(record, spec.name) != spec.default
    )
    if kept:
        raise InvalidData(entity.name, kept)


def _require_latest(stored: Record, after: Record) -> None:
    if stored.version != after.version:
        name = entity_of(stored).name
        raise Conflict(name, stored.id, yours=after.version, stored=stored.version)


def _require_writable(stored: Record, names: frozenset[str]) -> None:
    entity = entity_of(stored)
    kept = tuple(sorted(n for n in names if entity.fields[n].system))
    if kept:
        raise ReadOnly(entity.name, stored.id, kept, "leadflow keeps it")
    locked = tuple(sorted(names - _AFTER_CONVERSION))
    if locked and isinstance(stored, Lead) and stored.converted_at is not None:
        reason = "the lead was converted; only its notes stay open"
        raise ReadOnly(entity.name, stored.id, locked, reason)


def _probability_given(stored: R, after: R) -> R:
    """Tell a probability set by hand from one that the stage gave (S7)."""
    if not isinstance(stored, Deal) or not isinstance(after, Deal):
        return after
    if after.probability == stored.probability:
        return after
    if after.probability_source != stored.probability_source:
        return after
    source = "stage" if after.probability is None else "manual"
    return cast("R", evolve(after, probability_source=source))


def _bound(reader: Reader, record: Record) -> Iterator[Activity]:
    """Yield the activities that belong to this record and to no other."""
    links = reader.links_to([record.id])
    ids = [link.record for link in links if link.field == "bindings"]
    for activity in reader.get("activity", ids).values():
        if isinstance(activity, Activity) and activity.bindings == (record.id,):
            yield activity


def _children(context: Context, record: Record) -> Iterator[Activity]:
    return (each for each in _bound(context.reader, record) if each.deleted_at is None)


def _deleted_with(reader: Reader, record: Record) -> str:
    causes = [e.cause for e in reader.history(record.id) if e.kind == DELETED]
    return causes[-1] if causes else ""
