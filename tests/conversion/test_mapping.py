"""What maps made: whether a field takes it, and which fields went along (C4, C6)."""

import pickle

import pytest

from leadflow import Deal, Fault, Money, Workspace
from leadflow.context import Context
from leadflow.conversion.fields import FieldPlan, Filling
from leadflow.conversion.mapping import misfits, used
from leadflow.conversion.plan import TargetPlan
from leadflow.conversion.steps import fit
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


def put(value: object) -> FieldPlan:
    """Return what is told of an amount that was given."""
    filling = Filling()
    fitting = fit(Workspace(), "deal", "amount")
    filling.put_fitting(("amount", "given", ""), value, fitting)
    (told,) = filling.told
    return told


@pytest.mark.parametrize(
    ("given", "value", "fits"),
    [("5 UAH", Money("5", "UAH"), True), ("a lot", "a lot", False)],
)
def test_a_value_is_put_as_the_field_holds_it(
    given: str,
    value: object,
    fits: bool,  # noqa: FBT001  # a column of the table
) -> None:
    """C4: what cannot fit stays as it was given, for whoever reads the plan."""
    told = put(given)

    assert (value, fits) == (told.value, told.fits)


def some_fields() -> tuple[FieldPlan, ...]:
    """Return what may be told of fields: given, carried, at fault, in place of one."""
    title = FieldPlan(field="title", value="A", source="title, name", how="template")
    contacts = FieldPlan(field="contacts", value=(), before=(1,), how="given")
    wrong = FieldPlan(field="notes", value=None, source="notes", fault=BAD)
    return (altered(title, fits=True), planned("5 UAH"), contacts, wrong)


def test_what_is_told_by_field_is_the_same_by_column() -> None:
    """C5: nothing of a plan is lost on the way there and back."""
    fields = some_fields()
    again = Filling.of(fields).told

    assert fields == again
    assert [True, False, False, False] == [each.fits for each in again]


def test_a_plan_that_was_told_can_still_be_carried_out() -> None:
    """C5: whoever looks changes nothing."""
    target = TargetPlan(
        entity="deal", action="create", reason="", fields=Filling.of(some_fields())
    )
    copy = pickle.loads(pickle.dumps(target))  # noqa: S301  # our own
    before, told, after = target.filling, target.fields, target.filling

    assert told is target.fields
    assert (before.values, before.unfit) == (after.values, after.unfit)
    assert copy == target == pickle.loads(pickle.dumps(target))  # noqa: S301


def test_a_tie_takes_the_place_of_what_a_map_said() -> None:
    """C9: it is told behind all others; what the caller gave stays, people apart."""
    filling = Filling.of(some_fields())
    ties = dict.fromkeys(("title", "amount", "contacts", "notes"), "tie")
    filling.tie(ties, Deal())

    told = [(e.field, e.value, e.how, e.before, e.fault) for e in filling.told]
    assert ("amount", "5 UAH", "given", None, None) == told[0]
    assert [
        (name, "tie", "linked", None, None) for name in ("title", "contacts", "notes")
    ] == told[1:]
    assert {"amount": None} == filling.unfit


def test_what_the_caller_gave_is_told_apart() -> None:
    """D2: it goes on where the firm leaves a client as it is."""
    filling = Filling.of(some_fields())

    assert ["amount", "contacts"] == [each.field for each in filling.given.told]
    assert {"amount": None, "contacts": None} == filling.given.unfit


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
