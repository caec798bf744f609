"""Reading what was foreseen, and all else as it is asked for."""

from collections.abc import Mapping, Sequence

from leadflow.entities import Record
from leadflow.errors import NotAStore
from leadflow.storage.codec import Unreadable
from leadflow.storage.port import Backlink, Command, Foreseen
from leadflow.storage.server.foresight import Foresight, Question
from leadflow.storage.server.keys import shortened
from leadflow.storage.server.reading import ServerReader
from leadflow.storage.server.sessions import Session
from leadflow.storage.server.state import Known, State
from leadflow.storage.server.tasks import Outcome


class ForeseeingReader(ServerReader):
    """Answers what is known from what was read together."""

    def __init__(self, session: Session, known: Known, state: State) -> None:
        super().__init__(session, known, state)
        self._foresight = Foresight(known.tenant, session.statements)

    def foresee(self, foreseen: Foreseen) -> None:
        """Read together what will be asked one by one."""
        if questions := self.questions(foreseen):
            self.learn(questions, self._session.run([each.task for each in questions]))

    def questions(self, foreseen: Foreseen) -> list[Question]:
        """Return what reads it; without a pipeline nothing is won."""
        if not self._statements.is_piped:
            return []
        return self._foresight.questions(foreseen)

    def learn(self, asked: Sequence[Question], told: Sequence[Outcome]) -> None:
        """Keep the answers, until something is written."""
        try:
            self._foresight.learn(asked, told)
        except Unreadable as error:
            raise NotAStore(self._known.name, str(error)) from None

    def get(self, entity: str, ids: Sequence[str]) -> Mapping[str, Record]:
        """Return the records with these ids, those that there are."""
        known = self._foresight.records
        if not (ids and all(id in known for id in ids)):
            return super().get(entity, ids)
        several = ((id, known[id]) for id in ids if id.startswith(f"{entity}_"))
        return {id: record for id, record in several if record is not None}

    def links_to(self, targets: Sequence[str]) -> Sequence[Backlink]:
        """Return who points at these records, by entity, record and field."""
        if len(targets) == 1 and targets[0] in self._foresight.links:
            return self._foresight.links[targets[0]]
        return super().links_to(targets)

    def holders(self, kind: str, keys: Sequence[str]) -> Mapping[str, Sequence[str]]:
        """Return, by key, the ids of the live records with this contact point."""
        known = self._foresight.holders
        if all((kind, shortened(key)) in known for key in keys):
            found = ((key, known[kind, shortened(key)]) for key in keys)
            return {key: ids for key, ids in found if ids}
        return super().holders(kind, keys)

    def command(self, actor: str, key: str) -> Command | None:
        """Return the command that was stored under this key."""
        known = self._foresight.commands
        if (actor, key) in known:
            return known[actor, key]
        return super().command(actor, key)
