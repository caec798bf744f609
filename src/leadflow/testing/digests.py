"""What a store holds, as text that differs as soon as anything in it does."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from hashlib import sha256

import attrs

from leadflow.entities import ENTITIES, Record
from leadflow.entities.points import points
from leadflow.entities.records import with_values
from leadflow.storage.port import Reader, Store
from leadflow.storage.query import ANY, LIVE, Query
from leadflow.workspace import Paths, Workspace


def digest(store: Store, *, commands: Iterable[tuple[str, str]] = ()) -> str:
    """Return a line of text for each kind of thing in a store.

    Equal stores have equal digests, whatever keeps them. Commands cannot be
    listed, so ``commands`` names those to include, by actor and key.

    >>> from leadflow.storage.memory import MemoryStore
    >>> digest(MemoryStore()) == digest(MemoryStore())
    True
    """
    with store.read() as reader:
        everything = {name: list(_records(reader, name)) for name in ENTITIES}
        lines = [_line(name, records) for name, records in everything.items()]
        lines.append(_line("events", reader.events()))
        every = [record for records in everything.values() for record in records]
        lines.append(_line("links", reader.links_to([one.id for one in every])))
        lines.append(_line("points", _holders(reader, every)))
        lines.append(_line("workspace", [reader.workspace()]))
        kept = (reader.command(actor, key) for actor, key in commands)
        lines.append(_line("commands", kept))
    return "\n".join(lines)


def living(store: Store) -> str:
    """Return a line of text for each kind of thing that users see in a store.

    Those are the live records, without version and without who changed them last
    and when, and whom links and contact points find among them. What was done and
    taken back again leaves this digest as it was (C14).

    >>> from leadflow.storage.memory import MemoryStore
    >>> living(MemoryStore()) == living(MemoryStore())
    True
    """
    with store.read() as reader:
        seen = {name: list(_living(reader, name)) for name in ENTITIES}
        lines = [_line(name, records) for name, records in seen.items()]
        every = [record for records in seen.values() for record in records]
        ids = {one.id for one in every}
        links = reader.links_to(sorted(ids))
        lines.append(_line("links", (one for one in links if one.record in ids)))
        lines.append(_line("points", _holders(reader, every)))
    return "\n".join(lines)


def plain(value: object) -> str:
    """Return a value as text in full; equal values give equal texts.

    Personal data is not masked, unlike in a ``repr``: compare these texts, do
    not log them.

    >>> from leadflow.values import Money
    >>> plain(Money("1.50", "UAH")) == plain(Money("1.5", "UAH"))
    True
    """
    kind: type = type(value)
    return _writer(kind)(value)


# Machines compare all that two stores hold, again and again.
@cache
def _writer(kind: type) -> Callable[..., str]:
    if not attrs.has(kind):
        found = (write for base, write in _WRITERS if issubclass(kind, base))
        return next(found, repr)
    names = tuple(one.name for one in attrs.fields(kind))

    def write(value: object) -> str:
        parts = (f"{name}={plain(getattr(value, name))}" for name in names)
        return f"{kind.__name__}({', '.join(parts)})"

    return write


def _decimal(value: Decimal) -> str:
    text = f"{value:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return f"Decimal({'0' if not value else text})"


def _mapping(value: Mapping[str, object]) -> str:
    return f"{{{', '.join(f'{key}: {plain(value[key])}' for key in sorted(value))}}}"


_WRITERS: tuple[tuple[type, Callable[..., str]], ...] = (
    (str, repr),
    (Decimal, _decimal),
    (date, lambda value: f"{type(value).__name__}({value.isoformat()})"),
    (tuple, lambda value: f"[{', '.join(map(plain, value))}]"),
    (Mapping, _mapping),
)


@cache
def _every(name: str) -> Query:
    return Query(paths=Paths(Workspace(), ENTITIES[name]), which=ANY)


def _records(reader: Reader, name: str) -> Iterator[Record]:
    return reader.find(_every(name))


def _living(reader: Reader, name: str) -> Iterator[Record]:
    for record in reader.find(attrs.evolve(_every(name), which=LIVE)):
        yield with_values(record, version=0, updated_at=None, updated_by="")


def _holders(reader: Reader, records: Iterable[Record]) -> Iterator[object]:
    for kind, key in sorted({one for record in records for one in points(record)}):
        yield kind, key, tuple(reader.holders(kind, [key]).get(key, ()))


def _line(name: str, things: Iterable[object]) -> str:
    total, number = sha256(), 0
    for number, thing in enumerate(things, 1):  # noqa: B007  # the last is the count
        total.update(plain(thing).encode() + b"\n")
    return f"{name}: {number} {total.hexdigest()[:32]}"
