"""An index of soft keys, in memory: what the facts made of the records (D1).

Sounds of names, days of birth and addresses are not stored: keeping them would make
every write dearer for the sake of a question that is asked now and then. The index
is made of the records when it is first asked, and follows the facts from there on.
It only proposes whom to compare, and compared is what is stored; so a key that a
record no longer has does no harm.
"""

import threading
from collections.abc import Generator, Iterable, Iterator, Mapping
from typing import cast

from leadflow.deferred import collected_later
from leadflow.duplicates.cards import FIELDS, Card, card_of, maker_of
from leadflow.duplicates.pairing import Key, keys_of
from leadflow.entities import ENTITIES, Counterparty
from leadflow.storage.picking import Picked, picked
from leadflow.storage.port import Reader
from leadflow.storage.query import Query
from leadflow.workspace import Paths, Workspace


class SoftIndex:
    """Who has which soft keys, of one entity; shared between threads."""

    def __init__(self, entity: str) -> None:
        self._entity = entity
        self._seq = -1
        self._ids: dict[int, list[str]] = {}
        self._lock = threading.Lock()

    def proposed(
        self, reader: Reader, keys: Iterable[Key], *, writing: bool = False
    ) -> Mapping[Key, list[str]]:
        """Return, by key, the ids of records that may have it.

        ``reader`` is one that sees everything. What is written and not yet committed
        is looked at with ``writing``, and not remembered: it may be undone.
        """
        wanted = tuple(dict.fromkeys(keys))
        with self._lock:
            if self._seq < 0 and not writing:
                self._read(reader)
            if writing or self._seq < 0:
                latest = dict(self._latest(reader, wanted))
            else:
                self._follow(reader)
                latest = {}
            known = {key: [*self._ids.get(hash(key), ())] for key in wanted}
        return {
            key: list(dict.fromkeys([*ids, *latest.get(key, ())]))
            for key, ids in known.items()
        }

    def _read(self, reader: Reader) -> None:
        """Read all records, and remember up to which fact they tell."""
        with collected_later():
            made = maker_of(self._entity)
            for values in _values(reader, self._entity):
                self._add(made(values))
        self._seq = _last_seq(reader)

    def _follow(self, reader: Reader) -> None:
        changed: set[str] = set()
        for event in reader.events(after=self._seq):
            self._seq = event.seq
            if event.entity == self._entity:
                changed.add(event.record)
        for record in _given(reader, self._entity, changed):
            self._add(card_of(record))

    def _add(self, card: Card) -> None:
        for key in keys_of(card):
            ids = self._ids.setdefault(hash(key), [])
            if card.id not in ids:
                ids.append(card.id)

    def _latest(
        self, reader: Reader, wanted: tuple[Key, ...]
    ) -> Iterator[tuple[Key, list[str]]]:
        """Give whom the facts since then propose; all records before any reading."""
        found: dict[Key, list[str]] = {key: [] for key in wanted}
        since = reader.events(after=self._seq) if self._seq >= 0 else None
        if since is None:
            cards = map(maker_of(self._entity), _values(reader, self._entity))
        else:
            ids = {e.record for e in since if e.entity == self._entity}
            cards = map(card_of, _given(reader, self._entity, ids))
        for card in cards:
            for key in found.keys() & {*keys_of(card)}:
                found[key].append(card.id)
        yield from found.items()


def _values(reader: Reader, entity: str) -> Iterator[Picked]:
    query = Query(paths=Paths(Workspace(), ENTITIES[entity]))
    return picked(reader, query, FIELDS[entity])


def _given(reader: Reader, entity: str, ids: Iterable[str]) -> Iterator[Counterparty]:
    found = iter(reader.get(entity, tuple(ids)).values())
    return cast("Iterator[Counterparty]", found)


def _last_seq(reader: Reader) -> int:
    """Return the number of the last fact, found in a few steps."""
    low, high = 0, 1
    while _goes_on(reader, high):
        low, high = high, 2 * high
    while low < high:
        middle = (low + high) // 2
        low, high = (middle + 1, high) if _goes_on(reader, middle) else (low, middle)
    return low


def _goes_on(reader: Reader, seq: int) -> bool:
    events = reader.events(after=seq)
    found = next(events, None)
    if isinstance(events, Generator):
        events.close()
    return found is not None
