"""Conditions in SQL say what conditions in Python say."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import attrs
import pytest
from hypothesis import given, strategies as st
from hypothesis.strategies import SearchStrategy

from leadflow.entities import ENTITIES, evolve
from leadflow.expressions import (
    ALWAYS,
    NEVER,
    Between,
    Compare,
    Condition,
    Contains,
    F,
    IsEmpty,
    Literal,
    Not,
    OneOf,
    StartsWith,
    all_of,
    any_of,
    compile_condition,
    parse,
)
from leadflow.storage.port import Reader
from leadflow.storage.query import ANY, Order, Query
from leadflow.storage.sqlite import SQLiteStore
from leadflow.storage.sqlite.conditions import condition_sql
from leadflow.storage.sqlite.numbers import SIGNS
from leadflow.storage.sqlite.queries import find_sql
from leadflow.testing import nth_id
from leadflow.testing.questions import OPERATORS, askable, conditions, queries
from leadflow.testing.strategies import (
    days,
    decimals,
    integers,
    moments,
    money,
    records,
    texts,
)
from leadflow.testing.suite.ledger import (
    COMPANIES,
    CONTACTS,
    DEALS,
    LEADS,
    WORKSPACE,
    ask,
    at,
    paths_of,
)
from leadflow.values import Money, Requisites
from leadflow.workspace import Binder, reader as path_reader


ENTITY = st.sampled_from(("lead", "deal", "contact", "company"))


class Undo(Exception):
    """Ends a block whose writes are not wanted."""


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SQLiteStore]:
    """Return a store with the ledger, which every example leaves as it was."""
    place = tmp_path_factory.mktemp("shared") / "sales.db"
    store = SQLiteStore(place, durability="normal")
    with store.write() as writer:
        writer.put([*COMPANIES, *CONTACTS, *LEADS, *DEALS])
    yield store
    store.close()


def judged(reader: Reader, entity: str, condition: Condition) -> set[str]:
    """Return the ids of the records for which Python says True."""
    paths = paths_of(entity)
    test = compile_condition(
        condition,
        lambda path: path_reader(
            paths[path], lambda kind, id: reader.get(kind, [id]).get(id)
        ),
    )
    everything = reader.find(Query(paths=paths, which=ANY))
    return {record.id for record in everything if test(record) is True}


def selected(reader: Reader, entity: str, condition: Condition) -> set[str]:
    """Return the ids of the records that SQL selects."""
    query = Query(paths=paths_of(entity), where=condition, which=ANY)
    return {record.id for record in reader.find(query)}


def literals() -> SearchStrategy[Literal]:
    """Return values of every type, whatever the field."""
    return st.one_of(
        texts(), integers(), decimals(), st.booleans(), money(), days(), moments()
    )


@st.composite
def unbound(draw: st.DrawFn, entity: str) -> Condition:
    """Return a condition whose values need not be of the field's type."""
    path = draw(st.sampled_from(askable(entity, WORKSPACE)))
    value = draw(literals())
    shapes = [
        st.builds(Compare, st.just(path), st.sampled_from(OPERATORS), st.just(value)),
        st.just(Contains(path, value)),
        st.just(IsEmpty(path)),
        st.lists(literals(), max_size=4).map(lambda some: OneOf(path, tuple(some))),
        literals().map(lambda other: Between(path, value, other)),
        texts().map(lambda start: StartsWith(path, start)),
    ]
    leaf = draw(st.one_of(shapes))
    return Not(leaf) if draw(st.booleans()) else leaf


@given(data=st.data(), entity=ENTITY)
def test_a_bound_condition_selects_what_python_selects(
    shared: SQLiteStore, data: st.DataObject, entity: str
) -> None:
    """P15: for random records and random conditions the answers are equal."""
    new = data.draw(st.lists(records(entity, WORKSPACE), min_size=1, max_size=4))
    asked = data.draw(
        st.lists(conditions(entity, WORKSPACE), min_size=1, max_size=6, unique=True)
    )
    with pytest.raises(Undo), shared.write() as writer:  # noqa: PT012  # undone
        writer.put(
            evolve(record, id=nth_id(entity, 100 + number), version=1)
            for number, record in enumerate(new)
        )
        for condition in asked:
            expected = judged(writer, entity, condition)
            assert expected == selected(writer, entity, condition)
        raise Undo


