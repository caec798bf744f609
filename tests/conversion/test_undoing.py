"""Plans of taking back, as they are read and drawn (C9)."""

from leadflow import Fault, RevertPlan
from leadflow.conversion.undoing import PutBack, Reverted
from leadflow.ids import ConversionId
from leadflow.testing import nth_id


LEAD, DEAL, FIRM, CALL = (
    nth_id(each, 1) for each in ("lead", "deal", "company", "activity")
)
ID = ConversionId("conversion_1")


def test_a_plan_tells_each_thing_that_would_happen() -> None:
    """C9: one line for each, under what is done with it."""
    plan = RevertPlan(
        conversion=ID,
        source=LEAD,
        variant="standard",
        removed=(DEAL,),
        put_back=(PutBack(record=FIRM, field="name", before="A", value="B"),),
        unbound=(CALL,),
        returns_to="leads/new",
        conflicts=(Fault("deal.title", "was changed", code="changed"),),
    )

    assert [
        f"Taking back conversion 'standard' {ID} of {LEAD}",
        "  remove",
        f"    deal: {DEAL}",
        f"  put back on {FIRM}",
        "    name: 'A' instead of 'B'",
        "  unbind",
        f"    activity: {CALL}",
        "  return",
        f"    lead: {LEAD} to leads/new",
    ] == str(plan).splitlines()[:9]
    assert str(plan.conflicts[0]) in str(plan)
    assert f"<RevertPlan of {ID}: removes 1, puts back 1, 1 conflict>" == repr(plan)


def test_a_plan_that_does_little_tells_little() -> None:
    """C9: a conversion that only linked removes nothing."""
    plan = RevertPlan(conversion=ID, source=LEAD)

    assert [f"Taking back conversion {ID} of {LEAD}"] == str(plan).splitlines()
    assert f"<RevertPlan of {ID}: removes 0, puts back 0, 0 conflicts>" == repr(plan)
    assert "<td>" not in plan._repr_html_()


def test_what_came_of_it_is_a_number_in_a_log() -> None:
    """C9: and the ids, where somebody asks."""
    done = Reverted(conversion=ID, source=LEAD, removed=(DEAL,))

    assert f"<Reverted {ID}: removed 1>" == repr(done)
