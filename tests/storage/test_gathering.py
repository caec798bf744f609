"""Nobody can tell a writer that keeps back from one that writes at once (P15)."""

from collections.abc import Callable, Mapping
from contextlib import suppress

import attrs
import pytest

from leadflow.entities import Company, Deal, Lead
from leadflow.entities.points import PHONE
from leadflow.ids import CompanyId
from leadflow.storage.gathering import Gathering
from leadflow.storage.memory import MemoryStore
from leadflow.storage.port import Writer
from leadflow.testing import digest, nth_id, stored
from leadflow.testing.suite.base import next_version


KEY = "+380441234567"
FIRM, FIRM_MADE = stored(Company(name="Kyivlog"))
LEAD, LEAD_MADE = stored(Lead(title="A", phones=KEY))
DEAL, DEAL_MADE = stored(Deal(title="A", company=CompanyId(nth_id("company", 1))))


def store() -> MemoryStore:
    """Return a store with a lead, and a deal of a company."""
    made = MemoryStore()
    with made.write() as writer:
        writer.put([FIRM, LEAD, DEAL])
        for change in (FIRM_MADE, LEAD_MADE, DEAL_MADE):
            writer.append(change.events)
    return made


def gives_up_a_number(writer: Writer) -> object:
    """Put a version of a lead that was not read, when its number was asked for."""
    before = list(writer.holders(PHONE, [KEY])[KEY])
    writer.put([next_version(LEAD, phones=())])
    return before, dict(writer.holders(PHONE, [KEY]))


def keeps_its_client(writer: Writer) -> object:
    """Put a version of a deal that was read, when its client was asked for."""
    before = list(writer.links_to([FIRM.id]))
    stored_now = writer.get("deal", [DEAL.id])[DEAL.id]
    writer.put([next_version(stored_now, title="B")])
    return before, list(writer.links_to([FIRM.id]))


def is_dropped(writer: Writer) -> object:
    """Take a deal away whose client was asked for."""
    before = list(writer.links_to([FIRM.id]))
    writer.drop([DEAL])
    found = writer.get("deal", [DEAL.id])
    return before, list(writer.links_to([FIRM.id])), dict(found)


def is_rewritten(writer: Writer) -> object:
    """Let a fact say something else."""
    writer.put([next_version(LEAD, title="B")])
    told = list(writer.history(LEAD.id))
    writer.rewrite([attrs.evolve(told[0], cause="erased")])
    return [each.cause for each in writer.history(LEAD.id)]


def is_configured(writer: Writer) -> object:
    """Store a workspace, when the one before was read."""
    before = writer.workspace()
    writer.save_workspace("mode = 'simple'")
    return before, writer.workspace()


def is_put_and_undone(writer: Writer) -> object:
    """Put a version and read it, in a block that is undone alone."""
    with suppress(LookupError), writer.savepoint():
        writer.put([next_version(LEAD, title="B")])
        seen = writer.get("lead", [LEAD.id])[LEAD.id].version
        raise LookupError
    return seen, dict(writer.get("lead", [LEAD.id]))


def counts(writer: Writer) -> object:
    """Take a number, and ask which was the last."""
    return writer.next_number("invoice"), writer.last_number("invoice")


ACTS: Mapping[str, Callable[[Writer], object]] = {
    act.__name__.replace("_", " "): act
    for act in (
        gives_up_a_number,
        keeps_its_client,
        is_dropped,
        is_rewritten,
        is_configured,
        is_put_and_undone,
        counts,
    )
}


@pytest.mark.parametrize("act", ACTS)
def test_what_is_kept_back_is_answered_as_if_it_was_written(act: str) -> None:
    """P15: the same answers on the way, and the same store in the end."""
    plain, gathered = store(), store()
    with plain.write() as writer:
        wanted = ACTS[act](writer)
    with gathered.write() as writer:
        keeping = Gathering(writer)
        found = ACTS[act](keeping)
        keeping.flush()

    assert wanted == found
    assert digest(plain) == digest(gathered)
