"""P15: every store gives the same answers to the same questions (H6).

The state machines look at histories; here many questions meet records that
stay as they are.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import attrs
import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from leadflow.entities import Record, evolve
from leadflow.errors import InvalidValue, LeadflowError
from leadflow.events import Change
from leadflow.storage.memory import MemoryStore
from leadflow.storage.port import Reader, Store
from leadflow.storage.query import Order, Query
from leadflow.storage.sqlite import SQLiteStore
from leadflow.testing import CountingIds, a_lead, digest, plain, stored
from leadflow.testing.machine import ASKED, GROUPED, TOTALLED
from leadflow.testing.pages import page_end
from leadflow.testing.questions import queries
from leadflow.testing.strategies import moments, records
from leadflow.testing.suite.ledger import WORKSPACE, paths_of
from leadflow.values import Money
from tests.effort import HEAVY


QUESTIONS = 10

# Filling two stores and asking both takes as long as it takes.
PATIENT = settings(
    HEAVY,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@st.composite
def populations(draw: st.DrawFn) -> Sequence[Change]:
    """Return records of all kinds, deleted ones among them, with their events."""
    ids, made = CountingIds(), []
    for entity in draw(st.lists(st.sampled_from(ASKED), min_size=5, max_size=20)):
        record = evolve(draw(records(entity, WORKSPACE)), id=ids(entity))
        new, change = stored(record)
        made.append(change)
        if draw(st.booleans()) and draw(st.booleans()):
            gone = evolve(new, version=2, deleted_at=draw(moments()))
            made.append(Change((gone,)))
    return made


@contextmanager
def pair() -> Iterator[tuple[Store, Store]]:
    """Open a memory store and a file."""
    with TemporaryDirectory() as folder:
        lasting = SQLiteStore(Path(folder) / "sales.db", durability="normal")
        yield MemoryStore(), lasting
        lasting.close()


def write(stores: Iterable[Store], changes: Iterable[Change]) -> None:
    """Write the same into several stores."""
    change = Change.total(changes)
    for store in stores:
        with store.write() as writer:
            writer.put(change.records)
            writer.append(change.events)


def answers(store: Store, read: Callable[[Reader], Iterable[object]]) -> list[str]:
    """Return what a store answers, as text that shows every difference."""
    with store.read() as reader:
        try:
            return [plain(each) for each in read(reader)]
        except LeadflowError as error:
            return [error.code, str(error)]


def agree(stores: Iterable[Store], read: Callable[[Reader], Iterable[object]]) -> None:
    """Check that all stores answer alike."""
    first, *others = [answers(store, read) for store in stores]

    assert [first] * len(others) == others


def ask_all(stores: tuple[Store, Store], query: Query, data: st.DataObject) -> None:
    """Ask one question in every way there is."""
    whole = attrs.evolve(query, limit=None)
    by = data.draw(st.lists(st.sampled_from(GROUPED[query.entity]), max_size=2))
    total = data.draw(st.sampled_from(TOTALLED.get(query.entity, ("",))))
    agree(stores, lambda reader: reader.find(query))
    agree(stores, lambda reader: [reader.count(query)])
    agree(stores, lambda reader: reader.group(query, by, total=total))
    agree(stores, lambda reader: sorted(map(plain, reader.visits(query))))
    with stores[0].read() as reader:
        ends = [page_end(reader, whole, one) for one in reader.find(whole)]
    if ends:
        after = data.draw(st.sampled_from(ends))
        agree(stores, lambda reader: reader.find(attrs.evolve(whole, after=after)))


@PATIENT
@given(populations(), st.data())
def test_the_same_questions_get_the_same_answers(
    changes: Sequence[Change], data: st.DataObject
) -> None:
    """P15: records, order, counts, totals and visits, page by page."""
    with pair() as stores:
        write(stores, changes)
        for _ in range(QUESTIONS):
            entity = data.draw(st.sampled_from(ASKED))
            ask_all(stores, data.draw(queries(entity, WORKSPACE)), data)

        assert digest(stores[0]) == digest(stores[1])


EVERY = Query(paths=paths_of("lead"))
BY_AMOUNT = attrs.evolve(EVERY, order=(Order(("amount",)),))
BY_PHONES = attrs.evolve(EVERY, order=(Order(("phones",)),))

MISTAKES: dict[str, Callable[[Reader], Iterable[object]]] = {
    "which": lambda reader: reader.find(attrs.evolve(EVERY, which="dead")),
    "cursor": lambda reader: reader.find(attrs.evolve(BY_AMOUNT, after=("lead_1",))),
    "order": lambda reader: reader.find(BY_PHONES),
    "group": lambda reader: reader.group(EVERY, ["amount"]),
    "group by several": lambda reader: reader.group(EVERY, ["tags"]),
    "total": lambda reader: reader.group(EVERY, [], total="title"),
    "unknown field": lambda reader: reader.group(EVERY, ["colour"]),
    "entity": lambda reader: reader.get("lede", []),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_the_same_mistakes_get_the_same_errors(mistake: str) -> None:
    """P15: codes and texts, whichever store says them."""
    with pair() as stores:
        write(stores, [stored(a_lead())[1]])

        agree(stores, MISTAKES[mistake])
        assert len(answers(stores[0], MISTAKES[mistake])) == 2


UNSTORABLE: dict[str, Record] = {
    "fine money": a_lead(amount="0.00001 UAH"),
    "large money": a_lead(amount="1000000000000000 UAH"),
    "fine custom money": a_lead(custom={"a": Money("0.00001", "UAH")}),
    "wide integer": a_lead(custom={"a": 2**63}),
    "wide integers": a_lead(custom={"a": (1, -(2**63) - 1)}),
    "half a character": a_lead(custom={"a": "\ud800"}),
}


@pytest.mark.parametrize("name", UNSTORABLE)
def test_no_store_keeps_what_another_cannot(name: str) -> None:
    """P15: what a file refuses, memory refuses, and nothing is written."""
    record, _ = stored(UNSTORABLE[name])
    with pair() as stores:
        for store in stores:
            with pytest.raises(InvalidValue), store.write() as writer:
                writer.put([record])

            assert digest(store) == digest(MemoryStore())
