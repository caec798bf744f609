"""What the data tells of a process: counts of one instant, cheaply asked."""

from collections.abc import Mapping
from datetime import datetime
from functools import cached_property

from attrs import frozen

from leadflow.expressions import ALWAYS, Condition
from leadflow.storage.port import Reader
from leadflow.storage.query import Query
from leadflow.workspace import Binder, Pipeline, Workspace


@frozen(slots=False)
class Office:
    """A firm at work: its process, and what its store counts."""

    workspace: Workspace
    reader: Reader
    now: datetime

    def query(self, entity: str, where: Condition = ALWAYS) -> Query:
        """Return a question about the live records of an entity."""
        binder = Binder.of(self.workspace, entity)
        return Query(paths=binder.paths, where=binder.bind(where))

    def count(self, entity: str, where: Condition = ALWAYS) -> int:
        """Return how many live records meet a condition."""
        return self.reader.count(self.query(entity, where))

    def by(
        self, entity: str, field: str, where: Condition = ALWAYS
    ) -> Mapping[str, int]:
        """Return how many records hold each value of a text field."""
        groups = self.reader.group(self.query(entity, where), (field,))
        return {group.key[0]: group.count for group in groups}

    @cached_property
    def standing(self) -> Mapping[tuple[str, str], int]:
        """Return how many records stand on each stage, by pipeline and stage."""
        staged = {pipeline.entity for pipeline in self.workspace.pipelines}
        return {
            (group.key[0], group.key[1]): group.count
            for entity in sorted(staged)
            for group in self.reader.group(self.query(entity), ("pipeline", "stage"))
        }

    def on(self, pipeline: Pipeline) -> int:
        """Return how many records stand in a pipeline."""
        return sum(n for (code, _), n in self.standing.items() if code == pipeline.code)
