"""Harness H10: damaged files, in small."""

import pytest

from tests.reliability import damage


def test_trusting_a_file_blindly_is_found_out() -> None:
    """P14: the harness sees that something else is read."""
    assert damage.run(1, files=40, check=damage.is_trusted).violations


@pytest.mark.parametrize("seed", [1, 2])
def test_damage_is_told_or_does_no_harm(seed: int) -> None:
    """P14: no wrong answer in silence, and no error but ours."""
    assert () == damage.run(seed, files=100).violations
