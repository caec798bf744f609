"""What became of all mutants, as lines and as one table."""

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator

from attrs import define

from tests.mutants import gates
from tests.mutants.running import ASIDE, EQUAL, UNTESTED, Outcome


HEADING = f"{'':56} mutants  killed survived untested  equal    score"


@define
class Row:
    """What became of the mutants of a module, or of several."""

    name: str = ""
    killed: int = 0
    survived: int = 0
    untested: int = 0
    equal: int = 0

    def add(self, outcome: Outcome, name: str) -> None:
        """Count one more."""
        self.name = name
        self.killed += outcome.is_killed
        self.equal += outcome.how == EQUAL
        self.untested += outcome.how == UNTESTED
        self.survived += not outcome.is_killed and outcome.how not in (EQUAL, UNTESTED)

    def __str__(self) -> str:
        tried = self.killed + self.survived + self.untested
        return (
            f"{self.name:56} {tried + self.equal:7,} {self.killed:7,}"
            f" {self.survived:8,} {self.untested:8,} {self.equal:6,}"
            f" {100 * self.killed / (tried or 1) if tried else 100:6.1f} %"
        )


def lines(outcomes: Iterable[Outcome]) -> Iterator[str]:
    """Give who was missed, a row for each module, and one for each room."""
    known = [each for each in outcomes if each.how != ASIDE]
    yield from ("", *_missed(known), "", HEADING)
    yield from (str(row) for row in _rows(known))
    yield from ("", *map(str, scores(known)))


def scores(outcomes: Iterable[Outcome]) -> list[gates.Score]:
    """Return the scores of the rooms of which something was tried."""
    tried = (each for each in outcomes if each.how not in (ASIDE, EQUAL))
    found = ((_name(each), each.is_killed) for each in tried)
    return gates.scores(gates.read(), found)


def line(outcome: Outcome) -> str:
    """Return where a mutant stands, what it changes, and what became of it."""
    return f"{_name(outcome)}:{outcome.task.mutant}  ({outcome.how})"


def _missed(outcomes: Iterable[Outcome]) -> Iterator[str]:
    missed = [each for each in outcomes if not each.is_killed and each.how != EQUAL]
    for each in sorted(missed, key=lambda one: (_name(one), one.task.mutant.line)):
        yield line(each)


def _rows(outcomes: Iterable[Outcome]) -> Iterator[Row]:
    """Give a row for each module, in the order of their names, and one for all."""
    rows = defaultdict[str, Row](Row)
    for each in outcomes:
        rows[_name(each)].add(each, _name(each))
        rows["~"].add(each, "all")
    yield from (rows[name] for name in sorted(rows))


def _name(outcome: Outcome) -> str:
    return os.path.relpath(outcome.task.path)
