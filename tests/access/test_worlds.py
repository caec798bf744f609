"""Two worlds: what an actor cannot see changes, and nothing that one reads (P19)."""

from pathlib import Path

import pytest

from leadflow.access import Admitting, Guarded
from leadflow.storage.port import Reader, Writer
from tests.access.asks import READS, ROOMS, VIEWS, WRITES
from tests.access.comparing import HOLES, compared, pair, run
from tests.access.worlds import World, world


@pytest.mark.parametrize("seed", range(3))
def test_what_one_reads_depends_on_what_one_may_see_alone(seed: int) -> None:
    """P19: values, counts, sums, order, errors, ids, marks, text."""
    assert () == run(seed).violations


def test_the_worlds_do_differ(tmp_path: Path) -> None:
    """P19: who sees everything sees it, so the comparison can fail."""
    one, other = pair(0, tmp_path)
    all_seeing = [World(each.ada, each.ada, each.seen, ()) for each in (one, other)]
    told = compared(*all_seeing)
    found = {name.partition("[")[0] for name, alike in told if not alike}

    assert one.seen == other.seen
    assert found >= {"Collection.all", "Collection.count", "Crm.history"}
    assert found >= {"Reports.funnel", "Crm.plan_conversion", "Collection.known_by"}


@pytest.mark.parametrize("hole", HOLES)
def test_a_hole_in_the_guard_is_found(hole: str) -> None:
    """P19: each way of reading past the guard makes the worlds differ."""
    assert any(run(seed, hole=hole).violations for seed in range(3))


def test_everything_public_has_an_entry() -> None:
    """P19: a new verb has to say what it reads, or who guards what it writes."""
    special = ("__iter__", "__contains__", "__repr__", "_repr_html_")
    public = {
        f"{room.__name__}.{name}"
        for room in ROOMS
        for name in (vars(room) if room.__base__ in ROOMS else dir(room))
        if not name.startswith("_") or (name in special and name in vars(room))
    }
    told = {*READS, *WRITES, *VIEWS}

    assert public - told == set()
    assert told - public == {"Crm.__repr__"} - public
    assert set(READS).isdisjoint(WRITES | VIEWS)


def test_the_guard_passes_nothing_on_unread() -> None:
    """A3: every question of the port is answered by the guard, or tells no record."""
    questions = {name for name in vars(Reader) if not name.startswith("_")}
    acts = {name for name in vars(Writer) if not name.startswith("_")}

    assert {"command", "last_number", "settings", "workspace"} == questions - vars(
        Guarded
    ).keys()
    assert acts <= vars(Admitting).keys()


def test_what_is_asked_of_the_store_is_narrowed_before() -> None:
    """A3: the store itself leaves out what is hidden, so no total has to be mended."""
    seen = world(0, 1)
    with seen.ada, seen.bob._desk.reading() as reader:  # noqa: SLF001  # what no verb shows
        assert isinstance(reader, Guarded)
        query = seen.bob.deals.select()._query(reader)  # noqa: SLF001  # as above

        assert "owner in" in str(reader._narrowed(query).where)  # noqa: SLF001  # as above
