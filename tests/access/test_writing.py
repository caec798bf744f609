"""What an actor may not do is denied, and leaves nothing behind."""

from collections.abc import Callable
from typing import Any

import attrs
import pytest

from leadflow import (
    Activity,
    Company,
    Contact,
    Crm,
    Deal,
    Denied,
    Grant,
    InvalidData,
    Lead,
    Workspace,
    import_records,
)
from leadflow.testing.digests import digest
from tests.access.office import firm, role


ALL = Grant("any", "any", scope="all")
READ = Grant("any", "read", scope="all")


def office(opened: Callable[..., Crm], *grants: Grant) -> tuple[Crm, Crm]:
    """Return ada's view and bob's, whose role has these rules."""
    ada = opened(workspace=firm(role(*grants)))
    return ada, ada.acting_as("bob")


def state(crm: Crm) -> object:
    """Return what tells any two states of the store apart."""
    return digest(crm._desk.store)  # noqa: SLF001  # the bytes behind it


def test_what_one_may_only_read_nobody_writes(opened: Callable[..., Crm]) -> None:
    """A1, P20: every public write is denied, and the store is as it was."""
    ada, bob = office(opened, READ)
    view: Any = bob
    deal = ada.deals.add(Deal(title="A", owner="bob"))
    gone = ada.deals.add(Deal(title="B", owner="bob"))
    ada.deals.delete(gone)
    lead = ada.leads.add(Lead(last_name="Kovalenko", owner="bob"))
    call = ada.activities.add(Activity(kind="call", bindings=[deal], owner="bob"))
    done = ada.convert(ada.leads.add(Lead(last_name="Melnyk", owner="bob")))
    kyivlog = ada.companies.add(Company(name="Kyivlog", owner="bob"))
    works = ada.contacts.add(
        Contact(last_name="Bondar", owner="bob", companies=kyivlog)
    )
    acts: list[Callable[[], object]] = [
        lambda: view.deals.add(Deal(title="C")),
        lambda: view.deals.add(Deal(title="C"), key="once"),
        lambda: view.deals.add_many([Deal(title="C"), Deal(title="D")]),
        lambda: view.deals.update(deal, title="C"),
        lambda: view.deals.where("title == 'A'").update(title="C"),
        lambda: view.deals.delete(deal),
        lambda: view.deals.restore(gone),
        lambda: view.deals.purge(gone),
        lambda: view.move(deal, "preparation"),
        lambda: view.win(deal),
        lambda: view.lose(deal, reason="price"),
        lambda: view.convert(lead),
        lambda: view.revert(done),
        lambda: view.complete(call),
        lambda: view.reschedule(call, call.created_at),
        lambda: view.join(done.contact, kyivlog),
        lambda: view.leave(works, kyivlog),
        lambda: view.configure(Workspace()),
        lambda: view.privacy.erase(done.contact),
        lambda: view.files.put(b"A", name="a.txt"),
        lambda: view.files.sweep([]),
        lambda: import_records(view, ["Name", "Olena"]),
    ]
    before = state(ada)

    for act in acts:
        with pytest.raises(Denied):
            act()
        assert before == state(ada)
    assert {"denied": 1} == view.move_many([deal], "won").codes
    assert before == state(ada)


def test_a_denial_inside_a_transaction_undoes_its_own_step_alone(
    opened: Callable[..., Crm],
) -> None:
    """P20, H3: what was allowed before it stays."""
    ada, bob = office(opened, READ, Grant("lead", "create", scope="all"))
    with bob.transaction():
        lead = bob.leads.add(Lead(title="Forklifts"))
        with pytest.raises(Denied):
            bob.leads.update(lead, title="Cranes")
        with pytest.raises(Denied):
            bob.deals.add_many([Deal(title="A")])

    assert "Forklifts" == ada.leads.get(lead.id).title
    assert 0 == ada.deals.count()


