"""Hostile input ends within its bounds, with an error that is documented (P25).

Each target takes bytes as they may come from anywhere: a table to import, the text of
a condition, a template, a workspace's file, what a damaged row holds. It may refuse
them with an error of ours. Whatever else is raised is a violation, and so is what
takes longer or more memory than its budget, or a table whose rows do not add up.
"""

import resource
import time
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, TypeAlias

from attrs import evolve, frozen

import leadflow
from leadflow import Conversion, Crm, Deal, LeadflowError, Workspace, template
from leadflow.entities import ENTITIES
from leadflow.errors import InvalidData
from leadflow.expressions import parse
from leadflow.interchange import import_records
from leadflow.storage.codec import (
    Unreadable,
    changes_from_text,
    changes_to_text,
    codec_of,
    custom_from_plain,
    from_text,
    to_text,
)
from leadflow.storage.memory import MemoryStore
from leadflow.testing import a_lead
from leadflow.testing.invariants import violations
from leadflow.testing.suite.samples import full
from tests.interchange.conftest import WORKSPACE
from tests.reliability.figures import Tally, scratch
from tests.reliability.hostile import mutated


PATIENCE = 5.0
"""Seconds of the processor that one input may take, also while every line is counted.

Most take thousandths; sixty kilobytes of rows take half a second."""
MEMORY = 300 * 1024
"""Kibibytes that a whole run may add to the process."""
INPUTS = 100

Take: TypeAlias = Callable[[bytes, Path], str]
"""Takes an input and a folder; tells what is wrong besides an error of ours."""


@frozen(kw_only=True)
class Target:
    """Where hostile input comes in."""

    take: Take
    seeds: tuple[bytes, ...]


def run(
    seed: int, *, target: str, inputs: int = INPUTS, take: Take | None = None
) -> Tally:
    """Give so many inputs to one target; ``take`` stands in for a planted mistake."""
    chance, found = Random(f"fuzzing {seed}"), list[str]()
    known = TARGETS[target]
    before = _memory()
    with scratch() as folder:
        for number in range(inputs):
            data = mutated(known.seeds, chance)
            if wrong := judged(take or known.take, data, folder):
                found.append(f"seed {seed}, {target}, input {number}: {wrong}")
    if _memory() - before > MEMORY:
        found.append(f"seed {seed}, {target}: it took more memory than it may")
    return Tally(inputs, tuple(found))


def run_texts(seed: int) -> Tally:
    """Give inputs to each target in turn that takes no table."""
    tallies = (run(seed, target=name) for name in TARGETS if name != "table")
    return sum(tallies, start=Tally(0))


def judged(take: Take, data: bytes, folder: Path, *, patience: float = PATIENCE) -> str:
    """Tell what is wrong with how an input is taken."""
    begun = time.process_time()
    try:
        wrong = take(data, folder)
    except (LeadflowError, Unreadable):
        wrong = ""
    except Exception as error:  # noqa: BLE001  # what kind it is, is the question
        wrong = f"an undocumented error: {error!r:.200}"
    took = time.process_time() - begun
    return f"it took {took:.1f} s" if took > patience else wrong


def _memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


# --- Tables -------------------------------------------------------------------


def import_table(data: bytes, folder: Path) -> str:
    """Import bytes as a file of leads; what comes in has to be somewhere (P17)."""
    place = folder / "leads.csv"
    place.write_bytes(data)
    store = MemoryStore()
    crm = leadflow.open(store, actor="ada", workspace=WORKSPACE)
    try:
        report = import_records(crm, place)
    except InvalidData:
        return _nothing(crm)
    if wrong := _unbalanced(crm, report.is_balanced, report.stored):
        return wrong
    return "; ".join(violations(store)) if report.stored else ""


def _nothing(crm: Crm) -> str:
    return "a refused table left something" if crm.leads.count() else ""


def _unbalanced(crm: Crm, is_balanced: bool, stored: int) -> str:  # noqa: FBT001  # of this module alone
    if not is_balanced or stored != crm.leads.count():
        return "the rows do not add up"
    return ""


def lose_a_row(data: bytes, folder: Path) -> str:
    """Import a table and lose a row of it, which is wrong."""
    place = folder / "leads.csv"
    place.write_bytes(data)
    crm = leadflow.open(workspace=WORKSPACE)
    report = import_records(crm, place)
    stored = crm.leads.limit(1).all()
    for lead in stored:
        crm.leads.delete(lead)
    return _unbalanced(crm, report.is_balanced, report.stored)


_TABLES = (
    """Name,E-mail,Amount,Created
Olena Kovalenko,o@kyiv.example,5 UAH,2.11.2026
Ivan,ivan@kyiv.example,"1 000,50",2026-11-03 9:30
,,,
""",
    """Имя;Телефон;Источник;Shoe size;Colour
Олена;+380441234567;web;39;red
Ніна;+380 44 123 45 67;trade_show;40;Dark blue
""",
    "Title\tTags\tVIP\tSince\tSizes\nForklift\tfair, b2b\tyes\t2026-01-05\ts; m\n",
    'name,notes\n"a ""b"" c","line\nline"\n=1+1,@SUM\n',
    "Name,Pipeline,Stage,Owner,Closed\nA,leads,won,ada,1.2.2026\n",
)


# --- Texts --------------------------------------------------------------------


