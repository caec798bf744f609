"""What maps made: whether a field takes it, and which fields went along (C4, C6)."""

import pytest

from leadflow import Fault, Workspace
from leadflow.context import Context
from leadflow.conversion.mapping import fitted, misfits, used
from leadflow.conversion.plan import FieldPlan, TargetPlan
from leadflow.entities.shapes import altered
from leadflow.events import Act
from leadflow.storage.memory import MemoryStore
from leadflow.testing import BEGINNING, CountingIds
from leadflow.workspace.maps import WHOLE_NAME


BAD = Fault("title", "is not there", code="unknown_name")


def context() -> Context:
    """Return the context of a usual firm without any data."""
    with MemoryStore().read() as reader:
        return Context(
            workspace=Workspace(),
            reader=reader,
            act=Act(actor="ada", now=BEGINNING),
            new_id=CountingIds(),
        )


def planned(
    value: object, *, fits: bool = False, fault: Fault | None = None
) -> FieldPlan:
    """Return a plan for the amount of a deal."""
    plan = FieldPlan(field="amount", value=value, how="given", fault=fault)
    return altered(plan, fits=fits)


@pytest.mark.parametrize(
    ("plan", "codes"),
    [
        (planned("5 UAH"), []),
        (planned("a lot"), ["invalid_value"]),
        (planned("a lot", fits=True), []),
        (planned("a lot", fault=BAD), ["unknown_name"]),
    ],
)
def test_what_a_field_cannot_hold_is_told(plan: FieldPlan, codes: list[str]) -> None:
    """C4: what is known to fit is not tried, what has its fault has no other."""
    target = TargetPlan(entity="deal", action="create", reason="", fields=(plan,))

    found = list(misfits(context(), target))
    assert codes == [each.code for each in found]


@pytest.mark.parametrize(
    ("plan", "is_same"),
    [
        (planned("5 UAH"), False),
        (planned("5 UAH", fits=True), True),
        (planned("5 UAH", fault=BAD), True),
    ],
)
def test_a_value_is_made_to_fit_once(plan: FieldPlan, is_same: bool) -> None:  # noqa: FBT001  # a column of the table
    """C4: as the field will hold it."""
    after = fitted(context(), "deal", plan)

    assert is_same == (plan is after)
    assert is_same or after.fits


def test_a_value_that_cannot_fit_stays_as_it_was_given() -> None:
    """C4: whoever reads the plan sees what was written."""
    plan = planned("a lot")

    assert plan is fitted(context(), "deal", plan)


@pytest.mark.parametrize(
    ("sources", "names"),
    [
        ([], set()),
        (["title"], {"title"}),
        (["title, notes", "source"], {"title", "notes", "source"}),
        (
            [WHOLE_NAME],
            {WHOLE_NAME, "honorific", "first_name", "middle_name", "last_name"},
        ),
    ],
)
def test_the_whole_name_is_made_of_its_parts(
    sources: list[str], names: set[str]
) -> None:
    """C6: who takes the name has taken each part of it."""
    plans = [
        FieldPlan(field="title", value="A", how="copy", source=each) for each in sources
    ]

    assert names == used(plans)
