"""The files of the presets, and the settings that a firm writes into them."""

import re

from leadflow.errors import UnknownName


NAMES = (
    "b2b",
    "retail",
    "services",
    "production",
    "bitrix24",
    "salesforce",
    "hubspot",
)
SETTINGS = ("name", "mode", "chain", "language", "zone", "currency")


def text(preset: str, **settings: str) -> str:
    """Return the file of a preset, comments and all, with the firm's settings.

    Raises ``UnknownName`` for a preset or a setting that is not there.

    >>> text("b2b", currency="UAH").splitlines()[6]
    'currency = "UAH"'
    """
    # Imported on use: a program that takes no preset reads no file.
    from importlib.resources import files  # noqa: PLC0415

    if preset not in NAMES:
        raise UnknownName("preset", preset, NAMES)
    for name in settings:
        if name not in SETTINGS:
            raise UnknownName("setting of a preset", name, SETTINGS)
    source = files("leadflow.presets").joinpath(f"{preset}.toml")
    written = source.read_text("utf-8")
    for name, value in settings.items():
        written = _set(written, name, value)
    return written


def purpose(preset: str) -> str:
    """Return what a preset is for: the first sentence of its file.

    >>> purpose("hubspot")
    'HubSpot out of the box'
    """
    first = text(preset).partition("\n")[0].removeprefix("# ")
    return re.split(r"[:.]", first, maxsplit=1)[0]


def _set(written: str, name: str, value: str) -> str:
    """Put a setting into the head of a file; what others say of it stays."""
    # Imported on use, as above.
    from leadflow.workspace.toml import document  # noqa: PLC0415

    line = document({name: value}).rstrip("\n")
    found = re.compile(rf"^{name} = .*$", re.MULTILINE)
    if found.search(written):
        return found.sub(lambda _: line, written, count=1)
    head = re.compile("^mode = ", re.MULTILINE)
    return head.sub(lambda _: f"{line}\nmode = ", written, count=1)
