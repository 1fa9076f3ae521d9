"""The API: every route and filter, paging to its end, terms kept, errors as problems."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from dateline import __version__
from dateline.app.serving import Options
from dateline.app.serving.rows import public_place
from dateline.core.errors import StoreError
from dateline.core.types import Rights, Signal, Theme
from dateline.web.api import models
from tests.newsroom import EDITION, FERRY, FERRY_PAGE, ISSUE, LIBRARY, LIBRARY_PAGE, REPORTS
from tests.web.newsstand import MORE, Newsstand, small, stocked

ROWS = ("claims", "figures", "events", "revisions", "corrections", "reports")
LISTS = ("stories", *ROWS, "themes", "places", "people", "outlets")
PAGES = {page.story: page for page in (*ISSUE.pages, *map(small, range(MORE)))}


def get(stand: Newsstand, path: str, **query: object) -> dict[str, Any]:
    answer = stand.ask(f"/api/v1/{path}", params=query)
    assert answer.status_code == 200, answer.text
    held: dict[str, Any] = answer.json()
    return held


def walked(stand: Newsstand, path: str, **query: object) -> list[dict[str, Any]]:
    """All items of a list, part by part."""
    found: list[dict[str, Any]] = []
    more: dict[str, object] = {}
    for _ in range(500):
        part = get(stand, path, **query, **more)
        found += part["items"]
        if part["next"] is None:
            return found
        more = {"cursor": part["next"]}
    raise AssertionError("it has no end")


def ids(items: list[dict[str, Any]]) -> list[str]:
    return [item["id"] for item in items]


# --- stories ------------------------------------------------------------------------------


def test_a_story_in_a_list_has_what_a_list_shows(stand: Newsstand) -> None:
    held = {story["id"]: story for story in get(stand, "stories", limit=200)["items"]}
    ferry = held["sferry"]
    assert ferry["headline"] == FERRY.title
    assert ferry["url"] == "/story/sferry/"
    assert ferry["standfirst"] == "A ferry ran aground off Baltrum, the coastguard said."
    assert (ferry["first_reported"], ferry["revised"]) == ("2025-07-01T19:27:47Z", "2025-07-02T06:10:00Z")
    assert (ferry["reports"], ferry["origins"], ferry["revision"]) == (4, 3, 2)
    assert ferry["disputed"] is True
    assert ferry["tolls"][0]["low"], ferry["tolls"][0]["high"] == (3, 5)
    assert ferry["tolls"][0]["evidence"][0]["report"] == "rferry"
    assert ferry["corrections"][0]["fault"] == "the source corrected its report"
    assert "Baltrum" in {place["name"] for place in ferry["places"]}
    assert held["ssmall00"]["first_reported"] is None


def test_stories_are_newest_first_and_undated_ones_last(stand: Newsstand) -> None:
    told = [story["first_reported"] or "" for story in get(stand, "stories", limit=200)["items"]]
    assert told == sorted(told, reverse=True)
    assert (told[0], told[-1]) == ("2025-07-01T19:27:47Z", "")


@pytest.mark.parametrize("limit", [1, 2, 7, 22, 23, 24, 200])
@pytest.mark.parametrize("sort", ["newest", "changed", "weight"])
def test_paging_comes_to_the_end_without_loss_or_doubling(stand: Newsstand, limit: int, sort: str) -> None:
    found = ids(walked(stand, "stories", limit=limit, sort=sort))
    assert len(found) == len(set(found)) == len(PAGES)
    assert found == ids(get(stand, "stories", limit=200, sort=sort)["items"])


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(1, 30), st.sampled_from(["tsea", "ttown", "tnone", "tnever"]))
def test_paging_within_a_theme_has_that_theme_alone(stand: Newsstand, limit: int, theme: str) -> None:
    found = ids(walked(stand, "stories", limit=limit, theme=theme))
    wanted = {page.story for page in PAGES.values() if page.theme == theme}
    assert len(found) == len(wanted)
    assert set(found) == wanted


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"min_origins": 2}, {"sferry"}),
        ({"min_origins": 4}, set()),
        ({"status": "disputed"}, {"sferry"}),
        ({"status": "denied"}, set()),
        ({"measure": "injured"}, {"sferry"}),
        ({"measure": "killed"}, set()),
        ({"corrected": "true"}, {"sferry"}),
        ({"bbox": "7.3,53.7,7.4,53.8"}, {"sferry"}),
        ({"bbox": "179,-90,-179,90"}, set()),
        ({"bbox": "8,50,7.4,60"}, {"sferry"}),  # over the antimeridian, all around the world
        ({"since": "2025-07-01"}, {"sferry"}),
        ({"since": "2025-06-28T05:00:00Z", "until": "2025-06-30T08:00:00Z"}, {"stide"}),
        ({"since": "2025-06-28T07:00:00+02:00", "until": "2025-06-28T07:00:01+02:00"}, {"stide"}),
        ({"until": "2020"}, set()),
        ({"language": "de"}, {"sferry"}),
        ({"country": "DE"}, {"sferry"}),
        ({"country": "de", "min_origins": 3, "theme": "tsea"}, {"sferry"}),
        ({"country": "de", "theme": "ttown"}, set()),
    ],
)
def test_filters_leave_what_has_all_that_is_asked(
    stand: Newsstand, query: dict[str, object], found: set[str]
) -> None:
    assert set(ids(walked(stand, "stories", **query))) == found
    assert set(ids(walked(stand, "stories", limit=1, **query))) == found


def test_places_people_and_outlets_filter_by_their_key(stand: Newsstand) -> None:
    for facet, path in (("place", "places"), ("person", "people"), ("outlet", "outlets")):
        for thing in walked(stand, path):
            found = walked(stand, "stories", **{facet: thing["key"]})
            assert len(found) == thing["stories"], thing


def test_two_facets_must_both_hold(stand: Newsstand) -> None:
    outlets = {outlet["name"]: outlet["key"] for outlet in walked(stand, "outlets")}
    place = next(place["key"] for place in walked(stand, "places") if place["name"] == "Baltrum")
    both = {"place": place, "outlet": outlets["Radio Siel"]}
    assert ids(walked(stand, "stories", **both)) == ["sferry"]
    assert len(walked(stand, "stories", outlet=outlets["Watt-Anzeiger"])) == len(PAGES)
    assert walked(stand, "stories", place=place, outlet="none") == []


def test_a_filter_that_finds_little_is_walked_in_bounded_parts(
    stand: Newsstand, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dateline.app.serving import walk

    monkeypatch.setattr(walk, "MOST", 6)
    monkeypatch.setattr(walk, "BATCH", 3)
    stand.app._told.forget(None)
    first = get(stand, "stories", until="2025-06-20", min_origins=1, measure="injured")
    assert first["items"] == []
    assert first["next"]
    assert ids(walked(stand, "stories", min_origins=2)) == ["sferry"]
    assert len(walked(stand, "stories", min_origins=1)) == len(PAGES)


def test_what_comes_meanwhile_shifts_nothing(tmp_path: Path) -> None:
    stand = stocked(tmp_path)
    before = ids(walked(stand, "stories"))
    first = get(stand, "stories", limit=5)
    newer = replace(LIBRARY_PAGE.first_reported, at=datetime(2026, 1, 1, tzinfo=UTC))  # type: ignore[type-var]
    stand.stock([replace(LIBRARY_PAGE, story="snewest", first_reported=newer)])
    stand.beat()
    rest = get(stand, "stories", limit=200, cursor=first["next"])
    assert ids(first["items"]) + ids(rest["items"]) == before
    assert ids(walked(stand, "stories"))[0] == "snewest"
    stand.close()


def test_a_cursor_goes_on_though_its_story_is_gone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stand = stocked(tmp_path)
    found = ids(walked(stand, "stories"))
    part = get(stand, "stories", limit=5)
    catalogue = stand.serving.records._store.catalogue
    real = catalogue.find

    def gone(lookup: Any) -> Any:
        if lookup.after == found[4]:
            raise KeyError(lookup.after)
        return real(lookup)

    monkeypatch.setattr(catalogue, "find", gone)
    rest = ids(get(stand, "stories", limit=200, cursor=part["next"])["items"])
    undated = [page.story for page in PAGES.values() if not page.first_reported]
    assert [story for story in rest if story not in found[:5]] == found[5 : -len(undated)]
    changed = get(stand, "stories", limit=5, sort="weight")
    monkeypatch.setattr(catalogue, "find", lambda lookup: (_ for _ in ()).throw(KeyError("x")))
    answer = stand.ask("/api/v1/stories", params={"limit": 5, "sort": "weight", "cursor": changed["next"]})
    assert (answer.status_code, "begin again" in answer.json()["detail"]) == (400, True)
    stand.close()


def test_a_story_is_its_page_with_outlet_and_link_for_each_word(stand: Newsstand) -> None:
    told = get(stand, "stories/sferry")
    assert (told["id"], told["story"], told["url"]) == ("sferry", "sferry", "/story/sferry/")
    assert [line["text"] for line in told["summary"]] == [line.text for line in FERRY_PAGE.summary]
    first = told["summary"][0]["evidence"][0]
    assert first["outlet"] == "Watt-Anzeiger"
    assert first["link"].startswith(f"{FERRY.url}#:~:text=The%20ferry%20Seeschwalbe%20ran,")
    walled = next(line for section in told["body"] for line in section["lines"] if line["id"] == "lfive")
    assert walled["evidence"][0]["link"] == REPORTS["rwall"].url  # reserved: not a word of it


def test_a_story_is_found_by_its_name_in_addresses_too(tmp_path: Path) -> None:
    stand = Newsstand(tmp_path)
    odd = "urn:story/Ünïcode #1?x"
    stand.stock([replace(LIBRARY_PAGE, story=odd)], reports=REPORTS)
    stand.open()
    [row] = get(stand, "stories")["items"]
    name = row["url"].split("/")[2]
    assert get(stand, f"stories/{name}")["id"] == odd
    assert stand.ask(row["url"]).status_code == 200
    stand.close()


# --- rows ---------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ROWS)
@pytest.mark.parametrize("limit", [1, 2, 5, 200])
def test_rows_are_all_there_once_whatever_the_parts(stand: Newsstand, kind: str, limit: int) -> None:
    whole = ids(get(stand, kind, limit=200)["items"])
    found = ids(walked(stand, kind, limit=limit))
    assert found == whole
    if kind != "reports":
        assert len(set(found)) == len(found)


def test_claims_tell_where_each_origin_stands(stand: Newsstand) -> None:
    [claim] = walked(stand, "claims")
    assert (claim["label"], claim["speaker"], claim["story"]) == ("three hurt", "Onno Behrends", "sferry")
    assert [stand["position"] for stand in claim["stands"]] == ["says", "differs", "silent"]
    assert claim["stands"][1]["evidence"][0]["link"].startswith("https://radio-siel.example/baltrum#:~:text=")


def test_figures_tell_who_gave_them_and_what_became_of_them(stand: Newsstand) -> None:
    figures = walked(stand, "figures", measure="injured")
    assert [(figure["low"], figure["replaced"]) for figure in figures] == [(5, False), (3, False), (2, True)]
    assert all(figure["evidence"][0]["outlet"] for figure in figures)
    assert walked(stand, "figures", measure="killed") == []


def test_events_of_reserved_reports_are_not_read_out(stand: Newsstand) -> None:
    [event] = walked(stand, "events")
    assert (event["type"], event["mode"], event["text"]) == ("ACCIDENT", "actual", "ran aground")
    assert (event["place"], event["lat"], event["lon"], event["country"]) == ("Baltrum", 53.73, 7.37, "DE")
    assert event["evidence"][0]["link"].endswith("#:~:text=ran%20aground")
    assert walked(stand, "events", type="REJECT") == []
    assert walked(stand, "events", mode="negated") == []


def test_revisions_are_the_latest_first(stand: Newsstand) -> None:
    found = walked(stand, "revisions", story="sferry")
    assert [revision["number"] for revision in found] == [2, 1]
    assert found[0]["changes"][0]["after"] == "injured: 3 to 5"


def test_corrections_stay_with_whose_mistake_it_was(stand: Newsstand) -> None:
    [found] = walked(stand, "corrections")
    assert (found["story"], found["line"]) == ("sferry", "lone")
    assert found["evidence"][0]["outlet"] == "Watt-Anzeiger"


def test_rows_of_one_story_are_its_own(stand: Newsstand) -> None:
    assert {row["story"] for row in walked(stand, "reports", story="sferry", limit=1)} == {"sferry"}
    assert walked(stand, "claims", story="slibrary") == []
    assert walked(stand, "claims", story="none") == []


def test_rows_keep_to_the_stories_that_are_asked_for(stand: Newsstand) -> None:
    assert walked(stand, "claims", theme="ttown") == []
    assert len(walked(stand, "claims", since="2025-07-01", min_origins=3)) == 1
    assert walked(stand, "figures", bbox="0,0,1,1") == []


# --- reports and their terms --------------------------------------------------------------


def test_a_text_is_given_under_an_open_licence_alone(stand: Newsstand) -> None:
    assert get(stand, "reports/rlibrary")["text"] == LIBRARY.text
    for name in ("rferry", "rcopy", "rradio", "rwall"):
        assert "text" not in get(stand, f"reports/{name}")


def test_a_reserved_report_is_headline_link_outlet_and_time(stand: Newsstand) -> None:
    held = get(stand, "reports/rwall")
    story = {"story", "theme", "origin", "story_url"}
    assert set(held) == {"id", "url", "outlet", "title", "published", "rights", *story}
    assert held["rights"]["reserved"] is True


def test_a_report_tells_its_terms_and_its_story_and_nothing_of_our_copy(stand: Newsstand) -> None:
    held = get(stand, "reports/rferry")
    assert (held["story"], held["origin"], held["author"]) == ("sferry", "owire", "Imke Tjarks")
    assert held["rights"]["reserved"] is False
    assert not {"source", "charset", "notes"} & set(held)


@pytest.mark.parametrize(
    ("where", "told"),
    [
        ("feed /srv/news room/radio/atom.xml", "feed"),
        ("feed reports/atom.xml#3", "feed"),
        ("/srv/news/page.html", "file"),
        ("file:///srv/news/page.html", "file"),
        ("feed https://radio.example/atom.xml", "feed https://radio.example/atom.xml"),
        ("https://radio.example/robots.txt", "https://radio.example/robots.txt"),
        ("JSON-LD license", "JSON-LD license"),
        ("", ""),
    ],
)
def test_where_terms_were_said_names_no_folder_of_ours(where: str, told: str) -> None:
    assert public_place(where) == told


def test_the_terms_of_a_report_are_told_without_our_folders(tmp_path: Path) -> None:
    stand = Newsstand(tmp_path)
    signal = Signal(name="licence", value="(c) 2025 Radio", where="feed /srv/news/atom.xml")
    own = replace(LIBRARY, rights=Rights(basis="default", evidence=(signal,)))
    stand.stock([LIBRARY_PAGE], reports={own.id: own})
    stand.open()
    assert get(stand, "reports/rlibrary")["rights"]["evidence"] == [
        {"name": "licence", "value": "(c) 2025 Radio", "where": "feed"}
    ]
    stand.close()


def test_no_text_of_a_report_is_given_away(stand: Newsstand) -> None:
    answers = [stand.ask(f"/api/v1/{path}").text for path in (*LISTS, "stories/sferry", "why/rferry")]
    assert not [answer for answer in answers if "as happens in most summers" in answer]
    assert not [answer for answer in answers if "lawyer Harm Saathoff" in answer]


def test_an_unsafe_address_is_no_link(tmp_path: Path) -> None:
    stand = Newsstand(tmp_path)
    bad = replace(LIBRARY, url="javascript:alert(1)", rights=Rights())
    stand.stock([LIBRARY_PAGE], reports={bad.id: bad})
    stand.open()
    assert get(stand, "reports/rlibrary")["url"] == ""
    assert "javascript" not in stand.ask("/api/v1/stories/slibrary").text.replace(
        stand.ask("/api/v1/stories/slibrary").json()["sources"][0]["url"], ""
    )
    stand.close()


def test_a_report_says_why_it_is_where_it_is(stand: Newsstand) -> None:
    held = get(stand, "why/rferry")
    assert (held["report"], held["story"], held["why"]) == ("rferry", "sferry", "it founded the story")


# --- themes, things, counts ---------------------------------------------------------------


def test_themes_tell_how_many_stories_they_have(stand: Newsstand) -> None:
    found = walked(stand, "themes", limit=1)
    assert [(theme["id"], theme["name"], theme["stories"]) for theme in found] == [
        ("tsea", "Shipping off the islands", 2),
        ("ttown", "Esens", 1),
    ]
    assert get(stand, "themes/tsea") == found[0]


def test_a_theme_without_a_name_has_that_of_its_first_story(tmp_path: Path) -> None:
    stand = Newsstand(tmp_path)
    theme = Theme(id="tsea", name="", stories=("sferry",), subjects=("medtop:20000139",), query="ferry")
    stand.stock([FERRY_PAGE], reports=REPORTS, themes=[theme])
    stand.open()
    [told] = get(stand, "themes")["items"]
    assert (told["name"], told["query"]) == (FERRY.title, "ferry")
    assert told["subjects"][0]["code"] == "medtop:20000139"
    stand.close()


@pytest.mark.parametrize("path", ["places", "people", "outlets"])
@pytest.mark.parametrize("limit", [1, 3, 200])
def test_things_are_counted_once_the_most_mentioned_first(stand: Newsstand, path: str, limit: int) -> None:
    found = walked(stand, path, limit=limit)
    keys = [thing["key"] for thing in found]
    assert keys == [thing["key"] for thing in get(stand, path, limit=200)["items"]]
    assert len(set(keys)) == len(keys)
    assert [thing["stories"] for thing in found] == sorted((t["stories"] for t in found), reverse=True)


def test_things_of_a_theme_are_its_own(stand: Newsstand) -> None:
    town = {outlet["name"] for outlet in walked(stand, "outlets", theme="ttown")}
    assert town == {"Watt-Anzeiger"}


def test_statistics_add_up(stand: Newsstand) -> None:
    held = get(stand, "statistics")
    assert held["totals"]["stories"] == len(PAGES)
    assert sum(month["stories"] for month in held["months"]) == len(PAGES)
    assert held["totals"]["corrections"] == 1
    assert held["withheld"][0]["rule"] == "unsupported-number"


# --- search -------------------------------------------------------------------------------


def test_a_search_finds_by_words_best_first(stand: Newsstand) -> None:
    held = get(stand, "search", q="ferry baltrum")
    assert (held["items"][0]["id"], held["total"], held["query"]) == ("sferry", 1, "ferry baltrum")
    assert get(stand, "search", q="submarine") == {
        "query": "submarine",
        "total": 0,
        "items": [],
        "next": None,
    }


def test_a_search_has_an_end(stand: Newsstand) -> None:
    whole = ids(get(stand, "search", q="library", limit=200)["items"])
    assert len(whole) >= MORE
    assert ids(walked(stand, "search", q="library", limit=3)) == whole


ODD = ["", " ", '"', "-", "*", "place:", "after:x", "'; DROP TABLE", "\u202e", "a" * 500]


@pytest.mark.parametrize("query", ODD)
def test_no_query_is_too_odd(stand: Newsstand, query: str) -> None:
    assert stand.ask("/api/v1/search", params={"q": query}).status_code == 200


# --- errors -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path",
    [
        "stories/none",
        "stories/SFERRY",
        "stories/' OR 1=1 --",
        "stories/",
        "why/none",
        "reports/none",
        "themes/none",
        "nothing",
        "../v2/stories",
        "stories/sferry/extra",
        "statistics/more",
    ],
)
def test_what_is_not_there_is_404(stand: Newsstand, path: str) -> None:
    answer = stand.ask(f"/api/v1/{path}")
    assert answer.status_code == 404
    _is_problem(answer)


@pytest.mark.parametrize(
    "query",
    [
        {"limit": "0"},
        {"limit": "-1"},
        {"limit": "201"},
        {"limit": "many"},
        {"limit": "1.5"},
        {"limit": "9" * 40},
        {"since": "yesterday"},
        {"since": "2025-13"},
        {"until": "99999-01-01"},
        {"bbox": "1,2,3"},
        {"bbox": "nan,0,1,1"},
        {"bbox": "0,60,1,50"},
        {"bbox": "-181,0,1,1"},
        {"min_origins": "-1"},
        {"status": "true"},
        {"sort": "random"},
        {"corrected": "perhaps"},
        {"theme": "a\x00b"},
        {"place": "x" * 201},
        {"themes": "tsea"},  # a slip: it would ask for all
        {"cursor": "x" * 1001},
    ],
)
def test_what_cannot_be_taken_is_refused_by_its_name(stand: Newsstand, query: dict[str, str]) -> None:
    answer = stand.ask("/api/v1/stories", params=query)
    assert answer.status_code == 422
    _is_problem(answer)
    assert answer.json()["errors"][0]["parameter"] == next(iter(query))


def test_a_slip_in_the_name_of_a_parameter_says_where_the_names_are(stand: Newsstand) -> None:
    slip = stand.ask("/api/v1/stories", params={"themes": "tsea"}).json()
    assert slip["detail"] == "themes: is not known here; see the parameters in /api/v1/openapi.json"
    value = stand.ask("/api/v1/stories", params={"limit": 0}).json()
    assert "1" in value["detail"]
    assert "not known" not in value["detail"]
    ours = stand.ask("/api/v1/stories", params={"bbox": "1,2"}).json()
    assert ours["detail"] == "bbox: give four numbers: west,south,east,north"


def test_the_way_in_is_found_with_a_slash_too(stand: Newsstand) -> None:
    assert stand.ask("/api/v1/").json() == stand.ask("/api/v1").json()


@pytest.mark.parametrize(
    "cursor",
    ["x", "AAAA", "bm9uZQ", "W10", "WzEsMiwzLDRd", "eyJhIjoxfQ", "W1tbW1tb", "%00", "\u00fc", "=" * 50],
)
@pytest.mark.parametrize("path", [*LISTS, "search"])
def test_a_cursor_that_is_none_is_400(stand: Newsstand, path: str, cursor: str) -> None:
    query = {"cursor": cursor} | ({"q": "ferry"} if path == "search" else {})
    answer = stand.ask(f"/api/v1/{path}", params=query)
    assert answer.status_code == 400, answer.text
    _is_problem(answer)
    assert "cursor" in answer.json()["detail"]


def test_a_cursor_of_another_question_is_refused(stand: Newsstand) -> None:
    cursor = get(stand, "stories", limit=2)["next"]
    for query in ({"theme": "tsea"}, {"sort": "weight"}):
        answer = stand.ask("/api/v1/stories", params={"cursor": cursor, **query})
        assert (answer.status_code, "another question" in answer.json()["detail"]) == (400, True)
    assert stand.ask("/api/v1/claims", params={"cursor": cursor}).status_code == 400
    assert stand.ask("/api/v1/stories", params={"cursor": cursor, "limit": 9}).status_code == 200


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.one_of(st.text(max_size=20), st.integers(), st.none()), max_size=5), st.sampled_from(LISTS)
)
def test_a_made_up_cursor_never_breaks_anything(stand: Newsstand, held: list[Any], path: str) -> None:
    import base64
    import json

    cursor = base64.urlsafe_b64encode(json.dumps(held).encode()).decode().rstrip("=")
    assert stand.ask(f"/api/v1/{path}", params={"cursor": cursor}).status_code in (200, 400)


def test_a_query_without_end_is_refused(stand: Newsstand) -> None:
    answer = stand.ask(f"/api/v1/stories?theme={'x' * 3000}")
    assert answer.status_code == 414
    _is_problem(answer)


def test_a_store_that_cannot_be_read_is_503(stand: Newsstand, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise StoreError("site.db", "disk I/O error")

    monkeypatch.setattr(stand.serving.records._store.catalogue, "find", broken)
    answer = stand.ask("/api/v1/stories?limit=199")
    assert answer.status_code == 503
    assert "disk" not in answer.text
    _is_problem(answer)


def test_what_fails_is_500_with_a_problem(stand: Newsstand, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("secret")

    monkeypatch.setattr(stand.serving.records, "statistics", broken)
    stand.app._told.forget(None)
    answer = stand.ask("/api/v1/statistics")
    assert answer.status_code == 500
    assert "secret" not in answer.text
    _is_problem(answer)


def _is_problem(answer: Any) -> None:
    held = answer.json()
    assert answer.headers["content-type"] == "application/problem+json"
    assert held["status"] == answer.status_code
    assert held["type"] == "about:blank"
    assert held["title"]
    assert held["detail"]
    assert answer.headers["cache-control"] == "no-store"
    assert "etag" not in answer.headers


# --- what every answer has ----------------------------------------------------------------


@pytest.mark.parametrize("path", ["", *LISTS, "statistics", "stories/sferry", "openapi.json", "why/rferry"])
def test_every_answer_is_json_with_a_tag_and_the_headers(stand: Newsstand, path: str) -> None:
    address = f"/api/v1/{path}".rstrip("/")
    answer = stand.ask(address)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["x-robots-tag"] == "noindex"
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")
    again = stand.ask(address, headers={"If-None-Match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_the_next_part_is_linked(stand: Newsstand) -> None:
    answer = stand.ask("/api/v1/stories?limit=2&theme=tsea")
    assert answer.links["next"]["url"].startswith("/api/v1/stories?limit=2&theme=tsea&cursor=")
    following = stand.ask(answer.links["next"]["url"])
    assert len(following.json()["items"]) == 2
    assert "link" not in stand.ask("/api/v1/stories?limit=200").headers


def test_pages_of_other_sites_may_read(stand: Newsstand) -> None:
    answer = stand.ask("/api/v1/stories", headers={"Origin": "https://other.example"})
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "etag" in answer.headers["access-control-expose-headers"]
    assert "access-control-allow-credentials" not in answer.headers
    asked = {"Origin": "https://other.example", "Access-Control-Request-Method": "GET"}
    before = stand.ask("/api/v1/stories", "OPTIONS", headers=asked)
    assert before.status_code == 204
    assert before.headers["access-control-allow-origin"] == "*"
    assert "if-none-match" in before.headers["access-control-allow-headers"]


@pytest.mark.parametrize(("origins", "told"), [("", None), ("https://desk.example", "https://desk.example")])
def test_or_not_as_the_operator_likes(tmp_path: Path, origins: str, told: str | None) -> None:
    stand = stocked(tmp_path, options=Options(rate=0, origins=origins))
    for path in ("/api/v1/stories", "/feed.xml"):
        assert stand.ask(path).headers.get("access-control-allow-origin") == told
    stand.close()


def test_who_asks_too_often_waits(tmp_path: Path) -> None:
    stand = stocked(tmp_path, options=Options(rate=3, proxies=("10.0.0.0/8",)))
    answers = [stand.ask("/api/v1/themes", client="203.0.113.1") for _ in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert answers[0].headers["ratelimit"].startswith('"default";r=2;t=')
    assert answers[0].headers["ratelimit-policy"] == '"default";q=3;w=60'
    assert int(answers[3].headers["retry-after"]) > 0
    _is_problem(answers[3])
    assert stand.ask("/api/v1/themes", client="203.0.113.2").status_code == 200
    assert stand.ask("/", client="203.0.113.1").status_code == 200  # pages cost nothing
    assert stand.ask("/search/?q=ferry", client="203.0.113.1").status_code == 429
    by = {"X-Forwarded-For": "6.6.6.6, 198.51.100.7"}
    told = [stand.ask("/api/v1/themes", client="10.0.0.1", headers=by) for _ in range(4)]
    assert [answer.status_code for answer in told] == [200, 200, 200, 429]
    assert stand.ask("/api/v1/themes", client="10.0.0.1").status_code == 200
    stand.close()


def test_the_same_question_is_answered_out_of_memory(stand: Newsstand) -> None:
    stand.ask("/api/v1/stories?limit=11&theme=tsea")
    misses = stand.app._told.misses
    stand.ask("/api/v1/stories?theme=tsea&limit=11")
    assert stand.app._told.misses == misses


def test_where_the_site_is_published_addresses_are_whole(tmp_path: Path) -> None:
    stand = stocked(tmp_path, edition=replace(EDITION, base_url="https://dateline.example/news/"))
    assert get(stand, "stories/sferry")["url"] == "https://dateline.example/news/story/sferry/"
    assert get(stand, "claims")["items"][0]["story_url"].startswith("https://dateline.example/news/story/")
    assert get(stand, "outlets")["items"][0]["url"].startswith("https://dateline.example/news/source/")
    stand.close()


# --- its description ----------------------------------------------------------------------


def test_the_description_is_openapi_3_1(stand: Newsstand) -> None:
    told = get(stand, "openapi.json")
    assert told["openapi"].startswith("3.1")
    assert told["info"]["version"] == __version__
    paths = {path.removeprefix("/api/v1").strip("/") for path in told["paths"]}
    assert {*LISTS, "", "search", "statistics", "live", "stories/{story}", "stories/{story}/live"} <= paths
    assert all(route["get"]["description"] for route in told["paths"].values())
    assert all(set(route) == {"get"} for route in told["paths"].values())


def test_every_error_is_described_as_a_problem(stand: Newsstand) -> None:
    told = get(stand, "openapi.json")
    for path, route in told["paths"].items():
        for status, answer in route["get"]["responses"].items():
            if status[0] in "45" and status != "410":
                assert list(answer["content"]) == ["application/problem+json"], (path, status)


@pytest.mark.parametrize(
    ("path", "model"),
    [
        ("", models.Root),
        ("stories", models.Stories),
        ("stories/sferry", models.StoryPage),
        ("search?q=ferry", models.Found),
        ("claims", models.Claims),
        ("figures", models.Figures),
        ("events", models.Events),
        ("revisions", models.Revisions),
        ("corrections", models.Corrections),
        ("reports", models.Reports),
        ("reports/rwall", models.Report),
        ("themes", models.Themes),
        ("themes/tsea", models.Theme),
        ("places", models.Things),
        ("people", models.Things),
        ("outlets", models.Things),
        ("statistics", models.Statistics),
        ("why/rferry", models.Why),
    ],
)
def test_what_is_given_is_what_is_promised(stand: Newsstand, path: str, model: type[BaseModel]) -> None:
    model.model_validate_json(stand.ask(f"/api/v1/{path}".rstrip("/")).content, strict=True)


@pytest.mark.parametrize("path", ["/docs", "/redoc", "/openapi.json"])
def test_no_page_that_loads_scripts_from_elsewhere(stand: Newsstand, path: str) -> None:
    assert stand.ask(path).status_code == 404


def test_since_and_until_take_what_the_contract_takes(stand: Newsstand) -> None:
    at = datetime(2025, 7, 1, 19, 27, 47, tzinfo=UTC)
    for since, found in ((at, 1), (at + timedelta(seconds=1), 0)):
        assert len(get(stand, "stories", since=since.isoformat())["items"]) == found


def test_where_too_much_is_asked_at_once_a_client_is_told_to_wait(
    stand: Newsstand, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dateline.web import application

    monkeypatch.setattr(application, "WAITING", 0)
    answer = stand.ask("/api/v1/stories?limit=17")
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "2")
    _is_problem(answer)
    monkeypatch.undo()
    assert stand.ask("/api/v1/stories?limit=17").status_code == 200
