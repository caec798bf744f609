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
    │   ├── MoveRefused
    │   ├── ReadOnly
    │   ├── InUse
    │   ├── KeyReused
    │   └── ConversionRefused
    │       ├── AlreadyConverted
    │       ├── ConversionInvalid
    │       ├── NoVariant
    │       ├── AmbiguousMatch
    │       └── PlanOutdated
    ├── MissingExtra             an ability needs an optional package
    └── StoreError               the place that keeps the data
        ├── StoreClosed
        ├── StoreBusy
        ├── StoreTooNew
        ├── NotAStore
        └── StoreFailed

Fields are positional, so that every error survives pickling. They have neither
slots nor a repr of their own: exceptions bring both along, and importing is faster.
Texts never repeat names, phones or e-mail addresses in full.
"""

from collections.abc import Iterable
from typing import ClassVar

from attrs import frozen


def nearest(name: str, choices: Iterable[str]) -> str:
    """Return the choice that ``name`` most likely meant, or ``""``.

    >>> nearest("amout", ["title", "amount"])
    'amount'
    """
    # Imported on use: difflib costs milliseconds and errors are rare.
    from difflib import get_close_matches  # noqa: PLC0415

    known = {choice.casefold(): choice for choice in choices}
    close = get_close_matches(name.casefold(), known, n=1, cutoff=0.6)
    return known[close[0]] if close else ""


def did_you_mean(name: str, choices: Iterable[str]) -> str:
    """Return the way out of a wrong name, as half a sentence.

    >>> did_you_mean("amout", ["title", "amount"])
    "did you mean 'amount'?"
    >>> did_you_mean("zzz", ["won", "lost"])
    "it is one of 'lost', 'won'"
    """
    known = sorted(choices)
    near = nearest(name, known)
    if near:
        return f"did you mean '{near}'?"
    if not known:
        return "none is defined"
    shown = ", ".join(f"'{choice}'" for choice in known[:12])
    return f"it is one of {shown}" + (" …" if len(known) > 12 else "")  # noqa: PLR2004


@frozen
class Fault:
    """One thing that is wrong, where it is, and what to do about it."""

    path: str
    """Where: ``deal.amount``, ``pipelines[0].stages[2].code``, ``row 14.email``."""
    message: str
    hint: str = ""
    code: str = "invalid_value"

    def __str__(self) -> str:
        text = f"{self.path}: {self.message}" if self.path else self.message
        return f"{text}; {self.hint}" if self.hint else text


class LeadflowError(Exception):
    """The root: ``except LeadflowError`` catches whatever leadflow raises."""

    code: ClassVar[str] = "error"

    def __reduce__(self) -> tuple[object, ...]:
        # Without slots the fields stand in the instance's dictionary, which a
        # frozen class refuses to take back; notes are all else that is in there.
        notes = getattr(self, "__notes__", None)
        return type(self), self.args, {"__notes__": notes} if notes else None


def _listed(faults: tuple[Fault, ...]) -> str:
    if len(faults) == 1:
        return str(faults[0])
    return f"{len(faults)} faults\n" + "\n".join(f"  - {fault}" for fault in faults)


@frozen(slots=False, repr=False)
class InvalidData(LeadflowError):
    """What a user wrote is wrong; ``faults`` lists everything at once."""

    subject: str
    faults: tuple[Fault, ...]
    code: ClassVar[str] = "invalid_data"

    def __str__(self) -> str:
        return f"{self.subject} is not valid: {_listed(self.faults)}"


@frozen(slots=False, repr=False)
class InvalidWorkspace(InvalidData):
    """A workspace definition is wrong; nothing of it was taken over."""

    code: ClassVar[str] = "invalid_workspace"


@frozen(slots=False, repr=False)
class InvalidCondition(InvalidData):
    """A condition cannot be read, or does not fit the entity it is asked of."""

    code: ClassVar[str] = "invalid_condition"


@frozen(slots=False, repr=False)
class InvalidValue(LeadflowError):
    """One value cannot be taken as what it should be."""

    what: str
    """The kind of value that was wanted: ``money``, ``phone``, ``date``."""
    reason: str
    hint: str = ""
    path: str = ""
    """The field, where the value was given for one."""
    code: ClassVar[str] = "invalid_value"

    def __str__(self) -> str:
        return str(self.fault)

    @property
    def fault(self) -> Fault:
        """Return the same as a fault, for lists of them."""
        return Fault(self.path, f"{self.what} {self.reason}", self.hint, self.code)

    def at(self, path: str) -> "InvalidValue":
        """Return the same error, placed at ``path``."""
        inner = f"{path}.{self.path}" if self.path else path
        return InvalidValue(self.what, self.reason, self.hint, inner)


@frozen(slots=False, repr=False)
class UnknownName(LeadflowError):
    """A name that is not there; ``choices`` are the ones that are."""

    kind: str
    """What was named: ``field of lead``, ``stage of pipeline 'deals'``."""
    name: str
    choices: tuple[str, ...] = ()
    path: str = ""
    code: ClassVar[str] = "unknown_name"

    def __str__(self) -> str:
        return str(self.fault)

    @property
    def nearest(self) -> str:
        """Return the name that was most likely meant, or ``""``."""
        return nearest(self.name, self.choices)

    @property
    def fault(self) -> Fault:
        """Return the same as a fault, for lists of them."""
        message = f"unknown {self.kind} '{self.name}'"
        hint = did_you_mean(self.name, self.choices)
        return Fault(self.path, message, hint, self.code)


@frozen(slots=False, repr=False)
class NotFound(LeadflowError):
    """No record has this id, or it was deleted."""

    entity: str
    id: str
    hint: str = ""
    code: ClassVar[str] = "not_found"

    def __str__(self) -> str:
        text = f"there is no {self.entity} '{self.id}'"
        return f"{text}; {self.hint}" if self.hint else text


@frozen(slots=False, repr=False)
class Conflict(LeadflowError):
    """Somebody changed the record after you read it (H2)."""

    entity: str
    id: str
    yours: int
    """The version your change started from."""
    stored: int
    """The version that is stored now."""
    code: ClassVar[str] = "conflict"

    def __str__(self) -> str:
        return (
            f"{self.entity} '{self.id}' is at version {self.stored}, "
            f"your change started from version {self.yours}; "
            "read it again and repeat the change"
        )


class Refused(LeadflowError):
    """A rule of the business says no; nothing was written."""

    code: ClassVar[str] = "refused"


@frozen(slots=False, repr=False)
class MoveRefused(Refused):
    """A stage's gate is closed for this record (S4)."""

    entity: str
    id: str
    stage: str
    faults: tuple[Fault, ...]
    code: ClassVar[str] = "move_refused"

    def __str__(self) -> str:
        reasons = _listed(self.faults)
        return f"{self.entity} '{self.id}' cannot enter '{self.stage}': {reasons}"


