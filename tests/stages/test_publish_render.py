"""Templates as bytes: every field is escaped, nothing undefined is let through."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from jinja2 import TemplateNotFound, UndefinedError

from dateline.core.pages import Line, Page
from dateline.core.types import Theme
from dateline.stages.publish.render import ASSETS, asset, environment, render
from tests.edition import Issue, publish
from tests.newsroom import EDITION, FERRY_PAGE, ISSUE, REPORTS, hurt, place

PAYLOAD = "<img src=x onerror=alert(1)>\"'&"
ESCAPED = "&lt;img src=x onerror=alert(1)&gt;&#34;&#39;&amp;"
STORY = "story/sferry/index.html"


def issue_of(page: Page) -> Issue:
    return replace(ISSUE, pages=(page,))


def worded(line: Line) -> Line:
    return replace(line, text=PAYLOAD)


def credited(**fields: str) -> Issue:
    sources = tuple(replace(credit, **fields) for credit in FERRY_PAGE.sources)  # type: ignore[arg-type]
    return issue_of(replace(FERRY_PAGE, sources=sources))


def _section(page: Page) -> Page:
    first, *rest = page.body
    return replace(page, body=(replace(first, heading=PAYLOAD, lines=tuple(map(worded, first.lines))), *rest))


def _corrected(page: Page) -> Page:
    [correction] = page.corrections
    odd = replace(correction, wrong=PAYLOAD, right=PAYLOAD, note=PAYLOAD)
    return replace(page, corrections=(odd,))


def _change(page: Page) -> Page:
    latest = page.revision
    changed = tuple(replace(change, before=PAYLOAD, after="x") for change in latest.changes)
    return replace(page, revisions=(*page.revisions[:-1], replace(latest, changes=changed)))


FIELDS: dict[str, tuple[Callable[[], Issue], str]] = {
    "headline": (lambda: issue_of(replace(FERRY_PAGE, headline=worded(FERRY_PAGE.headline))), STORY),
    "headline listed": (
        lambda: issue_of(replace(FERRY_PAGE, headline=worded(FERRY_PAGE.headline))),
        "index.html",
    ),
    "standfirst": (lambda: issue_of(replace(FERRY_PAGE, standfirst=worded(FERRY_PAGE.headline))), STORY),
    "summary": (lambda: issue_of(replace(FERRY_PAGE, summary=tuple(map(worded, FERRY_PAGE.summary)))), STORY),
    "section": (lambda: issue_of(_section(FERRY_PAGE)), STORY),
    "outlet": (lambda: credited(outlet=PAYLOAD), STORY),
    "title": (lambda: credited(title=PAYLOAD), STORY),
    "author": (lambda: credited(author=PAYLOAD), STORY),
    "licence": (lambda: credited(licence=PAYLOAD), STORY),
    "outlet listed": (lambda: credited(outlet=PAYLOAD), "sources/index.html"),
    "language listed": (lambda: credited(language=PAYLOAD), STORY),
    "place": (lambda: issue_of(replace(FERRY_PAGE, places=(place(PAYLOAD, 53.0, 7.0),))), STORY),
    "timeline": (
        lambda: issue_of(
            replace(FERRY_PAGE, timeline=tuple(replace(entry, text=PAYLOAD) for entry in FERRY_PAGE.timeline))
        ),
        STORY,
    ),
    "claim": (
        lambda: issue_of(
            replace(FERRY_PAGE, claims=tuple(replace(claim, label=PAYLOAD) for claim in FERRY_PAGE.claims))
        ),
        STORY,
    ),
    "speaker": (
        lambda: issue_of(
            replace(
                FERRY_PAGE,
                figures=(
                    replace(hurt(3, REPORTS["rferry"], FERRY_PAGE.figures[1].evidence[0]), speaker=PAYLOAD),
                ),
            )
        ),
        STORY,
    ),
    "unit": (
        lambda: issue_of(
            replace(FERRY_PAGE, figures=tuple(replace(entry, unit=PAYLOAD) for entry in FERRY_PAGE.figures))
        ),
        STORY,
    ),
    "change": (lambda: issue_of(_change(FERRY_PAGE)), STORY),
    "reason": (
        lambda: issue_of(replace(FERRY_PAGE, revisions=(replace(FERRY_PAGE.revision, reason=PAYLOAD),))),
        STORY,
    ),
    "correction": (lambda: issue_of(_corrected(FERRY_PAGE)), "corrections/index.html"),
    "correction above": (lambda: issue_of(_corrected(FERRY_PAGE)), STORY),
    "withheld": (
        lambda: issue_of(
            replace(FERRY_PAGE, withheld=tuple(replace(found, why=PAYLOAD) for found in FERRY_PAGE.withheld))
        ),
        STORY,
    ),
    "theme": (lambda: replace(ISSUE, themes=(Theme(id="tsea", name=PAYLOAD),)), "theme/tsea/index.html"),
    "site": (lambda: replace(ISSUE, edition=replace(EDITION, title=PAYLOAD)), "index.html"),
    "notice": (lambda: replace(ISSUE, edition=replace(EDITION, notice=PAYLOAD)), "methods/index.html"),
}


@pytest.mark.parametrize("field", FIELDS)
def test_every_field_is_printed_as_text(field: str) -> None:
    make, path = FIELDS[field]
    files = {file.path: file.content.decode() for file in publish(make())}
    assert ESCAPED in files[path].replace("&quot;", "&#34;")
    assert not [
        name for name, content in files.items() if name.endswith((".html", ".xml")) and "<img" in content
    ]


def test_an_undefined_name_is_an_error_and_not_silence() -> None:
    with pytest.raises(UndefinedError):
        render("story.html")
    with pytest.raises(TemplateNotFound):
        render("nothing.html")


def test_text_in_a_template_is_escaped_by_default() -> None:
    assert environment().from_string("{{ text }}").render(text=PAYLOAD) == ESCAPED
    assert environment() is environment()


@pytest.mark.parametrize("name", ASSETS)
def test_assets_are_there_and_name_no_other_host(name: str) -> None:
    content = asset(name).decode()
    assert content.strip()
    assert "@import" not in content
    assert "eval(" not in content
