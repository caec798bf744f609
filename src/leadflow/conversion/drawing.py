"""The plan of a conversion as HTML, for notebooks; everything in it is escaped."""

from collections.abc import Iterable, Iterator
from html import escape

from leadflow.conversion.plan import ConversionPlan, FieldPlan, TargetPlan, told
from leadflow.errors import Fault


# Colours come from around it, and grey lines are seen on white and on black.
_STYLE = """
.leadflow-plan{color:inherit;font:13px/1.45 system-ui,-apple-system,'Segoe UI',Roboto,
'Helvetica Neue',Arial,sans-serif;max-width:100%;overflow-x:auto}
.leadflow-plan p{margin:0 0 8px}
.leadflow-plan table{border-collapse:collapse;margin:0 0 8px;color:inherit;
font-size:13px}
.leadflow-plan tr{background:none}
.leadflow-plan th,.leadflow-plan td{padding:4px 10px;text-align:left;max-width:32em;
overflow-wrap:break-word;vertical-align:top;background:none;border:0;
border-bottom:1px solid rgba(128,128,128,.35)}
.leadflow-plan th{font-weight:600;padding-top:10px}
.leadflow-plan small{font-weight:400;opacity:.72}
.leadflow-plan ul{margin:0 0 8px;padding-left:20px}
""".replace("\n", "")


def drawn(plan: ConversionPlan) -> str:
    """Return the targets with their fields and sources, and what is in the way.

    It says what ``print(plan)`` says, in the same words.
    """
    head = f"Conversion '{plan.variant}' of {plan.lead} ({plan.why})"
    rows = "".join(row for target in plan.targets for row in _rows(target))
    return (
        f'<div class="leadflow-plan"><style>{_STYLE}</style><p>{escape(head)}</p>'
        f"<table><tbody>{rows}</tbody></table>"
        f"{_list('in the way', plan.faults)}"
        f"{_list('stays on the lead', plan.dropped)}</div>"
    )


def _rows(target: TargetPlan) -> Iterator[str]:
    why = f"<small>{escape(target.reason)}<br>{escape(target.id)}</small>"
    title = escape(f"{target.action} {target.entity}")
    yield f'<tr><th colspan="3" scope="colgroup">{title} {why}</th></tr>'
    for each in target.fields:
        if not each.fault:  # told below, as what stands in the way
            yield f"<tr>{''.join(_cells(each))}</tr>"
    for candidate in target.candidates:
        yield f'<tr><td>looks like</td><td colspan="2">{escape(candidate)}</td></tr>'


def _cells(field: FieldPlan) -> Iterator[str]:
    value, how = told(field)
    yield f"<td>{escape(field.field)}</td>"
    yield f"<td>{escape(value)}</td>"
    yield f"<td><small>{escape(how)}</small></td>"


def _list(title: str, faults: Iterable[Fault]) -> str:
    items = "".join(f"<li>{escape(f'{title}: {fault}')}</li>" for fault in faults)
    return f"<ul>{items}</ul>" if items else ""
