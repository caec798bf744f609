"""The verbs of ``Crm`` that turn a record into the next ones of the chain.

What they take is imported on use: most programs open a CRM for something else.
"""

from collections.abc import Mapping

from leadflow.conversion import ConversionPlan, Converted, Source
from leadflow.crm.desk import Desk, Hand
from leadflow.entities import Record


class Converting:
    """What ``Crm`` can do with a lead, a deal or a quote that is ripe."""

    _desk: Desk
    _hand: Hand

    def plan_conversion(
        self,
        record: Source | str,
        *,
        variant: str = "",
        to: str = "",
        values: Mapping[str, object] | None = None,
        participants: object = (),
        **choices: Record | str | None,
    ) -> ConversionPlan:
        """Return what converting a record would do; writes nothing (C5).

        ``variant`` names one, else the first fits whose condition holds (C2); ``to``
        says what shall come of it, which a deal and a quote must be told.
        ``choices`` decide about a target: ``company=company`` links that one,
        ``contact="new"`` makes a new one whatever looks alike, ``None`` leaves it
        to the variant. ``values`` are put in place of what the map gives:
        ``{"deal.amount": "5 UAH"}``. ``participants`` are further contacts of the
        deal, the quote or the invoice.
        Raises ``ConversionRefused``: ``AlreadyConverted``, ``AmbiguousMatch``,
        ``NoVariant``, ``ConversionInvalid``.

        >>> import leadflow
        >>> crm = leadflow.open()
        >>> lead = crm.leads.add(leadflow.Lead(title="Forklifts", amount="5 UAH"))
        >>> plan = crm.plan_conversion(lead)
        >>> plan.target("deal").action, plan.target("company").action
        ('create', 'skip')
        """
        from leadflow.crm.converting import Asked, Conversions  # noqa: PLC0415

        asked = Asked(
            variant=variant,
            to=to,
            values=values,
            participants=participants,
            choices=choices,
        )
        return Conversions(self._desk, self._hand).plan(record, asked)

    def convert(
        self,
        record: Source | str | ConversionPlan,
        *,
        variant: str = "",
        to: str = "",
        key: str = "",
        values: Mapping[str, object] | None = None,
        participants: object = (),
        **choices: Record | str | None,
    ) -> Converted:
        """Turn a record into the next ones of the chain: all or nothing (C7, C16).

        A lead becomes company, contact and deal; a deal a quote or an invoice; a
        quote an invoice, once, or a deal. Takes a record, with the wishes of
        ``plan_conversion``, or a plan. With the same ``key`` or the same plan a
        second call returns the first result and writes nothing; otherwise a lead
        raises ``AlreadyConverted`` (C8).

        >>> import leadflow
        >>> crm = leadflow.open()
        >>> lead = crm.leads.add(leadflow.Lead(title="Forklifts", amount="5 UAH"))
        >>> deal = crm.convert(lead).deal
        >>> crm.convert(deal, to="invoice").invoice.amount
        Money('5.00', 'UAH')
        """
        from leadflow.crm.converting import Asked, Conversions  # noqa: PLC0415

        asked = Asked(
            variant=variant,
            to=to,
            values=values,
            participants=participants,
            choices=choices,
        )
        return Conversions(self._desk, self._hand).convert(record, asked, key)
