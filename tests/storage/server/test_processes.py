"""Several processes, and what each of them sees."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Engine

import leadflow
from leadflow import Lead
from leadflow.errors import Conflict, InvalidValue, StoreBusy, StoreClosed
from leadflow.storage.server import ServerStore


WORK = """
import sys
import leadflow
from leadflow import Lead
crm = leadflow.open(sys.argv[1], tenant=sys.argv[2], actor="ada")
for number in range(10):
    lead = crm.leads.add(Lead(title=f"{sys.argv[3]} {number}", last_name="Kovalenko"))
    crm.convert(lead)
"""
PROCESSES = 3


def run(engine: Engine, tenant: str, name: int) -> int:
    """Let another process work on a tenant, and return how it ended."""
    url = engine.url.render_as_string(hide_password=False)
    words = [sys.executable, "-c", WORK, url, tenant, str(name)]
    return subprocess.run(words, check=False).returncode


def test_processes_share_a_tenant(engine: Engine, tenant: str) -> None:
    """P8: each progresses, nothing is lost, and the history has no gap (P7, P13)."""
    ServerStore(engine, tenant=tenant).close()
    with ThreadPoolExecutor(PROCESSES) as threads:
        ends = list(
            threads.map(lambda name: run(engine, tenant, name), range(PROCESSES))
        )

    assert [0] * PROCESSES == ends
    with leadflow.open(ServerStore(engine, tenant=tenant)) as crm:
        assert 10 * PROCESSES == crm.deals.count()
        assert crm.upkeep.verify().is_sound


def test_an_update_on_top_of_an_old_version_is_refused(
    engine: Engine, tenant: str
) -> None:
    """P7: whichever process wrote the newer one."""
    one, other = (
        leadflow.open(ServerStore(engine, tenant=tenant), actor=name)
        for name in ("ada", "bob")
    )
    lead = one.leads.add(Lead(title="Forklifts"))
    other.leads.update(lead, title="Trucks")
    with pytest.raises(Conflict) as caught:
        one.leads.update(lead, title="Cranes")

    assert (1, 2) == (caught.value.yours, caught.value.stored)


def test_a_writer_that_waits_too_long_is_told(store: ServerStore) -> None:
    """P8: after the deadline, and it may try again afterwards."""
    with ThreadPoolExecutor(1) as threads:
        with store.write() as first:
            first.next_number("a")
            told = threads.submit(_number, store).exception()
        again = threads.submit(_number, store).result()

    assert isinstance(told, StoreBusy)
    assert 2 == again


def test_a_thread_does_not_wait_for_itself(store: ServerStore) -> None:
    """P8: it would do so for ever."""
    with store.write(), pytest.raises(InvalidValue), store.write():
        pass

    with store.write() as again:
        assert 1 == again.next_number("a")


def test_a_forked_process_opens_its_own(store: ServerStore) -> None:
    """P8: two processes on one connection would mix their words."""
    child = os.fork()
    if not child:
        try:
            store.read().__enter__()
        except StoreClosed:
            os._exit(0)
        os._exit(1)
    _, status = os.waitpid(child, 0)

    assert 0 == os.waitstatus_to_exitcode(status)


def _number(store: ServerStore) -> int:
    with store.write() as writer:
        return writer.next_number("a")
