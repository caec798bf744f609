"""What is answered about rights: one decision, or all of an actor (A4)."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import zip_longest
from textwrap import wrap
from typing import TypeAlias

from attrs import frozen

from leadflow.access.masking import placed
from leadflow.access.rights import ELSEWHERE, Place, Rights, Ruling
from leadflow.deferred import by_value
from leadflow.entities import Record, entity_named, entity_of
from leadflow.workspace.codes import one_of
from leadflow.workspace.roles import (
    ALL,
    ANY,
    CONFIGURE,
    CREATE,
    DEPARTMENT,
    NONE,
    OPEN,
    OPERATIONS,
    OWN,
    READ,
    TREE,
    UPDATE,
)


_MEANS: Mapping[str, str] = {
    NONE: "no records",
    OWN: "their own records",
    DEPARTMENT: "the records of their department",
    TREE: "the records of their department and those below it",
    OPEN: "the records of their department, those below it, and open ones",
    ALL: "all records",
}

_EVERY = frozenset(OPERATIONS) - {CONFIGURE}
_WIDTH = 36
"""How many letters of operations, and of entities, stand in one line."""


@by_value
@frozen(kw_only=True, eq=False, repr=False)
class Explanation:
    """Whether somebody may do something, and the rule that says so (A4).

    It is true where it is allowed; ``print`` tells it as a sentence.
    """

    actor: str
    operation: str
    entity: str
    record: str = ""
    field: str = ""
    allowed: bool
    scope: str
    """Whose records the deciding rule means."""
    role: str = ""
    rule: str = ""
    """The name of the deciding rule; ``""`` where none speaks."""
    unreadable: bool = False
    """The record may not even be read, which decides everything else."""

    def __bool__(self) -> bool:
        return self.allowed

    def __str__(self) -> str:
        may = "may" if self.allowed else "may not"
        dotted = f"{self.entity}.{self.field}" if self.field else self.entity
        dotted = "the workspace" if dotted == ANY else dotted
        what = f"{self.operation} {dotted} {self.record}".rstrip()
        if not self.rule:
            why = "no rule says anything about it"
            why = why if self.scope == NONE else "there are no roles"
        else:
            why = f"{self.rule}, which means {_MEANS[self.scope]}"
        read = ", and what cannot be read cannot be touched" if self.unreadable else ""
        return f"{self.actor} {may} {what}: {why}{read}"


def explained(
    rights: Rights, operation: str, record: Record, field: str = ""
) -> Explanation:
    """Return the decision about a record, or about one of its fields."""
    is_free = not rights.workspace.roles
    there = record if record.id else placed(rights, record)
    ruling = Ruling(ALL) if is_free else _deciding(rights, operation, there, field)
    allowed = rights.covers(ruling.scope, there)
    return Explanation(
        actor=rights.actor,
        operation=operation,
        entity=entity_of(record).name,
        record=record.id,
        field=field,
        allowed=allowed,
        scope=ruling.scope,
        role=ruling.role,
        rule=ruling.rule,
        unreadable=operation != READ
        and not allowed
        and ruling == rights.decides(READ, there),
    )


def _deciding(rights: Rights, operation: str, record: Record, field: str) -> Ruling:
    """Return the first ruling that forbids it, or the one that allows it."""
    steps = [(READ, "")] if record.id and operation != CREATE else []
    if field:
        steps += [(READ, field), (operation, "")]
    for each, name in steps:
        ruling = rights.decides(each, record, name)
        if not rights.covers(ruling.scope, record):
            return ruling
    return rights.decides(operation, record, field)


def explained_of(
    rights: Rights, operation: str, entity: str, field: str = ""
) -> Explanation:
    """Return whether an operation is allowed with any record of an entity."""
    is_free = not rights.workspace.roles
    if is_free:
        ruling = Ruling(ALL)
    elif operation == CONFIGURE:
        entity, ruling = ANY, rights.ruling(CONFIGURE, ANY)
    else:
        ruling = _widest(rights, operation, entity, field)
    return Explanation(
        actor=rights.actor,
        operation=operation,
        entity=entity,
        field=field,
        allowed=ruling.scope != NONE,
        scope=ruling.scope,
        role=ruling.role,
        rule=ruling.rule,
    )


def _widest(rights: Rights, operation: str, entity: str, field: str) -> Ruling:
    """Return the first ruling that forbids it everywhere, or the widest of all."""
    if field:
        for each, name in ((READ, field), (operation, "")):
            ruling = rights.widest(each, entity, name)
            if ruling.scope == NONE:
                return ruling
    return rights.widest(operation, entity, field)


@by_value
@frozen(kw_only=True, eq=False, repr=False)
class Permission:
    """One line of what an actor may do."""

    entity: str
    operation: str
    pipeline: str = ""
    stage: str = ""
    field: str = ""
    scope: str
    rule: str = ""


@by_value
@frozen(kw_only=True, eq=False, repr=False)
class Permissions:
    """All that an actor may do, for a host's screens; ``print`` shows a table."""

    actor: str
    roles: tuple[str, ...]
    lines: tuple[Permission, ...]

    def __iter__(self) -> Iterator[Permission]:
        return iter(self.lines)

    def __len__(self) -> int:
        return len(self.lines)

    def of(self, entity: str, operation: str) -> tuple[Permission, ...]:
        """Return the lines about an entity and an operation, the usual place first.

        Raises ``UnknownName`` for an entity or an operation that there is not.

        >>> import leadflow
        >>> crm = leadflow.open(actor="ada")
        >>> [each.scope for each in crm.access.of("ada").of("deal", "update")]
        ['all']
        """
        one_of(operation, "operation", OPERATIONS)
        name = entity if entity == ANY else entity_named(entity).name
        wanted = (name, operation)
        return tuple(e for e in self.lines if (e.entity, e.operation) == wanted)

    def hidden(self, entity: str) -> tuple[str, ...]:
        """Return the fields that are hidden, in some records or in all (A5)."""
        return tuple(each.field for each in self.of(entity, READ) if each.field)

    def locked(self, entity: str) -> tuple[str, ...]:
        """Return the fields that are locked, in some records or in all (A5)."""
        return tuple(each.field for each in self.of(entity, UPDATE) if each.field)

    def __str__(self) -> str:
        rows = [line for row in _folded(self.lines) for line in _wrapped(row)]
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        lines = (
            "  ".join(cell.ljust(w) for cell, w in zip(row, widths, strict=True))
            for row in rows
        )
        return "\n".join((self._title, *(line.rstrip() for line in lines)))

    def _repr_html_(self) -> str:
        from leadflow.markup import element, framed  # noqa: PLC0415  # notebooks only

        caption = element("caption", self._title)
        rows = "".join(
            f"<tr>{''.join(element('td', cell) for cell in row)}</tr>"
            for row in _folded(self.lines)
        )
        return framed(f"<table>{caption}<tbody>{rows}</tbody></table>")

    @property
    def _title(self) -> str:
        return f"{self.actor}: {', '.join(self.roles) or 'no role'}"


