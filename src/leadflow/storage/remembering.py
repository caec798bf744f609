"""A reader that asks each question once: for commands that look things up often.

A command decides before it writes, so what it has read stays true until then.
"""

from collections.abc import Iterator, Mapping, Sequence

from leadflow.entities import Record
from leadflow.events import Event
from leadflow.storage.port import Backlink, Command, Group, Reader, Setting, Visit
from leadflow.storage.query import Query


class Remembering:
    """Reads through another reader and keeps the answers to look-ups."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._records: dict[str, Record | None] = {}
        self._holders: dict[tuple[str, str], Sequence[str]] = {}
        self._links: dict[tuple[str, ...], Sequence[Backlink]] = {}

    @property
    def _asked(self) -> Reader:
        """Return the reader for what is not known yet."""
        return self._reader

    def get(self, entity: str, ids: Sequence[str]) -> Mapping[str, Record]:
        """Return the records with these ids, those that there are."""
        known = self._records
        if asked := [each for each in ids if each not in known]:
            found = self._asked.get(entity, asked)
            known.update((each, found.get(each)) for each in asked)
        return {each: record for each in ids if (record := known[each]) is not None}

    def holders(self, kind: str, keys: Sequence[str]) -> Mapping[str, Sequence[str]]:
        """Return, by key, the ids of the live records with this contact point."""
        known = self._holders
        if asked := [key for key in keys if (kind, key) not in known]:
            found = self._asked.holders(kind, asked)
            known.update(((kind, key), found.get(key, ())) for key in asked)
        return {key: ids for key in keys if (ids := known[kind, key])}

    def links_to(self, targets: Sequence[str]) -> Sequence[Backlink]:
        """Return who points at these records."""
        asked = tuple(targets)
        if asked not in self._links:
            self._links[asked] = self._asked.links_to(asked)
        return self._links[asked]

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
