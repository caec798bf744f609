"""What every record must be, whatever path it comes by; all faults at once."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime

from attrs import field, frozen

from leadflow.context import Context
from leadflow.entities import (
    ENTITIES,
    Activity,
    Affiliation,
    Company,
    Contact,
    Custom,
    Deal,
    EntityType,
    FieldSpec,
    Kind,
    Lead,
    Participant,
    Product,
    Record,
    Staged,
    User,
    entity_of,
    references,
)
from leadflow.entities.records import differences
from leadflow.errors import Fault, InvalidData, InvalidValue, UnknownName
from leadflow.values.money import stored_units
from leadflow.workspace import OPEN, WON, CustomField, Dictionary


PLACE = frozenset({"pipeline", "stage", "stage_kind"})
"""The fields that change when a record moves."""


@frozen(kw_only=True)
class Check:
    """A record about to be stored, and what is known of it already.

    A value that was right when it was stored stays right: retired dictionary
    entries and deleted clients do not lock the records that hold them.
    """

    record: Record
    before: Record | None = None
    """The stored version; nothing for a new record."""
    carried: bool = False
    """A lead's values are carried over: what it was allowed, its client is too."""
    changed: frozenset[str] = field(init=False)
    """The fields that are judged."""

    @changed.default
    def _differing(self) -> frozenset[str]:
        if self.before is None:
            return frozenset(entity_of(self.record).fields)
        return frozenset(n for n, _, _ in differences(self.before, self.record))


_WITH_ROLES = (Affiliation, Participant)


def faults(context: Context, check: Check) -> Iterator[Fault]:
    """Yield everything that is wrong with a record."""
    record = check.record
    entity = entity_of(record)
    for spec in _JUDGED[entity.name]:
        if spec.name in check.changed:
            yield from _field(context, spec, check)
    yield from _custom(context, entity, check)
    yield from _links(context, check)
    yield from _substance(record)
    yield from _times(context, check)
    if isinstance(record, Staged):
        yield from _closing(record, check)


# All other fields were judged by their converters when the record was made.
_JUDGED: Mapping[str, tuple[FieldSpec, ...]] = {
    entity.name: tuple(
        spec
        for spec in entity.fields.values()
        if spec.kind in (Kind.CHOICE, Kind.MONEY) or spec.type in _WITH_ROLES
    )
    for entity in ENTITIES.values()
}


def require_valid(context: Context, check: Check) -> None:
    """Raise ``InvalidData`` with every fault of the record, if there is any."""
    found = tuple(faults(context, check))
    if found:
        raise InvalidData(entity_of(check.record).name, found)


def _field(context: Context, spec: FieldSpec, check: Check) -> Iterator[Fault]:
    value = getattr(check.record, spec.name)
    if spec.kind is Kind.CHOICE and value:
        dictionary = context.workspace.dictionary_of(spec)
        yield from _entry(dictionary, spec.name, value, retired=check.carried)
    elif spec.kind is Kind.MONEY and value is not None:
        try:
            stored_units(value)
        except InvalidValue as error:
            yield error.at(spec.name).fault
    elif spec.type in _WITH_ROLES:
        # Which of several roles is new is not told apart: retired ones may stay.
        dictionary = context.workspace.dictionary("contact_role")
        for number, each in enumerate(value):
            if role := getattr(each, "role", ""):
                where = f"{spec.name}[{number}].role"
                yield from _entry(dictionary, where, role, retired=True)


def _entry(
    dictionary: Dictionary, path: str, value: str, *, retired: bool
) -> Iterator[Fault]:
    if dictionary.accepts(value):
        return
    known = {entry.code: entry for entry in dictionary.entries}
    if value not in known:
        usable = tuple(code for code in known if not known[code].is_retired)
        name = path.rpartition(".")[2].replace("_", " ")
        yield UnknownName(name, value, usable, path).fault
    elif not retired:
        message = f"'{value}' is retired"
        yield Fault(path, message, "choose one that is in use", "retired")


