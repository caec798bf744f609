"""All checks, in one list."""

from collections.abc import Callable, Iterable
from itertools import chain

import attrs

from leadflow.advice.carrying import (
    completed_fields,
    lost_data,
    misfitting_data,
    missing_data,
)
from leadflow.advice.chain import leads_only, unfed_pipelines, unused_entities
from leadflow.advice.chances import defaults, losses, probabilities
from leadflow.advice.codes import codes_in_conditions, codes_in_maps, empty_lists
from leadflow.advice.gates import door_gates, shut_gates
from leadflow.advice.numbers import wrong_numbers
from leadflow.advice.office import Office
from leadflow.advice.receptions import idle_assignments
from leadflow.advice.rights import (
    idle_roles,
    nobody_configures,
    overridden_grants,
    powerless_members,
)
from leadflow.advice.starts import blocked_starts
from leadflow.advice.usage import (
    amounts,
    idle_pipelines,
    lost_reasons,
    nothing_planned,
    only_leads,
    unknown_logins,
    unvisited_stages,
)
from leadflow.advice.variants import choices
from leadflow.advice.vocabulary import unused_values
from leadflow.advice.ways import blocked_ways
from leadflow.advice.words import missing_words
from leadflow.workspace import Workspace
from leadflow.workspace.findings import Advice, Finding


Check = Callable[[Workspace], Iterable[Finding]]
"""Looks at one side of a process."""
DataCheck = Callable[[Office], Iterable[Finding]]
"""Looks at one side of how a process is used."""

CHECKS: tuple[Check, ...] = (
    shut_gates,
    door_gates,
    blocked_ways,
    losses,
    probabilities,
    defaults,
    choices,
    lost_data,
    missing_data,
    misfitting_data,
    blocked_starts,
    codes_in_conditions,
    codes_in_maps,
    empty_lists,
    missing_words,
    leads_only,
    unfed_pipelines,
    unused_entities,
    idle_assignments,
    nobody_configures,
    idle_roles,
    powerless_members,
    overridden_grants,
)
"""A room that adds definitions to a workspace adds its checks here."""


def check(workspace: Workspace, *more: Check) -> Advice:
    """Return what is to be said about a process; nothing is changed (M7).

    ``more`` are checks of the host's own.

    >>> check(Workspace()).is_sound
    True
    """
    found = (each(workspace) for each in (*CHECKS, *more))
    return Advice(tuple(chain.from_iterable(found)))


DATA_CHECKS: tuple[DataCheck, ...] = (
    only_leads,
    nothing_planned,
    amounts,
    idle_pipelines,
    unvisited_stages,
    unknown_logins,
    lost_reasons,
    unused_values,
    wrong_numbers,
)
"""What the data tells; each asks the store for counts."""


def check_office(office: Office) -> Advice:
    """Return what is to be said about a process and how it is used (M7)."""
    found = chain.from_iterable(each(office) for each in DATA_CHECKS)
    return Advice((*check(office.workspace), *found))


def completed(workspace: Workspace) -> Workspace:
    """Return the workspace with a field on a target for each that would be lost."""
    fields = completed_fields(workspace)
    if not fields:
        return workspace
    return attrs.evolve(workspace, fields=(*workspace.fields, *fields))
