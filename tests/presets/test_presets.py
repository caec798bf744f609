"""The presets: whole, loadable, and workable from the first lead to the sale."""

import tomllib
from collections.abc import Callable

import pytest

from leadflow import (
    Contact,
    Crm,
    Deal,
    InvalidWorkspace,
    Lead,
    UnknownName,
    Workspace,
    presets,
)
from leadflow.workspace import OPEN
from leadflow.workspace.files import dumps, loads
from leadflow.workspace.schema import json_schema
from tests.workspace.test_schema import validate


FIRMS = ("b2b", "retail", "services", "production")
VENDORS = ("bitrix24", "salesforce", "hubspot")
LANGUAGES = ("en", "uk", "ru")

ASKED = {
    "custom.decision_maker": "The director",
    "custom.delivery": "courier",
    "custom.deliver_by": "2026-12-24",
    "custom.quantity": 40,
    "custom.site": "Dock 4",
    "custom.specification": "Steel, 2 mm",
    "amount": "120000 UAH",
    "begins_on": "2026-12-01",
    "expected_close": "2026-12-20",
    "interest": "Forty brackets",
    "last_name": "Kovalenko",
}
"""What a seller has found out by the end; each stage demands a part of it."""


def found_out(workspace: Workspace, entity: str) -> dict[str, object]:
    """Return what a seller knows, as far as the entity has a field for it."""
    demanded = {
        name
        for pipeline in workspace.pipelines_of(entity)
        for stage in pipeline.stages
        for name in stage.require
    }
    known: dict[str, object] = {
        name: ASKED[name] for name in demanded if "." not in name
    }
    own = {name.partition(".")[2]: ASKED[name] for name in demanded if "." in name}
    return {**known, "custom": own} if own else known


def walked(crm: Crm, deal: Deal) -> Deal:
    """Move a deal over every open stage, and win it."""
    pipeline = crm.workspace.pipeline(deal.pipeline)
    for stage in pipeline.of_kind(OPEN)[1:]:
        deal = crm.move(deal, stage.code)
    return crm.win(deal)


@pytest.mark.parametrize("name", presets.names())
def test_a_lead_goes_the_whole_way_to_a_won_deal(
    name: str, opened: Callable[..., Crm]
) -> None:
    """Every stage of every preset can be passed, on each store (mission 2.11)."""
    crm = opened(workspace=presets.load(name, mode="classic"))
    lead = crm.leads.add(
        Lead(
            title="Brackets",
            company_name="Kyiv Logistics",
            phones="+380 44 123 45 67",
            **{"last_name": "Kovalenko"} | found_out(crm.workspace, "lead"),  # type: ignore[arg-type]  # by name
        )
    )
    for stage in crm.workspace.pipeline(lead.pipeline).of_kind(OPEN)[1:]:
        lead = crm.move(lead, stage.code)
    done = crm.convert(lead)
    assert done.deal is not None
    deal = crm.deals.update(done.deal, **found_out(crm.workspace, "deal"))

    assert "won" == walked(crm, deal).stage_kind
    assert done.company is not None or done.contact is not None


@pytest.mark.parametrize("name", FIRMS)
def test_without_leads_the_client_and_the_deal_come_first(
    name: str, opened: Callable[..., Crm]
) -> None:
    """Each kind of firm can also work in mode simple (mission 1.3)."""
    crm = opened(workspace=presets.load(name, mode="simple"))
    contact = crm.contacts.add(Contact(last_name="Kovalenko"))
    known = found_out(crm.workspace, "deal")
    deal = crm.deals.add(Deal(title="Brackets", contacts=[contact.id], **known))  # type: ignore[arg-type]  # by name

    assert "won" == walked(crm, deal).stage_kind


@pytest.mark.parametrize("name", presets.names())
def test_a_preset_is_written_and_read_as_it_is(name: str) -> None:
    """Who takes a preset over can keep it as a file (mission 2.10)."""
    preset = presets.load(name)

    assert preset == loads(dumps(preset))
    assert preset == loads(presets.text(name))


@pytest.mark.parametrize("name", presets.names())
def test_a_preset_has_a_function_of_its_name(name: str) -> None:
    """``presets.b2b()`` is what an editor completes (mission 2.11)."""
    settings = {"name": "Acme", "currency": "UAH", "zone": "Europe/Kyiv"}
    made = getattr(presets, name)(**settings, language="uk", mode="simple")

    assert "Acme" == made.name
    assert ("UAH", "Europe/Kyiv") == (made.currency, made.zone)
    assert ("uk", "simple") == (made.language, made.mode)
    assert presets.load(name).pipelines == made.pipelines


