"""Erasing a person: gone everywhere, and proved (H5, P21)."""

import json
import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from attrs import frozen

import leadflow
from leadflow import (
    Activity,
    Address,
    Affiliation,
    Company,
    Contact,
    Crm,
    CustomField,
    Deal,
    ErasurePlan,
    ErasureReport,
    F,
    Inquiry,
    InvalidValue,
    Invoice,
    Lead,
    NotFound,
    Origin,
    PlanOutdated,
    StoreBusy,
    UnknownName,
    Workspace,
)
from leadflow.events import GONE, replay
from leadflow.storage.memory import MemoryStore
from leadflow.storage.memory.store import MemoryWriter
from leadflow.storage.sqlite import SQLiteStore
from leadflow.storage.sqlite.writing import SQLiteWriter
from leadflow.testing import CountingIds, FixedClock, digest, nth_id
from leadflow.values import Requisites


# Whatever of these is found anywhere afterwards is a fault. Cyrillic too: files
# keep text in UTF-8, and JSON does not escape it.
SECRETS = (
    "Kovalenko",
    "Olena",
    "441234567",
    "123-45-67",
    "olena@",
    "telegram_olena",
    "Хрещатик",
    "3141592653",
    "Олена",
    "Kovalenka",
)
WORKSPACE = Workspace(
    fields=[
        CustomField("hobby", entity="lead", personal=True),
        CustomField("private_mail", entity="contact", type="email"),
        CustomField("budget", entity="lead", type="money"),
        CustomField("remark", entity="deal"),
    ]
)


@frozen
class Story:
    """What was done with one person."""

    contact: str
    lead: str
    deal: str
    company: str
    meeting: str


def tell(crm: Crm) -> Story:
    """Let Olena call, become a lead, then a contact; name her all over the place."""
    lead = crm.leads.add(
        Lead(
            title="Rental for Olena Kovalenko",
            first_name="Olena",
            middle_name="Олена",
            last_name="Kovalenko",
            birth_date=date(1990, 5, 17),
            company_name="Kyiv Logistics",
            phones="+380 44 123 45 67",
            emails="olena@kyivlog.example",
            messengers=["telegram:telegram_olena"],
            address=Address(line1="Хрещатик, 22", city="Київ"),
            notes="Likes to be called Olena",
            origin=Origin("bitrix24", "olena@old"),
            source="web",
            amount="120000 UAH",
            custom={"hobby": "Kovalenko's horses", "budget": "5 UAH"},
        ),
        key="olena@key",
    )
    crm.inquiries.add(
        Inquiry(
            channel="web",
            first_name="Olena",
            message="Call me: 044 123-45-67",
            raw='{"phone": "+380441234567", "name": "Olena Kovalenko"}',
            lead=lead,
        )
    )
    lead = crm.leads.update(lead, last_name="Kovalenka", phones="+380441234567")
    crm.activities.add(
        Activity(
            kind="call",
            subject="Call Olena",
            description="Olena said yes",
            phones="+380441234567",
            bindings=[lead],
        )
    )
    done = crm.convert(lead, key="convert olena@kyivlog.example")
    assert done.contact is not None
    assert done.deal is not None
    assert done.company is not None
    crm.contacts.update(
        done.contact.id,
        custom={"private_mail": "olena@home.example"},
        requisites=Requisites(tax_id="3141592653"),
    )
    crm.deals.update(
        done.deal.id,
        title="Forklifts for Olena",
        notes="Olena Kovalenko signs; phone (044) 123-45-67",
        custom={"remark": "ask Kovalenko"},
    )
    crm.move(done.deal.id, "preparation", override="Olena asked for it")
    company = crm.companies.update(done.company.id, phones="+380441234567")
    meeting = crm.activities.add(
        Activity(
            kind="meeting",
            subject="Olena, and the others",
            bindings=[done.deal, done.company, done.contact],
        )
    )
    crm.deals.add(Deal(title="Another one, found by olena@kyivlog.example"))
    crm.win(done.deal.id)
    return Story(done.contact.id, lead.id, done.deal.id, company.id, meeting.id)


@pytest.fixture
def crm(opened: Callable[..., Crm]) -> Crm:
    """Return a CRM that knows personal fields of its own."""
    return opened(workspace=WORKSPACE)


