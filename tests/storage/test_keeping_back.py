"""What a writer keeps back is answered as if it was written (C7, H3)."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime

import pytest
from attrs import define, field

from leadflow.entities import Lead, Record, evolve
from leadflow.events import Act, Change, changed
from leadflow.storage.gathering import Gathering, TornError
from leadflow.storage.memory import MemoryStore
from leadflow.storage.port import Command, Writer
from leadflow.testing import a_company, a_lead, nth_id, stored


BOB = Act(actor="bob", now=datetime(2026, 1, 6, 9, 0, tzinfo=UTC))
PHONE = "+380441234567"
ASKED = ("get", "holders", "links_to", "put", "append", "workspace")


@define
class Heard:
    """A writer that notes what it was asked."""

    writer: Writer
    asked: list[str] = field(factory=list)

    def __getattr__(self, name: str) -> object:
        if name in ASKED:
            self.asked.append(name)
        return getattr(self.writer, name)


@define
class Desk:
    """A writer that keeps things back, and what is behind it."""

    gathered: Gathering
    heard: Heard

    def take(self, *changes: Change) -> None:
        """Put what some changes say."""
        for each in changes:
            self.gathered.put(each.records)
            self.gathered.append(each.events)

    def titles(self, *records: Record) -> list[str]:
        """Return what some leads are called, as one asks now."""
        found = self.gathered.get("lead", [each.id for each in records])
        return [getattr(each, "title", "") for each in found.values()]


@pytest.fixture
def desk() -> Iterator[Desk]:
    """Return one in an open transaction of an empty store."""
    with MemoryStore().write() as writer:
        heard = Heard(writer)
        yield Desk(Gathering(heard), heard)  # type: ignore[arg-type]  # all is passed on


def test_what_is_kept_back_is_written_once(desk: Desk) -> None:
    """H3: records, then their facts, when somebody has to see them."""
    one, change = stored(a_lead(title="A"))
    desk.take(change)
    assert [] == desk.heard.asked
    desk.gathered.flush()
    desk.gathered.flush()

    assert ["put", "append"] == desk.heard.asked
    assert ["A"] == desk.titles(one)
    assert 1 == len(list(desk.gathered.history(one.id)))


@pytest.mark.parametrize("what", ["records", "events"])
def test_a_part_is_written_too(desk: Desk, what: str) -> None:
    """H3: whoever has put only the one, loses nothing."""
    _, change = stored(a_lead(title="A"))
    if what == "records":
        desk.gathered.put(change.records)
    else:
        desk.gathered.append(change.events)
    desk.gathered.flush()

    assert ["put", "append"] == desk.heard.asked


def test_what_fails_alone_is_forgotten_alone(desk: Desk) -> None:
    """C7: of a block that raised nothing is there, of the one before all."""
    one, first = stored(a_lead(title="A"))
    two, second = stored(a_lead(title="B"), 2)
    later, third = changed(one, evolve(one, title="Later"), BOB)
    desk.take(first)
    with suppress(KeyError), desk.gathered.savepoint():
        desk.take(second, third)
        assert ["Later", "B"] == desk.titles(later, two)
        raise KeyError

    assert ["A"] == desk.titles(one, two)
    assert [1] == [each.seq for each in desk.gathered.events()]


def test_what_stood_before_may_be_written_meanwhile(desk: Desk) -> None:
    """C7: a block that asked for something can be forgotten all the same."""
    one, first = stored(a_lead(title="A"))
    two, second = stored(a_lead(title="B"), 2)
    desk.take(first)
    with suppress(KeyError), desk.gathered.savepoint():
        desk.gathered.flush()
        desk.take(second)
        raise KeyError

    assert ["A"] == desk.titles(one, two)
    assert ["created"] == [each.kind for each in desk.gathered.events()]


def test_a_block_that_ends_well_keeps_what_it_put(desk: Desk) -> None:
    """C7: records of a batch that went well are there."""
    one, change = stored(a_lead(title="A"))
    with desk.gathered.savepoint():
        desk.take(change)

    assert ["A"] == desk.titles(one)


def test_what_was_written_cannot_be_forgotten(desk: Desk) -> None:
    """C7: where some of a block is written, the whole transaction is refused."""
    _, change = stored(a_lead())
    with suppress(KeyError), desk.gathered.savepoint():
        desk.take(change)
        desk.gathered.flush()
        raise KeyError

    with pytest.raises(TornError):
        desk.gathered.flush()


AT_ONCE: dict[str, Callable[[Gathering], object]] = {
    "a command": lambda here: here.remember(
        Command(actor="ada", key="k", verb="v", request="", result="")
    ),
    "a number": lambda here: here.next_number("deal.number"),
    "facts": lambda here: here.rewrite([]),
    "the workspace": lambda here: here.save_workspace('language = "uk"'),
    "a purge": lambda here: here.drop([]),
}


@pytest.mark.parametrize("what", AT_ONCE)
def test_what_is_written_at_once_cannot_be_forgotten(desk: Desk, what: str) -> None:
    """C7, P3: keys and numbers of a block that failed may not stay."""
    with suppress(KeyError), desk.gathered.savepoint():
        AT_ONCE[what](desk.gathered)
        raise KeyError

    with pytest.raises(TornError):
        desk.gathered.flush()


def test_a_store_that_refuses_refuses_the_rest(desk: Desk) -> None:
    """P7: nobody knows by whose fault, so nothing more is taken."""
    lead, _ = stored(a_lead())
    _, conflicting = changed(lead, evolve(lead, title="B"), BOB)
    desk.take(conflicting)
    with pytest.raises(Exception):  # noqa: B017, PT011  # whatever the store says
        desk.gathered.flush()

    with pytest.raises(TornError):
        desk.gathered.flush()


def test_what_is_foreseen_is_asked_once(desk: Desk) -> None:
    """C7: records, links and contact points of a whole batch in one question each."""
    firm, made = stored(a_company())
    leads = [stored(a_lead(company=firm.id, phones=PHONE), n) for n in (1, 2)]
    desk.take(made, *(change for _, change in leads))
    desk.gathered.flush()
    here, ids = Gathering(desk.heard), [each.id for each, _ in leads]  # type: ignore[arg-type]  # all is passed on
    desk.heard.asked.clear()
    found = here.foresee_records([*ids, *ids, firm.id, "nobody"])
    here.foresee_links([firm.id, *ids])
    here.foresee_holders([("phone", PHONE), ("email", "a@a.example")])

    assert [*ids, firm.id] == [each.id for each in found]
    assert ["get", "get", "links_to", "holders", "holders"] == desk.heard.asked
    assert ids == list(here.get("lead", ids))
    assert ids == [each.record for each in here.links_to([firm.id])]
    assert [] == list(here.links_to(ids[:1]))
    assert {PHONE: ids} == {
        key: list(held) for key, held in here.holders("phone", [PHONE]).items()
    }
    assert 5 == len(desk.heard.asked)


@pytest.fixture
def known(desk: Desk) -> Sequence[Lead]:
    """Return leads that were stored, of a firm and with one phone, and are known."""
    firm, made = stored(a_company())
    told = [stored(a_lead(company=firm.id, phones=PHONE), n) for n in (1, 2)]
    desk.take(made, *(change for _, change in told))
    desk.gathered.flush()
    return [each for each, _ in told]


def test_links_that_changed_are_asked_anew(desk: Desk, known: Sequence[Lead]) -> None:
    """P10: who points at a firm is told as it is, also where only that was asked."""
    firm = known[0].company
    assert firm is not None
    desk.gathered.foresee_links([firm])
    desk.take(changed(known[0], evolve(known[0], company=None), BOB)[1])

    assert [known[1].id] == [each.record for each in desk.gathered.links_to([firm])]


def test_points_that_changed_are_asked_anew(desk: Desk, known: Sequence[Lead]) -> None:
    """D1: who has a phone is told as it is, also where only that was asked."""
    desk.gathered.foresee_holders([("phone", PHONE)])
    desk.take(changed(known[0], evolve(known[0], phones=()), BOB)[1])

    assert {PHONE: [known[1].id]} == {
        key: list(ids) for key, ids in desk.gathered.holders("phone", [PHONE]).items()
    }


def test_what_did_not_change_is_not_asked_anew(
    desk: Desk, known: Sequence[Lead]
) -> None:
    """C7: another title says nothing about links and points."""
    firm = known[0].company
    assert firm is not None
    desk.gathered.foresee_links([firm])
    desk.gathered.foresee_holders([("phone", PHONE)])
    desk.take(changed(known[0], evolve(known[0], title="Other"), BOB)[1])
    desk.heard.asked.clear()
    desk.gathered.links_to([firm])
    desk.gathered.holders("phone", [PHONE])

    assert [] == desk.heard.asked


def test_a_record_that_nobody_read_makes_all_be_asked_anew(
    desk: Desk, known: Sequence[Lead]
) -> None:
    """P10, D1: what it held before is not known, so nothing is taken for granted."""
    firm = known[0].company
    assert firm is not None
    here = Gathering(desk.heard)  # type: ignore[arg-type]  # all is passed on
    here.foresee_links([firm])
    here.foresee_holders([("phone", PHONE)])
    _, change = changed(known[0], evolve(known[0], company=None, phones=()), BOB)
    here.put(change.records)
    here.append(change.events)

    assert [known[1].id] == [each.record for each in here.links_to([firm])]
    assert [known[1].id] == list(here.holders("phone", [PHONE])[PHONE])


def test_a_new_record_makes_no_more_be_asked_than_it_holds(
    desk: Desk, known: Sequence[Lead]
) -> None:
    """C7: a batch that makes records asks for none of the others again."""
    firm = known[0].company
    assert firm is not None
    desk.gathered.foresee_links([firm])
    desk.gathered.foresee_holders([("phone", PHONE), ("phone", "+12025550123")])
    desk.take(stored(a_lead(phones="+12025550123"), 3)[1])
    desk.heard.asked.clear()
    desk.gathered.links_to([firm])
    desk.gathered.holders("phone", [PHONE])

    assert [] == desk.heard.asked
    assert ["+12025550123"] == list(desk.gathered.holders("phone", ["+12025550123"]))


def test_what_was_purged_is_nowhere(desk: Desk, known: Sequence[Lead]) -> None:
    """P10, H5: neither the record, nor its links, nor its phone."""
    firm = known[0].company
    assert firm is not None
    desk.gathered.foresee_links([firm])
    desk.gathered.foresee_holders([("phone", PHONE)])
    desk.gathered.drop(iter([known[0]]))

    assert {} == desk.gathered.get("lead", [known[0].id])
    assert [known[1].id] == [each.record for each in desk.gathered.links_to([firm])]
    assert [known[1].id] == list(desk.gathered.holders("phone", [PHONE])[PHONE])


def test_what_was_put_and_purged_in_one_go_is_nowhere(desk: Desk) -> None:
    """H3, H5: what is kept back is written before anything is taken away."""
    lead, change = stored(a_lead())
    desk.take(change)
    desk.gathered.drop([lead])
    desk.gathered.flush()

    assert {} == desk.gathered.get("lead", [lead.id])
    assert ["put", "append"] == desk.heard.asked[:2]


def test_the_workspace_is_asked_once_until_it_is_replaced(desk: Desk) -> None:
    """C7: a batch reads it once, and sees the new one where it has changed."""
    before = desk.gathered.workspace()
    assert before == desk.gathered.workspace()
    assert 1 == desk.heard.asked.count("workspace")
    desk.gathered.save_workspace('language = "uk"')

    assert 'language = "uk"' == desk.gathered.workspace()[0]


def test_keys_and_numbers_are_known_at_once(desk: Desk) -> None:
    """P3, F3: nothing of them is kept back, and nothing else is written for them."""
    command = Command(actor="ada", key="k", verb="v", request="", result="")
    desk.take(stored(a_lead())[1])
    assert None is desk.gathered.command("ada", "k")
    desk.gathered.remember(command)

    assert command == desk.gathered.command("ada", "k")
    assert 1 == desk.gathered.next_number("n") == desk.gathered.last_number("n")
    assert [] == desk.heard.asked


def test_a_record_of_nobody_is_none(desk: Desk) -> None:
    """P10: what is not there is not there, however often it is asked for."""
    for _ in range(2):
        assert {} == desk.gathered.get("lead", [nth_id("lead", 9)])
