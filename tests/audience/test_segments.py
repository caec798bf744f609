from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given, strategies as st

import leadflow
from leadflow import (
    Activity,
    Affiliation,
    Company,
    Contact,
    Crm,
    Deal,
    F,
    Grant,
    InvalidCondition,
    InvalidValue,
    InvalidWorkspace,
    Lead,
    Purchases,
    Segment,
    UnknownName,
    Workspace,
)
from leadflow.testing import BEGINNING, FixedClock
from tests.access.office import firm, role


def names(crm: Crm, segment: Segment | str) -> list[str]:
    """Return who is in a segment; the store and the reading agree on how many."""
    found = crm.segments.of(segment)
    told = [
        each.name if isinstance(each, Company) else each.last_name for each in found
    ]
    assert found.count() == len(told) == len(found.ids()) == len(found.all())
    return told


def sold(
    crm: Crm, client: Contact | Company, amount: str, *, days_ago: int = 0
) -> None:
    """Win a deal with a client."""
    then = crm.at(BEGINNING - timedelta(days=days_ago))
    people = [client] if isinstance(client, Contact) else []
    firms = client if isinstance(client, Company) else None
    deal = Deal(title="x", amount=amount, contacts=people, company=firms)
    then.win(then.deals.add(deal))


@pytest.fixture
def buyers(crm: Crm) -> Crm:
    """Return a CRM with clients who bought more and less, lately and long ago."""
    often, once, old, never = crm.contacts.add_many(
        Contact(last_name=each) for each in ("Often", "Once", "Old", "Never")
    )
    for _ in range(3):
        sold(crm, often, "100 UAH", days_ago=5)
    sold(crm, once, "50 EUR", days_ago=10)
    sold(crm, old, "1000 UAH", days_ago=400)
    crm.lose(crm.deals.add(Deal(title="x", contacts=[never])), reason="price")
    return crm


@pytest.mark.parametrize(
    ("expected", "purchases"),
    [
        (["Often", "Once", "Old"], Purchases()),
        (["Never"], Purchases(most=0)),
        (["Often"], Purchases(least=2)),
        (["Often", "Once"], Purchases(within=30)),
        (["Old", "Never"], Purchases(within=30, most=0)),
        (["Old"], Purchases(silent=30)),
        (["Often", "Old"], Purchases(worth="300 UAH")),
        (["Once"], Purchases(worth="1 EUR")),
        (["Often"], Purchases(worth="300 UAH", within=365)),
        (["Often", "Once"], Purchases(below="1000 UAH")),
        (["Once", "Old"], Purchases(most=1)),
        (["Old"], Purchases(worth="301 UAH")),
        (["Once", "Never"], Purchases(least=0, below="300 UAH")),
        (["Old"], Purchases(within=30, most=0, silent=30)),
    ],
)
def test_purchases_count_by_time_number_and_value(
    buyers: Crm, expected: list[str], purchases: Purchases
) -> None:
    """Z7: recency, frequency and value of what was won, in its own currency."""
    assert expected == names(buyers, Segment("s", purchases=purchases))


def test_the_latest_purchase_breaks_the_silence(crm: Crm) -> None:
    """Z7: recency counts from the last purchase, in whatever order they were kept."""
    person = crm.contacts.add(Contact(last_name="Koval"))
    for days_ago in (5, 400):
        sold(crm, person, "5 UAH", days_ago=days_ago)

    assert [] == names(crm, Segment("s", purchases=Purchases(silent=30)))


def test_companies_and_leads_have_their_purchases(crm: Crm) -> None:
    """Z7: a lead bought what its contact did, one without what its company did."""
    company = crm.companies.add(Company(name="Kyivlog"))
    person = crm.contacts.add(Contact(last_name="Koval"))
    sold(crm, company, "5 UAH")
    for name, values in (
        ("Ours", {"company": company}),
        ("Poor", {"company": company, "contact": person}),
        ("New", {}),
    ):
        crm.leads.add(Lead(last_name=name, **values))
    bought = Purchases()

    assert ["Kyivlog"] == names(crm, Segment("s", over="company", purchases=bought))
    assert ["Ours"] == names(crm, Segment("s", over="lead", purchases=bought))


def test_a_firm_without_deals_counts_its_invoices(opened: Callable[..., Crm]) -> None:
    """Z7, M6: what is won at the end of the chain is what was bought."""
    crm = opened(workspace=Workspace(chain="invoice"))
    person = crm.contacts.add(Contact(last_name="Koval"))
    bill = leadflow.Invoice(title="x", amount="5 UAH", contacts=[person])
    crm.win(crm.invoices.add(bill))

    assert ["Koval"] == names(crm, Segment("s", purchases=Purchases(worth="5 UAH")))


