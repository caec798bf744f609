"""What a workspace asks of all new records of an entity, found out once for all."""

from typing import Any

from attrs import frozen

from leadflow.context import Context
from leadflow.entities import ENTITIES, NAMES, Custom, R, Record
from leadflow.entities.records import with_values
from leadflow.records.customs import accepted
from leadflow.records.straight import Straight, straight_way
from leadflow.records.usage import require_used
from leadflow.workspace import CustomField, Workspace, once_each
from leadflow.workspace.counting import written


@frozen(kw_only=True, eq=False)
class Terms:
    """On which terms a firm takes new records in: what it fills in by itself."""

    defaults: tuple[CustomField, ...]
    """The fields that say what they hold where nothing else is said (F2)."""
    counters: tuple[CustomField, ...]
    """The fields that are counted on (F3)."""
    straight: Straight[Any] | None
    """The way of those that say nothing of which more is to be asked."""


@once_each
def terms_of(
    workspace: Workspace,
    entity: str,
    technical: bool,  # noqa: FBT001  # what is found out once is asked by position
) -> Terms:
    """Return the terms of an entity's new records; leads may be technical ones (M4).

    Raises ``EntityDisabled`` where the firm uses no such records (M6).
    """
    require_used(workspace, entity, technical=technical)
    own = workspace.fields_of(entity).values()
    return Terms(
        defaults=tuple(each for each in own if each.default is not None),
        counters=tuple(each for each in own if each.is_read_only),
        # More is asked of what is converted at once.
        straight=None if technical else straight_way(workspace, ENTITIES[entity]),
    )


def completed(context: Context, record: Record, terms: Terms) -> Custom:
    """Return the custom values of a new record, with the defaults of others (F2)."""
    custom = accepted(context, NAMES[type(record)], record.custom)
    blank = [each for each in terms.defaults if each.code not in custom]
    if not blank:
        return custom
    now = context.here
    return custom.merged({each.code: each.default_at(now) for each in blank})


def numbered(context: Context, record: R, terms: Terms) -> R:
    """Return a new record with the next number of each of its counters (F3).

    Where nothing is written, as in a plan, no number is taken.
    """
    entity, take = NAMES[type(record)], context.numbers
    if take is None:
        return record
    day = context.today
    found = {
        each.code: written(each.format, take(f"{entity}.custom.{each.code}"), day)
        for each in terms.counters
    }
    return with_values(record, custom=record.custom.merged(found))
