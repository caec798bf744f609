"""What a verb may look at: the workspace, one instant of the store, who acts."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import TypeAlias, cast

from attrs import field, frozen

from leadflow.access import Guarded, guard_of
from leadflow.access.admitting import denials
from leadflow.access.masking import filled, given, shown
from leadflow.deferred import by_value
from leadflow.entities import ENTITIES, R, Record, entity_named, entity_of
from leadflow.entities.shapes import altered, altered_by
from leadflow.errors import Fault, NotFound
from leadflow.events import Act, Change
from leadflow.expressions import Condition, Path, Truth, compile_condition
from leadflow.ids import IdSource, prefix_of
from leadflow.storage.files import FileStore
from leadflow.storage.passing import behind
from leadflow.storage.port import Reader
from leadflow.values.calendars import zone_of
from leadflow.workspace import Binder, Workspace, once_each, reader
from leadflow.workspace.paths import Load
from leadflow.workspace.roles import READ
from leadflow.workspace.transforms import TRANSFORMS, Transform


@once_each
def binder(workspace: Workspace, entity: str) -> Binder:
    """Return the binder of an entity; one per workspace and entity is enough."""
    return Binder.of(workspace, entity)


Asked: TypeAlias = Callable[[Load, Record], Truth]
"""A condition that was compiled: asked with what loads linked records."""


class _Tests:
    """The conditions of a workspace about one entity, each compiled once."""

    def __init__(self, binding: Binder) -> None:
        self._binding = binding
        # By identity, which needs no look at the whole tree: those of a workspace
        # live as long as it does, and what is kept here cannot leave its identity to
        # another one.
        self._known: dict[int, tuple[Condition, Asked]] = {}

    def of(self, condition: Condition) -> Asked:
        """Return the compiled condition."""
        known = self._known.get(id(condition))
        if known is None:
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


def _no_links(_: str, __: str) -> None: ...


@once_each
def _tests(workspace: Workspace, entity: str) -> _Tests:
    return _Tests(binder(workspace, entity))


def compiled(workspace: Workspace, entity: str, condition: Condition) -> Asked:
    """Return a condition of the workspace about an entity, compiled once."""
    return _tests(workspace, entity).of(condition)


def asked_of(reader: Reader, workspace: Workspace, entity: str) -> Binder:
    """Return what may be asked of an entity through a reader (A5)."""
    guard = guard_of(reader)
    return guard.askable(entity) if guard else binder(workspace, entity)


@by_value
@frozen(kw_only=True, eq=False, repr=False, weakref_slot=False)
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
    seen: Guarded | None = field(default=None, repr=False)
    """What the actor may see, where rules see more: answers must not tell the rest."""

    @property
    def here(self) -> datetime:
        """Return what the office's clock shows now."""
        return self.act.now.astimezone(zone_of(self.workspace.zone))

    @property
    def today(self) -> date:
        """Return the day that it is in the office."""
        return self.here.date()

    def load(self, entity: str, id: str) -> Record | None:  # the field's name
        """Return a record, deleted or not, or ``None``."""
        return self.pending.get(id) or self.reader.get(entity, [id]).get(id)

    def loaded(self, ids: Iterable[str]) -> list[Record]:
        """Return the live records of these ids, each once, in the order of the ids.

        All of one entity are read together; what is not there is left out.
        """
        wanted = tuple(dict.fromkeys(ids))
        by_entity: dict[str, list[str]] = {}
        for each in wanted:
            by_entity.setdefault(prefix_of(each), []).append(each)
        found: dict[str, Record] = {}
        for entity, several in by_entity.items():
            found.update(self.reader.get(entity, several))
        known = (self.pending.get(each) or found.get(each) for each in wanted)
        return [each for each in known if each and each.deleted_at is None]

    def found(self, entity: str, id: str) -> Record | None:  # as above
        """Return a live record that the actor may see, if there is one.

        ``id`` may be any text: what is no text of ASCII is none, and no store is asked.
        """
        found = self.load(entity, id) if id.isascii() else None
        if found is None or found.deleted_at is not None:
            return None
        return found if self.seen is None or self.shows(found) else None

    def live(self, id: str) -> Record:  # as above
        """Return a live record by its id, or raise ``NotFound``.

        The id of what was merged into another record is a name of that one (D3).
        """
        prefix = prefix_of(id)
        entity = prefix if prefix in ENTITIES else entity_named(prefix).name
        found = self.load(entity, id)
        if found is None or not (self.seen is None or self.shows(found)):
            raise NotFound(entity, id)
        if found.deleted_at is not None:
            if into := getattr(found, "merged_into", None):
                return self.live(into)
            raise NotFound(entity, id, "it was deleted; restore() brings it back")
        return found

    def shows(self, record: Record) -> bool:
        """Return whether the actor may see a record; what is in the making, always."""
        if self.seen is None or record.id in self.pending:
            return True
        return self.seen.rights.allows(READ, record)

    def shown(self, record: R) -> R:
        """Return a record as the actor may see it (A5)."""
        return record if self.seen is None else shown(self.seen.rights, record)

    def given(self, stored: R, after: R) -> R:
        """Return what the actor wants stored, on top of what was hidden (A5).

        Raises ``Denied`` for fields that the actor may not set.
        """
        return after if self.seen is None else given(self.seen.rights, stored, after)

    def filled(self, new: R) -> R:
        """Return a new record, if the actor may set the fields that are filled (A5)."""
        return new if self.seen is None else filled(self.seen.rights, new)

    def require_settable(self, names: Iterable[str]) -> None:
        """Raise ``Denied`` for fields, ``deal.amount``, that the actor may not set."""
        for entity, _, name in (each.partition(".") for each in names):
            # What is no name at all is told by whoever reads it.
            if self.seen is not None and entity in ENTITIES:
                self.seen.rights.require_settable(entity, name)

    def denials(self, change: Change) -> Iterator[Fault]:
        """Yield what the actor has no right to, of all that a change would write."""
        if self.seen is not None:
            reader = behind(self.reader)
            found = denials(self.seen.rights, reader, change)
            told = (Fault(e.entity, str(e), code=e.code) for e in found)
            yield from dict.fromkeys(told)

    def missing(self, ids: Iterable[str]) -> set[str]:
        """Return which of these ids name no live record that the actor may see."""
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
                if each not in found
                or found[each].deleted_at is not None
                or not self.shows(found[each])
            )
        return gone

    def holds(self, condition: Condition, record: Record) -> bool:
        """Return whether a condition is true of a record; unknown is not true."""
        asked = compiled(self.workspace, entity_of(record).name, condition)
        return asked(self.load, record) is True

    def as_seen(self) -> "Context":
        """Return the context that reads what the actor may see, and nothing else."""
        return self if self.seen is None else altered(self, reader=self.seen)

    def for_rules(self) -> "Context":
        """Return the context in which rules see everything, as they do in writing."""
        guard = guard_of(self.reader)
        if guard is None:
            return self
        return altered(self, reader=guard.whole, seen=guard)

    def whole(self, found: R) -> R:
        """Return a record that the actor was shown, as it is stored."""
        if self.seen is None:
            return found
        stored = self.reader.get(entity_of(found).name, [found.id])
        return cast("R", stored[found.id])

    def because(self, cause: str) -> "Context":
        """Return the same context for what happens on account of ``cause``."""
        act = Act(actor=self.act.actor, now=self.act.now, cause=cause)
        return altered(self, act=act)

    def making(self, records: Mapping[str, Record], *, cause: str) -> "Context":
        """Return the context of a change in many steps, on account of ``cause``.

        ``records`` grow with the steps: each sees what the ones before made.
        """
        act = Act(actor=self.act.actor, now=self.act.now, cause=cause)
        return altered_by(self, {"act": act, "pending": records})

    def after(self, change: Change) -> "Context":
        """Return the context as it will be once a change is written."""
        new: dict[str, Record] = {each.id: each for each in change.records}
        return altered(self, pending={**self.pending, **new})
