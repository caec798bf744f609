"""Conversion: a ripe lead becomes a company, a contact and a deal."""

from leadflow.conversion.applying import Converted, apply, problems
from leadflow.conversion.journal import conversion_of, reversal
from leadflow.conversion.origins import (
    Contribution,
    FieldProvenance,
    Provenance,
    field_provenance,
    provenance,
)
from leadflow.conversion.plan import ConversionPlan, FieldPlan, TargetPlan
from leadflow.conversion.planning import NEW, Wishes, plan
from leadflow.conversion.reverting import plan_revert, revert, reverted
from leadflow.conversion.undoing import PutBack, Reverted, RevertPlan


__all__ = [
    "NEW",
    "Contribution",
    "ConversionPlan",
    "Converted",
    "FieldPlan",
    "FieldProvenance",
    "Provenance",
    "PutBack",
    "RevertPlan",
    "Reverted",
    "TargetPlan",
    "Wishes",
    "apply",
    "conversion_of",
    "field_provenance",
    "plan",
    "plan_revert",
    "problems",
    "provenance",
    "reversal",
    "revert",
    "reverted",
]
