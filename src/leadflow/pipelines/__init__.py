"""Pipelines: how records move from stage to stage, and what the gates ask."""

from leadflow.pipelines.ageing import Ageing, ageing
from leadflow.pipelines.gates import kept_faults, room_faults
from leadflow.pipelines.moving import (
    Destination,
    approve,
    arrive,
    arriving,
    destination,
    enter,
    mark,
    move,
    on_stage,
    require_room,
    standing,
)
from leadflow.pipelines.probability import said_by_hand


__all__ = [
    "Ageing",
    "Destination",
    "ageing",
    "approve",
    "arrive",
    "arriving",
    "destination",
    "enter",
    "kept_faults",
    "mark",
    "move",
    "on_stage",
    "require_room",
    "room_faults",
    "said_by_hand",
    "standing",
]
