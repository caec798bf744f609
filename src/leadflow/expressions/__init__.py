"""The one condition language: filters, maps, gates, rules, segments and rights."""

from leadflow.expressions.evaluation import (
    Getter,
    Test,
    compile_condition,
    matches,
    read_path,
)
from leadflow.expressions.fields import F, FieldPath, path_of
from leadflow.expressions.judging import Truth
from leadflow.expressions.literals import Literal, Path
from leadflow.expressions.nodes import (
    ALWAYS,
    NEVER,
    OPERATORS,
    All,
    AnyOf,
    Between,
    Compare,
    Condition,
    Contains,
    IsEmpty,
    Leaf,
    Not,
    OneOf,
    Operator,
    StartsWith,
    all_of,
    any_of,
)
from leadflow.expressions.text import as_text, from_text, parse, to_text
from leadflow.expressions.trees import children, paths, transform, walk


__all__ = [
    "ALWAYS",
    "NEVER",
    "OPERATORS",
    "All",
    "AnyOf",
    "Between",
    "Compare",
    "Condition",
    "Contains",
    "F",
    "FieldPath",
    "Getter",
    "IsEmpty",
    "Leaf",
    "Literal",
    "Not",
    "OneOf",
    "Operator",
    "Path",
    "StartsWith",
    "Test",
    "Truth",
    "all_of",
    "any_of",
    "as_text",
    "children",
    "compile_condition",
    "from_text",
    "matches",
    "parse",
    "path_of",
    "paths",
    "read_path",
    "to_text",
    "transform",
    "walk",
]
