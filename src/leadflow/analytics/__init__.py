"""Reports as typed values that draw themselves.

How they are counted is in the modules, which are imported with the first report:
the names here are all that an ``import leadflow`` needs.
"""

from leadflow.analytics.ageing import AgeingReport, StageAgeing
from leadflow.analytics.results import Funnel
from leadflow.analytics.staying import StageHistory, StageStay
from leadflow.analytics.steps import FunnelStep


__all__ = [
    "AgeingReport",
    "Funnel",
    "FunnelStep",
    "StageAgeing",
    "StageHistory",
    "StageStay",
]
