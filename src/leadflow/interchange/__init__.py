"""Interchange: data from elsewhere, with nothing lost and nothing guessed."""

from leadflow.interchange.importing import examine_leads, import_leads
from leadflow.interchange.report import ImportReport, Layout, Rejection


__all__ = ["ImportReport", "Layout", "Rejection", "examine_leads", "import_leads"]
