"""Harness H8: many processes on one file, in small."""

import os

import pytest

from tests.reliability import writers


pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="nothing forks here")


def test_updates_that_are_lost_are_found_out() -> None:
    """P7: the harness sees."""
    found = writers.run(3, seconds=0.5, turn=writers.trample).violations

    assert any("updates" in each for each in found)


def test_looks_at_two_instants_are_found_out() -> None:
    """P9: the harness sees."""
    found = writers.run(2, seconds=0.5, look=writers.look_twice).violations

    assert any("disagree" in each for each in found)


def test_nobody_loses_and_nobody_starves() -> None:
    """P7, P8, P9: with one among them that takes no ticket."""
    found = writers.run(3, seconds=0.5)

    assert () == found.violations
    assert found.done > 3
