"""A record of each entity in which every field says something.

The values are found by the fields' descriptions, so a new field is filled, and
proves that a store keeps it, without being named here.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import partial

from leadflow.entities import (
    ENTITIES,
    Affiliation,
    Custom,
    EntityType,
    FieldSpec,
    Kind,
    Participant,
    ProductRow,
    Record,
    Ref,
    evolve,
)
from leadflow.entities.records import blank
from leadflow.errors import LeadflowError
from leadflow.ids import CompanyId, ContactId, ProductId
from leadflow.testing.identity import nth_id
from leadflow.testing.suite.ledger import at
from leadflow.values import (
    Address,
    BankAccount,
    Consent,
    Email,
    FileRef,
    Messenger,
    Money,
    Origin,
    PartySnapshot,
    Phone,
    Recurrence,
    Requisites,
    Utm,
    Website,
)


_TEXT = 'Ґудзь «O\'Neil»\n\t"100%" \\ 🙂 NULL'
_COMPANY = CompanyId(nth_id("company", 1))
_OTHER = CompanyId(nth_id("company", 2))
_PRODUCT = ProductId(nth_id("product", 1))

_PHOTO = FileRef("0f" * 32, "Фото Ґудзь.jpg", 20_480, "image/jpeg")
_VALUES: Mapping[type, object] = {
    Phone: (Phone("+380 44 123-45-67 ext. 12", "mobile"), Phone("101", "fax")),
    Email: (Email("Olena@KyivLog.example"), Email("олена@пошта.example")),
    Website: (Website("https://kyivlog.example/про-нас?a=1"),),
    Messenger: (Messenger("telegram", "olena_k"),),
    Consent: (
        Consent("email", "subscribed", topic="news", at=at(3), by="ada", basis=_TEXT),
        Consent("phone", "unsubscribed"),
    ),
    Address: Address(line1="вул. Хрещатик, 22", city="Київ", country_code="UA"),
    Requisites: Requisites(
        tax_id="1234567890",
        name="ТОВ Гудзь",
        registration_date=date(2020, 2, 29),
        addresses=(Address(kind="legal", line1="A", city="B"),),
        accounts=(BankAccount(bank="Bank", account="26001", currency="UAH"),),
    ),
    PartySnapshot: PartySnapshot(title="ТОВ «Ґудзь»", phone="044 123"),
    Utm: Utm(source="g", medium="cpc", campaign="осінь", content="a", term="b"),
    Origin: Origin(system="bitrix24", id="0042", version="7"),
    Recurrence: Recurrence(
        "month",
        interval=2,
        until=date(2027, 2, 28),
        weekdays=("MO", "-1FR"),
        months=(1, 2),
        positions=(1, -1),
        week_start="SU",
        starts_at=at(1, 9, 1),
    ),
    ProductRow: (
        ProductRow(
            name="Fork",
            price=Money("0.3333", "USD"),
            quantity=Decimal("1.125"),
            unit="pcs",
            product=_PRODUCT,
            discount_percent=Decimal("12.5"),
            tax_rate=Decimal(20),
            tax_included=True,
        ),
        ProductRow(name="Lift", price=Money("1", "USD"), discount=Money("0.5", "USD")),
    ),
    Affiliation: (
        Affiliation(_OTHER, "Chief", "accountant", primary=True, since="2024-02-29"),
        Affiliation(_COMPANY),
        Affiliation(_OTHER, "Clerk", since="2019-01-01", until="2021-12-31"),
    ),
    Participant: (
        Participant(ContactId(nth_id("contact", 2)), "head", primary=True),
        Participant(ContactId(nth_id("contact", 1)), "lawyer"),
    ),
}
_CUSTOM = Custom(
    {
        "money": Money("-0.01", "JPY"),
        "whole": -(2**63),
        "decimal": Decimal("12345678901234567890.123456789"),
        "truth": False,
        "day": date(1, 1, 1),
        "moment": at(1, 9, 1),
        "text": _TEXT,
        "several": ("b", "a", "b"),
        "sums": (Money("1.10", "UAH"), Money("1", "USD")),
        "days": (date(2026, 1, 31),),
        "numbers": (1, 2, 1),
        "decimals": (Decimal("1.50"),),
        "place": Address(line1="вул. Хрещатик, 22", city="Київ", country_code="UA"),
        "file": _PHOTO,
        "files": (_PHOTO, _PHOTO),
        "record": Ref(_COMPANY),
        "records": (Ref(_OTHER), Ref(_COMPANY)),
    }
)
_KINDS: Mapping[Kind, tuple[object, ...]] = {
    # The first that the field takes: not every text may have any letter.
    Kind.TEXT: (_TEXT, "some_code"),
    Kind.LONG_TEXT: (_TEXT * 50,),
    Kind.CHOICE: ("web",),
    Kind.INTEGER: (42,),
    Kind.DECIMAL: (Decimal("7.25"),),
    Kind.MONEY: (Money("922337203685477.5807", "UAH"),),
    Kind.DATE: (date(2024, 2, 29),),
    Kind.DATETIME: (at(2, 23, 999_999),),
    Kind.CUSTOM: (_CUSTOM,),
}


def full(entity: EntityType, number: int = 1) -> Record:
    """Return a first version of a record whose every field is filled."""
    record = blank(entity)
    for spec in entity.fields.values():
        tried = map(partial(_with, record, spec.name), _candidates(spec))
        record = next(each for each in tried if each is not None)
    return evolve(record, id=nth_id(entity.name, number), version=1)


def _with(record: Record, name: str, value: object) -> Record | None:
    try:
        return evolve(record, **{name: value})
    except LeadflowError:
        return None


def _candidates(spec: FieldSpec) -> tuple[object, ...]:
    match spec.kind:
        case Kind.BOOLEAN:
            return (not spec.default,)
        case Kind.REFERENCE:
            return (nth_id(spec.target, 1),)
        case Kind.TEXTS:
            return ((_COMPANY, nth_id("lead", 1)) if spec.target else ("b", "ґ"),)
        case Kind.VALUE | Kind.VALUES:
            return _values(spec)
        case kind:
            return spec.choices[-1:] or _KINDS[kind]


def _values(spec: FieldSpec) -> tuple[object, ...]:
    if spec.type is FileRef:
        return ((_PHOTO,) if spec.kind is Kind.VALUES else _PHOTO,)
    return (_VALUES[spec.type],)


FULL: tuple[Record, ...] = tuple(full(entity) for entity in ENTITIES.values())
"""One of each entity."""
