"""Links between people, firms and deals that carry a role.

A link lives on one of its two ends (a contact names its companies, a deal its
contacts), so that it is versioned, logged and undone with that record; the
store indexes it from the other end.
"""

from collections.abc import Hashable, Iterable, Mapping
from datetime import date
from typing import Any, TypeVar

import attrs
from attrs import field, frozen

from leadflow.deferred import by_value
from leadflow.entities.references import Identified, company_id, contact_id
from leadflow.entities.schema import named_faults
from leadflow.entities.shapes import altered
from leadflow.errors import InvalidValue
from leadflow.ids import CompanyId, ContactId
from leadflow.values.converters import code, day, text
from leadflow.values.teaching import teach_names


def _company(value: CompanyId | Identified[CompanyId]) -> CompanyId:
    found = company_id(value)
    if found is None:
        raise InvalidValue("id", "is missing", "an affiliation names a company")
    return found


def _contact(value: ContactId | Identified[ContactId]) -> ContactId:
    found = contact_id(value)
    if found is None:
        raise InvalidValue("id", "is missing", "a participant is a contact")
    return found


@teach_names
@by_value
@frozen(eq=False, repr=False, field_transformer=named_faults, weakref_slot=False)
class Affiliation:
    """A person's place in a company: "Iryna is chief accountant at Kyiv Logistics".

    One person may work with several companies; exactly one of them is primary. Who
    leaves keeps the place with its last day: a place that has an end is history from
    the day after it, and the same firm may come twice in a life.
    """

    company: CompanyId = field(converter=_company)
    position: str = field(default="", converter=text)
    """The job title, in the firm's own words."""
    role: str = field(default="", converter=code)
    """What the person decides: a code of dictionary ``contact_role``."""
    primary: bool = False
    """Where the person is reached first; never a place that has ended."""
    since: date | None = field(default=None, converter=day)
    """The first day there; ``None`` where nobody knows it."""
    until: date | None = field(default=None, converter=day)
    """The last day there, which still counts; ``None`` while no end is known."""

    @until.validator
    def _ends_after_it_begins(
        self, _: "attrs.Attribute[Any]", until: date | None
    ) -> None:
        if until is not None and self.since is not None and until < self.since:
            hint = "both days count, so one day has the same date twice"
            raise InvalidValue("last day", "lies before the first", hint, "until")

    @property
    def key(self) -> str:
        """Return the other end, by which ``F.companies.contains(…)`` finds it."""
        return self.company

    @property
    def identity(self) -> Hashable:
        """Return what tells two places of one person apart.

        A person has one place without an end in a firm, and any number of ended
        ones.
        """
        if self.until is None:
            return self.company
        return self.company, self.since, self.until

    def is_held(self, on: date) -> bool:
        """Return whether the person has the place on a day; both ends count.

        >>> firm = CompanyId("company_00000000000000000000000000")
        >>> place = Affiliation(firm, until="2026-03-31")
        >>> place.is_held(date(2026, 3, 31)), place.is_held(date(2026, 4, 1))
        (True, False)
        """
        begun = self.since is None or self.since <= on
        return begun and (self.until is None or on <= self.until)


@teach_names
@by_value
@frozen(eq=False, repr=False, field_transformer=named_faults, weakref_slot=False)
class Participant:
    """A person's part in a deal, quote or invoice; exactly one is primary."""

    contact: ContactId = field(converter=_contact)
    role: str = field(default="", converter=code)
    primary: bool = False

    @property
    def key(self) -> str:
        """Return the other end, by which ``F.contacts.contains(…)`` finds it."""
        return self.contact


L = TypeVar("L", bound=Affiliation | Participant)


def _one_primary(links: tuple[L, ...], usual: L | None) -> tuple[L, ...]:
    """Put the primary link first; the usual one where none is marked."""
    primaries = [link for link in links if link.primary]
    if len(primaries) > 1:
        raise InvalidValue("links", "have more than one primary", "mark one of them")
    main = primaries[0] if primaries else usual
    if main is None:
        return links
    others = (link for link in links if link is not main)
    return (main if main.primary else altered(main, primary=True), *others)


def _items(value: object) -> tuple[object, ...]:
    if value is None:
        return ()
    several = isinstance(value, Iterable) and not isinstance(value, str | Mapping)
    return tuple(value) if several else (value,)  # type: ignore[arg-type]  # narrowed by `several`


def affiliations(
    value: Affiliation
    | CompanyId
    | Identified[CompanyId]
    | Iterable[Affiliation | CompanyId | Identified[CompanyId]]
    | None,
) -> tuple[Affiliation, ...]:
    """Return affiliations from links, companies or their ids; one is primary.

    The primary one comes first, then the others without an end in the order given,
    then what has an end, the latest first. Where none is marked the first without
    an end is primary: who only has places with an end has no primary one, unless
    the caller marks it.
    """
    found: dict[Hashable, Affiliation] = {}
    for each in _items(value):
        link = each if isinstance(each, Affiliation) else Affiliation(each)  # type: ignore[arg-type]  # judged by the converter
        found.setdefault(link.identity, link)
    links = tuple(found.values())
    if any(link.until for link in links):
        links = tuple(sorted(links, key=_latest_first))
    lasting = next((link for link in links if link.until is None), None)
    return _one_primary(links, lasting)


def _latest_first(link: Affiliation) -> tuple[int, int]:
    """Return where a place comes: those without an end first, in any order."""
    if link.until is None:
        return 0, 0
    since = link.since or date.min
    return date.max.toordinal() - link.until.toordinal() + 1, -since.toordinal()


def participants(
    value: Participant
    | ContactId
    | Identified[ContactId]
    | Iterable[Participant | ContactId | Identified[ContactId]]
    | None,
) -> tuple[Participant, ...]:
    """Return participants from links, contacts or their ids; one is primary."""
    found: dict[ContactId, Participant] = {}
    for each in _items(value):
        link = each if isinstance(each, Participant) else Participant(each)  # type: ignore[arg-type]  # judged by the converter
        found.setdefault(link.contact, link)
    links = tuple(found.values())
    return _one_primary(links, links[0] if links else None)


def primary_of(links: tuple[L, ...]) -> L | None:
    """Return the primary link, if there is any; it stands first."""
    return links[0] if links and links[0].primary else None


LINKS: tuple[type, ...] = (Affiliation, Participant)
"""The classes of links that tell more than their other end."""

_NUL = "\0"


def told_by(links: Iterable[L], name: str) -> tuple[str, ...] | str:
    """Return what the links without an end tell under a name, empty texts left out.

    Codes and ids are several values; positions are wordings, of which a part may be
    asked for, so they are one text with a sign between them that no text has.

    >>> firm = CompanyId("company_00000000000000000000000000")
    >>> told_by([Affiliation(firm, "Chief accountant", "accountant")], "role")
    ('accountant',)
    """
    lasting = (each for each in links if getattr(each, "until", None) is None)
    told = tuple(text for each in lasting if (text := getattr(each, name)))
    return _NUL.join(told) if name == "position" and told else told


def sameness(value: Hashable) -> Hashable:
    """Return what two of several values have in common when they are the same (C6).

    >>> sameness("fair")
    'fair'
    """
    found: Hashable = getattr(value, "identity", getattr(value, "key", value))
    return found
