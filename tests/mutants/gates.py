"""How much of each room's mistakes tests must notice, and whether they did."""

import tomllib
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from attrs import define, frozen


SOURCE = Path("src") / "leadflow"
GATES = Path(__file__).with_name("gates.toml")
REASONS = Path(__file__).with_name("equal.toml")


@frozen(kw_only=True)
class Gate:
    """What one room asks for."""

    room: str
    paths: tuple[str, ...]
    least: float
    """The least score, in percent."""

    def fit(self, path: str) -> int:
        """Return how closely a module belongs here; -1 where it does not."""
        return max(
            (len(each) for each in self.paths if path.startswith(each)), default=-1
        )


@define
class Score:
    """What became of a room's mutants."""

    gate: Gate
    killed: int = 0
    tried: int = 0

    @property
    def percent(self) -> float:
        """Return the share that was noticed, of whatever was tried."""
        return 100 * self.killed / self.tried if self.tried else 100

    @property
    def is_reached(self) -> bool:
        """Tell whether enough was noticed; nothing tried is nothing missed."""
        return self.percent >= self.gate.least

    def __str__(self) -> str:
        asked = "" if self.is_reached else f", and {self.gate.least:g} % are asked for"
        share = f"{self.killed:6,} of {self.tried:6,} killed {self.percent:6.1f} %"
        return f"{self.gate.room:56} {share}{asked}"


def read(path: Path = GATES) -> tuple[Gate, ...]:
    """Return the gates of all rooms."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return tuple(
        Gate(room=room, paths=tuple(told["paths"]), least=told["least"])
        for room, told in table.items()
    )


def argued() -> set[tuple[str, ...]]:
    """Return the mutants that do the same, each with its reason in the file.

    Of each it tells the module, the line, and what stood and stands there.
    """
    listed = tomllib.loads(REASONS.read_text(encoding="utf-8"))
    keys = ("path", "code", "before", "after")
    return {tuple(each[key] for key in keys) for each in listed["equal"]}


def gate_of(gates: Iterable[Gate], path: str) -> Gate:
    """Return the gate of a module: the one that knows it most closely."""
    return max(gates, key=lambda gate: gate.fit(path))


def modules(gates: Collection[Gate], room: str) -> Iterator[Path]:
    """Give the modules of a room."""
    for path in sorted(SOURCE.rglob("*.py")):
        if gate_of(gates, path.as_posix()).room == room:
            yield path


def scores(gates: Iterable[Gate], found: Iterable[tuple[str, bool]]) -> list[Score]:
    """Return the scores of the rooms of which something was tried.

    ``found`` tells of each mutant in which module it is, and whether it was noticed.
    """
    known = {gate.room: Score(gate) for gate in gates}
    for path, is_killed in found:
        score = known[gate_of([each.gate for each in known.values()], path).room]
        score.tried += 1
        score.killed += is_killed
    return [each for each in known.values() if each.tried]
