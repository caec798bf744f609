"""What is known of a record's way along its stages, as ``crm.stages`` offers it."""

from leadflow.analytics import StageHistory
from leadflow.context import Context
from leadflow.crm.desk import Desk, Hand
from leadflow.crm.naming import id_of, room
from leadflow.entities import Staged, entity_of
from leadflow.errors import InvalidValue, with_article
from leadflow.events import Event
from leadflow.pipelines import Ageing, ageing


@room
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

    def history(self, record: Staged | str, *, lineage: bool = False) -> StageHistory:
        """Return every stay of a record on a stage, oldest first (S3).

        ``time_in_stage`` of the result adds up who came back. With ``lineage`` the
        way goes on across conversions: the leads that a deal was made from, the
        deal, its quotes and invoices.

        >>> import leadflow
        >>> from leadflow import Lead
        >>> crm = leadflow.open()
        >>> lead = crm.leads.add(Lead(title="Forklifts", last_name="Kovalenko"))
        >>> deal = crm.convert(crm.move(lead, "in_progress")).deal
        >>> [stay.place for stay in crm.stages.history(deal, lineage=True)]
        ['leads/new', 'leads/in_progress', 'leads/converted', 'deals/new']
        """
        # Imported on use: few programs look back.
        from leadflow.analytics.lineage import stage_history  # noqa: PLC0415

        with self._desk.reading() as reader:
            context = self._desk.context(reader, self._hand.act())
            return stage_history(context, _staged(context, record), lineage=lineage)

    def overrides(self, record: Staged | str = "") -> list[Event]:
        """Return the facts with which gates were passed over, oldest first (S4).

        Of one record, or of all, for which the whole history is read. ``cause`` is
        the reason given, ``overridden`` names the gates.

        >>> import leadflow
        >>> from leadflow import Deal, Pipeline, Stage, Workspace
        >>> stages = ["new", Stage("visit", require="amount"), Stage.won()]
        >>> sales = Workspace(pipelines=[Pipeline("deals", stages=stages)])
        >>> crm = leadflow.open(workspace=sales)
        >>> deal = crm.deals.add(Deal(title="Forklifts"))
        >>> _ = crm.move(deal, "visit", override="they pay by the hour")
        >>> [(each.cause, each.overridden) for each in crm.stages.overrides()]
        [('they pay by the hour', ('required:amount',))]
        """
        with self._desk.reading() as reader:
            context = self._desk.context(reader, self._hand.act())
            events = reader.events()
            if record:
                events = reader.history(_staged(context, record).id)
            return [each for each in events if each.overridden]


_STAGED = "give a lead, deal, quote or invoice, or its id"


def _staged(context: Context, record: Staged | str) -> Staged:
    """Return the record as it is stored now, whatever version the caller holds."""
    stored = context.live(id_of(record, _STAGED))
    if not isinstance(stored, Staged):
        reason = f"names {with_article(entity_of(stored).name)}, which has no stages"
        raise InvalidValue("id", reason, _STAGED)
    return stored
