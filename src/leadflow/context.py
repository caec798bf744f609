"""What a verb may look at: the workspace, one instant of the store, who acts."""

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import TypeAlias

import attrs
from attrs import field, frozen

from leadflow.deferred import by_value
from leadflow.entities import Record, entity_named, entity_of
from leadflow.errors import NotFound
from leadflow.events import Act, Change
from leadflow.expressions import Condition, Path, Truth, compile_condition
from leadflow.ids import IdSource, prefix_of
from leadflow.storage.files import FileStore
from leadflow.storage.port import Reader
from leadflow.workspace import Binder, Workspace, reader
from leadflow.workspace.paths import Load
from leadflow.workspace.transforms import TRANSFORMS, Transform


@lru_cache(maxsize=256)
def binder(workspace: Workspace, entity: str) -> Binder:
    """Return the binder of an entity; one per workspace and entity is enough."""
    return Binder.of(workspace, entity)


Asked: TypeAlias = Callable[[Load, Record], Truth]
"""A condition that was compiled: asked with what loads linked records."""

# Those of workspaces live as long as they do; others come and go.
_MANY = 500


class _Tests:
    """The conditions of a workspace about one entity, each compiled once."""

    def __init__(self, binding: Binder) -> None:
        self._binding = binding
        # By identity, which needs no look at the whole tree; a condition that is
        # kept here cannot leave its identity to another one.
        self._known: dict[int, tuple[Condition, Asked]] = {}

    def of(self, condition: Condition) -> Asked:
        """Return the compiled condition."""
        known = self._known.get(id(condition))
        if known is None:
            if len(self._known) >= _MANY:
                self._known = {}
            known = condition, self._compiled(condition)
            self._known[id(condition)] = known
        return known[1]

    def _compiled(self, condition: Condition) -> Asked:
        bound, paths = self._binding.bind(condition), self._binding.paths
        steps_over_links: list[bool] = []

        def looking(path: Path) -> Callable[[Record], object]:
            steps_over_links.append(bool(paths[path].hops))
            return reader(paths[path], _no_links)

        def linked(load: Load, record: Record) -> Truth:
            read = compile_condition(bound, lambda path: reader(paths[path], load))
            return read(record)

        alone = compile_condition(bound, looking)
        if any(steps_over_links):
            return linked
        # It looks at the record alone, whoever asks.
        return lambda _, record: alone(record)


def _no_links(_: str, __: str) -> None:
    return None


@lru_cache(maxsize=256)
def _tests(workspace: Workspace, entity: str) -> _Tests:
    return _Tests(binder(workspace, entity))


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
        tests = _tests(self.workspace, entity_of(record).name)
        return tests.of(condition)(self.load, record) is True

    def because(self, cause: str) -> "Context":
        """Return the same context for what happens on account of ``cause``."""
        act = Act(actor=self.act.actor, now=self.act.now, cause=cause)
        return attrs.evolve(self, act=act)

    def after(self, change: Change) -> "Context":
        """Return the context as it will be once a change is written."""
        new: dict[str, Record] = {each.id: each for each in change.records}
        return attrs.evolve(self, pending={**self.pending, **new})
