"""The ledger: a small firm's records, of which the suite knows every answer.

Records are named by a letter and their number: ``L3`` is the third lead, ``D``
a deal, ``C`` a company, ``P`` a person.
"""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime
from decimal import Decimal

from leadflow.entities import (
    ENTITIES,
    Company,
    Contact,
    Deal,
    Lead,
    Record,
    Ref,
    evolve,
)
from leadflow.expressions import Path, parse
from leadflow.ids import CompanyId, ContactId
from leadflow.storage.port import Reader, Store
from leadflow.storage.query import Order, Query
from leadflow.testing.identity import nth_id
from leadflow.values import Address, FileRef, Money, Utm
from leadflow.workspace import Binder, CustomField, Paths, Workspace


_FIELDS = (
    CustomField("budget", entity="lead", type="money"),
    CustomField("seats", entity="lead", type="integer"),
    CustomField("rate", entity="lead", type="decimal"),
    CustomField("urgent", entity="lead", type="boolean"),
    CustomField("visit_on", entity="lead", type="date"),
    CustomField("called_at", entity="lead", type="datetime"),
    CustomField("remark", entity="lead", type="text"),
    CustomField("size", entity="lead", type="choice", choices=["small", "large"]),
    CustomField("colours", entity="lead", type="text", multiple=True),
    CustomField("story", entity="lead", type="long_text"),
    CustomField("page", entity="lead", type="url"),
    CustomField("letters", entity="lead", type="email"),
    CustomField("hotline", entity="lead", type="phone"),
    CustomField("site", entity="lead", type="address"),
    CustomField("sites", entity="lead", type="address", multiple=True),
    CustomField("contract", entity="lead", type="file"),
    CustomField("scans", entity="lead", type="file", multiple=True),
    CustomField("seller", entity="lead", type="user"),
    CustomField("channel", entity="lead", type="dictionary", dictionary="source"),
    CustomField("number", entity="lead", type="counter"),
    CustomField("partner", entity="lead", type="reference", target="company"),
    CustomField(
        "guests",
        entity="lead",
        type="reference",
        target=("contact", "company"),
        multiple=True,
    ),
    CustomField("budgets", entity="lead", type="money", multiple=True),
    CustomField("fast_amount", entity="lead", type="money", indexed=True),
    CustomField("fast_number", entity="lead", type="integer", indexed=True),
    CustomField("fast_day", entity="lead", type="date", indexed=True),
    CustomField("fast_time", entity="lead", type="datetime", indexed=True),
    CustomField("fast_text", entity="lead", type="text", indexed=True),
    CustomField("fast_truth", entity="lead", type="boolean", indexed=True),
    CustomField(
        "fast_link", entity="lead", type="reference", target="contact", indexed=True
    ),
)
WORKSPACE = Workspace(name="Ledger", fields=_FIELDS)
"""The usual firm, with a custom field of each type on leads."""

_ENTITIES = {"L": "lead", "D": "deal", "C": "company", "P": "contact"}
_NAME = re.compile(r"'([LDCP][0-9]+)'")
_LETTERS = {entity: letter for letter, entity in _ENTITIES.items()}


def id_of(name: str) -> str:
    """Return the id of the record with this name in the ledger.

    >>> id_of("L3")
    'lead_00000000000000000000000003'
    """
    return nth_id(_ENTITIES[name[0]], int(name[1:]))


def names_of(records: Iterable[Record]) -> str:
    """Return the names of records, in their order, as one line."""
    ids = (record.id.partition("_") for record in records)
    names = [f"{_LETTERS[entity]}{int(number)}" for entity, _, number in ids]
    return " ".join(names) or "nothing"


def at(day: int, hour: int = 9, micro: int = 0) -> datetime:
    """Return an hour of a day in January 2026."""
    return datetime(2026, 1, day, hour, 0, 0, micro, tzinfo=UTC)


def paths_of(entity: str) -> Paths:
    """Return the paths of an entity in the ledger's workspace."""
    return Paths(WORKSPACE, ENTITIES[entity])


def ask(entity: str, text: str = "True", *order: str, which: str = "live") -> Query:
    """Return a query from text: a condition, and criteria such as ``-amount``.

    Names of the ledger in quotes stand for the records' ids.
    """
    full = _NAME.sub(lambda name: f"'{id_of(name[1])}'", text)
    where = Binder.of(WORKSPACE, entity).bind(parse(full))
    criteria = tuple(
        Order(_path(name.lstrip("-")), name.startswith("-")) for name in order
    )
    return Query(paths=paths_of(entity), where=where, order=criteria, which=which)


def _path(name: str) -> Path:
    return tuple(name.split("."))


def found(reader: Reader, query: Query) -> str:
    """Return the names of what a query finds, as one line."""
    return names_of(reader.find(query))


def fill(store: Store) -> None:
    """Put the whole ledger into a store."""
    with store.write() as writer:
        writer.put([*COMPANIES, *CONTACTS, *LEADS, *DEALS])


def _new(name: str, record: Record) -> Record:
    letter, day = name[0], int(name[1:])
    moment = at(day, 9) if letter in "LD" else at(1)
    return evolve(
        record, id=id_of(name), version=1, created_at=moment, updated_at=moment
    )


def _lead(name: str, title: str, **values: object) -> Record:
    stage = {"pipeline": "leads", "stage": "new", "stage_kind": "open"}
    return _new(name, evolve(Lead(title=title), **{**stage, **values}))


