"""Moving a lead into its success stage by hand: reject, convert, or mark."""

from collections.abc import Callable
from typing import TypeAlias

import attrs
import pytest

from leadflow import (
    Conversion,
    ConversionInvalid,
    Crm,
    InvalidValue,
    InvalidWorkspace,
    Lead,
    Money,
    MoveRefused,
    NoVariant,
    Pipeline,
    ReadOnly,
    Stage,
    UnknownName,
    Workspace,
    import_records,
)
from leadflow.events import replay
from leadflow.testing import a_lead
from leadflow.workspace.files import dumps, loads


Open: TypeAlias = Callable[..., Crm]
Way: TypeAlias = Callable[[Crm], Lead]

AUTO = Workspace(lead_success="auto_convert")
MARK = Workspace(lead_success="mark_only")


def by_move(crm: Crm) -> Lead:
    """Move a lead."""
    return crm.move(crm.leads.add(a_lead()), "converted")


def by_win(crm: Crm) -> Lead:
    """Win a lead."""
    return crm.win(crm.leads.add(a_lead()))


def by_update(crm: Crm) -> Lead:
    """Write another stage into a lead."""
    return crm.leads.update(crm.leads.add(a_lead()), stage="converted")


def by_selection(crm: Crm) -> Lead:
    """Change all leads that a condition finds."""
    crm.leads.add(a_lead())
    return crm.leads.where("source == 'trade_show'").update(stage="converted")[0]


def by_adding(crm: Crm) -> Lead:
    """Add a lead that stands there already."""
    return crm.leads.add(a_lead(stage="converted"))


def in_bulk(crm: Crm) -> Lead:
    """Add it among others."""
    return crm.leads.add_many([Lead(title="A"), a_lead(stage="converted")])[1]


WAYS = (by_move, by_win, by_update, by_selection, by_adding, in_bulk)

every_way = pytest.mark.parametrize("way", WAYS)


@every_way
def test_a_lead_is_not_won_by_hand(crm: Crm, way: Way) -> None:
    """C13: `reject` is the default, on every path."""
    with pytest.raises(MoveRefused, match="convert\\(lead\\)"):
        way(crm)

    assert 0 == crm.deals.count()


@every_way
def test_auto_convert_makes_the_client_and_the_deal(opened: Open, way: Way) -> None:
    """C13: the real conversion, and its result is on the lead."""
    crm = opened(workspace=AUTO)
    lead = way(crm)

    assert ("converted", "won") == (lead.stage, lead.stage_kind)
    assert lead.deal == crm.deals.all()[0].id
    assert lead.converted_at is not None
    assert lead == crm.leads.get(lead.id)


@every_way
def test_mark_only_makes_nothing(opened: Open, way: Way) -> None:
    """C13: the lead is won without targets."""
    crm = opened(workspace=MARK)
    lead = way(crm)

    assert ("won", None, None) == (lead.stage_kind, lead.deal, lead.converted_at)
    assert 0 == crm.deals.count()


def test_an_import_converts_what_stands_on_the_success_stage(opened: Open) -> None:
    """C13: each row by itself."""
    crm = opened(workspace=AUTO)
    rows = ["Title,Last name,Stage", "A,Bondar,converted", "B,Melnyk,new"]
    report = import_records(crm, rows)

    assert (2, 1) == (report.stored, crm.deals.count())


def test_what_is_changed_on_the_way_is_carried_over(opened: Open) -> None:
    """C13: the lead is converted as it is after the move."""
    crm = opened(workspace=AUTO)
    lead = crm.move(crm.leads.add(a_lead()), "converted", amount="7 UAH")
    assert lead.deal is not None

    assert Money(7, "UAH") == crm.deals.get(lead.deal).amount


def test_the_variant_can_be_named(opened: Open) -> None:
    """C13: `auto_convert(variant)`."""
    variants = [Conversion("usual"), Conversion("private").company(policy="skip")]
    workspace = Workspace(
        conversions=variants,
        lead_success="auto_convert",
        lead_success_variant="private",
    )
    lead = by_move(opened(workspace=workspace))

    assert lead.deal is not None
    assert lead.company is None


@pytest.mark.parametrize(
    ("settings", "path"),
    [
        ({"lead_success": "auto"}, "lead_success"),
        ({"lead_success_variant": "standard"}, "lead_success_variant"),
        (
            {"lead_success": "auto_convert", "lead_success_variant": "standart"},
            "lead_success_variant",
        ),
    ],
)
def test_slips_are_told(settings: dict[str, str], path: str) -> None:
    """C13: when the workspace is made."""
    with pytest.raises(InvalidWorkspace) as caught:
        Workspace(**settings)  # type: ignore[arg-type]  # slips on purpose

    assert [path] == [each.path for each in caught.value.faults]


