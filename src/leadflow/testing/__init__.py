"""What tests of leadflow, and of programs that embed it, are made with.

This module needs nothing beyond leadflow. ``leadflow.testing.suite`` needs
pytest, ``leadflow.testing.strategies`` and ``leadflow.testing.machine`` need
Hypothesis.
"""

from leadflow.testing.builders import a_company, a_contact, a_deal, a_lead, stored
from leadflow.testing.clock import BEGINNING, FixedClock
from leadflow.testing.digests import digest, living, plain
from leadflow.testing.identity import CountingIds, nth_id


__all__ = [
    "BEGINNING",
    "CountingIds",
    "FixedClock",
    "a_company",
    "a_contact",
    "a_deal",
    "a_lead",
    "digest",
    "living",
    "nth_id",
    "plain",
    "stored",
]
