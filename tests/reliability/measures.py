"""The rows of the table: every harness, with the sizes of a commit and of a long run.

The planted mistakes are those of the harnesses' own tests.
"""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import count, product

from attrs import frozen

from leadflow.testing.disks import unavailable
from tests.access import comparing
from tests.reliability import (
    clients,
    clocks,
    cuts,
    damage,
    faults,
    floods,
    formats,
    fuzzing,
    kills,
    lines,
    outages,
    planted,
    served,
    steps,
    traces,
    writers,
)
from tests.reliability.figures import Job, Measure, Tally
from tests.reliability.operations import ALL, CORE
from tests.servers import galera, mariadb, programs


@frozen(kw_only=True)
class Size:
    """How much is asked of each harness."""

    kills: int
    cuts: int
    steps: int
    served: int
    replicated: int
    outages: int
    nodes: int
    questions: int
    orders: int
    damaged: int
    imports: int
    texts: int
    files: int
    instants: int
    people: int
    writers: int
    seconds: float
    operations: tuple[str, ...]


COMMIT = Size(
    kills=2_000,
    cuts=20_000,
    steps=200_000,
    served=1_000,
    replicated=0,  # the tests of servers run a cluster with every commit
    outages=50,
    nodes=2,
    questions=20_000,
    orders=200,
    damaged=500,
    imports=1_000,
    texts=5_000,
    files=100,
    instants=1_000,
    people=100,
    writers=8,
    seconds=10,
    operations=tuple(CORE),
)
LONG = Size(
    kills=100_000,
    cuts=1_000_000,
    steps=20_000_000,
    served=200_000,
    replicated=20_000,
    outages=2_000,
    nodes=200,
    questions=2_000_000,
    orders=20_000,
    damaged=100_000,
    imports=1_000_000,
    texts=10_000_000,
    files=20_000,
    instants=200_000,
    people=10_000,
    writers=64,
    seconds=3600,
    operations=tuple(ALL),
)

_SERVERS: dict[str, Callable[[], object]] = {
    "PostgreSQL": programs.programs,
    "MariaDB": partial(mariadb.program, "mariadbd"),
}
_IN_A_RUN = 25
"""How often one server is killed."""


def seeded(run: "partial[Tally]") -> Iterator[Job]:
    """Give jobs with one seed after the other, for ever."""
    return (partial(run, seed) for seed in count(1))


def measures(size: Size) -> Iterator[Measure]:
    """Give every measure."""
    yield from _clients(size)
    yield from _disks(size)
    yield from _calls(size)
    yield from _code(size)
    yield from _secrets(size)
    yield from _input(size)
    yield from _times(size)
    yield from _reports(size)
    yield from _servers(size)


def _clients(size: Size) -> Iterator[Measure]:
    """Give the measures of what many processes and clients do to one store."""
    yield Measure(
        harness="H1",
        name="kill -9",
        asked=size.kills,
        jobs=seeded(partial(kills.run, kills=50)),
        planted=(
            partial(kills.run, 1, kills=50, opened=planted.Halving),
            partial(kills.run, 1, kills=50, work=planted.tell_too_early),
        ),
    )
    yield Measure(
        harness="H7",
        name="orders in which clients come",
        asked=size.orders,
        jobs=seeded(partial(clients.run)),
        planted=(partial(clients.run, 1, orders=2, store=clients.without_care),),
    )
    yield Measure(
        harness="H8",
        name=f"commits of {size.writers} writers, {size.seconds:.0f} s",
        jobs=[partial(writers.run, size.writers, seconds=size.seconds)],
        planted=(
            partial(writers.run, 3, seconds=1, turn=writers.trample),
            partial(writers.run, 3, seconds=1, look=writers.look_twice),
        ),
        alone=True,
    )


def _reports(size: Size) -> Iterator[Measure]:
    """Give the measure of what is read while many write."""
    yield Measure(
        harness="H15",
        name=f"reports while all write, {size.seconds / 2:.0f} s",
        jobs=[partial(floods.run, min(size.writers, 8), seconds=size.seconds / 2)],
        planted=(partial(floods.run, 3, seconds=1, looks=(floods.ask_each_stage,)),),
        alone=True,
    )


def _disks(size: Size) -> Iterator[Measure]:
    """Give the measures of what disks do."""
    yield Measure(
        harness="H2",
        name="simulated power cuts",
        asked=size.cuts,
        jobs=seeded(partial(cuts.run)),
        planted=(
            partial(cuts.run, 1, cuts=200, durability="normal"),
            partial(cuts.run, 1, cuts=200, lies=True),
        ),
        missing=unavailable(),
    )
    yield Measure(
        harness="H4",
        name="sizes at which the disk is full",
        jobs=[
            partial(faults.fill_up, name, limit=limit)
            for name, limit in product(size.operations, faults.LIMITS.values())
        ],
        planted=(
            partial(
                faults.fill_up,
                "Crm.convert",
                limit=faults.by_pages,
                opened=planted.Hushing,
            ),
        ),
    )


