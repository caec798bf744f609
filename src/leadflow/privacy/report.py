"""What erasing a person would do, and what it did; neither holds personal data."""

from attrs import frozen

from leadflow.deferred import by_value


@by_value
@frozen(kw_only=True, eq=False, repr=False)
class ErasureStep:
    """What becomes of one record and of its history."""

    record: str
    entity: str
    version: int
    whose: str
    """``own``: it tells of the person alone; ``linked``: the person takes part;
    ``mentioned``: the person is named in it."""
    fields: tuple[str, ...]
    """The fields that are cleared or masked."""
    events: int
    """How many of its events tell less afterwards."""

    def __str__(self) -> str:
        names = ", ".join(self.fields) or "nothing of itself"
        return (
            f"{self.record} ({self.whose}): {names}; {_counted(self.events, 'event')}"
        )


@by_value
@frozen(kw_only=True, eq=False, repr=False)
class ErasurePlan:
    """What erasing a person would change, record by record."""

    person: str
    steps: tuple[ErasureStep, ...]
    commands: int
    """Stored requests that forget what was asked."""
    shared: tuple[str, ...]
    """Other people and firms with the same phone or e-mail: theirs stays."""
    files: tuple[str, ...]
    """Keys of files that the person's records referred to."""
    others: tuple[str, ...] = ()
    """Leads and contacts under other names that the person's are tied to: theirs
    stays. Who is the same person after all is erased by itself."""
    also: tuple[str, ...] = ()
    """Further fields that are cleared, as they were asked for."""

    @property
    def events(self) -> int:
        """Return how many events tell less afterwards."""
        return sum(step.events for step in self.steps)

    @property
    def _records(self) -> str:
        return _counted(len(self.steps), "record")

    def __repr__(self) -> str:
        return f"<ErasurePlan of {self.person}: {self._records}>"

    def __str__(self) -> str:
        lines = [f"Erasing {self.person}: {self._records}"]
        lines += [f"  {step}" for step in self.steps]
        lines += [f"  {each} has the same phone or e-mail" for each in self.shared]
        lines += [f"  {each} is tied to it, and another person" for each in self.others]
        return "\n".join(lines)


@by_value
@frozen(kw_only=True, eq=False, repr=False)
class ErasureReport:
    """What was erased, and what a look at everything afterwards found."""

    plan: ErasurePlan
    remaining: tuple[str, ...]
    """Records, events and commands that still tell of the person; ``shared`` ones
    are not among them."""
    copies: tuple[str, ...]
    """Copies of the file beside it, from before: delete them yourself."""
    files: tuple[str, ...]
    """Keys of files that were deleted: nobody else refers to them."""

    @property
    def is_complete(self) -> bool:
        """Return whether nothing is left."""
        return not self.remaining and not self.copies

    def __repr__(self) -> str:
        return f"<ErasureReport of {self.plan.person}: {self}>"

    def __str__(self) -> str:
        left = [*self.remaining, *self.copies]
        records = _counted(len(self.plan.steps), "record")
        told = f"erased {records}, {_counted(self.plan.events, 'event')}"
        return (
            f"{told}; left: {', '.join(left)}" if left else f"{told}; nothing is left"
        )


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
