"""The verbs of ``Crm`` for pipelines: move, win, lose, approve."""

from collections.abc import Mapping
from typing import Any, cast, overload

from leadflow.context import Context
from leadflow.crm.desk import Desk, Hand, save
from leadflow.entities import S, Staged, entity_of, evolve
from leadflow.errors import InvalidValue
from leadflow.modes import move
from leadflow.pipelines import Destination, approve
from leadflow.records import latest
from leadflow.workspace import LOST, Pipeline


class Moving:
    """What ``Crm`` can do with records that stand on a stage."""

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
        record: str,
        stage: str = "",
        *,
        pipeline: str = "",
        override: str = "",
        **changes: object,
    ) -> Staged: ...
    def move(
        self,
        record: Staged | str,
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
        Raises ``MoveRefused`` with every closed gate, ``Conflict`` when the record
        was changed since you read it, ``UnknownName`` for a wrong stage.
        """
        to = Destination(stage=stage, pipeline=pipeline, override=override)
        moved: Staged = self._moved(record, to, changes)
        return moved

    def win(self, record: S, *, override: str = "", **changes: object) -> S:
        """Move a deal, quote or invoice to its pipeline's won stage."""
        stage = self._pipeline(record).success
        to = Destination(stage=stage.code, override=override)
        won: S = self._moved(record, to, changes)
        return won

    def lose(
        self,
        record: S,
        *,
        reason: str = "",
        note: str = "",
        stage: str = "",
        override: str = "",
    ) -> S:
        """Move a record to a lost stage, the first one unless another is named.

        ``reason`` is a code of dictionary ``loss_reason`` (S5).
        """
        pipeline = self._pipeline(record)
        lost = pipeline.of_kind(LOST)
        if not lost:
            hint = "add Stage.lost() to it"
            raise InvalidValue("pipeline", f"'{pipeline.code}' has no lost stage", hint)
        given = {"loss_reason": reason, "loss_note": note}
        said: dict[str, object] = {name: text for name, text in given.items() if text}
        to = Destination(stage=stage or lost[0].code, override=override)
        moved: S = self._moved(record, to, said)
        return moved

    def _pipeline(self, record: Staged | str) -> Pipeline:
        with self._desk.reading() as reader:
            context = self._desk.context(reader, self._hand.act())
            return context.workspace.pipeline(_staged(context, record).pipeline)

    def _moved(
        self, record: Staged | str, to: Destination, changes: Mapping[str, object]
    ) -> Any:  # noqa: ANN401  # the same entity as the record
        with self._desk.writing() as writer:
            context = self._desk.context(writer, self._hand.act())
            stored = _staged(context, record)
            moved, change = move(context, stored, evolve(stored, **changes), to)
            save(writer, change)
        return moved

    def approve(self, record: S, stage: str) -> S:
        """Approve the record's entry into a stage that asks for approval (S4)."""
        with self._desk.writing() as writer:
            context = self._desk.context(writer, self._hand.act())
            approved, change = approve(context, _staged(context, record), stage)
            save(writer, change)
        return cast("S", approved)


def _staged(context: Context, record: Staged | str) -> Staged:
    """Return the stored record, if the caller's is the latest (H2)."""
    given = record if isinstance(record, str) else record.id
    if not given:
        raise InvalidValue("record", "is not stored yet", "add it first")
    stored = context.live(given)
    if not isinstance(stored, Staged):
        reason = f"names a {entity_of(stored).name}, which has no stages"
        raise InvalidValue("id", reason)
    if not isinstance(record, str):
        latest(context, record, stored)
    return stored
