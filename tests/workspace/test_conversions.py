from datetime import date
from decimal import Decimal

import pytest

from leadflow.errors import InvalidValue, InvalidWorkspace, UnknownName
from leadflow.expressions import F
from leadflow.values import Money
from leadflow.workspace import (
    Constant,
    Conversion,
    CustomField,
    Target,
    Workspace,
    constant,
    copy,
    first_of,
    template,
)
from leadflow.workspace.entries import slots
from leadflow.workspace.transforms import (
    Transform,
    all_transforms,
    transform_named,
)


def test_fields_may_be_named_by_f() -> None:
    """C4: F.custom.budget and its text are the same name."""
    assert copy("custom.budget", to="amount") == copy(F.custom.budget, to=F.amount)


def test_a_deal_is_created_and_a_client_is_found_first() -> None:
    """C1: every target has a policy."""
    variant = Conversion("b2b")

    assert ["link_or_create", "link_or_create", "create"] == [
        variant.target(entity).policy for entity in ("company", "contact", "deal")
    ]


def test_targets_stand_in_the_order_in_which_they_are_made() -> None:
    """C1: two ways of writing one variant are equal."""
    one = Conversion("b2b").deal(pipeline="deals").company(policy="skip")
    other = Conversion("b2b").company(policy="skip").deal(pipeline="deals")

    assert one == other
    assert hash(one) == hash(other)


def test_a_target_that_is_said_again_is_replaced() -> None:
    """C1: one target has one map."""
    variant = Conversion("b2b").deal(stage="new").deal(stage="preparation")

    assert ["preparation"] == [target.stage for target in variant.targets]


def test_an_unknown_policy_answers_with_the_nearest() -> None:
    """C1: a slip of the pen is told with the way out."""
    with pytest.raises(UnknownName) as caught:
        Conversion("b2b").company(policy="lnik")

    assert "link" == caught.value.nearest


def test_one_activity_policy_is_for_all_kinds() -> None:
    """C1: the policy is link unless said otherwise, per kind."""
    assert {"*": "move"} == Conversion("b2b", activities="move").activities
    assert {"*": "link", "call": "copy"} == Conversion(
        "b2b", activities={"call": "copy"}
    ).activities


def test_two_sources_for_one_field_are_refused() -> None:
    """C3: nobody could say which one counts."""
    with pytest.raises(InvalidWorkspace) as caught:
        Conversion("b2b").deal(copy("title", to="title"), copy("notes", to="title"))

    assert ["deal.fields[1].to"] == [fault.path for fault in caught.value.faults]


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("", Target(entity="dael")),
        ("company.pipeline", Target(entity="company", pipeline="deals")),
        ("contact.stage", Target(entity="contact", stage="new")),
    ],
)
def test_a_target_that_makes_no_sense_is_refused(path: str, target: Target) -> None:
    """C1: leads become companies, contacts and deals, and only deals have stages."""
    with pytest.raises(InvalidWorkspace) as caught:
        Conversion("b2b", targets=[target])

    assert [path] == [fault.path for fault in caught.value.faults]


def test_a_target_stands_once() -> None:
    """C1: one target has one map."""
    with pytest.raises(InvalidWorkspace):
        Conversion("b2b", targets=[Target(entity="deal"), Target(entity="deal")])


@pytest.mark.parametrize(
    "value", ["customer", 5, True, Decimal("1.5"), Money(5, "UAH"), date(2026, 11, 2)]
)
def test_constants_are_exact_values(value: Constant) -> None:
    """C4: a constant is text, a number, money, a truth value or a date."""
    assert value == constant(value, to="type").value  # type: ignore[arg-type]


@pytest.mark.parametrize("value", [1.5, None, object()])
def test_other_constants_are_refused(value: object) -> None:
    """C4, N1: floats are not exact."""
    with pytest.raises(InvalidValue):
        constant(value, to="type")  # type: ignore[arg-type]


def test_one_and_true_are_different_constants() -> None:
    """C4: Python alone takes them for equal."""
    assert constant(1, to="type") != constant(value=True, to="type")


def test_a_template_names_fields_in_braces() -> None:
    """C4: plain names, no expressions."""
    assert ("company_name", "custom.budget") == slots("{company_name}: {custom.budget}")


@pytest.mark.parametrize("text", ["{title", "title}", "{{title}}"])
def test_a_brace_without_partner_is_refused(text: str) -> None:
    """C4: such a text is a slip of the pen."""
    with pytest.raises(InvalidValue):
        template(text, to="title")


@pytest.mark.parametrize("sources", [[], [""], ["title", " "]])
def test_a_map_entry_names_its_sources(sources: list[str]) -> None:
    """C4: an entry without a source fills nothing."""
    with pytest.raises(InvalidValue):
        first_of(*sources, to="title")


def test_a_contact_has_a_map_of_its_own() -> None:
    """C1: company, contact and deal each have theirs."""
    variant = Conversion("b2b").contact(copy("title", to="notes"), policy="create")

    assert "create" == variant.target("contact").policy


@pytest.mark.parametrize(
    ("name", "function"), [("Slug!", str), ("", str), ("upper", str), ("slug", "upper")]
)
def test_a_transform_is_a_function_with_a_name_of_its_own(
    name: str, function: Transform
) -> None:
    """C4: the built-in ones mean the same in every firm."""
    with pytest.raises(InvalidValue) as caught:
        all_transforms({name: function})

    assert f"transforms.{name}" == caught.value.path


@pytest.mark.parametrize("source", ["amount", "phones", "birth_date", "custom.sizes"])
def test_only_text_is_transformed(source: str) -> None:
    """C3: the map is refused when it is written."""
    sizes = CustomField("sizes", entity="lead", multiple=True)
    one = Conversion("one").deal(copy(source, to="notes", by="upper"))
    with pytest.raises(InvalidWorkspace) as caught:
        Workspace(conversions=[one], fields=[sizes])

    assert ["conversions.one.deal.fields.notes.by"] == [
        f.path for f in caught.value.faults
    ]


def test_an_unknown_source_is_told_once() -> None:
    """C3: whether it holds text nobody knows."""
    one = Conversion("one").deal(copy("titel", to="notes", by="upper"))
    with pytest.raises(InvalidWorkspace) as caught:
        Workspace(conversions=[one])

    assert ["conversions.one.deal.fields.notes.copy"] == [
        fault.path for fault in caught.value.faults
    ]


def test_a_transform_is_found_by_name() -> None:
    """C4: function transforms are named, so that they can be stored."""
    digits = transform_named("digits", {"digits": str.upper})

    assert "A" == digits("a")
    with pytest.raises(UnknownName):
        transform_named("upper", {"digits": str.upper})
