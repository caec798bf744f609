"""Taking a position and leaving a firm: changes of a person's places (mission 3.5)."""

from collections.abc import Iterable
from datetime import date, timedelta

from leadflow.context import Context
from leadflow.entities import Affiliation, Company, Contact, evolve
from leadflow.entities.links import affiliations
from leadflow.entities.records import differences
from leadflow.entities.shapes import altered
from leadflow.errors import InvalidValue
from leadflow.events import Change
from leadflow.records import latest, update


_DAY = timedelta(days=1)


def join(
    context: Context, stored: Contact, after: Contact, place: Affiliation
) -> tuple[Contact, Change]:
    """Return a person who has a place in a firm, and the change.

    Who has a place there without an end gets what is said of it. Another title or
    role with a later first day is a new position, and the one before ends on the day
    before. What is told already changes nothing. The place becomes primary where it
    is marked, or where the person has no primary place today.
    """
    here = _lasting(after.companies, place.company)
    if here is None:
        links = (*after.companies, place)
    elif place.since and _is_promotion(here, place):
        ended = altered(here, until=place.since - _DAY)
        taken = altered(_said(here, place), since=place.since)
        links = (*_without(after.companies, here), taken, ended)
    else:
        links = (*_without(after.companies, here), _said(here, place))
    wanted = place.company if place.primary else _main(after.companies)
    return _placed(context, stored, after, _settled(links, wanted, context.today))


def leave(
    context: Context, stored: Contact, after: Contact, company: Company, on: date
) -> tuple[Contact, Change]:
    """Return a person whose places in a firm end on a day, and the change.

    Places that have ended by then stay as they are. The mark of the primary one goes
    over once the day has come. Raises ``InvalidValue`` for who never worked there,
    and for a day before the first one.
    """
    known = after.companies
    there = [each for each in known if each.company == company.id]
    if not there:
        reason = "is not among the companies of this person"
        raise InvalidValue("company", reason, "crm.positions(…) lists them")
    going = [each for each in there if each.until is None or each.until > on]
    links = [evolve_place(each, until=on) if each in going else each for each in known]
    settled = _settled(links, _main(links), context.today)
    return _placed(context, stored, after, settled)


def evolve_place(place: Affiliation, *, until: date) -> Affiliation:
    """Return a place with its last day; raises ``InvalidValue`` for one too early."""
    return Affiliation(
        place.company,
        place.position,
        place.role,
        primary=place.primary,
        since=place.since,
        until=until,
    )


def _is_promotion(here: Affiliation, place: Affiliation) -> bool:
    """Tell whether another title begins; the same one is told its first day."""
    told = _said(here, place)
    is_other = (told.position, told.role) != (here.position, here.role)
    return is_other and (place.since or date.min) > (here.since or date.min)


def _lasting(links: Iterable[Affiliation], company: str) -> Affiliation | None:
    found = (each for each in links if each.company == company)
    return next((each for each in found if each.until is None), None)


def _said(here: Affiliation, place: Affiliation) -> Affiliation:
    """Return a place with what is said of it; the rest stays."""
    return altered(
        here,
        position=place.position or here.position,
        role=place.role or here.role,
        since=place.since or here.since,
    )


def _without(
    links: Iterable[Affiliation], gone: Affiliation
) -> tuple[Affiliation, ...]:
    return tuple(each for each in links if each is not gone)


def _main(links: Iterable[Affiliation]) -> str:
    return next((each.company for each in links if each.primary), "")


def _settled(
    links: Iterable[Affiliation], wanted: str, today: date
) -> tuple[Affiliation, ...]:
    """Return links of which one that is not over is primary: the wanted, if any."""
    bare = affiliations([altered(each, primary=False) for each in links])
    bare = tuple(altered(each, primary=False) for each in bare)
    there = [each for each in bare if each.until is None or each.until > today]
    held = [each for each in there if each.is_held(today)]
    main = next(
        iter([each for each in there if each.company == wanted] or held or there), None
    )
    marked = [altered(each, primary=True) if each is main else each for each in bare]
    return affiliations(marked) if main else bare


def _placed(
    context: Context,
    stored: Contact,
    after: Contact,
    links: tuple[Affiliation, ...],
) -> tuple[Contact, Change]:
    changed = after if links == after.companies else evolve(after, companies=links)
    if changed == stored:
        return stored, Change()
    return update(
        context, stored, differences(stored, latest(context, changed, stored))
    )
