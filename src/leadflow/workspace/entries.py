"""Entries of maps: where one value of a target comes from (C4)."""

import re
from collections.abc import Iterable
from typing import TypeAlias

from attrs import field, frozen

from leadflow.deferred import by_value, expression
from leadflow.errors import InvalidCondition, InvalidValue
from leadflow.expressions import Condition, FieldPath, Literal, path_of
from leadflow.expressions.literals import checked_value, value_identity
from leadflow.values.converters import code as as_code, text as as_text
from leadflow.workspace.conditions import condition


_SLOT = expression(r"\{([^{}]*)\}")


def _path(value: str | FieldPath) -> str:
    name = ".".join(path_of(value)) if isinstance(value, FieldPath) else value
    if not as_text(name):
        raise InvalidValue("field", "is missing", "name one, as in 'amount'")
    return as_text(name)


def _paths(value: Iterable[str | FieldPath] | str) -> tuple[str, ...]:
    given = (value,) if isinstance(value, str) else value
    found = tuple(_path(each) for each in given)
    if not found:
        raise InvalidValue("list", "names no field", "name at least one")
    return found


def _literal(value: Literal) -> Literal:
    try:
        return checked_value(value)
    except InvalidCondition as error:
        fault = error.faults[0]
        raise InvalidValue(
            "constant", f"is wrong: {fault.message}", fault.hint
        ) from None


def slots(text: str) -> tuple[str, ...]:
    """Return the fields that stand in braces in the text of a template.

    >>> slots("{company_name}: {interest}")
    ('company_name', 'interest')
    """
    return tuple(found.strip() for found in _SLOT().findall(text))


def _template(value: str) -> str:
    text = as_text(value)
    if re.search(r"[{}]", _SLOT().sub("", text)):
        hint = "write fields as in '{company_name}: {title}'"
        raise InvalidValue("template", "has a brace without its partner", hint)
    return text


@by_value
@frozen(eq=False, repr=False)
class Copy:
    """Take a field of the source as it is, or through a named transform."""

    source: str = field(converter=_path)
    to: str = field(converter=_path, kw_only=True)
    by: str = field(default="", converter=as_code, kw_only=True)
    """The transform's name: one of ``TRANSFORMS``, or one that the host adds."""
    when: Condition | None = field(default=None, converter=condition, kw_only=True)


@frozen
class Constant:
    """Always the same value."""

    value: Literal = field(converter=_literal, eq=value_identity)
    to: str = field(converter=_path, kw_only=True)
    when: Condition | None = field(default=None, converter=condition, kw_only=True)


@by_value
@frozen(eq=False, repr=False)
class Template:
    """Text with the source's fields in it: ``"{company_name}: {interest}"``."""

    text: str = field(converter=_template)
    to: str = field(converter=_path, kw_only=True)
    when: Condition | None = field(default=None, converter=condition, kw_only=True)


@by_value
@frozen(eq=False, repr=False)
class FirstOf:
    """The first of several fields that is not empty."""

    sources: tuple[str, ...] = field(converter=_paths)
    to: str = field(converter=_path, kw_only=True)
    when: Condition | None = field(default=None, converter=condition, kw_only=True)


Mapped: TypeAlias = Copy | Constant | Template | FirstOf


def copy(
    source: str | FieldPath,
    *,
    to: str | FieldPath,
    by: str = "",
    when: Condition | str | None = None,
) -> Copy:
    """Return a map entry that copies ``source``; ``by`` names a transform.

    >>> copy("company_name", to="name", by="upper").to
    'name'
    """
    return Copy(source, to=to, by=by, when=when)


def constant(
    value: Literal, *, to: str | FieldPath, when: Condition | str | None = None
) -> Constant:
    """Return a map entry that sets a fixed value.

    >>> constant("customer", to="type").value
    'customer'
    """
    return Constant(value, to=to, when=when)


def template(
    text: str, *, to: str | FieldPath, when: Condition | str | None = None
) -> Template:
    """Return a map entry that fills the source's fields into a text.

    >>> template("{company_name}: {title}", to="title").to
    'title'
    """
    return Template(text, to=to, when=when)


def first_of(
    *sources: str | FieldPath, to: str | FieldPath, when: Condition | str | None = None
) -> FirstOf:
    """Return a map entry that takes the first field that is not empty.

    >>> first_of("company_name", "last_name", to="title").sources
    ('company_name', 'last_name')
    """
    return FirstOf(sources, to=to, when=when)
