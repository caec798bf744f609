"""What a firm uses: records of anything else are kept and read, never added (M6)."""

from collections.abc import Iterator

from leadflow.entities import Lead, Record
from leadflow.errors import EntityDisabled, Fault, LeadsDisabled
from leadflow.workspace import LINKS, SIMPLE, Workspace


def require_used(workspace: Workspace, entity: str, *, technical: bool = False) -> None:
    """Raise ``EntityDisabled`` where the firm uses no such records (M6).

    In simple mode that is ``LeadsDisabled`` for leads, unless they are technical
    ones, which are never open (M4).
    """
    if technical:
        return
    if entity == "lead" and workspace.mode == SIMPLE:
        raise LeadsDisabled(entity, _instead_of_leads(workspace))
    if not workspace.uses(entity):
        raise disabled(entity)


def disabled(entity: str) -> EntityDisabled:
    """Return the error that says how an entity comes into use (M6)."""
    return EntityDisabled(entity, _way_out(entity))


def _instead_of_leads(workspace: Workspace) -> str:
    ways = "add a contact and a deal, or switch to classic: plan_switch('classic')"
    if "lead" not in workspace.chain or workspace.technical_leads:
        return ways
    return f"{ways}, or allow technical_leads in the workspace"


def _way_out(entity: str) -> str:
    if entity in LINKS:
        return f"take '{entity}' into the workspace's chain"
    return f"take '{entity}' out of the workspace's 'without'"


def nameless_faults(record: Record) -> Iterator[Fault]:
    """Yield that a technical lead names nobody: no contact could be made (M4)."""
    if isinstance(record, Lead) and not (record.first_name or record.last_name):
        message = "is required of a technical lead"
        yield Fault("last_name", message, "give a first or a last name", "required")
