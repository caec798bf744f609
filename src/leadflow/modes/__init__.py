"""Modes: with leads or without them, and the way from one to the other."""

from leadflow.modes.admitting import (
    Refusal,
    add,
    converts_at_once,
    faults_of,
    move,
    refuse_winning,
    update,
)
from leadflow.modes.dormant import DormantRule
from leadflow.modes.plan import LeadStep, Switched, SwitchPlan
from leadflow.modes.switching import (
    COMPLETE,
    Terms,
    completed,
    convert_step,
    moving_activities,
    plan_switch,
    require_current,
    require_free,
    require_no_open_leads,
)


__all__ = [
    "COMPLETE",
    "DormantRule",
    "LeadStep",
    "Refusal",
    "SwitchPlan",
    "Switched",
    "Terms",
    "add",
    "completed",
    "convert_step",
    "converts_at_once",
    "faults_of",
    "move",
    "moving_activities",
    "plan_switch",
    "refuse_winning",
    "require_current",
    "require_free",
    "require_no_open_leads",
    "update",
]
