"""Matching: is this client known already? See C6, C11, C12.

Exact keys only: a contact by e-mail or phone, a company by its name without case,
punctuation and legal form. Who shares a switchboard or a mailbox with somebody
of another name is not the same person; a name in other letters, in another form or
with a slip is no other name (D1).
"""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from leadflow.context import Context
from leadflow.duplicates.namesakes import is_other_person
from leadflow.entities import Company, Contact, Lead
from leadflow.entities.points import EMAIL, NAME, PHONE, company_key


def contacts(context: Context, lead: Lead) -> tuple[str, ...]:
    """Return the ids of live contacts that look like the lead's person."""
    emails = [email.key for email in lead.emails]
    phones = [phone.key for phone in lead.phones]
    found = _holders(context, "contact", {EMAIL: emails, PHONE: phones})
    if not found:
        return ()
    people = context.reader.get("contact", found)
    return tuple(
        each
        for each in found
        if isinstance(person := people.get(each), Contact)
        and not is_other_person(lead, person)
    )


def companies(context: Context, lead: Lead) -> tuple[str, ...]:
    """Return the ids of live companies that look like the lead's firm."""
    key = company_key(lead.company_name)
    found = _holders(context, "company", {NAME: [key]}) if key else ()
    if not found:
        return ()
    firms = context.reader.get("company", found)
    return tuple(
        each
        for each in found
        if isinstance(firm := firms.get(each), Company) and not firm.is_ours
    )


Matcher: TypeAlias = Callable[[Context, Lead], tuple[str, ...]]
"""Gives the ids of live clients that look like a lead's."""
MATCHERS: Mapping[str, Matcher] = {
    "company": companies,
    "contact": contacts,
}


def _holders(
    context: Context, entity: str, keys: Mapping[str, Sequence[str]]
) -> tuple[str, ...]:
    ids: set[str] = set()
    for kind, wanted in keys.items():
        # Mostly nobody has them.
        if wanted and (found := context.reader.holders(kind, wanted)):
            ids.update(*found.values())
    if not ids:
        return ()
    return tuple(sorted([each for each in ids if each.startswith(f"{entity}_")]))
