from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, strategies as st

import leadflow
from leadflow import (
    Activity,
    Company,
    Contact,
    Crm,
    Deal,
    Grant,
    Inquiry,
    InvalidValue,
    Invoice,
    Lead,
    Money,
    NotFound,
    Timeline,
    TimelineEntry,
    UnknownName,
    Utm,
    Workspace,
)
from leadflow.entities import Record
from leadflow.storage.files import MemoryFiles
from leadflow.storage.memory.store import MemoryReader
from tests.access.office import firm, role


HOUR = timedelta(hours=1)
BEGIN = datetime(2026, 3, 1, 7, tzinfo=UTC)


class Watch:
    """A clock that goes on by an hour whenever it is looked at."""

    def __init__(self) -> None:
        self.now = BEGIN

    def __call__(self) -> datetime:
        """Return the next hour."""
        self.now += HOUR
        return self.now


@pytest.fixture
def crm(opened: Callable[..., Crm]) -> Crm:
    """Return a CRM on which time goes by."""
    return opened(clock=Watch())


def told(timeline: Timeline) -> list[tuple[str, str]]:
    """Return of what kind entries are, and of which records."""
    return [(each.entity, each.kind) for each in timeline]


def olena(**values: object) -> Lead:
    """Return a lead from a trade show."""
    known = {"title": "Forklifts", "first_name": "Olena", "last_name": "Kovalenko"}
    return Lead(**{**known, "source": "trade_show", **values})  # type: ignore[arg-type]


def test_a_story_spans_the_lineage(crm: Crm) -> None:
    """T3, mission 0.6 and 0.22: from the trade show to the payment, on all of it."""
    lead = crm.leads.add(olena(company_name="Kyivlog"))
    call = crm.activities.add(Activity(kind="call", bindings=[lead]))
    crm.complete(call, result="they take two")
    done = crm.convert(lead)
    assert done.deal is not None
    invoice = crm.convert(crm.win(done.deal), to="invoice").invoice
    stories = [
        [each.record for each in crm.timeline(record)]
        for record in (lead, done.deal, done.contact, done.company, invoice)
        if record is not None
    ]

    assert [
        ("lead", "created"),
        ("activity", "call"),
        ("company", "created"),
        ("contact", "created"),
        ("deal", "created"),
        ("lead", "converted"),
        ("deal", "closed"),
        ("invoice", "created"),
        ("deal", "converted"),
    ] == told(crm.timeline(lead))
    assert [stories[0]] * 5 == stories


def test_a_client_has_the_stories_of_all_its_leads(crm: Crm) -> None:
    """T3: several leads that became the same client are one story."""
    first = crm.convert(crm.leads.add(olena()))
    second = crm.leads.add(olena(title="Cranes"))
    again = crm.convert(second, contact=first.contact)
    assert again.contact is not None
    found = {each.id for each in crm.timeline(again.contact).records}

    ends = (first.deal, second, again.deal, again.contact)
    assert {each.id for each in ends if each} <= found
    assert second.id not in {each.id for each in crm.timeline(first.lead).records}


def test_people_and_their_firm_are_in_each_others_stories(crm: Crm) -> None:
    """T3, mission 3.5: what a firm's people did is part of its story."""
    company = crm.companies.add(Company(name="Kyivlog"))
    person = crm.contacts.add(Contact(last_name="Melnyk", companies=[company.id]))
    crm.activities.add(Activity(kind="note", bindings=[person]))

    assert ("activity", "note") in told(crm.timeline(company))
    assert ("company", "created") in told(crm.timeline(person))


def test_what_was_deleted_is_in_no_story(crm: Crm) -> None:
    """T3: until it is restored."""
    company = crm.companies.add(Company(name="Kyivlog"))
    person = crm.contacts.add(Contact(last_name="Melnyk", companies=[company.id]))
    deal = crm.deals.add(Deal(title="Forklifts", contacts=[person.id]))
    crm.activities.delete(crm.activities.add(Activity(kind="note", bindings=[person])))
    crm.win(deal)
    crm.deals.delete(deal)
    crm.companies.delete(company)

    assert [("contact", "created")] == told(crm.timeline(person))
    assert crm.timeline(person).first_purchase is None


