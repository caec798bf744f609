from collections.abc import Callable
from datetime import UTC, datetime

import pytest

import leadflow
from leadflow import (
    Company,
    Crm,
    CustomField,
    Deal,
    Entry,
    Period,
    UnknownName,
    Workspace,
)
from leadflow.testing import FixedClock
from tests.analytics.ledger import write


NOW = datetime(2026, 11, 22, tzinfo=UTC)
LEDGER = """
    web: new won
    web: new
    web: new lost
    call: new won
    : new
"""


@pytest.fixture
def crm() -> Crm:
    """Return a CRM in Kyiv, in Ukrainian."""
    return leadflow.open(
        workspace=Workspace(zone="Europe/Kyiv", language="uk"), clock=FixedClock(NOW)
    )


def came(crm: Crm, *moments: datetime) -> None:
    """Add a deal that was created at each of these moments."""
    for moment in moments:
        crm.deals.add(Deal(title="D", created_at=moment))


def test_each_value_of_a_field_has_a_funnel_of_its_own(crm: Crm) -> None:
    """Z2: by source, the most frequent first; an empty value is a group too."""
    write(crm, LEDGER)
    groups = crm.reports.funnel("deals", by="source").groups

    assert [("web", 3, 1), ("", 1, 0), ("call", 1, 1)] == [
        (each.key, each.total, each.won) for each in groups
    ]


def test_groups_are_called_as_people_call_them(crm: Crm) -> None:
    """Z6: codes are shown by their labels in the workspace's language."""
    write(crm, "trade_show: new\n: new")
    funnel = crm.reports.funnel("deals", by="source")

    assert ["Не вказано", "Виставка"] == [each.title for each in funnel.groups]
    assert "Джерело" == funnel.grouping


@pytest.mark.parametrize("view", ["cumulative", "snapshot"])
@pytest.mark.parametrize("joined", [False, True])
def test_groups_sum_to_the_whole(crm: Crm, view: str, *, joined: bool) -> None:
    """P11: step by step, the counts of the groups make the count of all."""
    write(crm, LEDGER + "lead web: new\nlead call: new -> new won")
    funnel = crm.reports.funnel("deals", view=view, joined=joined, by="source")
    columns = zip(*funnel.groups, strict=True)

    assert funnel.total == sum(group.total for group in funnel.groups)
    assert [step.count for step in funnel] == [
        sum(step.count for step in column) for column in columns
    ]


def test_a_cohort_holds_what_was_created_in_its_period(crm: Crm) -> None:
    """Z1: months begin at midnight of the workspace's zone, not of UTC."""
    last_of_may = datetime(2026, 5, 31, 20, 59, tzinfo=UTC)
    first_of_june = datetime(2026, 5, 31, 21, 0, tzinfo=UTC)
    came(crm, first_of_june, last_of_may, first_of_june)
    funnel = crm.reports.funnel("deals", by="month")

    assert [("2026-05", 1), ("2026-06", 2)] == [
        (each.key, each.total) for each in funnel.groups
    ]


@pytest.mark.parametrize(
    ("by", "key"),
    [
        ("day", "2026-05-05"),
        ("week", "2026-W19"),
        ("quarter", "2026-Q2"),
        ("year", "2026"),
    ],
)
def test_cohorts_come_in_any_unit_of_the_calendar(crm: Crm, by: str, key: str) -> None:
    """Z1: by day, week, month, quarter and year of creation."""
    came(crm, datetime(2026, 5, 5, tzinfo=UTC))

    assert 1 == crm.reports.funnel("deals", by=by).group(key).total
    assert 1 == crm.reports.funnel("deals", view="snapshot", by=by).group(key).total


def test_a_period_keeps_what_was_created_in_it(crm: Crm) -> None:
    """Z6: the period is of the workspace's calendar; text will do."""
    came(crm, datetime(2025, 9, 30, 20, 59, tzinfo=UTC))
    came(crm, datetime(2025, 9, 30, 21, 0, tzinfo=UTC))
    came(crm, datetime(2025, 12, 31, 22, 0, tzinfo=UTC))
    funnel = crm.reports.funnel("deals", during="2025-Q4")

    assert 1 == funnel.total
    assert "2025-Q4" == funnel.period
    assert funnel == crm.reports.funnel("deals", during=Period.quarter("2025-Q4"))


def test_joined_funnels_group_by_what_leads_and_deals_both_have(crm: Crm) -> None:
    """Z2: a field of leads alone cannot be asked of a deal without lead."""
    assert () == crm.reports.funnel("leads", by="job_title").groups

    with pytest.raises(UnknownName, match="unknown grouping of leads and deals"):
        crm.reports.funnel("leads", by="job_title", joined=True)


@pytest.mark.parametrize("by", ["sorce", "months", "amount", "stage"])
def test_a_wrong_grouping_names_the_right_ones(crm: Crm, by: str) -> None:
    """Z6: only text fields and periods can be grouped by."""
    with pytest.raises(UnknownName, match="unknown grouping of deals") as caught:
        crm.reports.funnel("deals", by=by)

    assert {"source", "owner", "month"} <= set(caught.value.choices)


OWN = [
    CustomField(
        "size",
        entity="deal",
        type="choice",
        label={"uk": "Розмір"},
        choices=[Entry("big", label={"uk": "Великий"}), "small"],
    ),
    CustomField("heard", entity="deal", type="dictionary", dictionary="source"),
    CustomField("partner", entity="deal", type="reference", target="company"),
    CustomField("sizes", entity="deal", type="text", multiple=True),
]


@pytest.mark.parametrize("view", ["cumulative", "snapshot"])
def test_own_fields_group_as_built_in_ones_do(
    opened: Callable[..., Crm], view: str
) -> None:
    """F5, Z2: by choices and dictionaries, called as people call them."""
    crm = opened(workspace=Workspace(language="uk", fields=OWN))
    company = crm.companies.add(Company(name="Kyivlog"))
    for custom in ({"size": "big", "heard": "web"}, {"size": "big"}, {}):
        crm.deals.add(Deal(title="A", custom={**custom, "partner": company}))

    def groups(by: str) -> list[tuple[str, int]]:
        funnel = crm.reports.funnel("deals", view=view, by=by)
        return [(each.title, each.total) for each in funnel.groups]

    assert [("Великий", 2), ("Не вказано", 1)] == groups("custom.size")
    assert [("Не вказано", 2), ("Вебсайт", 1)] == groups("custom.heard")
    assert [(company.id, 3)] == groups("custom.partner")
    assert "Розмір" == crm.reports.funnel("deals", by="custom.size").grouping
    for wrong in ("custom.sizes", "custom.siz"):
        with pytest.raises(UnknownName, match=r"did you mean 'custom\.size'"):
            groups(wrong)