@frozen(slots=False, repr=False)
class ReadOnly(Refused):
    """The record, or one of the fields given, is not yours to change."""

    entity: str
    id: str
    fields: tuple[str, ...]
    reason: str
    code: ClassVar[str] = "read_only"

    def __str__(self) -> str:
        names = ", ".join(f"'{name}'" for name in self.fields)
        return f"{names} of {self.entity} '{self.id}' cannot be set: {self.reason}"


@frozen(slots=False, repr=False)
class InUse(Refused):
    """What should go is still used; ``uses`` says by what, and how often."""

    what: str
    uses: tuple[Fault, ...]
    code: ClassVar[str] = "in_use"

    def __str__(self) -> str:
        return f"{self.what} is in use: {_listed(self.uses)}"


@frozen(slots=False, repr=False)
class KeyReused(Refused):
    """The request key was already used for another request (P3)."""

    key: str
    verb: str
    """The verb that the key belongs to."""
    code: ClassVar[str] = "key_reused"

    def __str__(self) -> str:
        return (
            f"key '{self.key}' already belongs to another '{self.verb}' request; "
            "use a new key for a new request"
        )


class ConversionRefused(Refused):
    """The lead cannot be converted; it and everything else is as before."""

    code: ClassVar[str] = "conversion_refused"


