"""Custom fields: what a workspace adds to an entity (F1, F2)."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from functools import cached_property, wraps
from typing import Any, TypeVar

from attrs import field, frozen

from leadflow.deferred import by_value
from leadflow.entities import Kind, entity_named
from leadflow.errors import (
    Fault,
    InvalidValue,
    InvalidWorkspace,
    UnknownName,
    with_article,
)
from leadflow.expressions import Condition
from leadflow.values.converters import code as as_code
from leadflow.values.teaching import teach_names
from leadflow.workspace.codes import own_code, whole
from leadflow.workspace.conditions import condition
from leadflow.workspace.counting import number_format
from leadflow.workspace.dictionaries import Entries, Entry, entries
from leadflow.workspace.labels import Label, label as as_label, readable
from leadflow.workspace.limits import Limits
from leadflow.workspace.patterns import checked_pattern
from leadflow.workspace.places import named
from leadflow.workspace.types import (
    BUILT_IN,
    CHOICE,
    COUNTER,
    DICTIONARY,
    REFERENCE,
    TYPES,
    BuiltIn,
    FieldType,
    PythonType,
)


__all__ = ["TYPES", "CustomField"]

C = TypeVar("C")

NOW = {Kind.DATE: "today", Kind.DATETIME: "now"}
"""The default that means the time at which a record is made, by kind."""

_NO_DEFAULT = (Kind.VALUE, Kind.REFERENCE)


def _entity(value: str) -> str:
    return entity_named(value).name


def _entities(value: Iterable[str] | str) -> tuple[str, ...]:
    given = (value,) if isinstance(value, str) else value
    return tuple(dict.fromkeys(_entity(each) for each in given))


def _choices(value: Entries) -> tuple[Entry, ...]:
    return entries(value, "choices")


def _type(value: str | FieldType) -> str:
    return value.name if isinstance(value, FieldType) else str(value)


def _demand(value: bool | str | Condition) -> bool | Condition:  # noqa: FBT001  # as users write it
    if isinstance(value, bool):
        return value
    found = condition(value)
    return False if found is None else found


def _remember_host_type(cls: type[C]) -> type[C]:
    """Let ``type`` take a host's type too, which stays beside its name."""
    build: Callable[..., None] = cls.__init__

    @wraps(build)
    def built(self: C, *args: object, **values: object) -> None:
        if isinstance(values.get("type"), FieldType):
            values["host"] = values["type"]
        build(self, *args, **values)

    cls.__init__ = built  # type: ignore[assignment]  # the same signature to callers
    return cls


