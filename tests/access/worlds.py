"""Two worlds that differ in what bob cannot see, and everything he can ask of them.

Both are made by the same steps for what bob sees. What he does not see is made of
other dice: other records in other numbers, other values in hidden fields.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

import attrs

import leadflow
from leadflow import (
    Activity,
    Company,
    Contact,
    Crm,
    CustomField,
    Deal,
    Grant,
    Inquiry,
    Lead,
    LeadflowError,
    Pipeline,
    Product,
    Quote,
    Stage,
    User,
    Workspace,
)
from leadflow.entities import ENTITIES
from leadflow.testing import FixedClock
from leadflow.testing.identity import nth_id
from tests.access.office import firm, role


HIDDEN = "custom.margin"
SHARED = ("+380441234567", "+380441234568")
"""Telephone numbers that records on both sides have."""
_SPACE = 1_000
LATER = datetime(2026, 3, 1, tzinfo=UTC)


class Ids:
    """Ids that count apart for what is hidden, and fall between the others."""

    def __init__(self, hidden: Random) -> None:
        self._last: Counter[str] = Counter()
        self._hidden = hidden
        self._taken: set[str] = set()
        self.hides = False

    def __call__(self, prefix: str) -> str:
        """Return the next id, or any that is free."""
        if not self.hides:
            self._last[prefix] += _SPACE
            return nth_id(prefix, self._last[prefix])
        id = nth_id(prefix, self._hidden.randrange(_SPACE * 12) * 2 + 1)
        if id in self._taken:
            return self(prefix)
        self._taken.add(id)
        return id

    def restart(self) -> None:
        """Count from one number on in all worlds."""
        self.hides = False
        self._last = Counter(dict.fromkeys(ENTITIES, _SPACE * 500))
        self._last["conversion"] = _SPACE * 500


@attrs.frozen
class World:
    """A CRM, bob's view of it, and what there is to ask about."""

    ada: Crm
    bob: Crm
    seen: tuple[str, ...]
    """Ids of records that bob may read."""
    unseen: tuple[str, ...]
    """Ids of records that he may not, some of them in this world only."""


def office(scope: str) -> Workspace:
    """Return a firm in which bob reads by a scope, and not every field."""
    hiding = [
        Grant(each, "any", field=HIDDEN, scope="none") for each in ("lead", "deal")
    ]
    hiding += [
        Grant("deal", "any", field="amount", scope="none"),
        Grant("contact", "any", field="emails", scope="none"),
    ]
    rules = role(
        Grant("any", "any", scope=scope),
        Grant("user", "any", scope="none"),
        Grant("deal", "read", stage="won", scope="none"),
        *hiding,
    )
    own = [
        CustomField("margin", entity=each, type="integer") for each in ("lead", "deal")
    ]
    made = firm(rules, fields=own)
    first = Stage("new", expected_days=3)
    stages = [
        first,
        Stage("offer", expected_days=5, require="company"),
        Stage.won(),
        Stage.lost(),
    ]
    return attrs.evolve(made, pipelines=[Pipeline("deals", stages=stages)])


def world(seed: int, secret: int, *, place: str | None = None) -> World:
    """Return the world of a seed; ``secret`` makes what bob does not see."""
    dice, hidden = Random(seed), Random(secret)
    ids = Ids(hidden)
    clock = FixedClock(step=timedelta(minutes=7))
    scope = dice.choice(["own", "department"])
    ada = leadflow.open(
        place, actor="ada", workspace=office(scope), clock=clock, ids=ids
    )
    owners = ["bob"] if scope == "own" else ["bob", "eve"]
    seen = [each.id for each in _open_records(ada, dice, hidden, owners)]
    ids.hides = True
    unseen = [each.id for each in _hidden_records(ada, hidden)]
    clock.set(LATER)
    ids.restart()
    clock.step = timedelta()
    bob = ada.acting_as("bob")
    return World(ada=ada, bob=bob, seen=tuple(seen), unseen=tuple(unseen))


