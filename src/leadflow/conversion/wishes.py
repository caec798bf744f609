"""Wishes: what the caller says about a conversion besides the record (C1)."""

from collections.abc import Iterator, Mapping

from attrs import field, frozen

from leadflow.context import Context
from leadflow.entities import NAMES, Participant, Record, entity_named, entity_of
from leadflow.errors import (
    ConversionInvalid,
    Fault,
    InvalidValue,
    NoVariant,
    UnknownName,
)
from leadflow.workspace import Conversion, Workspace
from leadflow.workspace.conversions import CHAINS
from leadflow.workspace.maps import target_field_names


NEW = "new"
"""Given for a target: make a new one, whatever looks alike."""


@frozen(kw_only=True)
class Wishes:
    """What the caller says about a conversion besides the record."""

    variant: str = ""
    to: str = ""
    """The entity that shall come of it; narrows the variants to choose from."""
    choices: Mapping[str, str] = field(factory=dict)
    """By target: the id of an existing record, or ``new``."""
    values: Mapping[str, object] = field(factory=dict)
    """Values that the caller gives: ``{"deal.amount": "5 UAH"}``."""
    participants: tuple[Participant, ...] = ()
    """Further people of the deal, the quote, the invoice."""

    def values_of(self, entity: str) -> Mapping[str, object]:
        """Return the values given for one target, by field."""
        parts = ((*name.partition("."), each) for name, each in self.values.items())
        return {name: each for target, _, name, each in parts if target == entity}


def chosen_variant(context: Context, record: Record, wishes: Wishes) -> Conversion:
    """Return the variant asked for, or the first that fits (C2).

    Raises ``NoVariant`` with the reason of each that did not fit.
    """
    if wishes.variant:
        return _named(context, record, wishes)
    entity = NAMES[type(record)]
    if wishes.to or entity != "lead":
        _require_direction(entity, wishes)
    for variant in context.workspace.conversions:
        if variant.source != entity or (wishes.to and not variant.makes(wishes.to)):
            continue
        if variant.when is None or context.holds(variant.when, record):
            return variant
    raise NoVariant(record.id, tuple(_unfit(context.workspace, entity, wishes)))


def _unfit(workspace: Workspace, entity: str, wishes: Wishes) -> Iterator[Fault]:
    """Yield why each variant did not fit, where none did."""
    for variant in workspace.conversions:
        if variant.source != entity:
            continue
        if wishes.to and not variant.makes(wishes.to):
            yield Fault(variant.code, f"it makes no {wishes.to}")
        else:
            yield Fault(variant.code, f"the {entity} has not {variant.when}")


def why_chosen(variant: Conversion, wishes: Wishes) -> str:
    """Return why a variant was taken; only who looks at a plan is told."""
    if wishes.variant:
        return "asked for"
    if variant.when is None:
        return f"it is for all {entity_named(variant.source).plural}"
    return f"the {variant.source} has {variant.when}"


def _named(context: Context, record: Record, wishes: Wishes) -> Conversion:
    variant = context.workspace.conversion(wishes.variant)
    entity = entity_of(record).name
    if variant.source != entity:
        reason = f"'{variant.code}' converts a {variant.source}, not a {entity}"
        raise InvalidValue("variant", reason, path="variant")
    if wishes.to and not variant.makes(wishes.to):
        raise InvalidValue("variant", f"makes no {wishes.to}", path="variant")
    return variant


def _require_direction(entity: str, wishes: Wishes) -> None:
    """A lead becomes a client; of a deal or a quote one must say what comes (C2)."""
    known = CHAINS[entity]
    if wishes.to and wishes.to not in known:
        raise UnknownName(f"thing that a {entity} becomes", wishes.to, known, "to")
    if not wishes.to:
        ways = " or ".join(f"to='{each}'" for each in known)
        raise InvalidValue("target", "is not said", f"say {ways}", "to")


def require_known(
    context: Context, record: Record, variant: Conversion, wishes: Wishes
) -> None:
    """Raise for choices and values about what the variant cannot make.

    All of them are told at once, each with the nearest right name.
    """
    known = CHAINS[variant.source]
    for entity in wishes.choices:
        if entity not in known:
            raise UnknownName(f"target of a {variant.source}", entity, known)
    if faults := tuple(_wrong_values(context, known, wishes)):
        raise ConversionInvalid(record.id, faults)


def _wrong_values(
    context: Context, known: tuple[str, ...], wishes: Wishes
) -> Iterator[Fault]:
    for path in wishes.values:
        entity, _, name = str(path).partition(".")
        if entity not in known:
            yield UnknownName("target", entity, known, f"values.{path}").fault
            continue
        fields = target_field_names(context.workspace, entity_named(entity))
        if name not in fields:
            kind = f"field of {entity}"
            yield UnknownName(kind, name, fields, f"values.{path}").fault
