import pytest

import leadflow
from benchmarks.town_names import HELD_OUT
from benchmarks.twins import judged, main, settled, without_the_extra


def test_twins_of_a_town_are_found_and_few_others() -> None:
    """D1: on names that the weights were not chosen by; both ways give the same."""
    crm = leadflow.open(actor="ada")
    who = settled(crm, HELD_OUT, seed=77, size=1_500)
    scan = crm.duplicates.scan("contacts")
    found = judged(scan, who)
    with without_the_extra():
        again = crm.duplicates.scan("contacts")

    assert found.twins > 100
    assert found.precision >= 0.98
    assert found.recall >= 0.95
    assert scan == again


def test_the_figures_are_printed_by_one_command(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """D1: precision, recall and times stand in two tables."""
    main(["--quick"])

    told = capsys.readouterr().out
    assert 3 == told.count("same without the extra")
    assert "scan, with rapidfuzz" in told
