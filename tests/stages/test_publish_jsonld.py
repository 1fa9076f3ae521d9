"""Linked data: read by a library, complete, in schema.org's own terms, with nothing to end its element."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import Graph, URIRef
from rdflib.namespace import RDF

from dateline.core.listings import Facet, Listing, Mention
from dateline.core.pages import Page
from dateline.core.site import Edition
from dateline.stages.publish.issue import Shelf
from dateline.stages.publish.machines import jsonld_lists
from dateline.stages.publish.machines.jsonld import article, embedded
from dateline.stages.publish.machines.schema import pruned
from dateline.stages.publish.story.evidence import EvidenceFile
from tests.newsroom import FERRY_PAGE, LIBRARY_PAGE, REPORTS, place, stamp
from tests.stages.shelves import LOCAL, PUBLIC, listed, shelf

FEW = settings(max_examples=25, deadline=None)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
BASE = "https://kueste.example"
TERMS = json.loads((Path(__file__).parent.parent / "schemas" / "schemaorg.json").read_text("utf-8"))
SCHEMA = "https://schema.org/"
#: schema.org's context, as far as we use it: no library asks the network in a test.
CONTEXT = {"@vocab": SCHEMA, **{name: {"@type": "@id"} for name in TERMS["links"]}}
#: What a story's page must say of itself where its page knows it.
COMPLETE = {
    *(
        "@context",
        "@type",
        "@id",
        "url",
        "mainEntityOfPage",
        "headline",
        "description",
        "abstract",
        "inLanguage",
    ),
    *("datePublished", "dateModified", "temporalCoverage", "articleSection", "about", "mentions", "dateline"),
    *("contentLocation", "spatialCoverage", "isPartOf", "publisher", "publishingPrinciples", "author"),
    *("backstory", "digitalSourceType", "isAccessibleForFree", "isBasedOn", "citation", "correction"),
    *("encoding", "version"),
}


def form_of(
    page: Page, edition: Edition = PUBLIC, card: str = "", found: Listing | None = None
) -> dict[str, Any]:
    evidence = EvidenceFile(page, REPORTS)
    for said in page.lines:
        evidence.line(said)
    held = replace(shelf(page, edition), listings={page.story: found} if found else {})
    return article(page, held, evidence.cards, card)


def leaves(value: Any) -> Iterator[Any]:
    if isinstance(value, dict | list):
        assert value not in ([], {})
        for held in value.values() if isinstance(value, dict) else value:
            yield from leaves(held)
    else:
        yield value


# --- embedded -----------------------------------------------------------------------------


@FEW
@given(st.dictionaries(st.text(), VALUES, max_size=4))
def test_what_is_embedded_can_be_read_back_and_has_no_mark_of_html(form: dict[str, Any]) -> None:
    text = str(embedded(form))
    assert not set(text) & set("<>&\u2028\u2029\n")
    assert json.loads(text) == form


@pytest.mark.parametrize(
    "payload", ["</script>", "</SCRIPT >", "<!--", "]]>", "&lt;/script&gt;", "\u2028alert(1)", "<script"]
)
@pytest.mark.parametrize(
    "field", ["headline", "standfirst", "title", "outlet", "place", "correction", "speaker"]
)
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
    elif field == "speaker":
        page = replace(page, claims=(replace(page.claims[0], speaker=payload),))
    else:
        page = replace(page, corrections=(replace(page.corrections[0], wrong=payload),))
    text = str(embedded(form_of(page)))
    assert "</script" not in text.lower()
    assert "<" not in text
    assert any(payload in leaf for leaf in leaves(json.loads(text)) if isinstance(leaf, str))


# --- complete, and in its terms -----------------------------------------------------------


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of rdflib, in its own code
@pytest.mark.parametrize("page", [FERRY_PAGE, LIBRARY_PAGE])
def test_a_library_reads_every_node(page: Page) -> None:
    form = form_of(page)
    graph = Graph().parse(data=json.dumps(form | {"@context": CONTEXT}), format="json-ld")
    story = URIRef(form["@id"])
    assert (story, RDF.type, URIRef(f"{SCHEMA}NewsArticle")) in graph
    assert len(list(graph.objects(story, URIRef(f"{SCHEMA}isBasedOn")))) == len(page.sources)
    assert str(graph.value(story, URIRef(f"{SCHEMA}headline"))) == page.headline.text
    assert {str(kind).removeprefix(SCHEMA) for kind in graph.objects(None, RDF.type)} <= set(TERMS["types"])
    assert all(not str(predicate).startswith("http://schema.org") for predicate in graph.predicates())


def test_a_story_page_is_complete() -> None:
    assert set(form_of(FERRY_PAGE, card="story/sferry/card.png")) == COMPLETE | {"image"}


def kinds(name: str) -> set[str]:
    """A type and what it is a kind of."""
    return {name} | {above for parent in TERMS["parents"].get(name, []) for above in kinds(parent)}


def nodes(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
    for held in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from nodes(held)


def misused(form: dict[str, Any]) -> list[str]:
    """Properties that stand on a type that has them not."""
    found = []
    for node in (held for held in nodes(form) if set(held) != {"@id"}):
        allowed = {name for kind in kinds(node["@type"]) for name in TERMS["properties"].get(kind, [])}
        found += [
            f"{node['@type']}.{name}" for name in node if not name.startswith("@") and name not in allowed
        ]
    return found


@pytest.mark.parametrize("edition", [PUBLIC, LOCAL])
def test_every_term_stands_where_schema_org_has_it(edition: Edition) -> None:
    listings = [listed(FERRY_PAGE), listed(LIBRARY_PAGE)]
    for page in (FERRY_PAGE, LIBRARY_PAGE, replace(FERRY_PAGE, reviewed_by="Antje Onken")):
        assert misused(form_of(page, edition)) == []
    assert misused(jsonld_lists.collection("Esens", "theme/t/index.html", listings, edition)) == []
    assert misused(jsonld_lists.front(listings, edition, served=True)) == []
    assert misused({"@type": "Quotation", "geo": 1}) == ["Quotation.geo"]


@pytest.mark.parametrize("edition", [PUBLIC, LOCAL])
@pytest.mark.parametrize("page", [FERRY_PAGE, LIBRARY_PAGE])
def test_no_value_is_empty_at_any_depth(page: Page, edition: Edition) -> None:
    assert all(leaf not in ("", None) for leaf in leaves(form_of(page, edition)))


@FEW
@given(VALUES)
def test_nothing_empty_is_left(value: Any) -> None:
    form = pruned({"held": value})
    assert form == {} or all(leaf not in ("", None) for leaf in leaves(form))


def test_a_page_of_many_reports_stays_small() -> None:
    many = tuple(
        replace(credit, report=f"r{n}", url=f"https://watt.example/news/2025/07/a-ferry-runs-aground-{n}")
        for n in range(60)
        for credit in FERRY_PAGE.sources[:1]
    )
    form = form_of(replace(FERRY_PAGE, sources=(*FERRY_PAGE.sources, *many)))
    assert len(form["isBasedOn"]) == 40
    assert [set(report) == {"@id"} for report in form["isBasedOn"]] == [False] * 8 + [True] * 32
    assert len(str(embedded(form))) < 9_500


def test_no_verdict_is_given() -> None:
    assert "ClaimReview" not in json.dumps(form_of(FERRY_PAGE))


# --- what it says -------------------------------------------------------------------------


def test_three_times_stay_three() -> None:
    form = form_of(FERRY_PAGE)
    assert form["temporalCoverage"] == "2025-07-01"
    assert form["datePublished"] == "2025-07-01T19:30:00Z"
    assert form["dateModified"] == "2025-07-02T06:10:00Z"
    assert [based.get("datePublished") for based in form["isBasedOn"]] == [
        "2025-07-01T19:27:47Z",
        "2025-07-01T20:05:00Z",
        "2025-07-01",
        "2025-07-02T06:00:00Z",
    ]


def test_a_page_without_the_time_of_its_revision_has_that_of_its_first_report() -> None:
    undated = replace(FERRY_PAGE.revision, number=1, at=None)
    form = form_of(replace(FERRY_PAGE, revisions=(undated,), first_reported=stamp("2025-07-01T19:27:47")))
    assert form["datePublished"] == form["dateModified"] == "2025-07-01T19:27:47Z"


def test_a_point_at_zero_is_a_point() -> None:
    form = form_of(replace(FERRY_PAGE, places=(place("Null", 0.0, 0.0),)))
    geo = form["contentLocation"][0]["geo"]
    assert (geo["latitude"], geo["longitude"]) == (0.0, 0.0)


def test_a_place_without_a_position_is_mentioned_and_not_where_it_happened() -> None:
    form = form_of(replace(FERRY_PAGE, places=(replace(place("Hooge", 0.0, 0.0), lat=None, lon=None),)))
    assert not {"contentLocation", "dateline", "spatialCoverage"} & set(form)
    assert form["mentions"][0]["name"] == "Hooge"


def test_a_country_is_no_spot_and_a_place_is_named_by_geonames() -> None:
    land = replace(place("Germany", 51.0, 9.0, "country"), geonames=2921044)
    form = form_of(replace(FERRY_PAGE, places=(land,)))
    assert form["contentLocation"][0]["@type"] == "Country"
    assert form["contentLocation"][0]["sameAs"] == "https://sws.geonames.org/2921044/"
    assert form["spatialCoverage"] == [{"@type": "Country", "name": "Germany"}]


def test_an_unsafe_address_is_left_out_and_the_report_stays_named() -> None:
    sources = tuple(replace(credit, url="javascript:alert(1)") for credit in FERRY_PAGE.sources)
    form = form_of(replace(FERRY_PAGE, sources=sources))
    assert form["isBasedOn"][0]["@id"] == "urn:dateline:report:rferry"
    assert form["isBasedOn"][0]["publisher"]["name"] == "Watt-Anzeiger"
    assert "javascript" not in json.dumps(form)


def test_citations_are_few_and_each_stands_once() -> None:
    cited = form_of(FERRY_PAGE)["citation"]
    texts = [quotation["text"] for quotation in cited]
    assert 0 < len(texts) == len(set(texts)) <= 4
    based = {report["@id"] for report in form_of(FERRY_PAGE)["isBasedOn"]}
    assert {quotation["isPartOf"]["@id"] for quotation in cited} <= based
    assert not any("lawyer" in text or "fairway, its" in text for text in texts)
    assert not any(text.endswith("…") for text in texts)


def test_a_quotation_names_who_says_so_where_the_page_does() -> None:
    cited = form_of(FERRY_PAGE)["citation"]
    spoken = {quotation["text"]: quotation.get("spokenByCharacter") for quotation in cited}
    hurt = next(text for text in spoken if text.startswith("three people were hurt"))
    assert spoken[hurt] == {"@type": "Thing", "name": "Onno Behrends"}
    assert [who for text, who in spoken.items() if text != hurt] == [None] * (len(spoken) - 1)


def test_a_speaker_whom_the_story_is_found_by_is_a_person() -> None:
    behrends = Mention(facet=Facet.PERSON, key="behrends", name="Onno BEHRENDS", count=2)
    found = replace(listed(FERRY_PAGE), mentions=(behrends,))
    told = json.dumps(form_of(FERRY_PAGE, found=found))
    assert '{"@type": "Person", "name": "Onno Behrends"}' in told
    assert '{"@type": "Thing", "name": "Onno Behrends"}' not in told


def test_a_speaker_of_one_report_is_not_laid_into_the_mouth_of_another() -> None:
    (claim,) = FERRY_PAGE.claims
    radio = FERRY_PAGE.figures[0].evidence
    assert {span.report for span in radio} != {span.report for span in claim.evidence}
    joined = replace(FERRY_PAGE, claims=(replace(claim, evidence=claim.evidence + radio),))
    assert not any("spokenByCharacter" in cited for cited in form_of(joined)["citation"])


def test_only_corrections_are_corrections() -> None:
    (correction,) = form_of(FERRY_PAGE)["correction"]
    assert correction["@id"].startswith("urn:dateline:correction:sferry:")
    assert "Sturmschwalbe" in correction["text"]
    assert "correction" not in form_of(LIBRARY_PAGE)


def test_a_story_names_its_address_its_theme_and_that_rules_wrote_it() -> None:
    form = form_of(FERRY_PAGE)
    assert form["@id"] == form["url"] == f"{BASE}/story/sferry/"
    assert form["articleSection"] == "Shipping off the islands"
    assert form["author"]["name"] == "Küste (written by rules)"
    assert form["inLanguage"] == "en"
    assert [part["@type"] for part in form["isPartOf"]] == ["WebSite", "CollectionPage"]
    assert form["isPartOf"][1]["url"] == f"{BASE}/theme/tsea/"
    crumbs = form["mainEntityOfPage"]["breadcrumb"]["itemListElement"]
    assert [(crumb["position"], crumb["item"]) for crumb in crumbs] == [
        (1, f"{BASE}/"),
        (2, f"{BASE}/theme/tsea/"),
        (3, f"{BASE}/story/sferry/"),
    ]


def test_the_subjects_of_a_theme_are_media_topics() -> None:
    base = shelf(FERRY_PAGE)
    theme = replace(base.themes["tsea"], subjects=("medtop:20000139", "medtop:99"))
    known = replace(base, themes={"tsea": theme}, labels={"medtop:20000139": "disaster and accident"})
    form = article(FERRY_PAGE, known, ())
    assert form["articleSection"] == ["disaster and accident"]
    assert form["about"][1]["@id"] == "http://cv.iptc.org/newscodes/mediatopic/20000139"
    assert len(form["about"]) == 2


@pytest.mark.parametrize(
    ("model", "reviewed", "source"),
    [
        ("", "", "AlgorithmicMediaDigitalSource"),
        ("m1", "", "CompositeWithTrainedAlgorithmicMediaDigitalSource"),
        ("m1", "Antje Onken", ""),
    ],
)
def test_what_wrote_it_is_told_in_iptc_s_terms(model: str, reviewed: str, source: str) -> None:
    headline = replace(FERRY_PAGE.headline, model=model)
    form = form_of(replace(FERRY_PAGE, headline=headline, reviewed_by=reviewed))
    assert form.get("digitalSourceType", "") == (f"{SCHEMA}{source}" if source else "")
    assert form.get("editor", {}).get("name", "") == reviewed


def test_a_site_without_an_address_names_its_stories_by_urn() -> None:
    form = form_of(FERRY_PAGE, LOCAL)
    assert form["@id"] == "urn:dateline:story:sferry"
    assert not {"url", "encoding", "mainEntityOfPage"} & set(form)


def test_a_reader_of_the_house_s_language_is_told_in_it() -> None:
    form = form_of(FERRY_PAGE, replace(PUBLIC, language="de"))
    assert form["inLanguage"] == "en"
    assert form["isPartOf"][0]["inLanguage"] == "de"


# --- lists --------------------------------------------------------------------------------


def test_a_list_has_its_stories_in_the_page_s_order() -> None:
    listings = [listed(LIBRARY_PAGE), listed(FERRY_PAGE)]
    trail = (("Places", "places/index.html"),)
    form = jsonld_lists.collection("Baltrum", "place/g1/index.html", listings, PUBLIC, trail)
    parts = form["mainEntity"]["itemListElement"]
    assert [(part["position"], part["url"]) for part in parts] == [
        (1, f"{BASE}/story/slibrary/"),
        (2, f"{BASE}/story/sferry/"),
    ]
    assert [crumb["name"] for crumb in form["breadcrumb"]["itemListElement"]] == [
        "Küste",
        "Places",
        "Baltrum",
    ]


def test_a_long_list_is_told_in_part() -> None:
    many = [replace(listed(LIBRARY_PAGE), story=f"s{n}") for n in range(80)]
    listed_items = jsonld_lists.collection("x", "themes/index.html", many, PUBLIC)["mainEntity"]
    assert listed_items["numberOfItems"] == len(listed_items["itemListElement"]) == 50


def test_the_front_page_offers_a_search_where_somebody_answers() -> None:
    served = jsonld_lists.front([], PUBLIC, served=True)
    assert served["potentialAction"]["target"]["urlTemplate"] == f"{BASE}/search/?q={{search_term_string}}"
    assert "potentialAction" not in jsonld_lists.front([], PUBLIC)
    assert "potentialAction" not in jsonld_lists.front([], LOCAL, served=True)


def test_a_site_without_an_address_lists_nothing() -> None:
    form = jsonld_lists.collection("x", "themes/index.html", [listed(FERRY_PAGE)], LOCAL)
    assert not {"mainEntity", "breadcrumb", "url"} & set(form)


@pytest.mark.parametrize("known", [shelf(FERRY_PAGE), shelf(LIBRARY_PAGE)])
def test_the_same_page_gives_the_same_form(known: Shelf) -> None:
    page = known.subject.page
    assert page is not None
    assert article(page, known, ()) == article(page, known, ())
