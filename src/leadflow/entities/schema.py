"""What the nouns have in common, told once: their names, fields and kinds.

Storage, conditions, forms and maps read these descriptions instead of keeping
lists of fields by hand; a new field of a class is known to all of them at once.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import partial, wraps
from inspect import signature
from types import UnionType
from typing import Any, NewType, TypeAlias, TypeVar, Union, cast, get_args, get_origin

import attrs
from attrs import field, frozen

from leadflow.deferred import by_value
from leadflow.entities.references import own_id
from leadflow.entities.shapes import shape
from leadflow.errors import InvalidData, InvalidValue, UnknownName
from leadflow.values import Money
from leadflow.values.teaching import placed as placed_at, teach_names
from leadflow.values.text import shown


T = TypeVar("T")

Convert: TypeAlias = Callable[[Any], Any]
"""What turns a value that is given into the one that is kept."""

# Marks for attrs' ``metadata``: what a type alone does not say.
SYSTEM: Mapping[str, object] = {"system": True}
"""Kept by leadflow; users read it."""
PERSONAL: Mapping[str, object] = {"personal": True}
"""Tells who a person is; erased with the person."""
LONG: Mapping[str, object] = {"long": True}
"""Text of many lines."""


def listed(dictionary: str) -> Mapping[str, object]:
    """Mark a field whose values come from a dictionary of the workspace."""
    return {"dictionary": dictionary}


def among(choices: tuple[str, ...]) -> Mapping[str, object]:
    """Mark a field whose values come from a list that is the same in every firm."""
    return {"choices": choices}


class Kind(StrEnum):
    """What a field holds, as far as storage and conditions must know."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    CHOICE = "choice"
    """A code from a dictionary."""
    INTEGER = "integer"
    DECIMAL = "decimal"
    MONEY = "money"
    BOOLEAN = "boolean"
    DATE = "date"
    DATETIME = "datetime"
    REFERENCE = "reference"
    """The id of one other record."""
    TEXTS = "texts"
    """Several texts or ids; order matters."""
    VALUE = "value"
    """One value object: an address, campaign marks."""
    VALUES = "values"
    """Several value objects: phones, product rows, links with a role."""
    CUSTOM = "custom"
    """The fields that a workspace adds."""


@by_value
@frozen(eq=False, repr=False)
class FieldSpec:
    """One field of an entity."""

    name: str
    kind: Kind
    type: type
    """The class of the value, or of one of several values."""
    entity: str
    """The entity it belongs to."""
    target: str = ""
    """For references: the entity pointed at; ``*`` when any may be."""
    dictionary: str = ""
    choices: tuple[str, ...] = ()
    """For texts from a list that no workspace changes: what they may be."""
    system: bool = False
    personal: bool = False
    default: object = None
    convert: Convert = field(kw_only=True, repr=False)
    """What the constructor does with a value; plain fields check its type."""


@by_value
@frozen(eq=False, repr=False)
class EntityType:
    """One kind of record."""

    name: str
    plural: str
    cls: type
    fields: Mapping[str, FieldSpec] = field(repr=False)

    def __hash__(self) -> int:
        return hash(self.name)

    @property
    def in_pipeline(self) -> bool:
        """Return whether its records stand on a stage of a pipeline."""
        return "stage" in self.fields

    def spec(self, name: str) -> FieldSpec:
        """Return the field, or raise ``UnknownName`` with the nearest right name."""
        try:
            return self.fields[name]
        except KeyError:
            kind = f"field of {self.name}"
            raise UnknownName(kind, name, tuple(self.fields)) from None


_SCALARS: Mapping[type, Kind] = {
    str: Kind.TEXT,
    int: Kind.INTEGER,
    bool: Kind.BOOLEAN,
    Decimal: Kind.DECIMAL,
    Money: Kind.MONEY,
    date: Kind.DATE,
    datetime: Kind.DATETIME,
}


_NAMES: Mapping[type, str] = {
    str: "text",
    int: "a whole number",
    bool: "True or False",
}


