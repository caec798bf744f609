"""Records: what is checked and kept whenever any record is written."""

from leadflow.records.validation import faults, require_valid
from leadflow.records.writing import Options, create, delete, restore, update


__all__ = [
    "Options",
    "create",
    "delete",
    "faults",
    "require_valid",
    "restore",
    "update",
]
