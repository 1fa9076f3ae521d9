"""The top of a page: it tells the happening, or is left out; a count is of this one; briefs are brief."""

from __future__ import annotations

import pytest

from dateline.core.pages import Clipping, Line, LineKind, Page
from dateline.core.types import Form
from dateline.stages.narrate import narrate
from dateline.stages.narrate.facts.material import gather, terms_of
from dateline.stages.narrate.plan.layout import room_for
from dateline.stages.narrate.plan.opening import Opener
from dateline.stages.narrate.plan.pool import Pool
from dateline.stages.narrate.plan.selection import rank
from dateline.stages.narrate.wording.limits import Allowance, Limits
from dateline.stages.narrate.wording.writing import Writer
from tests.stages.desk import OPEN, clip, dossier, figure, report, said

TITLE = "Old ferry of the guild sinks at Vesk"
LEAD = "The old ferry of the guild sank at the pier of Vesk."
MORE = (
    "The ferry of the guild carried salt to Vesk. Divers of the guild raised the bell of the ferry. "
    "The harbour of Vesk was closed to every ferry. A tug towed the wreck of the ferry to Ollerau. "
    "The guild sold its second ferry in spring. Salt covered the pier of Vesk. The bell hung in a chapel. "
)


def long_story(*facts: object, lead: str = LEAD, title: str = TITLE) -> tuple[Clipping, ...]:
    first = report("havn", f"{lead} {MORE}", title=title, outlet="Havnepost", rights=OPEN)
    second = report(
        "fyr", f"{LEAD} {MORE}".replace("old", "grey"), title=title, outlet="Fyrtaarn", rights=OPEN
    )
    return clip(first, *facts), clip(second)  # type: ignore[arg-type]


def page_of(*clippings: Clipping) -> Page:
    return narrate(dossier(clippings))


def test_the_page_opens_with_the_happening_that_the_headline_names() -> None:
    page = page_of(*long_story())
    assert page.standfirst is not None
    assert "ferry of the guild sank" in page.standfirst.text
    assert page.opening is page.standfirst


def test_the_lead_may_take_up_the_headline_but_must_add_to_it() -> None:
    bare = report("havn", f"{TITLE}. {MORE}", title=TITLE, rights=OPEN)
    other = report("fyr", f"{LEAD} {MORE}", title=TITLE, outlet="Fyrtaarn", rights=OPEN)
    page = page_of(clip(bare), clip(other))
    assert all(not line.text.startswith(TITLE) for line in page.lines[1:])


def test_no_line_stands_twice() -> None:
    page = page_of(*long_story())
    assert len({line.text for line in page.lines}) == len(page.lines)


def test_a_story_of_few_sentences_is_a_brief_without_a_standfirst() -> None:
    page = page_of(clip(report("havn", f"{LEAD} Divers raised the bell of the ferry.", title=TITLE)))
    assert page.standfirst is None
    assert page.opening is page.summary[0]
    assert "ferry" in page.opening.text
    assert len(page.summary) <= 3


@pytest.mark.parametrize("sentences", [1, 12, 13, 40])
def test_a_brief_has_at_most_twelve_sentences(sentences: int) -> None:
    text = " ".join(f"The guild of Vesk sold {number + 2} boats." for number in range(sentences))
    material = gather(dossier([clip(report("havn", text))]))
    assert room_for(material).brief is (sentences <= 12)


@pytest.mark.parametrize("origins", [1, 2, 5, 20])
def test_room_grows_with_the_origins_up_to_a_page(origins: int) -> None:
    clippings = [
        clip(report(f"r{number}", f"{LEAD} {number}."), origin=f"o{number}") for number in range(origins)
    ]
    room = room_for(gather(dossier(clippings)))
    assert 2 <= room.happened <= 8
    assert 3 <= room.said <= 6
    assert room.happened == (2 if origins < 2 else min(3 + origins, 8))


def test_a_lead_that_somebody_says_opens_the_page_with_the_speaker() -> None:
    own = report(
        "havn",
        "Harbour master Kari Lund said the grey ferry had struck a rock at Vesk.",
        title="Ferry strikes rock at Vesk",
    )
    told = said(own, "the grey ferry had struck a rock at Vesk", "Harbour master Kari Lund", name="Kari Lund")
    page = page_of(clip(own, told))
    assert page.opening is not None
    assert "Lund" in page.opening.text


def test_words_in_quotation_do_not_open_a_page() -> None:
    lead = "“I wept at the pier of Vesk for the old ferry of the guild”, Kari Lund said."
    own = report("havn", f"{lead} {MORE}", title=TITLE, outlet="Havnepost", rights=OPEN)
    spoken = said(
        own, "I wept at the pier of Vesk for the old ferry of the guild", "Kari Lund", form=Form.DIRECT
    )
    page = page_of(clip(own, spoken))
    assert page.opening is not None
    assert "wept" not in page.opening.text


def counted(place: int) -> Page:
    """A page of two reports, whose toll of nine stands in the given sentence of theirs."""
    toll = "Nine people died in the great storm off Ollerau in the same week."
    sentences = [LEAD, *MORE.strip().split(". ")]
    sentences = [sentence.rstrip(".") + "." for sentence in sentences]
    sentences.insert(place, toll)
    clippings = []
    for name in ("havn", "fyr"):
        own = report(name, " ".join(sentences), title=TITLE, outlet=name.title(), rights=OPEN)
        clippings.append(clip(own, figure(own, "Nine people", 9, measure="killed")))
    return page_of(*clippings)


def test_a_toll_high_in_the_reports_is_summed_up() -> None:
    page = counted(1)
    assert any("ine people died" in line.text for line in (page.standfirst, *page.summary) if line)


def test_a_toll_far_down_may_be_another_happening_s() -> None:
    page = counted(6)
    assert not any("ine people died" in line.text for line in (page.standfirst, *page.summary) if line)


def test_nobody_hurt_takes_more_than_one_origin() -> None:
    none = "Nobody was hurt when the old ferry of the guild sank at Vesk."
    own = report("havn", f"{none} {MORE}", title=TITLE, outlet="Havnepost", rights=OPEN)
    other = report("fyr", f"{LEAD} {MORE}", title=TITLE, outlet="Fyrtaarn", rights=OPEN)
    clippings = (clip(own, figure(own, "Nobody", 0, high=0)), clip(other))
    assert not any(line.text.startswith("Nobody was injured") for line in page_of(*clippings).lines)


@pytest.mark.parametrize(
    ("title", "opens"),
    [("Bridge of Vesk collapses", True), ("Guild of Vesk asks for a new law on bridges", False)],
)
def test_a_count_of_one_origin_opens_only_a_page_that_is_of_such(title: str, opens: bool) -> None:
    line = Line(id="l", text="Six people died.", kind=LineKind.COMPOSED, evidence=(), origins=1)
    material = gather(dossier([clip(report("havn", "Salt lay on the pier of Ollerau.", title=title))]))
    ranking = rank(material)
    writer = Writer(material, ranking, Allowance(material.clippings, Limits()))
    pool = Pool(material, ranking, writer.told, ())
    opener = Opener(pool, writer, iter([line]), terms_of(title))
    standfirst = opener._count()
    assert (standfirst is not None) is opens
    assert (next(opener._counts, None) is line) is not opens
