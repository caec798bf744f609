"""Taking down what somebody said of letters and calls (mission 0.16)."""

from collections.abc import Iterable

from leadflow.context import Context
from leadflow.entities import Counterparty
from leadflow.entities.records import with_values
from leadflow.events import CONSENTED, Change, changed
from leadflow.values import Consent
from leadflow.values.consents import consents


def note_consents(
    context: Context, record: Counterparty, said: Iterable[Consent]
) -> tuple[Counterparty, Change]:
    """Return a party with what it said besides, and the change; the last word counts.

    What changes nothing is not written. Whoever holds the version before may still
    change the record: no field that people write was touched.
    """
    after = consents((*record.consents, *said))
    if after == record.consents:
        return record, Change()
    whole = with_values(record, consents=after)
    new, change = changed(record, whole, context.act, kind=CONSENTED)
    return new, change
