from collections.abc import Callable
from email import message_from_bytes
from email.policy import default
from html.parser import HTMLParser

import attrs
import pytest
from hypothesis import given, strategies as st

import leadflow
from leadflow import (
    Company,
    Contact,
    Crm,
    Deal,
    Grant,
    InvalidData,
    InvalidValue,
    InvalidWorkspace,
    Lead,
    Letter,
    ProductRow,
    UnknownName,
    User,
    Workspace,
    email_from_letter,
)
from leadflow.audience import letters
from leadflow.testing import FixedClock
from leadflow.workspace.labels import Label
from leadflow.workspace.reading import structured
from leadflow.workspace.writing import written
from tests.access.office import firm, role


def office(text: str = "x", *, subject: str = "x", **options: object) -> Workspace:
    """Return a firm with one letter."""
    letter = Letter("one", subject=subject, text=text, **options)  # type: ignore[arg-type]  # as the test says
    return Workspace(letters=[letter], name="Kyivlog", zone="Europe/Kyiv")


def told(text: str, to: Contact | Lead | Company, language: str = "en") -> str:
    """Return what a letter says to somebody."""
    kind = type(to).__name__.lower()
    crm = leadflow.open(workspace=office(text, to=kind), clock=FixedClock())
    place = {"contact": crm.contacts, "lead": crm.leads, "company": crm.companies}
    stored = place[kind].add(to)  # type: ignore[attr-defined]  # the one of its kind
    return crm.compose("one", to=stored, language=language).text.replace("\xa0", " ")


@pytest.mark.parametrize(
    ("expected", "text", "language"),
    [
        ("Dear Olena Koval!", "{greeting}!", "en"),
        ("Доброго дня, Olena!", "{greeting}!", "uk"),
        ("Olena Koval, Olena", "{name}, { first_name }", "en"),
        ("Hello friend", "Hello {middle_name|friend}", "en"),
        ("Hello ", "Hello {middle_name|}", "en"),
        ("5 March 1990", "{birth_date}", "en"),
        ("5 березня 1990", "{contact.birth_date:date}", "uk"),
        ("05.03.1990 1990-03-05", "{birth_date:short_date} 1990-03-05", "ru"),
        ("1990-03-05", "{birth_date:short_date}", "en"),
        ("5 January 2026", "{today}", "en"),
        ("5 January 2026, 11:00", "{created_at}", "en"),
        ("11:00", "{created_at:time}", "en"),
        ("Kyivlog", "{office}", "en"),
        ("Client client", "{type} {type:code}", "en"),
        ("yes", "{export_allowed}", "en"),
        ("{x} +380441234567", "{{x}} {phones}", "en"),
    ],
)
def test_names_become_values(expected: str, text: str, language: str) -> None:
    """Mission 1.37: fields, words, formats and fallbacks, in the reader's language."""
    person = Contact(
        first_name="Olena",
        last_name="Koval",
        birth_date="1990-03-05",
        type="client",
        phones="+380441234567",
    )

    assert expected == told(text, person, language)


def test_people_are_greeted_by_what_is_known() -> None:
    """Mission 1.37: by title, by name, or as anybody."""
    doctor = Contact(honorific="Dr.", first_name="Ivan", last_name="Bondar")
    by_patronymic = Contact(first_name="Іван", middle_name="Петрович", last_name="Бо")

    assert "Dear Dr. Bondar" == told("{greeting}", doctor)
    assert "Доброго дня, Іван Петрович" == told("{greeting}", by_patronymic, "uk")
    assert "Доброго дня, Bondar" == told(
        "{greeting}", Contact(last_name="Bondar"), "uk"
    )
    assert "Dear Sir or Madam" == told("{greeting}", Company(name="Kyivlog"))


def test_a_letter_tells_of_a_deal_and_its_rows(opened: Callable[..., Crm]) -> None:
    """Mission 1.37: a block is repeated for each product row."""
    text = (
        "{#rows}{number}. {name}: {quantity} {unit} at {price}, {custom.x|-}\n{/rows}"
        "{deal.amount:money} {deal.amount:number} {deal.stage} {contact.last_name}"
    )
    own = leadflow.CustomField("x", entity="contact")
    letter = Letter("one", about="deal", subject="{deal.title}", text=text)
    crm = opened(workspace=Workspace(letters=[letter], fields=[own]))
    rows = [
        ProductRow(name="Lift", price="1500.5 UAH", quantity=2, unit="pcs"),
        ProductRow(name="{last_name}", price="1 UAH"),
    ]
    koval = crm.contacts.add(Contact(last_name="Koval"))
    deal = crm.deals.add(
        Deal(title="Lifts", amount="3002 UAH", amount_is_manual=True, rows=rows)
    )
    found = crm.compose("one", to=koval.id, about=deal.id)

    assert (
        "1. Lift: 2 pcs at 1,500.50 UAH, -\n2. {last_name}: 1  at 1.00 UAH, -\n"
        "3,002.00 UAH 3,002 New Koval"
    ) == found.text.replace("\xa0", " ")
    assert ("Lifts", ("unit",)) == (found.subject, found.missing)


