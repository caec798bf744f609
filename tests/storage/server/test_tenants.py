"""Many firms in the same tables."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

import leadflow
from leadflow import Crm, Lead, Workspace
from leadflow.entities.points import EMAIL, points
from leadflow.storage.server import ServerStore, metadata
from leadflow.testing import digest
from leadflow.testing.suite import ledger
from leadflow.testing.suite.base import COMMAND


@pytest.fixture
def other(engine: Engine, tenant: str) -> Iterator[ServerStore]:
    """Return the store of a neighbour."""
    store = ServerStore(engine, tenant=f"{tenant} b")
    yield store
    store.close()


def test_what_one_tenant_writes_changes_nothing_for_another(
    store: ServerStore, other: ServerStore
) -> None:
    """P19: not a record, event, link, contact point, command, number or workspace."""
    before = digest(other, commands=[("ada", "k-1")])
    ledger.fill(store)
    with store.write() as writer:
        writer.remember(COMMAND)
        writer.next_number("invoice")
        writer.save_workspace("name = 'a'")

    assert before == digest(other, commands=[("ada", "k-1")])
    assert before != digest(store, commands=[("ada", "k-1")])


def test_two_tenants_may_hold_the_same_ids(
    store: ServerStore, other: ServerStore
) -> None:
    """P19: an id says nothing about who else uses it."""
    ledger.fill(store)
    ledger.fill(other)

    assert digest(store) == digest(other)


def test_a_tenant_is_found_by_nothing_of_another(
    store: ServerStore, other: ServerStore
) -> None:
    """P19: look-ups by contact point and by link stay within the tenant."""
    ledger.fill(store)
    with store.read() as mine, other.read() as theirs:
        lead = next(iter(mine.find(ledger.ask("lead"))))
        emails = [key for kind, key in points(ledger.CONTACTS[0]) if kind == EMAIL]

        assert {} == theirs.get("lead", [lead.id])
        assert {} == theirs.holders(EMAIL, emails)
        assert [] == list(theirs.links_to([each.id for each in ledger.COMPANIES]))
        assert [] == list(theirs.history(lead.id))


def test_each_tenant_has_a_workspace(store: ServerStore, other: ServerStore) -> None:
    """P19: and numbers its events by itself (P13)."""
    crms = [leadflow.open(each, actor="ada") for each in (store, other)]
    crms[0].configure(Workspace(name="Forklifts"))
    for crm in crms:
        crm.leads.add(Lead(title="one"))

    assert ["Forklifts", ""] == [crm.workspace.name for crm in crms]
    assert [1, 1] == [_seqs(crm)[0] for crm in crms]


def test_writers_of_two_tenants_do_not_wait_for_each_other(
    store: ServerStore, other: ServerStore
) -> None:
    """P8: one tenant's long transaction is its own affair."""
    with store.write() as long:
        long.next_number("invoice")
        with other.write() as quick:
            assert 1 == quick.next_number("invoice")


def test_every_key_starts_with_the_tenant() -> None:
    """P19: so that a distributed engine can split the tables by it."""
    tables = [each for each in metadata().tables.values() if "tenant" in each.c]
    keys = [[column.name for column in each.primary_key] for each in tables]
    indexes = [
        [column.name for column in index.columns]
        for each in tables
        for index in each.indexes
    ]

    assert {"tenant"} == {names[0] for names in (*keys, *indexes)}
    assert len(metadata().tables) - 1 == len(tables)


def _seqs(crm: Crm) -> list[int]:
    with crm._desk.reading() as reader:  # noqa: SLF001  # numbers are the store's
        return [each.seq for each in reader.events()]
