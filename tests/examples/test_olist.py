import os
from pathlib import Path

import pytest

from examples.olist import Figures, Share, main
from leadflow import F, open as open_crm


ROOT = Path(__file__).parents[2]
DATA = Path(os.environ.get("LEADFLOW_DATA") or ROOT.parent / "shared" / "data")

pytestmark = [
    pytest.mark.uncounted,
    pytest.mark.skipif(
        not (DATA / "olist-funnel").is_dir(), reason=f"the data is not in {DATA}"
    ),
]

BY_ORIGIN = {
    "organic_search": (2296, 271),
    "paid_search": (1586, 195),
    "social": (1350, 75),
    "unknown": (1099, 179),
    "direct_traffic": (499, 56),
    "email": (493, 15),
    "referral": (284, 24),
    "other": (150, 4),
    "display": (118, 6),
    "other_publicities": (65, 3),
    "": (60, 14),
}


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return where the SQLite file of these tests is."""
    return tmp_path_factory.mktemp("olist") / "olist.db"


@pytest.fixture(scope="module", params=["memory", "sqlite"])
def found(request: pytest.FixtureRequest, file: Path) -> Figures:
    """Return what the program finds out, with each store."""
    place = [str(file)] if request.param == "sqlite" else []
    return main(["--data", str(DATA), *place])


def test_the_total_is_the_known_one(found: Figures) -> None:
    """842 of 8,000 leads became clients: 10.525 %."""
    assert Share(8000, 842) == found.total
    assert 10.525 == pytest.approx(found.total.percent)
    assert 842 == found.won_deals


@pytest.mark.parametrize("origin", BY_ORIGIN)
def test_each_origin_has_its_known_share(found: Figures, origin: str) -> None:
    """Z2: conversion by source; the empty origin is not ``unknown``."""
    assert Share(*BY_ORIGIN[origin]) == found.by_origin[origin]


def test_the_lead_that_was_won_before_it_was_met_is_named(found: Figures) -> None:
    """X2: what was corrected is reported, by the name it has in the file."""
    assert ("b91cf8812365f50ff4bda4bcd6206b05",) == found.corrected


def test_the_file_keeps_everything(file: Path) -> None:
    """P4: opened again, the file answers as the program did."""
    if not file.exists():
        main(["--data", str(DATA), str(file)])
    with open_crm(file) as crm:
        deal = crm.deals.where(F.custom.segment == "pet").first()
        assert deal is not None
        lead = crm.leads.get(deal.lead) if deal.lead else None

        assert 8000 == crm.leads.count()
        assert 842 == crm.deals.where(F.stage.kind == "won").count()
        assert lead is not None
        assert lead.custom["segment"] == "pet"
        assert lead.owner == deal.owner


def test_times_are_those_of_the_history(file: Path) -> None:
    """Mission 0.10: when a lead came in and when it was won is kept."""
    if not file.exists():
        main(["--data", str(DATA), str(file)])
    with open_crm(file) as crm:
        name = "5420aad7fec3549a85876ba1c529bd84"
        lead = crm.leads.where(F.origin.id == name).first()
        assert lead is not None
        assert lead.created_at is not None
        assert lead.converted_at is not None

        assert "2018-02-21" == lead.created_at.date().isoformat()
        assert "2018-02-26T19:58:54+00:00" == lead.converted_at.isoformat()


def test_a_share_of_nothing_is_nothing() -> None:
    """An origin without leads has no division by zero."""
    assert 0.0 == Share(0, 0).percent
