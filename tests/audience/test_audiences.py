import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

import leadflow
from leadflow import (
    Affiliation,
    Company,
    Consent,
    Contact,
    Crm,
    Grant,
    Intake,
    Lead,
    Segment,
    UnknownName,
    Workspace,
    export_audience,
)
from tests.access.office import firm, role


ALL = Segment("all")


def person(name: str, email: str = "", **values: object) -> Contact:
    """Return somebody with a mailbox, or without."""
    return Contact(last_name=name, emails=email or (), **values)  # type: ignore[arg-type]  # as the test says


def test_each_member_is_reached_or_left_out_with_a_reason(
    opened: Callable[..., Crm],
) -> None:
    """Z7, mission 3.21: the counts add up, and everybody has one reason."""
    crm = opened(workspace=Workspace(intake=Intake(excluded=["junk.example"])))
    crm.contacts.add_many(
        [
            person("Koval", "k@a.example"),
            person("Same", "K@a.example"),
            person("Junk", "j@mail.junk.example"),
            person("Nobody"),
            person("Private", "p@a.example", export_allowed=False),
            person("Gone", "g@a.example", consents=Consent("email", "unsubscribed")),
        ]
    )
    found = crm.audience(ALL)

    assert ["Koval"] == [each.name for each in found]
    assert {
        "no_address": 1,
        "excluded": 1,
        "unsubscribed": 1,
        "repeated": 1,
        "not_exported": 1,
    } == found.reasons
    assert 6 == found.members == len(found) + len(found.left_out)
    assert "Koval" not in repr(found.recipients)


def test_another_address_serves_where_one_is_taken(crm: Crm) -> None:
    """Z7: who shares a mailbox is reached at another one."""
    crm.contacts.add(person("A", "office@a.example"))
    crm.contacts.add(Contact(last_name="B", emails=["office@a.example", "b@a.example"]))

    assert ["office@a.example", "b@a.example"] == [
        each.address for each in crm.audience(ALL)
    ]


def test_where_consent_is_demanded_silence_is_none(
    opened: Callable[..., Crm],
) -> None:
    """Mission 0.16: with opt-in those alone are addressed who said yes."""
    crm = opened(workspace=Workspace(opt_in="email"))
    yes = Consent("email", "subscribed")
    crm.contacts.add(person("Yes", "y@a.example", consents=yes))
    crm.contacts.add(Contact(last_name="Silent", emails="s@a.example", phones="101"))

    assert ["Yes"] == [each.name for each in crm.audience(ALL)]
    assert {"no_consent": 1} == crm.audience(ALL).reasons
    assert ["101"] == [each.address for each in crm.audience(ALL, channel="phone")]


def test_a_topic_is_left_alone(crm: Crm) -> None:
    """Mission 0.16, 3.21: who wants no news, may want offers."""
    koval = crm.contacts.add(person("Koval", "k@a.example"))
    crm.consents.unsubscribe(koval, topic="news")

    assert 0 == len(crm.audience(ALL, topic="news"))
    assert 1 == len(crm.audience(ALL, topic="offers")) == len(crm.audience(ALL))


def test_messengers_are_a_channel(crm: Crm) -> None:
    """Mission 1.16: an account is an address."""
    crm.leads.add(Lead(last_name="A", messengers="telegram:@olena"))
    leads = Segment("leads", over="lead")

    assert ["telegram:olena"] == [
        each.address for each in crm.audience(leads, channel="messenger")
    ]
    with pytest.raises(UnknownName, match="did you mean 'messenger'"):
        crm.audience(leads, channel="mesenger")


def test_recipients_bring_their_fields(crm: Crm) -> None:
    """Mission 3.21: what the letter needs comes along, as people read it."""
    firm = crm.companies.add(Company(name="Kyivlog", emails="info@k.example"))
    crm.contacts.add(
        person("Koval", "k@a.example", type="client", companies=[Affiliation(firm)])
    )
    found = crm.audience(ALL, fields=["type", "company.name", "birth_date"])
    firms = crm.audience(Segment("firms", over="company"), fields="name")

    assert {"type": "Client", "company.name": "Kyivlog", "birth_date": ""} == (
        found.recipients[0].fields
    )
    assert "Kyivlog" == firms.recipients[0].name == firms.recipients[0].fields["name"]
    with pytest.raises(UnknownName, match="did you mean 'type'"):
        crm.audience(Segment("nobody", when="last_name == '?'"), fields="typ")


def test_a_frozen_list_tells_who_is_gone(crm: Crm) -> None:
    """Z7, P10: of a list of a day each id is reached or left out."""
    one, two, three = crm.contacts.add_many(
        person(each, f"{each}@a.example") for each in "abc"
    )
    spring = crm.segments.freeze(ALL, name="spring")
    crm.merge([one, two], resolve="survivor")
    crm.contacts.delete(three)
    found = crm.audience(spring, fields="last_name")

    assert [one.id] == [each.record for each in found]
    assert {"gone": 2} == found.reasons
    assert len(spring) == found.members


def test_who_may_not_export_gets_no_addresses(opened: Callable[..., Crm]) -> None:
    """A1, A3: unseen members are not counted; seen ones take the right to export."""
    sales = role(
        Grant("any", "read", scope="own"), Grant("contact", "export", scope="none")
    )
    crm = opened(workspace=firm(sales))
    crm.contacts.add(person("Hers", "h@a.example"))
    crm.contacts.add(person("His", "b@a.example", owner="bob"))

    assert {"no_right": 1} == crm.acting_as("bob").audience(ALL).reasons
    assert 1 == crm.acting_as("bob").audience(ALL).members
    assert 2 == len(crm.audience(ALL))