def test_the_sender_is_the_user_who_writes(opened: Callable[..., Crm]) -> None:
    """Mission 1.37: the signature is that of whoever acts."""
    crm = opened(workspace=office("{sender.first_name|us}, {sender.job_title}"))
    koval = crm.contacts.add(Contact(last_name="Koval"))
    before = crm.compose("one", to=koval)
    crm.users.add(User(login="ada", first_name="Ada", job_title="Sales"))

    assert ("us, ", ("sender.job_title",)) == (before.text, before.missing)
    assert "Ada, Sales" == crm.compose("one", to=koval).text


def test_wrong_names_and_formats_are_refused_when_it_is_built() -> None:
    """Mission 1.37: with the nearest right name, all of them at once."""
    with pytest.raises(InvalidWorkspace) as error:
        office(
            "{amount} {birth_date:money} {#rows}{prise}{/rows} {last_name:upper}",
            subject="{frst_name}",
            html="<a href='{last_name}'>x</a>",
        )

    told = str(error.value)
    assert 7 == len(error.value.faults)
    assert "unknown field of contact 'frst_name'; did you mean 'first_name'?" in told
    assert "did you mean 'price'" in told
    assert "use date, short_date or none" in told
    assert "unknown format 'upper'" in told


@pytest.mark.parametrize(
    "page",
    [
        "<a href='{name}'>x</a>",
        "<{name}>",
        "<b {name}>x</b>",
        "<script>{name}</script>",
        "<style>p {{}}</style><p style='{name}'>",
        "<style>{name}</style>",
        "<!-- {name} -->",
        "<title>{name}</title>",
        "<textarea>{name}",
        "<p>{#rows}<td {/rows}{name}",
    ],
)
def test_a_name_stands_where_people_read(page: str) -> None:
    """P25, mission 1.37: in no tag, script, style or comment of HTML."""
    with pytest.raises(InvalidWorkspace, match="has a name inside a tag"):
        office(html=page, about="deal")


def test_a_page_may_have_its_style() -> None:
    """Mission 1.37: braces that stay are doubled, and names follow the style."""
    page = "<style>p {{color: red}}</style><p title='a > b'>{name}</p><!-- x -->"

    assert page == office(html=page).letters[0].html.text("en")


@pytest.mark.parametrize("text", ["{", "a } b", "{#rows}", "{/rows}", "{#rows}{#rows}"])
def test_a_brace_without_its_partner_is_refused(text: str) -> None:
    """Mission 1.37: nothing is guessed."""
    with pytest.raises(InvalidValue, match="text of a letter"):
        Letter("one", subject="x", text=text)


def test_a_letter_of_ones_own_is_checked_as_well(crm: Crm) -> None:
    """Mission 1.37: what is written once need not stand in the workspace."""
    koval = crm.contacts.add(Contact(last_name="Koval"))
    own = Letter("own", subject="x", text="Hi {last_name}")

    assert "Hi Koval" == crm.compose(own, to=koval).text
    with pytest.raises(InvalidWorkspace, match="did you mean 'last_name'"):
        crm.compose(Letter("own", subject="x", text="{lst_name}"), to=koval)


def test_letters_are_for_somebody_and_say_something() -> None:
    """Mission 1.37: what cannot be a letter is none."""
    for wrong in (
        {"to": "deal", "text": "x"},
        {"about": "user", "text": "x"},
        {"about": "contact", "text": "x"},
        {},
    ):
        with pytest.raises((InvalidValue, UnknownName)):
            Letter("one", subject="x", **wrong)
    with pytest.raises(InvalidWorkspace, match="stands twice"):
        Workspace(letters=[Letter("one", subject="x", text="x")] * 2)
    with pytest.raises(InvalidValue, match="characters"):
        Letter("one", subject="x", text="x" * 100_001)


def test_a_letter_is_for_its_kind_of_record(opened: Callable[..., Crm]) -> None:
    """Mission 1.37: a letter to contacts is no letter to leads."""
    crm = opened(workspace=office(about="deal"))
    koval = crm.contacts.add(Contact(last_name="Koval"))
    lead = crm.leads.add(Lead(last_name="Koval"))
    for to, about in ((koval.id, ""), (lead.id, ""), (koval.id, lead.id)):
        with pytest.raises(InvalidValue, match="is not for this"):
            crm.compose("one", to=to, about=about)
    with pytest.raises(UnknownName, match="did you mean 'one'"):
        crm.compose("onee", to=koval)


