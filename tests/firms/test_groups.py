from collections import Counter
from collections.abc import Callable
from typing import Any

import attrs
import pytest

from leadflow import Company, Contact, Crm, Deal, F
from leadflow.errors import InvalidData, MergeRefused
from leadflow.firms.groups import group
from leadflow.ids import CompanyId
from leadflow.records.groups import DEEPEST
from leadflow.testing import nth_id


def chain(crm: Crm, *names: str) -> list[Company]:
    """Return companies of which each belongs to the one before."""
    made: list[Company] = []
    for name in names:
        parent = made[-1] if made else None
        made.append(crm.companies.add(Company(name=name, parent=parent)))
    return made


def test_a_group_is_a_tree(crm: Crm) -> None:
    """Mission 3.8: asked of any member, the whole group, by name on each level."""
    port, east, pier = chain(crm, "Port", "East quay", "Pier <3>")
    west = crm.companies.add(Company(name="West quay", parent=port))
    crm.companies.add(Company(name="Stranger"))
    found = crm.companies.group(pier)

    assert "Port\n├─ East quay\n│  └─ Pier <3>\n└─ West quay" == str(found)
    assert [port, east, pier, west] == list(found)
    assert (port, 3, 4) == (found.root, found.depth, len(found))
    assert (east, pier, west) == found.below(port)
    assert (pier,) == found.below(east.id)
    assert [east, port] == crm.companies.ancestors(pier)
    assert [east, west] == crm.companies.children(port)


def test_a_tree_draws_itself(crm: Crm) -> None:
    """Mission 3.8: nested lists, everything escaped, the one that was asked in bold."""
    port, _, pier = chain(crm, "Port", "East quay", "Pier <3>")
    crm.companies.add(Company(name="West quay", parent=port))
    drawn = crm.companies.group(pier)._repr_html_()

    assert (
        "<ul><li>Port<ul><li>East quay<ul><li><b>Pier &lt;3&gt;</b></li></ul></li>"
        "<li>West quay</li></ul></li></ul>"
    ) in drawn
    assert f"<CompanyGroup of {port.id}: 4>" == repr(crm.companies.group(pier))


def test_what_is_below_one_branch_is_not_below_another(crm: Crm) -> None:
    """Mission 3.8: the next branch ends the one that was asked for."""
    port, east, pier = chain(crm, "Port", "East quay", "Pier")
    west = crm.companies.add(Company(name="West quay", parent=port))
    crane = crm.companies.add(Company(name="Crane", parent=west))
    found = crm.companies.group(port)

    assert (pier,) == found.below(east)
    assert (crane,) == found.below(west)
    assert () == found.below(crane)
    assert "Port\n├─ East quay\n│  └─ Pier\n└─ West quay\n   └─ Crane" == str(found)


def test_deals_and_people_of_a_group_are_one_question(crm: Crm) -> None:
    """Mission 3.8: its ids stand in any condition, and it is taken for its firms."""
    port, quay = chain(crm, "Port", "Quay")
    deals = crm.deals.add_many([Deal(title="A", company=each) for each in (port, quay)])
    crm.deals.add(Deal(title="B"))
    person = crm.contacts.add(Contact(last_name="Bondar", companies=quay))
    found = crm.companies.group(port)

    asked = crm.deals.where(F.company.in_(found.ids)).order_by("id")
    assert deals == list(asked)
    assert [person] == list(crm.people(found))


def test_nobody_belongs_to_himself(crm: Crm) -> None:
    """Mission 3.8: whatever the way round, and the error names it."""
    port, quay, pier = chain(crm, "Port", "Quay", "Pier")

    with pytest.raises(InvalidData, match="itself") as caught:
        crm.companies.update(port, parent=pier)
    told = f"{port.id} belongs to {pier.id} belongs to {quay.id} belongs to {port.id}"
    assert told in caught.value.faults[0].message
    assert ("parent", "loop") == (
        caught.value.faults[0].path,
        caught.value.faults[0].code,
    )
    with pytest.raises(InvalidData, match="itself"):
        crm.companies.update(port, parent=port)


def test_who_comes_second_closes_no_circle(opened: Callable[..., Crm]) -> None:
    """Mission 3.8, P7: judged on what is stored when it is written."""
    crm = opened()
    one, other = crm.companies.add_many([Company(name="One"), Company(name="Other")])
    held, too = crm.companies.get(one.id), crm.companies.get(other.id)
    crm.companies.update(held, parent=too)

    with pytest.raises(InvalidData, match="itself"):
        crm.companies.update(too, parent=held)


