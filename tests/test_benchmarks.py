from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from benchmarks.agreement import Disagreement, agree, agree_in_numbers
from benchmarks.calls import main as count_calls
from benchmarks.chart import drawn
from benchmarks.contender import Contender
from benchmarks.directory import filled, held, measured
from benchmarks.floor import Floor
from benchmarks.growth import curves, grown, page
from benchmarks.lab import Lab, Sizes
from benchmarks.memory import bytes_by_hand, bytes_by_leadflow
from benchmarks.ours import Leadflow
from benchmarks.rivals import installed
from benchmarks.run import chosen, parsed
from benchmarks.workloads import WORKLOADS, Workload


TINY = Sizes(
    turns=2,
    office=40,
    acts=2,
    batch=3,
    bulk=5,
    bulk_of_orms=5,
    crowd=300,
    asks=4,
    deals=12,
    rows=6,
    held=5,
)


class Careless(Floor):
    """Moves several deals, but the last one."""

    name = "careless"

    def move_many(self, ids: Sequence[str], stage: str) -> None:
        """Move all deals but one."""
        super().move_many(ids[:-1], stage)


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """Open a lab with a handful of everything."""
    made = Lab(tmp_path_factory.mktemp("lab"), TINY, (Floor, Leadflow))
    yield made
    made.close()


def test_all_contenders_do_the_same_work(tmp_path: Path) -> None:
    """Speed: what is compared writes the same rows and answers the same."""
    rows = agree([Floor, Leadflow, *installed()], tmp_path)

    assert rows > 100


def test_import_and_funnel_agree(tmp_path: Path) -> None:
    """Speed: the funnel and the import by hand are those of leadflow."""
    agree_in_numbers([Floor, Leadflow], tmp_path)


def test_a_contender_that_does_less_is_found(tmp_path: Path) -> None:
    """Speed: a benchmark that compares different work is a defect."""
    with pytest.raises(Disagreement, match="floor and careless differ in deals"):
        agree([Floor, Careless], tmp_path)


@pytest.mark.parametrize("workload", WORKLOADS, ids=lambda each: each.code)
@pytest.mark.parametrize("kind", [Floor, Leadflow])
def test_every_workload_runs(
    lab: Lab, workload: Workload, kind: type[Contender]
) -> None:
    """Speed: each line of the table can be measured, turn after turn."""
    prepare = workload.prepare(lab, kind)
    steps = []
    for turn in range(TINY.turns):
        act, size = prepare(turn)
        act()
        steps.append(size)

    assert all(steps)


def test_memory_is_counted() -> None:
    """Speed: a lead takes some bytes, by hand and in leadflow's memory."""
    sizes = bytes_by_hand(5), bytes_by_leadflow(5)

    assert all(size > 500 for size in sizes)


def test_a_workload_is_chosen_by_its_code_or_how_it_begins() -> None:
    """Speed: a whole code means that workload alone."""
    assert ["convert"] == [each.code for each in chosen(["convert"])]
    assert ["move", "look-up"] == [each.code for each in chosen(["move", "loo"])]


def test_a_workload_that_there_is_not_is_refused(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Speed: a slip measures nothing, and says so."""
    with pytest.raises(SystemExit):
        parsed(["--only", "convrt"])

    assert "there is no 'convrt'" in capsys.readouterr().err


def test_growth_is_measured_and_drawn(tmp_path: Path) -> None:
    """Speed: the page of curves is written from two sizes of files."""
    found = list(grown(tmp_path, (10, 100)))
    told, drawing = page(found, found, tmp_path), drawn(curves(found))

    assert "| get by id |" in told
    assert 5 == drawing.count("<polyline")


def test_the_directory_is_measured(tmp_path: Path) -> None:
    """Mission 0.11, 0.18: a page of everybody, with roles, takes milliseconds."""
    with filled(tmp_path / "everybody.db", 300) as crm:
        figures = dict(measured(crm))

        assert 303 == crm.parties.count()
        assert 2 == crm.parties.where("role == 'client'").count()
        assert 7 == len(figures)
        assert held(crm, 300) > 0


def test_calls_are_counted(capsys: pytest.CaptureFixture[str]) -> None:
    """Speed: what an act touches is told in calls, beside the program by hand."""
    count_calls(["create"])
    nothing, create = capsys.readouterr().out.splitlines()[1:]
    _, by_hand, _, ours, _ = create.split()

    assert nothing.startswith("nothing")
    assert 0 < int(by_hand) < int(ours)