@given(data=st.data(), entity=ENTITY)
def test_a_value_of_another_type_is_unknown_in_both(
    shared: SQLiteStore, data: st.DataObject, entity: str
) -> None:
    """P15: also what no field's type fits is true, false or unknown alike."""
    condition = data.draw(unbound(entity))
    with shared.read() as reader:
        expected = judged(reader, entity, condition)

        assert expected == selected(reader, entity, condition)


@given(data=st.data(), entity=ENTITY)
def test_the_text_of_sql_is_made_of_the_schema_alone(
    data: st.DataObject, entity: str
) -> None:
    """H4: no value of a question stands in the text; values are parameters."""
    query = data.draw(queries(entity, WORKSPACE))
    piece = find_sql(query)
    rest = piece.text.replace("''", "")
    # The place of an own field in its column is the workspace's word, not the asker's.
    asked = [each for each in map(str, piece.values) if not each.startswith("$.")]
    strange = [value for value in asked if len(value) > 2 and f"'{value}'" in rest]

    assert [] == strange
    assert rest.isascii()
    assert piece.text.count("?") == len(piece.values)


def test_the_set_of_sql_texts_does_not_grow_with_what_users_ask() -> None:
    """H4: a thousand different values of every type are one text each."""
    shapes: dict[Condition, set[str]] = {}
    for number in range(1, 1000):
        odd = f"'; DROP TABLE leads; -- {number}"
        asked = (
            F.title == odd,
            F.title.contains(odd),
            F.owner.in_(*[odd] * (number % 7 + 1)),
            F.amount >= number,
            F.custom.seats == number,
            F.custom.rate < Decimal(number),
            F.custom.colours.contains(odd),
            F.company.name.startswith(odd),
            F.phones.contains(str(number + 100)),
        )
        for shape, condition in zip(range(9), asked, strict=True):
            bound = Binder.of(WORKSPACE, "lead").bind(condition)
            text = condition_sql(bound, paths_of("lead"), "t").text
            shapes.setdefault(IsEmpty((f"x{shape}",)), set()).add(text)

    assert [1] * 9 == [len(found) for found in shapes.values()]


