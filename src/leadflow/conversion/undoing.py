"""The plan of taking a conversion back, and what came of it (C14)."""

from collections.abc import Iterator

import attrs
from attrs import frozen

from leadflow.deferred import by_value
from leadflow.errors import Fault
from leadflow.ids import ConversionId, prefix_of
from leadflow.values.wording import worded


@by_value
@frozen(kw_only=True, eq=False, repr=False)
class PutBack:
    """One value that a conversion wrote, and the one that stood there before."""

    record: str
    field: str
    value: object = attrs.field(repr=False)
    """What stands there now."""
    before: object = attrs.field(repr=False)
    """What will stand there again."""


@by_value
@frozen(kw_only=True, eq=False, repr=False)
class RevertPlan:
    """What taking back a conversion would do; making a plan writes nothing.

    ``crm.revert(plan)`` carries it out, unless it would do something else by now.
    ``print(plan)`` shows it.
    """

    conversion: ConversionId
    source: str
    """The record that was converted."""
    variant: str = ""
    removed: tuple[str, ...] = ()
    """The records that the conversion made and that would be deleted."""
    put_back: tuple[PutBack, ...] = ()
    """Values of the client's records that it had filled, united, overwritten."""
    unbound: tuple[str, ...] = ()
    """Activities that would be bound as they were before."""
    returns_to: str = ""
    """Where what was converted would stand again, ``leads/in_progress``; empty where
    it was not moved."""
    conflicts: tuple[Fault, ...] = ()
    """What was changed since, with path and reason; each one stands in the way."""

    def __str__(self) -> str:
        return "\n".join(_lines(self))

    def __repr__(self) -> str:
        # Not the values: they tell who a person is, and reprs end in logs.
        count = len(self.conflicts)
        conflicts = f"{count} conflict{'' if count == 1 else 's'}"
        return (
            f"<RevertPlan of {self.conversion}: removes {len(self.removed)}, "
            f"puts back {len(self.put_back)}, {conflicts}>"
        )

    def _repr_html_(self) -> str:
        from leadflow.markup import drawn  # noqa: PLC0415  # on use

        sections = [(title, (), rows) for title, rows in _sections(self)]
        return drawn(_headline(self), sections, _warnings(self))


@by_value
@frozen(kw_only=True, eq=False, repr=False)
class Reverted:
    """What was done to take a conversion back."""

    conversion: ConversionId
    source: str
    """The record that had been converted."""
    removed: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    """The other records that are as they were before, the lead among them."""

    def __repr__(self) -> str:
        return f"<Reverted {self.conversion}: removed {len(self.removed)}>"


def _headline(plan: RevertPlan) -> str:
    variant = f" '{plan.variant}'" if plan.variant else ""
    return f"Taking back conversion{variant} {plan.conversion} of {plan.source}"


def _sections(plan: RevertPlan) -> Iterator[tuple[str, list[tuple[str, str, str]]]]:
    if plan.removed:
        yield "remove", [(prefix_of(each), each, "") for each in plan.removed]
    by_record: dict[str, list[tuple[str, str, str]]] = {}
    for each in plan.put_back:
        row = each.field, worded(each.before), f"instead of {worded(each.value)}"
        by_record.setdefault(each.record, []).append(row)
    for record, rows in by_record.items():
        yield f"put back on {record}", rows
    if plan.unbound:
        yield "unbind", [("activity", each, "") for each in plan.unbound]
    if plan.returns_to:
        yield "return", [(prefix_of(plan.source), plan.source, f"to {plan.returns_to}")]


def _lines(plan: RevertPlan) -> Iterator[str]:
    yield _headline(plan)
    for title, rows in _sections(plan):
        yield f"  {title}"
        for name, value, beside in rows:
            yield f"    {name}: {value} {beside}".rstrip()
    for warning in _warnings(plan):
        yield f"  {warning}"


def _warnings(plan: RevertPlan) -> Iterator[str]:
    for fault in plan.conflicts:
        yield f"in the way: {fault}"
