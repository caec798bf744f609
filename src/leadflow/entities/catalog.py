"""All entities, by name."""

from collections.abc import Mapping
from typing import TypeAlias, TypeVar

from leadflow.entities.activity import Activity
from leadflow.entities.company import Company
from leadflow.entities.contact import Contact
from leadflow.entities.deal import Deal
from leadflow.entities.inquiry import Inquiry
from leadflow.entities.invoice import Invoice
from leadflow.entities.lead import Lead
from leadflow.entities.product import Product
from leadflow.entities.quote import Quote
from leadflow.entities.schema import EntityType, describe
from leadflow.entities.user import User
from leadflow.errors import InvalidValue, UnknownName


Record: TypeAlias = (
    Lead
    | Contact
    | Company
    | Deal
    | Activity
    | Quote
    | Invoice
    | Product
    | Inquiry
    | User
)
"""Any stored thing."""

Staged: TypeAlias = Lead | Deal | Quote | Invoice
"""Any stored thing that stands on a stage of a pipeline."""

Counterparty: TypeAlias = Lead | Contact | Company
"""Any stored thing that stands for somebody on the other side."""

R = TypeVar("R", bound=Record)
S = TypeVar("S", bound=Staged)

_PLURALS: Mapping[type, str] = {
    Lead: "leads",
    Contact: "contacts",
    Company: "companies",
    Deal: "deals",
    Activity: "activities",
    Quote: "quotes",
    Invoice: "invoices",
    Product: "products",
    Inquiry: "inquiries",
    User: "users",
}

ENTITIES: Mapping[str, EntityType] = {
    cls.__name__.lower(): describe(cls, cls.__name__.lower(), plural)
    for cls, plural in _PLURALS.items()
}
"""Every entity by its name, in the order of the sales chain."""

NAMES: Mapping[type, str] = {entity.cls: name for name, entity in ENTITIES.items()}
"""The entity of each class of records, for whoever knows that it is one."""

_BY_CLASS = {entity.cls: entity for entity in ENTITIES.values()}
_BY_PLURAL = {entity.plural: entity for entity in ENTITIES.values()}


def entity_of(record: object) -> EntityType:
    """Return what kind of record this is, or raise ``InvalidValue``."""
    try:
        return _BY_CLASS[type(record)]
    except KeyError:
        reason = f"cannot be of type {type(record).__name__}"
        hint = f"it is one of {', '.join(cls.__name__ for cls in _PLURALS)}"
        raise InvalidValue("record", reason, hint) from None


def entity_named(name: str) -> EntityType:
    """Return the entity called ``name``, in the singular or the plural.

    >>> entity_named("companies").name
    'company'
    """
    given: object = name
    if not isinstance(given, str):
        reason = f"cannot be of type {type(given).__name__}"
        raise InvalidValue("entity", reason, "name one, such as 'lead'")
    found = ENTITIES.get(name) or _BY_PLURAL.get(name)
    if found is None:
        raise UnknownName("entity", name, (*ENTITIES, *_BY_PLURAL))
    return found
