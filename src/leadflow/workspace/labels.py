"""What things are called, in the languages of the people who read them."""

from collections.abc import Iterable, Mapping
from typing import TypeAlias

from attrs import field, frozen

from leadflow.deferred import by_value, expression
from leadflow.errors import InvalidValue
from leadflow.values.text import clean


LANGUAGES = ("en", "uk", "ru")
"""The languages that leadflow's own words come in; labels may have any."""

_TAG = expression(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


def is_language(tag: str) -> bool:
    """Tell whether this looks like a language tag of BCP 47.

    >>> is_language("uk"), is_language("pt-BR"), is_language("ukrainian")
    (True, True, False)
    """
    return _TAG().fullmatch(tag) is not None


def base_language(tag: str) -> str:
    """Return the language without its region: ``uk`` of ``uk-UA``."""
    return tag.partition("-")[0]


def _texts(value: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    pairs = ((_language(tag), clean(text, "label")) for tag, text in value)
    return tuple(sorted((tag, text) for tag, text in pairs if text))


def _language(tag: str) -> str:
    if tag and not is_language(tag):
        hint = "write texts by language: {en = 'Visit', uk = 'Візит'}"
        raise InvalidValue("label", f"has '{tag}' where a language stands", hint)
    return tag


@by_value
@frozen(eq=False, repr=False)
class Label:
    """One text in several languages; ``""`` stands for any language.

    >>> Label((("en", "Visit"), ("uk", "Візит"))).text("uk")
    'Візит'
    """

    texts: tuple[tuple[str, str], ...] = field(default=(), converter=_texts)

    def __bool__(self) -> bool:
        return bool(self.texts)

    def text(self, language: str = "en") -> str:
        """Return the text in ``language``, else in English, else any there is."""
        known = dict(self.texts)
        for choice in (language, base_language(language), "", "en"):
            if choice in known:
                return known[choice]
        return self.texts[0][1] if self.texts else ""


LabelLike: TypeAlias = Label | str | Mapping[str, str] | None


def label(value: LabelLike) -> Label:
    """Return a label from one text, or from texts by language.

    >>> label("Visit").text("uk")
    'Visit'
    """
    match value:
        case Label():
            return value
        case str():
            return Label((("", value),))
        case Mapping():
            return Label(tuple(value.items()))
        case None:
            return Label()
        case _:
            raise _no_label(value)


def _no_label(value: object) -> InvalidValue:
    hint = "write a text, or texts by language: {en = 'Visit', uk = 'Візит'}"
    return InvalidValue("label", f"cannot be of type {type(value).__name__}", hint)


def readable(code: str) -> str:
    """Return a code as words, for what nobody has labelled.

    >>> readable("trade_show")
    'Trade show'
    """
    return code.replace("_", " ").capitalize()
