"""Several clients on one store, in an order that a seed decides (harness H7).

Each client reads a lead, does something else, and stores what it made of it; others
come in between. Whoever is told of a conflict reads again. All of them also convert
the same lead, under one key. In the end every mark that a client was told is stored
is there (P7), and there was one conversion (P2).
"""

from collections.abc import Callable, Generator
from pathlib import Path
from random import Random
from typing import TypeAlias

from attrs import define, field

import leadflow
from leadflow import Conflict, Crm, Lead, LeadId
from leadflow.storage.memory import MemoryStore
from leadflow.storage.port import Store
from leadflow.storage.sqlite import SQLiteStore
from leadflow.testing import CountingIds, FixedClock, a_lead
from leadflow.testing.invariants import violations
from tests.reliability.figures import Tally, scratch


CLIENTS, TURNS = 4, 15
ORDERS = 20
"""In how many orders the clients of one seed come."""
Storing: TypeAlias = Callable[[Crm, Lead, str], object]
"""Stores a lead that was read some time ago with a mark on it."""


def with_care(crm: Crm, held: Lead, notes: str) -> object:
    """Store what was made of the version that was read."""
    return crm.leads.update(held, notes=notes)


def without_care(crm: Crm, held: Lead, notes: str) -> object:
    """Store it over whatever is there by now."""
    return crm.leads.update(LeadId(held.id), notes=notes)


@define
class Shared:
    """What all clients work on, and what they were told."""

    crm: Crm
    lead: LeadId
    other: LeadId
    store: Storing
    marks: list[str] = field(factory=list)
    conversions: set[str] = field(factory=set)


def client(shared: Shared, name: str) -> Generator[None, None, None]:
    """Work on the shared lead; others come in at each ``yield``."""
    crm = shared.crm.acting_as("ada")
    for number in range(TURNS):
        held = crm.leads.get(shared.lead)
        yield
        mark = f"{name}{number};"
        try:
            shared.store(crm, held, held.notes + mark)
        except Conflict:
            continue
        shared.marks.append(mark)
        yield
        if number % 5 == 0:
            done = crm.convert(shared.other, key="all the same")
            shared.conversions.add(done.id)


def run(seed: int, *, orders: int = ORDERS, store: Storing = with_care) -> Tally:
    """Let the clients come in so many orders, half of them on a file."""
    found = list[str]()
    with scratch() as folder:
        for number in range(orders):
            chance = Random(f"clients {seed} {number}")
            for wrong in _in_order(_made(folder, number), chance, store):
                found.append(f"seed {seed}, order {number}: {wrong}")
    return Tally(orders, tuple(found))


def _made(folder: Path, number: int) -> Store:
    if number % 2:
        return SQLiteStore(folder / f"{number}.db", durability="normal")
    return MemoryStore()


def _in_order(kept: Store, chance: Random, store: Storing) -> list[str]:
    crm = leadflow.open(kept, actor="ada", clock=FixedClock(), ids=CountingIds())
    lead, other = (LeadId(crm.leads.add(a_lead()).id) for _ in range(2))
    shared = Shared(crm, lead, other, store)
    clients = [client(shared, chr(ord("a") + number)) for number in range(CLIENTS)]
    while clients:
        one = chance.choice(clients)
        # A client that has done all its turns is gone.
        if next(one, "gone") == "gone":
            clients.remove(one)
    notes = crm.leads.get(lead).notes
    lost = [mark for mark in shared.marks if mark not in notes]
    found = list(violations(kept))
    if lost:
        found.append(f"P7: {len(lost)} of {len(shared.marks)} updates are lost")
    if len(shared.conversions) != 1:
        found.append(f"P2: there are {len(shared.conversions)} conversions")
    crm.close()
    return found
