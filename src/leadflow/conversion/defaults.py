"""The default maps: what goes where unless a variant says otherwise (C4, C16)."""

from collections.abc import Mapping

from leadflow.expressions import F
from leadflow.workspace import Mapped, copy, first_of, template


def _same(*names: str) -> tuple[Mapped, ...]:
    return tuple(copy(name, to=name) for name in names)


_TRACE = ("source", "source_details", "utm")
_ORIGIN = _same(*_TRACE)
_PERSON = _same(
    "honorific",
    "first_name",
    "middle_name",
    "last_name",
    "birth_date",
    "job_title",
    "phones",
    "emails",
    "messengers",
)
_AMOUNT = (
    *_same("amount", "rows"),
    copy(
        "amount_is_manual",
        to="amount_is_manual",
        when=F.amount_is_manual == True,  # noqa: E712  # a condition, not a comparison
    ),
)
_SALE = (*_same("title", "tax"), *_AMOUNT)
_CLIENT = _same("company", "contacts")
_TITLE = first_of("title", "company_name", "name", to="title")

DEFAULT_MAPS: Mapping[tuple[str, str], tuple[Mapped, ...]] = {
    ("lead", "company"): (
        copy("company_name", to="name"),
        *_same("industry", "websites", "address"),
        *_ORIGIN,
    ),
    ("lead", "contact"): (
        *_PERSON,
        # A firm's site and address belong to the firm, where there is one.
        copy("websites", to="websites", when=F.company_name == ""),
        copy("address", to="address", when=F.company_name == ""),
        *_ORIGIN,
    ),
    ("lead", "deal"): (
        _TITLE,
        *_AMOUNT,
        copy("observers", to="observers"),
        template("{interest}\n\n{notes}", to="notes"),
        *_ORIGIN,
    ),
    ("lead", "quote"): (
        _TITLE,
        *_AMOUNT,
        copy("utm", to="utm"),
        copy("interest", to="content"),
    ),
    ("lead", "invoice"): (
        _TITLE,
        *_AMOUNT,
        *_same("observers", *_TRACE),
    ),
    ("deal", "quote"): (*_SALE, *_CLIENT, *_same("utm", "location")),
    ("deal", "invoice"): (
        *_SALE,
        *_CLIENT,
        *_same("observers", "location", *_TRACE),
    ),
    ("quote", "invoice"): (
        *_SALE,
        *_CLIENT,
        *_same("seller", "seller_requisites", "requisites", "deal", "location", "utm"),
        first_of("number", "title", to="basis"),
    ),
    ("quote", "deal"): (*_SALE, *_CLIENT, *_same("lead", "location", "utm")),
}
"""By source and target (mission 2.8, 2.23 to 2.26)."""

_PLACE = frozenset(
    {
        "pipeline",
        "stage",
        "stage_note",
        "closed_at",
        "loss_reason",
        "loss_note",
        "owner",
        "open_to_all",
        "created_at",
        "origin",
        "title",
        "notes",
    }
)

OWN: Mapping[str, frozenset[str]] = {
    "lead": _PLACE | {"company", "contact"},
    "deal": _PLACE
    | {
        "type",
        "probability",
        "probability_source",
        "begins_on",
        "expected_close",
        "lead",
        "quote",
    },
    "quote": _PLACE
    | {"number", "content", "terms", "issued_on", "valid_until", "lead", "deal"},
}
"""Fields that tell of the source itself: they never count as dropped."""
