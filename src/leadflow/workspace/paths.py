"""Paths: what ``F.company.industry`` or ``F.custom.budget`` means for an entity.

A path is resolved once, against the entity and the workspace's own fields; the
stores then read it from records or turn it into columns.
"""

from collections.abc import Callable, Mapping
from functools import partial
from operator import attrgetter
from typing import Any, TypeAlias

import attrs
from attrs import field, frozen

from leadflow.deferred import by_value
from leadflow.entities import ENTITIES, EntityType, FieldSpec, Kind, Record
from leadflow.entities.links import LINKS, primary_of, told_by
from leadflow.entities.schema import kind_and_type
from leadflow.errors import UnknownName
from leadflow.expressions import Condition, Path
from leadflow.workspace.definitions import Definitions
from leadflow.workspace.fields import CustomField


Load: TypeAlias = Callable[[str, str], Record | None]
"""Reads a linked record: entity and id."""

_ALIASES: Mapping[Path, str] = {
    ("stage", "kind"): "stage_kind",
    ("stage", "entered_at"): "stage_entered_at",
}
# The one company of a contact, the one contact of a deal: the primary link.
_PRIMARY: Mapping[tuple[str, str], str] = {
    ("contact", "company"): "companies",
    ("deal", "contact"): "contacts",
    ("quote", "contact"): "contacts",
    ("invoice", "contact"): "contacts",
}


def _primary(entity: EntityType, name: str) -> str:
    """Return the field of several links whose first one a name means, or ``""``."""
    several = _PRIMARY.get((entity.name, name), "")
    return several if several in entity.fields else ""


_ROLES = "contact_role"
_TOLD = ("position", "role", "company", "contact")
# What links without an end tell: F.companies.role, F.contacts.role.
_LINK_PARTS: Mapping[type, Mapping[str, tuple[Kind, type]]] = {
    cls: {a.name: (Kind.TEXT, str) for a in attrs.fields(cls) if a.name in _TOLD}
    for cls in LINKS
}
_MONEY_PARTS: Mapping[str, Kind] = {"amount": Kind.DECIMAL, "currency": Kind.TEXT}


@by_value
@frozen(eq=False, repr=False)
class Hop:
    """One step over a link to another record."""

    entity: str
    """The entity that holds the link."""
    field: str
    target: str
    through: str = ""
    """For fields of several links: the end of the first, primary one."""
    custom: str = ""
    """The code of the custom field that holds the link."""


@by_value
@frozen(eq=False, repr=False)
class Joined:
    """Text that several fields make together, with a blank between them."""

    parts: tuple[FieldSpec, ...]
    instead: tuple[FieldSpec, ...] = ()
    """What stands for it where all parts are empty: the first that is filled."""


@by_value
@frozen(eq=False, repr=False)
class Backed:
    """Whether a live record of another entity is tied to a record by a field."""

    entity: str
    by: str
    where: Condition
    """What holds of that other record; bound."""
    paths: "Paths" = field(eq=False, repr=False)


@by_value
@frozen(eq=False, repr=False)
class PathInfo:
    """What a path leads to."""

    entity: str
    """The entity on which the last field stands."""
    spec: FieldSpec
    kind: Kind
    type: type
    hops: tuple[Hop, ...] = ()
    part: tuple[str, ...] = ()
    """Attributes of the value: ``("currency",)`` of an amount."""
    custom: CustomField | None = None
    several: bool = False
    dictionary: str = ""
    through: str = field(default="")
    """As for ``Hop``, where the path ends at such a link."""
    joined: Joined | None = None
    """For text that stands in no field of its own."""
    backed: Backed | None = None
    """For what other records tell; stores alone can read it."""


