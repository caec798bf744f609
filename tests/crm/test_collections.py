"""Collections: adding, finding, changing the records of one entity."""

import gc
from collections.abc import Callable
from typing import TypeAlias

import pytest

from leadflow import (
    Company,
    Conflict,
    Contact,
    Crm,
    CustomField,
    Deal,
    F,
    InvalidCondition,
    InvalidData,
    InvalidValue,
    Lead,
    LeadId,
    Money,
    MoveRefused,
    NotFound,
    ReadOnly,
    UnknownName,
    Workspace,
    evolve,
)
from leadflow.crm.naming import spelling
from leadflow.entities import ENTITIES
from leadflow.testing import nth_id


Open: TypeAlias = Callable[..., Crm]


def titles(found: object) -> list[str]:
    """Return the titles of leads or deals, in order."""
    return [each.title for each in found]  # type: ignore[attr-defined]  # leads or deals


@pytest.fixture
def stocked(crm: Crm) -> Crm:
    """Return a CRM with four deals."""
    crm.deals.add_many(
        [
            Deal(title="Cranes", amount="300 UAH"),
            Deal(title="forklifts", amount="100 UAH", source="web"),
            Deal(title="Lorries", amount="50 USD", stage="executing"),
            Deal(title="Advice", source="web"),
        ]
    )
    return crm


# Adding


def test_every_entity_has_its_collection(crm: Crm) -> None:
    """H4, mission 2.7: they all read alike."""
    for entity in ENTITIES.values():
        collection = getattr(crm, entity.plural)

        assert f"<{entity.plural}: 0>" == repr(collection)


def test_many_are_added_in_order(crm: Crm) -> None:
    """H3: the answer has the order of the question."""
    added = crm.leads.add_many(Lead(title=f"{n}") for n in range(1200))

    assert [f"{n}" for n in range(1200)] == titles(added)
    assert 1200 == crm.leads.count()


def test_many_are_added_all_or_none(crm: Crm) -> None:
    """H3: the path of the fault begins with the record's place."""
    with pytest.raises(InvalidData) as caught:
        crm.leads.add_many([Lead(title="A"), Lead(title="B"), Lead(source="wbe")])

    assert ["[2].source", "[2]"] == [fault.path for fault in caught.value.faults]
    assert 0 == crm.leads.count()


def test_the_first_of_many_has_its_place_too(crm: Crm) -> None:
    """H3: counted from 0, as Python does."""
    with pytest.raises(InvalidData) as caught:
        crm.leads.add_many([Lead(), Lead(title="B")])

    assert ["[0]"] == [fault.path for fault in caught.value.faults]


def test_a_single_record_has_no_place(crm: Crm) -> None:
    """H3: among one there is nothing to tell apart."""
    with pytest.raises(InvalidData) as caught:
        crm.leads.add(Lead())

    assert [""] == [fault.path for fault in caught.value.faults]


def test_a_closed_gate_has_its_place(crm: Crm) -> None:
    """S4: the id of a record that was never stored says nothing."""
    with pytest.raises(MoveRefused, match=r"\[1\].stage"):
        crm.leads.add_many([Lead(title="A"), Lead(title="B", stage="converted")])


def test_adding_nothing_is_no_mistake(crm: Crm) -> None:
    """H3: an empty list is a list."""
    assert [] == crm.leads.add_many([])


def test_an_id_that_is_taken_is_refused(crm: Crm) -> None:
    """H2: a new record never replaces a stored one."""
    lead = crm.leads.add(Lead(title="A"))
    with pytest.raises(Conflict, match=lead.id):
        crm.leads.add(Lead(id=lead.id, title="B"))

    assert "A" == crm.leads.get(lead.id).title


# Getting


def test_a_record_is_got_by_its_id(stocked: Crm) -> None:
    """H4: the same record, equal in every field."""
    deal = stocked.deals.all()[2]

    assert deal == stocked.deals.get(deal.id)


def test_many_are_got_in_the_order_asked_for(stocked: Crm) -> None:
    """H4: as often as asked for."""
    ids = [deal.id for deal in stocked.deals]
    asked = [ids[2], ids[0], ids[2]]

    assert asked == [deal.id for deal in stocked.deals.get_many(asked)]


