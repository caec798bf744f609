"""Drawing a card and a list of parties: as text, and as HTML for notebooks."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import TypeAlias

from leadflow.analytics import sheets
from leadflow.analytics.measuring import columns, pad
from leadflow.analytics.wording import day_in, minute_in, money, number
from leadflow.entities import (
    ENTITIES,
    Company,
    Contact,
    Counterparty,
    Deal,
    Lead,
    entity_of,
)
from leadflow.entities.cards import title_of
from leadflow.errors import UnknownName
from leadflow.markup import BLUE, GREEN, YELLOW, element, framed, shown
from leadflow.parties.party import CLIENT, CONTACT, LEAD, Party
from leadflow.timeline.told import Touch
from leadflow.values import Money
from leadflow.workspace import Workspace
from leadflow.workspace.naming import word


ROWS = 20
"""How many parties are shown of a list; iterating gives all of them."""
_SEVERAL = 5
"""So many deals of a card are listed; the number tells of the rest."""
_COLORS = {LEAD: YELLOW, CONTACT: BLUE, CLIENT: GREEN}

Line: TypeAlias = tuple[str, tuple[str, ...]]
"""What a line of a card is called, and what stands in it."""


def drawn(party: Party, lines: Iterable[Line], workspace: Workspace, form: str) -> str:
    """Return a card as ``text`` or as ``html``; lines without anything are left out."""
    told = ((name, tuple(filter(None, values))) for name, values in lines)
    filled = [(name, values) for name, values in told if values]
    title = f"{party.name or party.id} · {role_title(workspace, party)}"
    if form == sheets.TEXT:
        return _text(title, filled)
    return _html(title, filled, _COLORS[party.role], workspace.language)


def _text(title: str, lines: Iterable[Line]) -> str:
    known = [(shown(name), tuple(map(shown, values))) for name, values in lines]
    width = max((columns(name) for name, _ in known), default=0)
    told = [shown(title), ""]
    for name, values in known:
        heads = (name, *[""] * (len(values) - 1))
        pairs = zip(heads, values, strict=True)
        told += [f"{pad(head, width)}  {value}" for head, value in pairs]
    return "\n".join(told)


def _html(title: str, lines: Iterable[Line], color: str, language: str) -> str:
    rows = "".join(_row(name, values, color) for name, values in lines)
    caption = element("caption", shown(title))
    table = f"<table>{caption}<tbody>{rows}</tbody></table>"
    return framed(table, language=language)


def _row(name: str, values: Iterable[str], color: str) -> str:
    cells = "".join(element("div", shown(value)) for value in values)
    mark = f"border-left:4px solid {color}"
    head = element("th", shown(name), scope="row", style=mark)
    return f"<tr>{head}<td>{cells}</td></tr>"


def role_title(workspace: Workspace, party: Party) -> str:
    """Return the word for what somebody is, the firm's own where it has one."""
    if party.role == CLIENT:
        return word("client", workspace.language)
    return workspace.label(party.entity)


def now(
    record: Counterparty,
    company: Company | None,
    position: str,
    people: Sequence[Contact],
    workspace: Workspace,
) -> Iterator[Line]:
    """Yield who somebody is, and how to reach them."""
    entity = entity_of(record).name
    firm = company.name if company else getattr(record, "company_name", "")
    place = " · ".join(filter(None, (position, firm)))
    names = [each.name.full() for each in people]
    yield workspace.label("company"), (place,)
    yield workspace.label("contact", plural=True), _first(names, workspace)
    for name in ("phones", "emails", "messengers"):
        label = workspace.label(f"{entity}.{name}")
        yield label, tuple(map(str, getattr(record, name)))
    yield workspace.label(f"{entity}.owner"), (record.owner,)


def past(
    first: Touch | None, leads: Sequence[Lead], workspace: Workspace
) -> Iterator[Line]:
    """Yield how it began."""
    told = [_dated(each.created_at, title_of(each), workspace) for each in leads]
    yield word("began", workspace.language), (_touch(first, workspace),)
    yield workspace.label("lead", plural=True), _first(told, workspace)


