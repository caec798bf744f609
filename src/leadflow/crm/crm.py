"""``Crm``: the one object through which everything is done."""

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from types import TracebackType
from typing import Self

import attrs

from leadflow.crm.access import Access
from leadflow.crm.advising import Advising
from leadflow.crm.afterwards import Afterwards
from leadflow.crm.conversions import Converting
from leadflow.crm.desk import Desk, Hand, save
from leadflow.crm.directory import Directory
from leadflow.crm.duplicates import Duplicates
from leadflow.crm.files import Files
from leadflow.crm.firms import Firms
from leadflow.crm.mailing import Mailing
from leadflow.crm.merging import Merging
from leadflow.crm.moving import Moving
from leadflow.crm.naming import known_id, require, spelling
from leadflow.crm.parties import Parties
from leadflow.crm.planning import Planning
from leadflow.crm.privacy import Privacy
from leadflow.crm.receiving import Receiving
from leadflow.crm.reports import Reports
from leadflow.crm.retrying import retried
from leadflow.crm.stages import Stages
from leadflow.crm.steps import Step
from leadflow.crm.switching import Switching
from leadflow.crm.upkeep import Upkeep
from leadflow.entities import Record
from leadflow.errors import InvalidValue, StoreClosed
from leadflow.events import IMPORT, Event, reason
from leadflow.storage.port import Promises
from leadflow.values.converters import text
from leadflow.values.text import clean
from leadflow.workspace import Workspace
from leadflow.workspace.roles import CONFIGURE


