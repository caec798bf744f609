"""What verifying a store found."""

from attrs import frozen

from leadflow.deferred import by_value


@by_value
@frozen(eq=False, repr=False)
class Discrepancy:
    """Something that does not agree."""

    code: str
    """``differs``, ``no_history``, ``no_record``, ``gap``, ``index``, ``damaged``,
    ``cut`` or ``rewritten``."""
    place: str
    """The id of a record, ``event 12``, or the part of the store."""
    message: str

    def __str__(self) -> str:
        return f"{self.place} {self.message}"


@by_value
@frozen(kw_only=True, eq=False, repr=False)
class Verification:
    """What verifying a store found; no findings are good news."""

    findings: tuple[Discrepancy, ...]
    records: int
    events: int
    head: str
    """Stands for all events up to the last; keep it elsewhere, and give it later."""

    @property
    def is_sound(self) -> bool:
        """Return whether everything agrees."""
        return not self.findings

    def __str__(self) -> str:
        told = [
            f"{_many(self.records, 'record')} and {_many(self.events, 'event')} agree"
        ]
        if self.findings:
            told = [
                f"{_many(len(self.findings), 'finding')}:",
                *map(str, self.findings),
            ]
        return "\n".join(told)

    def __repr__(self) -> str:
        return f"<Verification: {str(self).partition(':')[0]}>"


def _many(count: int, name: str) -> str:
    return f"{count:,} {name if count == 1 else f'{name}s'}"
