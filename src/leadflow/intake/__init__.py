"""Taking in what reaches the firm: every hook is caught once, and told apart (I1)."""

from leadflow.intake.receiving import receive
from leadflow.intake.result import ROUTES, Received


__all__ = ["ROUTES", "Received", "receive"]
