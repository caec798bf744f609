"""Looking for a record's twins: whom to ask for, and what to make of the answers."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import TypeAlias

from attrs import frozen

from leadflow.duplicates.cards import Card, card_of
from leadflow.duplicates.comparing import compared
from leadflow.duplicates.findings import Candidate, DroppedTerm, Evidence
from leadflow.duplicates.index import SoftIndex
from leadflow.duplicates.marks import is_apart
from leadflow.duplicates.pairing import COMMON, Key, keys_of, most_of
from leadflow.duplicates.results import Candidates
from leadflow.duplicates.weights import score_of
from leadflow.entities import Company, Contact, Counterparty, Lead, Record
from leadflow.entities.points import DOMAIN, points
from leadflow.storage.passing import behind
from leadflow.storage.port import Reader
from leadflow.storage.sharing import sharers
from leadflow.values.emails import FREE_MAIL


_Carded: TypeAlias = tuple[Counterparty, Card]
_Cards: TypeAlias = dict[str, _Carded]

_COMPARED = (Lead, Contact, Company)
_BATCH = 100
_NEVER = datetime.min.replace(tzinfo=UTC)


@frozen(kw_only=True)
class Question:
    """Who is asked for: of which entity, from which score on, by what keys."""

    entity: str
    bound: int
    index: SoftIndex | None = None
    """Soft keys; without it exact ones alone are looked for."""
    language: str = "en"
    """In which the answer draws itself."""
    writing: bool = False
    """Asked inside a transaction, which may be undone."""


def candidates(reader: Reader, asked: Counterparty, question: Question) -> Candidates:
    """Return who may be the same as a record, as far as the reader shows them.

    The highest score comes first, then who was active last, then the lowest id.
    """
    card = card_of(asked)
    look = _Look(reader, question, asked.id)
    look.exact(asked)
    if question.index is not None:
        look.soft(card, question.index)
    known = _Known(reader, asked, card, look.common())
    found = [
        candidate
        for record, own in look.found()
        if (candidate := known.candidate(record, own, question.bound))
    ]
    return Candidates(
        tuple(sorted(found, key=_place)), tuple(look.dropped()), question.language
    )


def holding(
    reader: Reader, asked: Counterparty, keys: Iterable[tuple[str, str]], entity: str
) -> list[Candidate]:
    """Return who has one of some exact keys, whatever the names say; by id."""
    kinds: dict[str, list[str]] = {}
    for kind, key in keys:
        kinds.setdefault(kind, []).append(key)
    ids: set[str] = set()
    for kind, several in kinds.items():
        for found in reader.holders(kind, several).values():
            ids.update(each for each in found if each.startswith(f"{entity}_"))
    known = reader.get(entity, sorted(ids)).values()
    return weighed(asked, (each for each in known if each.deleted_at is None))


def weighed(asked: Counterparty, others: Iterable[Record]) -> list[Candidate]:
    """Return records with what speaks for their being the one that is asked about."""
    card = card_of(asked)
    return [
        _judged(each, compared(card, card_of(each)))
        for each in others
        if isinstance(each, Counterparty)
    ]


def _judged(record: Counterparty, codes: tuple[str, ...]) -> Candidate:
    evidence = tuple(Evidence(code) for code in codes)
    return Candidate(record=record, score=score_of(codes), evidence=evidence)


class _Look:
    """Gathers whom to compare, and what is shared by too many."""

    def __init__(self, reader: Reader, question: Question, own: str) -> None:
        self._reader = reader
        self._question = question
        self._own = own
        self._found: _Cards = {}
        self._common: dict[str, set[str]] = {}

    def exact(self, asked: Counterparty) -> None:
        """Ask for all who have one of the record's contact points."""
        points = tuple(_points(asked))
        found = sharers(self._reader, self._question.entity, points, COMMON + 1)
        for (kind, key), several in found.items():
            if len(several) > COMMON:
                self._common.setdefault(kind, set()).add(key)
            else:
                self._take(several)

    def soft(self, card: Card, index: SoftIndex) -> None:
        """Ask for all who share a soft key."""
        question = self._question
        proposed = index.proposed(
            behind(self._reader), keys_of(card), writing=question.writing
        )
        for key, ids in proposed.items():
            shown = self._shown(key, ids)
            if shown is None:
                self._common.setdefault(key[0], set()).add(key[1])
            else:
                self._found.update(shown)

    def _shown(self, key: Key, ids: Sequence[str]) -> _Cards | None:
        """Return who has a key, as far as it is shown; nothing where these are many."""
        shown: _Cards = {}
        # What is hidden does not count, or the count would tell of it (P19).
        for start in range(0, len(ids), _BATCH):
            some = self._read(ids[start : start + _BATCH])
            shown.update({id: each for id, each in some if key in keys_of(each[1])})
            if len(shown) > most_of(key):
                return None
        return shown

    def _take(self, records: Iterable[Record]) -> None:
        known, own = self._found, self._own
        for each in records:
            id = each.id
            if id not in known and id != own and isinstance(each, _COMPARED):
                known[id] = each, card_of(each)

    def _read(self, ids: Sequence[str]) -> Iterator[tuple[str, _Carded]]:
        for id, each in self._reader.get(self._question.entity, ids).items():
            is_live = each.deleted_at is None and id != self._own
            if is_live and isinstance(each, _COMPARED):
                yield id, (each, card_of(each))

    def found(self) -> Iterable[_Carded]:
        """Give everybody who shares anything."""
        return self._found.values()

    def common(self) -> frozenset[tuple[str, str]]:
        """Return kind and key of what too many share: it is no evidence."""
        common = self._common.items()
        return frozenset((kind, key) for kind, keys in common for key in keys)

    def dropped(self) -> Iterator[DroppedTerm]:
        """Give what too many share."""
        for kind, keys in sorted(self._common.items()):
            yield DroppedTerm(kind, len(keys))


def _points(record: Counterparty) -> Iterator[tuple[str, str]]:
    yield from points(record)
    for email in record.emails:
        # A firm is found by its site through the addresses of its people.
        if email.domain not in FREE_MAIL and isinstance(record, Company):
            yield DOMAIN, email.domain


@frozen
class _Known:
    """The record that is asked about, as others are compared with it."""

    reader: Reader
    record: Counterparty
    card: Card
    common: frozenset[tuple[str, str]]

    def candidate(
        self, other: Counterparty, card: Card, bound: int
    ) -> Candidate | None:
        """Return another record as a candidate, if it comes to the bound."""
        codes = compared(self.card, card, common=self.common)
        score = score_of(codes)
        if score < bound or self._is_apart(other, card):
            return None
        return _judged(other, codes)

    def _is_apart(self, other: Counterparty, card: Card) -> bool:
        # The record that is asked about may be held since before it was marked.
        if card.is_first or not self.record.id:
            return False
        return is_apart(self.reader, self.record.id, other.id)


def _place(candidate: Candidate) -> tuple[int, float, str]:
    record = candidate.record
    active = getattr(record, "last_activity_at", None) or record.updated_at or _NEVER
    return -candidate.score, -active.timestamp(), record.id
