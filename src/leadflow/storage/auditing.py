"""Auditing a store: does everything that it holds agree with its facts (P14)?

Whoever changes a file behind leadflow's back changes a record, an event or an
index, but hardly all of them alike. What agrees in all parts can still be a
rewrite; against that there is the head: a digest over all events up to one. Kept
elsewhere, it proves later that they are the same, and that none was cut off.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from hashlib import sha256
from itertools import groupby
from operator import itemgetter
from typing import Any, Protocol, TypeAlias, runtime_checkable

from attrs import define, field, frozen

from leadflow.entities import ENTITIES, Record, entity_of, references
from leadflow.entities.points import points
from leadflow.entities.records import differences
from leadflow.errors import InvalidValue, LeadflowError
from leadflow.storage.codec import Unreadable, to_text
from leadflow.storage.codec.tellings import (
    ENTITY,
    RECORD,
    SEQ,
    VERSION,
    is_gone,
    retold,
)
from leadflow.storage.port import Reader, Telling, Told
from leadflow.storage.query import ANY, Query
from leadflow.storage.verification import Discrepancy, Verification
from leadflow.workspace import Paths, Workspace


Point: TypeAlias = tuple[str, str, str]
"""Kind and key of a contact point, and who has it."""
Link: TypeAlias = Sequence[Any]
"""The parts of a ``Backlink``, in their order."""


@runtime_checkable
class Auditable(Telling, Protocol):
    """An ability of readers: to show what is otherwise looked up."""

    def links(self) -> Iterator[Link]:
        """Give every link."""
        ...

    def points(self) -> Iterator[Point]:
        """Give every contact point of a live record."""
        ...

    def damage(self) -> Iterator[str]:
        """Give what the store itself finds wrong with its files."""
        ...


class Audited(Reader, Auditable, Protocol):
    """A reader that can be audited."""


def verify(reader: Reader, *, head: str = "") -> Verification:
    """Return whether everything in a store agrees; reads all of it once or twice.

    ``head`` is one that an earlier verification gave. Raises ``InvalidValue`` for
    another text, and for stores that cannot be audited.
    """
    if not isinstance(reader, Auditable):
        hint = "verify the CRM itself, not a view of its past"
        raise InvalidValue("store", "cannot be verified", hint)
    audit = _Audit(reader, _Head.read(head))
    findings = tuple(audit.findings())
    return Verification(
        findings=findings,
        records=audit.records,
        events=audit.events,
        head=audit.digest.text,
    )


@frozen
class _Head:
    """An exported head: the number of an event, and the digest up to it."""

    seq: int = 0
    digest: str = ""

    @classmethod
    def read(cls, text: str) -> "_Head":
        """Return the head that a text stands for; none for an empty one."""
        if not text:
            return cls()
        number, _, digest = text.partition(":")
        if not (number.isdecimal() and digest):
            hint = "give the head that verify() returned"
            raise InvalidValue("head", "cannot be read", hint)
        return cls(int(number), digest)


class _Digest:
    """A digest that grows with each event, and can be read after each.

    It is that of the texts of all events, as they are stored: whoever changes a
    letter changes it. No text ends where another could.
    """

    def __init__(self) -> None:
        self.seq = 0
        self._sum = sha256()

    @property
    def value(self) -> str:
        """Return the digest of all events so far."""
        return self._sum.hexdigest()

    @property
    def text(self) -> str:
        """Return the head of all events so far."""
        return f"{self.seq}:{self.value}"

    def add(self, telling: Told) -> None:
        """Go on by one event."""
        self.seq = telling[SEQ]
        try:
            self._sum.update(f"{to_text(telling)}\n".encode())
        except (TypeError, ValueError):
            raise Unreadable(f"event {self.seq} is damaged") from None


@define
class _Audit:
    """One verification, and what it has counted so far."""

    reader: Audited
    head: _Head
    records: int = 0
    events: int = 0
    told: int = 0
    """Events that belong to some record."""
    digest: _Digest = field(factory=_Digest)
    links: int = 0
    points: int = 0

    def findings(self) -> Iterator[Discrepancy]:
        """Give whatever does not agree."""
        for text in self.reader.damage():
            yield Discrepancy("damaged", "the store", f"says: {text}")
        for entity in ENTITIES:
            yield from _caught(entity, self._entity(entity))
        yield from _caught("the events", self._events())
        yield from _caught("the indexes", self._indexes())
        yield from self._workspace()

    def _entity(self, entity: str) -> Iterator[Discrepancy]:
        """Compare each record with what its events tell (H1)."""
        stored = self.reader.find(_every(entity))
        by_record = groupby(self.reader.histories(entity), itemgetter(RECORD))
        histories = ((id, list(told)) for id, told in by_record)
        for id, record, told in _joined(stored, histories):
            self.told += len(told)
            if record is not None:
                self._count(record)
            yield from _compared(id, record, told)

    def _count(self, record: Record) -> None:
        self.records += 1
        self.links += _total(_links(record))
        if record.deleted_at is None:
            self.points += _total(_points(record))

    def _events(self) -> Iterator[Discrepancy]:
        """Follow the numbers, and compare with the head that was given."""
        for telling in self.reader.tellings():
            self.events += 1
            seq = telling[SEQ]
            if seq != self.digest.seq + 1:
                yield Discrepancy("gap", f"event {seq}", "follows a gap")
            self.digest.add(telling)
            if seq == self.head.seq and self.digest.value != self.head.digest:
                message = "and those before it are not what they were"
                yield Discrepancy("rewritten", f"event {seq}", message)
        if self.digest.seq < self.head.seq:
            yield Discrepancy("cut", f"event {self.head.seq}", "was there and is gone")
        if self.told != self.events:
            count = self.events - self.told
            yield Discrepancy("no_record", "the events", f"hold {count} of no record")

    def _indexes(self) -> Iterator[Discrepancy]:
        """Compare the links and contact points with those of the records."""
        if _total(self.reader.links()) != self.links:
            yield Discrepancy("index", "the links", "are not those of the records")
        if _total(self.reader.points()) != self.points:
            yield Discrepancy("index", "the points", "are not those of the records")

    def _workspace(self) -> Iterator[Discrepancy]:
        text, revision = self.reader.workspace()
        last = next(reversed(self.reader.settings()), None)
        if last and (last.text, last.revision) != (text, revision):
            yield Discrepancy("differs", "the workspace", "is not the last one stored")


@cache
def _every(entity: str) -> Query:
    return Query(paths=Paths(Workspace(), ENTITIES[entity]), which=ANY)


def _caught(place: str, findings: Iterator[Discrepancy]) -> Iterator[Discrepancy]:
    """Give findings, and what cannot even be read as another."""
    try:
        yield from findings
    except (LeadflowError, Unreadable) as error:
        yield Discrepancy("damaged", place, f"cannot be read: {error}")


_END = "~"
"""Comes after all ids."""


def _joined(
    stored: Iterator[Record], histories: Iterator[tuple[str, list[Told]]]
) -> Iterator[tuple[str, Record | None, list[Told]]]:
    """Bring records and histories together, which both come in the order of ids."""
    record, told = next(stored, None), next(histories, None)
    while record is not None or told is not None:
        id = min(record.id if record else _END, told[0] if told else _END)
        own = record if record and record.id == id else None
        events = told[1] if told and told[0] == id else []
        yield id, own, events
        record = next(stored, None) if own else record
        told = next(histories, None) if events else told


def _compared(
    id: str, record: Record | None, told: list[Told]
) -> Iterator[Discrepancy]:
    is_purged = is_gone(told)
    if record is None:
        if not is_purged:
            yield Discrepancy("no_record", id, "has events, and is not there")
        return
    if is_purged or not told:
        what = "was purged, and is there" if is_purged else "has no events"
        yield Discrepancy("no_history", id, what)
        return
    if [each[VERSION] for each in told] != list(range(1, len(told) + 1)):
        yield Discrepancy("gap", id, "has events missing")
    try:
        tale = retold(told)
    except Unreadable as error:
        yield Discrepancy("damaged", id, f"cannot be told: {error}")
        return
    if type(tale.record) is not type(record):
        yield Discrepancy("differs", id, f"has events of a {told[0][ENTITY]}")
        return
    names = [name for name, _, _ in differences(tale.record, record)]
    if names:
        yield Discrepancy("differs", id, f"is not what its events tell: {_said(names)}")
    if tale.breaks:
        what = f"has events that contradict each other: {_said(tale.breaks)}"
        yield Discrepancy("differs", id, what)


def _said(names: Iterable[str]) -> str:
    return ", ".join(f"'{name}'" for name in names)


def _links(record: Record) -> Iterator[Link]:
    entity, known = entity_of(record).name, set[tuple[str, str]]()
    for each in references(record):
        # Several rows may name one product: they are one link.
        if (each.target, each.field) in known:
            continue
        known.add((each.target, each.field))
        end = (each.field, each.target, each.role, each.position, each.primary)
        yield (entity, record.id, *end)


def _points(record: Record) -> Iterator[Point]:
    return ((kind, key, record.id) for kind, key in points(record))


def _total(things: Iterable[object]) -> int:
    """Return a sum that is equal for equal things, in whatever order."""
    return sum(map(hash, things))
