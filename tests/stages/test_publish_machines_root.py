"""The files at the root: redirections for each host, what robots may do, who is told of news."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.core.listings import Face
from dateline.core.site import Edition
from dateline.core.sources import Outline, SourceList
from dateline.stages.publish import addresses
from dateline.stages.publish.addresses import Address, Room
from dateline.stages.publish.issue import Shelf, Subject
from dateline.stages.publish.machines import files, redirects, robots, wants
from tests.newsroom import FERRY_PAGE, LIBRARY_PAGE
from tests.stages.shelves import LOCAL, NAMED, PUBLIC, listed

ROOT = Address(Room.MACHINES)
LED = {"sold": ("snew",), "sgone": (), "ssplit": ("sa", "sb"), "slive": ("slive",), "Ünsafe/../x": ("snew",)}
HUB = replace(PUBLIC, hub="https://hub.example/")


def made(edition: Edition = PUBLIC) -> dict[str, bytes]:
    """The files at the root, out of the answers to what they want."""
    asked = wants(ROOT, Subject())
    newest, corrected = asked.lookups
    (news,) = asked.faces
    ferry, library = listed(FERRY_PAGE), listed(LIBRARY_PAGE)
    face = Face(story="sferry", headline="Ferry", first_reported=ferry.first_reported)
    source = Outline(attributes=(("text", "Watt"), ("xmlUrl", "https://watt.example/feed")))
    shelf = Shelf(
        edition=edition,
        found={newest: (library,), corrected: (ferry,)},
        faces={news: (face,)},
        themes=NAMED,
        days={"2025-07-01": 1, "": 1},
        led=LED,
        sources=SourceList(outlines=(source,)),
    )
    return {file.path: file.content for file in files(ROOT, shelf)}


def test_what_lies_at_the_root() -> None:
    assert sorted(made()) == [
        *(".htaccess", ".well-known/tdmrep.json", "_redirects", "atom.xml", "feed.json", "feed.xml"),
        *(
            "redirects.map",
            "robots.txt",
            "sitemap-news.xml",
            "sitemap-pages.xml",
            "sitemap.xml",
            "sources.opml",
        ),
    ]
    assert set(made()) - set(made(LOCAL)) == {"sitemap.xml", "sitemap-news.xml", "sitemap-pages.xml"}


def test_the_feed_of_the_site_has_its_newest_stories_and_its_last_corrections() -> None:
    ids = [item["id"].split(":")[2:4] for item in json.loads(made()["feed.json"])["items"]]
    assert ids == [["correction", "sferry"], ["story", "slibrary"]]


def test_what_is_asked_for_is_bounded() -> None:
    asked = wants(ROOT, Subject())
    assert all(lookup.limit <= 1_000 for lookup in (*asked.lookups, *asked.faces))
    assert (asked.days, asked.sources, asked.ended, asked.every_theme) == (True, True, True, False)


def test_the_same_answers_give_the_same_bytes() -> None:
    assert made() == made()


def test_sources_and_days_are_those_of_the_shelf() -> None:
    assert b"https://watt.example/feed" in made()["sources.opml"]
    assert b"sitemap/2025-07-01.xml" in made()["sitemap.xml"]
    assert b"sitemap/undated.xml" in made()["sitemap.xml"]
    assert len(ET.fromstring(made()["sitemap-news.xml"])) == 1


# --- redirections -------------------------------------------------------------------------


def lines(name: str, edition: Edition = PUBLIC) -> list[str]:
    return made(edition)[name].decode().splitlines()


def test_a_story_that_ended_in_one_other_leads_there_and_one_of_which_nothing_is_left_is_gone() -> None:
    strange = addresses.story("Ünsafe/../x").folder
    assert lines("_redirects") == [
        "/story/sold/* /story/snew/ 301",
        f"/{strange}* /story/snew/ 301",
    ]
    assert lines("redirects.map") == [
        "/story/sgone/ gone;",
        "/revision/sgone/ gone;",
        "/story/sold/ /story/snew/;",
        f"/{strange} /story/snew/;",
    ]
    assert lines(".htaccess")[:5] == [
        "ErrorDocument 404 /404.html",
        "AddType application/link-format .link",
        'RedirectMatch 410 "^/story/sgone/"',
        'RedirectMatch 410 "^/revision/sgone/"',
        'RedirectMatch 301 "^/story/sold/" "/story/snew/"',
    ]


@pytest.mark.parametrize("name", ["_redirects", ".htaccess", "redirects.map"])
def test_a_story_that_was_parted_or_lives_is_not_redirected(name: str) -> None:
    assert not any("ssplit" in line or "slive" in line for line in lines(name))


def test_a_site_in_a_folder_is_redirected_within_it() -> None:
    edition = replace(PUBLIC, base_url="https://host.example/news/")
    assert lines("_redirects", edition)[0] == "/news/story/sold/* /news/story/snew/ 301"
    assert lines(".htaccess", edition)[0] == "ErrorDocument 404 /news/404.html"


@given(st.dictionaries(st.text(max_size=20), st.lists(st.text(max_size=20), max_size=2).map(tuple)))
def test_no_id_writes_a_line_of_its_own(led: dict[str, tuple[str, ...]]) -> None:
    for file in redirects.files(led, PUBLIC):
        told = file.content.decode().splitlines()
        assert len(told) <= 2 * len(led) + 2
        assert all(re.fullmatch(r'[-\w/ "^*;.]+', line, re.ASCII) for line in told)


# --- robots -------------------------------------------------------------------------------


def test_robots_may_read_all_but_endless_answers_and_train_nothing() -> None:
    told = robots.robots(PUBLIC).decode().splitlines()
    assert told[:2] == ["User-agent: *", "Content-Usage: train-ai=n"]
    assert "Disallow: /search/?" in told
    assert "Sitemap: https://kueste.example/sitemap.xml" in told
    assert not any(line.startswith("Sitemap") for line in robots.robots(LOCAL).decode().splitlines())


def test_our_own_reading_of_robots_lets_pages_be_fetched() -> None:
    from urllib.robotparser import RobotFileParser

    parser = RobotFileParser()
    parser.parse(robots.robots(PUBLIC).decode().splitlines())
    assert parser.can_fetch("dateline", "https://kueste.example/story/sferry/")
    assert not parser.can_fetch("dateline", "https://kueste.example/api/v1/stories")


@pytest.mark.parametrize(("edition", "policy"), [(PUBLIC, "https://kueste.example/methods/"), (LOCAL, None)])
def test_rights_to_mining_are_reserved(edition: Edition, policy: str | None) -> None:
    (told,) = json.loads(robots.reservation(edition))
    assert (told["location"], told["tdm-reservation"], told.get("tdm-policy")) == ("/*", 1, policy)


def test_an_operator_may_leave_mining_open() -> None:
    free = replace(PUBLIC, reserve_mining=False)
    (told,) = json.loads(robots.reservation(free))
    assert told == {"location": "/*", "tdm-reservation": 0}
    lines = robots.robots(free).decode().splitlines()
    assert lines == [line for line in robots.robots(PUBLIC).decode().splitlines() if "train-ai" not in line]
