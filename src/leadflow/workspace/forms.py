"""Forms: what a screen must know to show and edit a record (mission 2.14)."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import attrs
from attrs import field, frozen

from leadflow.deferred import by_value
from leadflow.errors import UnknownName
from leadflow.values import FileRef, Money


@by_value
@frozen(kw_only=True, eq=False, repr=False)
class FormChoice:
    """One value that can be chosen."""

    code: str
    label: str
    is_retired: bool = False
    """Shown only because the record holds it; nobody chooses it anew (S5)."""


@by_value
@frozen(kw_only=True, eq=False, repr=False)
class FormField:
    """One field of a form."""

    name: str
    """As in ``update(…)``; a field of the firm's own is ``custom.budget``."""
    type: str
    """``text``, ``money``, ``choice``, ``phone``, ``reference`` …"""
    label: str
    help: str = ""
    multiple: bool = False
    required: bool = False
    """Always, by its condition, or by the stage on which the record stands."""
    read_only: bool = False
    is_hidden: bool = False
    """The actor may not see what it holds: ``crm.access.form`` tells (A5)."""
    choices: tuple[FormChoice, ...] = ()
    is_open: bool = False
    """Whether other codes than the choices may be given as well."""
    target: tuple[str, ...] = ()
    """For references: the entities that may be pointed at."""
    default: object = None
    min_value: object = None
    max_value: object = None
    min_length: int | None = None
    max_length: int | None = None
    pattern: str = ""
    precision: int | None = None
    value: object = field(default=None, repr=False)
    """What the record holds."""

    def as_dict(self) -> dict[str, object]:
        """Return the field as JSON can hold it; what says nothing is left out."""
        known = {each: getattr(self, each.name) for each in attrs.fields(FormField)}
        return {
            each.name: _plain(value)
            for each, value in known.items()
            # Nought and False say something, where nothing is what is usual.
            if value != each.default and value not in _NOTHING
        }


@by_value
@frozen(kw_only=True, eq=False, repr=False)
class FormSection:
    """Fields that stand together."""

    code: str
    label: str
    fields: tuple[FormField, ...]


@by_value
@frozen(kw_only=True, eq=False, repr=False)
class Form:
    """All fields of an entity, or of one record, in the order of the screen.

    >>> from leadflow.workspace import Workspace
    >>> form = Workspace().form("lead", language="uk")
    >>> form.field("amount").label, form.field("created_by").read_only
    ('Сума', True)
    """

    entity: str
    label: str
    language: str
    sections: tuple[FormSection, ...]

    def __repr__(self) -> str:
        names = ", ".join(each.code for each in self.sections)
        return f"<Form of {self.entity} in {self.language}: {names}>"

    @property
    def fields(self) -> tuple[FormField, ...]:
        """Return the fields of all sections, in order."""
        return tuple(self._fields())

    def field(self, name: str) -> FormField:
        """Return one field, or raise ``UnknownName``."""
        known = {each.name: each for each in self._fields()}
        if name not in known:
            raise UnknownName(f"field of {self.entity}", name, tuple(known))
        return known[name]

    def as_dict(self) -> dict[str, object]:
        """Return the whole form as JSON can hold it, for the host's screens.

        Decimals are text, dates and times are those of ISO 8601, files are their
        ``FileRef.text``.

        >>> from leadflow.workspace import Workspace
        >>> Workspace().form("product").as_dict()["sections"][0]["fields"][0]
        {'name': 'name', 'type': 'text', 'label': 'Name', 'required': True}
        """
        return {
            "entity": self.entity,
            "label": self.label,
            "language": self.language,
            "sections": [
                {
                    "code": section.code,
                    "label": section.label,
                    "fields": [each.as_dict() for each in section.fields],
                }
                for section in self.sections
            ],
        }

    def _fields(self) -> Iterator[FormField]:
        for section in self.sections:
            yield from section.fields


_NOTHING = ("", ())
_PLAIN: Mapping[type, Callable[[Any], object]] = {
    Money: lambda value: {"amount": f"{value.amount:f}", "currency": value.currency},
    FileRef: lambda value: value.text,
    Decimal: lambda value: f"{value:f}",
    tuple: lambda value: [_plain(each) for each in value],
}


def _plain(value: Any) -> object:  # noqa: ANN401  # any field's value
    if isinstance(value, date):
        return value.isoformat()
    if write := _PLAIN.get(type(value)):
        return write(value)
    if attrs.has(type(value)):
        parts = attrs.fields(type(value))
        return {each.name: _plain(getattr(value, each.name)) for each in parts}
    return str(value) if isinstance(value, str) else value
