"""The warning about a record that is there already."""


class DuplicateWarning(UserWarning):
    """A new record is likely there already; it was stored all the same (D2)."""

    def __init__(self, entity: str, candidates: tuple[str, ...]) -> None:
        super().__init__(entity, candidates)
        self.entity = entity
        self.candidates = candidates
        """The ids of those that it looks like, the likeliest first."""

    def __str__(self) -> str:
        return (
            f"the {self.entity} is likely there already: {', '.join(self.candidates)}"
        )
