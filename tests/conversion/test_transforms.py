"""Transforms: functions of the host, by which maps turn text into other text (C4)."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest

import leadflow
from leadflow import (
    Conversion,
    ConversionInvalid,
    Crm,
    InvalidValue,
    InvalidWorkspace,
    Workspace,
    copy,
)
from leadflow.testing import a_contact, a_lead
from leadflow.workspace.transforms import Transform


Open: TypeAlias = Callable[..., Crm]


def naming(by: str, source: str = "title") -> Workspace:
    """Return a workspace whose only conversion names a transform, second of two."""
    one = Conversion("one").deal(
        copy("job_title", to="notes"), copy(source, to="title", by=by)
    )
    return Workspace(conversions=[one])


def slug(text: str) -> str:
    """Return text as it stands in addresses."""
    return text.casefold().replace(" ", "-")


def fail(text: str) -> str:
    """Fail, telling too much."""
    raise KeyError(text)


def test_a_function_of_the_host_is_named_by_a_map(opened: Open) -> None:
    """C4: beside the built-in ones."""
    crm = opened(workspace=naming("slug"), transforms={"slug": slug})
    deal = crm.convert(crm.leads.add(a_lead())).deal

    assert deal is not None
    assert "forklift-rental" == deal.title


def test_views_share_the_transforms(opened: Open) -> None:
    """C4: they belong to the data, not to an actor."""
    crm = opened(workspace=naming("slug"), transforms={"slug": slug})
    lead = crm.leads.add(a_lead())

    assert () == crm.acting_as("bob").plan_conversion(lead).faults


@pytest.mark.parametrize("by", ["uper", "slgu"])
def test_an_unknown_transform_names_the_nearest(opened: Open, by: str) -> None:
    """C3: a function that is not there is not passed over."""
    with pytest.raises(InvalidWorkspace) as caught:
        opened(workspace=naming(by), transforms={"slug": slug})
    (fault,) = caught.value.faults

    assert "conversions.one.deal.fields.title.by" == fault.path
    assert f"did you mean '{'upper' if by == 'uper' else 'slug'}'?" == fault.hint


def test_configuring_asks_for_the_transforms_too(crm: Crm) -> None:
    """C3: the workspace stays what it was."""
    before = crm.workspace
    with pytest.raises(InvalidWorkspace, match="unknown transform 'slug'"):
        crm.configure(naming("slug"))

    assert before == crm.workspace


def test_a_stored_workspace_is_opened_with_its_transforms(tmp_path: Path) -> None:
    """C4: functions are not stored; who only reads need not give them."""
    place = tmp_path / "sales.db"
    leadflow.open(place, workspace=naming("slug"), transforms={"slug": slug}).close()
    with leadflow.open(place) as crm:
        assert crm.leads.count() == 0
    with leadflow.open(place, transforms={"slug": slug}) as crm:
        assert naming("slug") == crm.workspace


def test_a_workspace_of_another_process_may_name_more(tmp_path: Path) -> None:
    """C5: what this one lacks is a fault of its plans."""
    place = tmp_path / "sales.db"
    with leadflow.open(place) as here:
        lead = here.leads.add(a_lead())
        options = {"slug": slug}
        leadflow.open(place, workspace=naming("slug"), transforms=options).close()
        (fault,) = here.plan_conversion(lead).faults

    assert ("deal.title", "unknown_name") == (fault.path, fault.code)


@pytest.mark.parametrize(
    ("function", "told"),
    [(fail, "failed on 'title' with KeyError"), (len, "returned a int, not text")],
)
def test_a_transform_that_fails_is_a_fault_of_the_plan(
    opened: Open, function: Transform, told: str
) -> None:
    """C5: with the field that it was to fill, and no word of the value."""
    crm = opened(workspace=naming("own"), transforms={"own": function})
    lead = crm.leads.add(a_lead())
    plan = crm.plan_conversion(lead)
    (fault,) = plan.faults

    assert ("deal.title", f"transform 'own' {told}") == (fault.path, fault.message)
    assert "Forklift" not in str(fault)
    assert "in the way: deal.title" in str(plan)
    assert [] == [each.path for each in plan.dropped if each.path == "title"]
    with pytest.raises(ConversionInvalid, match="transform 'own'"):
        crm.convert(lead)


def test_a_transform_that_fails_matters_only_where_it_fills(opened: Open) -> None:
    """C6: a client that has a value needs no other one."""
    entry = copy("job_title", to="notes", by="own")
    one = Conversion("one").contact(entry)
    crm = opened(workspace=Workspace(conversions=[one]), transforms={"own": fail})
    person = crm.contacts.add(a_contact(notes="known"))
    lead = crm.leads.add(a_lead())

    assert () == crm.plan_conversion(lead, contact=person).faults
    assert 1 == len(crm.plan_conversion(lead, contact="new").faults)


def test_an_empty_field_is_not_transformed(opened: Open) -> None:
    """C4: there is nothing to carry."""
    crm = opened(
        workspace=naming("own", "stage_note"), transforms={"own": lambda text: text[0]}
    )
    deal = crm.convert(crm.leads.add(a_lead())).deal

    assert deal is not None
    assert "" == deal.title


def test_a_transform_that_leaves_nothing_fills_nothing(opened: Open) -> None:
    """C4: an empty text is no value."""
    crm = opened(workspace=naming("digits"))
    plan = crm.plan_conversion(crm.leads.add(a_lead()))

    assert "title" not in [each.field for each in plan.target("deal").fields]


def test_a_wrong_transform_opens_no_store(tmp_path: Path) -> None:
    """C4: before anything is made."""
    place = tmp_path / "sales.db"
    with pytest.raises(InvalidValue, match="is built in already"):
        leadflow.open(place, transforms={"upper": slug})

    assert not place.exists()