@pytest.fixture
def story(crm: Crm) -> Story:
    """Return the story, told to the CRM."""
    return tell(crm)


def erase(crm: Crm, story: Story) -> ErasureReport:
    """Erase her, with the address that the firm had from her."""
    return crm.privacy.erase(story.contact, also=["company.address"])  # type: ignore[arg-type]  # an id


def everything(crm: Crm) -> Iterator[str]:
    """Give all that reading a CRM gives, as text."""
    store = crm._desk.store  # noqa: SLF001  # all of it
    yield digest(store)
    with store.read() as reader:
        for event in reader.events():
            yield f"{event.cause} {event.changes!r}"
            yield json.dumps([str(each.after) for each in event.changes])
        for command in reader.commands():
            yield f"{command.request} {command.result}"
    for collection in (
        *(crm.leads, crm.contacts, crm.companies, crm.deals),
        *(crm.activities, crm.inquiries),
    ):
        for record in [*collection, *collection.deleted()]:
            yield leadflow.testing.digests.plain(record)


def test_nothing_is_left_of_the_person(crm: Crm, story: Story) -> None:
    """P21: no record, event, command or index tells of her."""
    report = erase(crm, story)

    assert () == report.remaining
    assert report.is_complete
    for text in everything(crm):
        assert not [secret for secret in SECRETS if secret in text]


def test_the_bytes_of_the_file_hold_nothing(tmp_path: Path) -> None:
    """P21: a search through the file and its log finds none of her strings."""
    place = tmp_path / "sales.db"
    crm = leadflow.open(
        place, actor="ada", workspace=WORKSPACE, clock=FixedClock(), ids=CountingIds()
    )
    story = tell(crm)
    before = b"".join(each.read_bytes() for each in tmp_path.iterdir())
    report = erase(crm, story)
    while_open = b"".join(each.read_bytes() for each in tmp_path.iterdir())
    crm.close()
    after = b"".join(each.read_bytes() for each in tmp_path.iterdir())

    assert report.is_complete
    assert [] == [s for s in SECRETS if s.encode() not in before]
    for found in (while_open, after):
        assert [] == [s for s in SECRETS if s.encode() in _without_keys(found)]


def _without_keys(found: bytes) -> bytes:
    # The key of a request is the host's name for it, not what was asked.
    return re.sub(rb"convert olena@kyivlog.example|olena@key", b"", found)


def test_who_did_what_and_when_stays_told(crm: Crm, story: Story) -> None:
    """H5: stages, times and actors are the firm's; counts stay what they were."""
    funnels = [crm.reports.funnel(of) for of in ("leads", "deals")]
    before = [(e.kind, e.at, e.actor, e.stage) for e in crm.history(story.lead)]
    crm.privacy.erase(story.contact)  # type: ignore[arg-type]  # an id
    after = [(e.kind, e.at, e.actor, e.stage) for e in crm.history(story.lead)]

    assert before == after[:-1]
    assert "erased" == after[-1][0]
    assert funnels == [crm.reports.funnel(of) for of in ("leads", "deals")]


def test_the_history_still_gives_every_record(crm: Crm, story: Story) -> None:
    """H1: folding what is still told gives what is still there (P10 to P14)."""
    crm.privacy.erase(story.contact)  # type: ignore[arg-type]  # an id

    assert () == crm.upkeep.verify().findings
    lead = crm.leads.get(story.lead)  # type: ignore[arg-type]  # an id
    assert lead == replay(crm.history(lead))


def test_what_is_not_personal_stays(crm: Crm, story: Story) -> None:
    """H5: amounts, sources, links and the firm's name are not the person."""
    crm.privacy.erase(story.contact)  # type: ignore[arg-type]  # an id
    lead = crm.leads.get(story.lead)  # type: ignore[arg-type]  # an id
    deal = crm.deals.get(story.deal)  # type: ignore[arg-type]  # an id

    assert ("120000.00 UAH", "web") == (str(lead.amount), lead.source)
    assert "Kyiv Logistics" == lead.company_name
    assert ["budget"] == list(lead.custom)
    assert "Rental for [erased]" == lead.title
    assert "Forklifts for [erased]" == deal.title
    assert "[erased] signs; phone [erased]" == deal.notes
    assert story.contact == deal.contacts[0].contact


