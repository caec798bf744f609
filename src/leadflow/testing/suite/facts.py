"""The suite's tests of events, links and points: promises 13, 14, 18, 20, 21."""

# As in tests/: tests assert, with the expected value on the left.
# ruff: noqa: S101, SIM300

from collections.abc import Mapping, Sequence
from datetime import date

import attrs
import pytest

from leadflow.entities import Affiliation, Custom, Ref, evolve
from leadflow.entities.points import DOMAIN, EMAIL, NAME, PHONE
from leadflow.errors import InvalidValue
from leadflow.events import GONE, Carried, Event, FieldChange, StageMark
from leadflow.storage.port import Backlink, Store, Visit
from leadflow.testing.digests import plain
from leadflow.testing.identity import nth_id
from leadflow.testing.suite.base import StoreTests, next_version, writing
from leadflow.testing.suite.ledger import (
    C1,
    C2,
    C3,
    CONTACTS,
    DEALS,
    LEADS,
    P2,
    ask,
    at,
    id_of,
)
from leadflow.testing.suite.samples import FULL
from leadflow.values import Money, Phone


CARRIED = (
    Carried(
        field="title",
        how="template",
        source=nth_id("lead", 9),
        fields=("title", "custom.ґ"),
        variant="b2b",
    ),
)


def event(record: str, day: int, stage: str = "", kind: str = "open") -> Event:
    """Return an event of a record in the ledger, with a stage if one is named."""
    mark = StageMark(pipeline="leads", stage=stage, label=stage.title(), kind=kind)
    return Event(
        kind="moved" if stage else "updated",
        entity="lead",
        record=id_of(record),
        version=day,
        at=at(day),
        actor="ada",
        stage=mark if stage else None,
    )


