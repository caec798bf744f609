"""An import that was cut off goes on where it stopped, without doubles (X3, P17)."""

import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import leadflow
from leadflow import Crm, ImportReport, KeyReused, Lead, import_records
from leadflow.interchange import running
from leadflow.interchange.resuming import BLOCK, lines_of, runs_of
from tests.interruption import Interruption, in_functions


SIZE = 3
ROWS = ["Name,E-mail", *(f"Olena {n},o{n}@k.example" for n in range(11))]
BROKEN = [*ROWS[:5], "Ivan,i@", *ROWS[5:]]
BATCHES = 4


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Write few rows at a time."""
    monkeypatch.setattr(running, "_BATCH", SIZE)


def names(crm: Crm) -> list[str]:
    """Return the last names of all leads, in their order."""
    return [lead.last_name for lead in crm.leads]


def counts(report: ImportReport) -> tuple[int, int, int]:
    """Return what was stored now, before, and not at all."""
    assert report.is_balanced
    return report.stored, report.known, len(report.rejected)


def test_the_same_table_is_imported_once(crm: Crm) -> None:
    """X3: a second run stores nothing, and tells the same rejections."""
    first = import_records(crm, BROKEN)
    again = import_records(crm, BROKEN)

    assert ((11, 0, 1), (0, 11, 1)) == (counts(first), counts(again))
    assert first.rejected == again.rejected
    assert 11 == crm.leads.count()
    assert "0 stored, 11 stored before, 1 rejected" in str(again)


class Cut(Exception):
    """Comes between two batches."""


def _cut_after(batch: int) -> Callable[[int, int], None]:
    def progress(done: int, _: int) -> None:
        if done >= batch * SIZE:
            raise Cut

    return progress


@pytest.mark.parametrize("batch", range(1, BATCHES))
def test_an_exception_after_any_batch_costs_nothing(crm: Crm, batch: int) -> None:
    """X3, P17: what is stored stays, and the rest follows."""
    with pytest.raises(Cut):
        import_records(crm, BROKEN, progress=_cut_after(batch))
    before = crm.leads.count()
    report = import_records(crm, BROKEN)

    assert (11 - before, before, 1) == counts(report)
    assert [f"{n}" for n in range(11)] == names(crm)


@pytest.mark.parametrize("batch", range(1, BATCHES + 1))
def test_an_exception_at_the_end_of_any_batch_undoes_that_batch(
    crm: Crm, batch: int
) -> None:
    """X3, H3: what a batch remembers is stored with its records, or not at all."""
    keep = Interruption(2 * batch, in_functions("keep"))

    assert keep.strike(lambda: import_records(crm, BROKEN))
    assert crm.leads.count() in range(SIZE * (batch - 1) - 1, SIZE * (batch - 1) + 1)
    assert (11, 1) == (sum(counts(import_records(crm, BROKEN))[:2]), 1)
    assert [f"{n}" for n in range(11)] == names(crm)


def test_batches_of_another_size_know_what_is_stored(
    crm: Crm, monkeypatch: pytest.MonkeyPatch
) -> None:
    """X3: what is remembered does not depend on how many rows are written at once."""
    lines = ["Title", *(f"Lead {number}" for number in range(2 * BLOCK))]
    monkeypatch.setattr(running, "_BATCH", 700)
    with pytest.raises(Cut):
        import_records(crm, lines, progress=_cut_after(300))
    monkeypatch.setattr(running, "_BATCH", 450)

    assert (600, 1400, 0) == counts(import_records(crm, lines))


def test_rows_that_were_rejected_are_judged_again(crm: Crm) -> None:
    """X3: they had no effect; what has changed since may let them in."""
    lines = ["Title,Contact e-mail", "A,o@k.example", "B,"]
    columns = {"Contact e-mail": "contacts.email"}
    first = import_records(crm, lines, entity="deals", columns=columns)
    crm.contacts.add(leadflow.Contact(last_name="K", emails="o@k.example"))
    second = import_records(crm, lines, entity="deals", columns=columns)
    third = import_records(crm, lines, entity="deals", columns=columns)

    assert [(1, 0, 1), (1, 1, 0), (0, 2, 0)] == [
        counts(each) for each in (first, second, third)
    ]


@pytest.mark.parametrize(
    "other",
    [
        {"key": "second"},
        {"columns": {"E-mail": ""}},
        {"columns": {"Name": "title"}},
        {"entity": "contacts"},
        {"delimiter": ";", "columns": {"Name,E-mail": "title"}},
    ],
)
def test_another_import_of_the_same_rows_is_another(
    crm: Crm, other: dict[str, object]
) -> None:
    """X3: as other records, understood in another way, or by wish."""
    import_records(crm, ROWS)

    assert (11, 0, 0) == counts(import_records(crm, ROWS, **other))  # type: ignore[arg-type]  # as the test says


def test_keys_of_imports_belong_to_their_actor(crm: Crm) -> None:
    """P3: what another one imported is not known."""
    import_records(crm, ROWS)

    assert (11, 0, 0) == counts(import_records(crm.acting_as("bob"), ROWS))


def test_a_file_may_be_called_otherwise(crm: Crm, tmp_path: Path) -> None:
    """X3: what stands in it is what counts."""
    table = tmp_path / "one.csv"
    table.write_text("\n".join(ROWS), encoding="utf-8")
    import_records(crm, table)

    assert (0, 11, 0) == counts(import_records(crm, table.rename(tmp_path / "two.csv")))


def test_a_dry_run_tells_what_is_stored_already(crm: Crm) -> None:
    """X2, X3: the same report as the commit, and nothing of it is remembered."""
    with pytest.raises(Cut):
        import_records(crm, ROWS, progress=_cut_after(2))
    dry = import_records(crm, ROWS, dry_run=True)

    assert (5, 6, 0) == counts(dry) == counts(import_records(crm, ROWS))


def test_a_row_stays_known_when_its_record_is_gone(crm: Crm) -> None:
    """X3: whoever deleted it did not want it again."""
    import_records(crm, ROWS)
    for lead in crm.leads.all():
        crm.leads.delete(lead)

    assert (0, 11, 0) == counts(import_records(crm, ROWS))
    assert (11, 0, 0) == counts(import_records(crm, ROWS, key="after all"))


def test_a_step_is_done_once(crm: Crm) -> None:
    """P3: what it keeps is stored with what it wrote."""
    with pytest.raises(Cut):
        _once(crm, fails=True)
    for _ in range(2):
        _once(crm)

    assert 1 == crm.leads.count()
    with pytest.raises(KeyReused):
        crm.leads.add(Lead(title="A"), key="k")


def _once(crm: Crm, *, fails: bool = False) -> None:
    with crm.once("k") as step:
        if step.known is None:
            crm.leads.add(Lead(title="A"))
            step.keep({"leads": "1"})
        if fails:
            raise Cut


@pytest.mark.parametrize("lines", [[], [2], [2, 3, 4], [2, 4, 5, 9]])
def test_lines_are_kept_in_runs(lines: list[int]) -> None:
    """X3: what is remembered of a batch stays small, and reads back."""
    assert lines == list(lines_of(runs_of(lines)))


KILLED = """
import sys
import leadflow
from leadflow.interchange import running

