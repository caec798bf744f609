"""Who is in a segment, at one instant, for whoever asks (Z7)."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from typing import TypeAlias, cast

from leadflow.audience.buying import buyers
from leadflow.audience.frozen import FrozenSegment
from leadflow.context import Context, asked_of
from leadflow.entities import Affiliation, Company, Contact, Counterparty, Record
from leadflow.errors import NotFound
from leadflow.events import ERASED
from leadflow.expressions import ALWAYS, Condition, F, all_of, any_of
from leadflow.ids import prefix_of
from leadflow.storage.query import Query
from leadflow.timeline.birthdays import birthday_within
from leadflow.values.text import fold
from leadflow.workspace import Segment


Fits: TypeAlias = Callable[[Counterparty], bool]

_AT_ONCE = 500
"""How many records of a frozen list are read together."""


def members(context: Context, segment: Segment) -> Iterator[Counterparty]:
    """Give the members that the actor may see, the oldest first (A3).

    Raises ``InvalidCondition`` where the segment asks for what is hidden (A5).
    """
    fits = tuple(_fits(context, segment))
    for each in context.reader.find(query_of(context, segment)):
        member = cast("Counterparty", each)
        if all(fit(member) for fit in fits):
            yield member


def count(context: Context, segment: Segment) -> int:
    """Return how many members there are; what a condition tells, the store counts."""
    if any(_fits(context, segment)):
        return sum(1 for _ in members(context, segment))
    return context.reader.count(query_of(context, segment))


def query_of(context: Context, segment: Segment) -> Query:
    """Return what of a segment the store can be asked."""
    asked = asked_of(context.reader, context.workspace, segment.over)
    own = ALWAYS if segment.when is None else segment.when
    where = all_of(own, _silent(context, segment.silence))
    return Query(paths=asked.paths, where=asked.bind(where))


def _silent(context: Context, days: int | None) -> Condition:
    """Return the condition that nothing happened; a new record is news itself."""
    if days is None:
        return ALWAYS
    then = context.act.now - timedelta(days=days)
    untouched = all_of(F.last_activity_at.is_empty(), F.created_at <= then)
    return any_of(F.last_activity_at <= then, untouched)


def _fits(context: Context, segment: Segment) -> Iterator[Fits]:
    """Yield what must hold besides the condition."""
    if segment.position:
        yield _position(segment.position, context.today)
    if segment.role:
        yield _role(segment.role, context.today)
    if segment.birthday is not None:
        yield _birthday(context, segment.birthday)
    if segment.purchases is not None:
        yield buyers(context, segment.purchases)


def _position(words: Iterable[str], on: date) -> Fits:
    wanted = tuple(fold(each) for each in words)

    def fits(party: Counterparty) -> bool:
        title = "" if isinstance(party, Company) else party.job_title
        held = (title, *(each.position for each in _places(party, on)))
        return any(word in fold(each) for each in held for word in wanted)

    return fits


def _role(codes: Iterable[str], on: date) -> Fits:
    wanted = frozenset(codes)

    def fits(party: Counterparty) -> bool:
        return any(each.role in wanted for each in _places(party, on))

    return fits


def _places(party: Counterparty, on: date) -> Iterator[Affiliation]:
    """Yield the places that a person has on a day; ended ones are history."""
    if isinstance(party, Contact):
        yield from (each for each in party.companies if each.is_held(on))


def _birthday(context: Context, days: int) -> Fits:
    coming = birthday_within(context, days)

    def fits(party: Counterparty) -> bool:
        return not isinstance(party, Company) and coming(party) is not None

    return fits


def still_there(context: Context, frozen: FrozenSegment) -> Iterator[Counterparty]:
    """Give the live members of a frozen list, each once; merged ones survive (P10).

    Who was deleted, purged or erased is no member any more.
    """
    return (found for _, found in places(context, frozen))


def places(
    context: Context, frozen: FrozenSegment
) -> Iterator[tuple[str, Counterparty]]:
    """Give the id that stands in the list and the member that goes by it."""
    given: set[str] = set()
    for start in range(0, len(frozen.ids), _AT_ONCE):
        ids = frozen.ids[start : start + _AT_ONCE]
        stored = context.reader.get(prefix_of(ids[0]), ids)
        for id in ids:
            found = _live(context, stored.get(id))
            if found is not None and found.id not in given:
                given.add(found.id)
                yield id, found


def _live(context: Context, stored: Record | None) -> Counterparty | None:
    """Return the live record that goes by this one, if any does."""
    if stored is not None and stored.deleted_at is not None:
        try:
            stored = context.live(stored.id)
        except NotFound:
            return None
    found = cast("Counterparty | None", stored)
    return None if found is None or _is_shell(context, found) else found


def _is_shell(context: Context, party: Counterparty) -> bool:
    """Tell whether nothing but a shell is left of a person (H5)."""
    if party.emails or party.phones or party.messengers:
        return False
    told = context.reader.caused_by(f"erased:{party.id}")
    return any(each.kind == ERASED and each.record == party.id for each in told)
