"""P4: power cuts, in small; ``python -m tests.reliability`` makes many more."""

from contextlib import closing
from random import Random

import pytest

from leadflow.storage.sqlite import SQLiteStore
from leadflow.testing.disks import power_cuts, unavailable
from leadflow.testing.invariants import violations
from tests.reliability import cuts
from tests.reliability.figures import scratch


pytestmark = pytest.mark.skipif(bool(unavailable()), reason=unavailable() or "can")


def test_a_disk_that_only_says_so_is_found_out() -> None:
    """P4: the simulator sees; where nothing is synced, files come out broken."""
    assert cuts.run(1, cuts=100, lies=True).violations


def test_commits_that_are_not_synced_are_found_lost() -> None:
    """P4: durability="normal" loses what was acknowledged, as its promise says."""
    found = cuts.run(1, cuts=100, durability="normal").violations

    assert any("acknowledged commits are lost" in each for each in found)


def test_nothing_acknowledged_is_lost_in_a_power_cut() -> None:
    """P4: whenever the power goes, the file is as it was after some commit."""
    assert () == cuts.run(1, cuts=100).violations


def test_a_store_can_be_opened_whenever_the_power_went_while_it_was_made() -> None:
    """P24: what is left is no store yet, or a whole one."""
    recording = cuts.record(1, commands=0)
    for cut in power_cuts(recording.log, 60, Random(1)):
        with scratch() as folder:
            cut.lay_out(folder)
            with closing(SQLiteStore(folder / cuts.NAME)) as store:
                found = violations(store)

        assert () == found
