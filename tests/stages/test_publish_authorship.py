"""Who wrote a page: the label that a machine's text carries, for readers and for machines."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from dateline.core.pages import Page
from dateline.stages.publish.story.authorship import authorship
from dateline.stages.publish.wording import tongue
from tests.edition import publish
from tests.newsroom import FERRY_PAGE, ISSUE

SAY = tongue("en").say
PEN = "ollama/pen-1"
BY_MODEL = replace(FERRY_PAGE, summary=tuple(replace(line, model=PEN) for line in FERRY_PAGE.summary))
REVIEWED = replace(BY_MODEL, reviewed_by="Imke Tjarks")


def printed(page: Page) -> dict[str, str]:
    return {file.path: file.content.decode() for file in publish(replace(ISSUE, pages=(page,)))}


def story(page: Page) -> str:
    return next(
        text for path, text in printed(page).items() if path.endswith("index.html") and "story" in path
    )


def data_of(page: Page) -> dict[str, object]:
    text = story(page).split('<script type="application/ld+json">', 1)[1].split("</script>", 1)[0]
    held: dict[str, object] = json.loads(text)
    return held


def test_rules_need_no_label() -> None:
    found = authorship(FERRY_PAGE)
    assert found.label is None
    assert SAY(found.note) == "Written by rules, no language model."
    assert found.schema.endswith("/AlgorithmicMediaDigitalSource")


def test_a_machines_lines_are_counted_and_labelled() -> None:
    found = authorship(BY_MODEL)
    count, total = len(BY_MODEL.summary), len(BY_MODEL.lines)
    assert SAY(found.label).startswith(f"Text by a language model: {count} of {total} lines w")
    assert PEN in SAY(found.label)
    assert "no editor has reviewed" in SAY(found.label)
    assert found.schema.endswith("/CompositeWithTrainedAlgorithmicMediaDigitalSource")
    assert found.iptc.endswith("/compositeWithTrainedAlgorithmicMedia")


def test_an_editor_who_is_named_answers_for_it() -> None:
    found = authorship(REVIEWED)
    assert SAY(found.label) == "Reviewed by Imke Tjarks."
    assert SAY(found.byline) == "reviewed by Imke Tjarks"
    assert found.schema == found.iptc == ""


def test_a_review_of_rules_is_noted() -> None:
    found = authorship(replace(FERRY_PAGE, reviewed_by="Imke Tjarks"))
    assert "Reviewed by Imke Tjarks" in SAY(found.note)
    assert found.label is None


def test_the_page_shows_the_label_at_its_top_and_says_so_to_machines() -> None:
    text = story(BY_MODEL)
    assert "Text by a language model" in text[: text.index('class="columns"')]
    assert "Written by rules, no language model" not in text
    held = data_of(BY_MODEL)
    assert str(held["digitalSourceType"]).endswith("/CompositeWithTrainedAlgorithmicMediaDigitalSource")
    assert "language model" in str(held["author"])
    assert "language model" in str(held["backstory"])


def test_a_page_by_rules_has_no_label() -> None:
    text = story(FERRY_PAGE)
    assert 'class="machine' not in text
    assert "Written by rules, no language model." in text


def test_a_reviewed_page_names_the_editor_and_drops_the_code() -> None:
    text = story(REVIEWED)
    assert "Reviewed by Imke Tjarks." in text[: text.index('class="columns"')]
    assert "digitalSourceType" not in data_of(REVIEWED)


@pytest.mark.parametrize("name", ["<b>pen</b>", 'pen" onload="x', "</script><script>alert(1)</script>"])
def test_the_name_of_a_model_is_text(name: str) -> None:
    page = replace(BY_MODEL, summary=tuple(replace(line, model=name) for line in BY_MODEL.summary))
    assert name not in story(page)


def test_a_machines_words_never_stand_under_an_outlets_name() -> None:
    page = replace(FERRY_PAGE, headline=replace(FERRY_PAGE.headline, model=PEN))
    assert "<dt>Headline</dt>" in story(FERRY_PAGE)
    assert "<dt>Headline</dt>" not in story(page)
