"""Definitions whose faults stand beside others, or where little is to be said."""

import tomllib

import pytest

from leadflow import (
    Conversion,
    CustomField,
    Dictionary,
    InvalidCondition,
    InvalidWorkspace,
    Workspace,
    constant,
    copy,
    template,
)
from leadflow.workspace import Target
from leadflow.workspace.entries import Mapped
from leadflow.workspace.files import loads
from leadflow.workspace.shapes import Section
from leadflow.workspace.toml import document


def told(text: str) -> list[tuple[str, str]]:
    """Return the paths and codes of what is wrong with a file."""
    with pytest.raises(InvalidWorkspace) as caught:
        loads(text)
    return [(each.path, each.code) for each in caught.value.faults]


def test_rules_of_the_intake_are_judged_beside_other_faults() -> None:
    """C3, I5: a condition on inquiries is asked of inquiries, whatever else is."""
    found = told(
        """
        zone = "Nowhere"
        [intake]
        assignments = [{code = "a", to = ["bob"], when = "compny_name != ''"}]
        """
    )

    assert {"zone", "intake.assignments.a.when"} == {path for path, _ in found}


def test_a_variant_of_an_unknown_source_is_judged_as_one_of_leads() -> None:
    """C3: its condition is told beside the slip in the source."""
    found = told(
        """
        [[conversions]]
        code = "x"
        source = "deel"
        when = "titel == 1"
        """
    )

    assert ["conversions.x.source", "conversions.x.when"] == [p for p, _ in found]


def test_a_field_that_names_a_dictionary_is_right_beside_a_wrong_one() -> None:
    """C3, F1: only the slip is told."""
    found = told(
        """
        zone = "Nowhere"
        dictionaries = [{code = "towns", entries = ["kyiv"]}]
        [[fields]]
        code = "town"
        entity = "lead"
        type = "dictionary"
        dictionary = "towns"
        """
    )

    assert ["zone"] == [path for path, _ in found]


def mapped(entry: Mapped, *fields: CustomField) -> list[str]:
    """Return the codes of what is wrong with a map from leads to deals."""
    variant = Conversion("x", targets=[Target(entity="deal", fields=[entry])])
    words = Dictionary("deal_type", ["sale"], is_open=True)
    try:
        Workspace(fields=fields, conversions=[variant], dictionaries=[words])
    except InvalidWorkspace as error:
        return [each.code for each in error.faults]
    return []


@pytest.mark.parametrize(
    ("entry", "codes"),
    [
        (template("{name}", to="title"), []),
        (copy("name", to="title", by="upper"), []),
        (copy("nmae", to="title", by="upper"), ["unknown_name"]),
        (constant("anything", to="type"), []),
        (constant("zz", to="source"), ["unknown_name"]),
        (copy("tags", to="custom.words"), []),
        (copy("tags", to="custom.links"), ["incompatible"]),
        (copy("observers", to="custom.words"), []),
    ],
    ids=str,
)
def test_what_a_map_takes_is_judged_by_what_it_holds(
    entry: Mapped, codes: list[str]
) -> None:
    """C3, C4: a whole name, lists of words, open dictionaries."""
    words = CustomField("words", entity="deal", multiple=True)
    links = CustomField(
        "links", entity="deal", type="reference", target="contact", multiple=True
    )

    assert codes == mapped(entry, words, links)


def test_a_list_that_takes_any_code_does_not_fit_one_that_knows_its_own() -> None:
    """C3: the other way round it fits."""
    towns = Dictionary("towns", ["kyiv"], is_open=True)
    few = CustomField("few", entity="deal", type="choice", choices=["a"])
    many = CustomField("many", entity="lead", type="dictionary", dictionary="towns")
    variant = Conversion(
        "x",
        targets=[Target(entity="deal", fields=[copy("custom.many", to="custom.few")])],
    )
    with pytest.raises(InvalidWorkspace) as caught:
        Workspace(fields=[few, many], conversions=[variant], dictionaries=[towns])

    assert "incompatible" in [each.code for each in caught.value.faults]


def test_nothing_tells_whether_a_deal_exists() -> None:
    """C2: a deal is made, linked, asked for or left out; it is not searched."""
    target = Target(entity="deal", policy="link_or_create")
    with pytest.raises(InvalidWorkspace) as caught:
        Conversion("x", targets=[target])

    assert ["deal.policy"] == [each.path for each in caught.value.faults]


def test_what_is_behind_a_link_of_several_has_no_parts() -> None:
    """F4: the main contact's id is an id and nothing more."""
    firm = Workspace()
    with pytest.raises((InvalidCondition, InvalidWorkspace)) as caught:
        Workspace(
            conversions=[Conversion("x", source="deal", when="contact.id.part == 'x'")]
        )

    assert caught.value.faults
    assert firm == Workspace()


def test_reprs_of_what_is_drawn_are_short() -> None:
    """F4, M7: they end in logs."""
    firm = Workspace()

    assert "<Advice: " == repr(firm.check())[:9]
    assert "<Form of deal in en: " == repr(firm.form("deal"))[:21]


def test_a_section_within_a_list_is_a_table_in_line() -> None:
    """S1: a table that stands in a list cannot have a heading of its own."""
    text = "".join(document({"rows": [1, Section({"a": 2})]}))

    assert {"rows": [1, {"a": 2}]} == tomllib.loads(text)


def test_segments_and_letters_are_judged_beside_other_faults() -> None:
    """Z7, mission 3.21: who they are for and what they say, whatever else is wrong."""
    found = told(
        """
        zone = "Nowhere"
        segments = [{code = "a", role = ["boss"]}, {code = "b", when = "nme == 1"}]
        letters = [{code = "c", to = "lead", subject = "Hello {nme}", text = "Dear"}]
        """
    )

    assert {
        "zone",
        "segments.a.role",
        "segments.b.when",
        "letters.c.subject",
    } == {path for path, _ in found}
