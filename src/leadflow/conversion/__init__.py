"""Conversion: a ripe lead becomes a company, a contact and a deal."""

from leadflow.conversion.applying import Converted, apply, problems
from leadflow.conversion.plan import ConversionPlan, FieldPlan, TargetPlan
from leadflow.conversion.planning import NEW, Wishes, plan


__all__ = [
    "NEW",
    "ConversionPlan",
    "Converted",
    "FieldPlan",
    "TargetPlan",
    "Wishes",
    "apply",
    "plan",
    "problems",
]
