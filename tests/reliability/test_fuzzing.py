"""Harness H12: hostile input, in small."""

import pytest

from tests.reliability import fuzzing


@pytest.mark.parametrize(
    ("target", "mistake"),
    [
        ("table", fuzzing.lose_a_row),
        ("condition", fuzzing.evaluate),
        ("condition", fuzzing.linger),
    ],
)
def test_each_planted_mistake_is_found(target: str, mistake: fuzzing.Take) -> None:
    """P25: a row that is lost, an error of Python's, time that is not bounded."""
    assert fuzzing.run(1, target=target, inputs=20, take=mistake).violations


@pytest.mark.parametrize("target", fuzzing.TARGETS)
def test_hostile_input_ends_in_an_error_of_ours(target: str) -> None:
    """P25: within its bounds, and nothing unexpected is raised."""
    assert () == fuzzing.run(1, target=target).violations