def test_the_first_purchase_parts_a_story(crm: Crm) -> None:
    """T3, mission 0.22: what came before it, and what since."""
    done = crm.convert(crm.leads.add(olena(amount="5 UAH")))
    assert done.deal is not None
    assert done.contact is not None
    assert crm.timeline(done.deal).first_purchase is None
    crm.win(done.deal)
    later = crm.deals.add(Deal(title="Cranes", contacts=[done.contact.id]))
    crm.win(later)
    story = crm.timeline(done.contact)

    assert story.first_purchase is not None
    assert (done.deal.id, Money("5", "UAH")) == (
        story.first_purchase.record,
        story.first_purchase.amount,
    )
    assert [False] * 4 + [True] * 3 == [each.after_purchase for each in story]
    assert [("deal", "closed")] == [
        (each.entity, each.kind) for each in story if each.is_first_purchase
    ]
    assert [False, True, True] == [e.after_purchase for e in crm.timeline(later)]


def test_a_paid_invoice_is_a_purchase_too(crm: Crm) -> None:
    """T3: whichever was won first."""
    company = crm.companies.add(Company(name="Kyivlog"))
    invoice = crm.invoices.add(Invoice(title="Advance", company=company.id))
    crm.move(invoice, "paid")

    purchase = crm.timeline(company).first_purchase
    assert purchase is not None
    assert (invoice.id, "Advance") == (purchase.record, purchase.title)


def test_what_is_planned_stands_where_it_is_due(opened: Callable[..., Crm]) -> None:
    """T3: the story goes on into the future; notes have authors and files."""
    crm = opened(clock=Watch(), files=MemoryFiles())
    deal = crm.deals.add(Deal(title="Forklifts"))
    start = BEGIN + 99 * HOUR
    crm.activities.add(Activity(kind="meeting", starts_at=start, bindings=[deal]))
    paper = crm.files.put(b"offer", name="offer.pdf")
    note = Activity(kind="note", description="Two.", files=[paper], bindings=[deal])
    crm.acting_as("bob").activities.add(note)
    _, written, planned = crm.timeline(deal)

    assert ("Note", "Two.", "bob", (paper,)) == (
        written.what,
        written.text,
        written.actor,
        written.files,
    )
    assert ("Meeting: Planned", start, "planned") == (
        planned.what,
        planned.at,
        planned.state,
    )


def test_an_activity_stands_once_by_who_did_it(crm: Crm) -> None:
    """T3: however often it was changed before and after."""
    deal = crm.deals.add(Deal(title="Forklifts"))
    call = crm.activities.add(Activity(kind="call", bindings=[deal, deal]))
    call = crm.activities.update(call, subject="Ask")
    done = crm.acting_as("bob").complete(call).activity
    crm.activities.update(done, result="two")
    _, entry = crm.timeline(deal)

    assert ("bob", done.done_at, "Call: Done", "Ask", "two") == (
        entry.actor,
        entry.at,
        entry.what,
        entry.title,
        entry.text,
    )


def test_inquiries_are_told(crm: Crm) -> None:
    """T3, mission 2.6: with what was asked."""
    deal = crm.deals.add(Deal(title="Forklifts"))
    crm.inquiries.add(Inquiry(channel="web", message="How much?", deal=deal.id))
    entry = crm.timeline(deal).all()[-1]

    assert ("inquiry", "Inquiry: received", "How much?") == (
        entry.kind,
        entry.what,
        entry.text,
    )


def test_words_are_those_of_the_office(opened: Callable[..., Crm]) -> None:
    """T3: labels and language of the workspace."""
    names = {"deal": {"uk": "Продаж"}}
    crm = opened(workspace=Workspace(language="uk", labels=names))
    deal = crm.deals.add(Deal(title="Навантажувачі"))
    crm.deals.update(deal, amount="5 UAH", notes="x")

    assert ["Продаж: створено · Нова", "Продаж: змінено · Сума, Примітки"] == [
        each.what for each in crm.timeline(deal)
    ]


def test_history_that_is_brought_along_stands_at_its_time(crm: Crm) -> None:
    """T3, P16: by the time that it tells, not by that of writing."""
    deal = crm.deals.add(Deal(title="Forklifts"))
    old = BEGIN - 99 * HOUR
    call = Activity(kind="call", done_at=old, created_at=old, bindings=[deal])
    crm.activities.add(call)

    assert ["call", "created"] == [each.kind for each in crm.timeline(deal)]


def test_a_clock_that_went_back_turns_no_record_round(
    opened: Callable[..., Crm],
) -> None:
    """P16: a record's own facts keep the order of writing."""
    times = iter([BEGIN, BEGIN - 5 * HOUR, *[BEGIN - 9 * HOUR] * 99])
    crm = opened(clock=lambda: next(times))
    deal = crm.deals.add(Deal(title="Forklifts"))
    crm.deals.update(deal, amount="5 UAH")

    assert ["created", "updated"] == [each.kind for each in crm.timeline(deal)]


