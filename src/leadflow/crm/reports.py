"""Reports, as ``Crm`` offers them."""

from leadflow.crm.desk import Desk


class Reports:
    """What the numbers say: ``crm.reports.funnel("deals")``."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
