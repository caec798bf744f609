"""Pipelines as data: the stages of one entity's way, and their gates (S1, S4)."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeAlias

from attrs import field, frozen

from leadflow.deferred import by_value
from leadflow.entities import entity_named
from leadflow.errors import Fault, InvalidWorkspace, UnknownName
from leadflow.expressions import Condition
from leadflow.values.converters import text
from leadflow.values.teaching import teach_names
from leadflow.workspace.codes import all_of, color, names, one_of, own_code, whole
from leadflow.workspace.conditions import condition
from leadflow.workspace.labels import Label, label, readable
from leadflow.workspace.places import named


OPEN, WON, LOST = "open", "won", "lost"
KINDS = (OPEN, WON, LOST)

ENTRY, TOUCH = "entry", "touch"
AGEING = (ENTRY, TOUCH)

StageMap: TypeAlias = Mapping[str, Mapping[str, str]]

# A hundred years: what is longer is a slip of the pen, and no date any more.
_LONGEST = 36_525

_COLORS: Mapping[str, str] = {WON: "#7BD500", LOST: "#FF5752"}
_SURE: Mapping[str, int] = {WON: 100, LOST: 0}


def _kind(value: str) -> str:
    return one_of(value, "stage kind", KINDS)


def _ageing(value: str) -> str:
    return one_of(value, "beginning of ageing", AGEING)


@teach_names
@by_value
@frozen(eq=False, repr=False)
class Stage:
    """One step of a pipeline, and what is asked of a record that enters it.

    >>> Stage("visit", require=["amount"]).kind
    'open'
    """

    code: str = field(converter=own_code)
    kind: str = field(default=OPEN, converter=_kind, kw_only=True)
    """``open``, ``won`` or ``lost``; it never changes (S1)."""
    label: Label = field(default=Label(), converter=label, kw_only=True)
    color: str = field(converter=color, kw_only=True)
    """For screens, such as ``#39A8EF``; closed stages have one of their own."""
    probability: int | None = field(converter=whole, kw_only=True)
    """Percent that a deal on this stage takes over; won is 100, lost is 0 (S7)."""
    require: tuple[str, ...] = field(default=(), converter=names, kw_only=True)
    """Fields that must be filled before a record enters."""
    when: Condition | None = field(default=None, converter=condition, kw_only=True)
    """What else must be true of a record that enters."""
    after: tuple[str, ...] = field(default=(), converter=names, kw_only=True)
    """Stages that one may come from; empty means any."""
    limit: int | None = field(default=None, converter=whole, kw_only=True)
    """How many records may stand here at once."""
    approvers: tuple[str, ...] = field(default=(), converter=names, kw_only=True)
    """Logins of which one must approve before a record enters."""
    reason_required: bool = field(default=False, kw_only=True)
    """Losing here demands a reason from dictionary ``loss_reason`` (S5)."""
    expected_days: int | None = field(default=None, converter=whole, kw_only=True)
    """How long a record may stand here before it shows its age (S9)."""
    ageing_from: str = field(default=ENTRY, converter=_ageing, kw_only=True)
    """What the days are counted from: the last ``entry``, or the last ``touch``."""
    origin: str = field(default="", converter=text, kw_only=True)
    """What another system calls it: ``Closed Won``; imports understand it."""

    @color.default
    def _color(self) -> str:
        return _COLORS.get(self.kind, "")

    @probability.default
    def _probability(self) -> int | None:
        return _SURE.get(self.kind)

    @classmethod
    def won(
        cls,
        code: str = WON,
        *,
        label: str | Mapping[str, str] | None = None,
        color: str = _COLORS[WON],
        require: Iterable[str] = (),
    ) -> "Stage":
        """Return a stage on which a sale is won."""
        return cls(code, kind=WON, label=label, color=color, require=require)

    @classmethod
    def lost(
        cls,
        code: str = LOST,
        *,
        label: str | Mapping[str, str] | None = None,
        color: str = _COLORS[LOST],
        reason_required: bool = False,
    ) -> "Stage":
        """Return a stage on which a sale is lost; all but the first are apologies."""
        return cls(
            code, kind=LOST, label=label, color=color, reason_required=reason_required
        )

    def title(self, language: str = "en") -> str:
        """Return what the stage is called."""
        return self.label.text(language) or readable(self.code)


def _stages(value: Iterable[Stage | str]) -> tuple[Stage, ...]:
    given: Any = value
    if isinstance(given, str) or not isinstance(given, Iterable):
        return all_of(given, Stage, "stages")
    named = (Stage(each) if isinstance(each, str) else each for each in given)
    return all_of(named, Stage, "stages")


def _entity(value: str) -> str:
    found = entity_named(value)
    if not found.in_pipeline:
        raise UnknownName(
            "entity with stages", value, ("lead", "deal", "quote", "invoice")
        )
    return found.name


def _arrivals(value: StageMap) -> StageMap:
    return {
        own_code(name): {own_code(old): own_code(new) for old, new in stages.items()}
        for name, stages in value.items()
    }


