"""The state machine of the stores, driven fast (harness H6, P15).

Hypothesis draws each value as a part of an example that it could shrink, which takes
longer than all stores together. Here the machine's own rules run as they are, one
after the other, on values that are drawn in advance and chosen by a seeded random.
After each step a question of several conditions is asked. A run fails as well if a
rule, or a pair of conditions in one question, never came.
"""

from collections import Counter
from collections.abc import Callable
from itertools import combinations, combinations_with_replacement
from random import Random
from typing import Any

import attrs
from attrs import define, field
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.strategies import SearchStrategy

from leadflow.expressions import (
    Compare,
    Condition,
    Contains,
    IsEmpty,
    Leaf,
    OneOf,
    StartsWith,
    walk,
)
from leadflow.storage.port import Store
from leadflow.storage.query import Query
from leadflow.storage.sqlite import SQLiteStore
from leadflow.testing.machine import ASKED, Outcome, StoreMachine
from leadflow.testing.questions import OPERATORS, queries
from leadflow.testing.suite.ledger import WORKSPACE
from tests.reliability.figures import Tally


STEPS = 100
"""After so many steps the stores are made anew."""
STEPS_OF_A_SEED = 3000
"""So many that nearly always every pair of conditions comes."""
_LONGER = 4
"""So often as many steps more, until the rest came."""
_DRAWN = 300
"""How many values of a kind are drawn in advance."""
_SELDOM = {"restart": 0.1}
"""Rules that take long, and find little when they come often."""

KINDS = (
    *(f"Compare {operator}" for operator in OPERATORS),
    *(each.__name__ for each in (Contains, IsEmpty, OneOf, StartsWith)),
)
"""What a store can be asked; ``Between`` is two comparisons by then."""
PAIRS = frozenset(combinations_with_replacement(sorted(KINDS), 2))


