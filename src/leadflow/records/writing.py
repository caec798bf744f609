"""Creating, deleting and restoring any record."""

from collections.abc import Iterable, Iterator
from datetime import datetime

import attrs
from attrs import field, frozen

from leadflow.context import Context
from leadflow.deferred import by_value
from leadflow.entities import (
    ENTITIES,
    NAMES,
    Activity,
    EntityType,
    R,
    Record,
    Staged,
    entity_of,
)
from leadflow.entities.custom import EMPTY
from leadflow.entities.fieldsets import FieldSet
from leadflow.entities.records import with_values
from leadflow.entities.shapes import altered_by
from leadflow.errors import (
    Fault,
    InvalidData,
    InvalidValue,
    NotFound,
    UnknownName,
)
from leadflow.events import (
    DELETED,
    NO_ORIGINS,
    RESTORED,
    Change,
    Origins,
    changed,
    creation,
    first_signed,
    reason,
)
from leadflow.pipelines import (
    Passage,
    arriving,
    entrance,
    let_through,
    require_room,
)
from leadflow.records.billing import billing_faults
from leadflow.records.checks import Check
from leadflow.records.repeats import repeat_flags
from leadflow.records.straight import Straight, is_tied_within, straight_over
from leadflow.records.terms import Terms, completed, numbered, terms_of
from leadflow.records.touches import touches
from leadflow.records.usage import nameless_faults
from leadflow.records.validation import faults, told_by
from leadflow.storage.port import Reader


# Part of a new record, although leadflow keeps them afterwards.
_GIVEN = frozenset({"consents", "id"})


@by_value
@frozen(kw_only=True, eq=False, repr=False, weakref_slot=False)
class Options:
    """How a record is written."""

    override: str = field(default="", converter=reason)
    """Why the gates of the stage are passed over; recorded."""
    converting: bool = False
    """Part of a conversion: what the lead was allowed to hold goes along."""
    origins: Origins = NO_ORIGINS
    """Where a conversion took the values from; told by the fact."""
    technical: bool = False
    """A lead of simple mode, which is converted in the same transaction (M4)."""


USUAL = Options()
"""As most are."""


def create(
    context: Context, record: R, options: Options | None = None
) -> tuple[R, Change]:
    """Return the record as it is first stored, with its id, owner and stage.

    Raises ``InvalidData`` with every fault at once, ``MoveRefused`` when its
    stage does not let it in, ``EntityDisabled`` where the firm uses no such thing.
    """
    how = options or USUAL
    terms = terms_of(context.workspace, NAMES[type(record)], how.technical)
    straight: Straight[R] | None = terms.straight
    if how is USUAL and straight is not None and straight.takes(record):
        return straight.take(context, record)
    _require_new(record)
    way, misplaced = _way_in(context, record, converting=how.converting)
    new = altered_by(record, _filled_in(context, record, way, terms))
    if flags := repeat_flags(context, new):
        new = with_values(new, **flags)
    told = told_by(record, new)
    check = Check(record=new, carried=how.converting, changed=told)
    wrong = [*misplaced, *faults(context, check)]
    if how.technical:
        wrong += nameless_faults(new)
    if wrong:
        refuse(new, wrong)
    if terms.counters:
        new = numbered(context, new, terms)
    stage, act = None, context.act
    if way is not None:
        stage, act = way.mark, let_through(context, new, way, how.override)  # type: ignore[arg-type]  # it stands somewhere
    change = creation(new, act, stage=stage, origins=how.origins)
    # What a conversion hands on is nothing that happened.
    if isinstance(new, Activity) and not how.converting:
        change += touches(context, None, new)
    return new, change


def carry_over(context: Context, record: R, origins: Origins) -> tuple[R, Change]:
    """Return what a conversion makes, as ``create`` does.

    ``origins`` say where its values were taken from.
    """
    straight = straight_over(context.workspace, NAMES[type(record)])
    if straight and straight.takes(record) and is_tied_within(context, record):
        return straight.take(context, record, origins)
    return create(context, record, Options(converting=True, origins=origins))


