"""A check of the process itself: findings that read like a colleague's advice (M7)."""

from leadflow.advice.checking import (
    CHECKS,
    DATA_CHECKS,
    Check,
    DataCheck,
    check,
    check_office,
    completed,
)
from leadflow.advice.office import Office


__all__ = [
    "CHECKS",
    "DATA_CHECKS",
    "Check",
    "DataCheck",
    "Office",
    "check",
    "check_office",
    "completed",
]
