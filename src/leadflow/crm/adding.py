"""Adding records: one, or many in few steps."""

from collections.abc import Iterable
from operator import attrgetter
from typing import Generic

import attrs

from leadflow.context import Context
from leadflow.crm.desk import save
from leadflow.crm.watching import Met, Upserted, Watch, Wish, watch_of
from leadflow.entities import Deal, Invoice, R, entity_of
from leadflow.entities.records import ends
from leadflow.errors import (
    ConversionInvalid,
    Fault,
    InvalidData,
    MoveRefused,
)
from leadflow.events import Change
from leadflow.modes.admitting import Refusal, add, converts_at_once, faults_of
from leadflow.records import Options, claimed, clients, create
from leadflow.storage.port import Writer
from leadflow.workspace import Workspace, once_each


# Large enough to be fast, small enough to hold in memory.
_BATCH = 500
_ID = attrgetter("id")


def made(
    context: Context, watch: Watch[R] | None, record: R, options: Options
) -> tuple[R, Change]:
    """Return a new record that may be stored, and the change that stores it.

    Or the one that is there already, where that is how the firm wants it (D2).
    """
    if watch is not None and (met := watch(record)):
        return met[0].record, met[1]
    return add(context, context.filled(record), options)


def upserted(context: Context, record: R, wish: Wish, options: Options) -> Met[R]:
    """Return what becomes of a record that may be there already, and the change."""
    watch: Watch[R] | None = watch_of(context, entity_of(record).name, wish, options)
    if watch is not None and (met := watch(record)):
        return met
    new, change = made(context, None, record, options)
    return Upserted(record=context.shown(new)), change


@once_each
def is_limited(workspace: Workspace, entity: str) -> bool:
    """Return whether each record must see those that were added before it.

    A stage may count them, and a lead may be converted into their client.
    """
    if converts_at_once(workspace, entity):
        return True
    pipelines = workspace.pipelines_of(entity)
    return any(stage.limit for each in pipelines for stage in each.stages)


class Batch(Generic[R]):
    """Writes many new records in few steps, each seen by the ones after it."""

    def __init__(
        self,
        writer: Writer,
        context: Context,
        watch: Watch[R] | None,
        *,
        one_by_one: bool,
    ) -> None:
        self._writer = writer
        self._context = context
        self._size = 1 if one_by_one else _BATCH
        self._watch = watch
        # Nobody watches, converts or hides anything: that is the same of all of them.
        self._is_plain = not one_by_one and context.seen is None
        self._waiting: list[Change] = []
        self._ids: set[str] = set()

    def add(self, record: R, options: Options) -> R:
        """Return a new record; it is written with others, before anybody asks."""
        if not self._ids.isdisjoint(ends(record)):
            self.flush()
        new, change = self._made(record, options)
        self._waiting.append(change)
        # A touched record is written as well, and its next touch must see it.
        self._ids.update(map(_ID, change.records))
        if isinstance(new, Deal | Invoice):
            # The next deal of the same client must find this one (S10), and the next
            # invoice of the same quote must be refused (C16).
            self._ids.update(clients(new), claimed(new))
        if len(self._waiting) >= self._size:
            self.flush()
        return new if self._is_plain else self._context.shown(new)

    def _made(self, record: R, options: Options) -> tuple[R, Change]:
        if self._is_plain:
            return create(self._context, record, options)
        return made(self._context, self._watch, record, options)

    def flush(self) -> None:
        """Write what waits."""
        save(self._writer, Change.total(self._waiting))
        self._waiting.clear()
        self._ids.clear()


def placed(error: Refusal, number: int) -> Refusal:
    """Return the error with the record's place, counted from 0, in every path."""
    if isinstance(error, InvalidData | MoveRefused):
        return attrs.evolve(error, faults=_faults_at(number, error.faults))
    return ConversionInvalid(str(number), _faults_at(number, faults_of(error)))


def _faults_at(number: int, faults: Iterable[Fault]) -> tuple[Fault, ...]:
    return tuple(
        attrs.evolve(fault, path=f"[{number}].{fault.path}".rstrip("."))
        for fault in faults
    )
