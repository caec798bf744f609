"""People in firms, and firms in groups: who works where, since when, under whom."""

from leadflow.firms.results import People, Position, Positions
from leadflow.firms.trees import CompanyGroup, GroupMember


__all__ = [
    "CompanyGroup",
    "GroupMember",
    "People",
    "Position",
    "Positions",
]