class FactTests(StoreTests):
    """Promises about what is known of records besides their fields."""

    def test_promise_13_events_are_numbered_in_the_order_of_commit(
        self, store: Store
    ) -> None:
        """Promise 13: ``seq`` counts from 1, whatever the clock says (P16)."""
        for days in ((5, 1), (9,), (2, 3)):
            with store.write() as writer:
                writer.append([event("L1", day) for day in days])

        with store.read() as reader:
            told = [(one.seq, one.at.day) for one in reader.events()]
        assert [(1, 5), (2, 1), (3, 9), (4, 2), (5, 3)] == told

    def test_promise_13_events_may_be_read_from_a_number_on(self, store: Store) -> None:
        """Promise 13: whoever remembers a ``seq`` gets what came after it."""
        with store.write() as writer:
            writer.append([event("L1", day) for day in (1, 2, 3)])

        with store.read() as reader:
            assert [2, 3] == [one.seq for one in reader.events(after=1)]
            assert [] == list(reader.events(after=3))
            assert [] == list(reader.events(after=99))

    def test_promise_13_a_history_is_that_of_one_record(self, store: Store) -> None:
        """Promise 13: oldest first, without the events of others."""
        with store.write() as writer:
            writer.append([event("L1", 1), event("L2", 1), event("L1", 2)])

        with store.read() as reader:
            assert [1, 3] == [one.seq for one in reader.history(id_of("L1"))]
            assert [] == list(reader.history(id_of("L3")))

    def test_promise_13_events_come_back_equal(self, store: Store) -> None:
        """Promise 13: each change keeps the types of its values (P13)."""
        lead = FULL[0]
        changes = tuple(
            FieldChange(one.name, one.default, getattr(lead, one.name), CARRIED)
            for one in attrs.fields(type(lead))
            if one.name not in ("id", "custom")
        )
        custom = FieldChange(
            "custom", Custom(), Custom({"sum": Money("1", "UAH"), "on": date(1, 1, 1)})
        )
        told, gates = (*changes, custom), ("limit", "required:custom.ґ")
        odd = attrs.evolve(writing().event, changes=told, overridden=gates, seq=99)
        with store.write() as writer:
            writer.append([odd])

        with store.read() as reader:
            back = list(reader.events())
        assert [plain(attrs.evolve(odd, seq=1))] == [plain(one) for one in back]
        assert [attrs.evolve(odd, seq=1)] == back

    def test_promise_18_events_are_found_by_their_cause(self, store: Store) -> None:
        """Promise 18: in order, of all records, and of this very cause alone."""
        causes = ("call", "call 2", "", "call", "Call", "")
        told = [
            attrs.evolve(event(f"L{number % 2 + 1}", number), cause=cause)
            for number, cause in enumerate(causes, 1)
        ]
        with store.write() as writer:
            writer.append(told[:2])
            assert [1] == [one.seq for one in writer.caused_by("call")]
            writer.append(told[2:])

        with store.read() as reader:
            found = list(reader.caused_by("call"))
            assert [1, 4] == [one.seq for one in found]
            assert [attrs.evolve(told[0], seq=1), attrs.evolve(told[3], seq=4)] == found
            assert [] == list(reader.caused_by("cal"))
            assert [] == list(reader.caused_by(""))

    def test_promise_13_visits_tell_each_stage_once(self, full_store: Store) -> None:
        """Promise 13: every stage a matching record stood on, once each (Z1)."""
        stages = [("L1", "new"), ("L1", "processed"), ("L1", "new"), ("L2", "new")]
        with full_store.write() as writer:
            writer.append(event(name, 1, stage) for name, stage in stages)
            writer.append([event("L1", 2), event("L11", 1, "new")])

        with full_store.read() as reader:
            visits = list(reader.visits(ask("lead", "owner == 'ada'")))
        assert [
            Visit(id_of("L1"), "leads", "new"),
            Visit(id_of("L1"), "leads", "processed"),
        ] == sorted(visits, key=lambda one: one.stage)

    def test_promise_20_events_are_rewritten_to_tell_less(self, store: Store) -> None:
        """Promise 20: changes and cause are replaced, found by the new cause alone."""
        told = attrs.evolve(writing().event, cause="call of Olena")
        less = tuple(FieldChange(each.field, GONE, GONE) for each in told.changes)
        with store.write() as writer:
            writer.append([told, event("L2", 2)])
            writer.rewrite([attrs.evolve(told, seq=1, changes=less, cause="call")])

        expected = attrs.evolve(told, seq=1, changes=less, cause="call")
        with store.read() as reader:
            assert [expected] == list(reader.history(told.record))
            assert [expected] == list(reader.events())[:1]
            assert [expected] == list(reader.caused_by("call"))
            assert [] == list(reader.caused_by("call of Olena"))

    def test_promise_20_nothing_else_of_an_event_changes(self, store: Store) -> None:
        """Promise 20: another time, actor or number is refused, all or none."""
        told = attrs.evolve(writing().event, seq=1)
        with store.write() as writer:
            writer.append([told, event("L2", 2)])
        wrong = [
            attrs.evolve(told, seq=2),
            attrs.evolve(told, seq=9),
            attrs.evolve(told, actor="bob"),
            attrs.evolve(told, at=at(9)),
            attrs.evolve(told, version=9),
            attrs.evolve(told, kind="moved"),
        ]
        for each in wrong:
            with pytest.raises(InvalidValue), store.write() as writer:
                writer.rewrite([attrs.evolve(told, changes=()), each])

            with store.read() as reader:
                assert [told] == list(reader.history(told.record))

    def test_promise_21_dropped_records_are_gone(self, full_store: Store) -> None:
        """Promise 21: with their links and points; what happened is still told."""
        with full_store.write() as writer:
            writer.append([event("L1", 1)])
            writer.drop([LEADS[0]])

        with full_store.read() as reader:
            links = [one.record for one in reader.links_to([C1])]
            assert {} == reader.get("lead", [LEADS[0].id])
            assert LEADS[0].id not in links
            assert {"+380441234567": [id_of("L12")]} == _lists(
                reader.holders(PHONE, ["+380441234567"])
            )
            assert 1 == len(list(reader.history(LEADS[0].id)))

    def test_promise_14_links_are_found_from_the_other_end(
        self, full_store: Store
    ) -> None:
        """Promise 14: in order, with roles, also those of deleted records (P10)."""
        with full_store.read() as reader:
            links = reader.links_to([C1])

        assert [
            ("company", "C3", "parent"),
            ("contact", "P1", "companies"),
            ("deal", "D1", "company"),
            ("deal", "D9", "company"),
            ("lead", "L1", "company"),
            ("lead", "L11", "company"),
        ] == [(one.entity, _name(one.record), one.field) for one in links]

    def test_promise_14_own_fields_link_as_others_do(self, full_store: Store) -> None:
        """Promise 14: references in custom fields too, until they change (F6)."""
        with full_store.write() as writer:
            before = [
                one.field for one in writer.links_to([C2]) if one.entity == "lead"
            ]
            writer.put([next_version(LEADS[6], custom={"guests": (Ref(C2),)})])
            writer.put([next_version(LEADS[7], custom={"partner": Ref(C2)})])
        with full_store.write() as writer:
            lead = writer.get("lead", [LEADS[6].id])[LEADS[6].id]
            writer.put([next_version(lead, custom={"partner": None})])

        with full_store.read() as reader:
            links = [one for one in reader.links_to([C2]) if one.entity == "lead"]
        assert ["company", "custom.guests", "custom.partner"] == sorted(before)
        assert [
            ("L4", "company"),
            ("L7", "custom.guests"),
            ("L8", "custom.partner"),
        ] == [(_name(one.record), one.field) for one in links]

    def test_promise_14_links_keep_position_and_role(self, full_store: Store) -> None:
        """Promise 14: what the link says is known at both ends."""
        works = Affiliation(C3, "Директор", "head")
        changed = next_version(CONTACTS[1], companies=works)
        with full_store.write() as writer:
            writer.put([changed])

        with full_store.read() as reader:
            links = [one for one in reader.links_to([C3]) if one.record == P2]
        assert [
            Backlink("contact", P2, "companies", C3, "head", "Директор", primary=True)
        ] == links

    def test_promise_14_a_changed_link_is_found_at_its_new_end(
        self, full_store: Store
    ) -> None:
        """Promise 14: the old end forgets it at once."""
        with full_store.write() as writer:
            writer.put([next_version(LEADS[0], company=C3)])
            fresh = [one.record for one in writer.links_to([C3])]

        with full_store.read() as reader:
            stale = [one.record for one in reader.links_to([C1])]
        assert id_of("L1") in fresh
        assert id_of("L1") not in stale

    def test_promise_14_a_product_in_two_rows_is_one_link(self, store: Store) -> None:
        """Promise 14: a record points at another once for each field."""
        lead = FULL[0]
        doubled = evolve(lead, rows=(lead.rows[0],) * 2)  # type: ignore[union-attr]  # a lead
        with store.write() as writer:
            writer.put([doubled])

        with store.read() as reader:
            links = reader.links_to([nth_id("product", 1)])
        assert ["rows"] == [one.field for one in links]

    def test_promise_14_holders_are_found_by_contact_point(
        self, full_store: Store
    ) -> None:
        """Promise 14: by kind and key, ids in order; unknown keys are left out."""
        mail = "olena@kyivlog.example"
        with full_store.read() as reader:
            found = reader.holders(EMAIL, [mail, "no@b.example", mail])
            phones = reader.holders(PHONE, ["+380441234567", "101"])

            assert {mail: [id_of("L1"), id_of("L9")]} == _lists(found)
            assert {
                "+380441234567": [id_of("L1"), id_of("L12")],
                "101": [id_of("L12")],
            } == _lists(phones)
            assert {} == _lists(reader.holders(DOMAIN, [mail]))
            assert {"kyiv logistics": [C1]} == _lists(
                reader.holders(NAME, ["kyiv logistics"])
            )

    def test_promise_14_a_changed_point_is_found_no_longer(
        self, full_store: Store
    ) -> None:
        """Promise 14: the index follows the record."""
        with full_store.write() as writer:
            writer.put([next_version(LEADS[0], phones=[Phone("102")], emails=())])

        with full_store.read() as reader:
            assert {"102": [id_of("L1")]} == _lists(reader.holders(PHONE, ["102"]))
            found = reader.holders(PHONE, ["+380441234567"])
            assert {"+380441234567": [id_of("L12")]} == _lists(found)

    def test_promise_14_deleted_records_hold_nothing_until_restored(
        self, full_store: Store
    ) -> None:
        """Promise 14: holders are live, links stay (H5)."""
        gone = next_version(LEADS[0], deleted_at=at(28))
        with full_store.write() as writer:
            writer.put([gone])
            while_gone = _lists(writer.holders(PHONE, ["+380441234567"]))
            links = [one.record for one in writer.links_to([C1])]
            writer.put([next_version(gone, deleted_at=None)])

        with full_store.read() as reader:
            restored = _lists(reader.holders(PHONE, ["+380441234567"]))
        assert {"+380441234567": [id_of("L12")]} == while_gone
        assert {"+380441234567": [id_of("L1"), id_of("L12")]} == restored
        assert id_of("L1") in links

    def test_promise_14_nobody_points_at_a_stranger(self, full_store: Store) -> None:
        """Promise 14: no targets and unknown ones give no links."""
        with full_store.read() as reader:
            assert [] == list(reader.links_to([]))
            assert [] == list(reader.links_to([id_of("C99"), DEALS[0].id]))


def _name(id: str) -> str:
    entity, _, number = id.partition("_")
    letters = {"company": "C", "contact": "P", "deal": "D", "lead": "L"}
    return f"{letters[entity]}{int(number)}"


def _lists(found: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    return {key: list(ids) for key, ids in found.items()}
