"""Conditions on a server say what conditions in Python say."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import Engine

from leadflow.entities import ENTITIES, Activity, Product, Record, evolve
from leadflow.expressions import (
    Between,
    Compare,
    Condition,
    Contains,
    IsEmpty,
    Not,
    OneOf,
    StartsWith,
)
from leadflow.storage.memory import MemoryStore
from leadflow.storage.port import Store
from leadflow.storage.query import ANY, Order, Query
from leadflow.storage.server import ServerStore
from leadflow.testing import nth_id
from leadflow.testing.suite import ledger
from leadflow.testing.suite.ledger import COMPANIES, WORKSPACE, at, paths_of
from leadflow.values import Money, Recurrence, Requisites
from leadflow.workspace import Paths


@pytest.fixture(scope="module")
def memory() -> MemoryStore:
    """Return the ledger in memory, where Python judges."""
    store = MemoryStore()
    ledger.fill(store)
    return store


@pytest.fixture(scope="module", params=["postgres", "mariadb"])
def served(request: pytest.FixtureRequest) -> Iterator[ServerStore]:
    """Return the ledger on a server."""
    engine: Engine = request.getfixturevalue(f"{request.param}_engine")
    store = ServerStore(engine, tenant="conditions")
    ledger.fill(store)
    yield store
    store.close()


def ids(store: Store, query: Query) -> list[str]:
    """Return the ids of what a store finds, in its order."""
    with store.read() as reader:
        return [record.id for record in reader.find(query)]


def pair(store: ServerStore, records: Sequence[Record]) -> tuple[Store, Store]:
    """Return a store in memory and one on a server that hold the same."""
    stores: tuple[Store, Store] = (MemoryStore(), store)
    for each in stores:
        with each.write() as writer:
            writer.put(records)
    return stores


@pytest.mark.parametrize(
    "condition",
    [
        Compare(("amount",), "lt", 10**29),
        Compare(("amount",), "gt", 10**29),
        Compare(("amount",), "le", -(10**29)),
        Compare(("amount",), "ge", -(10**29)),
        Compare(("amount",), "eq", 10**29),
        OneOf(("amount",), (Decimal("0.00001"), 10**29, 120_000)),
        Compare(("custom", "seats"), "le", Decimal("5.5")),
        Not(Between(("amount",), 5, 120_000)),
        Between(("custom", "seats"), -3, Decimal("5.5")),
        Compare(("title",), "gt", Money("1", "UAH")),
        Not(Compare(("title",), "gt", Money("1", "UAH"))),
        Not(Compare(("title",), "gt", 5)),
        Not(Compare(("amount", "amount"), "eq", Money("1", "UAH"))),
        StartsWith(("amount",), "1"),
        Not(StartsWith(("amount",), "1")),
        Contains(("custom", "partner"), "COMPANY_"),
        Not(Contains(("custom", "partner"), "2")),
        Contains(("tags",), 5),
        Not(Contains(("tags",), 5)),
        Contains(("files",), "no file"),
        Contains(("websites",), "kyivlog.example"),
        Contains(("rows",), "x"),
        Not(Contains(("rows",), "x")),
        Compare(("custom", "budget", "amount"), "gt", 100),
        Not(Compare(("custom", "budget", "amount"), "eq", 5000)),
        Compare(("custom", "budget", "currency"), "ne", "UAH"),
        IsEmpty(("custom", "budget", "amount")),
        OneOf(("title",), ("Straße 5", 5, Decimal(5), True, at(1), date(1, 1, 1))),
    ],
    ids=str,
)
def test_what_fits_no_field_is_unknown_as_in_python(
    memory: MemoryStore, served: ServerStore, condition: Condition
) -> None:
    """P15: of another type, too large for a column, not a text: never an error."""
    asked = Query(paths=paths_of("lead"), where=condition, which=ANY)

    assert ids(memory, asked) == ids(served, asked)


def test_a_days_part_of_a_value_is_compared_as_a_day(store: ServerStore) -> None:
    """P15: a registration date, which stands in JSON, also where there is none."""
    told = (Requisites(registration_date=date(2020, 2, 29)), Requisites(), None)
    both = pair(
        store,
        [
            evolve(COMPANIES[0], id=nth_id("company", n), requisites=each)
            for n, each in enumerate(told, 1)
        ],
    )
    path = ("requisites", "registration_date")
    found = [
        [ids(each, Query(paths=paths_of("company"), where=condition)) for each in both]
        for condition in (Compare(path, "lt", date(2021, 1, 1)), IsEmpty(path))
    ]

    assert [1, 2] == [len(here) for here, _ in found]
    assert all(here == there for here, there in found)


def test_a_number_inside_a_value_is_compared_as_a_number(store: ServerStore) -> None:
    """P15: as text, 12 weeks would be fewer than 2."""
    both = pair(
        store,
        [
            evolve(
                Activity(subject="A", recurrence=Recurrence("week", interval=n)),
                id=nth_id("activity", n),
                version=1,
                created_at=at(1),
                updated_at=at(1),
            )
            for n in (2, 12)
        ],
    )
    paths = Paths(WORKSPACE, ENTITIES["activity"])
    more = Compare(("recurrence", "interval"), "gt", 3)
    asked = Query(paths=paths, where=more)

    assert [nth_id("activity", 12)] == ids(both[0], asked) == ids(both[1], asked)


def test_a_rate_of_a_product_is_compared_without_rounding(store: ServerStore) -> None:
    """P15: numbers with a point are equal to none but themselves, and sort so."""
    rates = (None, Decimal("7.25"), Decimal("7.250000000000000000001"), Decimal(20))
    both = pair(
        store,
        [
            evolve(
                Product(name="Fork", tax_rate=rate),
                id=nth_id("product", n),
                version=1,
                created_at=at(1),
                updated_at=at(1),
            )
            for n, rate in enumerate(rates, 1)
        ],
    )
    paths = Paths(WORKSPACE, ENTITIES["product"])
    over = Compare(("tax_rate",), "gt", Decimal("7.25"))
    order = (Order(("tax_rate",), descending=True),)
    asked = Query(paths=paths, where=over, order=order)

    expected = [nth_id("product", n) for n in (4, 3)]
    assert expected == ids(both[0], asked) == ids(both[1], asked)
