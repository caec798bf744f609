"""Whoever is erased leaves no trace in the bytes of the files (harness H16, P21).

A person with names that nobody else has goes through everything that an office does
with people, among the records of others. Then the person is erased, and the raw
bytes of all files are searched.
"""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from random import Random

from leadflow import Activity, Crm, LeadId
from leadflow.storage.sqlite import SQLiteStore
from leadflow.testing import a_lead
from leadflow.testing.invariants import violations
from tests.reliability.figures import Tally, scratch
from tests.reliability.work import Work


Opened = Callable[[Path], SQLiteStore]


class Unswept(SQLiteStore):
    """A store whose files keep what was deleted."""

    def sweep(self) -> tuple[str, ...]:
        """Do nothing."""
        return ()


def run(seed: int, *, opened: Opened = SQLiteStore) -> Tally:
    """Erase one person from one office."""
    chance = Random(f"traces {seed}")
    word = "".join(chance.choices("bcdfghjklmnpqrstvwxz", k=12))
    with scratch() as folder, closing(opened(folder / "sales.db")) as store:
        work = Work(store, seed=seed)
        last = chance.randrange(5, 40)
        for number in range(1, last):
            work.run(number)
        work.number = last
        person = _live(work.crm, word, chance)
        for number in range(last + 1, last + chance.randrange(1, 10)):
            work.run(number)
        # Others may have deleted the lead meanwhile.
        report = work.crm.privacy.erase(person, also=["lead.title"])
        found = [f"P21: {name} holds {word}" for name in _holding(folder, word)]
        if not report.is_complete:
            found.append("P21: the report says that something is left")
        found += violations(store)
    return Tally(1, tuple(f"seed {seed}: {each}" for each in found))


def _live(crm: Crm, word: str, chance: Random) -> LeadId:
    """Let a person go through everything that tells of people; return the lead."""
    lead = crm.leads.add(
        a_lead(
            title=f"Call L{word}",
            first_name=f"F{word}",
            last_name=f"L{word}",
            emails=f"{word}@kyivlog.example",
            notes=f"L{word} " * chance.randrange(1, 500),
        ),
        key=f"key of {chance.randrange(1000)}",
    )
    crm.activities.add(Activity(kind="call", subject=f"Ask L{word}", bindings=[lead]))
    lead = crm.leads.update(lead.id, job_title=f"Head of {word}")
    if chance.random() < 0.5:
        crm.convert(lead, company="new", contact="new")
    return LeadId(lead.id)


def _holding(folder: Path, word: str) -> Iterator[str]:
    for path in sorted(folder.iterdir()):
        if path.is_file() and word.encode() in path.read_bytes().lower():
            yield path.name
