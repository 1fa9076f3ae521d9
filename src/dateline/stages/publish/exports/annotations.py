"""The evidence of a page as W3C Web Annotations: which words of which report bear out which line.

One collection a story, beside its page. The target of an annotation is the report at its outlet, by the very
words (``TextQuoteSelector``) and by their place in the text that we read (``TextPositionSelector``, in code
points; ``conformsTo`` names that text, so that nobody takes an offset into another one). Its body is our
line, and a link to it. The words are those that the cards of the page show, and no more: what a card may not
quote has its place alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from dateline.core.ids import address, digest
from dateline.core.site import File
from dateline.stages.publish.exports.forms import encoded, instant, lines, text
from dateline.stages.publish.exports.quoting import Shown, bare
from dateline.stages.publish.issue import story_path
from dateline.stages.publish.links import absolute, safe_href

if TYPE_CHECKING:
    from dateline.core.pages import Credit, Line, Page
    from dateline.core.site import Edition
    from dateline.core.types import Report, Span
    from dateline.stages.publish.exports.accounts import Account
    from dateline.stages.publish.story.evidence import Card

Json = dict[str, Any]
CONTEXT = "http://www.w3.org/ns/anno.jsonld"
NAME = "annotations.json"


def collections(edition: Edition, accounts: Iterable[Account]) -> Iterator[bytes]:
    """JSON Lines: the collection of each story."""
    return lines(_of(account, edition) for account in accounts)


def _of(account: Account, edition: Edition) -> Json:
    from dateline.stages.publish.story.evidence import EvidenceFile  # here: a story's files name this module

    evidence = EvidenceFile(account.page, account.reports)
    for line in account.page.lines:
        evidence.line(line)
    return collection(account.page, Shown(account.page, evidence.cards, account.reports), edition)


def of_story(page: Page, cards: Iterable[Card], reports: Mapping[str, Report], edition: Edition) -> File:
    """The collection of a story as a file beside its page, with the words that the page's cards show."""
    path = f"{story_path(page.story).removesuffix('index.html')}{NAME}"
    return File(
        path=path, content=encoded(text(collection(page, Shown(page, cards, reports), edition)) + "\n")
    )


def collection(page: Page, shown: Shown, edition: Edition) -> Json:
    """An AnnotationCollection with all its annotations on one page of it."""
    there = absolute(edition, story_path(page.story))
    name = f"{there}{NAME}" if there else f"urn:dateline:annotations:{address(page.story)}"
    held = list(_annotations(page, shown, there))
    first = {"id": f"{name}#page", "type": "AnnotationPage", "partOf": name, "startIndex": 0, "items": held}
    return _known(
        {
            "@context": CONTEXT,
            "id": name,
            "type": "AnnotationCollection",
            "label": f"Evidence of “{page.headline.text}”",
            "creator": {"type": "Software", "name": "Dateline"},
            "modified": instant(page.revision.at),
            "total": len(held),
            "first": first,
        }
    )


def _annotations(page: Page, shown: Shown, there: str) -> Iterator[Json]:
    cited = {credit.report: _cited(credit) for credit in page.sources}
    seen: set[tuple[str, Span]] = set()
    for line in page.lines:
        for span in line.evidence:
            if span.report in cited and (line.id, span) not in seen:
                seen.add((line.id, span))
                quotation = shown.at(span)
                report, wording = cited[span.report]
                selector = _selector(span, wording, bare(quotation.words) if quotation else "")
                yield _annotation(line, span, _known(report | {"selector": selector}), there)


def _annotation(line: Line, span: Span, target: Json, there: str) -> Json:
    part = digest("annotation", line.id, span.report, str(span.start), str(span.end))
    body: list[Json] = [
        {"type": "TextualBody", "value": line.text, "format": "text/plain", "purpose": "describing"}
    ]
    if there:
        link = f"{there}#line-{address(line.id)}"
        body.append({"id": link, "type": "Text", "format": "text/html", "purpose": "linking"})
    return {
        "id": f"urn:dateline:annotation:{part}",
        "type": "Annotation",
        "motivation": "linking",
        "body": body,
        "target": target,
    }


def _cited(credit: Credit) -> tuple[Json, str]:
    """A report at its outlet, by its id where it has no address that may be linked; the name of its text."""
    published = instant(credit.published)
    source = {
        "id": safe_href(credit.url) or f"urn:dateline:report:{address(credit.report)}",
        "type": "Text",
        "format": "text/html",
        "language": credit.language,
        "creator": {"type": "Organization", "name": credit.outlet} if credit.outlet else None,
    }
    report = {
        "type": "SpecificResource",
        "source": _known(source),
        "selector": None,
        "state": {"type": "TimeState", "sourceDate": published} if published else None,
    }
    return report, f"urn:dateline:wording:{address(credit.wording)}" if credit.wording else ""


def _selector(span: Span, wording: str, words: str) -> Json | list[Json]:
    """The place of a span in the text that we read, and its very words where they may be told."""
    place = {"type": "TextPositionSelector", "start": span.start, "end": span.end}
    if wording:
        place["conformsTo"] = wording
    return [{"type": "TextQuoteSelector", "exact": words}, place] if words else place


def _known(form: Json) -> Json:
    """The form without what is not known."""
    return {key: value for key, value in form.items() if value not in ("", None)}
