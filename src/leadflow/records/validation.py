"""What every record must be, whatever path it comes by; all faults at once."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from itertools import compress
from operator import is_not
from typing import Any, TypeAlias, cast

import attrs

from leadflow.context import Context
from leadflow.entities import (
    ENTITIES,
    NAMES,
    Activity,
    Affiliation,
    Company,
    Contact,
    Deal,
    EntityType,
    FieldSpec,
    Invoice,
    Kind,
    Lead,
    Participant,
    Product,
    Record,
    Staged,
    User,
    entity_of,
)
from leadflow.entities.custom import EMPTY
from leadflow.entities.fieldsets import FieldSet
from leadflow.entities.links import primary_of
from leadflow.errors import Fault, InvalidData, InvalidValue
from leadflow.records import customs
from leadflow.records.billing import billing_faults
from leadflow.records.checks import EVERY_FIELD, Check
from leadflow.records.customs import entry_faults
from leadflow.records.groups import group_faults
from leadflow.records.linking import LINKED, link_faults
from leadflow.values import FileRef, Money, Requisites
from leadflow.values.money import stored_units
from leadflow.workspace import OPEN, WON, Workspace
from leadflow.workspace.numbers import REFUSE


WITH_ROLES = (Affiliation, Participant)
"""Links that tell what a person decides."""
ROLES = "contact_role"
"""The dictionary of what people decide."""


Rule: TypeAlias = Callable[[Context, Check], Iterable[Fault]]
Rules: TypeAlias = tuple[tuple[Rule, ...], tuple[Rule, ...]]
"""Those of records with nothing in fields of the firm's own, and those of others."""


def faults(
    context: Context, check: Check, rules: Iterable[Rule] | None = None
) -> list[Fault]:
    """Return everything that is wrong with a record.

    ``rules`` are those that look at what changed, for whoever found them already.
    """
    found = list[Fault]()
    if rules is None:
        entity = NAMES[type(check.record)]
        # Where the firm has no fields of its own, nothing is asked of them.
        has_own = bool(
            context.workspace.fields_of(entity) or check.record.custom is not EMPTY
        )
        rules = _rules_about(entity, check.changed, has_own=has_own)
    for rule in rules:
        found += rule(context, check)
    return found


def rules_on(workspace: Workspace, entity: str, changed: frozenset[str]) -> Rules:
    """Return the rules that look at what changes."""
    every = _rules_about(entity, changed, has_own=True)
    if workspace.fields_of(entity):
        return every, every
    return _rules_about(entity, changed, has_own=False), every


def require_valid(context: Context, check: Check) -> None:
    """Raise ``InvalidData`` with every fault of the record, if there is any."""
    if found := faults(context, check):
        raise InvalidData(entity_of(check.record).name, tuple(found))


_Judge: TypeAlias = Callable[[Context, FieldSpec, Any, Check], Iterable[Fault]]
"""Tells what is wrong with a value that a field holds."""


def _choice(
    context: Context, spec: FieldSpec, value: str, check: Check
) -> Iterable[Fault]:
    dictionary = context.workspace.dictionary(spec.dictionary)
    if dictionary.accepts(value):
        return ()
    return entry_faults(dictionary, spec.name, value, retired=check.carried)


def _money(_: Context, spec: FieldSpec, value: Money, __: Check) -> Iterable[Fault]:
    try:
        stored_units(value)
    except InvalidValue as error:
        return (error.at(spec.name).fault,)
    return ()


def _roles(
    context: Context,
    spec: FieldSpec,
    value: Sequence[Affiliation | Participant],
    _: Check,
) -> Iterable[Fault]:
    # Which of several roles is new is not told apart: retired ones may stay.
    return [
        fault
        for number, each in enumerate(value)
        if each.role
        for fault in entry_faults(
            context.workspace.dictionary(ROLES),
            f"{spec.name}[{number}].role",
            each.role,
            retired=True,
        )
    ]


def _judge(spec: FieldSpec) -> _Judge | None:
    """Return who judges a field's values; most were judged when they were made."""
    by_kind: Mapping[Kind, _Judge] = {Kind.CHOICE: _choice, Kind.MONEY: _money}
    return _roles if spec.type in WITH_ROLES else by_kind.get(spec.kind)


_JUDGES: Mapping[type, tuple[tuple[FieldSpec, _Judge], ...]] = {
    entity.cls: tuple(
        (spec, judge) for spec in entity.fields.values() if (judge := _judge(spec))
    )
    for entity in ENTITIES.values()
}
_JUDGED: Mapping[type, FieldSet] = {
    entity.cls: FieldSet.of(entity, [spec.name for spec, _ in _JUDGES[entity.cls]])
    for entity in ENTITIES.values()
}