def test_events_say_that_something_was_erased(crm: Crm, story: Story) -> None:
    """H5: which field it was, not what it held."""
    crm.privacy.erase(story.contact)  # type: ignore[arg-type]  # an id
    created, *_, erased = crm.history(story.contact)
    change = created.change_of("last_name")

    assert change is not None
    assert (GONE, GONE) == (change.before, change.after)
    assert "FieldChange('last_name', <erased> → <erased>)" == repr(change)
    assert "last_name" in [each.field for each in erased.changes]
    assert f"erased:{story.contact}" == erased.cause


def test_a_plan_tells_and_writes_nothing(crm: Crm, story: Story) -> None:
    """H5: record by record, whose it is and what goes; no data in it."""
    store = crm._desk.store  # noqa: SLF001  # all of it
    before = digest(store)
    plan = crm.privacy.plan_erasure(story.contact)  # type: ignore[arg-type]  # an id
    whose = {step.record: step.whose for step in plan.steps}

    assert before == digest(store)
    assert ("own", "own", "linked", "linked") == (
        whose[story.contact],
        whose[story.lead],
        whose[story.deal],
        whose[story.company],
    )
    assert "mentioned" in whose.values()
    assert plan.commands == 2
    assert not [secret for secret in SECRETS if secret in str(plan)]
    assert str(plan).startswith(f"Erasing {story.contact}: ")


def test_a_plan_can_be_carried_out(crm: Crm, story: Story) -> None:
    """H5: what was shown is what is done."""
    plan = crm.privacy.plan_erasure(story.contact)  # type: ignore[arg-type]  # an id
    report = crm.privacy.erase(plan)

    assert plan == report.plan
    assert str(report).endswith("nothing is left")


def test_an_outdated_plan_is_refused(crm: Crm, story: Story) -> None:
    """H5: what changed since was not looked at."""
    plan = crm.privacy.plan_erasure(story.contact)  # type: ignore[arg-type]  # an id
    crm.deals.update(story.deal, notes="Olena Kovalenko again")  # type: ignore[arg-type]  # as above
    with pytest.raises(PlanOutdated) as caught:
        crm.privacy.erase(plan)

    assert story.deal in caught.value.changed


def test_erasing_twice_changes_nothing_more(crm: Crm, story: Story) -> None:
    """H5: there is nobody left to erase."""
    crm.privacy.erase(story.contact)  # type: ignore[arg-type]  # an id
    again = crm.privacy.erase(story.contact)  # type: ignore[arg-type]  # an id

    assert () == again.plan.steps
    assert 0 == again.plan.commands


def test_people_who_share_a_number_keep_it(crm: Crm, story: Story) -> None:
    """H5: it is theirs too, and the report says so."""
    other = crm.contacts.add(Contact(last_name="Petrenko", phones="+380441234567"))
    report = crm.privacy.erase(story.contact)  # type: ignore[arg-type]  # an id

    assert (other.id,) == report.plan.shared
    assert other == crm.contacts.get(other.id)
    assert () == report.remaining


def test_others_keep_their_names(crm: Crm, story: Story) -> None:
    """H5: another Olena is another person, and spoken of elsewhere."""
    other = crm.contacts.add(Contact(first_name="Olena", last_name="Petrenko"))
    note = crm.deals.add(Deal(title="Olena's crane", contacts=[other]))
    crm.privacy.erase(story.contact)  # type: ignore[arg-type]  # an id

    assert other == crm.contacts.get(other.id)
    assert note.title == crm.deals.get(note.id).title


def test_contact_points_find_the_person_no_longer(crm: Crm, story: Story) -> None:
    """H5: a new lead with the same number is a new person."""
    crm.privacy.erase(story.contact)  # type: ignore[arg-type]  # an id
    lead = crm.leads.add(
        Lead(title="B", last_name="Koval", phones="+380441234567", company_name="")
    )
    done = crm.convert(lead)

    assert done.contact is not None
    assert story.contact != done.contact.id


