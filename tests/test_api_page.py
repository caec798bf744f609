"""The page of public names: whole, and each name once."""

import re
from pathlib import Path

import leadflow
from leadflow import Crm


PAGE = Path(__file__).parents[1] / "docs" / "reference" / "api.md"
DIRECTIVE = re.compile(r"^\.\. auto\w+:: leadflow\.(\S+)$", re.MULTILINE)
ROOMS = ("duplicates", "files", "privacy", "reports", "stages", "upkeep")


def test_every_public_name_stands_on_the_page_once() -> None:
    """Who looks a name up finds it, in its group."""
    listed = DIRECTIVE.findall(PAGE.read_text("utf-8"))
    own = [name for name in listed if "." not in name and name != "testing"]

    assert sorted({*leadflow.__all__} - {"__version__"}) == sorted(own)


def test_the_test_kit_stands_on_the_page() -> None:
    """Programs that embed leadflow test with it: its names are public too."""
    listed = DIRECTIVE.findall(PAGE.read_text("utf-8"))

    assert {"testing", "testing.strategies"} <= {*listed}
    assert {"testing.suite.StoreSuite", "testing.machine.StoreMachine"} <= {*listed}


def test_what_a_crm_offers_stands_on_the_page(crm: Crm) -> None:
    """The verbs of ``crm.stages`` and its like have no names to import."""
    listed = DIRECTIVE.findall(PAGE.read_text("utf-8"))
    rooms = [type(getattr(crm, name)) for name in ROOMS]
    missing = [f"{each.__module__}.{each.__name__}" for each in rooms]

    assert [] == [name for name in missing if name[9:] not in listed]
