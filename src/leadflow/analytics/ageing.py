"""The ageing report as a value: who has been standing for too long (S9)."""

from collections.abc import Iterator

from attrs import frozen

from leadflow.deferred import by_value
from leadflow.pipelines.ageing import RED, YELLOW, Ageing
from leadflow.workspace.naming import word


@by_value
@frozen(kw_only=True, eq=False, repr=False)
class StageAgeing:
    """How the records of one stage stand with their age."""

    stage: str
    label: str
    expected: int
    """Days."""
    standing: int
    """All records on the stage."""
    yellow: int
    red: int


@by_value
@frozen(kw_only=True, eq=False, repr=False)
class AgeingReport:
    """The open records of a pipeline that stand for longer than expected (S9).

    Made by ``crm.reports.ageing``. Iterating gives one ``Ageing`` for each record
    that is yellow or red, the worst first.

    >>> import leadflow
    >>> leadflow.open().reports.ageing("deals").red
    0
    """

    title: str
    rows: tuple[Ageing, ...]
    """The worst ones, as many as were asked for."""
    stages: tuple[StageAgeing, ...]
    """The stages that expect something, in order."""
    language: str = "en"
    zone: str = "UTC"
    """The workspace's time zone, in which days are shown."""

    @property
    def yellow(self) -> int:
        """Return how many records are yellow; not only those among the rows."""
        return sum(each.yellow for each in self.stages)

    @property
    def red(self) -> int:
        """Return how many records are red; not only those among the rows."""
        return sum(each.red for each in self.stages)

    def __iter__(self) -> Iterator[Ageing]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def __str__(self) -> str:
        return _drawn(self, "text")

    def __repr__(self) -> str:
        return f"<AgeingReport of {self.title}: {self.yellow} yellow, {self.red} red>"

    def _repr_html_(self) -> str:
        return _drawn(self, "html")


def _drawn(report: AgeingReport, form: str) -> str:
    # Imported on use: most programs never look at a report.
    from leadflow.analytics import sheets  # noqa: PLC0415
    from leadflow.analytics.wording import number  # noqa: PLC0415
    from leadflow.markup import COLORS  # noqa: PLC0415

    language = report.language
    names = ("record", "owner", "stage", "since", "days", "expected", "color")
    lacking = report.yellow + report.red - len(report.rows)
    notes = [f"{word('more', language)}: {number(lacking, language)}"] * (lacking > 0)
    figures = ((YELLOW, report.yellow), (RED, report.red))
    summary = (f"{word(n, language)}: {number(v, language)}" for n, v in figures)
    sheet = sheets.Sheet(
        title=f"{word('ageing', language)}: {report.title}",
        heads=tuple(word(name, language) for name in names),
        rows=tuple(_row(report, each) for each in report.rows),
        numbers=frozenset({4, 5}),
        unbroken=frozenset({3}),
        colors=tuple(COLORS[each.color] for each in report.rows),
        language=language,
        notes=(*notes, " · ".join(summary)),
    )
    return sheets.drawn(sheet, form)


def _row(report: AgeingReport, each: Ageing) -> tuple[str, ...]:
    from leadflow.analytics.wording import day_in, number  # noqa: PLC0415  # as above

    language = report.language
    return (
        each.title or each.record,
        each.owner,
        each.label,
        day_in(each.since, report.zone),
        number(each.days, language),
        number(each.expected, language),
        word(each.color, language),
    )