def _filled_in(
    context: Context, record: Record, way: Passage | None, terms: Terms
) -> dict[str, object]:
    """Return all that leadflow fills in of a new record, so that it is copied once."""
    act = context.act
    closed: datetime | None = getattr(record, "closed_at", None)
    # What is brought along closed came in before it was closed.
    since = record.created_at or (min(closed, act.now) if closed else act.now)
    values = first_signed(record, act)
    values["id"] = record.id or context.new_id(NAMES[type(record)])
    values["owner"] = record.owner or act.actor
    values["created_at"] = since
    if terms.defaults or record.custom is not EMPTY:
        values["custom"] = completed(context, record, terms)
    if way is not None:
        values |= arriving(context, record, way, since)  # type: ignore[arg-type]  # as above
    return values


def delete(context: Context, stored: Record) -> Change:
    """Return the change that deletes a record and what belongs to it alone.

    Deleting is soft: ``restore`` brings back both. Links to the record stay.
    """
    if stored.deleted_at is not None:
        raise NotFound(entity_of(stored).name, stored.id, "it was deleted already")
    act = context.because(f"deleted:{stored.id}").act
    family = (stored, *_children(context, stored))
    gone = Change.total(
        changed(each, with_values(each, deleted_at=act.now), act, kind=DELETED)[1]
        for each in family
    )
    if isinstance(stored, Activity):
        gone += touches(context, stored, None)
    return gone


def restore(
    context: Context, stored: R, options: Options | None = None
) -> tuple[R, Change]:
    """Return a deleted record, live again, with the change that restores it.

    Its children that were deleted with it come back too.
    Raises ``MoveRefused`` when its stage has no room for it any more (S4),
    ``InvalidData`` for an invoice whose quote was billed again meanwhile (C16).
    """
    if stored.deleted_at is None:
        return stored, Change()
    if into := getattr(stored, "merged_into", None):
        hint = "take the merge back: crm.unmerge(…)"
        raise InvalidValue(entity_of(stored).name, f"was merged into '{into}'", hint)
    how = options or USUAL
    live = with_values(stored, deleted_at=None)
    refuse(stored, billing_faults(context, Check(record=live, before=stored)))
    act = context.act
    if isinstance(stored, Staged):
        act = require_room(context, stored, override=how.override)
    children = [
        each
        for each in _bound(context.reader, stored)
        if each.deleted_at is not None
        and _deleted_with(context.reader, each) == f"deleted:{stored.id}"
    ]
    record, change = changed(stored, live, act, kind=RESTORED)
    # The gates were the record's own; its children passed over none.
    along = attrs.evolve(act, overridden=())
    others = (
        changed(each, with_values(each, deleted_at=None), along, kind=RESTORED)[1]
        for each in children
    )
    if isinstance(record, Activity):
        change += touches(context, None, record)
    return record, change + Change.total(others)


def _kept(entity: EntityType) -> Iterator[str]:
    """Yield the names of the fields that leadflow keeps."""
    for spec in entity.fields.values():
        if spec.system and spec.name not in _GIVEN:
            yield spec.name


_KEPT = {entity.cls: FieldSet.of(entity, _kept(entity)) for entity in ENTITIES.values()}


def _require_new(record: Record) -> None:
    if record.version:
        fault = Fault("", "it is stored already", "use update(…)", "stored")
        raise InvalidData(NAMES[type(record)], (fault,))
    kept = _KEPT[type(record)]
    held = kept.held(record)
    if held == kept.empty:
        return
    found = (
        Fault(name, "is kept by leadflow", "leave it out", "read_only")
        for name, value, empty in zip(kept.names, held, kept.empty, strict=True)
        if value != empty
    )
    raise InvalidData(NAMES[type(record)], tuple(found))


def _way_in(
    context: Context, new: Record, *, converting: bool
) -> tuple[Passage | None, tuple[Fault, ...]]:
    """Return how a new record comes to its place, and what is wrong with that."""
    if not isinstance(new, Staged):
        return None, ()
    try:
        here = (new.pipeline, new.stage)
        return entrance(context.workspace, NAMES[type(new)], here, converting), ()
    except UnknownName as error:
        return None, (attrs.evolve(error, path=error.path or "stage").fault,)


def refuse(record: Record, found: Iterable[Fault]) -> None:
    """Raise ``InvalidData`` if anything is wrong with a record."""
    if told := tuple(found):
        raise InvalidData(entity_of(record).name, told)


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
