"""The evidence as Web Annotations: read as RDF by a library, in the words of the page's cards alone."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from rdflib import Graph, URIRef

from dateline.core.pages import Page
from dateline.core.site import Edition
from dateline.stages.publish.exports import export
from dateline.stages.publish.exports.annotations import CONTEXT, of_story
from dateline.stages.publish.story.evidence import EvidenceFile
from tests.newsroom import FERRY, FERRY_PAGE, LIBRARY_PAGE, REPORTS
from tests.stages.shelves import LOCAL, PUBLIC, accounts

OA = "http://www.w3.org/ns/oa#"
#: What the context of the recommendation makes of the names that we use (Web Annotation Vocabulary).
ANNO: dict[str, Any] = {
    "oa": OA,
    "dcterms": "http://purl.org/dc/terms/",
    "dctypes": "http://purl.org/dc/dcmitype/",
    "as": "http://www.w3.org/ns/activitystreams#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "http://schema.org/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "id": "@id",
    "type": "@type",
    **{name: f"oa:{name}" for name in ("Annotation", "TextualBody", "SpecificResource", "TextQuoteSelector")},
    **{name: f"oa:{name}" for name in ("TextPositionSelector", "TimeState")},
    "Text": "dctypes:Text",
    "Software": "as:Application",
    "Organization": "foaf:Organization",
    "AnnotationCollection": "as:OrderedCollection",
    "AnnotationPage": "as:OrderedCollectionPage",
    "body": {"@type": "@id", "@id": "oa:hasBody"},
    "target": {"@type": "@id", "@id": "oa:hasTarget"},
    "source": {"@type": "@id", "@id": "oa:hasSource"},
    "selector": {"@type": "@id", "@id": "oa:hasSelector"},
    "state": {"@type": "@id", "@id": "oa:hasState"},
    "motivation": {"@type": "@vocab", "@id": "oa:motivatedBy"},
    "purpose": {"@type": "@vocab", "@id": "oa:hasPurpose"},
    "linking": "oa:linking",
    "describing": "oa:describing",
    "exact": "oa:exact",
    "start": {"@type": "xsd:nonNegativeInteger", "@id": "oa:start"},
    "end": {"@type": "xsd:nonNegativeInteger", "@id": "oa:end"},
    "sourceDate": {"@type": "xsd:dateTime", "@id": "oa:sourceDate"},
    "conformsTo": {"@type": "@id", "@id": "dcterms:conformsTo"},
    "creator": {"@type": "@id", "@id": "dcterms:creator"},
    "modified": {"@type": "xsd:dateTime", "@id": "dcterms:modified"},
    "value": "rdf:value",
    "format": "dcterms:format",
    "language": "dcterms:language",
    "name": "foaf:name",
    "label": "rdfs:label",
    "partOf": {"@type": "@id", "@id": "as:partOf"},
    "first": {"@type": "@id", "@id": "as:first"},
    "items": {"@type": "@id", "@id": "as:items", "@container": "@list"},
    "total": {"@type": "xsd:nonNegativeInteger", "@id": "as:totalItems"},
    "startIndex": {"@type": "xsd:nonNegativeInteger", "@id": "as:startIndex"},
}


def collection(page: Page = FERRY_PAGE, edition: Edition = PUBLIC) -> dict[str, Any]:
    evidence = EvidenceFile(page, REPORTS)
    for line in page.lines:
        evidence.line(line)
    file = of_story(page, evidence.cards, REPORTS, edition)
    assert file.path == f"story/{page.story}/annotations.json"
    form: dict[str, Any] = json.loads(file.content)
    return form


def targets(form: dict[str, Any]) -> list[dict[str, Any]]:
    return [held["target"] for held in form["first"]["items"]]


def exact(target: dict[str, Any]) -> str:
    selector = target["selector"]
    return selector[0]["exact"] if isinstance(selector, list) else ""


def position(target: dict[str, Any]) -> dict[str, Any]:
    selector = target["selector"]
    found: dict[str, Any] = selector[1] if isinstance(selector, list) else selector
    return found


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of rdflib, in its own code
def test_a_library_finds_every_annotation_with_its_target_and_its_line() -> None:
    form = collection()
    assert form["@context"] == CONTEXT
    graph = Graph().parse(data=json.dumps(form | {"@context": ANNO}), format="json-ld")
    found = set(
        graph.subjects(URIRef("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"), URIRef(f"{OA}Annotation"))
    )
    assert len(found) == form["total"] == len(form["first"]["items"]) > 0
    for annotation in found:
        assert graph.value(annotation, URIRef(f"{OA}motivatedBy")) == URIRef(f"{OA}linking")
        target = graph.value(annotation, URIRef(f"{OA}hasTarget"))
        assert graph.value(target, URIRef(f"{OA}hasSource")) is not None
        assert len(list(graph.objects(annotation, URIRef(f"{OA}hasBody")))) == 2


def names(value: Any) -> set[str]:
    if isinstance(value, dict):
        return set(value) | {name for held in value.values() for name in names(held)}
    return {name for held in value for name in names(held)} if isinstance(value, list) else set()


def test_no_name_is_used_that_the_context_does_not_know() -> None:
    assert names(collection()) <= set(ANNO) | {"@context"}


def test_each_line_has_an_annotation_for_each_stretch_that_bears_it_out() -> None:
    wanted = {(line.id, span) for line in FERRY_PAGE.lines for span in line.evidence}
    assert collection()["total"] == len(wanted)


def test_the_words_stand_at_their_place_in_the_report() -> None:
    reports = {report.url: report for report in REPORTS.values()}
    quoted = [target for target in targets(collection()) if exact(target)]
    assert quoted
    for target in quoted:
        report, at = reports[target["source"]["id"]], position(target)
        assert " ".join(report.text[at["start"] : at["end"]].split()).startswith(exact(target))


def test_nothing_is_quoted_that_the_cards_do_not_quote() -> None:
    evidence = EvidenceFile(FERRY_PAGE, REPORTS)
    for line in FERRY_PAGE.lines:
        evidence.line(line)
    shown = {quotation.words.removesuffix(" …") for card in evidence.cards for quotation in card.quotations}
    assert {exact(target) for target in targets(collection())} <= shown | {""}


def test_a_reserved_report_gives_its_place_and_no_word() -> None:
    reserved = [target for target in targets(collection()) if "kuestenblatt" in target["source"]["id"]]
    assert reserved
    assert not any(exact(target) for target in reserved)
    assert all(position(target)["end"] > 0 for target in reserved)


def test_links_lead_to_the_line_where_the_site_has_an_address() -> None:
    public, local = collection(), collection(edition=LOCAL)
    assert public["id"] == "https://kueste.example/story/sferry/annotations.json"
    assert public["first"]["items"][0]["body"][1]["id"] == "https://kueste.example/story/sferry/#line-lhead"
    assert local["id"] == "urn:dateline:annotations:sferry"
    assert all(len(held["body"]) == 1 for held in local["first"]["items"])


def test_an_address_that_is_no_link_is_a_name() -> None:
    sources = tuple(replace(credit, url="javascript:alert(1)") for credit in FERRY_PAGE.sources)
    form = collection(replace(FERRY_PAGE, sources=sources))
    assert targets(form)[0]["source"]["id"] == "urn:dateline:report:rferry"
    assert "javascript" not in json.dumps(form)


def test_the_text_that_offsets_are_into_is_named_where_it_is_known() -> None:
    sources = tuple(replace(credit, wording="w1") for credit in LIBRARY_PAGE.sources)
    at = position(targets(collection(replace(LIBRARY_PAGE, sources=sources)))[0])
    assert at["conformsTo"] == "urn:dateline:wording:w1"
    assert "conformsTo" not in position(targets(collection(LIBRARY_PAGE))[0])


def test_a_floating_time_is_no_state() -> None:
    states = {target["source"]["id"]: target.get("state") for target in targets(collection())}
    assert states[FERRY.url] == {"type": "TimeState", "sourceDate": "2025-07-01T19:27:47Z"}
    assert states["https://radio-siel.example/baltrum"] is None


def test_an_export_has_a_collection_on_each_line() -> None:
    lines = b"".join(export("annotations", PUBLIC, accounts())).splitlines()
    assert [json.loads(line)["id"].split("/")[4] for line in lines] == ["sferry", "slibrary", "stide"]


@pytest.mark.parametrize("text", ["\ud800", "</script>", "\u202e"])
def test_any_line_is_json(text: str) -> None:
    page = replace(LIBRARY_PAGE, headline=replace(LIBRARY_PAGE.headline, text=text))
    assert collection(page)["total"] == 2
