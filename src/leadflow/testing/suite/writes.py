"""The suite's tests of writing: promises 1, 2, 4 to 7 and 15 to 17 and 19."""

# As in tests/: tests assert, with the expected value on the left.
# ruff: noqa: S101, SIM300

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import attrs
import pytest

from leadflow.entities import Lead, evolve
from leadflow.entities.points import PHONE
from leadflow.errors import Conflict, StoreClosed
from leadflow.events import Act, changed
from leadflow.storage.port import Setting, Store, Writer
from leadflow.testing.builders import a_lead, stored
from leadflow.testing.digests import digest
from leadflow.testing.suite.base import (
    COMMAND,
    Planned,
    StoreTests,
    next_version,
    undone,
    writing,
)
from leadflow.testing.suite.ledger import ask, at, found


COMMANDS = [(COMMAND.actor, COMMAND.key)]
THREADS, TIMES = 8, 25
ACT = Act(actor="ada", now=at(1))


def write_everything(writer: Writer, number: int = 1) -> None:
    """Write one of everything that can be written."""
    new = writing(number)
    writer.put([new.record])
    writer.append([new.event])
    writer.remember(COMMAND)
    writer.save_workspace("name = 'ledger'")


class WriteTests(StoreTests):
    """Promises about writing."""

    @pytest.mark.parametrize("interruption", [Planned, KeyboardInterrupt, MemoryError])
    def test_promise_1_an_exception_leaves_nothing_behind(
        self, full_store: Store, interruption: type[BaseException]
    ) -> None:
        """Promise 1: a write that ends with an exception has not happened."""
        before = digest(full_store, commands=COMMANDS)
        with undone(full_store.write(), interruption) as writer:
            write_everything(writer, 100)

        assert before == digest(full_store, commands=COMMANDS)

    def test_promise_1_the_store_is_usable_after_an_exception(
        self, store: Store
    ) -> None:
        """Promise 1: the next write begins as if there had been none."""
        with undone(store.write()) as writer:
            write_everything(writer)
        with store.write() as writer:
            write_everything(writer)

        with store.read() as reader:
            assert [1] == [event.seq for event in reader.events()]

    def test_promise_1_nothing_is_visible_before_the_end(self, store: Store) -> None:
        """Promise 1: a reader that begins during a write sees nothing of it."""
        with store.write() as writer:
            write_everything(writer)
            with store.read() as reader:
                assert {} == reader.get("lead", [writing().record.id])
                assert [] == list(reader.events())
                assert ("", 0) == reader.workspace()

    def test_promise_2_a_savepoint_is_undone_alone(self, store: Store) -> None:
        """Promise 2: what happened before a failed savepoint stays."""
        with store.write() as writer:
            writer.put([writing(1).record])
            with undone(writer.savepoint()):
                write_everything(writer, 2)
            writer.put([writing(3).record])

        with store.read() as reader:
            assert "L1 L3" == found(reader, ask("lead"))
            assert ("", 0) == reader.workspace()
            assert None is reader.command(*COMMANDS[0])

    def test_promise_2_savepoints_nest(self, store: Store) -> None:
        """Promise 2: an inner savepoint goes, or goes with the outer one."""
        with store.write() as writer:
            with writer.savepoint():
                writer.put([writing(1).record])
                with undone(writer.savepoint()):
                    writer.put([writing(2).record])
            with undone(writer.savepoint()), writer.savepoint():
                writer.put([writing(3).record])

        with store.read() as reader:
            assert "L1" == found(reader, ask("lead"))

    def test_promise_2_a_savepoint_leaves_no_gap_in_the_events(
        self, store: Store
    ) -> None:
        """Promise 2: what a savepoint appended takes its numbers along."""
        with store.write() as writer:
            writer.append([writing(1).event])
            with undone(writer.savepoint()):
                writer.append([writing(2).event])
            writer.append([writing(3).event])

        with store.read() as reader:
            numbers = [(event.seq, event.record[-1]) for event in reader.events()]
        assert [(1, "1"), (2, "3")] == numbers

    def test_promise_4_a_writer_sees_its_own_writes(self, store: Store) -> None:
        """Promise 4: every way of reading shows what was just written."""
        new = writing()
        with store.write() as writer:
            write_everything(writer)

            assert {new.record.id: new.record} == writer.get("lead", [new.record.id])
            assert "L1" == found(writer, ask("lead", "amount > 1", "-title"))
            assert 1 == writer.count(ask("lead"))
            assert ["created"] == [one.kind for one in writer.history(new.record.id)]
            assert {"+380441234567": [new.record.id]} == _lists(
                writer.holders(PHONE, ["+380441234567"])
            )
            assert COMMAND == writer.command(*COMMANDS[0])
            assert ("name = 'ledger'", 1) == writer.workspace()

    def test_promise_5_writers_take_turns(self, store: Store) -> None:
        """Promise 5: of many threads each write is there, on top of the last."""
        with store.write() as writer:
            writer.put([writing(1).record])
        with ThreadPoolExecutor(THREADS) as threads:
            list(threads.map(lambda number: _count_up(store, number), range(THREADS)))

        with store.read() as reader:
            seqs = [event.seq for event in reader.events()]
            record = reader.get("lead", [writing(1).record.id])
            assert [THREADS * TIMES + 1] == [one.version for one in record.values()]
            assert THREADS * TIMES + 1 == reader.count(ask("lead"))
        assert list(range(1, THREADS * TIMES + 1)) == seqs

    def test_promise_6_what_was_written_is_there_after_a_restart(
        self, full_store: Store
    ) -> None:
        """Promise 6: closing and opening again loses and adds nothing."""
        if not full_store.promises().durable:
            pytest.skip(f"not durable: {full_store.promises().note}")
        with full_store.write() as writer:
            write_everything(writer, 100)
        before = digest(full_store, commands=COMMANDS)
        reopened = self.reopen(full_store)

        after = digest(reopened, commands=COMMANDS)
        reopened.close()
        assert before == after

    @pytest.mark.parametrize(
        ("version", "yours", "stored_version"),
        [(1, 0, 2), (2, 1, 2), (4, 3, 2), (0, -1, 2)],
    )
    def test_promise_7_a_stale_version_is_refused(
        self, store: Store, version: int, yours: int, stored_version: int
    ) -> None:
        """Promise 7: the conflict names both versions, and nothing is stored."""
        lead, _ = stored(a_lead())
        with store.write() as writer:
            writer.put([lead, next_version(lead, title="second")])
        with pytest.raises(Conflict) as caught, store.write() as writer:
            writer.put([_at_version(lead, version)])

        assert (yours, stored_version) == (caught.value.yours, caught.value.stored)
        assert ("lead", lead.id) == (caught.value.entity, caught.value.id)
        with store.read() as reader:
            assert "second" == _title(reader.get("lead", [lead.id])[lead.id])

    def test_promise_7_a_new_record_has_version_1(self, store: Store) -> None:
        """Promise 7: a version above 1 has nothing to be on top of."""
        lead, _ = stored(a_lead())
        with pytest.raises(Conflict) as caught, store.write() as writer:
            writer.put([next_version(lead)])

        assert (1, 0) == (caught.value.yours, caught.value.stored)

    def test_promise_8_a_next_version_is_kept_with_its_fact_or_without(
        self, store: Store
    ) -> None:
        """Promise 8: what a fact says of a version changes nothing of what is kept."""
        first, created = stored(a_lead())
        second, told = changed(first, evolve(first, title="second"), ACT)
        third = next_version(second, title="third")
        with store.write() as writer:
            writer.put([first], facts=created.events)
            writer.put([second], facts=told.events)
            writer.append([*created.events, *told.events])
            assert second == writer.get("lead", [first.id])[first.id]
            writer.put([third])

        with store.read() as reader:
            assert third == reader.get("lead", [first.id])[first.id]

    def test_promise_15_a_command_is_remembered_with_its_effect(
        self, store: Store
    ) -> None:
        """Promise 15: it is found under its actor and key, by nobody else's."""
        with store.write() as writer:
            writer.remember(COMMAND)

        with store.read() as reader:
            assert COMMAND == reader.command("ada", "k-1")
            assert None is reader.command("bob", "k-1")
            assert None is reader.command("ada", "k-2")

    def test_promise_15_all_commands_can_be_read(self, store: Store) -> None:
        """Promise 15: by actor and key; whoever erases a person looks at them."""
        other = attrs.evolve(COMMAND, actor="Zoe")
        with store.write() as writer:
            writer.remember(COMMAND)
            writer.remember(other)

        with store.read() as reader:
            assert [other, COMMAND] == list(reader.commands())

    def test_promise_15_a_command_goes_with_its_effect(self, store: Store) -> None:
        """Promise 15: where the effect is undone the key is free again."""
        with undone(store.write()) as writer:
            writer.remember(COMMAND)

        with store.read() as reader:
            assert None is reader.command("ada", "k-1")

    def test_promise_16_the_workspace_grows_in_revisions(self, store: Store) -> None:
        """Promise 16: each change of the stored workspace counts, and undoes."""
        seen = []
        for text in ("a = 'ї'", "", "b"):
            with store.write() as writer:
                writer.save_workspace(text)
            with undone(store.write()) as writer:
                writer.save_workspace("never")
            with store.read() as reader:
                seen.append(reader.workspace())

        assert [("a = 'ї'", 1), ("", 2), ("b", 3)] == seen

    def test_promise_16_who_writes_is_told_what_holds(self, store: Store) -> None:
        """Promise 16: also what holds again where a savepoint is undone."""
        with store.write() as writer:
            seen = [writer.workspace()]
            writer.save_workspace("a")
            with undone(writer.savepoint()):
                seen.append(writer.workspace())
                writer.save_workspace("b")
                seen.append(writer.workspace())
            seen.append(writer.workspace())

        assert [("", 0), ("a", 1), ("b", 2), ("a", 1)] == seen

    def test_promise_16_earlier_workspaces_are_kept(self, store: Store) -> None:
        """Promise 16: each with when it began and the event before it (H7)."""
        with store.write() as writer:
            writer.save_workspace("a")
            writer.append([writing().event])
            writer.save_workspace("b", at=at(3))

        with store.read() as reader:
            found = reader.settings()
        assert [
            Setting(revision=1, text="a"),
            Setting(revision=2, text="b", at=at(3), seq=1),
        ] == list(found)

    def test_promise_19_numbers_come_in_order(self, store: Store) -> None:
        """Promise 19: each name counts for itself, from 1 on."""
        with store.write() as writer:
            given = [writer.next_number(name) for name in ("a", "a", "b", "a", "ї")]

        with store.read() as reader:
            last = [reader.last_number(name) for name in ("a", "b", "ї", "c")]
        assert [1, 2, 1, 3, 1] == given
        assert [3, 1, 1, 0] == last

    def test_promise_19_what_is_undone_leaves_no_gap(self, store: Store) -> None:
        """Promise 19: numbers of an undone block were never given."""
        with undone(store.write()) as writer:
            writer.next_number("a")
        with store.write() as writer:
            first = writer.next_number("a")
            with undone(writer.savepoint()):
                writer.next_number("a")
            second = writer.next_number("a")

        assert (1, 2) == (first, second)

    def test_promise_19_no_number_is_given_twice(self, store: Store) -> None:
        """Promise 19: of many threads each gets numbers of its own."""
        with ThreadPoolExecutor(THREADS) as threads:
            given = list(threads.map(lambda _: _numbers(store), range(THREADS)))

        several = sorted(number for some in given for number in some)
        assert list(range(1, THREADS * TIMES + 1)) == several

    def test_promise_17_a_closed_store_says_so(self, store: Store) -> None:
        """Promise 17: reading and writing raise, closing again does not."""
        store.close()
        store.close()

        with pytest.raises(StoreClosed), ExitStack() as blocks:
            blocks.enter_context(store.read())
        with pytest.raises(StoreClosed), ExitStack() as blocks:
            blocks.enter_context(store.write())


def _lists(found: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    return {key: list(ids) for key, ids in found.items()}


def _numbers(store: Store) -> list[int]:
    numbers = []
    for _ in range(TIMES):
        with store.write() as writer:
            numbers.append(writer.next_number("invoice"))
    return numbers


def _title(record: object) -> str:
    assert isinstance(record, Lead)
    return record.title


def _at_version(lead: Lead, version: int) -> Lead:
    return evolve(lead, version=version, title="never")


def _count_up(store: Store, thread: int) -> None:
    shared = writing(1).record.id
    for time in range(TIMES):
        new = writing(1000 + thread * TIMES + time)
        with store.write() as writer:
            record = writer.get("lead", [shared])[shared]
            writer.put([new.record, next_version(record, title=f"{thread} {time}")])
            writer.append([new.event])
