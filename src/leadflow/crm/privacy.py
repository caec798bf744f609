"""A person's rights, as ``crm.privacy`` offers them: to know, and to be forgotten."""

from collections.abc import Mapping, Sequence

from leadflow.crm.desk import Desk, Hand
from leadflow.crm.files import Files
from leadflow.crm.naming import id_of, room
from leadflow.crm.retrying import retried
from leadflow.crm.upkeep import Swept
from leadflow.entities import Contact, Lead
from leadflow.errors import InvalidValue, PlanOutdated
from leadflow.ids import ContactId, LeadId
from leadflow.privacy import ErasurePlan, ErasureReport
from leadflow.storage.port import Reader
from leadflow.workspace.roles import DELETE, EXPORT, READ, UPDATE


@room
class Privacy:
    """Erasing people and exporting what is known of them: ``crm.privacy``.

    A person is given as a contact or a lead, or by the id of one.
    """

    def __init__(self, desk: Desk, hand: Hand) -> None:
        self._desk = desk
        self._hand = hand

    def plan_erasure(
        self,
        person: Contact | Lead | ContactId | LeadId,
        *,
        also: Sequence[str] | str = (),
    ) -> ErasurePlan:
        """Return what erasing a person would change, record by record; writes nothing.

        The person's own records (contact, leads, inquiries, activities with nobody
        else) lose every field that tells of the person. In linked records and
        wherever else the person is named, the strings are masked. ``also`` names
        further fields to clear in own and linked records: ``"lead.title"``. Reads
        all records and events.

        >>> import leadflow
        >>> crm = leadflow.open()
        >>> contact = crm.contacts.add(leadflow.Contact(last_name="Kovalenko"))
        >>> [step.fields for step in crm.privacy.plan_erasure(contact).steps]
        [('last_name',)]
        """
        from leadflow.privacy.erasing import erase  # noqa: PLC0415  # on use only

        with self._desk.reading() as reader:
            self._require_all(reader)
            context = self._desk.context(reader, self._hand.act())
            return erase(context, _id(person), also=also).plan

    def erase(
        self,
        person: Contact | Lead | ContactId | LeadId | ErasurePlan,
        *,
        also: Sequence[str] | str = (),
    ) -> ErasureReport:
        """Erase a person everywhere, and return what a look at everything found.

        Takes a person, or a plan. Records, events, contact points and stored
        requests change in one transaction; who did what and when stays told. Files
        that only this person's records named are deleted, and the bytes in the
        store's file are overwritten. It cannot be undone.
        Raises ``PlanOutdated`` when anything of a plan changed since, and
        ``InvalidValue`` inside a transaction. ``StoreBusy`` says that all is erased
        but the file's old bytes, which somebody reads: ``upkeep.sweep()`` then.

        >>> import leadflow
        >>> crm = leadflow.open()
        >>> contact = crm.contacts.add(leadflow.Contact(last_name="Kovalenko"))
        >>> crm.privacy.erase(contact).is_complete
        True
        >>> crm.contacts.get(contact.id).last_name
        ''
        """
        if self._desk.is_writing:
            hint = "erase after it: what is erased cannot come back"
            raise InvalidValue("erasing", "is part of no transaction", hint)
        plan, left = self._written(person, also)
        files = self._without_files(plan.files)
        store = self._desk.store
        copies = store.sweep() if isinstance(store, Swept) else ()
        return ErasureReport(plan=plan, remaining=left, copies=copies, files=files)

    def export_person(
        self, person: Contact | Lead | ContactId | LeadId
    ) -> Mapping[str, object]:
        """Return everything that is known of a person, as JSON can hold it (P22).

        >>> import json, leadflow
        >>> crm = leadflow.open()
        >>> contact = crm.contacts.add(leadflow.Contact(last_name="Kovalenko"))
        >>> known = crm.privacy.export_person(contact)
        >>> [record["last_name"] for record in known["records"]]
        ['Kovalenko']
        """
        from leadflow.privacy.exporting import export_person  # noqa: PLC0415  # on use

        with self._desk.reading() as reader:
            for each in (READ, EXPORT):
                self._desk.require(reader, each, "export a person whole")
            context = self._desk.context(reader, self._hand.act())
            return export_person(context, _id(person))

    def _require_all(self, reader: Reader) -> None:
        """Raise ``Denied`` unless the actor may see and change all that is stored.

        Who is named where, nobody can tell who sees a part of it.
        """
        for each in (READ, UPDATE, DELETE):
            self._desk.require(reader, each, "erase a person")

    @retried
    def _written(
        self,
        person: Contact | Lead | ContactId | LeadId | ErasurePlan,
        also: Sequence[str] | str,
    ) -> tuple[ErasurePlan, tuple[str, ...]]:
        """Write an erasure, and return its plan and what was found afterwards."""
        from leadflow.privacy.erasing import erase, remaining  # noqa: PLC0415  # on use

        plan = person if isinstance(person, ErasurePlan) else None
        id = person.person if isinstance(person, ErasurePlan) else _id(person)
        with self._desk.authorized(DELETE, "erase a person") as writer:
            self._require_all(writer)
            context = self._desk.context(writer, self._hand.act())
            done = erase(context, id, also=plan.also if plan else also)
            _require_current(plan, done.plan)
            writer.rewrite(done.told)
            writer.put(done.records)
            writer.append(done.events)
            for command in done.commands:
                writer.remember(command)
            return done.plan, remaining(writer, done)

    def _without_files(self, keys: Sequence[str]) -> tuple[str, ...]:
        if not keys or self._desk.host.files is None:
            return ()
        # What erases may do this; only who reads everything could ask for it alone.
        return Files(self._desk).sweep(keys)


def _require_current(plan: ErasurePlan | None, now: ErasurePlan) -> None:
    if plan is None or plan == now:
        return
    changed = {each.record for each in {*plan.steps} ^ {*now.steps}}
    raise PlanOutdated(plan.person, tuple(sorted(changed)))


def _id(person: Contact | Lead | ContactId | LeadId) -> str:
    return id_of(person, "give a contact or a lead, or its id")