def _fields(context: Context, check: Check) -> Iterable[Fault]:
    record, changed = check.record, check.changed
    held, found = _JUDGED[type(record)].held(record), list[Fault]()
    for (spec, judge), value in zip(_JUDGES[type(record)], held, strict=True):
        # Nothing is right in every field, and most fields hold nothing.
        if value and spec.name in changed:
            found += judge(context, spec, value, check)
    return found


def _places(context: Context, check: Check) -> Iterator[Fault]:
    """Yield a primary place that is over: nobody is reached there any more.

    What is brought along with a new record stays as it was told elsewhere.
    """
    contact, before = cast("Contact", check.record), cast("Contact", check.before)
    main = primary_of(contact.companies)
    if main is None or main.until is None or before is None:
        return
    if main.until < context.today and main not in before.companies:
        message = f"stands at a place that ended on {main.until}"
        yield Fault("companies[0].primary", message, "say primary=False there")


def _numbers(context: Context, check: Check) -> Iterator[Fault]:
    """Yield numbers of requisites that cannot be, where the office refuses them."""
    requisites: Requisites | None = getattr(check.record, "requisites", None)
    if requisites is None or context.workspace.wrong_numbers != REFUSE:
        return
    for each in requisites.check().faults:
        yield attrs.evolve(each, path=f"requisites.{each.path}")


def _files(context: Context, check: Check) -> Iterator[Fault]:
    """Yield files that are not kept, in fields of any kind (F6)."""
    record, before = check.record, check.before
    for spec in _WITH_FILES[type(record)]:
        value = getattr(record, spec.name)
        if value and spec.name in check.changed:
            old = getattr(before, spec.name) if before else None
            yield from customs.missing_files(context, spec.name, value, old)
    for name, value in () if record.custom is EMPTY else record.custom.items():
        old = before.custom.get(name) if before else None
        yield from customs.missing_files(context, f"custom.{name}", value, old)


_WITH_FILES: Mapping[type, tuple[FieldSpec, ...]] = {
    entity.cls: tuple(s for s in entity.fields.values() if s.type is FileRef)
    for entity in ENTITIES.values()
}


_PERSON = "first_name last_name phones emails messengers websites"
LEAST: Mapping[type, tuple[FieldSet, str]] = {
    cls: (FieldSet.of(ENTITIES[NAMES[cls]], fields.split()), hint)
    for cls, fields, hint in (
        (
            Lead,
            f"title company_name {_PERSON}",
            "give a name, a title, a company or one way to reach the person",
        ),
        (Contact, _PERSON, "give a name or one way to reach the person"),
        (Company, "name", "give its name"),
        (Product, "name", "give its name"),
        (User, "login", "give the login"),
        (Activity, "bindings", "bind it to at least one record: bindings=[lead]"),
    )
}
"""One of these a record must say to be of use to anybody (mission 1.5)."""


def _substance(_: Context, check: Check) -> Iterable[Fault]:
    fields, hint = LEAST[type(check.record)]
    if any(fields.held(check.record)):
        return ()
    return (Fault("", "it says too little", hint, "required"),)


def _times(context: Context, check: Check) -> Iterator[Fault]:
    record, now = check.record, context.act.now
    closed: datetime | None = getattr(record, "closed_at", None)
    done: datetime | None = getattr(record, "done_at", None)
    said = (("created_at", record.created_at), ("closed_at", closed), ("done_at", done))
    for name, value in said:
        if name in check.changed and value is not None and value > now:
            yield Fault(name, "lies in the future", "give the time it happened")
    began = record.created_at or now
    if closed and closed < began and check.changed & {"created_at", "closed_at"}:
        hint = "say created_at too, for history that is brought along"
        yield Fault("closed_at", "lies before the creation", hint)


def _recurring(_: Context, check: Check) -> Iterator[Fault]:
    """Yield that nothing says when what comes back falls, so that it never would."""
    record = cast("Activity", check.record)
    slot = record.occurs_at or record.deadline
    if record.recurrence is not None and slot is None and not record.is_done:
        name = "starts_at" if record.is_timed else "due_at"
        hint = f"say when it falls first: {name}=…, or leave out the recurrence"
        yield Fault(name, "is missing: the recurrence begins with it", hint, "required")


