"""Every error that leadflow raises, drawn as one tree.

Each error carries a stable ``code`` (tests and hosts compare codes, never
texts), its data as attributes, and a sentence that names the way out::

    LeadflowError
    ├── InvalidData              what a user wrote is wrong; all faults, with paths
    │   ├── InvalidWorkspace
    │   └── InvalidCondition
    ├── InvalidValue             one value is wrong
    ├── UnknownName              a field, stage, code … that is not there
    ├── NotFound                 no record has this id
    ├── Conflict                 somebody else changed the record first
    ├── Refused                  a rule says no; nothing was written
    │   ├── Denied
    │   ├── MoveRefused
    │   ├── ReadOnly
    │   ├── PastReadOnly
    │   ├── InUse
    │   ├── DuplicateFound
    │   │   └── AmbiguousDuplicate
    │   ├── EntityDisabled
    │   │   └── LeadsDisabled
    │   ├── SwitchRefused
    │   ├── SwitchOutdated
    │   ├── KeyReused
    │   ├── MergeRefused
    │   ├── RevertRefused
    │   └── ConversionRefused
    │       ├── AlreadyConverted
    │       ├── ConversionInvalid
    │       ├── NoVariant
    │       ├── AmbiguousMatch
    │       ├── ConversionReverted
    │       └── PlanOutdated
    ├── MissingExtra             an ability needs an optional package
    └── StoreError               the place that keeps the data
        ├── StoreClosed
        ├── StoreBusy
        ├── StoreTooNew
        ├── NotAStore
        ├── StoreFailed
        ├── TransactionUndone
        └── OutcomeUnknown

Fields are positional, so that every error survives pickling. They have neither
slots nor a repr of their own: exceptions bring both along, and importing is faster.
Texts never repeat names, phones or e-mail addresses in full.
"""

from leadflow.errors.data import (
    Conflict,
    InvalidCondition,
    InvalidData,
    InvalidValue,
    InvalidWorkspace,
    NotFound,
    UnknownName,
)
from leadflow.errors.faults import (
    Fault,
    did_you_mean,
    nearest,
    with_article,
)
from leadflow.errors.refusals import (
    AlreadyConverted,
    AmbiguousDuplicate,
    AmbiguousMatch,
    ConversionInvalid,
    ConversionRefused,
    ConversionReverted,
    Denied,
    DuplicateFound,
    EntityDisabled,
    InUse,
    KeyReused,
    LeadsDisabled,
    MergeRefused,
    MoveRefused,
    NoVariant,
    PastReadOnly,
    PlanOutdated,
    ReadOnly,
    Refused,
    RevertRefused,
    SwitchOutdated,
    SwitchRefused,
)
from leadflow.errors.root import (
    LeadflowError,
    MissingExtra,
)
from leadflow.errors.stores import (
    NotAStore,
    OutcomeUnknown,
    StoreBusy,
    StoreClosed,
    StoreError,
    StoreFailed,
    StoreTooNew,
    TransactionUndone,
)


__all__ = [
    "AlreadyConverted",
    "AmbiguousDuplicate",
    "AmbiguousMatch",
    "Conflict",
    "ConversionInvalid",
    "ConversionRefused",
    "ConversionReverted",
    "Denied",
    "DuplicateFound",
    "EntityDisabled",
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
    "NoVariant",
    "NotAStore",
    "NotFound",
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
    "did_you_mean",
    "nearest",
    "with_article",
]
