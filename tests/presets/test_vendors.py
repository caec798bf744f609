"""What the vendors' presets hold: all that stands there out of the box."""

import pytest

from leadflow import Workspace, presets
from leadflow.workspace import Dictionary, Stage


BITRIX24_STAGES = {
    "leads": "NEW IN_PROCESS PROCESSED CONVERTED:won JUNK:lost",
    "deals": "NEW PREPARATION PREPAYMENT_INVOICE EXECUTING FINAL_INVOICE WON:won "
    "LOSE:lost APOLOGY:lost",
    "quotes": "DRAFT SENT APPROVED:won DECLAINED:lost APOLOGY:lost",
    "invoices": "N S P:won D:lost",
}
BITRIX24_VALUES = {
    "source": "CALL EMAIL WEB ADVERTISING PARTNER RECOMMENDATION TRADE_SHOW WEBFORM "
    "CALLBACK RC_GENERATOR STORE OTHER",
    "contact_type": "CLIENT SUPPLIER PARTNER OTHER",
    "company_type": "CUSTOMER SUPPLIER COMPETITOR PARTNER OTHER",
    "employees": "EMPLOYEES_1 EMPLOYEES_2 EMPLOYEES_3 EMPLOYEES_4",
    "industry": "IT TELECOM MANUFACTURING BANKING CONSULTING FINANCE GOVERNMENT "
    "DELIVERY ENTERTAINMENT NOTPROFIT OTHER",
    "deal_type": "SALE COMPLEX GOODS SERVICES SERVICE",
    "honorific": "HNR_EN_1 HNR_EN_2",
    "call_list": "IN_WORK SUCCESS WRONG_NUMBER STOP_CALLING",
    "event_type": "INFO PHONE MESSAGE",
    "activity_kind": "1 2 3 4 5 6",
    "activity_direction": "0 1 2",
    "activity_status": "1 2 3",
    "activity_priority": "1 2 3",
    "notify_type": "0 1 2 3",
    "content_type": "1 2 3",
    "address_type": "1 4 6 8 9 11",
    "dynamic_stage": "NEW PREPARATION CLIENT SUCCESS FAIL",
}
SALESFORCE_STAGES = {
    "Prospecting": 10,
    "Qualification": 10,
    "Needs Analysis": 20,
    "Value Proposition": 50,
    "Id. Decision Makers": 60,
    "Perception Analysis": 70,
    "Proposal/Price Quote": 75,
    "Negotiation/Review": 90,
    "Closed Won": 100,
    "Closed Lost": 0,
}
HUBSPOT_STAGES = {
    "appointmentscheduled": 20,
    "qualifiedtobuy": 40,
    "presentationscheduled": 60,
    "decisionmakerboughtin": 80,
    "contractsent": 90,
    "closedwon": 100,
    "closedlost": 0,
}


def kinds(stages: tuple[Stage, ...]) -> str:
    """Return the vendor's codes of stages, with the kinds of the closed ones."""
    marks = {"open": "", "won": ":won", "lost": ":lost"}
    return " ".join(stage.origin + marks[stage.kind] for stage in stages)


def origins(dictionary: Dictionary) -> list[str]:
    """Return the vendor's codes of a dictionary."""
    return [entry.origin for entry in dictionary.entries if entry.origin]


def chances(workspace: Workspace) -> dict[str, int | None]:
    """Return the probabilities of deals by the vendor's codes."""
    stages = workspace.default_pipeline("deal").stages
    return {stage.origin: stage.probability for stage in stages}


def listed(workspace: Workspace, entity: str, field: str) -> list[str]:
    """Return the vendor's names of the values that a field takes."""
    own = workspace.custom_field(entity, field)
    return origins(workspace.dictionary(own.dictionary))


@pytest.mark.parametrize("pipeline", BITRIX24_STAGES)
def test_the_stages_of_bitrix24_are_whole(pipeline: str) -> None:
    """Codes, order and what they mean (mission 1.3)."""
    stages = presets.bitrix24().pipeline(pipeline).stages

    assert BITRIX24_STAGES[pipeline] == kinds(stages)


def test_the_second_loss_of_bitrix24_is_an_apology() -> None:
    """S1: a loss whose reason is to be analysed."""
    assert presets.bitrix24().pipeline("deals").is_apology("apology")
    assert not presets.bitrix24().pipeline("deals").is_apology("lost")


@pytest.mark.parametrize("dictionary", BITRIX24_VALUES)
def test_the_dictionaries_of_bitrix24_are_whole(dictionary: str) -> None:
    """Every value with its own code (mission 1.3)."""
    found = presets.bitrix24().dictionary(dictionary)

    assert BITRIX24_VALUES[dictionary].split() == origins(found)


def test_the_colours_of_bitrix24_are_kept() -> None:
    """S1: boards look as people know them."""
    colors = [stage.color for stage in presets.bitrix24().pipeline("deals").stages]

    assert "#39A8EF #2FC6F6 #55D0E0 #47E4C2 #FFA900".split() == colors[:5]
    assert ["#7BD500", "#FF5752", "#FF5752"] == colors[5:]


def test_the_leads_of_salesforce_are_whole() -> None:
    """The usual statuses, and those of new organisations (mission 1.3)."""
    made = presets.salesforce()
    usual = [stage.origin for stage in made.default_pipeline("lead").stages]
    new = [stage.origin for stage in made.pipeline("leads_new_orgs").stages]

    assert ["Open - Not Contacted", "Working - Contacted"] == usual[:2]
    assert ["Closed - Converted", "Closed - Not Converted"] == usual[2:]
    assert ["New", "Contacted", "Nurturing", "Qualified", "Unqualified"] == new


def test_the_values_of_salesforce_are_whole() -> None:
    """Sources old and new, ratings, forecast categories (mission 1.3)."""
    made = presets.salesforce()
    category = listed(made, "deal", "forecast_category")

    assert SALESFORCE_STAGES == chances(made)
    assert 14 == len(origins(made.dictionary("source")))
    assert {"Purchased List", "Word of mouth"} <= set(
        origins(made.dictionary("source"))
    )
    assert ["Hot", "Warm", "Cold"] == listed(made, "lead", "rating")
    assert "Omitted Pipeline BestCase MostLikely Forecast Closed".split() == category


def test_the_values_of_hubspot_are_whole() -> None:
    """The pipeline, the lead object, lifecycle and lead status (mission 1.3)."""
    made = presets.hubspot()
    lead = [stage.origin for stage in made.default_pipeline("lead").stages]
    lifecycle = listed(made, "contact", "lifecycle_stage")

    assert HUBSPOT_STAGES == chances(made)
    assert "default" == made.default_pipeline("deal").origin
    assert "New Attempting Connected Qualified Disqualified".split() == lead
    assert listed(made, "company", "lifecycle_stage") == lifecycle
    assert (8, "subscriber", "other") == (len(lifecycle), lifecycle[0], lifecycle[-1])
    assert 8 == len(listed(made, "contact", "lead_status"))


@pytest.mark.parametrize("name", ["bitrix24", "salesforce", "hubspot"])
def test_no_two_stages_of_a_pipeline_come_from_one(name: str) -> None:
    """The way back to the vendor's code is not ambiguous (mission 1.3)."""
    made = presets.load(name)
    for pipeline in made.pipelines:
        codes = [stage.origin for stage in pipeline.stages if stage.origin]

        assert len(codes) == len(set(codes))
