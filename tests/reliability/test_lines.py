"""P1: exceptions at any line, in small; and the list of public writes is whole."""

from collections.abc import Iterator

import pytest

import leadflow
from leadflow import Collection, Crm
from leadflow.crm.access import Access
from leadflow.crm.agenda import Agenda
from leadflow.crm.consents import Consents
from leadflow.crm.files import Files
from leadflow.crm.privacy import Privacy
from leadflow.crm.reports import Reports
from leadflow.crm.segments import Segments
from leadflow.crm.selection import Selection
from leadflow.crm.stages import Stages
from leadflow.crm.upkeep import Upkeep
from tests.reliability.lines import strike_each_line
from tests.reliability.operations import ALL, CORE
from tests.reliability.planted import halving


OFFERED = (
    *(Crm, Collection, Selection, Privacy, Files, Upkeep, Reports, Stages),
    *(Access, Agenda, Consents, Segments),
)
READS = {
    "Crm": """
        access acting_as actor agenda as_of at audience because birthdays check close
        compose consents parties people positions
        duplicates history importing
        plan_conversion plan_merge plan_revert
        plan_switch plan_unmerge promises provenance workspace
        activities companies contacts deals files inquiries invoices leads privacy
        products quotes reports segments stages timeline upkeep users
    """,
    "Collection": """
        all count deleted first get get_many known_by limit order_by page select
        total where
    """,
    "Selection": "all count deleted first limit order_by page total where",
    "Privacy": "export_person plan_erasure",
    # Bytes are kept before any record names them: tests/storage/files strikes there.
    "Files": "open put read unused",
    "Upkeep": "backup health verify",
    "Reports": "ageing funnel",
    "Stages": "ageing history overrides",
    "Access": "allows explain form of require",
    "Agenda": "all calendar done idle open overdue planned",
    "Consents": "state",
    "Segments": "all_frozen frozen of",
}


def offered() -> Iterator[str]:
    """Give every public method, property and function that may write."""
    for kind in OFFERED:
        reads = READS[kind.__name__].split()
        for name in dir(kind):
            if not name.startswith("_") and name not in reads:
                yield f"{kind.__name__}.{name}"
    # Whatever else the package offers as a function.
    yield from (name for name in leadflow.__all__ if name.startswith("import_"))


def test_every_public_write_is_struck() -> None:
    """P1: a method that writes, and that no operation calls, is named here."""
    fields = {"condition", "desk", "entity", "hand", "order", "size", "which"}
    writes = {each for each in offered() if each.partition(".")[2] not in fields}

    assert set(ALL) == writes
    assert 12 == len(CORE)


def test_a_store_that_commits_halves_is_found_out() -> None:
    """P1: the harness sees."""
    assert strike_each_line("Crm.move", "sqlite", make=halving, every=5).violations


@pytest.mark.parametrize("name", ALL)
def test_an_exception_leaves_all_or_nothing_on_memory(name: str) -> None:
    """P1: at some lines of each write; the figures strike all of them."""
    found = strike_each_line(name, "memory", every=97)

    assert () == found.violations
    assert found.done > 0


@pytest.mark.parametrize("name", CORE)
def test_an_exception_leaves_all_or_nothing_in_a_file(name: str) -> None:
    """P1: as above."""
    assert () == strike_each_line(name, "sqlite", every=97).violations
