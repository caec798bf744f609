"""Funnels of one small office, for what draws them."""

import pytest

import leadflow
from leadflow import Workspace
from leadflow.analytics import Funnel
from leadflow.testing import FixedClock
from tests.analytics.ledger import write


LEDGER = """
    lead web 10 UAH: new
    lead call 20 USD: new in_progress -> new preparation lost
    web 1234.50 UAH: new won
"""


@pytest.fixture
def joined() -> Funnel:
    """Return a joined funnel in Ukrainian, by source."""
    crm = leadflow.open(workspace=Workspace(language="uk"), clock=FixedClock())
    write(crm, LEDGER)
    return crm.reports.funnel("deals", joined=True, by="source")