@_remember_host_type
@teach_names
@by_value
@frozen(eq=False, repr=False)
class CustomField:
    """One field that a firm adds to an entity.

    >>> CustomField("budget", entity="lead", type="money").accept("5 UAH")
    Money('5.00', 'UAH')
    """

    code: str = field(converter=own_code)
    entity: str = field(converter=_entity, kw_only=True)
    type: str = field(default="text", converter=_type, kw_only=True)
    """The type's name; a host's ``FieldType`` may be given itself."""
    label: Label = field(default=Label(), converter=as_label, kw_only=True)
    help: Label = field(default=Label(), converter=as_label, kw_only=True)
    required: bool | Condition = field(default=False, converter=_demand, kw_only=True)
    """Always, or where a condition holds: ``required="amount > 1000"`` (F4)."""
    multiple: bool = field(default=False, kw_only=True)
    default: object = field(default=None, kw_only=True)
    """What new records get; ``"today"`` and ``"now"`` mean the time of making."""
    min_value: object = field(default=None, kw_only=True)
    max_value: object = field(default=None, kw_only=True)
    """Of money it limits the amount, in whatever currency."""
    min_length: int | None = field(default=None, converter=whole, kw_only=True)
    max_length: int | None = field(default=None, converter=whole, kw_only=True)
    pattern: str = field(default="", converter=checked_pattern, kw_only=True)
    """A regular expression for the whole text; see ``patterns`` for its bounds."""
    precision: int | None = field(default=None, converter=whole, kw_only=True)
    """The most decimals that a number may have."""
    choices: tuple[Entry, ...] = field(default=(), converter=_choices, kw_only=True)
    dictionary: str = field(default="", converter=as_code, kw_only=True)
    """Where the values of type ``dictionary`` come from."""
    target: tuple[str, ...] = field(default=(), converter=_entities, kw_only=True)
    """For type ``reference``: the entities that may be pointed at."""
    format: str = field(default="", converter=number_format, kw_only=True)
    """How a counter writes its numbers: ``INV-{year}-{number:05}``."""
    indexed: bool = field(default=False, kw_only=True)
    """Stores find records by it fast, and write them a little slower."""
    personal: bool = field(default=False, kw_only=True)
    """It tells who a person is, and goes when the person is erased (H5)."""
    host: FieldType | None = field(default=None, kw_only=True, eq=False, repr=False)
    """The host's type, where ``type`` names none of leadflow's."""

    def __attrs_post_init__(self) -> None:
        host = self.host if self.host and self.host.name == self.type else None
        # attrs' documented way to finish a frozen instance.
        object.__setattr__(self, "host", host)
        if host is None and self.type not in BUILT_IN:
            raise UnknownName("field type", self.type, TYPES, "type")
        if faults := (*self._faults(), *self.limits.faults):
            raise InvalidWorkspace(f"field '{self.code}'", named(self, faults))
        if self.default is not None:
            object.__setattr__(self, "default", self._default())

    @property
    def definition(self) -> FieldType | BuiltIn:
        """Return what the field's type does."""
        return self.host or BUILT_IN[self.type]

    @property
    def kind(self) -> Kind:
        """Return what one value of the field is."""
        return self.definition.kind

    @property
    def python_type(self) -> PythonType:
        """Return the class of one value."""
        return self.definition.type

    @property
    def is_read_only(self) -> bool:
        """Tell whether leadflow fills it and nobody else (F3)."""
        return self.type == COUNTER

    @cached_property
    def limits(self) -> Limits:
        """Return what its values may be."""
        return Limits(
            kind=self.kind,
            min_value=self.min_value,
            max_value=self.max_value,
            min_length=self.min_length,
            max_length=self.max_length,
            pattern=self.pattern,
            precision=self.precision,
        )

    def accept(self, value: object) -> object:
        """Return the value as the field keeps it, or raise ``InvalidValue``.

        Whether records, users and values of dictionaries are there is for the
        ``Crm`` to find out.
        """
        if not self.multiple:
            return self._one(value)
        several = value if isinstance(value, tuple | list) else (value,)
        return tuple(self._one(each) for each in several)

    def default_at(self, now: datetime) -> object:
        """Return what a record gets that is made at ``now``, in the office's zone."""
        if self.default == NOW.get(self.kind):
            day = now.date() if self.kind is Kind.DATE else now
            return self.accept(day) if self.default else None
        return self.default

    def widened(self, value: object) -> object:
        """Return a value of a narrower type as this one keeps it (F2)."""
        if self.multiple and not isinstance(value, tuple):
            value = (value,)
        if isinstance(value, tuple):
            return tuple(self.definition.accept(each) for each in value)
        return self.definition.accept(value)

    def title(self, language: str = "en") -> str:
        """Return what the field is called."""
        return self.label.text(language) or readable(self.code)

    def _one(self, value: object) -> object:
        accepted = self.definition.accept(value)
        if self.type == CHOICE and accepted:
            known = tuple(entry.code for entry in self.choices)
            if accepted not in known:
                raise UnknownName(f"choice of '{self.code}'", str(accepted), known)
        if self.type == REFERENCE and accepted:
            self._require_target(getattr(accepted, "entity", ""))
        self.limits.judge(accepted)
        return accepted

    def _require_target(self, entity: str) -> None:
        if entity not in self.target:
            wanted = " or ".join(self.target)
            raise InvalidValue(
                "id", f"names {with_article(entity)}, not {with_article(wanted)}"
            )

    def _default(self) -> object:
        try:
            if self.default == NOW.get(self.kind, self):
                return self.default
            return self.accept(self.default)
        except (InvalidValue, UnknownName) as error:
            fault = error.fault
            found = Fault("default", fault.message, fault.hint, error.code)
        raise InvalidWorkspace(f"field '{self.code}'", (found,))

    def _faults(self) -> Iterator[Fault]:
        for name, type_, missing in _PARTS:
            given: Any = getattr(self, name)
            if self.type == type_ and not given and missing:
                yield Fault(name, "is empty", missing)
            if self.type != type_ and given:
                yield Fault(name, f"belongs to fields of type '{type_}'")
        if self.multiple and not self.definition.can_be_several:
            yield Fault("multiple", f"makes no sense for a {self.type}")
        yield from self._other_faults()

    def _other_faults(self) -> Iterator[Fault]:
        if self.default is not None and (self.is_read_only or self.kind in _NO_DEFAULT):
            yield Fault("default", f"cannot be given for type '{self.type}'")
        if self.required is not False and self.is_read_only:
            yield Fault("required", "makes no sense for a counter", "leave it out")
        if self.indexed and (self.multiple or self.kind in _UNINDEXED):
            hint = "index fields of one short value"
            yield Fault("indexed", "is not possible for this field", hint)


# Decimals of any length are compared by a key that no index of SQLite can keep.
_UNINDEXED = (Kind.VALUE, Kind.LONG_TEXT, Kind.DECIMAL)
# What belongs to one type alone, and what to do where it is missing there.
_PARTS = (
    ("choices", CHOICE, "name at least one"),
    ("dictionary", DICTIONARY, "name the dictionary, as in dictionary='source'"),
    ("target", REFERENCE, "name an entity, as in target='company'"),
    ("format", COUNTER, ""),
)
