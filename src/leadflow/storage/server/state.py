"""What is known of a tenant, for good and during one transaction."""

from collections.abc import Sequence

from attrs import define, field

from leadflow.storage.server.tasks import Row


_MOST_TEXTS = 8


@define
class Known:
    """What holds for a tenant whatever is written."""

    tenant: str
    name: str
    """What the store calls itself in errors."""
    is_odd: bool = False
    """A row that had to be new was there, and yet nobody had come in between."""
    texts: dict[str, str] = field(factory=dict)
    """Workspaces by the digest of their text, so that they are read once."""

    def remember(self, digest: str, text: str) -> None:
        """Keep a workspace; the oldest goes."""
        while len(self.texts) >= _MOST_TEXTS:
            self.texts.pop(next(iter(self.texts)), None)
        self.texts[digest] = text


@define
class State:
    """What was found when a transaction began, and became of it since."""

    revision: int = 0
    digest: str = ""
    seq: int = 0
    """The number of the last event; writers alone know it."""

    def settle(self, settled: Sequence[Row], seq: Sequence[Row] = ()) -> None:
        """Take over what was found: revision and digest, and the last event."""
        for revision, digest in settled:
            self.revision, self.digest = int(revision), digest
        for (last,) in seq:
            self.seq = int(last)
