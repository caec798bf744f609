"""A make-believe sales office, which works leads through the public interface.

Chance decides, always in the same way for the same seed; the clock is that of
the story and never the machine's.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime, timedelta
from itertools import islice
from random import Random
from typing import TypeAlias, TypeVar

from attrs import define, field

from leadflow.cli.sample import RATES
from leadflow.conversion import Converted
from leadflow.crm import Crm
from leadflow.entities import Activity, Deal, Lead
from leadflow.errors import AmbiguousMatch
from leadflow.ids import DealId, LeadId
from leadflow.values import Money


IMPORTED_AT = datetime(2025, 4, 1, 8, 0, tzinfo=UTC)
"""When the office takes its spreadsheet over and begins to work."""
PEOPLE = ("olena", "taras", "iryna", "marko")

Watch: TypeAlias = Callable[[int, int], None]
T = TypeVar("T")

_BATCH = 100
# How many of a hundred leads are ripe, by what brought them.
_RIPE: Mapping[str, int] = {
    "recommendation": 62,
    "partner": 55,
    "trade_show": 46,
    "call": 40,
    "webform": 36,
    "web": 32,
    "chat": 30,
    "email": 26,
    "advertising": 17,
}
_JUNK = {"no_answer": 35, "no_need": 30, "spam": 15, "timing": 12, "duplicate": 8}
_LOST = {"price": 34, "competitor": 24, "no_budget": 18, "timing": 14, "no_answer": 10}
# Of a hundred deals on a stage: how many go on, and how many are lost there.
_WAY: Mapping[str, tuple[int, int]] = {
    "new": (80, 12),
    "preparation": (74, 18),
    "prepayment_invoice": (84, 9),
    "executing": (92, 3),
    "final_invoice": (90, 3),
}


@define
class Office:
    """Four people and their leads."""

    crm: Crm
    chance: Random
    calls: int = 0
    planned: int = 0
    junk: Counter[str] = field(factory=Counter)
    ambiguous: list[tuple[Lead, AmbiguousMatch]] = field(factory=list)
    """Leads that may be of several clients, and which ones."""
    linked: Counter[str] = field(factory=Counter)
    """Known clients that were recognised, by entity."""
    lost: Counter[str] = field(factory=Counter)
    _times: dict[str, datetime] = field(factory=dict)

    # The day's work

    def call(self, watch: Watch) -> list[Lead]:
        """Share the leads out and call them; return those that were reached."""
        leads = self.crm.leads.order_by("created_at").all()
        reached = self._each(leads, watch, self._called)
        return [lead for lead in reached if lead]

    def judge(self, leads: list[Lead], watch: Watch) -> list[Lead]:
        """Find out which leads are ripe; the others are put aside or wait."""
        shared = _shared(self.crm.leads)
        ripe = self._each(leads, watch, lambda lead: self._judged(lead, shared))
        return [lead for lead in ripe if lead]

    def convert(self, leads: list[Lead], watch: Watch) -> list[Converted]:
        """Make companies, contacts and deals of the leads that are ripe."""
        done = self._each(leads, watch, self._converted)
        return [each for each in done if each]

    def sell(self, deals: list[Deal], watch: Watch) -> list[Deal]:
        """Move the deals along their pipeline until they are won, lost or late."""
        return self._each(deals, watch, self._sold)

    # One record

    def _called(self, lead: Lead) -> Lead | None:
        if self._hits(10):
            return None
        owner = self.chance.choice(PEOPLE)
        planned = self._later(lead.id, 0, 40)
        crm = self._as(owner, planned)
        call = crm.activities.add(
            Activity(
                kind="call",
                subject=f"Call about: {lead.title}",
                direction="outgoing",
                bindings=[lead.id],
                phones=lead.phones,
                starts_at=planned + timedelta(hours=3),
            )
        )
        self.planned += 1
        if self._hits(6):
            return None
        spoken = self._later(lead.id, 1, 3)
        crm = self._as(owner, spoken)
        crm.activities.update(call, done_at=spoken, result="spoken with the client")
        self.calls += 1
        return crm.move(lead, "in_progress", owner=owner)

    def _judged(self, lead: Lead, shared: frozenset[str]) -> Lead | None:
        known = any(phone.key in shared for phone in lead.phones)
        ripe = known or self._hits(_RIPE.get(lead.source, 30))
        crm = self._as(lead.owner, self._later(lead.id, 2, 20))
        if ripe:
            return crm.move(lead, "processed", amount=lead.amount or self._guess())
        if self._hits(72):
            reason = self._one_of(_JUNK)
            crm.lose(lead, reason=reason)
            self.junk[reason] += 1
        return None

    def _converted(self, lead: Lead) -> Converted | None:
        when = self._later(lead.id, 1, 14)
        crm = self._as(lead.owner, when)
        try:
            plan = crm.plan_conversion(lead)
        except AmbiguousMatch as error:
            # Which of two clients it is, only a person can say (C11).
            self.ambiguous.append((lead, error))
            return None
        self.linked.update(
            target.entity for target in plan.targets if target.action == "link"
        )
        done = crm.convert(plan)
        assert done.deal is not None  # noqa: S101  # the usual variant makes one
        self._times[done.deal.id] = when
        return done

    def _sold(self, deal: Deal) -> Deal:
        for on, away in _WAY.values():
            dice = self.chance.randrange(100)
            crm = self._as(deal.owner, self._later(deal.id, 3, 25))
            if dice >= on + away:
                return deal
            if dice >= on:
                reason = self._one_of(_LOST)
                self.lost[reason] += 1
                return crm.lose(deal, reason=reason)
            deal = self._moved_on(crm, deal)
        return deal

    def _moved_on(self, crm: Crm, deal: Deal) -> Deal:
        stages = tuple(_WAY)
        place = stages.index(deal.stage) + 1
        return crm.win(deal) if place == len(stages) else crm.move(deal, stages[place])

    # Chance and time

    def _each(
        self, records: list[Lead] | list[Deal], watch: Watch, work: Callable[..., T]
    ) -> list[T]:
        """Do the work for all, a hundred to a transaction."""
        results: list[T] = []
        waiting = iter(records)
        while batch := list(islice(waiting, _BATCH)):
            with self.crm.transaction():
                results += [work(record) for record in batch]
            watch(len(results), len(records))
        return results

    def _as(self, owner: str, moment: datetime) -> Crm:
        return self.crm.acting_as(owner).at(moment)

    def _later(self, record: LeadId | DealId, least: int, most: int) -> datetime:
        """Return a working hour some days after what last happened to a record."""
        before = self._times.get(record, IMPORTED_AT)
        days = timedelta(self.chance.randint(least, most))
        minutes = timedelta(minutes=self.chance.randrange(9 * 60))
        morning = (before + days).replace(hour=8, minute=0)
        self._times[record] = max(morning + minutes, before + timedelta(minutes=30))
        return self._times[record]

    def _hits(self, percent: int) -> bool:
        return self.chance.randrange(100) < percent

    def _one_of(self, weights: Mapping[str, int]) -> str:
        return self.chance.choices(tuple(weights), tuple(weights.values()))[0]

    def _guess(self) -> Money:
        """Return what a client says when asked what it may cost."""
        currency = self._one_of({"UAH": 70, "USD": 15, "EUR": 15})
        thousands = self.chance.randrange(30, 400)
        return Money(thousands * 1000 // RATES[currency], currency)


def _shared(leads: Iterable[Lead]) -> frozenset[str]:
    """Return the phones that several leads have: who comes twice is in earnest."""
    counts = Counter(phone.key for lead in leads for phone in lead.phones)
    return frozenset(key for key, count in counts.items() if count > 1)
