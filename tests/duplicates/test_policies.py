import warnings
from collections.abc import Callable

import pytest

from leadflow import (
    Company,
    Contact,
    Crm,
    DuplicatePolicy,
    DuplicateWarning,
    Grant,
    Member,
    Role,
    Workspace,
)
from leadflow.errors import DuplicateFound, InvalidWorkspace, LeadflowError
from leadflow.interchange import import_records
from leadflow.workspace.files import loads
from leadflow.workspace.writing import written


OLENA = Contact(first_name="Олена", last_name="Лис", emails="o@kyiv.example")
TWIN = Contact(first_name="Olena", last_name="Lys", emails="O@kyiv.example")


@pytest.fixture
def watched(opened: Callable[..., Crm]) -> Callable[..., Crm]:
    """Return what opens a CRM with a policy on contacts."""
    return lambda **policy: opened(
        workspace=Workspace(duplicates=[DuplicatePolicy("contacts", **policy)])
    )


def test_what_is_there_already_is_stored_unless_a_policy_says_otherwise(
    crm: Crm,
) -> None:
    """D2: allowing is usual."""
    assert 2 == len(crm.contacts.add_many([OLENA, TWIN]))


def test_blocked_means_that_nothing_is_stored(watched: Callable[..., Crm]) -> None:
    """D2: the error names those that the record looks like."""
    crm = watched(create="block")
    known = crm.contacts.add(OLENA)

    with pytest.raises(DuplicateFound) as refused:
        crm.contacts.add(TWIN)

    assert ("contact", (known.id,)) == (refused.value.entity, refused.value.candidates)
    assert 1 == crm.contacts.count()


def test_records_of_one_batch_see_each_other(watched: Callable[..., Crm]) -> None:
    """D2, H3: all or none, when the second is the first once more."""
    crm = watched(create="block")

    with pytest.raises(DuplicateFound):
        crm.contacts.add_many([OLENA, TWIN])

    assert 0 == crm.contacts.count()


def test_a_warning_stores_and_tells(watched: Callable[..., Crm]) -> None:
    """D2: a warning of Python's own kind carries the candidates."""
    crm = watched(create="warn")
    known = crm.contacts.add(OLENA)

    with pytest.warns(DuplicateWarning, match=known.id) as told:
        crm.contacts.add(TWIN)

    assert [(known.id,)] == [each.message.candidates for each in told]  # type: ignore[union-attr]  # ours
    assert 2 == crm.contacts.count()


def test_a_warning_that_is_made_an_error_stores_nothing(
    watched: Callable[..., Crm],
) -> None:
    """D2: who turns warnings into errors gets a refusal."""
    crm = watched(create="warn")
    crm.contacts.add(OLENA)
    with warnings.catch_warnings():
        warnings.simplefilter("error", DuplicateWarning)
        with pytest.raises(DuplicateWarning):
            crm.contacts.add(TWIN)

    assert 1 == crm.contacts.count()


def test_who_is_likely_another_one_is_added(watched: Callable[..., Crm]) -> None:
    """D2: family with one phone is no duplicate; a bound of the firm's own decides."""
    home = Contact(first_name="Олена", last_name="Лис", phones="+380671234567")
    son = Contact(first_name="Петро", last_name="Лис", phones="+380671234567")
    crm = watched(create="block")

    assert 2 == len(crm.contacts.add_many([home, son]))


def test_a_row_that_is_there_already_is_rejected_with_its_line(
    watched: Callable[..., Crm],
) -> None:
    """D2, P17: an import has a policy of its own."""
    crm = watched(on_import="block")
    crm.contacts.add_many([OLENA, TWIN])
    rows = ["First name,Last name,E-mail", "Ivan,Koval,", "Olena,Lys,o@kyiv.example"]

    report = import_records(crm, rows, entity="contacts")

    assert 1 == report.stored
    assert [(3, "duplicate_found")] == [
        (each.line, each.faults[0].code) for each in report.rejected
    ]


def test_a_policy_of_creating_is_none_of_importing(watched: Callable[..., Crm]) -> None:
    """D2: each operation has its own."""
    crm = watched(create="block")
    crm.contacts.add(OLENA)
    rows = ["First name,Last name,E-mail", "Olena,Lys,o@kyiv.example"]

    assert 1 == import_records(crm, rows, entity="contacts").stored


def test_what_one_may_not_see_blocks_nothing(opened: Callable[..., Crm]) -> None:
    """P19: whether a hidden record is there, nobody learns by adding."""
    own = Role("own", grants=[Grant("any", "any", scope="own")])
    chief = Role("chief", grants=[Grant("any", "any", scope="all")])
    crm = opened(
        workspace=Workspace(
            roles=[own, chief],
            members=[Member("ada", roles="chief"), Member("bob", roles="own")],
            duplicates=[DuplicatePolicy("contact", create="block")],
        )
    )
    crm.contacts.add(OLENA)
    bob = crm.acting_as("bob")

    bob.contacts.add(TWIN)

    with pytest.raises(DuplicateFound) as refused:
        bob.contacts.add(TWIN)
    assert 1 == len(refused.value.candidates)


def test_policies_are_written_to_the_file_and_read_back() -> None:
    """D2: the workspace has a policy for each kind of record."""
    workspace = Workspace(
        duplicates=[
            DuplicatePolicy("leads", create="warn", bound=90),
            DuplicatePolicy("companies", on_import="block"),
        ]
    )
    text = written(workspace)

    assert 'import = "block"' in text
    assert workspace == loads(text)


@pytest.mark.parametrize(
    "wrong",
    [{"create": "mrege"}, {"convert": "skip"}, {"bound": 0}, {"bound": 101}],
)
def test_policies_that_do_not_work_are_refused(wrong: dict[str, object]) -> None:
    """D2: slips are told, and so is what a conversion never makes."""
    with pytest.raises(LeadflowError):
        DuplicatePolicy("lead", **wrong)  # type: ignore[arg-type]  # on purpose


def test_one_kind_has_one_policy() -> None:
    """D2: two would contradict each other; deals are not compared."""
    with pytest.raises(InvalidWorkspace):
        Workspace(duplicates=[DuplicatePolicy("lead"), DuplicatePolicy("leads")])
    with pytest.raises(LeadflowError):
        DuplicatePolicy("deal")


def test_companies_are_known_by_their_name(opened: Callable[..., Crm]) -> None:
    """D2: a bound of 70 blocks a second firm of the same name."""
    policy = DuplicatePolicy("company", create="block", bound=70)
    crm = opened(workspace=Workspace(duplicates=[policy]))
    crm.companies.add(Company(name="ТОВ «Ромашка»"))

    with pytest.raises(DuplicateFound):
        crm.companies.add(Company(name="ООО Ромашка"))


def test_a_policy_is_of_one_kind_of_records(opened: Callable[..., Crm]) -> None:
    """D2: what is said of companies is not said of contacts."""
    policy = DuplicatePolicy("company", create="block")
    crm = opened(workspace=Workspace(duplicates=[policy]))

    assert 2 == len(crm.contacts.add_many([OLENA, TWIN]))