def _drawn(strategy: SearchStrategy[Any]) -> tuple[Any, ...]:
    """Return values of a strategy, the same in every run."""
    values = list[Any]()

    @settings(
        max_examples=_DRAWN,
        phases=[Phase.generate],
        database=None,
        derandomize=True,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def draw(value: object) -> None:
        values.append(value)

    draw()
    return tuple(values)


class Values:
    """Stands in for what Hypothesis gives to rules: ``data.draw(strategy)``."""

    def __init__(self, chance: Random) -> None:
        self.chance = chance
        self._made: dict[str, Callable[[Any], Any]] = {
            "SampledFromStrategy": self._one_of,
            "ListStrategy": self._several,
            "UniqueSampledListStrategy": self._different,
            "TupleStrategy": self._each,
            "IntegersStrategy": self._number,
        }

    def draw(self, strategy: SearchStrategy[Any]) -> Any:  # noqa: ANN401  # of any type
        """Return a value."""
        inner = getattr(strategy, "wrapped_strategy", strategy)
        make = self._made.get(type(inner).__name__)
        if make is None or getattr(inner, "_transformations", None):
            return self.chance.choice(_pool(strategy))
        return make(inner)

    def _one_of(self, strategy: Any) -> Any:  # noqa: ANN401  # a strategy's own
        return self.chance.choice(strategy.elements)

    def _several(self, strategy: Any) -> list[Any]:  # noqa: ANN401  # as above
        most = min(strategy.max_size, strategy.min_size + 5)
        count = self.chance.randint(strategy.min_size, int(most))
        return [self.draw(strategy.element_strategy) for _ in range(count)]

    def _different(self, strategy: Any) -> list[Any]:  # noqa: ANN401  # as above
        elements = strategy.element_strategy.elements
        most = int(min(strategy.max_size, len(elements)))
        return self.chance.sample(elements, self.chance.randint(0, most))

    def _each(self, strategy: Any) -> tuple[Any, ...]:  # noqa: ANN401  # as above
        return tuple(self.draw(each) for each in strategy.element_strategies)

    def _number(self, strategy: Any) -> int:  # noqa: ANN401  # as above
        if strategy.start is None or strategy.end is None:
            return int(self.chance.choice(_pool(strategy)))
        return self.chance.randint(strategy.start, strategy.end)


_POOLS: dict[int, tuple[SearchStrategy[Any], tuple[Any, ...]]] = {}


def _pool(strategy: SearchStrategy[Any]) -> tuple[Any, ...]:
    # Strategies are made once; keeping this one keeps its number taken.
    if id(strategy) not in _POOLS:
        _POOLS[id(strategy)] = strategy, _drawn(strategy)
    return _POOLS[id(strategy)][1]


class Paired(StoreMachine):
    """A machine that asks questions of several conditions, and counts what it did."""

    done = 0
    """How many steps this machine has done."""
    compared = 0
    """How often both stores did the same, over all machines of the class."""

    def _compare(self, act: Callable[[Store], Outcome]) -> Outcome:
        type(self).compared += 1
        return super()._compare(act)

    def ask(self, query: Query) -> None:
        """Compare which records a question finds, and how many."""
        self._read(
            lambda reader: [
                *(one.id for one in reader.find(query)),
                reader.count(query),
            ]
        )


class SQLitePaired(Paired):
    """SQLite beside the model."""

    def make_store(self) -> Store:
        """Return a new store."""
        return SQLiteStore(self.folder / "sales.db", durability="normal")

    def reopen(self, store: Store) -> Store:
        """Close the store and open its file again."""
        store.close()
        return self.make_store()


@define
class Drive:
    """Runs the rules of a machine, and counts what came."""

    machine: type[Paired]
    chance: Random
    values: Values = field(init=False)
    rules: Counter[str] = field(factory=Counter)
    pairs: set[tuple[str, str]] = field(factory=set)
    last: str = ""
    """The rule that ran last."""

    def __attrs_post_init__(self) -> None:
        self.values = Values(self.chance)

    def run(self, steps: int) -> str:
        """Run so many steps; return what went wrong, and in which."""
        for first in range(0, steps, STEPS):
            machine, self.last = self.machine(), ""
            try:
                self._through(machine, min(STEPS, steps - first))
            except AssertionError as error:
                return f"step {first + machine.done}, {self.last}: {str(error)[:300]}"
        return ""

    def _through(self, machine: Paired, steps: int) -> None:
        """Run one machine; whatever is left is compared in the end."""
        try:
            for _ in range(steps):
                self._step(machine)
                self._ask(machine)
                machine.done += 1
        finally:
            machine.teardown()

    @property
    def never(self) -> list[str]:
        """Return the rules that never came."""
        names = {each.function.__name__ for each in self.machine.setup_state().rules}
        return sorted(names - self.rules.keys())

    @property
    def missing(self) -> list[str]:
        """Return what never came: pairs of conditions, and rules."""
        return [*map(str, sorted(PAIRS - self.pairs)), *self.never]

    def _step(self, machine: Paired) -> None:
        rules = {each.function.__name__: each for each in machine.rules}
        weights = [_SELDOM.get(name, 1) for name in rules]
        name = self.chance.choices(list(rules), weights)[0]
        given = {
            key: self.values if key == "data" else self.values.draw(strategy)
            for key, strategy in rules[name].arguments.items()
        }
        self.last = name
        self.rules[name] += 1
        rules[name].function(machine, **given)

    def _ask(self, machine: Paired) -> None:
        entity = self.chance.choice(ASKED)
        asked = queries(entity, WORKSPACE)
        query, *others = (self.values.draw(asked) for _ in range(2))
        where = query.where
        for other in others:
            joined = (where & other.where, where | other.where)
            where = self.chance.choice(joined)
        kinds = Counter(map(_kind, filter(_is_leaf, walk(where))))
        self.pairs.update(combinations(sorted(kinds), 2))
        self.pairs.update((kind, kind) for kind, count in kinds.items() if count > 1)
        machine.ask(attrs.evolve(query, where=where))


def _is_leaf(condition: Condition) -> bool:
    return isinstance(condition, Leaf)


def _kind(condition: Condition) -> str:
    name = type(condition).__name__
    return f"{name} {condition.op}" if isinstance(condition, Compare) else name


def run(
    seed: int,
    *,
    steps: int = STEPS_OF_A_SEED,
    machine: type[Paired] = SQLitePaired,
    is_whole: bool = True,
) -> Tally:
    """Run so many steps; count what was done to both stores, and compared.

    A whole run is to bring all rules, and all pairs of conditions.
    """
    drive, before = Drive(machine, Random(f"steps {seed}")), machine.compared
    wrong = drive.run(steps)
    # The rarest pair comes once in some hundreds of steps: one that has not come yet
    # gets more of them.
    for _ in range(_LONGER):
        if wrong or not is_whole or not drive.missing:
            break
        wrong = drive.run(steps)
    found = [f"seed {seed}, {wrong}"] if wrong else []
    if is_whole and not wrong:
        found += [f"seed {seed}: {each} never came" for each in drive.missing]
    return Tally(machine.compared - before, tuple(found))
