"""What goes along when a lead is converted, what is lost, what is missing (C3, C4)."""

from collections.abc import Iterable, Iterator

import attrs

from leadflow.advice.maps import Filling, fillings, fillings_of_leads
from leadflow.advice.naming import of_field, of_variant, quoted
from leadflow.entities import ENTITIES
from leadflow.workspace import CustomField, Workspace
from leadflow.workspace.conversions import TARGETS, USUAL
from leadflow.workspace.findings import ADVICE, ERROR, WARNING, Finding
from leadflow.workspace.maps import MapCheck


def lost_data(workspace: Workspace) -> Iterator[Finding]:
    """Yield what is asked of leads and goes nowhere by any variant (C4)."""
    all_fillings = fillings_of_leads(workspace)
    taken = {name for each in all_fillings for name in each.taken}
    for own in _lost_fields(workspace, all_fillings):
        yield Finding(
            severity=WARNING,
            code="data_lost",
            path=of_field(own),
            message=f"what is asked as '{own.code}' stays on the lead: "
            f"no variant carries it on{_near(workspace, own)}",
            hint="give the deal a field of the same code (--fix does), or map it",
        )
    used = [entity for entity in USUAL if workspace.uses(entity)]
    usual = {name for entity in used for name in _usually_taken(workspace, entity)}
    for name in sorted(usual - taken):
        yield Finding(
            severity=ADVICE,
            code="data_lost",
            path=f"conversions.{name}",
            message=f"'{name}' of the lead stays on the lead: no variant carries it on",
            hint="use the default map of the target, or map it by hand",
        )


def _lost_fields(
    workspace: Workspace, known: Iterable[Filling]
) -> Iterator[CustomField]:
    taken = {name for each in known for name in each.taken}
    for own in workspace.fields_of("lead").values():
        # A counter's number is that of the lead, and no deal needs it.
        if not own.is_read_only and f"custom.{own.code}" not in taken:
            yield own


def _near(workspace: Workspace, own: CustomField) -> str:
    """Return what is in the way of a field of the same code."""
    for entity in TARGETS:
        other = workspace.fields_of(entity).get(own.code)
        if other is not None:
            return f"; '{own.code}' of the {entity} holds something else"
    return ""


def _usually_taken(workspace: Workspace, entity: str) -> frozenset[str]:
    usual = Filling.usual(workspace, entity)
    return frozenset(name for name in usual.taken if name in ENTITIES["lead"].fields)


def missing_data(workspace: Workspace) -> Iterator[Finding]:
    """Yield required fields of targets that no map of a variant fills (C3, F4)."""
    for each in (each for each in fillings(workspace) if each.is_new):
        required = {
            f"custom.{own.code}"
            for own in workspace.fields_of(each.entity).values()
            if own.required is True and own.default is None
        }
        missing = sorted(required - each.filled)
        if missing:
            yield Finding(
                severity=ERROR,
                code="required_not_filled",
                path=of_variant(each.variant, each.entity),
                message=f"variant '{each.variant.code}' cannot make a {each.entity}: "
                f"nothing fills the required {quoted(missing)}",
                hint="map a field of the lead or a constant to it",
            )


def misfitting_data(workspace: Workspace) -> Iterator[Finding]:
    """Yield fields that go along to targets that do not take all they hold (C3).

    A variant's own targets were judged when it was written; these are the others.
    """
    for each in fillings(workspace):
        if each.target in each.variant.targets:
            continue
        judge = MapCheck.of(workspace, each.entity, each.variant.source)
        for fault in judge.carried_faults(each.target, ""):
            yield Finding(
                severity=WARNING,
                code="carried_misfit",
                path=of_variant(each.variant, each.entity),
                message=fault.message,
                hint=fault.hint,
            )


def completed_fields(workspace: Workspace) -> tuple[CustomField, ...]:
    """Return the fields that targets lack, so that no field of leads is lost.

    Each takes over what the lead's field is, but for being required and for the
    default: a deal may also come without a lead.
    """
    known = fillings_of_leads(workspace)
    made = {each.entity for each in known if each.target.defaults}
    receivers = [entity for entity in ("deal", "contact", "company") if entity in made]
    return tuple(
        attrs.evolve(own, entity=receiver, required=False, default=None)
        for own in _lost_fields(workspace, known)
        if (receiver := _receiver(workspace, own, receivers))
    )


def _receiver(workspace: Workspace, own: CustomField, receivers: Iterable[str]) -> str:
    """Return the first target that has no field of this code yet, or ``""``."""
    free = (each for each in receivers if own.code not in workspace.fields_of(each))
    return next(free, "")
