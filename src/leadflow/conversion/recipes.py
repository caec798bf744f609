"""What a variant says of its targets, found out once per workspace (C1).

It says the same of every record: which targets there are and in which order, which
of them the office does without, what fills their fields.
"""

from collections.abc import Mapping
from functools import lru_cache

from attrs import frozen

from leadflow.context import Context
from leadflow.conversion.plan import FieldPlan
from leadflow.conversion.steps import Step, steps
from leadflow.entities import ENTITIES, Record
from leadflow.entities.records import blank
from leadflow.workspace import Conversion, Target, Workspace
from leadflow.workspace.conversions import CHAINS


@frozen(eq=False)
class Recipe:
    """How one target is made."""

    target: Target
    is_mentioned: bool
    """Whether the variant says something of it, be it by custom."""
    is_used: bool
    """Whether the office has such records at all (M6)."""
    empty: Record
    """One without anything in it."""
    steps: tuple[Step, ...]

    def fields(self, context: Context, record: Record) -> tuple[FieldPlan, ...]:
        """Return the filled fields of a new target, each with its provenance (C4).

        Each value is as the target will hold it; one that does not fit is left as it
        is, and ``misfits`` tells why.
        """
        return tuple([each for step in self.steps for each in step(context, record)])


@lru_cache(maxsize=256)
def recipes(workspace: Workspace, variant: Conversion) -> Mapping[str, Recipe]:
    """Return the recipes of all possible targets, in the order of making.

    >>> list(recipes(usual := Workspace(), usual.conversion("standard")))
    ['company', 'contact', 'deal', 'quote', 'invoice']
    """
    return {
        entity: Recipe(
            variant.target(entity),
            variant.mentions(entity),
            workspace.uses(entity),
            blank(ENTITIES[entity]),
            steps(workspace, variant, entity),
        )
        for entity in CHAINS[variant.source]
    }
