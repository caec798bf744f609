"""From classic to simple and back (M2, M3, M5).

Planning is pure. The way to simple asks what becomes of open leads; the way back
changes no record.
"""

from collections.abc import Iterable, Iterator
from typing import cast

import attrs
from attrs import field, frozen

from leadflow.context import Context, binder
from leadflow.conversion import ConversionPlan, Converted, TargetPlan
from leadflow.conversion.applying import problems
from leadflow.conversion.planning import plan as plan_conversion
from leadflow.conversion.wishes import Wishes
from leadflow.entities import Activity, Lead
from leadflow.entities.records import differences
from leadflow.errors import (
    ConversionRefused,
    Fault,
    InvalidValue,
    SwitchOutdated,
    SwitchRefused,
    UnknownName,
)
from leadflow.events import Change
from leadflow.expressions import Condition, F
from leadflow.modes.admitting import converted, faults_of
from leadflow.modes.dormant import DormantRule, dormant_rules
from leadflow.modes.plan import CONVERT, FINISH, LEAVE, LeadStep, SwitchPlan
from leadflow.records import update
from leadflow.storage.query import Query
from leadflow.values.converters import text
from leadflow.workspace import CLASSIC, MODES, OPEN, SIMPLE, Workspace, with_leads


REFUSE, CONVERT_ALL = "refuse", "convert_all"
POLICIES = (REFUSE, CONVERT_ALL, LEAVE)
MOVE, COMPLETE = "move", "complete"

_NAMED = 10
_LONGEST = 40
_WAY_OUT = "convert or lose them first, or plan with policy 'convert_all' or 'leave'"
_WAY_OUT_OF_BLOCKED = "mend or lose them first, and plan again"


@frozen(kw_only=True)
class Terms:
    """On what terms the mode is switched."""

    policy: str = field(default=REFUSE, converter=text)
    variant: str = field(default="", converter=text)
    activities: str = field(default="", converter=text)

    def __attrs_post_init__(self) -> None:
        _require_known("policy", self.policy, POLICIES)
        _require_known("activities", self.activities, ("", MOVE, COMPLETE))
        if self.policy != CONVERT_ALL and (self.variant or self.activities):
            given = "variant" if self.variant else "activities"
            hint = f"say policy='{CONVERT_ALL}' as well"
            raise InvalidValue(given, "is for leads that are converted", hint)


def _require_known(what: str, name: str, known: tuple[str, ...]) -> None:
    if name not in known:
        raise UnknownName(what, name, tuple(each for each in known if each))


def plan_switch(context: Context, target: str, terms: Terms) -> SwitchPlan:
    """Return what switching to a mode would do (M2).

    Raises ``UnknownName`` for a mode, policy or variant that is not there.
    """
    _require_known("mode", target, MODES)
    if terms.variant:
        known = _variants(context.workspace)
        _require_known("conversion of leads", terms.variant, known)
    old = context.workspace
    new = _in_mode(old, target)
    plan = SwitchPlan(old=old, new=new, policy=terms.policy, variant=terms.variant)
    if old == new:
        return plan
    if target == CLASSIC:
        closed = _counted(context, F.stage_kind != OPEN)
        return attrs.evolve(plan, closed=closed, waking=_sleeping(context, old))
    return _to_simple(context, plan, terms)


def _variants(workspace: Workspace) -> tuple[str, ...]:
    return tuple(each.code for each in workspace.conversions if each.source == "lead")


def _in_mode(workspace: Workspace, mode: str) -> Workspace:
    if mode in (SIMPLE, workspace.mode):
        return attrs.evolve(workspace, mode=mode)
    return attrs.evolve(workspace, mode=mode, chain=with_leads(workspace.chain))


def _to_simple(context: Context, plan: SwitchPlan, terms: Terms) -> SwitchPlan:
    steps: list[LeadStep] = []
    reads: dict[str, int] = {}
    for lead in open_leads(context):
        step, read = _step(context, lead, terms)
        steps.append(step)
        reads.update(read)
    left = any(step.action == LEAVE for step in steps)
    return attrs.evolve(
        plan,
        steps=tuple(steps),
        reads=tuple(reads.items()),
        closed=_counted(context, F.stage_kind != OPEN),
        activities=(terms.activities or MOVE) if terms.policy == CONVERT_ALL else "",
        dormant=dormant_rules(plan.new, converts=left or plan.new.uses("lead")),
    )


def _sleeping(context: Context, old: Workspace) -> tuple[DormantRule, ...]:
    converts = old.uses("lead") or _counted(context, F.stage_kind == OPEN) > 0
    return dormant_rules(old, converts=converts)


def _query(context: Context, condition: Condition, limit: int | None = None) -> Query:
    binding = binder(context.workspace, "lead")
    return Query(paths=binding.paths, where=binding.bind(condition), limit=limit)


def _counted(context: Context, condition: Condition) -> int:
    return context.reader.count(_query(context, condition))


def open_leads(context: Context, limit: int | None = None) -> Iterator[Lead]:
    """Yield the open leads, oldest first."""
    query = _query(context, F.stage_kind == OPEN, limit)
    found = list(context.reader.find(query))
    return (each for each in found if isinstance(each, Lead))


