"""Which entities a firm uses: its chain of sales, and what it does without (M6).

The chain is what a sale passes, from the first hook to the payment. A firm takes
as much of it as it needs.
"""

from collections.abc import Iterable, Iterator

from leadflow.entities import ENTITIES, entity_named
from leadflow.errors import Fault, InvalidValue, UnknownName
from leadflow.values.converters import text
from leadflow.workspace.checks import CLASSIC, SIMPLE
from leadflow.workspace.codes import names
from leadflow.workspace.conversions import Conversion


LINKS = ("lead", "deal", "quote", "invoice")
"""What a chain is made of, in the order of a sale."""
WHOLE = "-".join(LINKS)
PRESETS = (WHOLE, "deal-invoice", "deal")
"""The chains that most firms choose from; any other in this order will do."""
OPTIONAL = ("company", "contact", "product", "inquiry")
"""What a firm may do without, besides the links that its chain leaves out."""

REJECT, AUTO_CONVERT, MARK_ONLY = "reject", "auto_convert", "mark_only"
BY_HAND = (REJECT, AUTO_CONVERT, MARK_ONLY)
"""What moving a lead into its success stage by hand does (C13)."""


def as_chain(value: Iterable[str] | str) -> str:
    """Return a chain in its one spelling.

    >>> as_chain(["deal", "invoice"]), as_chain("Deal - Invoice")
    ('deal-invoice', 'deal-invoice')
    """
    given = value if isinstance(value, str) else "-".join(names(value))
    return "-".join(part.strip().lower() for part in text(given).split("-"))


def usual_mode(chain: str) -> str:
    """Return the mode of a workspace that names none: without leads it is simple."""
    return CLASSIC if "lead" in links(chain) else SIMPLE


def links(chain: str) -> tuple[str, ...]:
    """Return the entities of a chain."""
    return tuple(chain.split("-"))


def with_leads(chain: str) -> str:
    """Return the chain that begins with leads.

    >>> with_leads("deal-invoice")
    'lead-deal-invoice'
    """
    found = links(chain)
    return chain if "lead" in found else "-".join(("lead", *found))


def used(entity: str, *, chain: str, without: tuple[str, ...]) -> bool:
    """Return whether an entity is in use at all, whatever the mode."""
    return entity in links(chain) if entity in LINKS else entity not in without


def use_faults(
    *, mode: str, chain: str, without: tuple[str, ...], technical_leads: bool
) -> Iterator[Fault]:
    """Yield what is wrong with the entities in use (M4, M6)."""
    yield from _chain_faults(chain)
    yield from _without_faults(without)
    if mode == CLASSIC and "lead" not in links(chain):
        hint = f"say mode='{SIMPLE}', or chain='{with_leads(chain)}'"
        yield Fault("mode", "classic begins with leads, the chain has none", hint)
    if technical_leads and not {"lead", "deal"} <= set(links(chain)):
        hint = f"say chain='{WHOLE}', or leave technical_leads out"
        message = "need leads and deals in the chain"
        yield Fault("technical_leads", message, hint)


def _chain_faults(chain: str) -> Iterator[Fault]:
    parts = links(chain)
    wrong = [part for part in parts if part not in LINKS]
    for part in wrong:
        yield UnknownName("link of the chain", part, LINKS, "chain").fault
    ordered = tuple(link for link in LINKS if link in parts)
    if not wrong and parts != ordered:
        hint = f"write '{'-'.join(ordered)}'"
        yield Fault("chain", "has each link once, in the order of a sale", hint)


def _without_faults(without: tuple[str, ...]) -> Iterator[Fault]:
    for number, name in enumerate(without):
        path = f"without[{number}]"
        if name in LINKS:
            yield Fault(path, f"'{name}' is a link", "leave it out of the chain")
        elif name in ENTITIES and name not in OPTIONAL:
            optional = ", ".join(OPTIONAL)
            yield Fault(path, f"nobody can do without '{name}'", f"only {optional}")
        elif name not in ENTITIES:
            yield UnknownName("entity to do without", name, OPTIONAL, path).fault


def success_faults(
    lead_success: str, variant: str, conversions: Iterable[Conversion]
) -> Iterator[Fault]:
    """Yield what is wrong with what the success stage of leads does (C13)."""
    if lead_success not in BY_HAND:
        kind = "way into the success stage"
        yield UnknownName(kind, lead_success, BY_HAND, "lead_success").fault
    if not variant:
        return
    path = "lead_success_variant"
    if lead_success != AUTO_CONVERT:
        hint = f"say lead_success='{AUTO_CONVERT}'"
        yield Fault(path, "is for leads that are converted by moving", hint)
    known = tuple(each.code for each in conversions if each.source == "lead")
    if variant not in known:
        yield UnknownName("conversion of leads", variant, known, path).fault


def as_entities(value: Iterable[str] | str | None) -> tuple[str, ...]:
    """Return names of entities, several of one or one of it, as one of it.

    >>> as_entities(["companies", "product"])
    ('company', 'product')
    """
    return tuple(_entity(name) for name in names(value))


def _entity(name: str) -> str:
    try:
        return entity_named(name).name
    except (InvalidValue, UnknownName):
        return name  # what is no entity is told with all other faults, not here
