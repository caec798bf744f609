"""What a firm does not use is refused when it is added, and kept when it is there."""

from collections.abc import Callable
from typing import TypeAlias

import pytest

from leadflow import (
    Company,
    Contact,
    Conversion,
    Crm,
    Deal,
    EntityDisabled,
    InvalidWorkspace,
    Invoice,
    Lead,
    LeadflowError,
    LeadsDisabled,
    Product,
    Quote,
    Workspace,
    import_records,
)
from leadflow.entities import Record
from leadflow.testing import a_lead
from leadflow.workspace.files import dumps, loads


Open: TypeAlias = Callable[..., Crm]

CHAINS = {
    "lead-deal-quote-invoice": {"lead", "deal", "quote", "invoice"},
    "deal-invoice": {"deal", "invoice"},
    "deal": {"deal"},
}


@pytest.mark.parametrize("chain", CHAINS)
def test_a_chain_says_which_of_the_four_are_used(chain: str) -> None:
    """M6, mission 2.8, 2.9: the presets."""
    workspace = Workspace(chain=chain)

    assert CHAINS[chain] == {"lead", "deal", "quote", "invoice"} & set(
        workspace.entities
    )


def test_a_usual_firm_uses_everything() -> None:
    """M6, mission 2.8: the whole chain unless another is named."""
    assert "lead-deal-quote-invoice" == Workspace().chain
    assert Workspace().uses("products")


def test_each_firm_chooses_its_own_chain() -> None:
    """M6, mission 2.10: any part of it, as text or as a list."""
    assert "lead-deal-invoice" == Workspace(chain=["lead", "Deal", "invoice"]).chain


def test_without_leads_the_mode_is_simple() -> None:
    """M6: a chain that begins with deals needs no further word."""
    assert "simple" == Workspace(chain="deal-invoice").mode
    assert "classic" == Workspace(chain="lead-deal").mode


def test_wrong_chains_are_told_with_the_right_ones() -> None:
    """M6: all at once, each with its path."""
    with pytest.raises(InvalidWorkspace) as caught:
        Workspace(chain="quote-dael", mode="classic", without=["compani", "deal"])

    assert ["chain", "without[0]", "without[1]", "mode"] == [
        fault.path for fault in caught.value.faults
    ]


@pytest.mark.parametrize(
    ("settings", "path", "hint"),
    [
        ({"chain": "invoice-deal"}, "chain", "write 'deal-invoice'"),
        ({"chain": "deal", "mode": "classic"}, "mode", "lead-deal"),
        ({"without": "user"}, "without[0]", "company"),
        ({"chain": "deal", "technical_leads": True}, "technical_leads", "chain="),
    ],
)
def test_each_slip_has_its_way_out(
    settings: dict[str, object], path: str, hint: str
) -> None:
    """M6, M4: the hint says what to write."""
    with pytest.raises(InvalidWorkspace) as caught:
        Workspace(**settings)  # type: ignore[arg-type]  # slips on purpose
    (fault,) = caught.value.faults

    assert path == fault.path
    assert hint in fault.hint


def test_a_file_says_what_is_used() -> None:
    """M6: in TOML, and back."""
    workspace = loads('chain = "deal-invoice"\nwithout = "company"')

    assert ("simple", ("company",)) == (workspace.mode, workspace.without)
    assert workspace == loads(dumps(workspace))


def test_a_file_with_slips_elsewhere_is_judged_too() -> None:
    """M6: a wrong stage does not hide a wrong chain."""
    with pytest.raises(InvalidWorkspace) as caught:
        loads(
            'chain = "dael"\nwithout = ["users"]\nlead_success = "auto"\n'
            'conversions = [{ code = "É" }]'
        )

    assert {"chain", "without[0]", "lead_success"} < {
        fault.path for fault in caught.value.faults
    }


@pytest.mark.parametrize(
    "text", ["chain = 5", "without = 5", 'without = "company"', "lead_success = 5"]
)
def test_what_is_no_text_is_told_once(text: str) -> None:
    """M6: and nothing that is right is blamed beside it."""
    with pytest.raises(InvalidWorkspace) as caught:
        loads(f'{text}\nconversions = [{{ code = "É" }}]')
    wrong = {text.partition(" ")[0]} if "5" in text else set()

    assert {'conversions."É".code'} | wrong == {
        fault.path for fault in caught.value.faults
    }


DISABLED: tuple[tuple[dict[str, object], Record], ...] = (
    ({"chain": "lead-deal"}, Quote(title="Forklifts")),
    ({"chain": "lead-deal-quote"}, Invoice(title="Forklifts")),
    ({"chain": "lead"}, Deal(title="Forklifts")),
    ({"without": ["company"]}, Company(name="Kyivlog")),
    ({"without": ["contact"]}, Contact(last_name="Kovalenko")),
    ({"without": ["product"]}, Product(name="Forklift")),
)


