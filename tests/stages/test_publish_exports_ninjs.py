"""ninjs 3.1: valid by its schema (the parts that we write, by hand from the standard), and its sources."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from dateline.core.pages import Page
from dateline.core.site import Edition
from dateline.stages.publish.exports import Account, export
from tests.newsroom import FERRY_PAGE, LIBRARY_PAGE, place
from tests.stages.shelves import LOCAL, PUBLIC, account, accounts

SCHEMA = json.loads((Path(__file__).parent.parent / "schemas" / "ninjs.json").read_text("utf-8"))
VALID = jsonschema_rs.validator_for(SCHEMA, validate_formats=True)


def items(*pages: Page, edition: Edition = PUBLIC) -> list[dict[str, Any]]:
    return read(accounts(*pages), edition)


def read(told: list[Account], edition: Edition = PUBLIC) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(b"".join(export("ninjs", edition, told)))
    return found


@pytest.mark.parametrize("edition", [PUBLIC, LOCAL])
def test_every_item_is_valid(edition: Edition) -> None:
    written = items(edition=edition)
    assert len(written) == 3
    for item in written:
        assert [error.message for error in VALID.iter_errors(item)] == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"uri": ""},
        {"pubStatus": "fine"},
        {"versionCreated": "2025-07-01"},
        {"headlines": [{"role": "main"}]},
        {"headline": "one of ninjs 1"},
        {"places": [{"name": "Hooge", "kind": "city"}]},
        {"associations": [{"name": "without a uri"}]},
    ],
)
def test_the_schema_finds_faults(wrong: dict[str, Any]) -> None:
    assert not VALID.is_valid(items(FERRY_PAGE)[0] | wrong)


def test_ninjs_names_its_standard_its_sources_and_makes_up_no_hour() -> None:
    ferry, library, _ = items()
    assert ferry["uri"] == "https://kueste.example/story/sferry/"
    assert ferry["standard"]["version"] == "3.1"
    assert [held.get("versionCreated", "") for held in ferry["associations"]] == [
        "2025-07-01T19:27:47Z",
        "2025-07-01T20:05:00Z",
        "",
        "2025-07-02T06:00:00Z",
    ]
    assert "bodies" not in library


def test_outlets_that_carry_another_s_text_are_told_from_origins() -> None:
    (ferry,) = items(FERRY_PAGE)
    assert [(source["name"], source["role"]) for source in ferry["infoSources"]] == [
        ("Watt-Anzeiger", "origin"),
        ("Norden heute", "copy"),
        ("Radio Siel", "origin"),
        ("Küstenblatt", "origin"),
    ]


def test_the_policies_of_the_site_are_trust_indicators() -> None:
    (ferry,) = items(FERRY_PAGE)
    told = {held["role"].rpartition("/")[2]: held["href"] for held in ferry["trustIndicators"]}
    assert told["correctionsPolicy"] == "https://kueste.example/corrections/"
    assert told["editorialPolicy"] == told["noBylinesPolicy"] == "https://kueste.example/methods/"


def test_a_news_item_has_its_words_and_its_places() -> None:
    (item,) = items(FERRY_PAGE)
    body = item["bodies"][0]
    assert body["charCount"] == len(body["value"])
    assert body["wordCount"] == len(body["value"].split())
    assert item["places"][0]["geoJSON"]["coordinates"] == [7.37, 53.73]
    assert all(value not in ("", None, []) for value in item.values())


def test_a_place_without_a_position_is_named_and_the_story_is_not_located_there() -> None:
    where = replace(place("Hooge", 0.0, 0.0), lat=None, lon=None, geonames=7)
    (item,) = items(replace(FERRY_PAGE, places=(where,)))
    assert item["places"] == [{"name": "Hooge", "rel": "mentions", "uri": "https://sws.geonames.org/7/"}]
    assert "located" not in item


def test_subjects_are_the_theme_and_its_media_topics() -> None:
    told = replace(account(FERRY_PAGE), subjects=(("medtop:20000139", "disaster and accident"),))
    (item,) = read([told])
    assert [(held["name"], held.get("uri")) for held in item["subjects"]] == [
        ("Shipping off the islands", None),
        ("disaster and accident", "http://cv.iptc.org/newscodes/mediatopic/20000139"),
    ]


def test_a_model_s_words_are_labelled() -> None:
    rules = items(FERRY_PAGE)[0]
    worded = replace(FERRY_PAGE, headline=replace(FERRY_PAGE.headline, model="model-1"))
    model = items(worded)[0]
    assert rules["digitalSourceType"]["uri"].endswith("/algorithmicMedia")
    assert model["digitalSourceType"]["uri"].endswith("/compositeWithTrainedAlgorithmicMedia")
    assert "model-1" in model["edNote"]


def test_a_news_item_without_an_address_is_named_by_a_urn_and_links_no_script() -> None:
    bad = tuple(replace(credit, url="javascript:alert(1)") for credit in FERRY_PAGE.sources)
    (item,) = items(replace(FERRY_PAGE, sources=bad), edition=LOCAL)
    assert item["uri"] == "urn:dateline:story:sferry"
    assert item["associations"][0]["uri"] == "urn:dateline:report:rferry"
    assert "trustIndicators" not in item
    assert "javascript" not in json.dumps(item)


def test_a_brief_has_no_body() -> None:
    assert "bodies" not in items(LIBRARY_PAGE)[0]