def test_stages_can_be_entered_and_left_by_those_who_may(
    opened: Callable[..., Crm],
) -> None:
    """A1: a move takes the right to update where one stands and where one goes."""
    closed = Grant("deal", "update", stage="won", scope="none")
    ada, bob = office(opened, ALL, closed)
    deal = bob.move(ada.deals.add(Deal(title="A")), "preparation")

    with pytest.raises(Denied) as caught:
        bob.win(deal)
    with pytest.raises(Denied):
        bob.deals.update(deal, stage="won")
    with pytest.raises(Denied):
        bob.move(ada.win(deal), "preparation")
    assert "role 'sales': update deal on stage 'won': none" == caught.value.rule


def test_one_may_give_away_what_is_ones_own(opened: Callable[..., Crm]) -> None:
    """A1: whose it was decides; afterwards it is another's."""
    ada, bob = office(opened, Grant("deal", "any", scope="own"))
    mine = bob.deals.add(Deal(title="A"))
    bob.deals.update(mine, owner="eve")

    assert "eve" == ada.deals.get(mine.id).owner
    assert 0 == bob.deals.count()


def test_one_may_not_add_for_others_what_one_may_add_for_oneself(
    opened: Callable[..., Crm],
) -> None:
    """A1: create with scope own."""
    _, bob = office(opened, Grant("deal", "any", scope="own"))

    assert "bob" == bob.deals.add(Deal(title="A")).owner
    with pytest.raises(Denied):
        bob.deals.add(Deal(title="A", owner="eve"))


def test_what_was_hidden_is_kept_and_cannot_be_written(
    opened: Callable[..., Crm],
) -> None:
    """A5: the refusal is the same whatever the field holds."""
    hiding = Grant("deal", "read", field="amount", scope="none")
    ada, bob = office(opened, ALL, hiding)
    deal = ada.deals.add(Deal(title="A", amount="5 UAH"))
    bare = ada.deals.add(Deal(title="B"))
    seen = bob.deals.get(deal.id)
    told = set()
    for record in (deal.id, bare.id):
        for amount in ("5 UAH", "6 UAH"):
            with pytest.raises(Denied) as caught:
                bob.deals.update(record, amount=amount)
            told.add(str(caught.value))
    changed = bob.deals.update(attrs.evolve(seen, title="C"))
    moved = bob.move(changed, "preparation", title="D")
    several = bob.deals.where("title == 'D'").update(title="E")

    assert 1 == len(told)
    assert (None, None, None) == (changed.amount, moved.amount, several[0].amount)
    assert "5.00 UAH" == str(ada.deals.get(deal.id).amount)
    with pytest.raises(Denied):
        bob.deals.add(Deal(title="C", amount="5 UAH"))


def test_a_locked_field_is_read_and_not_written(opened: Callable[..., Crm]) -> None:
    """A5: on every path."""
    locked = Grant("deal", "update", field="amount", scope="none")
    ada, bob = office(opened, ALL, locked)
    deal = ada.deals.add(Deal(title="A", amount="5 UAH"))
    acts: list[Callable[[], object]] = [
        lambda: bob.deals.update(deal, amount="6 UAH"),
        lambda: bob.deals.where("title == 'A'").update(amount="6 UAH"),
        lambda: bob.move(deal, "preparation", amount="6 UAH"),
        lambda: bob.win(deal, amount="6 UAH"),
        lambda: bob.deals.add(Deal(title="B", amount="6 UAH")),
        lambda: bob.deals.add_many([Deal(title="B", amount="6 UAH")]),
    ]
    before = state(ada)

    for act in acts:
        with pytest.raises(Denied) as caught:
            act()
        assert "amount" == caught.value.field
    assert before == state(ada)
    assert "5.00 UAH" == str(bob.move(deal, "preparation").amount)


def test_a_link_to_what_one_may_not_read_is_a_link_to_nothing(
    opened: Callable[..., Crm],
) -> None:
    """A3: the same fault as for an unknown id; an old link stays."""
    ada, bob = office(opened, Grant("any", "any", scope="own"))
    hers = ada.deals.add(Deal(title="A"))
    lead = ada.leads.add(Lead(title="B", owner="bob"))
    call = ada.activities.add(
        Activity(subject="Call", bindings=[hers, lead], owner="bob")
    )

    with pytest.raises(InvalidData) as caught:
        bob.activities.add(Activity(subject="Call", bindings=[hers.id]))
    assert f"there is no record '{hers.id}'" == caught.value.faults[0].message
    assert "Talk" == bob.activities.update(call, subject="Talk").subject


