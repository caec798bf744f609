"""The timeline of a record, as ``crm.timeline`` offers it."""

from collections.abc import Iterable, Iterator
from datetime import datetime

import attrs
from attrs import field, frozen

from leadflow.context import Context
from leadflow.crm.desk import Desk, Hand
from leadflow.crm.naming import known_id
from leadflow.deferred import by_value
from leadflow.entities import Record, entity_named
from leadflow.errors import InvalidValue
from leadflow.ids import is_id
from leadflow.timeline.entries import TimelineEntry, TimelinePage
from leadflow.timeline.feed import Row, Story, Wanted, chosen, story_of
from leadflow.timeline.kin import Purchase, title_of
from leadflow.timeline.touching import Touch, touches_of
from leadflow.values import Period
from leadflow.values.instants import instant


@by_value
@frozen(kw_only=True, eq=False, repr=False)
class Timeline:
    """The story of a record: what happened with it and with all that belongs to it.

    Nothing is read until it is asked. Iterating gives one ``TimelineEntry`` after
    the other, oldest first; a notebook draws the last hundred.

    >>> import leadflow
    >>> from leadflow import Lead
    >>> crm = leadflow.open(actor="ada")
    >>> lead = crm.leads.add(Lead(title="Forklifts", last_name="Kovalenko"))
    >>> deal = crm.win(crm.convert(lead).deal)
    >>> story = crm.timeline(deal)
    >>> [each.kind for each in story.where(of="deals")]
    ['created', 'closed']
    >>> story.first_touch.record == lead.id, story.first_purchase.record == deal.id
    (True, True)
    """

    desk: Desk = field(repr=False)
    hand: Hand = field(repr=False)
    record: str
    """The id of the record whose story it is."""
    wanted: Wanted = field(default=Wanted(), repr=False)
    is_reversed: bool = False

    def __repr__(self) -> str:
        return f"<Timeline of {self.record}>"

    def where(
        self,
        *,
        kinds: Iterable[str] | str = (),
        of: Iterable[Record | str] | Record | str = (),
        actor: str = "",
        during: Period | str | None = None,
        text: str = "",
    ) -> "Timeline":
        """Return the entries alone that are of these kinds, records, people, days.

        ``kinds`` are facts (``created``, ``moved`` …), kinds of activities, or
        ``inquiry``; ``of`` are records, or entities as in ``"deals"``; ``text`` stands
        in what happened, in titles or in what was said, in any case. What is not
        given here stays as it was.
        """
        known = self.wanted
        wanted = Wanted(
            kinds=tuple(_texts(kinds)) or known.kinds,
            of=tuple(map(_of, _several(of))) or known.of,
            actor=actor or known.actor,
            during=(Period.parse(during) if isinstance(during, str) else during)
            or known.during,
            text=text or known.text,
        )
        return attrs.evolve(self, wanted=wanted)

    def newest_first(self) -> "Timeline":
        """Return the same entries the other way round."""
        return attrs.evolve(self, is_reversed=not self.is_reversed)

    def __iter__(self) -> Iterator[TimelineEntry]:
        return iter([row.entry for row in self._rows()])

    def all(self) -> list[TimelineEntry]:
        """Return all entries at once."""
        return list(self)

    def count(self) -> int:
        """Return how many entries there are."""
        return len(self._rows())

    def page(self, size: int = 50, *, after: str = "") -> TimelinePage:
        """Return one page; neither repeats nor skips an entry between pages.

        ``after`` is the ``next`` of the page before; it stays good while entries are
        added.
        """
        if size < 1:
            raise InvalidValue("page size", "is less than one entry")
        rows = self._rows()
        begin = _after(rows, after, is_reversed=self.is_reversed) if after else 0
        items = rows[begin : begin + size]
        more = begin + size < len(rows)
        return TimelinePage(
            items=tuple(row.entry for row in items),
            next=_written(items[-1]) if more else "",
        )

    @property
    def touches(self) -> tuple[Touch, ...]:
        """Return everything by which we and the client met, oldest first (T4).

        Inquiries, leads and clients that came in, and activities that happened; what
        a conversion made of another record is no touch. Filters do not matter.
        """
        with self.desk.reading() as reader:
            context = self.desk.context(reader, self.hand.act())
            return tuple(touches_of(context, self._story(context).kin))

    @property
    def first_touch(self) -> Touch | None:
        """Return how it began: when, by which channel and campaign (T4)."""
        return next(iter(self.touches), None)

    @property
    def last_touch(self) -> Touch | None:
        """Return what happened last between us and the client (T4)."""
        return next(reversed(self.touches), None)

    @property
    def first_purchase(self) -> Purchase | None:
        """Return what the client bought first: a deal or an invoice that is won."""
        with self.desk.reading() as reader:
            context = self.desk.context(reader, self.hand.act())
            return self._story(context).purchase

    @property
    def records(self) -> tuple[Record, ...]:
        """Return whose story it is: leads, deals, documents, contacts, companies."""
        with self.desk.reading() as reader:
            context = self.desk.context(reader, self.hand.act())
            return self._story(context).kin.records

    def __str__(self) -> str:
        return self._drawn("text")

    def _repr_html_(self) -> str:
        return self._drawn("html")

    def _drawn(self, form: str) -> str:
        from leadflow.timeline import cards  # noqa: PLC0415  # drawn on use

        with self.desk.reading() as reader:
            context = self.desk.context(reader, self.hand.act())
            story = self._story(context)
            title = title_of(context.live(self.record))
            entries = [row.entry for row in self._chosen(context, story)]
            return cards.drawn(title, entries, story.purchase, context.workspace, form)

    def _rows(self) -> list[Row]:
        with self.desk.reading() as reader:
            context = self.desk.context(reader, self.hand.act())
            return self._chosen(context, self._story(context))

    def _chosen(self, context: Context, story: Story) -> list[Row]:
        rows = chosen(context, story.rows, self.wanted)
        return rows[::-1] if self.is_reversed else rows

    def _story(self, context: Context) -> Story:
        return story_of(context, context.live(self.record))


def _texts(given: Iterable[str] | str) -> Iterable[str]:
    if isinstance(given, str):
        return (given,) if given else ()
    return given


def _several(given: Iterable[Record | str] | Record | str) -> Iterable[Record | str]:
    if isinstance(given, str) or not isinstance(given, Iterable):
        return (given,) if given else ()
    return given


def _of(given: Record | str) -> str:
    """Return the id of a record, or the name of an entity."""
    is_name = isinstance(given, str) and not is_id(given) and "_" not in given
    return entity_named(str(given)).name if is_name else known_id(given)


# Where a page ended: the time, the record and its version, of which nothing tells how
# many facts there are of records that may not be seen.


def _written(row: Row) -> str:
    return f"{row.at.isoformat()} {row.entry.record} {row.version}"


def _after(rows: list[Row], mark: str, *, is_reversed: bool) -> int:
    """Return the place behind the entry with which a page ended."""
    at, record, version = _read(mark)
    for place, row in enumerate(rows):
        if (row.entry.record, row.version) == (record, version):
            return place + 1
    # What it ended with moved or went away: from its time on.
    return sum(row.at > at if is_reversed else row.at <= at for row in rows)


def _read(mark: str) -> tuple[datetime, str, int]:
    try:
        time, record, version = mark.split(" ")
        at = instant(datetime.fromisoformat(time))
        assert at is not None  # noqa: S101  # a moment was given
        return at, record, int(version)
    except (ValueError, InvalidValue):
        hint = "give the 'next' of a page of the same timeline"
        raise InvalidValue("page mark", "does not fit here", hint) from None
