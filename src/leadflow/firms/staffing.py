"""Who works in a firm on a day, and what a person was over time (mission 3.5, 3.6)."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import cast

import attrs

from leadflow.context import Context
from leadflow.entities import Affiliation, Company, Contact
from leadflow.events import Event
from leadflow.firms.results import People, Position, Positions
from leadflow.ids import CompanyId
from leadflow.values.calendars import zone_of


_COMPANIES = "companies"


def people(context: Context, companies: Sequence[CompanyId], on: date) -> People:
    """Return who works in these companies on a day, both ends of a place counted."""
    ids = tuple(dict.fromkeys(companies))
    links = context.reader.links_to(ids)
    persons = [link.record for link in links if link.field == _COMPANIES]
    found = context.reader.get("contact", list(dict.fromkeys(persons))).values()
    answer = People(
        on=on,
        people=(),
        companies=ids,
        names=_names(context, ids),
        workspace=context.workspace,
    )
    there = [
        person
        for person in cast("Iterable[Contact]", found)
        if person.deleted_at is None and answer.places(person)
    ]
    return attrs.evolve(answer, people=tuple(sorted(there, key=_by_name)))


def _names(context: Context, ids: Iterable[CompanyId]) -> dict[str, str]:
    firms = context.reader.get("company", list(ids)).values()
    return {firm.id: cast("Company", firm).name for firm in firms}


def _by_name(person: Contact) -> tuple[str, str, str]:
    last, first = person.last_name.casefold(), person.first_name.casefold()
    return last, first, person.id


def positions(context: Context, contact: Contact) -> Positions:
    """Return what a person was in firms, from the places and from the facts.

    A title that was changed without dates is seen in the facts: each wording that
    the record told is a position of its own, with the days of the telling.
    """
    told: list[Position] = []
    events = context.reader.history(contact.id)
    for day, links in _tellings(context, events):
        told = list(_next(told, day, links))
    ids = dict.fromkeys(each.company for each in told)
    return Positions(
        contact=contact.id,
        positions=tuple(sorted(told, key=lambda each: (each.begins, each.told_from))),
        names=_names(context, ids),
        workspace=context.workspace,
    )


def _tellings(
    context: Context, events: Iterable[Event]
) -> Iterator[tuple[date, tuple[Affiliation, ...]]]:
    """Yield the days on which the places were told anew, and what was told."""
    zone = zone_of(context.workspace.zone)
    for event in events:
        for change in event.changes:
            if change.field == _COMPANIES:
                yield event.at.astimezone(zone).date(), change.after or ()


def _next(
    told: Iterable[Position], day: date, links: Iterable[Affiliation]
) -> Iterator[Position]:
    """Yield the positions after one more telling: kept, corrected, closed and new."""
    rest = list(links)
    for position in told:
        if position.told_until is not None:
            yield position
            continue
        same = next((each for each in rest if _is_same(position, each)), None)
        if same is None:
            yield attrs.evolve(position, told_until=day)
            continue
        rest.remove(same)
        yield attrs.evolve(
            position, primary=same.primary, since=same.since, until=same.until
        )
    for link in rest:
        yield Position(
            company=link.company,
            title=link.position,
            role=link.role,
            primary=link.primary,
            since=link.since,
            until=link.until,
            told_from=day,
            told_until=None,
        )


def _is_same(position: Position, link: Affiliation) -> bool:
    """Tell whether a place tells the same position; its dates may become known."""
    told = (position.company, position.title, position.role)
    if told != (link.company, link.position, link.role):
        return False
    begun = None in (position.since, link.since) or position.since == link.since
    return begun and (position.until is None or position.until == link.until)
