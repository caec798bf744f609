"""Duplicates: who stands twice, how that is known, and who only seems to (D1, D4)."""

from leadflow.duplicates.findings import (
    Candidate,
    DroppedTerm,
    DuplicateGroup,
    DuplicatePair,
    Evidence,
)
from leadflow.duplicates.results import Candidates, DuplicateScan
from leadflow.duplicates.warning import DuplicateWarning


__all__ = [
    "Candidate",
    "Candidates",
    "DroppedTerm",
    "DuplicateGroup",
    "DuplicatePair",
    "DuplicateScan",
    "DuplicateWarning",
    "Evidence",
]
