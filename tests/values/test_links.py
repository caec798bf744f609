import pytest
from hypothesis import given, strategies as st

from leadflow.errors import InvalidValue
from leadflow.values import Messenger, Website
from leadflow.values.links import messengers, websites


class TestWebsite:
    """Links to pages."""

    @pytest.mark.parametrize(
        ("text", "url", "domain"),
        [
            ("kyivlog.example", "https://kyivlog.example", "kyivlog.example"),
            ("//kyivlog.example/a", "https://kyivlog.example/a", "kyivlog.example"),
            ("HTTP://WWW.Kyiv.example", "http://WWW.Kyiv.example", "kyiv.example"),
            (
                "kyiv.example:8080/?q=1#top",
                "https://kyiv.example:8080/?q=1#top",
                "kyiv.example",
            ),
            ("https://пошта.укр", "https://пошта.укр", "xn--80a1acn3a.xn--j1amh"),
        ],
    )
    def test_a_link_is_completed(self, text: str, url: str, domain: str) -> None:
        """People leave the scheme out."""
        site = Website(text)

        assert (url, domain) == (str(site), site.domain)

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "javascript:alert(1)",
            "JavaScript://kyiv.example/%0aalert(1)",
            "data:text/html,x",
            "mailto:a@kyiv.example",
            "ftp://kyiv.example",
            "https://user:secret@kyiv.example",
            "https://localhost",
            "http://10.0.0.1",
            "https://kyiv.example/<script>",
            'https://kyiv.example/"onclick',
            "https://kyiv example",
            "https://kyiv.example/\u202e",
            "https://",
            "kyiv.example/" + "x" * 2048,
        ],
    )
    def test_what_could_harm_is_refused(self, text: str) -> None:
        """A link is shown on pages and followed."""
        with pytest.raises(InvalidValue, match="web address"):
            Website(text)

    def test_scheme_www_and_last_slash_do_not_tell_links_apart(self) -> None:
        """C6: several are united by normalised value."""
        found = websites("kyiv.example/a/; http://www.Kyiv.example/a")

        assert (Website("kyiv.example/a/"),) == found

    def test_one_or_several_are_taken(self) -> None:
        """A field accepts what people and forms give."""
        site = Website("kyiv.example", "home")

        assert (site,) == websites(site) == websites([("kyiv.example", "home")])
        assert (site,) == websites([site])
        assert () == websites(None)

    @pytest.mark.parametrize("value", [5, [5], ["a b"]])
    def test_anything_else_is_refused(self, value: object) -> None:
        """A wrong item is not passed over."""
        with pytest.raises(InvalidValue, match="web address"):
            websites(value)  # type: ignore[arg-type]

    @given(st.from_regex(r"[a-z]{1,9}\.example(/[a-z]{0,9}){0,2}", fullmatch=True))
    def test_completing_twice_changes_nothing(self, text: str) -> None:
        """Law: a completed link is complete."""
        site = Website(text)

        assert site == Website(str(site))


class TestMessenger:
    """Accounts where somebody can be written to."""

    @pytest.mark.parametrize(
        ("text", "key"),
        [
            ("telegram:@Olena", "telegram:olena"),
            ("Telegram: olena", "telegram:olena"),
            ("https://t.me/olena?start=1", "telegram:olena"),
            ("telegram:https://t.me/olena", "telegram:olena"),
            ("wa.me/380441234567", "whatsapp:+380441234567"),
            ("whatsapp:+380 44 123 45 67", "whatsapp:+380441234567"),
            ("viber:olena.k", "viber:olena.k"),
            ("www.linkedin.com/in/olena/", "linkedin:olena"),
        ],
    )
    def test_an_account_has_one_key(self, text: str, key: str) -> None:
        """D1: however it is written, an account is found again."""
        assert key == Messenger.parse(text).key

    @pytest.mark.parametrize(
        "text", ["", "olena", "telegram:", "telegram:@", "fax:1", "https://x.example/a"]
    )
    def test_without_service_or_name_there_is_no_account(self, text: str) -> None:
        """The message says how to write it."""
        with pytest.raises(InvalidValue, match="messenger"):
            Messenger.parse(text)

    def test_a_wrong_service_names_the_nearest(self) -> None:
        """The message offers the right code."""
        with pytest.raises(InvalidValue, match="did you mean 'telegram'"):
            Messenger("telegramm", "olena")

    def test_it_is_read_back_and_hidden_in_the_repr(self) -> None:
        """The text gives all, the repr does not."""
        account = Messenger("telegram", "@olena")

        assert account == Messenger.parse(str(account))
        assert "Messenger(service='telegram', handle=o…)" == repr(account)

    def test_one_or_several_are_taken_once(self) -> None:
        """C6: several are united by normalised value."""
        account = Messenger("telegram", "olena")

        assert (account,) == messengers("telegram:olena, telegram:@OLENA")
        assert (account,) == messengers(account) == messengers([account])
        assert (account,) == messengers([("telegram", "olena")])

    def test_anything_else_is_refused(self) -> None:
        """A wrong item is not passed over."""
        with pytest.raises(InvalidValue, match="messenger must be text"):
            messengers([5])  # type: ignore[list-item]
