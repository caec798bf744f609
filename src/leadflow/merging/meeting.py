"""What a record is given by a new one of the same party, which is not stored (D2)."""

from collections.abc import Mapping

from leadflow.context import Context
from leadflow.entities import Kind, R, Record, entity_of, evolve
from leadflow.entities.records import blank, differences, with_values
from leadflow.merging.fields import SURVIVOR, Choice, merged_fields, taken_over


# What differs stays as it is there: the record that is stored is the survivor.
_KEEPING = Choice(rules={"": SURVIVOR}, values={})


def filled_up(context: Context, known: R, new: R) -> R:
    """Return a known record with its blanks filled, and several values united.

    The rules are those of ``crm.merge``, with the known record as the survivor and
    its value right wherever both have one.
    """
    dated = with_values(new, created_at=new.created_at or context.act.now)
    return taken_over(known, merged_fields(context, (known, dated), _KEEPING))


def written_over(known: R, new: R) -> R:
    """Return a known record with everything that a new one tells in its place."""
    return evolve(known, **told(new))


def told(record: Record) -> Mapping[str, object]:
    """Return the values that somebody gave a record, by field.

    >>> from leadflow.entities import Lead
    >>> told(Lead(title="Forklifts"))
    {'title': 'Forklifts'}
    """
    entity = entity_of(record)
    given = differences(blank(entity), record)
    values = {name: value for name, _, value in given if not entity.fields[name].system}
    for name in values:
        if entity.fields[name].kind is Kind.CUSTOM:
            values[name] = dict(record.custom)
    return values
