"""The root of all errors."""

from typing import ClassVar

from attrs import frozen


class LeadflowError(Exception):
    """The root: ``except LeadflowError`` catches whatever leadflow raises."""

    code: ClassVar[str] = "error"

    def __reduce__(self) -> tuple[object, ...]:
        # Without slots the fields stand in the instance's dictionary, which a
        # frozen class refuses to take back; notes are all else that is in there.
        notes = getattr(self, "__notes__", None)
        return type(self), self.args, {"__notes__": notes} if notes else None


@frozen(slots=False, repr=False)
class MissingExtra(LeadflowError):
    """An ability needs an optional package that is not installed."""

    ability: str
    extra: str
    code: ClassVar[str] = "missing_extra"

    def __str__(self) -> str:
        return f"{self.ability} needs: pip install 'leadflow[{self.extra}]'"
