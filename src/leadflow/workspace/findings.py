"""What a check of the process finds: values that read like a colleague's advice."""

from collections.abc import Iterable, Iterator
from importlib import import_module
from types import ModuleType

from attrs import field, frozen

from leadflow.deferred import by_value
from leadflow.workspace.codes import one_of


ERROR, WARNING, ADVICE = "error", "warning", "advice"
SEVERITIES = (ERROR, WARNING, ADVICE)

_WIDTH = 78


def _severity(value: str) -> str:
    return one_of(value, "severity", SEVERITIES)


@by_value
@frozen(kw_only=True, eq=False, repr=False)
class Finding:
    """One thing about the process that deserves a thought.

    ``error``: it fails whenever it is used. ``warning``: it loses data or sales,
    or is a slip of the pen. ``advice``: it works, and could work better.
    """

    severity: str = field(converter=_severity)
    code: str
    """Stable: compare codes, never texts."""
    path: str
    """By codes, which never change: ``pipelines.sales.stages.offer.after``."""
    message: str
    """What is so, and what follows from it."""
    hint: str
    """What one might do about it."""

    def __str__(self) -> str:
        return f"{self.severity}: {self.path}: {self.message}; {self.hint}"


def _sorted(given: Iterable[Finding]) -> tuple[Finding, ...]:
    def key(each: Finding) -> tuple[int, str, str, str]:
        return SEVERITIES.index(each.severity), each.path, each.code, each.message

    return tuple(sorted(given, key=key))


@by_value
@frozen(eq=False, repr=False)
class Advice:
    """Everything that a check has found, the gravest first.

    >>> print(Advice(()))
    Nothing to say against it.
    """

    findings: tuple[Finding, ...] = field(default=(), converter=_sorted)

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.findings)

    def __len__(self) -> int:
        return len(self.findings)

    def of(self, *severities: str) -> tuple[Finding, ...]:
        """Return the findings of some severities.

        >>> Advice(()).of("error", "warning")
        ()
        """
        wanted = {_severity(each) for each in severities}
        return tuple(each for each in self.findings if each.severity in wanted)

    @property
    def is_sound(self) -> bool:
        """Return whether there is neither an error nor a warning."""
        return not self.of(ERROR, WARNING)

    def __str__(self) -> str:
        if not self.findings:
            return "Nothing to say against it."
        blocks = [_block(each) for each in self.findings]
        return "\n\n".join((*blocks, self._summary))

    @property
    def _summary(self) -> str:
        counts = ((name, len(self.of(name))) for name in SEVERITIES)
        return ", ".join(_counted(name, count) for name, count in counts if count)

    def __repr__(self) -> str:
        return f"<Advice: {self._summary or 'nothing to say'}>"

    def _repr_html_(self) -> str:
        # Imported on use: only notebooks draw.
        from leadflow.markup import element, framed  # noqa: PLC0415

        said = element("p", self._summary or str(self), class_="t")
        rows = "".join(f"<tr>{_cells(each)}</tr>" for each in self.findings)
        table = f"<table><tbody>{rows}</tbody></table>" if rows else ""
        return framed(f"{said}{table}")


def advisor() -> ModuleType:
    """Return the room that judges processes.

    It stands above this one, as it knows conversions and stores, and is therefore
    called by its name: a workspace works without it.
    """
    return import_module("leadflow.advice")


def _counted(severity: str, count: int) -> str:
    if severity == ADVICE:
        return f"{count} piece{'s' if count > 1 else ''} of advice"
    return f"{count} {severity}{'s' if count > 1 else ''}"


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."


def _block(each: Finding) -> str:
    from textwrap import wrap  # noqa: PLC0415  # only what is printed is wrapped

    lines = (
        *wrap(_sentence(each.message), _WIDTH),
        *wrap(_sentence(each.hint), _WIDTH),
    )
    return "\n    ".join((f"{each.severity}  {each.path}", *lines))


def _cells(each: Finding) -> str:
    from leadflow.markup import BLUE, RED, YELLOW, element  # noqa: PLC0415  # as above

    colors = {ERROR: RED, WARNING: YELLOW, ADVICE: BLUE}
    mark = f"border-left:4px solid {colors[each.severity]}"
    path = element("code", each.path)
    message = element("div", _sentence(each.message))
    hint = element("small", _sentence(each.hint))
    head = element("td", each.severity, style=mark)
    return f"{head}<td>{path}</td><td>{message}{hint}</td>"
