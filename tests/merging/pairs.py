"""Records that are one person, for tests of merging."""

from leadflow import Contact, Crm


def pair(crm: Crm, **values: object) -> tuple[Contact, Contact]:
    """Return Olena twice; ``values`` are the second one's."""
    one = crm.contacts.add(Contact(first_name="Olena", phones="+380441234567"))
    told = {"first_name": "Olena", "emails": "olena@kyivlog.example", **values}
    return one, crm.contacts.add(Contact(**told))  # type: ignore[arg-type]  # as the test says
