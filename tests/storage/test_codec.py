"""The stored shape: exact, strict, and the same in both directions."""

import json
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, strategies as st

from leadflow.entities import ENTITIES, Custom, Kind, ProductRow, Record, entity_of
from leadflow.entities.records import values_of
from leadflow.errors import InvalidValue, UnknownName
from leadflow.events import Carried, FieldChange
from leadflow.storage.codec import (
    Unreadable,
    bare,
    changes_from_text,
    changes_to_text,
    converter,
    custom_from_plain,
    custom_to_plain,
    from_text,
    judge_custom,
    shape_of,
    to_text,
)
from leadflow.testing import nth_id
from leadflow.testing.strategies import (
    days,
    decimals,
    integers,
    moments,
    money,
    records,
    texts,
)
from leadflow.testing.suite.ledger import WORKSPACE
from leadflow.testing.suite.samples import FULL
from leadflow.values import Address, Email, Money, Phone, Requisites, Utm


PHONE = Phone("+380 44 123-45-67 ext. 12", "mobile")
SCALARS = st.one_of(
    texts().filter(bool), integers(), st.booleans(), decimals(), money(), days()
)
CUSTOMS = st.dictionaries(
    st.from_regex(r"[a-z][a-z0-9_]{0,9}", fullmatch=True),
    SCALARS
    | moments()
    | st.lists(SCALARS | st.none(), min_size=1, max_size=3).map(tuple),
    max_size=5,
)


def composite(record: Record) -> list[tuple[Kind, type, Any]]:
    """Return the structured values of a record, with what they are."""
    kinds = (Kind.TEXTS, Kind.VALUE, Kind.VALUES, Kind.CUSTOM)
    specs = entity_of(record).fields.values()
    found = zip(specs, values_of(record), strict=True)
    return [
        (spec.kind, spec.type, value)
        for spec, value in found
        if spec.kind in kinds and value
    ]


@pytest.mark.parametrize("record", FULL, ids=lambda one: type(one).__name__)
def test_every_structured_value_comes_back_equal(record: Record) -> None:
    """P13: through JSON, of its own type, down to the last digit."""
    for kind, type_, value in composite(record):
        shape = shape_of(kind, type_)
        back = shape.value(from_text(to_text(shape.plain(value))))

        assert value == back
        assert type(value) is type(back)


@given(data=st.data(), entity=st.sampled_from(("lead", "deal", "contact", "company")))
def test_random_values_come_back_equal(data: st.DataObject, entity: str) -> None:
    """P13: whatever a record may hold."""
    record = data.draw(records(entity, WORKSPACE))
    for kind, type_, value in composite(record):
        shape = shape_of(kind, type_)

        assert value == shape.value(from_text(to_text(shape.plain(value))))


def test_a_value_is_written_with_what_it_holds_and_its_key() -> None:
    """H6: this is format 1; another shape is another format."""
    shape = shape_of(Kind.VALUES, Phone)
    written = to_text(shape.plain((PHONE,)))

    number = '"key":"+380441234567","kind":"mobile","number":"+380441234567"'
    assert f'[{{"extension":"12",{number},"raw":"+380 44 123-45-67"}}]' == written


def test_what_is_empty_is_left_out_and_comes_back() -> None:
    """H6: empty parts cost nothing; parts with another default are written."""
    shape = shape_of(Kind.VALUE, Address)
    plain = shape.plain(Address(city="Київ"))

    assert {"kind": "physical", "city": "Київ"} == plain
    assert Address(city="Київ") == shape.value(plain)
    assert Utm() == shape_of(Kind.VALUE, Utm).value({})


def test_money_and_numbers_are_texts() -> None:
    """P12: no digit passes through a float, however small it is."""
    row = ProductRow(name="Bolt", price=Money("0.00012", "USD"), quantity="1.10")
    shape = shape_of(Kind.VALUES, ProductRow)
    (plain,) = shape.plain((row,))

    assert {"amount": "0.00012", "currency": "USD"} == plain["price"]
    assert "1.10" == plain["quantity"]
    assert (row,) == shape.value([plain])


