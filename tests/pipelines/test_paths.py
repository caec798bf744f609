"""Every gate stands on every path that leads to its stage (S4)."""

from collections.abc import Callable, Iterable
from typing import TypeAlias

import pytest

from leadflow import (
    Conversion,
    ConversionInvalid,
    Crm,
    Deal,
    F,
    Fault,
    InvalidData,
    Lead,
    MoveRefused,
    Pipeline,
    Stage,
    Workspace,
    import_records,
)


Open: TypeAlias = Callable[..., Crm]
Stages: TypeAlias = list[Stage | str]

# Each gate by the code of its fault, and the stages between which it stands.
GATES: dict[str, tuple[Stages, dict[str, bool]]] = {
    "required": (["new", Stage("visit", require="amount")], {}),
    "condition": (["new", Stage("visit", when=F.amount >= 100)], {}),
    "transition": (["new", "offer", Stage("visit", after="offer")], {}),
    "skipping": (["new", "offer", "visit"], {"skipping": False}),
    "limit": (["new", Stage("visit", limit=1)], {}),
    "approval": (["new", Stage("visit", approvers="cleo")], {}),
}


def office(gate: str) -> Workspace:
    """Return a workspace in which leads and deals meet the gate before 'visit'."""
    stages, options = GATES[gate]
    ends = [Stage.won(), Stage.lost()]
    both = [
        Pipeline(f"{entity}s", entity=entity, stages=[*stages, *ends], **options)  # type: ignore[arg-type]  # as the test says
        for entity in ("lead", "deal")
    ]
    return Workspace(
        pipelines=both,
        conversions=[Conversion("usual").company().contact().deal(stage="visit")],
    )


def _create(crm: Crm) -> object:
    return crm.deals.add(Deal(title="A", stage="visit"))


def _create_many(crm: Crm) -> object:
    return crm.deals.add_many([Deal(title="A"), Deal(title="B", stage="visit")])


def _move(crm: Crm) -> object:
    return crm.move(_old(crm), "visit")


def _update(crm: Crm) -> object:
    return crm.deals.update(_old(crm), stage="visit")


def _bulk(crm: Crm) -> object:
    return crm.deals.where(F.title == "Old").update(stage="visit")


def _convert(crm: Crm) -> object:
    return crm.convert(crm.leads.where(F.title == "Old").all()[0])


def _import(crm: Crm) -> object:
    report = import_records(crm, ["Title,Stage", "New,visit"], entity="deals")
    faults = tuple(fault for row in report.rejected for fault in row.faults)
    raise InvalidData("deal", faults)


def _import_leads(crm: Crm) -> object:
    report = import_records(crm, ["Title,Stage", "New,visit"])
    faults = tuple(fault for row in report.rejected for fault in row.faults)
    raise InvalidData("lead", faults)


def _old(crm: Crm) -> Deal:
    return crm.deals.where(F.title == "Old").all()[0]


PATHS = [
    _create,
    _create_many,
    _move,
    _update,
    _bulk,
    _import,
    _import_leads,
    _convert,
]


def faults(error: BaseException) -> Iterable[Fault]:
    """Return the faults that an error tells of."""
    assert isinstance(error, MoveRefused | InvalidData | ConversionInvalid)
    return error.faults


def codes(error: BaseException) -> list[str]:
    """Return the codes of the faults that an error tells of."""
    return [fault.code for fault in faults(error)]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("gate", GATES)
def test_every_gate_stands_on_every_path(
    opened: Open, gate: str, path: Callable[[Crm], object]
) -> None:
    """S4: one rule for create, update, move, in bulk, import, convert."""
    crm = opened(workspace=office(gate))
    _fill(crm)
    with pytest.raises((MoveRefused, InvalidData, ConversionInvalid)) as caught:
        path(crm)

    assert [gate] == codes(caught.value)
    assert 1 == crm.deals.where(F.stage == "visit").count()


def _fill(crm: Crm) -> None:
    """Let one lead and one deal stand behind the gate, and one of each before it."""
    boss = crm.acting_as("cleo")
    boss.deals.add(Deal(title="There", stage="visit", amount="500 UAH"), override="x")
    boss.leads.add(Lead(title="There", stage="visit", amount="500 UAH"), override="x")
    crm.deals.add(Deal(title="Old"))
    crm.leads.add(Lead(title="Old", last_name="Melnyk"))


@pytest.mark.parametrize("path", PATHS)
def test_a_deal_without_amount_cannot_enter_a_stage_that_demands_it(
    opened: Open, path: Callable[[Crm], object]
) -> None:
    """S4: by move, by update, in bulk, by import, by conversion."""
    crm = opened(workspace=office("required"))
    _fill(crm)
    with pytest.raises((MoveRefused, InvalidData, ConversionInvalid)) as caught:
        path(crm)

    assert ["amount"] == [
        fault.path.rpartition(".")[2] for fault in faults(caught.value)
    ]
    assert 0 == crm.deals.where("stage == 'visit' and amount == None").count()


@pytest.mark.parametrize("path", [_move, _update, _bulk])
def test_going_back_is_refused_on_every_path(
    opened: Open, path: Callable[[Crm], object]
) -> None:
    """S4: who has a place already may be kept from returning."""
    stages: Stages = ["new", "visit", "offer", Stage.won()]
    deals = Pipeline("deals", stages=stages, going_back=False)
    crm = opened(workspace=Workspace(pipelines=[deals]))
    crm.deals.add(Deal(title="Old", stage="offer"))
    with pytest.raises(MoveRefused) as caught:
        path(crm)

    assert ["going_back"] == codes(caught.value)


@pytest.mark.parametrize("path", PATHS[:-1])
def test_a_reason_is_demanded_on_every_path(
    opened: Open, path: Callable[[Crm], object]
) -> None:
    """S5: however something is lost."""
    ends = [Stage.won(), Stage.lost("visit", reason_required=True)]
    both = [
        Pipeline(f"{entity}s", entity=entity, stages=["new", *ends])
        for entity in ("lead", "deal")
    ]
    crm = opened(workspace=Workspace(pipelines=both))
    crm.deals.add(Deal(title="Old"))
    with pytest.raises((MoveRefused, InvalidData)) as caught:
        path(crm)

    assert ["required"] == codes(caught.value)


def test_a_move_to_its_own_stage_empties_nothing_that_the_stage_demands(
    opened: Open,
) -> None:
    """S4: what a stage demands stays filled while the record stands there."""
    crm = opened(workspace=office("required"))
    deal = crm.deals.add(Deal(title="There", stage="visit", amount="500 UAH"))
    with pytest.raises(InvalidData) as caught:
        crm.move(deal, "visit", amount=None)

    assert ["amount"] == [fault.path for fault in caught.value.faults]
