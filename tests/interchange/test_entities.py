"""Importing records of any entity, through the same steps (X1, X2)."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from leadflow import (
    Activity,
    Company,
    Contact,
    Crm,
    Deal,
    EntityDisabled,
    Invoice,
    Lead,
    Money,
    Pipeline,
    Quote,
    Stage,
    Workspace,
    import_records,
)
from leadflow.entities import ENTITIES
from leadflow.errors import InvalidValue, UnknownName
from leadflow.interchange import ImportReport, examine_records
from leadflow.interchange.captions import Vocabulary
from leadflow.workspace.labels import LANGUAGES


USUAL = Workspace()


def refusals(report: ImportReport) -> list[tuple[int, list[str]]]:
    """Return line and fields of what was rejected."""
    return [
        (each.line, [fault.path for fault in each.faults]) for each in report.rejected
    ]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("entity", ENTITIES)
def test_the_word_of_each_field_is_its_caption(entity: str, language: str) -> None:
    """X1, X5: what leadflow calls a field is understood, in every language."""
    words = Vocabulary.of(USUAL, entity)
    named = [each for each in words.targets if each in ENTITIES[entity].fields]
    labels = [USUAL.label(f"{entity}.{each}", language=language) for each in named]

    assert named == [words.target(each) for each in labels]


@pytest.mark.parametrize("entity", ENTITIES)
def test_each_target_is_named_by_itself(entity: str) -> None:
    """X2: the names that a map may use are captions too."""
    words = Vocabulary.of(USUAL, entity)

    assert list(words.targets) == [words.target(each) for each in words.targets]


@pytest.mark.parametrize(
    ("entity", "captions", "target"),
    [
        ("contact", "Company|Компанія|Организация|Companies", "companies"),
        ("contact", "Name|ПІБ|ФИО", "name"),
        ("company", "Name|Company|Назва компанії|Название", "name"),
        ("company", "ЄДРПОУ|ИНН|Tax ID", "requisites.tax_id"),
        ("deal", "Deal|Угода|Сделка|Title|Назва", "title"),
        ("deal", "Client|Клієнт|Клиент|Company", "company"),
        ("deal", "Stage|Стадія|Статус", "stage"),
        ("activity", "Type|Тип|Вид", "kind"),
        ("activity", "Topic|Тема", "subject"),
        ("quote", "Valid until|Дійсна до|Действительно до", "valid_until"),
        ("invoice", "Date|Дата рахунку|Дата счета", "issued_on"),
        ("product", "Price|Ціна|Цена", "price"),
        ("product", "Артикул|SKU", "sku"),
    ],
)
def test_each_entity_has_captions_of_its_own(
    entity: str, captions: str, target: str
) -> None:
    """X1, X5: one word may mean different fields of different records."""
    words = Vocabulary.of(USUAL, entity)

    assert {target} == {words.target(caption) for caption in captions.split("|")}


def test_companies_are_imported(crm: Crm) -> None:
    """X1: firms with numbers, addresses, requisites and money."""
    head = "Company;Phone;City;legal_address.city;ЄДРПОУ;Revenue;Currency;Ours"
    row = "ТОВ «Чапля»;+380001234567;Київ;Львів;32855961;1 200,50;EUR;так"
    columns = {"Ours": "is_ours"}
    report = import_records(crm, [head, row], entity="companies", columns=columns)
    (firm,) = crm.companies

    assert (1, []) == (report.stored, list(report.rejected))
    assert ("ТОВ «Чапля»", True) == (firm.name, firm.is_ours)
    assert Money("1200.50", "EUR") == firm.revenue
    assert ("Київ", "Львів") == (
        firm.address.city if firm.address else "",
        firm.legal_address.city if firm.legal_address else "",
    )
    assert "32855961" == (firm.requisites.tax_id if firm.requisites else "")


def test_contacts_are_imported_with_their_firms(crm: Crm) -> None:
    """X1, F6: a firm is found by its name, or by its id."""
    firms = crm.companies.add_many([Company(name="Чапля"), Company(name="Зубр")])
    lines = [
        "ПІБ;Посада;Пошта;Компанія",
        f"Олена Коваленко;Директорка;o@k.example;ТОВ «Чапля»; {firms[1].id}",
        f'Богдан Савчук;Водій;b@k.example;"ТОВ «Чапля»; {firms[1].id}"',
        "Іван;;i@k.example;",
    ]
    report = import_records(crm, lines, entity="contacts", delimiter=";")
    people = crm.contacts.all()

    assert [(2, [""])] == refusals(report)
    assert [firm.id for firm in firms] == [link.company for link in people[0].companies]
    assert ("Богдан", "Савчук", "Водій") == (
        people[0].first_name,
        people[0].last_name,
        people[0].job_title,
    )


def test_deals_are_imported_with_their_clients(crm: Crm) -> None:
    """X1: firm by name, people by e-mail or phone, the stage by its word."""
    firm = crm.companies.add(Company(name="Kyivlog", phones="+380441112233"))
    olena = crm.contacts.add(Contact(last_name="K", emails="o@k.example"))
    ivan = crm.contacts.add(Contact(last_name="I", phones="+380671234567"))
    head = "Deal,Amount,Client,Contacts,Stage,Probability,Close date,Type"
    row = "Cranes,5 UAH,Kyivlog LLC,o@k.example; +380 67 123 45 67,"
    row += "Підготовка документів,40%,31.12.2026,"
    report = import_records(crm, [head, row], entity="deal")
    (deal,) = crm.deals

    assert [] == list(report.rejected)
    assert (firm.id, Money(5, "UAH"), 40) == (
        deal.company,
        deal.amount,
        deal.probability,
    )
    assert [olena.id, ivan.id] == [each.contact for each in deal.contacts]
    assert date(2026, 12, 31) == deal.expected_close


@pytest.mark.parametrize(
    ("caption", "cell"),
    [
        ("company.phone", "+380 44 111 22 33"),
        ("company.email", "Office@Kyivlog.example"),
        ("company.domain", "www.kyivlog.example"),
        ("company.tax_id", "32855961"),
        ("company.name", "kyivlog"),
        ("company", "office@kyivlog.example"),
    ],
)
def test_a_firm_is_found_by_what_only_it_has(crm: Crm, caption: str, cell: str) -> None:
    """X3, D1: each key is named, so that none is guessed."""
    head = "name,phone,email,website,requisites.tax_id"
    row = "Kyivlog,+380441112233,office@kyivlog.example,kyivlog.example,32855961"
    import_records(crm, [head, row], entity="companies")
    import_records(crm, [f"Title,{caption}", f"Cranes,{cell}"], entity="deals")

    assert [each.id for each in crm.companies] == [each.company for each in crm.deals]


def test_what_several_have_links_nothing(crm: Crm) -> None:
    """X3: an ambiguous match is an error of its row, and names the records."""
    one, other = crm.companies.add_many([Company(name="Kyivlog")] * 2)
    report = import_records(
        crm, ["Deal,Client", "A,Kyivlog", "B,Nobody", f"C,{other.id}"], entity="deals"
    )

    assert [(2, ["company"]), (3, ["company"])] == refusals(report)
    assert f"finds 2 records by this name: {one.id}, {other.id}" in str(
        report.rejected[0]
    )
    assert "finds no company by this name" in str(report.rejected[1])
    assert [other.id] == [each.company for each in crm.deals]


def test_a_link_to_what_is_not_there_is_refused(crm: Crm) -> None:
    """F6: an id must be of a record that is there, and of the right kind."""
    gone = "company_00000000000000000000000099"
    lead = crm.leads.add(Lead(title="A"))
    lines = ["Title,Company,Quote", f"A,{gone},", f"B,{lead.id},", "C,,KP-7"]
    report = import_records(crm, lines, entity="deals")

    assert [(2, ["company"]), (3, ["company"]), (4, ["quote"])] == refusals(report)


def test_what_is_no_table_is_named(crm: Crm) -> None:
    """X2: before anything is read."""
    number: Any = 7
    with pytest.raises(InvalidValue) as caught:
        import_records(crm, number)

    assert "table" == caught.value.what


def test_a_contact_is_not_found_by_its_name(crm: Crm) -> None:
    """X1: names of people belong to many; the row says what would do."""
    crm.contacts.add(Contact(last_name="Koval", first_name="Olena"))
    report = import_records(crm, ["Deal,Contact", "A,Olena Koval"], entity="deals")

    (fault,) = report.rejected[0].faults

    assert "contacts" == fault.path
    assert "link is no phone, no e-mail address and no id" == fault.message


def test_activities_are_imported_with_what_they_belong_to(crm: Crm) -> None:
    """T1, X1: by id, by e-mail or by phone, of whatever kind of record."""
    deal = crm.deals.add(Deal(title="Cranes"))
    person = crm.contacts.add(Contact(last_name="K", emails="o@k.example"))
    lines = [
        "Type,Subject,Start,Done,Direction,Belongs to",
        f"Call,Ask,2.1.2026 10:00,3.1.2026,Incoming,{deal.id}; o@k.example",
        "call,Nobody,,,,",
    ]
    report = import_records(
        crm.at(datetime(2026, 6, 1, tzinfo=UTC)), lines, entity="activities"
    )
    (call,) = crm.activities

    assert [(3, [""])] == refusals(report)
    assert (deal.id, person.id) == call.bindings
    assert ("call", "incoming", True) == (call.kind, call.direction, call.is_done)


def test_documents_and_goods_are_imported(crm: Crm) -> None:
    """X1: quotes, invoices and products too."""
    import_records(
        crm, ["Title,Amount,Valid until", "A,5 UAH,2026-12-31"], entity="quotes"
    )
    import_records(
        crm, ["Name,SKU,Price,VAT rate", "Forklift,F-1,500 UAH,20"], entity="products"
    )
    (quote,), (goods,) = crm.quotes, crm.products

    assert (Money(5, "UAH"), date(2026, 12, 31)) == (quote.amount, quote.valid_until)
    assert ("F-1", Money(500, "UAH"), Decimal(20)) == (
        goods.sku,
        goods.price,
        goods.tax_rate,
    )


def test_a_quote_is_billed_once_by_an_import_too(crm: Crm) -> None:
    """C16: of two rows that bill one quote the second is refused."""
    quote = crm.quotes.add(Quote(title="Cranes"))
    lines = ["Title,Quote", f"A,{quote.id}", f"B,{quote.id}"]
    report = import_records(crm, lines, entity="invoices")

    assert [(3, ["quote"])] == refusals(report)
    assert [Invoice] == [type(each) for each in crm.invoices]


def test_a_value_out_of_bounds_is_a_fault_of_its_row(crm: Crm) -> None:
    """X2: what the field itself refuses ends no import."""
    report = import_records(
        crm, ["Deal,Probability,Stage", "A,140,new", "B,4 %,nwe"], entity="deals"
    )

    assert [(2, ["probability"]), (3, ["stage"])] == refusals(report)


def test_words_of_several_kinds_of_records_stay_apart(crm: Crm) -> None:
    """X2: stages and choices are those of the entity that is imported."""
    lines = ["Title,Stage", "A,executing", "B,in_progress"]
    report = import_records(crm, lines, entity="deals")

    assert [(3, ["stage"])] == refusals(report)
    assert "unknown field of deal 'company_nam'" in _refusal(crm)


def _refusal(crm: Crm) -> str:
    try:
        import_records(crm, ["A", "B"], entity="deals", columns={"A": "company_nam"})
    except Exception as error:  # noqa: BLE001  # its text is what is asked for
        return str(error)
    return ""


def test_what_is_switched_off_is_not_imported(opened: Callable[..., Crm]) -> None:
    """M6: an import is a way to add records like any other."""
    crm = opened(workspace=Workspace(chain="lead-deal"))
    with pytest.raises(EntityDisabled):
        import_records(crm, ["Title", "A"], entity="invoices")


def test_an_entity_that_there_is_not_is_refused(crm: Crm) -> None:
    """X1: with the nearest right name."""
    with pytest.raises(UnknownName, match="'deal'"):
        import_records(crm, ["Title", "A"], entity="dela")
    with pytest.raises(UnknownName):
        examine_records(USUAL, ["Title", "A"], entity="dela")


def test_gates_of_deals_hold_for_every_row(opened: Callable[..., Crm]) -> None:
    """S4: a deal without amount cannot enter a stage that demands it, by import."""
    stages: list[Stage | str] = [
        "new",
        Stage("visit", require="amount"),
        Stage.won(),
        Stage.lost(),
    ]
    crm = opened(workspace=Workspace(pipelines=[Pipeline("deals", stages=stages)]))
    lines = ["Deal,Stage,Amount", "A,visit,5 UAH", "B,visit,", "C,new,"]
    report = import_records(crm, lines, entity="deals")

    assert [(3, ["amount"])] == refusals(report)
    assert ["A", "C"] == [deal.title for deal in crm.deals]


def test_imported_records_say_where_they_came_from(crm: Crm) -> None:
    """H1: every entity's events have the import as their cause."""
    import_records(crm, ["Name", "Kyivlog"], entity="companies")
    (event,) = crm.history(crm.companies.all()[0])

    assert "import:lines" == event.cause


def test_a_contact_point_finds_its_records(crm: Crm) -> None:
    """D1: by exact keys, each collection its own records, the oldest first."""
    lead = crm.leads.add(Lead(company_name="Kyivlog", phones="+380441112233"))
    firms = crm.companies.add_many([Company(name="ТОВ Kyivlog")] * 2)
    crm.companies.delete(crm.companies.add(Company(name="Kyivlog")))
    crm.activities.add(Activity(subject="A", bindings=[lead]))

    assert firms == crm.companies.known_by("name", "KYIVLOG, LLC")
    assert [lead] == crm.leads.known_by("phone", "+380 (44) 111-22-33")
    assert [] == crm.contacts.known_by("messenger", "telegram:@olena")
