"""What was mapped: whether it fits, and what it was made of (C4, C6)."""

from collections.abc import Iterable, Iterator

from leadflow.context import Context
from leadflow.conversion.fields import FieldPlan
from leadflow.conversion.plan import TargetPlan
from leadflow.conversion.steps import fit
from leadflow.errors import Fault, InvalidValue, UnknownName
from leadflow.workspace.maps import WHOLE_NAME


def misfits(context: Context, target: TargetPlan) -> Iterator[Fault]:
    """Yield the planned values that the target's fields cannot hold."""
    filling = target.filling
    for name, fault in filling.unfit.items():
        if fault:
            yield fault
            continue
        try:
            fit(context.workspace, target.entity, name)(filling.values[name])
        except (InvalidValue, UnknownName) as error:
            found = error.fault
            yield Fault(name, found.message, found.hint, error.code)


def used(plans: Iterable[FieldPlan]) -> frozenset[str]:
    """Return the source's fields that the maps took."""
    names = (name for each in plans for name in each.source.split(", "))
    # The whole name is made of its parts.
    parts = ("honorific", "first_name", "middle_name", "last_name")
    found = frozenset(names)
    return found | frozenset(parts) if WHOLE_NAME in found else found