def _target(kind: object) -> str:
    """Return the entity whose ids a ``NewType`` such as ``LeadId`` stands for."""
    if isinstance(kind, NewType) and kind.__name__.endswith("Id"):
        return kind.__name__.removesuffix("Id").lower()
    return ""


def _bare(annotation: Any) -> Any:  # noqa: ANN401  # annotations are any object
    """Return ``X`` of ``X | None``."""
    if get_origin(annotation) in (Union, UnionType):
        return next(arg for arg in get_args(annotation) if arg is not type(None))
    return annotation


def kind_and_type(annotation: Any) -> tuple[Kind, Any]:  # noqa: ANN401  # as above
    """Return what a field with this annotation holds, and the class of its values."""
    bare = _bare(annotation)
    if _target(bare):
        return Kind.REFERENCE, str
    if get_origin(bare) is tuple:
        inner = get_args(bare)[0]
        is_text = inner is str or bool(_target(inner))
        return (Kind.TEXTS, str) if is_text else (Kind.VALUES, inner)
    return _SCALARS.get(bare, Kind.VALUE), bare


def _default(attribute: "attrs.Attribute[Any]") -> object:
    default = attribute.default
    return () if default is attrs.NOTHING else default


def _spec(entity: str, attribute: "attrs.Attribute[Any]") -> FieldSpec:
    marks = attribute.metadata
    kind, kind_type = kind_and_type(attribute.type)
    if attribute.name == "custom":
        kind = Kind.CUSTOM
    elif marks.get("dictionary"):
        kind = Kind.CHOICE
    elif marks.get("long"):
        kind = Kind.LONG_TEXT
    return FieldSpec(
        name=attribute.name,
        kind=kind,
        type=kind_type,
        entity=entity,
        # The record's own id is not a reference to another record.
        target=marks.get("target", "") or _target(_bare(attribute.type)),
        dictionary=marks.get("dictionary", ""),
        choices=marks.get("choices", ()),
        system=bool(marks.get("system")),
        personal=bool(marks.get("personal")),
        default=_default(attribute),
        convert=cast("Convert", attribute.converter),
    )


def named_faults(
    _cls: type, attributes: "list[attrs.Attribute[Any]]"
) -> "list[attrs.Attribute[Any]]":
    """Make each converter's ``InvalidValue`` say which field it was given for.

    An attrs ``field_transformer``: the converters stay plain functions, which
    is the only form that mypy reads.
    """
    return [
        attribute.evolve(converter=_placed(attribute, _converter(attribute)))
        for attribute in attributes
    ]


def _converter(attribute: "attrs.Attribute[Any]") -> Convert:
    """Return the field's converter; plain fields at least check the type."""
    if attribute.converter is not None:
        return cast("Convert", attribute.converter)
    if entity := _target(attribute.type):
        return partial(own_id, entity)
    return partial(_exactly, cast("type[Any]", attribute.type))


def _exactly(kind: type[T], value: T) -> T:
    if type(value) is kind:
        return value
    reason = f"must be {_NAMES[kind]}, not {type(value).__name__}"
    raise InvalidValue("value", reason)


_SIGNATURE = signature(lambda value: value)


def _placed(attribute: "attrs.Attribute[Any]", convert: Convert) -> Convert:
    name, default = attribute.name, attribute.default

    def placed(value: object) -> object:
        if value is default:  # most fields of most records: nothing to convert
            return value
        try:
            return convert(value)
        except (InvalidValue, UnknownName, InvalidData) as error:
            raise placed_at(error, name) from None

    # attrs asks every converter for its signature; told once, it costs nothing.
    placed.__wrapped__ = convert  # type: ignore[attr-defined]  # see converts_alike
    placed.__signature__ = _SIGNATURE  # type: ignore[attr-defined]
    return placed


def bare_convert(spec: FieldSpec) -> Convert:
    """Return what converts a field's values, for who knows better where they stood.

    >>> from leadflow.entities import ENTITIES
    >>> str(bare_convert(ENTITIES["lead"].spec("amount"))("5 UAH"))
    '5.00 UAH'
    """
    found: Convert = getattr(spec.convert, "__wrapped__", spec.convert)
    return found


