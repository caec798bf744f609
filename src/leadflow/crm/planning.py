"""The verbs of ``Crm`` for what is to be done."""

from datetime import datetime
from typing import cast

from leadflow.crm.agenda import Agenda
from leadflow.crm.desk import Desk, Hand, save
from leadflow.crm.naming import id_in, known_id, require
from leadflow.crm.retrying import retried
from leadflow.crm.timelines import Timeline
from leadflow.entities import ENTITIES, Activity, Record, evolve
from leadflow.parties import Party
from leadflow.timeline import Birthday, Completed


class Planning:
    """What ``Crm`` can do with activities and days."""

    _desk: Desk
    _hand: Hand

    @property
    def agenda(self) -> Agenda:
        """Return what can be asked about what is to be done."""
        return Agenda(self._desk, self._hand)

    @retried
    def complete(
        self, activity: Activity | str, *, result: str = "", **changes: object
    ) -> Completed:
        """Take an activity as done, and plan the next one of what comes back (T6).

        ``changes`` are further fields: ``outcome="answered"``, ``done_at=…`` for what
        was done earlier. What is done already is answered as it is, with the next
        one that was planned then, and nothing is written. The next occurrence
        belongs to the same records, as far as they are there; giving the activity
        ``recurrence=None`` before ends the series.

        >>> import leadflow
        >>> from leadflow import Activity, Deal
        >>> crm = leadflow.open(actor="ada")
        >>> deal = crm.deals.add(Deal(title="Forklifts"))
        >>> call = crm.activities.add(Activity(kind="call", bindings=[deal]))
        >>> crm.complete(call, result="they take two").activity.result
        'they take two'
        """
        from leadflow.timeline.completing import complete  # noqa: PLC0415  # on use

        id = id_in(ENTITIES["activity"], activity)
        with self._desk.writing() as writer:
            context = self._desk.context(writer, self._hand.act())
            stored = cast("Activity", context.live(id))
            given = context.shown(stored) if isinstance(activity, str) else activity
            said = {"result": result} if result else {}
            values = {"done_at": context.act.now, **said, **changes}
            after = context.given(stored, evolve(given, **values))
            done, change = complete(context, stored, after)
            save(writer, change)
            following = context.shown(done.next) if done.next else None
        return Completed(activity=context.shown(done.activity), next=following)

    @retried
    def reschedule(self, activity: Activity | str, to: datetime) -> Activity:
        """Put an activity off, or bring it forward: its deadline becomes ``to``.

        Its other times move along. Of what comes back this one alone moves.
        Raises ``InvalidValue`` for what is done.

        >>> import leadflow
        >>> from datetime import UTC, datetime
        >>> from leadflow import Activity, Deal
        >>> crm = leadflow.open(actor="ada")
        >>> deal = crm.deals.add(Deal(title="Forklifts"))
        >>> call = crm.activities.add(Activity(kind="call", bindings=[deal]))
        >>> crm.reschedule(call, datetime(2030, 3, 4, 9, tzinfo=UTC)).starts_at.year
        2030
        """
        from leadflow.timeline.completing import reschedule  # noqa: PLC0415  # on use

        require(to, datetime, "moment", "give a datetime with a zone")
        id = id_in(ENTITIES["activity"], activity)
        with self._desk.writing() as writer:
            context = self._desk.context(writer, self._hand.act())
            stored = cast("Activity", context.live(id))
            given = context.shown(stored) if isinstance(activity, str) else activity
            after = context.given(stored, given)
            moved, change = reschedule(context, stored, after, to)
            save(writer, change)
        return context.shown(moved)

    def timeline(self, record: Record | Party | str) -> Timeline:
        """Return the story of a lead, contact, company, deal, document or party (T3).

        It spans the lineage: leads, deals, documents, their contacts and companies,
        with all activities and inquiries that belong to them; that of a client has
        all its leads and deals. Entries stand in order of time and say whether they
        came after the first purchase. ``where`` filters, ``page`` reads by the page,
        ``first_touch`` and ``last_touch`` tell how it began and what was last (T4).
        Nothing is read until the result is asked.

        >>> import leadflow
        >>> from leadflow import Activity, Lead
        >>> crm = leadflow.open(actor="ada")
        >>> lead = crm.leads.add(Lead(title="Forklifts", source="trade_show"))
        >>> note = Activity(kind="note", description="Needs two.", bindings=[lead])
        >>> _ = crm.activities.add(note)
        >>> [(each.what, each.text) for each in crm.timeline(lead)]
        [('Lead: created · New', ''), ('Note', 'Needs two.')]
        >>> crm.timeline(lead).first_touch.source
        'trade_show'
        """
        return Timeline(desk=self._desk, hand=self._hand, record=known_id(record))

    def birthdays(self, days: int = 14) -> list[Birthday]:
        """Return the birthdays of the next days, today's first (T5).

        Of contacts, and of leads that became none. 29 February is kept on 28 February
        in common years; today is the day in the workspace's zone.

        >>> import leadflow
        >>> crm = leadflow.open(actor="ada")
        >>> person = leadflow.Contact(last_name="Kovalenko", birth_date="1990-05-17")
        >>> _ = crm.contacts.add(person)
        >>> len(crm.birthdays(days=366))
        1
        """
        from leadflow.timeline.birthdays import birthdays  # noqa: PLC0415  # on use

        with self._desk.reading() as reader:
            return birthdays(self._desk.context(reader, self._hand.act()), days)
