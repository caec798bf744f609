"""What is answered about what is to be done: values that draw themselves."""

from collections.abc import Iterator
from datetime import date

from attrs import field, frozen

from leadflow.deferred import by_value
from leadflow.entities import Activity, Contact, Lead
from leadflow.timeline.states import CalendarDay, kind_title
from leadflow.values import Period
from leadflow.workspace import Workspace
from leadflow.workspace.naming import word


_ROWS = 200
_COLUMNS = ("kind", "subject", "owner")


@by_value
@frozen(kw_only=True, eq=False, repr=False)
class Completed:
    """What was done, and what comes next of it.

    >>> import leadflow
    >>> from datetime import UTC, datetime
    >>> from leadflow import Activity, Deal
    >>> crm = leadflow.open(actor="ada")
    >>> deal = crm.deals.add(Deal(title="Forklifts"))
    >>> at = datetime(2026, 3, 2, 8, tzinfo=UTC)
    >>> weekly = Activity(
    ...     kind="call", starts_at=at, recurrence="FREQ=WEEKLY", bindings=[deal]
    ... )
    >>> done = crm.complete(crm.activities.add(weekly), result="talked it over")
    >>> done.activity.is_done, done.next.starts_at.day
    (True, 9)
    """

    activity: Activity
    next: Activity | None = None
    """The next occurrence of what comes back; ``None`` where there is none."""

    def _repr_html_(self) -> str:
        from leadflow.entities.cards import listed  # noqa: PLC0415  # drawn on use

        following = [("next", self.next)] if self.next else []
        return listed("Completed", [(self.activity.kind, self.activity), *following])


@by_value
@frozen(kw_only=True, eq=False, repr=False)
class ActivityList:
    """Activities in the order in which they are due, or were done.

    Made by ``crm.agenda``; it draws itself in a notebook.
    """

    activities: tuple[Activity, ...]
    state: str
    """``planned``, ``overdue``, ``done``; ``open`` or ``all`` for several of them."""
    workspace: Workspace = field(repr=False)

    def __iter__(self) -> Iterator[Activity]:
        return iter(self.activities)

    def __len__(self) -> int:
        return len(self.activities)

    def __getitem__(self, place: int) -> Activity:
        return self.activities[place]

    def __repr__(self) -> str:
        return f"<ActivityList: {len(self)} {self.state}>"

    def __str__(self) -> str:
        return self._drawn("text")

    def _repr_html_(self) -> str:
        return self._drawn("html")

    def _drawn(self, form: str) -> str:
        from leadflow.analytics import sheets  # noqa: PLC0415  # drawn on use

        workspace, language = self.workspace, self.workspace.language
        rest = len(self) - _ROWS
        names = [workspace.label(f"activity.{name}") for name in _COLUMNS]
        sheet = sheets.Sheet(
            title=f"{workspace.label('activities')}: {word(self.state, language)}",
            heads=(word("moment", language), *names),
            rows=tuple(self._row(each) for each in self.activities[:_ROWS]),
            unbroken=frozenset({0}),
            language=language,
            notes=(f"{word('more', language)}: {rest}",) if rest > 0 else (),
        )
        return sheets.drawn(sheet, form)

    def _row(self, activity: Activity) -> tuple[str, ...]:
        from leadflow.analytics.wording import minute_in  # noqa: PLC0415  # as above

        at = activity.done_at or activity.deadline
        return (
            minute_in(at, self.workspace.zone) if at else "",
            kind_title(self.workspace, activity),
            activity.subject,
            activity.owner,
        )


@by_value
@frozen(kw_only=True, eq=False, repr=False)
class Calendar:
    """Days with what is planned and was done on them; made by ``crm.agenda``.

    Iterating gives a ``CalendarDay`` for each day of the period.
    """

    period: Period
    days: tuple[CalendarDay, ...]
    owner: str = ""
    workspace: Workspace = field(repr=False)

    def __iter__(self) -> Iterator[CalendarDay]:
        return iter(self.days)

    def __len__(self) -> int:
        return len(self.days)

    def __repr__(self) -> str:
        many = sum(map(len, self.days))
        return f"<Calendar of {self.period}: {many} entries>"

    @property
    def _title(self) -> str:
        told = (word("calendar", self.workspace.language), str(self.period), self.owner)
        return " · ".join(each for each in told if each)

    def __str__(self) -> str:
        from leadflow.timeline import weeks  # noqa: PLC0415  # drawn on use

        return weeks.text(self._title, self.days, self.workspace)

    def _repr_html_(self) -> str:
        from leadflow.timeline import weeks  # noqa: PLC0415  # drawn on use

        return weeks.html(self._title, self.days, self.workspace)


@by_value
@frozen(kw_only=True, eq=False, repr=False)
class Birthday:
    """A day on which somebody's birthday is kept."""

    on: date
    person: Contact | Lead
    turns: int
    """The age that is reached."""

    def __repr__(self) -> str:
        return f"<Birthday on {self.on}: {self.person.id}>"
