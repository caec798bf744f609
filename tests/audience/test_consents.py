from collections.abc import Callable
from datetime import timedelta

import pytest
from hypothesis import given, strategies as st

import leadflow
from leadflow import (
    Company,
    Consent,
    Contact,
    Crm,
    Denied,
    F,
    Grant,
    InvalidData,
    InvalidValue,
    Lead,
    LeadflowError,
    ReadOnly,
    Segment,
    UnknownName,
    import_records,
)
from leadflow.ids import ConversionId
from leadflow.testing import BEGINNING, CountingIds, FixedClock
from leadflow.values.consents import consents, state_of
from tests.access.office import firm, role


YES, NO = Consent("email", "subscribed"), Consent("email", "unsubscribed")
NEWS = Consent("email", "subscribed", topic="news")
NO_NEWS = Consent("email", "unsubscribed", topic="news")


def later(consent: Consent, days: int) -> Consent:
    """Return the same word, said some days later."""
    at = BEGINNING + timedelta(days=days)
    return Consent(consent.channel, consent.state, topic=consent.topic, at=at)


@pytest.mark.parametrize(
    ("expected", "said", "topic"),
    [
        ("none", [], ""),
        ("none", [Consent("phone", "subscribed")], ""),
        ("subscribed", [YES], "news"),
        ("none", [NEWS], ""),
        ("none", [NEWS], "sales"),
        ("subscribed", [NEWS], "news"),
        ("unsubscribed", [NO, YES], ""),
        ("subscribed", [NO, later(YES, 1)], ""),
        ("unsubscribed", [later(NO, 2), later(YES, 1)], ""),
        ("unsubscribed", [later(NEWS, 1), later(NO, 2)], "news"),
        ("unsubscribed", [later(NEWS, 1), later(NO, 1)], "news"),
        ("subscribed", [later(NO, 1), later(NEWS, 2)], "news"),
        ("unsubscribed", [later(NO_NEWS, 1), later(YES, 2)], "news"),
        ("subscribed", [later(NO_NEWS, 1), later(YES, 2)], "sales"),
    ],
)
def test_the_last_word_counts(expected: str, said: list[Consent], topic: str) -> None:
    """Mission 0.16: a refusal wins, unless somebody subscribed later to just that."""
    assert expected == state_of(said, "email", topic)
    assert expected == state_of(reversed(said), "email", topic)


def test_wrong_consents_are_refused() -> None:
    """Mission 0.16: a channel or a state that is not there names the right ones."""
    with pytest.raises(UnknownName, match="did you mean 'email'"):
        Consent("e-mail", "subscribed")
    with pytest.raises(UnknownName, match="did you mean 'subscribed'"):
        Consent("email", "subscribe")
    for wrong in ("email", 3, [3]):
        with pytest.raises(InvalidValue, match="write Consent"):
            consents(wrong)  # type: ignore[arg-type]  # as users may


def test_what_was_said_is_kept_with_its_time_and_basis(
    crm: Crm, clock: FixedClock
) -> None:
    """Mission 0.16, H1: on the record, as a fact, and asked like any field."""
    lead = crm.leads.add(Lead(last_name="Koval", emails="k@a.example"))
    crm.consents.subscribe(lead, topic="news", basis="form on the site")
    clock.set(BEGINNING + timedelta(days=1))
    told = crm.consents.unsubscribe(lead.id)

    assert told.consents == (
        Consent("email", "unsubscribed", at=clock(), by="ada"),
        Consent(
            "email",
            "subscribed",
            topic="news",
            at=BEGINNING,
            by="ada",
            basis="form on the site",
        ),
    )
    assert ["created", "consented", "consented"] == [
        each.kind for each in crm.history(lead)
    ]
    asked = crm.leads.where(F.consents.contains("email:unsubscribed"))
    assert [told] == asked.all()
    assert "consent noted" in str(crm.timeline(lead))


def test_a_consent_takes_nothing_from_whoever_holds_the_record(crm: Crm) -> None:
    """H2: the version before it may still be changed, and forgets nothing."""
    contact = crm.contacts.add(Contact(last_name="Koval"))
    crm.consents.unsubscribe(contact)
    after = crm.contacts.update(contact, job_title="Chief")

    assert ("Chief", "unsubscribed") == (after.job_title, after.consents[0].state)
    with pytest.raises(ReadOnly):
        crm.contacts.update(after, consents=())


