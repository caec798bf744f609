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
    """Print both times, their difference and their ratio."""
    _compile("leadflow")
    bare, full = fastest_ms("pass"), fastest_ms("import leadflow")
    print(f"python -c pass             {bare:6.1f} ms")
    print(f"python -c 'import leadflow' {full:5.1f} ms, {full / bare:.1f} times that")
    print(f"the import alone           {full - bare:6.1f} ms of {BOUND_MS} allowed")


if __name__ == "__main__":
    main()
