"""What a conversion does with the activities of its source (C1, C9)."""

from collections.abc import Iterator

from leadflow.context import Context
from leadflow.entities import ENTITIES, Activity, Record, evolve
from leadflow.entities.records import with_values
from leadflow.events import Change, changed
from leadflow.records import Options, create
from leadflow.workspace import Conversion


# A copy is a thing of its own, and nothing in the other system stands for it.
_NOT_COPIED = ("bindings", "created_at", "origin")


def bound(
    context: Context, source: Record, targets: tuple[str, ...], variant: Conversion
) -> Change:
    """Return the change that brings open activities to the targets, by policy.

    ``link`` binds them to the targets as well, ``move`` instead of the source,
    ``copy`` gives the targets copies, ``leave`` does nothing.
    """
    changes = []
    for activity in _open(context, source):
        policy = variant.activities.get(activity.kind, variant.activities["*"])
        if policy == "copy":
            changes.append(_copied(context, activity, targets))
        elif policy != "leave":
            stay = () if policy == "move" else (source.id,)
            others = (each for each in activity.bindings if each != source.id)
            moved = evolve(activity, bindings=(*others, *stay, *targets))
            changes.append(changed(activity, moved, context.act)[1])
    return Change.total(changes)


def _copied(context: Context, activity: Activity, targets: tuple[str, ...]) -> Change:
    kept = {
        spec.name: getattr(activity, spec.name)
        for spec in ENTITIES["activity"].fields.values()
        if not spec.system and spec.name not in _NOT_COPIED
    }
    twin = with_values(Activity(), **kept, bindings=targets)
    return create(context, twin, Options(converting=True))[1]


def _open(context: Context, source: Record) -> Iterator[Activity]:
    links = context.reader.links_to([source.id])
    ids = [link.record for link in links if link.field == "bindings"]
    for each in context.reader.get("activity", ids).values():
        if isinstance(each, Activity) and not (each.deleted_at or each.is_done):
            yield each
