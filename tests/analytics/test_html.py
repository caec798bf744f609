from html.parser import HTMLParser

import pytest

import leadflow
from leadflow import Pipeline, Stage, Workspace
from leadflow.analytics import Funnel
from leadflow.testing import FixedClock
from tests.analytics.ledger import write


_VOID = ("meta", "br", "img", "rect", "polygon")


class Reader(HTMLParser):
    """Reads a page: which elements it has, and whether all of them are closed."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[str] = []
        self.cells: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        assert not any(name.startswith("on") for name, _ in attrs)
        self.seen.append(tag)
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close the element that was opened last."""
        if tag not in _VOID:
            assert tag == self.open.pop()

    def handle_data(self, data: str) -> None:
        """Note the text of a table's cells."""
        if self.open and self.open[-1] in ("td", "th", "small"):
            self.cells.append(data)


def test_a_fragment_holds_the_drawing_and_the_figures(joined: Funnel) -> None:
    """Z6: a notebook shows the picture and the exact numbers, with nothing else."""
    reader = Reader(joined._repr_html_())

    assert 1 == reader.seen.count("svg")
    assert {"Сума, UAH", "1\u00a0234,50", "Угода: Нова"} <= set(reader.cells)
    assert [] == reader.open


def test_groups_make_a_table_of_their_own(joined: Funnel) -> None:
    """Z1: cohorts and other groups can be compared step by step."""
    reader = Reader(joined._repr_html_())

    assert 2 == reader.seen.count("table")
    assert {"Джерело", "Вебсайт", "Дзвінок"} <= set(reader.cells)


def test_a_page_stands_by_itself(joined: Funnel) -> None:
    """Z6: it says its language and signs, follows light and dark, asks nobody."""
    page = joined.to_html()

    assert page.startswith('<!DOCTYPE html>\n<html lang="uk">')
    assert '<meta charset="utf-8">' in page
    assert "color-scheme:light dark" in page
    assert "src=" not in page
    assert "@import" not in page
    assert [] == Reader(page).open


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "'\"><svg onload=x>"])
def test_texts_of_users_are_escaped_everywhere(text: str) -> None:
    """Z6: labels, titles, groups and conditions are text and nothing else."""
    stages = [Stage("first", label=text), Stage.won(), Stage.lost()]
    pipeline = Pipeline("p", entity="deal", stages=stages, label=text)
    crm = leadflow.open(
        workspace=Workspace(pipelines=[pipeline]), clock=FixedClock(), actor=text
    )
    write(crm, "web: first")
    page = crm.reports.funnel("p", by="owner", where="owner != '<b>'").to_html()
    reader = Reader(page)

    assert "script" not in reader.seen
    assert "b" not in reader.seen
    assert 1 == reader.seen.count("svg")


def test_an_empty_funnel_is_a_page_too() -> None:
    """Z1: nothing to count is no error."""
    crm = leadflow.open(clock=FixedClock())
    reader = Reader(crm.reports.funnel("deals", by="month").to_html())

    assert 1 == reader.seen.count("table")
