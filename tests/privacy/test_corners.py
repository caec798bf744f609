"""What is known of a person, in records of every kind."""

from leadflow import Company, Contact, Crm, Deal, Lead, Participant, Product, ProductRow


def test_products_of_a_lead_tell_nothing_of_the_person(crm: Crm) -> None:
    """P22: what somebody wants to buy is no record of theirs."""
    truck = crm.products.add(Product(name="Forklift"))
    lead = crm.leads.add(
        Lead(last_name="Kovalenko", rows=[ProductRow(product=truck, price="5 UAH")])
    )

    assert crm.privacy.erase(lead.id).is_complete
    assert truck == crm.products.get(truck.id)


def test_names_of_others_in_the_same_sale_are_theirs(crm: Crm) -> None:
    """P21: who has the same number and another name keeps both."""
    firm = crm.companies.add(Company(name="Kyivlog", phones="+380441234567"))
    olena, ivan = (
        crm.contacts.add(
            Contact(last_name=each, phones="+380441234567", companies=firm)
        )
        for each in ("Kovalenko", "Melnyk")
    )
    crm.deals.add(
        Deal(title="A", contacts=[Participant(olena.id), Participant(ivan.id)])
    )
    crm.privacy.erase(olena.id)

    assert "Melnyk" == crm.contacts.get(ivan.id).last_name
    assert crm.contacts.get(ivan.id).phones
