"""Errors that come out of the Crm: codes, data, pickles, masks."""

import pickle
from collections.abc import Callable, Mapping
from typing import Any

import pytest

import leadflow
from leadflow import Company, Crm, Deal, F, Lead, LeadflowError, evolve
from leadflow.testing import a_lead, nth_id


def _conflict(crm: Crm) -> object:
    lead = crm.leads.add(a_lead())
    crm.leads.update(lead, title="B")
    return crm.leads.update(lead, title="C")


def _ambiguous(crm: Crm) -> object:
    crm.companies.add_many([Company(name="Kyiv Logistics")] * 2)
    return crm.convert(crm.leads.add(a_lead()))


def _twice(crm: Crm) -> object:
    lead = crm.leads.add(a_lead())
    crm.convert(lead)
    return crm.convert(lead)


def _key(crm: Crm) -> object:
    one, two = crm.leads.add_many([a_lead(), a_lead()])
    crm.convert(one, key="k")
    return crm.convert(two, key="k")


def _outdated(crm: Crm) -> object:
    lead = crm.leads.add(a_lead())
    plan = crm.plan_conversion(lead)
    crm.leads.update(lead, title="B")
    return crm.convert(plan)


def _read_only(crm: Crm) -> object:
    return crm.move(crm.convert(crm.leads.add(a_lead())).lead, "new")


def _closed(crm: Crm) -> object:
    crm.close()
    return crm.leads.count()


def _in_use(crm: Crm) -> object:
    crm.deals.add(Deal(title="A", stage="executing"))
    return crm.configure(
        leadflow.Workspace(
            pipelines=[leadflow.Pipeline("deals", stages=["new", leadflow.Stage.won()])]
        )
    )


def _no_variant(crm: Crm) -> object:
    only = leadflow.Conversion("firms", when=F.company_name != "")
    crm.configure(leadflow.Workspace(conversions=[only]))
    return crm.convert(crm.leads.add(a_lead(company_name="")))


WAYS: Mapping[str, Callable[[Crm], object]] = {
    "invalid_data": lambda crm: crm.leads.add(evolve(a_lead(), source="wbe")),
    "invalid_value": lambda crm: crm.leads.get("Kovalenko"),  # type: ignore[arg-type]  # the point
    "unknown_name": lambda crm: crm.leads.order_by("amout"),
    "invalid_condition": lambda crm: crm.leads.where("amout > 5"),
    "not_found": lambda crm: crm.leads.get(nth_id("lead", 9)),  # type: ignore[arg-type]  # any text
    "conflict": _conflict,
    "move_refused": lambda crm: crm.move(crm.leads.add(a_lead()), "converted"),
    "read_only": _read_only,
    "in_use": _in_use,
    "key_reused": _key,
    "already_converted": _twice,
    "conversion_invalid": lambda crm: crm.convert(crm.lose(crm.leads.add(a_lead()))),
    "no_variant": _no_variant,
    "ambiguous_match": _ambiguous,
    "plan_outdated": _outdated,
    "store_closed": _closed,
}


@pytest.fixture(params=WAYS)
def raised(request: pytest.FixtureRequest) -> LeadflowError:
    """Return each error that a Crm raises."""
    crm = leadflow.open(actor="ada")
    with pytest.raises(LeadflowError) as caught:
        WAYS[request.param](crm)
    assert request.param == caught.value.code
    return caught.value


def test_errors_survive_pickling(raised: LeadflowError) -> None:
    """P15: hosts with several processes get them as they are."""
    copy = pickle.loads(pickle.dumps(raised))  # noqa: S301  # our own

    assert (type(raised), str(raised), raised.code) == (
        type(copy),
        str(copy),
        copy.code,
    )


def test_errors_are_a_sentence(raised: LeadflowError) -> None:
    """P25: lower case, no tuple, no representation of an object."""
    text = str(raised)

    assert text[:1] == text[:1].lower()
    assert "<" not in text
    assert not text.startswith("(")


def test_errors_repeat_no_personal_data(raised: LeadflowError) -> None:
    """P25: names, numbers and addresses do not end up in logs."""
    for secret in ("Kovalenko", "Olena", "380 44", "kyivlog.example"):
        assert secret not in str(raised)


def test_every_error_has_one_root(raised: LeadflowError) -> None:
    """P23: one except catches whatever leadflow raises."""
    assert isinstance(raised, leadflow.LeadflowError)


def test_a_lead_in_a_wrong_place_is_told(crm: Crm) -> None:
    """H1: a list where one record belongs is a slip of the pen."""
    with pytest.raises(leadflow.InvalidValue, match="cannot be of type list"):
        crm.leads.add([Lead(title="A")])  # type: ignore[arg-type]  # the point


@pytest.mark.parametrize(
    ("options", "text"),
    [
        ({"place": 5}, "store cannot be of type int; give the path of a file"),
        ({"actor": 5}, "actor must be text, not int; say who acts: actor='ada'"),
        ({"actor": None}, "actor must be text, not NoneType"),
        ({"workspace": {}}, "workspace cannot be of type dict; give a Workspace"),
    ],
)
def test_what_cannot_be_opened_is_told(options: dict[str, Any], text: str) -> None:
    """A plain mistake ends in a sentence that names the way out."""
    with pytest.raises(leadflow.InvalidValue, match=text):
        leadflow.open(**options)
