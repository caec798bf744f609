"""The verbs of ``Crm`` for conversions that are done: where from, and back."""

from typing import overload

from leadflow.conversion import (
    FieldProvenance,
    Provenance,
    Reverted,
    RevertPlan,
)
from leadflow.crm.desk import Desk, Hand
from leadflow.crm.retracing import Done, Retracing
from leadflow.entities import Record
from leadflow.expressions import FieldPath


class Afterwards:
    """What ``Crm`` can do once a lead was converted."""

    _desk: Desk
    _hand: Hand

    @overload
    def provenance(self, record: Record | str) -> Provenance: ...
    @overload
    def provenance(
        self, record: Record | str, field: str | FieldPath
    ) -> FieldProvenance: ...
    def provenance(
        self, record: Record | str, field: str | FieldPath | None = None
    ) -> Provenance | FieldProvenance:
        """Return where a record's values came from, or the value of one field.

        It names the lead, its fields, the variant and how the value was made, or
        who typed it; and when. ``history`` of a field tells the same of what stood
        there before. ``contributions`` of a record are all conversions that it owes
        something to (C15). A deleted record still answers.
        Raises ``UnknownName`` for a wrong field.

        >>> import leadflow
        >>> crm = leadflow.open(actor="ada")
        >>> lead = crm.leads.add(leadflow.Lead(title="Forklifts", amount="5 UAH"))
        >>> amount = crm.provenance(crm.convert(lead).deal, "amount")
        >>> amount.how, amount.source == lead.id, amount.fields, amount.variant
        ('copied', True, ('amount',), 'standard')
        """
        return Retracing(self._desk, self._hand).provenance(record, field)

    def plan_revert(self, done: Done) -> RevertPlan:
        """Return what taking a conversion back would do; writes nothing (C14).

        ``done`` is the result of ``convert``, the conversion's id, or the record
        that was converted. What was changed since is listed in ``conflicts``, with
        path and reason. ``print`` shows the plan, a notebook draws it.
        Raises ``RevertRefused`` for a record that was never converted,
        ``NotFound`` for an id that no conversion has.

        >>> import leadflow
        >>> crm = leadflow.open(actor="ada")
        >>> lead = crm.leads.add(leadflow.Lead(title="Forklifts"))
        >>> done = crm.convert(lead)
        >>> crm.plan_revert(done).removed == (done.deal.id,)
        True
        """
        return Retracing(self._desk, self._hand).plan(done)

    def revert(self, done: Done | RevertPlan) -> Reverted:
        """Take a conversion back: everything of it, or nothing (C14).

        What it made is deleted, what it filled, linked and bound is put back, and
        the lead stands where it stood. A second call returns the first result and
        writes nothing. Raises ``RevertRefused`` with every conflict, and
        ``PlanOutdated`` for a plan that would do something else by now.

        >>> import leadflow
        >>> crm = leadflow.open(actor="ada")
        >>> lead = crm.leads.add(leadflow.Lead(title="Forklifts"))
        >>> crm.revert(crm.convert(lead)).source == lead.id
        True
        >>> crm.leads.get(lead.id).stage, crm.deals.count()
        ('new', 0)
        """
        return Retracing(self._desk, self._hand).revert(done)
