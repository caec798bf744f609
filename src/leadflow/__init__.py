"""leadflow: the CRM you import.

Everything public is imported from here, as in ``from leadflow import Lead``.
A name brings its room along when it is first asked for, so that ``import
leadflow`` costs next to nothing and a program pays for what it uses.
``__init__.pyi`` tells the same to type checkers.
"""

from importlib import import_module


_ROOMS = {
    "leadflow": ("presets",),
    "leadflow._version": ("__version__",),
    "leadflow.access.answers": (
        "Explanation",
        "Permission",
        "Permissions",
    ),
    "leadflow.analytics": (
        "AgeingReport",
        "Funnel",
        "FunnelStep",
        "StageAgeing",
        "StageHistory",
        "StageStay",
    ),
    "leadflow.audience": (
        "Audience",
        "ComposedLetter",
        "FrozenSegment",
        "LeftOut",
        "Recipient",
        "SegmentChange",
    ),
    "leadflow.conversion": (
        "ConversionPlan",
        "Converted",
        "FieldProvenance",
        "Provenance",
        "Reverted",
        "RevertPlan",
    ),
    "leadflow.crm": (
        "Batch",
        "Collection",
        "Crm",
        "Page",
        "PartyPage",
        "PartySelection",
        "SegmentMembers",
        "Selection",
        "Timeline",
        "Upserted",
        "open",
    ),
    "leadflow.duplicates": (
        "Candidate",
        "Candidates",
        "DroppedTerm",
        "DuplicateGroup",
        "DuplicatePair",
        "DuplicateScan",
        "DuplicateWarning",
        "Evidence",
    ),
    "leadflow.entities": (
        "Activity",
        "Affiliation",
        "Company",
        "Contact",
        "Custom",
        "Deal",
        "Inquiry",
        "Invoice",
        "Lead",
        "Participant",
        "Product",
        "ProductRow",
        "Quote",
        "Ref",
        "User",
        "evolve",
    ),
    "leadflow.crm.plans": (
        "dump_plan",
        "load_plan",
    ),
    "leadflow.errors": (
        "AlreadyConverted",
        "AmbiguousDuplicate",
        "AmbiguousMatch",
        "Conflict",
        "ConversionInvalid",
        "ConversionRefused",
        "EntityDisabled",
        "ConversionReverted",
        "Denied",
        "DuplicateFound",
        "Fault",
        "InUse",
        "InvalidCondition",
        "InvalidData",
        "InvalidValue",
        "InvalidWorkspace",
        "KeyReused",
        "LeadflowError",
        "LeadsDisabled",
        "MergeRefused",
        "MissingExtra",
        "MoveRefused",
        "NotAStore",
        "NotFound",
        "NoVariant",
        "OutcomeUnknown",
        "PastReadOnly",
        "PlanOutdated",
        "ReadOnly",
        "Refused",
        "RevertRefused",
        "StoreBusy",
        "StoreClosed",
        "StoreError",
        "StoreFailed",
        "StoreTooNew",
        "SwitchOutdated",
        "SwitchRefused",
        "TransactionUndone",
        "UnknownName",
    ),
    "leadflow.events": (
        "Carried",
        "Event",
        "FieldChange",
        "StageMark",
    ),
    "leadflow.expressions": (
        "Condition",
        "F",
    ),
    "leadflow.ids": (
        "ActivityId",
        "CompanyId",
        "ContactId",
        "DealId",
        "InquiryId",
        "InvoiceId",
        "LeadId",
        "ProductId",
        "QuoteId",
        "UserId",
    ),
    "leadflow.intake": ("Received",),
    "leadflow.interchange": (
        "ImportReport",
        "email_from_letter",
        "export_agenda",
        "export_audience",
        "import_records",
        "inquiry_from_call",
        "inquiry_from_email",
        "inquiry_from_form",
        "inquiry_from_json",
    ),
    "leadflow.merging": (
        "MergePlan",
        "Merged",
        "MergedField",
        "UnmergePlan",
        "Unmerged",
    ),
    "leadflow.parties": (
        "Party",
        "PartyCard",
    ),
    "leadflow.pipelines": ("Ageing",),
    "leadflow.modes": (
        "DormantRule",
        "LeadStep",
        "SwitchPlan",
        "Switched",
    ),
    "leadflow.firms": (
        "CompanyGroup",
        "GroupMember",
        "People",
        "Position",
        "Positions",
    ),
    "leadflow.storage.files": (
        "FileStore",
        "FolderFiles",
    ),
    "leadflow.privacy": (
        "ErasurePlan",
        "ErasureReport",
        "ErasureStep",
    ),
    "leadflow.storage.verification": (
        "Discrepancy",
        "Verification",
    ),
    "leadflow.timeline": (
        "ActivityList",
        "Birthday",
        "Calendar",
        "CalendarDay",
        "Completed",
        "Purchase",
        "Slot",
        "TimelineEntry",
        "TimelinePage",
        "Touch",
    ),
    "leadflow.values": (
        "Address",
        "BankAccount",
        "Consent",
        "Email",
        "FileRef",
        "Messenger",
        "Money",
        "Origin",
        "PartySnapshot",
        "Period",
        "PersonName",
        "Phone",
        "Recurrence",
        "Requisites",
        "RequisitesCheck",
        "Utm",
        "Website",
    ),
    "leadflow.workspace": (
        "Advice",
        "Assignment",
        "Conversion",
        "CustomField",
        "Department",
        "Dictionary",
        "DuplicatePolicy",
        "Entry",
        "FieldType",
        "Form",
        "FormField",
        "Finding",
        "Grant",
        "Intake",
        "Letter",
        "Member",
        "Pipeline",
        "Purchases",
        "Role",
        "Segment",
        "Stage",
        "Workspace",
        "constant",
        "copy",
        "first_of",
        "template",
    ),
}
_HOMES = {name: room for room, names in _ROOMS.items() for name in names}

__all__ = sorted(_HOMES)  # noqa: PLE0605  # the stub has the list for static tools


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(_unknown(name))
    home = _HOMES[name]
    # A room that is a public name itself, as `leadflow.presets`.
    own = home == __name__
    value = (
        import_module(f"{home}.{name}") if own else getattr(import_module(home), name)
    )
    # Found once, it is an ordinary name of the module.
    globals()[name] = value
    return value


def _unknown(name: str) -> str:
    message = f"module 'leadflow' has no attribute '{name}'"
    if name.startswith("_"):
        # Python itself asks for such names all the time; nobody misspelt them.
        return message
    from leadflow.errors import did_you_mean  # noqa: PLC0415  # slips are rare

    return f"{message}; {did_you_mean(name, _HOMES)}"


def __dir__() -> list[str]:
    return [*globals(), *__all__]
