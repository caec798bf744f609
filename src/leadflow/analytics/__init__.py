"""Reports as typed values that draw themselves."""

from leadflow.analytics.funnel import funnel_of
from leadflow.analytics.question import Question
from leadflow.analytics.results import Funnel
from leadflow.analytics.steps import FunnelStep


__all__ = ["Funnel", "FunnelStep", "Question", "funnel_of"]
