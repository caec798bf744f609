"""The timeline of a record, as ``crm.timeline`` offers it."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

import attrs
from attrs import field, frozen

from leadflow.context import Context
from leadflow.crm.desk import Desk, Hand
from leadflow.crm.naming import known_id, spelling
from leadflow.deferred import by_value
from leadflow.entities import Record, entity_named
from leadflow.entities.cards import title_of
from leadflow.errors import InvalidValue
from leadflow.ids import is_id
from leadflow.timeline.told import (
    Filter,
    Purchase,
    TimelineEntry,
    TimelinePage,
    Touch,
)
from leadflow.values import Period


T = TypeVar("T")


@spelling
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
    wanted: Filter = field(default=Filter(), repr=False)
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
        wanted = Filter(
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
        from leadflow.timeline.feed import entries_of  # noqa: PLC0415  # on use

        def read(context: Context, record: Record) -> list[TimelineEntry]:
            wanted, back = self.wanted, self.is_reversed
            return entries_of(context, record, wanted, is_reversed=back)

        return iter(self._asked(read))

    def all(self) -> list[TimelineEntry]:
        """Return all entries at once."""
        return list(self)

    def count(self) -> int:
        """Return how many entries there are."""
        return len(self.all())

    def page(self, size: int = 50, *, after: str = "") -> TimelinePage:
        """Return one page; neither repeats nor skips an entry between pages.

        ``after`` is the ``next`` of the page before; it stays good while entries are
        added.
        """
        if size < 1:
            raise InvalidValue("page size", "is less than one entry")
        from leadflow.timeline.feed import Asked, page_of  # noqa: PLC0415  # on use

        asked = Asked(size, after, self.is_reversed)

        def read(context: Context, record: Record) -> TimelinePage:
            return page_of(context, record, self.wanted, asked)

        return self._asked(read)

    @property
    def touches(self) -> tuple[Touch, ...]:
        """Return everything by which we and the client met, oldest first (T4).

        Inquiries, leads and clients that came in, and activities that happened; what
        a conversion made of another record is no touch. Filters do not matter.
        """
        from leadflow.timeline.kin import kin_of  # noqa: PLC0415  # on use
        from leadflow.timeline.touching import touches_of  # noqa: PLC0415  # as above

        def read(context: Context, record: Record) -> tuple[Touch, ...]:
            return tuple(touches_of(context, kin_of(context, record)))

        return self._asked(read)

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
        from leadflow.timeline.kin import first_purchase, kin_of  # noqa: PLC0415  # on use

        def read(context: Context, record: Record) -> Purchase | None:
            return first_purchase(context, kin_of(context, record))

        return self._asked(read)

    @property
    def records(self) -> tuple[Record, ...]:
        """Return whose story it is: leads, deals, documents, contacts, companies."""
        from leadflow.timeline.kin import kin_of  # noqa: PLC0415  # on use

        return self._asked(lambda context, record: kin_of(context, record).records)

    def __str__(self) -> str:
        return self._drawn("text")

    def _repr_html_(self) -> str:
        return self._drawn("html")

    def _drawn(self, form: str) -> str:
        from leadflow.timeline import cards, feed  # noqa: PLC0415  # on use

        def read(context: Context, record: Record) -> str:
            wanted, back = self.wanted, self.is_reversed
            story = feed.story_of(context, record)
            entries = feed.entries_in(story, context, wanted, is_reversed=back)
            told = title_of(record), entries, story.purchase
            return cards.drawn(*told, context.workspace, form)

        return self._asked(read)

    def _asked(self, question: Callable[[Context, Record], T]) -> T:
        """Return the answer to a question about the record, as it is now (P9)."""
        with self.desk.reading() as reader:
            context = self.desk.context(reader, self.hand.act())
            return question(context, context.live(self.record))


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
