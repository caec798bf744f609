"""Importing records from a table: identify, map, check, store (X2)."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

import attrs
from attrs import frozen

from leadflow.crm import Crm
from leadflow.crm.answering import answered
from leadflow.crm.naming import require
from leadflow.crm.watching import Wish, wish_of
from leadflow.entities import entity_named
from leadflow.interchange.cells import Settings
from leadflow.interchange.choices import Choices
from leadflow.interchange.drafts import Checker
from leadflow.interchange.identifying import Wishes, below_header, identify
from leadflow.interchange.report import ImportReport, Layout
from leadflow.interchange.resuming import identity
from leadflow.interchange.rows import Row
from leadflow.interchange.running import Progress, Run, collection_of, undone
from leadflow.interchange.sources import Source, Table, source_of
from leadflow.workspace import Workspace
from leadflow.workspace.policies import REPLACE


@answered
def examine_records(  # noqa: PLR0913  # each is one thing that a file leaves open
    workspace: Workspace,
    table: Table,
    *,
    entity: str = "lead",
    columns: Mapping[str, str] | None = None,
    encoding: str = "",
    delimiter: str = "",
    dates: str = "",
    decimal: str = "",
) -> Layout:
    """Return how ``import_records`` would understand a table; writes nothing.

    >>> from leadflow import Workspace
    >>> print(examine_records(Workspace(), ["Ім'я;Сума", "Олена;1 200,50"]))
    read as: text, cells between semicolons, decimals after ','
    columns: 'Ім'я' → name, 'Сума' → amount
    """
    wishes = Wishes(
        columns=columns or {}, delimiter=delimiter, dates=dates, decimal=decimal
    )
    with source_of(table, encoding) as source:
        return identify(workspace, source, wishes, entity_named(entity).name)


@answered
def import_records(  # noqa: PLR0913  # as above
    crm: Crm,
    table: Table,
    *,
    entity: str = "lead",
    columns: Mapping[str, str] | None = None,
    encoding: str = "",
    delimiter: str = "",
    dates: str = "",
    decimal: str = "",
    dry_run: bool = False,
    key: str = "",
    by: str | Iterable[str] = (),
    duplicates: str = "",
    progress: Progress | None = None,
) -> ImportReport:
    """Store the records of a CSV file, and return what became of each row.

    ``table`` is the path of a file, lines of text, or an iterable of mappings, whose
    names are read as headers are: ``[{"Name": "Olena", "Amount": Decimal(5)}]``.
    ``entity`` says what they are: ``leads``, ``contacts``, ``companies``, ``deals``,
    ``activities`` … ``columns`` names the field of a header
    (``{"Budget": "custom.budget"}``); an empty name ignores the column. A link is
    given by id, or by what only one record has: ``company.name``,
    ``contacts.email``. What is left empty is found out and reported: ``encoding``,
    ``delimiter``, ``dates`` (``dmy``, ``mdy``, ``ymd``), ``decimal`` (``,``, ``.``).

    Each row is stored, rejected with all its faults, or skipped because it is
    blank (P17). Rows are written 500 at a time, each batch in a transaction;
    with ``dry_run`` all of them are undone together, and the report is the same.
    A table is imported once: what an earlier run of the same actor has stored of the
    same rows, understood in the same way, is counted as ``known`` and not stored
    again, so that a run that was cut off is run once more (X3). ``key`` tells an
    import of the same rows apart that is wanted all the same.

    What a row meets that is there already, ``duplicates`` says, else the policy of
    the workspace (D2): with ``replace`` and ``merge`` the row goes into that record
    and counts as ``merged``, with ``skip`` it is left. ``by`` names the keys that
    decide alone, ``email`` or ``tax_id``, and replaces unless said otherwise; a row
    whose keys belong to different records is rejected (D5). ``found`` of the report
    says which row met what.

    Raises ``InvalidData`` for a table that cannot be understood at all, before
    anything is written; ``OSError`` for a file that cannot be read; ``Denied`` for
    who may not import such records.

    >>> import leadflow
    >>> crm = leadflow.open(actor="ada")
    >>> rows = ["Name,E-mail", "Olena Kovalenko,olena@kyiv.example", "Ivan,ivan@"]
    >>> report = import_records(crm, rows)
    >>> print(report.stored, report.rejected[0])
    1 line 3: emails: e-mail has no valid domain; write it like 'olena@kyivlog.example'
    >>> import_records(crm, [{"Deal": "Cranes", "Amount": "5 UAH"}], entity="deals")
    <ImportReport: rows: 1 rows: 1 stored, 0 rejected, 0 blank>
    """
    require(crm, Crm, "crm", "open one: leadflow.open()")
    wishes = Wishes(
        columns=columns or {}, delimiter=delimiter, dates=dates, decimal=decimal
    )
    name = entity_named(entity).name
    wish = wish_of(duplicates or (REPLACE if by else ""), by)
    crm.access.require("import", of=name)
    with source_of(table, encoding) as source:
        layout = identify(crm.workspace, source, wishes, name)
        task = _Task(crm, source, layout, name, key, wish)
        work = partial(_imported, task, progress)
        return _rehearsed(crm, work) if dry_run else work()


@frozen
class _Task:
    """What is imported, and how."""

    crm: Crm
    source: Source
    layout: Layout
    entity: str
    key: str
    wish: Wish

    @property
    def told(self) -> str:
        """Return what tells the same rows apart that are wanted otherwise."""
        said = (self.wish.policy, *self.wish.by)
        return f"{self.key} {' '.join(said)}" if any(said) else self.key


def _imported(task: _Task, progress: Progress | None) -> ImportReport:
    source, layout, entity = task.source, task.layout, task.entity
    # A file may be called what no text can hold.
    name = source.name.encode(errors="replace").decode().replace("\0", "?")
    view = task.crm.importing(name)
    run = Run(
        crm=view,
        entity=entity,
        checker=Checker.of(layout.columns, _settings(view, layout, entity)),
        identity=identity(source, layout, entity, task.told),
        wish=task.wish,
        counted=source.counted,
        total=layout.rows,
        progress=progress,
    )
    run.take(_data(source, layout))
    return ImportReport(
        name=source.name,
        rows=run.done,
        stored=run.stored,
        known=run.known,
        found=tuple(run.found),
        rejected=tuple(run.rejected),
        blank_lines=tuple(run.blank_lines),
        layout=layout,
    )


def _rehearsed(crm: Crm, work: Callable[[], ImportReport]) -> ImportReport:
    """Return what the work reports, with nothing of it written."""
    reports = []
    with undone(crm):
        reports.append(work())
    return attrs.evolve(reports[0], dry_run=True)


def _settings(crm: Crm, layout: Layout, entity: str) -> Settings:
    orders, workspace = dict(layout.dates), crm.workspace
    return Settings(
        workspace=workspace,
        entity=entity,
        choices=Choices(workspace, entity),
        find=partial(_found, crm),
        decimal=layout.decimal,
        orders={c.index: orders.get(c.header, "") for c in layout.columns},
    )


def _found(crm: Crm, entity: str, kind: str, value: str) -> list[str]:
    return [each.id for each in collection_of(crm, entity).known_by(kind, value)]


def _data(source: Source, layout: Layout) -> Iterator[Row]:
    table = below_header(source, layout.delimiter)
    next(table, None)
    return table
