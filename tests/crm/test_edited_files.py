"""A file that somebody edited with other tools is read as far as it can be (P14)."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

import leadflow
from leadflow import (
    Contact,
    Crm,
    CustomField,
    Deal,
    Entry,
    F,
    Lead,
    Pipeline,
    Segment,
    Stage,
    StoreError,
    Workspace,
)
from leadflow.testing import BEGINNING, FixedClock
from tests.crm.test_upkeep import spoil


FIRM = Workspace(
    pipelines=[
        Pipeline(
            "deals", stages=[Stage("new", expected_days=3), Stage.won(), Stage.lost()]
        )
    ],
    fields=[
        CustomField(
            "size", entity="contact", type="choice", choices=[Entry("s", label="Small")]
        ),
        CustomField("weight", entity="deal", type="decimal"),
    ],
)


@pytest.fixture
def edited(tmp_path: Path) -> Callable[..., Crm]:
    """Return what opens a file after SQL was run on it."""
    place = tmp_path / "sales.db"
    with leadflow.open(place, workspace=FIRM, clock=FixedClock()) as crm:
        crm.deals.add(Deal(title="Crane", custom={"weight": Decimal("1.5")}))
        crm.leads.add(Lead(title="Winch", source="web"))
        crm.contacts.add(
            Contact(last_name="Koval", phones="+380441234567", custom={"size": "s"})
        )

    def open_edited(*statements: str) -> Crm:
        spoil(place, *statements)
        return leadflow.open(place, clock=FixedClock())

    return open_edited


def sizes(crm: Crm) -> list[str]:
    """Return what a letter to all would call their sizes."""
    found = crm.audience(Segment("all"), channel="phone", fields=["custom.size"])
    return [each.fields["custom.size"] for each in found]


def test_codes_that_there_are_not_are_shown_as_they_stand(
    edited: Callable[..., Crm],
) -> None:
    """P14: a table in a notebook fails for no code; verifying tells of them."""
    with edited("UPDATE leads SET stage = 'gone', source = 'fax'") as crm:
        page = crm.leads._repr_html_()
        found = crm.upkeep.verify()

    assert ">gone<" in page
    assert ">fax<" in page
    assert not found.is_sound


def test_a_stage_that_there_is_not_expects_nothing(edited: Callable[..., Crm]) -> None:
    """P14, S9: who stands nowhere does not age."""
    with edited("UPDATE deals SET stage = 'gone'") as crm:
        ages = [crm.stages.ageing(each) for each in crm.deals]

    assert [None] == ages


def test_a_letter_says_a_choice_that_there_is_not_as_it_stands(
    edited: Callable[..., Crm],
) -> None:
    """P14, Z7: the words of the others are those of the firm."""
    with edited() as crm:
        before = sizes(crm)
    with edited(
        """UPDATE contacts SET custom = replace(custom, '"s"', '"xl"')"""
    ) as crm:
        after = sizes(crm)

    assert (["Small"], ["xl"]) == (before, after)


def test_the_past_of_a_damaged_history_is_refused_with_the_damage(
    edited: Callable[..., Crm],
) -> None:
    """P14, H7: nothing is told of a time of which the facts cannot be read."""
    with (
        edited("UPDATE events SET changes = '[5]' WHERE entity = 'deal'") as crm,
        pytest.raises(StoreError, match="event"),
    ):
        crm.as_of(BEGINNING).deals.all()


def test_a_history_that_lacks_a_text_is_refused_with_the_damage(
    edited: Callable[..., Crm],
) -> None:
    """P14, H7: a number where a title was is no title."""
    changes = """UPDATE events SET changes = '[["title",null,5]]'"""
    with (
        edited(f"{changes} WHERE entity = 'deal'") as crm,
        pytest.raises(StoreError, match="a text is missing"),
    ):
        crm.as_of(BEGINNING).deals.all()


def test_a_number_that_is_none_is_told_by_whoever_meets_it(
    edited: Callable[..., Crm],
) -> None:
    """P14, P23: asking of it and reading it are documented errors."""
    with edited("UPDATE deals SET custom = replace(custom, '1.5', 'NaN')") as crm:
        with pytest.raises(StoreError):
            crm.deals.where(F.custom.weight > 1).count()
        with pytest.raises(StoreError, match="no exact number"):
            crm.deals.all()
        found = crm.upkeep.verify()

    assert "damaged" in {each.code for each in found.findings}


def test_bytes_where_text_was_are_damage(edited: Callable[..., Crm]) -> None:
    """P14: they can come there by damage alone, as SQLite takes none."""
    loose = "UPDATE sqlite_schema SET sql = {} WHERE name = 'events'"
    taken, given = "replace(sql, 'STRICT', '')", "sql || 'STRICT'"
    trust = "PRAGMA writable_schema = ON"
    edited(trust, loose.format(taken)).close()
    edited("UPDATE events SET actor = x'ff' WHERE seq = 1").close()
    with edited(trust, loose.format(given)) as crm:
        found = crm.upkeep.verify()

    assert "damaged" in {each.code for each in found.findings}