def test_the_variant_is_one_for_leads() -> None:
    """C13, C16: a lead does not become an invoice."""
    bill = Conversion("bill", source="deal").invoice()
    with pytest.raises(InvalidWorkspace, match="conversion of leads 'bill'"):
        Workspace(
            conversions=[Conversion("usual"), bill],
            lead_success="auto_convert",
            lead_success_variant="bill",
        )


def test_what_stops_the_conversion_stops_the_move(opened: Open) -> None:
    """C13, C7: all or nothing."""
    deals = Pipeline("deals", stages=[Stage("new", require="amount"), Stage.won()])
    crm = opened(workspace=Workspace(lead_success="auto_convert", pipelines=[deals]))
    lead = crm.leads.add(a_lead(amount=None))
    with pytest.raises(ConversionInvalid):
        crm.move(lead, "converted", title="Two forklifts")

    assert lead == crm.leads.get(lead.id)
    assert 0 == crm.contacts.count()


def test_where_no_variant_fits_the_lead_stays(opened: Open) -> None:
    """C13, C2: never a silent default."""
    only = Conversion("large", when="amount > 1000000")
    crm = opened(workspace=Workspace(lead_success="auto_convert", conversions=[only]))
    lead = crm.leads.add(a_lead())
    with pytest.raises(NoVariant):
        crm.win(lead)

    assert "new" == crm.leads.get(lead.id).stage


def test_the_gates_of_the_success_stage_are_asked(opened: Open) -> None:
    """C13, S4: being moved by hand opens no other gate."""
    leads = Pipeline(
        "leads", entity="lead", stages=["new", Stage.won(require="stage_note")]
    )
    crm = opened(workspace=Workspace(lead_success="auto_convert", pipelines=[leads]))
    lead = crm.leads.add(a_lead())
    with pytest.raises(MoveRefused, match="stage_note"):
        crm.win(lead)

    assert crm.win(lead, stage_note="Ripe").deal


def test_a_marked_lead_can_still_be_converted(opened: Open) -> None:
    """C13: it stays where it stands, and the conversion is a fact of its own."""
    crm = opened(workspace=MARK)
    lead = crm.win(crm.leads.add(a_lead()))
    done = crm.convert(lead)

    assert (lead.stage, lead.closed_at) == (done.lead.stage, done.lead.closed_at)
    assert ["created", "closed", "converted"] == [
        each.kind for each in crm.history(lead)
    ]


def test_a_lead_stays_on_the_won_stage_that_was_chosen(opened: Open) -> None:
    """C13, S1: where a pipeline has several, the hand decides."""
    leads = Pipeline(
        "leads",
        entity="lead",
        several_won=True,
        stages=["new", Stage.won("sold"), Stage.won("handed_over")],
    )
    crm = opened(workspace=Workspace(lead_success="auto_convert", pipelines=[leads]))
    lead = crm.move(crm.leads.add(a_lead()), "handed_over")

    assert "handed_over" == lead.stage
    assert lead.deal


def test_an_override_marks_where_converting_is_not_wanted(crm: Crm) -> None:
    """C13, S4: it passes this gate as any other, and is recorded."""
    lead = crm.move(crm.leads.add(a_lead()), "converted", override="old list")

    assert ("won", None) == (lead.stage_kind, lead.deal)
    assert "old list" == crm.history(lead)[-1].cause


def test_an_override_passes_the_gates_of_a_conversion(opened: Open) -> None:
    """C13, S4: with `auto_convert` the lead is converted all the same."""
    leads = Pipeline(
        "leads", entity="lead", stages=["new", Stage.won(require="stage_note")]
    )
    crm = opened(workspace=Workspace(lead_success="auto_convert", pipelines=[leads]))
    lead = crm.move(crm.leads.add(a_lead()), "won", override="the boss said so")

    assert lead.deal


def test_a_lead_that_was_converted_stays_closed(opened: Open) -> None:
    """C13, C9: moving it once more is refused as ever."""
    crm = opened(workspace=AUTO)
    lead = by_move(crm)
    with pytest.raises(ReadOnly):
        crm.move(lead, "new")

    assert 1 == crm.deals.count()


def test_a_wrong_stage_is_still_a_wrong_stage(opened: Open) -> None:
    """C13: nothing is converted by a slip of the pen."""
    crm = opened(workspace=AUTO)
    with pytest.raises(UnknownName, match="converted"):
        crm.move(crm.leads.add(a_lead()), "convertd")

    assert 0 == crm.deals.count()


