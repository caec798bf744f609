"""The suite's tests of reading: promises 3 and 8 to 12."""

# As in tests/: tests assert, with the expected value on the left.
# ruff: noqa: S101, PLR2004, SIM300

from itertools import islice
from typing import cast

import attrs
import pytest

from leadflow.entities import Record, entity_of, evolve
from leadflow.entities.records import blank
from leadflow.expressions import parse
from leadflow.storage.picking import picked
from leadflow.storage.port import Group, Indexing, Reader, Store
from leadflow.storage.query import Order, Query, sort_values
from leadflow.testing.builders import a_lead, stored
from leadflow.testing.digests import digest, plain
from leadflow.testing.identity import nth_id
from leadflow.testing.pages import page_end
from leadflow.testing.suite.base import StoreTests, next_version
from leadflow.testing.suite.ledger import (
    CONTACTS,
    DEALS,
    LEADS,
    WORKSPACE,
    ask,
    fill,
    found,
    id_of,
    names_of,
    paths_of,
)
from leadflow.testing.suite.questions import QUESTIONS, Question
from leadflow.testing.suite.samples import FULL
from leadflow.values import Money
from leadflow.workspace import Binder, reader as reading
from leadflow.workspace.deriving import NAME, Derived


ORDERS = {
    "lead by": "L1 L2 L3 L4 L5 L6 L7 L8 L9 L10 L12",
    "lead by amount": "L5 L3 L4 L1 L2 L8 L6 L7 L9 L10 L12",
    "lead by -amount": "L8 L2 L1 L4 L3 L5 L6 L7 L9 L10 L12",
    "lead by title": "L7 L5 L8 L1 L2 L10 L12 L4 L3 L9 L6",
    "lead by -title": "L9 L3 L4 L12 L1 L2 L10 L8 L5 L7 L6",
    "lead by source -amount": "L5 L6 L1 L2 L4 L10 L8 L3 L7 L9 L12",
    "lead by -source title": "L2 L10 L4 L1 L5 L6 L7 L8 L12 L3 L9",
    "lead by birth_date": "L1 L7 L2 L3 L4 L5 L6 L8 L9 L10 L12",
    "lead by -birth_date": "L7 L1 L2 L3 L4 L5 L6 L8 L9 L10 L12",
    "lead by -created_at": "L12 L10 L9 L8 L7 L6 L5 L4 L3 L2 L1",
    "lead by stage.kind owner -created_at": "L5 L10 L7 L3 L1 L2 L12 L9 L8 L6 L4",
    "lead by custom.rate": "L8 L1 L7 L2 L3 L4 L5 L6 L9 L10 L12",
    "lead by -custom.seats": "L7 L1 L10 L2 L3 L4 L5 L6 L8 L9 L12",
    "lead by custom.urgent -custom.called_at": "L7 L1 L2 L3 L4 L5 L6 L8 L9 L10 L12",
    "lead by -custom.partner.name custom.site.city": (
        "L7 L1 L2 L3 L4 L5 L6 L8 L9 L10 L12"
    ),
    "lead by -custom.fast_number": "L8 L7 L1 L2 L3 L4 L5 L6 L9 L10 L12",
    "lead by -custom.budget": "L8 L1 L2 L3 L4 L5 L6 L7 L9 L10 L12",
    "lead by company.name": "L1 L8 L4 L2 L3 L5 L6 L7 L9 L10 L12",
    "lead by -utm.campaign": "L1 L7 L2 L3 L4 L5 L6 L8 L9 L10 L12",
    "lead by amount.currency -amount.amount": "L5 L8 L1 L4 L3 L2 L6 L7 L9 L10 L12",
    "deal by -probability title": "D8 D3 D2 D6 D7 D1 D4 D5",
    "deal by expected_close": "D5 D4 D1 D2 D3 D6 D7 D8",
    "deal by -is_return_customer -contact.last_name": "D7 D2 D1 D4 D3 D5 D6 D8",
}