def test_an_audience_is_written_for_spreadsheets(crm: Crm, tmp_path: Path) -> None:
    """X6: no cell becomes a formula."""
    crm.contacts.add(person("=1+1", "k@a.example", job_title='@SUM("A1")'))
    found = crm.audience(ALL, fields="job_title")
    path = tmp_path / "spring.csv"

    assert 1 == export_audience(found, path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        head, row = csv.reader(file)
    assert ["address", "name", "record", "job_title"] == head
    assert ["k@a.example", "'=1+1", found.recipients[0].record, '\'@SUM("A1")'] == row


def test_an_audience_is_written_for_programs(crm: Crm, tmp_path: Path) -> None:
    """Z7: a line of JSON for each recipient, with texts as they are."""
    crm.contacts.add(person("=Коваль", "k@a.example"))
    path = tmp_path / "spring.jsonl"
    export_audience(crm.audience(ALL), path, form="jsonl")

    (line,) = path.read_text("utf-8").splitlines()
    assert "=Коваль" in line
    assert {"address", "name", "record"} == json.loads(line).keys()
    with pytest.raises(UnknownName, match="did you mean 'csv'"):
        export_audience(crm.audience(ALL), path, form="cvs")


def test_an_audience_draws_itself(opened: Callable[..., Crm]) -> None:
    """Z7: a notebook shows who is reached and how many are not, escaped."""
    crm = opened(workspace=Workspace(language="uk"))
    crm.contacts.add(person("<b>", "k@a.example"))
    crm.contacts.add(person("B"))
    found = crm.audience(ALL, topic="news")

    assert "&lt;b&gt;" in found._repr_html_()
    assert "Охоплено: 1 · Немає адреси: 1" in str(found)
    assert "<Audience of 'all': 1 reached, 1 no_address>" == repr(found)


MAILBOXES = st.lists(
    st.sampled_from(["a@a.example", "b@a.example", "c@junk.example"]), max_size=2
)
SAID = st.lists(
    st.builds(
        Consent,
        st.sampled_from(["email", "phone"]),
        st.sampled_from(["subscribed", "unsubscribed"]),
        topic=st.sampled_from(["", "news"]),
    ),
    max_size=2,
)
PEOPLE = st.lists(
    st.builds(Contact, emails=MAILBOXES, consents=SAID, export_allowed=st.booleans()),
    max_size=6,
)


@given(PEOPLE, st.sampled_from(["", "email"]), st.sampled_from(["", "news"]))
def test_members_are_those_who_are_reached_and_those_left_out(
    people: list[Contact], asked: str, topic: str
) -> None:
    """P17, Z7: nobody is lost, nobody is reached twice, nobody who said no."""
    intake = Intake(excluded=["junk.example"])
    workspace = Workspace(intake=intake, opt_in=asked or ())
    crm = leadflow.open(workspace=workspace)
    for each in people:
        crm.contacts.add(leadflow.evolve(each, last_name="x"))
    found = crm.audience(ALL, topic=topic)
    members = [*(e.record for e in found), *(e.record for e in found.left_out)]
    addresses = [each.address for each in found]

    assert sorted(crm.segments.of(ALL).ids()) == sorted(members)
    assert len(addresses) == len(set(addresses))
    assert "unsubscribed" not in {
        crm.consents.state(each.record, topic=topic) for each in found
    }
    assert "c@junk.example" not in addresses


def test_a_number_is_excluded_as_an_address_is(opened: Callable[..., Crm]) -> None:
    """Z7, I2: whoever is not to be written to is not called either."""
    crm = opened(workspace=Workspace(intake=Intake(excluded=["+380441234567"])))
    crm.contacts.add_many(
        [
            Contact(last_name="Junk", phones="+380441234567"),
            Contact(last_name="Koval", phones="+380441234568"),
        ]
    )
    found = crm.audience(ALL, channel="phone")

    assert (["Koval"], {"excluded": 1}) == (
        [each.name for each in found],
        found.reasons,
    )


def test_an_address_alone_is_excluded(opened: Callable[..., Crm]) -> None:
    """I2, Z7: the list of exclusions names addresses as well as domains."""
    crm = opened(workspace=Workspace(intake=Intake(excluded=["j@a.example"])))
    crm.contacts.add_many([person("J", "j@a.example"), person("K", "k@a.example")])

    assert ["k@a.example"] == [each.address for each in crm.audience(ALL)]


def test_who_may_export_reaches_everybody(opened: Callable[..., Crm]) -> None:
    """A1: the right to export is asked of each member."""
    may = role(Grant("any", "read", scope="all"), Grant("any", "export", scope="own"))
    crm = opened(workspace=firm(may))
    crm.contacts.add(person("Hers", "h@a.example"))
    crm.contacts.add(person("His", "b@a.example", owner="bob"))
    found = crm.acting_as("bob").audience(ALL)

    assert ["His"] == [each.name for each in found]
    assert {"no_right": 1} == found.reasons


def test_a_list_of_nobody_knows_its_fields_too(crm: Crm) -> None:
    """Z7, M7: a wrong field is told before anybody is in the list."""
    empty = crm.segments.freeze(ALL, name="empty")

    assert 0 == crm.audience(empty, fields=["first_name"]).members
    with pytest.raises(UnknownName, match="did you mean 'first_name'"):
        crm.audience(empty, fields=["first_nam"])


def test_an_audience_is_a_table(crm: Crm) -> None:
    """Z7: whom it is for, who is reached and where, and how many are not."""
    crm.contacts.add_many([person("Koval", "k@a.example"), person("Nobody")])

    assert [
        "Audience: all · email · news",
        "",
        "Recipient  Address",
        "Koval      k@a.example",
        "",
        "Reached: 1 · No address: 1",
    ] == str(crm.audience(ALL, topic="news")).splitlines()
