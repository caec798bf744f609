"""Whether a condition can ever hold, as far as that can be told for certain.

A condition is taken apart into alternatives, each a list of demands on fields.
An alternative is ruled out only when some field has no value that meets all that
is demanded of it; in doubt it stays possible. Kleene's unknown is kept apart from
false, as it is when records are judged.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from typing import TypeAlias, cast

from attrs import frozen

from leadflow.advice.candidates import candidates
from leadflow.expressions import (
    All,
    AnyOf,
    Condition,
    Leaf,
    Not,
    Truth,
)
from leadflow.expressions.judging import judge_of
from leadflow.workspace import Binder, PathInfo, Workspace


Allowed: TypeAlias = frozenset[Truth]
TRUE: Allowed = frozenset({True})
NOT_TRUE: Allowed = frozenset({False, None})
"""Not chosen by it: false, or unknown."""

Known: TypeAlias = Mapping[str, tuple[object, ...]]
"""The values that fields can have in the case at hand, by name."""
Demand: TypeAlias = tuple[Leaf, Allowed]
Term: TypeAlias = tuple[Demand, ...]

_MOST = 200
"""Alternatives; what has more is taken as possible."""


class _TooManyError(Exception):
    """There are more alternatives than are worth looking at."""


@frozen
class Logic:
    """Judges conditions that are asked of one entity."""

    workspace: Workspace
    binder: Binder
    known: Known

    @classmethod
    def of(cls, workspace: Workspace, entity: str, known: Known) -> "Logic":
        """Return the judge for an entity, in a case of which some fields are known."""
        return cls(workspace, Binder.of(workspace, entity), known)

    def can_hold(
        self, *conditions: Condition, unless: Iterable[Condition] = ()
    ) -> bool:
        """Return whether a record may meet all conditions and none of the others."""
        met = [(each, TRUE) for each in conditions]
        return self._possible([*met, *((each, NOT_TRUE) for each in unless)])

    def can_all_fail(self, conditions: Iterable[Condition]) -> bool:
        """Return whether a record may meet none of the conditions."""
        return self._possible([(each, NOT_TRUE) for each in conditions])

    def _possible(self, asked: list[tuple[Condition, Allowed]]) -> bool:
        try:
            terms = _joined(
                [list(_terms(self.binder.bind(one), allowed)) for one, allowed in asked]
            )
            return any(self._is_possible(term) for term in terms)
        except _TooManyError:
            return True

    def _is_possible(self, term: Term) -> bool:
        demands: dict[object, list[Demand]] = {}
        infos: dict[object, PathInfo] = {}
        for leaf, allowed in term:
            info = self.binder.paths[leaf.path]
            key = _identity(info)
            infos[key] = info
            demands.setdefault(key, []).append((leaf, allowed))
        return all(self._is_met(infos[key], demands[key]) for key in demands)

    def _is_met(self, info: PathInfo, demands: list[Demand]) -> bool:
        """Return whether one value of a field meets all demands on it."""
        known = self.known.get(info.spec.name) if _is_own(info) else None
        leaves = [leaf for leaf, _ in demands]
        values = known or candidates(self.workspace, info, leaves)
        if values is None:
            return True
        return any(_meets(value, demands) for value in values)


def _identity(info: PathInfo) -> object:
    custom = info.custom.code if info.custom else ""
    return info.hops, info.spec.name, info.part, custom, info.through


def _is_own(info: PathInfo) -> bool:
    return not (info.hops or info.part or info.custom or info.through)


def _meets(value: object, demands: Iterable[Demand]) -> bool:
    return all(judge_of(leaf)(value) in allowed for leaf, allowed in demands)


def _terms(condition: Condition, allowed: Allowed) -> Iterator[Term]:
    """Yield the alternatives in which a condition is one of the allowed truths."""
    match condition:
        case All(parts=parts) | AnyOf(parts=parts):
            # All is true as its parts together, and not true as one of them is not;
            # of AnyOf the opposite holds.
            each = [list(_terms(part, allowed)) for part in parts]
            if isinstance(condition, All) is (True in allowed):
                yield from _joined(each)
            else:
                yield from (term for terms in each for term in terms)
        case Not(part=part):
            yield from _terms(part, frozenset(_opposite(truth) for truth in allowed))
        case _:
            yield ((cast("Leaf", condition), allowed),)


def _opposite(truth: Truth) -> Truth:
    return None if truth is None else not truth


def _joined(each: list[list[Term]]) -> Iterator[Term]:
    count = 1
    for terms in each:
        count *= len(terms)
        if count > _MOST:
            raise _TooManyError
    for several in product(*each):
        yield tuple(demand for term in several for demand in term)
