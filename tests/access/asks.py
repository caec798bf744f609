"""What bob can ask: an entry for every public read, and who guards every write.

``test_worlds`` fails when something public has no entry here.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import timedelta
from functools import partial
from typing import Any, TypeAlias

from leadflow import (
    Company,
    Contact,
    Crm,
    Lead,
    Letter,
    PartyCard,
    Purchases,
    Segment,
    Selection,
    dump_plan,
    export_agenda,
)
from leadflow.crm.access import Access
from leadflow.crm.agenda import Agenda
from leadflow.crm.collection import Collection
from leadflow.crm.companies import Companies
from leadflow.crm.consents import Consents
from leadflow.crm.duplicates import Duplicates
from leadflow.crm.files import Files
from leadflow.crm.parties import Parties, PartySelection
from leadflow.crm.privacy import Privacy
from leadflow.crm.reports import Reports
from leadflow.crm.segments import SegmentMembers, Segments
from leadflow.crm.stages import Stages
from leadflow.crm.timelines import Timeline
from leadflow.crm.upkeep import Upkeep
from leadflow.entities import ENTITIES
from tests.access.worlds import HIDDEN, LATER, SHARED, World, missing_ids


Ask: TypeAlias = Callable[[], Any]
Asks: TypeAlias = Callable[[World], Iterable[Ask]]

ROOMS = (
    *(Access, Agenda, Collection, Companies, Consents, Crm, Duplicates, Files, Parties),
    *(PartySelection, Privacy, Reports, SegmentMembers, Segments, Selection, Stages),
    *(Timeline, Upkeep),
)
PLURALS = tuple(each.plural for each in ENTITIES.values())


def ids(world: World) -> Iterator[str]:
    """Yield ids of all sorts: seen, unseen, those of nobody."""
    yield from world.seen
    yield from world.unseen
    yield from missing_ids()


def each_id(verb: Callable[[Crm, Any], Any]) -> Asks:
    """Return the question of each id."""
    return lambda world: (partial(verb, world.bob, id) for id in ids(world))


def _drawn(answer: Any) -> object:  # noqa: ANN401  # whatever draws itself
    return answer, str(answer), answer._repr_html_()


def each_place(verb: Callable[[Any], Any]) -> Asks:
    """Return the question of each collection."""
    return lambda world: (
        partial(lambda name: verb(getattr(world.bob, name)), name) for name in PLURALS
    )


def at_home(verb: Callable[[Any, Any], Any]) -> Asks:
    """Return the question of each id, asked of the collection that has it."""

    def asked(crm: Crm, id: str) -> object:
        place = getattr(crm, ENTITIES[id.partition("_")[0]].plural)
        return verb(place, id)

    return each_id(asked)


def several(*verbs: Callable[[Crm], Any]) -> Asks:
    """Return questions that take nothing more."""
    return lambda world: (partial(verb, world.bob) for verb in verbs)


def pages(place: Any) -> list[object]:  # noqa: ANN401  # a collection or a selection
    """Return all pages of a selection with their marks."""
    found, after = [], ""
    while True:
        page = place.page(2, after=after)
        found += [page, page.next]
        if not (after := page.next):
            return found


def told(card: PartyCard) -> object:
    """Return all that a card tells."""
    return card, str(card), card._repr_html_()


def plan(crm: Crm, id: str) -> object:
    """Return a plan, and its text."""
    made = crm.plan_conversion(id, to="" if id.startswith("lead") else "quote")
    return made, dump_plan(made), repr(made)


def explained(crm: Crm, id: str) -> object:
    """Return what is explained of a record."""
    fields = (HIDDEN, "title") if id.startswith(("lead", "deal")) else ()
    return [
        crm.access.explain(who, "update", of=id, field=name)
        for who in ("bob", "eve")
        for name in ("", *fields)
    ]


CONDITIONS = (
    "owner == 'bob'",
    "created_at < '2026-02-01'",
    "created_by == 'ada'",
    f"{HIDDEN} > 5",
    "amount > 5",
    "company.name == 'Kyivlog LLC'",
    "contact.last_name.startswith('K')",
    "emails.contains('k1@kyivlog.example')",
    "phones.contains('+380441234567')",
    "owner == 'zoe' or open_to_all",
    "stage == 'won'",
    "nothing == 1",
)
ORDERS = ("created_at", "-id", "amount", HIDDEN, "company.name", "owner", "nothing")

OF_PARTIES = (*CONDITIONS, "role == 'client'", "name.contains('k')", "bought == True")
ORDERS_OF_PARTIES = (*ORDERS, "name", "-role", "entity", "bought")

DRAFTS: tuple[Lead | Contact | Company, ...] = (
    *(Contact(last_name="Коваленко", phones=phone) for phone in SHARED),
    *(Lead(last_name="Kovalenko", phones=phone) for phone in SHARED),
    Contact(last_name="Kovalenko", emails="k1@kyivlog.example"),
    Company(name="ТОВ Kyivlog"),
)

SEGMENTS = (
    *(Segment("all", over=over) for over in ("lead", "contact", "company")),
    Segment("known", when="last_name.startswith('K')"),
    Segment("secret", over="lead", when=f"{HIDDEN} > 5"),
    Segment("linked", over="lead", when="company.name == 'Kyivlog LLC'"),
    Segment("silent", over="company", silence=1),
    Segment("born", birthday=366),
    Segment("placed", position="chief"),
    Segment("deciding", role="decision_maker"),
    *(
        Segment("buyers", over=over, purchases=each)
        for over in ("lead", "contact", "company")
        for each in (Purchases(), Purchases(most=0), Purchases(worth="1 UAH"))
    ),
)


LETTERS = (
    *(
        Letter(
            "open",
            to=to,
            subject="{name} {owner}",
            text="{greeting} {company.name|-} {sender.name|-}",
        )
        for to in ("contact", "lead")
    ),
    Letter("secret", to="lead", subject=f"{{{HIDDEN}}}", text="{contact.name}"),
    Letter("sale", about="deal", subject="{deal.title}", text="{deal.company.name}"),
)


def each_segment(verb: Callable[[Any], Any]) -> Asks:
    """Return the question of each segment."""
    return lambda world: (
        partial(lambda each: verb(world.bob.segments.of(each)), each)
        for each in SEGMENTS
    )


ROOMS_OF_CRM = (
    *("access", "agenda", "consents", "duplicates", "files", "parties"),
    *("privacy", "reports", "segments", "stages", "upkeep"),
)


def shown_room(name: str) -> Asks:
    """Return the question what a room of the CRM tells of itself."""
    return several(lambda crm: repr(getattr(crm, name)))


READS: Mapping[str, Asks] = {
    **{f"{name.capitalize()}.__repr__": shown_room(name) for name in ROOMS_OF_CRM},
    "Segments.__iter__": several(lambda crm: list(crm.segments)),
    "Segments.of": several(lambda crm: crm.segments.of("nothing")),
    "Segments.frozen": several(lambda crm: crm.segments.frozen("spring")),
    "Segments.all_frozen": several(lambda crm: crm.segments.all_frozen()),
    "Crm.audience": lambda world: (
        partial(world.bob.audience, each, channel=channel, fields=names)
        for each in SEGMENTS
        for channel in ("email", "phone")
        for names in ((), ("company.name",))
    ),
    "Crm.compose": lambda world: (
        partial(world.bob.compose, each, to=id, about=about)
        for each in LETTERS
        for id in ids(world)
        for about in ((*world.seen[:3], *world.unseen[:3]) if each.about else ("",))
    ),
    "Consents.state": each_id(lambda crm, id: crm.consents.state(id)),
    "SegmentMembers.__iter__": each_segment(list),
    "SegmentMembers.__repr__": each_segment(repr),
    "SegmentMembers._repr_html_": each_segment(lambda found: found._repr_html_()),
    "SegmentMembers.all": each_segment(lambda found: found.all()),
    "SegmentMembers.ids": each_segment(lambda found: found.ids()),
    "SegmentMembers.count": each_segment(lambda found: found.count()),
    "Collection.get": at_home(lambda place, id: place.get(id)),
    "Collection.get_many": at_home(lambda place, id: place.get_many([id])),
    "Collection.__contains__": at_home(lambda place, id: id in place),
    "Collection.known_by": lambda world: (
        partial(place.known_by, kind, key)
        for place in (world.bob.leads, world.bob.contacts, world.bob.companies)
        for kind, key in (
            *(("phone", each) for each in SHARED),
            ("name", "Kyivlog"),
            ("email", "k1@kyivlog.example"),
        )
    ),
    "Collection.__iter__": each_place(list),
    "Collection.__repr__": each_place(repr),
    "Collection._repr_html_": each_place(lambda place: place._repr_html_()),
    "Collection.all": each_place(lambda place: place.all()),
    "Collection.count": each_place(lambda place: place.count()),
    "Collection.first": each_place(lambda place: place.first()),
    "Collection.total": each_place(lambda place: place.total()),
    "Collection.page": each_place(pages),
    "Collection.limit": each_place(lambda place: place.limit(1).all()),
    "Collection.deleted": each_place(lambda place: place.deleted().all()),
    "Collection.select": each_place(lambda place: list(place.select())),
    "Collection.where": lambda world: (
        partial(lambda name, where: getattr(world.bob, name).where(where).all(), *each)
        for each in ((name, where) for name in PLURALS for where in CONDITIONS)
    ),
    "Collection.order_by": lambda world: (
        partial(lambda name, by: pages(getattr(world.bob, name).order_by(by)), *each)
        for each in ((name, by) for name in PLURALS for by in ORDERS)
    ),
    "Selection.all": each_place(lambda place: place.select().all()),
    "Selection.count": each_place(lambda place: place.limit(2).count()),
    "Selection.first": each_place(lambda place: place.order_by("-id").first()),
    "Selection.total": each_place(lambda place: place.select().total("amount")),
    "Selection.page": each_place(lambda place: pages(place.select())),
    "Selection.limit": each_place(lambda place: place.order_by("-id").limit(2).all()),
    "Selection.deleted": each_place(lambda place: place.deleted().count()),
    "Selection.where": each_place(lambda place: place.where("owner == 'ada'").count()),
    "Selection.order_by": each_place(lambda place: place.order_by("owner").all()),
    "Selection.__iter__": each_place(lambda place: list(place.select())),
    "Selection.__repr__": each_place(lambda place: repr(place.select())),
    "Selection._repr_html_": each_place(lambda place: place.select()._repr_html_()),
    "Parties.__iter__": several(lambda crm: list(crm.parties)),
    "Parties.all": several(lambda crm: crm.parties.all()),
    "Parties.count": several(lambda crm: crm.parties.count()),
    "Parties.first": several(lambda crm: crm.parties.first()),
    "Parties.get": each_id(lambda crm, id: crm.parties.get(id)),
    "Parties.limit": several(lambda crm: crm.parties.limit(3).all()),
    "Parties.of": each_id(lambda crm, id: told(crm.parties.of(id))),
    "Parties.page": several(lambda crm: pages(crm.parties)),
    "Parties.select": several(lambda crm: list(crm.parties.select())),
    "Parties.where": lambda world: (
        partial(lambda where: world.bob.parties.where(where).all(), each)
        for each in OF_PARTIES
    ),
    "Parties.order_by": lambda world: (
        partial(lambda by: pages(world.bob.parties.order_by(by)), each)
        for each in ORDERS_OF_PARTIES
    ),
    "PartySelection.__iter__": several(lambda crm: list(crm.parties.select())),
    "Parties._repr_html_": several(lambda crm: crm.parties._repr_html_()),
    "PartySelection.__repr__": several(lambda crm: repr(crm.parties.select())),
    "PartySelection._repr_html_": several(
        lambda crm: crm.parties.order_by("name")._repr_html_()
    ),
    "PartySelection.all": several(lambda crm: crm.parties.order_by("role").all()),
    "PartySelection.count": lambda world: (
        partial(lambda where: world.bob.parties.where(where).count(), each)
        for each in OF_PARTIES
    ),
    "PartySelection.first": several(lambda crm: crm.parties.order_by("-id").first()),
    "PartySelection.limit": several(
        lambda crm: crm.parties.order_by("name").limit(2).all()
    ),
    "PartySelection.order_by": several(
        lambda crm: crm.parties.where("role == 'client'").order_by("-name").all()
    ),
    "PartySelection.page": several(lambda crm: pages(crm.parties.order_by("role"))),
    "PartySelection.where": several(
        lambda crm: crm.parties.order_by("role").where("owner == 'ada'").all()
    ),
    "Crm.history": each_id(lambda crm, id: crm.history(id)),
    "Crm.provenance": each_id(lambda crm, id: crm.provenance(id)),
    "Crm.plan_conversion": each_id(plan),
    "Crm.plan_merge": each_id(lambda crm, id: crm.plan_merge([id, id])),
    "Crm.plan_unmerge": each_id(lambda crm, id: crm.plan_unmerge(id)),
    "Crm.plan_revert": each_id(lambda crm, id: crm.plan_revert(id)),
    "Crm.plan_switch": several(lambda crm: crm.plan_switch("simple")),
    "Crm.check": several(lambda crm: crm.check()),
    "Crm.workspace": several(lambda crm: str(crm.workspace)),
    "Crm.promises": several(lambda crm: crm.promises()),
    "Crm.__repr__": several(repr),
    "Crm.as_of": lambda world: (
        partial(verb, world.bob)
        for verb in (
            lambda crm: crm.as_of(3),
            lambda crm: crm.as_of(LATER).deals.all(),
            lambda crm: crm.as_of(LATER).leads.where("owner == 'bob'").count(),
            lambda crm: crm.as_of(LATER - timedelta(days=54, hours=13)).leads.all(),
            lambda crm: crm.as_of(LATER).reports.funnel("deals"),
            lambda crm: crm.as_of(LATER).history(world.seen[0]),
        )
    ),
    "Duplicates.of": lambda world: (
        partial(world.bob.duplicates.of, each, among=among, bound=1, soft=soft)
        for several in (ids(world), DRAFTS)
        for each in several
        for among in ("leads", "contacts", "companies")
        for soft in (True, False)
    ),
    "Duplicates.scan": several(
        lambda crm: crm.duplicates.scan("leads", bound=56),
        lambda crm: crm.duplicates.scan("contacts", bound=56),
        lambda crm: crm.duplicates.scan("companies", bound=56),
    ),
    "Duplicates.dismissed": each_id(lambda crm, id: crm.duplicates.dismissed(id)),
    "Reports.funnel": several(
        lambda crm: crm.reports.funnel(),
        lambda crm: crm.reports.funnel("leads", by="source"),
        lambda crm: crm.reports.funnel(view="snapshot"),
        lambda crm: crm.reports.funnel(joined=True),
        lambda crm: crm.reports.funnel(by="owner", where="amount > 3"),
        lambda crm: crm.reports.funnel(by=HIDDEN),
        lambda crm: crm.reports.funnel(by="month", during="2026-01"),
    ),
    "Reports.ageing": several(
        lambda crm: crm.reports.ageing(),
        lambda crm: crm.reports.ageing(where=f"{HIDDEN} > 5"),
    ),
    "Stages.ageing": each_id(lambda crm, id: crm.stages.ageing(id)),
    "Stages.history": each_id(lambda crm, id: crm.stages.history(id, lineage=True)),
    "Stages.overrides": several(lambda crm: crm.stages.overrides()),
    "Crm.birthdays": several(lambda crm: crm.birthdays(366)),
    "Companies.ancestors": each_id(lambda crm, id: crm.companies.ancestors(id)),
    "Companies.children": each_id(lambda crm, id: crm.companies.children(id)),
    "Companies.group": each_id(lambda crm, id: _drawn(crm.companies.group(id))),
    "Crm.people": each_id(lambda crm, id: (crm.people(id), str(crm.people(id)))),
    "Crm.positions": each_id(lambda crm, id: _drawn(crm.positions(id))),
    "Crm.timeline": each_id(lambda crm, id: str(crm.timeline(id))),
    "Timeline.__iter__": each_id(lambda crm, id: list(crm.timeline(id))),
    "Timeline.__repr__": each_id(lambda crm, id: repr(crm.timeline(id))),
    "Timeline._repr_html_": each_id(lambda crm, id: crm.timeline(id)._repr_html_()),
    "Timeline.all": each_id(lambda crm, id: crm.timeline(id).all()),
    "Timeline.count": each_id(lambda crm, id: crm.timeline(id).count()),
    "Timeline.page": each_id(lambda crm, id: pages(crm.timeline(id))),
    "Timeline.newest_first": each_id(
        lambda crm, id: pages(crm.timeline(id).newest_first())
    ),
    "Timeline.where": each_id(
        lambda crm, id: crm.timeline(id).where(of="deals", actor="ada").all()
    ),
    "Timeline.records": each_id(lambda crm, id: crm.timeline(id).records),
    "Timeline.touches": each_id(lambda crm, id: crm.timeline(id).touches),
    "Timeline.first_touch": each_id(lambda crm, id: crm.timeline(id).first_touch),
    "Timeline.last_touch": each_id(lambda crm, id: crm.timeline(id).last_touch),
    "Timeline.first_purchase": each_id(lambda crm, id: crm.timeline(id).first_purchase),
    "Agenda.planned": lambda world: (
        *each_id(lambda crm, id: crm.agenda.planned(of=id))(world),
        *several(lambda crm: (crm.agenda.planned(), str(crm.agenda.planned())))(world),
    ),
    "Agenda.overdue": several(
        lambda crm: crm.agenda.overdue(),
        lambda crm: crm.agenda.overdue(owner="ada"),
    ),
    "Agenda.open": several(lambda crm: crm.agenda.open(owner="bob")),
    "Agenda.all": several(
        lambda crm: crm.agenda.all(during="2026-01"),
        export_agenda,
    ),
    "Agenda.done": each_id(lambda crm, id: crm.agenda.done(of=id)),
    "Agenda.calendar": several(
        lambda crm: crm.agenda.calendar("2026-01"),
        lambda crm: crm.agenda.calendar("2026-01")._repr_html_(),
        lambda crm: str(crm.agenda.calendar("2026", owner="zoe")),
    ),
    "Agenda.idle": several(
        lambda crm: crm.agenda.idle(),
        lambda crm: crm.agenda.idle("deals", owner="ada"),
    ),
    "Access.explain": each_id(explained),
    "Access.allows": each_id(lambda crm, id: crm.access.allows("delete", of=id)),
    "Access.form": each_id(lambda crm, id: crm.access.form(id).as_dict()),
    "Access.require": each_id(lambda crm, id: crm.access.require("export", of=id)),
    "Access.of": several(
        *(partial(lambda who, crm: crm.access.of(who), who) for who in ("ada", "bob"))
    ),
    "Files.open": several(lambda crm: crm.files.open("brief.txt")),
    "Files.read": several(lambda crm: crm.files.read("brief.txt")),
    "Files.unused": several(lambda crm: crm.files.unused()),
    "Privacy.plan_erasure": each_id(lambda crm, id: crm.privacy.plan_erasure(id)),
    "Privacy.export_person": each_id(lambda crm, id: crm.privacy.export_person(id)),
    "Upkeep.verify": several(lambda crm: crm.upkeep.verify()),
    "Upkeep.health": several(lambda crm: crm.upkeep.health()),
    "Upkeep.backup": several(lambda crm: crm.upkeep.backup("copy.db")),
}
"""Every public read, with what is asked of it."""

WRITES = frozenset(
    {
        *(
            f"Collection.{each}"
            for each in (
                "add",
                "add_many",
                "upsert",
                "update",
                "delete",
                "restore",
                "purge",
            )
        ),
        "Selection.update",
        *(f"Crm.{each}" for each in ("move", "move_many", "win", "lose", "approve")),
        *(f"Crm.{each}" for each in ("convert", "convert_many", "revert")),
        *(f"Crm.{each}" for each in ("receive", "receive_many", "merge", "unmerge")),
        *(f"Crm.{each}" for each in ("complete", "reschedule", "join", "leave")),
        *(f"Crm.{each}" for each in ("configure", "switch", "transaction", "once")),
        "Duplicates.dismiss",
        "Duplicates.reconsider",
        "Files.put",
        "Files.sweep",
        "Privacy.erase",
        "Segments.freeze",
        "Consents.subscribe",
        "Consents.unsubscribe",
        "Upkeep.sweep",
    }
)
"""Every public write; ``test_writing`` has what becomes of it."""

VIEWS = frozenset(
    {
        # A room tells what can be asked in it, whatever is stored.
        *(
            f"{each.__name__}.__repr__"
            for each in ROOMS
            if "__repr__" in vars(each) and f"{each.__name__}.__repr__" not in READS
        ),
        *(f"Crm.{each}" for each in PLURALS),
        *(
            f"Crm.{each}"
            for each in (
                "access",
                "agenda",
                "duplicates",
                "files",
                "parties",
                "privacy",
            )
        ),
        *(f"Crm.{each}" for each in ("reports", "stages", "upkeep", "actor", "close")),
        "Crm.segments",
        "Crm.consents",
        *(f"SegmentMembers.{each}" for each in ("desk", "hand", "segment")),
        *(f"Crm.{each}" for each in ("acting_as", "at", "because", "importing")),
        *(f"Timeline.{each}" for each in ("desk", "hand", "record", "wanted")),
        "Timeline.is_reversed",
        *(f"Selection.{each}" for each in ("desk", "hand", "entity", "condition")),
        *(f"PartySelection.{each}" for each in ("desk", "hand", "condition")),
        *(f"PartySelection.{each}" for each in ("order", "size")),
        *(f"Selection.{each}" for each in ("order", "size", "which")),
    }
)
"""What leads to the rest, and tells nothing of the data itself."""
