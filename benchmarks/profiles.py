"""Where leadflow's time goes, by rooms of the house.

A profiler makes Python dearer than it is, and what SQLite does in C it cannot; the
shares say where to look, not how much it is.
"""

import cProfile
import pstats
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import PurePath
from typing import Final

from attrs import frozen

from benchmarks.lab import Lab
from benchmarks.ours import Leadflow
from benchmarks.workloads import Workload


SQLITE: Final = "SQLite"
PYTHON: Final = "Python and its libraries"
GENERATED: Final = "generated for each class"
# What is made on first use is not what a step costs.
_WARM: Final = 1


@frozen
class Profile:
    """Of one turn, who had which share of the time; largest first."""

    rooms: Mapping[str, float]
    functions: Mapping[str, float]


def profiled(lab: Lab, workload: Workload) -> Profile:
    """Return the shares of one more turn."""
    turn = workload.prepare(lab, Leadflow)
    for number in range(_WARM):
        act, _ = turn(number)
        act()
    act, _ = turn(_WARM)
    profile = cProfile.Profile()
    profile.runcall(act)
    # Its attribute is what the module documents, and what its stub leaves out.
    stats = pstats.Stats(profile).stats  # type: ignore[attr-defined]
    spent = [((file, name), own[2]) for (file, _, name), own in stats.items()]
    return Profile(
        _shares((_room(*key), own) for key, own in spent),
        _shares((_function(*key), own) for key, own in spent),
    )


def _shares(spent: Iterable[tuple[str, float]]) -> Mapping[str, float]:
    sums: defaultdict[str, float] = defaultdict(float)
    for name, own in spent:
        sums[name] += own
    total = sum(sums.values())
    ordered = sorted(sums.items(), key=lambda each: -each[1])
    return {name: own / total for name, own in ordered}


def _function(file: str, name: str) -> str:
    """Return what people call a function, with the room that it is in."""
    if file.startswith("<leadflow"):
        return file.strip("<>").removeprefix("leadflow").lstrip(": ")
    if file == "~":  # made in C
        return name.strip("<>{}").replace("built-in method ", "").split(" object at")[0]
    return f"{_room(file, name)}: {PurePath(file).stem}.{name}"


def _room(file: str, name: str) -> str:
    if file.startswith("<leadflow"):
        return GENERATED
    parts = PurePath(file).parts
    if "leadflow" in parts and "src" in parts:
        rest = parts[len(parts) - parts[::-1].index("leadflow") :]
        return ".".join(part.removesuffix(".py") for part in rest[: _depth(rest)])
    return SQLITE if "sqlite3" in name else PYTHON


def _depth(parts: tuple[str, ...]) -> int:
    return 2 if parts[0] == "storage" else 1
