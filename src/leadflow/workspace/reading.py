"""From the text of a file to a workspace, with every fault of the file at once."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

from attrs import frozen

from leadflow.errors import Fault, InvalidWorkspace, UnknownName
from leadflow.workspace.checks import setting_faults, stage_faults
from leadflow.workspace.conversions import Conversion, Target
from leadflow.workspace.dictionaries import Dictionary
from leadflow.workspace.fields import CustomField
from leadflow.workspace.layout import workspace_table
from leadflow.workspace.maps import MapCheck, condition_faults
from leadflow.workspace.pipelines import Pipeline, Stage
from leadflow.workspace.reporting import Place, Report


W = TypeVar("W")

_POSITION = re.compile(r" \(at (.+)\)$")
_STAGE = re.compile(r"(pipelines\[\d+\])\.stages\[\d+\]")


def text_of(path: Path) -> str:
    """Return the text of a file, or raise ``InvalidWorkspace``."""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = f"is not UTF-8 text: byte {error.start} is wrong"
        fault = Fault("", message, "save the file in UTF-8")
    except OSError as error:
        reason = (error.strerror or "it cannot be opened").lower()
        fault = Fault("", f"the file cannot be read: {reason}")
    raise InvalidWorkspace(str(path), (fault,))


def structured(text: str, place: str, cls: type[W]) -> W:
    """Return the workspace that a text describes.

    ``place`` names the text in the error, which lists all faults.
    """
    report = Report()
    data = parsed(text, place)
    made = workspace_table(cls).read(data, Place("", report))
    if not report.faults and isinstance(made, cls):
        return made
    if not isinstance(made, cls):
        report.faults.extend(_faults_of_the_rest(data, report))
    raise InvalidWorkspace(place, tuple(dict.fromkeys(report.faults)))


def parsed(text: str, place: str) -> dict[str, object]:
    """Return what stands in a TOML text, numbers with a fraction exact."""
    # Imported on use: most programs describe their workspace in Python.
    import tomllib  # noqa: PLC0415

    try:
        return tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        found = _POSITION.search(str(error))
        message = _POSITION.sub("", str(error))
        fault = Fault(found[1] if found else "", f"is not TOML: {message[:1].lower()}{message[1:]}")
    except (ValueError, RecursionError):
        fault = Fault("", "is not TOML: a value is out of bounds")
    raise InvalidWorkspace(place, (fault,)) from None


def _faults_of_the_rest(
    data: Mapping[str, object], report: Report
) -> Iterator[Fault]:
    """Yield what else is wrong, as far as it can be judged beside the faults.

    Without this, a slip in one stage would hide the wrong names elsewhere.
    """
    texts = {
        name: value if isinstance(value := data.get(name, usual), str) else usual
        for name, usual in _SETTINGS.items()
    }
    yield from setting_faults(**texts)
    rest = Rest.of(report)
    if not rest.broken("fields"):
        for path, made in report.made:
            yield from _named_faults(rest, path, made, data)


_SETTINGS = {"mode": "classic", "language": "en", "zone": "UTC", "currency": "USD"}
