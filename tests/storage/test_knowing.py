"""Whole records by a contact point: the quick way finds what the plain one finds."""

from collections.abc import Callable
from typing import TypeAlias

import pytest

from leadflow import Company, Contact, Crm, Lead
from leadflow.entities.points import point_key
from leadflow.storage.remembering import Remembering


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
    crm = opened()
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
    collection = getattr(office, entity)
    found = collection.known_by(kind, value)
    live = {each.id: each for each in collection}
    with office._desk.reading() as reader:  # noqa: SLF001  # what any reader gives
        holders = Remembering(reader).holders
        key = point_key(kind, value)
        ids = holders(kind, [key]).get(key, ())

    assert [live[id] for id in sorted(ids) if id in live] == found
