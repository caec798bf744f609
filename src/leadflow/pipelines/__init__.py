"""Pipelines: how records move from stage to stage, and what the gates ask."""

from leadflow.pipelines.moving import (
    Destination,
    approve,
    mark,
    move,
    place,
)


__all__ = ["Destination", "approve", "mark", "move", "place"]
