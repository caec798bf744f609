"""Roles with which nobody could configure any more (A4)."""

from collections.abc import Callable
from pathlib import Path

import pytest

import leadflow
from leadflow import Crm, InvalidWorkspace, Member, Role, Workspace
from leadflow.testing import digest
from tests.access.office import CHIEF


def test_nobody_locks_everybody_out(opened: Callable[..., Crm]) -> None:
    """A4: roles with which nobody may configure are refused, and nothing changes."""
    crm = opened()
    before = digest(crm._desk.store)  # noqa: SLF001  # all that is stored
    for lonely in (
        Workspace(roles=[Role("guest")]),
        Workspace(roles=[CHIEF], members=[Member("ada", roles="chief")]),
    ):
        with pytest.raises(InvalidWorkspace) as caught:
            crm.acting_as("eve").configure(lonely)

        assert ["nobody_configures"] == [each.code for each in caught.value.faults]
    with pytest.raises(InvalidWorkspace, match="nobody configure any more"):
        crm.configure(Workspace(roles=[Role("guest")]), hand_over=True)
    assert before == digest(crm._desk.store)  # noqa: SLF001  # as above


def test_the_right_to_configure_is_handed_over_in_words(
    opened: Callable[..., Crm],
) -> None:
    """A4: whoever says so may leave it to others."""
    heir = Workspace(roles=[CHIEF], members=[Member("bob", roles="chief")])
    crm = opened()
    with pytest.raises(InvalidWorkspace, match="say hand_over=True"):
        crm.configure(heir)
    crm.configure(heir, hand_over=True)

    assert crm.acting_as("bob").access.allows("configure")
    assert not crm.access.allows("configure")


def test_a_program_opens_a_crm_for_others(place: Path | None) -> None:
    """A4: that anybody may configure is enough where a CRM is opened."""
    heir = Workspace(roles=[CHIEF], members=[Member("bob", roles="chief")])
    with leadflow.open(place, workspace=heir) as crm:
        assert not crm.access.allows("configure")
    with pytest.raises(InvalidWorkspace, match="nobody configure"):
        leadflow.open(workspace=Workspace(roles=[Role("guest")]))
