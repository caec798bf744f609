"""Watching what is added: is it there already? See D2.

Only exact keys are asked for: what is asked at every write must not read the base.
"""

import warnings
from collections.abc import Callable
from functools import partial
from typing import TypeAlias, cast

from leadflow.context import Context
from leadflow.duplicates import Candidates, DuplicateWarning
from leadflow.entities import Company, Contact, Lead, Record
from leadflow.errors import DuplicateFound
from leadflow.events import IMPORT
from leadflow.workspace.policies import ALLOW, BLOCK, DuplicatePolicy


Watch: TypeAlias = Callable[[Record], None]
"""Looks at a new record before it is added; raises where that is not wanted."""


def watch_of(context: Context, entity: str) -> Watch | None:
    """Return what watches new records of an entity; mostly nothing does."""
    for each in context.workspace.duplicates:
        if each.entity == entity:
            is_import = context.act.cause.startswith(IMPORT)
            policy = each.on_import if is_import else each.create
            return None if policy == ALLOW else partial(_judge, context, each, policy)
    return None


def _judge(
    context: Context, settings: DuplicatePolicy, policy: str, record: Record
) -> None:
    found = _known(context, settings, cast("Lead | Contact | Company", record))
    if not found:
        return
    ids = tuple(each.record.id for each in found)
    if policy == BLOCK:
        raise DuplicateFound(settings.entity, ids)
    warnings.warn(DuplicateWarning(settings.entity, ids), stacklevel=2)


def _known(
    context: Context, settings: DuplicatePolicy, record: Lead | Contact | Company
) -> Candidates:
    """Return who is there already, of those whom the actor may see (P19)."""
    # Imported on use: most firms watch nothing.
    from leadflow.duplicates.looking import Question, candidates  # noqa: PLC0415

    question = Question(entity=settings.entity, bound=settings.bound)
    return candidates(context.as_seen().reader, record, question)
