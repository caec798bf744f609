"""Carrying out a plan: one change, all or nothing (C7, C9)."""

from collections.abc import Iterator
from typing import TypeVar, cast

import attrs
from attrs import frozen

from leadflow.context import Context
from leadflow.conversion.mapping import misfits
from leadflow.conversion.matching import MATCHERS
from leadflow.conversion.plan import ConversionPlan, TargetPlan
from leadflow.conversion.planning import UNMATCHED
from leadflow.conversion.provenance import attributed
from leadflow.entities import (
    ENTITIES,
    Activity,
    Company,
    Contact,
    Deal,
    Lead,
    evolve,
)
from leadflow.entities.records import with_values
from leadflow.errors import (
    ConversionInvalid,
    Fault,
    InvalidData,
    InvalidValue,
    MoveRefused,
    PlanOutdated,
    UnknownName,
)
from leadflow.events import Change, changed
from leadflow.ids import ConversionId, prefix_of
from leadflow.pipelines import Destination, move
from leadflow.records import Options, create, update
from leadflow.workspace import WON, Conversion


T = TypeVar("T", Company, Contact, Deal)

_CARRIED = Options(converting=True)
# A copy is a thing of its own, and nothing in the other system stands for it.
_NOT_COPIED = ("bindings", "created_at", "origin")


@frozen(kw_only=True)
class Converted:
    """What a lead became."""

    id: ConversionId
    variant: str
    lead: Lead
    company: Company | None = None
    contact: Contact | None = None
    deal: Deal | None = None

    @property
    def targets(self) -> tuple[str, ...]:
        """Return the ids of what there is now."""
        found = (self.company, self.contact, self.deal)
        return tuple(each.id for each in found if each is not None)

    def __repr__(self) -> str:
        became = ", ".join(self.targets) or "nothing"
        return f"<Converted {self.lead.id} into {became}>"


def apply(context: Context, plan: ConversionPlan) -> tuple[Converted, Change]:
    """Return the result of a plan and the change that makes it true.

    Raises ``PlanOutdated`` when something that the plan read was changed since,
    ``ConversionInvalid`` with every fault when a target cannot be made.
    """
    _require_current(context, plan)
    _require_answers(plan)
    work = _Work(context.because(plan.id), plan)
    faults = tuple(plan.faults)
    if faults:
        raise ConversionInvalid(plan.lead, faults)
    return work.result()


def problems(context: Context, plan: ConversionPlan) -> tuple[Fault, ...]:
    """Return what stands in the way of a plan, found by trying it dry (C5)."""
    if plan.questions:
        return ()
    try:
        # What is only tried takes no number of a counter (F3).
        apply(attrs.evolve(context, numbers=None), attrs.evolve(plan, faults=()))
    except ConversionInvalid as error:
        return error.faults
    return ()


def _require_current(context: Context, plan: ConversionPlan) -> None:
    """Refuse a plan whose reasons no longer hold."""
    stale = [each for each, version in plan.reads if _now_at(context, each) != version]
    lead = context.load("lead", plan.lead)
    if not stale and isinstance(lead, Lead):
        stale = [*_new_matches(context, plan, lead)]
    if stale:
        raise PlanOutdated(plan.lead, tuple(stale))


def _now_at(context: Context, id: str) -> int:
    """Return the version of a live record, 0 for one that went away."""
    found = context.load(prefix_of(id), id)
    return 0 if found is None or found.deleted_at is not None else found.version


def _new_matches(context: Context, plan: ConversionPlan, lead: Lead) -> Iterator[str]:
    """Yield the records that would have been linked, had they been there."""
    for target in plan.targets:
        if target.reason == UNMATCHED and target.entity in MATCHERS:
            yield from MATCHERS[target.entity](context, lead)


def _require_answers(plan: ConversionPlan) -> None:
    open_questions = tuple(
        Fault(each.entity, "is to be decided", each.reason, "ask")
        for each in plan.questions
    )
    if open_questions:
        raise ConversionInvalid(plan.lead, open_questions)


