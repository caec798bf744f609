"""Forms: what a screen must know (mission 2.14)."""

import json
from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given

from leadflow import (
    Company,
    Crm,
    CustomField,
    Deal,
    Dictionary,
    Entry,
    Form,
    InvalidWorkspace,
    Lead,
    Pipeline,
    Stage,
    UnknownName,
    Workspace,
)
from leadflow.entities import ENTITIES, Kind, Record
from leadflow.testing.strategies import leads
from leadflow.testing.suite.ledger import WORKSPACE
from leadflow.testing.suite.samples import FULL
from leadflow.workspace.labels import LANGUAGES


def of_custom(**definition: object) -> Workspace:
    """Return a workspace whose deals have one more field, ``x``."""
    own = CustomField("x", entity="deal", **definition)  # type: ignore[arg-type]
    return Workspace(fields=[own])


def names(form: Form, section: str) -> list[str]:
    """Return the fields of one section."""
    found = (each for each in form.sections if each.code == section)
    return [field.name for each in found for field in each.fields]


@pytest.mark.parametrize("entity", ENTITIES)
def test_every_field_stands_in_a_form_once(entity: str) -> None:
    """F5, mission 2.14: built-in and own fields alike, none left out."""
    own = [CustomField("x", entity=entity), CustomField("y", entity=entity)]
    form = Workspace(fields=own).form(entity)
    specs = ENTITIES[entity].fields.values()
    known = {spec.name for spec in specs if spec.kind is not Kind.CUSTOM}

    assert sorted(known | {"custom.x", "custom.y"}) == sorted(
        field.name for field in form.fields
    )


@pytest.mark.parametrize("language", [*LANGUAGES, "uk-UA"])
def test_a_form_speaks_the_language(language: str) -> None:
    """F5, mission 2.14: labels of sections, fields and choices."""
    own = CustomField(
        "x",
        entity="deal",
        type="choice",
        label={"en": "Size", "uk": "Розмір", "ru": "Размер"},
        help={"en": "In tons", "uk": "У тоннах", "ru": "В тоннах"},
        choices=[Entry("big", label={"en": "Big", "uk": "Великий", "ru": "Большой"})],
    )
    field = Workspace(fields=[own]).form("deal", language).field("custom.x")
    told = {
        "en": ("Size", "In tons", "Big"),
        "uk": ("Розмір", "У тоннах", "Великий"),
        "ru": ("Размер", "В тоннах", "Большой"),
    }

    assert told[language[:2]] == (field.label, field.help, field.choices[0].label)


def test_the_language_of_the_firm_is_the_usual_one() -> None:
    """F5, mission 2.14: nobody must say it again."""
    form = Workspace(language="uk").form("lead")

    assert ("uk", "Лід", "Сума") == (
        form.language,
        form.label,
        form.field("amount").label,
    )


def test_types_are_those_of_own_fields() -> None:
    """F5, mission 2.14: a host draws all fields with one set of controls."""
    form = Workspace().form("deal")
    found = {field.name: field.type for field in form.fields}

    assert {
        "title": "text",
        "amount": "money",
        "expected_close": "date",
        "notes": "long_text",
        "stage": "choice",
        "source": "dictionary",
        "company": "reference",
        "owner": "user",
        "observers": "user",
        "rows": "product_row",
        "is_recurring": "boolean",
    }.items() <= found.items()
    assert ("company",) == form.field("company").target
    assert form.field("observers").multiple


def test_an_own_field_tells_its_limits() -> None:
    """F2, mission 2.14: so that a screen can check before it sends."""
    field = of_custom(
        type="decimal", min_value=1, max_value="9.5", precision=1, default="2.5"
    ).form("deal")

    assert {
        "name": "custom.x",
        "type": "decimal",
        "label": "X",
        "default": "2.5",
        "min_value": 1,
        "max_value": "9.5",
        "precision": 1,
    } == field.field("custom.x").as_dict()


def test_what_leadflow_keeps_is_read_only() -> None:
    """F5, mission 2.14, mission 2.28: system fields are shown, not edited."""
    form = of_custom(type="counter").form("deal")

    assert form.field("version").read_only
    assert form.field("custom.x").read_only
    assert not form.field("title").read_only
    assert "version" in names(form, "system")


def test_a_converted_lead_keeps_its_notes_open(crm: Crm) -> None:
    """C9, mission 2.14: all else is read-only."""
    lead = crm.leads.add(Lead(title="Rental", last_name="Kovalenko"))
    converted = crm.convert(lead).lead
    form = crm.workspace.form(converted)

    assert ["notes"] == [field.name for field in form.fields if not field.read_only]


def test_what_is_required_depends_on_the_stage() -> None:
    """S4, mission 2.14: the demands of the stage where the record stands."""
    stages = [Stage("new"), Stage("visit", require=["amount", "custom.x"])]
    pipeline = Pipeline("deals", stages=[*stages, Stage.won(), Stage.lost()])
    own = CustomField("x", entity="deal", type="integer")
    workspace = Workspace(pipelines=[pipeline], fields=[own])

    def required(of: Record | str) -> list[str]:
        return [f.name for f in workspace.form(of).fields if f.required]

    assert [] == required("deal") == required(Deal(title="A", stage="new"))
    assert ["amount", "custom.x"] == required(Deal(title="A", stage="visit"))


def test_what_is_required_depends_on_the_record() -> None:
    """F2, mission 2.14: always, or where the condition holds."""
    workspace = of_custom(required="amount > 1000")

    def is_required(of: Record | str) -> bool:
        return workspace.form(of).field("custom.x").required

    assert [False, False, True] == [
        is_required("deal"),
        is_required(Deal(amount="1000 UAH")),
        is_required(Deal(amount="1001 UAH")),
    ]
    assert of_custom(required=True).form("deal").field("custom.x").required
    assert Workspace().form("company").field("name").required