def test_at_one_time_the_order_is_that_of_writing(opened: Callable[..., Crm]) -> None:
    """P16: a clock that stands still mixes nothing up."""
    crm = opened(clock=lambda: BEGIN)
    deal = crm.deals.add(Deal(title="Forklifts"))
    crm.activities.add(Activity(kind="note", bindings=[deal]))
    crm.move(deal.id, "preparation")
    crm.activities.add(Activity(kind="note", bindings=[deal]))
    crm.win(deal.id)

    assert ["created", "note", "moved", "note", "closed"] == [
        each.kind for each in crm.timeline(deal)
    ]


def test_entries_are_filtered(crm: Crm) -> None:
    """T3: by kind, record, person, day and text; filters add up."""
    done = crm.convert(crm.leads.add(olena()))
    deal = done.deal
    assert deal is not None
    note = Activity(kind="note", description="Two CRANES", bindings=[deal])
    crm.acting_as("bob").activities.add(note)
    story = crm.timeline(deal)

    assert ["note"] == [each.kind for each in story.where(text="cranes")]
    assert ["note"] == [each.kind for each in story.where(actor="bob")]
    assert ["created"] == [each.kind for each in story.where(of=deal)]
    assert 2 == story.where(of=["deals", deal.lead or ""], kinds="created").count()
    assert 0 == story.where(kinds=["note"]).where(actor="ada").count()
    assert story.count() == story.where(during="2026-03-01").count()
    assert [] == story.where(during="2026-04").all()
    with pytest.raises(UnknownName):
        story.where(of="leeds")


def test_pages_go_on_where_they_ended(crm: Crm) -> None:
    """T3, H4: also when something was added meanwhile, and when it moved."""
    deal = crm.deals.add(Deal(title="Forklifts"))
    due = BEGIN + 99 * HOUR
    calls = crm.activities.add_many(
        Activity(kind="call", subject=name, starts_at=due, bindings=[deal])
        for name in "ABC"
    )
    first = crm.timeline(deal).page(2)
    assert ["Forklifts", "A"] == [each.title for each in first]
    crm.activities.add(Activity(kind="note", bindings=[deal]))
    rest = crm.timeline(deal).page(after=first.next)
    assert (["B", "C"], "") == ([each.title for each in rest], rest.next)

    crm.complete(calls[0])
    moved = crm.timeline(deal).page(after=first.next)
    assert ["B", "C"] == [each.title for each in moved] or 0 == len(moved)
    back = crm.timeline(deal).newest_first().page(1)
    assert ["C"] == [each.title for each in back]


@pytest.mark.parametrize(
    "mark", ["x", "2026-03-01 a 1", "a b c", "a b", "\0", "9 " * 9]
)
def test_marks_of_somebody_else_are_refused(crm: Crm, mark: str) -> None:
    """P25: a mark comes from outside."""
    deal = crm.deals.add(Deal(title="Forklifts"))

    with pytest.raises(InvalidValue):
        crm.timeline(deal).page(after=mark)
    with pytest.raises(InvalidValue):
        crm.timeline(deal).page(0)


def test_only_sales_and_clients_have_stories(crm: Crm) -> None:
    """T3: and those that are there."""
    deal = crm.deals.add(Deal(title="Forklifts"))
    note = crm.activities.add(Activity(kind="note", bindings=[deal]))
    with pytest.raises(InvalidValue):
        crm.timeline(note).all()

    crm.deals.delete(deal)
    with pytest.raises(NotFound):
        crm.timeline(deal).all()


def test_a_story_is_as_it_was(crm: Crm) -> None:
    """H7: of the past, too."""
    deal = crm.deals.add(Deal(title="Forklifts"))
    then = crm.history(deal)[-1].at
    crm.win(deal)

    assert ["created"] == [each.kind for each in crm.as_of(then).timeline(deal)]