def test_getting_many_needs_all_of_them(stocked: Crm) -> None:
    """H4: silence about one would look like an answer."""
    ids = [stocked.deals.all()[0].id, nth_id("deal", 99)]
    with pytest.raises(NotFound, match="99"):
        stocked.deals.get_many(ids)  # type: ignore[arg-type]  # any text


def test_getting_many_says_that_one_was_deleted(stocked: Crm) -> None:
    """H5: the way back is in the error, as it is for one."""
    deal = stocked.deals.all()[0]
    stocked.deals.delete(deal)
    with pytest.raises(NotFound, match=r"it was deleted; restore\(\)"):
        stocked.deals.get_many([deal.id])


@pytest.mark.parametrize("id", ["", "abc", "deal_1", "deal_" + "i" * 26, "\0", "ґ"])
def test_an_id_that_is_none_is_refused(crm: Crm, id: str) -> None:
    """P25: with one clear sentence."""
    with pytest.raises(InvalidValue, match="id is not an id"):
        crm.deals.get(id)  # type: ignore[arg-type]  # the point


def test_an_id_of_another_entity_is_refused(crm: Crm) -> None:
    """H4: deals are not leads."""
    with pytest.raises(InvalidValue, match="names a lead, not a deal"):
        crm.deals.get(nth_id("lead", 1))  # type: ignore[arg-type]  # the point


def test_a_collection_contains_live_records(stocked: Crm) -> None:
    """H4: by id; anything else is not in it."""
    deal = stocked.deals.all()[0]
    stocked.deals.delete(deal)

    assert deal.id not in stocked.deals
    assert stocked.deals.all()[0].id in stocked.deals
    assert 5 not in stocked.deals
    assert "nonsense" not in stocked.deals


# Finding


def test_conditions_find(stocked: Crm) -> None:
    """H4: written with F, as text, or both."""
    assert ["Cranes"] == titles(stocked.deals.where(F.amount >= Money("200", "UAH")))
    assert ["Advice"] == titles(
        stocked.deals.where("source == 'web'", F.amount.is_empty())
    )


def test_no_condition_finds_all(stocked: Crm) -> None:
    """H4: in the order of creation."""
    assert ["Cranes", "forklifts", "Lorries", "Advice"] == titles(stocked.deals)


def test_records_are_sorted(stocked: Crm) -> None:
    """H4: text without regard to case; empties come last both ways."""
    assert ["Advice", "Cranes", "forklifts", "Lorries"] == titles(
        stocked.deals.order_by("title")
    )
    assert "Advice" == titles(stocked.deals.order_by("-amount"))[-1]
    assert "Advice" == titles(stocked.deals.order_by(F.amount))[-1]


def test_records_are_sorted_by_several_fields(stocked: Crm) -> None:
    """H4: the second decides where the first is equal."""
    assert ["Lorries", "forklifts", "Advice", "Cranes"] == titles(
        stocked.deals.order_by("stage", "-source", "-title")
    )


def test_a_limit_limits(stocked: Crm) -> None:
    """H4: the count obeys it as well."""
    two = stocked.deals.order_by("title").limit(2)

    assert (["Advice", "Cranes"], 2) == (titles(two), two.count())
    assert ([], 0) == (titles(two.limit(0)), two.limit(0).count())


def test_a_negative_limit_is_refused(crm: Crm) -> None:
    """P25: less than nothing is a mistake."""
    with pytest.raises(InvalidValue, match="negative"):
        crm.deals.limit(-1)


def test_the_first_is_one_or_none(stocked: Crm) -> None:
    """H4: in the order of the selection."""
    first = stocked.deals.order_by("title").first()

    assert first is not None
    assert "Advice" == first.title
    assert stocked.contacts.first() is None


def test_counting_counts_what_is_found(stocked: Crm) -> None:
    """H4: without reading the records."""
    assert 2 == stocked.deals.where(F.source == "web").count()


def test_totals_never_mix_currencies(stocked: Crm) -> None:
    """N6: one sum for each."""
    assert (Money("400", "UAH"), Money("50", "USD")) == stocked.deals.total()
    assert () == stocked.deals.where(F.title == "Advice").total("amount")


def test_a_total_is_of_money(crm: Crm) -> None:
    """N6: titles cannot be added up."""
    with pytest.raises(InvalidValue):
        crm.deals.total("title")


