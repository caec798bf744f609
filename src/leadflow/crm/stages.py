"""What is known of a record's way along its stages, as ``crm.stages`` offers it."""

from leadflow.context import Context
from leadflow.crm.desk import Desk, Hand
from leadflow.entities import Staged, entity_of
from leadflow.errors import InvalidValue
from leadflow.pipelines import Ageing, ageing


class Stages:
    """Questions about stages: ``crm.stages.ageing(deal)``.

    Records move by ``crm.move``; here it is asked how they moved.
    """

    def __init__(self, desk: Desk, hand: Hand) -> None:
        self._desk = desk
        self._hand = hand

    def ageing(self, record: Staged | str) -> Ageing | None:
        """Return how old a record is on its stage, and which colour it has (S9).

        ``None`` where its stage expects nothing; closed records never age.

        >>> import leadflow
        >>> from leadflow import Deal, Pipeline, Stage, Workspace
        >>> stages = [Stage("new", expected_days=7), Stage.won(), Stage.lost()]
        >>> sales = Workspace(pipelines=[Pipeline("deals", stages=stages)])
        >>> crm = leadflow.open(workspace=sales)
        >>> age = crm.stages.ageing(crm.deals.add(Deal(title="Forklifts")))
        >>> age.days, age.color
        (0, 'green')
        """
        with self._desk.reading() as reader:
            context = self._desk.context(reader, self._hand.act())
            return ageing(context, _staged(context, record))


def _staged(context: Context, record: Staged | str) -> Staged:
    """Return the record as it is stored now, whatever version the caller holds."""
    given = record if isinstance(record, str) else record.id
    stored = context.live(given)
    if not isinstance(stored, Staged):
        reason = f"names a {entity_of(stored).name}, which has no stages"
        raise InvalidValue("id", reason)
    return stored