def test_what_rules_write_by_themselves_takes_no_right(
    opened: Callable[..., Crm],
) -> None:
    """A1: touching, and what goes with a record that goes."""
    ada, bob = office(
        opened,
        READ,
        Grant("activity", "any", scope="all"),
        Grant("lead", "delete", scope="all"),
        Grant("activity", "delete", scope="none"),
    )
    lead = ada.leads.add(Lead(title="A"))
    call = bob.activities.add(Activity(subject="Call", bindings=[lead], kind="note"))
    bob.leads.delete(lead.id)
    bob.leads.restore(lead.id)

    assert ada.leads.get(lead.id).last_activity_at is not None
    assert call.id in ada.activities
    with pytest.raises(Denied):
        bob.activities.delete(call)


def test_approvers_are_named_by_the_pipeline(opened: Callable[..., Crm]) -> None:
    """A1, S4: an approval takes the right to read, and to be named."""
    from leadflow import Pipeline, Stage  # noqa: PLC0415  # one test

    offer = Stage("offer", approvers="bob")
    line = Pipeline("deals", stages=["new", offer, Stage.won(), Stage.lost()])
    ada = opened(workspace=attrs.evolve(firm(role(READ)), pipelines=[line]))
    deal = ada.deals.add(Deal(title="A"))
    approved = ada.acting_as("bob").approve(deal, "offer")

    assert "offer" == ada.move(approved, "offer").stage


def test_rows_one_may_not_add_are_rejected_with_their_line(
    opened: Callable[..., Crm],
) -> None:
    """A1, P17: an import goes on."""
    rules = (Grant("lead", "any", scope="own"), Grant("any", "import", scope="all"))
    _, bob = office(opened, *rules)
    rows = ["Name,Owner", "Olena,bob", "Ivan,eve"]
    report = import_records(bob, rows, columns={"Owner": "owner"})

    assert 1 == report.stored
    assert [(3, "denied")] == [
        (each.line, each.faults[0].code) for each in report.rejected
    ]


def test_rights_are_taken_away_for_all_who_hold_a_crm(
    opened: Callable[..., Crm],
) -> None:
    """A1: the stored workspace decides, at every call."""
    ada, bob = office(opened, ALL)
    deal = bob.deals.add(Deal(title="A"))
    ada.configure(firm(role(READ)))

    with pytest.raises(Denied):
        bob.deals.update(deal, title="B")


def test_leads_and_clients_have_rights_of_their_own(
    opened: Callable[..., Crm],
) -> None:
    """Mission 0.15: who works on leads need not see the clients."""
    ada, bob = office(opened, Grant("lead", "any", scope="all"))
    ada.contacts.add(Contact(last_name="Kovalenko"))
    lead = bob.leads.add(Lead(last_name="Kovalenko"))

    assert "Melnyk" == bob.leads.update(lead, last_name="Melnyk").last_name
    assert 0 == bob.contacts.count()
    with pytest.raises(Denied):
        bob.contacts.add(Contact(last_name="Melnyk"))


def test_a_deal_is_handed_over_to_another_department(
    opened: Callable[..., Crm],
) -> None:
    """A1, mission 2.5: whose it is now sees all that was, and the others no more."""
    rules = role(Grant("any", "any", scope="department"))
    bob = opened(workspace=firm(rules)).acting_as("bob")
    deal = bob.deals.add(Deal(title="Forklifts"))
    eve, zoe = bob.acting_as("eve"), bob.acting_as("zoe")
    assert (True, False) == (deal.id in eve.deals, deal.id in zoe.deals)
    bob.deals.update(deal, owner="zoe")

    assert (False, True) == (deal.id in eve.deals, deal.id in zoe.deals)
    assert ["bob", "bob"] == [each.actor for each in zoe.history(deal.id)]