def test_further_fields_can_be_named(crm: Crm, story: Story) -> None:
    """H5: the firm knows what its own fields say."""
    also = ("lead.title", "lead.company_name", "deal.notes")
    crm.privacy.erase(story.contact, also=also)  # type: ignore[arg-type]  # an id
    lead = crm.leads.get(story.lead)  # type: ignore[arg-type]  # an id

    assert ("", "") == (lead.title, lead.company_name)
    assert "" == crm.deals.get(story.deal).notes  # type: ignore[arg-type]  # an id
    assert crm.upkeep.verify().is_sound


@pytest.mark.parametrize(
    ("also", "error"),
    [
        ("person.title", UnknownName),
        ("lead.titel", UnknownName),
        ("lead.stage", InvalidValue),
        ("lead.amount", InvalidValue),
        ("lead.created_by", InvalidValue),
    ],
)
def test_wrong_names_are_refused(
    crm: Crm, story: Story, also: str, error: type[Exception]
) -> None:
    """H5: a slip erases nothing."""
    with pytest.raises(error):
        crm.privacy.erase(story.contact, also=[also])  # type: ignore[arg-type]  # an id

    assert "Kovalenka" == crm.contacts.get(story.contact).last_name  # type: ignore[arg-type]  # as above


def test_only_people_are_erased(crm: Crm, story: Story) -> None:
    """H5: a firm is nobody, and who never was cannot be erased."""
    with pytest.raises(InvalidValue, match="a person is a contact or a lead"):
        crm.privacy.erase(story.company)  # type: ignore[arg-type]  # that is the test
    with pytest.raises(NotFound):
        crm.privacy.erase(nth_id("contact", 99))  # type: ignore[arg-type]  # an id
    with pytest.raises(InvalidValue, match="not stored yet"):
        crm.privacy.erase(Contact(last_name="A"))


def test_erasing_is_part_of_no_transaction(crm: Crm, story: Story) -> None:
    """H5: what could be undone was not erased."""
    with crm.transaction(), pytest.raises(InvalidValue, match="no transaction"):
        crm.privacy.erase(story.contact)  # type: ignore[arg-type]  # an id


def test_deleted_people_are_erased_too(crm: Crm) -> None:
    """H5: deleting was soft."""
    contact = crm.contacts.add(Contact(last_name="Kovalenko"))
    crm.contacts.delete(contact)
    report = crm.privacy.erase(contact)

    assert report.is_complete
    assert [""] == [each.last_name for each in crm.contacts.deleted()]


def test_the_past_does_not_know_the_person(crm: Crm, story: Story) -> None:
    """H7: erased is erased at every time."""
    last = crm.history(story.deal)[-1].seq
    crm.privacy.erase(story.contact)  # type: ignore[arg-type]  # an id
    past = crm.as_of(last)

    assert "" == past.contacts.get(story.contact).last_name  # type: ignore[arg-type]  # an id
    assert 0 == past.contacts.where(F.phones.contains("+380441234567")).count()


def test_somebody_else_with_whom_a_sale_went_on_is_left_alone(crm: Crm) -> None:
    """H5, mission 0.3: a lead may be converted to another person, who stays."""
    boss = crm.contacts.add(Contact(first_name="Ivan", last_name="Bondar"))
    friend = crm.leads.add(Lead(first_name="Petro", last_name="Sydor", contact=boss))
    lead = crm.leads.add(Lead(first_name="Olena", last_name="Kovalenko"))
    crm.convert(lead, contact=boss)
    report = crm.privacy.erase(lead.id)

    assert ((boss.id,), ()) == (report.plan.others, report.remaining)
    assert "Bondar" == crm.contacts.get(boss.id).last_name
    assert "Sydor" == crm.leads.get(friend.id).last_name
    assert "" == crm.leads.get(lead.id).last_name
    crm.privacy.erase(lead.id)
    assert "Bondar" == crm.contacts.get(boss.id).last_name


def test_who_changed_the_name_is_the_same_person(crm: Crm) -> None:
    """H5: the lead was called as the contact was then."""
    lead = crm.leads.add(Lead(first_name="Olena", last_name="Kovalenko"))
    contact = crm.convert(lead).contact
    assert contact is not None
    contact = crm.contacts.update(contact, first_name="Lena", last_name="Melnyk")
    crm.privacy.erase(contact)

    assert "" == crm.leads.get(lead.id).last_name


