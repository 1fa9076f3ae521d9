"""What stands beside the headline: which lines a reader sees there, and the dates among them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.stages.extract.shown import Shown, beside_headline, lines_of, shown_times
from dateline.stages.extract.tree import parse

LONG = "The ferry reached the quay by itself and nobody on board was hurt, the harbour master said. " * 4
HEAD = "<h1>Ferry hits tug</h1>"


def beside(body: str, heading: str = "Ferry hits tug") -> Shown:
    return beside_headline(parse(f"<html><body>{body}</body></html>"), heading)


def lines(body: str) -> list[str]:
    return list(lines_of(parse(f"<html><body>{body}</body></html>").body))


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("<p>One</p><p>Two</p>", ["One", "Two"]),
        ("<p>One <b>and</b> <a href='/'>a half</a></p>", ["One and a half"]),
        ("<p>One<br>Two</p>", ["One", "Two"]),
        ("<div>One<div>Two</div>Three</div>", ["One", "Two", "Three"]),
        ("<span>One</span> <time>Two</time><p>Three</p>", ["One Two", "Three"]),
        ("<ul><li>One</li><li>Two</li></ul>", ["One", "Two"]),
        ("<p>One</p><script>var x</script><style>p {}</style><p>Two</p>", ["One", "Two"]),
        ("<p>One</p><nav><p>Home</p></nav><form><p>Name</p></form><p>Two</p>", ["One", "Two"]),
        ("<p>One <button>Share</button>more</p>", ["One", "more"]),
        ("<p>  </p><p>\n</p>", []),
    ],
)
def test_lines_as_a_browser_breaks_them(body: str, found: list[str]) -> None:
    assert [line for line in lines(body) if line] == found


def test_a_page_without_a_body_has_no_lines() -> None:
    assert list(lines_of(None)) == []


def test_the_lines_over_and_under_the_headline() -> None:
    found = beside(f"<p>Sea</p><p>3 July 2025</p>{HEAD}<p>By Ada Quill</p><p>Oslo</p><p>{LONG}</p>")
    assert found.above == ("Sea", "3 July 2025")
    assert found.below == ("By Ada Quill", "Oslo")
    assert found.lines == ("By Ada Quill", "Oslo", "3 July 2025", "Sea")


def test_only_the_nearest_lines_over_it_count() -> None:
    found = beside("".join(f"<p>Line {number}</p>" for number in range(20)) + HEAD)
    assert found.above == tuple(f"Line {number}" for number in range(14, 20))


def test_the_search_ends_with_the_second_paragraph_of_the_article() -> None:
    found = beside(f"{HEAD}<p>By Ada Quill</p><p>{LONG}</p><p>Oslo</p><p>{LONG}</p><p>By Ben Oak</p>")
    assert found.below == ("By Ada Quill", "Oslo")


def test_the_search_ends_after_thirty_lines() -> None:
    found = beside(HEAD + "".join(f"<p>Line {number}</p>" for number in range(60)))
    assert len(found.below) == 30


def test_a_kicker_in_the_heading_is_no_part_of_the_line() -> None:
    found = beside("<h1><div>Sea</div><div>Ferry hits tug at the quay</div></h1><p>By Ada Quill</p>",
                   "Sea Ferry hits tug at the quay")  # fmt: skip
    assert found.below == ("By Ada Quill",)


@pytest.mark.parametrize("heading", ["", "Tug hits ferry", "tug"])
def test_without_the_headline_there_is_nothing_beside_it(heading: str) -> None:
    assert beside(f"{HEAD}<p>By Ada Quill</p>", heading) == Shown()


def test_lines_that_are_too_long_for_a_byline_are_left_out() -> None:
    middle = "A standfirst that tells in a good many words what the ferry did to the tug, " * 3
    found = beside(f"{HEAD}<p>{middle}</p><p>By Ada Quill</p>")
    assert found.below == ("By Ada Quill",)


def test_dates_that_say_what_they_are_come_first() -> None:
    shown = Shown(above=("1 July 2025",), below=("By Ada Quill", "2 July 2025", "Updated 3 July 2025"))
    found = [(written.iso, written.says) for written in shown_times(shown, "en")]
    assert found == [("2025-07-03", "updated"), ("2025-07-02", ""), ("2025-07-01", "")]


def test_a_date_of_two_readings_is_read_in_the_pages_language_or_not_at_all() -> None:
    shown = Shown(below=("03/04/2025",))
    assert [written.iso for written in shown_times(shown, "fr")] == ["2025-04-03"]
    assert shown_times(shown, "en") == ()


def test_no_more_than_six_dates_are_looked_at() -> None:
    shown = Shown(below=tuple(f"{day} July 2025" for day in range(1, 20)))
    assert len(shown_times(shown, "en")) == 6


@given(st.text(max_size=60), st.text(max_size=20))
def test_no_page_breaks_it(text: str, heading: str) -> None:
    found = beside(f"<p>{text}</p>{HEAD}<p>{text}</p>", heading)
    shown_times(found, "")
    assert len(found.above) <= 6


# --- as pages have it ---------------------------------------------------------------------

BYLINES = [
    ("<p>By Ada Quill</p><p>3 July 2025</p>", ("By Ada Quill", "3 July 2025")),
    ("<p>By <a href='/by/ada'>Ada Quill</a>, <time>3 July 2025</time></p>", ("By Ada Quill, 3 July 2025",)),
    ("<ul><li>Ada Quill</li><li>3 July 2025</li></ul>", ("Ada Quill", "3 July 2025")),
    ("<div><span>By</span><div>Ada Quill</div></div>", ("By", "Ada Quill")),
    ("<table><tr><td>Ada Quill</td><td>3 July 2025</td></tr></table>", ("Ada Quill", "3 July 2025")),
    ("<figure><img><figcaption>The tug</figcaption></figure><p>Ada Quill</p>", ("The tug", "Ada Quill")),
    ("<button>Share</button><p>Ada Quill</p><svg><text>x</text></svg>", ("Ada Quill",)),
    ("<nav><a href='/'>Home</a></nav><p>Ada Quill</p><noscript>Switch it on</noscript>", ("Ada Quill",)),
    ("<p></p><p>   </p><p>Ada Quill</p>", ("Ada Quill",)),
]


@pytest.mark.parametrize(("byline", "below"), BYLINES)
def test_a_byline_however_it_is_marked_up(byline: str, below: tuple[str, ...]) -> None:
    assert beside(f"{HEAD}{byline}<p>{LONG}</p>").below == below


@pytest.mark.parametrize(("byline", "below"), BYLINES)
def test_a_byline_over_the_headline_stands_over_it(byline: str, below: tuple[str, ...]) -> None:
    assert beside(f"{byline}{HEAD}<p>{LONG}</p>").above == below


@pytest.mark.parametrize(
    "heading",
    [
        "<h1>Ferry hits tug</h1>",
        "<h2>FERRY HITS TUG</h2>",
        "<h1><a href='/ferry'>Ferry <em>hits</em> tug</a></h1>",
        "<div>Ferry\n   hits tug</div>",
    ],
)
def test_the_headline_is_known_by_its_words(heading: str) -> None:
    assert beside(f"{heading}<p>By Ada Quill</p>").below == ("By Ada Quill",)


def test_the_first_place_that_shows_the_headline_counts() -> None:
    found = beside(f"<p>Ferry hits tug</p><p>Sea</p>{HEAD}<p>By Ada Quill</p>")
    assert (found.above, found.below[0]) == ((), "Sea")


@pytest.mark.parametrize(
    ("body", "times"),
    [
        ("<p>25 May 2025</p>", ["2025-05-25"]),
        ("<p>Published 25 May 2025 | Updated 26 May 2025</p>", ["2025-05-25", "2025-05-26"]),
        (
            "<p><time datetime='2025-05-25'>yesterday</time></p>",
            [],
        ),  # what is marked is the metadata's to read
        ("<p>Ada Quill</p>", []),
        ("", []),
    ],
)
def test_the_dates_that_a_page_shows_under_its_headline(body: str, times: list[str]) -> None:
    found = shown_times(beside(f"{HEAD}{body}<p>{LONG}</p>"), "en")
    assert [written.iso for written in found] == times
