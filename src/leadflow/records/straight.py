"""The straight way in: new records of which no rule has anything to say, as most are.

What fills none of the fields that rules of their own look at, chooses what stands in
the dictionaries and names an amount that a store can hold, is right, and that is seen
in a few looks. Whatever they do not take goes the long way, on which every rule is
asked and every fault is told: so they may refuse what is right, and never take what is
wrong.
"""

from collections.abc import Callable, Container, Mapping
from itertools import repeat
from operator import contains
from typing import Any, Generic, cast

from attrs import frozen

from leadflow.context import Context
from leadflow.entities import (
    ENTITIES,
    Company,
    Contact,
    EntityType,
    Kind,
    R,
    Record,
    Staged,
)
from leadflow.entities.fieldsets import FieldSet
from leadflow.entities.records import LINKING, blank, links
from leadflow.entities.shapes import copier
from leadflow.errors import InvalidValue
from leadflow.events import NO_ORIGINS, Change, Origins, creation
from leadflow.pipelines import Passage, entrance, likelihood
from leadflow.records.validation import LEAST, RARE, is_asked_little
from leadflow.values import Money
from leadflow.values.money import stored_units
from leadflow.workspace import OPEN, CustomField, Workspace, once_each


# What a new record may say, and is then looked at more closely.
_SAID = frozenset({"id", "consents", "pipeline", "stage", "custom"})
_SIGNED = tuple("id owner version created_at created_by updated_at updated_by".split())
_STANDING = ("stage_entered_at", "moved_by")


@frozen(kw_only=True, eq=False)
class Straight(Generic[R]):
    """The way of an entity's new records to where those stand that say no place."""

    entity: str
    quiet: FieldSet
    """The fields that are empty in whoever takes it."""
    least: FieldSet | None
    """One of these is filled, if there are any."""
    choices: FieldSet
    usable: tuple[Container[str], ...]
    """What the choices may be, nothing among it."""
    amounts: tuple[str, ...]
    begun: Callable[..., R]
    """Copies a record, with what leadflow fills in."""
    way: Passage | None
    """How it comes to its stage; nothing where there are no stages."""
    place: tuple[object, ...]
    """What it holds for standing there."""

    def takes(self, record: R) -> bool:
        """Return whether a new record may go this way."""
        return (
            self.quiet.held(record) == self.quiet.empty
            and (self.least is None or any(self.least.held(record)))
            and all(map(contains, self.usable, self.choices.held(record)))
            and all(map(_is_kept, map(getattr, repeat(record), self.amounts)))
        )

    def take(
        self, context: Context, record: R, origins: Origins = NO_ORIGINS
    ) -> tuple[R, Change]:
        """Return a record as it is first stored, and the change that stores it."""
        act, way = context.act, self.way
        now, actor = act.now, act.actor
        signed = (record.owner or actor, 1, now, actor, now, actor)
        place = () if way is None else (now, actor, *self.place)
        id, mark = record.id or context.new_id(self.entity), way.mark if way else None
        new = self.begun(record, id, *signed, *place)
        return new, creation(new, act, stage=mark, origins=origins)


def straight_way(workspace: Workspace, entity: EntityType) -> Straight[Any] | None:
    """Return the straight way of an entity's new records, if there is one.

    There is none where a gate stands in it, and where the firm fills in a field of its
    own or asks for one.
    """
    return _straight(workspace, entity, _quiet(entity), converting=False)


@once_each
def straight_over(workspace: Workspace, entity: str) -> Straight[Any] | None:
    """Return the straight way of what conversions make, if there is one.

    It comes with an id and with ties; to what, ``is_tied_within`` tells.
    """
    if not workspace.uses(entity):
        return None
    known = ENTITIES[entity]
    quiet = _quiet(known).difference(LINKING[known.cls].names, ("id",))
    return _straight(workspace, known, quiet, converting=True)


def is_tied_within(context: Context, record: Record) -> bool:
    """Return whether a record is tied to what the same change makes, and in no role.

    Its clients are new then, and had no earlier deals (S10).
    """
    making = context.pending
    for _, target, _, role, _ in links(record):
        other = making.get(target)
        if other is None or role:
            return False
        if other.version != 1 and isinstance(other, Company | Contact):
            return False
    return True


def _quiet(entity: EntityType) -> frozenset[str]:
    """Return the fields that rules of their own look at, and those of leadflow's."""
    system = [spec.name for spec in entity.fields.values() if spec.system]
    return _SAID.union(RARE[entity.cls].names, system)


def _straight(
    workspace: Workspace, entity: EntityType, names: Container[str], *, converting: bool
) -> Straight[Any] | None:
    """Return the way of those in whom these fields are empty, if there is one."""
    own = workspace.fields_of(entity.name).values()
    if any(map(_speaks, own)) or not is_asked_little(entity):
        return None
    if not entity.in_pipeline:
        return _leading(workspace, entity, names, None, {})
    way = entrance(workspace, entity.name, ("", ""), converting)
    if way.gates or way.stage.kind != OPEN:
        return None
    likely = likelihood(cast("Staged", blank(entity)), way.stage)
    return _leading(workspace, entity, names, way, {**way.values, **likely})


def _leading(
    workspace: Workspace,
    entity: EntityType,
    names: Container[str],
    way: Passage | None,
    place: Mapping[str, object],
) -> Straight[Any]:
    specs = entity.fields.values()
    quiet = [spec for spec in specs if spec.name in names]
    choices = [s for s in specs if s.kind is Kind.CHOICE and s not in quiet]
    amounts = [s for s in specs if s.kind is Kind.MONEY and s not in quiet]
    usable = [workspace.dictionary(spec.dictionary).usable for spec in choices]
    standing = () if way is None else _STANDING
    return Straight(
        entity=entity.name,
        quiet=FieldSet.of(entity, [spec.name for spec in quiet]),
        least=LEAST[entity.cls][0] if entity.cls in LEAST else None,
        choices=FieldSet.of(entity, [spec.name for spec in choices]),
        usable=tuple([codes | {""} for codes in usable]),
        amounts=tuple([spec.name for spec in amounts]),
        begun=copier(entity.cls, (*_SIGNED, *standing, *place)),
        way=way,
        place=tuple(place.values()),
    )


def _speaks(own: CustomField) -> bool:
    """Return whether a field of the firm's has something to say where none is given."""
    return own.required is not False or own.default is not None or own.is_read_only


def _is_kept(amount: Money | None) -> bool:
    """Return whether a store can hold an amount."""
    if amount is None:
        return True
    try:
        stored_units(amount)
    except InvalidValue:
        return False
    return True