@pytest.mark.parametrize(
    "condition",
    [
        ALWAYS,
        NEVER,
        Not(ALWAYS),
        OneOf(("company",), ()),
        Not(OneOf(("company",), ())),
        OneOf(("company", "name"), ()),
        Compare(("amount",), "ge", Decimal("0.00001")),
        Compare(("amount",), "eq", Decimal("0.00001")),
        Compare(("amount",), "ne", Decimal("0.00001")),
        Compare(("amount",), "lt", 10**29),
        Compare(("amount",), "gt", 10**29),
        Compare(("amount",), "lt", -(10**29)),
        Compare(("amount",), "ge", -(10**29)),
        OneOf(("amount",), (Decimal("0.00001"), 10**29)),
        Not(OneOf(("amount",), (Decimal("0.00001"), 10**29))),
        OneOf(("amount",), (Decimal("0.00001"), 120000, 0)),
        Compare(("custom", "seats"), "le", Decimal("5.5")),
        Compare(("custom", "seats"), "gt", Decimal("-3.5")),
        Compare(("created_at",), "ne", value=True),
        Compare(("open_to_all",), "ge", value=True),
        Not(Between(("amount",), 5, 120_000)),
        Between(("custom", "seats"), -3, Decimal("5.5")),
        Contains(("amount",), "5"),
        Contains(("custom", "seats"), 5),
        Contains(("custom", "remark"), 5),
        Contains(("custom", "remark"), "ПЕРШ"),
        Contains(("custom", "colours"), 5),
        Contains(("custom", "partner"), "COMPANY_"),
        Contains(("custom", "budget", "currency"), "ua"),
        Contains(("websites",), "kyivlog.example"),
        Contains(("rows",), "x"),
        Contains(("phones",), 101),
        StartsWith(("amount",), "5"),
        OneOf(("custom", "seats"), (5, Decimal("50.0"), 7)),
        OneOf(("custom", "rate"), (Decimal("1.500"), 7)),
        OneOf(("custom", "budget"), (5000, Money("5000", "USD"))),
        OneOf(("amount",), (Money("0", "UAH"), Money("0.00001", "UAH"), 120_000)),
        OneOf(("birth_date",), (date(1985, 3, 8), date(2000, 2, 29))),
        OneOf(("created_at",), (at(1), at(2))),
        OneOf(("title",), ("Straße 5", 5, Decimal(5), True, at(1), date(1, 1, 1))),
        OneOf(("open_to_all",), (True, False)),
        Compare(("custom", "budget", "amount"), "gt", 100),
        Compare(("custom", "budget", "currency"), "ne", "UAH"),
        Compare(("amount", "amount"), "lt", 0),
        Compare(("amount", "currency"), "eq", "USD"),
        IsEmpty(("custom", "budget", "currency")),
        IsEmpty(("amount", "amount")),
        IsEmpty(("address", "city")),
        IsEmpty(("address",)),
        Compare(("amount",), "gt", "text"),
        Compare(("title",), "gt", Money("1", "UAH")),
        Compare(("title",), "gt", 5),
    ],
    ids=str,
)
def test_the_edges_of_numbers_and_lists_agree(
    shared: SQLiteStore, condition: Condition
) -> None:
    """P12: what no stored number can be is compared exactly all the same."""
    with shared.read() as reader:
        expected = judged(reader, "lead", condition)

        assert expected == selected(reader, "lead", condition)


@pytest.mark.parametrize("number", [-(2**63), 2**63 - 1, 2**53 + 1])
def test_the_largest_whole_numbers_are_exact(shared: SQLiteStore, number: int) -> None:
    """P12: none of 64 bits is lost between JSON and SQL."""
    lead = evolve(LEADS[1], id=nth_id("lead", 99), custom={"seats": number})
    with pytest.raises(Undo), shared.write() as writer:  # noqa: PT012  # undone
        writer.put([lead])
        for op in SIGNS:
            for literal in (number, number - 1, number + 1):
                condition = Compare(("custom", "seats"), op, literal)
                expected = judged(writer, "lead", condition)
                assert expected == selected(writer, "lead", condition)
        raise Undo


def test_a_registration_date_is_compared_as_a_date(shared: SQLiteStore) -> None:
    """F5: parts of value objects have types of their own."""
    dated = evolve(
        COMPANIES[0],
        id=nth_id("company", 99),
        requisites=Requisites(registration_date=date(2020, 2, 29)),
    )
    with pytest.raises(Undo), shared.write() as writer:  # noqa: PT012  # undone
        writer.put([dated])
        for condition in (
            Compare(("requisites", "registration_date"), "lt", date(2021, 1, 1)),
            IsEmpty(("requisites", "registration_date")),
            Compare(("requisites", "tax_id"), "eq", ""),
        ):
            expected = judged(writer, "company", condition)
            assert expected == selected(writer, "company", condition)
        raise Undo


def test_a_wide_condition_stays_shallow(shared: SQLiteStore) -> None:
    """H4: SQLite limits the depth of expressions; ten thousand parts are flat."""
    parts = [Compare(("title",), "ne", str(number)) for number in range(10_000)]
    wide = any_of(*(Compare(("owner",), "eq", str(number)) for number in range(5_000)))
    with shared.read() as reader:
        assert 12 == len(selected(reader, "lead", all_of(*parts)))
        assert 0 == len(selected(reader, "lead", wide))


