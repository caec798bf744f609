"""Revisions: what is the same of all updates of the same fields, found out once.

Which rules look at them and what the stage goes on asking of them depends on the
workspace, on where a record stands and on their names, never on what they hold. So it
is asked once, as a passage is; most updates are a look at their revision, a copy, and
the few rules that it names.
"""

from collections.abc import Sequence
from operator import itemgetter
from typing import TypeAlias

from attrs import frozen

from leadflow.context import Context
from leadflow.entities import ENTITIES, NAMES, Activity, Lead, R, Record, Staged
from leadflow.entities.custom import EMPTY
from leadflow.entities.records import Difference
from leadflow.errors import Fault
from leadflow.events import UPDATED, Change, succeeding, succession
from leadflow.pipelines import SAID, Destination, Gate, keeping, passage
from leadflow.records.checks import PLACE, Check
from leadflow.records.validation import Rules, faults, rules_on
from leadflow.records.writing import refuse
from leadflow.workspace import Workspace, once_each
from leadflow.workspace.forming import AFTER_CONVERSION


HERE = Destination()
"""Where a record goes that stays."""
SYSTEM = {
    entity.cls: frozenset(s.name for s in entity.fields.values() if s.system)
    for entity in ENTITIES.values()
}
"""The fields that leadflow keeps."""


@frozen(kw_only=True, eq=False)
class Revision:
    """What is to be done whenever these fields of records that stand alike change."""

    changed: frozenset[str]
    """The fields of which rules are told."""
    rules: Rules
    kept: tuple[Gate, ...] = ()
    """What the stage demanded of them, and goes on demanding (S4)."""
    is_barred: bool = False
    """A lead that was converted has one of them locked (C9)."""


def revision(
    context: Context, stored: Record, differing: Sequence[Difference]
) -> Revision | None:
    """Return what an update takes that sets nothing but usual fields.

    There is none for what takes more: fields that leadflow keeps, the place of a
    record, how likely a deal is, the firm's own fields, whatever an activity tells.
    """
    kind, here = type(stored), None
    if isinstance(stored, Staged):
        here = (stored.pipeline, stored.stage, stored.stage_kind)
    key = (kind, here, *map(_NAME, differing))
    known = _known(context.workspace)
    if key not in known:
        if len(known) >= _MOST:
            known.clear()
        known[key] = _found(context, stored, frozenset(key[2:]))
    found = known[key]
    is_locked = found is not None and found.is_barred
    if is_locked and getattr(stored, "converted_at", None) is not None:
        return None
    return found


def revised(
    context: Context, stored: R, differing: Sequence[Difference], usual: Revision
) -> tuple[R, Change]:
    """Return the next version of a record and the change, by its revision.

    Raises ``InvalidData`` with every fault at once.
    """
    act, found = context.act, list[Fault]()
    new = succeeding(stored, dict(map(_NAMED, differing)), act)
    if rules := usual.rules[new.custom is not EMPTY]:
        check = Check(record=new, before=stored, changed=usual.changed)
        found = faults(context, check, rules)
    for gate in usual.kept:
        found += gate(context, new)  # type: ignore[arg-type]  # it stands on a stage
    if found:
        refuse(new, found)
    return new, succession(new, act, differing, kind=UPDATED)


_NAME, _NAMED = itemgetter(0), itemgetter(0, 2)
_MOST = 1024
"""So many revisions are kept: fields can be changed together in ever so many ways."""
_Key: TypeAlias = tuple[object, ...]
"""The class of the records, where they stand, and the fields."""
_OTHERWISE = PLACE | SAID | {"custom"}
"""Fields whose change takes more than its revision."""


@once_each
def _known(_: Workspace) -> dict[_Key, Revision | None]:
    return {}


def _found(
    context: Context, stored: Record, changed: frozenset[str]
) -> Revision | None:
    name = NAMES[type(stored)]
    taken = SYSTEM[type(stored)] | _OTHERWISE
    if isinstance(stored, Activity) or not (changed and changed.isdisjoint(taken)):
        return None
    kept: tuple[Gate, ...] = ()
    if isinstance(stored, Staged):
        way = passage(context, stored, HERE)
        changed |= way.differing
        kept = tuple(keeping(context.workspace, way.stage, name, changed))
    return Revision(
        changed=changed,
        rules=rules_on(context.workspace, name, changed),
        kept=kept,
        is_barred=isinstance(stored, Lead) and not changed <= AFTER_CONVERSION,
    )
