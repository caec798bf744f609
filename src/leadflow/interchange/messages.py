"""Composed letters as messages that a mail program takes."""

from email.headerregistry import Address
from email.message import EmailMessage

from leadflow.audience import ComposedLetter
from leadflow.errors import InvalidValue
from leadflow.markup import shown


def email_from_letter(letter: ComposedLetter, *, sender: str) -> EmailMessage:
    r"""Return a letter as a message for ``smtplib``, with the sender's address.

    Text and HTML are alternatives of one another. No value can add a header: each is
    one line. Raises ``InvalidValue`` where there is no address, and for a sender that
    is none.

    >>> import leadflow
    >>> from leadflow import Contact, Letter, Workspace
    >>> hello = Letter("hello", subject="Hello", text="{greeting}!")
    >>> crm = leadflow.open(workspace=Workspace(letters=[hello]))
    >>> olena = Contact(first_name="Olena", emails="olena@kyiv.example")
    >>> letter = crm.compose("hello", to=crm.contacts.add(olena))
    >>> message = email_from_letter(letter, sender="sales@office.example")
    >>> message["To"], message.get_content()
    ('Olena <olena@kyiv.example>', 'Dear Olena!\n')
    """
    if not letter.recipients:
        hint = "give the party an e-mail address"
        raise InvalidValue("letter", "goes to nobody: there is no address", hint)
    made = EmailMessage()
    made["Subject"] = shown(letter.subject)
    made["From"] = _address("", sender)
    made["To"] = tuple(_address(shown(letter.name), each) for each in letter.recipients)
    if letter.text:
        made.set_content(letter.text)
    if letter.html and letter.text:
        made.add_alternative(letter.html, subtype="html")
    elif letter.html:
        made.set_content(letter.html, subtype="html")
    # Last: what sets the content takes all headers of content away.
    made["Content-Language"] = letter.language
    return made


def _address(name: str, address: str) -> Address:
    try:
        return Address(name, addr_spec=address)
    except Exception:  # noqa: BLE001  # whatever the parser raises for what it is given
        hint = "write it like 'sales@office.example'"
        raise InvalidValue("address", "is none that a letter can go to", hint) from None
