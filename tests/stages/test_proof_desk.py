"""The desk's rules on sources, credit, times, terms and other people's words, each firing and silent."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dateline.core.pages import Clipping, Finding, LineKind
from dateline.core.types import Facts, Figure, Phrase, Qualifier, Report, Rights, Span
from dateline.stages.proof import Draft, proof
from dateline.stages.proof.drafts.draft import Block, lay_out
from dateline.stages.proof.rules.limits import QUOTE_WORDS, QUOTES_PER_OUTLET, RUN_WORDS

TEXT = (
    "A source at the ministry said the tunnel under Mount Orre will cost more. "
    "The gate opened at 6.15am on Friday. Three people died and nine were hurt in the slide. "
    "“The valley has waited for this road since my grandmother was a girl,” said Ines Vold. "
    "“We shall dig,” said Ines Vold. “We shall drill,” she said. “We shall build,” she said."
)


def clipping(text: str = TEXT, name: str = "r1", **fields: object) -> Clipping:
    report = replace(Report(id=name, text=text, outlet="Orre Post", language="en"), **fields)  # type: ignore[arg-type]
    return Clipping(report=report, facts=Facts(report=name), origin=name)


def found(text: str, *sources: Clipping) -> list[Finding]:
    return list(proof(Draft(text=text), sources or None))


def named(findings: list[Finding]) -> set[str]:
    return {finding.rule for finding in findings}


def printed(text: str, kind: LineKind, *sources: Clipping) -> set[str]:
    """The rules that object to a printed line that stands on the whole of its sources."""
    spans = tuple(Span(report=s.report.id, start=0, end=len(s.report.text)) for s in sources)
    return named(list(proof(lay_out([Block(text=text, id="l", kind=kind, evidence=spans)]), sources)))


#: The rules shown here, with their severity.
_WARNINGS = """
    unnamed-opinion vague-source double-reserve loaded-term vague-time stale-notice undated-happening
    relative-day off-theme raised-source added-zone pickup-credit unmarked-translation stitched-headline
    quotation-limit copied-run
"""
_ERRORS = "made-figure vague-figure reserved-words"
SHOWN = {
    (rule, severity)
    for rules, severity in ((_WARNINGS, "warning"), (_ERRORS, "error"))
    for rule in rules.split()
}

# --- without sources ----------------------------------------------------------------------

#: Rule, what it objects to (and nothing more), the text around it, and a text that passes.
PHRASES = (
    (
        "unnamed-opinion",
        "Norwegian officials praised",
        "Norwegian officials praised the plan.",
        "Norwegian officials said on Friday that the plan was ready.",
    ),
    (
        "unnamed-opinion",
        "a senior diplomat fears",
        "In Oslo a senior diplomat fears a delay.",
        "In Oslo a senior diplomat signed the treaty.",
    ),
    (
        "vague-source",
        "unverified claims of",
        "There are unverified claims of theft.",
        "The mayor repeated claims of theft.",
    ),
    (
        "vague-source",
        "attributed to",
        "A fire attributed to rebels broke out.",
        "Rebels lit the fire, police said.",
    ),
    (
        "double-reserve",
        "reportedly",
        "The van was reportedly stolen, according to police.",
        "The van was stolen, according to police.",
    ),
    ("loaded-term", "slammed", "Vold slammed the road plan.", "Vold criticised the road plan."),
    (
        "loaded-term",
        "illegal aliens",
        "The law is about illegal aliens.",
        "“Illegal aliens,” he said, “must go.”",
    ),
    (
        "vague-time",
        "recently",
        "The tunnel was recently closed.",
        "The tunnel was recently closed, on 3 May.",
    ),
    ("stale-notice", "© 2021", "Dug in 2024.\n\n© 2021 Orre Post", "Dug in 2024.\n\n© 2024 Orre Post"),
)


@pytest.mark.parametrize(("rule", "words", "fires", "silent"), PHRASES)
def test_a_phrase_is_found_where_it_stands(rule: str, words: str, fires: str, silent: str) -> None:
    assert [finding.text for finding in found(fires) if finding.rule == rule] == [words]
    assert rule not in named(found(silent))


@pytest.mark.parametrize(("rule", "words", "fires", "silent"), PHRASES)
def test_a_quotation_keeps_its_words(rule: str, words: str, fires: str, silent: str) -> None:
    if rule != "stale-notice":
        assert rule not in named(found(f"Ines Vold said: “{fires.rstrip('.')}.”"))


STORY = (
    "Three people died when the roof of the sports hall in Orre gave way, the fire brigade said. "
    "Nine others were taken to the hospital at Fossli with broken bones, according to its director. "
) * 5


def test_a_story_of_harm_says_on_which_day() -> None:
    assert "undated-happening" in named(found(STORY))
    assert "undated-happening" not in named(
        found(
            f"It was Tuesday. {STORY} The roof fell on Tuesday, at dawn, as "
            "thirty people were at play in the hall, the brigade said."
        )
    )
    assert "undated-happening" not in named(
        found(STORY.replace("died", "sang").replace("broken bones", "flowers"))
    )
    assert "undated-happening" not in named(found("Three people died, police said."))


def test_a_page_gives_the_day_and_not_yesterday() -> None:
    source = clipping("The tunnel was closed yesterday, Ines Vold said.")
    assert "relative-day" in printed("The tunnel was closed yesterday.", LineKind.COMPOSED, source)
    assert "relative-day" not in printed("The tunnel was closed.", LineKind.COMPOSED, source)
    assert "relative-day" not in named(found("The tunnel was closed yesterday.", source))


RELATED = """Tunnel under Mount Orre closed

