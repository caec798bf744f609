"""Write docs/reference/fields.md: every field of every entity, and its meaning.

Run it with ``python docs/fields.py``; a test holds the page to what it writes.
"""

import ast
import inspect
import textwrap
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import pairwise
from pathlib import Path

import attrs

from leadflow.entities import ENTITIES, EntityType, FieldSpec, ProductRow
from leadflow.values import Address, BankAccount, PartySnapshot, Requisites
from leadflow.workspace.words import words


ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "reference" / "fields.md"
NAMES = ROOT / "docs" / "bitrix24.toml"
PARTS: tuple[type, ...] = (Address, BankAccount, PartySnapshot, ProductRow, Requisites)
"""Values that have fields of their own to tell of."""
HEAD = """# Fields

Every field of every entity: its label, what it holds and means.
The last column is what Bitrix24 calls it.
A field marked *kept* is kept by leadflow: it is read, never given.
A field marked *personal* tells who somebody is, and is erased with the person.
Fields that a workspace adds stand in `custom`.
`python docs/fields.py` writes this page."""


@cache
def names() -> Mapping[str, Mapping[str, Mapping[str, list[str]]]]:
    """Return what docs/bitrix24.toml says."""
    return tomllib.loads(NAMES.read_text(encoding="utf-8"))


def called(holder: str, name: str) -> tuple[str, ...]:
    """Return what Bitrix24 calls a field of an entity or a value."""
    known = names()["fields"]
    usual = known["any"] if holder in ENTITIES else {}
    return tuple(known[holder].get(name) or usual.get(name, ()))


def left_out(holder: str) -> dict[str, str]:
    """Return the fields of Bitrix24 that are not kept, each with the reason."""
    known: Mapping[str, Mapping[str, object]] = names()["left_out"]
    usual = known["any"] if holder in ENTITIES else {}
    return {
        name: str(reason)
        for several, reason in {**usual, **known.get(holder, {})}.items()
        for name in several.split(", ")
    }


def meanings(cls: type) -> dict[str, str]:
    """Return the text that stands below each field in the source of its class."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(cls)))
    lines = [one for node in tree.body for one in getattr(node, "body", ())]
    found: dict[str, str] = {}
    for one, below in pairwise(lines):
        match one, below:
            case (
                ast.AnnAssign(target=ast.Name(id=name)),
                ast.Expr(value=ast.Constant(value=str(text))),
            ):
                found[name] = " ".join(text.split()).replace("``", "`")
    return found


@cache
def shared() -> dict[str, str]:
    """Return what fields mean that are explained where they stand first."""
    found: dict[str, str] = {}
    for entity in ENTITIES.values():
        found = {**meanings(entity.cls), **found}
    return {name: text for name, text in found.items() if name in SAME}


SAME = frozenset(
    """
    amount_is_manual closed_at converted_at custom expected_close files is_recurring
    last_activity_at last_activity_by location middle_name observers origin owner rows
    source source_details stage stage_kind tax version
    """.split()
)
"""Fields that mean the same wherever they stand."""


def holds(spec: FieldSpec) -> str:
    """Return what a field holds, and how it is marked."""
    kind = str(spec.kind).replace("_", " ")
    if spec.name == "id":
        kind = "its own id"
    elif spec.dictionary:
        kind = f"choice of `{spec.dictionary}`"
    elif spec.choices:
        kind = f"one of {', '.join(f'`{each}`' for each in spec.choices)}"
    elif spec.target:
        kind = f"{kind} to {'any record' if spec.target == '*' else spec.target}"
    elif kind in ("value", "values"):
        kind = f"{'several ' if kind == 'values' else ''}{spec.type.__name__}"
    marks = (("kept", spec.system), ("personal", spec.personal))
    return ", ".join([kind, *(f"*{name}*" for name, is_so in marks if is_so)])


def of_entity(entity: EntityType) -> Iterator[str]:
    """Yield heading and table of an entity."""
    own, usual, english = meanings(entity.cls), shared(), words("en")
    yield f"## {english.entities[entity.plural]}"
    yield table(
        "Field | Label | Holds | Meaning | Bitrix24",
        (
            (
                f"`{spec.name}`",
                english.field(entity.name, spec.name),
                holds(spec),
                own.get(spec.name) or usual.get(spec.name, ""),
                quoted(called(entity.name, spec.name)),
            )
            for spec in entity.fields.values()
        ),
    )


def of_value(cls: type) -> Iterator[str]:
    """Yield heading and table of a value with fields of its own."""
    own = meanings(cls)
    yield f"## {cls.__name__}"
    yield table(
        "Field | Meaning | Bitrix24",
        (
            (
                f"`{each.name}`",
                own.get(each.name, ""),
                quoted(called(cls.__name__, each.name)),
            )
            for each in attrs.fields(cls)
        ),
    )


def not_kept() -> Iterator[str]:
    """Yield heading and table of what Bitrix24 has and leadflow has not."""
    known: Mapping[str, Mapping[str, object]] = names()["left_out"]
    yield "## What is not kept"
    yield "Fields of Bitrix24 that have no field here, and why."
    yield table(
        "Of | Fields | Why",
        (
            (
                "several" if holder == "any" else holder,
                quoted(each.split(", ")),
                str(why),
            )
            for holder, several in known.items()
            for each, why in several.items()
        ),
    )


def quoted(names: Iterable[str]) -> str:
    """Return names as code."""
    return ", ".join(f"`{name}`" for name in names)


def table(head: str, rows: Iterable[tuple[str, ...]]) -> str:
    """Return a table of Markdown."""
    line = "|".join("---" for _ in head.split("|"))
    body = (f"| {' | '.join(row)} |" for row in rows)
    return "\n".join([f"| {head} |", f"|{line}|", *body])


def page() -> str:
    """Return the page as it should be."""
    blocks = [HEAD]
    for entity in ENTITIES.values():
        blocks.extend(of_entity(entity))
    for cls in PARTS:
        blocks.extend(of_value(cls))
    return "\n\n".join([*blocks, *not_kept()]) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
