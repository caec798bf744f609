"""Pipelines: how records move from stage to stage, and what the gates ask."""

from leadflow.pipelines.ageing import Ageing, ageing
from leadflow.pipelines.gates import Gate, keeping, kept_faults, room_faults
from leadflow.pipelines.moving import (
    approve,
    arrived,
    arriving,
    let_through,
    move,
    on_stage,
    pass_through,
    require_room,
    standing,
    take,
)
from leadflow.pipelines.passages import Destination, Passage, entrance, mark, passage
from leadflow.pipelines.probability import SAID, likelihood, said_by_hand


__all__ = [
    "SAID",
    "Ageing",
    "Destination",
    "Gate",
    "Passage",
    "ageing",
    "approve",
    "arrived",
    "arriving",
    "entrance",
    "keeping",
    "kept_faults",
    "let_through",
    "likelihood",
    "mark",
    "move",
    "on_stage",
    "pass_through",
    "passage",
    "require_room",
    "room_faults",
    "said_by_hand",
    "standing",
    "take",
]
