"""Shapes: how a part of the file is read, written and described to editors.

One definition serves all three, so that they cannot drift apart. cattrs would
read the classes as well, but it stops at the first wrong argument of a class,
and its texts speak of Python's classes; these shapes judge each key by itself.
"""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Protocol, TypeAlias

from attrs import field, frozen

from leadflow.expressions import Literal
from leadflow.values import Money
from leadflow.values.converters import money
from leadflow.values.decimals import exact
from leadflow.workspace.labels import Label, label
from leadflow.workspace.reporting import WRONG, Place, Wrong, kind_of


Plain: TypeAlias = "str | int | date | list[Plain] | dict[str, Plain] | Section"
"""What TOML can hold."""
Schema: TypeAlias = dict[str, object]
"""A part of a JSON Schema."""


@frozen
class Section:
    """A table under a header of its own, ``[name]`` or ``[[name]]``."""

    keys: Mapping[str, Plain]


class Shape(Protocol):
    """How one kind of value stands in the file."""

    def read(self, value: object, at: Place) -> object:
        """Return the value, or ``WRONG`` after reporting why."""
        ...

    def write(self, value: Any) -> Plain:  # noqa: ANN401  # whatever the shape is of
        """Return the value as TOML holds it."""
        ...

    def schema(self) -> Schema:
        """Return what a JSON Schema says of it."""
        ...


@frozen
class Text:
    """A text: a name, a code, a condition."""

    choices: tuple[str, ...] = ()
    pattern: str = ""

    def read(self, value: object, at: Place) -> object:
        """Return the text; what it means is judged by the class."""
        return expect(value, str, "text", at)

    def write(self, value: object) -> Plain:
        """Return the text; conditions have one."""
        return str(value)

    def schema(self) -> Schema:
        """Return what editors may offer."""
        found: Schema = {"type": "string"}
        if self.choices:
            found["enum"] = list(self.choices)
        if self.pattern:
            found["pattern"] = self.pattern
        return found


@frozen
class Truth:
    """``true`` or ``false``."""

    def read(self, value: object, at: Place) -> object:
        """Return the truth value."""
        return expect(value, bool, "true or false", at)

    def write(self, value: bool) -> Plain:  # noqa: FBT001  # the value is the matter
        """Return the value as it is."""
        return value

    def schema(self) -> Schema:
        """Return the type."""
        return {"type": "boolean"}


@frozen
class Whole:
    """A whole number."""

    least: int
    most: int | None = None

    def read(self, value: object, at: Place) -> object:
        """Return the number; its bounds are judged by the class."""
        if isinstance(value, bool):
            return at.wrong("must be a whole number, not true or false")
        return expect(value, int, "a whole number", at)

    def write(self, value: int) -> Plain:
        """Return the number as it is."""
        return value

    def schema(self) -> Schema:
        """Return the type with its bounds."""
        bounds: Schema = {"type": "integer", "minimum": self.least}
        return bounds if self.most is None else {**bounds, "maximum": self.most}


@frozen
class Labelled:
    """A label: one text, or texts by language."""

    def read(self, value: object, at: Place) -> object:
        """Return the label."""
        if isinstance(value, str):
            return at.judged(label, value)
        if not isinstance(value, dict):
            return at.wrong(f"must be text or a table, not {kind_of(value)}")
        texts = [expect(text, str, "text", at.key(tag)) for tag, text in value.items()]
        return WRONG if WRONG in texts else at.judged(label, value)

    def write(self, value: Label) -> Plain:
        """Return one text where there is only one, for any language."""
        texts: dict[str, Plain] = dict(value.texts)
        return texts[""] if list(texts) == [""] else texts

    def schema(self) -> Schema:
        """Return the reference to what all labels have in common."""
        return {"$ref": "#/$defs/label"}


@frozen
class Several:
    """A list; ``single`` allows one item without brackets."""

    of: Shape
    single: bool = False
    least: int = 0

    def read(self, value: object, at: Place) -> object:
        """Return the items, or ``WRONG`` if one of them is."""
        if self.single and isinstance(value, str):
            return [self.of.read(value, at)]
        if not isinstance(value, list):
            many = isinstance(value, dict) and "write each one under [[…]]"
            return at.wrong(f"must be a list, not {kind_of(value)}", many or "")
        items = [self.of.read(item, at.item(n)) for n, item in enumerate(value)]
        return WRONG if WRONG in items else items

    def write(self, value: tuple[object, ...]) -> Plain:
        """Return the items."""
        return [self.of.write(item) for item in value]

    def schema(self) -> Schema:
        """Return the list, and the single item where it is allowed."""
        found: Schema = {"type": "array", "items": self.of.schema()}
        if self.least:
            found["minItems"] = self.least
        return {"anyOf": [self.of.schema(), found]} if self.single else found


