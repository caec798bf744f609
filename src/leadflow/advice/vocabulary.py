"""Values of dictionaries that nobody ever chose (S5)."""

from collections import Counter
from collections.abc import Iterator

from leadflow.advice.naming import quoted
from leadflow.advice.office import Office
from leadflow.entities import ENTITIES, Kind
from leadflow.workspace import Dictionary
from leadflow.workspace.findings import ADVICE, Finding
from leadflow.workspace.places import place


_ENOUGH = 50
"""Choices from which on a value that nobody took is one too many."""


def unused_values(office: Office) -> Iterator[Finding]:
    """Yield values that stand in everybody's way and are never taken."""
    for dictionary in office.workspace.dictionaries:
        taken = _taken(office, dictionary)
        # The values of an open dictionary are suggestions.
        if dictionary.is_open or taken.total() < _ENOUGH:
            continue
        idle = [
            entry.code
            for entry in dictionary.entries
            if not entry.is_retired and entry.code != "other" and not taken[entry.code]
        ]
        if idle:
            yield Finding(
                severity=ADVICE,
                code="values_never_used",
                path=place("dictionaries", dictionary.code),
                message=f"never chosen in {taken.total()} records: {quoted(idle)}",
                hint="retire what nobody needs: a short list is filled in truthfully",
            )


def _taken(office: Office, dictionary: Dictionary) -> Counter[str]:
    """Count the choices from a dictionary over all fields that it is for."""
    taken: Counter[str] = Counter()
    for entity in ENTITIES.values():
        for spec in entity.fields.values():
            if spec.kind is Kind.CHOICE and spec.dictionary == dictionary.code:
                taken.update(office.by(entity.name, spec.name))
    del taken[""]
    return taken
