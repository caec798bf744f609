"""Calls that do not fit are answered with how a verb is called."""

from collections.abc import Callable
from typing import Any

import pytest

import leadflow
from leadflow import Crm, InvalidValue, Lead, UnknownName
from leadflow.crm.answering import answered


Wrong = Callable[[Any], object]


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (
            lambda crm: crm.merge("a", "b"),
            (
                "merge() takes 1 argument by place, not 2; name the others: "
                "survivor=…, resolve=…, values=…; write it as in crm.merge([one, two])"
            ),
        ),
        (
            lambda crm: crm.leads.where(title="x"),
            (
                "where() has no argument 'title'; write it as in "
                'crm.leads.where(leadflow.F.title == "Forklifts", "amount >= 100")'
            ),
        ),
        (
            lambda crm: crm.leads.add(title="x"),
            (
                "add() has no argument 'title'; write it as in "
                'crm.leads.add(leadflow.Lead(title="Forklifts"))'
            ),
        ),
        (
            lambda crm: crm.merge(["x"], survivr="x"),
            "merge() has no argument 'survivr'; did you mean 'survivor'?",
        ),
        (
            lambda crm: crm.history(),
            "history() needs 'record'; write it as in crm.history(lead)",
        ),
        (
            lambda crm: crm.segments.freeze("vip"),
            "freeze() needs 'name'; write it as in crm.segments.freeze(",
        ),
        (
            lambda crm: crm.access.explain(),
            "explain() needs 'actor' and 'operation'; write it as in ",
        ),
        (
            lambda crm: crm.leads.order_by(amount=1),
            "order_by() has no argument 'amount'; it takes *names",
        ),
        (
            lambda crm: crm.leads.all(5),
            "all() takes no arguments by place, not 1",
        ),
        (
            lambda crm: crm.history("x", record="x"),
            "history() is told one thing twice; write it as in crm.history(lead)",
        ),
        (lambda crm: crm.leads[0], "'Collection' is no list; ask it, as in .limit(5)"),
        (
            lambda crm: crm.leads["lead_x"],
            "'Collection' is no list; ask it, as in .get(id)",
        ),
        (
            lambda crm: crm.leads.select()["x"],
            "'Selection' is no list; ask it, as in .limit(5)",
        ),
        (lambda _: leadflow.open(mode="simple"), "open() has no argument 'mode'"),  # type: ignore[call-arg]  # the point
    ],
)
def test_a_call_that_does_not_fit_is_answered(crm: Crm, call: Wrong, told: str) -> None:
    """F4: with what is wrong, and with the verb's own example."""
    with pytest.raises(TypeError) as caught:
        call(crm)

    assert str(caught.value).startswith(told)


def test_what_goes_wrong_inside_a_verb_stays_as_it_is(crm: Crm) -> None:
    """F4: only what does not fit is told otherwise."""

    def broken(_: int, __: int) -> None:
        raise TypeError("no such luck")

    leads = [crm.leads.add(Lead(title=name)) for name in "AB"]
    batch: Any = crm.move_many

    with pytest.raises(TypeError, match="no such luck"):
        batch(leads, "in_progress", progress=broken)
    with pytest.raises(TypeError, match="no such luck"):
        answered(broken)(1, 2)


def test_a_verb_answers_once() -> None:
    """F4: what answers already is left alone."""

    def verb() -> None:
        """Do nothing."""

    once = answered(verb)

    assert once is answered(once)


@pytest.mark.parametrize(
    ("slip", "meant"),
    [("filter", "where"), ("find", "where"), ("create", "add"), ("sort", "order_by")],
)
def test_words_of_other_libraries_are_understood(
    crm: Crm, slip: str, meant: str
) -> None:
    """F4: whoever comes from elsewhere is shown the word that is used here."""
    with pytest.raises(AttributeError, match=f"did you mean '{meant}'"):
        getattr(crm.leads, slip)


def test_a_misspelt_word_of_a_conversion_is_no_target(crm: Crm) -> None:
    """F4: whatever has a name of its own in the call is offered too."""
    lead: Any = crm.leads.add(Lead(title="Forklifts"))

    with pytest.raises(UnknownName, match="did you mean 'variant'"):
        crm.convert(lead, varient="b2b")


def test_a_move_says_where_to(crm: Crm) -> None:
    """S4: a move to nowhere is a slip, and changes nothing."""
    lead = crm.leads.add(Lead(title="Forklifts"))

    with pytest.raises(InvalidValue, match="say where to"):
        crm.move(lead)
    with pytest.raises(InvalidValue, match="say where to"):
        crm.move_many([lead])
    assert lead == crm.leads.get(lead.id)
