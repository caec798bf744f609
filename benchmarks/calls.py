"""How many calls one act makes: ``python -m benchmarks.calls [CODE …]``.

Behind the disk's wait the processor's caches are cold, and what an act then costs goes
by how much code it touches. Calls are what one can count of that, the same on every
machine. Beside leadflow stands the program by hand (``floor``), and of leadflow a block
that writes nothing.
"""

import argparse
import cProfile
import pstats
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import attrs
from attrs import frozen

import leadflow
from benchmarks.contender import ACTOR, Contender
from benchmarks.floor import Floor
from benchmarks.lab import QUICK, Lab
from benchmarks.measuring import Act
from benchmarks.ours import Leadflow
from benchmarks.workloads import WORKLOADS, Workload


CODES: Final = ("create", "update", "move", "convert", "convert-many", "move-many")
_TIMES: Final = 60
_BUILT_IN: Final = "~"
"""What a profiler names as the file of a function of C."""


@frozen
class Calls:
    """Calls of one act, on the average of a turn."""

    python: float
    """Of functions that are written in Python."""
    every: float
    """Those of C as well."""


def counted(act: Act, times: int) -> Calls:
    """Return the calls of one of so many acts that are done together."""
    profile = cProfile.Profile()
    profile.runcall(act)
    # Its attribute is what the module documents, and what its stub leaves out.
    stats = pstats.Stats(profile).stats  # type: ignore[attr-defined]
    calls = [(file, own[1]) for (file, _, _), own in stats.items()]
    python = sum(count for file, count in calls if file != _BUILT_IN)
    return Calls(python / times, sum(count for _, count in calls) / times)


def of_workload(lab: Lab, workload: Workload, kind: type[Contender]) -> Calls:
    """Return the calls of a contender, behind a turn that makes what is made once."""
    turn = workload.prepare(lab, kind)
    first, _ = turn(0)
    first()
    return counted(*turn(1))


def of_nothing(path: Path) -> Calls:
    """Return the calls of a transaction in which nothing is done."""
    with leadflow.open(path, actor=ACTOR) as crm:

        def act() -> None:
            for _ in range(_TIMES):
                with crm.transaction():
                    pass

        act()
        return counted(act, _TIMES)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print a line for each workload."""
    parser = argparse.ArgumentParser(description="Count the calls of one act.")
    parser.add_argument("codes", nargs="*", metavar="CODE", help=", ".join(CODES))
    codes = parser.parse_args(arguments).codes or CODES
    if unknown := sorted({*codes} - {each.code for each in WORKLOADS}):
        parser.error(f"there is no '{unknown[0]}'; say one of {', '.join(CODES)}")
    print(f"{'calls of Python (and all)':30}{'by hand':>16}{'leadflow':>16}")
    with TemporaryDirectory() as place:
        print(_line("nothing", None, of_nothing(Path(place) / "nothing.db")))
        lab = Lab(Path(place), attrs.evolve(QUICK, acts=_TIMES), (Floor, Leadflow))
        for workload in (each for each in WORKLOADS if each.code in codes):
            hand, ours = (of_workload(lab, workload, k) for k in (Floor, Leadflow))
            print(_line(workload.code, hand, ours))
        lab.close()


def _line(code: str, hand: Calls | None, ours: Calls) -> str:
    return f"{code:30}{_said(hand):>16}{_said(ours):>16}"


def _said(calls: Calls | None) -> str:
    return f"{calls.python:.0f} ({calls.every:.0f})" if calls else ""


if __name__ == "__main__":
    main()
