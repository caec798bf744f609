"""What a conversion does with the activities of its source (C1, C9)."""

from collections.abc import Iterator, Mapping, Sequence
from typing import cast

import attrs

from leadflow.context import Context
from leadflow.conversion.plan import ActivityPlan
from leadflow.entities import ENTITIES, Activity, Custom, Record, evolve
from leadflow.entities.records import with_values
from leadflow.errors import ConversionInvalid, Fault, InvalidData
from leadflow.events import Change, changed
from leadflow.records import Options, create
from leadflow.workspace import Conversion


# A copy is a thing of its own, and nothing in the other system stands for it.
_NOT_COPIED = ("bindings", "created_at", "custom", "origin")
_NO_CHANGE = Change()


def bound(
    context: Context, source: Record, made: dict[str, Record], variant: Conversion
) -> Change:
    """Return the change that brings open activities to what was made, by policy.

    ``link`` binds them to the targets as well, ``move`` instead of the source,
    ``copy`` gives the targets copies, ``leave`` does nothing.
    Raises ``ConversionInvalid`` for activities that no copy can be made of.
    """
    known = _open(context, source)
    if not known:
        return _NO_CHANGE
    targets = tuple([each.id for each in reversed(made.values())])
    changes = []
    faults: list[Fault] = []
    for activity in known:
        policy = _policy(variant, activity)
        if policy == "copy":
            try:
                changes.append(_copied(context, activity, targets))
            except InvalidData as error:
                faults += _placed(activity, error.faults)
        elif policy != "leave":
            stay = () if policy == "move" else (source.id,)
            others = (each for each in activity.bindings if each != source.id)
            moved = evolve(activity, bindings=(*others, *stay, *targets))
            changes.append(changed(activity, moved, context.act)[1])
    if faults:
        raise ConversionInvalid(source.id, tuple(faults))
    return Change.total(changes)


def planned(
    context: Context, source: Record, variant: Conversion
) -> tuple[ActivityPlan, ...]:
    """Return what ``bound`` would do to each open activity; nothing for the rest."""
    found = ((each.id, _policy(variant, each)) for each in _open(context, source))
    return tuple(
        ActivityPlan(id=id, action=policy) for id, policy in found if policy != "leave"
    )


def _policy(variant: Conversion, activity: Activity) -> str:
    return variant.activities.get(activity.kind, variant.activities["*"])


def _copied(context: Context, activity: Activity, targets: tuple[str, ...]) -> Change:
    kept = {
        spec.name: getattr(activity, spec.name)
        for spec in ENTITIES["activity"].fields.values()
        if not spec.system and spec.name not in _NOT_COPIED
    }
    own = context.workspace.fields_of("activity")
    # A copy is counted anew.
    counted = {code for code, each in own.items() if each.is_read_only}
    custom = {k: v for k, v in activity.custom.items() if k not in counted}
    twin = with_values(Activity(), **kept, bindings=targets, custom=Custom(custom))
    return create(context, twin, Options(converting=True))[1]


def _placed(activity: Activity, faults: tuple[Fault, ...]) -> Iterator[Fault]:
    for each in faults:
        yield attrs.evolve(each, path=f"{activity.id}.{each.path}".rstrip("."))


def _open(context: Context, source: Record) -> Sequence[Activity]:
    links = context.reader.links_to([source.id])
    ids = [link.record for link in links if link.field == "bindings"] if links else ()
    if not ids:
        return ()
    found = cast("Mapping[str, Activity]", context.reader.get("activity", ids))
    return [each for each in found.values() if not (each.deleted_at or each.is_done)]
