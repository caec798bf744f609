"""Reports, as ``Crm`` offers them."""

from leadflow.analytics import AgeingReport, Funnel
from leadflow.crm.desk import Desk, Hand
from leadflow.crm.naming import room
from leadflow.expressions import Condition
from leadflow.values import Period


@room
class Reports:
    """What the numbers say: ``crm.reports.funnel("deals")``.

    Each report reads one instant of the data (P9), and is a value.
    """

    def __init__(self, desk: Desk, hand: Hand) -> None:
        self._desk = desk
        self._hand = hand

    def funnel(  # noqa: PLR0913  # each is a word of one question
        self,
        of: str = "deals",
        *,
        view: str = "cumulative",
        joined: bool = False,
        where: Condition | str | None = None,
        during: Period | str | None = None,
        by: str = "",
        amount: str = "amount",
    ) -> Funnel:
        """Return how many records come how far along a pipeline (Z1).

        ``of`` is a pipeline's code, or an entity for its default pipeline.

        With view ``cumulative`` a record counts once, at every step up to the
        furthest open or won one that it ever stood on: a skipped step counts as
        passed, coming back counts nothing, and a lost record stays where it had
        come to. Who went on to another pipeline still counts. With view
        ``snapshot`` a record counts on the stage where it stands now.
        Deleted records never count.

        ``joined`` makes one funnel of leads and deals: the open stages of leads,
        then the steps of deals. A lead goes on with the deals that it became;
        several count once, as far as the furthest came, and as lost when all are.
        Deals that had no lead enter at the first step of deals and count from
        there; ``step.entered`` is their number. A joined snapshot counts records:
        deals on their stages, and the leads that became no deal on theirs.

        ``where`` is a condition on the records; ``during`` is a period in which
        they were created, in the workspace's time zone; ``by`` is a text field
        such as ``source`` or ``owner``, or ``day``, ``week``, ``month``,
        ``quarter``, ``year`` of creation: then ``groups`` has a funnel for each
        value. In a joined funnel all three are asked of the record with which a
        journey begins: the lead, or the deal that had none.
        ``amount`` names the money field that is added up; ``""`` adds up none.

        Raises ``UnknownName`` with the nearest right name, ``InvalidCondition``,
        and ``InvalidValue`` for a period that cannot be read.

        >>> import leadflow
        >>> from leadflow import Lead
        >>> crm = leadflow.open()
        >>> lead = crm.leads.add(Lead(title="Forklift rental", source="web"))
        >>> _ = crm.move(lead, "in_progress")
        >>> funnel = crm.reports.funnel("leads", by="source")
        >>> [(step.code, step.count) for step in funnel]
        [('new', 1), ('in_progress', 1), ('processed', 0), ('converted', 0)]
        >>> funnel.group("web").total
        1
        """
        # Imported on use: many programs never ask for a report.
        from leadflow.analytics.funnel import funnel_of  # noqa: PLC0415
        from leadflow.analytics.question import Question  # noqa: PLC0415

        question = Question(
            of=of,
            view=view,
            joined=joined,
            where=where,
            during=during,
            by=by,
            amount=amount,
        )
        with self._desk.reading() as reader:
            return funnel_of(reader, self._desk.workspace(reader), question)

    def ageing(
        self,
        of: str = "deals",
        *,
        where: Condition | str | None = None,
        limit: int | None = 100,
    ) -> AgeingReport:
        """Return who stands on a stage for longer than expected, worst first (S9).

        ``of`` is a pipeline's code, or an entity for its default pipeline. A record
        is yellow when the ``expected_days`` of its stage are over, red after one
        and a half times as many. Worst is who stands longest, measured by what is
        expected. ``limit`` says how many rows are wanted; the numbers by stage
        are always those of all records.

        >>> import leadflow
        >>> crm = leadflow.open()
        >>> [stage.code for stage in crm.reports.ageing("deals").stages]
        []
        """
        # Imported on use, as above.
        from leadflow.analytics.overdue import ageing_of  # noqa: PLC0415
        from leadflow.analytics.question import Question  # noqa: PLC0415

        question = Question(of=of, where=where, amount="")
        with self._desk.reading() as reader:
            context = self._desk.context(reader, self._hand.act())
            return ageing_of(context, question, limit)
