"""Faults: what is wrong with data, where, and what to do about it."""

from collections.abc import Iterable

from attrs import frozen


def nearest(name: str, choices: Iterable[str]) -> str:
    """Return the choice that ``name`` most likely meant, or ``""``.

    >>> nearest("amout", ["title", "amount"])
    'amount'
    """
    # Imported on use: difflib costs milliseconds and errors are rare.
    from difflib import get_close_matches  # noqa: PLC0415

    known = {choice.casefold(): choice for choice in choices}
    # An error must tell itself whatever was given as a name, a number too.
    close = get_close_matches(str(name).casefold(), known, n=1, cutoff=0.6)
    return known[close[0]] if close else ""


def with_article(noun: str) -> str:
    """Return a noun with its article, as a sentence wants it.

    >>> with_article("lead"), with_article("invoice")
    ('a lead', 'an invoice')
    """
    return f"an {noun}" if noun[:1] in "aeioAEIO" else f"a {noun}"


def did_you_mean(name: str, choices: Iterable[str]) -> str:
    """Return the way out of a wrong name, as half a sentence.

    >>> did_you_mean("amout", ["title", "amount"])
    "did you mean 'amount'?"
    >>> did_you_mean("zzz", ["won", "lost"])
    "it is one of 'lost', 'won'"
    """
    known = sorted(choices)
    near = nearest(name, known)
    if near:
        return f"did you mean '{near}'?"
    if not known:
        return "none is defined"
    if len(known) == 1:
        return f"did you mean '{known[0]}'?"
    shown = ", ".join(f"'{choice}'" for choice in known[:12])
    return f"it is one of {shown}" + (" …" if len(known) > 12 else "")  # noqa: PLR2004


@frozen
class Fault:
    """One thing that is wrong, where it is, and what to do about it."""

    path: str
    """Where: ``deal.amount``, ``pipelines.sales.stages.visit``, ``row 14.email``."""
    message: str
    hint: str = ""
    code: str = "invalid_value"

    def __str__(self) -> str:
        text = f"{self.path}: {self.message}" if self.path else self.message
        return f"{text}; {self.hint}" if self.hint else text


def listed(faults: tuple[Fault, ...]) -> str:
    """Return one fault as it is, several as a list."""
    if len(faults) == 1:
        return str(faults[0])
    return f"{len(faults)} faults\n" + "\n".join(f"  - {fault}" for fault in faults)
