"""``Crm``: the one object through which everything is done."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from types import TracebackType
from typing import Any, Self, cast, overload

from leadflow.context import Context
from leadflow.conversion import ConversionPlan, Converted, Source
from leadflow.crm.advising import Advising
from leadflow.crm.afterwards import Afterwards
from leadflow.crm.collection import Collection
from leadflow.crm.converting import Asked, Conversions
from leadflow.crm.desk import Desk, Hand, save
from leadflow.crm.files import Files
from leadflow.crm.reports import Reports
from leadflow.crm.stages import Stages
from leadflow.crm.switching import Switching
from leadflow.crm.upkeep import Upkeep
from leadflow.entities import (
    Activity,
    Company,
    Contact,
    Deal,
    Inquiry,
    Invoice,
    Lead,
    Product,
    Quote,
    Record,
    S,
    Staged,
    User,
    entity_of,
    evolve,
)
from leadflow.errors import InvalidValue, StoreClosed
from leadflow.events import Event
from leadflow.ids import (
    ActivityId,
    CompanyId,
    ContactId,
    DealId,
    InquiryId,
    InvoiceId,
    LeadId,
    ProductId,
    QuoteId,
    UserId,
    prefix_of,
)
from leadflow.modes import move
from leadflow.pipelines import Destination, approve
from leadflow.records import latest
from leadflow.storage.port import Promises
from leadflow.workspace import LOST, Pipeline, Workspace


class Crm(Advising, Afterwards, Switching):
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
        self._desk = desk
        self._hand = hand
        self._conversions = Conversions(desk, hand)

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

    # The records

    @property
    def leads(self) -> Collection[Lead, LeadId]:
        """Return the leads: inquiries of potential clients."""
        return Collection(self._desk, self._hand, "lead")

    @property
    def contacts(self) -> Collection[Contact, ContactId]:
        """Return the contacts: people."""
        return Collection(self._desk, self._hand, "contact")

    @property
    def companies(self) -> Collection[Company, CompanyId]:
        """Return the companies: firms."""
        return Collection(self._desk, self._hand, "company")

    @property
    def deals(self) -> Collection[Deal, DealId]:
        """Return the deals: sales on their way."""
        return Collection(self._desk, self._hand, "deal")

    @property
    def activities(self) -> Collection[Activity, ActivityId]:
        """Return the activities: calls, meetings, tasks, letters."""
        return Collection(self._desk, self._hand, "activity")

    @property
    def quotes(self) -> Collection[Quote, QuoteId]:
        """Return the quotes: offers."""
        return Collection(self._desk, self._hand, "quote")

    @property
    def invoices(self) -> Collection[Invoice, InvoiceId]:
        """Return the invoices: demands for payment."""
        return Collection(self._desk, self._hand, "invoice")

    @property
    def products(self) -> Collection[Product, ProductId]:
        """Return the products: goods and services."""
        return Collection(self._desk, self._hand, "product")

    @property
    def inquiries(self) -> Collection[Inquiry, InquiryId]:
        """Return the inquiries: messages as they came in."""
        return Collection(self._desk, self._hand, "inquiry")

    @property
    def users(self) -> Collection[User, UserId]:
        """Return the users: us."""
        return Collection(self._desk, self._hand, "user")

    # The pipeline

    @overload
    def move(
        self,
        record: S,
        stage: str = "",
        *,
        pipeline: str = "",
        override: str = "",
        **changes: object,
    ) -> S: ...
    @overload
    def move(
        self,
        record: str,
        stage: str = "",
        *,
        pipeline: str = "",
        override: str = "",
        **changes: object,
    ) -> Staged: ...
    def move(
        self,
        record: Staged | str,
        stage: str = "",
        *,
        pipeline: str = "",
        override: str = "",
        **changes: object,
    ) -> Staged:
        """Move a lead, deal, quote or invoice to a stage, and return it.

        ``changes`` are fields set on the way, such as ``loss_reason="price"``;
        the stage's gates judge the result (S4). ``override`` says why they are
        passed over, if the actor may, and is recorded. Without a stage, another
        ``pipeline`` takes the one that its stage map names (S8).
        Raises ``MoveRefused`` with every closed gate, ``Conflict`` when the record
        was changed since you read it, ``UnknownName`` for a wrong stage.
        """
        to = Destination(stage=stage, pipeline=pipeline, override=override)
        moved: Staged = self._moved(record, to, changes)
        return moved

    def win(self, record: S, *, override: str = "", **changes: object) -> S:
        """Move a deal, quote or invoice to its pipeline's won stage."""
        stage = self._pipeline(record).success
        to = Destination(stage=stage.code, override=override)
        won: S = self._moved(record, to, changes)
        return won

    def lose(
        self,
        record: S,
        *,
        reason: str = "",
        note: str = "",
        stage: str = "",
        override: str = "",
    ) -> S:
        """Move a record to a lost stage, the first one unless another is named.

        ``reason`` is a code of dictionary ``loss_reason`` (S5).
        """
        pipeline = self._pipeline(record)
        lost = pipeline.of_kind(LOST)
        if not lost:
            hint = "add Stage.lost() to it"
            raise InvalidValue("pipeline", f"'{pipeline.code}' has no lost stage", hint)
        given = {"loss_reason": reason, "loss_note": note}
        said: dict[str, object] = {name: text for name, text in given.items() if text}
        to = Destination(stage=stage or lost[0].code, override=override)
        moved: S = self._moved(record, to, said)
        return moved

    def _pipeline(self, record: Staged | str) -> Pipeline:
        with self._desk.reading() as reader:
            context = self._desk.context(reader, self._hand.act())
            return context.workspace.pipeline(_staged(context, record).pipeline)

    def _moved(
        self, record: Staged | str, to: Destination, changes: Mapping[str, object]
    ) -> Any:  # noqa: ANN401  # the same entity as the record
        with self._desk.writing() as writer:
            context = self._desk.context(writer, self._hand.act())
            stored = _staged(context, record)
            moved, change = move(context, stored, evolve(stored, **changes), to)
            save(writer, change)
        return moved

    def approve(self, record: S, stage: str) -> S:
        """Approve the record's entry into a stage that asks for approval (S4)."""
        with self._desk.writing() as writer:
            context = self._desk.context(writer, self._hand.act())
            approved, change = approve(context, _staged(context, record), stage)
            save(writer, change)
        return cast("S", approved)

    # Conversion

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
        """
        asked = Asked(
            variant=variant,
            to=to,
            values=values,
            participants=participants,
            choices=choices,
        )
        return self._conversions.plan(record, asked)

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
        """
        asked = Asked(
            variant=variant,
            to=to,
            values=values,
            participants=participants,
            choices=choices,
        )
        return self._conversions.convert(record, asked, key)

    # History and time

    def history(self, record: Record | str) -> list[Event]:
        """Return everything that happened to a record, oldest first (H1)."""
        name = record if isinstance(record, str) else record.id
        prefix_of(name)
        with self._desk.reading() as reader:
            return list(reader.history(name))

    @contextmanager
    def transaction(self) -> Iterator["Crm"]:
        """Make everything in the block happen together or not at all (H3).

        Nested blocks are savepoints: an exception that is caught outside of the
        inner block undoes the inner block alone.
        """
        with self._desk.writing():
            yield self

    def acting_as(self, actor: str) -> "Crm":
        """Return a view of the same data for another actor."""
        return Crm(self._desk, Hand(_actor(actor), self._hand.clock))

    def at(self, moment: datetime) -> "Crm":
        """Return a view of the same data whose clock shows ``moment``.

        For history that is brought along: events carry this time, while their
        order stays that of writing (P16).
        """
        if moment.tzinfo is None:
            hint = "give it a zone: datetime(…, tzinfo=UTC)"
            raise InvalidValue("moment", "has no time zone", hint)
        return Crm(self._desk, Hand(self._hand.actor, lambda: moment))

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

    def configure(
        self,
        workspace: Workspace,
        *,
        move_to: Mapping[str, str] | None = None,
    ) -> Workspace:
        """Replace the workspace, once the data agrees with it (S2).

        ``move_to`` says where the records of stages that go away shall stand:
        ``{"deals/executing": "preparation"}``, or ``"other/new"`` for a stage of
        another pipeline. Raises ``InUse`` with every stage, field and dictionary
        value that is still used, ``InvalidWorkspace`` for transforms that were not
        given to ``leadflow.open``, ``SwitchRefused`` when the mode would become
        simple while leads are open: ``plan_switch`` knows what to do with them.
        """
        # Imported on use: most programs open what was configured long ago.
        from leadflow.crm.configuring import configure, widen  # noqa: PLC0415

        self._desk.require_agreed(workspace)
        with self._desk.writing() as writer:
            context = self._desk.context(writer, self._hand.act())
            save(writer, configure(context, workspace, move_to or {}))
            save(writer, widen(context, workspace))
            self._desk.keep_workspace(writer, workspace, at=context.act.now)
        return workspace

    @property
    def stages(self) -> Stages:
        """Return what can be asked about records and their stages."""
        return Stages(self._desk, self._hand)

    @property
    def files(self) -> Files:
        """Return the files that records refer to."""
        return Files(self._desk)

    @property
    def reports(self) -> Reports:
        """Return the reports."""
        return Reports(self._desk, self._hand)

    # The store

    @property
    def upkeep(self) -> Upkeep:
        """Return what keeps the store in order: verifying it, copying it."""
        return Upkeep(self._desk)

    def promises(self) -> Promises:
        """Return how far the store's word goes (P4)."""
        return self._desk.store.promises()

    def close(self) -> None:
        """Let go of the store; closing twice is harmless."""
        self._desk.store.close()


def _actor(name: object) -> str:
    if not isinstance(name, str):
        reason = f"must be text, not {type(name).__name__}"
        raise InvalidValue("actor", reason, "say who acts: actor='ada'")
    if not name.strip():
        raise InvalidValue("actor", "is empty", "say who acts: actor='ada'")
    return name.strip()


def _staged(context: Context, record: Staged | str) -> Staged:
    """Return the stored record, if the caller's is the latest (H2)."""
    given = record if isinstance(record, str) else record.id
    if not given:
        raise InvalidValue("record", "is not stored yet", "add it first")
    stored = context.live(given)
    if not isinstance(stored, Staged):
        reason = f"names a {entity_of(stored).name}, which has no stages"
        raise InvalidValue("id", reason)
    if not isinstance(record, str):
        latest(context, record, stored)
    return stored
