"""The desk: the one place where changes are written.

Every path (one record, bulk, import, conversion) goes through ``Desk.write``:
a verb is asked for a change, its records are saved, its events appended, all in
one transaction.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import UTC, datetime
from typing import TypeAlias, TypeVar

from attrs import define, field, frozen

from leadflow.access import Admitting, Guarded, Rights, guard_of, rights_of
from leadflow.context import Context, asked_of
from leadflow.crm.blocks import Current, Reading
from leadflow.crm.foreseeing import Foresee, keeping, opened
from leadflow.crm.naming import require
from leadflow.deferred import by_value
from leadflow.entities import Record
from leadflow.entities.shapes import SHAPES
from leadflow.errors import Fault, InvalidValue, InvalidWorkspace
from leadflow.events import Act, Change
from leadflow.ids import IdSource
from leadflow.storage.files import FileStore
from leadflow.storage.gathering import Gathering
from leadflow.storage.passing import Passing, behind
from leadflow.storage.port import Indexing, Reader, Store, Writer
from leadflow.workspace import Binder, Workspace
from leadflow.workspace.maps import transform_faults
from leadflow.workspace.places import named
from leadflow.workspace.transforms import TRANSFORMS, Transform
from leadflow.workspace.types import FieldType, host_type_faults


T = TypeVar("T")

_USUAL = Workspace()

Clock: TypeAlias = Callable[[], datetime]
"""Whatever tells the time: an aware datetime."""


def system_clock() -> datetime:
    """Return the present time in UTC."""
    return datetime.now(UTC)


@by_value
@frozen(eq=False, repr=False)
class Hand:
    """Whose hand writes, and what its watch says."""

    actor: str
    clock: Clock
    cause: str = ""
    """Why everything is done that it writes, where nothing nearer says why."""

    def act(self) -> Act:
        """Return who acts and when, at this moment."""
        now = self.clock()
        if now.tzinfo is None:
            raise InvalidValue("clock", "tells a time without zone", "return UTC")
        return Act(actor=self.actor, now=now.astimezone(UTC), cause=self.cause)


@define
class _Known:
    """The workspace that was read last, for all views of one store."""

    # One pair, replaced as a whole: threads may read different instants.
    last: tuple[str, Workspace] = ("", _USUAL)


Review: TypeAlias = Callable[[Workspace], Iterable[Fault]]
"""Gives what a host does not allow in a workspace, such as too many fields."""


@by_value
@frozen(kw_only=True, eq=False, repr=False)
class Host:
    """What the host program brings along: code, and a place for files."""

    transforms: Mapping[str, Transform] = TRANSFORMS
    field_types: Mapping[str, FieldType] = field(factory=dict)
    files: FileStore | None = None
    review: Review | None = None


class Desk:
    """Shares a store between threads and views; keeps the workspace in step."""

    def __init__(
        self,
        store: Store,
        new_id: IdSource,
        host: "Host | None" = None,
    ) -> None:
        self.store = store
        self.new_id = new_id
        self.host = host or Host()
        self.actor = ""
        self.current = Current()
        """What each thread has open."""
        self._known = _Known()
        # What was derived from the data, for all views of one store.
        self.shelf: dict[str, object] = {}
        self._present: Desk | None = None
        self._showing: Callable[[Desk], Store] | None = None

    def of(self, actor: str) -> "Desk":
        """Return the same desk for an actor: what it gives is what that one may see."""
        if actor == self.actor:
            return self
        if self._present is not None and self._showing is not None:
            return self._present.of(actor).through(self._showing)
        view = object.__new__(Desk)
        vars(view).update({**vars(self), "actor": actor})
        return view

    def through(self, showing: "Callable[[Desk], Store]") -> "Desk":
        """Return a desk for a store that shows this one's data otherwise.

        What the actor may see of it, the rights of today say.
        """
        view = Desk(showing(self), self.new_id, self.host)
        own = {"actor": self.actor, "_present": self, "_showing": showing}
        vars(view).update(own)
        # The workspace of then is mostly that of now: it need not be read again.
        view._known.last = self._known.last
        return view

    def __reduce__(self) -> str:
        """Refuse to be pickled or copied, for all that holds the desk."""
        message = (
            "a CRM and its selections belong to their process and cannot be pickled "
            "or copied; open the store again where they are needed"
        )
        raise TypeError(message)

    @property
    def is_writing(self) -> bool:
        """Return whether this thread has a transaction open."""
        return self.current.writer is not None

    def reading(self) -> AbstractContextManager[Reader]:
        """Give one instant: of the open transaction, else of the store (P9).

        Whoever asks, sees what the actor may see (A3).
        """
        writer = self.current.writer
        if writer is not None:
            return nullcontext(self.guarded(writer))
        return Reading(self.current, self.store.read(), self.guarded)

    def guarded(self, reader: Reader) -> Reader:
        """Return a reader of what the actor may see."""
        rights = self.rights(reader)
        if rights is None or rights.sees_all:
            return reader
        return Guarded(reader, rights)

    def rights(self, reader: Reader) -> Rights | None:
        """Return what limits the actor; nothing where nothing does (A1).

        The past is read under the rights of today.
        """
        if self._present is not None:
            # It was opened for reading the past, and so is of the same instant.
            return self._present.rights(getattr(behind(reader), "present"))  # noqa: B009
        workspace = self.workspace(reader)
        if not workspace.roles:
            return None
        rights = rights_of(workspace, self.actor)
        return None if rights.is_whole else rights

    def writing(self) -> AbstractContextManager[Writer]:
        """Open a transaction, or a savepoint inside the open one (H3).

        Rules read everything in it; what is written must be the actor's to write.
        """
        return self.giving(self.admitted)

    @contextmanager
    def giving(
        self, give: Callable[[Writer], T], foreseen: Foresee | None = None
    ) -> Iterator[T]:
        """Open a transaction as ``writing`` does, for what is made of its writer.

        What is foreseen is read at once, where the store can.
        """
        current = self.current
        outer = current.writer
        if outer is not None:
            try:
                with outer.savepoint():
                    yield give(outer)
            except BaseException:
                current.known = None  # it may be another one again
                raise
            return
        store = self.store
        # Forgotten twice, as an interruption may come at either line: a thread that is
        # left with a writer whose block has ended could do nothing any more.
        try:
            with store.write() if foreseen is None else opened(store, foreseen) as own:
                try:
                    current.writer = own
                    yield give(own)
                finally:
                    current.writer = current.known = None
        finally:
            current.writer = current.known = None

    def admitted(self, writer: Writer) -> Writer:
        """Return a writer of what the actor may write."""
        if self._present is None and not self.workspace(writer).roles:
            return writer
        rights = self.rights(writer)
        return writer if rights is None else Admitting(writer, rights)

    def authorized(
        self, operation: str, act: str = ""
    ) -> AbstractContextManager[Writer]:
        """Open a transaction for what concerns the whole firm, if the actor may.

        Raises ``Denied`` before anything is read for it.
        """

        def admit(writer: Writer) -> Writer:
            self.require(writer, operation, act)
            return writer

        return self.giving(admit)

    def require(self, reader: Reader, operation: str, act: str = "") -> None:
        """Raise ``Denied`` unless the actor may do this with everything there is."""
        rights = self.rights(reader)
        if rights is not None:
            rights.require_whole(operation, act)

    @contextmanager
    def gathering(self) -> Iterator[Gathering]:
        """Open a transaction for many small commands, which writes them together.

        Raises ``TornError`` where one of them, alone, cannot be undone any more.
        """
        with self.giving(_as_it_is) as writer:
            gathered = Gathering(writer)
            self.current.writer = gathered
            try:
                yield gathered
                gathered.flush()
            finally:
                self.current.writer = writer

    @property
    def last_known(self) -> Workspace:
        """Return the workspace as it was last read, with no look at the store."""
        return self._known.last[1]

    def workspace(self, reader: Reader) -> Workspace:
        """Return the stored workspace; read again when another process changed it."""
        known = self.current.known
        # Within one instant there is one; what it began with, it is asked for often.
        if known is not None and known[0] is reader:
            return known[1]
        source = reader
        if isinstance(reader, Passing):
            source = behind(reader)
            if known is not None and known[0] is source:
                return known[1]
        text, _ = source.workspace()
        last, workspace = self._known.last
        # By its text: the number of a revision that was undone is given again.
        if text != last:
            workspace = self._loaded(text) if text else _USUAL
        self.current.known = (source, workspace)
        return workspace

    def _loaded(self, text: str) -> Workspace:
        from leadflow.workspace.files import loads  # noqa: PLC0415  # on use only

        workspace = loads(text, types=self.host.field_types)
        self._known.last = (text, workspace)
        return workspace

    def require_agreed(self, workspace: Workspace) -> None:
        """Raise ``InvalidWorkspace`` for what the host does not give or allow."""
        hint = "give a Workspace; Workspace.load('workspace.toml') reads one"
        require(workspace, Workspace, "workspace", hint)
        host = self.host
        faults = (
            *transform_faults(workspace.conversions, host.transforms),
            *host_type_faults(workspace.fields, host.field_types),
            *(host.review(workspace) if host.review else ()),
        )
        if faults:
            told = named(workspace, faults)
            raise InvalidWorkspace(workspace.name or "workspace", told)

    def keep_workspace(
        self, writer: Writer, workspace: Workspace, *, at: datetime
    ) -> None:
        """Store a workspace with the data; what held before stays known (H7)."""
        from leadflow.workspace.writing import written  # noqa: PLC0415  # on use only

        text = written(workspace)
        writer.save_workspace(text, at=at)
        # True of this text whether the transaction ends well or not.
        self._known.last = (text, workspace)
        self.current.known = None
        if isinstance(writer, Indexing):
            writer.index(workspace.fields)

    def context(self, reader: Reader, act: Act) -> Context:
        """Return what a verb may look at; counters count in transactions alone.

        Rules see everything, what they are asked about only what the actor may see.
        """
        writer, known = self.current.writer, self.current.known
        if known is not None and known[0] is reader:
            workspace = known[1]
        else:
            workspace = self.workspace(reader)
        is_free = not workspace.roles and self._present is None
        # Every act has one: it is filled as a record is, without a call for each field.
        made: Context = SHAPES[Context].made(
            workspace=workspace,
            reader=reader,
            act=act,
            new_id=self.new_id,
            transforms=self.host.transforms,
            pending={},
            numbers=writer.next_number if writer is not None else None,
            files=self.host.files,
            seen=None if is_free else self._sight(reader),
        )
        return made

    def _sight(self, reader: Reader) -> Guarded | None:
        """Return what the actor may see of what a reader reads."""
        if guard := guard_of(reader):
            return guard
        rights = self.rights(reader)
        return None if rights is None else Guarded(reader, rights)

    def binder(self, reader: Reader, entity: str) -> Binder:
        """Return what may be asked of an entity (A5)."""
        return asked_of(reader, self.workspace(reader), entity)


def _as_it_is(writer: Writer) -> Writer:
    return writer


def released(writer: Writer, operation: str, record: Record, *, act: str) -> Writer:
    """Return the writer for what takes full sight; raises ``Denied`` without it."""
    if isinstance(writer, Admitting):
        return writer.released(operation, record, act)
    return writer


def save(writer: Writer, change: Change) -> None:
    """Write a change as the last thing that a verb does: records, then their facts.

    Raises ``Denied`` before that, where it is not the actor's to write.
    """
    if isinstance(writer, Admitting):
        writer.admit(change)
    if (keep := keeping(type(writer))) is not None:
        # Whatever is raised ends the verb, and its block is undone as a whole.
        keep(writer, change.records, change.events)
        return
    if change.records:
        writer.put(change.records, facts=change.events)
    if change.events:
        writer.append(change.events)