def test_a_letter_cannot_grow_without_end(
    opened: Callable[..., Crm], monkeypatch: pytest.MonkeyPatch
) -> None:
    """P25: what is repeated has a bound."""
    monkeypatch.setattr(letters, "MOST", 50)
    crm = opened(workspace=office("{#rows}ten letters{/rows}", about="deal"))
    koval = crm.contacts.add(Contact(last_name="Koval"))
    rows = [ProductRow(price="1 UAH")] * 10
    deal = crm.deals.add(Deal(title="x", rows=rows))
    with pytest.raises(InvalidValue, match="grows beyond"):
        crm.compose("one", to=koval, about=deal)


def test_letters_speak_languages_and_are_kept_as_toml() -> None:
    """Mission 1.37, M1: one letter has its text in each language."""
    both = {"en": "Hello {first_name}", "uk": "Вітаємо, {first_name}"}
    workspace = office("{{ }}\n{first_name}", html="<b>{name}</b>")
    many = Letter("two", to="lead", subject=Label(tuple(both.items())), text="x")
    whole = attrs.evolve(workspace, letters=[*workspace.letters, many])

    assert whole == structured(written(whole), "file", Workspace)


def test_faults_of_a_files_letters_are_told_with_all_others() -> None:
    """S2: a slip elsewhere hides no wrong name."""
    text = '[[letters]]\ncode = "a"\nsubject = "{nam}"\ntext = "x"\n[[fields]]\n'
    with pytest.raises(InvalidWorkspace) as error:
        structured(f'{text}code = "Not a code"\nentity = "lead"', "file", Workspace)
    assert ['fields.lead."Not a code".code'] == [
        each.path for each in error.value.faults
    ]
    with pytest.raises(InvalidWorkspace, match="did you mean 'name'"):
        structured(f'{text}code = "a"\nentity = "lead"', "file", Workspace)


def test_what_one_may_not_see_is_not_filled_in(opened: Callable[..., Crm]) -> None:
    """A5: hidden fields and hidden firms are missing."""
    hides = role(
        Grant("any", "read", scope="all"),
        Grant("company", "read", scope="own"),
        Grant("contact", "read", scope="none", field="job_title"),
    )
    letter = Letter("one", subject="x", text="{job_title} {company.name}")
    crm = opened(workspace=attrs.evolve(firm(hides), letters=[letter]))
    company = crm.companies.add(Company(name="Kyivlog"))
    person = Contact(last_name="Koval", job_title="Chief", companies=company)
    koval = crm.contacts.add(person)

    assert "Chief Kyivlog" == crm.compose("one", to=koval).text
    unseen = crm.acting_as("bob").compose("one", to=koval)
    assert (" ", ("job_title", "company.name")) == (unseen.text, unseen.missing)


def test_a_sent_letter_is_logged_by_one_call(opened: Callable[..., Crm]) -> None:
    """T1, mission 1.37: it is an e-mail that was done, of whom and what it told."""
    crm = opened(workspace=office("Hi", about="deal", html="<b>Hi</b>"))
    koval = crm.contacts.add(Contact(last_name="Koval", emails="k@a.example"))
    deal = crm.deals.add(Deal(title="x"))
    letter = crm.compose("one", to=koval, about=deal)
    logged = crm.activities.add(letter.as_activity())

    assert ("email", "Hi", True) == (logged.kind, logged.description, logged.is_done)
    assert (koval.id, deal.id) == logged.bindings
    assert "k@a.example" == logged.emails[0].address


def test_html_alone_is_a_letter_too(opened: Callable[..., Crm]) -> None:
    """Mission 1.37: a letter may have no plain text."""
    letter = Letter("one", subject="Hi", html="<p>{first_name}</p>")
    crm = opened(workspace=Workspace(letters=[letter]))
    person = Contact(first_name="<Olena>\nx", emails="o@a.example")
    found = crm.compose("one", to=crm.contacts.add(person))
    message = email_from_letter(found, sender="sales@a.example")

    assert "<p>&lt;Olena&gt;<br>\nx</p>" == found.html
    assert "text/html" == message.get_content_type()
    assert "html" == found.as_activity().description_format
    assert "srcdoc" in found._repr_html_()
    assert "Hi\n\n<p>" in str(found)


def test_a_letter_goes_to_an_address(opened: Callable[..., Crm]) -> None:
    """Mission 1.37: without one, or from none, nothing is sent."""
    crm = opened(workspace=office("Hi {first_name}", html="<b>Hi</b>"))
    nobody = crm.compose("one", to=crm.contacts.add(Contact(last_name="Koval")))
    person = Contact(last_name="Koval", emails="k@a.example")
    letter = crm.compose("one", to=crm.contacts.add(person))

    with pytest.raises(InvalidValue, match="goes to nobody"):
        email_from_letter(nobody, sender="sales@a.example")
    with pytest.raises(InvalidValue, match="address is none"):
        email_from_letter(letter, sender="Sales\nBcc: x@a.example")
    assert "multipart/alternative" == (
        email_from_letter(letter, sender="sales@a.example").get_content_type()
    )
    assert "first_name" in letter._repr_html_()
    assert "Koval" not in repr(letter)