def test_a_group_has_a_depth(crm: Crm) -> None:
    """P25: a chain that nobody could follow is refused, from above and from below."""
    long = chain(crm, *(f"Firm {number}" for number in range(DEEPEST)))
    top = crm.companies.add(Company(name="Top"))

    with pytest.raises(InvalidData, match="32 levels"):
        crm.companies.add(Company(name="Too low", parent=long[-1]))
    with pytest.raises(InvalidData, match="32 levels"):
        crm.companies.update(long[0], parent=top)
    assert DEEPEST == crm.companies.group(long[5]).depth


def test_what_is_deleted_splits_a_group(crm: Crm) -> None:
    """P10: the link stays, and leads nowhere until the company is restored."""
    port, quay, pier = chain(crm, "Port", "Quay", "Pier")
    crm.companies.delete(quay)

    assert [port] == list(crm.companies.group(port))
    assert [pier] == list(crm.companies.group(pier))
    crm.companies.restore(quay)
    assert 3 == len(crm.companies.group(pier))


def test_a_purged_parent_leaves_nobody_hanging(crm: Crm) -> None:
    """P10: a purge that unlinks clears the parent of those below."""
    quay, pier = chain(crm, "Quay", "Pier")
    crm.companies.delete(quay)
    crm.companies.purge(quay, unlink=True)

    assert None is crm.companies.get(pier.id).parent


def test_those_below_a_merged_company_belong_to_the_survivor(crm: Crm) -> None:
    """D3: as every link."""
    quay, pier = chain(crm, "Quay", "Pier")
    other = crm.companies.add(Company(name="Quay"))
    crm.merge([other, quay])

    assert other.id == crm.companies.get(pier.id).parent
    assert [pier.id] == [each.id for each in crm.companies.children(other)]


def test_a_merge_that_would_close_a_circle_is_a_conflict(crm: Crm) -> None:
    """D3: top and bottom of a chain cannot be one; the middle would hang on itself."""
    top, _, bottom = chain(crm, "Port", "Quay", "Port")
    plan = crm.plan_merge([bottom, top])

    assert ["loop"] == [each.code for each in plan.problems]
    with pytest.raises(MergeRefused, match="itself"):
        crm.merge(plan)


def test_neighbours_of_a_chain_may_be_one(crm: Crm) -> None:
    """D3: who belonged to the other one belongs to nobody then."""
    top, bottom = chain(crm, "Port", "Port")
    merged = crm.merge([top, bottom]).survivor

    assert None is merged.parent
    other, below = chain(crm, "Quay", "Quay")
    assert None is crm.merge([below, other]).survivor.parent


def test_parting_closes_no_circle_either(crm: Crm) -> None:
    """D3: what others were given since stands in the way."""
    over, gone, below = chain(crm, "Over", "Quay", "Below")
    stays = crm.companies.add(Company(name="Quay"))
    merged = crm.merge([stays, gone])
    crm.companies.update(stays.id, parent=None)
    crm.companies.update(over.id, parent=below.id)
    plan = crm.plan_unmerge(merged.id)

    assert any(each.path.endswith(".parent") for each in plan.conflicts)


class Counting:
    """A reader that counts what it is asked."""

    def __init__(self, reader: Any) -> None:  # noqa: ANN401  # it stands for one
        self.reader = reader
        self.asked = Counter[str]()

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401  # as above
        self.asked[name] += 1
        return getattr(self.reader, name)


def test_a_tree_is_read_level_by_level(crm: Crm) -> None:
    """Mission 3.8: a hundred branches cost no more reads than one."""
    port = crm.companies.add(Company(name="Port"))
    quays = [Company(name=f"Quay {number}", parent=port) for number in range(50)]
    made = crm.companies.add_many(quays)
    crm.companies.add_many([Company(name="Pier", parent=each) for each in made])
    with crm._desk.reading() as reader:  # noqa: SLF001  # nobody else counts
        context = crm._desk.context(reader, crm._hand.act())  # noqa: SLF001  # as above
        stand_in: Any = (counting := Counting(reader))
        found = group(attrs.evolve(context, reader=stand_in), port)

    assert 101 == len(found)
    assert 6 >= counting.asked["links_to"] + counting.asked["get"]


def test_a_parent_that_is_not_there_is_one_fault(crm: Crm) -> None:
    """P10: told as any link that leads nowhere."""
    with pytest.raises(InvalidData) as caught:
        crm.companies.add(Company(name="Quay", parent=CompanyId(nth_id("company", 99))))

    assert ["not_found"] == [each.code for each in caught.value.faults]


def test_a_large_group_is_drawn_in_part(crm: Crm) -> None:
    """P25: a notebook is not flooded; the rest is counted."""
    port = crm.companies.add(Company(name="Port"))
    quays = [Company(name=f"Quay {number:03}", parent=port) for number in range(501)]
    crm.companies.add_many(quays)

    assert "Further ones: 2" in crm.companies.group(port)._repr_html_()
