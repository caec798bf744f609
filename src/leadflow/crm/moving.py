"""The verbs of ``Crm`` that move records along their pipelines."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, overload

from leadflow.context import Context
from leadflow.crm.batches import MOVED, Alone, Batch, name_of
from leadflow.crm.desk import Desk, Hand, save
from leadflow.crm.naming import id_of
from leadflow.crm.retrying import retried, written
from leadflow.entities import S, Staged, entity_of
from leadflow.errors import InvalidValue, UnknownName, with_article
from leadflow.ids import StagedId
from leadflow.modes.admitting import move
from leadflow.pipelines import Destination, approve, passage
from leadflow.records import asked, latest
from leadflow.storage.gathering import Gathering
from leadflow.storage.port import Writer
from leadflow.workspace import LOST, Pipeline


class Moving:
    """What ``Crm`` can do with a lead, deal, quote or invoice, or its id."""

    _desk: Desk
    _hand: Hand

    @overload
    def move(
        self,
        record: S,
        stage: str = "",
        *,
        pipeline: str = "",
        override: str = "",
        **changes: object,
    ) -> S: ...
    @overload
    def move(
        self,
        record: StagedId,
        stage: str = "",
        *,
        pipeline: str = "",
        override: str = "",
        **changes: object,
    ) -> Staged: ...
    def move(
        self,
        record: Staged | StagedId,
        stage: str = "",
        *,
        pipeline: str = "",
        override: str = "",
        **changes: object,
    ) -> Staged:
        """Move a lead, deal, quote or invoice to a stage, and return it.

        ``changes`` are fields set on the way, such as ``loss_reason="price"``;
        the stage's gates judge the result (S4). ``override`` says why they are
        passed over, if the actor may, and is recorded. Without a stage, another
        ``pipeline`` takes the one that its stage map names (S8).
        Raises ``UnknownName`` for a wrong stage, ``Conflict`` when the record was
        changed since you read it, ``MoveRefused`` with every closed gate.

        >>> import leadflow
        >>> crm = leadflow.open()
        >>> lead = crm.leads.add(leadflow.Lead(title="Forklifts"))
        >>> crm.move(lead, "in_progress").stage, crm.move(lead.id, "processed").stage
        ('in_progress', 'processed')
        """
        if not (stage or pipeline):
            raise _nowhere()
        to = Destination(stage=stage, pipeline=pipeline, override=override)
        return self._moved(record, to, changes)

    @overload
    def move_many(
        self,
        records: Iterable[S],
        stage: str = "",
        *,
        pipeline: str = "",
        override: str = "",
        progress: Callable[[int, int], object] | None = None,
        stop: bool = False,
        **changes: object,
    ) -> Batch[S]: ...
    @overload
    def move_many(
        self,
        records: Iterable[Staged | str],
        stage: str = "",
        *,
        pipeline: str = "",
        override: str = "",
        progress: Callable[[int, int], object] | None = None,
        stop: bool = False,
        **changes: object,
    ) -> Batch[Staged]: ...
    def move_many(  # the words of ``move``, and how to go about many
        self,
        records: Iterable[Staged | str],
        stage: str = "",
        *,
        pipeline: str = "",
        override: str = "",
        progress: Callable[[int, int], object] | None = None,
        stop: bool = False,
        **changes: object,
    ) -> Batch[Any]:
        """Move many records, each on its own: one that fails touches no other (S8).

        Returns an item for each record, in order: moved, failed with code, paths and
        reason, or not tried. What is said besides is said of all, as to ``move``; a
        pipeline or stage that nobody has raises ``UnknownName`` at once. What is kept
        together happened at one time.
        ``progress(done, total)`` is called whenever some more are safely kept.
        ``stop`` ends at the first failure and keeps what was done.

        >>> import leadflow
        >>> crm = leadflow.open(actor="ada")
        >>> _ = crm.deals.add_many([leadflow.Deal(title=name) for name in "AB"])
        >>> print(crm.move_many(crm.deals, "preparation"))
        2 records: 2 moved
        """
        to = Destination(stage=stage, pipeline=pipeline, override=override)
        self._require_place(to)

        def begin(writer: Writer) -> Callable[[Staged | str], tuple[str, Staged]]:
            return self._mover(writer, to, changes)

        alone = Alone(desk=self._desk, begin=begin, stop=stop, foresee=_foresee)
        return alone.of(records, progress)

    def _require_place(self, to: Destination) -> None:
        """Raise ``UnknownName`` for a place where no record could stand."""
        if not (to.stage or to.pipeline):
            raise _nowhere()
        with self._desk.reading() as reader:
            known = self._desk.workspace(reader).pipelines
        codes = tuple(each.code for each in known)
        if to.pipeline and to.pipeline not in codes:
            raise UnknownName("pipeline", to.pipeline, codes, "pipeline")
        here = (each for each in known if to.pipeline in ("", each.code))
        stages = dict.fromkeys(stage.code for each in here for stage in each.stages)
        if to.stage and to.stage not in stages:
            raise UnknownName("stage", to.stage, tuple(stages), "stage")

    @overload
    def win(self, record: S, *, override: str = "", **changes: object) -> S: ...
    @overload
    def win(
        self, record: StagedId, *, override: str = "", **changes: object
    ) -> Staged: ...
    def win(
        self, record: Staged | StagedId, *, override: str = "", **changes: object
    ) -> Staged:
        """Move a deal, quote or invoice to its pipeline's won stage.

        A lead is won by ``convert``, unless the firm says otherwise (C13).

        >>> import leadflow
        >>> crm = leadflow.open()
        >>> crm.win(crm.deals.add(leadflow.Deal(title="Forklifts"))).probability
        100
        """
        stage = self._pipeline(record).success
        to = Destination(stage=stage.code, override=override)
        return self._moved(record, to, changes)

    @overload
    def lose(
        self,
        record: S,
        *,
        reason: str = "",
        note: str = "",
        stage: str = "",
        override: str = "",
    ) -> S: ...
    @overload
    def lose(
        self,
        record: StagedId,
        *,
        reason: str = "",
        note: str = "",
        stage: str = "",
        override: str = "",
    ) -> Staged: ...
    def lose(
        self,
        record: Staged | StagedId,
        *,
        reason: str = "",
        note: str = "",
        stage: str = "",
        override: str = "",
    ) -> Staged:
        """Move a record to a lost stage, the first one unless another is named.

        ``reason`` is a code of dictionary ``loss_reason`` (S5).

        >>> import leadflow
        >>> crm = leadflow.open()
        >>> deal = crm.deals.add(leadflow.Deal(title="Forklifts"))
        >>> crm.lose(deal, reason="price").loss_reason
        'price'
        """
        pipeline = self._pipeline(record)
        lost = pipeline.of_kind(LOST)
        if not lost:
            hint = "add Stage.lost() to it"
            raise InvalidValue("pipeline", f"'{pipeline.code}' has no lost stage", hint)
        given = {"loss_reason": reason, "loss_note": note}
        said: dict[str, object] = {name: text for name, text in given.items() if text}
        to = Destination(stage=stage or lost[0].code, override=override)
        return self._moved(record, to, said)

    @overload
    def approve(self, record: S, stage: str) -> S: ...
    @overload
    def approve(self, record: StagedId, stage: str) -> Staged: ...
    @retried
    def approve(self, record: Staged | StagedId, stage: str) -> Staged:
        """Approve the record's entry into a stage that asks for approval (S4).

        >>> import leadflow
        >>> from leadflow import Deal, Pipeline, Stage, Workspace
        >>> stages = ["new", Stage("offer", approvers="eve"), Stage.won(), Stage.lost()]
        >>> sales = Workspace(pipelines=[Pipeline("deals", stages=stages)])
        >>> crm = leadflow.open(workspace=sales, actor="ada")
        >>> deal = crm.deals.add(Deal(title="Forklifts"))
        >>> deal = crm.acting_as("eve").approve(deal, "offer")
        >>> crm.move(deal, "offer").stage
        'offer'
        """
        with self._desk.writing() as writer:
            context = self._desk.context(writer, self._hand.act())
            stored = _stored(context, record)
            context.workspace.pipeline(stored.pipeline).stage(stage)
            approved, change = approve(context, _latest(context, record, stored), stage)
            save(writer, change)
        return context.shown(approved)

    def _pipeline(self, record: Staged | str) -> Pipeline:
        with self._desk.reading() as reader:
            context = self._desk.context(reader, self._hand.act())
            return context.workspace.pipeline(_stored(context, record).pipeline)

    @written
    def _moved(
        self,
        writer: Writer,
        /,
        record: Staged | str,
        to: Destination,
        changes: Mapping[str, object],
    ) -> Staged:
        return self._mover(writer, to, changes)(record)[1]

    def _mover(
        self, writer: Writer, to: Destination, changes: Mapping[str, object]
    ) -> Callable[[Staged | str], tuple[str, Staged]]:
        """Return what moves one record after another in an open transaction."""
        context = self._desk.context(writer, self._hand.act())

        def moved(record: Staged | str) -> tuple[str, Staged]:
            stored = _stored(context, record)
            if changes or not isinstance(record, str):
                # Before anything else: reading again does not mend a misspelt stage.
                passage(context, stored, to)
                stored = _latest(context, record, stored)
            differing = asked(context, stored, changes) if changes else ()
            there, change = move(context, stored, differing, to)
            save(writer, change)
            return MOVED, context.shown(there)

        return moved


def _nowhere() -> InvalidValue:
    hint = "say where to, as in crm.move(lead, 'in_progress')"
    return InvalidValue("stage", "is missing", hint)


def _foresee(gathered: Gathering, records: Sequence[Staged | str]) -> None:
    gathered.foresee_records(map(name_of, records))


def _stored(context: Context, record: Staged | str) -> Staged:
    """Return the stored record, whatever version the caller holds."""
    stored = context.live(id_of(record, _MOVABLE))
    if not isinstance(stored, Staged):
        reason = f"names {with_article(entity_of(stored).name)}, which has no stages"
        raise InvalidValue("id", reason, _MOVABLE)
    return stored


def _latest(context: Context, record: Staged | str, stored: Staged) -> Staged:
    """Return the stored record, if the caller's is the latest (H2)."""
    if not isinstance(record, str):
        latest(context, record, stored)
    return stored


_MOVABLE = "give a lead, deal, quote or invoice, or its id"
