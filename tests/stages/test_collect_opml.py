"""OPML in and out: nothing is lost on the way, the ill-formed is read, the hostile is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.core.errors import InputError
from dateline.core.sources import Attributes, Outline, SourceList
from dateline.stages.collect.markup import decoded, read_xml
from dateline.stages.collect.opml import DEEPEST, LARGEST, MOST_OUTLINES, read_list, read_opml, write_opml
from tests.effort import effort

HARBOUR = """<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0" xmlns:reader="https://reader.example/ns">
  <head>
    <title>Harbour desk &amp; friends</title>
    <dateCreated>Tue, 04 Jun 2024 08:00:00 GMT</dateCreated>
    <reader:theme>dark</reader:theme>
    <ownerName/>
  </head>
  <body>
    <outline text="Coast" reader:open="yes">
      <outline type="rss" text="The Harbour Post" xmlUrl="https://harbour.example/feed.xml" \
htmlUrl="https://harbour.example/" reader:colour="#336699" description="Two&#10;lines"/>
      <outline text="Empty folder"/>
    </outline>
    <outline text="Straight" type="rss" xmlUrl="https://straight.example/rss?a=1&amp;b=2"/>
  </body>
</opml>
"""


def body(inner: str, head: str = "") -> bytes:
    return f'<opml version="2.0"><head>{head}</head><body>{inner}</body></opml>'.encode()


def texts(listed: SourceList) -> list[str]:
    return [dict(outline.attributes).get("text", "") for outline in listed.outlines]


# --- well-formed --------------------------------------------------------------------------


def test_every_attribute_folder_and_head_element_is_read() -> None:
    listed = read_opml(HARBOUR.encode())
    assert listed.root == (("version", "2.0"), ("xmlns:reader", "https://reader.example/ns"))
    assert listed.head == (
        ("title", "Harbour desk & friends"),
        ("dateCreated", "Tue, 04 Jun 2024 08:00:00 GMT"),
        ("reader:theme", "dark"),
        ("ownerName", ""),
    )
    coast, straight = listed.outlines
    assert coast.attributes == (("text", "Coast"), ("reader:open", "yes"))
    assert [name for name, _ in coast.children[0].attributes] == [
        *("type", "text", "xmlUrl", "htmlUrl", "reader:colour", "description")
    ]
    assert dict(coast.children[0].attributes)["description"] == "Two\nlines"
    assert coast.children[1] == Outline(attributes=(("text", "Empty folder"),))
    assert dict(straight.attributes)["xmlUrl"] == "https://straight.example/rss?a=1&b=2"


def test_what_was_read_is_written_and_read_again_without_loss() -> None:
    listed = read_opml(HARBOUR.encode())
    written = write_opml(listed)
    assert read_opml(written) == listed
    assert write_opml(read_opml(written)) == written


def test_a_written_list_is_what_other_readers_read() -> None:
    from lxml import etree

    root = etree.fromstring(write_opml(read_opml(HARBOUR.encode())))
    assert root.get("version") == "2.0"
    assert root.findtext("head/title") == "Harbour desk & friends"
    assert [one.get("xmlUrl") for one in root.iter("outline") if one.get("xmlUrl")] == [
        "https://harbour.example/feed.xml",
        "https://straight.example/rss?a=1&b=2",
    ]


def test_an_empty_list_is_whole_opml() -> None:
    written = write_opml(SourceList())
    assert b'<opml version="2.0">' in written
    assert read_opml(written).outlines == ()


def test_our_own_settings_bring_their_namespace() -> None:
    ours = Outline(attributes=(("text", "a"), ("dateline:every", "20")))
    nested = SourceList(outlines=(Outline(attributes=(("text", "f"),), children=(ours,)),))
    assert b'xmlns:dateline="urn:dateline:opml"' in write_opml(nested)
    assert b"xmlns:dateline" not in write_opml(read_opml(HARBOUR.encode()))
    assert write_opml(read_opml(write_opml(nested))) == write_opml(nested)


names = st.from_regex(r"[A-Za-z_][A-Za-z0-9_.-]{0,8}(:[A-Za-z_][A-Za-z0-9_-]{0,8})?", fullmatch=True).filter(
    lambda name: not name.lower().startswith("xml")
)
values = st.text(
    st.characters(codec="utf-8", exclude_characters="\ufffe\uffff").filter(
        lambda letter: letter >= " " or letter in "\t\n\r"
    ),
    max_size=12,
)


def held(least: int = 0) -> st.SearchStrategy[Attributes]:
    return st.lists(st.tuples(names, values), min_size=least, max_size=4, unique_by=lambda one: one[0]).map(
        tuple
    )


outlines = st.recursive(
    st.builds(Outline, attributes=held()),
    lambda below: st.builds(Outline, attributes=held(), children=st.lists(below, max_size=3).map(tuple)),
    max_leaves=8,
)
lists = st.builds(
    SourceList,
    root=held()
    .map(lambda more: (("version", "2.0"), ("xmlns:dateline", "urn:dateline:opml"), *more))
    .filter(lambda root: len({name.lower() for name, _ in root}) == len(root)),
    head=st.lists(st.tuples(names, values), max_size=4).map(tuple),
    outlines=st.lists(outlines, max_size=4).map(tuple),
)


@given(lists)
def test_any_list_comes_back_as_it_was(listed: SourceList) -> None:
    written = write_opml(listed)
    assert read_list(written).note == ""
    assert read_opml(written) == listed
    assert write_opml(read_opml(written)) == written


def settles(content: bytes) -> bool:
    """Whether the bytes are a list that comes back as it was, or are refused with a reason."""
    try:
        listed = read_opml(content)
    except InputError as error:
        return bool(error.reason)
    return read_opml(write_opml(listed)).outlines == listed.outlines


@given(st.binary(max_size=300))
def test_any_bytes_are_a_list_or_refused(content: bytes) -> None:
    assert settles(b"<opml>" + content)


@given(st.text("<>&;\"'=/! outlinexmUr#", max_size=200))
def test_any_markup_is_a_list_or_refused(inner: str) -> None:
    assert settles(body(inner))


# --- as found in the wild -----------------------------------------------------------------

PORT = '<opml><body><outline text="Порт"/></body></opml>'
FEED = 'text="Harbour" xmlUrl="https://harbour.example/feed"'


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (body(f"<outline {FEED}/>"), ["Harbour"]),
        (b"\xef\xbb\xbf" + HARBOUR.encode(), ["Coast", "Straight"]),
        (b"\n\n  " + HARBOUR.encode(), ["Coast", "Straight"]),
        (HARBOUR.replace("UTF-8", "UTF-16").encode("utf-16"), ["Coast", "Straight"]),
        (f"<OPML VERSION='1.1'><BODY><OUTLINE {FEED}/></BODY></OPML>".encode(), ["Harbour"]),
        (f"<opml version='1.0'><outline {FEED}/></opml>".encode(), ["Harbour"]),
        (body('<outline title="No text" xmlUrl="https://a.example/"/>'), [""]),
        (body('<outline text="Ports & piers"/>'), ["Ports & piers"]),
        (body('<outline text="a" xmlUrl="https://a.example/?x=1&y=2"/>'), ["a"]),
        (body('<outline text="Caf&eacute;&nbsp;&amp; bar"/>'), ["Café\xa0& bar"]),
        (body('<outline text="&#8217;s"/><outline text="&unknown; x"/>'), ["’s", "&unknown; x"]),
        (body('<outline text="one"/>').replace(b"</body></opml>", b""), ["one"]),
        (body('<outline text="one"><outline text="in"/>').replace(b"</body></opml>", b""), ["one"]),
        (body('<outline text="bell \x07 rings"/>'), ["bell  rings"]),
        (body('<outline text="twice" text="said"/>'), ["said"]),
        (body("<outline text=bare /><outline text='next'/>"), ["", "next"]),
        (body('<outline text="one"/>') + b"<!-- made by a reader --> trailing words", ["one"]),
        (b'<!DOCTYPE opml SYSTEM "opml.dtd">' + body('<outline text="one"/>'), ["one"]),
        (body('<outline text="a < b"/>'), ["a < b"]),
        ('<opml><body><outline text="Grüße"/></body></opml>'.encode("latin-1"), ["Grüße"]),
        (f'<?xml version="1.0" encoding="windows-1251"?>{PORT}'.encode("windows-1251"), ["Порт"]),
        (f'<?xml version="1.0" encoding="no-such"?>{PORT}'.encode(), ["Порт"]),
    ],
)
def test_what_is_found_in_the_wild_is_read(content: bytes, found: list[str]) -> None:
    assert texts(read_opml(content)) == found


def test_the_ill_formed_is_noted_and_the_well_formed_is_not() -> None:
    assert read_list(HARBOUR.encode()).note == ""
    note = read_list(body('<outline text="Ports & piers"/>')).note
    assert "not well-formed" in note


def test_a_list_that_is_cut_gives_what_it_has() -> None:
    whole = HARBOUR.encode()
    cut = read_opml(whole[: whole.index(b'<outline text="Empty')])
    assert dict(cut.outlines[0].children[0].attributes)["text"] == "The Harbour Post"


def test_words_between_outlines_and_unknown_elements_are_passed_over() -> None:
    listed = read_opml(body('words <odd><outline text="in"/></odd> <outline text="out"/>'))
    assert texts(listed) == ["in", "out"]


# --- refused ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b" \n ", "empty"),
        (b"Dear Mrs Quill", "not XML"),
        (b"<html><body>Not found</body></html>", "no <opml>"),
        (b'<!DOCTYPE opml [<!ENTITY a "b">]><opml><body><outline text="&a;"/></body></opml>', "entities"),
        (b'<!DOCTYPE opml SYSTEM "x" [\n]><opml/>', "entities"),
        ('<!DOCTYPE opml [<!ENTITY a "b">]><opml/>'.encode("utf-16"), "entities"),
        (b'<?xml version="1.0" encoding="utf-7"?>+ADwAIQ-ENTITY a "b"+AD4-<opml/>', "entities"),
        (body("<outline>" * (DEEPEST + 1) + "</outline>" * (DEEPEST + 1)), "deep"),
        (body("<outline/>" * (MOST_OUTLINES + 1)), "outlines"),
        (b"<opml>" + b" " * LARGEST, "MiB"),
    ],
)
def test_the_hostile_and_the_wrong_are_refused(content: bytes, words: str) -> None:
    with pytest.raises(InputError, match=words) as raised:
        read_opml(content, "feeds.opml")
    assert raised.value.item == "feeds.opml"
    assert raised.value.remedy


def test_fifty_folders_deep_and_twenty_thousand_lines_are_taken() -> None:
    deep = read_opml(body("<outline text='f'>" * DEEPEST + "</outline>" * DEEPEST))
    for _ in range(DEEPEST):
        (below,) = deep.outlines
        deep = SourceList(outlines=below.children)
    assert deep.outlines == ()
    assert len(read_opml(body("<outline/>" * MOST_OUTLINES)).outlines) == MOST_OUTLINES


@pytest.mark.parametrize(
    "inner",
    [
        "<a>" * 300_000,
        "<outline " + " ".join(f'a{n}="{n}"' for n in range(100_000)) + "/>",
        '<outline text="' + "x" * 5_000_000 + '"/>',
        "&" * 1_000_000,
        "<!--" * 200_000,
        "<![CDATA[" * 200_000,
        "<" * 1_000_000,
        "&#" * 500_000,
    ],
    ids=["deep", "attributes", "long", "ampersands", "comments", "cdata", "angles", "references"],
)
def test_floods_end_soon(inner: str) -> None:
    with effort() as spent:
        assert settles(body(inner))
    assert spent.seconds < 2


# --- the encoding -------------------------------------------------------------------------


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_is_read_however_it_is_written(codec: str) -> None:
    assert decoded("<opml>Порт</opml>".encode(codec)) == "<opml>Порт</opml>"


def test_a_handler_that_is_told_twice_begins_anew() -> None:
    class Names:
        def __init__(self) -> None:
            self.names: list[str] = []

        def start(self, name: str, attributes: Attributes) -> None:
            self.names.append(name)

        def end(self, name: str) -> None:
            pass

        def data(self, text: str) -> None:
            pass

    assert read_xml(b"<a><b/>&nbsp;</a>", "x", Names).handler.names == ["a", "b"]
