"""Checks of conversions: a small process that shows each, and one that does not."""

import pytest

from leadflow import (
    Conversion,
    CustomField,
    Dictionary,
    Entry,
    Finding,
    Pipeline,
    Stage,
    Workspace,
    constant,
    copy,
    first_of,
    template,
)
from leadflow.workspace.files import dumps, loads


def firm(*variants: Conversion, **options: object) -> Workspace:
    """Return a firm with these variants."""
    return Workspace(conversions=variants, **options)  # type: ignore[arg-type]  # as the test says


def found(workspace: Workspace, code: str) -> list[str]:
    """Return the paths of the findings of one code."""
    return [each.path for each in workspace.check() if each.code == code]


def only(workspace: Workspace, code: str) -> Finding:
    """Return the one finding of a code."""
    (finding,) = (each for each in workspace.check() if each.code == code)
    return finding


ALL = Conversion("all")
WEB = Conversion("web", when="source == 'web'")
BILL = Conversion("bill_all", source="deal").invoice()


@pytest.mark.parametrize(
    ("variants", "reason"),
    [
        ([ALL, WEB], "'all' stands before it and takes every lead"),
        ([WEB, Conversion("b", when="source == 'web'"), ALL], "the same condition"),
        ([Conversion("b", when="False"), ALL], "no lead that can be converted"),
        ([Conversion("b", when="stage == 'junk'"), ALL], "no lead that can be"),
        ([Conversion("b", when="stage.kind == 'won'"), ALL], "no lead that can be"),
        ([Conversion("b", when="amount > 5 and amount < 3"), ALL], "no lead that"),
        (
            [
                Conversion("big", when="amount >= 100"),
                Conversion("huge", when="amount >= 1000"),
                ALL,
            ],
            "nothing that it would fit is left by 'big'",
        ),
        (
            [
                Conversion("a", when="source in ('web', 'call')"),
                Conversion("b", when="source == 'call' and amount > 5"),
                ALL,
            ],
            "nothing that it would fit is left by 'a'",
        ),
    ],
)
def test_a_variant_that_is_never_chosen_is_told(
    variants: list[Conversion], reason: str
) -> None:
    """M7, C2: no lead gets there by itself."""
    finding = only(firm(*variants), "variant_never_chosen")

    assert reason in finding.message
    assert "warning" == finding.severity


@pytest.mark.parametrize(
    "variants",
    [
        [ALL],
        [WEB, ALL],
        [
            Conversion("a", when="amount > 100"),
            Conversion("b", when="amount > 50"),
            ALL,
        ],
        [Conversion("a", when="amount > 5 or amount <= 5"), WEB, ALL],
        [Conversion("a", when="company_name != ''"), WEB, ALL],
        [Conversion("a", when="title.startswith('x')"), WEB, ALL],
        [Conversion("a", when="stage == 'processed'"), ALL],
    ],
)
def test_a_variant_that_some_lead_fits_is_left_alone(
    variants: list[Conversion],
) -> None:
    """M7, C2: a field that is empty makes a condition unknown, not false."""
    assert [] == found(firm(*variants), "variant_never_chosen")


def test_leads_that_fit_no_variant_are_told() -> None:
    """M7, C2: all variants have conditions, and some lead meets none."""
    either = [
        Conversion("firm", when="not company_name.is_empty()"),
        Conversion("person", when="company_name.is_empty()"),
    ]

    assert ["conversions"] == found(firm(WEB), "no_variant_fits")
    assert [] == found(firm(WEB, ALL), "no_variant_fits")
    assert [] == found(firm(*either), "no_variant_fits")


def test_deals_and_quotes_that_fit_no_variant_are_told() -> None:
    """M7, C16: further conversions are chosen in the same way."""
    large = Conversion("bill", source="deal", when="amount > 100").invoice()
    small = Conversion("small", source="deal", when="amount > 200").invoice()
    workspace = firm(ALL, large, small)

    assert ["conversions"] == found(workspace, "no_variant_fits")
    assert ["conversions.small.when"] == found(workspace, "variant_never_chosen")
    assert [] == found(firm(ALL, small, large, BILL), "no_variant_fits")
    assert [] == found(firm(ALL, small, large, BILL), "variant_never_chosen")


def test_an_open_dictionary_holds_more_than_its_values() -> None:
    """M7, C2: what nobody listed fits no variant of the listed ones."""
    call = Conversion("call", when="source == 'call' or source == ''")
    closed = Dictionary("source", ["web", "call"])
    opened = Dictionary("source", ["web", "call"], is_open=True)

    assert [] == found(firm(WEB, call, dictionaries=[closed]), "no_variant_fits")
    assert [] != found(firm(WEB, call, dictionaries=[opened]), "no_variant_fits")


