"""Rights as data: roles and what they grant, departments, and who is what (A1).

A workspace without roles lets everybody do everything. With the first role that
ends: who acts may do what the roles of the login grant, and nothing else.
"""

from collections.abc import Iterable

import attrs
from attrs import frozen

from leadflow.deferred import by_value
from leadflow.entities import entity_named
from leadflow.errors import InvalidValue
from leadflow.values.converters import code as as_code, text
from leadflow.values.teaching import teach_names
from leadflow.values.text import clean
from leadflow.workspace.codes import all_of, names, one_of, own_code
from leadflow.workspace.labels import Label, label, readable


READ, CREATE, UPDATE, DELETE = "read", "create", "update", "delete"
EXPORT, IMPORT, CONVERT, CONFIGURE = "export", "import", "convert", "configure"
OPERATIONS = (READ, CREATE, UPDATE, DELETE, EXPORT, IMPORT, CONVERT, CONFIGURE)
"""What can be granted."""

ANY = "any"
"""In place of an entity or an operation: all of them."""

NONE, OWN, DEPARTMENT, TREE, OPEN, ALL = (
    *("none", "own", "department", "department_tree", "open", "all"),
)
SCOPES = (NONE, OWN, DEPARTMENT, TREE, OPEN, ALL)
"""Whose records; each holds what the ones before it hold."""


def _entity(value: str) -> str:
    given: object = value
    if not isinstance(given, str):
        reason = f"cannot be of type {type(given).__name__}"
        hint = f"write a grant for each entity, or one for '{ANY}'"
        raise InvalidValue("entity", reason, hint)
    return ANY if value == ANY else entity_named(value).name


def _operations(value: Iterable[str] | str) -> tuple[str, ...]:
    given = names(value)
    if not given:
        raise InvalidValue("operations", "are missing", f"name some, or '{ANY}'")
    known = {one_of(each, "operation", (*OPERATIONS, ANY)) for each in given}
    return tuple(each for each in (ANY, *OPERATIONS) if each in known)


def _scope(value: str) -> str:
    return one_of(value, "scope", SCOPES)


@teach_names
@by_value
@frozen(eq=False, repr=False)
class Grant:
    """What a role may do with which records, or with one of their fields (A1).

    >>> print(Grant("deal", ["read", "update"], scope="own", stage="won"))
    read, update deal on stage 'won': own
    """

    entity: str = attrs.field(converter=_entity)
    """``lead``, ``deal``, …, or ``any``."""
    operations: tuple[str, ...] = attrs.field(converter=_operations)
    """``read``, ``create``, ``update``, ``delete``, ``export``, ``import``,
    ``convert``, ``configure``, or ``any``."""
    scope: str = attrs.field(converter=_scope, kw_only=True)
    """Whose: ``none``, ``own``, ``department``, ``department_tree`` with those below,
    ``open`` for these and what is open to all, ``all``."""
    pipeline: str = attrs.field(default="", converter=as_code, kw_only=True)
    """Only for records in this pipeline."""
    stage: str = attrs.field(default="", converter=as_code, kw_only=True)
    """Only for records on this stage."""
    field: str = attrs.field(default="", converter=text, kw_only=True)
    """Only for this field: unreadable is hidden, not updatable is locked (A5)."""

    @property
    def weight(self) -> tuple[bool, ...]:
        """Return how specific the rule is; the most specific one decides (A2)."""
        place = (bool(self.field), bool(self.stage), bool(self.pipeline))
        return (*place, self.entity != ANY, self.operations[0] != ANY)

    def speaks_of(self, operation: str, entity: str) -> bool:
        """Return whether the rule says anything about it."""
        meant = self.entity in (ANY, entity)
        return meant and (operation in self.operations or self.operations[0] == ANY)

    def __str__(self) -> str:
        what = f"{', '.join(self.operations)} {self.entity}"
        dotted = f"{what}.{self.field}" if self.field else what
        places = (("in pipeline", self.pipeline), ("on stage", self.stage))
        where = "".join(f" {word} '{name}'" for word, name in places if name)
        return f"{dotted}{where}: {self.scope}"


def _grants(value: Iterable[Grant] | Grant) -> tuple[Grant, ...]:
    return (value,) if isinstance(value, Grant) else all_of(value, Grant, "grants")


@teach_names
@by_value
@frozen(eq=False, repr=False)
class Role:
    """What people of one kind may do; who has several may do what any allows (A2).

    >>> sales = Role("sales", grants=[Grant("deal", "read", scope="department")])
    >>> sales.title()
    'Sales'
    """

    code: str = attrs.field(converter=own_code)
    grants: tuple[Grant, ...] = attrs.field(default=(), converter=_grants, kw_only=True)
    """In any order: inside a role the most specific one decides."""
    label: Label = attrs.field(default=Label(), converter=label, kw_only=True)

    def title(self, language: str = "en") -> str:
        """Return what the role is called."""
        return self.label.text(language) or readable(self.code)


@teach_names
@by_value
@frozen(eq=False, repr=False)
class Department:
    """A part of the firm, maybe within another one.

    >>> Department("kyiv", within="ukraine").within
    'ukraine'
    """

    code: str = attrs.field(converter=own_code)
    within: str = attrs.field(default="", converter=as_code, kw_only=True)
    """The department that it is a part of."""
    label: Label = attrs.field(default=Label(), converter=label, kw_only=True)

    def title(self, language: str = "en") -> str:
        """Return what the department is called."""
        return self.label.text(language) or readable(self.code)


def _login(value: str) -> str:
    found = clean(value, "login")
    if not found:
        raise InvalidValue("login", "is missing", "say who it is: Member('ada')")
    return found


@teach_names
@by_value
@frozen(eq=False, repr=False)
class Member:
    """Who acts, by login: with which roles, in which department.

    It stands in the workspace and not on the user's record, so that only who may
    configure can give rights, and every change of them stays known (H7).

    >>> Member("ada", roles="sales").roles
    ('sales',)
    """

    login: str = attrs.field(converter=_login)
    roles: tuple[str, ...] = attrs.field(default=(), converter=names, kw_only=True)
    department: str = attrs.field(default="", converter=as_code, kw_only=True)
