import copy
import pickle
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from leadflow.entities import Custom, Lead
from leadflow.errors import InvalidValue
from leadflow.values import Money


VALUES = (
    st.none()
    | st.text(max_size=3)
    | st.integers()
    | st.booleans()
    | st.decimals(allow_nan=False)
    | st.dates()
    | st.lists(st.integers(), max_size=2)
)
MAPPINGS = st.dictionaries(st.sampled_from(["a", "b", "c"]), VALUES)


def test_empty_values_are_absent() -> None:
    """F4: there is one way of being empty."""
    assert {} == dict(Custom({"a": None, "b": "", "c": (), "d": []}))


def test_zero_and_no_are_values() -> None:
    """F1: nothing is not the same as none said."""
    assert {"a": 0, "b": False} == dict(Custom({"a": 0, "b": False}))


def test_of_several_values_the_filled_ones_are_kept() -> None:
    """F1, F4: what is empty is absent, alone and among others."""
    given = {"sizes": ("a", "", None), "none": ["", None]}

    assert {"sizes": ("a",)} == dict(Custom(given))


def test_all_types_of_fields_are_held() -> None:
    """F1: text, numbers, money, days, times, and several of them."""
    values = {
        "boolean": True,
        "date": date(2026, 1, 5),
        "decimal": Decimal("1.5"),
        "money": Money("5", "UAH"),
        "several": ("a", "b"),
        "text": "x",
        "time": datetime(2026, 1, 5, tzinfo=UTC),
    }

    assert values == dict(Custom(values))


def test_a_list_becomes_a_tuple() -> None:
    """Values of records never change, so nothing in them may."""
    custom = Custom({"a": [1, [2]]})

    assert {"a": (1, (2,))} == dict(custom)
    assert {custom: 1} == {Custom({"a": (1, (2,))}): 1}


@pytest.mark.parametrize("value", [1.5, [1.5], {"x": 1}, {1}, object(), b"x"])
def test_other_values_are_refused(value: object) -> None:
    """N1: no floats, and nothing that could be changed from outside."""
    with pytest.raises(InvalidValue) as caught:
        Custom({"budget": value})

    assert "budget" == caught.value.path


@pytest.mark.parametrize("name", ["", "Budget", "my budget", "1st", "б"])
def test_a_code_is_a_code(name: str) -> None:
    """F2: the same codes as everywhere."""
    with pytest.raises(InvalidValue):
        Custom({name: 1})


def test_the_order_of_codes_does_not_matter() -> None:
    """Equal values are equal, hash equally, and come in one order."""
    one, other = Custom({"a": 1, "b": 2}), Custom({"b": 2, "a": 1})

    assert one == other
    assert hash(one) == hash(other)
    assert ["a", "b"] == list(other)


def test_a_change_keeps_what_it_does_not_name() -> None:
    """F4: omitted keeps, ``None`` clears."""
    custom = Custom({"a": 1, "b": 2})

    assert {"a": 1, "c": 3} == dict(custom.merged({"b": None, "c": 3}))
    assert {"a": 1, "b": 2} == dict(custom)


@given(MAPPINGS, MAPPINGS)
def test_merging_is_what_dictionaries_do(
    one: dict[str, object], other: dict[str, object]
) -> None:
    """F4: law: merging is union where the new wins and empties go."""
    assert Custom({**one, **other}) == Custom(one).merged(other)


@given(MAPPINGS)
def test_a_mapping_survives_copies(values: dict[str, object]) -> None:
    """Law: pickled and copied values are equal, and so are their hashes."""
    custom = Custom(values)
    again = pickle.loads(pickle.dumps(custom))  # noqa: S301  # our own bytes

    assert custom == again == copy.deepcopy(custom)
    assert hash(custom) == hash(again)


def test_a_mapping_shows_itself() -> None:
    """The repr can be read back."""
    assert "Custom({'budget': 5})" == repr(Custom({"budget": 5}))
    assert 1 == len(Custom({"budget": 5}))


def test_a_record_takes_a_mapping_or_nothing() -> None:
    """A plain dictionary does."""
    custom = Custom({"budget": 5})

    assert custom is Lead(custom=custom).custom
    assert custom == Lead(custom={"budget": 5}).custom
    assert Custom() == Lead(custom=None).custom == Lead(custom={}).custom
