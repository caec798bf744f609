"""How long ``import leadflow`` takes, against a Python that does nothing.

Each figure is the fastest of several fresh processes: whatever else the
machine does can only make a process slower. The modules are compiled first, as
they are after an installation. The bound is 120 ms.
"""

import compileall
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


def fastest_ms(code: str) -> float:
    """Return the shortest time of a process that runs ``code``."""
    return min(_once_ms(code) for _ in range(RUNS))


def _once_ms(code: str) -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True)
    return (time.perf_counter() - start) * 1000


def _compile(package: str) -> None:
    spec = find_spec(package)
    for place in (spec and spec.submodule_search_locations) or ():
        compileall.compile_dir(place, quiet=1)


def main() -> None:
    """Print what each step costs above a Python that does nothing."""
    _compile("leadflow")
    bare = fastest_ms("pass")
    print(f"python -c pass {bare:6.1f} ms; above that:")
    for code in STEPS:
        more = fastest_ms(code) - bare
        print(f"{more:6.1f} ms, {more / bare:5.2f} times that: {code}")
    print(f"import leadflow may take {BOUND_MS} ms")


if __name__ == "__main__":
    main()
