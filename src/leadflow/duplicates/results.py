"""What is found, as values that draw themselves: candidates, and a scan (D1)."""

from collections.abc import Iterator, Sequence
from typing import overload

from attrs import frozen

from leadflow.deferred import by_value
from leadflow.duplicates import drawing
from leadflow.duplicates.findings import (
    Candidate,
    DroppedTerm,
    DuplicateGroup,
    DuplicatePair,
)


@by_value
@frozen(eq=False, repr=False)
class Candidates(Sequence[Candidate]):
    """Who may be the same as a record: the likeliest first.

    Made by ``crm.duplicates.of``. It prints as a table and draws itself in a
    notebook.
    """

    all: tuple[Candidate, ...]
    dropped: tuple[DroppedTerm, ...] = ()
    """What was not looked for, as more than 20 records share it."""
    language: str = "en"
    """In which it draws itself: the workspace's."""

    @property
    def likely(self) -> tuple[Candidate, ...]:
        """Return those that are taken for the same."""
        return tuple(each for each in self.all if each.is_likely)

    @overload
    def __getitem__(self, place: int) -> Candidate: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[Candidate]: ...

    def __getitem__(self, place: int | slice) -> Candidate | Sequence[Candidate]:
        return self.all[place]

    def __len__(self) -> int:
        return len(self.all)

    def __str__(self) -> str:
        return drawing.candidates_text(self.all, self.dropped, self.language)

    def __repr__(self) -> str:
        return f"<Candidates: {len(self)}, {len(self.likely)} likely>"

    def _repr_html_(self) -> str:
        return drawing.candidates_html(self.all, self.dropped, self.language)


@by_value
@frozen(kw_only=True, eq=False, repr=False)
class DuplicateScan:
    """All records of a kind that stand more than once in the base.

    Made by ``crm.duplicates.scan``. It prints as a table and draws itself in a
    notebook.
    """

    entity: str
    total: int
    """How many records were looked at."""
    bound: int
    """From which score on two records are listed."""
    pairs: tuple[DuplicatePair, ...]
    """The highest score first."""
    groups: tuple[DuplicateGroup, ...]
    """No record stands in two; a pair that fits in no group is a pair only."""
    dropped: tuple[DroppedTerm, ...] = ()
    """What was not looked at, as more than 20 records share it."""
    language: str = "en"
    """In which it draws itself: the workspace's."""

    def __iter__(self) -> Iterator[DuplicateGroup]:
        return iter(self.groups)

    @property
    def _title(self) -> str:
        return (
            f"{self.total:,} {self.entity} records: {len(self.pairs):,} pairs, "
            f"{len(self.groups):,} groups"
        )

    def __str__(self) -> str:
        return drawing.scan_text(self._title, self.pairs, self.dropped, self.language)

    def __repr__(self) -> str:
        return f"<DuplicateScan of {self._title}>"

    def _repr_html_(self) -> str:
        return drawing.scan_html(self._title, self.pairs, self.dropped, self.language)
