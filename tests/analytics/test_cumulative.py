from fractions import Fraction

import leadflow
from leadflow import Deal, Lead, Money, Pipeline, Stage, Workspace
from leadflow.testing import FixedClock
from tests.analytics.ledger import write


SERVICE = Pipeline(
    "service",
    entity="deal",
    stages=["new", "visit", "offer", Stage.won(), Stage.lost(), Stage.lost("apology")],
    is_default=True,
)
OTHER = Pipeline("other", entity="deal", stages=["begin", "go", Stage.won("done")])
WORKSPACE = Workspace(pipelines=[SERVICE, OTHER])


def counts(ledger: str) -> list[int]:
    """Return the counts of the funnel over a ledger, step by step."""
    crm = leadflow.open(workspace=WORKSPACE, clock=FixedClock())
    write(crm, ledger)
    return [step.count for step in crm.reports.funnel("service")]


def test_a_record_counts_at_every_step_up_to_its_furthest() -> None:
    """Z1: the cumulative view counts each record once at each step it passed."""
    ledger = """
        web: new visit offer won
        web: new visit
        web: new
    """

    assert [3, 2, 1, 1] == counts(ledger)


def test_a_skipped_step_counts_as_passed() -> None:
    """Z1: who went straight from the first step to winning passed all between."""
    assert [1, 1, 1, 1] == counts("web: new won")


def test_a_conversion_that_was_taken_back_counts_nothing() -> None:
    """C14, Z1: the funnels are as they were before it."""
    crm = leadflow.open(clock=FixedClock())
    write(crm, "lead web: new in_progress -> new\nlead web: new")
    lead = crm.leads.add(Lead(title="L", last_name="K"))

    def funnels() -> list[list[int]]:
        own, joined = (
            crm.reports.funnel("leads"),
            crm.reports.funnel("deals", joined=True),
        )
        return [[step.count for step in each] for each in (own, joined)]

    before = funnels()
    done = crm.convert(lead)
    between = funnels()
    crm.revert(done)

    assert before == funnels()
    assert before != between


def test_coming_back_to_a_step_counts_nothing() -> None:
    """Z1: re-entry is not doubled, and going back does not undo what was reached."""
    assert [1, 1, 1, 0] == counts("web: new offer visit offer new")


def test_a_lost_record_stays_at_the_furthest_step_it_came_to() -> None:
    """Z1: lost records are kept, with their loss at that step (mission 3.17)."""
    crm = leadflow.open(workspace=WORKSPACE, clock=FixedClock())
    write(crm, "web: new visit lost\nweb: new offer apology\nweb: new")
    funnel = crm.reports.funnel("service")

    assert [3, 2, 1, 0] == [step.count for step in funnel]
    assert [0, 1, 1, 0] == [step.lost for step in funnel]
    assert 2 == funnel.lost


def test_a_record_that_was_lost_and_reopened_is_not_lost() -> None:
    """Z1: only a loss that still stands counts as one."""
    crm = leadflow.open(workspace=WORKSPACE, clock=FixedClock())
    write(crm, "web: new visit lost new")

    assert 0 == crm.reports.funnel("service").lost


def test_a_win_that_was_reopened_still_counts_as_reached() -> None:
    """Z1: the furthest stage ever reached decides, not the present one."""
    assert [1, 1, 1, 1] == counts("web: new won visit")


def test_a_record_that_was_stored_as_lost_counts_at_the_first_step() -> None:
    """Z1: every record of the pipeline is somewhere in its funnel (P11)."""
    crm = leadflow.open(workspace=WORKSPACE, clock=FixedClock())
    write(crm, "web: lost")
    first = crm.reports.funnel("service").steps[0]

    assert (1, 1) == (first.count, first.lost)


def test_a_record_that_left_for_another_pipeline_still_counts() -> None:
    """Z1: history keeps what was reached here, and the loss elsewhere is not ours."""
    ledger = "web: new visit other/go done"

    assert [1, 1, 0, 0] == counts(ledger)


def test_a_record_of_another_pipeline_does_not_count() -> None:
    """Z1: the population of a funnel is who ever stood on its pipeline."""
    crm = leadflow.open(workspace=WORKSPACE, clock=FixedClock())
    crm.deals.add(Deal(title="D", pipeline="other"))

    assert 0 == crm.reports.funnel("service").total
    assert 1 == crm.reports.funnel("other").total


def test_deleted_records_do_not_count() -> None:
    """Z1: deleting a record takes it out of every step."""
    assert [1, 0, 0, 0] == counts("web: new\nweb: new won ~")


def test_several_won_stages_are_one_last_step() -> None:
    """Z1: winning in either way is winning."""
    stages: list[Stage | str] = [
        "new",
        Stage.won("sold"),
        Stage.won("rented"),
        Stage.lost(),
    ]
    pipeline = Pipeline("p", entity="deal", stages=stages, several_won=True)
    crm = leadflow.open(workspace=Workspace(pipelines=[pipeline]), clock=FixedClock())
    write(crm, "web: new sold\nweb: new rented\nweb: new")

    found = [(step.code, step.count) for step in crm.reports.funnel("p")]

    assert [("new", 3), ("sold", 2)] == found


def test_shares_and_conversions_are_exact() -> None:
    """Z1, mission 1.12: shares are of all, conversions of those a step before."""
    crm = leadflow.open(workspace=WORKSPACE, clock=FixedClock())
    write(crm, "web: new visit\nweb: new visit won\nweb: new")
    visit = crm.reports.funnel("service").step("visit")
    offer = crm.reports.funnel("service").step("offer")

    assert (Fraction(2, 3), Fraction(2, 3)) == (visit.share, visit.conversion)
    assert (Fraction(1, 3), Fraction(1, 2)) == (offer.share, offer.conversion)


def test_the_first_step_has_no_conversion() -> None:
    """Z1: nobody came to the first step from another one."""
    crm = leadflow.open(clock=FixedClock())

    assert crm.reports.funnel("deals").steps[0].conversion is None


def test_money_is_added_up_by_currency() -> None:
    """N6: totals never mix currencies; each step has those that came to it."""
    crm = leadflow.open(workspace=WORKSPACE, clock=FixedClock())
    write(crm, "web 100.10 UAH: new won\nweb 5 USD: new\nweb 0.20 UAH: new visit")
    funnel = crm.reports.funnel("service")

    everything = (Money("100.30", "UAH"), Money(5, "USD"))
    assert everything == funnel.step("new").totals
    assert (Money("100.30", "UAH"),) == funnel.step("visit").totals
    assert (Money("100.10", "UAH"),) == funnel.step("won").totals


def test_no_money_is_added_up_unless_it_is_asked_for() -> None:
    """Z6: an empty name of the money field leaves the totals out."""
    crm = leadflow.open(clock=FixedClock())
    write(crm, "web 5 USD: new")

    assert () == crm.reports.funnel("deals", amount="").step("new").totals
