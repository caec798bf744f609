"""Where leadflow's time goes, by rooms of the house.

A profiler makes Python dearer than it is, and what SQLite does in C it cannot; the
shares say where to look, not how much it is.
"""

import cProfile
import pstats
from collections import defaultdict
from collections.abc import Mapping
from pathlib import PurePath
from typing import Final

from benchmarks.lab import Lab
from benchmarks.ours import Leadflow
from benchmarks.workloads import Workload


SQLITE: Final = "SQLite"
PYTHON: Final = "Python and its libraries"
GENERATED: Final = "generated for each class"
# What is made on first use is not what a step costs.
_WARM: Final = 1


def shares(lab: Lab, workload: Workload) -> Mapping[str, float]:
    """Return the share of each room in one more turn, largest first."""
    turn = workload.prepare(lab, Leadflow)
    for number in range(_WARM):
        act, _ = turn(number)
        act()
    act, _ = turn(_WARM)
    profile = cProfile.Profile()
    profile.runcall(act)
    spent: defaultdict[str, float] = defaultdict(float)
    # Its attribute is what the module documents, and what its stub leaves out.
    stats = pstats.Stats(profile).stats  # type: ignore[attr-defined]
    for (file, _, name), (_, _, own, _, _) in stats.items():
        spent[_room(file, name)] += own
    total = sum(spent.values())
    ordered = sorted(spent.items(), key=lambda each: -each[1])
    return {room: own / total for room, own in ordered}


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
