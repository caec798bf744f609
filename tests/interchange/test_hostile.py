import csv
import io
import json
from pathlib import Path

import pytest

import leadflow
from leadflow.errors import InvalidData
from leadflow.interchange import import_records
from leadflow.interchange.rows import rows


DATA = Path(__file__).parents[3] / "shared" / "data" / "bad-inputs"
# The JSON of one file tells of another table than its CSV.
_APART = ("location_coordinates.csv",)
SPECTRUM = sorted((DATA / "csv-spectrum" / "csvs").glob("*.csv"))
STRINGS = DATA / "naughty-strings" / "blns.json"

with_data = pytest.mark.skipif(not STRINGS.exists(), reason="the data is not here")


@with_data
@pytest.mark.parametrize(
    "path",
    [path for path in SPECTRUM if path.name not in _APART],
    ids=lambda path: str(path.stem),
)
def test_every_kind_of_csv_is_read_as_its_authors_say(path: Path) -> None:
    """X2: quotes, line ends and encodings of all kinds."""
    file = path.parents[1] / "json" / f"{path.stem}.json"
    expected = json.loads(file.read_text("utf-8"))
    with path.open(encoding="utf-8", newline="") as lines:
        header, *others = (row.cells for row in rows(lines, ",") if row.cells)

    assert expected == [dict(zip(header, each, strict=True)) for each in others]


@with_data
@pytest.mark.parametrize("path", SPECTRUM, ids=lambda path: str(path.stem))
def test_every_kind_of_csv_is_imported_or_refused(path: Path) -> None:
    """P17: as leads with notes, each row ends somewhere."""
    header = path.read_text("utf-8", errors="replace").splitlines()[0].split(",")
    crm = leadflow.open()
    try:
        report = import_records(crm, path, columns={header[0]: "notes"})
    except InvalidData:
        return

    assert report.is_balanced


@with_data
@pytest.mark.parametrize(
    "target",
    "name title phones emails amount created_at source tags messengers websites "
    "address utm stage currency birth_date open_to_all".split(),
)
def test_strings_that_break_programs_do_not_break_an_import(target: str) -> None:
    """P25: in every field, each row is stored or rejected with a reason."""
    strings = json.loads(STRINGS.read_text("utf-8"))
    text = io.StringIO()
    csv.writer(text).writerows([["Notes", target], *(["x", each] for each in strings)])
    crm = leadflow.open()
    report = import_records(crm, io.StringIO(text.getvalue(), newline=""))

    assert report.is_balanced
    assert report.stored == crm.leads.count()
    assert all(each.faults for each in report.rejected)


@with_data
def test_naughty_strings_come_back_as_they_were() -> None:
    """P18: text is kept, but for white space around it."""
    strings = [each for each in json.loads(STRINGS.read_text("utf-8")) if each.strip()]
    text = io.StringIO()
    csv.writer(text).writerows([["Title", "Notes"], *(["x", each] for each in strings)])
    crm = leadflow.open()
    report = import_records(crm, io.StringIO(text.getvalue(), newline=""))
    stored = {lead.notes for lead in crm.leads}

    assert report.is_balanced
    assert all(each.strip() in stored for each in strings if each.isascii())


@pytest.mark.parametrize(
    "data",
    [
        b"Name,Phone\nOle\0na,1\n",
        b"Name\n" + b"x" * 10_000_000 + b"\nOlena\n",
        b"Name,Name\n",
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b"Name\r\rOlena\r",
        b'Name\n"' + b"Olena\n" * 3000,
        b"Name;Phone\nOlena,1\n",
        b"N" * 2_000_000,
        b"\0" * 5000,
        bytes(range(256)) * 8,
    ],
    ids=lambda data: repr(data[:12]),
)
def test_hostile_files_end_in_a_report_or_a_reason(tmp_path: Path, data: bytes) -> None:
    """P25: within bounds, and nothing unexpected is raised."""
    path = tmp_path / "leads.csv"
    path.write_bytes(data)
    crm = leadflow.open()
    try:
        report = import_records(crm, path)
    except InvalidData:
        assert 0 == crm.leads.count()
    else:
        assert report.is_balanced