def test_files_of_the_person_are_deleted(tmp_path: Path) -> None:
    """H5: those that nobody else refers to."""
    crm = leadflow.open(MemoryStore(), files=tmp_path / "files")
    photo = crm.files.put(b"face", name="olena.jpg")
    shared = crm.files.put(b"contract", name="contract.pdf")
    contact = crm.contacts.add(
        Contact(last_name="Kovalenko", photo=photo, files=[shared])
    )
    crm.deals.add(Deal(title="A", files=[shared]))
    report = crm.privacy.erase(contact)

    assert (photo.key,) == report.files
    assert b"contract" == crm.files.read(shared)
    with pytest.raises(NotFound):
        crm.files.read(photo)


def test_files_that_a_conversion_handed_on_are_told(tmp_path: Path) -> None:
    """H5: a contract may have to be kept; who says so loses the deal's files too."""
    crm = leadflow.open(MemoryStore(), files=tmp_path / "files")
    passport = crm.files.put(b"passport", name="passport.pdf")
    lead = crm.leads.add(Lead(last_name="Kovalenko", files=[passport]))
    deal = crm.convert(lead).deal
    assert deal is not None
    report = crm.privacy.erase(lead.id)

    assert ((deal.id,), ()) == (report.remaining, report.files)
    again = crm.privacy.erase(lead.id, also=["deal.files"])
    assert again.is_complete
    assert (passport.key,) == again.files


def test_copies_beside_the_file_are_named(tmp_path: Path) -> None:
    """P21: what migrating kept is not forgotten, and the report is not complete."""
    place = tmp_path / "sales.db"
    with leadflow.open(place) as crm:
        (tmp_path / "sales.db.format-1").touch()
        report = crm.privacy.erase(crm.contacts.add(Contact(last_name="Kovalenko")))

    assert (str(tmp_path / "sales.db.format-1"),) == report.copies
    assert not report.is_complete
    assert "left: " in str(report)


def test_names_in_documents_are_masked(crm: Crm) -> None:
    """H5: an invoice keeps its amounts, not the person."""
    contact = crm.contacts.add(
        Contact(first_name="Olena", last_name="Kovalenko", phones="+380441234567")
    )
    invoice = crm.invoices.add(
        Invoice(
            title="For Kovalenko",
            contacts=[contact],
            requisites=Requisites(name="ФОП Kovalenko Olena", tax_id="12"),
            amount="5 UAH",
        )
    )
    crm.privacy.erase(contact)
    found = crm.invoices.get(invoice.id)

    assert ("For [erased]", "5.00 UAH") == (found.title, str(found.amount))
    assert "ФОП [erased]" == (found.requisites and found.requisites.name)


def test_everything_known_of_a_person_is_exported(crm: Crm, story: Story) -> None:
    """P22: records, what they lead to, and what happened, as JSON."""
    known = crm.privacy.export_person(story.lead)  # type: ignore[arg-type]  # an id
    text = json.dumps(known, ensure_ascii=False)

    for secret in ("Olena", "Kovalenko", "olena@home.example", "3141592653"):
        assert secret in text
    ids = {each["id"] for each in known["records"]}  # type: ignore[attr-defined]  # as JSON
    assert {story.lead, story.contact} <= ids
    related = {each["id"] for each in known["related"]}  # type: ignore[attr-defined]  # as JSON
    assert {story.deal, story.company, story.meeting} <= related
    kinds = [each["kind"] for each in known["history"]]  # type: ignore[attr-defined]  # as JSON
    assert "created" == kinds[0]
    assert "converted" in kinds


def test_nothing_is_exported_after_erasing(crm: Crm, story: Story) -> None:
    """P21: what is still told names nobody."""
    erase(crm, story)
    text = json.dumps(crm.privacy.export_person(story.contact), ensure_ascii=False)  # type: ignore[arg-type]  # as above

    assert not [secret for secret in SECRETS if secret in text]


def test_a_plan_is_a_value(crm: Crm, story: Story) -> None:
    """H5: asking twice gives one answer."""
    first, second = (
        crm.privacy.plan_erasure(story.contact)  # type: ignore[arg-type]  # an id
        for _ in range(2)
    )

    assert isinstance(first, ErasurePlan)
    assert first == second