def _step(
    context: Context, lead: Lead, terms: Terms
) -> tuple[LeadStep, dict[str, int]]:
    """Return what becomes of a lead, and what that rests on."""
    step = LeadStep(
        lead=lead.id,
        title=lead.title or lead.company_name,
        stage=f"{lead.pipeline}/{lead.stage}",
        action=LEAVE,
    )
    read = {str(lead.id): lead.version}
    if terms.policy == LEAVE:
        return step, read
    if terms.policy == CONVERT_ALL:
        return _tried(context, lead, attrs.evolve(step, action=CONVERT), terms.variant)
    fault = Fault("stage", "it is open", "convert or lose it first", "open_lead")
    return attrs.evolve(step, action=FINISH, faults=(fault,)), read


def _tried(
    context: Context, lead: Lead, step: LeadStep, variant: str
) -> tuple[LeadStep, dict[str, int]]:
    """Return the step with what the lead's conversion says when it is planned."""
    read = {str(lead.id): lead.version}
    try:
        made = plan_conversion(context, lead, Wishes(variant=variant))
    except ConversionRefused as error:
        return attrs.evolve(step, faults=faults_of(error)), read
    faults = (*_asked(made), *problems(context, made))
    targets = tuple(_told(each) for each in made.targets if each.takes_part)
    read.update(made.reads)
    return attrs.evolve(step, targets=targets, faults=faults), read


def _asked(made: ConversionPlan) -> Iterator[Fault]:
    for each in made.questions:
        hint = "convert this lead by itself"
        yield Fault(each.path, "is to be decided", hint, "ask")


def _told(target: TargetPlan) -> str:
    # The id of what is yet to be made is another one in each plan.
    return f"link {target.id}" if target.action == "link" else f"create {target.entity}"


def require_current(context: Context, plan: SwitchPlan) -> None:
    """Raise ``SwitchOutdated`` where the same plan would be another one now (M2)."""
    fresh = _again(context, plan)
    if fresh == plan:
        return
    changed = [] if fresh.old == plan.old else ["the workspace"]
    changed += dict.fromkeys(id for id, _ in set(plan.reads) ^ set(fresh.reads))
    raise SwitchOutdated(plan.after, tuple(changed) or ("what would be converted",))


def _again(context: Context, plan: SwitchPlan) -> SwitchPlan:
    known = _variants(context.workspace)
    variant = plan.variant if plan.variant in known else ""
    terms = Terms(policy=plan.policy, variant=variant, activities=plan.activities)
    return plan_switch(context, plan.after, terms)


def require_free(plan: SwitchPlan) -> None:
    """Raise ``SwitchRefused`` with the leads that stand in the way (M3)."""
    if not plan.blocked:
        return
    way_out = _WAY_OUT if plan.policy == REFUSE else _WAY_OUT_OF_BLOCKED
    named = tuple(_in_the_way(step, plan.policy) for step in plan.blocked[:_NAMED])
    raise SwitchRefused(plan.after, len(plan.blocked), named, way_out)


def _in_the_way(step: LeadStep, policy: str) -> Fault:
    reasons = "; ".join(map(str, step.faults))
    why = "" if policy == REFUSE else f"cannot be converted: {reasons}"
    message = " ".join(each for each in (_short(step.title), why) if each)
    return Fault(step.lead, message or "is open", code=step.faults[0].code)


def _short(title: str) -> str:
    if not title:
        return ""
    return f"'{title}'" if len(title) <= _LONGEST else f"'{title[: _LONGEST - 1]}…'"


def require_no_open_leads(context: Context, new: Workspace) -> None:
    """Raise ``SwitchRefused`` where a workspace would switch past open leads (M3).

    Configuring knows the policy ``refuse`` only.
    """
    if context.workspace.mode == new.mode or new.mode != SIMPLE:
        return
    if count := _counted(context, F.stage_kind == OPEN):
        terms = Terms()
        steps = [_step(context, each, terms)[0] for each in open_leads(context, _NAMED)]
        named = tuple(_in_the_way(step, REFUSE) for step in steps)
        raise SwitchRefused(SIMPLE, count, named, _WAY_OUT_OF_CONFIGURING)


_WAY_OUT_OF_CONFIGURING = "convert or lose them first, or use plan_switch('simple', …)"


def completed(context: Context, lead: LeadStep) -> Change:
    """Return the change by which a lead's open activities are done."""
    links = context.reader.links_to([lead.lead])
    ids = [link.record for link in links if link.field == "bindings"]
    found = context.reader.get("activity", ids).values()
    because = context.because(f"switch:{SIMPLE}")
    change = Change()
    for each in cast("Iterable[Activity]", found):
        if not (each.deleted_at or each.is_done):
            done = attrs.evolve(each, done_at=context.act.now)
            # Each activity touches the lead, so that it must see those before it.
            change += update(because.after(change), each, differences(each, done))[1]
    return change


def convert_step(
    context: Context, plan: SwitchPlan, step: LeadStep
) -> tuple[Converted, Change]:
    """Return what a lead became, and the change that makes it so."""
    lead = cast("Lead", context.live(step.lead))
    return converted(context, lead, plan.variant)


def moving_activities(workspace: Workspace) -> Workspace:
    """Return the workspace in which conversions move activities to their targets."""
    variants = (attrs.evolve(each, activities=MOVE) for each in workspace.conversions)
    return attrs.evolve(workspace, conversions=tuple(variants))
