"""Damaged files: what is wrong is told, or nothing is wrong (harness H10, P14).

Bytes of a file are changed at random. Then it is opened, verified and read. Either
an error of ours comes, or verifying finds something, or the store holds exactly what
it held before: damage that hit nothing. A wrong answer that nobody tells of, and an
error that is not documented, are violations.
"""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from random import Random

from attrs import frozen

from leadflow.errors import LeadflowError
from leadflow.storage.auditing import verify
from leadflow.storage.port import Store
from leadflow.storage.sqlite import SQLiteStore
from leadflow.testing import digest
from tests.reliability.figures import Tally, scratch
from tests.reliability.work import Work


FILES = 100
"""How many copies are damaged for one seed."""
Check = Callable[[Store, str], bool]
"""Tells whether a store seems sound; takes a head that was kept elsewhere."""


def is_verified(store: Store, head: str) -> bool:
    """Verify everything."""
    with store.read() as reader:
        return verify(reader, head=head).is_sound


def is_trusted(store: Store, head: str) -> bool:
    """Look at nothing."""
    del store, head
    return True


@frozen
class Original:
    """A file as it was."""

    content: bytes
    digest: str
    head: str


def run(seed: int, *, files: int = FILES, check: Check = is_verified) -> Tally:
    """Damage so many copies of one file."""
    chance, found = Random(f"damage {seed}"), list[str]()
    with scratch() as folder:
        original = _made(folder / "whole.db", seed)
        for number in range(files):
            place = folder / f"{number}.db"
            place.write_bytes(_damaged(original.content, chance))
            if wrong := _judged(place, original, check):
                found.append(f"seed {seed}, file {number}: {wrong}")
            for path in folder.glob(f"{number}.db*"):
                path.unlink()
    return Tally(files, tuple(found))


def _made(place: Path, seed: int) -> Original:
    with closing(SQLiteStore(place)) as store:
        work = Work(store, seed=seed)
        for number in range(1, 25):
            work.run(number)
        found = work.crm.upkeep.verify()
        before = digest(store)
    return Original(place.read_bytes(), before, found.head)


def _damaged(content: bytes, chance: Random) -> bytes:
    """Return the bytes with some of them changed, or a page in another's place."""
    damaged = bytearray(content)
    at = chance.randrange(len(content))
    match chance.randrange(3):
        case 0:
            for _ in range(chance.choice((1, 1, 4, 64))):
                damaged[chance.randrange(len(content))] = chance.randrange(256)
        case 1:
            damaged[at] ^= 1 << chance.randrange(8)
        case _:
            size = chance.choice((16, 512, 4096))
            other = chance.randrange(len(content))
            damaged[at : at + size] = content[other : other + size]
    return bytes(damaged[: len(content)])


def _judged(place: Path, original: Original, check: Check) -> str:
    try:
        with closing(SQLiteStore(place, deadline=0.2)) as store:
            if not check(store, original.head):
                return ""
            after = digest(store)
    except LeadflowError:
        return ""
    except Exception as error:  # noqa: BLE001  # what kind it is, is the question
        return f"an undocumented error: {error!r}"
    return (
        "" if after == original.digest else "something else is read, and nobody says so"
    )