def test_saying_the_same_at_one_time_writes_nothing(crm: Crm) -> None:
    """P3: noting twice is noting once."""
    contact = crm.contacts.add(Contact(last_name="Koval"))
    first = crm.consents.unsubscribe(contact)

    assert first == crm.consents.unsubscribe(contact)
    assert 2 == len(crm.history(contact))


def test_parties_alone_consent(crm: Crm) -> None:
    """Mission 0.16: a deal has no mailbox."""
    deal = crm.deals.add(leadflow.Deal(title="x"))
    with pytest.raises(UnknownName, match="kind of party"):
        crm.consents.unsubscribe(deal)  # type: ignore[type-var]  # as users may
    with pytest.raises(UnknownName, match="channel"):
        crm.consents.state(deal.id, channel="fax")


def test_who_may_not_change_a_record_notes_nothing_of_it(
    opened: Callable[..., Crm],
) -> None:
    """A3, P20: noting is changing."""
    crm = opened(workspace=firm(role(Grant("any", "read", scope="all"))))
    contact = crm.contacts.add(Contact(last_name="Koval"))
    with pytest.raises(Denied):
        crm.acting_as("bob").consents.unsubscribe(contact)

    assert "none" == crm.consents.state(contact)


def test_a_refusal_is_the_addresss_whoever_holds_it(
    opened: Callable[..., Crm],
) -> None:
    """A3, P19: an unseen record tells of its address that it is left, and no more."""
    crm = opened(workspace=firm(role(Grant("any", "any", scope="own"))))
    hidden = crm.contacts.add(Contact(last_name="Koval", emails="k@a.example"))
    bob = crm.acting_as("bob")
    own = bob.leads.add(Lead(last_name="Koval", emails="K@a.example"))
    crm.consents.unsubscribe(hidden, basis="called us")

    assert "unsubscribed" == bob.consents.state(own)
    assert () == bob.leads.get(own.id).consents


def test_a_lead_hands_its_word_on(crm: Crm) -> None:
    """Mission 0.16, C4: whatever the map copies, the contact said it too."""
    lead = crm.leads.add(Lead(last_name="Koval", emails="k@a.example"))
    lead = crm.consents.unsubscribe(lead)
    made = crm.convert(lead)
    known = crm.contacts.add(Contact(last_name="Old", emails="o@a.example"))
    other = crm.leads.add(Lead(last_name="Old", emails="o@a.example", consents=[YES]))
    linked = crm.convert(other, contact=known.id)

    assert made.contact is not None
    assert lead.consents == made.contact.consents
    assert linked.contact is not None
    assert (YES,) == linked.contact.consents
    crm.revert(linked.id)
    assert () == crm.contacts.get(known.id).consents


def test_a_firm_without_a_person_takes_the_word(crm: Crm) -> None:
    """Mission 0.16: what a lead without a person said goes to its company."""
    lead = Lead(company_name="Kyivlog", websites="kyivlog.example", consents=[NO])
    made = crm.convert(crm.leads.add(lead))

    assert made.company is not None
    assert (NO,) == made.company.consents


def test_a_converted_lead_may_still_leave(crm: Crm) -> None:
    """Mission 0.16: the link in an old letter leads to the lead."""
    lead = crm.leads.add(Lead(last_name="Koval", emails="k@a.example"))
    contact = crm.convert(lead).contact
    crm.consents.unsubscribe(lead)

    assert contact is not None
    assert "unsubscribed" == crm.consents.state(contact)


def test_a_merge_unites_and_unmerging_parts(crm: Crm, clock: FixedClock) -> None:
    """D3: the later word counts for the survivor; undone, each has its own."""
    one = crm.contacts.add(Contact(last_name="A", emails="a@a.example"))
    two = crm.contacts.add(Contact(last_name="B", emails="b@a.example"))
    crm.consents.subscribe(one, basis="form")
    clock.set(BEGINNING + timedelta(days=1))
    crm.consents.unsubscribe(two)
    done = crm.merge([one, two], resolve="survivor")

    assert "unsubscribed" == crm.consents.state(one)
    crm.unmerge(done.id)
    assert ["subscribed", "unsubscribed"] == [
        crm.consents.state(each) for each in (one, two)
    ]


