"""Tables of the file that stand for objects of a class."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import attrs
from attrs import field, frozen

from leadflow.workspace.reporting import WRONG, Place, kind_of
from leadflow.workspace.shapes import Plain, Schema, Section, Shape


@frozen
class Key:
    """One key of a table."""

    shape: Shape
    says: str
    """What the key means, for editors and for the manual."""
    attribute: str = ""
    """The attribute of the class, where its name is another one."""
    always: bool = False
    """Written even where the value is the usual one."""


@frozen
class Table:
    """A table that stands for an object of a class."""

    cls: type
    what: str
    """The object in words: ``stage``."""
    keys: Mapping[str, Key]
    fixed: Mapping[str, object] = field(factory=dict)
    """Attributes that the place of the table already tells."""
    section: bool = False

    def read(self, value: object, at: Place) -> object:
        """Return the object, or ``WRONG`` after reporting all that is wrong."""
        if not isinstance(value, dict):
            return at.wrong(f"must be a table, not {kind_of(value)}")
        values = self._values(value, at)
        if values is None:
            return WRONG
        made = at.judged(lambda given: self.cls(**given), {**self.fixed, **values})
        at.report.note(at.path, made)
        return made

    def _values(self, table: dict[str, object], at: Place) -> dict[str, object] | None:
        """Return the attributes, or ``None`` if the object cannot be made."""
        values = dict(self._read_keys(table, at))
        missing = [name for name in self._needed() if name not in table]
        for name in missing:
            at.key(name).wrong("is missing", f"a {self.what} needs it")
        return None if missing or WRONG in values.values() else values

    def _read_keys(
        self, table: dict[str, object], at: Place
    ) -> Iterator[tuple[str, object]]:
        for name, raw in table.items():
            place = at.key(name)
            if name not in self.keys:
                place.unknown(f"key of a {self.what}", name, self._known())
                continue
            attribute = self._attribute(name)
            value = self.keys[name].shape.read(raw, place)
            if value is not WRONG:
                value = place.judged(_converter(attribute), value)
            at.report.note(place.path, value)
            yield attribute.name, value

    def _known(self) -> tuple[str, ...]:
        return tuple(self.keys)

    def _part(self, value: Any, attribute: str) -> Any:  # noqa: ANN401  # as for ``write``
        """Return what of an attribute is written."""
        return getattr(value, attribute)

    def _attribute(self, name: str) -> "attrs.Attribute[Any]":
        found = self.keys[name].attribute or name
        return attrs.fields_dict(self.cls)[found]

    def _needed(self) -> tuple[str, ...]:
        return tuple(
            name for name in self.keys if self._attribute(name).default is attrs.NOTHING
        )

    def write(self, value: Any) -> Plain:  # noqa: ANN401  # an object of ``cls``
        """Return what differs from the usual."""
        keys = {
            name: key.shape.write(self._part(value, self._attribute(name).name))
            for name, key in self.keys.items()
            if key.always or not _is_usual(value, self._attribute(name))
        }
        return Section(keys) if self.section else keys

    def schema(self) -> Schema:
        """Return the table with its keys."""
        found: Schema = {
            "type": "object",
            "properties": {
                name: {"description": key.says, **key.shape.schema()}
                for name, key in self.keys.items()
            },
            "additionalProperties": False,
        }
        needed = list(self._needed())
        return {**found, "required": needed} if needed else found


def _converter(attribute: "attrs.Attribute[Any]") -> Callable[[Any], Any]:
    convert: Any = attribute.converter
    return convert or _unchanged


def _unchanged(value: object) -> object:
    return value


def _is_usual(value: Any, attribute: "attrs.Attribute[Any]") -> bool:  # noqa: ANN401  # of any class
    if attribute.default is attrs.NOTHING:
        return False
    usual = _converter(attribute)(_usual(value, attribute.default))
    return bool(getattr(value, attribute.name) == usual)


def _usual(value: object, default: Any) -> object:  # noqa: ANN401  # a value or attrs.Factory
    if not isinstance(default, attrs.Factory):  # type: ignore[arg-type]  # a class at run time
        return default
    return default.factory(value) if default.takes_self else default.factory()


@frozen
class Shorthand:
    """A table that shrinks to one text where only its code is given."""

    table: Table

    def read(self, value: object, at: Place) -> object:
        """Return the object; text is its code."""
        given = {"code": value} if isinstance(value, str) else value
        return self.table.read(given, at)

    def write(self, value: Any) -> Plain:  # noqa: ANN401  # as for the table
        """Return the code alone where nothing else is to say."""
        keys = self.table.write(value)
        alone = isinstance(keys, dict) and list(keys) == ["code"]
        return keys["code"] if alone and isinstance(keys, dict) else keys

    def schema(self) -> Schema:
        """Return both forms."""
        return {"anyOf": [{"type": "string"}, self.table.schema()]}
