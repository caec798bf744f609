"""Who looks like the sender, and what the firm does about known ones (I3, D2)."""

from collections.abc import Callable, Sequence
from itertools import permutations

import pytest

from leadflow import (
    Company,
    Contact,
    Crm,
    DuplicatePolicy,
    Grant,
    Inquiry,
    InvalidData,
    Lead,
    Member,
    Role,
    Workspace,
)
from leadflow.workspace import Intake


PHONE = "+380671234567"
OLENA = Inquiry(
    channel="webform",
    first_name="Olena",
    last_name="Kovalenko",
    company_name="Kyivlog LLC",
    phones=PHONE,
)
KNOWN = Lead(first_name="Олена", last_name="Коваленко", company_name="ТОВ Київлог")


def firm(soft: str, mode: str = "classic", **policies: str) -> Workspace:
    """Return an office that asks who looks alike."""
    return Workspace(
        mode=mode,
        intake=Intake(soft=soft),
        duplicates=[DuplicatePolicy(e, intake=way) for e, way in policies.items()],
    )


def test_exact_keys_alone_are_asked_for_unless_the_firm_wants_more(crm: Crm) -> None:
    """I3: a name and a firm make nobody the same by themselves."""
    crm.leads.add(KNOWN)
    done = crm.receive(OLENA)

    assert ("new_lead", ()) == (done.route, done.candidates)


def test_a_warning_says_who_looks_alike_and_takes_nobody(
    opened: Callable[..., Crm],
) -> None:
    """I3, D1: candidates with score and reasons, in the result and in the note."""
    crm = opened(workspace=firm("warn"))
    known = crm.leads.add(KNOWN)
    done = crm.receive(OLENA)

    assert ("new_lead", [known.id]) == (
        done.route,
        [each.record.id for each in done.candidates],
    )
    assert ["name.same", "company.same"] == [
        each.code for each in done.candidates[0].evidence
    ]
    assert f"looks like {known.id} (83)" in done.reason


def test_who_alone_looks_alike_is_taken_for_the_sender(
    opened: Callable[..., Crm],
) -> None:
    """I3, I4: the open lead gets the activity and the number."""
    crm = opened(workspace=firm("attach"))
    known = crm.leads.add(KNOWN)
    done = crm.receive(OLENA)

    assert ("open_lead", known.id) == (done.route, done.lead and done.lead.id)
    assert [PHONE] == [p.key for p in crm.leads.get(known.id).phones]
    assert "open_lead" == crm.receive(Inquiry(channel="call", phones=PHONE)).route


def test_of_several_who_look_alike_nobody_is_guessed(
    opened: Callable[..., Crm],
) -> None:
    """I3, C11: a new lead, marked as ambiguous, with all of them named."""
    crm = opened(workspace=firm("attach"))
    known = crm.leads.add_many([KNOWN, KNOWN])
    done = crm.receive(OLENA)

    assert done.is_ambiguous
    assert ("new_lead", {each.id for each in known}) == (
        done.route,
        {each.record.id for each in done.candidates},
    )


def test_a_client_who_looks_alike_gets_the_number(opened: Callable[..., Crm]) -> None:
    """I3: or the next call from it would make another client of the same person."""
    crm = opened(workspace=firm("attach", mode="simple"))
    olena = Contact(
        first_name="Олена", last_name="Коваленко", emails="olena.kovalenko@gmail.com"
    )
    known = crm.contacts.add(olena)
    mail = "olena.kovalenko@ukr.net"
    first = crm.receive(
        Inquiry(
            channel="webform",
            first_name="Olena",
            last_name="Kovalenko",
            emails=mail,
            phones=PHONE,
        )
    )
    again = crm.receive(Inquiry(channel="call", phones=PHONE))

    assert ("repeat_deal", "open_deal") == (first.route, again.route)
    assert [known.id] == [each.id for each in crm.contacts]


def several() -> Sequence[Inquiry]:
    """Return what one person sends, who has no exact key in common with himself."""
    return (
        OLENA,
        Inquiry(
            channel="chat",
            first_name="Олена",
            last_name="Коваленко",
            company_name="Київлог",
            emails="o@kyivlog.example",
        ),
        Inquiry(
            channel="store",
            first_name="Elena",
            last_name="Kovalenko",
            company_name="KYIVLOG",
        ),
    )


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_no_party_is_doubled_whatever_the_order(
    opened: Callable[..., Crm], order: Sequence[int]
) -> None:
    """I3, I7: one lead, and the day again changes nothing."""
    crm = opened(workspace=firm("attach"))
    day = [several()[number] for number in order]
    crm.receive_many(day)
    before = crm.upkeep.verify().head

    assert (1, 3) == (crm.leads.count(), crm.activities.count())
    assert 3 == len(crm.receive_many(day).answered)
    assert before == crm.upkeep.verify().head


