"""What comes in from whom little is known."""

from collections.abc import Callable
from datetime import UTC, datetime

import attrs
import pytest

from leadflow import (
    Assignment,
    Company,
    Contact,
    Crm,
    Deal,
    Inquiry,
    Intake,
    InvalidData,
    Workspace,
)


NOON = datetime(2026, 1, 31, 8, tzinfo=UTC)


def test_a_site_that_is_excluded_excludes_who_names_it(
    opened: Callable[..., Crm],
) -> None:
    """I2: by the sender's site as by the sender's address."""
    crm = opened(workspace=Workspace(intake=Intake(excluded=["junk.example"])))
    done = crm.receive(
        Inquiry(channel="webform", last_name="A", websites="https://shop.junk.example")
    )

    assert "excluded" == done.route
    assert f"<Received {done.inquiry.id}: excluded>" == repr(done)


def test_a_firm_without_a_person_gets_what_comes_in_at_its_open_deal(
    opened: Callable[..., Crm],
) -> None:
    """I3, I4: the switchboard rings for whatever is being sold to the firm."""
    crm = opened(workspace=Workspace(mode="simple"))
    firm = crm.companies.add(Company(name="Kyivlog", phones="+380441234567"))
    deal = crm.deals.add(Deal(title="A", company=firm))
    crm.deals.add(Deal(title="Somebody else's"))
    done = crm.receive(Inquiry(channel="call", phones="+380441234567"))

    assert (deal.id,) == tuple(each.id for each in done.touched if each.id == deal.id)


def test_of_several_open_deals_the_one_active_last_is_told(crm: Crm) -> None:
    """I4: and the others are named."""
    workspace = attrs.evolve(crm.workspace, mode="simple")
    crm.configure(workspace)
    olena = crm.contacts.add(Contact(last_name="Kovalenko", phones="+380441234567"))
    deals = [crm.deals.add(Deal(title=each, contacts=[olena])) for each in "AB"]
    done = crm.receive(Inquiry(channel="call", phones="+380441234567"))

    assert {each.id for each in done.touched} & {each.id for each in deals}


def test_many_of_whom_nobody_has_a_limit_take_turns(opened: Callable[..., Crm]) -> None:
    """I5: without a capacity everybody always has room."""
    rule = Assignment("all", to=["bob", "eve"])
    crm = opened(workspace=Workspace(intake=Intake(assignments=[rule])))
    several = [
        Inquiry(channel="call", phones=f"+38044123456{each}", received_at=NOON)
        for each in range(4)
    ]
    owners = [each.owner for each in (crm.receive(one).inquiry for one in several)]

    assert ["bob", "eve", "bob", "eve"] == owners


def test_an_inquiry_of_no_time_is_nobody_s_second_call(crm: Crm) -> None:
    """I2: what was written down by hand, without a time, says nothing of a repeat."""
    crm.inquiries.add(Inquiry(channel="call", phones="+380441234567"))

    assert not crm.receive(Inquiry(channel="call", phones="+380441234567")).is_repeated


def test_what_came_at_no_known_time_repeats_nothing(crm: Crm) -> None:
    """I2, I7: calls are the same within minutes, and a time without one is none."""
    call = Inquiry(channel="call", phones="+380441234567")
    first = crm.receive(call).inquiry
    crm.inquiries.update(first, received_at=None)

    assert not crm.receive(call).is_repeated


def test_what_is_wrong_besides_the_channel_has_its_own_way_out(crm: Crm) -> None:
    """I1, F4: nobody is sent to the dictionary of channels for a field's name."""
    with pytest.raises(InvalidData) as caught:
        crm.receive(Inquiry(channel="call", custom={"ext": "12"}))

    (fault,) = caught.value.faults
    assert ("custom.ext", "none is defined") == (fault.path, fault.hint)
