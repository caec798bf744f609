"""Questions about rights, as ``crm.access`` offers them (A4)."""

from functools import partial

from leadflow.access import Rights, rights_of
from leadflow.access.answers import (
    Explanation,
    Permissions,
    explained,
    explained_of,
    permissions,
)
from leadflow.access.forms import form_for
from leadflow.access.masking import shown
from leadflow.crm.desk import Desk
from leadflow.crm.naming import id_of, room
from leadflow.entities import Record, entity_named, entity_of
from leadflow.entities.records import blank
from leadflow.errors import InvalidValue, NotFound
from leadflow.ids import prefix_of
from leadflow.storage.port import Reader
from leadflow.workspace import Form
from leadflow.workspace.codes import one_of
from leadflow.workspace.roles import ANY, CONFIGURE, OPERATIONS
from leadflow.workspace.staff import hideable


@room
class Access:
    """Who may do what, and by which rule: ``crm.access.explain("ada", …)``.

    A record is given itself or by its id; a question about a record that one may
    not read oneself raises ``NotFound``.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def explain(
        self, actor: str, operation: str, *, of: Record | str = "", field: str = ""
    ) -> Explanation:
        """Return whether somebody may do something, with the deciding rule (A4).

        ``of`` is a record or its id, or an entity: then the answer is about any
        record of it. A record that is not stored yet is judged as a new one.

        >>> import leadflow
        >>> from leadflow import Grant, Member, Role, Workspace
        >>> sales = Role("sales", grants=[Grant("deal", "any", scope="own")])
        >>> chief = Role("chief", grants=[Grant("any", "any", scope="all")])
        >>> firm = Workspace(
        ...     roles=[sales, chief],
        ...     members=[Member("ada", roles="chief"), Member("bob", roles="sales")],
        ... )
        >>> crm = leadflow.open(actor="ada", workspace=firm)
        >>> deal = crm.deals.add(leadflow.Deal(title="Forklifts"))
        >>> told = crm.access.explain("bob", "update", of=deal)
        >>> told.allowed, told.rule
        (False, "role 'sales': any deal: own")
        """
        one_of(operation, "operation", OPERATIONS)
        with self._desk.reading() as reader:
            rights = self._rights(reader, actor)
            if operation == CONFIGURE:
                return explained_of(rights, CONFIGURE, ANY)
            if isinstance(of, str) and not of:
                hint = "name an entity or a record: of='deal', of=deal"
                raise InvalidValue("record", "is missing", hint)
            if isinstance(of, str) and "_" not in of:
                entity = entity_named(of).name
                _require_field(rights, entity, field)
                return explained_of(rights, operation, entity, field)
            record = self._record(reader, of)
            _require_field(rights, entity_of(record).name, field)
            return explained(rights, operation, record, field)

    def allows(self, operation: str, *, of: Record | str = "", field: str = "") -> bool:
        """Return whether the actor may do something, as ``explain`` says.

        >>> import leadflow
        >>> leadflow.open(actor="ada").access.allows("create", of="deal")
        True
        """
        return self.explain(self._desk.actor, operation, of=of, field=field).allowed

    def of(self, actor: str) -> Permissions:
        """Return all that somebody may do, as a table for a screen.

        >>> import leadflow
        >>> crm = leadflow.open(actor="ada")
        >>> {each.scope for each in crm.access.of("ada")}
        {'all'}
        """
        with self._desk.reading() as reader:
            return permissions(self._rights(reader, actor))

    def form(self, of: Record | str, *, language: str = "") -> Form:
        """Return what a screen must know to show and edit a record (A5).

        It is ``crm.workspace.form`` for the actor: fields that are hidden or locked
        are ``read_only``, hidden ones ``is_hidden`` and empty, and all of them are
        ``read_only`` where the actor may not change the record. ``of`` is an entity,
        for a new record, or a record.

        >>> import leadflow
        >>> crm = leadflow.open(actor="ada")
        >>> crm.access.form("deal").field("title").read_only
        False
        """
        with self._desk.reading() as reader:
            rights = self._rights(reader, self._desk.actor)
            if isinstance(of, str) and "_" not in of:
                seen = blank(entity_named(of))
                form = rights.workspace.form(of, language or None)
            else:
                seen = shown(rights, self._given(reader, of))
                load = partial(_loaded, reader)
                form = rights.workspace.form(seen, language or None, load=load)
            return form_for(rights, form, seen) if rights.workspace.roles else form

    def require(self, operation: str, *, of: Record | str = "") -> None:
        """Raise ``Denied`` where the actor may not do this; for hosts' own acts.

        >>> import leadflow
        >>> leadflow.open(actor="ada").access.require("export", of="deal")
        """
        told = self.explain(self._desk.actor, operation, of=of)
        if not told:
            with self._desk.reading() as reader:
                rights = self._rights(reader, self._desk.actor)
                raise rights.denied_as(told.operation, told.entity, told.rule)

    def _rights(self, reader: Reader, actor: str) -> Rights:
        return rights_of(self._desk.workspace(reader), actor)

    def _given(self, reader: Reader, of: Record | str) -> Record:
        """Return a record as it is given, once it is known that it may be read."""
        found = self._record(reader, of)
        return of if isinstance(of, Record) else found

    def _record(self, reader: Reader, of: Record | str) -> Record:
        if isinstance(of, Record) and not of.id:
            return of
        name = id_of(of)
        entity = entity_named(prefix_of(name)).name
        found = reader.get(entity, [name]).get(name)
        if found is None:
            raise NotFound(entity, name)
        return found


def _loaded(reader: Reader, entity: str, id: str) -> Record | None:
    return reader.get(entity, [id]).get(id)


def _require_field(rights: Rights, entity: str, field: str) -> None:
    if field:
        one_of(field, f"field of {entity}", hideable(rights.workspace, entity))
