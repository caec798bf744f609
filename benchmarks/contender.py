"""What every contender can do: leadflow, a program by hand, and the ORMs.

All of them work on files of leadflow's own tables and indexes, and write the same
rows into them; ``agreement`` compares those. Times and ids come from outside, so
that they can be the same as well.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, ClassVar, TypeAlias

from benchmarks.samples import Person
from leadflow.ids import IdSource


Clock: TypeAlias = Callable[[], datetime]
Ids: TypeAlias = IdSource
Draft: TypeAlias = Any
"""A lead that is not stored yet, as the contender's users hold it."""
Entity: TypeAlias = Any
"""A lead as the contender reads it."""
Steps: TypeAlias = list[tuple[str, int, int, int]]
"""Of each step of a funnel: stage, deals, those lost there, whole hryvnias."""

ACTOR = "ada"
PAGE = 50
PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA cache_size = -16000",
    "PRAGMA journal_size_limit = 67108864",
)
"""What leadflow sets for itself, and the benchmark for all others."""


class Contender(ABC):
    """One way of keeping a CRM in an SQLite file, durable: WAL and FULL."""

    name: ClassVar[str]

    @abstractmethod
    def __init__(self, path: Path, clock: Clock, ids: Ids) -> None:
        """Open a file in which the tables are."""

    @abstractmethod
    def close(self) -> None:
        """Let go of the file."""

    # Leads

    @abstractmethod
    def drafts(self, people: Sequence[Person]) -> list[Draft]:
        """Return new leads, as its users make them; this is never timed."""

    @abstractmethod
    def create(self, draft: Draft) -> str:
        """Store a lead in a transaction of its own, and return its id."""

    @abstractmethod
    def create_many(self, drafts: Sequence[Draft]) -> None:
        """Store leads in one transaction."""

    @abstractmethod
    def get(self, id: str) -> Entity:
        """Return a lead by its id."""

    @abstractmethod
    def pages(self, stage: str, count: int) -> list[Entity]:
        """Read so many pages of fifty live leads of a stage, newest first."""

    @abstractmethod
    def update(self, id: str, job_title: str) -> None:
        """Change a field of a lead, with its history, in a transaction of its own."""

    # Acts

    @abstractmethod
    def convert(self, id: str) -> str:
        """Convert a lead in a transaction of its own; return the deal's id."""

    @abstractmethod
    def convert_many(self, ids: Sequence[str]) -> None:
        """Convert leads in one transaction."""

    @abstractmethod
    def move(self, id: str, stage: str) -> None:
        """Move a deal to a stage in a transaction of its own."""

    @abstractmethod
    def move_many(self, ids: Sequence[str], stage: str) -> None:
        """Move deals to a stage in one transaction."""

    # Questions

    @abstractmethod
    def known_by(self, kind: str, key: str) -> list[Entity]:
        """Return the live leads that hold a phone or an e-mail, oldest first."""

    @abstractmethod
    def facts(self, lead: Entity) -> tuple[object, ...]:
        """Return what is compared: title, names, phones, e-mails, amount, stage."""

    def funnel(self) -> Steps:
        """Return the cumulative funnel of the deals; ORMs are not asked."""
        raise NotImplementedError

    def load(self, table: Path) -> int:
        """Store the leads of a CSV file, and return how many; as above."""
        raise NotImplementedError
