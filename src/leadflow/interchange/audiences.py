"""An audience in a file: CSV for spreadsheets, JSON Lines for programs (X6, Z7)."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

from leadflow.audience import Audience, Recipient
from leadflow.errors import UnknownName
from leadflow.interchange.report import neutral


CSV, JSON_LINES = "csv", "jsonl"
FORMS = (CSV, JSON_LINES)
"""How an audience is written."""


def export_audience(
    audience: Audience, path: str | os.PathLike[str], *, form: str = CSV
) -> int:
    """Write the recipients of an audience, and return how many there are.

    A row has ``address``, ``name``, ``record`` (the id) and the fields that were
    asked for. In CSV what a spreadsheet would take for a formula begins with an
    apostrophe (X6). Who was left out is not in the file. An existing file is
    replaced. Raises ``UnknownName`` for a form other than ``csv`` and ``jsonl``.

    >>> import leadflow
    >>> from leadflow import Contact, Segment
    >>> from tempfile import TemporaryDirectory
    >>> crm = leadflow.open()
    >>> _ = crm.contacts.add(Contact(last_name="Koval", emails="k@a.example"))
    >>> with TemporaryDirectory() as folder:
    ...     path = f"{folder}/spring.csv"
    ...     export_audience(crm.audience(Segment("everybody")), path)
    1
    """
    if form not in FORMS:
        raise UnknownName("form of an audience", str(form), FORMS, "form")
    place = Path(path)
    write = _csv if form == CSV else _json_lines
    write(audience, place)
    return len(audience)


def _rows(audience: Audience) -> Iterator[dict[str, str]]:
    for each in audience.recipients:
        yield {**_own(each), **each.fields}


def _own(each: Recipient) -> dict[str, str]:
    return {"address": each.address, "name": each.name, "record": each.record}


def _csv(audience: Audience, place: Path) -> None:
    # Imported on use: most programs write no tables.
    import csv  # noqa: PLC0415

    # Spreadsheets know UTF-8 by its mark only.
    with place.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["address", "name", "record", *audience.names])
        for row in _rows(audience):
            writer.writerow([neutral(cell) for cell in row.values()])


def _json_lines(audience: Audience, place: Path) -> None:
    with place.open("w", encoding="utf-8", newline="\n") as file:
        for row in _rows(audience):
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
