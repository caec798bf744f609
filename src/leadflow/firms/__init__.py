"""People in firms, and firms in groups: who works where, since when, under whom."""

from leadflow.firms.results import People, Position, Positions


__all__ = [
    "People",
    "Position",
    "Positions",
]
