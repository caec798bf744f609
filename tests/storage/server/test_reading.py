"""Reading: mistakes, damage, long answers, and blocks that have ended."""

from collections.abc import Iterator

import attrs
import pytest
from sqlalchemy import Engine, text

import leadflow
from leadflow import Lead
from leadflow.entities import Deal, Record, evolve
from leadflow.errors import NotAStore, StoreClosed, TransactionUndone
from leadflow.ids import ContactId
from leadflow.storage.memory import MemoryStore
from leadflow.storage.port import Foreseen, Store
from leadflow.storage.server import ServerStore, reading
from leadflow.testing import a_lead, nth_id, stored
from leadflow.testing.suite.ledger import ask, at
from tests.storage.server.planting import Plant, cut
from tests.storage.test_backends_agree import MISTAKES, answers


def new_leads(count: int) -> list[Record]:
    """Return so many leads of a first version."""
    return [stored(a_lead(title=f"{n}"), n)[0] for n in range(1, count + 1)]


def damage(engine: Engine, tenant: str) -> None:
    """Let a column of a tenant's leads hold what leadflow never wrote."""
    with engine.begin() as connection:
        spoil = text("UPDATE leadflow_leads SET tags = '{}' WHERE tenant = :tenant")
        connection.execute(spoil, {"tenant": tenant})


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_gets_the_same_error_as_in_memory(
    store: ServerStore, mistake: str
) -> None:
    """P15: an unknown entity, an order that is none, another order's cursor."""
    memory, (lead, _) = MemoryStore(), stored(a_lead())
    stores: tuple[Store, ...] = (memory, store)
    for each in stores:
        with each.write() as writer:
            writer.put([lead])

    expected, found = (answers(each, MISTAKES[mistake]) for each in stores)
    assert 2 == len(expected)
    assert expected == found


def test_a_damaged_row_is_named(
    store: ServerStore, engine: Engine, tenant: str
) -> None:
    """P23: it is told which place of which record cannot be read."""
    crm = leadflow.open(store, actor="ada")
    lead = crm.leads.add(Lead(title="Forklifts"))
    damage(engine, tenant)
    with pytest.raises(NotAStore) as caught:
        crm.leads.get(lead.id)

    assert lead.id in str(caught.value)
    assert "tags" in str(caught.value)


def test_a_damaged_row_is_named_where_it_was_foreseen(
    store: ServerStore, engine: Engine, tenant: str
) -> None:
    """P23: a conversion reads it together with all else, and says the same."""
    crm = leadflow.open(store, actor="ada")
    lead = crm.leads.add(Lead(title="Forklifts", last_name="Kovalenko"))
    damage(engine, tenant)
    with pytest.raises(NotAStore) as caught:
        crm.convert(lead.id)

    assert lead.id in str(caught.value)


def test_long_histories_are_read_page_by_page(
    store: ServerStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """P13: in order, and nothing is told twice or left out between two pages."""
    crm = leadflow.open(store, actor="ada")
    leads = crm.leads.add_many([Lead(title=name) for name in "AB"])
    for number in range(5):
        leads = [crm.leads.update(each, title=f"{number}") for each in leads]
    with store.read() as reader:
        whole = list(reader.events())
        told = list(reader.histories("lead"))
        monkeypatch.setattr(reading, "_MOST", 3)

        assert whole == list(reader.events())
        assert told == list(reader.histories("lead"))
        first = [each for each in whole if each.record == leads[0].id]
        assert first == list(reader.history(leads[0].id))


def test_who_points_at_many_is_told_in_one_order(store: ServerStore) -> None:
    """P15: by record, also where more are asked about than one statement takes."""
    people = [ContactId(nth_id("contact", number)) for number in range(1, 1002)]
    deals = [
        evolve(
            Deal(title="A", contacts=[person]),
            id=nth_id("deal", number),
            version=1,
            created_at=at(1),
            updated_at=at(1),
        )
        for number, person in enumerate([people[-1], people[0], people[600]], 1)
    ]
    with store.write() as writer:
        writer.put(deals)
    memory = MemoryStore()
    with memory.write() as other:
        other.put(deals)

    with store.read() as reader, memory.read() as expected:
        assert list(expected.links_to(people)) == list(reader.links_to(people))


def test_what_is_foreseen_of_several_is_not_asked_again(
    postgres_engine: Engine, tenant: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """P1: what is no id of a record is left out, and simply not there."""
    store = ServerStore(postgres_engine, tenant=tenant)
    several = new_leads(2)
    with store.write() as writer:
        writer.put(several)
    plant = Plant(monkeypatch)
    ids = [each.id for each in several]
    with store.write_foreseeing(Foreseen(ids=("nobody", *ids))) as writer:
        sent = plant.sent
        found = writer.get("lead", ids)
        assert sent == plant.sent
        assert {} == writer.get("lead", ["nobody"])

    assert several == list(found.values())


def test_who_reads_while_writing_sees_what_was_there(
    store: ServerStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """P9: a list that is walked stays as it was, page after page."""
    monkeypatch.setattr(reading, "_FIRST", 2)
    leads = new_leads(5)
    with store.write() as writer:
        writer.put(leads)
        seen = []
        for each in writer.find(ask("lead")):
            seen.append(each)
            writer.put([evolve(each, version=2, title="newer")])
        after = [each.version for each in writer.find(ask("lead"))]

    assert leads == seen
    assert [2] * 5 == after


def test_nothing_is_asked_when_the_block_has_ended(store: ServerStore) -> None:
    """P9: another instant would answer; a list that was begun ends there, too."""
    with store.write() as writer:
        writer.put(new_leads(2))
    with store.read() as reader:
        walk: Iterator[Record] = reader.find(ask("lead"))
        next(walk)
    with pytest.raises(StoreClosed):
        reader.last_seq()
    with pytest.raises(StoreClosed):
        next(walk)


def test_closing_a_store_ends_its_blocks(store: ServerStore) -> None:
    """P15: whoever reads just now is told that it is closed."""
    with store.read() as reader:
        store.close()
        with pytest.raises(StoreClosed) as caught:
            reader.count(ask("lead"))

    assert StoreClosed().args == caught.value.args


def test_a_connection_that_breaks_under_a_question_is_told(
    store: ServerStore, engine: Engine
) -> None:
    """P23: the block is over, as its instant is gone; the store goes on."""
    with store.read() as reader:
        cut(reader._session.connection)  # noqa: SLF001  # the one that breaks
        with pytest.raises(TransactionUndone):
            reader.count(ask("lead"))
        with pytest.raises(TransactionUndone):
            reader.last_seq()

    with store.read() as again:
        assert 0 == again.count(attrs.evolve(ask("lead"), which="any"))
    assert 0 == engine.pool.checkedout()  # type: ignore[attr-defined]  # a queue
