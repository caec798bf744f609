"""What an act writes, as values by column: the same for every ORM.

Records come in as objects of whatever class, and are read by attribute.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, Final, TypeAlias

from attrs import field, frozen

from benchmarks.contender import ACTOR, Ids
from benchmarks.samples import CURRENCY, Person


Row: TypeAlias = dict[str, Any]
Changes: TypeAlias = list[list[Any]]

CHANCES: Final = {
    "new": ("New", 10),
    "preparation": ("Preparing documents", 25),
    "executing": ("In execution", 75),
}


@frozen
class Moment:
    """When something happens, and where its ids come from."""

    now: datetime
    ids: Ids
    cause: str = ""

    @property
    def text(self) -> str:
        """Return the time as changes hold it."""
        return self.now.isoformat(timespec="microseconds")

    @property
    def made(self) -> Row:
        """Return who made a record, and when."""
        by = {"owner": ACTOR, "created_by": ACTOR, "updated_by": ACTOR}
        return {**by, "created_at": self.now, "updated_at": self.now}

    def stands(self, pipeline: str) -> Row:
        """Return where a new record stands."""
        return {
            "pipeline": pipeline,
            "stage": "new",
            "stage_kind": "open",
            "stage_entered_at": self.now,
            "moved_by": ACTOR,
        }

    def fact(self, subject: tuple[str, str, int], kind: str, changes: Changes) -> Row:
        """Return what happened."""
        entity, record, version = subject
        return {
            "record": record,
            "version": version,
            "entity": entity,
            "kind": kind,
            "at": self.now,
            "actor": ACTOR,
            "cause": self.cause,
            "changes": changes,
            "overridden": "",
        }

    def created(self, row: Row, entity: str, *, told: Changes) -> Row:
        """Return the fact that a record was made."""
        rest: Changes = [["owner", "", ACTOR], ["created_at", None, self.text]]
        changes = [*told, *rest, ["created_by", "", ACTOR]]
        return self.fact((entity, row["id"], 1), "created", changes)


@frozen
class Added:
    """A new lead, with all that belongs to it."""

    lead: Row
    fact: Row
    points: list[Row]


@frozen(kw_only=True)
class Conversion:
    """All that one conversion writes."""

    company: Row
    contact: Row
    deal: Row
    lead: Row
    """What changes of the lead."""
    facts: list[Row]
    links: list[Row]
    points: list[Row] = field(factory=list)


def values(person: Person) -> Row:
    """Return what a user fills in of a new lead."""
    number, address = person.phone, person.email
    return {
        "title": person.title,
        "first_name": person.first_name,
        "last_name": person.last_name,
        "job_title": person.job_title,
        "company_name": person.company_name,
        "phones": [{"key": number, "kind": "work", "number": number, "raw": number}],
        "emails": [{"address": address, "key": address, "kind": "work"}],
        "source": person.source,
        "amount_e4": person.amount * 10_000,
        "amount_currency": CURRENCY,
    }


def added(given: Row, at: Moment) -> Added:
    """Return what storing a lead writes."""
    id = at.ids("lead")
    lead = {**given, "id": id, "version": 1, **at.stands("leads"), **at.made}
    filled: Changes = [[name, "", given[name]] for name in _TEXTS]
    changes = [
        *filled,
        ["phones", [], given["phones"]],
        ["emails", [], given["emails"]],
        ["source", "", given["source"]],
        ["amount", None, _money(given["amount_e4"], given["amount_currency"])],
        *_stands("leads", at),
    ]
    fact = {**at.created(lead, "lead", told=changes), **_stage("leads", "new", "New")}
    firm = ("name", given["company_name"].casefold())
    return Added(lead, fact, [*_points(_keys(given), id), *_points([firm], id)])


_TEXTS: Final = ("title", "first_name", "last_name", "job_title", "company_name")


def updated(lead: Any, name: str, value: object, at: Moment) -> tuple[Row, Row]:  # noqa: ANN401
    """Return what changing a field writes: of the lead, and the fact."""
    version = lead.version + 1
    told = [[name, getattr(lead, name), value]]
    fact = at.fact(("lead", lead.id, version), "updated", told)
    row = {name: value, "version": version}
    return {**row, "updated_at": at.now, "updated_by": ACTOR}, fact


def moved(deal: Any, stage: str, at: Moment) -> tuple[Row, Row]:  # noqa: ANN401
    """Return what moving a deal to an open stage writes: of the deal, and the fact."""
    version = deal.version + 1
    label, chance = CHANCES[stage]
    row = {
        "stage": stage,
        "stage_kind": "open",
        "probability": chance,
        "stage_entered_at": at.now,
        "moved_by": ACTOR,
        "version": version,
        "updated_at": at.now,
        "updated_by": ACTOR,
    }
    told: Changes = [["stage", deal.stage, stage]]
    told += _if_other("stage_kind", deal.stage_kind, "open")
    told += _if_other("stage_entered_at", _text(deal.stage_entered_at), at.text)
    told += _if_other("probability", deal.probability, chance)
    fact = at.fact(("deal", deal.id, version), "moved", told)
    return row, {**fact, **_stage("deals", stage, label)}


def keys_of(lead: Any) -> list[tuple[str, str]]:  # noqa: ANN401
    """Return by what the client of a lead is looked for."""
    given = {"phones": lead.phones, "emails": lead.emails}
    return [*_keys(given), ("name", lead.company_name.casefold())]


def converted(lead: Any, at: Moment) -> Conversion:  # noqa: ANN401
    """Return what converting a lead of an unknown client writes."""
    firm, person, deal = (at.ids(name) for name in ("company", "contact", "deal"))
    at = Moment(at.now, at.ids, at.ids("conversion"))
    made = (
        _company(lead, firm, at),
        _contact(lead, person, firm, at),
        _deal(lead, deal, (firm, person), at),
    )
    row, fact = _closed(lead, (firm, person, deal), at)
    return Conversion(
        company=made[0][0],
        contact=made[1][0],
        deal=made[2][0],
        lead=row,
        facts=[*(told for _, told in made), fact],
        links=_links(lead, firm, person, deal),
        points=[
            *_points(_keys({"phones": lead.phones, "emails": lead.emails}), person),
            *_points([("name", lead.company_name.casefold())], firm),
        ],
    )


def _company(lead: Any, id: str, at: Moment) -> tuple[Row, Row]:  # noqa: ANN401
    own = {"name": lead.company_name, "source": lead.source, "lead": lead.id}
    row = {"id": id, "version": 1, **own, **at.made}
    told: Changes = [
        ["name", "", lead.company_name, [_why("name", lead, "company_name")]],
        _copied(lead, "source"),
        _linked(lead, "lead", lead.id),
    ]
    return row, at.created(row, "company", told=told)


def _contact(lead: Any, id: str, firm: str, at: Moment) -> tuple[Row, Row]:  # noqa: ANN401
    tie = {"company": firm, "key": firm, "position": lead.job_title, "primary": True}
    names = ("first_name", "last_name", "job_title")
    row = {
        "id": id,
        "version": 1,
        "companies": [tie],
        "lead": lead.id,
        **{name: getattr(lead, name) for name in (*names, "source")},
        "phones": lead.phones,
        "emails": lead.emails,
        **at.made,
    }
    told: Changes = [
        *(_copied(lead, name) for name in names),
        _copied(lead, "phones", []),
        _copied(lead, "emails", []),
        _linked(lead, "companies", [tie], []),
        _copied(lead, "source"),
        _linked(lead, "lead", lead.id),
    ]
    return row, at.created(row, "contact", told=told)


def _deal(
    lead: Any,  # noqa: ANN401
    id: str,
    client: tuple[str, str],
    at: Moment,
) -> tuple[Row, Row]:
    firm, person = client
    tie = {"contact": person, "key": person, "primary": True}
    row = {
        "id": id,
        "version": 1,
        "title": lead.title,
        "source": lead.source,
        "amount_e4": lead.amount_e4,
        "amount_currency": lead.amount_currency,
        "probability": 10,
        "probability_source": "stage",
        "lead": lead.id,
        "company": firm,
        "contacts": [tie],
        **at.stands("deals"),
        **at.made,
    }
    money = _money(lead.amount_e4, lead.amount_currency)
    title = ["title", "first filled", lead.id, ["title"], "standard"]
    told: Changes = [
        ["title", "", lead.title, [title]],
        ["amount", None, money, [_why("amount", lead, "amount")]],
        *_stands("deals", at),
        ["probability", None, 10],
        ["probability_source", "", "stage"],
        _linked(lead, "company", firm),
        _linked(lead, "contacts", [tie], []),
        _linked(lead, "lead", lead.id),
        _copied(lead, "source"),
    ]
    fact = at.created(row, "deal", told=told)
    return row, {**fact, **_stage("deals", "new", "New")}


def _closed(lead: Any, made: Sequence[str], at: Moment) -> tuple[Row, Row]:  # noqa: ANN401
    names = dict(zip(("company", "contact", "deal"), made, strict=True))
    version, entered = lead.version + 1, _text(lead.stage_entered_at)
    row = {
        "version": version,
        "stage": "converted",
        "stage_kind": "won",
        "stage_entered_at": at.now,
        "closed_at": at.now,
        "converted_at": at.now,
        "moved_by": ACTOR,
        "updated_at": at.now,
        "updated_by": ACTOR,
        **names,
    }
    told: Changes = [["stage", lead.stage, "converted"]]
    told += [["stage_kind", lead.stage_kind, "won"]]
    told += _if_other("stage_entered_at", entered, at.text)
    told += [["closed_at", None, at.text], ["converted_at", None, at.text]]
    told += [[name, None, id] for name, id in names.items()]
    fact = at.fact(("lead", lead.id, version), "converted", told)
    return row, {**fact, **_stage("leads", "converted", "Converted", "won")}


def _links(lead: Any, firm: str, person: str, deal: str) -> list[Row]:  # noqa: ANN401
    found = (
        (firm, person, "companies", "contact", lead.job_title, 1),
        (firm, deal, "company", "deal", "", 0),
        (firm, lead.id, "company", "lead", "", 0),
        (person, deal, "contacts", "deal", "", 1),
        (person, lead.id, "contact", "lead", "", 0),
        (deal, lead.id, "deal", "lead", "", 0),
        (lead.id, firm, "lead", "company", "", 0),
        (lead.id, person, "lead", "contact", "", 0),
        (lead.id, deal, "lead", "deal", "", 0),
    )
    names = ("target", "record", "field", "entity", "position", "is_primary")
    return [{**dict(zip(names, each, strict=True)), "role": ""} for each in found]


def _points(keys: Sequence[tuple[str, str]], id: str) -> list[Row]:
    entity, _, _ = id.partition("_")
    return [
        {"kind": kind, "key": key, "record": id, "entity": entity} for kind, key in keys
    ]


def _keys(given: Row) -> list[tuple[str, str]]:
    found = [("phone", each["key"]) for each in given["phones"]]
    return [*found, *(("email", each["key"]) for each in given["emails"])]


def _copied(lead: Any, name: str, empty: object = "") -> list[Any]:  # noqa: ANN401
    return [name, empty, getattr(lead, name), [_why(name, lead, name)]]


def _why(name: str, lead: Any, source: str) -> list[Any]:  # noqa: ANN401
    return [name, "copied", lead.id, [source], "standard"]


def _linked(
    lead: Any,  # noqa: ANN401
    name: str,
    value: object,
    empty: object = None,
) -> list[Any]:
    return [name, empty, value, [[name, "linked", lead.id, [], "standard"]]]


def _stands(pipeline: str, at: Moment) -> Iterator[list[Any]]:
    for name, value in at.stands(pipeline).items():
        is_time = name == "stage_entered_at"
        yield [name, None, at.text] if is_time else [name, "", value]


def _stage(pipeline: str, stage: str, label: str, kind: str = "open") -> Row:
    known = {"pipeline": pipeline, "stage": stage}
    return {**known, "stage_label": label, "stage_kind": kind}


def _if_other(name: str, old: object, new: object) -> Changes:
    return [[name, old, new]] if old != new else []


def _text(moment: datetime) -> str:
    return moment.isoformat(timespec="microseconds")


def _money(units: int, currency: str) -> Row:
    return {"amount": str(units // 10_000), "currency": currency}