def latest(
    last: Touch | None, merged: Sequence[str], workspace: Workspace
) -> Iterator[Line]:
    """Yield what was last, and how many records became part of this one."""
    language = workspace.language
    count = number(len(merged), language) if merged else ""
    yield word("last_touch", language), (_touch(last, workspace),)
    yield word("part_of_it", language), (count,)


def bought(
    purchases: Sequence[Deal],
    totals: Iterable[Money],
    open_deals: Sequence[Deal],
    workspace: Workspace,
) -> Iterator[Line]:
    """Yield what was bought, first and later, and what may be."""
    language = workspace.language
    told = [_deal(each, each.closed_at, workspace) for each in purchases]
    sums = " · ".join(money(each, language) for each in totals)
    count = f"{number(len(told), language)}{': ' * bool(sums)}{sums}" if told else ""
    yield word("first_purchase", language), tuple(told[:1])
    yield word("purchases", language), (count, *_first(told[1:], workspace))
    waiting = [_deal(each, each.created_at, workspace) for each in open_deals]
    yield word("open_deals", language), _first(waiting, workspace)


def _first(several: Sequence[str], workspace: Workspace) -> tuple[str, ...]:
    """Return the first of several texts, and how many more there are."""
    rest = len(several) - _SEVERAL
    if rest <= 0:
        return tuple(several)
    language = workspace.language
    return (*several[:_SEVERAL], f"{word('more', language)}: {number(rest, language)}")


def _touch(touch: Touch | None, workspace: Workspace) -> str:
    if touch is None:
        return ""
    told = (
        minute_in(touch.at, workspace.zone),
        _kind(touch, workspace),
        touch.source_details,
        touch.campaign,
        touch.actor,
    )
    return " · ".join(each for each in told if each)


def _kind(touch: Touch, workspace: Workspace) -> str:
    """Return the channel by which somebody came, or what happened."""
    if touch.source:
        return _entry("source", touch.source, workspace)
    if touch.kind in ENTITIES:
        return workspace.label(touch.kind)
    return _entry("activity_kind", touch.kind, workspace)


def _entry(dictionary: str, code: str, workspace: Workspace) -> str:
    try:
        return workspace.entry_title(dictionary, code) if code else ""
    except UnknownName:
        return code  # a word that went out of use


def _dated(at: datetime | None, title: str, workspace: Workspace) -> str:
    when = day_in(at, workspace.zone) if at else ""
    return " · ".join(each for each in (when, title) if each)


def _deal(deal: Deal, at: datetime | None, workspace: Workspace) -> str:
    amount = money(deal.amount, workspace.language) if deal.amount else ""
    told = (_dated(at, deal.title, workspace), amount)
    return " · ".join(each for each in told if each)


def listed(
    parties: Sequence[Party], total: int, workspace: Workspace, *, title: str
) -> str:
    """Return some parties as a table of HTML; ``total`` is how many there are.

    ``title`` is the word for all of them: ``parties``, or ``found``.
    """
    language = workspace.language
    count = number(total, language)
    if len(parties) < total:
        count = f"{number(len(parties), language)} / {count}"
    sheet = sheets.Sheet(
        title=f"{word(title, language)}: {count}",
        heads=(
            "",
            word("name", language),
            word("role", language),
            *(workspace.label(f"contact.{each}") for each in _FIELDS),
        ),
        rows=tuple(_cells(each, workspace) for each in parties),
        colors=tuple(_COLORS[each.role] for each in parties),
        unbroken=frozenset({3, 7, 8}),
        language=language,
    )
    return sheets.html(sheet)


_FIELDS = ("phones", "emails", "source", "owner", "created_at", "last_activity_at")


def _cells(party: Party, workspace: Workspace) -> tuple[str, ...]:
    dates = (party.created_at, party.last_activity_at)
    return (
        party.id,
        party.name,
        role_title(workspace, party),
        str(party.phones[0]) if party.phones else "",
        str(party.emails[0]) if party.emails else "",
        _entry("source", party.source, workspace),
        party.owner,
        *(minute_in(each, workspace.zone) if each else "" for each in dates),
    )
