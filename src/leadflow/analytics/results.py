"""The funnel as a value: it can be read, compared, kept and looked at."""

from collections.abc import Iterator

from attrs import frozen

from leadflow.analytics.steps import FunnelStep
from leadflow.deferred import by_value
from leadflow.errors import InvalidValue, UnknownName
from leadflow.workspace import WON


@by_value
@frozen(kw_only=True, eq=False, repr=False)
class Funnel:
    """How many records stand on, or came to, each stage of a pipeline (Z1).

    Made by ``crm.reports.funnel``. It prints as a table, draws itself in a
    notebook, and is a plain value: equal ones are equal, and it pickles.

    >>> import leadflow
    >>> from leadflow import Deal
    >>> crm = leadflow.open()
    >>> _ = crm.deals.add(Deal(title="Forklifts", amount="5000 UAH"))
    >>> funnel = crm.reports.funnel("deals")
    >>> funnel.step("new").count, str(funnel.step("new").totals[0])
    (1, '5000.00 UAH')
    """

    title: str
    view: str
    """``cumulative`` or ``snapshot``."""
    steps: tuple[FunnelStep, ...]
    groups: "tuple[Funnel, ...]" = ()
    """One funnel for each group, where a grouping was asked for."""
    total: int
    """All records of the funnel."""
    lost: int
    """Those of them that are lost now."""
    language: str = "en"
    key: str = ""
    """For a group: the value, or the period, that its records share."""
    by: str = ""
    """What was grouped by: a field, or ``month`` and its like."""
    grouping: str = ""
    """What people call that by which was grouped."""
    period: str = ""
    """The period of creation asked for, such as ``2026-Q4``."""
    condition: str = ""
    """The condition asked for, as text."""

    @property
    def won(self) -> int:
        """Return how many records are on a won step, or came to it."""
        return sum(step.count for step in self.steps if step.kind == WON)

    def step(self, code: str, *, entity: str = "") -> FunnelStep:
        """Return a step by the code of its stage.

        In a joined funnel both entities may have the stage; then say which:
        ``funnel.step("new", entity="deal")``. Raises ``UnknownName`` with the
        nearest right code.
        """
        own = [each for each in self.steps if entity in ("", each.entity)]
        found = [each for each in own if each.code == code]
        if len(found) > 1:
            hint = f"say which, as in step('{code}', entity='{found[0].entity}')"
            raise InvalidValue("step", f"'{code}' stands twice in the funnel", hint)
        if not found:
            codes = tuple(dict.fromkeys(each.code for each in own))
            raise UnknownName("step of the funnel", code, codes)
        return found[0]

    def group(self, key: str) -> "Funnel":
        """Return the funnel of one group by its value or period.

        Raises ``UnknownName`` with the nearest right key.
        """
        for each in self.groups:
            if each.key == key:
                return each
        raise UnknownName("group", key, tuple(each.key for each in self.groups))

    def __iter__(self) -> Iterator[FunnelStep]:
        return iter(self.steps)

    def __str__(self) -> str:
        from leadflow.analytics import text  # noqa: PLC0415  # drawn on use

        return text.drawn(self)

    def __repr__(self) -> str:
        figures = f"{self.total} in all, {self.won} won, {self.lost} lost"
        return f"<Funnel {self.title}: {figures}>"

    def _repr_html_(self) -> str:
        from leadflow.analytics import html  # noqa: PLC0415  # drawn on use

        return html.fragment(self)

    def svg(self) -> str:
        """Return a drawing of the steps, as SVG that stands by itself.

        It follows the colours of the page it is put into, light or dark.
        """
        from leadflow.analytics import svg  # noqa: PLC0415  # drawn on use

        return svg.drawn(self)

    def to_html(self) -> str:
        """Return a whole page with the drawing and the figures, to be saved.

        It needs no other file and runs no script.
        """
        from leadflow.analytics import html  # noqa: PLC0415  # drawn on use

        return html.page(self)
