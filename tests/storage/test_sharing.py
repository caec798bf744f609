"""Records by several contact points: one question finds what two would."""

import pytest

from leadflow import Company, Contact, Crm, Lead
from leadflow.entities import ENTITIES
from leadflow.errors import UnknownName
from leadflow.storage.passing import Passing
from leadflow.storage.picking import picked
from leadflow.storage.query import Query
from leadflow.storage.sharing import sharers
from leadflow.workspace import Paths, Workspace


PHONE, MAIL = ("phone", "+380441234567"), ("email", "olena@kyivlog.example")
ASKED = (
    (PHONE,),
    (MAIL, PHONE),
    (PHONE, ("name", "kyivlog"), MAIL),
    tuple(("phone", f"+38044123456{n}") for n in range(10)),
    (("phone", "+380000000000"),),
    (),
)


@pytest.fixture
def office(crm: Crm) -> Crm:
    """Return an office in which several records share points."""
    for number in range(4):
        crm.leads.add(
            Lead(title="A", phones=["+380441234567", f"+38044123456{number}"])
        )
    crm.leads.add(Lead(title="B", emails="olena@kyivlog.example", phones=PHONE[1]))
    crm.leads.delete(crm.leads.add(Lead(title="C", phones=PHONE[1])))
    crm.contacts.add(Contact(first_name="Olena", phones=PHONE[1]))
    crm.companies.add(Company(name="Kyivlog", phones=PHONE[1]))
    return crm


@pytest.mark.parametrize("asked", ASKED, ids=repr)
@pytest.mark.parametrize("entity", ["lead", "contact", "company"])
@pytest.mark.parametrize("most", [2, 20])
def test_several_points_find_what_each_would(
    office: Crm, entity: str, asked: tuple[tuple[str, str], ...], most: int
) -> None:
    """D1, P15: live records of the entity, by id, and no more than wanted."""
    with office._desk.store.read() as reader:  # noqa: SLF001  # below what is judged
        quick = sharers(reader, entity, asked, most)
        plain = sharers(Passing(reader), entity, asked, most)

    assert plain == {point: [*some] for point, some in quick.items()}


def test_what_there_is_not_cannot_be_picked(office: Crm) -> None:
    """F4: a slip is told with the nearest right name."""
    query = Query(paths=Paths(Workspace(), ENTITIES["lead"]))
    with office._desk.store.read() as reader:  # noqa: SLF001  # as above
        assert 5 == len(list(picked(Passing(reader), query, ("title",))))
        with pytest.raises(UnknownName, match="'title'"):
            picked(reader, query, ("tilte",))
