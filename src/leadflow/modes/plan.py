"""The plan of a switch of modes: what would happen to whom, and why (M2)."""

from collections.abc import Iterable, Iterator, Mapping

from attrs import field, frozen

from leadflow.conversion.result import Converted
from leadflow.deferred import by_value
from leadflow.errors import Fault
from leadflow.ids import LeadId
from leadflow.modes.dormant import DormantRule
from leadflow.workspace import CLASSIC, Workspace


CONVERT, LEAVE, FINISH = "convert", "leave", "finish"

_SHOWN = 20


@by_value
@frozen(kw_only=True, eq=False, repr=False)
class LeadStep:
    """What a switch does to one open lead."""

    lead: LeadId
    title: str
    """Its title or, without one, its company."""
    stage: str
    """Where it stands: ``leads/in_progress``."""
    action: str
    """``convert``; ``leave`` it open; ``finish``: somebody has to, before."""
    targets: tuple[str, ...] = ()
    """What it becomes: ``create company``, ``link contact_01…``, ``create deal``."""
    faults: tuple[Fault, ...] = ()
    """Why it stands in the way, if it does."""

    def __str__(self) -> str:
        name = f"{self.lead} '{self.title}'" if self.title else self.lead
        what = "; ".join(map(str, self.faults)) or ", ".join(self.targets)
        return f"{name} in {self.stage}: {what}" if what else f"{name} in {self.stage}"


@by_value
@frozen(kw_only=True, eq=False, repr=False)
class SwitchPlan:
    """What switching the mode would do; making a plan writes nothing (M2).

    ``crm.switch(plan)`` carries it out, unless something it read was changed
    since. ``print(plan)`` shows it.
    """

    old: Workspace = field(repr=False)
    new: Workspace = field(repr=False)
    """The same firm in the other mode."""
    policy: str
    """What happens to open leads: ``refuse``, ``convert_all``, ``leave`` (M3)."""
    variant: str = ""
    """For ``convert_all``: the conversion; the first that fits each lead if empty."""
    activities: str = ""
    """For ``convert_all``: ``move`` open activities to the targets, or ``complete``."""
    steps: tuple[LeadStep, ...] = ()
    """The open leads, oldest first."""
    closed: int = field(default=0, eq=False)
    """How many leads are closed; they stay as they are and can be read."""
    dormant: tuple[DormantRule, ...] = ()
    """The rules that nobody asks after the switch (M5)."""
    waking: tuple[DormantRule, ...] = ()
    """The rules that are asked again after it."""
    reads: tuple[tuple[str, int], ...] = field(default=(), repr=False)
    """The records it rests on, with their versions."""

    @property
    def before(self) -> str:
        """Return the mode now."""
        return self.old.mode

    @property
    def after(self) -> str:
        """Return the mode after the switch."""
        return self.new.mode

    @property
    def changes_nothing(self) -> bool:
        """Return whether the firm works in that mode already."""
        return self.old == self.new

    @property
    def blocked(self) -> tuple[LeadStep, ...]:
        """Return the leads that stand in the way, with their reasons."""
        return tuple(step for step in self.steps if step.faults)

    @property
    def converting(self) -> tuple[LeadStep, ...]:
        """Return the leads that are converted."""
        return tuple(step for step in self.steps if step.action == CONVERT)

    @property
    def leaving(self) -> tuple[LeadStep, ...]:
        """Return the leads that stay open."""
        return tuple(step for step in self.steps if step.action == LEAVE)

    @property
    def counts(self) -> Mapping[str, int]:
        """Return how many leads are ``open``, and what becomes of how many."""
        free = [step.action for step in self.steps if not step.faults]
        return {
            "open": len(self.steps),
            "convert": free.count(CONVERT),
            "leave": len(self.leaving),
            "blocked": len(self.blocked),
            "closed": self.closed,
        }

    def __str__(self) -> str:
        return "\n".join(_lines(self))

    def __repr__(self) -> str:
        # Not the leads: titles tell who asked, and reprs end in logs.
        told = ", ".join(f"{count} {what}" for what, count in self.counts.items())
        return f"<SwitchPlan {self.before} → {self.after}: {told}>"

    def _repr_html_(self) -> str:
        from leadflow.markup import Section, drawn  # noqa: PLC0415  # on use

        if self.changes_nothing:
            return drawn(_headline(self), (), ())
        first = self.steps[:_SHOWN]
        leads = [(step.lead, step.title, _end(step)) for step in first]
        more = f"the first {_SHOWN} of them" if len(self.steps) > _SHOWN else ""
        rules = [(rule.path, rule.says, "") for rule in (*self.dormant, *self.waking)]
        notes = [note for note in (_summary(self), more) if note]
        sections: list[Section] = [("leads", notes, leads)]
        if rules:
            sections.append((_sleep(self), (), rules))
        return drawn(_headline(self), sections, ())


@by_value
@frozen(kw_only=True, eq=False, repr=False)
class Switched:
    """What a switch did."""

    workspace: Workspace = field(repr=False)
    converted: tuple[Converted, ...] = ()
    left: tuple[LeadId, ...] = ()
    """The leads that stayed open, to be finished."""

    def __repr__(self) -> str:
        done, left = len(self.converted), len(self.left)
        return f"<Switched to {self.workspace.mode}: {done} converted, {left} left>"


def _lines(plan: SwitchPlan) -> Iterator[str]:
    yield _headline(plan)
    if plan.changes_nothing:
        return
    yield f"  {_summary(plan)}"
    yield from _some(f"  {_named(step)}" for step in plan.steps)
    yield from _some(f"  goes dormant: {rule}" for rule in plan.dormant)
    yield from _some(f"  wakes: {rule}" for rule in plan.waking)


def _headline(plan: SwitchPlan) -> str:
    if plan.changes_nothing:
        return f"The mode is {plan.after} already; nothing is to be switched"
    if plan.after == CLASSIC:
        return f"Switch from {plan.before} to {plan.after}"
    how = [f"policy '{plan.policy}'"]
    how += [f"variant '{plan.variant}'"] if plan.variant else []
    how += [f"activities: {plan.activities}"] if plan.activities else []
    return f"Switch from {plan.before} to {plan.after} ({', '.join(how)})"


def _summary(plan: SwitchPlan) -> str:
    counts = plan.counts
    if plan.after == CLASSIC:
        return "no record is changed"
    named = {"convert": "to convert", "leave": "left open", "blocked": "in the way"}
    told = [f"{counts[key]} {word}" for key, word in named.items() if counts[key]]
    return f"open leads: {', '.join(told) or 'none'}; closed ones: {counts['closed']}"


def _named(step: LeadStep) -> str:
    return f"in the way: {step}" if step.faults else f"{step.action} {step}"


def _end(step: LeadStep) -> str:
    if step.faults:
        return f"in the way: {'; '.join(map(str, step.faults))}"
    return ", ".join(step.targets) or f"stays open in {step.stage}"


def _sleep(plan: SwitchPlan) -> str:
    if plan.dormant:
        return "rules that go dormant"
    return "rules that wake" if plan.waking else ""


def _some(lines: Iterable[str]) -> Iterator[str]:
    """Yield the first lines, and how many more there are."""
    several = list(lines)
    yield from several[:_SHOWN]
    if len(several) > _SHOWN:
        yield f"  … and {len(several) - _SHOWN} more"
