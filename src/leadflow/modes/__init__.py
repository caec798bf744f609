"""Modes: with leads or without them, and the way from one to the other.

The verbs stand in ``admitting`` and ``switching``; few programs switch, so the latter
is imported on use.
"""

from leadflow.modes.dormant import DormantRule
from leadflow.modes.plan import LeadStep, Switched, SwitchPlan


__all__ = ["DormantRule", "LeadStep", "SwitchPlan", "Switched"]
