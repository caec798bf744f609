"""Receiving an inquiry: recognised, matched, routed, in one change (I2 to I7)."""

from collections.abc import Iterable
from typing import TypeVar, cast

import attrs
from attrs import define, field

from leadflow.context import Context
from leadflow.duplicates import Candidate
from leadflow.duplicates.namesakes import is_other_person
from leadflow.entities import (
    Company,
    Contact,
    Counterparty,
    Deal,
    Inquiry,
    Record,
    entity_of,
)
from leadflow.entities.records import differences, with_values
from leadflow.errors import (
    ConversionRefused,
    EntityDisabled,
    Fault,
    InvalidData,
    MoveRefused,
    UnknownName,
)
from leadflow.events import CREATED, Change, created
from leadflow.ids import prefix_of
from leadflow.intake import result
from leadflow.intake.alike import Ask, alike
from leadflow.intake.assigning import assigned
from leadflow.intake.making import (
    activity_of,
    company_of,
    contact_of,
    deal_of,
    draft_of,
    lead_of,
    names_somebody,
)
from leadflow.intake.matching import Match, intake_policy, match, open_deal
from leadflow.intake.recognising import delivery_keys, exclusion, received_before
from leadflow.intake.result import Received
from leadflow.merging import filled_up, written_over
from leadflow.records import create, update
from leadflow.workspace import SIMPLE
from leadflow.workspace.policies import BLOCK, MERGE, REPLACE, SKIP


R = TypeVar("R", bound=Record)


def receive(
    context: Context, inquiry: Inquiry, ask: Ask | None = None
) -> tuple[Received, Change]:
    """Return what becomes of an inquiry, and the change that makes it so.

    An inquiry that was received before gives what came of it then, and an empty
    change (I7). Nothing is lost: what the firm's own rules refuse is kept, with the
    reasons, as an inquiry that nothing was made of. ``ask`` finds who looks like the
    sender, where the firm wants that to be asked.
    """
    new = _dated(context, inquiry)
    if earlier := received_before(context, new):
        return answered(context, earlier), Change()
    work = _Work(context.because(new.id), new, ask)
    try:
        work.route()
    except (InvalidData, MoveRefused, ConversionRefused, EntityDisabled) as error:
        work = _Work(context.because(new.id), new)
        work.take(result.REFUSED, note="; ".join(map(str, _faults(error))))
    try:
        return work.done()
    except InvalidData as error:
        faults = tuple(_taught(each, new.channel) for each in error.faults)
        raise attrs.evolve(error, faults=faults) from None


def _taught(fault: Fault, channel: str) -> Fault:
    """Return what is wrong with an inquiry; of a channel, with the ways out (I1)."""
    if fault.path != "channel" or fault.code != UnknownName.code:
        return fault
    ways = (
        f"add '{channel}' to the dictionary 'source' of the workspace, or say "
        "channel='other' and name it in source_details"
    )
    return attrs.evolve(fault, hint=f"{fault.hint}; {ways}")


def answered(context: Context, inquiry: Inquiry) -> Received:
    """Return what became of an inquiry that was received, as it is today (I7)."""
    made: dict[str, bool] = {}
    for event in context.reader.caused_by(inquiry.id):
        if event.record != inquiry.id:
            made[event.record] = made.get(event.record, False) or event.kind == CREATED
    records = {id: context.load(prefix_of(id), id) for id in made}
    shown = [
        each
        for each in records.values()
        if each is not None and each.deleted_at is None and context.shows(each)
    ]
    return Received(
        inquiry=inquiry,
        created=tuple(each for each in shown if made[each.id]),
        touched=tuple(each for each in shown if not made[each.id]),
        is_repeated=True,
    )


def _dated(context: Context, inquiry: Inquiry) -> Inquiry:
    """Return the inquiry with an id and the time it came."""
    return with_values(
        inquiry,
        id=inquiry.id or context.new_id("inquiry"),
        received_at=inquiry.received_at or context.act.now,
    )


