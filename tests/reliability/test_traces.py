"""Harness H16: erasing, and searching the bytes, in small."""

import pytest

from tests.reliability import traces


def test_a_file_that_keeps_what_was_deleted_is_found_out() -> None:
    """P21: the harness sees."""
    assert traces.run(1, opened=traces.Unswept).violations


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_whoever_is_erased_leaves_no_trace(seed: int) -> None:
    """P21: whatever the office did with the person, and with others since."""
    assert () == traces.run(seed).violations
