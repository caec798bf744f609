"""What came of a conversion."""

from collections.abc import Mapping
from typing import TypeAlias

from attrs import frozen

from leadflow.conversion.plan import Source
from leadflow.deferred import by_value
from leadflow.entities import Company, Contact, Deal, Invoice, Lead, Quote, Record
from leadflow.errors import InvalidValue
from leadflow.ids import ConversionId, LeadId


@by_value
@frozen(kw_only=True, eq=False, repr=False)
class Converted:
    """What a lead, a deal or a quote became."""

    id: ConversionId
    variant: str
    source: Source
    """The record that was converted, as it is now."""
    company: Company | None = None
    contact: Contact | None = None
    deal: Deal | None = None
    quote: Quote | None = None
    invoice: Invoice | None = None

    @property
    def lead(self) -> Lead:
        """Return the lead; raises ``InvalidValue`` when it was none."""
        if isinstance(self.source, Lead):
            return self.source
        hint = "look at .source"
        raise InvalidValue("lead", "is not what was converted", hint)

    @property
    def targets(self) -> tuple[str, ...]:
        """Return the ids of what there is now, company first."""
        found = (self.company, self.contact, self.deal, self.quote, self.invoice)
        return tuple(each.id for each in found if each is not None)

    def __repr__(self) -> str:
        became = ", ".join(self.targets) or "nothing"
        return f"<Converted {self.source.id} into {became}>"

    def _repr_html_(self) -> str:
        from leadflow.entities.cards import listed  # noqa: PLC0415  # drawn on use

        made = (self.company, self.contact, self.deal, self.quote, self.invoice)
        found = [(type(each).__name__, each) for each in (self.source, *made) if each]
        by = f" by '{self.variant}'" if self.variant else ""
        return listed(f"Converted{by}", found, id=self.id)


Done: TypeAlias = Converted | Record | ConversionId | LeadId
"""What names a conversion: its result, its id, or the record that was converted."""


def result(
    id: ConversionId, variant: str, source: Source, made: Mapping[str, Record]
) -> Converted:
    """Return a conversion's result of the records that it made, by entity."""
    company, contact, deal = made.get("company"), made.get("contact"), made.get("deal")
    quote, invoice = made.get("quote"), made.get("invoice")
    return Converted(
        id=id,
        variant=variant,
        source=source,
        company=company if isinstance(company, Company) else None,
        contact=contact if isinstance(contact, Contact) else None,
        deal=deal if isinstance(deal, Deal) else None,
        quote=quote if isinstance(quote, Quote) else None,
        invoice=invoice if isinstance(invoice, Invoice) else None,
    )
