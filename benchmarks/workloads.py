"""The thirteen workloads, in the order of the table."""

from collections.abc import Callable, Sequence
from random import Random
from typing import TypeAlias, TypeVar

from attrs import frozen

from benchmarks.bases import lead_id
from benchmarks.contender import Contender
from benchmarks.floor import Floor
from benchmarks.lab import Lab
from benchmarks.measuring import Act, Prepare
from benchmarks.ours import Leadflow
from benchmarks.samples import email, people, phone


T = TypeVar("T")
Kind: TypeAlias = type[Contender]


@frozen(kw_only=True)
class Workload:
    """One line of the table: what is done, and how dear it may be."""

    code: str
    title: str
    first: float
    """The first goal, as a ratio to the floor."""
    aim: float
    prepare: Callable[[Lab, Kind], Prepare]
    with_orms: bool = True


def _create(lab: Lab, kind: Kind) -> Prepare:
    contender, size = lab.seat(kind).contender, lab.sizes.acts

    def turn(number: int) -> tuple[Act, int]:
        start = lab.sizes.office + number * size
        drafts = contender.drafts(people(size, start=start))
        return _each(contender.create, drafts), size

    return turn


def _bulk(lab: Lab, kind: Kind) -> Prepare:
    is_orm = kind not in (Floor, Leadflow)
    size = lab.sizes.bulk_of_orms if is_orm else lab.sizes.bulk

    def turn(number: int) -> tuple[Act, int]:
        contender = lab.on_nothing(kind, number)
        drafts = contender.drafts(people(size))

        def act() -> None:
            contender.create_many(drafts)
            lab.leave(contender)

        return act, size

    return turn


def _get(lab: Lab, kind: Kind) -> Prepare:
    contender = lab.on_crowd(kind)
    size, total = lab.sizes.asks, lab.sizes.crowd

    def turn(number: int) -> tuple[Act, int]:
        ids = [lead_id(each) for each in _some(size, total, number)]
        return _each(lambda id: contender.facts(contender.get(id)), ids), size

    return turn


def _page(lab: Lab, kind: Kind) -> Prepare:
    contender, size = lab.on_crowd(kind), max(lab.sizes.asks // 20, 10)

    def turn(number: int) -> tuple[Act, int]:
        stage = ("in_progress", "processed")[number % 2]

        def act() -> None:
            for lead in contender.pages(stage, size):
                contender.facts(lead)

        return act, size

    return turn


def _update(lab: Lab, kind: Kind) -> Prepare:
    seat, size = lab.seat(kind), lab.sizes.acts

    def turn(number: int) -> tuple[Act, int]:
        job = f"Buyer {number}"
        ids = seat.next_leads(size)
        return _each(lambda id: seat.contender.update(id, job), ids), size

    return turn


def _convert(lab: Lab, kind: Kind) -> Prepare:
    seat, size = lab.seat(kind), lab.sizes.acts
    return lambda _: (_each(seat.contender.convert, seat.next_leads(size)), size)


def _convert_many(lab: Lab, kind: Kind) -> Prepare:
    seat, size = lab.seat(kind), lab.sizes.batch

    def turn(_: int) -> tuple[Act, int]:
        ids = seat.next_leads(size)
        return (lambda: seat.contender.convert_many(ids)), size

    return turn


def _move(lab: Lab, kind: Kind) -> Prepare:
    seat, size = lab.seat(kind), lab.sizes.acts

    def turn(_: int) -> tuple[Act, int]:
        deals = seat.next_deals(size)
        return _each(lambda id: seat.contender.move(id, "preparation"), deals), size

    return turn


def _move_many(lab: Lab, kind: Kind) -> Prepare:
    seat, size = lab.seat(kind), lab.sizes.batch

    def turn(_: int) -> tuple[Act, int]:
        deals = seat.next_deals(size)
        return (lambda: seat.contender.move_many(deals, "preparation")), size

    return turn


def _look_up(lab: Lab, kind: Kind) -> Prepare:
    contender = lab.on_crowd(kind)
    size, total = lab.sizes.asks, lab.sizes.crowd

    def turn(number: int) -> tuple[Act, int]:
        asked = [
            ("phone", phone(each)) if each % 2 else ("email", email(each))
            for each in _some(size, total, number)
        ]
        return _each(lambda key: contender.known_by(*key), asked), size

    return turn


def _funnel(lab: Lab, kind: Kind) -> Prepare:
    contender = lab.on_deals(kind)
    return lambda _: (contender.funnel, 1)


def _load(lab: Lab, kind: Kind) -> Prepare:
    def turn(number: int) -> tuple[Act, int]:
        contender, table = lab.on_nothing(kind, number), lab.table()

        def act() -> None:
            contender.load(table)
            lab.leave(contender)

        return act, lab.sizes.rows

    return turn


def _each(do: Callable[[T], object], items: Sequence[T]) -> Act:
    def act() -> None:
        for item in items:
            do(item)

    return act


def _some(size: int, total: int, seed: int) -> list[int]:
    return Random(seed).sample(range(total), size)  # noqa: S311  # sample data


def _line(  # the columns of a table
    code: str,
    title: str,
    prepare: Callable[[Lab, Kind], Prepare],
    *,
    first: float,
    aim: float,
    with_orms: bool = True,
) -> Workload:
    return Workload(
        code=code,
        title=title,
        first=first,
        aim=aim,
        prepare=prepare,
        with_orms=with_orms,
    )


WORKLOADS: tuple[Workload, ...] = (
    _line("create", "create a lead, own transaction", _create, first=1.6, aim=1.3),
    _line(
        "bulk",
        "bulk create {bulk:,} (ORMs: {bulk_of_orms:,})",
        _bulk,
        first=2.0,
        aim=1.4,
    ),
    _line("get", "get by id out of {crowd:,}", _get, first=1.8, aim=1.3),
    _line(
        "page", "filtered, sorted page of 50 of {crowd:,}", _page, first=1.8, aim=1.4
    ),
    _line("update", "update with history", _update, first=1.7, aim=1.3),
    _line("convert", "convert a lead, own transaction", _convert, first=1.8, aim=1.4),
    _line(
        "convert-many", "convert, {batch:,} a batch", _convert_many, first=2.2, aim=1.5
    ),
    _line("move", "stage move, own transaction", _move, first=1.7, aim=1.3),
    _line("move-many", "stage move, {batch:,} a batch", _move_many, first=2.2, aim=1.5),
    _line(
        "look-up",
        "look-up by phone or e-mail in {crowd:,}",
        _look_up,
        first=1.5,
        aim=1.2,
    ),
    _line(
        "funnel",
        "cumulative funnel of {deals:,} deals",
        _funnel,
        first=1.3,
        aim=1.0,
        with_orms=False,
    ),
    _line(
        "import",
        "import a CSV of {rows:,}",
        _load,
        first=2.5,
        aim=1.6,
        with_orms=False,
    ),
)

MEMORY = _line(
    "memory",
    "in-memory store, bytes of a lead",
    lambda _, __: lambda _: (list, 1),
    first=1.6,
    aim=1.2,
    with_orms=False,
)
"""Measured by ``memory``: bytes are no time."""
