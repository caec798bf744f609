"""Places in a workspace, by the names that a person wrote.

Faults are found by counting; whoever reads them looks for a name, which stays right
when a list changes. There is one scheme, for faults, findings and TOML files alike:

- What has a code is called by it: ``pipelines.service.stages.visit.after``,
  ``dictionaries.source.entries.web``, ``roles.chief``; a member by the login.
- A custom field is called by its entity and its code: ``fields.lead.budget``.
- The target of a conversion is called by its entity, and an entry of its map by the
  field that it fills: ``conversions.b2b.deal.fields.amount.by``.
- A policy on duplicates is called by its entity: ``duplicates.lead``.
- A name that is no code stands in quotes, as in TOML: ``members."ada.k".roles``.
- What has no name, or shares it with another one, keeps its number, counted from
  0: ``roles.chief.grants[2].field``, ``pipelines[1].code``. So do names with an
  ``@``: faults end up in logs.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import attrs

from leadflow.deferred import expression
from leadflow.errors import Fault


_STEP = expression(r"\.?([^.\[\]]+)|\[(\d+)\]")
_WORD = expression(r"\w[\w-]*", re.ASCII)
_QUOTABLE = expression(r'[^"@\[\]\n]{1,50}')

# By the list: what its items are called by, the first that they have.
_BY: Mapping[str, tuple[str, ...]] = {
    "fields": ("to", "code"),
    "members": ("login",),
    "duplicates": ("entity",),
    **dict.fromkeys(
        (
            *("pipelines", "stages", "dictionaries", "entries", "choices"),
            *("conversions", "roles", "departments"),
            *("segments", "letters", "assignments"),
        ),
        ("code",),
    ),
}


def place(*names: str) -> str:
    """Return the place that names lead to; empty ones are left out.

    >>> place("members", "ada.k", "roles"), place("pipelines", "deals", "")
    ('members."ada.k".roles', 'pipelines.deals')
    """
    return ".".join(_written(name) for name in names if name)


def named(root: object, faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """Return faults of a definition, or of the table of one, placed by names.

    >>> chief = {"roles": [{"code": "chief"}]}
    >>> named(chief, [Fault("roles[0].grants", "is empty")])[0].path
    'roles.chief.grants'
    """
    return tuple(attrs.evolve(each, path=by_name(root, each.path)) for each in faults)


def by_name(root: object, path: str) -> str:
    """Return a path with names in place of numbers, where there are names.

    >>> by_name({"roles": [{"code": "chief"}, {"code": "chief"}]}, "roles[0].code")
    'roles[0].code'
    """
    steps = list(_STEP().finditer(path))
    if "".join(each.group() for each in steps) != path:
        return path
    return "".join(_steps(root, steps)).removeprefix(".")


def _steps(root: object, steps: Iterable["re.Match[str]"]) -> Iterator[str]:
    at, within = root, ""
    for each in steps:
        name, number = each.groups()
        if name is not None:
            at, within = _under(at, name, within), name
            yield f".{name}"
            continue
        items = at if isinstance(at, Sequence) and not isinstance(at, str) else ()
        told = [_called(item, within) for item in items]
        place_in = int(number)
        mine = told[place_in] if place_in < len(told) else ""
        at = items[place_in] if place_in < len(items) else None
        yield f".{mine}" if mine and told.count(mine) == 1 else each.group()


def _under(at: object, name: str, within: str) -> object:
    """Return what a name leads to: a key, an attribute, a target, an item."""
    if isinstance(at, list | tuple):
        return next((item for item in at if _called(item, within) == name), None)
    for target in _held(at, "targets") or ():
        if _held(target, "entity") == name:
            found: object = target
            return found
    return _held(at, name)


def _held(at: Any, name: str) -> Any:  # noqa: ANN401  # any definition, or its table
    return at.get(name) if isinstance(at, Mapping) else getattr(at, name, None)


def _called(item: object, within: str) -> str:
    """Return what an item of a list is called, or ``""``."""
    keys = _BY.get(within, ())
    if isinstance(item, str):
        # In a file a stage or a value may be given by its code alone.
        return _written(item) if keys == ("code",) else ""
    own = next((held for key in keys if isinstance(held := _held(item, key), str)), "")
    if within != "fields" or _held(item, "to"):
        return own if _held(item, "to") else _written(own)
    entity = _held(item, "entity")
    known = isinstance(entity, str) and own
    return f"{_written(str(entity))}.{_written(own)}" if known else ""


def _written(name: str) -> str:
    """Return a name as it stands in a path; ``""`` for one that may not stand there."""
    if _WORD().fullmatch(name):
        return name
    return f'"{name}"' if _QUOTABLE().fullmatch(name) else ""
