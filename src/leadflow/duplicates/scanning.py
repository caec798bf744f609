"""Scanning: all pairs of a base that may be one record, and the groups they make."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import TypeAlias

from attrs import define, field

from leadflow.duplicates.cards import FIELDS, FULL_NAME, Card, maker_of
from leadflow.duplicates.comparing import compared, is_hopeless
from leadflow.duplicates.findings import (
    DroppedTerm,
    DuplicateGroup,
    DuplicatePair,
    Evidence,
)
from leadflow.duplicates.marks import is_apart
from leadflow.duplicates.pairing import Key, keys_of, most_of
from leadflow.duplicates.results import DuplicateScan
from leadflow.duplicates.weights import score_of
from leadflow.entities import ENTITIES, Record
from leadflow.storage.picking import picked
from leadflow.storage.port import Reader
from leadflow.storage.query import Query
from leadflow.workspace import Paths, Workspace


Progress: TypeAlias = Callable[[int, int], None]
"""Told every now and then how many records were looked at, and of how many (X7)."""
Codes: TypeAlias = tuple[str, ...]

_STEP = 5_000


def scan(
    reader: Reader,
    entity: str,
    *,
    bound: int,
    progress: Progress | None = None,
    language: str = "en",
) -> DuplicateScan:
    """Return all pairs from a score on, and the groups in which each fits each.

    Reads every record that the reader shows.
    """
    work = _Work(reader, bound)
    work.read(entity, progress)
    found = work.pairs()
    records = reader.get(entity, list({id for pair in found for id in pair}))
    pairs = [
        DuplicatePair(
            one=records[one],
            other=records[other],
            score=score_of(codes),
            evidence=tuple(Evidence(code) for code in codes),
        )
        for (one, other), codes in found.items()
        if one in records and other in records
    ]
    pairs.sort(key=lambda pair: (-pair.score, pair.one.id, pair.other.id))
    return DuplicateScan(
        entity=entity,
        total=len(work.cards),
        bound=bound,
        pairs=tuple(pairs),
        groups=tuple(_groups(pairs)),
        dropped=tuple(work.dropped()),
        language=language,
    )


@define
class _Work:
    """One scan on its way."""

    reader: Reader
    bound: int
    cards: list[Card] = field(factory=list)
    _blocks: dict[Key, int | list[int]] = field(factory=dict)
    """Who shares a key, by place among the cards; most keys are of one alone."""
    _common: set[tuple[str, str]] = field(factory=set)
    """Kind and key of what too many share: it is no evidence."""

    def read(self, entity: str, progress: Progress | None) -> None:
        """Read every record, and put it beside those that share a key."""
        query = Query(paths=Paths(Workspace(), ENTITIES[entity]))
        total = self.reader.count(query) if progress else 0
        cards, made = self.cards, maker_of(entity)
        for values in picked(self.reader, query, FIELDS[entity]):
            card = made(values)
            self._place(len(cards), card)
            cards.append(card)
            number = len(cards)
            if progress and (number % _STEP == 0 or number == total):
                progress(number, total)

    def _place(self, number: int, card: Card) -> None:
        blocks = self._blocks
        for key in keys_of(card):
            # A name alone comes to no bound of a scan.
            if key[0] == FULL_NAME:
                continue
            known = blocks.setdefault(key, number)
            if known is number:
                continue
            if isinstance(known, int):
                blocks[key] = [known, number]
            else:
                known.append(number)

    def pairs(self) -> Mapping[tuple[str, str], Codes]:
        """Return the pairs that come to the bound, with what was found."""
        near: set[tuple[int, int]] = set()
        for key, several in self._blocks.items():
            if isinstance(several, int):
                continue
            if len(several) > most_of(key):
                self._common.add((key[0], key[1]))
            else:
                near.update(combinations(several, 2))
        return dict(self._found(near))

    def _found(
        self, near: Iterable[tuple[int, int]]
    ) -> Iterator[tuple[tuple[str, str], Codes]]:
        cards, common, bound = self.cards, self._common, self.bound
        for first, second in near:
            one, other = cards[first], cards[second]
            if is_hopeless(one, other, bound):
                continue
            codes = compared(one, other, common=common)
            if score_of(codes) >= bound and not self._is_apart(one, other):
                yield (one.id, other.id), codes

    def _is_apart(self, one: Card, other: Card) -> bool:
        if one.is_first or other.is_first:
            return False
        return is_apart(self.reader, one.id, other.id)

    def dropped(self) -> Iterator[DroppedTerm]:
        """Give what too many share."""
        kinds = Counter(kind for kind, _ in self._common)
        for kind, keys in sorted(kinds.items()):
            yield DroppedTerm(kind, keys)


def _groups(pairs: Sequence[DuplicatePair]) -> Iterator[DuplicateGroup]:
    """Give groups in which every record makes a pair with every other.

    The likeliest pairs join first. So one weak link never chains two people: who is
    like one member and unlike another stays outside, and his pair is a pair only.
    """
    records: dict[str, Record] = {}
    known: set[frozenset[str]] = set()
    for pair in pairs:
        records |= {pair.one.id: pair.one, pair.other.id: pair.other}
        known.add(frozenset((pair.one.id, pair.other.id)))
    home = {id: {id} for id in records}
    for pair in pairs:
        mine, yours = home[pair.one.id], home[pair.other.id]
        if mine is yours:
            continue
        if all(frozenset((one, two)) in known for one in mine for two in yours):
            mine |= yours
            home.update(dict.fromkeys(yours, mine))
    for first in sorted(records):
        group = home[first]
        if len(group) > 1 and first == min(group):
            yield DuplicateGroup(tuple(records[each] for each in sorted(group)))
