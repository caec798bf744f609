"""Matching: is this client known already? See C6, C11, C12.

Exact keys only: a contact by e-mail or phone, a company by its name without case,
punctuation and legal form. Who shares a switchboard or a mailbox with somebody
of another name is not the same person; a name in other letters, in another form or
with a slip is no other name (D1).
"""

from collections.abc import Mapping, Sequence
from itertools import repeat
from operator import attrgetter
from typing import Final, TypeAlias

from leadflow.context import Context
from leadflow.duplicates.namesakes import is_other_person
from leadflow.entities import Company, Contact, Lead
from leadflow.entities.points import EMAIL, NAME, PHONE, company_key
from leadflow.storage.holding import holders_of


Alike: TypeAlias = Mapping[str, tuple[str, ...]]
"""By entity, the ids of live clients that look like a lead's."""

NOBODY: Final[Alike] = {"company": (), "contact": ()}


def alike(context: Context, lead: Lead) -> Alike:
    """Return the clients that look like the lead's firm and its person.

    One question asks for both: mostly neither is there.
    """
    asked = [
        *zip(repeat(EMAIL), map(_key, lead.emails), strict=False),
        *zip(repeat(PHONE), map(_key, lead.phones), strict=False),
    ]
    if key := company_key(lead.company_name):
        asked.append((NAME, key))
    found = dict[str, None]()
    for (kind, _), ids in holders_of(context.reader, asked).items() if asked else ():
        prefix = "company_" if kind == NAME else "contact_"
        for each in ids:
            if each.startswith(prefix):
                found[each] = None
    return _known(context, lead, sorted(found)) if found else NOBODY


def _known(context: Context, lead: Lead, ids: Sequence[str]) -> Alike:
    """Return those of the clients with these ids who may be the lead's, by entity."""
    firms, people = (
        context.reader.get(name, [id for id in ids if id.startswith(f"{name}_")])
        for name in NOBODY
    )
    return {
        "company": tuple(
            each
            for each in ids
            if isinstance(firm := firms.get(each), Company) and not firm.is_ours
        ),
        "contact": tuple(
            each
            for each in ids
            if isinstance(person := people.get(each), Contact)
            and not is_other_person(lead, person)
        ),
    }


_key = attrgetter("key")
