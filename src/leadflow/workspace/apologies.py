"""``F.stage.is_apology``: whether a record stands on a loss to be analysed (S1, S5).

Which stages are apologies is the workspace's to say, and changes with the order of
its lost stages; so the question is put into the terms of pipelines and stages.
"""

from leadflow.errors import InvalidValue
from leadflow.expressions import (
    Compare,
    Condition,
    IsEmpty,
    Leaf,
    OneOf,
    Path,
    any_of,
)
from leadflow.workspace.definitions import Definitions


_ASKED: Path = ("stage", "is_apology")


def asks(path: Path) -> bool:
    """Return whether a path asks for apologies, of a record or of a linked one.

    >>> asks(("stage", "is_apology")), asks(("deal", "stage", "is_apology"))
    (True, True)
    """
    return path[-2:] == _ASKED


def in_stages(workspace: Definitions, entity: str, leaf: Leaf) -> Condition:
    """Return the same question, asked of pipelines and stages of an entity."""
    holder = leaf.path[:-2]
    match leaf:
        case Compare(op="eq" | "ne", value=bool() as wanted):
            found = _apologies(workspace, entity, holder)
            return found if (leaf.op == "eq") is wanted else ~found
        case IsEmpty():
            return IsEmpty((*holder, "stage"))
        case _:
            hint = "write it as F.stage.is_apology == True"
            raise InvalidValue("is_apology", "is true or false", hint)


def _apologies(workspace: Definitions, entity: str, holder: Path) -> Condition:
    pipeline, stage = (*holder, "pipeline"), (*holder, "stage")
    stages = (
        (each.code, tuple(s.code for s in each.stages if each.is_apology(s.code)))
        for each in workspace.pipelines_of(entity)
    )
    return any_of(
        *(Compare(pipeline, "eq", code) & OneOf(stage, codes) for code, codes in stages)
    )
