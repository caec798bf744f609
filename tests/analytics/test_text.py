import re

import leadflow
from leadflow import Pipeline, Stage, Workspace
from leadflow.analytics import Funnel
from leadflow.analytics.measuring import columns
from leadflow.testing import FixedClock
from tests.analytics.ledger import write


def test_a_funnel_prints_as_a_table() -> None:
    """Z6: a result can be read as it is printed."""
    stages: list[Stage | str] = ["new", "visit", Stage.won(), Stage.lost()]
    pipeline = Pipeline("service", entity="deal", stages=stages)
    crm = leadflow.open(workspace=Workspace(pipelines=[pipeline]), clock=FixedClock())
    write(crm, "web 1500 UAH: new visit won\nweb 5 USD: new lost\ncall: new visit")
    printed = str(crm.reports.funnel("service", by="source"))

    expected = """\
Service
How far records came

Stage                               Number   Share  Conversion  Lost  Amount, UAH  Amount, USD
New       ████████████████████████       3  100.0%                 1     1,500.00         5.00
Visit     ████████████████               2   66.7%       66.7%           1,500.00
Deal won  ████████                       1   33.3%       50.0%           1,500.00

Total: 3 · Won: 1 · Lost: 1

Source                             Total  Won  Share  Lost
Website  ████████████████████████      2    1  50.0%     1
Call     ████████████                  1    0   0.0%     0"""  # noqa: E501  # as wide as it is
    assert expected == printed


def test_what_enters_later_has_a_line_of_its_own(joined: Funnel) -> None:
    """Mission 0.20: the joined table tells how many deals had no lead."""
    assert "  + 1 починають тут" in str(joined).splitlines()


def test_no_line_ends_in_a_blank(joined: Funnel) -> None:
    """Z6: the text can be kept in files that are compared."""
    lines = str(joined).splitlines()

    assert [line.rstrip() for line in lines] == lines


def test_figures_stand_in_line_below_each_other() -> None:
    """Z6: also with letters that take two columns, or none."""
    labels = ["Зустріч", "商談中", "Visit"]
    stages = [Stage(f"s{n}", label=text) for n, text in enumerate(labels)]
    pipeline = Pipeline("p", entity="deal", stages=[*stages, Stage.won()])
    crm = leadflow.open(workspace=Workspace(pipelines=[pipeline]), clock=FixedClock())
    write(crm, "web: s0 won")
    lines = str(crm.reports.funnel("p")).splitlines()[4:8]

    assert 1 == len({columns(line.partition("100.0%")[0]) for line in lines})


def test_the_smallest_number_is_still_seen() -> None:
    """Z1: one record among a thousand has a bar; none has none."""
    crm = leadflow.open(clock=FixedClock())
    write(crm, "web: new won\n" + "web: new\n" * 300)
    *_, final, won, _, _ = str(crm.reports.funnel("deals")).splitlines()

    assert "▏" in won
    assert "▏" in final


def test_an_empty_funnel_prints_too() -> None:
    """Z1: without records there are steps, and a word that says so."""
    printed = str(leadflow.open(clock=FixedClock()).reports.funnel("deals"))

    assert printed.endswith("There is nothing to show.")
    assert "Preparing documents" in printed


def test_a_snapshot_has_no_figures_of_passing() -> None:
    """Z1: where records stand now says nothing of how many went on."""
    crm = leadflow.open(clock=FixedClock())
    write(crm, "web 1500 UAH: new preparation won\ncall: new")
    funnel = crm.reports.funnel("deals", view="snapshot")
    heads = next(line for line in str(funnel).splitlines() if line[:5] == "Stage")

    assert ["Stage", "Number", "Share", "Amount, UAH"] == re.split(r" {2,}", heads)
    assert "Conversion" not in funnel._repr_html_()