def _faults(error: Exception) -> Iterable[Fault | str]:
    return cast("Iterable[Fault | str]", getattr(error, "faults", ()) or (str(error),))


def _is_somebody_else(record: Counterparty, draft: Counterparty) -> bool:
    """Tell whether a client's number was used by a person of another name."""
    if isinstance(record, Contact) and isinstance(draft, Contact):
        return is_other_person(record, draft)
    return False


@define(eq=False)
class _Work:
    """One inquiry in the making: each step sees what the ones before made."""

    context: Context
    inquiry: Inquiry
    ask: Ask | None = None
    change: Change = field(factory=Change)
    made: dict[str, Record] = field(factory=dict)
    touched: dict[str, Record] = field(factory=dict)
    owner: str = ""
    notes: list[str] = field(factory=list)
    """Why the branch was taken, where its code does not say all."""
    branch: str = ""
    is_ambiguous: bool = False
    looks_like: tuple[Candidate, ...] = ()

    def route(self) -> None:
        """Find the branch, and do what belongs to it (I3, I4)."""
        if reason := exclusion(self.context, self.inquiry):
            self.take(result.EXCLUDED, note=reason)
            return
        known = self._known()
        record = known.record
        if record is None and not names_somebody(self.inquiry):
            self.take(result.ANONYMOUS)
            return
        if record is not None and intake_policy(self.context, record) == BLOCK:
            self.take(result.REFUSED, note=f"{record.id} is there already")
            return
        self.owner = self._owner_of(record)
        if known.lead:
            self._on_lead(known)
        elif record is None:
            self._unknown()
        elif self.context.workspace.mode == SIMPLE:
            self._on_deal(known)
        else:
            self._on_client(known)

    def _known(self) -> Match:
        """Return who sent it: by exact keys, else by looks where the firm says so."""
        known = match(self.context, self.inquiry)
        if known.record is None and not known.looks_like:
            known = alike(self.context, self.inquiry, self.ask)
        self._alike(known.alike)
        self.looks_like = known.looks_like
        if known.looks_like and not known.alike:
            told = (f"{each.record.id} ({each.score})" for each in known.looks_like)
            self.notes.append(f"looks like {', '.join(told)}")
        return known

    def take(self, route: str, *, note: str = "") -> None:
        """Say which branch was taken."""
        self.branch = route
        if note:
            self.notes.append(note)

    def done(self) -> tuple[Received, Change]:
        """Return the result and the change; the inquiry comes last, with its links."""
        made = {prefix_of(id): id for id in (*self.touched, *self.made)}
        links = {
            name: made[name]
            for name in ("lead", "contact", "company", "deal")
            if name in made
        }
        owner = self.inquiry.owner or self.owner or self.context.act.actor
        told = with_values(self.inquiry, owner=owner, **links)
        new, _ = create(self.context, told)
        # What leadflow keeps of it is part of the one fact that it came in.
        inquiry, first = created(
            with_values(
                new,
                route=self.branch,
                route_note="; ".join(self.notes),
                is_ambiguous=self.is_ambiguous,
                delivery_keys=delivery_keys(new),
            ),
            self.context.act,
        )
        received = Received(
            inquiry=inquiry,
            created=tuple(self.made.values()),
            touched=tuple(self.touched.values()),
            candidates=self.looks_like,
        )
        return received, self.change + first

    # Branches

    def _on_lead(self, known: Match) -> None:
        self.take(result.OPEN_LEAD)
        self._log(*self._met(known))

    def _on_client(self, known: Match) -> None:
        client = self._met(known)
        uses_leads = self.context.workspace.uses("lead")
        if not (self.context.workspace.intake.repeat_leads and uses_leads):
            self.take(result.CLIENT)
            self._log(*client)
            return
        self.take(result.REPEAT_LEAD)
        self.touched.update((each.id, each) for each in client)
        tied = with_values(
            self.inquiry,
            contact=known.contact.id if known.contact else None,
            company=known.company.id if known.company else None,
        )
        lead = self._made(create(self.context, lead_of(self.context, tied, self.owner)))
        self._log(lead)

    def _on_deal(self, known: Match) -> None:
        client = self._met(known)
        deal, alike = open_deal(self.context, known)
        self._alike(alike)
        if deal:
            self.take(result.OPEN_DEAL)
            self.owner = deal.owner or self.owner
            self._log(deal, *client)
            return
        self.take(result.REPEAT_DEAL)
        self.touched.update((each.id, each) for each in client)
        new = self._deal(known.contact, known.company)
        self._log(new, *client)

    def _unknown(self) -> None:
        """Make a lead, or the client and a deal at once (I4)."""
        if self.context.workspace.mode != SIMPLE:
            self.take(result.NEW_LEAD)
            lead = lead_of(self.context, self.inquiry, self.owner)
            self._log(self._made(create(self.context, lead)))
            return
        self.take(result.NEW_CLIENT)
        contact, company = self._client()
        deal = self._deal(contact, company)
        self._log(deal, *(each for each in (contact, company) if each))

    def _client(self) -> tuple[Contact | None, Company | None]:
        context, inquiry, owner = self.context, self.inquiry, self.owner
        firm = person = None
        uses = context.workspace.uses
        if inquiry.company_name and uses("company"):
            firm = self._made(create(context, company_of(context, inquiry, owner)))
        names = (inquiry.first_name, inquiry.middle_name, inquiry.last_name)
        if firm is None or (any(names) and uses("contact")):
            draft = contact_of(self.context, inquiry, owner, firm)
            person = self._made(create(self.context, draft))
        return person, firm

    def _deal(self, contact: Contact | None, company: Company | None) -> Deal:
        client = (contact, company)
        draft = deal_of(self.context, self.inquiry, self.owner, client)
        return self._made(create(self.context, draft))

    # What the branches share

    def _met(self, known: Match) -> list[Record]:
        """Return whom it is from, with what it tells besides of them (D2)."""
        return [
            self._told(each, soft=known.is_soft)
            for each in (known.lead, known.contact, known.company)
            if each
        ]

    def _told(self, record: Counterparty, *, soft: bool) -> Record:
        policy = intake_policy(self.context, record)
        if soft and policy == SKIP:
            # The next inquiry from the same number must find the same record.
            policy = MERGE
        draft = draft_of(self.context, self.inquiry, entity_of(record).name)
        if policy == SKIP or _is_somebody_else(record, draft):
            return record
        if policy == REPLACE:
            after = written_over(record, draft)
        else:
            after = filled_up(self.context, record, draft)
        if after == record:
            return record
        stored = self.context.whole(record)
        after = self.context.given(stored, after)
        differing = differences(stored, after)
        return self._changed(update(self.context, stored, differing))

    def _owner_of(self, record: Record | None) -> str:
        known: str = getattr(record, "owner", "")
        said = self.inquiry.owner
        return known or said or assigned(self.context, self.inquiry)

    def _alike(self, ids: tuple[str, ...]) -> None:
        if ids:
            self.is_ambiguous = True
            self.notes.append(f"alike are {', '.join(ids)}")

    def _log(self, *records: Record) -> None:
        """Write down what came in, bound to these records."""
        ids = [each.id for each in records]
        self.touched.update(
            (each.id, each) for each in records if each.id not in self.made
        )
        draft = activity_of(self.context, self.inquiry, self.owner, ids)
        self._made(create(self.context, draft))

    def _made(self, written: tuple[R, Change]) -> R:
        record, change = written
        self.made[record.id] = record
        self._keep(change)
        return record

    def _changed(self, written: tuple[R, Change]) -> R:
        record, change = written
        self.touched[record.id] = record
        self._keep(change)
        return record

    def _keep(self, change: Change) -> None:
        """Add a step; what it changed besides is seen, and told, as it is now."""
        self.change += change
        self.context = self.context.after(change)
        for each in change.records:
            for known in (self.made, self.touched):
                if each.id in known:
                    known[each.id] = each