def _closing(_: Context, check: Check) -> Iterator[Fault]:
    """Yield what contradicts the kind of stage that the record stands on (S6, S7)."""
    record = cast("Staged", check.record)
    is_open, stored = record.stage_kind == OPEN, check.before is not None
    if "closed_at" in check.changed:
        if is_open and record.closed_at is not None:
            hint = "name the stage on which it was closed"
            yield Fault("closed_at", "belongs to closed records", hint)
        elif stored and not is_open and record.closed_at is None:
            yield Fault("closed_at", "is missing", "a closed record has one")
    reason = getattr(record, "loss_reason", "")
    if record.stage_kind == WON and reason and "loss_reason" in check.changed:
        yield Fault("loss_reason", "belongs to lost records", "leave it out")
    if stored and not is_open and isinstance(record, Deal):
        yield from _sure(record, check)


def _sure(deal: Deal, check: Check) -> Iterator[Fault]:
    sure = 100 if deal.stage_kind == WON else 0
    if "probability" in check.changed and deal.probability not in (None, sure):
        message = f"is {sure} on stage '{deal.stage}'"
        yield Fault("probability", message, "reopen the deal first")


_TIMES = frozenset({"created_at", "closed_at", "done_at"})
_PLACES = frozenset({"companies"})
_NUMBERS = frozenset({"requisites"})
_PARENT = frozenset({"parent"})
_CLOSING = frozenset({"closed_at", "loss_reason", "probability"})
_RECURRING = frozenset("recurrence starts_at due_at occurs_at kind done_at".split())


def _rules(entity: EntityType) -> tuple[tuple[frozenset[str] | None, Rule], ...]:
    """Return the rules of an entity, each with the fields that it looks at.

    ``None`` stands for more than what changed: such a rule is always asked.
    """
    judged = frozenset(_JUDGED[entity.cls].names)
    files = frozenset(spec.name for spec in _WITH_FILES[entity.cls]) | {"custom"}
    return (
        (judged, _fields),
        (None, customs.faults),
        (files, _files),
        (LINKED[entity.cls], link_faults),
        *(((_PLACES, _places),) if entity.cls is Contact else ()),
        *(((_NUMBERS, _numbers),) if "requisites" in entity.fields else ()),
        *(((_PARENT, group_faults),) if entity.cls is Company else ()),
        *(((None, billing_faults),) if entity.cls is Invoice else ()),
        *(((_must(entity), _substance),) if entity.cls in LEAST else ()),
        (_TIMES, _times),
        *(((_RECURRING, _recurring),) if entity.cls is Activity else ()),
        *(((_CLOSING, _closing),) if entity.in_pipeline else ()),
    )


def _must(entity: EntityType) -> frozenset[str]:
    """Return the fields of which a record must fill one."""
    known = LEAST.get(entity.cls)
    return frozenset(known[0].names) if known else frozenset()


_RULES = {entity.name: _rules(entity) for entity in ENTITIES.values()}


def _rare(entity: EntityType) -> Iterator[str]:
    """Yield the fields that rules of their own look at."""
    rules, must = _RULES[entity.name], _must(entity)
    looked = [names for names, rule in rules if rule not in (_fields, _substance)]
    # Of a new record it is always asked whether it says enough.
    rare = frozenset[str]().union(*filter(None, looked)) - must
    return (name for name in entity.fields if name in rare)


@lru_cache(maxsize=1024)
def _rules_about(
    entity: str, changed: frozenset[str], *, has_own: bool
) -> tuple[Rule, ...]:
    """Return the rules that look at what changed: most changes touch few of them."""
    return tuple(
        rule
        for names, rule in _RULES[entity]
        if (names is None or not changed.isdisjoint(names))
        and (has_own or rule is not customs.faults)
    )


RARE: Mapping[type, FieldSet] = {
    entity.cls: FieldSet.of(entity, _rare(entity)) for entity in ENTITIES.values()
}
"""The fields that rules of their own look at; few records fill any."""
_CUSTOM = frozenset({"custom"})
_USUAL: Mapping[type, frozenset[str]] = {
    cls: EVERY_FIELD[cls].difference(rare.names) for cls, rare in RARE.items()
}


def is_asked_little(entity: EntityType) -> bool:
    """Return whether of the usual new record nothing is asked but what stands in it.

    That is what its choices and amounts are, and whether it says enough.
    """
    asked = _rules_about(entity.name, _USUAL[entity.cls], has_own=False)
    return {*asked} <= {_fields, _substance}


def told_by(given: Record, new: Record) -> frozenset[str]:
    """Return the fields of a new record that rules look at.

    ``given`` is what it was before leadflow filled in its part, custom defaults among
    it. A rule has nothing to say of what nobody told.
    """
    rare, told = RARE[type(given)], _USUAL[type(given)]
    held = rare.held(given)
    if held != rare.empty:
        # By identity: what is empty in other words is asked about in vain, and no more.
        told = told.union(compress(rare.names, map(is_not, held, rare.empty)))
    return told if new.custom is EMPTY else told | _CUSTOM
