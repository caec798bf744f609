"""Opening a CRM: in memory, or in a file."""

import os
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TypeGuard

from leadflow.crm.answering import answered
from leadflow.crm.crm import Crm, _actor
from leadflow.crm.desk import Clock, Desk, Hand, Host, Review, system_clock
from leadflow.errors import InvalidValue, MissingExtra
from leadflow.ids import IdSource, TimeOrderedIds
from leadflow.storage.files import FileStore, FolderFiles, MemoryFiles
from leadflow.storage.port import Store
from leadflow.workspace import Workspace
from leadflow.workspace.transforms import Transform, all_transforms
from leadflow.workspace.types import FieldType, known_types


_EXTRAS = {
    "postgresql": "postgres",
    "postgres": "postgres",
    "mysql": "mysql",
    "mariadb": "mysql",
}
"""What brings the driver for each kind of server that a URL may name."""


@answered
def open(  # noqa: PLR0913  # every one has a default, and most nobody needs
    place: str | os.PathLike[str] | Store | None = None,
    *,
    actor: str = "system",
    workspace: Workspace | str | os.PathLike[str] | None = None,
    clock: Clock = system_clock,
    ids: IdSource | None = None,
    transforms: Mapping[str, Transform] | None = None,
    field_types: Iterable[FieldType] = (),
    files: FileStore | str | os.PathLike[str] | None = None,
    review: Review | None = None,
    tenant: str = "",
) -> Crm:
    """Open a CRM and return it.

    ``place`` is the path of an SQLite file, which is made where there is none; the
    URL of a database server, such as ``postgresql://user@host/sales``; a store of
    your own; or nothing: then everything is kept in memory.
    ``workspace`` (or the path of its TOML file) is stored with the data, once the
    data agrees with it; left out, the stored one holds.
    ``clock`` and ``ids`` are for tests and simulations.
    ``transforms`` are functions from text to text, which the maps of conversions
    may name: ``copy("title", to="title", by="slug")``. They are code and not stored:
    a workspace that names one has to be opened with it (C4).
    ``field_types`` are the host's own types of custom fields (F1).
    ``files`` is where files are kept: a folder or a store of your own. Left out, it
    is the folder ``sales.db-files`` beside ``sales.db``, or memory.
    ``review`` is asked before a workspace is stored, and gives the faults for which
    it shall not be, such as more custom fields than a tenant may have.
    ``tenant`` names one of many firms in the tables of a database server; each has a
    workspace and records of its own, and sees nothing of the others.
    When opening fails, a store of your own stays open; closing the CRM closes it.

    >>> import leadflow
    >>> with leadflow.open(actor="ada") as crm:
    ...     crm.leads.count()
    0
    """
    host = Host(
        transforms=all_transforms(transforms or {}),
        field_types=known_types(field_types),
        files=_file_store(place, files),
        review=review,
    )
    _require_clock(clock)
    hand = Hand(_actor(actor), clock)
    store = _store(place, tenant)
    try:
        desk = Desk(store, ids or TimeOrderedIds(), host)
        _settle(desk, hand, workspace)
    except BaseException:
        # A store that was given stays the caller's, who may try again.
        if store is not place:
            store.close()
        raise
    return Crm(desk, hand)


def _file_store(
    place: str | os.PathLike[str] | Store | None,
    files: FileStore | str | os.PathLike[str] | None,
) -> FileStore | None:
    """Return where files are kept; beside a store of one's own there is no place."""
    if isinstance(files, str | os.PathLike):
        return FolderFiles(files)
    if files is not None:
        return files
    if place is None or place == ":memory:":
        return MemoryFiles()
    if _is_url(place):
        return None
    if isinstance(place, str | os.PathLike):
        return FolderFiles(f"{os.fspath(place)}-files")
    return None


def _is_url(place: object) -> TypeGuard[str]:
    return isinstance(place, str) and "://" in place


def _store(place: str | os.PathLike[str] | Store | None, tenant: str) -> Store:
    if _is_url(place):
        return _server_store(place, tenant)
    if tenant:
        hint = "give the URL of a database server, or a store made for the tenant"
        raise InvalidValue("tenant", "is for databases on a server", hint)
    if place is None or place == ":memory:":
        from leadflow.storage.memory import MemoryStore  # noqa: PLC0415  # on use

        return MemoryStore()
    if isinstance(place, str | os.PathLike):
        from leadflow.storage.sqlite import SQLiteStore  # noqa: PLC0415  # on use

        return SQLiteStore(place)
    if not hasattr(place, "read"):
        hint = "give the path of a file, or nothing to keep all in memory"
        raise InvalidValue("store", f"cannot be of type {type(place).__name__}", hint)
    return place


def _server_store(place: str, tenant: str) -> Store:
    name = place.partition("://")[0].partition("+")[0]
    if name not in _EXTRAS:
        hint = "take PostgreSQL or MariaDB, or give the path of a file"
        raise InvalidValue("database", f"is of the kind '{name}'", hint)
    try:
        from leadflow.storage.server import ServerStore  # noqa: PLC0415  # an extra
    except ModuleNotFoundError as missing:
        if (missing.name or "").partition(".")[0] != "sqlalchemy":
            raise
        # The extra is named after the protocol, which MySQL speaks as well.
        also = " (MariaDB; MySQL is refused)" if name == "mysql" else ""
        raise MissingExtra(f"a store at '{name}://…'{also}", _EXTRAS[name]) from None
    return ServerStore(place, tenant=tenant)


def _settle(
    desk: Desk, hand: Hand, given: Workspace | str | os.PathLike[str] | None
) -> None:
    """Store the workspace given, or a usual one where there is none yet."""
    types = desk.host.field_types.values()
    if isinstance(given, str | os.PathLike):
        given = Workspace.load(given, field_types=types)
    wanted = given
    _require_workspace(wanted)
    with desk.reading() as reader:
        _, revision = reader.workspace()
        stored = desk.workspace(reader)
    if wanted is None:
        _settle_usually(desk, hand.act().now, revision)
    elif not revision or wanted != stored:
        # The host program opens the CRM for whomever it likes.
        Crm(desk, hand).configure(wanted, hand_over=True)


def _settle_usually(desk: Desk, now: datetime, revision: int) -> None:
    """Store the usual workspace, so that it stays when what is usual changes."""
    # What dies with the process has nobody to tell what is usual.
    promises = desk.store.promises()
    if revision or not (promises.durable or promises.shared):
        return
    with desk.writing() as writer:
        # Another process may have been faster.
        if not writer.workspace()[1]:
            desk.keep_workspace(writer, Workspace(), at=now)


def _require_clock(given: object) -> None:
    if not callable(given):
        hint = "give a function without arguments, such as FixedClock()"
        raise InvalidValue("clock", f"cannot be of type {type(given).__name__}", hint)


def _require_workspace(given: object) -> None:
    if given is not None and not isinstance(given, Workspace):
        hint = "give a Workspace, or the path of its TOML file"
        reason = f"cannot be of type {type(given).__name__}"
        raise InvalidValue("workspace", reason, hint)
