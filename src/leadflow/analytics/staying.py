"""The stays of a record on its stages, as a value (S3)."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from types import MappingProxyType

from attrs import frozen

from leadflow.deferred import by_value
from leadflow.workspace.naming import word
from leadflow.workspace.words import words


@by_value
@frozen(kw_only=True, eq=False, repr=False)
class StageStay:
    """One stay on a stage: how a record came there, and when it left."""

    record: str
    entity: str
    pipeline: str
    stage: str
    label: str
    """What the stage was called at that time (S2)."""
    kind: str
    """``open``, ``won`` or ``lost``."""
    what: str
    """How it came there: ``created``, ``moved``, ``closed``, ``reopened``, …"""
    entered: datetime
    left: datetime | None
    """Nothing while it stands there."""
    lasted: timedelta
    """Up to the moment of asking while it stands there."""
    actor: str
    cause: str = ""
    overridden: tuple[str, ...] = ()
    """The gates that were passed over on the way in (S4)."""

    @property
    def place(self) -> str:
        """Return pipeline and stage, as in ``deals/new``."""
        return f"{self.pipeline}/{self.stage}"


@by_value
@frozen(kw_only=True, eq=False, repr=False)
class StageHistory:
    """Every stay of a record on its stages, oldest first (S3).

    Made by ``crm.stages.history``; iterating gives one ``StageStay`` after the other.

    >>> import leadflow
    >>> from leadflow import Deal
    >>> crm = leadflow.open(actor="ada")
    >>> deal = crm.win(crm.deals.add(Deal(title="Forklifts")))
    >>> [(stay.stage, stay.what) for stay in crm.stages.history(deal)]
    [('new', 'created'), ('won', 'closed')]
    """

    stays: tuple[StageStay, ...]
    language: str = "en"
    zone: str = "UTC"
    """The workspace's time zone, in which times are shown."""

    @property
    def time_in_stage(self) -> Mapping[str, timedelta]:
        """Return how long it stood on each stage in all, by ``pipeline/stage``.

        Stages stand in the order of the first entry; coming back adds up.
        """
        found: dict[str, timedelta] = {}
        for stay in self.stays:
            found[stay.place] = found.get(stay.place, timedelta()) + stay.lasted
        return MappingProxyType(found)

    def __iter__(self) -> Iterator[StageStay]:
        return iter(self.stays)

    def __len__(self) -> int:
        return len(self.stays)

    def __str__(self) -> str:
        return _drawn(self, "text")

    def __repr__(self) -> str:
        return f"<StageHistory: {' → '.join(each.place for each in self.stays)}>"

    def _repr_html_(self) -> str:
        return _drawn(self, "html")


def _drawn(history: StageHistory, form: str) -> str:
    # Imported on use: most programs never look at a history.
    from leadflow.analytics import sheets  # noqa: PLC0415

    language = history.language
    names = ("record", "stage", "entered", "left", "lasted", "event", "actor", "cause")
    sheet = sheets.Sheet(
        title=word("stage_history", language),
        heads=tuple(word(name, language) for name in names),
        rows=tuple(_row(history, stay) for stay in history.stays),
        numbers=frozenset({4}),
        unbroken=frozenset({2, 3}),
        language=language,
    )
    return sheets.drawn(sheet, form)


def _row(history: StageHistory, stay: StageStay) -> tuple[str, ...]:
    from leadflow.analytics.wording import lasting, minute_in  # noqa: PLC0415  # as above

    return (
        stay.record,
        stay.label,
        minute_in(stay.entered, history.zone),
        minute_in(stay.left, history.zone) if stay.left else "",
        lasting(stay.lasted, history.language),
        _what(stay, history.language),
        stay.actor,
        stay.cause,
    )


def _what(stay: StageStay, language: str) -> str:
    name = f"was_{stay.what}"
    return word(name, language) if name in words(language).words else stay.what
