"""Rooms above the store, on servers: what was received, and what was merged."""

import leadflow
from leadflow import Contact, Deal, Inquiry
from leadflow.storage.server import ServerStore
from leadflow.testing import FixedClock


def test_an_inquiry_is_received_once(store: ServerStore) -> None:
    """I7, P15: an inquiry that comes again is recognised on a server, too."""
    crm = leadflow.open(store, actor="ada", clock=FixedClock())
    call = Inquiry(channel="call", line="101", phones="+380441234567")
    first = crm.receive(call)

    again = crm.receive(call)
    assert (first.route, again.is_repeated) == ("new_lead", True)
    assert again.lead is not None
    assert first.lead is not None
    assert again.lead.id == first.lead.id


def test_records_are_merged_and_parted(store: ServerStore) -> None:
    """D3, P15: links follow the survivor, and come back."""
    crm = leadflow.open(store, actor="ada", clock=FixedClock())
    one, two = crm.contacts.add_many([Contact(first_name="O"), Contact(first_name="O")])
    deal = crm.deals.add(Deal(title="A", contacts=[two]))

    done = crm.merge([one, two])
    assert crm.deals.get(deal.id).contacts[0].contact == one.id
    crm.unmerge(done)
    assert crm.deals.get(deal.id).contacts[0].contact == two.id
    assert crm.upkeep.verify().is_sound
