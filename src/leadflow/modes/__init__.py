"""Modes: with leads or without them, and the way from one to the other."""

from leadflow.modes.admitting import (
    Refusal,
    add,
    converts_at_once,
    faults_of,
    move,
    update,
)


__all__ = ["Refusal", "add", "converts_at_once", "faults_of", "move", "update"]
