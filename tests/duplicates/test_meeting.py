"""What a new record meets that is there already: skip, replace, merge (D2, D5)."""

from collections.abc import Callable

import pytest

from leadflow import (
    Address,
    Company,
    Contact,
    Crm,
    CustomField,
    Deal,
    DuplicatePolicy,
    Grant,
    Lead,
    Member,
    Role,
    Workspace,
    evolve,
)
from leadflow.errors import (
    AmbiguousDuplicate,
    Denied,
    DuplicateFound,
    InvalidData,
    UnknownName,
)
from leadflow.interchange import import_records


OLENA = Contact(
    first_name="Олена", last_name="Лис", emails="o@kyiv.example", notes="VIP"
)
TWIN = Contact(
    first_name="Olena",
    last_name="Lys",
    emails=["o@kyiv.example", "olena@home.example"],
    phones="+380671234567",
    notes="Called twice",
    tags="fair",
)


def head(crm: Crm) -> object:
    """Return what differs when anything was written."""
    return crm.upkeep.verify().head


def test_skipping_returns_the_record_that_is_there(crm: Crm) -> None:
    """D2: nothing is written, and the caller goes on with the known one."""
    known = crm.contacts.add(OLENA)
    before = head(crm)

    assert known == crm.contacts.add(TWIN, duplicates="skip")
    assert before == head(crm)


def test_replacing_writes_what_is_given_and_keeps_the_rest(crm: Crm) -> None:
    """D2, H1: an update with its fact; what the new one leaves out stays."""
    known = crm.contacts.add(OLENA)

    after = crm.contacts.add(
        Contact(first_name="Elena", last_name="Lys", emails="o@kyiv.example"),
        duplicates="replace",
    )

    assert (known.id, 2, "Elena", "Lys", "VIP") == (
        *(after.id, after.version, after.first_name),
        *(after.last_name, after.notes),
    )
    assert ["created", "updated"] == [e.kind for e in crm.history(known)]


def test_merging_fills_blanks_and_unites_as_a_merge_does(crm: Crm) -> None:
    """D2, D3: one set of rules; what differs stays as it is there."""
    crm.contacts.add(OLENA)
    after = crm.contacts.add(TWIN, duplicates="merge")
    other = crm.contacts.add(OLENA)
    merged = crm.merge([other, crm.contacts.add(TWIN)], resolve="survivor").survivor

    assert ("Лис", "VIP\n\nCalled twice") == (after.last_name, after.notes)
    assert [
        ("o@kyiv.example", "olena@home.example"),
        ("+380671234567",),
    ] == [tuple(each.key for each in some) for some in (after.emails, after.phones)]
    for name in ("first_name", "last_name", "emails", "phones", "notes", "tags"):
        assert getattr(merged, name) == getattr(after, name)


@pytest.mark.parametrize("policy", ["skip", "replace", "merge"])
def test_the_same_record_again_changes_nothing(crm: Crm, policy: str) -> None:
    """D2: whoever sends a record twice finds it as it was."""
    crm.contacts.add(TWIN)
    before = head(crm)
    done = crm.contacts.upsert(TWIN, duplicates=policy)

    assert not done.is_new
    assert before == head(crm)


def test_the_address_goes_as_a_block(crm: Crm) -> None:
    """D3: a house and a town of two addresses are never put together."""
    crm.contacts.add(evolve(OLENA, address=Address(city="Kyiv", line1="Sadova 1")))
    far = evolve(TWIN, address=Address(city="Lviv", postal_code="79000"))

    after = crm.contacts.add(far, duplicates="merge")

    assert after.address == Address(city="Kyiv", line1="Sadova 1")


@pytest.mark.parametrize("policy", ["skip", "replace", "merge"])
def test_of_several_none_is_taken(crm: Crm, policy: str) -> None:
    """C11, D5: the refusal names them all, and nothing is written."""
    known = crm.contacts.add_many([OLENA, OLENA])
    before = head(crm)

    with pytest.raises(AmbiguousDuplicate) as refused:
        crm.contacts.add(TWIN, duplicates=policy)

    assert {each.id for each in known} == set(refused.value.candidates)
    assert before == head(crm)


def test_keys_that_hit_different_records_are_refused(crm: Crm) -> None:
    """D5: whose phone and whose e-mail belong to two is neither of them."""
    one = crm.contacts.add(Contact(first_name="Олена", phones="+380671234567"))
    two = crm.contacts.add(Contact(first_name="Петро", emails="o@kyiv.example"))

    with pytest.raises(AmbiguousDuplicate) as refused:
        crm.contacts.upsert(TWIN, by=("phone", "email"))

    assert (one.id, two.id) == refused.value.candidates


