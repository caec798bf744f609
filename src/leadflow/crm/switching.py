"""The verbs of ``Crm`` for the mode: planned first, then done in one transaction."""

import attrs

from leadflow.conversion.result import Converted
from leadflow.crm.desk import Desk, Hand, save
from leadflow.crm.retrying import retried
from leadflow.errors import (
    ConversionRefused,
    Fault,
    InvalidValue,
    SwitchRefused,
)
from leadflow.modes import LeadStep, Switched, SwitchPlan
from leadflow.storage.port import Reader, Writer
from leadflow.workspace import Workspace
from leadflow.workspace.roles import CONFIGURE, READ


class Switching:
    """What ``Crm`` can do about the mode: classic, or simple."""

    _desk: Desk
    _hand: Hand

    def plan_switch(
        self,
        mode: str,
        *,
        policy: str = "refuse",
        variant: str = "",
        activities: str = "",
    ) -> SwitchPlan:
        """Return what switching to ``simple`` or ``classic`` would do; writes nothing.

        ``policy`` says what becomes of open leads on the way to simple (M3):
        ``refuse`` lets them stand in the way; ``convert_all`` converts them, by
        ``variant`` or the first that fits each, and open ``activities`` ``move``
        to the targets or are ``complete``; ``leave`` lets them be finished later.

        >>> import leadflow
        >>> crm = leadflow.open(actor="ada")
        >>> lead = crm.leads.add(leadflow.Lead(title="Forklifts"))
        >>> plan = crm.plan_switch("simple", policy="convert_all")
        >>> plan.steps[0].targets, plan.counts["convert"]
        (('create deal',), 1)
        """
        # Imported on use, here and below: few programs switch.
        from leadflow.modes.switching import Terms, plan_switch  # noqa: PLC0415

        terms = Terms(policy=policy, variant=variant, activities=activities)
        with self._desk.reading() as reader:
            self._require_all(reader)
            context = self._desk.context(reader, self._hand.act())
            return plan_switch(context, mode, terms)

    @retried
    def switch(self, plan: SwitchPlan) -> Switched:
        """Switch the mode as planned, all or nothing (M2).

        Raises ``SwitchRefused`` with the leads that stand in the way, and
        ``SwitchOutdated`` when what the plan had read was changed since.

        >>> import leadflow
        >>> crm = leadflow.open(actor="ada")
        >>> crm.switch(crm.plan_switch("simple")).workspace.mode
        'simple'
        """
        from leadflow.modes.switching import (  # noqa: PLC0415
            moving_activities,
            require_current,
            require_free,
        )

        _require_plan(plan)
        with self._desk.authorized(CONFIGURE, "switch the mode") as writer:
            self._require_all(writer)
            require_current(self._desk.context(writer, self._hand.act()), plan)
            require_free(plan)
            moving = moving_activities(plan.old)
            done = [self._done(writer, plan, each, moving) for each in plan.converting]
            if not plan.changes_nothing:
                now = self._hand.act().now
                self._desk.keep_workspace(writer, plan.new, at=now)
        return Switched(
            workspace=plan.new,
            converted=tuple(done),
            left=tuple(step.lead for step in plan.leaving),
        )

    def _require_all(self, reader: Reader) -> None:
        """Raise ``Denied`` unless the actor configures, and sees all leads."""
        for each in (CONFIGURE, READ):
            self._desk.require(reader, each, "switch the mode")

    def _done(
        self, writer: Writer, plan: SwitchPlan, step: LeadStep, moving: Workspace
    ) -> Converted:
        from leadflow.modes.switching import (  # noqa: PLC0415
            COMPLETE,
            completed,
            convert_step,
        )

        context = self._desk.context(writer, self._hand.act())
        if plan.activities == COMPLETE:
            save(writer, completed(context, step))
        try:
            here = attrs.evolve(context, workspace=moving)
            done, change = convert_step(here, plan, step)
        except ConversionRefused as error:
            raise _refused(plan, step, error) from error
        save(writer, change)
        return done


def _require_plan(plan: object) -> None:
    if not isinstance(plan, SwitchPlan):
        reason = f"cannot be of type {type(plan).__name__}"
        raise InvalidValue("plan", reason, "make one: crm.plan_switch('simple')")


def _refused(
    plan: SwitchPlan, step: LeadStep, error: ConversionRefused
) -> SwitchRefused:
    """Return that what was converted before came into the way of a lead."""
    fault = Fault(step.lead, f"cannot be converted: {error}", code=error.code)
    hint = "convert it by itself first, and plan again"
    return SwitchRefused(plan.after, 1, (fault,), hint)