@pytest.mark.parametrize(
    ("type_", "plain"),
    [
        (Phone, {"number": 4}),
        (Phone, {}),
        (Phone, {"number": "4", "key": "4", "pet": "cat"}),
        (Phone, {"number": "4"}),
        (Phone, []),
        (Email, {"address": None}),
        (Money, {"amount": 4, "currency": "UAH"}),
        (Money, {"amount": "four", "currency": "UAH"}),
        (Money, {"amount": "NaN", "currency": "UAH"}),
        (ProductRow, {"name": "x", "price": None}),
        (Requisites, {"vat_payer": 1}),
        (Requisites, {"vat_payer": "true"}),
        (Requisites, {"registration_date": "31.01.2026"}),
        (Requisites, {"registration_date": 20260131}),
        (Requisites, {"addresses": {}}),
        (Requisites, {"accounts": ["x"]}),
        (Custom, []),
    ],
)
def test_nothing_is_taken_for_what_it_is_not(type_: type, plain: object) -> None:
    """P14: reading is strict; cattrs alone would take the text "4" for 4."""
    with pytest.raises(Unreadable):
        shape_of(Kind.VALUE, type_).value(plain)


def test_reading_builds_without_judging_again() -> None:
    """P13: what was stored stays what it was, also where rules have changed."""
    plain = {"number": "4", "kind": "carrier pigeon", "key": "4"}
    phone = shape_of(Kind.VALUE, Phone).value(plain)

    assert ("4", "carrier pigeon") == (phone.number, phone.kind)
    assert Utm("a", "b") == bare(Utm)("a", "b", "", "", "")


@given(values=CUSTOMS)
def test_custom_values_tell_their_own_type(values: dict[str, object]) -> None:
    """P18: nothing but the text is needed to read them."""
    custom = Custom(values)
    back = custom_from_plain(from_text(to_text(custom_to_plain(custom))))

    assert custom == back
    assert [type(one) for one in custom.values()] == [
        type(one) for one in back.values()
    ]


def test_custom_values_are_in_reach_of_sql() -> None:
    """F5: one telling key each; texts, whole numbers and booleans as they are."""
    kyiv = timezone(timedelta(hours=2))
    custom = Custom(
        {
            "budget": Money("1.5", "UAH"),
            "rate": Decimal("1.50"),
            "on": date(2026, 1, 31),
            "at": datetime(2026, 1, 31, 10, tzinfo=kyiv),
            "seats": 5,
            "urgent": True,
            "colours": ("red", "green"),
        }
    )

    assert {
        "at": {"datetime": "2026-01-31T08:00:00.000000+00:00"},
        "budget": {"currency": "UAH", "e4": 15000},
        "colours": ["red", "green"],
        "on": {"date": "2026-01-31"},
        "rate": {"decimal": "1.50"},
        "seats": 5,
        "urgent": True,
    } == custom_to_plain(custom)


@pytest.mark.parametrize(
    "value",
    [
        2**63,
        -(2**63) - 1,
        Money("0.00001", "UAH"),
        Decimal("NaN"),
        Decimal("1E+999"),
        datetime(2026, 1, 31, 10, tzinfo=UTC).replace(tzinfo=None),
    ],
)
def test_custom_values_that_no_store_can_keep_are_refused(value: object) -> None:
    """P12: with the field's name, before anything is written."""
    with pytest.raises(InvalidValue) as caught:
        judge_custom(Custom({"odd": value}))

    assert "custom.odd" == caught.value.path


def test_a_custom_value_of_no_known_type_is_refused() -> None:
    """P12: what slipped past the constructor does not reach the file."""
    custom = Custom()
    custom._values = {"odd": 1.5}  # type: ignore[dict-item]  # noqa: SLF001  # that is the test

    with pytest.raises(InvalidValue, match="float"):
        judge_custom(custom)


