"""What was found as text for a terminal, and as HTML for a notebook."""

from collections.abc import Iterable, Sequence

from leadflow.duplicates.findings import Candidate, DroppedTerm, DuplicatePair, Evidence
from leadflow.entities import Company, Contact, Lead, Record
from leadflow.markup import cell, element, framed
from leadflow.workspace.words import words


_MOST = 50
_NOBODY = "nobody alike"


def candidates_text(
    found: Sequence[Candidate], dropped: Sequence[DroppedTerm], language: str
) -> str:
    """Return candidates as lines of text."""
    lines = [
        f"{each.score:>3}  {name_of(each.record)} ({each.record.id}): "
        f"{_reasons(each.evidence, language)}"
        for each in found
    ]
    return "\n".join([*(lines or [_NOBODY]), *_left_aside(dropped)])


def candidates_html(
    found: Sequence[Candidate], dropped: Sequence[DroppedTerm], language: str
) -> str:
    """Return candidates as a table."""
    rows = [
        (str(each.score), name_of(each.record), each.record.id, each.evidence)
        for each in found
    ]
    cells = "".join(
        f"<tr>{cell(score, class_='n')}{cell(name)}{cell(id)}"
        f"{cell(_reasons(evidence, language))}</tr>"
        for score, name, id, evidence in rows
    )
    head = _head(("score", "name", "record", "reasons"), language)
    table = f"<table>{head}<tbody>{cells}</tbody></table>" if rows else ""
    empty = "" if rows else element("p", _NOBODY)
    return framed(f"{table}{empty}{_notes(_left_aside(dropped))}")


def scan_text(
    title: str,
    pairs: Sequence[DuplicatePair],
    dropped: Sequence[DroppedTerm],
    language: str,
) -> str:
    """Return pairs as lines of text, the first ones of many."""
    lines = [title]
    lines += [
        f"{pair.score:>3}  {name_of(pair.one)} ({pair.one.id}) | "
        f"{name_of(pair.other)} ({pair.other.id}): {_reasons(pair.evidence, language)}"
        for pair in pairs[:_MOST]
    ]
    return "\n".join([*lines, *_rest(pairs), *_left_aside(dropped)])


def scan_html(
    title: str,
    pairs: Sequence[DuplicatePair],
    dropped: Sequence[DroppedTerm],
    language: str,
) -> str:
    """Return pairs as a table, the first ones of many."""
    cells = "".join(
        f"<tr>{cell(str(pair.score), class_='n')}{_who(pair.one)}{_who(pair.other)}"
        f"{cell(_reasons(pair.evidence, language))}</tr>"
        for pair in pairs[:_MOST]
    )
    head = _head(("score", "one", "other", "reasons"), language)
    table = f"<table>{head}<tbody>{cells}</tbody></table>" if pairs else ""
    notes = [*_rest(pairs), *_left_aside(dropped)]
    return framed(f"{element('p', title)}{table}{_notes(notes)}")


def name_of(record: Record) -> str:
    """Return what a record is called on a list.

    >>> name_of(Contact(first_name="Olena", last_name="Kovalenko"))
    'Olena Kovalenko'
    """
    if isinstance(record, Company):
        return record.name
    if isinstance(record, Contact):
        return record.name.full()
    if isinstance(record, Lead):
        return record.name.full() or record.company_name or record.title
    return record.id


def _reasons(evidence: Iterable[Evidence], language: str) -> str:
    return ", ".join(each.worded(language) for each in evidence)


def _left_aside(dropped: Sequence[DroppedTerm]) -> list[str]:
    if not dropped:
        return []
    kinds = ", ".join(map(str, dropped))
    return [f"not looked for, as more than 20 share it: {kinds}"]


def _rest(pairs: Sequence[DuplicatePair]) -> list[str]:
    more = len(pairs) - _MOST
    return [f"… and {more:,} more pairs"] if more > 0 else []


def _head(names: Iterable[str], language: str) -> str:
    known = words(language).evidence
    cells = "".join(element("th", known[name], scope="col") for name in names)
    return f"<thead><tr>{cells}</tr></thead>"


def _who(record: Record) -> str:
    name = element("span", name_of(record))
    return f"<td>{name}<br>{element('code', record.id)}</td>"


def _notes(lines: Iterable[str]) -> str:
    return "".join(element("p", line) for line in lines)
