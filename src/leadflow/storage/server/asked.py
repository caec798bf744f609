"""What is asked of a server, and what it answers, in values that both take."""

from hashlib import sha256

import attrs

from leadflow.storage.port import Backlink
from leadflow.storage.server.tasks import Row


def digest_of(*texts: str) -> str:
    """Return a digest of texts of any length; none ends where another could."""
    joined = "\0".join(texts)
    return sha256(joined.encode()).hexdigest()


def is_text(asked: str) -> bool:
    """Tell whether a server could hold a text; what it could not, nobody stored."""
    if asked.isascii():
        return "\0" not in asked
    try:
        return b"\0" not in asked.encode()
    except UnicodeEncodeError:
        return False


def backlink(row: Row) -> Backlink:
    """Return the link that a row holds."""
    return attrs.evolve(Backlink(*row), primary=bool(row[-1]))
