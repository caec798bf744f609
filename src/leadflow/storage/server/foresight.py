"""What a block is going to ask, read together: each trip to the server takes time."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

from attrs import define, field, frozen

from leadflow.entities import ENTITIES, Record
from leadflow.ids import is_id, prefix_of
from leadflow.storage.port import Backlink, Command, Foreseen
from leadflow.storage.server.asked import backlink, digest_of, is_text
from leadflow.storage.server.keys import shortened
from leadflow.storage.server.rows import rows_of
from leadflow.storage.server.statements import Statements
from leadflow.storage.server.tasks import Outcome, Row, Task


_POINTS = 8
"""About so many contact points one statement asks."""


@frozen
class Question:
    """A statement that asks, and what learns from its rows."""

    task: Task
    learn: Callable[[Sequence[Row]], None]


@define
class Foresight:
    """What is known before it is asked, until something is written."""

    tenant: str
    statements: Statements
    records: dict[str, Record | None] = field(factory=dict)
    holders: dict[tuple[str, str], list[str]] = field(factory=dict)
    links: dict[str, list[Backlink]] = field(factory=dict)
    commands: dict[tuple[str, str], Command | None] = field(factory=dict)

    def questions(self, foreseen: Foreseen) -> list[Question]:
        """Return what has to be asked; a list that holds too much is left out."""
        return [
            *self._about_records(foreseen.ids),
            *self._about_links(foreseen.targets),
            *self._about_points(foreseen.points),
            *self._about_commands(foreseen.commands),
        ]

    def learn(self, asked: Sequence[Question], told: Sequence[Outcome]) -> None:
        """Keep the answers."""
        for question, outcome in zip(asked, told, strict=True):
            question.learn(outcome.rows)

    def forget(self) -> None:
        """Know nothing any more: something was written."""
        for each in (self.records, self.holders, self.links, self.commands):
            each.clear()

    def _about_records(self, ids: Sequence[str]) -> Iterator[Question]:
        by_entity: dict[str, list[str]] = {}
        for id in _askable(ids):
            if is_id(id) and prefix_of(id) in ENTITIES:
                by_entity.setdefault(prefix_of(id), []).append(id)
        for entity, several in by_entity.items():
            learn = partial(self._learn_records, entity, several)
            if len(several) == 1:
                yield self._question(self.statements.get_one(entity), several[0], learn)
            else:
                yield self._question(self.statements.get(entity), several, learn)

    def _about_links(self, targets: Sequence[str]) -> Iterator[Question]:
        if several := list(_askable(targets)):
            learn = partial(self._learn_links, several)
            is_one = len(several) == 1
            text = self.statements.links_to(one=is_one)
            yield self._question(text, several[0] if is_one else several, learn)

    def _about_points(self, points: Sequence[tuple[str, str]]) -> Iterator[Question]:
        found = ((kind, shortened(key)) for kind, key in points if is_text(key))
        several = list(dict.fromkeys(found))
        for start in range(0, len(several), _POINTS):
            some = several[start : start + _POINTS]
            values = [each for point in some for each in point]
            learn = partial(self._learn_holders, some)
            text = self.statements.holders_of(len(some))
            yield Question(Task(text, ((self.tenant, *values),)), learn)

    def _about_commands(self, names: Sequence[tuple[str, str]]) -> Iterator[Question]:
        for name in names:
            learn = partial(self._learn_command, name)
            yield self._question(self.statements.command, digest_of(*name), learn)

    def _question(self, text: str, *values: Any) -> Question:  # noqa: ANN401
        *asked, learn = values
        return Question(Task(text, ((self.tenant, *asked),)), learn)

    def _learn_records(
        self, entity: str, ids: Sequence[str], rows: Sequence[Row]
    ) -> None:
        read = rows_of(entity).record
        found = {row[0]: read(row) for row in rows}
        self.records.update((id, found.get(id)) for id in ids)

    def _learn_links(self, targets: Sequence[str], rows: Sequence[Row]) -> None:
        self.links.update((each, []) for each in targets)
        for row in rows:
            link = backlink(row)
            self.links[link.target].append(link)

    def _learn_holders(
        self, asked: Sequence[tuple[str, str]], rows: Sequence[Row]
    ) -> None:
        self.holders.update((each, []) for each in asked)
        for kind, key, record in rows:
            self.holders[kind, key].append(record)

    def _learn_command(self, name: tuple[str, str], rows: Sequence[Row]) -> None:
        self.commands[name] = None
        for verb, request, result in rows:
            actor, key = name
            self.commands[name] = Command(
                actor=actor, key=key, verb=verb, request=request, result=result
            )


def _askable(texts: Sequence[str]) -> Iterator[str]:
    return (each for each in dict.fromkeys(texts) if is_text(each))
