"""The page about the architecture: its floors are those that are checked."""

import re
import tomllib
from pathlib import Path


ROOT = Path(__file__).parents[1]


def floors() -> list[set[str]]:
    """Return the floors of the page, the top one first."""
    page = (ROOT / "docs" / "explanation" / "architecture.md").read_text("utf-8")
    picture = page.split("## The floors", 1)[1].split("```")[1]
    rooms = (re.split(r"\s{3,}", line.strip()) for line in picture.splitlines()[1:])
    return [set(names[:-1]) for names in rooms]


def test_the_page_has_the_floors_that_are_checked() -> None:
    """Whoever adds a floor draws it as well."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    contracts = project["tool"]["importlinter"]["contracts"]
    layers = next(each["layers"] for each in contracts if each["type"] == "layers")

    assert [set(re.findall(r"\w+", each)) for each in layers] == floors()
