from datetime import date, datetime
from decimal import Decimal

import attrs
import pytest

from leadflow.entities import (
    ENTITIES,
    Affiliation,
    EntityType,
    FieldSpec,
    Kind,
    Lead,
    Participant,
    ProductRow,
    entity_named,
    entity_of,
)
from leadflow.errors import InvalidValue, UnknownName
from leadflow.values import Address, Email, Money, Origin, Phone, Requisites, Utm
from leadflow.workspace.defaults import DICTIONARIES


FIELDS = [
    pytest.param(entity, spec, id=f"{entity.name}.{spec.name}")
    for entity in ENTITIES.values()
    for spec in entity.fields.values()
]
CLASSES = {
    Kind.TEXT: str,
    Kind.LONG_TEXT: str,
    Kind.CHOICE: str,
    Kind.REFERENCE: str,
    Kind.TEXTS: str,
    Kind.INTEGER: int,
    Kind.DECIMAL: Decimal,
    Kind.MONEY: Money,
    Kind.BOOLEAN: bool,
    Kind.DATE: date,
    Kind.DATETIME: datetime,
}


@pytest.mark.parametrize(("entity", "spec"), FIELDS)
def test_a_field_is_described(entity: EntityType, spec: FieldSpec) -> None:
    """Storage and conditions read these descriptions instead of lists by hand."""
    assert entity.name == spec.entity
    assert CLASSES.get(spec.kind, spec.type) is spec.type
    assert spec.default == getattr(entity.cls(), spec.name)
    assert spec.convert is not None


@pytest.mark.parametrize(("entity", "spec"), FIELDS)
def test_a_field_points_at_what_is_there(entity: EntityType, spec: FieldSpec) -> None:
    """P10: targets are entities, choices come from dictionaries that there are."""
    assert spec.target in ("", "*", *ENTITIES), entity.name
    assert (spec.kind is Kind.CHOICE) is bool(spec.dictionary)
    assert spec.dictionary in ("", *DICTIONARIES)
    assert spec.kind is not Kind.REFERENCE or spec.target


@pytest.mark.parametrize("entity", ENTITIES.values(), ids=lambda each: each.name)
def test_every_field_of_a_class_is_described_in_order(entity: EntityType) -> None:
    """A new field is known to all readers at once."""
    assert [each.name for each in attrs.fields(entity.cls)] == list(entity.fields)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("lead.title", Kind.TEXT),
        ("lead.notes", Kind.LONG_TEXT),
        ("lead.source", Kind.CHOICE),
        ("lead.version", Kind.INTEGER),
        ("lead.amount", Kind.MONEY),
        ("lead.open_to_all", Kind.BOOLEAN),
        ("lead.birth_date", Kind.DATE),
        ("lead.created_at", Kind.DATETIME),
        ("lead.company", Kind.REFERENCE),
        ("lead.tags", Kind.TEXTS),
        ("lead.address", Kind.VALUE),
        ("lead.phones", Kind.VALUES),
        ("lead.custom", Kind.CUSTOM),
        ("product.tax_rate", Kind.DECIMAL),
        ("activity.bindings", Kind.TEXTS),
        ("contact.companies", Kind.VALUES),
        ("deal.probability", Kind.INTEGER),
    ],
)
def test_the_kind_follows_from_the_type(name: str, kind: Kind) -> None:
    """F5: built-in fields have the kinds that custom fields have."""
    entity, _, field = name.partition(".")

    assert kind is ENTITIES[entity].spec(field).kind


@pytest.mark.parametrize(
    ("name", "cls"),
    [
        ("lead.phones", Phone),
        ("lead.emails", Email),
        ("lead.address", Address),
        ("lead.utm", Utm),
        ("lead.origin", Origin),
        ("lead.rows", ProductRow),
        ("company.requisites", Requisites),
        ("contact.companies", Affiliation),
        ("deal.contacts", Participant),
    ],
)
def test_a_composite_field_names_the_class_of_its_values(name: str, cls: type) -> None:
    """Codecs know what to build without asking a value."""
    entity, _, field = name.partition(".")

    assert cls is ENTITIES[entity].spec(field).type


@pytest.mark.parametrize(
    ("name", "target"),
    [
        ("deal.company", "company"),
        ("deal.lead", "lead"),
        ("company.parent", "company"),
        ("invoice.seller", "company"),
        ("activity.bindings", "*"),
        ("lead.title", ""),
    ],
)
def test_a_reference_knows_its_target(name: str, target: str) -> None:
    """F6: what a link may point at is said once, by its type."""
    entity, _, field = name.partition(".")

    assert target == ENTITIES[entity].spec(field).target


def test_personal_fields_are_marked() -> None:
    """H5: erasing a person begins with knowing what is personal."""
    marked = {spec.name for spec in ENTITIES["lead"].fields.values() if spec.personal}

    assert {
        "first_name",
        "middle_name",
        "last_name",
        "birth_date",
        "phones",
        "emails",
        "messengers",
        "address",
        "consents",
    } == marked


def test_system_fields_are_marked() -> None:
    """What leadflow keeps cannot be written by users; marks say which."""
    kept = {spec.name for spec in ENTITIES["deal"].fields.values() if spec.system}

    assert {"id", "version", "stage_kind", "updated_at", "deleted_at"} <= kept
    assert not {"title", "amount", "stage", "created_at", "owner"} & kept


def test_four_entities_stand_in_pipelines() -> None:
    """S1: leads, deals, quotes and invoices have stages."""
    staged = [entity.name for entity in ENTITIES.values() if entity.in_pipeline]

    assert ["lead", "deal", "quote", "invoice"] == staged


def test_a_wrong_field_is_answered_with_the_nearest() -> None:
    """F4: one clear sentence."""
    with pytest.raises(UnknownName, match="'amout'; did you mean 'amount'"):
        ENTITIES["lead"].spec("amout")


@pytest.mark.parametrize("name", ["company", "companies"])
def test_an_entity_is_found_in_both_numbers(name: str) -> None:
    """People write what reads best."""
    assert "company" == entity_named(name).name


def test_an_unknown_entity_is_answered_with_the_nearest() -> None:
    """F4: entities are names too."""
    with pytest.raises(UnknownName, match="did you mean 'company'"):
        entity_named("companys")


def test_what_is_no_record_is_refused() -> None:
    """The sentence lists what records are."""
    with pytest.raises(InvalidValue, match="of type dict; it is one of Lead, "):
        entity_of({})


def test_an_entity_is_found_by_its_record() -> None:
    """Descriptions are compared and kept in sets."""
    found = entity_of(Lead())

    assert {ENTITIES["lead"]} == {found}