@pytest.mark.parametrize("name", [*FIRMS, "bitrix24"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_firm_speaks_its_language(name: str, language: str) -> None:
    """Every stage and value has a word in each of three languages (mission 0.23)."""
    made = presets.load(name, language=language)
    words = {
        **{
            (pipeline.code, stage.code): stage.label
            for pipeline in made.pipelines
            for stage in pipeline.stages
        },
        **{
            (dictionary.code, entry.code): entry.label
            for dictionary in made.dictionaries
            for entry in dictionary.entries
        },
    }
    short = {
        place
        for place, label in words.items()
        if label and not {"", language} & dict(label.texts).keys()
    }

    assert set() == short


@pytest.mark.parametrize("name", FIRMS)
def test_every_firm_says_why_it_loses(name: str) -> None:
    """S5: a loss has a reason, and there are reasons of the trade."""
    made = presets.load(name)
    lost = [stage for p in made.pipelines_of("deal") for stage in p.of_kind("lost")]

    assert all(stage.reason_required for stage in lost)
    assert 9 <= len(made.dictionary("loss_reason").entries) <= 12
    assert "other" == made.dictionary("loss_reason").entries[-1].code


def test_misspelt_presets_and_settings_get_the_nearest_right_name() -> None:
    """A slip is answered (mission 2.10)."""
    with pytest.raises(UnknownName, match="did you mean 'salesforce'"):
        presets.load("salesforse")
    with pytest.raises(UnknownName, match="did you mean 'currency'"):
        presets.b2b(curency="UAH")  # type: ignore[call-arg]
    with pytest.raises(InvalidWorkspace, match="currency"):
        presets.b2b(currency="hryvnia")


def test_a_setting_may_hold_any_text() -> None:
    """A firm's name does not break the file (mission 2.10)."""
    name = 'Kyiv "Lift" \\ Sons\n[x]'

    assert "Kyiv" in presets.retail(name=name).name
    assert presets.retail().pipelines == presets.retail(name=name).pipelines


@pytest.mark.parametrize("name", FIRMS)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("mode", ["classic", "simple"])
def test_nothing_is_said_against_a_firm(name: str, language: str, mode: str) -> None:
    """M7: a preset is an example of what the check advises."""
    made = presets.load(name, language=language, mode=mode)

    assert () == made.check().findings


@pytest.mark.parametrize("name", VENDORS)
def test_a_vendor_s_process_is_only_told_to_ask_for_reasons(name: str) -> None:
    """M7: the vendors let a deal be lost without a word; their presets are theirs."""
    codes = {each.code for each in presets.load(name).check()}

    assert {"no_loss_reason"} == codes


def test_no_two_kinds_of_firms_work_alike() -> None:
    """No order of work is the only right one (mission 1.2)."""
    made = [presets.load(name) for name in FIRMS]
    ways = {each.default_pipeline("deal").stages for each in made}
    reasons = {each.dictionary("loss_reason").entries for each in made}

    assert (4, 4) == (len(ways), len(reasons))


def test_a_shop_has_little_to_learn() -> None:
    """Few entities, in the words of the trade (mission 0.21)."""
    shop = presets.retail()

    assert not shop.uses("lead")
    assert not shop.uses("quote")
    assert ("Order", "Customers") == (shop.label("deal"), shop.label("contacts"))


@pytest.mark.parametrize("name", FIRMS)
def test_a_deal_that_stands_too_long_shows_its_age(name: str) -> None:
    """S9: each open stage of a trade has its days."""
    pipeline = presets.load(name).default_pipeline("deal")

    assert all(stage.expected_days for stage in pipeline.of_kind(OPEN))


@pytest.mark.parametrize("name", presets.names())
def test_a_firm_takes_as_much_of_the_chain_as_it_needs(name: str) -> None:
    """M6: only what is needed is used, and little is said of it (mission 2.12)."""
    short = presets.load(name, chain="deal-invoice", mode="simple")
    codes = {each.code for each in short.check()}

    assert {"lead", "quote"}.isdisjoint(short.entities)
    assert codes <= {"no_loss_reason", "entity_not_used"}


@pytest.mark.parametrize("name", presets.names())
def test_editors_accept_a_preset(name: str) -> None:
    """M1: whoever copies the file sees no line underlined."""
    assert [] == list(validate(tomllib.loads(presets.text(name)), json_schema()))
