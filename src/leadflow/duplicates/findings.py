"""What is found of records, piece by piece: evidence, candidates, pairs (D1)."""

from collections.abc import Iterator

from attrs import frozen

from leadflow.deferred import by_value
from leadflow.duplicates.weights import LIKELY, WEIGHTS
from leadflow.entities import Record
from leadflow.entities.points import DOMAIN, EMAIL, MESSENGER, PHONE, TAX_ID
from leadflow.workspace.words import words


_EXACT = frozenset(
    f"{kind}.same" for kind in (PHONE, EMAIL, MESSENGER, DOMAIN, TAX_ID, "firm")
)


@by_value
@frozen(eq=False, repr=False)
class Evidence:
    """One finding that speaks for two records being one, or against it.

    >>> finding = Evidence("phone.same")
    >>> finding.points, str(finding)
    (45, 'same phone (+45)')
    """

    code: str
    """``name.same``, ``phone.same``, ``birthday.other``, …"""

    @property
    def points(self) -> int:
        """Return what it adds to the score; less than nothing speaks against."""
        return WEIGHTS[self.code].points

    @property
    def words(self) -> str:
        """Return what was found, in words."""
        return WEIGHTS[self.code].words

    def worded(self, language: str) -> str:
        """Return what was found, and what it counts, in a language.

        >>> Evidence("phone.same").worded("uk")
        'той самий телефон (+45)'
        """
        said = words(language).evidence[self.code]
        return f"{said} ({self.points:+})" if self.points else said

    def __str__(self) -> str:
        return f"{self.words} ({self.points:+})" if self.points else self.words


@by_value
@frozen(kw_only=True, eq=False, repr=False)
class Candidate:
    """A record that may be the same as the one that was asked about."""

    record: Record
    score: int
    """From 0 to 100: the sum of what the evidence counts."""
    evidence: tuple[Evidence, ...]

    @property
    def is_exact(self) -> bool:
        """Return whether an exact key is the same: a phone, a tax id, a firm's name."""
        return not _EXACT.isdisjoint(each.code for each in self.evidence)

    @property
    def is_likely(self) -> bool:
        """Return whether the score is that of records that are taken for one."""
        return self.score >= LIKELY

    def __repr__(self) -> str:
        return f"<Candidate {self.record.id}: {self.score}>"


@by_value
@frozen(eq=False, repr=False)
class DroppedTerm:
    """What so many records share that it says nothing of any of them."""

    kind: str
    """``phone``, ``domain``, ``full_name``, …"""
    keys: int = 1
    """How many phones, domains or names were left aside."""

    def __str__(self) -> str:
        return f"{self.kind} ({self.keys})" if self.keys > 1 else self.kind


@by_value
@frozen(kw_only=True, eq=False, repr=False)
class DuplicatePair:
    """Two records that may be one."""

    one: Record
    other: Record
    score: int
    evidence: tuple[Evidence, ...]

    def __repr__(self) -> str:
        return f"<DuplicatePair {self.one.id}, {self.other.id}: {self.score}>"


@by_value
@frozen(eq=False, repr=False)
class DuplicateGroup:
    """Records that are all taken for one: each of them for each other."""

    records: tuple[Record, ...]
    """By id."""

    def __len__(self) -> int:
        return len(self.records)

    def __iter__(self) -> Iterator[Record]:
        return iter(self.records)

    def __repr__(self) -> str:
        return f"<DuplicateGroup {', '.join(each.id for each in self.records)}>"
