"""Whom to write to, and what: segments, consent, audiences, letters."""

from leadflow.audience.frozen import FrozenSegment, SegmentChange


__all__ = [
    "FrozenSegment",
    "SegmentChange",
]