def test_officials_are_found_by_position_and_role(crm: Crm) -> None:
    """Mission 3.20: different officials are addressed separately."""
    firms = crm.companies.add_many(Company(name=each) for each in "AB")
    places = [
        Affiliation(firms[0], position="Головний бухгалтер", role="accountant"),
        Affiliation(firms[1], position="Advisor", role="decision_maker"),
        Affiliation(firms[1], position="Chief", role="buyer", until="2026-01-04"),
    ]
    crm.contacts.add(Contact(last_name="Koval", companies=places))
    crm.contacts.add(Contact(last_name="Bondar", job_title="Chief engineer"))
    crm.leads.add(Lead(last_name="Hook", job_title="Chief of staff"))

    assert ["Koval"] == names(crm, Segment("s", position="БУХГАЛТЕР"))
    assert ["Bondar"] == names(crm, Segment("s", position=["chief", "boss"]))
    assert ["Hook"] == names(crm, Segment("s", over="lead", position="chief"))
    assert ["Koval"] == names(crm, Segment("s", role=["decision_maker", "lawyer"]))
    assert [] == names(crm, Segment("s", role="buyer"))
    assert [] == names(crm, Segment("s", role="accountant", position="chief"))


def test_who_is_silent_is_found(crm: Crm, clock: FixedClock) -> None:
    """Z7: nothing happened for so many days; a new record is news itself."""
    old, touched = crm.contacts.add_many(Contact(last_name=each) for each in "AB")
    clock.set(BEGINNING + timedelta(days=30))
    call = Activity(kind="call", bindings=[touched], done_at=clock())
    crm.activities.add(call)
    crm.contacts.add(Contact(last_name="C"))

    assert ["A"] == names(crm, Segment("s", silence=30))
    assert [] == names(crm, Segment("s", silence=31))
    assert crm.contacts.get(old.id).last_activity_at is None


@given(st.dates(date(1940, 1, 1), date(2026, 12, 31)), st.integers(0, 366))
def test_birthdays_are_those_of_the_feed(born: date, days: int) -> None:
    """Z7, T5: a segment by birthday has those whom the feed has."""
    crm = leadflow.open(clock=FixedClock())
    person = crm.contacts.add(Contact(last_name="Koval", birth_date=born))
    lead = crm.leads.add(Lead(last_name="Hook", birth_date=born))
    crm.leads.add(Lead(last_name="Known", birth_date=born, contact=person))
    feed = {each.person.id for each in crm.birthdays(days)}
    found = [
        *crm.segments.of(Segment("people", birthday=days)).ids(),
        *crm.segments.of(Segment("leads", over="lead", birthday=days)).ids(),
    ]

    assert feed == set(found) <= {person.id, lead.id}


def test_a_condition_is_asked_like_any_other(opened: Callable[..., Crm]) -> None:
    """Z7: what the workspace keeps under a name is found by the store."""
    chosen = Segment("web", over="leads", when=F.source == "web")
    crm = opened(workspace=Workspace(segments=[chosen]))
    crm.leads.add_many(
        Lead(last_name=n, source=s) for n, s in (("A", "web"), ("B", ""))
    )

    assert ["A"] == names(crm, "web")
    assert [chosen] == list(crm.segments)
    assert "<SegmentMembers of 'web'>" == repr(crm.segments.of("web"))
    with pytest.raises(UnknownName, match="did you mean 'web'"):
        crm.segments.of("wep")


def test_wrong_segments_are_refused_with_the_right_names() -> None:
    """Z7, S2: every fault is told when the workspace is built."""
    wrong = Segment("a", over="company", when="nam == 'x'", role="boss", birthday=3)
    with pytest.raises(InvalidWorkspace) as error:
        Workspace(segments=[wrong, Segment("a")])

    assert {
        "segments[0].when",
        "segments[0].role",
        "segments[0].birthday",
        "segments[1].code",
    } == {each.path for each in error.value.faults}
    assert "did you mean 'name'" in str(error.value)
    with pytest.raises(InvalidWorkspace, match="did you mean 'name'"):
        leadflow.open().segments.of(Segment("a", over="company", when="nam == 'x'"))


def test_who_may_not_see_a_member_does_not_count_it(
    opened: Callable[..., Crm],
) -> None:
    """A3, A5: hidden members are not there, hidden fields cannot be asked."""
    crm = opened(workspace=firm(role(Grant("any", "read", scope="own"))))
    crm.contacts.add(Contact(last_name="Hers", notes="x"))
    crm.contacts.add(Contact(last_name="His", owner="bob"))

    assert ["Hers", "His"] == names(crm, Segment("s"))
    assert ["His"] == names(crm.acting_as("bob"), Segment("s"))


