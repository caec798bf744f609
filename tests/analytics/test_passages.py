from collections.abc import Iterator

import pytest
from attrs import frozen

import leadflow
from leadflow import Pipeline, Stage, Workspace
from leadflow.analytics.passages import passages
from leadflow.context import binder
from leadflow.storage.memory import MemoryStore
from leadflow.storage.port import Reader
from leadflow.storage.query import Query
from leadflow.storage.reaching import Track
from leadflow.testing import FixedClock
from tests.analytics.ledger import write


PIPELINE = Pipeline("p", stages=["a", "b", Stage.won(), Stage.lost()])


TRACK = Track.of(Workspace().pipeline("deals"))
EVERY_DEAL = Query(paths=binder(Workspace(), "deal").paths)


@pytest.fixture
def store() -> MemoryStore:
    """Return a store with three deals."""
    store = MemoryStore()
    crm = leadflow.open(store, clock=FixedClock())
    write(crm, "web: new\nweb: new executing\nweb: new won lost")
    return store


def test_open_stages_have_places_in_order_and_winning_the_last() -> None:
    """Z1: the steps of a funnel are the open stages, then winning."""
    track = Track.of(PIPELINE, start=3)

    assert {"a": 3, "b": 4, "won": 5} == track.places
    assert 5 == track.end


def test_winning_may_be_left_to_what_follows() -> None:
    """Mission 0.20: a converted lead has passed the last open step of leads."""
    track = Track.of(PIPELINE, ends_won=False)

    assert {"a": 0, "b": 1, "won": 1} == track.places


def test_a_stage_without_a_place_stands_for_the_beginning() -> None:
    """S2: who stood on a stage that is gone has been on the pipeline."""
    assert 2 == Track.of(PIPELINE, start=2).place("abolished")


def test_each_record_comes_with_the_furthest_place(store: MemoryStore) -> None:
    """Z1: read in one stream, in the order of ids."""
    with store.read() as reader:
        found = list(passages(reader, EVERY_DEAL, TRACK))

    assert [(0, False), (3, False), (5, True)] == [
        (way.furthest, way.is_lost) for way in found
    ]


@frozen
class WithoutHistory:
    """A reader whose records have no history: they were put in by hand."""

    reader: Reader

    def find(self, query: Query) -> Iterator[object]:
        """Give the records."""
        return self.reader.find(query)

    def visits(self, _query: Query) -> Iterator[object]:
        """Give nothing."""
        return iter(())


def test_a_record_without_history_came_as_far_as_it_stands(store: MemoryStore) -> None:
    """P11: even then every record is counted."""
    with store.read() as reader:
        source: Reader = WithoutHistory(reader)  # type: ignore[assignment]  # the part that is read
        found = list(passages(source, EVERY_DEAL, TRACK))

    assert [0, 3, 0] == [way.furthest for way in found]
