"""Harness H15: reports while many write, in small."""

import os

import pytest

from tests.reliability import floods


pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="nothing forks here")


def test_a_report_of_several_instants_is_found_out() -> None:
    """P9: the harness sees."""
    found = floods.run(3, seconds=1, looks=(floods.ask_each_stage,)).violations

    assert any("several instants" in each for each in found)


def test_reports_are_of_one_instant() -> None:
    """P9: whoever writes meanwhile."""
    found = floods.run(2, seconds=1)

    assert () == found.violations
    assert found.done