@teach_names
@frozen(cache_hash=True)
class Pipeline:
    """The way of one entity's records, from the first stage to won or lost.

    Wrong definitions raise ``InvalidWorkspace`` with every fault at once.

    >>> service = Pipeline(
    ...     "service", entity="deal", stages=["new", "visit", Stage.won()]
    ... )
    >>> service.first.code, service.stage("won").kind
    ('new', 'won')
    """

    code: str = field(converter=own_code)
    entity: str = field(default="deal", converter=_entity, kw_only=True)
    stages: tuple[Stage, ...] = field(converter=_stages, kw_only=True)
    label: Label = field(default=Label(), converter=label, kw_only=True)
    is_default: bool = field(default=False, kw_only=True)
    """New records stand here unless another pipeline is named."""
    skipping: bool = field(default=True, kw_only=True)
    """Whether a record may jump over open stages."""
    going_back: bool = field(default=True, kw_only=True)
    """Whether a record may return to an earlier stage."""
    several_won: bool = field(default=False, kw_only=True)
    """Allows more than one won stage."""
    overriders: tuple[str, ...] = field(default=(), converter=names, kw_only=True)
    """Logins and roles that may pass over gates with a reason; empty means all (S4)."""
    arrivals: StageMap = field(
        factory=dict, converter=_arrivals, kw_only=True, hash=False
    )
    """For records from another pipeline: its code → its stage → the stage here (S8)."""
    origin: str = field(default="", converter=text, kw_only=True)
    """What another system calls it; imports understand it."""

    def __attrs_post_init__(self) -> None:
        if faults := tuple(_faults(self)):
            raise InvalidWorkspace(f"pipeline '{self.code}'", named(self, faults))

    @property
    def first(self) -> Stage:
        """Return the stage on which records begin."""
        return self.stages[0]

    @property
    def success(self) -> Stage:
        """Return the stage on which records are won; the first where several are."""
        return next(stage for stage in self.stages if stage.kind == WON)

    def stage(self, code: str) -> Stage:
        """Return the stage, or raise ``UnknownName`` with the nearest right name."""
        for stage in self.stages:
            if stage.code == code:
                return stage
        kind = f"stage of pipeline '{self.code}'"
        raise UnknownName(kind, code, tuple(stage.code for stage in self.stages))

    def position(self, code: str) -> int:
        """Return the place of a stage, counted from 0."""
        return self.stages.index(self.stage(code))

    def of_kind(self, kind: str) -> tuple[Stage, ...]:
        """Return the stages of one kind, in order."""
        return tuple(stage for stage in self.stages if stage.kind == kind)

    def is_apology(self, code: str) -> bool:
        """Return whether a stage is a loss that deserves analysis (S1)."""
        lost = self.of_kind(LOST)
        return any(stage.code == code for stage in lost[1:])

    def title(self, language: str = "en") -> str:
        """Return what the pipeline is called."""
        return self.label.text(language) or readable(self.code)


def _faults(pipeline: Pipeline) -> Iterator[Fault]:
    yield from _missing_kinds(pipeline)
    known = [stage.code for stage in pipeline.stages]
    reached = 0
    for number, stage in enumerate(pipeline.stages):
        path = f"stages[{number}]"
        if known.index(stage.code) != number:
            yield Fault(f"{path}.code", f"'{stage.code}' stands twice")
        if KINDS.index(stage.kind) < reached:
            hint = "open stages come first, then won, then lost"
            message = f"'{stage.code}' is {stage.kind} and stands too late"
            yield Fault(path, message, hint)
        reached = max(reached, KINDS.index(stage.kind))
        yield from _stage_faults(stage, path, known)
    yield from _arrival_faults(pipeline, known)


def _missing_kinds(pipeline: Pipeline) -> Iterator[Fault]:
    won = len(pipeline.of_kind(WON))
    if not pipeline.stages or pipeline.first.kind != OPEN:
        yield Fault("stages", "has no open stage to begin on", "add Stage('new') first")
    if not won:
        yield Fault("stages", "has no won stage", "add Stage.won()")
    if won > 1 and not pipeline.several_won:
        hint = "keep one, or say several_won=True"
        yield Fault("stages", f"has {won} won stages", hint)


def _stage_faults(stage: Stage, path: str, known: list[str]) -> Iterator[Fault]:
    for number, before in enumerate(stage.after):
        if before not in known:
            where = f"{path}.after[{number}]"
            yield UnknownName("stage", before, tuple(known), where).fault
    yield from _probability_faults(stage, f"{path}.probability")
    if stage.limit is not None and stage.limit < 1:
        yield Fault(f"{path}.limit", "leaves no room", "give at least 1")
    yield from _ageing_faults(stage, path)
    if stage.reason_required and stage.kind != LOST:
        message = f"makes no sense on a stage of kind '{stage.kind}'"
        yield Fault(f"{path}.reason_required", message, "only a loss has a reason")


def _ageing_faults(stage: Stage, path: str) -> Iterator[Fault]:
    where = f"{path}.expected_days"
    if stage.expected_days is None:
        return
    if stage.kind != OPEN:
        message = f"makes no sense on a stage of kind '{stage.kind}'"
        yield Fault(where, message, "only open records age")
    if not 1 <= stage.expected_days <= _LONGEST:
        yield Fault(where, f"lies outside 1 to {_LONGEST}", "count in days")


def _probability_faults(stage: Stage, path: str) -> Iterator[Fault]:
    percent, sure = stage.probability, _SURE.get(stage.kind)
    if sure is not None and percent != sure:
        hint = f"leave it out: it is {sure}"
        yield Fault(path, f"cannot be chosen for a stage of kind '{stage.kind}'", hint)
    elif percent is not None and not 0 <= percent <= 100:  # noqa: PLR2004
        yield Fault(path, "lies outside 0 to 100")


def _arrival_faults(pipeline: Pipeline, known: list[str]) -> Iterator[Fault]:
    for name, stages in pipeline.arrivals.items():
        for old, new in stages.items():
            if new not in known:
                where = f"arrivals.{name}.{old}"
                yield UnknownName("stage", new, tuple(known), where).fault
