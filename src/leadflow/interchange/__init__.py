"""Interchange: data from elsewhere, with nothing lost and nothing guessed."""

from leadflow.interchange.audiences import export_audience
from leadflow.interchange.calls import inquiry_from_call
from leadflow.interchange.icalendar import export_agenda
from leadflow.interchange.importing import examine_records, import_records
from leadflow.interchange.inquiries import inquiry_from_form, inquiry_from_json
from leadflow.interchange.letters import inquiry_from_email
from leadflow.interchange.messages import email_from_letter
from leadflow.interchange.report import FoundRow, ImportReport, Layout, Rejection


__all__ = [
    "FoundRow",
    "ImportReport",
    "Layout",
    "Rejection",
    "email_from_letter",
    "examine_records",
    "export_agenda",
    "export_audience",
    "import_records",
    "inquiry_from_call",
    "inquiry_from_email",
    "inquiry_from_form",
    "inquiry_from_json",
]
