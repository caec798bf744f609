"""Plans of making one record of several, and what came of them; all are values."""

from collections.abc import Iterator
from typing import Generic

import attrs
from attrs import frozen

from leadflow.deferred import by_value
from leadflow.entities import R
from leadflow.errors import Fault
from leadflow.ids import MergeId
from leadflow.values.wording import worded


KEPT, FILLED, UNITED, JOINED = "kept", "filled", "united", "joined"
OLDEST, CHOSEN, CONFLICT = "oldest", "chosen", "conflict"


@by_value
@frozen(kw_only=True, eq=False, repr=False)
class MergedField:
    """What becomes of one field in which the records differ."""

    field: str
    """A field, or ``custom.`` and a code."""
    how: str
    """``filled`` where the survivor had nothing, ``united`` of several values,
    ``joined`` texts, ``oldest`` of what tells where somebody came from, ``kept`` of
    what is the survivor's alone, ``chosen`` by the caller, or ``conflict``."""
    value: object = attrs.field(repr=False)
    """What the survivor will hold; in a conflict what it holds."""
    values: tuple[tuple[str, object], ...] = attrs.field(repr=False)
    """What each record holds, by id, the survivor first."""


@by_value
@frozen(kw_only=True, eq=False, repr=False)
class MergePlan:
    """What merging would do; making a plan writes nothing.

    ``crm.merge(plan)`` carries it out, unless something that it read was changed
    since. ``print`` shows it, a notebook draws it.
    """

    id: MergeId
    entity: str
    survivor: str
    merged: tuple[str, ...]
    """The ids of the records that become part of it."""
    fields: tuple[MergedField, ...] = ()
    """Every field in which they differ."""
    relinked: tuple[str, ...] = ()
    """The ids of the records whose links will point at the survivor."""
    reads: tuple[tuple[str, int], ...] = ()
    """The versions of what the plan looked at."""
    faults: tuple[Fault, ...] = ()
    """What cannot be merged at all."""

    @property
    def conflicts(self) -> tuple[MergedField, ...]:
        """Return the fields that somebody has to decide about."""
        return tuple(each for each in self.fields if each.how == CONFLICT)

    @property
    def problems(self) -> tuple[Fault, ...]:
        """Return everything that stands in the way, each with its field."""
        return (*self.faults, *(_undecided(each.field) for each in self.conflicts))

    def __str__(self) -> str:
        return "\n".join(_lines(self._headline(), self._sections(), self._warnings()))

    def __repr__(self) -> str:
        # Not the values: they tell who a person is, and reprs end in logs.
        count = len(self.problems)
        return (
            f"<MergePlan of {len(self.merged)} into {self.survivor}: "
            f"{count} problem{'' if count == 1 else 's'}>"
        )

    def _repr_html_(self) -> str:
        from leadflow.markup import drawn  # noqa: PLC0415  # on use

        sections = [(title, (), rows) for title, rows in self._sections()]
        return drawn(self._headline(), sections, self._warnings())

    def _headline(self) -> str:
        return f"Merging {', '.join(self.merged)} into {self.survivor}"

    def _sections(self) -> Iterator[tuple[str, list[tuple[str, str, str]]]]:
        rows = [(e.field, worded(e.value), e.how) for e in self.fields]
        decided = [row for row in rows if row[2] != CONFLICT]
        if decided:
            yield "fields", decided
        for each in self.conflicts:
            yield (
                f"to decide: {each.field}",
                [(id, worded(value), "") for id, value in each.values],
            )
        if self.relinked:
            yield "point at the survivor", [("", each, "") for each in self.relinked]

    def _warnings(self) -> tuple[str, ...]:
        return tuple(f"in the way: {each}" for each in self.problems)


@by_value
@frozen(kw_only=True, eq=False, repr=False)
class Merged(Generic[R]):
    """What came of a merge."""

    id: MergeId
    survivor: R
    merged: tuple[str, ...]
    """The ids that are names of the survivor now."""
    relinked: tuple[str, ...] = ()
    """The ids of the records whose links point at the survivor now."""

    def __repr__(self) -> str:
        return f"<Merged {len(self.merged)} into {self.survivor.id}>"

    def _repr_html_(self) -> str:
        from leadflow.entities.cards import listed  # noqa: PLC0415  # drawn on use

        parts = [("survivor", self.survivor), *(("merged", id) for id in self.merged)]
        relinked = [("links to it now", id) for id in self.relinked]
        return listed("Merged", [*parts, *relinked], id=self.id)


@by_value
@frozen(kw_only=True, eq=False, repr=False)
class UnmergePlan:
    """What taking a merge back would do; making a plan writes nothing."""

    id: MergeId
    survivor: str
    restored: tuple[str, ...] = ()
    """The ids of the records that would stand by themselves again."""
    put_back: tuple[tuple[str, str], ...] = ()
    """Record and field of every value that would be as before."""
    conflicts: tuple[Fault, ...] = ()
    """What was changed since; each one stands in the way."""

    def __str__(self) -> str:
        warnings = [f"in the way: {each}" for each in self.conflicts]
        return "\n".join(_lines(self._headline(), self._sections(), warnings))

    def __repr__(self) -> str:
        return f"<UnmergePlan of {self.id}: {len(self.conflicts)} conflicts>"

    def _repr_html_(self) -> str:
        from leadflow.markup import drawn  # noqa: PLC0415  # on use

        sections = [(title, (), rows) for title, rows in self._sections()]
        warnings = [f"in the way: {each}" for each in self.conflicts]
        return drawn(self._headline(), sections, warnings)

    def _headline(self) -> str:
        return f"Taking back merge {self.id} into {self.survivor}"

    def _sections(self) -> Iterator[tuple[str, list[tuple[str, str, str]]]]:
        if self.restored:
            yield "restore", [("", each, "") for each in self.restored]
        by_record: dict[str, list[tuple[str, str, str]]] = {}
        for record, name in self.put_back:
            by_record.setdefault(record, []).append((name, "as before", ""))
        for record, rows in by_record.items():
            yield f"put back on {record}", rows


@by_value
@frozen(kw_only=True, eq=False, repr=False)
class Unmerged:
    """What came of taking a merge back."""

    id: MergeId
    restored: tuple[str, ...]
    changed: tuple[str, ...] = ()
    """The other records that are as before, the survivor among them."""

    def __repr__(self) -> str:
        return f"<Unmerged {self.id}: {len(self.restored)} restored>"


def _undecided(name: str) -> Fault:
    hint = f"say resolve={{'{name}': record}}, or values={{'{name}': value}}"
    return Fault(name, "differs, and nobody says which is right", hint, CONFLICT)


def _lines(
    title: str,
    sections: Iterator[tuple[str, list[tuple[str, str, str]]]],
    warnings: tuple[str, ...] | list[str],
) -> Iterator[str]:
    yield title
    for name, rows in sections:
        yield f"  {name}"
        for label, value, beside in rows:
            yield f"    {f'{label}: ' if label else ''}{value} {beside}".rstrip()
    for warning in warnings:
        yield f"  {warning}"
