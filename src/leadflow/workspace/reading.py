"""From the text of a file to a workspace, with every fault of the file at once."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from os import PathLike
from pathlib import Path
from typing import TypeVar

import attrs

from leadflow.deferred import expression
from leadflow.errors import Fault, InvalidWorkspace, UnknownName
from leadflow.expressions import Condition
from leadflow.workspace.chain import (
    WHOLE,
    as_chain,
    as_entities,
    success_faults,
    use_faults,
    usual_mode,
)
from leadflow.workspace.checks import (
    field_code_faults,
    form_faults,
    label_faults,
    pipeline_faults,
    require_faults,
    setting_faults,
)
from leadflow.workspace.conversions import Conversion, Target
from leadflow.workspace.entries import Constant, Copy, FirstOf, Template
from leadflow.workspace.fields import CustomField
from leadflow.workspace.labels import Label
from leadflow.workspace.layout import workspace_table
from leadflow.workspace.letters import Letter, letter_faults
from leadflow.workspace.maps import MapCheck, condition_faults, place_faults
from leadflow.workspace.pipelines import Stage
from leadflow.workspace.places import named
from leadflow.workspace.reporting import Place, Report
from leadflow.workspace.rest import Rest
from leadflow.workspace.roles import Role
from leadflow.workspace.segments import Segment, segment_faults
from leadflow.workspace.staff import role_faults
from leadflow.workspace.types import FieldType


W = TypeVar("W")

_POSITION = expression(r" \(at (.+)\)$")


def text_of(place: str | PathLike[str]) -> str:
    """Return the text of a file, or raise ``InvalidWorkspace``."""
    path = Path(place)
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = f"is not UTF-8 text: byte {error.start} is wrong"
        fault = Fault("", message, "save the file in UTF-8")
    except OSError as error:
        reason = (error.strerror or "it cannot be opened").lower()
        fault = Fault("", f"the file cannot be read: {reason}")
    raise InvalidWorkspace(str(path), (fault,))


def structured(
    text: str,
    place: str,
    cls: type[W],
    types: Mapping[str, FieldType] | None = None,
) -> W:
    """Return the workspace that a text describes.

    ``place`` names the text in the error, which lists all faults.
    """
    report = Report()
    data = parsed(text, place)
    made = workspace_table(cls, types).read(data, Place("", report))
    if not report.faults and isinstance(made, cls):
        return made
    if not isinstance(made, cls):
        report.faults.extend(_faults_of_the_rest(data, report))
    raise InvalidWorkspace(place, named(data, dict.fromkeys(report.faults)))


def parsed(text: str, place: str) -> dict[str, object]:
    """Return what stands in a TOML text, numbers with a fraction exact."""
    # Imported on use: most programs describe their workspace in Python.
    import tomllib  # noqa: PLC0415

    try:
        return tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        fault = _syntax_fault(str(error), text)
    except (ValueError, RecursionError):
        fault = Fault("", "is not TOML: a value is out of bounds")
    raise InvalidWorkspace(place, (fault,)) from None


def _syntax_fault(message: str, text: str) -> Fault:
    found = _POSITION().search(message)
    place = found[1] if found else ""
    if place == "end of document":
        *before, last = text.split("\n")
        place = f"line {len(before) + 1}, column {len(last) + 1}"
    reason = _POSITION().sub("", message)
    return Fault(place, f"is not TOML: {reason[:1].lower()}{reason[1:]}")


_SETTINGS = {"mode": "classic", "language": "en", "zone": "UTC", "currency": "USD"}


def _faults_of_the_rest(data: Mapping[str, object], report: Report) -> Iterator[Fault]:
    """Yield what else is wrong, as far as it can be judged beside the faults.

    Without this, a slip in one stage would hide the wrong names elsewhere.
    """
    given = {name: data.get(name) for name in _SETTINGS}
    texts = {
        name: value if isinstance(value, str) else _SETTINGS[name]
        for name, value in given.items()
    }
    yield from setting_faults(**texts)
    yield from _use_faults(data)
    rest = Rest.of(data, report.made)
    if rest.has_all_pipelines:
        yield from pipeline_faults(rest.pipelines)
    if rest.has_all_fields:
        yield from field_code_faults(rest.fields)
        labels = data.get("labels")
        names = labels if isinstance(labels, dict) else {}
        yield from form_faults(rest, _forms(data))
        yield from label_faults(rest, dict.fromkeys(names, Label()))
        for path, made in report.made:
            yield from _named_faults(rest, path, made)


def _use_faults(data: Mapping[str, object]) -> Iterator[Fault]:
    given, without = data.get("chain", WHOLE), data.get("without", ())
    if not isinstance(given, str) or not isinstance(without, str | list | tuple):
        return  # told already: it is no text
    found, listed = as_chain(given), [without] if isinstance(without, str) else without
    yield from use_faults(
        mode=str(data.get("mode", usual_mode(found))),
        chain=found,
        without=as_entities(each for each in listed if isinstance(each, str)),
        technical_leads=data.get("technical_leads") is True,
    )
    if isinstance(way := data.get("lead_success"), str):
        yield from success_faults(way, "", ())


def _forms(data: Mapping[str, object]) -> Mapping[str, tuple[str, ...]]:
    """Return the forms of a file that can be read."""
    forms = data.get("forms")
    listed = forms.items() if isinstance(forms, dict) else ()
    return {
        name: tuple(each for each in names if isinstance(each, str))
        for name, names in listed
        if isinstance(names, list)
    }


def _named_faults(rest: Rest, path: str, made: object) -> Iterator[Fault]:
    match made:
        case Condition() if rest.can_judge(made):
            yield from condition_faults(rest, rest.entity_at(path), made, path)
        case Copy() | Constant() | Template() | FirstOf():
            check = MapCheck.of(rest, rest.target_at(path), rest.source_at(path))
            yield from check.entry_faults(made, path)
        case Target():
            check = MapCheck.of(rest, made.entity, rest.source_at(path))
            yield from check.name_faults(made, path)
        case Stage():
            names, where = made.require, f"{path}.require"
            yield from require_faults(rest, rest.entity_at(path), names, where)
        case CustomField() if rest.has_all_dictionaries and made.dictionary:
            # Its condition is noted, and judged, by itself.
            known = tuple(each.code for each in rest.dictionaries)
            if made.dictionary not in known:
                where = f"{path}.dictionary"
                yield UnknownName("dictionary", made.dictionary, known, where).fault
        case Role() if rest.has_all_pipelines:
            yield from role_faults(rest, made, path)
        case Letter() | Segment():
            yield from _addressed_faults(rest, path, made)
        case Conversion() if rest.has_all_pipelines:
            yield from place_faults(rest, made, path)


def _addressed_faults(rest: Rest, path: str, made: Letter | Segment) -> Iterator[Fault]:
    if isinstance(made, Segment):
        # Its condition is noted, and judged, by itself.
        yield from segment_faults(rest, attrs.evolve(made, when=None), path)
    else:
        yield from letter_faults(rest, made, path)
