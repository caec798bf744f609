"""What a variant says of its targets, found out once per workspace (C1).

It says the same of every record: which targets there are and in which order, which
of them the office does without, what fills their fields.
"""

from collections.abc import Mapping
from functools import lru_cache

from attrs import frozen

from leadflow.conversion.steps import Fill, filler
from leadflow.entities import ENTITIES, Record
from leadflow.entities.records import blank
from leadflow.workspace import Conversion, Target, Workspace
from leadflow.workspace.conversions import CHAINS
from leadflow.workspace.policies import ALLOW, MERGE, policy_on


CLIENTS = ("company", "contact")


@frozen(eq=False)
class Recipe:
    """How one target is made."""

    entity: str
    target: Target
    is_mentioned: bool
    """Whether the variant says something of it, be it by custom."""
    is_used: bool
    """Whether the office has such records at all (M6)."""
    empty: Record
    """One without anything in it."""
    filling: Fill
    """Gives what fills a new one, each value with its provenance (C4)."""
    met: str
    """What becomes of a client that is there already (D2)."""
    looks: bool
    """Whether such clients are looked for."""
    back: str
    """The field that ties it to what it is made of, if it has one."""
    placed: Mapping[str, str]
    """Where the variant puts a new one, by field."""


@lru_cache(maxsize=256)
def recipes(workspace: Workspace, variant: Conversion) -> Mapping[str, Recipe]:
    """Return the recipes of all possible targets, in the order of making.

    >>> list(recipes(usual := Workspace(), usual.conversion("standard")))
    ['company', 'contact', 'deal', 'quote', 'invoice']
    """
    return {
        entity: _recipe(workspace, variant, entity) for entity in CHAINS[variant.source]
    }


def _recipe(workspace: Workspace, variant: Conversion, entity: str) -> Recipe:
    target, known, source = variant.target(entity), ENTITIES[entity], variant.source
    met = (
        policy_on(workspace.duplicates, entity).convert if entity in CLIENTS else MERGE
    )
    placed = (("pipeline", target.pipeline), ("stage", target.stage))
    return Recipe(
        entity=entity,
        target=target,
        is_mentioned=variant.mentions(entity),
        is_used=workspace.uses(entity),
        empty=blank(known),
        filling=filler(workspace, variant, entity),
        met=met,
        looks=source == "lead" and entity in CLIENTS and met != ALLOW,
        back=source if source in known.fields else "",
        placed={name: code for name, code in placed if code},
    )
