"""Which of the stories found come first, where the words are marked, and what a page of results shows."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.core.listings import Listing, Lookup, Totals
from dateline.core.site import Edition
from dateline.core.types import Theme
from dateline.stages.publish.issue import Shelf
from dateline.stages.publish.search.query import Query, read
from dateline.stages.publish.search.rank import fits, holds, rank
from dateline.stages.publish.search.results import CANDIDATES, ranked, results, wants
from dateline.stages.publish.search.snippets import marked, snippet
from tests.newsroom import stamp

AT = stamp("2025-07-01T12:00:00")


def told(story: str, headline: str, standfirst: str = "", hours: float = 0) -> Listing:
    at = replace(AT, at=AT.at - timedelta(hours=hours))
    return Listing(story=story, theme="", headline=headline, standfirst=standfirst, first_reported=at)


def order(listings: list[Listing], text: str, **counts: int) -> list[str]:
    query = read(text)
    known = {run: counts.get(run[0], 5) for run in query.phrases}
    return [each.story for each in rank(listings, query.phrases, known, 100)]


def test_the_headline_comes_before_the_opening_line_and_that_before_the_text() -> None:
    found = [told("stext", "A", "B"), told("sline", "A", "The ferry."), told("shead", "Ferry aground")]
    assert order(found, "ferry") == ["shead", "sline", "stext"]


def test_a_rare_word_in_the_headline_weighs_more_than_a_common_one() -> None:
    found = [told("scommon", "The harbour"), told("srare", "The lugworm")]
    assert order(found, "harbour lugworm", harbour=90, lugworm=1) == ["srare", "scommon"]


def test_the_newest_of_equals_comes_first_and_the_undated_last() -> None:
    undated = replace(told("sundated", "Ferry"), first_reported=None)
    found = [undated, told("sold", "Ferry", hours=9), told("snew", "Ferry")]
    assert order(found, "ferry") == ["snew", "sold", "sundated"]


def test_words_side_by_side_are_found_only_so() -> None:
    found = [told("sapart", "Aground the ferry ran"), told("stogether", "Ferry ran aground")]
    assert order(found, '"ran aground"') == ["stogether", "sapart"]


@pytest.mark.parametrize(
    ("words", "run", "expected"),
    [
        (("a", "b", "c"), ("b", "c"), True),
        (("a", "b", "c"), ("a", "c"), False),
        (("a",), ("a", "b"), False),
        (("harbour",), ("harb*",), True),
        ((), ("a",), False),
    ],
)
def test_a_text_holds_a_run(words: tuple[str, ...], run: tuple[str, ...], expected: bool) -> None:
    assert holds(words, run) is expected


def test_a_star_stands_for_an_ending() -> None:
    assert fits("harbour", "harb*")
    assert not fits("harb", "harbour*")


@pytest.mark.parametrize(
    ("text", "query", "hits"),
    [
        ("The ferries ran aground.", "ferry", ["ferries"]),
        ("The ferry’s crew", "ferry", ["ferry’s"]),
        ("Café Müller", "cafe muller", ["Café Müller"]),
        ("Harbour and harbinger", "harb*", ["Harbour", "harbinger"]),
        ("東京タワーの下", "東京", ["東京"]),
        ("大東京の東", "東京", ["東京"]),
        ("<b>ferry</b>", "ferry", ["ferry"]),
        ("No word of it", "ferry", []),
        ("", "ferry", []),
    ],
)
def test_the_words_are_marked(text: str, query: str, hits: list[str]) -> None:
    parts = marked(text, read(query).phrases)
    assert "".join(part for part, _ in parts) == text
    assert [part for part, hit in parts if hit] == hits


@given(st.text(max_size=120), st.text(max_size=20))
def test_marking_changes_no_letter(text: str, query: str) -> None:
    assert "".join(part for part, _ in marked(text, read(query).phrases)) == text


def test_the_line_with_most_of_the_words_is_shown() -> None:
    lines = ["The ferry sailed.", "The ferry ran aground.", "Aground ran the ferry."]
    assert snippet(lines, read("aground ferry").phrases)[0][0] == "The "


def test_a_long_line_is_cut_around_the_word_and_says_so() -> None:
    line = "word " * 80 + "lugworm " + "word " * 80
    parts = snippet([line], read("lugworm").phrases)
    whole = "".join(part for part, _ in parts)
    assert whole.startswith("…word")
    assert whole.endswith("…")
    assert ("lugworm", True) in parts
    assert len(whole) <= 244


def test_a_long_line_without_blanks_is_cut_all_the_same() -> None:
    whole = "".join(part for part, _ in snippet(["東京" * 400], read("東京").phrases))
    assert 0 < len(whole) <= 244


def test_where_no_line_has_the_words_there_is_no_snippet() -> None:
    assert snippet(["Nothing of it."], read("ferry").phrases) == ()


def shelf(query: Query, *listings: Listing, themes: tuple[Theme, ...] = ()) -> Shelf:
    asked = wants(query)
    return Shelf(
        edition=Edition(),
        found={query.lookup(CANDIDATES): listings} if query else {},
        counts={lookup: len(listings) for lookup in asked.counts},
        themes={theme.id: theme for theme in themes},
        totals=Totals(stories=100),
    )


MANY = tuple(told(f"s{at:02}", f"Ferry {at}", hours=at) for at in range(45))


def test_one_word_is_counted_once_and_several_each() -> None:
    assert wants(read("ferry")).counts == (read("ferry").lookup(1),)
    assert Lookup(phrases=(("ferry",),)) in wants(read("ferry aground")).counts
    assert all(lookup.limit <= CANDIDATES for lookup in wants(read("ferry aground")).lookups)


def test_nothing_is_looked_up_for_nothing() -> None:
    query = read("  ")
    assert not wants(query).lookups
    empty = results(query, shelf(query))
    assert (empty.count, empty.found, empty.after, ranked(query, shelf(query))) == (0, (), "", ())


def test_parts_follow_one_another_without_a_gap_or_a_double() -> None:
    query = read("ferry")
    seen: list[str] = []
    after = ""
    for _ in range(5):
        part = results(query, shelf(query, *MANY), limit=20, after=after)
        assert part.first == len(seen) + 1
        seen += [hit.listing.story for hit in part.found]
        after = part.last
        if not after:
            break
    assert seen == [each.story for each in MANY]


def test_the_address_of_the_next_part_has_the_query() -> None:
    query = read('ferry & "tide"')
    part = results(query, shelf(query, *MANY), limit=2)
    assert part.after == "?q=ferry+%26+%22tide%22&after=s01"
    assert part.feeds[0] == ("RSS", "feed.xml?q=ferry+%26+%22tide%22")


def test_a_story_that_was_not_found_begins_again() -> None:
    query = read("ferry")
    assert results(query, shelf(query, *MANY), after="sgone").first == 1


def test_a_hit_shows_a_printed_line_that_has_the_words_else_the_opening() -> None:
    query = read("lugworm")
    listing = told("s1", "Ferry aground", "It ran aground.")
    held = shelf(query, listing)
    (plain,) = results(query, held).found
    (lined,) = results(query, held, lines={"s1": ("The lugworm dug.",)}).found
    assert plain.snippet == (("It ran aground.", False),)
    assert lined.snippet == (("The ", False), ("lugworm", True), (" dug.", False))
    assert lined.story.href == "../story/s1/index.html"
