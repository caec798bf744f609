"""Writing by hand: rows, and the facts that explain them."""

import json
import sqlite3
from collections.abc import Callable, Sequence
from typing import Any, Final, TypeAlias

from attrs import define, field

from benchmarks.contender import ACTOR, Ids
from benchmarks.floor import sql
from benchmarks.samples import CURRENCY, Person


Changes: TypeAlias = list[list[Any]]
Subject: TypeAlias = tuple[str, str, int]
"""Entity, id and version of the record that a fact is about."""
Stage: TypeAlias = tuple[str, str, str, str]
"""Pipeline, stage, its label and kind."""

NEW_LEAD: Final[Stage] = ("leads", "new", "New", "open")
_DEAL_STAGES: Final[dict[str, tuple[str, str, int]]] = {
    "new": ("New", "open", 10),
    "preparation": ("Preparing documents", "open", 25),
    "prepayment_invoice": ("Prepayment invoice", "open", 50),
    "executing": ("In execution", "open", 75),
    "final_invoice": ("Final invoice", "open", 90),
    "won": ("Deal won", "won", 100),
    "lost": ("Deal lost", "lost", 0),
}
_ACTS: Final = {"open": "moved", "won": "closed", "lost": "closed"}
dumps: Final = json.JSONEncoder(
    ensure_ascii=False, separators=(",", ":"), check_circular=False
).encode


@define
class Act:
    """One transaction: how to write in it, and when it happens."""

    run: Callable[..., sqlite3.Cursor]
    run_many: Callable[..., sqlite3.Cursor]
    ids: Ids
    now: str
    cause: str = field(default="")

    @property
    def made(self) -> tuple[str, ...]:
        """Return owner, time and author of what is made, twice as it is kept."""
        return (ACTOR, self.now, ACTOR, self.now, ACTOR)

    def fact(
        self,
        subject: Subject,
        kind: str,
        changes: Changes,
        stage: Stage | tuple[None, ...] = (None,) * 4,
    ) -> None:
        """Write down what happened."""
        entity, id, version = subject
        told = (id, version, entity, kind, self.now, ACTOR, self.cause)
        self.run(sql.ADD_FACT, (*told, dumps(changes), *stage, ""))


def contact_points(person: Person) -> tuple[dict[str, str], dict[str, str]]:
    """Return phone and e-mail as they are kept in a record."""
    number, address = person.phone, person.email
    phone = {"key": number, "kind": "work", "number": number, "raw": number}
    return phone, {"address": address, "key": address, "kind": "work"}


def lead_row(id: str, person: Person, stage: str, now: str) -> tuple[Any, ...]:
    """Return the row of a new lead."""
    phone, email = contact_points(person)
    return (
        *(id, 1, person.title, person.first_name, person.last_name, person.job_title),
        *(person.company_name, dumps([phone]), dumps([email]), person.source),
        *(person.amount * 10_000, CURRENCY, "leads", stage, "open", now, ACTOR),
        *(ACTOR, now, ACTOR, now, ACTOR),
    )


def lead_fact(
    id: str, person: Person, stage: Stage, now: str, cause: str = ""
) -> tuple[Any, ...]:
    """Return the row that tells of a new lead; who imports gives a cause."""
    phone, email = contact_points(person)
    changes: Changes = [
        ["title", "", person.title],
        ["first_name", "", person.first_name],
        ["last_name", "", person.last_name],
        ["job_title", "", person.job_title],
        ["company_name", "", person.company_name],
        ["phones", [], [phone]],
        ["emails", [], [email]],
        ["source", "", person.source],
        ["amount", None, {"amount": str(person.amount), "currency": CURRENCY}],
        *stands("leads", now, stage[1]),
        *author(now),
    ]
    told = (id, 1, "lead", "created", now, ACTOR, cause, dumps(changes))
    return (*told, *stage, "")


def lead_points(id: str, person: Person) -> tuple[tuple[str, str, str, str], ...]:
    """Return the contact points of a lead."""
    return (
        ("phone", person.phone, id, "lead"),
        ("email", person.email, id, "lead"),
        ("name", key_of(person.company_name), id, "lead"),
    )


def insert_lead(act: Act, person: Person) -> str:
    """Store a new lead with its history and contact points; return its id."""
    id = act.ids("lead")
    act.run(sql.ADD_LEAD, lead_row(id, person, "new", act.now))
    act.run(sql.ADD_FACT, lead_fact(id, person, NEW_LEAD, act.now))
    act.run_many(sql.ADD_POINT, lead_points(id, person))
    return id


def insert_leads(act: Act, people: Sequence[Person], cause: str = "") -> None:
    """Store many new leads, table by table."""
    new = [(act.ids("lead"), person) for person in people]
    now, stage = act.now, NEW_LEAD
    act.run_many(sql.ADD_LEAD, (lead_row(*each, "new", now) for each in new))
    facts = (lead_fact(*each, stage, now, cause) for each in new)
    act.run_many(sql.ADD_FACT, facts)
    points = (point for each in new for point in lead_points(*each))
    act.run_many(sql.ADD_POINT, points)


def move(act: Act, id: str, stage: str) -> None:
    """Move a deal to a stage."""
    found = act.run(sql.READ_DEAL, (id,)).fetchone()
    version, pipeline, old, kind, since, chance = found
    label, new_kind, probability = _DEAL_STAGES[stage]
    closed = None if new_kind == "open" else act.now
    values = (version + 1, stage, new_kind, act.now, ACTOR, closed, probability)
    act.run(sql.MOVED, (*values, act.now, ACTOR, id))
    told = (
        ["stage", old, stage],
        ["stage_kind", kind, new_kind],
        ["stage_entered_at", since, act.now],
        ["closed_at", None, closed],
        ["probability", chance, probability],
    )
    changes = [each for each in told if each[1] != each[2]]
    now_on = (pipeline, stage, label, new_kind)
    act.fact(("deal", id, version + 1), _ACTS[new_kind], changes, now_on)


def stands(pipeline: str, now: str, stage: str = "new") -> Changes:
    """Return the changes that place a new record."""
    return [
        ["pipeline", "", pipeline],
        ["stage", "", stage],
        ["stage_kind", "", "open"],
        ["stage_entered_at", None, now],
        ["moved_by", "", ACTOR],
    ]


def author(now: str) -> Changes:
    """Return the changes that say who made a record, and when."""
    return [
        ["owner", "", ACTOR],
        ["created_at", None, now],
        ["created_by", "", ACTOR],
    ]


def key_of(name: str) -> str:
    """Return a firm's name as matching compares it."""
    return name.casefold()
