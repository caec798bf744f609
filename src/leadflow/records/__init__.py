"""Records: what is checked and kept whenever any record is written."""

from leadflow.records.billing import billed_by, billing_faults, claimed, is_shown
from leadflow.records.changing import asked, move, update
from leadflow.records.checks import Check
from leadflow.records.customs import moving_faults
from leadflow.records.purging import Removal, purge
from leadflow.records.repeats import clients
from leadflow.records.touches import is_latest, latest
from leadflow.records.usage import disabled
from leadflow.records.validation import ROLES, WITH_ROLES, faults, require_valid
from leadflow.records.writing import (
    USUAL,
    Options,
    carry_over,
    create,
    delete,
    restore,
)


__all__ = [
    "ROLES",
    "USUAL",
    "WITH_ROLES",
    "Check",
    "Options",
    "Removal",
    "asked",
    "billed_by",
    "billing_faults",
    "carry_over",
    "claimed",
    "clients",
    "create",
    "delete",
    "disabled",
    "faults",
    "is_latest",
    "is_shown",
    "latest",
    "move",
    "moving_faults",
    "purge",
    "require_valid",
    "restore",
    "update",
]
