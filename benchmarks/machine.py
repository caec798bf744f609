"""What the figures were measured on, without a date."""

import os
import platform
import sqlite3
import time
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path


COMMITS = 100


def described(folder: Path) -> list[str]:
    """Return the machine, its disk and the versions, a line for each."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    packages = ("attrs", "cattrs", "SQLAlchemy", "Django")
    found = [f"{name} {known}" for name in packages if (known := _version(name))]
    commit = commit_microseconds(folder)
    python = f"{platform.python_implementation()} {platform.python_version()}"
    return [
        f"{_processor()}, {os.cpu_count()} cores, {memory:.0f} GiB of memory",
        f"{platform.system()} {platform.machine()}; {commit:,.0f} µs a durable commit",
        f"{python}, SQLite {sqlite3.sqlite_version}, {', '.join(found)}",
    ]


def commit_microseconds(folder: Path) -> float:
    """Return how long the disk lets a transaction wait."""
    db = sqlite3.connect(folder / "commits.db", isolation_level=None)
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = FULL")
    db.execute("CREATE TABLE IF NOT EXISTS row (text)")
    start = time.perf_counter()
    for _ in range(COMMITS):
        db.execute("INSERT INTO row VALUES ('some text')")
    spent = time.perf_counter() - start
    db.close()
    return spent / COMMITS * 1e6


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def _processor() -> str:
    try:
        text = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        return platform.processor() or platform.machine()
    names = [
        line.partition(":")[2].strip()
        for line in text.splitlines()
        if line.startswith("model name")
    ]
    return names[0] if names else platform.machine()
