"""The list of sources and the states of sources keep all they hold on the way through the store's form."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from dateline.core import codec
from dateline.core.sources import Contract, Errand, HostState, Outline, Source, SourceList, SourceState
from dateline.core.types import Document, Hints, MediaKind, Signal

NOON = datetime(2025, 7, 1, 12, tzinfo=UTC)

names = st.text(min_size=1, max_size=8)
attributes = st.lists(st.tuples(names, st.text(max_size=12)), max_size=4).map(tuple)
outlines = st.recursive(
    attributes.map(lambda held: Outline(attributes=held)),
    lambda inner: st.builds(Outline, attributes=attributes, children=st.lists(inner, max_size=3).map(tuple)),
    max_leaves=12,
)


@given(
    st.builds(
        SourceList, root=attributes, head=attributes, outlines=st.lists(outlines, max_size=4).map(tuple)
    )
)
def test_a_list_of_any_depth_comes_back_whole(held: SourceList) -> None:
    assert codec.loads(SourceList, codec.dumps(held)) == held


def test_a_source_comes_back_with_its_contract() -> None:
    source = Source(
        address="https://harbour.example/feed.xml",
        folders=("Europe", "Agencies"),
        every=900,
        contract=Contract(name="Harbour Post, reuse", date="2025-03-01", quote_words=80, models=True),
    )
    assert codec.loads(Source, codec.dumps(source)) == source


def test_what_is_known_of_a_source_comes_back() -> None:
    state = SourceState(
        address="https://harbour.example/feed.xml",
        due=NOON,
        etag='W/"a\\"b"',
        former=("http://harbour.example/rss",),
        errors=2,
        status=503,
    )
    assert codec.loads(SourceState, codec.dumps(state)) == state


def test_a_host_without_robots_is_not_one_whose_robots_is_empty() -> None:
    unread, empty = HostState(host="https://a.example"), HostState(host="https://a.example", robots="")
    assert codec.loads(HostState, codec.dumps(unread)).robots is None
    assert codec.loads(HostState, codec.dumps(empty)).robots == ""


@given(st.binary(max_size=200))
def test_an_errand_keeps_the_bytes_of_its_entry(content: bytes) -> None:
    entry = Document(
        source="feed.xml#3",
        kind=MediaKind.ENTRY,
        content=content,
        url="https://harbour.example/ferry",
        hints=Hints(guid="n-17", signals=(Signal(name="x-robots-tag", value="noarchive", where="header"),)),
    )
    errand = Errand(key="k1", entry=entry, tries=2, due=NOON)
    assert codec.loads(Errand, codec.dumps(errand)) == errand
