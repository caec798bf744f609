"""What was said of an address, on whichever records it stands (mission 0.16)."""

from collections.abc import Iterator, Mapping
from typing import cast

from leadflow.context import Context, binder
from leadflow.entities import Counterparty
from leadflow.expressions import F
from leadflow.storage.passing import behind
from leadflow.storage.query import ANY, Query
from leadflow.values import Consent
from leadflow.values.consents import state_of
from leadflow.workspace.segments import PARTIES


def addresses(party: Counterparty, channel: str) -> Mapping[str, str]:
    """Return where a party is reached on a channel: addresses by their key.

    >>> from leadflow.entities import Lead
    >>> dict(addresses(Lead(emails="Olena@Kyiv.example"), "email"))
    {'olena@kyiv.example': 'Olena@Kyiv.example'}
    """
    match channel:
        case "email":
            return {each.key: each.address for each in party.emails}
        case "phone":
            return {each.key: each.number for each in party.phones}
        case _:
            return {each.key: str(each) for each in party.messengers}


class Said:
    """Who said what of letters, found by address.

    An unsubscription belongs to the address: it counts for every record that has it,
    also where the one on which it was noted is deleted, merged, or not to be seen by
    whoever asks. Nothing else is told of that record.
    """

    def __init__(self, context: Context, channel: str) -> None:
        self._channel = channel
        self._known: dict[str, list[Consent]] = {}
        for party in _told(context):
            said = [each for each in party.consents if each.channel == channel]
            for key in addresses(party, channel) if said else ():
                self._known.setdefault(key, []).extend(said)

    def state(self, party: Counterparty, topic: str) -> str:
        """Return what holds of a party: what was said of any of its addresses."""
        keys = addresses(party, self._channel)
        said = (each for key in keys for each in self._known.get(key, ()))
        return state_of((*party.consents, *said), self._channel, topic)


def _told(context: Context) -> Iterator[Counterparty]:
    reader = behind(context.reader)
    for entity in PARTIES:
        known = binder(context.workspace, entity)
        where = known.bind(~F.consents.is_empty())
        for each in reader.find(Query(paths=known.paths, where=where, which=ANY)):
            yield cast("Counterparty", each)
