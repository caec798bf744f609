"""Collections: ``crm.leads``, ``crm.deals`` and the rest."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Generic, TypeVar, cast

from leadflow.context import Context
from leadflow.crm.adding import Batch, is_limited, made, placed, upserted
from leadflow.crm.commands import Request, answer_to, fingerprint, remember
from leadflow.crm.desk import Desk, Hand, released, save
from leadflow.crm.naming import id_in, spelling
from leadflow.crm.retrying import retried, written
from leadflow.crm.selection import Page, Selection
from leadflow.crm.watching import Upserted, Watch, watch_of, wish_of
from leadflow.deferred import collected_later
from leadflow.entities import ENTITIES, R
from leadflow.entities.points import point_key
from leadflow.errors import (
    ConversionRefused,
    InvalidData,
    InvalidValue,
    MoveRefused,
    NotFound,
    StoreClosed,
)
from leadflow.expressions import Condition, FieldPath
from leadflow.modes.admitting import update
from leadflow.records import USUAL, Options, asked, delete, purge, restore
from leadflow.storage.port import Writer, is_knowing
from leadflow.values import Money
from leadflow.workspace.policies import REPLACE
from leadflow.workspace.roles import DELETE


I = TypeVar("I", bound=str)  # noqa: E741  # the id's type


@spelling
class Collection(Generic[R, I]):
    """All records of one entity: added, read, found, changed, deleted."""

    def __init__(self, desk: Desk, hand: Hand, entity: str) -> None:
        self._desk = desk
        self._hand = hand
        self._entity = ENTITIES[entity]

    def __repr__(self) -> str:
        try:
            return f"<{self._entity.plural}: {self.count()}>"
        except StoreClosed:
            return f"<{self._entity.plural}: closed>"

    def _repr_html_(self) -> str:
        return self.select()._repr_html_()  # a notebook asks for it

    # Writing

    @written
    def add(
        self,
        writer: Writer,
        /,
        record: R,
        *,
        override: str = "",
        key: str = "",
        duplicates: str = "",
    ) -> R:
        """Store a new record and return it with its id, owner and stage.

        Raises ``InvalidData`` with every fault at once, ``MoveRefused`` when the
        stage's gate is closed; ``override`` passes gates and is recorded (S4);
        ``EntityDisabled`` where the firm uses no such records (M4, M6).
        The same record under the same ``key`` is added once: a second call
        returns it as it is today and writes nothing. Another record under the
        key raises ``KeyReused`` (P3). ``duplicates`` is a policy for this call (D2):
        with ``skip``, ``replace`` and ``merge`` the record that is there already is
        returned; see ``upsert``.

        >>> import leadflow
        >>> crm = leadflow.open(actor="ada")
        >>> crm.leads.add(leadflow.Lead(title="Forklifts")).stage
        'new'
        """
        options = Options(override=override) if override else USUAL
        context = self._desk.context(writer, self._hand.act())
        request = self._request(record, key) if key else None
        if request and (first := answer_to(writer, request)):
            return context.shown(self._stored(context, first["id"]))
        watch: Watch[R] | None
        watch = watch_of(context, self._entity.name, wish_of(duplicates), options)
        new, change = made(context, watch, self._checked(record), options)
        save(writer, change)
        if request:
            remember(writer, request, {"id": new.id})
        return context.shown(new)

    @retried
    def add_many(
        self, records: Iterable[R], *, override: str = "", duplicates: str = ""
    ) -> list[R]:
        """Store new records in one transaction, all or none (H3).

        Raises as ``add`` does; the path of a fault begins with the record's place.

        >>> import leadflow
        >>> crm = leadflow.open()
        >>> leads = crm.leads.add_many(leadflow.Lead(title=name) for name in "AB")
        >>> [lead.title for lead in leads]
        ['A', 'B']
        """
        options = Options(override=override) if override else USUAL
        self._require_several(records, "add(…)")
        added = []
        with self._desk.writing() as writer:
            context = self._desk.context(writer, self._hand.act())
            watch: Watch[R] | None
            watch = watch_of(context, self._entity.name, wish_of(duplicates), options)
            single = watch is not None or is_limited(
                context.workspace, self._entity.name
            )
            batch: Batch[R] = Batch(writer, context, watch, one_by_one=single)
            with collected_later():
                for number, record in enumerate(given := iter(records)):
                    try:
                        added.append(batch.add(self._checked(record), options))
                    except (InvalidData, MoveRefused, ConversionRefused) as error:
                        if number == 0 and next(given, None) is None:
                            raise  # one record has no place among others
                        raise placed(error, number) from None
                batch.flush()
        return added

    @written
    def upsert(
        self,
        writer: Writer,
        /,
        record: R,
        *,
        by: str | Iterable[str] = (),
        duplicates: str = REPLACE,
        override: str = "",
    ) -> Upserted[R]:
        """Store a record, or give the one that is there already what it tells (D5).

        ``by`` names the keys that decide: ``email``, ``phone``, ``tax_id``,
        ``messenger``, ``domain``, ``name``; without it who is there is found as by
        the policies of the workspace. ``duplicates`` is what then happens:
        ``replace`` writes the filled fields over, ``merge`` fills blanks and unites,
        ``skip`` changes nothing. Raises ``AmbiguousDuplicate`` where several are
        there, ``InvalidData`` for a record that has none of the keys.

        >>> import leadflow
        >>> contacts = leadflow.open().contacts
        >>> olena = leadflow.Contact(first_name="Olena", emails="o@kyiv.example")
        >>> for job in ("accountant", "director"):
        ...     given = leadflow.evolve(olena, notes=job)
        ...     print(contacts.upsert(given, by="email").outcome)
        stored
        replaced
        >>> contacts.first().notes
        'director'
        """
        options = Options(override=override) if override else USUAL
        wish = wish_of(duplicates, by)
        context = self._desk.context(writer, self._hand.act())
        met, change = upserted(context, self._checked(record), wish, options)
        save(writer, change)
        return met

    @written
    def update(self, writer: Writer, /, record: R | I, **changes: object) -> R:
        """Store a changed record and return its next version.

        Give the record, changed by ``evolve`` or by keyword, or its id and
        the changes. Raises ``Conflict`` when it was changed since you read it
        (H2), ``ReadOnly`` for fields that leadflow keeps. ``override`` among the
        changes passes the gates of a stage.

        >>> import leadflow
        >>> crm = leadflow.open()
        >>> lead = crm.leads.add(leadflow.Lead(title="Forklifts"))
        >>> crm.leads.update(lead, amount="5000 UAH").version
        2
        """
        override = changes.pop("override", "")
        options = Options(override=cast("str", override)) if override else USUAL
        context = self._desk.context(writer, self._hand.act())
        stored = self._live(context, record)
        held = None if isinstance(record, str) else record
        differing = asked(context, stored, changes, held=held)
        new, change = update(context, stored, differing, options)
        save(writer, change)
        return context.shown(new)

    @written
    def delete(self, writer: Writer, /, record: R | I) -> None:
        """Delete a record; ``restore`` brings it back with what went along (H5)."""
        context = self._desk.context(writer, self._hand.act())
        save(writer, delete(context, self._live(context, record)))

    @written
    def restore(self, writer: Writer, /, record: R | I, *, override: str = "") -> R:
        """Bring a deleted record back, and return it.

        Raises ``MoveRefused`` when its stage is full by now; ``override`` says
        why it comes back all the same, and is recorded (S4). Raises ``InvalidData``
        for an invoice whose quote another one bills by now (C16).

        >>> import leadflow
        >>> crm = leadflow.open()
        >>> lead = crm.leads.add(leadflow.Lead(title="Forklifts"))
        >>> crm.leads.delete(lead)
        >>> crm.leads.restore(lead).title, lead.id in crm.leads
        ('Forklifts', True)
        """
        context = self._desk.context(writer, self._hand.act())
        stored = self._stored(context, self._id(record))
        new, change = restore(context, stored, Options(override=override))
        save(writer, change)
        return context.shown(new)

    @written
    def purge(self, writer: Writer, /, record: R | I, *, unlink: bool = False) -> None:
        """Remove a deleted record for good, with its own activities (H5).

        That something happened stays told, without data. ``unlink`` clears the links
        of others to it; without it they raise ``InUse``. Raises ``InvalidValue`` for
        a record that was not deleted first. In a file the bytes are gone after
        ``crm.upkeep.sweep()``.

        >>> import leadflow
        >>> crm = leadflow.open()
        >>> lead = crm.leads.add(leadflow.Lead(title="Forklifts"))
        >>> crm.leads.delete(lead)
        >>> crm.leads.purge(lead)
        >>> crm.leads.deleted().all()
        []
        """
        context = self._desk.context(writer, self._hand.act())
        stored = self._stored(context, self._id(record))
        free = released(writer, DELETE, stored, act="purge")
        removal = purge(context, stored, unlink=unlink)
        free.rewrite(removal.told)
        save(free, removal.change)
        free.drop(removal.gone)

    # Reading

    def get(self, id: I) -> R:  # the field's name
        """Return the live record with this id, or raise ``NotFound``.

        >>> import leadflow
        >>> crm = leadflow.open()
        >>> lead = crm.leads.add(leadflow.Lead(title="Forklifts"))
        >>> crm.leads.get(lead.id) == lead
        True
        """
        with self._desk.reading() as reader:
            if type(id) is str and id.isascii():
                found = reader.get(self._entity.name, (id,)).get(id)
                if found is not None and found.deleted_at is None:
                    return cast("R", found)
            # What is not there is asked for once more: that tells why it is not.
            return self._live(self._desk.context(reader, self._hand.act()), id)

    def get_many(self, ids: Sequence[I]) -> list[R]:
        """Return the live records with these ids, in this order.

        Raises ``NotFound`` for the first that is not there.
        """
        self._require_several(ids, "get(…)")
        for each in ids:
            self._id(each)
        with self._desk.reading() as reader:
            context = self._desk.context(reader, self._hand.act())
            found = reader.get(self._entity.name, ids)
            live = {id: each for id, each in found.items() if each.deleted_at is None}
            # What is not live is asked for once more: that tells why it is not.
            return [
                cast("R", live[each]) if each in live else self._live(context, each)
                for each in ids
            ]

    def known_by(self, kind: str, value: str) -> list[R]:
        """Return the live records with this contact point, oldest first (D1).

        ``kind`` is ``phone``, ``email``, ``messenger``, ``domain``, ``tax_id`` or
        ``name``, a firm's without case, punctuation and legal form. Leads, contacts
        and companies have contact points.

        >>> import leadflow
        >>> crm = leadflow.open()
        >>> firm = crm.companies.add(leadflow.Company(name="Kyivlog LLC"))
        >>> crm.companies.known_by("name", "KYIVLOG") == [firm]
        True
        """
        key, name = point_key(kind, value), self._entity.name
        with self._desk.reading() as reader:
            if is_knowing(reader):
                return cast("list[R]", list(reader.known_by(name, kind, key)))
            found = reader.holders(kind, [key]).get(key, ())
            ids = sorted(each for each in found if each.startswith(f"{name}_"))
            records = reader.get(name, ids)
        return [cast("R", records[each]) for each in ids if each in records]

    def __iter__(self) -> Iterator[R]:
        return iter(self.select())

    def __contains__(self, id: object) -> bool:  # as above
        if not isinstance(id, str):
            return False
        with self._desk.reading() as reader:
            found = reader.get(self._entity.name, [id]).get(id)
            # What was merged goes by the survivor's being there (D3).
            while found is not None and (into := getattr(found, "merged_into", None)):
                found = reader.get(self._entity.name, [into]).get(into)
        return found is not None and found.deleted_at is None

    def select(self) -> Selection[R]:
        """Return all records of the collection, to be refined."""
        return Selection(desk=self._desk, hand=self._hand, entity=self._entity.name)

    def where(self, *conditions: Condition | str) -> Selection[R]:
        """Return the records for which the conditions hold.

        >>> import leadflow
        >>> crm = leadflow.open()
        >>> crm.leads.where(leadflow.F.title == "Forklifts", "amount >= 100").count()
        0
        """
        return self.select().where(*conditions)

    def order_by(self, *names: str | FieldPath) -> Selection[R]:
        """Return the records in an order; ``-amount`` is largest first."""
        return self.select().order_by(*names)

    def limit(self, size: int) -> Selection[R]:
        """Return at most the first ``size`` records."""
        return self.select().limit(size)

    def deleted(self) -> Selection[R]:
        """Return the deleted records."""
        return self.select().deleted()

    def all(self) -> list[R]:
        """Return all records at once."""
        return self.select().all()

    def first(self) -> R | None:
        """Return the oldest record, or ``None``."""
        return self.select().first()

    def count(self) -> int:
        """Return how many records there are."""
        return self.select().count()

    def total(self, name: str | FieldPath = "amount") -> tuple[Money, ...]:
        """Return the sum of a money field, one for each currency."""
        return self.select().total(name)

    def page(self, size: int = 50, *, after: str = "") -> Page[R]:
        """Return one page, oldest records first."""
        return self.select().page(size, after=after)

    # What all of these share

    def _checked(self, record: R) -> R:
        if not isinstance(record, self._entity.cls):
            reason = f"cannot be of type {type(record).__name__}"
            hint = f"{self._entity.plural} take a {self._entity.cls.__name__}"
            raise InvalidValue("record", reason, hint)
        return record

    def _require_several(self, given: object, single: str) -> None:
        if isinstance(given, str) or not isinstance(given, Iterable):
            reason = f"cannot be of type {type(given).__name__}"
            hint = f"give a list, or use {single} for one {self._entity.name}"
            raise InvalidValue(self._entity.plural, reason, hint)

    def _request(self, record: R, key: str) -> Request:
        asked = fingerprint(self._checked(record))
        return Request(actor=self._hand.actor, verb="add", key=key, asked=asked)

    def _id(self, record: R | I) -> str:
        return id_in(self._entity, record)

    def _live(self, context: Context, record: R | I) -> R:
        if isinstance(record, str) or type(record) is self._entity.cls:
            name = record if isinstance(record, str) else record.id
            if (found := context.found(self._entity.name, name)) is not None:
                return cast("R", found)
        # What is not there is asked for once more: that tells why it is not.
        return cast("R", context.live(id_in(self._entity, record)))

    def _stored(self, context: Context, id: str) -> R:  # as above
        found = context.load(self._entity.name, id)
        if found is None or not context.shows(found):
            raise NotFound(self._entity.name, id)
        return cast("R", found)