def test_who_is_hidden_looks_like_nobody(opened: Callable[..., Crm]) -> None:
    """A3, P19: a lead that the taker may not read is neither taken nor told of."""
    own = Role("own", grants=[Grant("any", "any", scope="own")])
    chief = Role("chief", grants=[Grant("any", "any", scope="all")])
    workspace = Workspace(
        intake=Intake(soft="attach"),
        roles=[own, chief],
        members=[Member("ada", roles="chief"), Member("bob", roles="own")],
    )
    crm = opened(workspace=workspace)
    known = crm.leads.add(KNOWN)
    done = crm.acting_as("bob").receive(OLENA)

    assert ("new_lead", ()) == (done.route, done.candidates)
    assert known.id not in done.reason


# Policies


def test_a_known_lead_is_left_as_it_is_where_the_firm_skips(
    opened: Callable[..., Crm],
) -> None:
    """D2: it gets the activity, and nothing is written in it."""
    crm = opened(workspace=firm("exact", lead="skip"))
    crm.receive(OLENA)
    done = crm.receive(Inquiry(channel="call", phones=PHONE, emails="a@b.example"))

    assert done.route == "open_lead"
    assert done.lead is not None
    assert () == done.lead.emails


@pytest.mark.parametrize(("policy", "name"), [("merge", "Олена"), ("replace", "Olena")])
def test_a_client_is_filled_or_written_over(
    opened: Callable[..., Crm], policy: str, name: str
) -> None:
    """D2: the same rules as for what is added; the repeat lead is made as always."""
    crm = opened(workspace=firm("exact", contact=policy))
    known = crm.contacts.add(Contact(first_name="Олена", phones=PHONE))
    done = crm.receive(OLENA)
    after = crm.contacts.get(known.id)

    assert ("repeat_lead", name, "Kovalenko") == (
        *(done.route, after.first_name),
        after.last_name,
    )


def test_nothing_of_a_stranger_goes_on_the_card_of_another(
    opened: Callable[..., Crm],
) -> None:
    """D1, D2: who calls from a client's number under another name is somebody else."""
    crm = opened(workspace=firm("exact", contact="merge"))
    known = crm.contacts.add(Contact(first_name="Taras", phones=PHONE))
    crm.receive(OLENA)

    assert known.last_name == crm.contacts.get(known.id).last_name


def test_blocked_is_kept_and_nothing_made(opened: Callable[..., Crm]) -> None:
    """D2, I6: with the reason; no inquiry is lost."""
    crm = opened(workspace=firm("exact", contact="block"))
    known = crm.contacts.add(Contact(first_name="Olena", phones=PHONE))
    done = crm.receive(OLENA)

    assert ("refused", 1, 0) == (done.route, crm.inquiries.count(), crm.leads.count())
    assert known.id in done.reason


@pytest.mark.parametrize(("policy", "told"), [("allow", 0), ("warn", 1)])
def test_nobody_is_recognised_where_the_firm_does_not_want_it(
    opened: Callable[..., Crm], policy: str, told: int
) -> None:
    """D2: a new lead each time; a warning says who it looks like."""
    crm = opened(workspace=firm("exact", company=policy))
    crm.companies.add(Company(name="Kyivlog"))
    done = crm.receive(OLENA)

    assert ("new_lead", told) == (done.route, len(done.candidates))


def test_an_unknown_channel_is_refused_with_the_ways_out(crm: Crm) -> None:
    """I1: the firm names its channels; the refusal says how to name another."""
    with pytest.raises(InvalidData) as refused:
        crm.receive(Inquiry(channel="telegramm", phones=PHONE))

    (fault,) = refused.value.faults
    assert ("channel", "unknown_name") == (fault.path, fault.code)
    assert "add 'telegramm' to the dictionary 'source'" in fault.hint
    assert "channel='other'" in fault.hint


def test_our_own_firms_send_us_nothing(opened: Callable[..., Crm]) -> None:
    """I3: whoever writes in the name of a firm of ours is a stranger all the same."""
    crm = opened(workspace=firm("attach", mode="simple"))
    ours = crm.companies.add(Company(name="ТОВ Київлог", is_ours=True))
    call = Inquiry(channel="call", company_name="ТОВ Киевлог", phones=PHONE)
    done = crm.receive(call)

    assert done.company is not None
    assert ours.id != done.company.id


def test_a_stream_of_inquiries_tells_how_far_it_is(crm: Crm) -> None:
    """I7, X7: whenever some more are safely kept."""
    told: list[tuple[int, int]] = []
    crm.receive_many([OLENA] * 3, progress=lambda done, all_: told.append((done, all_)))

    assert [(3, 3)] == told


@pytest.mark.parametrize(("is_ours", "told"), [(False, 1), (True, 0)])
def test_the_firm_itself_is_not_taken_for_who_writes_to_it(
    opened: Callable[..., Crm], *, is_ours: bool, told: int
) -> None:
    """I3, D1: a form that names our own company comes from nobody that we know."""
    crm = opened(workspace=firm("warn", company="warn"))
    site = "kyivlog.example"
    crm.companies.add(Company(name="ТОВ Київлог", websites=site, is_ours=is_ours))
    done = crm.receive(
        Inquiry(channel="webform", company_name="Київлог", emails=f"sales@{site}")
    )

    assert ("new_lead", told) == (done.route, len(done.candidates))
