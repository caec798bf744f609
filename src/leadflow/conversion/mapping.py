"""What was mapped: whether it fits, and what it was made of (C4, C6)."""

from collections.abc import Iterable, Iterator

from leadflow.context import Context
from leadflow.conversion.plan import FieldPlan, TargetPlan
from leadflow.conversion.steps import fit, refit
from leadflow.errors import Fault, InvalidValue, UnknownName
from leadflow.workspace.maps import WHOLE_NAME


def misfits(context: Context, target: TargetPlan) -> Iterator[Fault]:
    """Yield the planned values that the target's fields cannot hold."""
    for each in target.fields:
        if each.fault:
            yield each.fault
        elif not each.fits:
            yield from _misfit(context, target.entity, each)


def _misfit(context: Context, entity: str, plan: FieldPlan) -> Iterator[Fault]:
    try:
        fit(context.workspace, entity, plan.field)(plan.value)
    except (InvalidValue, UnknownName) as error:
        fault = error.fault
        yield Fault(plan.field, fault.message, fault.hint, error.code)


def fitted(context: Context, entity: str, plan: FieldPlan) -> FieldPlan:
    """Return the plan with its value as the field will hold it, if it can."""
    if plan.fault or plan.fits:
        return plan
    return refit(plan, fit(context.workspace, entity, plan.field))


def used(plans: Iterable[FieldPlan]) -> frozenset[str]:
    """Return the source's fields that the maps took."""
    names = (name for each in plans for name in each.source.split(", "))
    # The whole name is made of its parts.
    parts = ("honorific", "first_name", "middle_name", "last_name")
    found = frozenset(names)
    return found | frozenset(parts) if WHOLE_NAME in found else found
