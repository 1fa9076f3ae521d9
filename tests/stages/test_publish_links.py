"""Links: http and https alone, and fragments that say nothing but the quoted words."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.core.site import Edition
from dateline.stages.publish.links import absolute, at_words, safe_href, text_fragment, up

FEW = settings(max_examples=25, deadline=None)
PREFIX = ":~:text="
MARK_WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Z", "C")), min_size=1, max_size=9)
PLAIN = st.text("abcxyzäöüžñ0189", min_size=1, max_size=8)
PATHS = st.text(st.characters(codec="utf-8", exclude_categories=("Z", "C"), exclude_characters="\\"))


@pytest.mark.parametrize(
    ("url", "href"),
    [
        ("http://deich.example", "http://deich.example"),
        ("HTTPS://Deich.Example/Weg", "https://deich.example/Weg"),
        ("https://deich.example/a%20b", "https://deich.example/a%20b"),
        ("https://deich.example/a?b=c&d=%26", "https://deich.example/a?b=c&d=%26"),
        ("https://deich.example:0443/x", "https://deich.example:443/x"),
        ("https://deich.example/<b>", "https://deich.example/%3Cb%3E"),
        ("https://deich.example/`x`{y}|z^", "https://deich.example/%60x%60%7By%7D%7Cz%5E"),
        ("https://deich.example/港?q=橋", "https://deich.example/%E6%B8%AF?q=%E6%A9%8B"),
        ("https://föhr.example/", "https://xn--fhr-sna.example/"),
        ("\thttps://deich.example/\n", "https://deich.example/"),
        ("http://[2001:db8::7]:8080/a", "http://[2001:db8::7]:8080/a"),
    ],
)
def test_an_honest_address_is_kept(url: str, href: str) -> None:
    assert safe_href(url) == href


@pytest.mark.parametrize(
    "url",
    [
        *(
            "",
            "   ",
            "deich.example",
            "/weg",
            "//deich.example/weg",
            "#top",
            "?q=1",
            "https://",
            "https:///x",
        ),
        *("javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\nscript:alert(1)", "\x01javascript:alert(1)"),
        *(
            "data:text/html,<b>",
            "vbscript:x",
            "file:///etc/passwd",
            "ftp://deich.example/",
            "mailto:a@b.example",
        ),
        *("blob:https://deich.example/1", "view-source:https://deich.example", "ws://deich.example"),
        *(
            "https://hinnerk@deich.example/",
            "https://hinnerk:geheim@deich.example/",
            "https://@deich.example/",
        ),
        *(
            "https://deich.example\\@boese.example/",
            "https://deich.example:99999/",
            "https://deich.example:x/",
        ),
        *(
            "https://[::1/",
            "https://deich.example/\u202egpj.exe",
            "https://deich.example/a b",
            "https://a..example/",
        ),
        *("https://deich.\u200bexample/", "https://deich.example/\ufeff", "https://deich.example/\x00"),
    ],
)
def test_what_is_not_an_honest_address_is_no_link(url: str) -> None:
    assert safe_href(url) == ""


@FEW
@given(st.sampled_from(["http", "https", "ftp", "javascript", "data", "x", ""]), st.text(), PATHS)
def test_a_link_has_a_scheme_of_the_web_a_host_and_no_mark_of_html(scheme: str, host: str, path: str) -> None:
    href = safe_href(f"{scheme}://{host}/{path}")
    if href:
        parts = urlsplit(href)
        assert scheme in ("http", "https")
        assert parts.scheme == scheme
        assert parts.hostname
        assert parts.username is None
        assert href.isascii()
        assert not set(href) & set('"<> \\`{}|^\t\r\n')


@FEW
@given(PATHS)
def test_a_safe_address_stays_as_it_is(path: str) -> None:
    href = safe_href(f"https://deich.example/{path}")
    assert href
    assert safe_href(href) == href


@FEW
@given(PATHS.filter(lambda path: not set(path) & set("%?#")))
def test_the_path_can_be_read_back(path: str) -> None:
    assert unquote(safe_href(f"https://deich.example/{path}")) == f"https://deich.example/{path}"


@pytest.mark.parametrize(
    ("quotation", "fragment"),
    [
        ("", ""),
        ("… – “”", ""),
        ("sluice", "sluice"),
        ("the old sluice", "the%20old%20sluice"),
        ("  the \n old\tsluice ", "the%20old%20sluice"),
        ("well-known", "well%2Dknown"),
        ("salt & pepper, mostly", "salt%20%26%20pepper%2C%20mostly"),
        ("100 % sure?", "100%20%25%20sure%3F"),
        ("Über’s Watt", "%C3%9Cber%E2%80%99s%20Watt"),
        ("one two three four five six seven eight", "one%20two%20three%20four%20five%20six%20seven%20eight"),
        ("a b c d e f g h i", "a%20b%20c%20d,f%20g%20h%20i"),
        ("\ud800 odd", "%3F%20odd"),
    ],
)
def test_fragments(quotation: str, fragment: str) -> None:
    assert text_fragment(quotation) == (PREFIX + fragment if fragment else "")


@FEW
@given(st.lists(MARK_WORDS, max_size=8))
def test_a_short_fragment_can_be_read_back(spoken: list[str]) -> None:
    fragment = text_fragment(" ".join(spoken))
    if fragment:
        assert unquote(fragment.removeprefix(PREFIX)) == " ".join(spoken)
    else:
        assert not any(letter.isalnum() for word in spoken for letter in word)


@FEW
@given(st.lists(PLAIN, min_size=9, max_size=40))
def test_a_long_fragment_carries_its_ends_alone(spoken: list[str]) -> None:
    start, end = text_fragment(" ".join(spoken)).removeprefix(PREFIX).split(",")
    assert unquote(start).split(" ") == spoken[:4]
    assert unquote(end).split(" ") == spoken[-4:]


@FEW
@given(st.text())
def test_a_fragment_is_plain_ascii_and_has_at_most_one_comma(quotation: str) -> None:
    fragment = text_fragment(quotation).removeprefix(PREFIX)
    assert fragment.isascii()
    assert fragment.count(",") <= 1
    assert not set(fragment) & set("-&#?=+ <>\"'")


@pytest.mark.parametrize(
    ("url", "quotation", "href"),
    [
        ("https://deich.example/1", "the dyke held", "https://deich.example/1#:~:text=the%20dyke%20held"),
        (
            "https://deich.example/1#p2",
            "the dyke held",
            "https://deich.example/1#p2:~:text=the%20dyke%20held",
        ),
        ("https://deich.example/1", "...", "https://deich.example/1"),
        ("javascript:alert(1)", "the dyke held", ""),
        ("", "the dyke held", ""),
    ],
)
def test_a_link_to_the_words(url: str, quotation: str, href: str) -> None:
    assert at_words(url, quotation) == href


@FEW
@given(st.text(), st.text())
def test_a_link_to_the_words_is_safe_too(url: str, quotation: str) -> None:
    assert at_words(url, quotation).startswith(safe_href(url))
    assert bool(at_words(url, quotation)) == bool(safe_href(url))


@pytest.mark.parametrize(
    ("base", "path", "address"),
    [
        ("", "story/s1/index.html", ""),
        ("https://n.example", "story/s1/index.html", "https://n.example/story/s1/"),
        ("https://n.example/", "index.html", "https://n.example/"),
        ("https://n.example/a//", "feed.xml", "https://n.example/a/feed.xml"),
    ],
)
def test_addresses_of_the_site(base: str, path: str, address: str) -> None:
    assert absolute(Edition(base_url=base), path) == address


@FEW
@given(st.lists(PLAIN, min_size=1, max_size=6))
def test_the_way_up_has_a_step_for_each_folder(parts: list[str]) -> None:
    assert up("/".join(parts)) == "../" * (len(parts) - 1)