def test_a_hidden_field_is_unknown_to_a_segment(opened: Callable[..., Crm]) -> None:
    """A5: who may not read a field, cannot learn it from a segment."""
    hides = role(
        Grant("any", "read", scope="all"),
        Grant("contact", "read", scope="none", field="notes"),
    )
    crm = opened(workspace=firm(hides))
    crm.contacts.add(Contact(last_name="Koval", notes="rich"))
    rich = Segment("rich", when="notes.contains('rich')")

    assert ["Koval"] == names(crm, rich)
    with pytest.raises(InvalidCondition, match="unknown field of contact 'notes'"):
        crm.acting_as("bob").segments.of(rich).all()


def test_members_are_drawn(crm: Crm) -> None:
    """Z7: a notebook shows the first members, escaped."""
    crm.contacts.add(Contact(last_name="<b>Koval"))

    assert "&lt;b&gt;Koval" in crm.segments.of(Segment("s"))._repr_html_()


def test_a_frozen_list_stays_as_it_was(crm: Crm, clock: FixedClock) -> None:
    """Z7, P10: merged members are their survivors, deleted ones are gone."""
    one, two, three, four = crm.contacts.add_many(
        Contact(last_name=each, emails=f"{each}@a.example") for each in "ABCD"
    )
    spring = crm.segments.freeze(Segment("all"), name="spring")
    crm.merge([one, two], resolve="survivor")
    crm.contacts.delete(three)
    crm.privacy.erase(four)
    crm.contacts.add(Contact(last_name="E"))
    clock.set(BEGINNING + timedelta(days=30))
    summer = crm.segments.freeze(Segment("all"), name="summer")

    assert (one.id, two.id, three.id, four.id) == spring.ids
    assert one.id in spring
    assert [one.id] == [each.id for each in crm.segments.of(spring)]
    assert spring == crm.segments.freeze(Segment("all"), name="spring")
    assert [spring, summer] == crm.segments.all_frozen()
    assert "<SegmentChange: 1 came, 2 left, 2 stayed>" == repr(summer.since(spring))


def test_who_came_back_is_a_member_again(crm: Crm) -> None:
    """H5, Z7: whose data was erased, and who has told us an address since."""
    person = crm.contacts.add(Contact(last_name="A", emails="a@a.example"))
    spring = crm.segments.freeze(Segment("all"), name="spring")
    crm.privacy.erase(person)
    assert [] == list(crm.segments.of(spring))
    crm.contacts.update(crm.contacts.get(person.id), emails="b@b.example")

    assert [person.id] == [each.id for each in crm.segments.of(spring)]


def test_frozen_lists_have_names(crm: Crm) -> None:
    """Z7, P3: one name is one list."""
    crm.segments.freeze(Segment("all"), name="spring")

    with pytest.raises(UnknownName, match="did you mean 'spring'"):
        crm.segments.frozen("sprin")
    with pytest.raises(leadflow.KeyReused):
        crm.segments.freeze(Segment("other"), name="spring")
    with pytest.raises(InvalidValue, match="name is missing"):
        crm.segments.freeze(Segment("all"), name=" ")
    assert "<FrozenSegment 'spring' of 2026-01-05: 0>" == repr(
        crm.acting_as("bob").segments.frozen("spring")
    )
    assert "<SegmentMembers of 'spring'>" == repr(
        crm.segments.of(crm.segments.frozen("spring"))
    )
    assert "Contacts: 0" in crm.segments.of(crm.segments.frozen("spring"))._repr_html_()


def test_a_frozen_list_is_drawn_as_what_it_holds(crm: Crm) -> None:
    """Z7: a list of leads is a table of leads."""
    crm.leads.add(Lead(title="Forklifts"))
    kept = crm.segments.freeze(Segment("all", over="lead"), name="leads")

    assert "Leads: 1" in crm.segments.of(kept)._repr_html_()
    assert 1 == crm.segments.of(kept).count()


def test_a_frozen_list_is_its_makers_where_there_are_roles(
    opened: Callable[..., Crm],
) -> None:
    """A3: who froze what others may not see, tells them nothing by it."""
    crm = opened(workspace=firm(role(Grant("any", "read", scope="own"))))
    crm.contacts.add(Contact(last_name="Hers"))
    crm.contacts.add(Contact(last_name="His", owner="bob"))
    spring = crm.segments.freeze(Segment("all"), name="spring")
    bob = crm.acting_as("bob")

    assert 2 == len(spring)
    assert [] == bob.segments.all_frozen()
    assert 1 == bob.segments.of(spring).count()
    assert 1 == len(bob.segments.freeze(Segment("all"), name="spring"))
