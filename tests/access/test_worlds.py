"""Two worlds: what an actor cannot see changes, and nothing that one reads (H11)."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from leadflow.access import Admitting, Guarded
from leadflow.storage.port import Reader, Writer
from leadflow.storage.query import Query
from leadflow.workspace import Binder
from tests.access.asks import READS, ROOMS, VIEWS, WRITES
from tests.access.worlds import World, answer, world


PAIRS = int(os.environ.get("LEADFLOW_PAIRS", "6"))
"""Pairs of worlds; each is asked everything there is to ask."""


def differences(one: World, other: World) -> Iterator[str]:
    """Yield each question that the two worlds answer differently."""
    unseen = (*one.unseen, *other.unseen)
    here, there = (World(each.ada, each.bob, one.seen, unseen) for each in (one, other))
    for name, asks in READS.items():
        pairs = zip(asks(here), asks(there), strict=True)
        for number, (left, right) in enumerate(pairs):
            if answer(left) != answer(right):
                yield f"{name}[{number}]"


def places(tmp_path: Path, number: int) -> Iterator[str | None]:
    """Yield where two worlds are kept: in memory, now and then in files."""
    for name in "ab":
        yield str(tmp_path / f"{number}{name}.db") if number % 3 == 2 else None


def pair(seed: int, tmp_path: Path) -> tuple[World, World]:
    """Return two worlds in which bob sees the same."""
    one, other = (
        world(seed, secret, place=place)
        for secret, place in zip(
            (seed * 2 + 1, seed * 2 + 2), places(tmp_path, seed), strict=True
        )
    )
    return one, other


@pytest.mark.parametrize("seed", range(PAIRS))
def test_what_one_reads_depends_on_what_one_may_see_alone(
    seed: int, tmp_path: Path
) -> None:
    """P19, H11: values, counts, sums, order, errors, ids, marks, text."""
    one, other = pair(seed, tmp_path)
    with one.ada, other.ada:
        assert one.seen == other.seen
        assert [] == list(differences(one, other))


def test_the_worlds_do_differ(tmp_path: Path) -> None:
    """H11: who sees everything sees it, so the comparison can fail."""
    one, other = pair(0, tmp_path)
    all_seeing = [World(each.ada, each.ada, each.seen, ()) for each in (one, other)]
    found = {name.partition("[")[0] for name in differences(*all_seeing)}

    assert found >= {"Collection.all", "Collection.count", "Crm.history"}
    assert found >= {"Reports.funnel", "Crm.plan_conversion", "Collection.known_by"}


PLANTED: Mapping[str, object] = {
    "get": lambda self, entity, ids: self.whole.get(entity, ids),
    "find": lambda self, query: self.whole.find(query),
    "count": lambda self, query: self.whole.count(query),
    "group": lambda self, query, by, total="": self.whole.group(query, by, total=total),
    "history": lambda self, record: self.whole.history(record),
    "events": lambda self, after=0: self.whole.events(after=after),
    "holders": lambda self, kind, keys: self.whole.holders(kind, keys),
    "askable": lambda self, entity: Binder.of(self.rights.workspace, entity),
}


@pytest.mark.parametrize("name", PLANTED)
def test_a_hole_in_the_guard_is_found(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """H11: each way of reading past the guard makes the worlds differ."""
    monkeypatch.setattr(Guarded, name, PLANTED[name])
    assert any(_differ(*pair(seed, tmp_path)) for seed in range(3))


def _differ(one: World, other: World) -> bool:
    with one.ada, other.ada:
        return next(differences(one, other), "") != ""


def test_everything_public_has_an_entry() -> None:
    """P19: a new verb has to say what it reads, or who guards what it writes."""
    special = ("__iter__", "__contains__", "__repr__", "_repr_html_")
    public = {
        f"{room.__name__}.{name}"
        for room in ROOMS
        for name in dir(room)
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


def test_what_is_asked_of_the_store_is_narrowed_before(tmp_path: Path) -> None:
    """A3: the store itself leaves out what is hidden, so no total has to be mended."""
    seen = world(0, 1)
    asked: list[Query] = []
    with seen.ada, seen.bob._desk.reading() as reader:  # noqa: SLF001  # what no verb shows
        assert isinstance(reader, Guarded)
        query = seen.bob.deals.select()._query(reader)  # noqa: SLF001  # as above
        asked.append(reader._narrowed(query))  # noqa: SLF001  # as above

    assert "owner in" in str(asked[0].where)
    assert tmp_path.exists()
