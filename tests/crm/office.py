"""An office that does whatever tests tell it to."""

from collections.abc import Callable, Iterator
from datetime import timedelta

from hypothesis import strategies as st

import leadflow
from leadflow import Activity, Deal, LeadflowError, Workspace
from leadflow.crm.desk import Desk
from leadflow.entities import ENTITIES, Record
from leadflow.storage.memory import MemoryStore
from leadflow.storage.query import ANY, Query
from leadflow.testing import CountingIds, FixedClock, a_lead, nth_id
from leadflow.workspace import CustomField, Paths


OPERATIONS = [
    "add lead",
    "add deal",
    "update",
    "custom",
    "move",
    "lose",
    "win",
    "probability",
    "convert",
    "delete",
    "restore",
    "bind",
    "time",
]
steps = st.lists(
    st.tuples(st.sampled_from(OPERATIONS), st.integers(0, 7), st.integers(0, 7)),
    max_size=25,
)
FIELDS = Workspace(
    fields=[
        CustomField("note", entity="lead"),
        CustomField("note", entity="deal"),
        CustomField("seats", entity="deal", type="integer", multiple=True),
    ]
)


class Office:
    """Does whatever it is told, as far as the rules allow."""

    def __init__(self) -> None:
        self.store = MemoryStore()
        self.clock = FixedClock()
        self.crm = leadflow.open(
            self.store,
            actor="ada",
            workspace=FIELDS,
            clock=self.clock,
            ids=CountingIds(),
        )

    def do(self, operation: str, one: int, two: int) -> None:
        """Do one step; what the rules refuse is left undone."""
        ways: dict[str, Callable[[], object]] = {
            "add lead": lambda: self.crm.leads.add(a_lead(title=f"{one}")),
            "add deal": lambda: self.crm.deals.add(Deal(title=f"{one}")),
            "update": lambda: self.crm.deals.update(
                self._deal(one).id, amount=f"{two} UAH", tags=f"t{two}"
            ),
            "custom": lambda: self.crm.deals.update(
                self._deal(one).id, custom={"note": None if two % 2 else "x"}
            ),
            "move": lambda: self.crm.move(
                self._deal(one), ("new", "preparation", "executing", "won")[two % 4]
            ),
            "lose": lambda: self.crm.lose(self._deal(one), reason="price"),
            "win": lambda: self.crm.win(self._deal(one)),
            "probability": lambda: self.crm.deals.update(
                self._deal(one).id, probability=two * 10 or None
            ),
            "convert": lambda: self.crm.convert(nth_id("lead", one), key=f"{two}"),
            "delete": lambda: self.crm.leads.delete(nth_id("lead", one)),  # type: ignore[arg-type]  # any text
            "restore": lambda: self.crm.leads.restore(nth_id("lead", one)),  # type: ignore[arg-type]  # any text
            "bind": lambda: self.crm.activities.add(
                Activity(subject="Ask", bindings=[nth_id("lead", one)])
            ),
            "time": lambda: self.clock.advance(timedelta(hours=one - two)),
        }
        try:
            ways[operation]()
        except LeadflowError:
            return

    def _deal(self, number: int) -> Deal:
        return self.crm.deals.get(nth_id("deal", number))  # type: ignore[arg-type]  # any text

    @property
    def desk(self) -> Desk:
        """Return what stands between the CRM and its store."""
        return self.crm._desk  # noqa: SLF001  # views of the past are made from it

    @property
    def last_event(self) -> int:
        """Return the number of the last event."""
        with self.store.read() as reader:
            return max((each.seq for each in reader.events()), default=0)

    def everything(self) -> Iterator[Record]:
        """Give every record there is, deleted or not."""
        with self.store.read() as reader:
            for entity in ENTITIES.values():
                paths = Paths(FIELDS, entity)
                yield from reader.find(Query(paths=paths, which=ANY))