def _deal(name: str, title: str, amount: str, **values: object) -> Record:
    stage = {"pipeline": "deals", "stage": "new", "stage_kind": "open"}
    deal = Deal(title=title, amount=amount or None)
    return _new(name, evolve(deal, **{**stage, **values}))


C1, C2, C3 = (CompanyId(id_of(name)) for name in ("C1", "C2", "C3"))
P1, P2, P3 = (ContactId(id_of(name)) for name in ("P1", "P2", "P3"))
SCAN = FileRef("0a" * 32, "contract.pdf", 2048, "application/pdf")
_WON = {"stage": "won", "stage_kind": "won", "closed_at": at(20)}
_LOST = {"stage": "lost", "stage_kind": "lost", "closed_at": at(21)}
_JUNK = {"stage": "junk", "stage_kind": "lost", "closed_at": at(22)}

COMPANIES = (
    _new("C1", Company(name="Kyiv Logistics", industry="delivery")),
    _new("C2", Company(name='ТОВ "Львівська Пекарня"', industry="manufacturing")),
    _new("C3", Company(name="Nameless", parent=C1, revenue="1000000 USD")),
)
CONTACTS = (
    _new("P1", Contact(first_name="Olena", last_name="Kovalenko", companies=[C1, C3])),
    _new("P2", Contact(first_name="Тарас", last_name="Шевченко", companies=[C2])),
    _new("P3", Contact(first_name="Straße", last_name="Groß")),
)
LEADS = (
    _lead(
        "L1",
        "Forklift rental",
        first_name="Olena",
        amount="120000 UAH",
        source="trade_show",
        owner="ada",
        company=C1,
        birth_date=date(1985, 3, 8),
        phones="+380 44 123 45 67",
        emails="Olena@KyivLog.example",
        tags=("fair", "b2b"),
        utm=Utm(campaign="spring"),
        custom={
            "budget": Money("5000", "UAH"),
            "seats": 5,
            "rate": Decimal("1.50"),
            "urgent": True,
            "visit_on": date(2026, 1, 31),
            "called_at": at(15, 9, 1),
            "remark": "first",
            "size": "small",
            "colours": ("red", "green"),
        },
    ),
    _lead("L2", "forklift RENTAL", amount="120000 USD", source="web", owner="bob"),
    _lead(
        "L3", "ОРЕНДА навантажувача", first_name="Олена", amount="0 UAH", owner="ada"
    ),
    _lead("L4", "Straße 5", amount="119999.9999 UAH", source="web", company=C2),
    _lead("L5", "100% cotton_bags", amount="-500.5 EUR", source="call", **_JUNK),
    _lead("L6", "", first_name="O'Neil", source="call", tags=("b2b",)),
    _lead(
        "L7",
        "100 cottonXbags",
        birth_date=date(2000, 2, 29),
        owner="ada",
        utm=Utm(campaign="autumn", source="fair"),
        custom={
            "seats": 50,
            "rate": Decimal("1.5"),
            "urgent": False,
            "size": "large",
            "site": Address(line1="Khreshchatyk 22", city="Kyiv"),
            "partner": Ref(C2),
            "guests": (Ref(P1), Ref(C2)),
            "contract": SCAN,
            "fast_number": 7,
            "fast_text": "Kyiv",
        },
    ),
    _lead(
        "L8",
        "back\\slash [a-z]* ?",
        amount="900000000000000.5 UAH",
        company=C3,
        contact=P1,
        custom={
            "budget": Money("5000", "USD"),
            "rate": Decimal("-0.001"),
            "site": Address(line1="вул. Городоцька, 1"),
            "scans": (SCAN,),
            "budgets": (Money("5", "USD"), Money("5", "UAH")),
            "fast_number": 8,
            "fast_link": Ref(P2),
            "channel": "web",
        },
    ),
    _lead("L9", "🙂 emoji", emails=("a@b.example", "olena@kyivlog.example")),
    _lead(
        "L10",
        "forklift rental",
        source="web",
        owner="Ada",
        custom={"seats": -3, "remark": "Перший", "visit_on": date(2025, 12, 31)},
    ),
    _lead("L11", "gone", deleted_at=at(25), amount="120000 UAH", company=C1),
    _lead("L12", "Second line\nof two", phones=("101", "+380441234567"), owner="eve"),
)
DEALS = (
    _deal("D1", "Forklifts", "250000 UAH", contacts=[P1, P2], company=C1, **_WON),
    _deal("D2", "forklifts", "250000 UAH", contacts=[P2], probability=10, owner="ada"),
    _deal("D3", "Ремонт", "99.99 USD", company=C2, probability=50, owner="ada"),
    _deal("D4", "ремонт", "", contacts=[P3], expected_close=date(2026, 3, 1), **_LOST),
    _deal("D5", "", "250000 USD", lead=id_of("L1"), expected_close=date(2026, 2, 28)),
    _deal("D6", "Bread", "1 UAH", company=C2, probability=0, owner="bob", **_WON),
    _deal("D7", "Bread again", "10 UAH", company=C2, is_return_customer=True),
    _deal("D8", "Bread", "2 UAH", owner="ada", stage="executing", probability=75),
    _deal("D9", "deleted", "5 UAH", company=C1, deleted_at=at(25)),
)