def test_a_selection_is_refined_without_touching_the_first(stocked: Crm) -> None:
    """H4: each step is a new selection."""
    web = stocked.deals.where(F.source == "web")
    web.where(F.title == "Advice").limit(1)

    assert 2 == web.count()


def test_a_selection_asks_anew_each_time(stocked: Crm) -> None:
    """H4: nothing is read until asked, and then it is as of now."""
    web = stocked.deals.where(F.source == "web")
    stocked.deals.add(Deal(title="New", source="web"))

    assert 3 == web.count() == len(web.all())


def test_links_are_followed(crm: Crm) -> None:
    """H4: conditions and orders may look at linked records."""
    firms = crm.companies.add_many(
        [Company(name="B", industry="it"), Company(name="A")]
    )
    crm.deals.add_many([Deal(title=f.name, company=f) for f in firms])

    assert ["B"] == titles(crm.deals.where(F.company.industry == "it"))
    assert ["A", "B"] == titles(crm.deals.order_by("company.name"))


# Iterating


def test_records_may_be_changed_while_they_are_read(stocked: Crm) -> None:
    """P9: the loop sees the instant at which it began."""
    for deal in stocked.deals.where(F.stage.kind == "open"):
        stocked.win(deal)

    assert 4 == stocked.deals.where(F.stage == "won").count()


def test_they_may_be_changed_in_a_transaction_too(stocked: Crm) -> None:
    """H3: each record comes once, whatever the loop writes."""
    seen = []
    with stocked.transaction():
        for deal in stocked.deals.order_by("amount"):
            seen.append(deal.title)
            stocked.deals.update(deal, amount="999 UAH")

    assert 4 == len(seen) == len(set(seen))


def test_a_loop_that_is_left_holds_nothing(stocked: Crm) -> None:
    """P8: writers are not kept waiting by a reader that went away."""
    for deal in stocked.deals:
        stocked.deals.update(deal, title="Changed")
        break
    gc.collect()
    stocked.deals.add(Deal(title="E"))

    assert 5 == stocked.deals.count()


# Changing in bulk


def test_a_selection_is_changed_at_once(stocked: Crm) -> None:
    """H3: in one transaction; each record has its own history."""
    changed = stocked.deals.where(F.source == "web").update(stage="preparation")

    assert ["forklifts", "Advice"] == titles(changed)
    assert "moved" == stocked.history(changed[0])[-1].kind


def test_a_selection_is_changed_whole_or_not_at_all(stocked: Crm) -> None:
    """H3: one closed gate stops all."""
    leads = stocked.leads.add_many([Lead(title="A", amount="5 UAH"), Lead(title="B")])
    stocked.convert(leads[1])
    with pytest.raises(ReadOnly, match="converted"):
        stocked.leads.select().update(title="C")

    assert ["A", "B"] == titles(stocked.leads)


def test_only_what_is_selected_is_changed(stocked: Crm) -> None:
    """H4: order and limit count."""
    stocked.deals.order_by("title").limit(1).update(title="Z")

    assert ["Cranes", "forklifts", "Lorries", "Z"] == titles(
        stocked.deals.order_by("title")
    )


# Typos


def test_a_typo_in_a_condition_names_the_nearest(crm: Crm) -> None:
    """H4: where the condition is written, not where it is read."""
    with pytest.raises(InvalidCondition, match="did you mean 'amount'"):
        crm.deals.where(F.amout >= 5)


def test_all_typos_of_a_condition_are_told(crm: Crm) -> None:
    """H4: names and values, all at once."""
    with pytest.raises(InvalidCondition) as caught:
        crm.deals.where((F.amout >= 5) & (F.stage == "wno"), "title > 7")

    assert ["amout", "stage", "title"] == [f.path for f in caught.value.faults]


def test_a_typo_in_an_order_names_the_nearest(crm: Crm) -> None:
    """H4: for the descending form too."""
    with pytest.raises(UnknownName, match="did you mean 'amount'"):
        crm.deals.order_by("-amout")


def test_a_typo_in_a_bulk_update_names_the_nearest(stocked: Crm) -> None:
    """F4: the field is unknown for each of them."""
    with pytest.raises(UnknownName, match="did you mean 'title'"):
        stocked.deals.select().update(titel="A")


