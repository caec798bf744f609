"""What a story is told in: entries, pages, the first purchase, touches (T3, T4)."""

from collections.abc import Iterator
from datetime import datetime

from attrs import frozen

from leadflow.deferred import by_value
from leadflow.values import FileRef, Money, Period, Utm


@by_value
@frozen(kw_only=True, eq=False, repr=False)
class TimelineEntry:
    """Something that happened, or that is planned, in the words of the office."""

    at: datetime
    """When it happened, or when what is planned is due."""
    kind: str
    """``created``, ``moved`` …; an activity's kind, as ``call``; or ``inquiry``."""
    what: str
    """What happened, in the workspace's language."""
    title: str
    """What the record is called, or what the activity is about."""
    record: str
    """The id of the record that it happened to, or of the activity itself."""
    entity: str
    actor: str
    text: str = ""
    """What was said, found out or written down."""
    files: tuple[FileRef, ...] = ()
    state: str = ""
    """Of activities: ``planned``, ``overdue`` or ``done``."""
    cause: str = ""
    is_first_purchase: bool = False
    after_purchase: bool = False
    """It happened with the client's first purchase or after it."""

    def __repr__(self) -> str:
        return f"<TimelineEntry {self.at:%Y-%m-%d %H:%M}Z: {self.kind} {self.record}>"


@by_value
@frozen(kw_only=True, eq=False, repr=False)
class TimelinePage:
    """Some entries of a story, and where the next page begins."""

    items: tuple[TimelineEntry, ...]
    next: str = ""
    """Give it as ``after`` to read on; empty on the last page."""

    def __iter__(self) -> Iterator[TimelineEntry]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)


@by_value
@frozen(kw_only=True, eq=False, repr=False)
class Purchase:
    """What a client bought first: the mark in its story."""

    at: datetime
    record: str
    """The id of the deal or invoice that was won."""
    title: str
    amount: Money | None = None

    def __repr__(self) -> str:
        return f"<Purchase {self.at:%Y-%m-%d %H:%M}Z: {self.record}>"


@by_value
@frozen(kw_only=True, eq=False, repr=False)
class Touch:
    """Something by which we and somebody met: how it came, and from which campaign."""

    at: datetime
    kind: str
    """``inquiry``, the entity of a record that came in, or an activity's kind."""
    record: str
    source: str = ""
    """The channel: ``trade_show``, ``web``, ``call`` …"""
    source_details: str = ""
    utm: Utm | None = None
    actor: str = ""
    """Who of us it was."""

    @property
    def campaign(self) -> str:
        """Return the name of the campaign, ``""`` where none is known."""
        return self.utm.campaign if self.utm else ""

    def __repr__(self) -> str:
        return f"<Touch {self.at:%Y-%m-%d %H:%M}Z: {self.kind} {self.record}>"


@frozen(kw_only=True)
class Filter:
    """Which entries are asked for."""

    kinds: tuple[str, ...] = ()
    of: tuple[str, ...] = ()
    """Ids of records, or names of entities."""
    actor: str = ""
    during: Period | None = None
    text: str = ""

    def fits(self, entry: TimelineEntry, zone: str) -> bool:
        """Return whether an entry is asked for."""
        return (
            (not self.kinds or entry.kind in self.kinds)
            and (not self.of or entry.record in self.of or entry.entity in self.of)
            and self.actor in ("", entry.actor)
            and (self.during is None or self.during.contains(entry.at, zone))
            and (not self.text or self._says(entry))
        )

    def _says(self, entry: TimelineEntry) -> bool:
        whole = f"{entry.what}\n{entry.title}\n{entry.text}"
        return self.text.casefold() in whole.casefold()