@frozen
class Pairs:
    """A table with keys of the user's own."""

    of: Shape
    names: Schema = field(factory=dict)
    """What a JSON Schema says of the keys."""
    section: bool = False
    """Written under a header of its own."""

    def read(self, value: object, at: Place) -> object:
        """Return the table, or ``WRONG`` if one value is."""
        if not isinstance(value, dict):
            return at.wrong(f"must be a table, not {kind_of(value)}")
        pairs = {name: self.of.read(each, at.key(name)) for name, each in value.items()}
        return WRONG if WRONG in pairs.values() else pairs

    def write(self, value: Mapping[str, object]) -> Plain:
        """Return the table."""
        pairs = {name: self.of.write(each) for name, each in value.items()}
        return Section(pairs) if self.section else pairs

    def schema(self) -> Schema:
        """Return the table with what is said of keys and values."""
        found: Schema = {"type": "object", "additionalProperties": self.of.schema()}
        return {**found, "propertyNames": self.names} if self.names else found


_TAGGED: Mapping[str, Callable[[str], object]] = {"money": money, "decimal": exact}


@frozen
class Constants:
    """A fixed value: money and decimals stand in a table that says what they are."""

    def read(self, value: object, at: Place) -> object:
        """Return the value; ``{ money = "5 UAH" }`` becomes money."""
        if not isinstance(value, dict):
            return value
        if len(value) != 1:
            return at.wrong("must be one value", "write it as { money = '5 UAH' }")
        (tag, text), *_ = value.items()
        if tag not in _TAGGED:
            return at.key(tag).unknown("kind of value", tag, _TAGGED)
        if isinstance(expect(text, str, "text", at.key(tag)), Wrong):
            return WRONG
        return at.key(tag).judged(_TAGGED[tag], text)

    def write(self, value: Literal) -> Plain:
        """Return the value; what TOML has no type for as tagged text."""
        if isinstance(value, Money):
            return {"money": str(value)}
        return {"decimal": f"{value:f}"} if isinstance(value, Decimal) else value

    def schema(self) -> Schema:
        """Return the types that a constant may have."""
        text = {"type": "string"}
        tagged: Schema = {"type": "object", "additionalProperties": False}
        limits: Schema = {"minProperties": 1, "maxProperties": 1}
        properties = {"properties": dict.fromkeys(_TAGGED, text)}
        return {
            "anyOf": [
                {"type": ["string", "number", "boolean"]},
                {**tagged, **limits, **properties},
            ]
        }


@frozen
class Given:
    """One fixed value, or a list of them."""

    def read(self, value: object, at: Place) -> object:
        """Return the value or the values."""
        one: Shape = Several(Constants()) if isinstance(value, list) else Constants()
        return one.read(value, at)

    def write(self, value: Any) -> Plain:  # noqa: ANN401  # as for ``Shape``
        """Return the value or the values."""
        if isinstance(value, tuple):
            return [Constants().write(each) for each in value]
        return Constants().write(value)

    def schema(self) -> Schema:
        """Return both forms."""
        return {"anyOf": [Constants().schema(), Several(Constants()).schema()]}


@frozen
class Demand:
    """``true``, ``false``, or a condition."""

    def read(self, value: object, at: Place) -> object:
        """Return what it says; the condition is read by the class."""
        if isinstance(value, bool):
            return value
        return expect(value, str, "true, false or a condition", at)

    def write(self, value: object) -> Plain:
        """Return the truth value, or the condition's text."""
        return value if isinstance(value, bool) else str(value)

    def schema(self) -> Schema:
        """Return both forms."""
        return {"type": ["boolean", "string"]}


@frozen
class TypeNames(Text):
    """The name of a type: one of leadflow's, or any code."""

    def schema(self) -> Schema:
        """Return what editors may offer, and any other code."""
        return {"anyOf": [Text(choices=self.choices).schema(), CODE.schema()]}


def expect(value: object, kind: type, name: str, at: Place) -> object:
    """Return the value if TOML gave one of this type, else report it."""
    if isinstance(value, kind):
        return value
    return at.wrong(f"must be {name}, not {kind_of(value)}")


CODE = Text(pattern="^[a-z][a-z0-9_]{0,49}$")
"""A code, as records hold it."""
NAMES = Several(Text(), single=True)
"""Names of fields, stages or people."""