def walk(reader: Reader, query: Query, size: int) -> list[Record]:
    """Return what a query finds, read in pages, to the first that has nothing new."""
    records: list[Record] = []
    page = list(reader.find(attrs.evolve(query, limit=size)))
    # A store that repeats records must fail the test, not keep it running.
    while page and page[-1] not in records:
        records += page
        after = page_end(reader, query, page[-1])
        page = list(reader.find(attrs.evolve(query, limit=size, after=after)))
    return records + page


def ordered(text: str) -> Query:
    """Return the query that a key of ``ORDERS`` stands for."""
    entity, _, *order = text.split()
    return ask(entity, "True", *order)


DERIVED = {
    "contact: bought == True": "P1 P2",
    "contact: not bought == True": "P3",
    "company: bought == True": "C1 C2",
    "company: not bought == True and name.contains('nam')": "C3",
    "contact: name == 'Olena Kovalenko'": "P1",
    "contact: name.contains('АС Ш')": "P2",
    "contact: name.startswith('STRASSE G')": "P3",
    "contact: name.is_empty()": "nothing",
    "lead: name == 'Olena' or name.startswith('FORKLIFT')": "L1 L2 L10",
}


def derived(text: str, *order: str) -> Query:
    """Return the query that a key of ``DERIVED`` stands for."""
    entity, _, condition = text.partition(": ")
    paths = Derived(paths_of(entity), paths_of("deal"))
    where = Binder(WORKSPACE, paths).bind(parse(condition))
    criteria = tuple(Order((name,)) for name in order)
    return Query(paths=paths, where=where, order=criteria)


def _nobody(_: str, __: str) -> None: ...