def test_a_text_is_never_unknown() -> None:
    """M7, C2: with a company and without one, these are all leads there are."""
    company = Conversion("company", when="company_name != ''")
    person = Conversion("person", when="company_name == ''")
    large = Conversion("large", when="amount >= 100")
    small = Conversion("small", when="amount < 100")

    assert [] == found(firm(company, person), "no_variant_fits")
    assert ["conversions"] == found(firm(large, small), "no_variant_fits")


def test_what_an_earlier_variant_does_not_make_is_left_to_later_ones() -> None:
    """M7, C16: whoever asks for a quote gets the variant that makes one."""
    assert [] == found(firm(ALL, Conversion("offer").quote()), "variant_never_chosen")


def test_a_further_variant_of_one_s_own_is_checked_as_well() -> None:
    """M7, C16: an invoice begins on a stage too; usual variants are nobody's wish."""
    first = Stage("draft", require=["custom.order"])
    stages = [first, Stage.won("paid"), Stage.lost()]
    bills = Pipeline("bills", entity="invoice", stages=stages)
    order = CustomField("order", entity="invoice", required=True)
    workspace = firm(ALL, BILL, pipelines=[bills], fields=[order])
    asked = Conversion("bill", source="deal").invoice(asks=["custom.order"])

    assert ["conversions.bill_all.invoice.stage"] == found(
        workspace, "start_demands_too_much"
    )
    assert ["conversions.bill_all.invoice"] == found(workspace, "required_not_filled")
    filled = firm(ALL, asked, pipelines=[bills], fields=[order])
    assert filled.check().is_sound
    usual = firm(ALL, pipelines=[bills], fields=[order])
    assert usual.check().is_sound


BUDGET = CustomField("budget", entity="lead", type="money")


@pytest.mark.parametrize(
    "variant",
    [
        ALL.deal(copy("custom.budget", to="amount")),
        ALL.deal(first_of("amount", "custom.budget", to="amount")),
        ALL.deal(template("{custom.budget}", to="notes")),
    ],
)
def test_a_field_of_leads_that_some_map_takes_is_not_lost(variant: Conversion) -> None:
    """M7, C4: one variant is enough."""
    assert [] == found(firm(WEB, variant, fields=[BUDGET]), "data_lost")


def test_a_field_of_leads_that_no_map_takes_is_lost() -> None:
    """M7, C4: it is asked of people, and then nobody sees it again."""
    theirs = CustomField("budget", entity="deal", type="integer")

    assert ["fields.lead.budget"] == found(firm(ALL, fields=[BUDGET]), "data_lost")
    finding = only(firm(ALL, fields=[BUDGET, theirs]), "data_lost")
    assert "'budget' of the deal holds something else" in finding.message


def test_a_usual_field_that_every_variant_leaves_out_is_lost() -> None:
    """M7, C4: a map of one's own forgets what the default one takes."""
    bare = ALL.deal(copy("title", to="title"), defaults=False)
    workspace = firm(bare)

    assert "conversions.amount" in found(workspace, "data_lost")
    assert {"advice"} == {each.severity for each in workspace.check()}
    assert [] == found(firm(bare, WEB), "data_lost")


def test_what_a_firm_does_without_is_not_missed() -> None:
    """M6, M7: fields of a target that is not used need no way to it."""
    assert [] == found(firm(ALL, without=["company"]), "data_lost")
    assert [] == found(firm(ALL, without=["company"]), "no_client_made")


def test_completing_gives_the_deal_what_leads_have() -> None:
    """M7, C4: the field that is missing is made on request, and not required."""
    asked = CustomField("budget", entity="lead", type="money", required=True)
    whole = firm(ALL, fields=[asked]).completed()

    assert whole.custom_field("deal", "budget").type == "money"
    assert not whole.custom_field("deal", "budget").required
    assert [] == found(whole, "data_lost")
    assert whole == whole.completed() == loads(dumps(whole))


def test_completing_finds_the_target_that_there_is() -> None:
    """M7, C4: without a deal the contact takes the field."""
    no_deal = ALL.deal(policy="skip")
    company = ALL.deal(policy="skip").contact(policy="skip")

    assert whole_entities(firm(no_deal, fields=[BUDGET])) == ["lead", "contact"]
    assert whole_entities(firm(company, fields=[BUDGET])) == ["lead", "company"]
    assert whole_entities(firm(company.company(defaults=False), fields=[BUDGET])) == [
        "lead"
    ]


