"""A check of the process and of how it is used, as ``Crm`` offers it."""

from leadflow.access import guard_of
from leadflow.crm.desk import Desk, Hand
from leadflow.workspace import Advice


class Advising:
    """What ``Crm`` can say about the firm's process."""

    _desk: Desk
    _hand: Hand

    def check(self) -> Advice:
        """Return what is to be said about the process and how it is used (M7).

        Adds to ``workspace.check()`` what the data tells, such as that only leads
        are used. Reads one instant, mostly counts, and writes nothing. Who may not
        read everything is told of the process alone (A3).

        >>> import leadflow
        >>> leadflow.open().check().is_sound
        True
        """
        # Imported on use: few programs ask.
        from leadflow.advice import Office, check_office  # noqa: PLC0415

        with self._desk.reading() as reader:
            workspace = self._desk.workspace(reader)
            if guard_of(reader) is not None:
                return workspace.check()
            return check_office(Office(workspace, reader, self._hand.act().now))
