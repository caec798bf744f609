"""What importing and opening cost: ``python -m benchmarks.import_time``.

Each figure is what comes on top of a Python that does nothing, in the cheapest of
several fresh processes: whatever else the machine does can only make a process
dearer. The first is time on a clock, the second the processor's own time. The modules
are compiled first, as they are after an installation. The bound is 120 ms.
"""

import compileall
import resource
import subprocess
import sys
import time
from importlib.util import find_spec


RUNS = 15
BOUND_MS = 120
# Names bring their rooms along when they are first asked for, so each step pays
# for what it uses.
STEPS = (
    "import leadflow",
    "from leadflow import Lead, Money",
    "from leadflow import *",
    "import leadflow; leadflow.open()",
)
# Most of what a step costs is what attrs makes of classes.
COUNTED = """
import sys
before = set(sys.modules)
{code}
new = set(sys.modules) - before
import attrs
rooms = [vars(sys.modules[name]) for name in new if name.startswith("leadflow")]
things = {{id(each): each for room in rooms for each in room.values()}}
kinds = [each for each in things.values() if isinstance(each, type)]
print(len(new), sum(attrs.has(each) for each in kinds))
"""


def cheapest_ms(code: str) -> tuple[float, float]:
    """Return the shortest time and the least processor time of ``code``."""
    times, works = zip(*(_once_ms(code) for _ in range(RUNS)), strict=True)
    return min(times), min(works)


def loaded(code: str) -> tuple[int, int]:
    """Return how many modules ``code`` loads and how many attrs classes it makes."""
    done = subprocess.run(
        [sys.executable, "-c", COUNTED.format(code=code)],
        check=True,
        capture_output=True,
        text=True,
    )
    modules, classes = done.stdout.split()
    return int(modules), int(classes)


def _once_ms(code: str) -> tuple[float, float]:
    start, worked = time.perf_counter(), _worked()
    subprocess.run([sys.executable, "-c", code], check=True)
    return (time.perf_counter() - start) * 1000, (_worked() - worked) * 1000


def _worked() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def _compile(package: str) -> None:
    spec = find_spec(package)
    for place in (spec and spec.submodule_search_locations) or ():
        compileall.compile_dir(place, quiet=1)


def main() -> None:
    """Print what each step costs above a Python that does nothing."""
    _compile("leadflow")
    bare, bare_work = cheapest_ms("pass")
    print(f"python -c pass {bare:6.1f} ms, {bare_work:6.1f} ms of CPU; above that:")
    for code in STEPS:
        lasted, worked = cheapest_ms(code)
        modules, classes = loaded(code)
        print(
            f"{lasted - bare:6.1f} ms, {worked - bare_work:6.1f} ms of CPU, "
            f"{modules:3} modules, {classes:3} attrs classes: {code}"
        )
    print(f"import leadflow may take {BOUND_MS} ms")


if __name__ == "__main__":
    main()
