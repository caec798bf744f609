"""Errors about what was given: wrong values, wrong names, old versions."""

from typing import ClassVar

from attrs import frozen

from leadflow.errors.faults import Fault, did_you_mean, listed, nearest
from leadflow.errors.root import LeadflowError


_ANYTHING = ("text", "value")
"""Kinds of value that say less than the name of the field."""


@frozen(slots=False, repr=False)
class InvalidData(LeadflowError):
    """What a user wrote is wrong; ``faults`` lists everything at once."""

    subject: str
    faults: tuple[Fault, ...]
    code: ClassVar[str] = "invalid_data"

    def __str__(self) -> str:
        return f"{self.subject} is not valid: {listed(self.faults)}"


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
        return Fault(self.path, self._message, self.hint, self.code)

    @property
    def _message(self) -> str:
        """Return what is wrong; what the path tells already is left out."""
        told = (*_ANYTHING, self.path.rpartition(".")[2]) if self.path else ()
        return self.reason if self.what in told else f"{self.what} {self.reason}"

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
        noun, of, whole = self.kind.partition(" of ")
        if "'" in whole:  # two names side by side would be hard to tell apart
            message = f"unknown {noun} '{self.name}'{of}{whole}"
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
