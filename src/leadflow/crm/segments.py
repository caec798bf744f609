"""Segments, as ``Crm`` offers them."""

from collections.abc import Iterator
from typing import NoReturn

from attrs import field, frozen

from leadflow.audience import FrozenSegment
from leadflow.crm.desk import Desk, Hand
from leadflow.crm.naming import room, spelling
from leadflow.crm.retrying import retried
from leadflow.deferred import by_value
from leadflow.entities import Counterparty
from leadflow.errors import KeyReused, UnknownName
from leadflow.workspace import Segment


@spelling
@by_value
@frozen(kw_only=True, eq=False, repr=False)
class SegmentMembers:
    """Who is in a segment, or still there of a frozen one; read when it is asked.

    Iterating streams the records, those alone that the actor may see (A3).

    >>> import leadflow
    >>> from leadflow import Contact, Segment, Workspace
    >>> chiefs = Segment("chiefs", position="chief")
    >>> crm = leadflow.open(workspace=Workspace(segments=[chiefs]))
    >>> _ = crm.contacts.add(Contact(last_name="Koval", job_title="Chief engineer"))
    >>> _ = crm.contacts.add(Contact(last_name="Bondar", job_title="Driver"))
    >>> [each.last_name for each in crm.segments.of("chiefs")]
    ['Koval']
    """

    desk: Desk = field(repr=False)
    hand: Hand = field(repr=False)
    segment: Segment | FrozenSegment

    def __repr__(self) -> str:
        name = self.segment
        told = name.code if isinstance(name, Segment) else name.name
        return f"<SegmentMembers of {told!r}>"

    def __iter__(self) -> Iterator[Counterparty]:
        from leadflow.audience.choosing import (  # noqa: PLC0415  # on use
            members,
            still_there,
        )

        with self.desk.reading() as reader:
            context = self.desk.context(reader, self.hand.act())
            if isinstance(self.segment, Segment):
                yield from members(context, self.segment)
            else:
                yield from still_there(context, self.segment)

    def all(self) -> list[Counterparty]:
        """Return all members at once."""
        return list(self)

    def ids(self) -> tuple[str, ...]:
        """Return the ids of the members."""
        return tuple(each.id for each in self)

    def count(self) -> int:
        """Return how many members there are."""
        from leadflow.audience.choosing import count  # noqa: PLC0415  # on use

        if isinstance(self.segment, FrozenSegment):
            return sum(1 for _ in self)
        with self.desk.reading() as reader:
            return count(self.desk.context(reader, self.hand.act()), self.segment)

    def _repr_html_(self) -> str:
        """Return the first members as a table, for notebooks."""
        from leadflow.crm import tables  # noqa: PLC0415  # drawn on use

        found = self.all()
        entity = "contact"
        if isinstance(self.segment, Segment):
            entity = self.segment.over
        elif found:
            entity = found[0].id.partition("_")[0]
        with self.desk.reading() as reader:
            workspace = self.desk.workspace(reader)
        return tables.drawn(workspace, entity, found[: tables.ROWS], len(found))


@room
class Segments:
    """Parties that are addressed together: ``crm.segments``.

    Each segment is a condition of the workspace; who fits is found out when it is
    asked. SegmentMembers that the actor may not see are not there, nor counted (A3).
    """

    def __init__(self, desk: Desk, hand: Hand) -> None:
        self._desk = desk
        self._hand = hand

    def __iter__(self) -> Iterator[Segment]:
        with self._desk.reading() as reader:
            return iter(self._desk.workspace(reader).segments)

    def __getitem__(self, code: str) -> NoReturn:
        told = "'Segments' is no mapping; ask for the members, as in"
        raise TypeError(f"{told} crm.segments.of({code!r})")

    def of(self, segment: Segment | FrozenSegment | str) -> SegmentMembers:
        """Return the members of a segment, by its code, or of a frozen list.

        A ``Segment`` that the workspace does not have may be given as well. Raises
        ``UnknownName`` with the nearest right code.

        >>> import leadflow
        >>> from leadflow import Lead, Purchases, Segment
        >>> crm = leadflow.open()
        >>> _ = crm.leads.add(Lead(title="Forklifts"))
        >>> fresh = Segment("fresh", over="lead", purchases=Purchases(most=0))
        >>> crm.segments.of(fresh).count()
        1
        """
        from leadflow.audience.given import segment_of  # noqa: PLC0415  # on use

        found: Segment | FrozenSegment
        if isinstance(segment, FrozenSegment):
            found = segment
        else:
            with self._desk.reading() as reader:
                found = segment_of(self._desk.workspace(reader), segment)
        return SegmentMembers(desk=self._desk, hand=self._hand, segment=found)

    @retried
    def freeze(self, segment: Segment | str, *, name: str) -> FrozenSegment:
        """Keep the ids of today's members under a name, and return the list.

        What is kept are ids and nothing else; it belongs to the actor. Freezing the
        same segment under the same name again gives the list that there is (P3);
        another segment under it raises ``KeyReused``.

        >>> import leadflow
        >>> from leadflow import Contact, Segment
        >>> crm = leadflow.open()
        >>> person = crm.contacts.add(Contact(last_name="Kovalenko"))
        >>> spring = crm.segments.freeze(Segment("everybody"), name="spring")
        >>> crm.contacts.delete(person)
        >>> len(spring), crm.segments.of(spring).count()
        (1, 0)
        """
        from leadflow.audience import frozen as kept_as  # noqa: PLC0415  # on use
        from leadflow.audience.choosing import members  # noqa: PLC0415
        from leadflow.audience.given import segment_of  # noqa: PLC0415

        key, actor = kept_as.key_of(name), self._hand.actor
        with self._desk.writing() as writer:
            context = self._desk.context(writer, self._hand.act()).as_seen()
            found = segment_of(context.workspace, segment)
            kept = writer.command(actor, key)
            if kept is None:
                ids = (each.id for each in members(context, found))
                command = kept_as.command(actor, key, found.code, context.act.now, ids)
                writer.remember(command)
                return kept_as.read(command)
        if kept.verb != kept_as.VERB or kept_as.read(kept).segment != found.code:
            raise KeyReused(key, kept.verb)
        return kept_as.read(kept)

    def frozen(self, name: str) -> FrozenSegment:
        """Return a list by its name; the actor's own comes first.

        Raises ``UnknownName`` with the nearest right name.

        >>> import leadflow
        >>> crm = leadflow.open()
        >>> _ = crm.segments.freeze(leadflow.Segment("everybody"), name="spring")
        >>> crm.segments.frozen("spring").segment
        'everybody'
        """
        known = self.all_frozen()
        found = [each for each in known if each.name == name]
        if not found:
            raise UnknownName("frozen segment", name, tuple(e.name for e in known))
        return next((each for each in found if each.by == self._hand.actor), found[0])

    def all_frozen(self) -> list[FrozenSegment]:
        """Return the lists that were frozen, the oldest first.

        Where there are roles, those of the actor alone (A3).

        >>> import leadflow
        >>> leadflow.open().segments.all_frozen()
        []
        """
        from leadflow.audience.frozen import all_kept  # noqa: PLC0415  # on use

        with self._desk.reading() as reader:
            return all_kept(reader.commands())