@spelling
class Crm(
    Directory,
    Receiving,
    Merging,
    Moving,
    Converting,
    Afterwards,
    Switching,
    Advising,
    Planning,
    Mailing,
    Firms,
):
    """A CRM: collections of records, and the verbs of a sales office.

    Made by ``leadflow.open``. One ``Crm`` may be shared between threads: each
    call is a transaction of its own, and a ``transaction()`` belongs to the
    thread that opened it. Views made by ``acting_as`` and ``at`` share the data.

    >>> import leadflow
    >>> from leadflow import Lead
    >>> crm = leadflow.open(actor="ada")
    >>> lead = crm.leads.add(Lead(title="Forklift rental", last_name="Kovalenko"))
    >>> crm.convert(crm.move(lead, "in_progress")).deal.title
    'Forklift rental'
    """

    def __init__(self, desk: Desk, hand: Hand) -> None:
        self._desk = desk.of(hand.actor)
        self._hand = hand

    def __repr__(self) -> str:
        try:
            return f"<Crm of {self._hand.actor}: {self.workspace.mode}>"
        except StoreClosed:
            return f"<Crm of {self._hand.actor}: closed>"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    # History and time

    def history(self, record: Record | str) -> list[Event]:
        """Return everything that happened to a record, oldest first (H1).

        >>> import leadflow
        >>> crm = leadflow.open()
        >>> lead = crm.leads.add(leadflow.Lead(title="Forklifts"))
        >>> _ = crm.move(lead, "in_progress")
        >>> [event.kind for event in crm.history(lead)]
        ['created', 'moved']
        """
        name = known_id(record)
        with self._desk.reading() as reader:
            return list(reader.history(name))

    def transaction(self) -> AbstractContextManager["Crm"]:
        """Make everything in the block happen together or not at all (H3).

        Nested blocks are savepoints: an exception that is caught outside of the
        inner block undoes the inner block alone.

        >>> import leadflow
        >>> crm = leadflow.open()
        >>> with crm.transaction():
        ...     lead = crm.leads.add(leadflow.Lead(title="Forklifts"))
        ...     _ = crm.move(lead, "in_progress")
        >>> crm.leads.get(lead.id).stage
        'in_progress'
        """
        return self._desk.giving(lambda _: self)

    @contextmanager
    def once(self, key: str) -> Iterator[Step]:
        """Open a transaction that knows what was done under ``key`` before (P3).

        What the block keeps is stored together with everything that it writes, so
        that work which was interrupted goes on where it stopped. Keys are the
        actor's own, as those of ``add`` and ``convert``: one that was used for
        another verb raises ``KeyReused``.

        >>> import leadflow
        >>> crm = leadflow.open()
        >>> for attempt in range(2):
        ...     with crm.once("price list") as step:
        ...         if step.known is None:
        ...             _ = crm.products.add(leadflow.Product(name="Forklift"))
        ...             step.keep({"stored": "1"})
        >>> crm.products.count()
        1
        """
        with self._desk.writing() as writer:
            yield Step(writer, self._hand.actor, key)

    def acting_as(self, actor: str) -> "Crm":
        """Return a view of the same data for another actor.

        >>> import leadflow
        >>> crm = leadflow.open(actor="ada")
        >>> crm.acting_as("bob").leads.add(leadflow.Lead(title="Forklifts")).owner
        'bob'
        """
        return Crm(self._desk, attrs.evolve(self._hand, actor=_actor(actor)))

    def because(self, cause: str) -> "Crm":
        """Return a view of the same data whose changes are recorded with a reason.

        The reason is the ``cause`` of every event, but where something nearer is: a
        conversion, or the reason of an override.

        >>> import leadflow
        >>> crm = leadflow.open()
        >>> called = crm.because("the client called")
        >>> lead = called.leads.add(leadflow.Lead(title="Forklifts"))
        >>> crm.history(lead)[0].cause
        'the client called'
        """
        return Crm(self._desk, attrs.evolve(self._hand, cause=reason(cause)))

    def importing(self, name: str) -> "Crm":
        """Return a view of the same data for what is brought in from a file.

        ``name`` says from where; ``crm.provenance`` tells it of the values that come
        in so, unlike a reason that somebody gives.

        >>> import leadflow
        >>> crm = leadflow.open().importing("fair.xlsx")
        >>> crm.history(crm.leads.add(leadflow.Lead(title="Forklifts")))[0].cause
        'import:fair.xlsx'
        """
        cause = f"{IMPORT}{text(name)}"
        return Crm(self._desk, attrs.evolve(self._hand, cause=cause))

    def at(self, moment: datetime) -> "Crm":
        """Return a view of the same data whose clock shows ``moment``.

        For history that is brought along: events carry this time, while their
        order stays that of writing (P16).

        >>> import leadflow
        >>> from datetime import UTC, datetime
        >>> then = leadflow.open().at(datetime(2020, 5, 1, tzinfo=UTC))
        >>> then.leads.add(leadflow.Lead(title="Forklifts")).created_at.year
        2020
        """
        require(moment, datetime, "moment", "give a datetime with a zone")
        if moment.tzinfo is None:
            hint = "give it a zone: datetime(…, tzinfo=UTC)"
            raise InvalidValue("moment", "has no time zone", hint)
        return Crm(self._desk, attrs.evolve(self._hand, clock=lambda: moment))

    def as_of(self, moment: datetime | int) -> "Crm":
        """Return a view of everything as it was: records, pipelines, reports (H7).

        ``moment`` is a time, or the ``seq`` of the last event that counts. Of each
        record the view shows the newest version written by then, by the event's
        own time; the workspace is that of then. Writing raises ``PastReadOnly``.
        Single records are found by their own histories; the first question about
        many reads the events once, and the view keeps what they tell.

        >>> import leadflow
        >>> crm = leadflow.open()
        >>> lead = crm.leads.add(leadflow.Lead(title="Forklifts"))
        >>> _ = crm.leads.update(lead, title="Cranes")
        >>> crm.as_of(1).leads.get(lead.id).title
        'Forklifts'
        """
        from leadflow.crm.past import past  # noqa: PLC0415  # on use only

        return Crm(*past(self._desk, self._hand, moment))

    # The firm

    @property
    def actor(self) -> str:
        """Return who acts."""
        return self._hand.actor

    @property
    def workspace(self) -> Workspace:
        """Return how the firm works, as it is stored with the data."""
        with self._desk.reading() as reader:
            return self._desk.workspace(reader)

    @retried
    def configure(
        self,
        workspace: Workspace,
        *,
        move_to: Mapping[str, str] | None = None,
        hand_over: bool = False,
    ) -> Workspace:
        """Replace the workspace, once the data agrees with it (S2).

        ``move_to`` says where the records of stages that go away shall stand:
        ``{"deals/executing": "preparation"}``, or ``"other/new"`` for a stage of
        another pipeline. Raises ``InUse`` with every stage, field and dictionary
        value that is still used, ``InvalidWorkspace`` for transforms that were not
        given to ``leadflow.open``, ``SwitchRefused`` when the mode would become
        simple while leads are open: ``plan_switch`` knows what to do with them.
        Roles with which nobody could configure any more are ``InvalidWorkspace``;
        so are those that take it from the actor, but with ``hand_over`` (A4).

        >>> import leadflow
        >>> crm = leadflow.open()
        >>> crm.configure(leadflow.Workspace(currency="UAH")).currency
        'UAH'
        """
        # Imported on use: most programs open what was configured long ago.
        from leadflow.crm.configuring import (  # noqa: PLC0415
            configure,
            require_configurer,
            widen,
        )

        self._desk.require_agreed(workspace)
        with self._desk.authorized(CONFIGURE) as writer:
            require_configurer(workspace, "" if hand_over else self.actor)
            context = self._desk.context(writer, self._hand.act())
            save(writer, configure(context, workspace, move_to or {}))
            save(writer, widen(context, workspace))
            self._desk.keep_workspace(writer, workspace, at=context.act.now)
        return workspace

    @property
    def access(self) -> Access:
        """Return what can be asked about rights."""
        return Access(self._desk)

    @property
    def stages(self) -> Stages:
        """Return what can be asked about records and their stages."""
        return Stages(self._desk, self._hand)

    @property
    def files(self) -> Files:
        """Return the files that records refer to."""
        return Files(self._desk)

    @property
    def duplicates(self) -> Duplicates:
        """Return what finds records that stand in the base more than once."""
        return Duplicates(self._desk, self._hand)

    @property
    def parties(self) -> Parties:
        """Return one directory of everybody: leads, contacts, companies."""
        return Parties(self._desk, self._hand)

    @property
    def reports(self) -> Reports:
        """Return the reports."""
        return Reports(self._desk, self._hand)

    # The store

    @property
    def privacy(self) -> Privacy:
        """Return what erases people and exports what is known of them."""
        return Privacy(self._desk, self._hand)

    @property
    def upkeep(self) -> Upkeep:
        """Return what keeps the store in order: verifying it, copying it."""
        return Upkeep(self._desk)

    def promises(self) -> Promises:
        """Return how far the store's word goes (P4).

        >>> import leadflow
        >>> leadflow.open().promises().durable
        False
        """
        return self._desk.store.promises()

    def close(self) -> None:
        """Let go of the store; closing twice is harmless."""
        self._desk.store.close()


def _actor(name: object) -> str:
    if not isinstance(name, str):
        reason = f"must be text, not {type(name).__name__}"
        raise InvalidValue("actor", reason, "say who acts: actor='ada'")
    if actor := clean(name, "actor"):
        return actor
    raise InvalidValue("actor", "is empty", "say who acts: actor='ada'")
