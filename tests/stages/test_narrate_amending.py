"""What is not material any more, and the desk's lines in place of wrong ones."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dateline.core.corrections import Amendment
from dateline.core.pages import Clipping, Fault, Line, LineKind, Page, Section, Toll
from dateline.core.types import Phrase, Span
from dateline.stages.narrate import Since, amended, emptied, narrate, struck
from dateline.stages.narrate.revisions.amending import NOTHING_STANDS, desk_line
from tests.stages.desk import at, clip, dossier, figure, moment, place, report, said

TEXT = (
    "A barge sank off Holmen on Monday. Two men drowned, the harbour office said. "
    "The barge was loaded with gravel. Divers went down on Tuesday."
)
POST = report("post", TEXT, outlet="Holmen Post", title="Barge sinks off Holmen")
POST_CLIP = clip(
    POST,
    said(POST, "Two men drowned", "the harbour office"),
    figure(POST, "Two", 2, measure="killed"),
    place(POST, "Holmen", 1),
    moment(POST, "Monday", "2024-06-03"),
)


def words(text: str, own: str = "post", start: int | None = None) -> Phrase:
    begin = TEXT.index(text) if start is None else start
    return Phrase(text=text, span=Span(report=own, start=begin, end=begin + len(text)))


def amendment(wrong: str = "", **more: object) -> Amendment:
    known = {"story": "s1", "line": "l1", "wrong": wrong, "part": "What happened", "at": at(9)} | more
    return Amendment(**known)  # type: ignore[arg-type]


def told(clipping: Clipping) -> list[str]:
    return [clipping.report.quote(span) for span in clipping.facts.sentences]


# --- what is not material -----------------------------------------------------------------


def test_a_dossier_without_notes_is_left_as_it_is() -> None:
    given = dossier([POST_CLIP])
    assert struck(given) == given


def test_what_a_report_says_of_itself_is_no_fact() -> None:
    note = "Correction: An earlier version of this story said that 12 men drowned."
    own = replace(POST, text=f"{TEXT}\n\n{note}")
    given = clip(own, figure(own, "12", 12, measure="killed"), figure(own, "Two", 2, measure="killed"))
    [left] = struck(dossier([given])).clippings
    assert [one.low for one in left.facts.figures] == [2]
    assert note not in " ".join(told(left))
    assert left.report == own


def test_of_a_report_that_was_withdrawn_nothing_is_told() -> None:
    own = replace(POST, text=f"{TEXT}\n\nThis article has been retracted.")
    [left] = struck(dossier([clip(own, figure(own, "Two", 2))])).clippings
    assert (left.facts.sentences, left.facts.figures, left.report) == ((), (), own)


def test_words_of_a_source_that_was_wrong_are_taken_out_with_their_sentence() -> None:
    since = Since(amendments=(amendment(fault=Fault.SOURCE, struck=(words("Two men"),)),))
    [left] = struck(dossier([POST_CLIP]), since).clippings
    assert "Two men" not in " ".join(told(left))
    assert (left.facts.statements, left.facts.figures) == ((), ())
    assert left.facts.places
    assert left.facts.moments
    assert len(told(left)) == 3


def test_where_the_mistake_was_ours_the_words_of_the_source_stay() -> None:
    since = Since(amendments=(amendment(fault=Fault.OURS, struck=(words("Two men"),)),))
    assert struck(dossier([POST_CLIP]), since) == dossier([POST_CLIP])


def test_struck_words_are_found_again_where_they_went() -> None:
    later = replace(POST, text=f"Holmen, Tuesday. {TEXT}")
    since = Since(amendments=(amendment(fault=Fault.SOURCE, struck=(words("Two men drowned"),)),))
    [left] = struck(dossier([clip(later)]), since).clippings
    assert "Two men" not in " ".join(told(left))


def test_struck_words_that_are_gone_take_nothing_with_them() -> None:
    gone = words("Three men drowned", start=36)
    since = Since(amendments=(amendment(fault=Fault.SOURCE, struck=(gone,)),))
    assert struck(dossier([POST_CLIP]), since) == dossier([POST_CLIP])


# --- the desk's lines ---------------------------------------------------------------------


def line(key: str, text: str, evidence: str, kind: LineKind = LineKind.EXTRACT) -> Line:
    return Line(id=key, text=text, kind=kind, evidence=(words(evidence).span,))


BARGE = line("l1", "The barge carried sand.", "The barge was loaded with gravel.")
DIVERS = line("l2", "Divers went down on Tuesday.", "Divers went down on Tuesday.")
BASE = narrate(dossier([POST_CLIP]))


def page(*lines: Line, summary: tuple[Line, ...] = (), headline: str = "Barge sinks off Holmen") -> Page:
    return replace(
        BASE,
        headline=line("h", headline, "A barge sank off Holmen on Monday.", LineKind.HEADLINE),
        standfirst=None,
        summary=summary,
        body=(Section(heading="What happened", lines=lines),) if lines else (),
        figures=(),
        claims=(),
        timeline=(),
    )


def corrected(own: Page, *amendments: Amendment) -> Page:
    return amended(own, dossier([POST_CLIP]), Since(amendments=amendments))


def texts(own: Page) -> list[str]:
    return [one.text for one in own.lines]


GRAVEL = "The barge was loaded with gravel."


def test_a_line_is_taken_back() -> None:
    assert texts(corrected(page(BARGE, DIVERS), amendment(BARGE.text))) == [
        "Barge sinks off Holmen",
        DIVERS.text,
    ]


def test_a_section_without_a_line_is_no_section() -> None:
    assert corrected(page(BARGE), amendment(BARGE.text)).body == ()


def test_a_line_that_says_it_in_other_words_on_the_same_ground_stays_out_too() -> None:
    again = replace(BARGE, id="l9", text="Sand was what the barge carried.")
    out = amendment(BARGE.text, struck=(words(GRAVEL),))
    assert texts(corrected(page(again, DIVERS), out)) == ["Barge sinks off Holmen", DIVERS.text]


def test_a_line_that_rests_on_other_words_as_well_stays() -> None:
    wide = replace(BARGE, text="The barge sank.", evidence=(*BARGE.evidence, *DIVERS.evidence))
    out = amendment("The barge carried sand.", struck=(words(GRAVEL),))
    assert wide.text in texts(corrected(page(wide), out))


def test_the_desk_puts_its_line_in_the_same_section() -> None:
    right = amendment(BARGE.text, right="The barge carried gravel.", grounds=(words(GRAVEL),))
    made = corrected(page(BARGE, DIVERS), right)
    assert texts(made)[1:] == [DIVERS.text, "The barge carried gravel."]
    [desk] = [own for own in made.lines if own.text == right.right]
    assert (desk.kind, desk.origins, desk.evidence) == (LineKind.COMPOSED, 1, (words(GRAVEL).span,))
    assert desk.id in Since(amendments=(right,)).desk_lines("s1")
    assert corrected(made, right) == made


@pytest.mark.parametrize(
    ("part", "place"), [("summary", "summary"), ("standfirst", "standfirst"), ("Background", "body")]
)
def test_the_desks_line_stands_where_the_wrong_one_stood(part: str, place: str) -> None:
    right = amendment("x", right="The barge carried gravel.", grounds=(words(GRAVEL),), part=part)
    made = corrected(page(DIVERS), right)
    held = {
        "summary": [own.text for own in made.summary],
        "standfirst": [made.standfirst.text] if made.standfirst else [],
        "body": [own.text for own in made.body[0].lines if made.body[0].heading == "Background"],
    }
    assert held[place] == ["The barge carried gravel."]


def test_a_headline_is_replaced_or_the_next_line_takes_its_place() -> None:
    wrong = amendment("Barge sinks off Holmen!", part="headline")
    assert texts(corrected(page(DIVERS), wrong)) == ["Divers went down on Tuesday"]
    right = replace(wrong, right="Barge with gravel sinks off Holmen", grounds=(words(GRAVEL),))
    made = corrected(page(DIVERS), right)
    assert (made.headline.text, made.headline.kind) == (right.right, LineKind.HEADLINE)
    assert texts(made)[1:] == [DIVERS.text]


def test_a_page_of_which_nothing_stands_says_so() -> None:
    wrong = amendment("Barge sinks off Holmen", part="headline")
    bare = corrected(page(), wrong)
    assert (bare.headline.text, bare.headline.evidence) == ("", ())
    said_so = emptied(bare, [POST_CLIP])
    assert texts(said_so) == [NOTHING_STANDS]
    assert said_so.sources == bare.sources


def test_nothing_bears_a_line_out_whose_grounds_are_gone() -> None:
    right = amendment(BARGE.text, right="Three drowned.", grounds=(words("Three drowned", start=0),))
    assert desk_line(right, "s1", [POST_CLIP]) is None
    assert texts(corrected(page(BARGE), right)) == ["Barge sinks off Holmen"]


def test_two_origins_that_bear_a_line_out_are_counted() -> None:
    other = clip(report("copy", TEXT), origin="elsewhere")
    grounds = (words(GRAVEL), words(GRAVEL, own="copy"))
    found = desk_line(amendment("x", right="Gravel.", grounds=grounds), "s1", [POST_CLIP, other])
    assert found is not None
    assert found.origins == 2


def test_the_last_word_on_a_line_holds() -> None:
    first = amendment(BARGE.text, right="The barge carried sand and gravel.", grounds=(words(GRAVEL),))
    second = amendment(first.right, right="The barge carried gravel.", grounds=(words(GRAVEL),), line="l7")
    assert texts(corrected(page(BARGE, DIVERS), first, second))[1:] == [DIVERS.text, second.right]


def test_figures_days_and_claims_are_taken_back_too() -> None:
    made = narrate(dossier([POST_CLIP]))
    toll = Toll(measure="killed", low=2, best=2, high=2, evidence=(words("Two").span,))
    made = replace(made, tolls=(toll,))
    assert made.figures
    out = amendment("killed: 2", part="figures", struck=(words("Two"),))
    left = corrected(made, out)
    assert (left.figures, left.tolls, left.lines) == ((), (), made.lines)
    for day in made.timeline:
        assert day not in corrected(made, amendment(day.text, part="course")).timeline
    for claim in made.claims:
        assert claim not in corrected(made, amendment(claim.label, part="claims")).claims
