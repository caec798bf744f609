"""A state machine that runs any store against the memory store (P15).

Each rule does the same to both and compares what comes of it: values, their
types, errors and order. A store's test module subclasses it::

    class MyStoreMachine(StoreMachine):
        def make_store(self) -> Store:
            return MyStore(self.folder / "data")


    TestMyStore = MyStoreMachine.TestCase
"""

# The machine asserts as tests do.
# ruff: noqa: S101

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeAlias, TypeVar

import attrs
from attrs import frozen
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from leadflow.entities import ENTITIES, Record, entity_of, evolve
from leadflow.entities.points import KINDS, points
from leadflow.entities.records import differences
from leadflow.errors import LeadflowError
from leadflow.events import Carried, Event, FieldChange, StageMark
from leadflow.storage.memory import MemoryStore
from leadflow.storage.port import Command, Reader, Store, Writer
from leadflow.testing.digests import digest, plain
from leadflow.testing.identity import CountingIds
from leadflow.testing.pages import page_end
from leadflow.testing.questions import queries
from leadflow.testing.records import records
from leadflow.testing.suite.ledger import (
    COMPANIES,
    CONTACTS,
    DEALS,
    LEADS,
    WORKSPACE,
    fill,
)
from leadflow.testing.values import ids, moments, texts


T = TypeVar("T")

Outcome: TypeAlias = tuple[str, str]
"""What came of a step, as text: a value, or an error with its data."""

ASKED = ("lead", "deal", "contact", "company")
GROUPED: Mapping[str, tuple[str, ...]] = {
    "lead": ("pipeline", "stage", "stage_kind", "source", "owner", "company"),
    "deal": ("pipeline", "stage", "stage_kind", "source", "owner", "loss_reason"),
    "contact": ("type", "source", "owner"),
    "company": ("type", "industry", "owner", "parent"),
}
TOTALLED = {"lead": ("", "amount"), "deal": ("", "amount"), "company": ("", "revenue")}
CAUSES = ("", "call", "call 2")
KEYS = st.tuples(st.sampled_from(("ada", "bob")), st.sampled_from(("k1", "k2")))


class Undo(Exception):
    """Raised by the machine inside a block that is to be undone."""


@frozen(kw_only=True)
class Step:
    """Things to write; both stores are given the same."""

    records: tuple[Record, ...] = ()
    events: tuple[Event, ...] = ()
    command: Command | None = None
    workspace: str | None = None