class _Work:
    """One conversion in the making: each step sees what the ones before made."""

    def __init__(self, context: Context, plan: ConversionPlan) -> None:
        self.context = context
        self.plan = plan
        self.change = Change()
        self.faults: list[Fault] = []
        self.lost: list[str] = []
        self.lead = cast("Lead", context.live(plan.lead))
        self.variant: Conversion = context.workspace.conversion(plan.variant)

    def result(self) -> tuple[Converted, Change]:
        """Make the targets, tie them together and close the lead."""
        company = self._target(Company, self.plan.target("company"))
        contact = self._target(Contact, self.plan.target("contact"))
        deal = self._target(Deal, self.plan.target("deal"))
        lead = self._closed(company, contact, deal)
        if self.faults:
            raise ConversionInvalid(self.lead.id, tuple(self.faults))
        made = tuple(each.id for each in (deal, contact, company) if each)
        self._bind_activities(made)
        done = Converted(
            id=self.plan.id,
            variant=self.plan.variant,
            lead=lead,
            company=company,
            contact=contact,
            deal=deal,
        )
        return done, self.change

    def _target(self, cls: type[T], target: TargetPlan) -> T | None:
        if not target.takes_part:
            return None
        wrong = tuple(misfits(self.context, target.entity, target.fields))
        try:
            if not wrong:
                return self._made(cls, target)
        except (InvalidData, MoveRefused) as error:
            wrong = error.faults
        except (InvalidValue, UnknownName) as error:
            wrong = (error.fault,)
        self.lost.append(target.id)
        self._blame(target.entity, wrong)
        return None

    def _blame(self, entity: str, faults: tuple[Fault, ...]) -> None:
        for fault in faults:
            # What links to a target that cannot be made is not at fault itself.
            if fault.code == "not_found" and any(i in fault.message for i in self.lost):
                continue
            path = f"{entity}.{fault.path}".rstrip(".")
            self.faults.append(attrs.evolve(fault, path=path))

    def _made(self, cls: type[T], target: TargetPlan) -> T:
        values = _values(target)
        if target.action == "link":
            known = cast("T", self._now().live(target.id))
            after = evolve(known, **values)
            record, change = update(self._now(), known, after, _CARRIED)
        else:
            usual = {"owner": self.plan.owner, "open_to_all": self.lead.open_to_all}
            new = evolve(cls(), id=target.id, **{**usual, **values})
            record, change = create(self._now(), new, _CARRIED)
        self.change += attributed(change, target, self.plan)
        return record

    def _closed(
        self, company: Company | None, contact: Contact | None, deal: Deal | None
    ) -> Lead:
        try:
            return self._close(company, contact, deal)
        except MoveRefused as error:
            self._blame("lead", error.faults)
        except UnknownName as error:
            self._blame("lead", (attrs.evolve(error, path="stage").fault,))
        return self.lead

    def _close(
        self, company: Company | None, contact: Contact | None, deal: Deal | None
    ) -> Lead:
        ties = {
            "company": company.id if company else self.lead.company,
            "contact": contact.id if contact else self.lead.contact,
            "deal": deal.id if deal else None,
        }
        after = with_values(self.lead, converted_at=self.context.act.now, **ties)
        to = Destination(stage=self._closing_stage(), converting=True)
        lead, change = move(self._now(), self.lead, after, to)
        self.change += change
        return lead

    def _closing_stage(self) -> str:
        """Return where the lead ends; one that was won by hand stays there (C13)."""
        if self.variant.closing_stage or self.lead.stage_kind == WON:
            return self.variant.closing_stage or self.lead.stage
        return self.context.workspace.pipeline(self.lead.pipeline).success.code

    def _bind_activities(self, targets: tuple[str, ...]) -> None:
        """Bind the lead's open activities to its targets, by policy (C1, C9)."""
        for activity in self._open_activities():
            policies = self.variant.activities
            policy = policies.get(activity.kind, policies["*"])
            if policy == "copy":
                self._copy_activity(activity, targets)
            elif policy != "leave":
                stay = () if policy == "move" else (self.lead.id,)
                others = (b for b in activity.bindings if b != self.lead.id)
                bindings = (*others, *stay, *targets)
                moved = evolve(activity, bindings=bindings)
                self.change += changed(activity, moved, self.context.act)[1]

    def _copy_activity(self, activity: Activity, targets: tuple[str, ...]) -> None:
        kept = {
            spec.name: getattr(activity, spec.name)
            for spec in ENTITIES["activity"].fields.values()
            if not spec.system and spec.name not in _NOT_COPIED
        }
        twin = with_values(Activity(), **kept, bindings=targets)
        self.change += create(self._now(), twin, _CARRIED)[1]

    def _open_activities(self) -> Iterator[Activity]:
        links = self.context.reader.links_to([self.lead.id])
        ids = [link.record for link in links if link.field == "bindings"]
        for each in self.context.reader.get("activity", ids).values():
            if isinstance(each, Activity) and not (each.deleted_at or each.is_done):
                yield each

    def _now(self) -> Context:
        return self.context.after(self.change)


def _values(target: TargetPlan) -> dict[str, object]:
    """Return the planned fields as arguments; custom ones in one mapping."""
    values: dict[str, object] = {}
    custom: dict[str, object] = {}
    for each in target.fields:
        name, _, code = each.field.partition(".")
        if code:
            custom[code] = each.value
        else:
            values[name] = each.value
    return {**values, "custom": custom} if custom else values