running._BATCH = 50
crm = leadflow.open(sys.argv[1], actor="ada")

def told(done, total):
    print(done, flush=True)

leadflow.import_records(crm, sys.argv[2], progress=told)
"""


@pytest.mark.parametrize("after", [1, 3])
def test_a_killed_import_goes_on_without_doubles(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    """X3, P17, P4: kill -9 at any moment; run again, each row is stored once."""
    store, table = tmp_path / "sales.db", tmp_path / "leads.csv"
    lines = ["Title", *(f"Lead {number}" for number in range(1000))]
    table.write_text("\n".join(lines), encoding="utf-8")
    _kill(store, table, after)
    monkeypatch.setattr(running, "_BATCH", 120)
    with leadflow.open(store, actor="ada") as crm:
        before = crm.leads.count()
        report = import_records(crm, table)
        titles = [lead.title for lead in crm.leads]

    assert 50 * after <= before < 1000
    assert before % 50 == 0
    assert report.is_balanced
    assert lines[1:] == sorted(titles, key=lambda each: int(each.split()[1]))


def _kill(store: Path, table: Path, after: int) -> None:
    """Run an import in a process of its own and kill it after some batches."""
    command = [sys.executable, "-c", KILLED, str(store), str(table)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        for _ in range(after):
            process.stdout.readline()
        process.send_signal(signal.SIGKILL)
