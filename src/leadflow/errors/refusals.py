"""Refusals: a rule of the business says no, and nothing was written."""

from typing import ClassVar

from attrs import frozen

from leadflow.errors.faults import Fault, listed
from leadflow.errors.root import LeadflowError


_FEW = (
    *("one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)


def _counted(count: int) -> str:
    number = _FEW[count - 1] if 0 < count <= len(_FEW) else str(count)
    return f"{number} open lead stands" if count == 1 else f"{number} open leads stand"


class Refused(LeadflowError):
    """A rule of the business says no; nothing was written."""

    code: ClassVar[str] = "refused"


@frozen(slots=False, repr=False)
class Denied(Refused):
    """Who acts has no right to do this (A1); it tells nothing of unseen records."""

    actor: str
    operation: str
    """``create``, ``update``, ``delete``, ``export``, ``import``, ``convert``, …"""
    entity: str
    """Of which records; ``any`` for what concerns the whole firm."""
    rule: str
    """The deciding rule; ``""`` where no role says anything."""
    field: str = ""
    act: str = ""
    """What was asked for, where that is more than the operation."""
    code: ClassVar[str] = "denied"

    def __str__(self) -> str:
        dotted = f"{self.entity}.{self.field}" if self.field else self.entity
        # Only what concerns the whole firm is about no entity.
        what = f"{self.operation} {'the workspace' if dotted == 'any' else dotted}"
        asked = f"{self.act}, which takes the right to {what}" if self.act else what
        why = f"by {self.rule}" if self.rule else "as no role grants it"
        way_out = "ask one who may configure for a role that allows it"
        return f"'{self.actor}' may not {asked}, {why}; {way_out}"


@frozen(slots=False, repr=False)
class MoveRefused(Refused):
    """A stage's gate is closed for this record (S4)."""

    entity: str
    id: str
    stage: str
    faults: tuple[Fault, ...]
    code: ClassVar[str] = "move_refused"

    def __str__(self) -> str:
        reasons = listed(self.faults)
        return f"{self.entity} '{self.id}' cannot enter '{self.stage}': {reasons}"


@frozen(slots=False, repr=False)
class ReadOnly(Refused):
    """The record, or one of the fields given, is not yours to change."""

    entity: str
    id: str
    fields: tuple[str, ...]
    reason: str
    code: ClassVar[str] = "read_only"

    def __str__(self) -> str:
        names = ", ".join(f"'{name}'" for name in self.fields)
        return f"{names} of {self.entity} '{self.id}' cannot be set: {self.reason}"


@frozen(slots=False, repr=False)
class PastReadOnly(Refused):
    """What is written is written now; the past can only be read (H7)."""

    moment: str
    code: ClassVar[str] = "past_read_only"

    def __str__(self) -> str:
        return (
            f"this view shows the past, {self.moment}, which cannot be changed; "
            "write through the CRM that it was made from"
        )


@frozen(slots=False, repr=False)
class InUse(Refused):
    """What should go is still used; ``uses`` says by what, and how often."""

    what: str
    uses: tuple[Fault, ...]
    code: ClassVar[str] = "in_use"

    def __str__(self) -> str:
        return f"{self.what} is in use: {listed(self.uses)}"


@frozen(slots=False, repr=False)
class EntityDisabled(Refused):
    """The firm does not use this entity: nothing of it is added (M6)."""

    entity: str
    way_out: str
    code: ClassVar[str] = "entity_disabled"

    def __str__(self) -> str:
        return f"'{self.entity}' is switched off in this workspace; {self.way_out}"


@frozen(slots=False, repr=False)
class LeadsDisabled(EntityDisabled):
    """The firm works in simple mode, where no leads are added (M4)."""

    code: ClassVar[str] = "leads_disabled"

    def __str__(self) -> str:
        return f"no leads are added in simple mode; {self.way_out}"


@frozen(slots=False, repr=False)
class SwitchRefused(Refused):
    """The mode cannot be switched while leads stand in the way (M3)."""

    target: str
    """The mode that was asked for."""
    count: int
    """How many leads stand in the way; ``faults`` names the first of them."""
    faults: tuple[Fault, ...]
    """The path of each is the lead's id."""
    way_out: str
    code: ClassVar[str] = "switch_refused"

    def __str__(self) -> str:
        more = self.count - len(self.faults)
        named = "; ".join(f"{each.path} {each.message}" for each in self.faults)
        rest = f"; and {more} more" if more else ""
        what = f"{_counted(self.count)} in the way of mode '{self.target}'"
        return f"{what}: {named}{rest}; {self.way_out}"


@frozen(slots=False, repr=False)
class SwitchOutdated(Refused):
    """Something that the plan of a switch had read was changed; plan again (M2)."""

    target: str
    changed: tuple[str, ...]
    code: ClassVar[str] = "switch_outdated"

    def __str__(self) -> str:
        what = ", ".join(self.changed)
        plan = f"the plan to switch to mode '{self.target}'"
        return f"{plan} is outdated: {what} changed; plan again"


@frozen(slots=False, repr=False)
class KeyReused(Refused):
    """The request key was already used for another request (P3)."""

    key: str
    verb: str
    """The verb that the key belongs to."""
    code: ClassVar[str] = "key_reused"

    def __str__(self) -> str:
        return (
            f"key '{self.key}' already belongs to another '{self.verb}' request; "
            "use a new key for a new request"
        )


@frozen(slots=False, repr=False)
class RevertRefused(Refused):
    """A conversion cannot be taken back: something was changed since (C14)."""

    id: str
    """The conversion."""
    faults: tuple[Fault, ...]
    """Every conflict, with path and reason."""
    code: ClassVar[str] = "revert_refused"

    def __str__(self) -> str:
        return f"'{self.id}' cannot be taken back: {listed(self.faults)}"


@frozen(slots=False, repr=False)
class MergeRefused(Refused):
    """Records cannot be merged, or not be parted again; all is as before (D3)."""

    id: str
    """The survivor."""
    faults: tuple[Fault, ...]
    """Every conflict, with path and reason."""
    code: ClassVar[str] = "merge_refused"

    def __str__(self) -> str:
        return (
            f"nothing is merged into or parted from '{self.id}': {listed(self.faults)}"
        )


def _named(id: str) -> str:
    """Return what a record is called: ``lead 'lead_…'``."""
    return f"{id.partition('_')[0]} '{id}'"


@frozen(slots=False, repr=False)
class DuplicateFound(Refused):
    """A new record is likely there already, and the policy blocks it (D2)."""

    entity: str
    candidates: tuple[str, ...]
    """The ids of those that it looks like, the likeliest first."""
    code: ClassVar[str] = "duplicate_found"

    def __str__(self) -> str:
        found = ", ".join(self.candidates)
        return (
            f"the {self.entity} is likely there already: {found}; update that one, "
            f"or add what tells the two apart"
        )


@frozen(slots=False, repr=False)
class AmbiguousDuplicate(DuplicateFound):
    """Several records are there already, and nothing tells which is meant (D2, D5)."""

    code: ClassVar[str] = "ambiguous_duplicate"

    def __str__(self) -> str:
        found = ", ".join(self.candidates)
        return (
            f"the {self.entity} may be any of several: {found}; update the right one, "
            f"or merge them first"
        )


class ConversionRefused(Refused):
    """The record cannot be converted; it and everything else is as before."""

    code: ClassVar[str] = "conversion_refused"


@frozen(slots=False, repr=False)
class AlreadyConverted(ConversionRefused):
    """It was converted before; ``targets`` are what it became (C8)."""

    id: str
    targets: tuple[str, ...]
    code: ClassVar[str] = "already_converted"

    def __str__(self) -> str:
        became = ", ".join(self.targets)
        way_out = "; go on with these" if became else ""
        text = f"{_named(self.id)} was already converted into {became or 'nothing'}"
        return f"{text}{way_out}"


@frozen(slots=False, repr=False)
class ConversionInvalid(ConversionRefused):
    """The conversion would make records that the rules do not allow (C5)."""

    id: str
    faults: tuple[Fault, ...]
    code: ClassVar[str] = "conversion_invalid"

    def __str__(self) -> str:
        return f"{_named(self.id)} cannot be converted: {listed(self.faults)}"


@frozen(slots=False, repr=False)
class NoVariant(ConversionRefused):
    """No conversion variant fits (C2); ``tried`` says why each did not."""

    id: str
    tried: tuple[Fault, ...]
    code: ClassVar[str] = "no_variant"

    def __str__(self) -> str:
        reasons = listed(self.tried) if self.tried else "the workspace defines none"
        return f"no conversion fits {_named(self.id)}: {reasons}"


@frozen(slots=False, repr=False)
class AmbiguousMatch(ConversionRefused):
    """Several existing records match; leadflow never takes the first (C11)."""

    id: str
    entity: str
    candidates: tuple[str, ...]
    code: ClassVar[str] = "ambiguous_match"

    def __str__(self) -> str:
        found = ", ".join(self.candidates)
        return (
            f"{_named(self.id)} matches more than one {self.entity}: {found}; "
            f"say which one, as in convert(lead, {self.entity}='{self.candidates[0]}')"
        )


@frozen(slots=False, repr=False)
class ConversionReverted(ConversionRefused):
    """The request's conversion was taken back since; its result is gone (C14)."""

    id: str
    """What was converted."""
    conversion: str
    code: ClassVar[str] = "conversion_reverted"

    def __str__(self) -> str:
        return (
            f"'{self.conversion}' of {_named(self.id)} was taken back; "
            "plan anew, or convert it under a new key"
        )


@frozen(slots=False, repr=False)
class PlanOutdated(ConversionRefused):
    """Something the plan had read was changed since; plan again."""

    id: str
    changed: tuple[str, ...]
    code: ClassVar[str] = "plan_outdated"

    def __str__(self) -> str:
        what = ", ".join(self.changed)
        return f"the plan for {_named(self.id)} is outdated: {what} changed; plan again"
