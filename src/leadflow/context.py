"""What a verb may look at: the workspace, one instant of the store, who acts."""

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache

import attrs
from attrs import field, frozen

from leadflow.deferred import by_value
from leadflow.entities import Record, entity_named, entity_of
from leadflow.errors import NotFound
from leadflow.events import Act, Change
from leadflow.expressions import Condition, Path, compile_condition
from leadflow.ids import IdSource, prefix_of
from leadflow.storage.files import FileStore
from leadflow.storage.port import Reader
from leadflow.workspace import Binder, Workspace, reader
from leadflow.workspace.transforms import TRANSFORMS, Transform


@lru_cache(maxsize=256)
def binder(workspace: Workspace, entity: str) -> Binder:
    """Return the binder of an entity; one per workspace and entity is enough."""
    return Binder.of(workspace, entity)


@by_value
@frozen(kw_only=True, eq=False, repr=False)
class Context:
    """Everything that a verb is given besides the records it works on.

    Verbs read through it and return a ``Change``; they write nothing.
    """

    workspace: Workspace
    reader: Reader
    act: Act
    new_id: IdSource
    transforms: Mapping[str, Transform] = field(default=TRANSFORMS, repr=False)
    """What ``by`` of a conversion's map may name."""
    pending: Mapping[str, Record] = field(factory=dict, repr=False)
    """Records of the change in the making: as good as stored for what follows."""

    numbers: Callable[[str], int] | None = field(default=None, repr=False)
    """Gives the next number of a counter; nothing where nothing is written."""
    files: FileStore | None = field(default=None, repr=False)
    """Where files are kept, if anywhere."""

    def load(self, entity: str, id: str) -> Record | None:  # the field's name
        """Return a record, deleted or not, or ``None``."""
        return self.pending.get(id) or self.reader.get(entity, [id]).get(id)

    def live(self, id: str) -> Record:  # as above
        """Return a live record by its id, or raise ``NotFound``."""
        entity = entity_named(prefix_of(id)).name
        found = self.load(entity, id)
        if found is None:
            raise NotFound(entity, id)
        if found.deleted_at is not None:
            raise NotFound(entity, id, "it was deleted; restore() brings it back")
        return found

    def missing(self, ids: Iterable[str]) -> set[str]:
        """Return which of these ids name no live record."""
        by_entity: dict[str, list[str]] = {}
        for each in ids:
            if each in self.pending:
                continue
            by_entity.setdefault(prefix_of(each), []).append(each)
        gone: set[str] = set()
        for entity, wanted in by_entity.items():
            found = self.reader.get(entity, wanted)
            gone.update(
                each
                for each in wanted
                if each not in found or found[each].deleted_at is not None
            )
        return gone

    def holds(self, condition: Condition, record: Record) -> bool:
        """Return whether a condition is true of a record; unknown is not true."""
        binding = binder(self.workspace, entity_of(record).name)

        def getter(path: Path) -> Callable[[Record], object]:
            return reader(binding.paths[path], self.load)

        return compile_condition(binding.bind(condition), getter)(record) is True

    def because(self, cause: str) -> "Context":
        """Return the same context for what happens on account of ``cause``."""
        act = Act(actor=self.act.actor, now=self.act.now, cause=cause)
        return attrs.evolve(self, act=act)

    def after(self, change: Change) -> "Context":
        """Return the context as it will be once a change is written."""
        new: dict[str, Record] = {each.id: each for each in change.records}
        return attrs.evolve(self, pending={**self.pending, **new})
