import pickle
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest

import leadflow
from leadflow import InvalidValue, UnknownName
from leadflow.analytics import Funnel
from leadflow.storage.memory import MemoryStore
from leadflow.testing import CountingIds, FixedClock
from tests.analytics.ledger import write


LEDGER = """
    lead web 10 UAH: new
    lead call 20 USD: new in_progress -> new preparation lost
    lead call 5 USD: new in_progress new junk ~
    web 0.10 UAH: new executing won new
    web 0.20 UAH: new won
    : new lost
"""
QUESTIONS: list[dict[str, Any]] = [
    {"view": view, "joined": joined, "by": by, "where": where, "during": "2026-01"}
    for view in ("cumulative", "snapshot")
    for joined in (False, True)
    for by in ("", "source", "week")
    for where in (None, "source != 'web'")
]


def test_a_step_is_found_by_its_code(joined: Funnel) -> None:
    """Z1: the code of the stage is the name of the step."""
    assert "Угода: Угоду виграно" == joined.step("won").label


def test_a_code_of_two_entities_asks_for_the_entity(joined: Funnel) -> None:
    """Mission 0.20: leads and deals may both have a stage called new."""
    with pytest.raises(InvalidValue, match=r"step\('new', entity='lead'\)"):
        joined.step("new")

    assert "lead" == joined.step("new", entity="lead").entity


def test_a_wrong_step_is_answered_with_the_nearest_right_one(joined: Funnel) -> None:
    """Z1: a slip of the pen does not give a nameless error."""
    with pytest.raises(UnknownName, match="did you mean 'executing'"):
        joined.step("excuting")


def test_a_group_is_found_by_its_value(joined: Funnel) -> None:
    """Z2: by the code, not by what people call it."""
    assert 2 == joined.group("web").total

    with pytest.raises(UnknownName, match="unknown group 'mail'"):
        joined.group("mail")


def test_a_funnel_is_short_at_a_prompt(joined: Funnel) -> None:
    """Z6: its figures, and no drawing."""
    figures = f"{joined.total} in all, {joined.won} won, {joined.lost} lost"

    assert f"<Funnel {joined.title}: {figures}>" == repr(joined)


def test_a_funnel_is_a_value() -> None:
    """Z6: the same question to the same data has an equal answer."""
    crm = leadflow.open(clock=FixedClock())
    write(crm, "web 5 UAH: new won")
    before = crm.reports.funnel("deals")
    assert before == crm.reports.funnel("deals")
    write(crm, "web 5 UAH: new")

    assert before != crm.reports.funnel("deals")


def test_a_funnel_can_be_pickled(joined: Funnel) -> None:
    """Z6: results can be kept, and sent to another process."""
    assert joined == pickle.loads(pickle.dumps(joined))  # noqa: S301  # our own


def test_a_report_reads_the_open_transaction() -> None:
    """P9: one instant, which inside a transaction is that of the transaction."""
    crm = leadflow.open(clock=FixedClock())
    with crm.transaction():
        write(crm, "web: new")

        assert 1 == crm.reports.funnel("deals").total


def test_a_report_reads_one_instant(monkeypatch: pytest.MonkeyPatch) -> None:
    """P9: all numbers come from one block of reading."""
    store = MemoryStore()
    crm = leadflow.open(store, clock=FixedClock())
    write(crm, "web: new\nlead call: new")
    read = Mock(wraps=store.read)
    monkeypatch.setattr(store, "read", read)

    crm.reports.funnel("deals", joined=True, by="month")

    assert 1 == read.call_count


def test_memory_and_sqlite_give_equal_funnels(tmp_path: Path) -> None:
    """P15: the same records, the same numbers, whatever keeps them."""
    ids = [CountingIds(), CountingIds()]
    places = [None, tmp_path / "sales.db"]
    found = []
    for place, new_id in zip(places, ids, strict=True):
        with leadflow.open(place, clock=FixedClock(), ids=new_id) as crm:
            write(crm, LEDGER)
            found.append([crm.reports.funnel("deals", **asked) for asked in QUESTIONS])

    assert found[0] == found[1]