def _open_records(
    ada: Crm, dice: Random, hidden: Random, owners: list[str]
) -> Iterator[Any]:
    """Add what bob sees; what is hidden in it comes from other dice."""
    usual: Any = {"owner": dice.choice(owners)}
    company = ada.companies.add(Company(name="Kyivlog", **usual))
    contact = ada.contacts.add(
        Contact(
            last_name="Kovalenko",
            companies=[company],
            phones=SHARED[dice.randrange(2)],
            emails=f"k{hidden.randrange(9)}@kyivlog.example",
            **usual,
        )
    )
    yield company
    yield contact
    for number in range(dice.randrange(1, 4)):
        margin = {"margin": hidden.randrange(1, 99)}
        lead = ada.leads.add(
            Lead(
                title=f"Lead {number}",
                last_name="Kovalenko",
                phones=dice.choice(SHARED),
                source=dice.choice(["web", "call", ""]),
                custom=margin,
                owner=dice.choice(owners),
            )
        )
        deal = ada.deals.add(
            Deal(
                title=f"Deal {number}",
                contacts=[contact] if dice.random() < 0.5 else [],
                amount=f"{hidden.randrange(1, 9)} UAH",
                custom=margin,
                stage=dice.choice(["new", "offer"]),
                owner=dice.choice(owners),
            ),
            override="as agreed",
        )
        ada.deals.update(deal, amount=f"{hidden.randrange(10, 99)} UAH")
        call = ada.activities.add(
            Activity(subject="Call", bindings=[lead, deal], owner=dice.choice(owners))
        )
        yield from (lead, deal, call)
        yield ada.quotes.add(Quote(title="Quote", deal=deal, **usual))
    if dice.random() < 0.5:
        done = ada.acting_as("bob").convert(ada.leads.add(Lead(title="Done", **usual)))
        yield done.lead
    gone = ada.leads.add(Lead(title="Gone", **usual))
    ada.leads.delete(gone)
    yield gone


def _hidden_records(ada: Crm, dice: Random) -> Iterator[Any]:
    """Add what bob does not see, like what he sees and linked among itself."""
    strangers = ["ada", "zoe", "dan"]
    usual: Any = {"owner": dice.choice(strangers), "open_to_all": dice.random() < 0.5}
    for number in range(dice.randrange(1, 4)):
        company = ada.companies.add(Company(name="Kyivlog LLC", **usual))
        contact = ada.contacts.add(
            Contact(
                last_name="Kovalenko",
                phones=dice.choice(SHARED),
                companies=[company],
                **usual,
            )
        )
        lead = ada.leads.add(
            Lead(
                title=f"Lead {number}",
                last_name="Kovalenko",
                phones=dice.choice(SHARED),
                **usual,
            )
        )
        deal = ada.deals.add(
            Deal(
                title="Deal",
                contacts=[contact],
                amount="7 UAH",
                company=company,
                **usual,
            )
        )
        yield from (company, contact, lead, deal)
        call = Activity(subject="Call", bindings=[deal, lead], **usual)
        yield ada.activities.add(call)
        yield from _hidden_more(ada, dice, deal, usual)


def _hidden_more(ada: Crm, dice: Random, deal: Deal, usual: Any) -> Iterator[Any]:  # noqa: ANN401  # any values
    way = dice.randrange(6)
    if way == 0:
        ada.move(deal, "offer", override="as agreed")
    elif way == 1:
        # On a stage that bob may not look at, whoever owns it.
        yield ada.win(ada.deals.add(Deal(title="Won", owner="bob")))
    elif way == 2:  # the next way
        yield ada.convert(ada.leads.add(Lead(title="A", **usual))).lead
    elif way == 3:  # as above
        ada.deals.delete(deal)
    elif way == 4:  # as above
        ada.products.add(Product(name="Crane", **usual))
        ada.inquiries.add(Inquiry(channel="web", interest="Crane", **usual))
    else:
        yield ada.users.add(User(login=f"u{dice.randrange(9)}"))


# What is seen of a value


def told(value: Any, depth: int = 0) -> Any:  # noqa: ANN401  # whatever a verb returns
    """Return a value with all its parts, and the words and pages it shows."""
    if isinstance(value, LeadflowError):
        return type(value).__name__, value.code, str(value), told(value.args)
    if (
        isinstance(value, str | int | float | None | datetime) or depth > 8
    ):  # deep enough
        return value
    if isinstance(value, Mapping):
        return [(told(k), told(v, depth + 1)) for k, v in value.items()]
    shows = [getattr(value, "_repr_html_", str)(), str(value)] if _draws(value) else []
    if attrs.has(type(value)) and not isinstance(value, leadflow.Selection):
        names = [each.name for each in attrs.fields(type(value))]
        parts = [(name, told(getattr(value, name), depth + 1)) for name in names]
        return type(value).__name__, parts, shows
    if isinstance(value, tuple | list | set | frozenset | Iterator):
        return [told(each, depth + 1) for each in value]
    return str(value), shows


def _draws(value: object) -> bool:
    return hasattr(value, "_repr_html_")


def answer(ask: Callable[[], Any]) -> Any:  # noqa: ANN401  # whatever it is
    """Return what an act gives, or the error it raises."""
    try:
        return told(ask())
    except LeadflowError as error:
        return told(error)


def missing_ids() -> tuple[str, ...]:
    """Return ids that nobody has."""
    return tuple(nth_id(each, 7_777) for each in ("lead", "deal", "contact"))