def whole_entities(workspace: Workspace) -> list[str]:
    """Return the entities whose fields a completed workspace has."""
    return [field.entity for field in workspace.completed().fields]


def test_a_required_field_that_no_map_fills_is_an_error() -> None:
    """M7, C3: every conversion by this variant would fail."""
    site = CustomField("site", entity="deal", required=True)
    filled = ALL.deal(constant("Kyiv", to="custom.site"))
    skipped = ALL.deal(policy="skip")

    assert ["conversions.all.deal"] == found(
        firm(ALL, fields=[site]), "required_not_filled"
    )
    assert [] == found(firm(filled, fields=[site]), "required_not_filled")
    assert [] == found(firm(skipped, fields=[site]), "required_not_filled")
    lead = CustomField("site", entity="lead")
    assert [] == found(firm(ALL, fields=[site, lead]), "required_not_filled")


def test_what_is_only_linked_need_not_be_made() -> None:
    """M7, C1: with policy ``link`` no map has to fill anything."""
    site = CustomField("site", entity="company", required=True)
    linked = firm(ALL.company(policy="link"), fields=[site])

    assert [] == found(linked, "required_not_filled")


@pytest.mark.parametrize(
    ("first", "code"),
    [
        (Stage("new", require=["custom.site"]), "start_demands_too_much"),
        (Stage("new", require=["expected_close"]), "start_demands_too_much"),
        (Stage("new", after=["won"]), "start_out_of_order"),
    ],
)
def test_a_stage_on_which_no_deal_of_a_variant_can_begin_is_an_error(
    first: Stage, code: str
) -> None:
    """M7, S4: the gate of the first stage stands before every conversion."""
    deals = Pipeline("sales", stages=[first, Stage.won(), Stage.lost()])
    site = CustomField("site", entity="deal")
    finding = only(firm(Conversion("standard"), pipelines=[deals], fields=[site]), code)

    assert ("error", "conversions.standard.deal.stage") == (
        finding.severity,
        finding.path,
    )


def test_a_stage_whose_demands_the_map_fills_is_a_good_start() -> None:
    """M7, S4: the usual fields, and those that a map fills."""
    first = Stage("new", require=["title", "amount", "contacts", "custom.site"])
    deals = Pipeline("sales", stages=[first, Stage.won(), Stage.lost()])
    site = CustomField("site", entity="deal", type="long_text")
    variant = ALL.deal(copy("interest", to="custom.site"))
    workspace = firm(variant, pipelines=[deals], fields=[site])

    assert [] == found(workspace, "start_demands_too_much")
    assert [] == found(workspace, "start_out_of_order")


def test_a_later_stage_that_asks_for_approval_is_no_start() -> None:
    """M7, S4: a deal that is not there yet cannot be approved."""
    stages: list[Stage | str] = [
        "new",
        Stage("offer", approvers=["ada"]),
        Stage.won(),
        Stage.lost(),
    ]
    sales = Pipeline("sales", stages=stages)
    later = firm(ALL.deal(stage="offer"), pipelines=[sales])

    assert ["conversions.all.deal.stage"] == found(later, "start_needs_approval")
    assert [] == found(firm(ALL, pipelines=[sales]), "start_needs_approval")


FAX = Dictionary("source", ["web", Entry("fax", is_retired=True)])
URGENCY = CustomField(
    "urgency",
    entity="lead",
    type="choice",
    choices=["now", Entry("old", is_retired=True)],
)


@pytest.mark.parametrize(
    ("condition", "count"),
    [
        ("source == 'fax'", 1),
        ("source in ('web', 'fax')", 1),
        ("custom.urgency == 'old'", 1),
        ("source != 'fax'", 0),
        ("source == 'web' and custom.urgency == 'now'", 0),
    ],
)
def test_conditions_on_retired_values_are_told(condition: str, count: int) -> None:
    """M7, S5: new records never hold what is retired."""
    variant = Conversion("a", when=condition)
    options = {"dictionaries": [FAX], "fields": [URGENCY]}

    assert count == len(found(firm(variant, ALL, **options), "retired_value"))


