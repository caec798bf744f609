"""Making one record of several, and several of one again (D3)."""

from leadflow.merging.joining import merge, plan_merge
from leadflow.merging.meeting import filled_up, written_over
from leadflow.merging.parting import plan_unmerge, unmerge
from leadflow.merging.plan import Merged, MergedField, MergePlan, Unmerged, UnmergePlan


__all__ = [
    "MergePlan",
    "Merged",
    "MergedField",
    "UnmergePlan",
    "Unmerged",
    "filled_up",
    "merge",
    "plan_merge",
    "plan_unmerge",
    "unmerge",
    "written_over",
]
