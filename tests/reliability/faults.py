"""The disk fails at any call, or is full: a documented error, and nothing written.

For each operation the first call that SQLite makes is refused, then the second, and
so on until the operation gets through (harness H3). Or the disk grows by a page at a
time until it does (harness H4). Each time the error is one of ours, the store holds
what it held before, and the same object does the operation as soon as the cause is
gone (P23).
"""

import resource
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TypeAlias

from attrs import frozen

from leadflow.errors import LeadflowError, StoreError
from leadflow.storage.sqlite import SQLiteStore
from leadflow.testing.disks import FailingDisk
from leadflow.testing.invariants import violations
from tests.reliability.figures import Tally, scratch
from tests.reliability.operations import ALL, Act, Scene


NAME = "sales.db"


@frozen(kw_only=True)
class Way:
    """How the disk fails."""

    name: str
    code: int = 0
    lasts: bool = False


WAYS = (
    Way(name="once"),
    Way(name="full", code=sqlite3.SQLITE_FULL),
    Way(name="for good", lasts=True),
)

Opened: TypeAlias = Callable[[Path], SQLiteStore]
Limit: TypeAlias = Callable[[Scene, int], AbstractContextManager[None]]
"""Lets a disk have so many pages more than it has."""
# Whoever erases commits first, and overwrites the bytes of the file afterwards.
_IN_STEPS = frozenset({"Privacy.erase"})


@frozen(kw_only=True)
class Stand:
    """A folder with the same office each time it is opened."""

    folder: Path
    template: bytes
    opened: Opened

    @property
    def place(self) -> Path:
        """Return where the file is."""
        return self.folder / NAME

    @contextmanager
    def scene(self) -> Iterator[Scene]:
        """Open a fresh copy of the office."""
        self.place.write_bytes(self.template)
        scene = Scene(self.opened(self.place), is_filled=True)
        try:
            yield scene
        finally:
            scene.crm.close()


@contextmanager
def stand(opened: Opened = SQLiteStore) -> Iterator[Stand]:
    """Make an office once, to be copied as often as it is struck."""
    with scratch() as folder:
        place = folder / NAME
        Scene(SQLiteStore(place)).crm.close()
        yield Stand(folder=folder, template=place.read_bytes(), opened=opened)


def refuse_each_call(
    name: str, way: Way = WAYS[0], *, opened: Opened = SQLiteStore
) -> Tally:
    """Refuse every call of an operation once (harness H3)."""
    found, number = list[str](), 0
    with stand(opened) as office:
        after = _after(office, ALL[name])
        disk = FailingDisk(office.folder)
        with disk:
            while True:
                number += 1
                with office.scene() as scene:
                    before = scene.digest
                    disk.fail(number, code=way.code, lasts=way.lasts)
                    error = _done(scene, ALL[name])
                    refused = list(disk.refused)
                    disk.fail(0)
                    if not refused:
                        break
                    wrong = _judged(scene, name, error, (before, after))
                if wrong:
                    where = f"{name}, {way.name}, call {number} ({refused[0]})"
                    found.append(f"{where}: {wrong}")
    return Tally(number - 1, tuple(found))


def refuse_opening(way: Way) -> Tally:
    """Refuse every call while a store is opened (harness H3)."""
    found, number = list[str](), 0
    with stand() as office, FailingDisk(office.folder) as disk:
        with office.scene() as scene:
            before = scene.digest
        while True:
            number += 1
            office.place.write_bytes(office.template)
            disk.fail(number, code=way.code, lasts=way.lasts)
            error = _caught(lambda: SQLiteStore(office.place).close())
            refused = list(disk.refused)
            disk.fail(0)
            with office.scene() as scene:
                wrong = error if before == scene.digest else "it is another one"
            if not refused:
                break
            if wrong and not isinstance(wrong, StoreError):
                found.append(f"open, {way.name}, call {number}: {wrong!r}")
    return Tally(number - 1, tuple(found))


def fill_up(name: str, *, limit: Limit, opened: Opened = SQLiteStore) -> Tally:
    """Let the disk have one page more each time, until it fits (harness H4)."""
    found, pages = list[str](), 0
    with stand(opened) as office:
        after = _after(office, ALL[name])
        while True:
            with office.scene() as scene:
                before = scene.digest
                with limit(scene, pages):
                    error = _done(scene, ALL[name])
                wrong = _judged(scene, name, error, (before, after))
            if wrong:
                found.append(f"{name}, {pages} pages: {wrong}")
            if error is None:
                return Tally(pages, tuple(found))
            pages += 1


@contextmanager
def by_pages(scene: Scene, pages: int) -> Iterator[None]:
    """Let the database have so many pages more."""
    connection = scene.store._writer  # type: ignore[attr-defined]  # noqa: SLF001  # a disk knows no port
    ((count,),) = connection.execute("PRAGMA page_count")
    connection.execute(f"PRAGMA max_page_count = {count + pages}")
    yield
    connection.execute(f"PRAGMA max_page_count = {2**30}")


@contextmanager
def by_size(scene: Scene, pages: int) -> Iterator[None]:
    """Let no file of this process have more than so many pages.

    The largest file is the database itself, so the log is what grows into it.
    """
    del scene
    usual, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096 * pages, most))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (usual, most))


LIMITS: Mapping[str, Limit] = {"pages": by_pages, "file size": by_size}


def _after(office: Stand, act: Act) -> str:
    """Return what there is after an operation, which leaves nothing wrong."""
    with office.scene() as scene:
        scene.do(act)
        assert () == violations(scene.store)
        return scene.digest


def _done(scene: Scene, act: Act) -> Exception | None:
    return _caught(lambda: scene.do(act))


def _caught(act: Callable[[], object]) -> Exception | None:
    try:
        act()
    except Exception as error:  # noqa: BLE001  # what kind it is, is the question
        return error
    return None


def _judged(
    scene: Scene, name: str, error: Exception | None, states: tuple[str, str]
) -> str:
    """Return what is wrong after a failure, if anything is."""
    before, after = states
    if error is not None and not isinstance(error, StoreError):
        return f"an undocumented error: {error!r}"
    try:
        found = scene.digest
    except LeadflowError as unread:
        return f"nothing can be read afterwards: {unread}"
    if error is None:
        return "" if found == after else "it says it is done, and is not"
    if found != before:
        is_fine = found == after and name in _IN_STEPS
        return "" if is_fine else "it says it has failed, and has written"
    if again := _done(scene, ALL[name]):
        return f"the same object is of no use afterwards: {again}"
    return "" if scene.digest == after else "done again, it is not the same"
