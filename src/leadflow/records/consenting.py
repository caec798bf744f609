"""Taking down what somebody said of letters and calls (mission 0.16)."""

from collections.abc import Iterable
from typing import TypeVar

from leadflow.context import Context
from leadflow.entities import Counterparty, Record
from leadflow.entities.records import with_values
from leadflow.events import CONSENTED, Change, changed
from leadflow.values import Consent
from leadflow.values.consents import consents


P = TypeVar("P", bound=Record)


def note_consents(
    context: Context, record: P, said: Iterable[Consent]
) -> tuple[P, Change]:
    """Return a party with what it said besides, and the change; the last word counts.

    What changes nothing is not written. Whoever holds the version before may still
    change the record: no field that people write was touched.
    """
    if not isinstance(record, Counterparty):
        return record, Change()
    after = consents((*record.consents, *said))
    if after == record.consents:
        return record, Change()
    whole = with_values(record, consents=after)
    new, change = changed(record, whole, context.act, kind=CONSENTED)
    return new, change
