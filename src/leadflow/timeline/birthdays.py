"""Birthdays to come: whom to congratulate in the next days (T5)."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import cast

from leadflow.context import Context, asked_of
from leadflow.entities import Contact, Lead
from leadflow.errors import InvalidValue, UnknownName
from leadflow.expressions import ALWAYS, Condition, F, all_of
from leadflow.storage.query import Query
from leadflow.timeline.results import Birthday


MOST = 366
"""After so many days everybody has had one."""


def birthdays(context: Context, days: int) -> list[Birthday]:
    """Return the birthdays from today on, soonest first; both ends count.

    Today is the day in the workspace's zone. Of contacts, and of leads that became
    no contact. 29 February is kept on 28 February in common years.

    Raises ``InvalidValue`` for less than none and more than a year of days.
    """
    _require_days(days)
    coming = birthday_within(context, days)
    found = (birthday for person in _people(context) if (birthday := coming(person)))
    return sorted(found, key=lambda each: (each.on, each.person.id))


def birthday_within(
    context: Context, days: int
) -> Callable[[Contact | Lead], Birthday | None]:
    """Return what tells of a person the birthday that is kept in the next days."""
    today = context.today
    last = date.max if date.max - today < timedelta(days) else today + timedelta(days)

    def coming(person: Contact | Lead) -> Birthday | None:
        # Who became a contact has the same birthday there.
        if isinstance(person, Lead) and person.contact is not None:
            return None
        found = _next(person, today)
        return found if found and found.on <= last else None

    return coming


def _require_days(days: object) -> None:
    is_whole = isinstance(days, int) and not isinstance(days, bool)
    if not (is_whole and days in range(MOST + 1)):
        raise InvalidValue("days", f"must be a whole number up to {MOST}")


def _people(context: Context) -> Iterator[Contact | Lead]:
    for entity in ("contact", "lead"):
        paths = asked_of(context.reader, context.workspace, entity)
        where = paths.bind(_born(context, entity))
        for each in context.reader.find(Query(paths=paths.paths, where=where)):
            yield cast("Contact | Lead", each)


def _born(context: Context, entity: str) -> Condition:
    """Return what can be asked of people: a hidden field cannot (A5)."""
    asked = asked_of(context.reader, context.workspace, entity)
    try:
        asked.paths["birth_date",]
    except UnknownName:
        return ALWAYS
    return all_of(~F.birth_date.is_empty())


def _next(person: Contact | Lead, today: date) -> Birthday | None:
    born = person.birth_date
    if born is None or born > today:
        return None
    kept = kept_in(born, today.year)
    if kept < today and today.year < date.max.year:
        kept = kept_in(born, today.year + 1)
    return Birthday(on=kept, person=person, turns=kept.year - born.year)


def kept_in(born: date, year: int) -> date:
    """Return the day on which a birthday is kept in a year.

    >>> kept_in(date(2000, 2, 29), 2026), kept_in(date(2000, 2, 29), 2028)
    (datetime.date(2026, 2, 28), datetime.date(2028, 2, 29))
    """
    try:
        return born.replace(year=year)
    except ValueError:
        return date(year, 2, 28)
