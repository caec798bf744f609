"""The sorted map behaves as a dict that is walked in order, and never changes."""

from hypothesis import given, strategies as st

from leadflow.storage.memory import persistent
from leadflow.storage.memory.persistent import SortedMap


KEYS = st.integers(0, 2000)
CHANGES = st.dictionaries(KEYS, st.none() | st.integers(), max_size=700)
SINGLE = st.tuples(KEYS, st.none() | st.integers())


def applied(known: dict[int, int], changes: dict[int, int | None]) -> dict[int, int]:
    """Return what a dict holds after the changes; ``None`` takes away."""
    merged = {**known, **changes}
    return {key: value for key, value in merged.items() if value is not None}


def contents(each: SortedMap[int, int]) -> list[tuple[int, int]]:
    """Return everything in a map, in its order."""
    return list(each.items())


@given(st.lists(CHANGES, max_size=4), st.lists(SINGLE, max_size=30))
def test_a_map_holds_what_a_dict_would_in_order(
    batches: list[dict[int, int | None]], singles: list[tuple[int, int | None]]
) -> None:
    """Large patches and single steps agree with the model."""
    model: dict[int, int] = {}
    made = SortedMap[int, int]()
    for changes in (*batches, *({key: value} for key, value in singles)):
        model = applied(model, changes)
        made = made.patched(changes)

        assert sorted(model.items()) == contents(made)
        assert len(model) == len(made)


@given(CHANGES, CHANGES)
def test_an_older_map_stays_as_it_was(
    first: dict[int, int | None], second: dict[int, int | None]
) -> None:
    """H3: going back is forgetting the newer map."""
    older = SortedMap[int, int]().patched(first)
    before = contents(older)
    older.patched(second)
    for key in second:
        older.put(key, 0).without(key)

    assert before == contents(older)


@given(CHANGES, KEYS)
def test_a_map_is_read_from_any_place(
    changes: dict[int, int | None], place: int
) -> None:
    """A page begins behind a key, whether or not it is there."""
    made = SortedMap[int, int]().patched(changes)
    pairs = contents(made)

    assert [pair for pair in pairs if pair[0] >= place] == list(made.items(place))
    assert [value for key, value in pairs if key > place] == list(made.values(place))
    assert dict(pairs).get(place) == made.get(place)
    assert (place in dict(pairs)) == (place in made)


def test_keys_that_grow_leave_full_chunks() -> None:
    """Ids grow, so the usual map wastes no memory."""
    made = SortedMap[int, int]()
    for key in range(10 * persistent.LARGEST_CHUNK):
        made = made.put(key, key)

    assert [persistent.LARGEST_CHUNK] * 10 == made.chunk_sizes()


def test_the_greatest_key_is_known() -> None:
    """An empty map has none."""
    assert None is SortedMap[int, int]().last()
    assert 7 == SortedMap[int, int]().patched({7: 0, 3: 0}).last()
