"""Files: bytes in, references out, and what nobody refers to swept up."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from leadflow.access import guard_of
from leadflow.crm.desk import Desk
from leadflow.crm.naming import room
from leadflow.crm.retrying import retried
from leadflow.entities import ENTITIES, FieldSpec, Kind, Record
from leadflow.errors import InvalidValue, NotFound
from leadflow.storage.files import FileStore
from leadflow.storage.files.port import Content
from leadflow.storage.port import Reader
from leadflow.storage.query import ANY as EVERY, Query
from leadflow.values import FileRef
from leadflow.values.files import type_of_name
from leadflow.workspace import Paths
from leadflow.workspace.roles import ANY, CREATE, DELETE, NONE, READ, UPDATE


@room
class Files:
    """The files of a CRM; made by ``crm.files``.

    A file is kept first and then referred to: a record takes no reference to bytes
    that are not there (F6).

    >>> import leadflow
    >>> from leadflow import CustomField, Lead, Workspace
    >>> field = CustomField("brief", entity="lead", type="file")
    >>> crm = leadflow.open(workspace=Workspace(fields=[field]))
    >>> brief = crm.files.put(b"Three forklifts", name="brief.txt")
    >>> lead = crm.leads.add(Lead(title="Rental", custom={"brief": brief}))
    >>> crm.files.read(lead.custom["brief"])
    b'Three forklifts'
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def put(
        self,
        content: Content | os.PathLike[str],
        *,
        name: str = "",
        media_type: str = "",
    ) -> FileRef:
        """Keep bytes, a stream of them, or the file at a path; return the reference.

        A path names itself, all else needs a ``name``. Without a ``media_type`` the
        name's ending tells it.
        Nothing is undone with a transaction: see ``sweep``.
        Raises ``InvalidValue`` for more bytes than the file store takes.

        >>> import leadflow
        >>> crm = leadflow.open()
        >>> crm.files.put(b"Three forklifts", name="brief.txt").media_type
        'text/plain'
        """
        if isinstance(content, os.PathLike):
            path = Path(content)
            with path.open("rb") as stream:
                return self.put(stream, name=name or path.name, media_type=media_type)
        with self._desk.reading() as reader:
            self._require_writer(reader)
        known = media_type or type_of_name(name)
        return self._store.put(content, name=name, media_type=known)

    def open(self, file: object) -> BinaryIO:
        """Return a stream of the bytes; raises ``NotFound`` if they are gone.

        >>> import leadflow
        >>> crm = leadflow.open()
        >>> brief = crm.files.put(b"Three forklifts", name="brief.txt")
        >>> with crm.files.open(brief) as stream:
        ...     stream.read(5)
        b'Three'
        """
        return self._store.open(self._seen(_file(file)))

    def read(self, file: object) -> bytes:
        """Return all bytes of a file."""
        with self.open(file) as stream:
            return stream.read()

    def unused(self) -> tuple[str, ...]:
        """Return the keys of files that no record refers to, deleted ones neither.

        A file that was kept a moment ago may be among them: its record comes next.
        So look today, and ``sweep`` what you saw tomorrow.

        >>> import leadflow
        >>> crm = leadflow.open()
        >>> brief = crm.files.put(b"Three forklifts", name="brief.txt")
        >>> crm.files.unused() == (brief.key,)
        True
        """
        with self._desk.reading() as reader:
            self._desk.require(reader, READ, "look for unused files")
            used = _used(reader)
        kept = self._store.keys()
        return tuple(key for key in kept if key not in used)

    @retried
    def sweep(self, keys: Iterable[str]) -> tuple[str, ...]:
        """Let go of those of these files that are still unused, and return them.

        The history of a record may go on naming a file that is gone.

        >>> import leadflow
        >>> crm = leadflow.open()
        >>> _ = crm.files.put(b"Three forklifts", name="brief.txt")
        >>> len(crm.files.sweep(crm.files.unused())), crm.files.unused()
        (1, ())
        """
        with self._desk.authorized(DELETE, "sweep files") as writer:
            self._desk.require(writer, READ, "sweep files")
            used = _used(writer)
            asked = set(keys) - used
            gone = tuple(key for key in self._store.keys() if key in asked)  # noqa: SIM118  # no mapping
            for key in gone:
                self._store.delete(key)
        return gone

    def _seen(self, file: FileRef) -> FileRef:
        """Return the file, if a record that the actor may read refers to it (A3)."""
        with self._desk.reading() as reader:
            guarded = guard_of(reader) is not None
            if guarded and not any(each.key == file.key for each in _refs(reader)):
                raise NotFound("file", file.key)
        return file

    def _require_writer(self, reader: Reader) -> None:
        """Raise ``Denied`` for who may write no record that could refer to a file."""
        rights = self._desk.rights(reader)
        if rights is None:
            return
        ways = [
            rights.widest(way, name) for name in ENTITIES for way in (CREATE, UPDATE)
        ]
        if all(each.scope == NONE for each in ways):
            raise rights.denied(CREATE, ANY, ways[0])

    @property
    def _store(self) -> FileStore:
        store = self._desk.host.files
        if store is None:
            hint = "say where: leadflow.open(store, files='a folder')"
            raise InvalidValue("files", "have no place beside this store", hint)
        return store


def _file(value: object) -> FileRef:
    if isinstance(value, FileRef):
        return value
    hint = "give the reference that put(…) returned"
    raise InvalidValue("file", f"cannot be of type {type(value).__name__}", hint)


def _used(reader: Reader) -> set[str]:
    """Return the keys of all files that records refer to."""
    return {each.key for each in _refs(reader)}


def _refs(reader: Reader) -> Iterator[FileRef]:
    """Yield the files that records refer to, deleted ones too."""
    from leadflow.workspace import Workspace  # noqa: PLC0415  # any will do

    for entity in ENTITIES.values():
        query = Query(paths=Paths(Workspace(), entity), which=EVERY)
        for record in reader.find(query):
            yield from _files_of(record, _SPECS[entity.name])


_SPECS = {
    entity.name: tuple(
        spec
        for spec in entity.fields.values()
        if spec.type is FileRef or spec.kind is Kind.CUSTOM
    )
    for entity in ENTITIES.values()
}


def _files_of(record: Record, specs: tuple[FieldSpec, ...]) -> Iterator[FileRef]:
    for spec in specs:
        value = getattr(record, spec.name)
        held = value.values() if spec.kind is Kind.CUSTOM else (value,)
        for each in held:
            several = each if isinstance(each, tuple) else (each,)
            yield from (one for one in several if isinstance(one, FileRef))
