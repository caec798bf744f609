"""Consent, as ``Crm`` offers it."""

from typing import TypeVar, cast

from leadflow.context import Context
from leadflow.crm.desk import Desk, Hand, save
from leadflow.crm.naming import known_id, room
from leadflow.crm.retrying import retried
from leadflow.entities import Company, Contact, Counterparty, Lead
from leadflow.errors import UnknownName
from leadflow.ids import prefix_of
from leadflow.records.consenting import note_consents
from leadflow.values import Consent
from leadflow.values.consents import SUBSCRIBED, UNSUBSCRIBED, channel as as_channel
from leadflow.workspace.segments import PARTIES


P = TypeVar("P", Lead, Contact, Company)

_HINT = "give a lead, a contact or a company"


@room
class Consents:
    """What people said of letters and calls: ``crm.consents``.

    It is said of a channel (``email``, ``phone``, ``messenger``), or of one topic of
    it. The last word counts, and at one time the refusal. It stays with the record,
    goes on to what a lead becomes and to what survives a merge, and counts for every
    record with the same address.
    """

    def __init__(self, desk: Desk, hand: Hand) -> None:
        self._desk = desk
        self._hand = hand

    def subscribe(
        self, record: P | str, *, channel: str = "email", topic: str = "", basis: str
    ) -> P:
        """Note that somebody wants letters or calls, and return the record.

        ``basis`` says where or in which words: it is what will be asked for when
        somebody complains. Saying the same again is noted with its new time.

        >>> import leadflow
        >>> crm = leadflow.open()
        >>> lead = crm.leads.add(leadflow.Lead(emails="olena@kyiv.example"))
        >>> lead = crm.consents.subscribe(lead, topic="news", basis="form on the site")
        >>> crm.consents.state(lead, topic="news"), crm.consents.state(lead)
        ('subscribed', 'none')
        """
        return self._noted(record, SUBSCRIBED, (channel, topic, basis))

    def unsubscribe(
        self,
        record: P | str,
        *,
        channel: str = "email",
        topic: str = "",
        basis: str = "",
    ) -> P:
        """Note that somebody wants no more of it, and return the record.

        Without a topic that is the whole channel. A converted lead may be given as
        well: what comes of letters is not closed with it.

        >>> import leadflow
        >>> crm = leadflow.open()
        >>> lead = crm.leads.add(leadflow.Lead(emails="olena@kyiv.example"))
        >>> contact = crm.contacts.add(leadflow.Contact(emails="olena@kyiv.example"))
        >>> lead = crm.consents.unsubscribe(lead, basis="answered the letter")
        >>> crm.consents.state(contact)
        'unsubscribed'
        """
        return self._noted(record, UNSUBSCRIBED, (channel, topic, basis))

    def state(
        self, record: Counterparty | str, *, channel: str = "email", topic: str = ""
    ) -> str:
        """Return ``subscribed``, ``unsubscribed`` or ``none`` of a record.

        What was said of its addresses counts, on whichever record that was noted.

        >>> import leadflow
        >>> crm = leadflow.open()
        >>> crm.consents.state(crm.contacts.add(leadflow.Contact(last_name="Koval")))
        'none'
        """
        from leadflow.audience.said import Said  # noqa: PLC0415  # on use

        as_channel(channel)
        with self._desk.reading() as reader:
            context = self._desk.context(reader, self._hand.act())
            party = _party(context, record)
            return Said(context, channel).state(party, topic)

    @retried
    def _noted(self, record: P | str, state: str, said: tuple[str, str, str]) -> P:
        channel, topic, basis = said
        with self._desk.writing() as writer:
            context = self._desk.context(writer, self._hand.act())
            consent = Consent(
                channel,
                state,
                topic=topic,
                at=context.act.now,
                by=context.act.actor,
                basis=basis,
            )
            new, change = note_consents(context, _party(context, record), [consent])
            save(writer, change)
            return cast("P", context.shown(new))


def _party(context: Context, record: Counterparty | str) -> Counterparty:
    id = known_id(record, _HINT)
    if prefix_of(id) not in PARTIES:
        raise UnknownName("kind of party", prefix_of(id), PARTIES, "record")
    return cast("Counterparty", context.live(id))
