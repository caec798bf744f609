"""How a firm works, as data: pipelines, dictionaries, fields, conversions, words."""

from leadflow.workspace.binding import Binder
from leadflow.workspace.chain import (
    AUTO_CONVERT,
    LINKS,
    MARK_ONLY,
    REJECT,
    with_leads,
)
from leadflow.workspace.checks import CLASSIC, MODES, SIMPLE
from leadflow.workspace.conversions import Conversion, Target
from leadflow.workspace.dictionaries import Dictionary, Entry
from leadflow.workspace.entries import (
    Constant,
    Copy,
    FirstOf,
    Mapped,
    Template,
    constant,
    copy,
    first_of,
    template,
)
from leadflow.workspace.fields import CustomField
from leadflow.workspace.findings import Advice, Finding
from leadflow.workspace.forms import Form, FormChoice, FormField, FormSection
from leadflow.workspace.intake import Assignment, Intake
from leadflow.workspace.keeping import once_each
from leadflow.workspace.labels import Label
from leadflow.workspace.letters import Letter
from leadflow.workspace.paths import Backed, Hop, Joined, PathInfo, Paths, reader
from leadflow.workspace.pipelines import LOST, OPEN, TOUCH, WON, Pipeline, Stage
from leadflow.workspace.policies import DuplicatePolicy
from leadflow.workspace.roles import Department, Grant, Member, Role
from leadflow.workspace.segments import Purchases, Segment
from leadflow.workspace.types import FieldType
from leadflow.workspace.workspace import Workspace


__all__ = [
    "AUTO_CONVERT",
    "CLASSIC",
    "LINKS",
    "LOST",
    "MARK_ONLY",
    "MODES",
    "OPEN",
    "REJECT",
    "SIMPLE",
    "TOUCH",
    "WON",
    "Advice",
    "Assignment",
    "Backed",
    "Binder",
    "Constant",
    "Conversion",
    "Copy",
    "CustomField",
    "Department",
    "Dictionary",
    "DuplicatePolicy",
    "Entry",
    "FieldType",
    "Finding",
    "FirstOf",
    "Form",
    "FormChoice",
    "FormField",
    "FormSection",
    "Grant",
    "Hop",
    "Intake",
    "Joined",
    "Label",
    "Letter",
    "Mapped",
    "Member",
    "PathInfo",
    "Paths",
    "Pipeline",
    "Purchases",
    "Role",
    "Segment",
    "Stage",
    "Target",
    "Template",
    "Workspace",
    "constant",
    "copy",
    "first_of",
    "once_each",
    "reader",
    "template",
    "with_leads",
]
