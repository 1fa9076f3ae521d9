"""Linked data: what a page is based on, without empty values, and nothing that could end its element."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.core.pages import Page
from dateline.core.site import Edition
from dateline.stages.publish import Issue
from dateline.stages.publish.issue import shelve
from dateline.stages.publish.machines.jsonld import article, embedded
from dateline.stages.publish.story.evidence import EvidenceFile
from tests.newsroom import FERRY_PAGE, ISSUE, LIBRARY_PAGE, REPORTS, place

FEW = settings(max_examples=25, deadline=None)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
BASE = "https://kueste.example"


def form_of(page: Page, issue: Issue = ISSUE) -> dict[str, Any]:
    evidence = EvidenceFile(page, REPORTS)
    for said in page.lines:
        evidence.line(said)
    shelf = shelve(replace(issue, pages=(page,), edition=Edition(title="Küste", base_url=BASE)))
    return article(page, shelf, evidence.cards)


def leaves(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        assert value
        for held in value.values():
            yield from leaves(held)
    elif isinstance(value, list):
        assert value
        for held in value:
            yield from leaves(held)
    else:
        yield value


@FEW
@given(st.dictionaries(st.text(), VALUES, max_size=4))
def test_what_is_embedded_can_be_read_back_and_has_no_mark_of_html(form: dict[str, Any]) -> None:
    text = str(embedded(form))
    assert not set(text) & set("<>&\u2028\u2029\n")
    assert json.loads(text) == form


@pytest.mark.parametrize(
    "payload", ["</script>", "</SCRIPT >", "<!--", "]]>", "&lt;/script&gt;", "\u2028alert(1)", "<script"]
)
@pytest.mark.parametrize("field", ["headline", "standfirst", "title", "outlet", "place", "correction"])
def test_no_field_ends_the_element(field: str, payload: str) -> None:
    page = FERRY_PAGE
    if field == "headline":
        page = replace(page, headline=replace(page.headline, text=payload))
    elif field == "standfirst":
        page = replace(page, standfirst=replace(page.headline, text=payload))
    elif field in ("title", "outlet"):
        changed = {field: payload}
        page = replace(page, sources=tuple(replace(credit, **changed) for credit in page.sources))  # type: ignore[arg-type]
    elif field == "place":
        page = replace(page, places=(place(payload, 53.0, 7.0),))
    else:
        page = replace(page, corrections=(replace(page.corrections[0], wrong=payload),))
    text = str(embedded(form_of(page)))
    assert "</script" not in text.lower()
    assert "<" not in text
    assert any(payload in leaf for leaf in leaves(json.loads(text)) if isinstance(leaf, str))


@pytest.mark.parametrize("page", [FERRY_PAGE, LIBRARY_PAGE])
def test_no_value_is_empty_at_any_depth(page: Page) -> None:
    assert all(leaf not in ("", None) for leaf in leaves(form_of(page)))


def test_times_are_dates_where_no_more_is_known() -> None:
    form = form_of(FERRY_PAGE)
    assert form["datePublished"] == "2025-07-01T19:27:47Z"
    assert form["dateModified"] == "2025-07-02T06:10:00Z"
    assert [based.get("datePublished") for based in form["isBasedOn"]][2] == "2025-07-01"


def test_a_point_at_zero_is_a_point() -> None:
    form = form_of(replace(FERRY_PAGE, places=(place("Null", 0.0, 0.0),)))
    geo = form["contentLocation"][0]["geo"]
    assert (geo["latitude"], geo["longitude"]) == (0.0, 0.0)


def test_a_place_without_a_position_is_not_told() -> None:
    form = form_of(replace(FERRY_PAGE, places=(replace(place("Hooge", 0.0, 0.0), lat=None, lon=None),)))
    assert not {"contentLocation", "dateline"} & set(form)


def test_an_unsafe_address_is_left_out_and_the_report_stays_named() -> None:
    sources = tuple(replace(credit, url="javascript:alert(1)") for credit in FERRY_PAGE.sources)
    form = form_of(replace(FERRY_PAGE, sources=sources))
    assert all("url" not in based for based in form["isBasedOn"])
    assert form["isBasedOn"][0]["publisher"]["name"] == "Watt-Anzeiger"


def test_citations_are_few_and_each_stands_once() -> None:
    cited = form_of(FERRY_PAGE)["citation"]
    texts = [quotation["text"] for quotation in cited]
    assert 0 < len(texts) == len(set(texts)) <= 8
    assert all(quotation["isPartOf"]["url"].startswith("https://") for quotation in cited)
    assert not any("lawyer" in text or "fairway, its" in text for text in texts)


def test_only_corrections_are_corrections() -> None:
    assert len(form_of(FERRY_PAGE)["correction"]) == 1
    assert "correction" not in form_of(LIBRARY_PAGE)


def test_a_story_names_its_address_its_theme_and_that_rules_wrote_it() -> None:
    form = form_of(FERRY_PAGE)
    assert form["@id"] == form["url"] == f"{BASE}/story/sferry/"
    assert form["articleSection"] == "Shipping off the islands"
    assert form["author"]["name"] == "Küste (written by rules)"
    assert form["inLanguage"] == "en"
