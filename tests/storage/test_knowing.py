"""Whole records by a contact point: the quick way finds what the plain one finds."""

from collections.abc import Callable, Iterator
from typing import TypeAlias

import pytest

import leadflow
from leadflow import Company, Contact, Crm, Lead
from leadflow.entities.points import point_key
from leadflow.storage.port import Knowing
from leadflow.storage.remembering import Remembering
from leadflow.storage.server import ServerStore


Open: TypeAlias = Callable[..., Crm]

ASKED = [
    ("phone", "+380 44 123 45 67"),
    ("phone", "+380441234567"),
    ("email", "OLENA@kyivlog.example"),
    ("name", "Kyivlog LLC"),
    ("phone", "101"),
]


@pytest.fixture
def office(opened: Open) -> Crm:
    """Return an office in which several records share a number."""
    return furnished(opened())


@pytest.fixture(scope="module", params=["postgres", "mariadb"])
def served(request: pytest.FixtureRequest) -> Iterator[Crm]:
    """Return the same office on a server."""
    url = request.getfixturevalue(request.param).database()
    with leadflow.open(ServerStore(url, tenant="acme"), actor="ada") as crm:
        yield furnished(crm)


def furnished(crm: Crm) -> Crm:
    """Return a CRM with what the tests look for."""
    crm.leads.add(Lead(title="A", phones="+380441234567", company_name="Kyivlog"))
    crm.leads.add(Lead(title="B", phones="+380441234567", emails="o@x.example"))
    gone = crm.leads.add(Lead(title="C", phones="+380441234567"))
    crm.leads.delete(gone)
    crm.contacts.add(Contact(first_name="Olena", emails="olena@kyivlog.example"))
    crm.companies.add(Company(name="KYIVLOG", phones="+380441234567"))
    return crm


@pytest.mark.parametrize(("kind", "value"), ASKED)
@pytest.mark.parametrize("entity", ["leads", "contacts", "companies"])
def test_records_are_known_by_their_points(
    office: Crm, entity: str, kind: str, value: str
) -> None:
    """D1: live records of the entity alone, oldest first, on every store."""
    require_same(office, entity, kind, value)


@pytest.mark.parametrize(("kind", "value"), [*ASKED, ("name", "ю")])
@pytest.mark.parametrize("entity", ["leads", "contacts", "companies"])
def test_records_on_a_server_are_known_by_their_points(
    served: Crm, entity: str, kind: str, value: str
) -> None:
    """D1, P15: in one join what two questions would give."""
    require_same(served, entity, kind, value)


def test_no_server_is_asked_for_what_it_cannot_hold(served: Crm) -> None:
    """D1: what nobody could have stored, nobody has."""
    with served._desk.store.read() as reader:  # noqa: SLF001  # below what is judged
        assert isinstance(reader, Knowing)
        assert [] == reader.known_by("lead", "phone", "\0")


def require_same(office: Crm, entity: str, kind: str, value: str) -> None:
    """Look records up both ways."""
    collection = getattr(office, entity)
    found = collection.known_by(kind, value)
    live = {each.id: each for each in collection}
    with office._desk.reading() as reader:  # noqa: SLF001  # what any reader gives
        holders = Remembering(reader).holders
        key = point_key(kind, value)
        ids = holders(kind, [key]).get(key, ())

    assert [live[id] for id in sorted(ids) if id in live] == found
