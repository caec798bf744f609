"""Firms to begin with: the default settings of known CRMs, and of kinds of firms.

A preset is a TOML file of this package: read it, copy it, change it. It is a
beginning; the process of a firm is its own (mission 2.11).
"""

from typing import TypedDict, Unpack

from leadflow.presets.shelf import NAMES, text
from leadflow.workspace import Workspace


__all__ = [
    "Settings",
    "b2b",
    "bitrix24",
    "hubspot",
    "load",
    "names",
    "production",
    "retail",
    "salesforce",
    "services",
    "text",
]


class Settings(TypedDict, total=False):
    """What a firm says about itself when it takes a preset over."""

    name: str
    mode: str
    chain: str
    language: str
    zone: str
    currency: str


def names() -> tuple[str, ...]:
    """Return the presets: kinds of firms first, then vendors.

    >>> names()
    ('b2b', 'retail', 'services', 'production', 'bitrix24', 'salesforce', 'hubspot')
    """
    return NAMES


def load(preset: str, **settings: Unpack[Settings]) -> Workspace:
    """Return the workspace of a preset, with the firm's own settings.

    Raises ``UnknownName`` for a preset or a setting that is not there, and
    ``InvalidWorkspace`` for a wrong setting.

    >>> load("retail", currency="UAH", language="uk").label("deal")
    'Замовлення'
    """
    # Imported on use: TOML is read only when a preset is asked for.
    from leadflow.workspace.files import loads  # noqa: PLC0415

    return loads(text(preset, **settings), f"preset '{preset}'")


def b2b(**settings: Unpack[Settings]) -> Workspace:
    """Return a firm that sells to firms: offers, negotiations, renewals.

    >>> b2b().default_pipeline("deal").first.code
    'needs'
    """
    return load("b2b", **settings)


def retail(**settings: Unpack[Settings]) -> Workspace:
    """Return a shop: customers and orders at once, without leads (mode ``simple``).

    >>> retail().mode
    'simple'
    """
    return load("retail", **settings)


def services(**settings: Unpack[Settings]) -> Workspace:
    """Return a firm that does work for clients: visit, estimate, work, care.

    >>> [pipeline.code for pipeline in services().pipelines_of("deal")]
    ['jobs', 'care']
    """
    return load("services", **settings)


def production(**settings: Unpack[Settings]) -> Workspace:
    """Return a firm that makes to order: specification, prepayment, production.

    >>> production().pipeline("orders").stage("production").after
    ('prepayment', 'shipping')
    """
    return load("production", **settings)


def bitrix24(**settings: Unpack[Settings]) -> Workspace:
    """Return Bitrix24 out of the box; ``origin`` has its own codes.

    >>> bitrix24().dictionary("source").entry("trade_show").origin
    'TRADE_SHOW'
    """
    return load("bitrix24", **settings)


def salesforce(**settings: Unpack[Settings]) -> Workspace:
    """Return Salesforce out of the box; ``origin`` has its own labels.

    >>> salesforce().pipeline("opportunities").stage("needs_analysis").probability
    20
    """
    return load("salesforce", **settings)


def hubspot(**settings: Unpack[Settings]) -> Workspace:
    """Return HubSpot out of the box; ``origin`` has its internal names.

    >>> hubspot().pipeline("sales").stage("contract_sent").origin
    'contractsent'
    """
    return load("hubspot", **settings)