def test_every_place_of_a_condition_is_looked_at() -> None:
    """M7, S5: gates and entries of maps as well as variants."""
    gate = Stage("b", when="source == 'fax'")
    variant = ALL.deal(constant("x", to="notes", when="source == 'fax'"))
    sales = Pipeline("sales", stages=["new", gate, Stage.won(), Stage.lost()])
    workspace = firm(variant, pipelines=[sales], dictionaries=[FAX])

    assert [
        "conversions.all.deal.fields.notes.when",
        "pipelines.sales.stages.b.when",
    ] == found(workspace, "retired_value")


@pytest.mark.parametrize(
    ("value", "to", "wrong"),
    [
        ("fax", "source", True),
        ("old", "custom.urgency", True),
        ("web", "source", False),
        ("now", "custom.urgency", False),
        ("anything", "custom.site", False),
        ("anything", "notes", False),
    ],
)
def test_constants_that_a_field_does_not_take_are_errors(
    value: str, to: str, *, wrong: bool
) -> None:
    """M7, C3: every conversion would fail."""
    theirs = CustomField(
        "urgency", entity="deal", type="choice", choices=URGENCY.choices
    )
    site = CustomField("site", entity="deal")
    variant = ALL.deal(constant(value, to=to))
    workspace = firm(variant, dictionaries=[FAX], fields=[theirs, site])

    assert wrong == bool(found(workspace, "value_not_taken"))


def test_a_list_from_which_nothing_can_be_chosen_is_told() -> None:
    """M7, S5: an error where something must be chosen."""
    gone = [Entry("old", is_retired=True)]

    def own(*, required: bool) -> CustomField:
        return CustomField(
            "urgency", entity="deal", type="choice", choices=gone, required=required
        )

    free = only(Workspace(fields=[own(required=False)]), "nothing_to_choose")
    must = only(Workspace(fields=[own(required=True)]), "nothing_to_choose")
    assert ("warning", "error") == (free.severity, must.severity)
    assert [] == found(Workspace(fields=[URGENCY]), "nothing_to_choose")


def test_a_process_of_leads_alone_is_told() -> None:
    """M7: working only with leads is wrong (mission 3.1)."""
    nobody = ALL.company(policy="skip").contact(policy="skip")

    assert ["conversions"] == found(firm(nobody), "no_client_made")
    assert ["conversions"] == found(firm(ALL.deal(policy="skip")), "no_deal_made")
    assert [] == [
        *found(firm(ALL), "no_client_made"),
        *found(firm(ALL), "no_deal_made"),
    ]
    simple = firm(nobody, mode="simple")
    assert [] == found(simple, "no_client_made")


def test_a_pipeline_to_which_nothing_leads_is_told() -> None:
    """M7: nobody comes there unless somebody names it."""
    stages: list[Stage | str] = ["new", Stage.won(), Stage.lost()]
    usual = Pipeline("sales", stages=stages, is_default=True)
    care = Pipeline("care", stages=stages)
    fed = Pipeline("care", stages=stages, arrivals={"sales": {"won": "new"}})

    assert ["pipelines.care"] == found(
        Workspace(pipelines=[usual, care]), "unfed_pipeline"
    )
    assert [] == found(Workspace(pipelines=[usual, fed]), "unfed_pipeline")
    begun = firm(WEB.deal(pipeline="care"), ALL, pipelines=[usual, care])
    assert [] == found(begun, "unfed_pipeline")


def test_definitions_of_entities_that_are_not_used_are_told() -> None:
    """M6, M7: they wait for records that nobody can add."""
    note = CustomField("note", entity="quote")
    short = Workspace(chain="lead-deal", fields=[note])
    asleep = Workspace(mode="simple", fields=[CustomField("note", entity="lead")])

    assert ["chain"] == found(short, "entity_not_used")
    assert [] == found(Workspace(fields=[note]), "entity_not_used")
    assert [] == found(asleep, "entity_not_used")


def test_what_no_variant_makes_of_a_deal_is_not_missed() -> None:
    """M7, C2: of deals that become invoices alone, none is told to lack a quote."""
    bills = Conversion("bills", source="deal", when="amount > 0").invoice()
    gaps = [each for each in firm(bills).check() if each.code == "no_variant_fits"]

    assert ["a deal that fits none of 'bills' cannot be converted"] == [
        each.message for each in gaps
    ]


def test_a_deal_is_asked_only_for_what_some_variant_makes() -> None:
    """M7, C16: where nobody makes quotes, variants to invoices hide no other."""
    late = Conversion("late", source="deal", when="amount > 5").invoice()
    every = Conversion("every", source="deal").invoice()

    assert [] == found(firm(late, every), "variant_never_chosen")
    assert ["conversions.late.when"] == found(firm(every, late), "variant_never_chosen")