def test_a_key_decides_whatever_the_names_say(crm: Crm) -> None:
    """D5: who upserts by e-mail says that an e-mail is one person's."""
    known = crm.contacts.add(Contact(first_name="Петро", emails="o@kyiv.example"))

    done = crm.contacts.upsert(OLENA, by="email", duplicates="replace")

    assert (known.id, "replaced", "Олена") == (
        *(done.record.id, done.outcome),
        done.record.first_name,
    )
    assert ["name.other", "email.same"] == [
        each.code for each in done.candidates[0].evidence
    ] or done.candidates[0].score == 0


def test_without_the_key_nothing_is_upserted(crm: Crm) -> None:
    """D5: such a record would be stored anew each time."""
    with pytest.raises(InvalidData, match="tax_id"):
        crm.companies.upsert(Company(name="Kyivlog"), by="tax_id")
    with pytest.raises(UnknownName):
        crm.companies.upsert(Company(name="Kyivlog"), by="phnoe")
    assert 0 == crm.companies.count()


def test_policies_are_of_three_kinds_of_records(crm: Crm) -> None:
    """D2: nothing tells whether a deal is there already."""
    with pytest.raises(UnknownName):
        crm.deals.add(Deal(title="Forklifts"), duplicates="merge")


def test_a_closed_lead_takes_nothing(crm: Crm) -> None:
    """D2, I4: who comes again after the story has ended is a new lead."""
    lead = Lead(last_name="Лис", first_name="Олена", emails="o@kyiv.example")
    first = crm.leads.add(lead)
    assert first.id == crm.leads.add(lead, duplicates="merge").id
    crm.convert(first)

    assert first.id != crm.leads.add(lead, duplicates="merge").id


def test_own_fields_are_merged_by_code(opened: Callable[..., Crm]) -> None:
    """D2, F5: blanks are filled; a value that is there stays, or is written over."""
    fields = [
        CustomField("size", entity="contact"),
        CustomField("hat", entity="contact"),
    ]
    crm = opened(workspace=Workspace(fields=fields))
    crm.contacts.add(evolve(OLENA, custom={"size": "M"}))
    new = evolve(TWIN, custom={"size": "L", "hat": "red"})

    merged = crm.contacts.add(new, duplicates="merge")
    assert {"size": "M", "hat": "red"} == dict(merged.custom)

    replaced = crm.contacts.add(new, duplicates="replace")
    assert {"size": "L", "hat": "red"} == dict(replaced.custom)


def test_records_of_one_batch_meet_each_other(opened: Callable[..., Crm]) -> None:
    """D2: what was added before is there for what comes next."""
    policy = DuplicatePolicy("contact", create="merge")
    crm = opened(workspace=Workspace(duplicates=[policy]))

    one, other = crm.contacts.add_many([OLENA, TWIN])

    assert (one.id, 2) == (other.id, other.version)
    assert 1 == crm.contacts.count()


def guarded(opened: Callable[..., Crm], **policy: str) -> Crm:
    """Return a CRM in which bob sees his own contacts alone, and eve changes none."""
    own = Role("own", grants=[Grant("any", "any", scope="own")])
    chief = Role("chief", grants=[Grant("any", "any", scope="all")])
    reading = Role(
        "reading",
        grants=[
            Grant("contact", "read", scope="all"),
            Grant("contact", "create", scope="all"),
        ],
    )
    return opened(
        workspace=Workspace(
            roles=[own, chief, reading],
            members=[
                Member("ada", roles="chief"),
                Member("bob", roles="own"),
                Member("eve", roles="reading"),
            ],
            duplicates=[DuplicatePolicy("contact", **policy)],  # type: ignore[arg-type]
        )
    )


@pytest.mark.parametrize("policy", ["block", "skip", "replace", "merge"])
def test_who_is_hidden_is_met_by_nobody(
    opened: Callable[..., Crm], policy: str
) -> None:
    """A3, P19: a new record is stored, as if nobody were there."""
    crm = guarded(opened, create=policy)
    known = crm.contacts.add(OLENA)

    added = crm.acting_as("bob").contacts.add(TWIN)

    assert added.id != known.id
    assert known == crm.contacts.get(known.id)


@pytest.mark.parametrize("policy", ["replace", "merge"])
def test_who_may_not_change_a_record_merges_nothing_into_it(
    opened: Callable[..., Crm], policy: str
) -> None:
    """P20: it is refused as any update is; skipping writes nothing and may be done."""
    crm = guarded(opened)
    known = crm.contacts.add(OLENA)
    before = head(crm)
    eve = crm.acting_as("eve")

    with pytest.raises(Denied):
        eve.contacts.add(TWIN, duplicates=policy)

    assert before == head(crm)
    assert known.id == eve.contacts.add(TWIN, duplicates="skip").id