def read_condition(data: bytes, _: Path) -> str:
    """Read a condition; what is understood reads the same when it is written again."""
    condition = parse(data.decode("utf-8", "surrogateescape"))
    if parse(str(condition)) != condition:
        return f"'{condition}' is read as something else"
    _office().leads.where(condition).count()
    return ""


def evaluate(data: bytes, _: Path) -> str:
    """Take a condition for a number, which is wrong."""
    Decimal(data.decode("utf-8", "replace").rpartition(">")[2].strip() or "0")
    return ""


def linger(data: bytes, _: Path) -> str:
    """Try every way to part a row of brackets, which is wrong."""
    begun = time.process_time()
    while data.count(b"(") > _DEEP and time.process_time() - begun <= PATIENCE:
        pass
    return ""


_DEEP = 40


@cache
def _office() -> Crm:
    crm = leadflow.open(workspace=WORKSPACE)
    crm.leads.add(a_lead(amount="5 UAH"))
    return crm


_CONDITIONS = (
    b"amount >= 100_000 and stage.kind == 'open'",
    b"not (source in ('web', 'ads') or title.contains('Fork')) and vip",
    b"5 < custom.size <= 9 or notes.is_empty() or company is None",
    b"created_at.between('2026-01-01', '2026-02-01') and amount == '5 UAH'",
    b"last_name.startswith('Ko') and emails.contains('a@b.example')",
    b"(" * 20 + b"a == 1" + b")" * 20,
)


def fill_template(data: bytes, _: Path) -> str:
    """Convert a lead by a map with a template, whose text is filled in once."""
    text = data.decode("utf-8", "replace")
    way = Conversion("odd").deal(template(text, to="title"))
    crm = leadflow.open(workspace=Workspace(conversions=[way]))
    lead = crm.leads.add(a_lead(title="{notes}", notes="never"))
    deal = crm.convert(lead, variant="odd").deal
    if isinstance(deal, Deal) and "never" in deal.title and "notes" not in text:
        return "a value was filled in again"
    return ""


_TEMPLATES = (
    b"{company_name}: {title}",
    b"{first_name} {last_name}, {amount} {{kept}}",
    b"{title}" * 30,
    b"{company.name} {custom.size} {stage.label}",
)


# --- Files of our own -----------------------------------------------------------


def load_workspace(data: bytes, folder: Path) -> str:
    """Load a workspace; what is understood is saved and loaded as the same."""
    place = folder / "workspace.toml"
    place.write_bytes(data)
    workspace = Workspace.load(place)
    workspace.save(place)
    if Workspace.load(place) != workspace:
        return "a workspace is loaded as another one"
    return ""


def _workspaces() -> tuple[bytes, ...]:
    way = Conversion("b2b", when="company_name != ''").deal(
        template("{company_name}: {title}", to="title"), pipeline="deals"
    )
    with scratch() as folder:
        place = folder / "workspace.toml"
        evolve(WORKSPACE, conversions=[way]).save(place)
        return (place.read_bytes(), b'mode = "simple"\nlanguage = "uk"\n')


def read_json(data: bytes, _: Path) -> str:
    """Read what a damaged cell may hold: changes of an event, values of a host."""
    text = data.decode("utf-8", "surrogateescape")
    for read in (_read_changes, _read_custom):
        try:
            read(text)
        except (Unreadable, LeadflowError):
            continue
    return ""


def _read_changes(text: str) -> None:
    for entity in ("lead", "deal", "company"):
        changes = changes_from_text(entity, text)
        changes_to_text(entity, changes)


def _read_custom(text: str) -> None:
    custom_from_plain(from_text(text))


_JSON = (
    b'[["stage","new","won"],["amount",null,["5","UAH"]]]',
    b'[["custom",{"a":1},{"a":{"$money":["5","UAH"]}}],["tags",[],["x","y"]]]',
    b'{"a":{"$day":"2026-01-05"},"b":[1,2],"c":{"$decimal":"0.5"}}',
    b'[["phones",[],[{"value":"+380441234567","label":"work"}]]]',
)


def read_row(data: bytes, _: Path) -> str:
    """Read a row in which one cell holds something else."""
    chance = Random(data)
    entity = chance.choice(list(ENTITIES))
    codec = codec_of(entity)
    row: list[Any] = list(codec.row(full(ENTITIES[entity])))
    odd = (
        *(None, data, data.decode("utf-8", "replace"), len(data), -1, 2**63 - 1),
        *(0.5, float("inf"), "", "[]", "{}", "[[[[", "null"),
    )
    row[chance.randrange(len(row))] = chance.choice(odd)
    codec.record(row)
    return ""


def _rows() -> tuple[bytes, ...]:
    texts = [to_text([each]) for each in ("x", 1, None, {"a": [1]})]
    return tuple(text.encode() for text in texts)


TARGETS: Mapping[str, Target] = {
    "table": Target(take=import_table, seeds=tuple(t.encode() for t in _TABLES)),
    "condition": Target(take=read_condition, seeds=_CONDITIONS),
    "template": Target(take=fill_template, seeds=_TEMPLATES),
    "workspace": Target(take=load_workspace, seeds=_workspaces()),
    "json": Target(take=read_json, seeds=_JSON),
    "row": Target(take=read_row, seeds=_rows()),
}