_Row: TypeAlias = tuple[str, str, str]
"""What may be done, with what, and whose."""


def _folded(lines: Iterable[Permission]) -> list[_Row]:
    """Return lines that differ in operation or entity alone as one."""
    several = tuple(lines)
    whole = frozenset(each.entity for each in several if each.entity != ANY)
    acts: dict[tuple[str, str], list[str]] = {}
    for each in several:
        acts.setdefault((_placed_name(each), each.scope), []).append(each.operation)
    names: dict[tuple[str, str], list[str]] = {}
    for (name, scope), operations in acts.items():
        told = ANY if {*operations} >= _EVERY else ", ".join(operations)
        names.setdefault((told, scope), []).append(name)
    return [
        (told, _listed(several_names, whole), scope)
        for (told, scope), several_names in names.items()
    ]


def _listed(names: list[str], whole: frozenset[str]) -> str:
    if not {*names} >= whole:
        return ", ".join(names)
    return ", ".join((ANY, *(name for name in names if name not in whole)))


def _placed_name(line: Permission) -> str:
    if line.operation == CONFIGURE:
        return "the workspace"
    name = f"{line.entity}.{line.field}" if line.field else line.entity
    place = "/".join(each for each in (line.pipeline, line.stage) if each)
    return f"{name} {place}".rstrip()


def _wrapped(row: _Row) -> Iterator[_Row]:
    """Yield a row as the lines of a screen."""
    told, names, scope = row
    left, right = wrap(told, _WIDTH), wrap(names, _WIDTH)
    lines = zip_longest(left, right, [scope], fillvalue="")
    yield from lines


def permissions(rights: Rights) -> Permissions:
    """Return all that an actor may do."""
    lines = tuple(_lines(rights))
    return Permissions(
        actor=rights.actor,
        roles=tuple(role.code for role in rights.roles),
        lines=lines,
    )


def _lines(rights: Rights) -> Iterator[Permission]:
    is_free = not rights.workspace.roles
    for entity in rights.workspace.entities:
        for operation in OPERATIONS:
            if operation == CONFIGURE:
                continue
            if is_free:
                yield Permission(entity=entity, operation=operation, scope=ALL)
            else:
                yield from _placed(rights, operation, entity)
                yield from _fields(rights, operation, entity)
    free = Ruling(ALL) if is_free else rights.ruling(CONFIGURE, ANY)
    yield Permission(entity=ANY, operation=CONFIGURE, scope=free.scope, rule=free.rule)


def _placed(rights: Rights, operation: str, entity: str) -> Iterator[Permission]:
    """Yield the usual ruling, then the places where another one holds."""
    places = list(reversed(rights.places(entity)))
    usual = rights.ruling(operation, entity, places[0])
    yield _line(entity, operation, ("", ""), usual)
    for place in places[1:]:
        ruling = rights.ruling(operation, entity, place)
        if ruling.scope != usual.scope:
            yield _line(entity, operation, place, ruling)


def _line(entity: str, operation: str, place: Place, ruling: Ruling) -> Permission:
    pipeline, stage = (each if each != ELSEWHERE else "" for each in place)
    return Permission(
        entity=entity,
        operation=operation,
        pipeline=pipeline,
        stage=stage,
        scope=ruling.scope,
        rule=ruling.rule,
    )


def _fields(rights: Rights, operation: str, entity: str) -> Iterator[Permission]:
    named = {READ: rights.limited(entity), UPDATE: rights.locked(entity)}
    for name in named.get(operation, ()):
        found = [
            rights.ruling(operation, entity, p, name) for p in rights.places(entity)
        ]
        least = min(found, key=lambda each: each.rank)
        yield Permission(
            entity=entity,
            operation=operation,
            field=name,
            scope=least.scope,
            rule=least.rule,
        )
