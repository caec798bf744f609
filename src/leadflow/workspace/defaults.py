"""What a new workspace begins with: pipelines and dictionaries of a usual firm."""

from collections.abc import Iterable, Mapping

from leadflow.workspace.codes import all_of
from leadflow.workspace.conversions import Conversion
from leadflow.workspace.dictionaries import Dictionary
from leadflow.workspace.pipelines import LOST, Pipeline, Stage


def _open(code: str, color: str, probability: int | None = None) -> Stage:
    return Stage(code, color=color, probability=probability)


PIPELINES: Mapping[str, Pipeline] = {
    "lead": Pipeline(
        "leads",
        entity="lead",
        is_default=True,
        stages=[
            _open("new", "#39A8EF"),
            _open("in_progress", "#2FC6F6"),
            _open("processed", "#47E4C2"),
            Stage.won("converted"),
            Stage.lost("junk"),
        ],
    ),
    "deal": Pipeline(
        "deals",
        entity="deal",
        is_default=True,
        stages=[
            _open("new", "#39A8EF", 10),
            _open("preparation", "#2FC6F6", 25),
            _open("prepayment_invoice", "#55D0E0", 50),
            _open("executing", "#47E4C2", 75),
            _open("final_invoice", "#FFA900", 90),
            Stage.won(),
            Stage.lost(),
            Stage.lost("apology"),
        ],
    ),
    "quote": Pipeline(
        "quotes",
        entity="quote",
        is_default=True,
        stages=[
            _open("draft", "#39A8EF"),
            _open("sent", "#2FC6F6"),
            Stage.won("accepted"),
            Stage.lost("declined"),
            Stage.lost("apology"),
        ],
    ),
    "invoice": Pipeline(
        "invoices",
        entity="invoice",
        is_default=True,
        stages=[
            _open("draft", "#39A8EF"),
            _open("sent", "#2FC6F6"),
            Stage.won("paid"),
            Stage("cancelled", kind=LOST, color="#FF5752", probability=0),
        ],
    ),
}
"""By entity."""

_CODES: Mapping[str, tuple[str, ...]] = {
    "source": (
        "call",
        "email",
        "web",
        "advertising",
        "partner",
        "recommendation",
        "trade_show",
        "webform",
        "callback",
        "chat",
        "messenger",
        "walk_in",
        "tracker",
        "sales_generator",
        "store",
        "other",
    ),
    "contact_type": ("client", "supplier", "partner", "other"),
    "company_type": ("customer", "supplier", "competitor", "partner", "other"),
    "employees": ("up_to_50", "from_50_to_250", "from_250_to_500", "over_500"),
    "industry": (
        "it",
        "telecom",
        "manufacturing",
        "banking",
        "consulting",
        "finance",
        "government",
        "delivery",
        "entertainment",
        "nonprofit",
        "other",
    ),
    "deal_type": ("sale", "complex", "goods", "services", "support"),
    "contact_role": (
        "decision_maker",
        "head",
        "accountant",
        "lawyer",
        "buyer",
        "user",
        "influencer",
        "other",
    ),
    "loss_reason": (
        "price",
        "competitor",
        "no_need",
        "no_budget",
        "no_answer",
        "timing",
        "duplicate",
        "spam",
        "other",
    ),
    "activity_kind": (
        "call",
        "meeting",
        "task",
        "email",
        "message",
        "note",
        "invoice_issuance",
    ),
}

# A host adds kinds of its own activities without configuring anything (T1).
_OPEN = frozenset({"activity_kind"})

DICTIONARIES: Mapping[str, Dictionary] = {
    name: Dictionary(name, codes, is_open=name in _OPEN)
    for name, codes in _CODES.items()
}

CONVERSIONS: tuple[Conversion, ...] = (
    Conversion("standard"),
    Conversion("lead_to_quote").quote(),
    Conversion("deal_to_quote", source="deal").quote(),
    Conversion("deal_to_invoice", source="deal").invoice(),
    Conversion("quote_to_invoice", source="quote").invoice(),
    Conversion("quote_to_deal", source="quote").deal(),
)
"""The usual chain, by the default maps, for every record (C16)."""


def completed_pipelines(given: Iterable[Pipeline]) -> tuple[Pipeline, ...]:
    """Return the pipelines; entities that they do not name keep the usual one."""
    own = all_of(given, Pipeline, "pipelines")
    named = {pipeline.entity for pipeline in own}
    return own + tuple(p for entity, p in PIPELINES.items() if entity not in named)


def completed_dictionaries(given: Iterable[Dictionary]) -> tuple[Dictionary, ...]:
    """Return the usual dictionaries with the given ones in their places.

    What is given twice stays there twice, for the workspace to tell.
    """
    each = all_of(given, Dictionary, "dictionaries")
    own = {dictionary.code: dictionary for dictionary in reversed(each)}
    again = (entry for entry in each if own[entry.code] is not entry)
    ordered = {**DICTIONARIES, **dict(reversed(own.items()))}
    return (*ordered.values(), *again)


def completed_conversions(given: Iterable[Conversion]) -> tuple[Conversion, ...]:
    """Return the variants; what they do not convert is converted as usual.

    Leads are another matter: a usual variant beside a firm's own would fit each
    lead that the firm meant to fit none (C2).
    """
    own = all_of(given, Conversion, "conversions")
    return own + tuple(each for each in CONVERSIONS if not _is_replaced(each, own))


def _is_replaced(usual: Conversion, own: Iterable[Conversion]) -> bool:
    rivals = [each for each in own if each.source == usual.source]
    if usual.source == "lead":
        return bool(rivals)
    made = [target.entity for target in usual.targets]
    return any(each.makes(entity) for each in rivals for entity in made)
