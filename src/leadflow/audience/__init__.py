"""Whom to write to, and what: segments, consent, audiences, letters."""

from leadflow.audience.composed import ComposedLetter
from leadflow.audience.frozen import FrozenSegment, SegmentChange
from leadflow.audience.results import Audience, LeftOut, Recipient


__all__ = [
    "Audience",
    "ComposedLetter",
    "FrozenSegment",
    "LeftOut",
    "Recipient",
    "SegmentChange",
]