The tunnel under Mount Orre was closed on Friday after stones fell on the road, the Fossli council said on its
page, and buses now take the road over the pass to Fossli and to Lunde in the next valley.

More on this theme

Mount Orre tunnel will cost twice as much
Why bakers in Lisbon now sell less bread
"""


def test_related_titles_share_a_name_with_the_story() -> None:
    titles = [finding.text for finding in found(RELATED) if finding.rule == "off-theme"]
    assert titles == ["Why bakers in Lisbon now sell less bread"]


# --- with sources -------------------------------------------------------------------------


def test_a_source_does_not_become_officials() -> None:
    source = clipping()
    fires = "Officials said the tunnel under Mount Orre will cost more."
    assert "raised-source" in named(found(fires, source))
    assert "raised-source" not in named(found(fires.replace("Officials", "A source"), source))
    official = clipping("An official at the ministry said the tunnel under Mount Orre will cost more.")
    assert "raised-source" not in named(found(fires, official))


def test_a_time_without_a_zone_stays_without() -> None:
    assert "added-zone" in named(found("The gate opened at 6.15am GMT on Friday.", clipping()))
    assert "added-zone" not in named(found("The gate opened at 6.15am on Friday.", clipping()))
    zoned = clipping(TEXT.replace("6.15am", "6.15am GMT"))
    assert "added-zone" not in named(found("The gate opened at 6.15am GMT on Friday.", zoned))


def test_the_outlet_that_had_it_first_is_credited() -> None:
    first = clipping(name="r1")
    copy = replace(clipping(name="r2", outlet="Fossli Echo"), origin="r1")
    assert "pickup-credit" in named(found("The tunnel will cost more, Fossli Echo reported.", first, copy))
    assert "pickup-credit" not in named(found("The tunnel will cost more, Orre Post reported.", first, copy))
    own = clipping("The tunnel will cost more.", name="r3", outlet="Fossli Echo")
    assert "pickup-credit" not in named(
        found("The tunnel will cost more, Fossli Echo reported.", first, copy, own)
    )


def test_a_translation_is_marked() -> None:
    source = clipping("«Vi skal bygge veien», sa Ines Vold.", language="no")
    said = "“We shall build the road,” said Ines Vold."
    assert "unmarked-translation" in printed(said, LineKind.QUOTATION, source)
    assert "unmarked-translation" not in printed(f"{said} (translated)", LineKind.QUOTATION, source)
    assert "unmarked-translation" not in printed(
        "«Vi skal bygge veien», sa Ines Vold.", LineKind.QUOTATION, source
    )


def test_a_headline_is_of_one_report() -> None:
    road = clipping("The tunnel under Mount Orre costs double.", name="r1")
    bread = clipping("Bakers at Fossli strike for higher wages.", name="r2")
    stitched = "Orre tunnel costs double, Fossli bakers strike"
    assert "stitched-headline" in printed(stitched, LineKind.HEADLINE, road, bread)
    assert "stitched-headline" not in printed(
        "Tunnel under Mount Orre costs double", LineKind.HEADLINE, road, bread
    )
    assert "stitched-headline" not in printed(stitched, LineKind.COMPOSED, road, bread)


def counted(measure: str, value: float, name: str = "r1", qualifier: Qualifier = Qualifier.EXACT) -> Figure:
    span = Span(report=name, start=0, end=5)
    return Figure(
        measure=measure,
        low=value,
        high=value,
        phrase=Phrase(text="Three", span=span),
        evidence=(span,),
        qualifier=qualifier,
    )


def test_a_sum_of_killed_and_injured_is_no_figure() -> None:
    facts = Facts(report="r1", figures=(counted("killed", 3), counted("injured", 9)))
    source = replace(clipping("Three people died and nine were hurt in the slide."), facts=facts)
    (finding,) = [
        f for f in found("There were 12 casualties in the slide.", source) if f.rule == "made-figure"
    ]
    assert finding.text == "12"
    assert "9 injured and 3 killed added up" in finding.why
    assert "made-figure" not in named(found("The slide took 12 minutes.", source))
    assert "made-figure" not in named(found("Three people died in the slide.", source))


def test_a_mean_is_no_figure() -> None:
    one = clipping("Two people died in the slide.", name="r1")
    other = clipping("Six people died in the slide.", name="r2")
    one = replace(one, facts=Facts(report="r1", figures=(counted("killed", 2),)))
    other = replace(other, facts=Facts(report="r2", figures=(counted("killed", 6, "r2"),)))
    assert "made-figure" in named(found("The slide killed four, or 4, people who died.", one, other))
    assert "made-figure" not in named(found("Six people died in the slide.", one, other))


def test_a_vague_number_needs_a_source() -> None:
    assert "vague-figure" in named(found("Hundreds of people were hurt in the slide.", clipping()))
    assert "vague-figure" not in named(found("Nine people were hurt in the slide.", clipping()))
    vague = clipping(TEXT.replace("nine", "hundreds"))
    assert "vague-figure" not in named(found("Hundreds of people were hurt in the slide.", vague))
    exact = clipping(TEXT.replace("nine", "340"))
    assert "vague-figure" not in named(found("Hundreds of people were hurt in the slide.", exact))


# --- other people's words -----------------------------------------------------------------

TERMS = Rights(licence="© Orre Post", basis="licence")
LONG = "The old road was built by hand in four dry summers and every stone of it was carried up on mules " * 2
VERBATIM = "said the tunnel under Mount Orre will cost more. The gate opened at 6.15am on Friday."


def test_sources_without_terms_bind_nobody() -> None:
    said = "“The valley has waited for this road since my grandmother was a girl,” said Ines Vold."
    assert not {"quotation-limit", "copied-run", "reserved-words"} & named(
        found(f"{said} {VERBATIM}", clipping())
    )


def test_a_long_quotation_is_too_long() -> None:
    words = " ".join(LONG.split()[: QUOTE_WORDS + 1])
    text = f"“{LONG.strip()}” said Ines Vold. " + "More was said of other things. " * 200
    source = clipping(text, rights=TERMS)
    assert "quotation-limit" in named(found(f"“{words}” said Ines Vold.", source))
    short = " ".join(LONG.split()[:QUOTE_WORDS])
    assert "quotation-limit" not in named(found(f"“{short}” said Ines Vold.", source))
    strict = clipping(text, rights=replace(TERMS, quote_words=6))
    assert "quotation-limit" in named(found(f"“{short}” said Ines Vold.", strict))


def test_the_fourth_quotation_from_one_outlet_is_too_many() -> None:
    names = ("oak trees grow here", "elm trees stand there", "ash trees fall down", "fir trees hold on well")
    quotations = [f"“we think {name}”, said Ines Vold." for name in names]
    source = clipping(" ".join(quotations) + " Nothing else was said." * 200, rights=TERMS)
    drafted = found(" ".join(quotations), source)
    assert [f.text for f in drafted if f.rule == "quotation-limit"] == [
        f"we think {names[QUOTES_PER_OUTLET]}"
    ]


def test_more_than_a_tenth_of_an_article_is_too_much() -> None:
    said = "“We think oak trees grow here very well”, said Ines Vold."
    assert "quotation-limit" in named(found(said, clipping(said, rights=TERMS)))
    assert "quotation-limit" not in named(found(said, clipping(said + " More." * 200, rights=TERMS)))
    free = Rights(licence="https://creativecommons.org/licenses/by/4.0/", basis="licence")
    assert "quotation-limit" not in named(found(said, clipping(said, rights=free)))


def test_twelve_words_in_a_row_are_copied() -> None:
    source = clipping(rights=TERMS)
    (finding,) = [f for f in found(f"A source {VERBATIM}", source) if f.rule == "copied-run"]
    assert len(finding.text.replace("6.15am", "6 15am").split()) == RUN_WORDS
    assert finding.evidence[0].end - finding.evidence[0].start == len(finding.text)
    assert "copied-run" not in named(found("The tunnel under Mount Orre will cost more.", source))
    assert "copied-run" not in named(found(f"“A source {VERBATIM}”", source))


def test_a_reserved_report_is_not_quoted() -> None:
    said = "“We think oak trees grow here very well”, said Ines Vold."
    reserved = clipping(said + " More." * 200, rights=replace(TERMS, reserved=True))
    assert "reserved-words" in named(found(said, reserved))
    assert "reserved-words" not in named(found("Oak trees grow well, Ines Vold thinks.", reserved))