def test_a_gate_holds_for_what_is_merged(opened: Callable[..., Crm]) -> None:
    """S4: a new record that does not meet the rules is refused, and so is a merge."""
    field = CustomField("size", entity="contact", type="integer", max_value=5)
    crm = opened(workspace=Workspace(fields=[field]))
    crm.contacts.add(OLENA)
    before = head(crm)

    with pytest.raises(InvalidData):
        crm.contacts.add(evolve(TWIN, custom={"size": 6}), duplicates="merge")

    assert before == head(crm)


# Imports

HEAD = "First name,Last name,E-mail,Phone"
ROWS = [
    HEAD,
    "Olena,Lys,o@kyiv.example,+380671234567",
    "Ivan,Koval,i@kyiv.example,",
    "",
    "Broken,,no-mail,",
    "Ivan,Koval,i@kyiv.example,+380501234567",
]


@pytest.mark.parametrize(
    ("policy", "merged", "skipped"),
    [("skip", 0, 3), ("replace", 2, 1), ("merge", 2, 1)],
)
def test_every_row_ends_somewhere(
    opened: Callable[..., Crm], policy: str, merged: int, skipped: int
) -> None:
    """D2, X2, P17: rows in are stored, merged, skipped or rejected; so says a trial."""
    known = DuplicatePolicy("contact", on_import=policy)
    crm = opened(workspace=Workspace(duplicates=[known]))
    olena = crm.contacts.add(OLENA)
    trial = import_records(crm, ROWS, entity="contacts", dry_run=True)
    report = import_records(crm, ROWS, entity="contacts")

    assert (1, merged, skipped, 1) == (
        *(report.stored, report.merged, report.skipped),
        len(report.rejected),
    )
    assert report.is_balanced
    assert (2, olena.id) == (report.found[0].line, report.found[0].record)
    assert [each.line for each in trial.found] == [each.line for each in report.found]
    assert 2 == crm.contacts.count()


def test_a_merged_row_is_merged_once(crm: Crm) -> None:
    """X3: a table that is sent again changes nothing."""
    crm.contacts.add(OLENA)
    import_records(crm, ROWS, entity="contacts", duplicates="merge")
    before = head(crm)
    again = import_records(crm, ROWS, entity="contacts", duplicates="merge")

    assert (0, 3, 0, 1) == (again.stored, again.known, again.merged, again.skipped)
    assert before == head(crm)


def test_the_same_rows_are_upserted_after_they_were_stored(crm: Crm) -> None:
    """X3: another wish about the same table is another import."""
    import_records(crm, ROWS[:3], entity="contacts")
    again = import_records(crm, ROWS[:3], entity="contacts", by="email")

    assert (0, 0, 2) == (again.stored, again.known, again.merged)


def test_a_row_whose_keys_are_of_two_is_rejected(crm: Crm) -> None:
    """D5, X3: with its line; the other rows are stored."""
    crm.contacts.add(Contact(first_name="A", phones="+380671234567"))
    crm.contacts.add(Contact(first_name="B", emails="o@kyiv.example"))
    report = import_records(crm, ROWS[:3], entity="contacts", by=["email", "phone"])

    assert [(2, "ambiguous_duplicate")] == [
        (each.line, each.faults[0].code) for each in report.rejected
    ]
    assert 1 == report.stored


def test_the_report_says_which_row_met_what(crm: Crm) -> None:
    """X2: in words and in numbers."""
    known = crm.contacts.add(OLENA)
    report = import_records(crm, ROWS[:2], entity="contacts", duplicates="skip")

    assert f"line 2: skipped, as {known.id} is there already" == str(report.found[0])
    assert "0 stored, 1 skipped, 0 rejected" in str(report)


def test_a_policy_of_a_call_stands_above_the_workspace(
    opened: Callable[..., Crm],
) -> None:
    """D2: who calls knows better."""
    policy = DuplicatePolicy("contact", create="block", on_import="block")
    crm = opened(workspace=Workspace(duplicates=[policy]))
    known = crm.contacts.add(OLENA)

    assert known.id == crm.contacts.add(TWIN, duplicates="merge").id
    assert known.id != crm.contacts.add(TWIN, duplicates="allow").id
    with pytest.raises(DuplicateFound):
        crm.contacts.add(TWIN)


def test_what_became_of_a_record_is_short_at_a_prompt(crm: Crm) -> None:
    """D5: the id and the outcome."""
    done = crm.contacts.upsert(OLENA, by="email")

    assert f"<Upserted {done.record.id}: stored>" == repr(done)
