"""Whom to write to, and what, as ``Crm`` offers it."""

from collections.abc import Iterable
from typing import cast

from leadflow.audience import Audience, ComposedLetter, FrozenSegment
from leadflow.crm.consents import Consents
from leadflow.crm.desk import Desk, Hand
from leadflow.crm.naming import known_id
from leadflow.crm.segments import Segments
from leadflow.entities import Contact, Counterparty, Record
from leadflow.values.consents import channel as as_channel
from leadflow.values.converters import code
from leadflow.workspace import Letter, Segment
from leadflow.workspace.codes import names


class Mailing:
    """What ``Crm`` can do for mailings."""

    _desk: Desk
    _hand: Hand

    @property
    def segments(self) -> Segments:
        """Return what tells who is in the workspace's segments."""
        return Segments(self._desk, self._hand)

    @property
    def consents(self) -> Consents:
        """Return what takes down and tells whether letters are wanted."""
        return Consents(self._desk, self._hand)

    def audience(
        self,
        segment: Segment | FrozenSegment | str,
        *,
        channel: str = "email",
        topic: str = "",
        fields: Iterable[str] | str = (),
    ) -> Audience:
        """Return whom a mailing to a segment reaches, and whom it leaves out (Z7).

        Each address comes once. Left out is, with the reason, who has no address on
        the channel, unsubscribed from it or from the topic, gave no consent where the
        workspace demands it (``opt_in``), is on the list of excluded addresses, may
        not be exported, or is gone from a frozen list. ``fields`` are told of each
        recipient as text: ``["job_title", "company.name"]``.

        >>> import leadflow
        >>> from leadflow import Contact, Segment
        >>> crm = leadflow.open()
        >>> for name, email in (("Koval", "k@a.example"), ("Bondar", ())):
        ...     _ = crm.contacts.add(Contact(last_name=name, emails=email))
        >>> found = crm.audience(Segment("everybody"))
        >>> [each.name for each in found], dict(found.reasons)
        (['Koval'], {'no_address': 1})
        """
        from leadflow.audience.resolving import Way, resolve  # noqa: PLC0415  # on use

        way = Way(as_channel(channel), code(topic), names(fields))
        asked = self.segments.of(segment).segment
        with self._desk.reading() as reader:
            context = self._desk.context(reader, self._hand.act())
            return resolve(context, asked, way)

    def compose(
        self,
        letter: Letter | str,
        *,
        to: Counterparty | str,
        about: Record | str = "",
        language: str = "",
    ) -> ComposedLetter:
        r"""Return a letter with the fields of its recipient; nothing is written.

        ``letter`` is the code of one of the workspace's, or a letter of your own.
        ``about`` is the record that the letter tells of besides, where it tells of
        one. ``language`` is the workspace's unless given. Names that nothing stands
        for are told as ``missing``. What the actor may not see is not filled in (A5).

        >>> import leadflow
        >>> from leadflow import Contact, Deal, Letter, Workspace
        >>> offer = Letter(
        ...     "offer",
        ...     about="deal",
        ...     subject="{deal.title}",
        ...     text="{greeting}, it is {deal.amount:money}.",
        ... )
        >>> crm = leadflow.open(workspace=Workspace(letters=[offer]))
        >>> olena = crm.contacts.add(Contact(first_name="Olena"))
        >>> deal = crm.deals.add(Deal(title="Forklifts", amount="5000 UAH"))
        >>> crm.compose("offer", to=olena, about=deal).text.replace("\xa0", " ")
        'Dear Olena, it is 5,000.00 UAH.'
        """
        from leadflow.audience.given import letter_of  # noqa: PLC0415
        from leadflow.audience.letters import compose  # noqa: PLC0415

        with self._desk.reading() as reader:
            context = self._desk.context(reader, self._hand.act())
            found = letter_of(context.workspace, letter)
            party = cast("Contact", context.live(known_id(to)))
            subject = context.live(known_id(about)) if about else None
            return compose(
                context, found, party, subject, language or context.workspace.language
            )
