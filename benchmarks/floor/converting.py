"""Converting by hand: company, contact and deal of a lead, and how they are tied."""

import json
from collections.abc import Iterable, Sequence
from typing import Any, Final

from attrs import define

from benchmarks.contender import ACTOR
from benchmarks.floor import sql
from benchmarks.floor.writing import Act, Stage, author, dumps, key_of, stands


_CONVERTED: Final[Stage] = ("leads", "converted", "Converted", "won")
_MADE: Final = ("company", "contact", "deal")


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
    found += act.run(sql.FIND_FIRM, (key_of(lead.company_name),))
    return bool(found)


def _add_company(act: Act, lead: _Source, id: str) -> None:
    name = lead.company_name
    act.run(sql.ADD_COMPANY, (id, 1, name, lead.source, lead.id, *act.made))
    why = [["name", "copied", lead.id, ["company_name"], "standard"]]
    changes = [
        ["name", "", name, why],
        lead.copied("source", lead.source),
        lead.linked("lead", lead.id),
        *author(act.now),
    ]
    act.fact(("company", id, 1), "created", changes)
    act.run(sql.ADD_POINT, ("name", key_of(name), id, "company"))


def _add_contact(act: Act, lead: _Source, id: str, firm: str) -> None:
    tie = {"company": firm, "key": firm, "position": lead.job_title, "primary": True}
    values = (
        *(id, 1, lead.first_name, lead.last_name, lead.job_title, lead.phones),
        *(lead.emails, dumps([tie]), lead.source, lead.id, *act.made),
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
        *author(act.now),
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
        *(dumps([tie]), lead.id, *again, lead.source),
        *("deals", "new", "open", act.now, ACTOR, *act.made),
    )
    act.run(sql.ADD_DEAL, values)
    money = {"amount": str(lead.units // 10_000), "currency": lead.currency}
    why = [["title", "first filled", lead.id, ["title"], "standard"]]
    changes = [
        ["title", "", lead.title, why],
        lead.copied("amount", money, None),
        *stands("deals", act.now),
        ["probability", None, 10],
        ["probability_source", "", "stage"],
        lead.linked("company", firm),
        lead.linked("contacts", [tie], []),
        lead.linked("lead", lead.id),
        lead.copied("source", lead.source),
        *author(act.now),
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
