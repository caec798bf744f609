"""What the tests of imports share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import leadflow
from leadflow import Crm, CustomField, Workspace
from leadflow.testing import CountingIds, FixedClock


WORKSPACE = Workspace(
    currency="UAH",
    zone="Europe/Kyiv",
    labels={"lead.met_by": "Greeted by"},
    fields=[
        CustomField("size", entity="lead", type="integer", label="Shoe size"),
        CustomField("vip", entity="lead", type="boolean"),
        CustomField("weight", entity="lead", type="decimal"),
        CustomField("since", entity="lead", type="date"),
        CustomField(
            "colour", entity="lead", type="choice", choices=["red", "dark_blue"]
        ),
        CustomField(
            "sizes", entity="lead", type="choice", choices=["s", "m"], multiple=True
        ),
    ],
)


@pytest.fixture(params=["memory", "sqlite"])
def crm(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Crm]:
    """Give an empty CRM, in memory and in a file."""
    place = None if request.param == "memory" else tmp_path / "sales.db"
    with leadflow.open(
        place, actor="ada", workspace=WORKSPACE, clock=FixedClock(), ids=CountingIds()
    ) as opened:
        yield opened
