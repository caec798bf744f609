"""What every record must be, whatever path it comes by; all faults at once."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime

from leadflow.context import Context
from leadflow.entities import (
    Activity,
    Company,
    Contact,
    Custom,
    EntityType,
    FieldSpec,
    Kind,
    Lead,
    Product,
    Record,
    User,
    entity_of,
    references,
)
from leadflow.errors import Fault, InvalidData, InvalidValue, UnknownName
from leadflow.values.money import stored_units


def faults(
    context: Context, record: Record, changed: frozenset[str] | None = None
) -> Iterator[Fault]:
    """Yield what is wrong with a record; only ``changed`` fields, where given.

    A value that was right when it was stored stays right: retired dictionary
    entries and deleted clients do not lock the records that hold them.
    """
    entity = entity_of(record)
    for spec in entity.fields.values():
        if changed is None or spec.name in changed:
            yield from _field(context, spec, record)
    yield from _custom(context, entity, record)
    yield from _links(context, record, changed)
    yield from _substance(record)
    yield from _times(context, record)


def require_valid(
    context: Context, record: Record, changed: frozenset[str] | None = None
) -> None:
    """Raise ``InvalidData`` with every fault of the record, if there is any."""
    found = tuple(faults(context, record, changed))
    if found:
        raise InvalidData(entity_of(record).name, found)


def _field(context: Context, spec: FieldSpec, record: Record) -> Iterator[Fault]:
    value = getattr(record, spec.name)
    if spec.kind is Kind.CHOICE and value:
        dictionary = context.workspace.dictionary_of(spec)
        if not dictionary.accepts(value):
            known = tuple(e.code for e in dictionary.entries if not e.is_retired)
            yield UnknownName(
                spec.name.replace("_", " "), value, known, spec.name
            ).fault
    elif spec.kind is Kind.MONEY and value is not None:
        try:
            stored_units(value)
        except InvalidValue as error:
            yield error.at(spec.name).fault


def _custom(context: Context, entity: EntityType, record: Record) -> Iterator[Fault]:
    known = context.workspace.fields_of(entity.name)
    for name, value in record.custom.items():
        path = f"custom.{name}"
        if name not in known:
            kind = f"custom field of {entity.name}"
            yield UnknownName(kind, name, tuple(known), path).fault
            continue
        try:
            known[name].accept(value)
        except InvalidValue as error:
            yield error.at(path).fault
        except UnknownName as error:
            fault = error.fault
            yield Fault(path, fault.message, fault.hint, error.code)
    for name, own in known.items():
        if own.required and name not in record.custom:
            yield Fault(f"custom.{name}", "is required", "give it a value", "required")


def accepted_custom(context: Context, record: Record) -> Custom:
    """Return the custom values in the form their definitions keep them."""
    known = context.workspace.fields_of(entity_of(record).name)
    return Custom(
        {
            name: known[name].accept(value) if name in known else value
            for name, value in record.custom.items()
        }
    )


def _links(
    context: Context, record: Record, changed: frozenset[str] | None
) -> Iterator[Fault]:
    links = [
        link for link in references(record) if changed is None or link.field in changed
    ]
    if not links:
        return
    gone = context.missing(link.target for link in links)
    for link in links:
        if link.target in gone:
            message = f"there is no record '{link.target}'"
            yield Fault(link.field, message, "add it first", "not_found")


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


def _times(context: Context, record: Record) -> Iterator[Fault]:
    yield from _not_later("created_at", record.created_at, context.act.now)
    closed: datetime | None = getattr(record, "closed_at", None)
    yield from _not_later("closed_at", closed, context.act.now)
    if closed and record.created_at and closed < record.created_at:
        yield Fault("closed_at", "lies before the creation")


def _not_later(name: str, value: datetime | None, now: datetime) -> Iterator[Fault]:
    if value is not None and value > now:
        yield Fault(name, "lies in the future")