class StoreMachine(RuleBasedStateMachine):
    """Runs a store and the memory store side by side; see the module."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = TemporaryDirectory()
        self.folder = Path(self._folder.name)
        """A place for the store's files; it goes with the machine."""
        self.model: Store = MemoryStore()
        self.store = self.make_store()
        self.ids = CountingIds()
        self.known: dict[str, Record] = {}
        for record in (*COMPANIES, *CONTACTS, *LEADS, *DEALS):
            self.known[self.ids(entity_of(record).name)] = record
        for store in (self.model, self.store):
            fill(store)

    def make_store(self) -> Store:
        """Return the store to test, empty."""
        reason = f"{type(self).__name__} tests no store yet: write make_store()"
        raise NotImplementedError(reason)

    def reopen(self, store: Store) -> Store:
        """Close a store that lasts and open what it kept; others go on."""
        return store

    def teardown(self) -> None:
        """Compare everything once more, and clean up."""
        try:
            self._agree_on_everything()
        finally:
            self.store.close()
            self._folder.cleanup()

    @rule(data=st.data(), entity=st.sampled_from(ASKED), count=st.integers(1, 3))
    def add(self, data: st.DataObject, entity: str, count: int) -> None:
        """Put new records, and one event for each, at once."""
        steps = [self._addition(data, entity) for _ in range(count)]
        self._write(steps)

    @rule(data=st.data())
    def update(self, data: st.DataObject) -> None:
        """Put the next version of a record, and what happened to it."""
        self._write([self._update(data)])

    @rule(data=st.data(), off=st.sampled_from((-1, 0, 2)))
    def update_stale(self, data: st.DataObject, off: int) -> None:
        """Put a version that is not the next one: both conflict alike."""
        record = self._pick(data)
        stale = evolve(record, version=record.version + off, notes="never")
        self._write([Step(records=(stale,))])

    @rule(data=st.data(), at=moments())
    def delete_or_restore(self, data: st.DataObject, at: datetime) -> None:
        """Set or clear the mark by which a record counts as deleted."""
        record = self._pick(data)
        gone = None if record.deleted_at else at
        self._write([_next(evolve(record, deleted_at=gone), record, at)])

    @rule(data=st.data(), entity=st.sampled_from(ASKED), in_savepoint=st.booleans())
    def undo(self, data: st.DataObject, entity: str, *, in_savepoint: bool) -> None:
        """Write several things in a block that fails."""
        steps = [self._addition(data, entity), self._update(data), _saving("never")]

        def act(writer: Writer) -> None:
            _write_all(writer, steps)
            raise Undo

        if in_savepoint:
            self._compare(lambda store: _in_savepoint(store, act))
        else:
            self._compare(lambda store: _outcome(lambda: _transact(store, act)))

    @rule(data=st.data(), undone=st.booleans())
    def forget(self, data: st.DataObject, *, undone: bool) -> None:
        """Let a record go, and its events tell nothing, in a block that may fail."""
        record = self._pick(data)

        def act(writer: Writer) -> None:
            told = list(writer.history(record.id))
            writer.rewrite(attrs.evolve(one, changes=(), cause="") for one in told)
            writer.drop([record])
            if undone:
                raise Undo

        self._compare(lambda store: _outcome(lambda: _transact(store, act)))
        # Whatever else is asked of a record needs one.
        if not undone and len(self.known) > 1:
            del self.known[record.id]
        self._read(lambda reader: reader.history(record.id))

    @rule(key=KEYS, request=texts(), result=texts())
    def remember(self, key: tuple[str, str], request: str, result: str) -> None:
        """Remember a command, unless its key is known."""
        actor, text = key
        command = Command(
            actor=actor, key=text, verb="move", request=request, result=result
        )
        with self.model.read() as reader:
            is_new = reader.command(actor, text) is None
        self._write([Step(command=command)] if is_new else [])

    @rule(name=st.sampled_from(("invoice", "рахунок")), undone=st.booleans())
    def count_on(self, name: str, *, undone: bool) -> None:
        """Take the next number of a name, in a block that may fail."""
        taken = list[int]()

        def act(writer: Writer) -> None:
            taken.append(writer.next_number(name))
            if undone:
                raise Undo

        self._compare(lambda store: _outcome(lambda: _transact(store, act)))
        assert taken[0] == taken[-1]
        self._read(lambda reader: [reader.last_number(name)])

    @rule(text=texts())
    def save_workspace(self, text: str) -> None:
        """Store another workspace."""
        self._write([_saving(text)])
        self._read(lambda reader: [reader.workspace(), *reader.settings()])

    @rule(data=st.data(), entity=st.sampled_from(ASKED))
    def find(self, data: st.DataObject, entity: str) -> None:
        """Ask a random question, and go on behind a random record."""
        query = data.draw(queries(entity, WORKSPACE))
        self._read(lambda reader: reader.find(query))
        self._read(lambda reader: [reader.count(query)])
        whole = attrs.evolve(query, limit=None)
        with self.model.read() as reader:
            found = list(reader.find(whole))
            if not found:
                return
            last = data.draw(st.sampled_from(found))
            after = page_end(reader, query, last)
        self._read(lambda reader: reader.find(attrs.evolve(query, after=after)))

    @rule(data=st.data(), entity=st.sampled_from(ASKED))
    def group(self, data: st.DataObject, entity: str) -> None:
        """Count and add up by random fields; see where records have been."""
        query = data.draw(queries(entity, WORKSPACE))
        fields = st.sampled_from(GROUPED[entity])
        by = data.draw(st.lists(fields, unique=True, max_size=2))
        total = data.draw(st.sampled_from(TOTALLED.get(entity, ("",))))
        self._read(lambda reader: reader.group(query, by, total=total))
        self._read(lambda reader: sorted(map(plain, reader.visits(query))))

    @rule(data=st.data())
    def follow(self, data: st.DataObject) -> None:
        """Look from the other end: links, contact points, commands, events."""
        entity = data.draw(st.sampled_from(("company", "contact", "lead")))
        targets = data.draw(st.lists(ids(entity), max_size=3))
        keys = sorted({key for one in self.known.values() for _, key in points(one)})
        some = data.draw(st.lists(st.sampled_from(keys), max_size=3)) if keys else []
        kind = data.draw(st.sampled_from(KINDS))
        actor, key = data.draw(KEYS)
        after = data.draw(st.integers(0, 20))
        self._read(lambda reader: reader.links_to(targets))
        self._read(lambda reader: [_lists(reader.holders(kind, some))])
        self._read(lambda reader: [reader.command(actor, key), *reader.commands()])
        self._read(lambda reader: reader.events(after=after))

    @rule(data=st.data())
    def get(self, data: st.DataObject) -> None:
        """Read records by id, and their history."""
        entity = data.draw(st.sampled_from(ASKED))
        some = data.draw(st.lists(ids(entity), max_size=4))
        one = data.draw(st.sampled_from(sorted(self.known)))
        self._read(lambda reader: sorted(map(plain, reader.get(entity, some).values())))
        self._read(lambda reader: reader.history(one))
        cause = data.draw(st.sampled_from(CAUSES))
        self._read(lambda reader: reader.caused_by(cause))

    @rule()
    def restart(self) -> None:
        """Open the store again, if it lasts, and compare everything."""
        self.store = self.reopen(self.store)
        self._agree_on_everything()

    def _addition(self, data: st.DataObject, entity: str) -> Step:
        given = data.draw(records(entity, WORKSPACE))
        record = evolve(given, id=self.ids(entity), version=1)
        at = data.draw(moments())
        cause = data.draw(st.sampled_from(CAUSES))
        return _next(record, ENTITIES[entity].cls(), at, cause)

    def _update(self, data: st.DataObject) -> Step:
        record = self._pick(data)
        entity = entity_of(record).name
        changes = data.draw(records(entity, WORKSPACE))
        kept = {"id": record.id, "version": record.version}
        changed = evolve(changes, **kept, deleted_at=record.deleted_at)
        return _next(changed, record, data.draw(moments()))

    def _pick(self, data: st.DataObject) -> Record:
        return self.known[data.draw(st.sampled_from(sorted(self.known)))]

    def _write(self, steps: Sequence[Step]) -> None:
        outcome = self._compare(
            lambda store: _outcome(
                lambda: _transact(store, lambda writer: _write_all(writer, steps))
            )
        )
        if outcome[0] == "value":
            new = [record for step in steps for record in step.records]
            self.known.update({record.id: record for record in new})

    def _read(self, read: Callable[[Reader], Iterable[object]]) -> None:
        def ask(store: Store) -> Outcome:
            with store.read() as reader:
                return _outcome(lambda: tuple(read(reader)))

        self._compare(ask)

    def _compare(self, act: Callable[[Store], Outcome]) -> Outcome:
        expected = act(self.model)
        assert expected == act(self.store)
        return expected

    def _agree_on_everything(self) -> None:
        commands = [(actor, key) for actor in ("ada", "bob") for key in ("k1", "k2")]
        assert digest(self.model, commands=commands) == digest(
            self.store, commands=commands
        )


