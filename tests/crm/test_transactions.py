"""Several steps as one: transactions, savepoints, threads (H3)."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NoReturn, TypeAlias

import pytest

import leadflow
from leadflow import (
    Conflict,
    Crm,
    Deal,
    F,
    Lead,
    LeadflowError,
    Money,
    MoveRefused,
    Workspace,
)
from leadflow.storage.memory import MemoryStore
from leadflow.testing import a_lead, digest


Open: TypeAlias = Callable[..., Crm]


class Stop(Exception):
    """Raised by a test in the middle of something."""


def stop() -> NoReturn:
    """Stop here."""
    raise Stop


@contextmanager
def stopped(crm: Crm) -> Iterator[None]:
    """Open a transaction in which something goes wrong at the end."""
    with suppress(Stop), crm.transaction():
        yield
        stop()


def titles(crm: Crm) -> list[str]:
    """Return the titles of all leads."""
    return [lead.title for lead in crm.leads]


def test_steps_happen_together(crm: Crm) -> None:
    """H3: any number of them, seen by each other."""
    with crm.transaction():
        lead = crm.leads.add(a_lead())
        done = crm.convert(crm.move(lead, "in_progress"))
        assert done.deal is not None
        crm.win(done.deal)

    assert 1 == crm.deals.where(F.stage == "won").count()


def test_an_exception_leaves_nothing() -> None:
    """H3: records, facts, keys and workspace are as before."""
    store = MemoryStore()
    crm = leadflow.open(store, actor="ada")
    lead = crm.leads.add(a_lead())
    before = digest(store, commands=[("ada", "k")])
    with stopped(crm):
        crm.leads.add(Lead(title="B"))
        crm.convert(lead, key="k")
        crm.configure(Workspace(currency="EUR"))

    assert before == digest(store, commands=[("ada", "k")])
    assert "USD" == crm.workspace.currency


def test_what_is_not_committed_is_seen_by_its_own_thread_only(crm: Crm) -> None:
    """P9: others read the instant of before."""
    with crm.transaction():
        crm.leads.add(Lead(title="A"))
        seen = in_thread(lambda: titles(crm))

        assert (["A"], []) == (titles(crm), seen)
    assert ["A"] == titles(crm)


def in_thread(work: Callable[[], list[str]]) -> list[str]:
    """Return what a function gives in another thread."""
    found: list[str] = []
    thread = threading.Thread(target=lambda: found.extend(work()))
    thread.start()
    thread.join()
    return found


def test_an_inner_block_is_undone_alone(crm: Crm) -> None:
    """H3: nested blocks are savepoints."""
    with crm.transaction():
        crm.leads.add(Lead(title="A"))
        with stopped(crm):
            crm.leads.add(Lead(title="B"))
        crm.leads.add(Lead(title="C"))

    assert ["A", "C"] == titles(crm)


def test_blocks_nest_deeply(crm: Crm) -> None:
    """H3: what an inner block kept goes with the outer one."""
    with crm.transaction():
        with stopped(crm):
            crm.leads.add(Lead(title="A"))
            with crm.transaction():
                crm.leads.add(Lead(title="B"))
        with crm.transaction(), crm.transaction():
            crm.leads.add(Lead(title="C"))

    assert ["C"] == titles(crm)


def test_a_refused_step_spoils_nothing(crm: Crm) -> None:
    """H3: each call is a savepoint; who catches the error goes on."""
    with crm.transaction():
        crm.leads.add(Lead(title="A"))
        with pytest.raises(LeadflowError):
            crm.leads.add_many([Lead(title="B"), Lead()])
        crm.leads.add(Lead(title="C"))

    assert ["A", "C"] == titles(crm)


def test_views_share_the_transaction(crm: Crm) -> None:
    """H3: another actor's hand writes into the same block."""
    with stopped(crm):
        crm.acting_as("bob").leads.add(Lead(title="A"))

    assert [] == titles(crm)


def test_the_block_gives_the_crm(crm: Crm) -> None:
    """H3: for those who like a name for it."""
    with crm.transaction() as same:
        same.leads.add(Lead(title="A"))

    assert ["A"] == titles(crm)


def test_a_savepoint_that_was_undone_does_not_leave_its_workspace(crm: Crm) -> None:
    """H3: what was configured in it is forgotten."""
    with crm.transaction():
        with stopped(crm):
            crm.configure(Workspace(mode="simple"))
            assert "simple" == crm.workspace.mode
        assert "classic" == crm.workspace.mode