@pytest.mark.parametrize(
    ("whose", "wrong", "right"),
    [
        ("", "leeds", "leads"),
        ("reports", "funel", "funnel"),
        ("deals", "udpate", "update"),
        ("duplicates", "scann", "scan"),
        ("upkeep", "verfiy", "verify"),
        ("privacy", "erace", "erase"),
        ("access", "explian", "explain"),
    ],
)
def test_a_typo_names_the_nearest_right_name(
    crm: Crm, whose: str, wrong: str, right: str
) -> None:
    """H4: wherever a program runs; Python proposes it at its own prompt alone."""
    room = getattr(crm, whose) if whose else crm
    with pytest.raises(AttributeError, match=f"'{wrong}'; did you mean '{right}'"):
        getattr(room, wrong)


def test_a_name_that_is_like_none_is_only_not_there(crm: Crm) -> None:
    """H4: no guess where there is nothing to guess; protocols ask for many names."""
    with pytest.raises(AttributeError, match=r"no attribute 'zzzzzz'$"):
        crm.zzzzzz  # type: ignore[attr-defined]  # noqa: B018  # the point
    with pytest.raises(AttributeError, match=r"no attribute '_leads'$"):
        crm._leads  # type: ignore[attr-defined]  # noqa: B018, SLF001  # the point

    assert not hasattr(crm, "_repr_html_")


def test_a_room_tells_what_can_be_asked_in_it(crm: Crm) -> None:
    """H4: at a prompt, and the nearest right name where one was misspelt."""
    assert "<stages: ageing, history, overrides>" == repr(crm.stages)
    with pytest.raises(AttributeError, match="did you mean 'order_by'"):
        crm.leads.where("title != ''").ordr_by("title")  # type: ignore[attr-defined]


def test_an_error_within_a_property_is_not_taken_for_a_typo(crm: Crm) -> None:
    """H4: whoever asks for a name that is there is told what went wrong there."""

    @spelling
    class Broken(type(crm)):  # type: ignore[misc]  # a class of its own
        @property
        def leads(self) -> object:
            return self._desk.nowhere

    broken = Broken(crm._desk, crm._hand)  # noqa: SLF001  # as a view is made
    with pytest.raises(AttributeError, match="'nowhere'"):
        broken.leads  # noqa: B018  # the point


def test_a_record_that_is_not_stored_is_not_updated(crm: Crm) -> None:
    """H2: add it first."""
    with pytest.raises(InvalidValue):
        crm.contacts.update(Contact(last_name="A"), last_name="B")


def test_a_changed_copy_may_be_given_whole(crm: Crm) -> None:
    """H2: what was changed by evolve and by keyword comes together."""
    person = crm.contacts.add(Contact(last_name="A"))
    copy = evolve(person, first_name="B")
    stored = crm.contacts.update(copy, job_title="C")

    assert ("B", "C") == (stored.first_name, stored.job_title)


def test_who_is_tied_by_another_field_is_not_found_by_this_one(
    opened: Callable[..., Crm],
) -> None:
    """F6, H4: a partner of a deal is not its client."""
    own = CustomField("partner", entity="deal", type="reference", target="company")
    crm = opened(workspace=Workspace(fields=[own]))
    firm = crm.companies.add(Company(name="Kyivlog"))
    sold = crm.deals.add(Deal(title="A", company=firm))
    helped = crm.deals.add(Deal(title="B", custom={"partner": firm}))

    assert [sold] == crm.deals.where(F.company == firm.id).all()
    assert [helped] == crm.deals.where(F.custom.partner == firm.id).all()


def test_text_that_cannot_be_stored_is_no_id(crm: Crm) -> None:
    """P15: on every store, and as often as it is asked for."""
    for _ in range(2):
        for ask in (crm.leads.get, crm.leads.delete):
            with pytest.raises(InvalidValue, match="not an id"):
                ask(LeadId("lead_\ud800"))

    assert 0 == crm.leads.count()


def test_a_record_of_another_kind_is_none_of_the_collection(crm: Crm) -> None:
    """F4: whatever it is called, it is told what is taken."""
    lead = crm.leads.add(Lead(title="A"))
    with pytest.raises(InvalidValue, match="record cannot be of type Lead"):
        crm.deals.delete(lead)  # type: ignore[arg-type]  # the point

    assert lead.id in crm.leads
