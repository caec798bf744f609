"""A reader that hands every question on to another one; others change some of them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar

from leadflow.entities import Record
from leadflow.events import Event
from leadflow.storage.port import Backlink, Command, Group, Reader, Setting, Visit
from leadflow.storage.query import Query


class Passing:
    """Reads through another reader; see ``leadflow.storage.port.Reader``."""

    tells_the_same: ClassVar[bool] = True
    """Whether the reader behind it knows all that it knows."""

    def __init__(self, reader: Reader) -> None:
        self.whole = reader
        """The reader behind it."""

    @property
    def _asked(self) -> Reader:
        """Return the reader for a question."""
        return self.whole

    def get(self, entity: str, ids: Sequence[str]) -> Mapping[str, Record]:
        """Return the records with these ids, those that there are."""
        return self._asked.get(entity, ids)

    def find(self, query: Query) -> Iterator[Record]:
        """Give the records that the query asks for."""
        return self._asked.find(query)

    def count(self, query: Query) -> int:
        """Return how many records match."""
        return self._asked.count(query)

    def group(
        self, query: Query, by: Sequence[str], *, total: str = ""
    ) -> Sequence[Group]:
        """Count the matching records by the values of fields."""
        return self._asked.group(query, by, total=total)

    def visits(self, query: Query) -> Iterator[Visit]:
        """Give every stage that each matching record has stood on."""
        return self._asked.visits(query)

    def history(self, record: str) -> Iterator[Event]:
        """Give the events of one record, oldest first."""
        return self._asked.history(record)

    def caused_by(self, cause: str) -> Iterator[Event]:
        """Give the events that one cause brought about."""
        return self._asked.caused_by(cause)

    def events(self, *, after: int = 0) -> Iterator[Event]:
        """Give all events whose ``seq`` is above ``after``."""
        return self._asked.events(after=after)

    def links_to(self, targets: Sequence[str]) -> Sequence[Backlink]:
        """Return who points at these records."""
        return self._asked.links_to(targets)

    def holders(self, kind: str, keys: Sequence[str]) -> Mapping[str, Sequence[str]]:
        """Return, by key, the ids of the live records with this contact point."""
        return self._asked.holders(kind, keys)

    def command(self, actor: str, key: str) -> Command | None:
        """Return the command that was stored under this key."""
        return self._asked.command(actor, key)

    def last_number(self, name: str) -> int:
        """Return the number last given under a name."""
        return self._asked.last_number(name)

    def commands(self) -> Iterator[Command]:
        """Give every command that is kept."""
        return self._asked.commands()

    def workspace(self) -> tuple[str, int]:
        """Return the stored workspace as text, and its revision."""
        return self._asked.workspace()

    def settings(self) -> Sequence[Setting]:
        """Return every workspace that there was, oldest first."""
        return self._asked.settings()


def behind(reader: Reader) -> Reader:
    """Return the reader that knows everything, behind those that hand questions on."""
    while isinstance(reader, Passing) and reader.tells_the_same:
        reader = reader.whole
    return reader
