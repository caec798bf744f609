"""Harness H9: servers that die while they commit, in small."""

import pytest

from tests.reliability import outages
from tests.reliability.outages import absent
from tests.servers.programs import programs


pytestmark = pytest.mark.skipif(bool(absent(programs)), reason=absent(programs))


def test_effects_that_are_doubled_are_found_out() -> None:
    """P3: the harness sees; without keys, who asks again gets everything twice."""
    found = outages.kill_postgres(1, kills=3, keyed=False).violations

    assert any("took effect more than once" in each for each in found)


def test_acknowledging_before_writing_is_found_out() -> None:
    """P4: the harness sees; synchronous_commit = off loses what it confirmed."""
    found = outages.kill_hasty_postgres(1).violations

    assert any("was acknowledged and is lost" in each for each in found)


def test_a_killed_server_neither_loses_nor_doubles_anything() -> None:
    """P3, P4, P5, P23: whenever it is killed; whoever does not know asks again."""
    assert () == outages.kill_postgres(1, kills=10).violations
