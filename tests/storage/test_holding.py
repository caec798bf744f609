"""Who holds several contact points: one question tells what one for each would."""

import pytest

from leadflow import Company, Contact, Crm, Lead
from leadflow.storage.holding import holders_of
from leadflow.storage.passing import Passing
from leadflow.storage.remembering import Remembering


PHONE, MAIL = ("phone", "+380441234567"), ("email", "olena@kyivlog.example")
FIRM, NOBODY = ("name", "kyivlog"), ("phone", "+380000000000")
ASKED = (
    (PHONE,),
    (MAIL, PHONE, FIRM),
    (NOBODY, FIRM),
    (NOBODY,),
    tuple(("phone", f"+38044123456{number}") for number in range(10)),
)


@pytest.fixture
def office(crm: Crm) -> Crm:
    """Return an office in which records of several kinds share points."""
    for number in range(4):
        crm.leads.add(Lead(title="A", phones=[PHONE[1], f"+38044123456{number}"]))
    crm.leads.add(Lead(title="B", emails=MAIL[1], phones=PHONE[1]))
    crm.leads.delete(crm.leads.add(Lead(title="C", phones=PHONE[1])))
    crm.contacts.add(Contact(first_name="Olena", phones=PHONE[1]))
    crm.companies.add(Company(name="Kyivlog", phones=PHONE[1]))
    return crm


@pytest.mark.parametrize("asked", ASKED, ids=repr)
def test_several_points_are_held_by_whom_each_is(
    office: Crm, asked: tuple[tuple[str, str], ...]
) -> None:
    """D1, P15: live records of any kind, by id; points that nobody has are left out."""
    with office._desk.store.read() as reader:  # noqa: SLF001  # below what is judged
        at_once = holders_of(reader, asked)
        by_kind = holders_of(Passing(reader), asked)

    assert {each: [*ids] for each, ids in by_kind.items()} == at_once


@pytest.mark.parametrize("asked", ASKED, ids=repr)
def test_who_was_told_once_is_told_alike(
    office: Crm, asked: tuple[tuple[str, str], ...]
) -> None:
    """P15: what is remembered of some points is what the store says of them."""
    with office._desk.store.read() as reader:  # noqa: SLF001  # as above
        known = Remembering(reader)
        known.holders("phone", [PHONE[1]])
        told = holders_of(known, asked)

        assert holders_of(reader, asked) == told == holders_of(known, asked)
