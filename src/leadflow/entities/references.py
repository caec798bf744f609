"""Turning what people pass into ids: an id, or the record itself.

``Deal(company=company)`` and ``Deal(company=company.id)`` mean the same; the id
of a contact in their place is refused at once, not when a report looks odd.
"""

from collections.abc import Iterable
from typing import Protocol, TypeVar

from leadflow.errors import InvalidValue, with_article
from leadflow.ids import (
    ActivityId,
    CompanyId,
    ContactId,
    DealId,
    InvoiceId,
    LeadId,
    ProductId,
    QuoteId,
    prefix_of,
)


I_co = TypeVar("I_co", covariant=True)


class Identified(Protocol[I_co]):
    """Any record: something with an id."""

    @property
    def id(self) -> I_co:
        """Return the record's id."""
        ...


class Ref(str):
    """The id of another record as the value of a custom field.

    It is the id's text, and tells itself from a text that only looks like one:
    so links are found whatever field holds them.

    >>> Ref("company_00000000000000000000000001").entity
    'company'
    """

    __slots__ = ()

    @property
    def entity(self) -> str:
        """Return the entity that the id is of."""
        return prefix_of(self)


def ref(value: object) -> Ref:
    """Return the reference to a stored record, given as record or as id."""
    text = _id_of(value)
    prefix_of(text)
    return Ref(text)


def _id_of(value: object) -> str:
    text = value if isinstance(value, str) else getattr(value, "id", None)
    if not isinstance(text, str):
        reason = f"cannot be taken from a {type(value).__name__}"
        raise InvalidValue("id", reason, "give a stored record or its id")
    if not text:
        hint = "add it first: the id comes back with the stored record"
        raise InvalidValue("id", "is missing: the record is not stored yet", hint)
    return text


def _expect(value: object, entity: str) -> str:
    text = _id_of(value)
    found = prefix_of(text)
    if found != entity:
        raise InvalidValue(
            "id", f"names {with_article(found)}, not {with_article(entity)}"
        )
    return text


def own_id(entity: str, value: str) -> str:
    """Return a record's own id, which is empty until it is stored."""
    return value if value == "" else _expect(value, entity)


def lead_id(value: LeadId | Identified[LeadId] | None) -> LeadId | None:
    """Return the id of a lead."""
    return None if value is None else LeadId(_expect(value, "lead"))


def contact_id(value: ContactId | Identified[ContactId] | None) -> ContactId | None:
    """Return the id of a contact."""
    return None if value is None else ContactId(_expect(value, "contact"))


def company_id(value: CompanyId | Identified[CompanyId] | None) -> CompanyId | None:
    """Return the id of a company."""
    return None if value is None else CompanyId(_expect(value, "company"))


def deal_id(value: DealId | Identified[DealId] | None) -> DealId | None:
    """Return the id of a deal."""
    return None if value is None else DealId(_expect(value, "deal"))


def quote_id(value: QuoteId | Identified[QuoteId] | None) -> QuoteId | None:
    """Return the id of a quote."""
    return None if value is None else QuoteId(_expect(value, "quote"))


def invoice_id(value: InvoiceId | Identified[InvoiceId] | None) -> InvoiceId | None:
    """Return the id of an invoice."""
    return None if value is None else InvoiceId(_expect(value, "invoice"))


def product_id(value: ProductId | Identified[ProductId] | None) -> ProductId | None:
    """Return the id of a product."""
    return None if value is None else ProductId(_expect(value, "product"))


def activity_id(
    value: ActivityId | Identified[ActivityId] | None,
) -> ActivityId | None:
    """Return the id of an activity."""
    return None if value is None else ActivityId(_expect(value, "activity"))


def record_ids(
    value: str | Identified[str] | Iterable[str | Identified[str]] | None,
) -> tuple[str, ...]:
    """Return the ids of one or several records of any kind, each once."""
    if value is None:
        return ()
    single = isinstance(value, str) or not isinstance(value, Iterable)
    given = (value,) if single else value
    ids = dict.fromkeys(_id_of(each) for each in given)  # type: ignore[union-attr]  # narrowed by `single`
    for each in ids:
        prefix_of(each)
    return tuple(ids)