def added(crm: Crm, record: Record) -> Record:
    """Add a record to its collection."""
    plural = {"company": "companies"}
    name = type(record).__name__.lower()
    return getattr(crm, plural.get(name, f"{name}s")).add(record)  # type: ignore[no-any-return]  # by name


@pytest.mark.parametrize(("settings", "record"), DISABLED)
def test_what_is_switched_off_is_not_added(
    opened: Open, settings: dict[str, object], record: Record
) -> None:
    """M6, mission 2.12: the error names the way out."""
    crm = opened(workspace=Workspace(**settings))  # type: ignore[arg-type]  # as above
    with pytest.raises(EntityDisabled, match=r"into the|out of the") as caught:
        added(crm, record)

    assert type(record).__name__.lower() == caught.value.entity


def test_adding_many_is_refused_as_a_whole(opened: Open) -> None:
    """M6: the same gate in bulk."""
    crm = opened(workspace=Workspace(chain="lead-deal"))
    with pytest.raises(EntityDisabled):
        crm.quotes.add_many([Quote(title="A"), Quote(title="B")])

    assert 0 == crm.quotes.count()


def test_what_is_there_already_is_read_and_finished(opened: Open) -> None:
    """M6: reading goes on, and so does the work on what is there."""
    crm = opened()
    quote = crm.quotes.add(Quote(title="Forklifts"))
    crm.configure(Workspace(chain="lead-deal"))
    quote = crm.quotes.update(crm.move(quote, "sent"), title="Two forklifts")
    won = crm.win(quote)

    assert [won] == crm.quotes.all()
    assert "accepted" == won.stage


def test_an_import_of_leads_is_refused_at_once(opened: Open) -> None:
    """M6, M4: not row by row: nothing in the file is wrong."""
    crm = opened(workspace=Workspace(chain="deal-invoice"))
    with pytest.raises(LeadsDisabled):
        import_records(crm, ["Name", "Olena", "Ivan"])

    assert 0 == crm.leads.count()


def test_a_conversion_leaves_out_what_is_switched_off(opened: Open) -> None:
    """M6: the plan says why, and the rest is made."""
    crm = opened(workspace=Workspace(without="company"))
    lead = crm.leads.add(a_lead())
    plan = crm.plan_conversion(lead)
    done = crm.convert(plan)

    assert "companies are switched off" == plan.target("company").reason
    assert done.company is None
    assert done.contact is not None


def test_what_a_variant_names_may_be_switched_off(opened: Open) -> None:
    """M6: the variant is kept for the day when companies are used again."""
    b2b = Conversion("b2b").company(policy="create")
    crm = opened(workspace=Workspace(without="company", conversions=[b2b]))
    done = crm.convert(crm.leads.add(a_lead()))

    assert done.company is None


def test_a_new_one_that_is_asked_for_is_refused(opened: Open) -> None:
    """M6: what was asked for is not passed over in silence."""
    crm = opened(workspace=Workspace(without="company"))
    with pytest.raises(EntityDisabled, match="'without'"):
        crm.convert(crm.leads.add(a_lead()), company="new")

    assert 0 == crm.contacts.count()


def test_an_existing_client_is_linked_all_the_same(opened: Open) -> None:
    """M6: what is there goes on being used, when it is named."""
    crm = opened()
    company = crm.companies.add(Company(name="Kyivlog"))
    crm.configure(Workspace(without="company"))
    done = crm.convert(crm.leads.add(a_lead()), company=company)

    assert done.deal is not None
    assert company.id == done.deal.company


def test_a_lead_is_an_entity_like_any_other(opened: Open) -> None:
    """M4, M6: who catches the one error catches the other."""
    crm = opened(workspace=Workspace(chain="deal"))
    with pytest.raises(EntityDisabled, match="classic"):
        crm.leads.add(Lead(title="Forklifts"))


def test_further_conversions_leave_out_what_is_switched_off(opened: Open) -> None:
    """M6, C16: a deal of a firm without quotes becomes none."""
    crm = opened()
    deal = crm.deals.add(Deal(title="Forklifts", amount="5 UAH"))
    crm.configure(Workspace(chain="lead-deal-invoice"))
    with pytest.raises(LeadflowError, match="quotes are switched off"):
        crm.convert(deal, to="quote")

    assert crm.convert(deal, to="invoice").invoice is not None
    assert 0 == crm.quotes.count()