def _calls(size: Size) -> Iterator[Measure]:
    """Give the measure of single calls to the disk."""
    yield Measure(
        harness="H3",
        name="calls to the disk that fail",
        jobs=[
            *(partial(faults.refuse_opening, way) for way in faults.WAYS),
            *(
                partial(faults.refuse_each_call, name, way)
                for name, way in product(size.operations, faults.WAYS)
            ),
        ],
        planted=tuple(
            partial(faults.refuse_each_call, "Crm.move", opened=one)
            for one in (planted.Hushing, planted.Sulking, planted.Keeping)
        ),
        missing=unavailable(),
    )


def _code(size: Size) -> Iterator[Measure]:
    """Give the measures of what interrupts the code, and how stores differ."""
    yield Measure(
        harness="H5",
        name="exceptions at a line",
        jobs=[
            partial(lines.strike_each_line, name, kind)
            for name, kind in product(size.operations, lines.MAKERS)
        ],
        planted=(
            partial(lines.strike_each_line, "Crm.move", "sqlite", make=planted.halving),
        ),
    )
    yield Measure(
        harness="H6",
        name="differential steps",
        asked=size.steps,
        jobs=seeded(partial(steps.run)),
        planted=tuple(
            partial(steps.run, 1, steps=300, machine=each) for each in planted.PAIRS
        ),
    )
    for server, found in _SERVERS.items():
        yield Measure(
            harness="H6",
            name=f"differential steps on {server}",
            asked=size.served,
            jobs=seeded(partial(served.run, server=server)),
            planted=(partial(steps.run, 1, steps=300, machine=planted.KeepsHalf),),
            missing=outages.absent(found),
        )
    if size.replicated:
        at_once = min(served.STEPS_OF_A_CLUSTER, size.replicated)
        yield Measure(
            harness="H6",
            name="differential steps on Galera",
            asked=size.replicated,
            jobs=seeded(partial(served.run, server="Galera", steps_of_it=at_once)),
            planted=(partial(steps.run, 1, steps=300, machine=planted.KeepsHalf),),
            alone=True,
            missing=outages.absent(galera.provider),
        )


def _secrets(size: Size) -> Iterator[Measure]:
    """Give the measures of what files hold, and what is seen of it."""
    yield Measure(
        harness="H10",
        name="damaged files",
        asked=size.damaged,
        jobs=seeded(partial(damage.run)),
        planted=(partial(damage.run, 1, files=40, check=damage.is_trusted),),
    )
    yield Measure(
        harness="H11",
        name="questions to two worlds",
        asked=size.questions,
        jobs=seeded(partial(comparing.run)),
        planted=tuple(partial(comparing.run, 1, hole=each) for each in _SEEN_AT_ONCE),
    )
    yield Measure(
        harness="H16",
        name="people erased, bytes searched",
        asked=size.people,
        jobs=seeded(partial(traces.run)),
        planted=(partial(traces.run, 1, opened=traces.Unswept),),
    )


def _input(size: Size) -> Iterator[Measure]:
    """Give the measures of what comes from outside."""
    yield Measure(
        harness="H12",
        name="hostile tables, every row counted",
        asked=size.imports,
        jobs=seeded(partial(fuzzing.run, target="table")),
        planted=(
            partial(fuzzing.run, 1, target="table", inputs=20, take=fuzzing.lose_a_row),
        ),
    )
    yield Measure(
        harness="H12",
        name="hostile texts, files and rows",
        asked=size.texts,
        jobs=seeded(partial(fuzzing.run_texts)),
        planted=tuple(
            partial(fuzzing.run, 1, target="condition", inputs=20, take=each)
            for each in (fuzzing.evaluate, fuzzing.linger)
        ),
    )


def _times(size: Size) -> Iterator[Measure]:
    """Give the measures of files of other times, and of clocks that are wrong."""
    yield Measure(
        harness="H13",
        name="files of other formats, killed",
        asked=size.files,
        jobs=seeded(partial(formats.run)),
        planted=(
            partial(formats.run, 1, files=8, opened=formats.in_steps),
            partial(formats.run, 1, files=2, opened=formats.careless),
        ),
    )
    yield Measure(
        harness="H14",
        name="commands and nights, clocks jump",
        asked=size.instants,
        jobs=seeded(partial(clocks.run)),
        planted=(
            partial(clocks.run, 2, stays=clocks.stays_by_the_clock),
            partial(clocks.run, 2, begins=clocks.begins_by_noon),
        ),
    )


def _servers(size: Size) -> Iterator[Measure]:
    """Give the measures of what happens to servers."""
    yield Measure(
        harness="H9",
        name="PostgreSQL killed in a commit",
        asked=size.outages,
        jobs=[
            partial(outages.kill_postgres, seed, kills=_IN_A_RUN)
            for seed in range(size.outages // _IN_A_RUN)
        ],
        planted=(
            partial(outages.kill_postgres, 1, kills=3, keyed=False),
            partial(outages.kill_hasty_postgres, 1),
        ),
        missing=outages.absent(programs.programs),
    )
    yield Measure(
        harness="H9",
        name="a Galera node killed under load",
        asked=size.nodes,
        jobs=[
            partial(outages.kill_node, each, kills=2) for each in range(size.nodes // 2)
        ],
        planted=(partial(outages.kill_node, 1, kills=0, hasty=True),),
        # A machine that is busy with other things loses nodes by itself.
        alone=True,
        missing=outages.absent(galera.provider),
    )


# The others need worlds of several seeds, and have tests of their own.
_SEEN_AT_ONCE = ("get", "find", "count", "history")
