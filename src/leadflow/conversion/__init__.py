"""Conversion: a ripe record becomes the next ones of the chain (C1 to C16).

A lead becomes a company, a contact and a deal; a deal a quote or an invoice; a
quote an invoice or a deal.
"""

from leadflow.conversion.applying import apply, problems
from leadflow.conversion.journal import conversions_of, reversal
from leadflow.conversion.origins import (
    Contribution,
    FieldProvenance,
    Provenance,
    field_provenance,
    provenance,
)
from leadflow.conversion.plan import ConversionPlan, FieldPlan, Question, TargetPlan
from leadflow.conversion.planning import Source, plan
from leadflow.conversion.result import Converted, result
from leadflow.conversion.reverting import plan_revert, revert, reverted
from leadflow.conversion.undoing import PutBack, Reverted, RevertPlan
from leadflow.conversion.wishes import NEW, Wishes


__all__ = [
    "NEW",
    "Contribution",
    "ConversionPlan",
    "Converted",
    "FieldPlan",
    "FieldProvenance",
    "Provenance",
    "PutBack",
    "Question",
    "RevertPlan",
    "Reverted",
    "Source",
    "TargetPlan",
    "Wishes",
    "apply",
    "conversions_of",
    "field_provenance",
    "plan",
    "plan_revert",
    "problems",
    "provenance",
    "result",
    "reversal",
    "revert",
    "reverted",
]