class _Tags(HTMLParser):
    """Lists what tags and texts a page has."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        """Note a tag with its attributes."""
        self.tags.append(f"{tag} {attrs}")

    def handle_comment(self, data: str) -> None:
        """Note a comment."""
        self.tags.append(f"comment {data}")


def tags_of(page: str) -> list[str]:
    """Return the tags of a page."""
    found = _Tags()
    found.feed(page)
    found.close()
    return found.tags


PAGE = (
    "<html><body class='a'><p>{greeting}</p>{notes}<td>{job_title}<br>{#rows}"
    "<i>{name}</i>{/rows}</td></body></html>"
)
KEYS = ("Subject", "From", "To", "MIME-Version", "Content-Type", "Content-Language")
HOSTILE = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        [
            "<script>alert(1)</script>",
            "</td><td>",
            '" onload="x',
            "' autofocus x='",
            "<!--",
            "-->",
            "{last_name}",
            "{{greeting}}",
            "{#rows}",
            "&lt;b&gt;",
            "x\r\nBcc: a@b.example",
            "\u202eevil",
            "<svg/onload=1>",
            "]]><x>",
        ]
    ),
)


@given(HOSTILE, HOSTILE, HOSTILE)
def test_no_value_leaves_its_place(name: str, notes: str, title: str) -> None:
    """P22, mission 1.37: whatever is filled in, page and headers keep their shape."""
    letter = Letter("one", about="deal", subject="{name} {notes}", html=PAGE, text="x")
    crm = leadflow.open(workspace=Workspace(letters=[letter]))
    try:
        person = Contact(
            last_name=name, notes=notes, job_title=title, emails="k@a.example"
        )
        row = ProductRow(name=title, price="1 UAH")
    except (InvalidValue, InvalidData):
        return
    deal = crm.deals.add(Deal(title="x", rows=[row]))
    koval = crm.contacts.add(leadflow.evolve(person, first_name="x"))
    found = crm.compose("one", to=koval, about=deal)
    empty = "<html><body class='a'><p></p><td><br><i></i></td></body></html>"
    kept = [each for each in tags_of(found.html) if each != "br []"]

    assert [each for each in tags_of(empty) if each != "br []"] == kept
    assert 1 == len(found.subject.splitlines() or [""])
    message = email_from_letter(found, sender="s@a.example")
    read = message_from_bytes(bytes(message), policy=default)
    assert sorted(message.keys()) == sorted(read.keys()) == sorted(KEYS)


@given(st.text(alphabet="{}#/rows|:ab.\n", max_size=40))
def test_any_text_is_a_letter_or_refused(text: str) -> None:
    """P25: hostile templates end, and end in a refusal that is ours."""
    try:
        office(text, subject="x", html=text)
    except (InvalidValue, InvalidData):
        return
    assert tags_of(text) is not None


def test_who_has_a_title_and_no_last_name_is_greeted_by_the_full_name() -> None:
    """Mission 1.37: "Dear Dr." would be no greeting."""
    person = Contact(first_name="Olena", honorific="Dr.")

    assert "Dear Dr." != told("{greeting}", person)
    assert "Olena" in told("{greeting}", person)
    assert "Доброго дня, Olena".split(",")[1] in told("{greeting}", person, "uk")
    assert "Здравствуйте, Olena" == told("{greeting}", person, "ru")


def test_a_letter_is_drawn_as_it_will_look(crm: Crm) -> None:
    """Mission 1.37, P25: plain text as it is, HTML in a frame without scripts."""
    plain = Letter("plain", subject="Hi", text="Good day")
    page = Letter("page", subject="Hi", html="<p>Good day</p>")
    crm.configure(Workspace(letters=[plain, page]))
    person = crm.contacts.add(Contact(last_name="Koval", emails="k@a.example"))
    drawn = crm.compose("plain", to=person)._repr_html_()
    framed = crm.compose("page", to=person)._repr_html_()

    assert '<p class="t">Koval &lt;k@a.example&gt; · Hi</p><pre' in drawn
    assert ">Good day</pre></div>" in drawn
    assert "<iframe" not in drawn
    assert '<iframe sandbox="" srcdoc="&lt;p&gt;Good day&lt;/p&gt;"' in framed
    assert framed.endswith('"></iframe></div>')
    assert "<pre" not in framed
