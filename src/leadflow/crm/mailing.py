"""Whom to write to, and what, as ``Crm`` offers it."""

from leadflow.crm.desk import Desk, Hand
from leadflow.crm.segments import Segments


class Mailing:
    """What ``Crm`` can do for mailings."""

    _desk: Desk
    _hand: Hand

    @property
    def segments(self) -> Segments:
        """Return what tells who is in the workspace's segments."""
        return Segments(self._desk, self._hand)
