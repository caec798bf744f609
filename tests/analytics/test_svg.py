from xml.etree import ElementTree as ET

import pytest

import leadflow
from leadflow import Pipeline, Stage, Workspace
from leadflow.analytics import Funnel
from leadflow.analytics.measuring import breadth
from leadflow.testing import FixedClock
from tests.analytics.ledger import write


NAMES = {"s": "http://www.w3.org/2000/svg"}


def read(drawing: str) -> ET.Element:
    """Return a drawing as a tree; one that is not well formed raises."""
    return ET.fromstring(drawing)  # noqa: S314  # we drew it ourselves


def texts(drawing: str) -> list[str]:
    """Return the pieces of text of a drawing."""
    found = read(drawing).iterfind(".//s:text", NAMES)
    return ["".join(each.itertext()) for each in found]


def labelled(label: str) -> Funnel:
    """Return a funnel whose first stage has a label."""
    stages = [Stage("first", label=label), Stage.won(), Stage.lost()]
    pipeline = Pipeline("p", entity="deal", stages=stages, label=label)
    crm = leadflow.open(workspace=Workspace(pipelines=[pipeline]), clock=FixedClock())
    write(crm, "web: first")
    return crm.reports.funnel("p", by="source")


def test_a_drawing_shows_labels_counts_shares_and_conversions() -> None:
    """Z6: everything that the funnel says is in its picture."""
    crm = leadflow.open(clock=FixedClock())
    write(crm, "web: new won\nweb: new\nweb: new lost")
    found = texts(crm.reports.funnel("deals").svg())

    assert {"Deals", "New", "3", "100.0%", "↓ 33.3%", "Deal won", "1"} <= set(found)


def test_a_drawing_can_be_read_aloud(joined: Funnel) -> None:
    """Z6: it has a title and a description with all figures."""
    root = read(joined.svg())
    description = root.findtext("s:desc", "", NAMES)

    assert ("img", "uk") == (root.get("role"), root.get("lang"))
    assert joined.title == root.findtext("s:title", "", NAMES)
    assert "Лід: Новий: 2, 66,7\u00a0%" in description


def test_a_drawing_tells_what_enters_later(joined: Funnel) -> None:
    """Mission 0.20: deals without a lead are marked where they enter."""
    assert "+ 1 починають тут" in texts(joined.svg())


@pytest.mark.parametrize("view", ["cumulative", "snapshot"])
def test_an_empty_funnel_is_drawn(view: str) -> None:
    """Z1: zeros are seen as thin lines, and a word says that there is nothing."""
    crm = leadflow.open(clock=FixedClock())
    drawing = crm.reports.funnel("deals", view=view).svg()
    bars = read(drawing).findall(".//s:rect", NAMES)

    assert {"2"} == {bar.get("width") for bar in bars}
    assert "There is nothing to show." in texts(drawing)


def test_a_long_label_is_shortened_and_told_in_full() -> None:
    """Z6: no text is cut off; the whole of it is in the tooltip."""
    label = "Первинна кваліфікація клієнта відділом телемаркетингу та передача"
    drawing = labelled(label).svg()
    tips = [each.text or "" for each in read(drawing).iterfind(".//s:g/s:title", NAMES)]

    assert any(tip.startswith(label) for tip in tips)
    assert all(breadth(text, 14) <= 700 for text in texts(drawing))


@pytest.mark.parametrize(
    "label", ["<script>alert(1)</script>", '"><img src=x>', "a & b", "]]>", "\x1b[31m"]
)
def test_labels_and_titles_are_text_and_nothing_else(label: str) -> None:
    """Z6: whatever a label holds, the drawing is well formed and has no script."""
    drawing = labelled(label).svg()

    assert "<script" not in drawing
    assert "<img" not in drawing
    assert read(drawing) is not None


def test_a_drawing_takes_its_colours_from_around_it(joined: Funnel) -> None:
    """Z6: text has the colour of the page; alone it follows the reader's system."""
    drawing = joined.svg()

    assert "currentColor" == read(drawing).get("fill")
    assert "prefers-color-scheme:dark" in drawing
