"""Rooms above the store, on servers: what was received, and what was merged."""

import leadflow
from leadflow import Company, Contact, Crm, Deal, Inquiry, Lead
from leadflow.storage.server import ServerStore
from leadflow.testing import CountingIds, FixedClock


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


def test_everybody_stands_in_one_directory(store: ServerStore) -> None:
    """Mission 0.4, 0.11, P15: roles and order on a server are those of memory."""
    here, there = (
        leadflow.open(place, actor="ada", clock=FixedClock(), ids=CountingIds())
        for place in (None, store)
    )
    for crm in (here, there):
        fill(crm)

    for order in ((), ("name",), ("-role", "name"), ("source", "-entity")):
        expected = here.parties.order_by(*order)
        found = there.parties.order_by(*order)
        page = found.page(3)
        rest = found.page(9, after=page.next)
        assert expected.all() == found.all() == [*page, *rest]
    assert 2 == there.parties.where("role == 'client'").count()


def fill(crm: Crm) -> None:
    """Add leads, a person and a firm that bought, others that did not."""
    crm.leads.add_many(Lead(title="A", last_name=name) for name in ("Bondar", "Ж"))
    person, _ = crm.contacts.add_many(
        [Contact(last_name="жук"), Contact(last_name="B")]
    )
    firm, _ = crm.companies.add_many([Company(name="Kyivlog"), Company(name="Zenit")])
    crm.win(crm.deals.add(Deal(title="A", company=firm, contacts=person)))
    crm.convert(crm.leads.add(Lead(title="A", last_name="Ковальчук", source="web")))
