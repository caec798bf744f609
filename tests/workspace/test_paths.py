import pytest

from leadflow.entities import Company, Contact, Deal, Kind, Lead, Record, entity_named
from leadflow.errors import UnknownName
from leadflow.ids import CompanyId, ContactId
from leadflow.values import Money, Utm
from leadflow.workspace import CustomField, Hop, PathInfo, Paths, Workspace, reader


FIELDS = [
    CustomField("budget", entity="lead", type="money"),
    CustomField("sizes", entity="lead", type="integer", multiple=True),
    CustomField("region", entity="company"),
]
WORKSPACE = Workspace(fields=FIELDS)

COMPANY = CompanyId("company_01jd0000000000000000000000")
CONTACT = ContactId("contact_01jd0000000000000000000000")


def info(entity: str, path: str) -> PathInfo:
    """Return what a path of an entity leads to."""
    return Paths(WORKSPACE, entity_named(entity))[tuple(path.split("."))]


@pytest.mark.parametrize(
    ("entity", "path", "kind"),
    [
        ("lead", "title", Kind.TEXT),
        ("lead", "interest", Kind.LONG_TEXT),
        ("lead", "source", Kind.CHOICE),
        ("lead", "amount", Kind.MONEY),
        ("lead", "amount.currency", Kind.TEXT),
        ("lead", "amount.amount", Kind.DECIMAL),
        ("lead", "utm.campaign", Kind.TEXT),
        ("lead", "company", Kind.REFERENCE),
        ("lead", "company.industry", Kind.CHOICE),
        ("lead", "company.parent.name", Kind.TEXT),
        ("lead", "stage.kind", Kind.TEXT),
        ("lead", "stage.entered_at", Kind.DATETIME),
        ("deal", "probability", Kind.INTEGER),
        ("deal", "expected_close", Kind.DATE),
        ("deal", "contact", Kind.REFERENCE),
        ("deal", "contact.company.name", Kind.TEXT),
        ("deal", "lead.stage.kind", Kind.TEXT),
        ("product", "tax_rate", Kind.DECIMAL),
        ("lead", "custom.budget", Kind.MONEY),
        ("lead", "custom.budget.currency", Kind.TEXT),
        ("lead", "company.custom.region", Kind.TEXT),
    ],
)
def test_a_path_leads_to_a_kind_of_value(entity: str, path: str, kind: Kind) -> None:
    """F5: own fields, parts of values and fields of linked records alike."""
    assert kind == info(entity, path).kind


@pytest.mark.parametrize("path", ["phones", "tags", "rows", "custom.sizes"])
def test_some_fields_hold_several_values(path: str) -> None:
    """F1: several values are asked in another way than one."""
    assert info("lead", path).several


def test_each_link_on_the_way_is_a_hop() -> None:
    """F6: a store joins along the hops."""
    assert (
        Hop("deal", "contacts", "contact", "contact"),
        Hop("contact", "companies", "company", "company"),
    ) == info("deal", "contact.company.name").hops


def test_a_choice_knows_its_dictionary_and_a_part_does_not() -> None:
    """S5: values of a dictionary are judged against it."""
    assert "industry" == info("lead", "company.industry").dictionary
    assert "" == info("lead", "amount.currency").dictionary


@pytest.mark.parametrize(
    ("entity", "path", "nearest"),
    [
        ("lead", "amout", "amount"),
        ("lead", "custom.bugdet", "budget"),
        ("lead", "budget", "custom.budget"),
        ("lead", "company.indutsry", "industry"),
        ("lead", "amount.curency", "currency"),
        ("lead", "utm.campain", "campaign"),
        ("deal", "contct", "contact"),
        ("lead", "custom", ""),
        ("lead", "title.length", ""),
        ("lead", "phones.number", ""),
        ("deal", "contact.nmae", ""),
    ],
)
def test_unknown_names_answer_with_the_nearest(
    entity: str, path: str, nearest: str
) -> None:
    """F4: unknown codes are refused with the nearest right name."""
    with pytest.raises(UnknownName) as caught:
        info(entity, path)

    assert caught.value.nearest.startswith(nearest)


def test_a_path_is_resolved_once() -> None:
    """F5: queries ask for the same paths again and again."""
    paths = Paths(WORKSPACE, entity_named("lead"))

    assert paths["amount",] is paths["amount",]


RECORDS: dict[str, Record] = {
    COMPANY: Company(id=COMPANY, name="Kyiv Logistics", custom={"region": "north"}),
    CONTACT: Contact(id=CONTACT, last_name="Kovalenko", companies=COMPANY),
}


def read(record: Record, entity: str, path: str) -> object:
    """Return what a path leads to from a record."""
    return reader(info(entity, path), lambda _, found: RECORDS.get(found))(record)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("title", "Forklifts"),
        ("amount", Money("5", "UAH")),
        ("amount.currency", "UAH"),
        ("utm.campaign", "spring"),
        ("company.name", "Kyiv Logistics"),
        ("company.custom.region", "north"),
        ("contact.company.name", "Kyiv Logistics"),
        ("contact.company", COMPANY),
        ("custom.budget", None),
        ("deal.title", None),
    ],
)
def test_a_reader_follows_the_path(path: str, value: object) -> None:
    """F5: what is missing on the way is no value, and no error."""
    lead = Lead(
        title="Forklifts",
        amount="5 UAH",
        utm=Utm(campaign="spring"),
        company=COMPANY,
        contact=CONTACT,
    )

    assert value == read(lead, "lead", path)


def test_empty_values_have_no_parts() -> None:
    """F5: nothing has no currency, and nobody no company."""
    assert [None, None, None, None] == [
        read(Deal(), "deal", path)
        for path in ("amount.currency", "utm.source", "contact", "contact.company")
    ]


def test_the_primary_link_is_the_one_contact_of_a_deal() -> None:
    """C9: a deal names its contacts, one of which is primary."""
    assert CONTACT == read(Deal(contacts=CONTACT), "deal", "contact")


def test_a_link_to_nothing_gives_nothing() -> None:
    """F6: a record may be gone."""
    missing = CompanyId("company_01jd0000000000000000000009")

    assert read(Lead(company=missing), "lead", "company.name") is None
