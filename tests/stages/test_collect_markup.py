"""XML that anybody may have written: mended where it can be, refused where it must be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.core.errors import InputError
from dateline.stages.collect.markup import decoded, read_xml


class Heard:
    """Writes down what it is told."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def start(self, name: str, attributes: tuple[tuple[str, str], ...]) -> None:
        said = "".join(f" {held}={value}" for held, value in attributes)
        self.lines.append(f"<{name}{said}>")

    def end(self, name: str) -> None:
        self.lines.append(f"</{name}>")

    def data(self, text: str) -> None:
        if text.strip():
            self.lines.append(text.strip())


def heard(content: str | bytes) -> list[str]:
    held = content.encode() if isinstance(content, str) else content
    return read_xml(held, "list.xml", Heard).handler.lines


def note(content: str) -> str:
    return read_xml(content.encode(), "list.xml", Heard).note


def test_elements_are_told_in_order_with_their_prefixes() -> None:
    assert heard('<a b="1" x:c="2"><x:d>word</x:d></a>') == [
        "<a b=1 x:c=2>",
        "<x:d>",
        "word",
        "</x:d>",
        "</a>",
    ]
    assert note('<a b="1"/>') == ""


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("<a>Tea & cake</a>", "Tea & cake"),
        ("<a>Tea &amp; cake</a>", "Tea & cake"),
        ("<a>caf&eacute; & &lt;b&gt;</a>", "café & <b>"),
        ("<a>&lt;&</a>", "<&"),
        ("<a>&nosuch; &</a>", "&nosuch; &"),
        ("<a>&AMP; &</a>", "& &"),
        ("<a>x=1&y=2&copy=3</a>", "x=1&y=2&copy=3"),
        ("<a>&#8217; &#x2019; &</a>", "’ ’ &"),
        ("<a><![CDATA[Tea & cake]]></a>", "Tea & cake"),
        ("<a>word\x00\x0b</a>", "word"),
    ],
)
def test_ampersands_and_entities_become_what_was_meant(content: str, text: str) -> None:
    assert heard(content)[1] == text


def test_the_ill_formed_is_noted_with_its_place() -> None:
    assert "line 1" in note("<a>Tea & cake</a>")
    assert "not well-formed" in note("<a><b></a>")
    assert heard("<a><b></a>") == ["<a>", "<b>", "</b>", "</a>"]


@pytest.mark.parametrize(
    "content",
    [
        '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
        '<!DOCTYPE a [ <!ENTITY % p SYSTEM "http://x.example/"> %p; ]><a/>',
        "<!doctype a [\n<!ELEMENT a ANY>]><a/>",
        "<a/><!ENTITY b 'c'>",
        '<!DOCTYPE a SYSTEM "file:///etc/passwd" [<!ATTLIST a b CDATA "c">]><a/>',
    ],
)
def test_declarations_are_refused_in_whatever_encoding(content: str) -> None:
    for codec in ("utf-8", "utf-16", "utf-16-le", "utf-32", "utf-8-sig"):
        with pytest.raises(InputError, match="declares") as raised:
            heard(content.encode(codec))
        assert raised.value.item == "list.xml"


def test_a_doctype_that_declares_nothing_is_passed_over_and_fetches_nothing() -> None:
    assert heard('<!DOCTYPE a SYSTEM "http://x.example/a.dtd"><a/>') == ["<a>", "</a>"]
    assert heard('<?xml version="1.0" standalone="no"?>\n<!DOCTYPE a PUBLIC "p" "s"><a/>') == ["<a>", "</a>"]


@pytest.mark.parametrize("content", ["", "words alone", "<", "<>", "\x00", "<?xml version='1.0'?>"])
def test_what_is_no_xml_is_refused_with_the_way_out(content: str) -> None:
    with pytest.raises(InputError) as raised:
        heard(content)
    assert raised.value.remedy


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"\xef\xbb\xbfab", "ab"),
        ("Größe".encode("utf-16"), "Größe"),
        ("<a>Größe".encode("utf-16-le"), "<a>Größe"),
        ("<a>Größe".encode("utf-16-be"), "<a>Größe"),
        ("Größe".encode(), "Größe"),
        ("Größe “so”".encode("cp1252"), "Größe “so”"),
        (b'<?xml version="1.0" encoding="iso-8859-2"?>' + "łódź".encode("iso-8859-2"), None),
        (b'<?xml version="1.0" encoding="base64"?>YWI=', None),
        (b"\x81\x8d", "\x81\x8d"),
    ],
)
def test_bytes_become_text(content: bytes, text: str | None) -> None:
    assert decoded(content).endswith(text or ("łódź" if b"8859" in content else "YWI="))


@given(st.binary(max_size=200))
def test_any_bytes_are_text(content: bytes) -> None:
    assert isinstance(decoded(content), str)


@given(st.text(max_size=80), st.text("<>&;\"'=/ ab!-[]", max_size=80))
def test_anything_is_told_or_refused(words: str, markup: str) -> None:
    try:
        lines = heard(f"<a>{words}{markup}</a>")
    except InputError as error:
        lines = [error.reason]
    assert lines
