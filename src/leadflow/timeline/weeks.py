"""Drawing calendars: days one below the other as text, weeks as HTML."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from leadflow.markup import BLUE, GREEN, RED, element, escaped, framed, shown
from leadflow.timeline.states import (
    DONE,
    OVERDUE,
    PLANNED,
    CalendarDay,
    Slot,
    kind_title,
)
from leadflow.workspace import Workspace
from leadflow.workspace.naming import word


_COLORS = {PLANNED: BLUE, OVERDUE: RED, DONE: GREEN}
_MARKS = {PLANNED: " ", OVERDUE: "!", DONE: "✓"}
_STYLE = """
.leadflow.leadflow table.w{table-layout:fixed;width:100%;min-width:700px}
.leadflow.leadflow .w th,.leadflow.leadflow .w td{padding:4px 6px;
border-left:1px solid rgba(128,128,128,.2)}
.leadflow.leadflow .w td{height:44px}
.leadflow .w .s{border-left:3px solid;border-radius:2px;margin:0 0 4px;
padding:1px 0 1px 6px;line-height:1.3}
.leadflow .w .s small{display:block}
.leadflow .w .r{opacity:.6;border-left-style:dotted}
""".replace("\n", "")


def text(title: str, days: Iterable[CalendarDay], workspace: Workspace) -> str:
    """Return the days on which something is, each with its lines."""
    language = workspace.language
    lines = [
        line
        for day in days
        if day
        for line in ("", _day(day.day, language), *_lines(day, workspace))
    ]
    return "\n".join([shown(title), *(lines or ["", word("nothing", language)])])


def _day(day: date, language: str) -> str:
    return f"{_weekday(day, language)} {day.isoformat()}"


def _weekday(day: date, language: str) -> str:
    return word(f"weekday_{day.isoweekday()}", language)


def _lines(day: CalendarDay, workspace: Workspace) -> Iterator[str]:
    for slot in day:
        told = f"{_time(slot):11}  {_what(slot, workspace)}"
        yield f"{_MARKS[slot.state]} {'↻' if slot.is_repeat else ' '} {told}".rstrip()


def _time(slot: Slot) -> str:
    until = f"–{slot.until:%H:%M}" if slot.until else ""
    return f"{slot.at:%H:%M}{until}"


def _what(slot: Slot, workspace: Workspace) -> str:
    told = (kind_title(workspace, slot.activity), slot.activity.subject)
    return shown(": ".join(each for each in told if each))


def html(title: str, days: Sequence[CalendarDay], workspace: Workspace) -> str:
    """Return weeks one below the other, a column for each day; all escaped."""
    caption = element("caption", shown(title))
    known = {day.day: day for day in days}
    weeks = "".join(
        _week([known.get(each) for each in week], workspace) for week in _weeks(days)
    )
    table = f'<table class="w">{caption}{weeks}</table>'
    return framed(table, language=workspace.language, style=_STYLE)


def _weeks(days: Sequence[CalendarDay]) -> Iterator[list[date]]:
    """Give the days of each week, from Monday on; a single day stands alone."""
    if len(days) == 1:
        yield [days[0].day]
        return
    first, last = days[0].day.toordinal(), days[-1].day.toordinal()
    for monday in range(first - days[0].day.weekday(), last + 1, 7):
        # The calendar of Python ends somewhere, and a week may reach beyond.
        numbers = range(monday, min(monday + 7, date.max.toordinal() + 1))
        yield [date.fromordinal(each) for each in numbers]


def _week(days: Sequence[CalendarDay | None], workspace: Workspace) -> str:
    heads = "".join(
        element(
            "th",
            _head(day.day, workspace.language) if day is not None else "",
            scope="col",
        )
        for day in days
    )
    cells = "".join(
        f"<td>{''.join(_card(slot, workspace) for slot in day or ())}</td>"
        for day in days
    )
    return f"<tr>{heads}</tr><tr>{cells}</tr>"


def _head(day: date, language: str) -> str:
    return f"{_weekday(day, language)} {day:%d.%m}"


def _card(slot: Slot, workspace: Workspace) -> str:
    repeat = " r" if slot.is_repeat else ""
    state = escaped(word(slot.state, workspace.language))
    content = element("small", _time(slot)) + element("span", _what(slot, workspace))
    color = f"border-color:{_COLORS[slot.state]}"
    return f'<div class="s{repeat}" style="{color}" title="{state}">{content}</div>'