def _custom(context: Context, entity: EntityType, check: Check) -> Iterator[Fault]:
    known = context.workspace.fields_of(entity.name)
    record, before = check.record, check.before
    for name, value in record.custom.items():
        if before is None or before.custom.get(name) != value:
            yield from _custom_value(known, entity, name, value)
            if name in known and not check.carried:
                old = before.custom.get(name) if before else None
                yield from _retired(known[name], value, old)
    if before is not None and not check.changed - PLACE:
        return  # who only moves on answers for the stage's own demands
    for name, own in known.items():
        if own.required and name not in record.custom:
            yield Fault(f"custom.{name}", "is required", "give it a value", "required")


def _custom_value(
    known: Mapping[str, CustomField], entity: EntityType, name: str, value: object
) -> Iterator[Fault]:
    path = f"custom.{name}"
    if name not in known:
        kind = f"custom field of {entity.name}"
        yield UnknownName(kind, name, tuple(known), path).fault
        return
    try:
        known[name].accept(value)
    except (InvalidValue, UnknownName) as error:
        fault = error.fault
        yield Fault(path, fault.message, fault.hint, error.code)


def _retired(own: CustomField, value: object, old: object) -> Iterator[Fault]:
    """Yield choices that nobody takes any more; what was held stays (S5)."""
    held = old if isinstance(old, tuple) else (old,)
    retired = {entry.code for entry in own.choices if entry.is_retired}
    for each in value if isinstance(value, tuple) else (value,):
        if each in retired and each not in held:
            hint = "choose one that is in use"
            yield Fault(f"custom.{own.code}", f"'{each}' is retired", hint, "retired")


def accepted_custom(context: Context, record: Record) -> Custom:
    """Return the custom values in the form their definitions keep them.

    What they do not accept stays as it is, for ``faults`` to tell.
    """
    known = context.workspace.fields_of(entity_of(record).name)
    kept: dict[str, object] = {}
    for name, value in record.custom.items():
        try:
            kept[name] = known[name].accept(value) if name in known else value
        except (InvalidValue, UnknownName):
            kept[name] = value
    return Custom(kept)


def _links(context: Context, check: Check) -> Iterator[Fault]:
    known = {link.target for link in references(check.before)} if check.before else ()
    links = [link for link in references(check.record) if link.target not in known]
    if not links:
        return
    gone = context.missing(link.target for link in links)
    for link in links:
        if link.target in gone:
            message = f"there is no record '{link.target}'"
            hint = "add it first, or restore it where it was deleted"
            yield Fault(link.field, message, hint, "not_found")


def _reachable(record: Lead | Contact) -> bool:
    return bool(
        record.first_name
        or record.last_name
        or record.phones
        or record.emails
        or record.messengers
        or record.websites
    )


# The least that a record must say to be of use to anybody (mission 1.5).
_LEAST: Mapping[type, tuple[Callable[[Record], bool], str]] = {
    Lead: (
        lambda lead: _reachable(lead) or bool(lead.title or lead.company_name),  # type: ignore[arg-type,union-attr]  # a lead
        "give a name, a title, a company or one way to reach the person",
    ),
    Contact: (_reachable, "give a name or one way to reach the person"),  # type: ignore[dict-item]  # only contacts get there
    Company: (lambda company: bool(company.name), "give its name"),  # type: ignore[union-attr]  # a company
    Product: (lambda product: bool(product.name), "give its name"),  # type: ignore[union-attr]  # a product
    User: (lambda user: bool(user.login), "give the login"),  # type: ignore[union-attr]  # a user
    Activity: (
        lambda activity: bool(activity.bindings),  # type: ignore[union-attr]  # an activity
        "bind it to at least one record: bindings=[lead]",
    ),
}


def _substance(record: Record) -> Iterator[Fault]:
    check = _LEAST.get(type(record))
    if check and not check[0](record):
        yield Fault("", "it says too little", check[1], "required")


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


def _closing(record: Staged, check: Check) -> Iterator[Fault]:
    """Yield what contradicts the kind of stage that the record stands on (S6, S7)."""
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
