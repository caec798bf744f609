"""The verbs of ``Crm`` for conversions that are done: where from, and back."""

from collections.abc import Callable, Iterable, Mapping
from typing import overload

from leadflow.conversion import (
    ConversionPlan,
    Converted,
    Done,
    FieldProvenance,
    Provenance,
    Reverted,
    RevertPlan,
    Source,
)
from leadflow.crm.batches import Batch
from leadflow.crm.desk import Desk, Hand
from leadflow.entities import Record
from leadflow.expressions import FieldPath


class Afterwards:
    """What ``Crm`` can do once a lead was converted."""

    _desk: Desk
    _hand: Hand

    def convert_many(  # noqa: PLR0913  # the words of ``convert``, and how to go about many
        self,
        records: Iterable[Source | str | ConversionPlan],
        *,
        variant: str = "",
        to: str = "",
        key: str = "",
        values: Mapping[str, object] | None = None,
        participants: object = (),
        progress: Callable[[int, int], object] | None = None,
        stop: bool = False,
        **choices: Record | str | None,
    ) -> Batch[Converted]:
        """Convert many records, each on its own: one that fails touches no other (C7).

        Returns an item for each record, in order: converted, answered, failed with
        code, paths and reason, or not tried. What cannot be converted fails alone.
        ``variant``, ``to``, ``values``, ``participants`` and ``choices`` are those of
        ``convert``, for all; wrong names raise ``UnknownName`` at once. With a
        ``key`` the same call can be repeated after an outage: what was done is
        answered, the rest is converted.
        ``progress(done, total)`` is called whenever some more are safely kept.
        ``stop`` ends at the first failure and keeps what was done.

        >>> import leadflow
        >>> crm = leadflow.open(actor="ada")
        >>> leads = [leadflow.Lead(title="A"), leadflow.Lead(title="B")]
        >>> batch = crm.convert_many(crm.leads.add_many(leads))
        >>> print(batch)
        2 records: 2 converted
        """
        from leadflow.crm.converting import (  # noqa: PLC0415  # on use
            Asked,
            Wish,
            convert_many,
        )

        asked = Asked(
            variant=variant,
            to=to,
            values=values,
            participants=participants,
            choices=choices,
        )
        wish = Wish(asked=asked, key=key, stop=stop)
        return convert_many(self._desk, self._hand, records, wish, progress)

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
        from leadflow.crm.retracing import Retracing  # noqa: PLC0415  # on use

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
        from leadflow.crm.retracing import Retracing  # noqa: PLC0415  # on use

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
        from leadflow.crm.retracing import Retracing  # noqa: PLC0415  # on use

        return Retracing(self._desk, self._hand).revert(done)
