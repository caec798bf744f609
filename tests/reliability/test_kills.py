"""P4: processes that are killed, in small."""

import os

import pytest

from tests.reliability import kills
from tests.reliability.planted import Halving, tell_too_early


pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="nothing forks here")


def test_commits_that_are_halves_are_found_out() -> None:
    """P4: the harness sees."""
    assert kills.run(1, kills=40, opened=Halving).violations


def test_acknowledging_too_early_is_found_out() -> None:
    """P4: the harness sees."""
    found = kills.run(1, kills=40, work=tell_too_early).violations

    assert any("acknowledged events are lost" in each for each in found)


def test_a_killed_process_loses_nothing_that_it_acknowledged() -> None:
    """P1, P4, P7, P10, P11, P13: whenever it is killed; the next one goes on."""
    assert () == kills.run(1, kills=20).violations
