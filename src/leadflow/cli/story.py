"""The story that the demonstration tells: import, work, convert, sell, count."""

from collections import Counter
from functools import partial
from random import Random

import attrs

from leadflow.analytics import Funnel
from leadflow.cli.office import PEOPLE, Office, Watch
from leadflow.cli.page import Page, Section
from leadflow.cli.sample import sample_lines
from leadflow.cli.terminal import Screen
from leadflow.crm import Crm
from leadflow.entities import Deal, Lead
from leadflow.expressions import F
from leadflow.interchange import Rejection, import_records
from leadflow.values import Money


_SHOWN = 3


class Story:
    """The steps of the demonstration, and what is said about each."""

    def __init__(self, crm: Crm, screen: Screen, *, seed: int, leads: int) -> None:
        self._crm = crm
        self._screen = screen
        self._lines = sample_lines(seed, leads)
        # The same seed must give the same story; no secret hangs on it.
        self._office = Office(crm, Random(seed))  # noqa: S311
        self._figures: list[tuple[str, str]] = []

    def tell(self) -> None:
        """Take all steps, and print what each came to."""
        self.gather()
        self._sell(self._convert(self._work()))
        self._count()

    def _watch(self, name: str) -> Watch:
        return partial(self._screen.progress, name)

    def _figure(self, name: str, value: str) -> None:
        self._figures.append((name, value))

    def gather(self) -> None:
        """Import the sample, and say what became of its rows."""
        rows = len(self._lines) - 1
        self._screen.step(1, "Sample", f"a spreadsheet of {rows:,} rows, by chance")
        report = import_records(self._crm, self._lines, progress=self._watch("Import"))
        refused = len(report.rejected)
        told = f"{report.stored:,} leads stored, {refused:,} rows rejected"
        self._screen.step(2, "Import", f"{told}, {report.skipped:,} blank")
        for rejection in report.rejected[:_SHOWN]:
            self._screen.more(_example(rejection))
        if refused > _SHOWN:
            self._screen.more(f"… and {refused - _SHOWN:,} more")
        self._figure("leads imported", f"{report.stored:,}")

    def _work(self) -> list[Lead]:
        office = self._office
        called = office.call(self._watch("Work"))
        ripe = office.judge(called, self._watch("Work"))
        told = f"{office.planned:,} calls planned and {office.calls:,} made by"
        self._screen.step(3, "Work", f"{told} {len(PEOPLE)} people")
        junk = office.junk.total()
        self._screen.more(f"{len(ripe):,} leads are ripe, {junk:,} are junk")
        self._figure("junk leads", f"{junk:,}")
        return ripe

    def _convert(self, ripe: list[Lead]) -> list[Deal]:
        office, crm = self._office, self._crm
        done = office.convert(ripe, self._watch("Convert"))
        made = (
            f"{len(done):,} leads became {crm.companies.count():,} companies, "
            f"{crm.contacts.count():,} contacts, {crm.deals.count():,} deals"
        )
        self._screen.step(4, "Convert", made)
        known = (
            f"recognised: {office.linked['company']:,} times a company, "
            f"{office.linked['contact']:,} times a contact that was there already"
        )
        self._screen.more(known)
        if office.ambiguous:
            lead, error = office.ambiguous[0]
            self._screen.more(
                f"left for a person to decide: {len(office.ambiguous):,}; "
                f"a lead from {lead.company_name} may be of {len(error.candidates)} "
                f"{error.entity}s: convert(lead, {error.entity}=…) says of which"
            )
        self._figure("deals", f"{crm.deals.count():,}")
        return [each.deal for each in done if each.deal]

    def _sell(self, deals: list[Deal]) -> None:
        sold = self._office.sell(deals, self._watch("Sell"))
        kinds = Counter(deal.stage_kind for deal in sold)
        told = f"{kinds['won']:,} deals won, {kinds['lost']:,} lost"
        self._screen.step(5, "Sell", f"{told}, {kinds['open']:,} still open")
        self._figure("deals won", f"{kinds['won']:,}")

    # What came of it

    def _count(self) -> None:
        screen, crm = self._screen, self._crm
        self._funnel = crm.reports.funnel("deals", joined=True, by="source")
        screen.heading("The funnel, from the first touch to the sale")
        screen.say(attrs.evolve(self._funnel, groups=(), grouping=""))
        screen.heading("What it is worth")
        for name, totals in self._worth():
            screen.say(f"  {name:<14}{', '.join(map(_money, totals))}")
        screen.heading("Where clients are lost")
        screen.say(f"  {_weakest(self._funnel)}")
        for name, counts in self._losses():
            screen.say(f"  {name:<14}{_shares(counts)}")

    def _worth(self) -> list[tuple[str, tuple[Money, ...]]]:
        """Return the sums of deals, one for each currency (N6)."""
        kinds = (("won", "won"), ("still open", "open"), ("lost", "lost"))
        return [
            (name, self._crm.deals.where(F.stage.kind == kind).total())
            for name, kind in kinds
        ]

    def _losses(self) -> list[tuple[str, Counter[str]]]:
        return [("leads, by", self._office.junk), ("deals, by", self._office.lost)]

    def page(self) -> Page:
        """Return the report as a page."""
        return Page(
            title="From leads to won deals",
            about="A trading house that does not exist, in half a year: "
            "all names, numbers and sums are made up by chance.",
            figures=self._figures,
            funnel=self._funnel,
            sections=(self._worth_section(), self._loss_section()),
        )

    def _worth_section(self) -> Section:
        worth = self._worth()
        known = sorted({each.currency for _, sums in worth for each in sums})
        rows = []
        for name, sums in worth:
            by_currency = {each.currency: f"{each.amount:,.2f}" for each in sums}
            rows.append((name, *(by_currency.get(code, "") for code in known)))
        about = "Sums of different currencies are never added up."
        return Section("What it is worth", about, ("Deals", *known), rows)

    def _loss_section(self) -> Section:
        deals, leads = self._office.lost, self._office.junk
        rows = [
            (reason.replace("_", " "), f"{leads[reason]:,}", f"{deals[reason]:,}")
            for reason, _ in (leads + deals).most_common()
        ]
        about, head = _weakest(self._funnel), ("Reason", "Leads", "Deals")
        return Section("Where clients are lost", about, head, rows)


def _example(rejection: Rejection) -> str:
    first, *others = rejection.faults
    more = f" (and {len(others)} more)" if others else ""
    return f"line {rejection.line}: {first}{more}"


def _money(total: Money) -> str:
    return f"{total.amount:,.2f} {total.currency}"


def _weakest(funnel: Funnel) -> str:
    """Return the step at which most of those who had come go no further."""
    steps = list(funnel)
    lost = max(steps, key=lambda step: step.lost)
    share = round(100 * lost.lost / lost.count) if lost.count else 0
    return (
        f"Most are lost at '{lost.label}': {lost.lost:,} of the "
        f"{lost.count:,} that came there ({share} %)"
    )


def _shares(counts: Counter[str]) -> str:
    return ", ".join(
        f"{reason.replace('_', ' ')} {count:,}"
        for reason, count in counts.most_common()
    )
