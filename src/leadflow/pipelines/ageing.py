"""Ageing: who stands on a stage for longer than expected (S9)."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from fractions import Fraction

from attrs import field, frozen

from leadflow.context import Context
from leadflow.deferred import by_value
from leadflow.entities import Activity, Staged
from leadflow.errors import UnknownName
from leadflow.pipelines.moving import standing
from leadflow.storage.port import Reader
from leadflow.workspace import TOUCH, Stage


GREEN, YELLOW, RED = "green", "yellow", "red"
COLORS = (GREEN, YELLOW, RED)

_DAY = timedelta(days=1)


@by_value
@frozen(kw_only=True, eq=False, repr=False)
class Ageing:
    """How long an open record has been standing, against what is expected (S9).

    >>> from datetime import UTC
    >>> begun = datetime(2026, 11, 1, tzinfo=UTC)
    >>> age = Ageing(
    ...     record="deal_01",
    ...     pipeline="deals",
    ...     stage="new",
    ...     label="New",
    ...     expected=4,
    ...     counted_from="entry",
    ...     since=begun,
    ...     at=begun + timedelta(days=5, hours=20),
    ... )
    >>> age.days, age.color, age.red_at.day
    (5, 'yellow', 7)
    """

    record: str
    title: str = field(default="", repr=False)
    owner: str = field(default="", repr=False)
    pipeline: str
    stage: str
    label: str
    """What the stage is called."""
    expected: int
    """Days that the stage's definition allows."""
    counted_from: str
    """``entry`` or ``touch``."""
    since: datetime
    """When the record entered the stage, or was last touched."""
    at: datetime
    """When this was asked."""

    def __str__(self) -> str:
        allowed = f"{self.days} of {self.expected} expected days"
        return f"{self.label}: {allowed}, {self.color}"

    @property
    def age(self) -> timedelta:
        """Return how long it has been; never less than nothing."""
        return max(self.at - self.since, timedelta())

    @property
    def days(self) -> int:
        """Return the whole days of the age."""
        return self.age // _DAY

    @property
    def share(self) -> Fraction:
        """Return the age as a share of what is expected; the larger the worse."""
        return Fraction(self.age // _TICK, self.expected * (_DAY // _TICK))

    @property
    def yellow_at(self) -> datetime:
        """Return when the days that are expected are over."""
        return self.since + self.expected * _DAY

    @property
    def red_at(self) -> datetime:
        """Return when one and a half times the days that are expected are over."""
        return self.since + self.expected * _DAY * 3 / 2

    @property
    def color(self) -> str:
        """Return ``green``, ``yellow`` or ``red``, as the record is to be shown."""
        if self.at >= self.red_at:
            return RED
        return YELLOW if self.at >= self.yellow_at else GREEN


_TICK = timedelta(microseconds=1)


def ageing(context: Context, record: Staged) -> Ageing | None:
    """Return how old a record is on its stage; nothing where it does not age.

    A record ages on a stage that has ``expected_days``: such stages are open.
    """
    try:
        _, stage = standing(context, record)
    except UnknownName:
        return None  # a stage of former times expects nothing
    if stage.expected_days is None:
        return None
    done: Mapping[str, datetime] = {}
    if stage.ageing_from == TOUCH:
        done = last_done(context.reader, [record.id])
    return aged(context, record, stage, done.get(record.id))


def aged(
    context: Context, record: Staged, stage: Stage, done: datetime | None
) -> Ageing:
    """Return how old a record is on a stage that has ``expected_days``.

    ``done`` is when its last activity was done, as far as that matters.
    """
    label = context.workspace.stage_title(record.pipeline, stage.code)
    return Ageing(
        record=record.id,
        title=record.title,
        owner=record.owner,
        pipeline=record.pipeline,
        stage=stage.code,
        label=label,
        expected=stage.expected_days or 1,
        counted_from=stage.ageing_from,
        since=_since(context, record, stage, done),
        at=context.act.now,
    )


def _since(
    context: Context, record: Staged, stage: Stage, done: datetime | None
) -> datetime:
    entered = record.stage_entered_at or record.created_at or context.act.now
    if stage.ageing_from != TOUCH:
        return entered
    # Changing a record touches it, and so does what was done for it. What is only
    # planned does not: a promise to call is no call.
    touches = (entered, record.updated_at, record.last_activity_at, done)
    return max(each for each in touches if each is not None)


def last_done(reader: Reader, records: Iterable[str]) -> Mapping[str, datetime]:
    """Return, by record, when the last of its activities was done."""
    links = [
        link for link in reader.links_to(list(records)) if link.field == "bindings"
    ]
    found = reader.get("activity", list({link.record for link in links}))
    last: dict[str, datetime] = {}
    for link in links:
        activity = found.get(link.record)
        if not isinstance(activity, Activity) or activity.deleted_at is not None:
            continue
        if activity.done_at is not None:
            known = last.get(link.target, activity.done_at)
            last[link.target] = max(known, activity.done_at)
    return last
