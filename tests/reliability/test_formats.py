"""Harness H13: frozen files of every format, killed while they are migrated."""

import pytest

from tests.reliability import formats


@pytest.mark.parametrize("mistake", [formats.in_steps, formats.careless])
def test_a_careless_opening_is_found_out(mistake: formats.Opened) -> None:
    """P24: half a step, and a newer file that is taken for one of ours."""
    assert formats.run(1, files=8, opened=mistake).violations


def test_a_killed_opening_loses_nothing() -> None:
    """P24: all or nothing, and newer files keep every byte."""
    assert () == formats.run(1, files=8).violations
