"""Writing by hand: rows, and the facts that explain them."""

import json
import sqlite3
from collections.abc import Callable, Iterable, Sequence
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
_CONVERTED: Final[Stage] = ("leads", "converted", "Converted", "won")
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
_dumps: Final = json.JSONEncoder(
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
        self.run(sql.ADD_FACT, (*told, _dumps(changes), *stage, ""))


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
        *(person.company_name, _dumps([phone]), _dumps([email]), person.source),
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
        *_stands("leads", now, stage[1]),
        *_author(now),
    ]
    told = (id, 1, "lead", "created", now, ACTOR, cause, _dumps(changes))
    return (*told, *stage, "")


def lead_points(id: str, person: Person) -> tuple[tuple[str, str, str, str], ...]:
    """Return the contact points of a lead."""
    return (
        ("phone", person.phone, id, "lead"),
        ("email", person.email, id, "lead"),
        ("name", _key(person.company_name), id, "lead"),
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


def convert(act: Act, id: str) -> str:
    """Make company, contact and deal of a lead; return the deal's id."""
    lead = _Source(id, *act.run(sql.READ_LEAD, (id,)).fetchone())
    if _client(act, lead):
        raise ValueError("the client is known; the benchmark converts new ones")
    firm, person, deal = (act.ids(name) for name in ("company", "contact", "deal"))
    act.cause = act.ids("conversion")
    _add_company(act, lead, firm)
    _add_contact(act, lead, person, firm)
    _add_deal(act, lead, deal, (firm, person))
    _close(act, lead, (firm, person, deal))
    act.run_many(sql.ADD_LINK, _links(lead, firm, person, deal))
    act.cause = ""
    return deal


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


@define
class _Source:
    """What a conversion reads of its lead."""

    id: str
    version: int
    title: str
    first_name: str
    last_name: str
    job_title: str
    company_name: str
    phones: str
    emails: str
    source: str
    units: int
    currency: str
    stage: str
    stage_kind: str
    since: str

    def copied(self, field: str, value: object, empty: object = "") -> list[Any]:
        """Return a change with where its value comes from."""
        return [field, empty, value, [[field, "copied", self.id, [field], "standard"]]]

    def linked(self, field: str, value: object, empty: object = None) -> list[Any]:
        """Return a change that is a link."""
        return [field, empty, value, [[field, "linked", self.id, [], "standard"]]]


def _client(act: Act, lead: _Source) -> bool:
    """Return whether the person or the firm is known."""
    keys = [("phone", each["key"]) for each in json.loads(lead.phones)]
    keys += [("email", each["key"]) for each in json.loads(lead.emails)]
    found = [row for key in keys for row in act.run(sql.FIND_PERSON, key)]
    found += act.run(sql.FIND_FIRM, (_key(lead.company_name),))
    return bool(found)


def _add_company(act: Act, lead: _Source, id: str) -> None:
    name = lead.company_name
    act.run(sql.ADD_COMPANY, (id, 1, name, lead.source, lead.id, *act.made))
    why = [["name", "copied", lead.id, ["company_name"], "standard"]]
    changes = [
        ["name", "", name, why],
        lead.copied("source", lead.source),
        lead.linked("lead", lead.id),
        *_author(act.now),
    ]
    act.fact(("company", id, 1), "created", changes)
    act.run(sql.ADD_POINT, ("name", _key(name), id, "company"))


def _add_contact(act: Act, lead: _Source, id: str, firm: str) -> None:
    tie = {"company": firm, "key": firm, "position": lead.job_title, "primary": True}
    values = (
        *(id, 1, lead.first_name, lead.last_name, lead.job_title, lead.phones),
        *(lead.emails, _dumps([tie]), lead.source, lead.id, *act.made),
    )
    act.run(sql.ADD_CONTACT, values)
    phones, emails = json.loads(lead.phones), json.loads(lead.emails)
    changes = [
        lead.copied("first_name", lead.first_name),
        lead.copied("last_name", lead.last_name),
        lead.copied("job_title", lead.job_title),
        lead.copied("phones", phones, []),
        lead.copied("emails", emails, []),
        lead.linked("companies", [tie], []),
        lead.copied("source", lead.source),
        lead.linked("lead", lead.id),
        *_author(act.now),
    ]
    act.fact(("contact", id, 1), "created", changes)
    keys = [("phone", each["key"]) for each in phones]
    keys += [("email", each["key"]) for each in emails]
    act.run_many(sql.ADD_POINT, [(*key, id, "contact") for key in keys])


def _add_deal(act: Act, lead: _Source, id: str, client: Sequence[str]) -> None:
    firm, person = client
    before = [kind for (kind,) in act.run(sql.FIND_DEALS, (firm,))]
    again = (int("won" in before), int(bool(before) and "won" not in before))
    tie = {"contact": person, "key": person, "primary": True}
    values = (
        *(id, 1, lead.title, lead.units, lead.currency, 10, "stage", firm),
        *(_dumps([tie]), lead.id, *again, lead.source),
        *("deals", "new", "open", act.now, ACTOR, *act.made),
    )
    act.run(sql.ADD_DEAL, values)
    money = {"amount": str(lead.units // 10_000), "currency": lead.currency}
    why = [["title", "first filled", lead.id, ["title"], "standard"]]
    changes = [
        ["title", "", lead.title, why],
        lead.copied("amount", money, None),
        *_stands("deals", act.now),
        ["probability", None, 10],
        ["probability_source", "", "stage"],
        lead.linked("company", firm),
        lead.linked("contacts", [tie], []),
        lead.linked("lead", lead.id),
        lead.copied("source", lead.source),
        *_author(act.now),
    ]
    act.fact(("deal", id, 1), "created", changes, ("deals", "new", "New", "open"))


def _close(act: Act, lead: _Source, made: Sequence[str]) -> None:
    version, now = lead.version + 1, act.now
    _, stage, _, kind = _CONVERTED
    values = (version, stage, kind, now, ACTOR, now, now, *made, now, ACTOR, lead.id)
    act.run(sql.CONVERTED, values)
    told: Sequence[list[Any]] = (
        ["stage", lead.stage, stage],
        ["stage_kind", lead.stage_kind, kind],
        ["stage_entered_at", lead.since, now],
        ["closed_at", None, now],
        ["converted_at", None, now],
        *([name, None, id] for name, id in zip(_MADE, made, strict=True)),
    )
    changes = [each for each in told if each[1] != each[2]]
    act.fact(("lead", lead.id, version), "converted", changes, _CONVERTED)


_MADE: Final = ("company", "contact", "deal")


def _links(lead: _Source, firm: str, person: str, deal: str) -> Iterable[Sequence[Any]]:
    """Return the links that the other ends are found by."""
    return (
        (firm, person, "companies", "contact", "", lead.job_title, 1),
        (firm, deal, "company", "deal", "", "", 0),
        (firm, lead.id, "company", "lead", "", "", 0),
        (person, deal, "contacts", "deal", "", "", 1),
        (person, lead.id, "contact", "lead", "", "", 0),
        (deal, lead.id, "deal", "lead", "", "", 0),
        (lead.id, firm, "lead", "company", "", "", 0),
        (lead.id, person, "lead", "contact", "", "", 0),
        (lead.id, deal, "lead", "deal", "", "", 0),
    )


def _stands(pipeline: str, now: str, stage: str = "new") -> Changes:
    return [
        ["pipeline", "", pipeline],
        ["stage", "", stage],
        ["stage_kind", "", "open"],
        ["stage_entered_at", None, now],
        ["moved_by", "", ACTOR],
    ]


def _author(now: str) -> Changes:
    return [
        ["owner", "", ACTOR],
        ["created_at", None, now],
        ["created_by", "", ACTOR],
    ]


def _key(name: str) -> str:
    """Return a firm's name as matching compares it."""
    return name.casefold()