@pytest.mark.parametrize(
    "plain",
    [
        {"x": None},
        {"x": {}},
        {"x": {"e4": 1}},
        {"x": {"e4": True, "currency": "UAH"}},
        {"x": {"e4": 1, "currency": "XXX"}},
        {"x": {"decimal": 1}},
        {"x": {"date": "2026-02-30"}},
        {"x": {"datetime": "2026-01-31T08:00:00"}},
        {"x": {"datetime": "2026-01-31T08:00:00+02:00"}},
        {"x": [{"pet": "cat"}]},
        {"x": {"record": 5}},
        {"x": {"file": {"key": "0a"}}},
        {"x": {"address": ["Kyiv"]}},
        {"x": {"address": {"city": 5}}},
    ],
)
def test_custom_values_of_no_type_are_unreadable(plain: object) -> None:
    """P14: what leadflow did not write is not guessed at."""
    with pytest.raises(Unreadable):
        custom_from_plain(plain)


def test_json_is_compact_sorted_and_in_unicode() -> None:
    """H6: equal values have equal texts, which people can read."""
    assert '{"a":"Ґ\\n","b":[1,true,null]}' == to_text(
        {"b": [1, True, None], "a": "Ґ\n"}
    )


NO_JSON = ["", "{", "1.5", "[1e3]", "NaN", "1 2", "[" * 100_000, None, 1, b"{}"]
NO_JSON += ["9" * 5000]


@pytest.mark.parametrize("text", NO_JSON)
def test_what_is_no_json_of_ours_is_unreadable(text: Any) -> None:  # noqa: ANN401  # what a damaged column holds
    """P14: no float, no rest, no depth brings a traceback from inside."""
    with pytest.raises(Unreadable):
        from_text(text)


@given(data=st.data(), entity=st.sampled_from(("lead", "deal", "contact", "company")))
def test_changes_come_back_with_the_types_of_their_fields(
    data: st.DataObject, entity: str
) -> None:
    """P13: events keep both values of every change."""
    one, two = (data.draw(records(entity, WORKSPACE)) for _ in range(2))
    changes = tuple(
        FieldChange(name, before, after)
        for name, before, after in zip(
            ENTITIES[entity].fields, values_of(one), values_of(two), strict=True
        )
    )

    assert changes == changes_from_text(entity, changes_to_text(entity, changes))


CARRIED = (
    Carried(
        field="title",
        how="first filled",
        source=nth_id("lead", 1),
        fields=("title", "name"),
        variant="b2b",
    ),
    Carried(field="title", how="constant"),
)


def test_changes_keep_where_a_value_came_from() -> None:
    """H1: what was carried over is told behind the values, in the same format."""
    changes = (
        FieldChange("title", "", "x", CARRIED),
        FieldChange("custom", Custom(), Custom({"n": 1})),
    )
    text = changes_to_text("deal", changes)

    assert changes == changes_from_text("deal", text)
    assert [4, 3] == [len(each) for each in json.loads(text)]


@pytest.mark.parametrize(
    "carried",
    [
        "5",
        '"title"',
        "[5]",
        '[["title"]]',
        '[["title", "copied", "l", "title", "v"]]',
        '[["title", "copied", "l", [5], "v"]]',
        '[["title", "copied", null, [], "v"]]',
        "[], []",
    ],
)
def test_a_damaged_origin_is_unreadable(carried: str) -> None:
    """P14: what leadflow did not write is not believed."""
    with pytest.raises(Unreadable):
        changes_from_text("deal", f'[["title", "", "x", {carried}]]')


def test_a_change_of_no_field_is_refused() -> None:
    """P13: an event can only tell of what a record has."""
    with pytest.raises(UnknownName, match="did you mean 'stage'"):
        changes_to_text("lead", (FieldChange("stag", "", "new"),))
    with pytest.raises(Unreadable, match="not there"):
        changes_from_text("lead", '[["stag","","new"]]')


def test_changes_are_an_array_of_triples() -> None:
    """H6: this is format 1, in the order of the changes."""
    changes = (FieldChange("title", "", "x"), FieldChange("amount", None, None))

    assert [["title", "", "x"], ["amount", None, None]] == json.loads(
        changes_to_text("lead", changes)
    )


def test_there_is_one_converter() -> None:
    """C5: hooks are made once, on first use."""
    assert converter() is converter()
