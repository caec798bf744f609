import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
import pytest

from leadflow.workspace import (
    Conversion,
    CustomField,
    Dictionary,
    Entry,
    Pipeline,
    Stage,
    Workspace,
)
from leadflow.workspace.files import dumps, loads
from leadflow.workspace.schema import json_schema


ROOT = Path(__file__).parents[2]
SAVED = ROOT / "docs/reference/workspace.schema.json"
MANUAL = ROOT / "docs/reference/workspace.md"
GUIDE = ROOT / "docs/how-to/describe-your-firm.md"

Tree = dict[str, Any]


def example() -> str:
    """Return the workspace that the guide writes."""
    text = GUIDE.read_text("utf-8")
    return text.partition('"""\n')[2].partition('"""')[0]


def validate(value: object, schema: Tree, path: str = "") -> Iterator[str]:
    """Yield the paths that a schema refuses, for the words that ours uses."""
    if "$ref" in schema:
        yield from validate(value, json_schema()["$defs"]["label"], path)  # type: ignore[index]
    for word in ("anyOf", "oneOf"):
        if word in schema:
            fitting = [s for s in schema[word] if not list(validate(value, s, path))]
            if not fitting or (word == "oneOf" and len(fitting) > 1):
                yield path
    if not _has_type(value, schema) or value not in schema.get("enum", [value]):
        yield path
    elif isinstance(value, dict):
        yield from _table(value, schema, path)
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from validate(item, schema.get("items", {}), f"{path}[{number}]")


def _table(value: Tree, schema: Tree, path: str) -> Iterator[str]:
    yield from (path for name in schema.get("required", []) if name not in value)
    known, others = schema.get("properties", {}), schema.get("additionalProperties", {})
    for name, each in value.items():
        if name not in known and others is False:
            yield f"{path}.{name}"
        else:
            yield from validate(each, known.get(name, others), f"{path}.{name}")


def _has_type(value: object, schema: Tree) -> bool:
    types = {"string": str, "boolean": bool, "integer": int, "object": dict}
    types |= {"array": list, "number": int}
    wanted = schema.get("type", [])
    wanted = [wanted] if isinstance(wanted, str) else wanted
    return not wanted or any(isinstance(value, types[kind]) for kind in wanted)


def test_the_saved_copy_is_up_to_date() -> None:
    """M1: editors read the copy, and the reader follows the definitions."""
    text = json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"

    assert text == SAVED.read_text("utf-8")


def test_the_example_of_the_guide_fits_the_schema() -> None:
    """M1: what the manual shows is what editors accept."""
    assert [] == list(validate(tomllib.loads(example()), json_schema()))


def test_what_is_written_fits_the_schema() -> None:
    """M1: the long form of every key is in the schema."""
    written = tomllib.loads(dumps(loads(example())))

    assert [] == list(validate(written, json_schema()))


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (".mod", "mod = 'simple'"),
        (".mode", "mode = 'clasic'"),
        (".labels.lead", "labels = { lead = 5 }"),
        (".pipelines[0]", "[[pipelines]]\nstages = ['new']"),
        (
            ".conversions[0].deal.policy",
            "[[conversions]]\ncode = 'x'\ndeal.policy = 'x'",
        ),
    ],
)
def test_editors_find_slips_of_the_pen(path: str, text: str) -> None:
    """M1: unknown keys, wrong choices, wrong types and missing keys."""
    assert path in list(validate(tomllib.loads(text), json_schema()))


def keys(schema: Tree) -> set[str]:
    """Return the keys of a table."""
    return set(schema["properties"])


def items(name: str) -> Tree:
    """Return what the schema says of each item of a list of the file."""
    found: Tree = json_schema()["properties"][name]["items"]  # type: ignore[index]
    return found


STAGE = items("pipelines")["properties"]["stages"]["items"]["anyOf"][1]
ENTRY = items("fields")["properties"]["choices"]["items"]["anyOf"][1]


@pytest.mark.parametrize(
    ("cls", "schema"),
    [
        (Workspace, json_schema()),
        (Pipeline, items("pipelines")),
        (Stage, STAGE),
        (Dictionary, items("dictionaries")),
        (Entry, ENTRY),
        (CustomField, items("fields")),
    ],
)
def test_every_attribute_has_a_key(cls: type, schema: Tree) -> None:
    """M1: an attribute without a key would be lost when the firm is stored."""
    code = {"host"}  # a host's type is named in the file, and given by the program

    assert {each.name for each in attrs.fields(cls)} - code == keys(schema)


def test_every_attribute_of_a_conversion_has_a_key() -> None:
    """C1: targets are tables of their own names."""
    own = {attribute.name for attribute in attrs.fields(Conversion)} - {"targets"}

    assert own | {"company", "contact", "deal", "quote", "invoice"} == keys(
        items("conversions")
    )


def _all_keys(schema: Tree) -> Iterator[str]:
    yield from schema.get("properties", {})
    for name, each in schema.items():
        if name == "properties":
            for key in each.values():
                yield from _all_keys(key)
        for inner in each if isinstance(each, list) else [each]:
            if isinstance(inner, dict) and name != "properties":
                yield from _all_keys(inner)


def test_the_manual_explains_every_key() -> None:
    """M1: a key that the manual lacks is one that nobody uses."""
    text = MANUAL.read_text("utf-8")

    assert [] == [
        key for key in set(_all_keys(json_schema())) if f"`{key}`" not in text
    ]
