"""Work for a CRM: commands of every kind, each known by a number.

What a command does follows from the seed, its number and what is stored: whoever
repeats it does the same again. Each has an instant of its own, by which its events
are known, and a key under which it takes effect once.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from itertools import count
from random import Random
from typing import Any, TypeAlias

import leadflow
from leadflow import (
    Activity,
    Collection,
    Crm,
    Deal,
    LeadflowError,
    StoreError,
    Workspace,
    import_records,
)
from leadflow.storage.port import Store
from leadflow.testing import BEGINNING, a_company, a_contact, a_lead, nth_id
from leadflow.workspace import CustomField


WORKSPACE = Workspace(
    currency="UAH",
    fields=[
        CustomField("budget", entity="lead", type="money"),
        CustomField("budget", entity="deal", type="money"),
        CustomField("seats", entity="deal", type="integer", multiple=True),
    ],
)
NAMES = ("Olena", "Iryna", "Taras", "Ніна", "Łukasz")
FIRMS = ("Kyiv Logistics", "Port of Odesa", "Львівський хліб", "Straße 5")

Command: TypeAlias = Callable[[Crm, Random, str], object]


class Work:
    """Runs commands by their numbers, on a store that may have seen some already."""

    def __init__(
        self,
        store: Store,
        *,
        seed: int = 1,
        clock: Callable[[int], datetime] | None = None,
        workspace: Workspace = WORKSPACE,
    ) -> None:
        tells = clock or instant
        self.store = store
        self.seed = seed
        self.number = 0
        self.seq = 0
        """The last event that anybody was told of."""
        self._ids = count(1)
        self.crm = leadflow.open(
            store,
            actor="ada",
            workspace=workspace,
            clock=lambda: tells(self.number),
            ids=lambda prefix: nth_id(prefix, next(self._ids)),
        )

    def run(self, number: int) -> str:
        """Run a command, and return its name; a rule may say no to it."""
        chance = Random(f"{self.seed} {number}")
        self.number, self._ids = number, count(number * 1000 + 1)
        name = chance.choices(list(COMMANDS), list(_WEIGHTS.values()))[0]
        try:
            COMMANDS[name](self.crm, chance, f"key {number}")
        except StoreError:
            raise
        except LeadflowError as error:
            return f"{name}: {error.code}"
        return name


def instant(number: int) -> datetime:
    """Return when a command is given."""
    return BEGINNING + timedelta(minutes=number)


def create(crm: Crm, chance: Random, key: str) -> object:
    """Add a record."""
    firm, name = chance.choice(FIRMS), chance.choice(NAMES)
    mail = f"{chance.choice(('a', 'b', 'c'))}@kyivlog.example"
    match chance.randrange(4):
        case 0:
            return crm.companies.add(a_company(name=firm), key=key)
        case 1:
            return crm.contacts.add(a_contact(first_name=name, emails=mail), key=key)
        case 2:
            amount = f"{chance.randrange(10**6)}.{chance.randrange(100):02} UAH"
            return crm.deals.add(Deal(title=firm, amount=amount), key=key)
        case _:
            lead = a_lead(
                first_name=name,
                company_name=firm,
                emails=mail,
                custom={"budget": f"{chance.randrange(1000)} UAH"},
            )
            return crm.leads.add(lead, key=key)


def update(crm: Crm, chance: Random, _: str) -> object:
    """Change a record."""
    known: tuple[Collection[Any, Any], ...] = (
        *(crm.leads, crm.deals),
        *(crm.contacts, crm.companies),
    )
    collection = chance.choice(known)
    record = _one(collection, chance)
    return collection.update(
        record, notes="x" * chance.randrange(3000), tags=chance.choice(("fair", "b2b"))
    )


def move(crm: Crm, chance: Random, _: str) -> object:
    """Move a lead or a deal to another stage."""
    if chance.random() < 0.3:
        return crm.lose(_one(crm.deals, chance), reason="price")
    if chance.random() < 0.5:
        return crm.move(_one(crm.leads, chance), "in_progress")
    return crm.move(
        _one(crm.deals, chance), chance.choice(("preparation", "executing", "won"))
    )


def convert(crm: Crm, chance: Random, key: str) -> object:
    """Convert a lead, with all that hangs on it."""
    lead = _one(crm.leads, chance)
    return crm.convert(lead, key=key, company="new", contact="new")


def revert(crm: Crm, chance: Random, _: str) -> object:
    """Take a conversion back."""
    done = [lead for lead in crm.leads if lead.stage_kind == "won"]
    return crm.revert(chance.choice(done)) if done else None


def bring(crm: Crm, chance: Random, key: str) -> object:
    """Import some leads."""
    rows = [
        f"{chance.choice(NAMES)} {key},{number}@kyiv.example,{number * 10}"
        for number in range(chance.randrange(1, 12))
    ]
    return import_records(crm, ["Name,E-mail,Amount", *rows])


def hang(crm: Crm, chance: Random, key: str) -> object:
    """Add a call to a lead, which is told by the lead as well."""
    call = Activity(kind="call", subject=key, bindings=[_one(crm.leads, chance)])
    return crm.activities.add(call, key=key)


def delete(crm: Crm, chance: Random, _: str) -> object:
    """Delete a record, or bring one back."""
    known: tuple[Collection[Any, Any], ...] = (crm.leads, crm.contacts)
    collection = chance.choice(known)
    gone = collection.deleted().all()
    if gone and chance.random() < 0.5:
        return collection.restore(chance.choice(gone))
    collection.delete(_one(collection, chance))
    return None


def several(crm: Crm, chance: Random, key: str) -> object:
    """Do several things at once, one of them in vain."""
    with crm.transaction():
        lead = crm.leads.add(a_lead(title=key))
        with suppress(InterruptedError), crm.transaction():
            crm.deals.add(Deal(title="never"))
            raise InterruptedError
        return crm.move(lead, chance.choice(("in_progress", "new")))


def erase(crm: Crm, chance: Random, _: str) -> object:
    """Forget a person."""
    return crm.privacy.erase(_one(crm.contacts, chance))


COMMANDS: Mapping[str, Command] = {
    "create": create,
    "update": update,
    "move": move,
    "convert": convert,
    "revert": revert,
    "import": bring,
    "hang": hang,
    "delete": delete,
    "several": several,
    "erase": erase,
}
_WEIGHTS: Mapping[str, int] = {
    **dict.fromkeys(COMMANDS, 10),
    "convert": 20,
    "create": 30,
    "import": 5,
    "delete": 3,
    "erase": 1,
}


def _one(collection: Collection[Any, Any], chance: Random) -> Any:  # noqa: ANN401  # of any entity
    """Return a record of a collection; without one there is nothing to do."""
    found = collection.all()
    if not found:
        raise leadflow.NotFound("record", "none")
    return chance.choice(found)