def test_taking_the_conversion_back_takes_the_move_back(opened: Open) -> None:
    """C13, C14: the lead stands where it stood; what was set on the way stays."""
    crm = opened(workspace=AUTO)
    lead = crm.move(crm.leads.add(a_lead()), "in_progress")
    done = crm.move(lead, "converted", amount="7 UAH")
    crm.revert(done)
    back = crm.leads.get(lead.id)

    assert ("in_progress", None, None) == (back.stage, back.deal, back.closed_at)
    assert Money(7, "UAH") == back.amount
    assert 0 == crm.deals.count()


def test_the_history_tells_each_step(opened: Open) -> None:
    """C13, H1: what was set, the move, the conversion; the last two are one act."""
    crm = opened(workspace=AUTO)
    lead = crm.move(crm.leads.add(a_lead()), "converted", amount="7 UAH")
    created, updated, closed, converted = crm.history(lead)

    assert ("created", "updated") == (created.kind, updated.kind)
    assert ("closed", "converted") == (closed.kind, converted.kind)
    assert ("", closed.cause) == (updated.cause, converted.cause)
    assert ["amount"] == [each.field for each in updated.changes]


def test_replaying_the_history_gives_the_lead(opened: Open) -> None:
    """C13, H1: the facts are the whole story."""
    crm = opened(workspace=AUTO)
    lead = crm.move(crm.leads.add(a_lead()), "converted", title="Two forklifts")

    assert lead == replay(crm.history(lead))


def clearing(crm: Crm) -> Lead:
    """Take a stage away, with its leads going to the success stage."""
    lead = crm.move(crm.leads.add(a_lead()), "in_progress")
    fewer = Pipeline("leads", entity="lead", stages=["new", WON, Stage.lost("junk")])
    workspace = attrs.evolve(crm.workspace, pipelines=[fewer])
    crm.configure(workspace, move_to={"leads/in_progress": "converted"})
    return crm.leads.get(lead.id)


WON = Stage.won("converted")


def test_leads_are_not_won_by_taking_their_stage_away(crm: Crm) -> None:
    """C13, S2: nobody would convert them."""
    with pytest.raises(InvalidValue, match="by hand"):
        clearing(crm)

    assert "in_progress" == crm.leads.all()[0].stage


def test_they_are_marked_where_the_firm_says_so(opened: Open) -> None:
    """C13, S2: `mark_only` holds here as well."""
    assert "won" == clearing(opened(workspace=MARK)).stage_kind


def test_a_file_says_what_winning_by_hand_does() -> None:
    """C13: in TOML, and back."""
    text = 'lead_success = "auto_convert"\nlead_success_variant = "standard"\n'
    workspace = loads(text)

    assert ("auto_convert", "standard") == (
        workspace.lead_success,
        workspace.lead_success_variant,
    )
    assert workspace == loads(dumps(workspace))


def test_taking_back_takes_back_a_move_past_the_gates_too(opened: Open) -> None:
    """C13, C14, S4: the lead stands where it stood, and the override stays told."""
    leads = Pipeline(
        "leads",
        entity="lead",
        stages=["new", "in_progress", Stage.won(require="stage_note")],
    )
    crm = opened(workspace=Workspace(lead_success="auto_convert", pipelines=[leads]))
    lead = crm.move(crm.leads.add(a_lead()), "in_progress")
    done = crm.move(lead, "won", override="the boss said so")
    plan = crm.plan_revert(done)
    crm.revert(plan)
    back = crm.leads.get(lead.id)

    assert "leads/in_progress" == plan.returns_to
    assert ("in_progress", None, None) == (back.stage, back.deal, back.converted_at)
    assert 0 == crm.deals.count()
    assert ["the boss said so"] == [
        each.cause for each in crm.history(back) if each.overridden
    ]


def test_a_lead_that_was_marked_before_stays_won(opened: Open) -> None:
    """C13, C14: what was no part of the conversion is not taken back with it."""
    leads = Pipeline(
        "leads", entity="lead", stages=["new", Stage.won(require="stage_note")]
    )
    crm = opened(workspace=Workspace(lead_success="mark_only", pipelines=[leads]))
    lead = crm.move(crm.leads.add(a_lead()), "won", override="the boss said so")
    crm.revert(crm.convert(lead))

    assert ("won", None) == (crm.leads.get(lead.id).stage, crm.leads.get(lead.id).deal)
