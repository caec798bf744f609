"""Erasing a person from the tables of a server (H5, P21)."""

from collections.abc import Iterator

from sqlalchemy import Engine, select

import leadflow
from leadflow.storage.server import ServerStore, metadata
from leadflow.testing import CountingIds, FixedClock
from tests.privacy.test_erasing import SECRETS, WORKSPACE, erase, tell


# The key of a request is the host's name for it, not what was asked.
KEYS = ("convert olena@kyivlog.example", "olena@key")


def cells(engine: Engine) -> Iterator[str]:
    """Give whatever stands in any column of any table, as text."""
    with engine.connect() as connection:
        for table in metadata().sorted_tables:
            for row in connection.execute(select(table)):
                yield from (f"{table.name}: {cell}" for cell in row)


def found(engine: Engine) -> set[str]:
    """Return the secrets that stand in some column."""
    told = "\n".join(cells(engine))
    for key in KEYS:
        told = told.replace(key, "")
    return {secret for secret in SECRETS if secret in told}


def test_no_column_of_a_server_holds_the_person(empty_engine: Engine) -> None:
    """P21: of records, events, commands, links and contact points, of all tenants."""
    crm = leadflow.open(
        ServerStore(empty_engine, tenant="acme"),
        actor="ada",
        workspace=WORKSPACE,
        clock=FixedClock(),
        ids=CountingIds(),
    )
    story = tell(crm)
    before = found(empty_engine)
    report = erase(crm, story)

    assert set(SECRETS) == before
    assert report.is_complete
    assert set() == found(empty_engine)
    assert crm.upkeep.verify().is_sound
