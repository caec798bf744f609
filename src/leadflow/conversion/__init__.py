"""Conversion: a ripe record becomes the next ones of the chain (C1 to C16).

A lead becomes a company, a contact and a deal; a deal a quote or an invoice; a
quote an invoice or a deal.

The verbs stand in modules of their own (``planning``, ``applying``, ``reverting``),
which are imported on use: the names here are all that ``Crm`` needs to say what it
returns.
"""

from leadflow.conversion.fields import FieldPlan
from leadflow.conversion.origins import Contribution, FieldProvenance, Provenance
from leadflow.conversion.plan import (
    ConversionPlan,
    Question,
    Source,
    TargetPlan,
)
from leadflow.conversion.result import Converted, Done
from leadflow.conversion.undoing import PutBack, Reverted, RevertPlan


__all__ = [
    "Contribution",
    "ConversionPlan",
    "Converted",
    "Done",
    "FieldPlan",
    "FieldProvenance",
    "Provenance",
    "PutBack",
    "Question",
    "RevertPlan",
    "Reverted",
    "Source",
    "TargetPlan",
]