def test_a_condition_steps_over_links_where_it_can(crm: Crm) -> None:
    """F5, mission 2.14: ``load`` reads the linked records."""
    workspace = of_custom(required="company.name == 'Kyivlog'")
    company = crm.companies.add(Company(name="Kyivlog"))
    deal = Deal(title="A", company=company)
    known = {company.id: company}
    reading = workspace.form(deal, load=lambda _, id: known.get(id))  # type: ignore[call-overload]  # one company

    assert reading.field("custom.x").required
    assert not workspace.form(deal).field("custom.x").required


def test_retired_choices_are_shown_where_they_are_held() -> None:
    """S5, mission 2.14: nobody chooses them anew, nobody loses them."""
    entries = [Entry("old", is_retired=True), Entry("new")]
    own = [
        CustomField("a", entity="deal", type="choice", choices=entries, multiple=True),
        CustomField("b", entity="deal", type="dictionary", dictionary="rank"),
    ]
    workspace = Workspace(fields=own, dictionaries=[Dictionary("rank", entries)])

    def choices(of: Record | str, name: str) -> list[tuple[str, bool]]:
        field = workspace.form(of).field(f"custom.{name}")
        return [(choice.code, choice.is_retired) for choice in field.choices]

    held = Deal(custom={"a": ["old", "new"], "b": "old"})
    assert [("new", False)] == choices("deal", "a") == choices("deal", "b")
    both = [("old", True), ("new", False)]
    assert both == choices(held, "a") == choices(held, "b")


def test_stages_are_those_of_the_records_pipeline() -> None:
    """F5, mission 2.14: with their labels, in their order."""
    repair = Pipeline(
        "repair", stages=[Stage("visit", label="Visit"), Stage.won(), Stage.lost()]
    )
    workspace = Workspace(pipelines=[repair])
    deal = Deal(pipeline="repair", stage="visit")

    assert ["Visit", "Deal won", "Deal lost"] == [
        choice.label for choice in workspace.form(deal).field("stage").choices
    ]
    assert "repair" in [c.code for c in workspace.form(deal).field("pipeline").choices]


def test_the_firm_says_what_comes_first() -> None:
    """F5, mission 2.14: the order is the workspace's; the rest follows as usual."""
    own = CustomField("x", entity="deal")
    first = {"deals": ["custom.x", "amount", "title"]}
    workspace = Workspace(fields=[own], forms=first)
    form = workspace.form("deal")

    assert ["custom.x", "amount", "title"] == [f.name for f in form.fields[:3]]
    assert "custom.x" not in names(form, "own")


@pytest.mark.parametrize(
    ("forms", "path"),
    [({"deal": ["amout"]}, "forms.deal[0]"), ({"dael": ["amount"]}, "forms.dael")],
)
def test_wrong_names_in_forms_are_told(forms: dict[str, list[str]], path: str) -> None:
    """M7, mission 2.14: with their place and the nearest right name."""
    with pytest.raises(InvalidWorkspace, match="did you mean") as caught:
        Workspace(forms=forms)

    assert [path] == [fault.path for fault in caught.value.faults]


def test_an_unknown_field_has_the_nearest_name() -> None:
    """F5, mission 2.14: a form is asked by the names that it shows."""
    with pytest.raises(UnknownName, match="did you mean 'amount'"):
        Workspace().form("deal").field("amout")


@pytest.mark.parametrize("record", FULL, ids=lambda one: type(one).__name__)
def test_a_form_of_any_record_is_json(record: Record) -> None:
    """F5, mission 2.14: a host sends it to a browser as it is."""
    form = Workspace().form(record)

    assert form.as_dict() == json.loads(json.dumps(form.as_dict()))


@given(leads(WORKSPACE))
def test_a_form_shows_what_the_record_holds(lead: Lead) -> None:
    """F5, mission 2.14: law: values of every type come with their fields, as JSON."""
    form = WORKSPACE.form(lead)

    assert lead.amount == form.field("amount").value
    for code, value in lead.custom.items():
        assert value == form.field(f"custom.{code}").value
    assert json.dumps(form.as_dict())


def test_numbers_lose_no_digit(opened: Callable[..., Crm]) -> None:
    """F5, mission 2.14: decimals are text in JSON."""
    crm = opened(workspace=of_custom(type="decimal"))
    deal = crm.deals.add(
        Deal(title="A", amount="0.1 UAH", custom={"x": Decimal("0.1")})
    )
    form = crm.workspace.form(deal)

    assert {"amount": "0.1", "currency": "UAH"} == form.field("amount").as_dict()[
        "value"
    ]
    assert "0.1" == form.field("custom.x").as_dict()["value"]


def test_nought_and_false_are_told_to_the_screen() -> None:
    """Mission 2.14: a limit of nought is a limit, and no is an answer."""
    share = CustomField(
        "share", entity="deal", type="decimal", min_value=0, precision=0
    )
    visited = CustomField("visited", entity="deal", type="boolean", default=False)
    deal = Deal(custom={"share": Decimal(0), "visited": False})
    form = Workspace(fields=[share, visited]).form(deal)
    told = form.field("custom.share").as_dict(), form.field("custom.visited").as_dict()

    assert [0, 0, "0"] == [
        told[0][name] for name in ("min_value", "precision", "value")
    ]
    assert [False, False] == [told[1][name] for name in ("default", "value")]