def test_what_was_said_of_the_merged_stays_with_both(crm: Crm) -> None:
    """D3, mission 0.16: nobody knows by which of the two it was said."""
    one, two, three = crm.contacts.add_many(
        Contact(last_name=each, emails=f"{each}@a.example") for each in "ABC"
    )
    first = crm.merge([one, two], resolve="survivor")
    second = crm.merge([three.id, one.id], resolve="survivor")
    crm.consents.unsubscribe(three)
    crm.unmerge(second.id)
    crm.unmerge(first.id)

    assert ["unsubscribed"] * 3 == [
        crm.consents.state(each.id) for each in (one, two, three)
    ]


def test_erasing_takes_the_word_along(crm: Crm) -> None:
    """H5, P21: what somebody said goes with the person, and is exported with it."""
    contact = crm.contacts.add(Contact(last_name="Koval", emails="k@a.example"))
    crm.consents.subscribe(contact, basis="Said so at Kovalfair")
    told = str(crm.privacy.export_person(contact))
    crm.privacy.erase(contact)

    assert "Kovalfair" in told
    assert () == crm.contacts.get(contact.id).consents
    assert "Kovalfair" not in repr([each.changes for each in crm.history(contact)])


EMAILS = ("a@a.example", "b@a.example", "c@a.example")
OPS = st.tuples(
    st.sampled_from(
        "add_lead add_contact leave leave convert revert merge unmerge delete "
        "restore import".split()
    ),
    st.integers(0, 5),
    st.integers(0, 5),
)


class _World:
    """A small base, and the addresses that said no."""

    def __init__(self) -> None:
        self.crm = leadflow.open(actor="ada", clock=FixedClock(), ids=CountingIds())
        self.ids: list[str] = []
        self.done: list[str] = []
        self.left: set[str] = set()

    def do(self, name: str, one: int, other: int) -> None:
        """Do one thing; what cannot be done is not done."""
        crm, email = self.crm, EMAILS[one % 3]
        match name:
            case "add_lead":
                self.ids.append(crm.leads.add(Lead(last_name="A", emails=email)).id)
            case "add_contact":
                person = Contact(last_name="B", emails=email)
                self.ids.append(crm.contacts.add(person).id)
            case "import":
                rows = ["Last name,Email", f"C,{email}"]
                import_records(crm, rows, entity="leads")
            case _:
                self.to_one(name, self.pick(one), self.pick(other))

    def pick(self, number: int) -> str:
        """Return one of the records."""
        return self.ids[number % len(self.ids)]

    def to_one(self, name: str, id: str, other: str) -> None:
        """Do something with records that there are."""
        crm = self.crm
        place = crm.leads if id.startswith("lead") else crm.contacts
        match name:
            case "leave":
                party = crm.consents.unsubscribe(id)
                self.left |= {each.key for each in party.emails}
            case "convert":
                made = crm.convert(id)
                self.ids += [made.contact.id] if made.contact else []
                self.done.append(made.id)
            case "merge":
                self.done.append(crm.merge([id, other], resolve="survivor").id)
            case "delete":
                place.delete(id)  # type: ignore[arg-type]  # an id of its kind
            case "restore":
                place.restore(id)  # type: ignore[arg-type]  # as above
            case "unmerge" if self.done:
                crm.unmerge(self.done[-1])
            case "revert" if self.done:
                crm.revert(ConversionId(self.done[-1]))
            case _:
                pass


@given(st.lists(OPS, max_size=14))
def test_who_left_is_never_reached(ops: list[tuple[str, int, int]]) -> None:
    """P17, mission 0.16: through conversion, merge, undoing, deletion and import."""
    world = _World()
    for each in (("add_lead", 0, 0), ("add_contact", 1, 0), *ops):
        try:
            world.do(*each)
        except LeadflowError:
            continue
        for over in ("lead", "contact"):
            found = world.crm.audience(Segment("all", over=over))
            assert world.left.isdisjoint(e.address for e in found)
            assert (
                found.members == world.crm.segments.of(Segment("a", over=over)).count()
            )


def test_a_company_is_a_party_as_well(crm: Crm) -> None:
    """Mission 0.16: firms have mailboxes of their own."""
    company = crm.companies.add(Company(name="Kyivlog", emails="info@k.example"))
    crm.consents.unsubscribe(company)

    assert {"unsubscribed": 1} == crm.audience(Segment("f", over="company")).reasons
    with pytest.raises(InvalidData):
        crm.companies.add(company)
