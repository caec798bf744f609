"""Assigning: who looks after what came in (I5)."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from leadflow import (
    Assignment,
    Contact,
    Crm,
    Inquiry,
    Intake,
    InvalidValue,
    InvalidWorkspace,
    Lead,
    UnknownName,
    Workspace,
)
from leadflow.testing import FixedClock


def firm(*rules: Assignment, **options: str) -> Workspace:
    """Return a firm with these rules."""
    return Workspace(intake=Intake(assignments=rules, **options))  # type: ignore[arg-type]  # texts


def owners(crm: Crm, count: int, start: int = 0) -> list[str]:
    """Return who gets each of so many inquiries of strangers."""
    calls = (
        Inquiry(channel="call", phones=f"+38044{1_000_000 + start + number}")
        for number in range(count)
    )
    return [crm.receive(each).inquiry.owner for each in calls]


def test_each_gets_one_in_turn(opened: Callable[..., Crm]) -> None:
    """I5: round robin goes round."""
    crm = opened(workspace=firm(Assignment("all", to=["bob", "eve"])))

    assert owners(crm, 3) == ["bob", "eve", "bob"]


def test_who_has_least_gets_the_next(opened: Callable[..., Crm]) -> None:
    """I5: open leads and deals count, closed ones do not."""
    rule = Assignment("all", to=["bob", "eve"], by="least_loaded")
    crm = opened(workspace=firm(rule))
    crm.leads.add(Lead(title="A", owner="bob"))
    crm.move(crm.leads.add(Lead(title="B", owner="eve")), "junk")

    assert owners(crm, 3) == ["eve", "bob", "eve"]


def test_a_day_holds_so_many(opened: Callable[..., Crm], clock: FixedClock) -> None:
    """I5: who has enough for today is passed over, and has room again tomorrow."""
    rule = Assignment("all", to=["bob", "eve"], capacity=1)
    crm = opened(workspace=firm(rule, owner="desk"))

    assert owners(crm, 3) == ["bob", "eve", "desk"]
    clock.advance(timedelta(days=1))
    assert owners(crm, 1, start=3) != ["desk"]


def test_the_first_rule_that_fits_decides(opened: Callable[..., Crm]) -> None:
    """I5: rules have conditions about the inquiry."""
    crm = opened(
        workspace=firm(
            Assignment("firms", to="bob", when="company_name != ''"),
            Assignment("others", to="eve"),
        )
    )

    done = crm.receive(Inquiry(channel="webform", company_name="Kyivlog"))
    assert done.inquiry.owner == "bob"
    assert owners(crm, 1) == ["eve"]


def test_the_client_s_own_manager_comes_first(opened: Callable[..., Crm]) -> None:
    """I5: what is known has somebody already."""
    crm = opened(workspace=firm(Assignment("all", to="eve")))
    crm.contacts.add(Contact(first_name="Olena", phones="+380441000000", owner="bob"))

    done = crm.receive(Inquiry(channel="call", phones="+380441000000"))
    assert done.lead is not None
    assert (done.lead.owner, done.inquiry.owner) == ("bob", "bob")


def test_without_rules_it_is_who_takes_it_in(crm: Crm) -> None:
    """I5: the default, else the actor."""
    assert owners(crm, 1) == ["ada"]


def test_receiving_again_takes_no_turn(opened: Callable[..., Crm]) -> None:
    """I5, I7: receiving again takes no turn."""
    crm = opened(workspace=firm(Assignment("all", to=["bob", "eve"])))
    call = Inquiry(channel="call", phones="+380441999999")
    crm.receive(call)
    crm.receive(call)

    assert owners(crm, 1) == ["eve"]


def test_a_condition_on_what_no_inquiry_has_is_refused() -> None:
    """I5, M7: a slip is told with its path and the nearest name."""
    with pytest.raises(InvalidWorkspace) as caught:
        firm(Assignment("a", to="bob", when="compny_name != ''"))

    assert caught.value.faults[0].path == "intake.assignments.a.when"


@pytest.mark.parametrize(
    "values", [{"to": []}, {"to": "bob", "capacity": 0}, {"to": "bob", "by": "luck"}]
)
def test_a_rule_that_makes_no_sense_is_refused(values: dict[str, object]) -> None:
    """I5: at once, where it is written."""
    with pytest.raises((InvalidValue, UnknownName)):
        Assignment("a", **values)  # type: ignore[arg-type]  # slips


def test_how_inquiries_are_taken_in_is_an_intake() -> None:
    """I5: the error says what to give."""
    with pytest.raises(InvalidValue, match=r"Intake\(…\)"):
        Workspace(intake=5)  # type: ignore[arg-type]  # a slip


def test_the_rules_stand_in_the_file(tmp_path: Path) -> None:
    """I5, mission 2.10: a firm's file holds them, and gives them back."""
    rule = Assignment("a", to=["bob"], by="least_loaded", when="channel == 'call'")
    made = Workspace(intake=Intake(assignments=[rule], excluded="junk.example"))

    made.save(tmp_path / "workspace.toml")
    assert Workspace.load(tmp_path / "workspace.toml") == made
