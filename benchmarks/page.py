"""docs/explanation/performance.md, written from what was measured."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from attrs import frozen

from benchmarks.measuring import FLOOR, OURS, Spent
from benchmarks.profiles import Profile
from benchmarks.table import Line


PAGE: Final = Path(__file__).parent.parent / "docs/explanation/performance.md"


@frozen(kw_only=True)
class Report:
    """All that the page tells."""

    lines: Sequence[Line]
    machine: Sequence[str]
    turns: int
    rows: int
    """How many rows were compared."""
    making: float
    """Microseconds to make a ``Lead``."""
    held: tuple[float, float]
    """Bytes of a lead's object alone: by hand, and leadflow's."""
    profiles: Mapping[str, Profile]
    """By code of a workload."""


def written(report: Report) -> str:
    """Return the page."""
    return template("performance.md").format(
        table="\n".join(_figures(report.lines)),
        machine="\n".join(f"- {each}" for each in report.machine),
        turns=report.turns,
        rows=report.rows,
        making=report.making,
        memory="\n".join(_memory(report)),
        profiles="\n".join(_rooms(report.profiles)),
        above="\n".join(_above(report)),
    )


def template(name: str) -> str:
    """Return the text of a page, with places for what is measured."""
    return (Path(__file__).parent / "templates" / name).read_text(encoding="utf-8")


def table(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Give the lines of a table; all columns but the first hold figures."""
    yield _row(titles)
    yield _row(["---", *["--:"] * (len(titles) - 1)])
    yield from map(_row, rows)


def _figures(lines: Sequence[Line]) -> Iterator[str]:
    others = [n for n in lines[0].figures if n not in (FLOOR, OURS)]
    titles = ["A step of", "Floor", "leadflow", "Ratio", "First goal", "Aim", "Met"]
    return table([*titles, *others], [_cells(line, others) for line in lines])


def _cells(line: Line, others: Sequence[str]) -> list[str]:
    floor, ours = line.figures[FLOOR].wall, line.figures[OURS].wall
    return [
        line.title,
        f"{_figure(floor)} {line.unit}",
        f"{_figure(ours)} {line.unit}",
        f"**{_ratio(line.ratios[OURS])}**",
        f"{line.workload.first:.1f}",
        f"{line.workload.aim:.1f}",
        _MET[line.verdict],
        *(_ratio(line.ratios.get(name)) for name in others),
    ]


_MET: Final = {"aim": "aim", "first": "first goal", "no": "no"}


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _figure(value: float) -> str:
    return f"{value:,.1f}" if value < 100 else f"{value:,.0f}"  # noqa: PLR2004  # digits


def _ratio(ratio: Spent | None) -> str:
    if ratio is None:
        return ""
    if ratio.wall == ratio.cpu:  # bytes
        return f"{ratio.wall:.2f}"
    return f"{ratio.wall:.2f} ({ratio.cpu:.2f})"


def _memory(report: Report) -> Iterator[str]:
    by_hand, ours = report.held
    yield (
        "The store in memory is compared with objects of attrs with slots that hold "
        "the same: the lead, the fact that it was created, and the indexes."
    )
    yield (
        f"The object of a lead alone takes {ours:,.0f} bytes in leadflow and "
        f"{by_hand:,.0f} by hand."
    )


def _rooms(profiles: Mapping[str, Profile]) -> Iterator[str]:
    yield _row(["Workload", "Shares"])
    yield _row(["---", "---"])
    for code, profile in profiles.items():
        yield _row([code, _largest(profile.rooms, 6)])


def _largest(shares: Mapping[str, float], count: int) -> str:
    return ", ".join(f"{n} {share:.0%}" for n, share in list(shares.items())[:count])


def _above(report: Report) -> Iterator[str]:
    """Tell of what is above its first goal which functions take longest."""
    above = [
        line
        for line in report.lines
        if line.verdict == "no" and line.workload.code in report.profiles
    ]
    if not above:
        yield "Everything is within its first goal."
        return
    yield "Above their first goals are, with the functions that take longest:"
    yield ""
    for line in above:
        functions = report.profiles[line.workload.code].functions
        own = {f"`{name}`": share for name, share in functions.items()}
        yield f"- {line.title}: {_largest(own, 10)}"
