"""P23: whatever line of a write is interrupted, the store is as before."""

from leadflow.entities import evolve
from leadflow.storage.memory import MemoryStore
from leadflow.storage.port import Command, Store
from leadflow.testing import a_lead, digest, stored
from tests.interruption import Interruption, in_files


COMMANDS = [("ada", "k")]
# The store, and the queue of writers that it shares with the others.
FOLLOWED = in_files("/storage/memory/", "/storage/turns.py")
# Behind the commit nothing can fail but letting go of the turn.
LETTING_GO = {"write", "end", "__exit__", "leave"}


def filled() -> MemoryStore:
    """Return a store with one lead; whoever is stuck is told soon."""
    store = MemoryStore(deadline=0.05)
    lead, change = stored(a_lead())
    with store.write() as writer:
        writer.put([lead])
        writer.append(change.events)
    return store


def write(store: Store) -> None:
    """Write one of everything."""
    lead, _ = stored(a_lead())
    new, change = stored(a_lead(company="company_" + "0" * 26), 2)
    with store.write() as writer:
        with writer.savepoint():
            writer.put([new, evolve(lead, version=2, phones="102")])
        writer.append(change.events)
        writer.remember(Command(actor="ada", key="k", verb="v", request="", result=""))
        writer.save_workspace("text")


def test_an_interruption_at_any_line_leaves_the_store_as_it_was() -> None:
    """P23: before the commit nothing is written; the store stays usable."""
    before, done = digest(filled(), commands=COMMANDS), filled()
    write(done)
    after = digest(done, commands=COMMANDS)
    line, committed = 1, set()
    while True:
        store, interruption = filled(), Interruption(line, FOLLOWED)
        if not interruption.strike(lambda store=store: write(store)):  # type: ignore[misc]  # bound early
            break
        found = digest(store, commands=COMMANDS)
        if found == before:
            write(store)
        else:
            committed.add(interruption.place)
        line += 1

        assert after == digest(store, commands=COMMANDS)

    assert line > 100
    assert committed <= LETTING_GO