class Paths:
    """Resolves paths of one entity in one workspace; remembers what it found."""

    def __init__(
        self,
        workspace: Definitions,
        entity: EntityType,
        linked: Mapping[str, EntityType] = ENTITIES,
    ) -> None:
        self.workspace = workspace
        self.entity = entity
        self._linked = linked
        self._known: dict[Path, PathInfo] = {}

    def __getitem__(self, path: Path) -> PathInfo:
        """Return what the path leads to, or raise ``UnknownName``."""
        if path not in self._known:
            self._known[path] = self._resolve(path)
        return self._known[path]

    def _resolve(self, path: Path) -> PathInfo:
        entity, rest = self.entity, path
        hops: tuple[Hop, ...] = ()
        while len(rest) > 1 and (hop := self._hop(entity, rest)):
            hops = (*hops, hop)
            entity, rest = self._linked[hop.target], rest[2 if hop.custom else 1 :]
        return attrs.evolve(self._last(entity, rest, path), hops=hops)

    def _hop(self, entity: EntityType, rest: Path) -> Hop | None:
        if rest[0] != "custom":
            return _hop(entity, rest[0])
        if "custom" not in entity.fields:
            return None
        own = self.workspace.fields_of(entity.name).get(rest[1])
        # Over several links, or to several entities, there is no one way on.
        if own is None or own.multiple or len(own.target) != 1:
            return None
        if len(rest) < 3:  # noqa: PLR2004  # custom, the field, and what follows
            return None
        return Hop(entity.name, "custom", own.target[0], custom=own.code)

    def _last(self, entity: EntityType, rest: Path, whole: Path) -> PathInfo:
        # Where more follows, such a link is a step on the way, and no end.
        if link := _primary(entity, rest[0]):
            through = _hop(entity, rest[0]).through  # type: ignore[union-attr]  # it is a link
            spec = entity.fields[link]
            info = PathInfo(entity.name, spec, Kind.REFERENCE, str)
            return attrs.evolve(info, through=through)
        name, more = _ALIASES.get(rest[:2], rest[0]), rest[1:]
        if rest[:2] in _ALIASES:
            more = rest[2:]
        spec = self._spec(entity, name)
        if spec.kind is Kind.CUSTOM:
            return self._custom(entity, spec, more, whole)
        return _parts(PathInfo(entity.name, spec, spec.kind, spec.type), more, whole)

    def _spec(self, entity: EntityType, name: str) -> FieldSpec:
        if name in entity.fields:
            return entity.fields[name]
        own = (f"custom.{code}" for code in self.workspace.fields_of(entity.name))
        links = (
            end
            for (holder, end), several in _PRIMARY.items()
            if holder == entity.name and several in entity.fields
        )
        known = (*entity.fields, *links, *own)
        raise UnknownName(f"field of {entity.name}", name, known)

    def _custom(
        self, entity: EntityType, spec: FieldSpec, more: Path, whole: Path
    ) -> PathInfo:
        known = tuple(self.workspace.fields_of(entity.name))
        if not more:
            raise _no_part(whole, "", known)
        own = self.workspace.custom_field(entity.name, more[0])
        info = PathInfo(
            entity.name,
            spec,
            own.kind,
            own.python_type,
            custom=own,
            several=own.multiple,
            dictionary=own.dictionary,
        )
        return _parts(info, more[1:], whole)


def _hop(entity: EntityType, name: str) -> Hop | None:
    if several := _primary(entity, name):
        return Hop(entity.name, several, name, through=name)
    spec = entity.fields.get(name)
    if spec is None or spec.kind is not Kind.REFERENCE or name == "id":
        return None
    return Hop(entity.name, name, spec.target)


def _parts(info: PathInfo, more: Path, whole: Path) -> PathInfo:
    """Step into a value object: ``amount.currency``, ``utm.campaign``."""
    several = info.several or info.kind in (Kind.VALUES, Kind.TEXTS)
    info = attrs.evolve(
        info, several=several, dictionary=info.dictionary or info.spec.dictionary
    )
    if not more:
        return info
    known = parts_of(info)
    if len(more) > 1 or more[0] not in known:
        raise _no_part(whole, more[-1], tuple(known))
    kind, kind_type = known[more[0]]
    # A role is one of those that the office knows, whatever link tells it.
    known_role = _ROLES if info.several and more == ("role",) else ""
    return attrs.evolve(
        info,
        kind=kind,
        type=kind_type,
        part=more,
        several=info.several,
        dictionary=known_role,
    )


