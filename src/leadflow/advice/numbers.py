"""Numbers of requisites that cannot be, for an office that asks (mission 3.9)."""

from collections.abc import Iterator

from leadflow.advice.office import Office
from leadflow.expressions import F
from leadflow.values import Requisites
from leadflow.workspace.findings import WARNING, Finding
from leadflow.workspace.numbers import WARN


def wrong_numbers(office: Office) -> Iterator[Finding]:
    """Yield how many contacts and companies have a wrong number, and the first."""
    if office.workspace.wrong_numbers != WARN:
        return
    for entity in ("contact", "company"):
        query = office.query(entity, ~F.requisites.is_empty())
        found = [each.id for each in office.reader.find(query) if _is_wrong(each)]
        if found:
            many = f"{len(found)} of them, the first is {found[0]}"
            yield Finding(
                severity=WARNING,
                code="wrong_numbers",
                path="contacts" if entity == "contact" else "companies",
                message=f"some have requisites with a number that cannot be: {many}",
                hint="ask record.requisites.check() and compare with their papers",
            )


def _is_wrong(record: object) -> bool:
    requisites: Requisites | None = getattr(record, "requisites", None)
    return requisites is not None and not requisites.check().is_right
