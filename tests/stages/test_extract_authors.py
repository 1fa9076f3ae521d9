"""Who wrote it: names out of bylines, bylines out of pages, and who is not the author."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.stages.extract.bylines import (
    is_byline,
    is_credit,
    is_house,
    is_lead,
    led_people,
    people,
    signed_by,
)
from dateline.stages.extract.metadata import read_metadata
from dateline.stages.extract.shown import beside_headline, shown_times
from dateline.stages.extract.tree import Index, parse

LONG = "The ferry reached the quay by itself and nobody on board was hurt, the harbour master said. " * 5


def author(body: str, head: str = "", **linked: object) -> str:
    script = f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle"} | linked)}</script>'
    page = f"<html><head>{head}{script}</head><body>{body}<p>{LONG}</p></body></html>"
    tree = parse(page)
    return read_metadata(tree, Index(tree)).author


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("Von Tomas Quill Fr, 18. Oktober 2024", ("Tomas Quill",)),
        ("Posted on September 21, 2024 by Ada Quill", ("Ada Quill",)),
        ("By JANE ROE, Associated Press", ("JANE ROE",)),
        ("AFP", ("AFP",)),
        ("By Staff and news service reports", ()),
        ("By Ada Quill, Ben Oak and Ines van der Marlow", ("Ada Quill", "Ben Oak", "Ines van der Marlow")),
        ("Ada Quill in Paris", ("Ada Quill",)),
        ("Ada Quill1", ("Ada Quill",)),
        ("ByAda Quill", ("Ada Quill",)),
        ("Par Ada Quill avec Ben Oak", ("Ada Quill", "Ben Oak")),
        ("Redaktion", ()),
        ("Автор: Ада Куил", ("Ада Куил",)),
        ("@adaquill", ()),
        ("No Author", ()),
    ],
)
def test_names_in_bylines(byline: str, names: tuple[str, ...]) -> None:
    assert people([byline]) == names


def test_houses_count_only_where_no_person_is_named() -> None:
    assert people(["Ada Quill", "Valley News"]) == ("Ada Quill",)
    assert people(["Valley News"]) == ("Valley News",)
    assert people(["Harbour", "Ada Quill"], "Harbour") == ("Ada Quill",)
    assert is_house("The Associated Press")
    assert not is_house("Ada Quill")


@pytest.mark.parametrize(
    ("line", "following", "names"),
    [
        ("By Ada Quill", "", ("Ada Quill",)),
        ("By", "Ada Quill", ("Ada Quill",)),
        ("News | By Ada Quill | 3 July 2025", "", ("Ada Quill",)),
        ("Written by: Ada Quill", "", ("Ada Quill",)),
        ("By the way, it rained", "", ()),
        ("By oz", "", ()),
        ("Ada Quill", "", ()),
        ("Bystanders saw it", "", ()),
        ("By", "more than a third, prices have gone up since", ()),
    ],
)
def test_lines_that_begin_as_bylines_do(line: str, following: str, names: tuple[str, ...]) -> None:
    assert led_people(line, following) == names


@pytest.mark.parametrize(
    ("line", "is_one"),
    [
        ("By Ada Quill", True),
        ("Ada Quill,", True),
        ("Ada Quill", True),
        ("Ada Quill | 3 July 2025", True),
        ("Ada Quill said that the ferry was late.", False),
        ("Ada Quill was hurt", False),
        ("By Ben Oak", False),
    ],
)
def test_a_line_that_names_the_author_and_no_more_is_a_byline(line: str, is_one: bool) -> None:
    assert is_byline(line, "Ada Quill") is is_one


@pytest.mark.parametrize(
    ("line", "is_one"),
    [
        ("(Reporting by Ada Quill in Oslo; Editing by Ben Oak)", True),
        ("Additional reporting by Ben Oak", True),
        ("Redaktion: Ada Quill", True),
        ("Reporting by the commission showed that the ferry was late for years on end. " * 6, False),
        ("The reporting by Ada Quill won a prize.", False),
    ],
)
def test_credits_are_no_part_of_the_text(line: str, is_one: bool) -> None:
    assert is_credit(line) is is_one


def test_a_name_alone_at_the_end_signs_a_text() -> None:
    assert signed_by("It rained.\n\nAda Quill") == "Ada Quill"
    assert signed_by("It rained.\n\nNobody was hurt.") == ""
    assert signed_by("It rained.\n\nValley News") == ""


# --- on pages -----------------------------------------------------------------------------

RELATED = "<div class='related'><span class='byline'>By Ben Oak</span></div>"


@pytest.mark.parametrize(
    "body",
    [
        "<h1>Ferry hits tug</h1><p>By Ada Quill</p>",
        "<h1>Ferry hits tug</h1><span>By</span><div>Ada Quill</div>",
        "<h1>Ferry hits tug</h1><p>Sea</p><p><a href='/authors/ada-quill'>Ada Quill</a> | Oslo</p>",
        f"{RELATED}<span class='byline'>By Ada Quill</span>",
        "<span class='byline'>By Ada Quill</span><div class='byline'>By Ben Oak</div>",
        "<div class='entry-meta-author'>Ada Quill quill_a<a class='author-name'>Ada Quill</a></div>",
        "<address>By Ada Quill</address>",
        "<footer class='entry-footer'><span class='byline'>Author Ada Quill</span></footer>",
        "<div class='comment'><a rel='author'>A Reader</a></div><h1>Ferry hits tug</h1><p>By Ada Quill</p>",
    ],
)
def test_the_articles_own_byline_is_found(body: str) -> None:
    assert author(body, "<title>Ferry hits tug</title>") == "Ada Quill"


@pytest.mark.parametrize(
    "body",
    [
        RELATED,
        "<footer><span class='byline'>By Ben Oak</span></footer>",
        "<aside><p class='author'>Ben Oak</p></aside>",
        "<address>Quay 1, Oslo</address>",
        "<div class='author-bio'>Ben Oak has written for years.</div>",
        f"<h1>Ferry hits tug</h1><p>{LONG}</p><p>{LONG}</p><p>By Ben Oak</p>",
    ],
)
def test_names_elsewhere_on_the_page_are_nobodys(body: str) -> None:
    assert author(body, "<title>Ferry hits tug</title>") == ""


def test_what_machines_are_told_counts_unless_readers_see_otherwise() -> None:
    shown = "<span class='byline'>By Ada Quill and Ben Oak</span>"
    house = {"@type": "Organization", "name": "Valley News"}
    assert author(shown, author={"name": "Ines Marlow"}) == "Ines Marlow"
    assert author(shown, author=house) == "Ada Quill, Ben Oak"
    assert author("", author=house) == "Valley News"
    told = "<meta name='parsely-author' content='Ada Quill'><meta name='parsely-author' content='Ben Oak'>"
    assert author(shown, told, author={"name": "Ines Marlow"}) == "Ada Quill, Ben Oak"
    assert author("", told, author={"name": "Ada Quill"}) == "Ada Quill, Ben Oak"
    assert author("<span class='byline'>By Ada Quill</span>", author={"name": "Ada"}) == "Ada Quill"


def test_lines_beside_the_headline() -> None:
    head = "<p>1 July 2025</p><h1>Sea: <em>Ferry</em> hits tug</h1>"
    body = f"{head}<p>By Ada <b>Quill</b><br>2 July 2025</p><p>{LONG}</p>"
    shown = beside_headline(parse(f"<html><body>{body}</body></html>"), "Sea: Ferry hits tug")
    assert (shown.above, shown.below) == (("1 July 2025",), ("By Ada Quill", "2 July 2025"))
    assert [written.iso for written in shown_times(shown, "en")] == ["2025-07-02", "2025-07-01"]


def test_without_a_headline_nothing_stands_beside_it() -> None:
    tree = parse("<html><body><h1>Other</h1><p>By Ada Quill</p></body></html>")
    assert beside_headline(tree, "Ferry hits tug").lines == ()
    assert beside_headline(tree, "").lines == ()


@given(st.text(max_size=100))
def test_no_byline_breaks_it(text: str) -> None:
    assert len(people([text])) <= 8
    led_people(text, text)
    is_credit(text)
    signed_by(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("It rained.\n\n– Ada Quill", "Ada Quill"),
        ("“It rained.”\n\n(Ada Quill)", "Ada Quill"),
        ("The figures:\n\nSet the sails\n\nAnd Turn About", ""),  # the end of a list
        ("It rained\n\nAda Quill", ""),
        ("Ada Quill", ""),
        ("It rained.\n\nada quill", ""),
        ("It rained.\n\nAda Quill, Oslo, 3 July 2025, at night", ""),
    ],
)
def test_a_signature_stands_under_a_text_that_has_ended(text: str, name: str) -> None:
    assert signed_by(text) == name


@pytest.mark.parametrize("domain", ["HarbourPost.com", "harbour-post.de", "quays.co.uk", "Harbour.info"])
def test_an_address_is_nobodys_name(domain: str) -> None:
    assert people([domain]) == ()
    assert people([domain, "Ada Quill"]) == ("Ada Quill",)


@pytest.mark.parametrize("name", ["J.R. Stone", "Ada St.John", "C. de la Mar"])
def test_initials_are_no_address(name: str) -> None:
    assert people([name]) == (name,)


@pytest.mark.parametrize(
    ("line", "is_one"),
    [
        ("By", True),
        ("Autor:", True),
        ("— by —", True),
        ("By Ada Quill", False),
        ("Bystander", False),
        ("", False),
    ],
)
def test_a_line_that_only_announces_a_byline(line: str, is_one: bool) -> None:
    assert is_lead(line) is is_one


@pytest.mark.parametrize(
    "body",
    [
        "<p class='vcard author'><a rel='author'>Ada Quill</a></p>",  # a microformat, and no card
        "<div class='author'><strong>Ada Quill</strong><p>Writes on ships</p><p>Message</p></div>",
        "<span class='authorname-txt'>Ada Quill</span>",
        "<h1 class='vcard author'><a href='/'>Harbour Blog</a></h1><p class='author'>Ada Quill</p>",
    ],
)
def test_a_marked_name_is_found_whatever_stands_around_it(body: str) -> None:
    assert author(body) == "Ada Quill"


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("<a href='/people/ada-quill'>Ada Quill</a>", "Ada Quill"),
        ("<a href='/people/ada-quill'>Ada Quill</a>, 3 July 2025", "Ada Quill"),
        ("<a href='/people/ada-quill'>Ada Quill</a>, Staff Writer", "Ada Quill"),
        ("<a href='/people/ada-quill'>Ada Quill</a>, CEO", ""),  # whom the line above quotes
        ("<a href='/people/ada-quill'>Ada Quill</a>, harbour master", ""),
        ("<a href='/ships/ada-quill'>Ada Quill</a>", ""),
    ],
)
def test_a_linked_name_is_the_authors_unless_it_says_what_else_its_bearer_does(line: str, name: str) -> None:
    assert author(f"<h1>Ferry hits tug</h1><p>{line}</p>", "<title>Ferry hits tug</title>") == name


@pytest.mark.parametrize("place", ["over", "under"])
def test_after_by_alone_any_linked_name_will_do(place: str) -> None:
    heading, byline = "<h1>Ferry hits tug</h1>", "<p>by</p><p><a href='/profile/1414'>gullwing</a></p>"
    body = byline + heading if place == "over" else heading + byline
    assert author(body, "<title>Ferry hits tug</title>") == "gullwing"