def converts_alike(one: FieldSpec, other: FieldSpec) -> bool:
    """Return whether what one field holds needs no converting for another one.

    >>> from leadflow.entities import ENTITIES
    >>> lead, contact = ENTITIES["lead"], ENTITIES["contact"]
    >>> converts_alike(lead.spec("phones"), contact.spec("phones"))
    True
    >>> flag = ENTITIES["deal"].spec("amount_is_manual")
    >>> converts_alike(lead.spec("amount_is_manual"), flag)
    True
    """
    mine, theirs = (getattr(each.convert, "__wrapped__", each) for each in (one, other))
    if isinstance(mine, partial) and isinstance(theirs, partial):
        return (mine.func, mine.args) == (theirs.func, theirs.args)
    return mine is theirs


def describe(cls: type, name: str, plural: str) -> EntityType:
    """Return the description of an attrs class; a plain reading of its fields."""
    specs = (_spec(name, attribute) for attribute in attrs.fields(cls))
    return EntityType(name, plural, cls, {spec.name: spec for spec in specs})


def noun(cls: type[T]) -> type[T]:
    """Give a finished attrs class what all entities share.

    Its constructor teaches names. Its repr tells only what is filled in, and masks
    what tells who a person is; a notebook draws all of it. Records are equal when all
    their fields are. One copy of these serves all entities: attrs would write and
    compile fifty lines for each, at every import.
    """
    cls.__repr__ = _repr  # type: ignore[method-assign]
    cls.__eq__ = _equal  # type: ignore[method-assign]
    cls.__hash__ = _hash  # type: ignore[method-assign]
    type.__setattr__(cls, "_repr_html_", _drawn)
    return _filling(teach_names(cls))


def _filling(cls: type[T]) -> type[T]:
    """Let the constructor convert what it is given, and nothing else.

    Of some fifty fields most are left out. The constructor that attrs writes calls
    the converter of each one and a descriptor to set it: 10 µs for a lead with two
    fields. This one copies the blank record and sets what is given: 3 µs. Whatever
    it does not know, or may not take, the constructor of attrs tells better.
    """
    build: Callable[..., None] = cls.__init__
    fields = attrs.fields(cast("Any", cls))
    convert = {each.name: cast("Convert", each.converter) for each in fields}
    blank: list[T] = []

    def fill(self: T, values: Mapping[str, object]) -> bool:
        """Fill a new record, unless a value is wrong."""
        if not blank:
            empty = object.__new__(cls)
            build(empty)
            blank.append(empty)
        known = shape(cls)
        object.__setattr__(self, "__class__", known.draft)
        try:
            known.fill(self, blank[0])
            for name, value in values.items():
                setattr(self, name, convert[name](value))
        except (InvalidValue, UnknownName, InvalidData):
            return False
        finally:
            self.__class__ = cls
        return True

    @wraps(build)
    def filled(self: T, *args: object, **values: object) -> None:
        is_usual = not args and type(self) is cls and values.keys() <= convert.keys()
        # Of several wrong values attrs tells the one that is declared first.
        if not (is_usual and fill(self, values)):
            build(self, *args, **values)

    cls.__init__ = filled  # type: ignore[assignment]  # the same signature to callers
    return cls


def _fields(record: object) -> "tuple[attrs.Attribute[Any], ...]":
    found: tuple[attrs.Attribute[Any], ...] = attrs.fields(cast("Any", type(record)))
    return found


def _repr(self: object) -> str:
    filled = (
        (each, value)
        for each in _fields(self)
        if (value := getattr(self, each.name)) != each.default
    )
    texts = (
        f"{each.name}={shown(value, personal=bool(each.metadata.get('personal')))}"
        for each, value in filled
    )
    return f"{type(self).__name__}({', '.join(texts)})"


def _drawn(self: object) -> str:
    from leadflow.entities.cards import card  # noqa: PLC0415  # drawn on use

    return card(self)


def _equal(self: object, other: object) -> bool:
    if type(self) is not type(other):
        return False
    names = [each.name for each in _fields(self)]
    return all(getattr(self, name) == getattr(other, name) for name in names)


def _hash(self: Any) -> int:  # noqa: ANN401  # any record
    return hash((self.id, self.version))
