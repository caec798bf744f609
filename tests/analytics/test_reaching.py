"""What a store counts is what reading every record and stage would count (Z1)."""

from contextlib import suppress
from pathlib import Path
from random import Random

import pytest

import leadflow
from leadflow import Crm, Deal, Lead, Pipeline, Stage, Workspace
from leadflow.analytics.funnel import funnel_of
from leadflow.analytics.question import Question
from leadflow.entities import Staged
from leadflow.errors import LeadflowError
from leadflow.storage.port import Reader, Store
from leadflow.storage.reaching import Reaching
from leadflow.storage.remembering import Remembering
from leadflow.storage.server import ServerStore
from leadflow.testing import CountingIds, FixedClock


SERVICE = Pipeline(
    "service",
    entity="deal",
    stages=(Stage("new"), Stage("visit"), Stage.won(), Stage.lost()),
)
WORKSPACE = Workspace(pipelines=(*Workspace().pipelines, SERVICE))
LEADS = ["new", "in_progress", "processed", "junk"]
DEALS = ["new", "preparation", "executing", "won", "lost", "apology"]
SOURCES = ["", "web", "call"]
AMOUNTS = ["", "0.10 UAH", "7 UAH", "3 USD", "922337203685477.58 UAH"]


def act(crm: Crm, random: Random, some: list[Staged]) -> None:
    """Do one thing at random to one record at random."""
    record = random.choice(some)
    if isinstance(record, Lead):
        match random.randrange(4):
            case 0:
                done = crm.convert(record)
                some.extend([done.deal] if done.deal else [])
                if random.random() < 0.5:  # half
                    crm.revert(done)
            case 1:
                crm.leads.delete(record)
            case _:
                crm.move(record.id, random.choice(LEADS))
    elif random.random() < 0.2:  # a few
        crm.move(record.id, random.choice(["new", "visit"]), pipeline="service")
    else:
        crm.move(record.id, random.choice(DEALS))


def lived(place: Path | Store, seed: int) -> Crm:
    """Return the CRM of an office in which all sorts of things happened."""
    random = Random(seed)  # sample data
    crm = leadflow.open(place, clock=FixedClock(), ids=CountingIds())
    crm.configure(WORKSPACE)
    with crm.transaction():
        some: list[Staged] = []
        for number in range(12):
            source, amount = random.choice(SOURCES), random.choice(AMOUNTS)
            if number % 2:
                deal = Deal(title="D", source=source, amount=amount)
                some.append(crm.deals.add(deal))
            else:
                name = f"K{number}"
                lead = Lead(last_name=name, source=source, amount=amount)
                some.append(crm.leads.add(lead))
        for _ in range(60):
            with suppress(LeadflowError):
                act(crm, random, some)
    return crm


QUESTIONS = [
    Question(of="deals"),
    Question(of="leads"),
    Question(of="service"),
    Question(of="deals", by="source"),
    Question(of="leads", by="source", where="source != ''"),
    Question(of="deals", where="amount > 5", amount=""),
    Question(of="deals", by="month"),
]


@pytest.mark.parametrize("seed", range(4))
def test_sqlite_counts_what_reading_would_count(tmp_path: Path, seed: int) -> None:
    """Z1, P15: step by step, group by group, to the last hundredth."""
    compare(lived(tmp_path / "sales.db", seed))


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("server", ["postgres", "mariadb"])
def test_servers_count_what_reading_would_count(
    request: pytest.FixtureRequest, server: str, seed: int
) -> None:
    """Z1, P15: the same on a server, to the last hundredth."""
    url = request.getfixturevalue(server).database()
    compare(lived(ServerStore(url, tenant="acme"), seed))


def compare(crm: Crm) -> None:
    """Count what a store counts, and what reading gives, at one instant."""
    with crm._desk.reading() as reader:  # noqa: SLF001  # both ways on one instant
        plain: Reader = Remembering(reader)
        assert isinstance(reader, Reaching)
        assert not isinstance(plain, Reaching)
        for question in QUESTIONS:
            told = funnel_of(reader, WORKSPACE, question)

            assert funnel_of(plain, WORKSPACE, question) == told
    crm.close()