def test_a_story_draws_itself(opened: Callable[..., Crm]) -> None:
    """T3: as text and in a notebook; nothing in it is markup."""
    crm = opened(clock=Watch(), workspace=Workspace(zone="Europe/Kyiv"))
    lead = crm.move(crm.leads.add(olena()), "in_progress")
    done = crm.convert(lead)
    assert done.contact is not None
    story = crm.timeline(done.contact)
    assert story.where(kinds=["x"]).count() == 0
    assert "There is nothing to show." in str(story.where(kinds=["x"]))
    assert repr(story) == f"<Timeline of {done.contact.id}>"
    assert "Olena" not in repr(story.all() + list(story.touches))

    assert ["Lead: created · New"] == [each.what for each in story][:1]
    assert "<table>" in story._repr_html_()
    deal = done.deal
    assert deal is not None
    crm.win(crm.deals.update(deal, title="<b>"))
    drawn = story._repr_html_()
    assert "&lt;b&gt;" in drawn
    assert "First purchase" in drawn
    assert str(story).index("── First purchase ──") < str(story).index("closed")
    assert "First purchase" in str(story.where(kinds="closed"))


def test_long_stories_are_cut(crm: Crm) -> None:
    """P25: the last hundred entries are drawn."""
    deal = crm.deals.add(Deal(title="Forklifts"))
    crm.activities.add_many(Activity(kind="note", bindings=[deal]) for _ in range(120))

    assert str(crm.timeline(deal)).endswith("Further ones: 21")


# Rights


def test_what_one_may_not_see_is_in_no_story(opened: Callable[..., Crm]) -> None:
    """T3, A3, A5, P19: no entry, no purchase, no touch, no field."""
    own = role(
        Grant("any", "any", scope="own"),
        Grant("contact", "any", scope="all"),
        Grant("deal", "read", field="amount", scope="none"),
    )
    ada = opened(clock=Watch(), workspace=firm(own))
    bob = ada.acting_as("bob")
    person = ada.contacts.add(Contact(last_name="Melnyk"))
    bobs = bob.deals.add(Deal(title="Mine", contacts=[person.id]))
    ada.deals.update(bobs, amount="5 UAH")
    won = ada.win(ada.deals.add(Deal(title="Hers", contacts=[person.id])))
    ada.activities.add(Activity(kind="note", bindings=[bobs]))

    assert [("contact", "created"), ("deal", "created")] == told(bob.timeline(person))
    assert bob.timeline(person).first_purchase is None
    assert won.id not in {each.id for each in bob.timeline(person).records}
    assert ("activity", "note") in told(ada.timeline(person))
    with pytest.raises(NotFound):
        bob.timeline(won).all()


def test_a_time_that_is_hidden_tells_no_touch(opened: Callable[..., Crm]) -> None:
    """T4, A5: and a purchase is told without it by nobody."""
    blind = role(
        Grant("any", "any", scope="all"),
        *(
            Grant(entity, "read", field="created_at", scope="none")
            for entity in ("lead", "contact", "deal", "inquiry")
        ),
        Grant("deal", "read", field="closed_at", scope="none"),
    )
    ada = opened(clock=Watch(), workspace=firm(blind))
    lead = ada.leads.add(olena())
    ada.inquiries.add(Inquiry(channel="web", lead=lead.id))
    made = ada.convert(lead).deal
    assert made is not None
    deal = ada.win(made)
    story = ada.acting_as("bob").timeline(deal)

    assert 2 == len(ada.timeline(deal).touches)
    assert () == story.touches
    assert story.first_purchase is None
    assert story.count() == ada.timeline(deal).count()
    assert ada.timeline(deal).first_purchase is not None
    assert deal.id in repr(ada.timeline(deal).first_purchase)


# Touches


def test_it_is_told_how_it_began(crm: Crm) -> None:
    """T4, mission 0.7: which exhibition, when, who talked; the last touch as well."""
    lead = crm.leads.add(
        olena(source_details="Expo", utm=Utm(campaign="spring"), met_by="bob")
    )
    call = crm.activities.add(Activity(kind="call", bindings=[lead]))
    done = crm.convert(lead)
    assert done.deal is not None
    crm.complete(call.id)
    story = crm.timeline(done.deal)
    first, last = story.first_touch, story.last_touch
    assert first is not None
    assert last is not None

    assert (lead.id, lead.created_at, "trade_show", "Expo", "spring", "bob") == (
        first.record,
        first.at,
        first.source,
        first.source_details,
        first.campaign,
        first.actor,
    )
    assert (call.id, "call", "") == (last.record, last.kind, last.campaign)
    assert crm.deals.get(done.deal.id).last_activity_at == last.at


def test_an_inquiry_is_the_first_touch(crm: Crm) -> None:
    """T4: it came before the lead that was made of it."""
    lead = crm.leads.add(olena())
    asked = BEGIN - HOUR
    crm.inquiries.add(
        Inquiry(channel="call", line="101", received_at=asked, lead=lead.id)
    )
    crm.activities.add(Activity(kind="call", bindings=[lead]))
    touches = crm.timeline(lead).touches

    assert [("inquiry", "call"), ("lead", "trade_show")] == [
        (each.kind, each.source) for each in touches
    ]


