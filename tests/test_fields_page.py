import re
from collections.abc import Iterator
from functools import cache
from types import ModuleType

import attrs
import pytest

from leadflow.entities import ENTITIES
from tests.test_documentation import ROOT, script


VENDOR = ROOT.parent / "shared" / "spec" / "bitrix24.md"
TABLES = {
    "Lead": "lead",
    "Deal": "deal",
    "Contact": "contact",
    "Company": "company",
    "Quote": "quote",
    "Activity": "activity",
    "Activity communication": "activity",
    "Timeline comment": "activity",
    "Requisite": "Requisites",
    "Bank detail": "BankAccount",
    "Address": "Address",
    "Product row": "ProductRow",
}
"""The vendor's tables, and what holds their fields here."""
OBJECTS = {
    "Common": "",
    "Lead": "lead",
    "Deal": "deal",
    "Contact": "contact",
    "Company": "company",
    "Estimate": "quote",
    "Invoice": "invoice",
}
# The old and the new interface call the same thing by different names.
RENAMED = {
    "ASSIGNED_BY_ID": "RESPONSIBLE_ID",
    "CREATED_BY": "CREATED_BY_ID",
    "UPDATED_BY": "MODIFY_BY_ID",
    "UPDATED_TIME": "DATE_MODIFY",
    "CREATED_TIME": "DATE_CREATE",
    "MOVED_BY": "MOVED_BY_ID",
    "UF_CRM...": "UF_CRM_…",
    "PARENT_ID...": "PARENT_ID",
}


@cache
def fields() -> ModuleType:
    """Load the script that writes the page of fields."""
    return script("fields")


@cache
def told(holder: str) -> set[str]:
    """Return all names of the vendor that the page has for an entity or a value."""
    known = fields().names()["fields"]
    own = ENTITIES[holder].fields if holder in ENTITIES else known[holder]
    kept = {name for each in own for name in fields().called(holder, each)}
    return {*kept, *fields().left_out(holder)}


def tables() -> Iterator[tuple[str, str]]:
    """Yield the holder and the name of each field in the vendor's tables."""
    holder = ""
    for line in VENDOR.read_text("utf-8").splitlines():
        if heading := re.match(r"#### ([\w -]+?)(?: \(|$)", line):
            holder = TABLES.get(heading[1], "")
        row = re.match(r"\| (?!field )([A-Za-z]\w*) \| [a-z]", line)
        if holder and row:
            yield holder, row[1]


def objects() -> Iterator[tuple[str, str]]:
    """Yield the holder and the name, in capitals, of each camel case field."""
    for line in VENDOR.read_text("utf-8").splitlines():
        found = re.match(r"- \*\*(\w+)\*\* \(\d+\): ", line)
        if found and found[1] in OBJECTS:
            for name in re.findall(r"`([\w.]+)`", line):
                yield (
                    OBJECTS[found[1]],
                    re.sub(r"(?<=[a-z])([A-Z\d])", r"_\1", name).upper(),
                )


needs_the_tables = pytest.mark.skipif(
    not VENDOR.exists(), reason="the vendor's tables are not there"
)


@needs_the_tables
def test_no_field_of_the_vendors_tables_is_passed_over() -> None:
    """Each of them has a field here, or a reason why not."""
    missing = [each for each in tables() if each[1] not in told(each[0])]

    assert [] == missing
    assert len(set(tables())) > 350


@needs_the_tables
def test_no_field_of_the_vendors_new_interface_is_passed_over() -> None:
    """What all objects share is on each page section; the rest is its own."""
    missing = [
        (holder or entity, name)
        for holder, name in objects()
        for entity in ([holder] if holder else ["lead", "deal", "invoice"])
        if not {name, RENAMED.get(name, name)} & told(entity)
    ]

    assert [] == missing


def test_the_page_of_fields_is_up_to_date() -> None:
    """``python docs/fields.py`` has been run since the entities changed."""
    assert fields().page() == fields().PAGE.read_text("utf-8")


@pytest.mark.parametrize("holder", [*ENTITIES, "Address", "Requisites", "BankAccount"])
def test_the_vendors_names_are_given_to_fields_that_there_are(holder: str) -> None:
    """F4: a renamed field takes its row along."""
    parts = {cls.__name__: cls for cls in fields().PARTS}
    known = (
        set(ENTITIES[holder].fields)
        if holder in ENTITIES
        else {each.name for each in attrs.fields(parts[holder])}
    )

    assert set() == set(fields().names()["fields"][holder]) - known