class ReadTests(StoreTests):
    """Promises about reading."""

    def test_promise_3_a_reader_sees_one_instant(self, full_store: Store) -> None:
        """Promise 3: what is written meanwhile changes nothing for a reader."""
        new, change = stored(a_lead(), 77)
        with full_store.read() as reader:
            before = (found(reader, ask("lead")), list(reader.events()))
            with full_store.write() as writer:
                writer.put([new, next_version(LEADS[0], deleted_at=new.created_at)])
                writer.append(change.events)

            assert before == (found(reader, ask("lead")), list(reader.events()))
            assert 11 == reader.count(ask("lead"))

    def test_promise_3_a_new_reader_sees_the_new_instant(
        self, full_store: Store
    ) -> None:
        """Promise 3: the instant is that at which the reader began."""
        with full_store.write() as writer:
            writer.put([stored(a_lead(), 77)[0]])

        with full_store.read() as reader:
            assert 12 == reader.count(ask("lead"))

    @pytest.mark.parametrize("record", FULL, ids=lambda one: type(one).__name__)
    def test_promise_8_a_record_comes_back_equal(
        self, store: Store, record: Record
    ) -> None:
        """Promise 8: every field of every entity has its value and type."""
        with store.write() as writer:
            writer.put([record])

        with store.read() as reader:
            back = reader.get(entity_of(record).name, [record.id])[record.id]
        assert record == back
        assert plain(record) == plain(back)

    @pytest.mark.parametrize("record", FULL, ids=lambda one: type(one).__name__)
    def test_promise_8_an_empty_record_comes_back_equal(
        self, store: Store, record: Record
    ) -> None:
        """Promise 8: what is missing stays missing."""
        empty = evolve(blank(entity_of(record)), id=record.id, version=1)
        with store.write() as writer:
            writer.put([empty])

        with store.read() as reader:
            back = reader.get(entity_of(record).name, [record.id])[record.id]
        assert plain(empty) == plain(back)

    @pytest.mark.parametrize("record", FULL, ids=lambda one: type(one).__name__)
    def test_promise_22_every_field_can_be_picked(
        self, store: Store, record: Record
    ) -> None:
        """Promise 22: each has its value and type, alone and among others."""
        entity = entity_of(record).name
        empty = evolve(blank(entity_of(record)), id=nth_id(entity, 9_999), version=1)
        with store.write() as writer:
            writer.put([record, empty])
        names = tuple(entity_of(record).fields)

        with store.read() as reader:
            for some in (names, names[::-1], ("id",), names[-1:], names[5:]):
                for got, whole in zip(
                    picked(reader, ask(entity), some),
                    reader.find(ask(entity)),
                    strict=True,
                ):
                    assert tuple(getattr(whole, name) for name in some) == got

    @pytest.mark.parametrize("text", ORDERS)
    def test_promise_22_what_is_picked_comes_in_order(
        self, full_store: Store, text: str
    ) -> None:
        """Promise 22: the same records, in the same order, as far as the limit."""
        query = attrs.evolve(ordered(text), limit=5)
        with full_store.read() as reader:
            whole = [each.id for each in reader.find(query)]

            assert whole == [id for id, _ in picked(reader, query, ("id", "version"))]

    def test_promise_9_get_gives_deleted_records_too(self, full_store: Store) -> None:
        """Promise 9: ids are answered whatever became of the record."""
        with full_store.read() as reader:
            got = reader.get("lead", [id_of("L11"), id_of("L1"), id_of("L99")])

        assert {id_of("L1"), id_of("L11")} == set(got)

    @pytest.mark.parametrize(
        ("which", "names"),
        [("live", "L1 L8"), ("deleted", "L11"), ("any", "L1 L8 L11")],
    )
    def test_promise_9_find_obeys_which(
        self, full_store: Store, which: str, names: str
    ) -> None:
        """Promise 9: live records, deleted ones, or any."""
        query = ask("lead", "amount >= money('120000 UAH')", which=which)
        with full_store.read() as reader:
            assert names == found(reader, query)
            assert len(names.split()) == reader.count(query)
            assert len(names.split()) == reader.group(query, ["pipeline"])[0].count

    def test_promise_9_groups_count_and_add_up(self, full_store: Store) -> None:
        """Promise 9: groups come sorted, their totals by currency (P11, P12)."""
        query = ask("deal", which="any")
        with full_store.read() as reader:
            groups = reader.group(query, ["stage_kind", "owner"], total="amount")

        assert [
            _group("lost", "", 1),
            _group("open", "", 3, "15 UAH", "250000 USD"),
            _group("open", "ada", 3, "250002 UAH", "99.99 USD"),
            _group("won", "", 1, "250000 UAH"),
            _group("won", "bob", 1, "1 UAH"),
        ] == list(groups)

    def test_promise_9_no_records_make_no_group(self, store: Store) -> None:
        """Promise 9: a group has at least one record, also when by nothing."""
        with store.read() as reader:
            assert [] == list(reader.group(ask("deal"), ["owner"]))
            assert [] == list(reader.group(ask("deal"), [], total="amount"))

    def test_promise_9_one_group_by_nothing(self, full_store: Store) -> None:
        """Promise 9: without fields to group by there is one group."""
        query = ask("deal", "owner == 'ada'")
        with full_store.read() as reader:
            groups = reader.group(query, [], total="amount")

        totals = (Money("250002", "UAH"), Money("99.99", "USD"))
        assert [Group(key=(), count=3, totals=totals)] == list(groups)

    @pytest.mark.parametrize("question", QUESTIONS, ids=str)
    def test_promise_10_a_condition_holds_where_it_is_true(
        self, full_store: Store, question: Question
    ) -> None:
        """Promise 10: the store gives the answer that is written down (P15)."""
        query = ask(question.entity, question.condition)
        with full_store.read() as reader:
            assert question.answer == found(reader, query)
            assert len(list(reader.find(query))) == reader.count(query)

    @pytest.mark.parametrize(("question", "names"), DERIVED.items())
    def test_promise_10_what_is_derived_is_asked_as_well(
        self, full_store: Store, question: str, names: str
    ) -> None:
        """Promise 10: names in one piece, and what other records tell (P15)."""
        with full_store.read() as reader:
            assert names == found(reader, derived(question))

    def test_promise_10_what_is_derived_follows_the_data(
        self, full_store: Store
    ) -> None:
        """Promise 10: deals that are deleted, or do not count, tell nothing."""
        query = derived("company: bought == True")
        paths = cast("Derived", query.paths).narrowed(parse("owner == 'bob'"))
        with full_store.read() as reader:
            assert "C2" == found(reader, attrs.evolve(query, paths=paths))

        with full_store.write() as writer:
            writer.put([next_version(DEALS[0], deleted_at=DEALS[0].created_at)])
        with full_store.read() as reader:
            assert "C2" == found(reader, query)

    def test_promise_11_names_in_one_piece_sort_as_text(
        self, full_store: Store
    ) -> None:
        """Promise 11: a text of several fields sorts as one, on pages, too."""
        query = derived("lead: True", "name")
        info = query.paths[NAME]
        with full_store.read() as reader:
            leads = list(reader.find(derived("lead: True")))
            name = reading(info, _nobody)
            by_hand = sorted(leads, key=lambda lead: sort_values(info, name(lead)))

            assert names_of(by_hand) == found(reader, query)
            assert names_of(by_hand) == names_of(walk(reader, query, 2))

    def test_promise_10_indexes_change_no_answer(self, full_store: Store) -> None:
        """Promise 10: custom fields give the same answers with an index (F5)."""
        with full_store.write() as writer:
            if not isinstance(writer, Indexing):
                pytest.skip("it has no indexes of custom fields")
            writer.index(WORKSPACE.fields)

        for each in QUESTIONS:
            with full_store.read() as reader:
                assert each.answer == found(reader, ask(each.entity, each.condition))

    def test_promise_10_unknown_is_no_match_either_way(self, full_store: Store) -> None:
        """Promise 10: no record matches both a condition and its negation."""
        for question in QUESTIONS:
            no = ask(question.entity, f"not ({question.condition})")
            with full_store.read() as reader:
                both = set(question.answer.split()) & set(found(reader, no).split())

            assert set() == both - {"nothing"}

    @pytest.mark.parametrize(("order", "names"), ORDERS.items())
    def test_promise_11_the_order_is_total(
        self, full_store: Store, order: str, names: str
    ) -> None:
        """Promise 11: criteria first, empties last both ways, then the id."""
        with full_store.read() as reader:
            assert names == found(reader, ordered(order))

    @pytest.mark.parametrize("size", [1, 3, 100])
    @pytest.mark.parametrize("order", ORDERS)
    def test_promise_11_pages_neither_repeat_nor_skip(
        self, full_store: Store, order: str, size: int
    ) -> None:
        """Promise 11: the pages of a walk are the whole list."""
        query = ordered(order)
        with full_store.read() as reader:
            assert found(reader, query) == names_of(walk(reader, query, size))

    def test_promise_11_a_cursor_outlives_its_record(self, full_store: Store) -> None:
        """Promise 11: a page goes on where the last ended, whatever left since."""
        query = ask("lead", "True", "-amount")
        with full_store.read() as reader:
            after = page_end(reader, query, LEADS[0])
        with full_store.write() as writer:
            writer.put([next_version(LEADS[0], amount=None)])

        with full_store.read() as reader:
            names = found(reader, attrs.evolve(query, after=after))
        assert "L4 L3 L5 L1 L6 L7 L9 L10 L12" == names

    def test_promise_11_a_limit_of_nothing_finds_nothing(
        self, full_store: Store
    ) -> None:
        """Promise 11: a page of no records is empty."""
        with full_store.read() as reader:
            assert [] == list(reader.find(attrs.evolve(ask("lead"), limit=0)))

    def test_promise_12_streams_may_interleave_and_be_left(
        self, full_store: Store
    ) -> None:
        """Promise 12: two streams of one reader go on side by side."""
        with full_store.read() as reader:
            leads, people = reader.find(ask("lead")), reader.find(ask("contact"))
            pairs = [names_of(pair) for pair in zip(leads, people, strict=False)]
            left = list(islice(reader.find(ask("lead", "True", "title")), 2))

            assert ["L1 P1", "L2 P2", "L3 P3"] == pairs
            assert 2 == len(left)

    def test_a_filled_store_is_told_from_an_empty_one(self, store: Store) -> None:
        """The suite sees: its digest differs after a single change."""
        empty = digest(store)
        fill(store)
        filled = digest(store)
        with store.write() as writer:
            writer.put([next_version(CONTACTS[0], notes="1")])

        assert 3 == len({empty, filled, digest(store)})


def _group(kind: str, owner: str, count: int, *totals: str) -> Group:
    sums = tuple(Money.parse(total) for total in totals)
    return Group(key=(kind, owner), count=count, totals=sums)
