import os
from pathlib import Path

import pytest

from examples.maven import Figures, main
from leadflow import F, Money, open as open_crm


ROOT = Path(__file__).parents[2]
DATA = Path(os.environ.get("LEADFLOW_DATA") or ROOT.parent / "shared" / "data")

pytestmark = [
    pytest.mark.uncounted,
    pytest.mark.skipif(
        not (DATA / "maven-crm").is_dir(), reason=f"the data is not in {DATA}"
    ),
]


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return where the SQLite file of these tests is."""
    return tmp_path_factory.mktemp("maven") / "maven.db"


@pytest.fixture(scope="module", params=["memory", "sqlite"])
def found(request: pytest.FixtureRequest, file: Path) -> Figures:
    """Return what the program finds out, with each store."""
    place = [str(file)] if request.param == "sqlite" else []
    return main(["--data", str(DATA), *place])


def test_the_stages_have_the_known_numbers(found: Figures) -> None:
    """8,800 deals, each on the stage where it stood."""
    assert {"prospecting": 500, "engaging": 1589, "won": 4238, "lost": 2473} == (
        found.by_stage
    )
    assert 8800 == found.deals


def test_the_revenue_is_the_known_one(found: Figures) -> None:
    """N1: a sum of 4,238 amounts without a cent lost."""
    assert Money(10_005_534, "USD") == found.won


def test_the_best_agents_are_the_known_ones(found: Figures) -> None:
    """Mission 2.4: what each agent won."""
    names = [name for name, _ in found.top_agents[:3]]

    assert ["darcel.schlecht", "vicki.laflamme", "kary.hendrixson"] == names
    assert ("darcel.schlecht", Money(1_153_214, "USD")) == found.top_agents[0]


@pytest.mark.parametrize("ranking", ["top_agents", "by_manager"])
def test_agents_and_teams_add_up(found: Figures, ranking: str) -> None:
    """N6: the parts are the whole."""
    sums = [won for _, won in getattr(found, ranking)]

    assert found.won == Money.total(sums, "USD")


def test_spelling_faults_are_mended_and_counted(found: Figures) -> None:
    """X2: what was corrected is reported."""
    assert {"GTXPro": 1480, "Philipines": 1, "technolgy": 12} == found.mended


def test_the_file_keeps_everything(file: Path) -> None:
    """P10: opened again, deals know their companies, and these their parents."""
    if not file.exists():
        main(["--data", str(DATA), str(file)])
    with open_crm(file) as crm:
        daughter = crm.companies.where(F.name == "Bluth Company").first()
        assert daughter is not None
        assert daughter.parent is not None
        deals = crm.deals.where(F.company.industry == "technology")

        assert "Acme Corporation" == crm.companies.get(daughter.parent).name
        assert "technology" == daughter.industry
        assert deals.count() > 0
        assert (85, 7, 41) == (
            crm.companies.count(),
            crm.products.count(),
            crm.users.count(),
        )
