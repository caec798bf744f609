"""The JSON Schema of a workspace's file, for editors that check while one types."""

from leadflow.workspace.labels import LANGUAGES
from leadflow.workspace.layout import workspace_table
from leadflow.workspace.shapes import Schema
from leadflow.workspace.workspace import Workspace


DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_schema() -> Schema:
    """Return the schema, made from the definitions by which files are read.

    It knows shapes and fixed names. What depends on the rest of the file, such
    as a field that a condition names, is judged by ``Workspace.load`` alone.

    >>> json_schema()["properties"]["mode"]["enum"]
    ['classic', 'simple']
    """
    return {
        "$schema": DIALECT,
        "title": "A leadflow workspace",
        "description": "How a firm works: pipelines, dictionaries, fields, words.",
        **workspace_table(Workspace).schema(),
        "$defs": {"label": _label()},
    }


def _label() -> Schema:
    text: Schema = {"type": "string"}
    by_language: Schema = {
        "type": "object",
        "properties": dict.fromkeys(LANGUAGES, text),
        "additionalProperties": text,
        "propertyNames": {"pattern": "^$|^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"},
    }
    return {"anyOf": [text, by_language]}
