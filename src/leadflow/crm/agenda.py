"""The agenda, as ``crm.agenda`` offers it."""

from leadflow.crm.desk import Desk, Hand
from leadflow.crm.naming import known_id, room
from leadflow.entities import Deal, Lead, Record
from leadflow.errors import UnknownName
from leadflow.timeline import ActivityList, Calendar
from leadflow.values import Period


_IDLE = ("lead", "deal")


@room
class Agenda:
    """What is to be done and was done, over all records: ``crm.agenda.overdue()``.

    Each open activity is either planned or overdue. ``owner`` is a login, ``of`` a
    record that they belong to, ``during`` a period of the workspace's zone in which
    they are due or were done. All lists are in the order of that time; what has no
    deadline comes last.
    """

    def __init__(self, desk: Desk, hand: Hand) -> None:
        self._desk = desk
        self._hand = hand

    def planned(
        self,
        *,
        owner: str = "",
        of: Record | str = "",
        during: Period | str | None = None,
    ) -> ActivityList:
        """Return what is to be done and not late (T2).

        >>> import leadflow
        >>> from leadflow import Activity, Deal
        >>> crm = leadflow.open(actor="ada")
        >>> deal = crm.deals.add(Deal(title="Forklifts"))
        >>> _ = crm.activities.add(Activity(subject="Call back", bindings=[deal]))
        >>> [each.subject for each in crm.agenda.planned(owner="ada")]
        ['Call back']
        """
        return self._listed("planned", owner, of, during)

    def overdue(
        self,
        *,
        owner: str = "",
        of: Record | str = "",
        during: Period | str | None = None,
    ) -> ActivityList:
        """Return what should have been done by now (T2).

        >>> import leadflow
        >>> len(leadflow.open(actor="ada").agenda.overdue())
        0
        """
        return self._listed("overdue", owner, of, during)

    def done(
        self,
        *,
        owner: str = "",
        of: Record | str = "",
        during: Period | str | None = None,
    ) -> ActivityList:
        """Return what was done, in the order in which it was (T2).

        >>> import leadflow
        >>> len(leadflow.open(actor="ada").agenda.done(during="2026-11"))
        0
        """
        return self._listed("done", owner, of, during)

    def open(
        self,
        *,
        owner: str = "",
        of: Record | str = "",
        during: Period | str | None = None,
    ) -> ActivityList:
        """Return what is planned and what is overdue, from one instant (T2, P9).

        >>> import leadflow
        >>> len(leadflow.open(actor="ada").agenda.open(owner="ada"))
        0
        """
        return self._listed("open", owner, of, during)

    def all(
        self,
        *,
        owner: str = "",
        of: Record | str = "",
        during: Period | str | None = None,
    ) -> ActivityList:
        """Return what is planned, overdue and done, from one instant (T2, P9).

        >>> import leadflow
        >>> len(leadflow.open(actor="ada").agenda.all(during="2026-11"))
        0
        """
        return self._listed("all", owner, of, during)

    def calendar(
        self, during: Period | str | None = None, *, owner: str = ""
    ) -> Calendar:
        """Return the days of a period with what is on each of them.

        Without a period it is the present week, in the office's zone. What comes back
        stands on every day on which it falls. A notebook draws it as weeks.
        Raises ``InvalidValue`` for more than a year.

        >>> import leadflow
        >>> from datetime import UTC, datetime
        >>> from leadflow import Activity, Deal
        >>> crm = leadflow.open(actor="ada")
        >>> deal = crm.deals.add(Deal(title="Forklifts"))
        >>> at = datetime(2030, 3, 4, 9, tzinfo=UTC)
        >>> daily = Activity(
        ...     kind="call", starts_at=at, recurrence="FREQ=DAILY", bindings=[deal]
        ... )
        >>> _ = crm.activities.add(daily)
        >>> [len(day) for day in crm.agenda.calendar("2030-W10")]
        [1, 1, 1, 1, 1, 1, 1]
        """
        # Imported on use: few programs draw calendars.
        from leadflow.timeline.planner import calendar  # noqa: PLC0415

        with self._desk.reading() as reader:
            context = self._desk.context(reader, self._hand.act())
            period = _period(during) or Period.week(context.today)
            return calendar(context, period, owner)

    def idle(self, of: str = "", *, owner: str = "") -> list[Lead | Deal]:
        """Return the open leads and deals with nothing planned (T2).

        ``of`` is ``"leads"`` or ``"deals"`` for these alone. Whoever was silent for
        longest comes first. An overdue activity is still to be done.

        >>> import leadflow
        >>> crm = leadflow.open(actor="ada")
        >>> deal = crm.deals.add(leadflow.Deal(title="Forklifts"))
        >>> [each.title for each in crm.agenda.idle("deals")]
        ['Forklifts']
        """
        from leadflow.timeline.todo import idle  # noqa: PLC0415  # as above

        if of and of.removesuffix("s") not in _IDLE:
            raise UnknownName("kind of open record", of, ("leads", "deals"))
        entities = (of.removesuffix("s"),) if of else _IDLE
        with self._desk.reading() as reader:
            context = self._desk.context(reader, self._hand.act())
            return idle(context, entities, owner)

    def _listed(
        self, state: str, owner: str, of: Record | str, during: Period | str | None
    ) -> ActivityList:
        from leadflow.timeline.todo import Wanted, listed  # noqa: PLC0415  # as above

        wanted = Wanted(
            state=state,
            owner=owner,
            of=known_id(of) if of else "",
            during=_period(during),
        )
        with self._desk.reading() as reader:
            return listed(self._desk.context(reader, self._hand.act()), wanted)


def _period(given: Period | str | None) -> Period | None:
    return Period.parse(given) if isinstance(given, str) else given
