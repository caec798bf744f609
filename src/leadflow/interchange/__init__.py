"""Interchange: data from elsewhere, with nothing lost and nothing guessed."""

from leadflow.interchange.importing import examine_records, import_records
from leadflow.interchange.report import ImportReport, Layout, Rejection


__all__ = ["ImportReport", "Layout", "Rejection", "examine_records", "import_records"]
