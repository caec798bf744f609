"""Files through the front door: put, read, and what nobody refers to."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

import leadflow
from leadflow import (
    Crm,
    CustomField,
    Deal,
    InvalidData,
    InvalidValue,
    NotFound,
    Workspace,
)
from leadflow.storage.files import MemoryFiles
from leadflow.storage.memory import MemoryStore


Opened = Callable[..., Crm]
FIRM = Workspace(
    fields=[
        CustomField("scan", entity="deal", type="file"),
        CustomField("scans", entity="deal", type="file", multiple=True),
    ]
)


def test_a_path_names_itself(crm: Crm, tmp_path: Path) -> None:
    """F1: the ending tells the type; bytes and streams are named by the caller."""
    place = tmp_path / "Договір.pdf"
    place.write_bytes(b"%PDF")
    ref = crm.files.put(place)

    assert ("Договір.pdf", 4, "application/pdf") == (ref.name, ref.size, ref.media_type)
    assert ref == crm.files.put(BytesIO(b"%PDF"), name="Договір.pdf")
    with crm.files.open(ref) as stream:
        assert b"%PDF" == crm.files.read(ref) == stream.read()


def test_files_stand_beside_the_store(opened: Opened, tmp_path: Path) -> None:
    """F1: in a folder of their own by default, or wherever the host says."""
    elsewhere = opened(files=tmp_path / "elsewhere")
    elsewhere.files.put(b"x", name="a")
    opened().files.put(b"x", name="a")
    places = {path.name for path in tmp_path.iterdir() if path.is_dir()}

    assert "elsewhere" in places
    assert places <= {"elsewhere", "sales.db-files"}


def test_a_file_outlives_the_program(tmp_path: Path) -> None:
    """F1: opened again, the record's file is there."""
    with leadflow.open(tmp_path / "sales.db", workspace=FIRM) as crm:
        scan = crm.files.put(b"hello", name="a.txt")
        deal = crm.deals.add(Deal(title="A", custom={"scan": scan}))
    with leadflow.open(tmp_path / "sales.db") as crm:
        assert b"hello" == crm.files.read(crm.deals.get(deal.id).custom["scan"])


def test_a_store_of_ones_own_has_no_place_for_files() -> None:
    """F1: nothing is kept where nobody said it should be."""
    crm = leadflow.open(MemoryStore())
    with pytest.raises(InvalidValue, match=r"leadflow\.open"):
        crm.files.put(b"x", name="a")

    with leadflow.open(MemoryStore(), files=MemoryFiles()) as other:
        assert "a" == other.files.put(b"x", name="a").name


def test_only_references_are_opened(crm: Crm) -> None:
    """F6: a text is no file, and what is gone says so."""
    ref = crm.files.put(b"x", name="a")
    crm.files.sweep([ref.key])

    with pytest.raises(InvalidValue, match="put"):
        crm.files.read(ref.text)
    with pytest.raises(NotFound):
        crm.files.open(ref)


def test_what_no_record_refers_to_can_be_swept(opened: Opened) -> None:
    """F6: files of live and of deleted records stay, whatever is asked to go."""
    crm = opened(workspace=FIRM)
    one, two, three, four = (crm.files.put(b"%d" % n, name="a") for n in range(4))
    deal = crm.deals.add(Deal(title="A", custom={"scan": one, "scans": [two, three]}))
    gone = crm.deals.add(Deal(title="B", custom={"scan": three}))
    crm.deals.delete(gone)
    crm.deals.update(deal, custom={"scans": [two]})

    assert (four.key,) == crm.files.unused()
    assert (four.key,) == crm.files.sweep([one.key, two.key, three.key, four.key])
    assert () == crm.files.unused() == crm.files.sweep([four.key])
    with pytest.raises(InvalidData, match="not kept"):
        crm.deals.update(deal.id, custom={"scan": four})


def test_a_host_may_limit_the_fields_of_a_firm(opened: Opened) -> None:
    """F2, mission 2.31: there is no limit, but for one that the host gives."""

    def few(workspace: Workspace) -> list[leadflow.Fault]:
        if len(workspace.fields) < 2:
            return []
        return [leadflow.Fault("fields", "are more than your plan has", "", "quota")]

    crm = opened(review=few)
    with pytest.raises(leadflow.InvalidWorkspace) as caught:
        crm.configure(FIRM)

    assert ["quota"] == [fault.code for fault in caught.value.faults]
    assert () == crm.workspace.fields
    crm.configure(Workspace(fields=FIRM.fields[:1]))


def test_a_firm_may_have_hundreds_of_fields(opened: Opened) -> None:
    """F2, mission 2.31: their number is limited by storage only."""
    many = [CustomField(f"x{n}", entity="deal") for n in range(300)]
    crm = opened(workspace=Workspace(fields=many))
    deal = crm.deals.add(Deal(title="A", custom={own.code: own.code for own in many}))

    assert 300 == len(crm.deals.get(deal.id).custom)
    assert 1 == crm.deals.where(leadflow.F.custom.x299 == "x299").count()
