"""The nouns: what a sales office deals with, as unchangeable values."""

from leadflow.entities.activity import Activity
from leadflow.entities.catalog import (
    ENTITIES,
    NAMES,
    Counterparty,
    R,
    Record,
    S,
    Staged,
    entity_named,
    entity_of,
)
from leadflow.entities.company import Company
from leadflow.entities.contact import Contact
from leadflow.entities.custom import Custom, CustomValue
from leadflow.entities.deal import Deal
from leadflow.entities.inquiry import Inquiry
from leadflow.entities.invoice import Invoice
from leadflow.entities.lead import Lead
from leadflow.entities.links import Affiliation, Participant
from leadflow.entities.product import Product
from leadflow.entities.quote import Quote
from leadflow.entities.records import Reference, evolve, references
from leadflow.entities.references import Ref
from leadflow.entities.rows import ProductRow
from leadflow.entities.schema import EntityType, FieldSpec, Kind
from leadflow.entities.user import User


__all__ = [
    "ENTITIES",
    "NAMES",
    "Activity",
    "Affiliation",
    "Company",
    "Contact",
    "Counterparty",
    "Custom",
    "CustomValue",
    "Deal",
    "EntityType",
    "FieldSpec",
    "Inquiry",
    "Invoice",
    "Kind",
    "Lead",
    "Participant",
    "Product",
    "ProductRow",
    "Quote",
    "R",
    "Record",
    "Ref",
    "Reference",
    "S",
    "Staged",
    "User",
    "entity_named",
    "entity_of",
    "evolve",
    "references",
]