def parts_of(info: PathInfo) -> Mapping[str, tuple[Kind, type]]:
    """Return the parts of a value that a path can step into, with their types."""
    if info.several:
        return _LINK_PARTS.get(info.type, {}) if info.custom is None else {}
    if info.kind is Kind.MONEY:
        return {name: (kind, str) for name, kind in _MONEY_PARTS.items()}
    if info.kind is Kind.VALUE and attrs.has(info.type):
        parts = {a.name: kind_and_type(a.type) for a in attrs.fields(info.type)}
        simple = (Kind.TEXT, Kind.INTEGER, Kind.DATE)
        return {name: found for name, found in parts.items() if found[0] in simple}
    return {}


def _no_part(whole: Path, name: str, known: tuple[str, ...]) -> UnknownName:
    stem = whole[:-1] if whole[-1] == name else whole
    return UnknownName(f"part of '{'.'.join(stem)}'", name, known)


def reader(info: PathInfo, load: Load) -> Callable[[Any], Any]:
    """Return what reads the path from a record; missing links give ``None``."""
    read = _value_reader(info)
    for hop in reversed(info.hops):
        link: Callable[[Any], Any] = attrgetter(hop.field)
        if hop.custom:
            link = partial(_custom_value, hop.custom)
        read = partial(_follow, link, hop, load, read)
    return read


def _follow(
    link: Callable[[Any], Any],
    hop: Hop,
    load: Load,
    read: Callable[[Any], Any],
    record: Any,  # noqa: ANN401  # whatever holds the link
) -> Any:  # noqa: ANN401  # whatever the path leads to
    target = link(record)
    if hop.through:
        target = _main_end(target, hop.through)
    found = load(hop.target, target) if target else None
    return None if found is None else read(found)


def _value_reader(info: PathInfo) -> Callable[[Any], Any]:
    if info.joined is not None:
        return partial(_joined_text, info.joined)
    read: Callable[[Any], Any] = attrgetter(info.spec.name)
    if info.custom is not None:
        read = partial(_custom_value, info.custom.code)
    if info.through:
        return partial(_first_end, read, info.through)
    if info.part and info.several:
        return partial(_told_by, read, info.part[0])
    if info.part:
        return partial(_part_of, read, attrgetter(info.part[0]))
    return read


def _told_by(read: Callable[[Any], Any], name: str, record: Any) -> Any:  # noqa: ANN401  # any links
    return told_by(read(record) or (), name)


def _joined_text(joined: Joined, record: Any) -> str:  # noqa: ANN401  # whatever has them
    parts = [getattr(record, spec.name) for spec in joined.parts]
    others = (getattr(record, spec.name) for spec in joined.instead)
    return " ".join(filter(None, parts)) or next(filter(None, others), "")


def _custom_value(code: str, record: Any) -> Any:  # noqa: ANN401  # any field's value
    return record.custom.get(code)


def _first_end(read: Callable[[Any], Any], end: str, record: Any) -> Any:  # noqa: ANN401  # as above
    return _main_end(read(record), end)


def _main_end(links: Any, end: str) -> Any:  # noqa: ANN401  # as above
    """Return where the primary link leads; who left everywhere has none."""
    main = primary_of(links)
    return getattr(main, end) if main else None


def _part_of(
    read: Callable[[Any], Any],
    part: Callable[[Any], Any],
    record: Any,  # noqa: ANN401  # as above
) -> Any:  # noqa: ANN401  # as above
    value = read(record)
    return None if value is None else part(value)
