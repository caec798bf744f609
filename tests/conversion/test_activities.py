"""What becomes of the lead's activities (C1, C9)."""

from collections.abc import Callable, Mapping
from typing import TypeAlias

import attrs
import pytest

from leadflow import (
    Activity,
    Conversion,
    ConversionInvalid,
    Crm,
    CustomField,
    Dictionary,
    Entry,
    Lead,
    UnknownName,
    Workspace,
    dump_plan,
    load_plan,
)
from leadflow.testing import a_lead


Open: TypeAlias = Callable[..., Crm]


def office(opened: Open, policy: str | Mapping[str, str]) -> tuple[Crm, Lead]:
    """Return a CRM with this policy, and a lead."""
    one = Conversion("one", activities=policy)
    crm = opened(workspace=Workspace(conversions=[one]))
    return crm, crm.leads.add(a_lead())


def test_link_binds_to_the_targets_as_well(opened: Open) -> None:
    """C9: the usual policy; the lead keeps its activity."""
    crm, lead = office(opened, "link")
    call = crm.activities.add(Activity(kind="call", bindings=[lead]))
    done = crm.convert(lead)

    assert {lead.id, *done.targets} == set(crm.activities.get(call.id).bindings)


def test_move_leaves_the_lead(opened: Open) -> None:
    """C1: the work goes on with the client."""
    crm, lead = office(opened, "move")
    call = crm.activities.add(Activity(kind="call", bindings=[lead]))
    done = crm.convert(lead)

    assert set(done.targets) == set(crm.activities.get(call.id).bindings)


def test_copy_makes_another_one(opened: Open) -> None:
    """C1: the lead keeps its own; the copy stands for nothing elsewhere."""
    crm, lead = office(opened, "copy")
    call = crm.activities.add(
        Activity(kind="call", subject="Ask", bindings=[lead], origin=("b24", "7"))
    )
    done = crm.convert(lead)
    copies = [each for each in crm.activities if each.id != call.id]

    assert call == crm.activities.get(call.id)
    assert [("call", "Ask", None)] == [(c.kind, c.subject, c.origin) for c in copies]
    assert set(done.targets) == set(copies[0].bindings)


def test_a_plan_shows_what_happens_to_each_activity(opened: Open) -> None:
    """C5: what is left alone, or done already, is not told; a text keeps it."""
    crm, lead = office(opened, {"call": "move", "task": "copy", "note": "leave"})
    kinds = ("call", "task", "note", "meeting")
    ids = [crm.activities.add(Activity(kind=k, bindings=[lead])).id for k in kinds]
    plan = crm.plan_conversion(lead)

    told = {(ids[0], "move"), (ids[1], "copy"), (ids[3], "link")}
    assert told == {(each.id, each.action) for each in plan.activities}
    assert f"  move activity {ids[0]}" in str(plan).split("\n")
    assert ids[1] in plan._repr_html_()
    assert plan == load_plan(dump_plan(plan))


def test_a_copy_is_counted_anew(opened: Open) -> None:
    """F3: a number is never given twice, to a copy neither."""
    one = Conversion("one", activities="copy")
    number = CustomField("number", entity="activity", type="counter")
    crm = opened(workspace=Workspace(fields=[number], conversions=[one]))
    lead = crm.leads.add(a_lead())
    crm.activities.add(Activity(kind="call", bindings=[lead]))
    crm.convert(lead)

    assert ["1", "2"] == [each.custom["number"] for each in crm.activities]


def test_a_copy_keeps_an_entry_that_was_retired_since(opened: Open) -> None:
    """S5, C1: what the activity was allowed to hold, its copy may hold too."""
    one = Conversion("one", activities="copy")
    via = CustomField("via", entity="activity", type="dictionary", dictionary="source")
    crm = opened(workspace=Workspace(fields=[via], conversions=[one]))
    lead = crm.leads.add(a_lead())
    crm.activities.add(Activity(kind="call", bindings=[lead], custom={"via": "web"}))
    sources = Dictionary("source", [Entry("web", is_retired=True), "trade_show"])
    crm.configure(attrs.evolve(crm.workspace, dictionaries=[sources]))
    crm.convert(lead)

    assert ["web", "web"] == [each.custom["via"] for each in crm.activities]


def test_what_no_copy_can_be_made_of_is_a_fault_of_the_plan(opened: Open) -> None:
    """C5, F4: the plan names the activity, and nothing is written."""
    crm, lead = office(opened, "copy")
    call = crm.activities.add(Activity(kind="call", bindings=[lead]))
    place = CustomField("place", entity="activity", required=True)
    crm.configure(attrs.evolve(crm.workspace, fields=[place]))
    plan = crm.plan_conversion(lead)

    assert [f"{call.id}.custom.place"] == [each.path for each in plan.faults]
    with pytest.raises(ConversionInvalid, match="is required"):
        crm.convert(lead)
    assert 0 == crm.deals.count()


def test_leave_touches_nothing(opened: Open) -> None:
    """C1: nothing is bound."""
    crm, lead = office(opened, "leave")
    call = crm.activities.add(Activity(kind="call", bindings=[lead]))
    crm.convert(lead)

    assert call == crm.activities.get(call.id)


def test_each_kind_has_its_own_policy(opened: Open) -> None:
    """C1: the star is for the rest."""
    crm, lead = office(opened, {"call": "move", "*": "leave"})
    call = crm.activities.add(Activity(kind="call", bindings=[lead]))
    task = crm.activities.add(Activity(kind="task", bindings=[lead]))
    crm.convert(lead)

    assert lead.id not in crm.activities.get(call.id).bindings
    assert task == crm.activities.get(task.id)


@pytest.mark.parametrize("policy", ["move", "copy", "link"])
def test_completed_activities_stay_where_they_were(opened: Open, policy: str) -> None:
    """C9: they are seen through the link."""
    crm, lead = office(opened, policy)
    done_call = crm.activities.add(
        Activity(kind="call", bindings=[lead], done_at=lead.created_at)
    )
    crm.convert(lead)

    assert [done_call] == crm.activities.all()


def test_deleted_activities_stay_deleted(opened: Open) -> None:
    """C9: what is gone is not bound to anybody."""
    crm, lead = office(opened, "copy")
    crm.activities.delete(crm.activities.add(Activity(kind="call", bindings=[lead])))
    crm.convert(lead)

    assert 0 == crm.activities.count()


def test_other_bindings_are_kept(opened: Open) -> None:
    """C9: a meeting with two leads stays a meeting with both."""
    crm, lead = office(opened, "move")
    other = crm.leads.add(Lead(title="Other"))
    call = crm.activities.add(Activity(kind="call", bindings=[lead, other]))
    done = crm.convert(lead)

    assert {other.id, *done.targets} == set(crm.activities.get(call.id).bindings)


def test_an_unknown_policy_names_the_nearest() -> None:
    """C1: definitions fail when they are written."""
    with pytest.raises(UnknownName, match="did you mean 'move'"):
        Conversion("one", activities="mov")
