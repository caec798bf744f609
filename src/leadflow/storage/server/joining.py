"""Making one statement of several that write: each one more costs a tenth of a ms."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import chain

from leadflow.storage.server.making import renumbered
from leadflow.storage.server.tasks import Task


@cache
def together(
    texts: tuple[str, ...], widths: tuple[int, ...], due: tuple[int, ...] = ()
) -> str:
    """Return what writes several things at once, and tells how many rows each.

    ``widths`` are the numbers of their values, which follow each other. With the
    rows that are ``due`` of each (-1 is any number) it tells nothing, and fails
    with a division by zero where there are others.

    >>> texts = ("DELETE FROM a WHERE b = $1", "DELETE FROM c WHERE d = $1")
    >>> together(texts[:1], (1,), (1,))[-47:]
    'SELECT 1 / ((SELECT count(*) FROM w0) = 1)::int'
    """
    parts, counts, offset = [], [], 0
    asked = due or (0,) * len(texts)
    for number, (each, width) in enumerate(zip(texts, widths, strict=True)):
        back = " RETURNING 1" if asked[number] >= 0 else ""
        parts.append(f"w{number} AS ({renumbered(each, offset)}{back})")
        counts.append(f"(SELECT count(*) FROM w{number})")  # noqa: S608  # our names
        offset += width
    told = ", ".join(counts)
    if due:
        pairs = zip(counts, due, strict=True)
        sure = [f"{count} = {one}" for count, one in pairs if one >= 0]
        told = f"1 / ({' AND '.join(sure) or 'TRUE'})::int"
    return f"WITH {', '.join(parts)} SELECT {told}"


def joined(tasks: Iterable[Task]) -> list[Task]:
    """Return tasks that do the same in the same order, in fewer statements.

    The parts of one statement all see what was there before it. So none of them may
    write to what another one writes to.
    """
    return [_one(several) for several in _apart(tasks)]


def _apart(tasks: Iterable[Task]) -> Iterator[list[Task]]:
    several: list[Task] = []
    tables: set[str] = set()
    for task in tasks:
        is_alone = not task.table or len(task.runs) != 1
        if several and (is_alone or task.table in tables):
            yield several
            several, tables = [], set()
        if is_alone:
            yield [task]
            continue
        several.append(task)
        tables.add(task.table)
    if several:
        yield several


def _one(several: Sequence[Task]) -> Task:
    if len(several) == 1 and several[0].due < 0:
        return several[0]
    runs = [task.runs[0] for task in several]
    text = together(
        tuple([task.text for task in several]),
        tuple(map(len, runs)),
        tuple([task.due for task in several]),
    )
    return Task(text, ([*chain.from_iterable(runs)],))
