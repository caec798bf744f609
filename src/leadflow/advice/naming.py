"""Where a finding is, and how what it speaks of is called."""

from collections.abc import Iterable

from leadflow.workspace import Conversion, CustomField, Pipeline, Stage
from leadflow.workspace.places import place


def of_pipeline(pipeline: Pipeline) -> str:
    """Return the path of a pipeline.

    >>> of_pipeline(Pipeline("sales", stages=["new", Stage.won()]))
    'pipelines.sales'
    """
    return place("pipelines", pipeline.code)


def of_stage(pipeline: Pipeline, stage: Stage, key: str = "") -> str:
    """Return the path of a stage, or of one of its keys."""
    return place("pipelines", pipeline.code, "stages", stage.code, key)


def of_variant(variant: Conversion, key: str = "") -> str:
    """Return the path of a conversion variant, or of something in it."""
    found = place("conversions", variant.code)
    return f"{found}.{key}" if key else found


def of_field(own: CustomField) -> str:
    """Return the path of a custom field."""
    return place("fields", own.entity, own.code)


def quoted(names: Iterable[str], most: int = 6) -> str:
    """Return names in quotes, the first few of many.

    >>> quoted(["new", "won"])
    "'new', 'won'"
    """
    known = list(names)
    more = f" and {len(known) - most} more" if len(known) > most else ""
    return ", ".join(f"'{each}'" for each in known[:most]) + more
