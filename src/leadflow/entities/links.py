"""Links between people, firms and deals that carry a role.

A link lives on one of its two ends (a contact names its companies, a deal its
contacts), so that it is versioned, logged and undone with that record; the
store indexes it from the other end.
"""

from collections.abc import Iterable, Mapping
from typing import TypeVar

from attrs import field, frozen

from leadflow.deferred import by_value
from leadflow.entities.references import Identified, company_id, contact_id
from leadflow.entities.schema import named_faults, teach_names
from leadflow.entities.shapes import altered
from leadflow.errors import InvalidValue
from leadflow.ids import CompanyId, ContactId
from leadflow.values.converters import code, text


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

    One person may work with several companies; exactly one of them is primary.
    """

    company: CompanyId = field(converter=_company)
    position: str = field(default="", converter=text)
    """The job title, in the firm's own words."""
    role: str = field(default="", converter=code)
    """What the person decides: a code of dictionary ``contact_role``."""
    primary: bool = False

    @property
    def key(self) -> str:
        """Return the other end, by which ``F.companies.contains(…)`` finds it."""
        return self.company


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


def _one_primary(links: tuple[L, ...]) -> tuple[L, ...]:
    """Put the primary link first; the first one where none is marked."""
    primaries = [link for link in links if link.primary]
    if len(primaries) > 1:
        raise InvalidValue("links", "have more than one primary", "mark one of them")
    if not links:
        return ()
    if not primaries:
        return (altered(links[0], primary=True), *links[1:])
    return (*primaries, *(link for link in links if not link.primary))


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
    """Return affiliations from links, companies or their ids; one is primary."""
    found: dict[CompanyId, Affiliation] = {}
    for each in _items(value):
        link = each if isinstance(each, Affiliation) else Affiliation(each)  # type: ignore[arg-type]  # judged by the converter
        found.setdefault(link.company, link)
    return _one_primary(tuple(found.values()))


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
    return _one_primary(tuple(found.values()))


def primary_of(links: tuple[L, ...]) -> L | None:
    """Return the primary link, if there is any link; it stands first."""
    return links[0] if links else None
