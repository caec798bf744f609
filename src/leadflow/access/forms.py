"""Forms as an actor may use them: what is hidden or locked is greyed out (A5)."""

from collections.abc import Callable

import attrs

from leadflow.access.masking import hidden, placed, unwritable
from leadflow.access.rights import Rights
from leadflow.entities import Record
from leadflow.workspace.forms import Form, FormField
from leadflow.workspace.roles import CREATE, UPDATE


def form_for(rights: Rights, form: Form, record: Record) -> Form:
    """Return a form of a record, or of a new one, for whoever has these rights."""
    is_new = not record.id
    there = placed(rights, record) if is_new else record
    is_closed = not rights.allows(CREATE if is_new else UPDATE, there)
    unseen, locked = frozenset(hidden(rights, there)), unwritable(rights, there)

    def greyed(each: FormField) -> FormField:
        is_hidden = each.name in unseen
        return attrs.evolve(
            each,
            is_hidden=is_hidden,
            # Nobody is asked for what they cannot give.
            required=each.required and not is_hidden,
            read_only=each.read_only or is_closed or each.name in locked,
        )

    return _with_each(form, greyed)


def _with_each(form: Form, change: Callable[[FormField], FormField]) -> Form:
    sections = tuple(
        attrs.evolve(section, fields=tuple(map(change, section.fields)))
        for section in form.sections
    )
    return attrs.evolve(form, sections=sections)
