"""A letter that is ready: its texts, to whom, and what was missing."""

from datetime import datetime

from attrs import field, frozen

from leadflow.deferred import by_value
from leadflow.entities import Activity
from leadflow.markup import attributes, element, framed
from leadflow.values.text import mask
from leadflow.workspace.naming import word


_TEXT = "margin:0 0 8px;padding:0 10px;white-space:pre-wrap"
_PAGE = "box-sizing:border-box;width:100%;height:20em;border:1px solid #8885"


@by_value
@frozen(kw_only=True, eq=False, repr=False)
class ComposedLetter:
    """A letter with its fields filled in; nothing is stored or sent yet.

    Made by ``crm.compose``; ``email_from_letter`` makes it a message for ``smtplib``.
    """

    code: str
    """The letter's code."""
    subject: str = field(repr=False)
    text: str = field(repr=False)
    """As plain text; empty where the letter has HTML alone."""
    html: str = field(repr=False)
    name: str = field(repr=mask)
    """The name of whoever gets it."""
    recipients: tuple[str, ...] = field(repr=False)
    """The address it goes to; none where there is none."""
    record: str
    """The id of whoever gets it."""
    about: str = ""
    """The id of what else it tells of."""
    language: str
    at: datetime = field(repr=False)
    missing: tuple[str, ...] = ()
    """The names that nothing stands for, and that have no fallback."""

    def as_activity(self) -> Activity:
        """Return it as an e-mail that was sent, to be logged by one call.

        ``crm.activities.add(letter.as_activity())``

        >>> import leadflow
        >>> from leadflow import Contact, Letter, Workspace
        >>> hello = Letter("hello", subject="Hello", text="{greeting}!")
        >>> crm = leadflow.open(workspace=Workspace(letters=[hello]))
        >>> olena = crm.contacts.add(Contact(first_name="Olena"))
        >>> letter = crm.compose("hello", to=olena)
        >>> crm.activities.add(letter.as_activity()).description
        'Dear Olena!'
        """
        return Activity(
            kind="email",
            direction="outgoing",
            subject=self.subject,
            description=self.text or self.html,
            description_format="plain" if self.text else "html",
            emails=self.recipients,
            bindings=[self.record, *([self.about] if self.about else [])],
            done_at=self.at,
        )

    def __str__(self) -> str:
        return f"{self.subject}\n\n{self.text or self.html}"

    def _repr_html_(self) -> str:
        """Return the letter as it will look; its HTML stands in a frame of its own."""
        to = f"{self.name} <{', '.join(self.recipients)}>"
        parts = [element("p", f"{to} · {self.subject}", class_="t")]
        if self.text:
            parts.append(element("pre", self.text, style=_TEXT))
        if self.html:
            # No script runs in it, and no style of it reaches the page around.
            page = attributes(srcdoc=self.html, style=_PAGE)
            parts.append(f'<iframe sandbox=""{page}></iframe>')
        if self.missing:
            told = f"{word('missing', self.language)}: {', '.join(self.missing)}"
            parts.append(element("p", told))
        return framed("".join(parts), language=self.language)
