"""Whole pages at the edges: no facts, no dates, no rights, one report, sixty, another language."""

from __future__ import annotations

import dataclasses
import re
from itertools import permutations

import pytest

from dateline.core.pages import Clipping, Dossier, Line, LineKind, Page
from dateline.core.text import words
from dateline.core.types import Facts, Rights, Stance
from dateline.stages.narrate import Limits, narrate, revise
from dateline.stages.narrate.wording.limits import quotations
from tests.stages.desk import OPEN, RESERVED, accident, at, clip, dossier, figure, moment, report, said

STORY = (
    "The old ferry of the guild sank off Vesk on Friday. "
    "Twelve people were injured, the harbour office said. "
    "“The hull was older than my mother”, said Lene Aas, the pilot. The cause was not known. "
    "Divers raised the bell and two lamps. A storm had closed the pier in the morning. "
    "The guild denied that the hull was rotten. A new ferry will sail in June. "
    + "The bay of Vesk is deep and cold and was calm. "
    * 6
)


def told(name: str = "r", number: int = 12, **more: object) -> Clipping:
    text = STORY.replace("Twelve", str(number)) if number != 12 else STORY
    own = report(name, text, outlet=f"Blad {name}", title="Old ferry sinks off Vesk", **more)  # type: ignore[arg-type]
    amount = "Twelve people" if number == 12 else f"{number} people"
    return clip(
        own,
        said(own, f"{amount} were injured", "the harbour office"),
        said(own, "that the hull was rotten", "The guild", "denied", stance=Stance.DENIED),
        figure(own, amount, number),
        moment(own, "Friday", "2024-06-07"),
    )


def promised(page: Page, own: Dossier, limits: Limits) -> None:
    texts = {clipping.report.id: clipping.report for clipping in own.clippings}
    used: dict[str, int] = {}
    for line in page.lines:
        assert line.evidence
        assert all(0 <= span.start < span.end <= len(texts[span.report].text) for span in line.evidence)
        if line.kind is LineKind.HEADLINE:
            continue
        assert re.search(r"[.!?]”?$", line.text) or "(" in line.text, line.text
        assert not re.search(r",,| ,|\.\.|  ", line.text), line.text
        outlet = texts[line.evidence[0].report].outlet
        used[outlet] = used.get(outlet, 0) + len(quotations(line.text))
        assert all(len(words(q)) <= limits.quote_words for q in quotations(line.text))
        assert line.text.count("according to") <= 1
    assert all(count <= limits.quotes_per_outlet for count in used.values())
    assert len({line.id for line in page.lines}) == len(page.lines)
    assert revise(page, page, at(20)) == page


@pytest.mark.parametrize(
    "clippings",
    [
        [told()],
        [told(), told("s", 14)],
        [told(published=None), told("s", 14, published=None)],
        [told(published=None), told("s", 14)],
        [told(rights=OPEN), told("s", 14)],
        [told(rights=Rights(quote_words=0))],
        [told(outlet_free) for outlet_free in ("a", "b", "c", "d")],
        [told(language="no"), told("s", 14)],
    ],
    ids=["one", "two", "undated", "one undated", "open", "no quotation", "four alike", "one in Norwegian"],
)
@pytest.mark.parametrize("limits", [Limits(), Limits(quote_words=4, quotes_per_outlet=1, run_words=6)])
def test_a_page_keeps_its_promises(clippings: list[Clipping], limits: Limits) -> None:
    own = dossier(clippings)
    page = narrate(own, limits)
    promised(page, own, limits)
    assert narrate(own, limits) == page
    assert len(page.sources) == len(clippings)


def test_sixty_reports_make_one_page_of_a_page_s_length() -> None:
    own = dossier([told(f"r{n}", 12 + n % 5, day=1 + n % 20) for n in range(60)])
    page = narrate(own)
    promised(page, own, Limits())
    assert len(page.sources) == 60
    assert len(page.lines) <= 40
    assert len(page.claims) <= 8


def test_facts_without_a_sentence_still_make_a_headline_credits_and_nothing_untold() -> None:
    bare = [dataclasses.replace(c, facts=Facts(report=c.report.id)) for c in accident().clippings]
    page = narrate(dossier(bare))
    assert page.headline.text in {c.report.title.split(" - ")[0] for c in bare}
    assert (page.standfirst, page.summary, page.body) == (None, (), ())
    assert (page.figures, page.claims, page.places, page.timeline, page.happened) == ((), (), (), (), "")
    assert len(page.sources) == 2


def test_an_undated_page_has_no_first_report_nor_time_of_revision() -> None:
    page = narrate(dossier([told(published=None)]))
    assert page.first_reported is None
    assert page.revision.at is None


def test_reserved_reports_are_credited_and_give_neither_words_nor_figures() -> None:
    page = narrate(dossier([told("open"), told("shut", 77, rights=RESERVED)]))
    assert "77" not in " ".join(line.text for line in page.lines)
    assert "Blad shut" not in " ".join(line.text for line in page.lines)
    assert all(row.low != 77 for row in page.figures)
    assert [(credit.report, credit.reserved) for credit in page.sources] == [("open", False), ("shut", True)]


def test_nothing_but_reserved_reports_quotes_nothing() -> None:
    page = narrate(dossier([told(rights=RESERVED)]))
    assert [line.kind for line in page.lines] == [LineKind.HEADLINE]
    assert page.figures == ()


@pytest.mark.parametrize(
    ("language", "words_"),
    [("no", "Ferja sank ved kaia på fredag kveld."), ("fi", "Vanha lautta upposi lahteen perjantaina.")],
)
def test_another_language_is_quoted_within_the_limits_or_silent(language: str, words_: str) -> None:
    long = report("r", words_ * 1 + f" {words_}" * 15, outlet="Blad", title="Ferje sank", language=language)
    page = narrate(dossier([clip(long)]))
    lead: Line | None = page.standfirst
    assert lead is not None
    assert quotations(lead.text) == (words_,)
    assert "Blad" in lead.text
    assert page.language == language
    tight = narrate(dossier([clip(long)]), Limits(quote_words=3))
    assert tight.standfirst is None


def test_credits_stand_by_time_whatever_order_the_clippings_came_in() -> None:
    clippings = [told("c", day=5), told("a", day=6), told("b", published=None), told("d", day=4)]
    for order in permutations(clippings):
        assert [credit.report for credit in narrate(dossier(order)).sources] == ["d", "c", "a", "b"]


def test_an_empty_dossier_is_refused() -> None:
    with pytest.raises(ValueError, match="s9"):
        narrate(dossier([], "s9"))