def test_a_workspace_of_another_process_is_taken_over(
    tmp_path: Path,
) -> None:
    """P9: also when this process undid a change of its own just before."""
    pytest.importorskip("leadflow.storage.sqlite.store")
    place = tmp_path / "sales.db"
    with leadflow.open(place) as one, leadflow.open(place) as two:
        with stopped(one):
            one.configure(Workspace(name="undone"))
            assert "undone" == one.workspace.name
        two.configure(Workspace(name="kept"))

        assert "kept" == one.workspace.name


def test_a_gate_counts_what_the_transaction_did(opened: Open) -> None:
    """S4: the limit holds inside a transaction as outside."""
    stages: list[leadflow.Stage | str] = [
        "new",
        leadflow.Stage("visit", limit=1),
        leadflow.Stage.won(),
    ]
    pipeline = leadflow.Pipeline("deals", stages=stages)
    crm = opened(workspace=Workspace(pipelines=[pipeline]))
    with crm.transaction():
        crm.deals.add(Deal(title="A", stage="visit"))
        with pytest.raises(MoveRefused):
            crm.deals.add(Deal(title="B", stage="visit"))

    assert 1 == crm.deals.count()


# Threads


def together(work: Callable[[int], None], threads: int = 8) -> list[BaseException]:
    """Run the same work in several threads at once; return what went wrong."""
    barrier = threading.Barrier(threads)
    wrong: list[BaseException] = []

    def run(number: int) -> None:
        barrier.wait()
        try:
            work(number)
        except BaseException as error:  # noqa: BLE001  # told by the test
            wrong.append(error)

    crowd = [threading.Thread(target=run, args=(n,)) for n in range(threads)]
    for each in crowd:
        each.start()
    for each in crowd:
        each.join()
    return wrong


def test_threads_share_a_crm(crm: Crm) -> None:
    """P8: each call is a transaction of its own; nobody is turned away."""

    def work(number: int) -> None:
        for step in range(5):
            lead = crm.leads.add(a_lead(company_name=f"Firm {number} {step}"))
            crm.convert(lead, contact="new")

    assert [] == together(work)
    assert (40, 40, 40) == (crm.leads.count(), crm.deals.count(), crm.companies.count())
    assert 40 == crm.leads.where(F.stage == "converted").count()


def test_no_update_is_lost(crm: Crm) -> None:
    """P7: who was overtaken learns it and repeats."""
    deal = crm.deals.add(Deal(title="A", amount="0 UAH"))

    def work(_: int) -> None:
        for _ in range(5):
            while True:
                now = crm.deals.get(deal.id)
                try:
                    crm.deals.update(now, amount=(now.amount or 0) + Money("1", "UAH"))
                except Conflict:
                    continue
                break

    assert [] == together(work)
    assert Money("40", "UAH") == crm.deals.get(deal.id).amount
    assert 41 == crm.deals.get(deal.id).version


def test_a_lead_is_converted_once(crm: Crm) -> None:
    """P3: one key, eight threads, one effect."""
    lead = crm.leads.add(a_lead())
    deals: list[str] = []

    def work(_: int) -> None:
        done = crm.convert(lead, key="k")
        assert done.deal is not None
        deals.append(done.deal.id)

    assert [] == together(work)
    assert 1 == len(set(deals)) == crm.deals.count()


def test_transactions_of_threads_do_not_mix(crm: Crm) -> None:
    """H3: a transaction belongs to the thread that opened it."""

    def work(number: int) -> None:
        for step in range(3):
            block = stopped(crm) if number % 2 else crm.transaction()
            with block:
                crm.leads.add(Lead(title=f"{number} {step}"))
                crm.leads.add(Lead(title=f"{number} {step}"))

    assert [] == together(work)
    assert 24 == crm.leads.count()


def test_readers_see_whole_transactions(crm: Crm) -> None:
    """P9: pairs that are written together are read together."""
    odd: list[int] = []

    def work(number: int) -> None:
        for _ in range(6):
            if number % 2:
                crm.leads.add_many([Lead(title="A"), Lead(title="B")])
            elif crm.leads.count() % 2:
                odd.append(number)

    assert [] == together(work)
    assert [] == odd
