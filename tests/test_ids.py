import multiprocessing
import os
from concurrent.futures import ThreadPoolExecutor
from itertools import count

import pytest
from hypothesis import given, strategies as st

from leadflow.errors import InvalidValue
from leadflow.ids import TimeOrderedIds, encode, prefix_of


ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
MOMENT = 1_700_000_000_000


def number_of(id: str) -> int:
    """Return the 128-bit number that an id writes."""
    number = 0
    for letter in id.rpartition("_")[2]:
        number = number * 32 + ALPHABET.index(letter)
    return number


def zeros(size: int) -> bytes:
    """Return random bytes of the least random kind."""
    return bytes(size)


def ones(size: int) -> bytes:
    """Return random bytes of the other extreme."""
    return b"\xff" * size


@given(st.integers(0, 2**128 - 1))
def test_the_letters_write_the_number(number: int) -> None:
    """Law: 26 letters hold 128 bits, and reading them gives the number back."""
    text = encode(number)

    assert 26 == len(text)
    assert number == number_of(text)


@given(st.integers(0, 2**128 - 1), st.integers(0, 2**128 - 1))
def test_the_letters_sort_as_the_numbers_do(one: int, other: int) -> None:
    """Law: text order is number order, so that any database sorts ids by time."""
    assert (one < other) is (encode(one) < encode(other))


@pytest.mark.parametrize("random", [zeros, ones, os.urandom])
def test_an_id_is_a_uuid_of_version_7(random: object) -> None:
    """RFC 9562: 48 bits of milliseconds, version 7, variant 2."""
    ids = TimeOrderedIds(lambda: MOMENT, random)  # type: ignore[arg-type]  # bytes of int
    number = number_of(ids("lead"))

    assert MOMENT == number >> 80
    assert 7 == number >> 76 & 0xF
    assert 2 == number >> 62 & 0b11


def test_an_id_begins_with_its_entity() -> None:
    """The type can be read off an id, in logs too."""
    ids = TimeOrderedIds()

    assert ids("lead").startswith("lead_")
    assert "deal" == prefix_of(ids("deal"))


@given(st.lists(st.integers(0, 2**47), min_size=1, max_size=50))
def test_ids_grow_whatever_the_clock_does(readings: list[int]) -> None:
    """P16: an id is greater than those before, also when the clock steps back."""
    clock = iter(readings)
    ids = TimeOrderedIds(lambda: next(clock))

    made = [ids("lead") for _ in readings]

    assert sorted(set(made)) == made


@pytest.mark.parametrize("random", [zeros, ones])
def test_a_full_millisecond_borrows_from_the_next(random: object) -> None:
    """P16: a counter that is used up moves on; it never repeats nor turns back."""
    ids = TimeOrderedIds(lambda: MOMENT, random)  # type: ignore[arg-type]  # bytes of int
    made = [ids("lead") for _ in range(5000)]

    assert sorted(set(made)) == made
    assert MOMENT < number_of(made[-1]) >> 80 <= MOMENT + 2


def test_threads_share_one_source() -> None:
    """Ids of four threads are all different."""
    ids = TimeOrderedIds(lambda: MOMENT, zeros)
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda _: ids("lead"), range(2000)))

    assert 2000 == len(set(made))


SHARED = TimeOrderedIds(lambda: MOMENT)


def many(_: int = 0) -> list[str]:
    """Return ids of the source that was made before the fork."""
    return [SHARED("lead") for _ in range(200)]


@pytest.mark.skipif(
    "fork" not in multiprocessing.get_all_start_methods(), reason="cannot fork here"
)
@pytest.mark.filterwarnings("ignore:.*multi-threaded.*:DeprecationWarning")
def test_forked_processes_make_different_ids() -> None:
    """A fork copies the counter, but not the random bits to come."""
    SHARED("lead")
    with multiprocessing.get_context("fork").Pool(3) as pool:
        made = [each for some in pool.map(many, range(3), 1) for each in some]
    made += many()

    assert 800 == len(set(made))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "_",
        "lead",
        "lead_",
        "lead_123",
        "_00000000000000000000000000",
        "00000000000000000000000000",
        "lead_80000000000000000000000000",
        "lead_0000000000000000000000000l",
        "lead_0000000000000000000000000O",
        "Lead_00000000000000000000000000",
        "lead_000000000000000000000000000",
        "lead-00000000000000000000000000",
        "lead__00000000000000000000000000",
        "lead_00000000000000000000000000\n",
        "лід_00000000000000000000000000",
        "l3ad_00000000000000000000000000",
        "lead_٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠",
        "'; drop table lead; --_00000000000000000000000000",
        "lead_0000000000000000000000000\0",
    ],
)
def test_what_is_no_id_is_refused(text: str) -> None:
    """One clear error, which does not repeat what was given."""
    with pytest.raises(InvalidValue, match="is not an id of leadflow") as caught:
        prefix_of(text)

    assert ("id", "") == (caught.value.what, caught.value.path)


@given(st.text(max_size=60))
def test_any_text_is_an_id_or_refused(text: str) -> None:
    """Law: hostile text never gets another answer than these two."""
    try:
        found = prefix_of(text)
    except InvalidValue:
        return

    assert text.startswith(f"{found}_")


def test_an_entity_of_two_words_has_ids_too() -> None:
    """The TypeID form allows underscores inside the prefix."""
    assert "price_list" == prefix_of(f"price_list_{encode(0)}")


def test_ids_made_later_sort_later() -> None:
    """Creation order is id order, with the real clock as well."""
    ticks = count(MOMENT)
    ids = TimeOrderedIds(lambda: next(ticks))
    made = [ids("lead") for _ in range(100)]

    assert sorted(made) == made
