"""What can be said and done about conversions afterwards: origins, taking back."""

from collections.abc import Sequence
from typing import overload

from attrs import frozen

from leadflow.context import Context
from leadflow.conversion import (
    Converted,
    Done,
    FieldProvenance,
    Provenance,
    Reverted,
    RevertPlan,
)
from leadflow.conversion.journal import conversions_of, reversal
from leadflow.conversion.origins import field_provenance, provenance
from leadflow.conversion.reverting import plan_revert, revert, reverted
from leadflow.crm.desk import Desk, Hand, save
from leadflow.crm.naming import known_id
from leadflow.crm.retrying import retried
from leadflow.entities import Record, entity_named
from leadflow.errors import Fault, NotFound, RevertRefused
from leadflow.expressions import FieldPath
from leadflow.expressions.fields import path_of
from leadflow.ids import prefix_of
from leadflow.storage.port import Reader
from leadflow.storage.remembering import Remembering
from leadflow.workspace.roles import READ


@frozen
class Retracing:
    """Answers for ``Crm`` where values came from, and takes conversions back."""

    _desk: Desk
    _hand: Hand

    def plan(self, done: Done) -> RevertPlan:
        """Return the plan with every conflict; writes nothing."""
        with self._desk.reading() as reader:
            self._desk.require(reader, READ, _BACK)
            context = self._context(reader)
            return plan_revert(context, _named(reader, done))

    @retried
    def revert(self, done: Done | RevertPlan) -> Reverted:
        """Take a conversion back, or return what came of that before."""
        with self._desk.writing() as writer:
            self._desk.require(writer, READ, _BACK)
            context = self._context(writer)
            if isinstance(done, RevertPlan):
                made, id = done, str(done.conversion)
            else:
                made, id = None, _named(writer, done)
            if first := reverted(context, id):
                return first
            result, change = revert(context, made or plan_revert(context, id))
            save(writer, change)
        return result

    @overload
    def provenance(self, record: Record | str, name: None) -> Provenance: ...
    @overload
    def provenance(
        self, record: Record | str, name: str | FieldPath
    ) -> FieldProvenance: ...
    def provenance(
        self, record: Record | str, name: str | FieldPath | None
    ) -> Provenance | FieldProvenance:
        """Return where a record, or one of its fields, came from."""
        with self._desk.reading() as reader:
            context = self._context(reader)
            stored = _stored(context, known_id(record))
            if name is None:
                return provenance(context, stored)
            path = name if isinstance(name, str) else ".".join(path_of(name))
            return field_provenance(context, stored, path)

    def _context(self, reader: Reader) -> Context:
        return self._desk.context(Remembering(reader), self._hand.act())


# What hangs on a record that goes, only who sees everything can be told.
_BACK = "take a conversion back"


def _stored(context: Context, id: str) -> Record:
    """Return a record, also one that was deleted: its facts remain."""
    entity = entity_named(prefix_of(id)).name
    found = context.load(entity, id)
    if found is None or not context.shows(found):
        raise NotFound(entity, id)
    return found


def _named(reader: Reader, done: Done) -> str:
    """Return the id of the conversion that is meant."""
    if isinstance(done, Converted):
        return done.id
    name = known_id(done, "give what convert() returned, its id, or what was converted")
    if prefix_of(name) == "conversion":
        return name
    return _only(name, conversions_of(reader, name), reader)


def _only(record: str, known: Sequence[str], reader: Reader) -> str:
    """Return a record's conversion; who asks again must get the same one."""
    standing = [each for each in known if not reversal(reader, each)]
    if known and standing in ([], [known[-1]]):
        return known[-1]
    message, hint = "was never converted", "name a record that was, or the conversion"
    code = "not_converted"
    if known:
        message, code = "was converted several times", "ambiguous"
        hint = f"name one conversion: {', '.join(standing)}"
    raise RevertRefused(record, (Fault(prefix_of(record), message, hint, code),))
