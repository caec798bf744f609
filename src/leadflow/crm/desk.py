"""The desk: the one place where changes are written.

Every path (one record, bulk, import, conversion) goes through ``Desk.write``:
a verb is asked for a change, its records are saved, its events appended, all in
one transaction.
"""

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TypeAlias

from attrs import define, field, frozen

from leadflow.context import Context
from leadflow.crm.naming import require
from leadflow.deferred import by_value
from leadflow.errors import Fault, InvalidValue, InvalidWorkspace
from leadflow.events import Act, Change
from leadflow.ids import IdSource
from leadflow.storage.files import FileStore
from leadflow.storage.gathering import Gathering
from leadflow.storage.port import Indexing, Reader, Store, Writer
from leadflow.workspace import Workspace
from leadflow.workspace.maps import transform_faults
from leadflow.workspace.transforms import TRANSFORMS, Transform
from leadflow.workspace.types import FieldType, host_type_faults


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


@define(slots=False)
class _Current(threading.local):
    """The transaction that this thread has open."""

    writer: Writer | None = None


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
        self._current = _Current()
        # One pair, replaced as a whole: threads may read different instants.
        self._known = ("", _USUAL)

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
        return self._current.writer is not None

    @contextmanager
    def reading(self) -> Iterator[Reader]:
        """Give one instant: of the open transaction, else of the store (P9)."""
        if self._current.writer is not None:
            yield self._current.writer
            return
        with self.store.read() as reader:
            yield reader

    @contextmanager
    def writing(self) -> Iterator[Writer]:
        """Open a transaction, or a savepoint inside the open one (H3)."""
        outer = self._current.writer
        if outer is not None:
            with outer.savepoint():
                yield outer
            return
        # Cleared twice, as an interruption may come at either line: a thread that is
        # left with a writer whose block has ended could do nothing any more.
        try:
            with self.store.write() as writer:
                try:
                    self._current.writer = writer
                    yield writer
                finally:
                    self._current.writer = None
        finally:
            self._current.writer = None

    @contextmanager
    def gathering(self) -> Iterator[Gathering]:
        """Open a transaction for many small commands, which writes them together.

        Raises ``TornError`` where one of them, alone, cannot be undone any more.
        """
        with self.writing() as writer:
            gathered = Gathering(writer)
            self._current.writer = gathered
            try:
                yield gathered
                gathered.flush()
            finally:
                self._current.writer = writer

    def workspace(self, reader: Reader) -> Workspace:
        """Return the stored workspace; read again when another process changed it."""
        text, revision = reader.workspace()
        if not revision:
            return _USUAL
        known, workspace = self._known
        # By its text: the number of a revision that was undone is given again.
        if text != known:
            from leadflow.workspace.files import loads  # noqa: PLC0415  # on use only

            workspace = loads(text, types=self.host.field_types)
            self._known = (text, workspace)
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
            raise InvalidWorkspace(workspace.name or "workspace", faults)

    def keep_workspace(
        self, writer: Writer, workspace: Workspace, *, at: datetime
    ) -> None:
        """Store a workspace with the data; what held before stays known (H7)."""
        from leadflow.workspace.writing import written  # noqa: PLC0415  # on use only

        text = written(workspace)
        writer.save_workspace(text, at=at)
        # True of this text whether the transaction ends well or not.
        self._known = (text, workspace)
        if isinstance(writer, Indexing):
            writer.index(workspace.fields)

    def context(self, reader: Reader, act: Act) -> Context:
        """Return what a verb may look at; counters count in transactions alone."""
        writer = self._current.writer
        return Context(
            workspace=self.workspace(reader),
            reader=reader,
            act=act,
            new_id=self.new_id,
            transforms=self.host.transforms,
            numbers=writer.next_number if writer is not None else None,
            files=self.host.files,
        )


def save(writer: Writer, change: Change) -> None:
    """Write a change: the records first, then the facts about them."""
    if change.records:
        writer.put(change.records)
    if change.events:
        writer.append(change.events)