def _next(record: Record, before: Record, at: datetime, cause: str = "") -> Step:
    """Return the step that stores a record's next version, and its event."""
    new = evolve(record, version=before.version + 1)
    changes = tuple(
        FieldChange(*each, _carried(each[0]) if cause else ())
        for each in differences(before, new)
    )
    stage = getattr(new, "stage", "")
    mark = StageMark(
        pipeline=getattr(new, "pipeline", ""),
        stage=stage,
        label=stage.title(),
        kind=getattr(new, "stage_kind", ""),
    )
    event = Event(
        kind="updated",
        entity=entity_of(new).name,
        record=new.id,
        version=new.version,
        at=at,
        actor="ada",
        changes=changes,
        stage=mark if stage else None,
        cause=cause,
    )
    return Step(records=(new,), events=(event,))


def _carried(name: str) -> tuple[Carried, ...]:
    """Return where a conversion would have taken a field's value from."""
    return (Carried(field=name, how="template", fields=(name, "name"), variant="ґ"),)


def _saving(text: str) -> Step:
    return Step(workspace=text)


def _write_all(writer: Writer, steps: Iterable[Step]) -> None:
    several = tuple(steps)
    writer.put([record for step in several for record in step.records])
    writer.append([event for step in several for event in step.events])
    for step in several:
        if step.command is not None:
            writer.remember(step.command)
        if step.workspace is not None:
            writer.save_workspace(step.workspace)


def _transact(store: Store, act: Callable[[Writer], T]) -> T:
    with store.write() as writer:
        return act(writer)


def _in_savepoint(store: Store, act: Callable[[Writer], None]) -> Outcome:
    """Undo a savepoint, then go on writing in the same transaction."""

    def write(writer: Writer) -> Outcome:
        outcome = _outcome(lambda: _nest(writer, act))
        writer.save_workspace("after a savepoint")
        return outcome

    return _transact(store, write)


def _nest(writer: Writer, act: Callable[[Writer], None]) -> None:
    with writer.savepoint():
        act(writer)


def _outcome(act: Callable[[], object]) -> Outcome:
    try:
        return "value", plain(act())
    except Undo:
        return "undone", ""
    except LeadflowError as error:
        return error.code, str(error)


def _lists(found: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    return {key: tuple(holders) for key, holders in found.items()}