@frozen(slots=False, repr=False)
class AlreadyConverted(ConversionRefused):
    """The lead was converted before; ``targets`` are what it became (C8)."""

    id: str
    targets: tuple[str, ...]
    code: ClassVar[str] = "already_converted"

    def __str__(self) -> str:
        became = ", ".join(self.targets)
        return f"lead '{self.id}' was already converted into {became or 'nothing'}"


@frozen(slots=False, repr=False)
class ConversionInvalid(ConversionRefused):
    """The conversion would make records that the rules do not allow (C5)."""

    id: str
    faults: tuple[Fault, ...]
    code: ClassVar[str] = "conversion_invalid"

    def __str__(self) -> str:
        return f"lead '{self.id}' cannot be converted: {_listed(self.faults)}"


@frozen(slots=False, repr=False)
class NoVariant(ConversionRefused):
    """No conversion variant fits the lead (C2); ``tried`` says why each did not."""

    id: str
    tried: tuple[Fault, ...]
    code: ClassVar[str] = "no_variant"

    def __str__(self) -> str:
        reasons = _listed(self.tried) if self.tried else "the workspace defines none"
        return f"no conversion fits lead '{self.id}': {reasons}"


@frozen(slots=False, repr=False)
class AmbiguousMatch(ConversionRefused):
    """Several existing records match; leadflow never takes the first (C11)."""

    id: str
    entity: str
    candidates: tuple[str, ...]
    code: ClassVar[str] = "ambiguous_match"

    def __str__(self) -> str:
        found = ", ".join(self.candidates)
        return (
            f"lead '{self.id}' matches more than one {self.entity}: {found}; "
            f"say which one, as in convert(lead, {self.entity}='{self.candidates[0]}')"
        )


@frozen(slots=False, repr=False)
class PlanOutdated(ConversionRefused):
    """Something the plan had read was changed since; plan again."""

    id: str
    changed: tuple[str, ...]
    code: ClassVar[str] = "plan_outdated"

    def __str__(self) -> str:
        what = ", ".join(self.changed)
        return f"the plan for lead '{self.id}' is outdated: {what} changed; plan again"


@frozen(slots=False, repr=False)
class MissingExtra(LeadflowError):
    """An ability needs an optional package that is not installed."""

    ability: str
    extra: str
    code: ClassVar[str] = "missing_extra"

    def __str__(self) -> str:
        return f"{self.ability} needs: pip install 'leadflow[{self.extra}]'"


class StoreError(LeadflowError):
    """The place that keeps the data cannot do what was asked."""

    code: ClassVar[str] = "store_error"


@frozen(slots=False, repr=False)
class StoreClosed(StoreError):
    """The store was closed, or belongs to the process that was forked."""

    reason: str = "the store is closed; open it again with leadflow.open(…)"
    code: ClassVar[str] = "store_closed"

    def __str__(self) -> str:
        return self.reason


@frozen(slots=False, repr=False)
class StoreBusy(StoreError):
    """Another writer held the store for longer than the deadline (P8)."""

    waited: float
    """Seconds."""
    code: ClassVar[str] = "store_busy"

    def __str__(self) -> str:
        return (
            f"another writer held the store for {self.waited:g} s; "
            "try again, or open with a longer deadline"
        )


@frozen(slots=False, repr=False)
class StoreTooNew(StoreError):
    """A newer leadflow wrote this store; it was not touched (H6)."""

    found: int
    known: int
    code: ClassVar[str] = "store_too_new"

    def __str__(self) -> str:
        return (
            f"the store has format {self.found}, this leadflow knows {self.known}; "
            "install a newer leadflow"
        )


@frozen(slots=False, repr=False)
class NotAStore(StoreError):
    """The file is something else, or damaged; it was not touched."""

    place: str
    reason: str
    code: ClassVar[str] = "not_a_store"

    def __str__(self) -> str:
        return f"'{self.place}' is not a leadflow store: {self.reason}"


@frozen(slots=False, repr=False)
class StoreFailed(StoreError):
    """Disk full, I/O error, lost permission: rolled back, nothing was written.

    The same object works again once the cause is gone (P23).
    """

    reason: str
    code: ClassVar[str] = "store_failed"

    def __str__(self) -> str:
        return f"the store failed and rolled back: {self.reason}"
