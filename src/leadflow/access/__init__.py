"""Who may see and do what: decided once, and joined to every read and write (A1)."""

from leadflow.access.admitting import Admitting
from leadflow.access.guarding import Guarded, guard_of
from leadflow.access.rights import Rights, Ruling, rights_of


__all__ = [
    "Admitting",
    "Guarded",
    "Rights",
    "Ruling",
    "guard_of",
    "rights_of",
]