def test_companies_are_only_masked(crm: Crm, story: Story) -> None:
    """H5: the firm stays; the person's number on it goes."""
    crm.privacy.erase(story.contact)  # type: ignore[arg-type]  # an id
    company = crm.companies.get(story.company)  # type: ignore[arg-type]  # an id

    assert isinstance(company, Company)
    assert ("Kyiv Logistics", ()) == (company.name, company.phones)


@pytest.mark.parametrize("method", ["rewrite", "put", "append", "remember"])
def test_an_erasure_that_is_interrupted_erases_nothing(
    crm: Crm, story: Story, monkeypatch: pytest.MonkeyPatch, method: str
) -> None:
    """H3: all or nothing, whichever of its writes fails."""
    store = crm._desk.store  # noqa: SLF001  # all of it
    before = digest(store)

    def fail(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        for writer in (MemoryWriter, SQLiteWriter):
            patched.setattr(writer, method, fail)
        with pytest.raises(KeyboardInterrupt):
            crm.privacy.erase(story.contact)  # type: ignore[arg-type]  # an id

    assert before == digest(store)
    assert crm.privacy.erase(story.contact).is_complete  # type: ignore[arg-type]  # as above


def test_bytes_that_somebody_reads_are_swept_later(tmp_path: Path) -> None:
    """P8: all is erased but old bytes, and the error says to try again."""
    store = SQLiteStore(tmp_path / "sales.db", deadline=0.1)
    crm = leadflow.open(store)
    contact = crm.contacts.add(Contact(last_name="Hippopotamus"))
    with store.read() as reader:
        assert contact.id in reader.get("contact", [contact.id])
        with pytest.raises(StoreBusy):
            crm.privacy.erase(contact)
    erased = crm.contacts.get(contact.id).last_name
    crm.upkeep.sweep()
    found = b"".join(each.read_bytes() for each in tmp_path.iterdir())
    crm.close()

    assert "" == erased
    assert b"Hippopotamus" not in found


def test_others_in_the_same_deal_keep_their_names(crm: Crm, story: Story) -> None:
    """H5: a lead that joined the deal is another person, whatever the name (C15)."""
    other = crm.leads.add(Lead(title="B", first_name="Olena", last_name="Petrenko"))
    crm.convert(other, deal=story.deal)
    crm.privacy.erase(story.contact)  # type: ignore[arg-type]  # an id

    assert "Olena" == crm.leads.get(other.id).first_name
    contacts = crm.deals.get(story.deal).contacts  # type: ignore[arg-type]  # as above
    names = {crm.contacts.get(each.contact).first_name for each in contacts}
    assert {"", "Olena"} == names


def test_firms_keep_their_names(crm: Crm) -> None:
    """H5: many are called Kovalenko; only a full name tells who it is."""
    firms = [
        crm.companies.add(Company(name=name))
        for name in ("Kovalenko & Sons", "FOP Kovalenko Olena")
    ]
    person = crm.contacts.add(
        Contact(first_name="Olena", last_name="Kovalenko", companies=firms)
    )
    report = crm.privacy.erase(person)

    assert ["Kovalenko & Sons", "FOP [erased]"] == [each.name for each in crm.companies]
    assert report.is_complete


def test_short_numbers_tell_nobody(crm: Crm) -> None:
    """H5: 101 is part of too many amounts; it goes from the person alone."""
    person = crm.contacts.add(
        Contact(last_name="Koval", phones="101", messengers="telegram:abc")
    )
    crm.activities.add(Activity(subject="101 forklifts, abc", bindings=[person]))
    report = crm.privacy.erase(person)

    assert ["101 forklifts, abc"] == [each.subject for each in crm.activities]
    assert ((), ()) == (
        crm.contacts.get(person.id).phones,
        crm.contacts.get(person.id).messengers,
    )
    assert report.is_complete


def test_what_a_person_is_called_at_a_firm_goes(crm: Crm) -> None:
    """P21: a job title may be as telling as a name."""
    company = crm.companies.add(Company(name="Orchestra"))
    place = Affiliation(company.id, position="First violin")
    contact = crm.contacts.add(Contact(last_name="Kovalenko", companies=[place]))
    report = crm.privacy.erase(contact)
    (left,) = crm.contacts.get(contact.id).companies

    assert report.is_complete
    assert (company.id, "") == (left.company, left.position)
    assert "violin" not in str(crm.history(contact)[0].changes)