def test_a_deep_condition_is_within_the_limits(shared: SQLiteStore) -> None:
    """H4: as deep as conditions may be nested, SQLite takes them."""
    deep: Condition = Compare(("title",), "ne", "")
    wide = any_of(*(Compare(("owner",), "eq", str(number)) for number in range(500)))
    while deep.depth < 48:
        deep = Not(all_of(deep, wide) if deep.depth % 2 else any_of(deep, wide))
    with shared.read() as reader:
        expected = judged(reader, "lead", deep)

        assert expected == selected(reader, "lead", deep)


def test_a_phone_is_looked_up_in_the_index(shared: SQLiteStore) -> None:
    """D1, mission 0.18: a million records are not read for one number."""
    query = ask("lead", "phones.contains('+38 044 123 45 67')")
    piece = find_sql(query)
    with shared.read() as reader:
        plan = reader._session.rows(  # noqa: SLF001  # to see how it is looked up
            f"EXPLAIN QUERY PLAN {piece.text}", piece.values
        )
    steps = " | ".join(row[3] for row in plan)

    assert "SEARCH points USING PRIMARY KEY" in steps
    assert "SEARCH t USING INDEX" in steps


def test_records_in_the_order_of_their_ids_are_not_sorted(shared: SQLiteStore) -> None:
    """H4: a page by id is read from the index, from the cursor on."""
    for descending in (False, True):
        order = (Order(("id",), descending),)
        after = (0, nth_id("lead", 5), nth_id("lead", 5))
        query = attrs.evolve(ask("lead"), order=order, after=after, limit=3)
        piece = find_sql(query)
        with shared.read() as reader:
            plan = reader._session.rows(  # noqa: SLF001  # as above
                f"EXPLAIN QUERY PLAN {piece.text}", piece.values
            )

        assert ["SEARCH"] == [row[3].split()[0] for row in plan]


def test_linked_records_are_found_by_their_links(shared: SQLiteStore) -> None:
    """P10: what is bound to a record is looked up, not read through."""
    with shared.write() as writer:
        activity = ENTITIES["activity"].cls(
            id=nth_id("activity", 1), version=1, bindings=[LEADS[0].id, DEALS[0].id]
        )
        writer.put([activity])
        found = {
            text: [
                record.id for record in writer.find(ask("activity", text, which=ANY))
            ]
            for text in (
                f"bindings.contains('{LEADS[0].id}')",
                f"not bindings.contains('{LEADS[0].id}')",
                f"bindings.contains('{LEADS[1].id}')",
            )
        }

    assert [[activity.id], [], []] == list(found.values())


@pytest.mark.parametrize("target", [CONTACTS[0].id, CONTACTS[2].id, "x"])
def test_participants_are_asked_as_python_asks_them(
    shared: SQLiteStore, target: str
) -> None:
    """P15: links with a role are several values like others."""
    condition = Contains(("contacts",), target)
    with shared.read() as reader:
        expected = judged(reader, "deal", condition)

        assert expected == selected(reader, "deal", condition)


def test_conditions_of_every_entity_can_be_asked(shared: SQLiteStore) -> None:
    """F5: each field of each entity can be asked whether it is empty."""
    with shared.read() as reader:
        for name, entity in ENTITIES.items():
            for field in entity.fields:
                if field == "custom":
                    continue
                query = Query(paths=paths_of(name), where=IsEmpty((field,)), which=ANY)
                expected = judged(reader, name, IsEmpty((field,)))

                assert len(expected) == reader.count(query)


def test_parsed_conditions_are_what_is_asked() -> None:
    """P15: the text form and the objects make the same SQL."""
    paths = paths_of("lead")
    one = condition_sql(parse("source == 'web' and amount > 5"), paths, "t")
    two = condition_sql((F.source == "web") & (F.amount > 5), paths, "t")

    assert one == two
    assert '(t."source" = ? AND t."amount_e4" > ?)' == one.text
    assert ("web", 50_000) == one.values
