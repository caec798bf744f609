"""Watching what is added: is it there already, and what then? See D2, D5.

Only exact keys are asked for: what is asked at every write must not read the base.
"""

import warnings
from collections.abc import Callable, Iterable, Sequence
from typing import Generic, TypeAlias, cast

from attrs import frozen

from leadflow.context import Context
from leadflow.deferred import by_value
from leadflow.duplicates import Candidate, DuplicateWarning
from leadflow.entities import Counterparty, Lead, R, Record
from leadflow.entities.points import KINDS, points
from leadflow.entities.records import differences
from leadflow.errors import (
    AmbiguousDuplicate,
    DuplicateFound,
    Fault,
    InvalidData,
    UnknownName,
)
from leadflow.events import IMPORT, Change
from leadflow.modes.admitting import update
from leadflow.records import Options
from leadflow.workspace import OPEN
from leadflow.workspace.codes import names
from leadflow.workspace.policies import (
    ALLOW,
    BLOCK,
    COMPARED,
    MEETING,
    MERGE,
    REPLACE,
    SKIP,
    DuplicatePolicy,
    policy as known_policy,
    policy_on,
)


STORED, SKIPPED, REPLACED, MERGED = "stored", "skipped", "replaced", "merged"
_OUTCOMES = {SKIP: SKIPPED, REPLACE: REPLACED, MERGE: MERGED}


@by_value
@frozen(kw_only=True, eq=False, repr=False)
class Upserted(Generic[R]):
    """What became of a record that may be there already (D2)."""

    record: R
    """The new one; or the one that was there, as it is now."""
    outcome: str = STORED
    """``stored`` as a new one; ``skipped``, ``replaced`` or ``merged`` where the
    record was there."""
    candidates: tuple[Candidate, ...] = ()
    """Who it looked like, with score and reasons."""

    @property
    def is_new(self) -> bool:
        """Return whether a record was added."""
        return self.outcome == STORED

    def __repr__(self) -> str:
        return f"<Upserted {self.record.id}: {self.outcome}>"

    def _repr_html_(self) -> str:
        from leadflow.entities.cards import card  # noqa: PLC0415  # drawn on use

        return card(self.record, kind=f"{type(self.record).__name__} {self.outcome}")


Met: TypeAlias = tuple[Upserted[R], Change]
Watch: TypeAlias = Callable[[R], Met[R] | None]
"""Looks at a new record before it is added: ``None`` lets it in as a new one.

Raises where it is not wanted.
"""


@frozen(kw_only=True)
class Wish:
    """What a call says about records that are there already."""

    policy: str = ""
    """In place of the workspace's."""
    by: tuple[str, ...] = ()
    """Kinds of exact keys that decide alone, whatever the names say."""


NO_WISH = Wish()


def wish_of(policy: str, by: str | Iterable[str] = ()) -> Wish:
    """Return what a call says; raises ``UnknownName`` for what there is not."""
    if not policy and by == ():
        return NO_WISH
    kinds = tuple(dict.fromkeys(names(by)))
    for each in kinds:
        if each not in KINDS:
            raise UnknownName("kind of contact point", each, KINDS, "by")
    return Wish(policy=known_policy(policy) if policy else "", by=kinds)


def policy_of(context: Context, entity: str) -> str:
    """Return what the workspace says of what is added now: by hand, or from a file."""
    if entity not in COMPARED:
        return ALLOW
    settings = policy_on(context.workspace.duplicates, entity)
    is_import = context.act.cause.startswith(IMPORT)
    return settings.on_import if is_import else settings.create


def watch_of(
    context: Context, entity: str, wish: Wish = NO_WISH, options: Options | None = None
) -> "Watch[R] | None":
    """Return what watches new records of an entity; mostly nothing does."""
    if not wish.policy and not context.workspace.duplicates:
        return None
    policy = wish.policy or policy_of(context, entity)
    if policy == ALLOW:
        return None
    if entity not in COMPARED:
        raise UnknownName("kind of record that is compared", entity, COMPARED)
    settings = policy_on(context.workspace.duplicates, entity)
    return _Watching(context, settings, policy, wish.by, options).judge


@frozen
class _Watching:
    """One policy at work on the new records of a transaction."""

    context: Context
    settings: DuplicatePolicy
    policy: str
    by: tuple[str, ...]
    options: Options | None

    def judge(self, record: R) -> Met[R] | None:
        """Return what a new record met, if it met anybody."""
        found = self._found(cast("Counterparty", record))
        if self.policy in MEETING:
            # What is closed or was converted is a story that has ended: nothing is
            # added to it, and who comes again begins a new one.
            found = [each for each in found if _is_open(each.record)]
        if not found:
            return None
        ids = tuple(each.record.id for each in found)
        if self.policy == BLOCK:
            raise DuplicateFound(self.settings.entity, ids)
        if self.policy in MEETING:
            if len(found) > 1:
                raise AmbiguousDuplicate(self.settings.entity, ids)
            return self._met(cast("R", found[0].record), record, tuple(found))
        warnings.warn(DuplicateWarning(self.settings.entity, ids), stacklevel=2)
        return None

    def _met(self, known: R, new: R, found: tuple[Candidate, ...]) -> Met[R]:
        outcome, change = _OUTCOMES[self.policy], Change()
        if self.policy != SKIP:
            known, change = self._written(known, self.context.filled(new))
        record = self.context.shown(known)
        return Upserted(record=record, outcome=outcome, candidates=found), change

    def _written(self, known: R, new: R) -> tuple[R, Change]:
        # Imported on use: most firms watch nothing.
        from leadflow.merging import filled_up, written_over  # noqa: PLC0415

        after = (
            written_over(known, new)
            if self.policy == REPLACE
            else filled_up(self.context, known, new)
        )
        stored = self.context.whole(known)
        options = self.options or Options()
        differing = differences(stored, self.context.given(stored, after))
        return update(self.context, stored, differing, options)

    def _found(self, record: Counterparty) -> Sequence[Candidate]:
        """Return who is there already, of those whom the actor may see (P19)."""
        from leadflow.duplicates.looking import (  # noqa: PLC0415  # as above
            Question,
            candidates,
            holding,
        )

        reader, entity = self.context.as_seen().reader, self.settings.entity
        if not self.by:
            question = Question(entity=entity, bound=self.settings.bound)
            return candidates(reader, record, question).all
        keys = [(kind, key) for kind, key in points(record) if kind in self.by]
        if not keys:
            ways = " or ".join(self.by)
            fault = Fault("", f"has no {ways}", "it is found by that", "no_key")
            raise InvalidData(entity, (fault,))
        return holding(reader, record, keys, entity)


def _is_open(record: Record) -> bool:
    return not isinstance(record, Lead) or record.stage_kind == OPEN