def test_what_is_made_by_hand_is_a_touch_if_it_says_whence(crm: Crm) -> None:
    """T4: a client always, a deal with a source."""
    person = crm.contacts.add(Contact(last_name="Melnyk"))
    crm.deals.add(Deal(title="A", contacts=[person.id]))
    crm.deals.add(Deal(title="B", contacts=[person.id], source="web"))

    kinds = [(each.kind, each.source) for each in crm.timeline(person).touches]
    assert [("contact", ""), ("deal", "web")] == kinds
    crm.deals.add(Deal(title="C", source="web", created_at=BEGIN - HOUR))
    alone = crm.timeline(crm.deals.add(Deal(title="D")))
    assert (None, None) == (alone.first_touch, alone.last_touch)


# Laws

ACTS = ("note", "call", "complete", "update", "move", "plan", "deal", "back")


def _done(crm: Crm, act: str, person: Contact, deals: list[Deal]) -> None:
    deal = deals[-1]
    if act in ("note", "call", "plan"):
        due = BEGIN + 50 * HOUR if act == "plan" else None
        kind = "meeting" if act == "plan" else act
        crm.activities.add(Activity(kind=kind, starts_at=due, bindings=[deal]))
    elif act == "complete":
        for each in crm.agenda.planned():
            crm.complete(each)
    elif act == "update":
        crm.deals.update(deal.id, notes=f"{crm.deals.get(deal.id).version}")
    elif act == "move":
        crm.move(deal.id, "won" if crm.deals.get(deal.id).stage == "new" else "new")
    elif act == "deal":
        deals.append(crm.deals.add(Deal(title="Next", contacts=[person.id])))


@given(
    st.lists(st.sampled_from(ACTS), max_size=12),
    st.integers(1, 5),
    st.sampled_from((1, -1)),
)
def test_pages_together_are_the_whole(acts: list[str], size: int, way: int) -> None:
    """T3, P16: each entry once, in order, before and after the mark at most once."""
    watch = Watch()
    crm = leadflow.open(clock=watch)
    person = crm.contacts.add(Contact(last_name="Melnyk"))
    deals = [crm.deals.add(Deal(title="First", contacts=[person.id]))]
    for act in acts:
        watch.now -= 9 * HOUR if act == "back" else timedelta()
        _done(crm, act, person, deals)
    story = crm.timeline(person)
    whole = story.all()
    if way < 0:
        story = story.newest_first()
    found: list[TimelineEntry] = []
    after = ""
    while not found or after:
        page = story.page(size, after=after)
        found += page.items
        after = page.next

    assert whole == found[::way]
    marks = [each.after_purchase for each in whole]
    assert sorted(marks) == marks
    facts = [e for e in whole if e.record == person.id or e.entity == "deal"]
    for record in {each.record for each in facts}:
        kinds = [event.kind for event in crm.history(record) if event.kind != "touched"]
        assert kinds == [each.kind for each in facts if each.record == record]


def test_a_kind_that_is_a_slip_is_told() -> None:
    """T3: no entry at all would read as if nothing had happened."""
    crm = leadflow.open(actor="ada")
    story = crm.timeline(crm.leads.add(Lead(title="A")))
    for slip, meant in (("creatd", "created"), ("cal", "call"), ("inqury", "inquiry")):
        with pytest.raises(UnknownName, match=f"did you mean '{meant}'"):
            story.where(kinds=slip).all()

    assert [] == story.where(kinds="inspection").all()


def test_a_story_reads_as_often_of_many_records_as_of_few(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """T3: over a wire each reading is a trip, so what belongs together is read so."""
    asked: list[str] = []
    read = MemoryReader.get

    def get(
        self: MemoryReader, entity: str, ids: Sequence[str]
    ) -> Mapping[str, Record]:
        asked.append(entity)
        return read(self, entity, ids)

    monkeypatch.setattr(MemoryReader, "get", get)
    crm = leadflow.open(actor="ada")
    counts = []
    for size in (2, 20):
        firm = crm.companies.add(Company(name=f"firm of {size}"))
        crm.deals.add_many(Deal(title="A", company=firm.id) for _ in range(size))
        asked.clear()
        assert size == len(crm.timeline(firm).where(of="deals").page(50))
        counts.append(len(asked))

    assert counts[0] == counts[1]
