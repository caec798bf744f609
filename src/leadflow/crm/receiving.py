"""The verbs of ``Crm`` for what reaches the firm."""

from collections.abc import Callable, Iterable, Sequence

import attrs

from leadflow.context import Context
from leadflow.crm.batches import ANSWERED, RECEIVED, Alone, Batch
from leadflow.crm.desk import Desk, Hand, save
from leadflow.crm.naming import require
from leadflow.crm.retrying import retried
from leadflow.duplicates import Candidate
from leadflow.entities import Counterparty, Inquiry
from leadflow.intake import Received, receive
from leadflow.intake.alike import Ask
from leadflow.storage.passing import behind
from leadflow.workspace.intake import EXACT
from leadflow.workspace.policies import COMPARED


class Receiving:
    """What ``Crm`` does with calls, letters, forms and messages."""

    _desk: Desk
    _hand: Hand

    @retried
    def receive(self, inquiry: Inquiry) -> Received:
        """Take in an inquiry: keep it, find its sender, and make of it what it is.

        An open lead or a client is recognised by phone, e-mail and messenger, a firm
        by its name and domain too (I3). In classic mode a stranger becomes a lead, in
        simple mode a client with a deal (I4). The activity, the inquiry and all that
        is made are written together; ``route`` of the result says which way it took,
        and what the firm's rules refuse is kept with the reasons (I6).
        Receiving it again returns the first result and writes nothing (I7): by the
        channel's id, else by phone and line within the minutes of the workspace.
        Raises ``EntityDisabled`` where the firm keeps no inquiries.

        >>> import leadflow
        >>> crm = leadflow.open(actor="ada")
        >>> call = leadflow.Inquiry(channel="call", phones="+380441234567")
        >>> crm.receive(call).route, crm.receive(call).is_repeated
        ('new_lead', True)
        """
        hint = "give an Inquiry; inquiry_from_form(…) and its kin make one"
        require(inquiry, Inquiry, "inquiry", hint)
        self._look_ahead()
        with self._desk.writing() as writer:
            context = self._desk.context(writer, self._hand.act())
            done, change = receive(context, context.filled(inquiry), self._ask())
            save(writer, change)
        return _shown(context, done)

    def receive_many(
        self,
        inquiries: Iterable[Inquiry],
        *,
        progress: Callable[[int, int], object] | None = None,
        stop: bool = False,
    ) -> Batch[Received]:
        """Take in many inquiries, each on its own, in the order given.

        Returns an item for each: received, answered where it was received before, or
        failed with code and reason. ``progress`` and ``stop`` are those of
        ``convert_many``.

        >>> import leadflow
        >>> crm = leadflow.open(actor="ada")
        >>> forms = [leadflow.Inquiry(channel="webform", emails="olena@k.example")]
        >>> print(crm.receive_many(forms * 2))
        2 records: 1 received, 1 answered
        """

        def take(inquiry: Inquiry) -> tuple[str, Received]:
            done = self.receive(inquiry)
            return (ANSWERED if done.is_repeated else RECEIVED), done

        def told(done: int, total: int) -> None:
            self._look_ahead()
            if progress is not None:
                progress(done, total)

        self._look_ahead()
        alone: Alone[Inquiry, Received] = Alone(
            desk=self._desk, begin=lambda _: take, stop=stop
        )
        return alone.of(inquiries, told)

    def _ask(self) -> Ask:
        """Return what finds who looks like a sender (D1)."""
        from leadflow.crm.shelves import soft_index  # noqa: PLC0415  # on use only
        from leadflow.duplicates.looking import (  # noqa: PLC0415  # as above
            Question,
            candidates,
        )

        def ask(
            context: Context, entity: str, draft: Counterparty
        ) -> Sequence[Candidate]:
            question = Question(
                entity=entity,
                bound=context.workspace.intake.bound,
                index=soft_index(self._desk, entity),
                writing=True,
            )
            return candidates(context.as_seen().reader, draft, question).all

        return ask

    def _look_ahead(self) -> None:
        """Bring the soft indexes up to date, where they will be asked.

        Inside a transaction they could remember nothing of what they read.
        """
        if self._desk.is_writing or self._desk.last_known.intake.soft == EXACT:
            return
        with self._desk.reading() as reader:
            from leadflow.crm.shelves import soft_index  # noqa: PLC0415  # on use

            for entity in COMPARED:
                soft_index(self._desk, entity).proposed(behind(reader), ())


def _shown(context: Context, done: Received) -> Received:
    """Return a result as the actor may see it: what may not be read is left out."""
    if context.seen is None:
        return done
    return attrs.evolve(
        done,
        inquiry=context.shown(done.inquiry),
        created=tuple(map(context.shown, filter(context.shows, done.created))),
        touched=tuple(map(context.shown, filter(context.shows, done.touched))),
    )
