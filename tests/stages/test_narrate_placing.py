"""Where an attribution stands: in nobody's way if that can be, and what its letters tell of a name."""

from __future__ import annotations

import pytest

from dateline.stages.narrate.facts.material import gather
from dateline.stages.narrate.plan.selection import rank
from dateline.stages.narrate.wording.attribution import (
    FORCED,
    SMOOTH,
    Place,
    in_front,
    placed,
    stopped,
    with_article,
)
from dateline.stages.narrate.wording.compression import openings, shorter
from dateline.stages.narrate.wording.letters import lowered
from dateline.stages.narrate.wording.limits import Allowance, Limits
from dateline.stages.narrate.wording.rewriting.moving import speaker_last, to_the_front, with_on
from dateline.stages.narrate.wording.rewriting.styling import in_house_style
from dateline.stages.narrate.wording.speech import content_of
from dateline.stages.narrate.wording.standing import standalone
from dateline.stages.narrate.wording.voices import naming
from dateline.stages.narrate.wording.writing import Writer
from tests.stages.desk import clip, dossier, report, said

BODY = "Otto Ott of Vesk sold the ferry on Friday after the guild had closed the pier"


def test_smooth_places_come_before_forced_ones() -> None:
    smooth, forced = (list(placed(BODY, "Bladet reported", places)) for places in (SMOOTH, FORCED))
    assert smooth == [
        f"{BODY}, Bladet reported.",
        "Otto Ott of Vesk sold the ferry on Friday, Bladet reported, after the guild had closed the pier.",
    ]
    assert "Otto Ott of Vesk, Bladet reported, sold" in forced[0]
    assert list(placed(BODY, "Bladet reported")) == smooth + forced


@pytest.mark.parametrize("place", [Place.JOINT, Place.VERB, Place.LOOSE])
def test_an_attribution_with_a_comma_stands_at_the_end_or_not_at_all(place: Place) -> None:
    assert list(placed(BODY, "Lene Aas, the mayor, said", (place,))) == []


@pytest.mark.parametrize(
    ("body", "torn"),
    [
        ("The storm caused the small ferry of the guild to sink near Vesk", "guild, B said, to sink"),
        ("The small ferry of the guild sank soon after it had left Vesk", "soon, B said, after"),
        ("The guild named the man in the hall as Otto Ott of Vesk", "hall, B said, as Otto"),
        ("A man who had been stuck in a mill in the hills of Vesk went home", "mill, B said, in the"),
        ("The old ferry was seized at the pier by the guards of Vesk", "pier, B said, by"),
        ("The guild of Vesk wrote a rule on Friday barring cars from the pier", "rule, B said, on Friday"),
        ("The guild sold the ferry while in the old hall of Vesk", "while, B said,"),
    ],
)
def test_what_belongs_together_is_not_parted(body: str, torn: str) -> None:
    assert not any(torn in line for line in placed(body, "B said"))


def test_a_line_prefers_an_attribution_at_its_end() -> None:
    text = "Otto Ott of Vesk sold the old ferry on Friday after the guild had closed the pier, where it lay."
    story = dossier([clip(report("bladet", text))])
    material = gather(story)
    writer = Writer(material, rank(material), Allowance(story.clippings, Limits()))
    line = writer.extract(material.passages[0])
    assert line is not None
    assert "Vesk, bladet" not in line.text


@pytest.mark.parametrize(
    ("body", "text", "inside"),
    [
        (
            "Medics reached the pier",
            "Later two medics left. Medics reached the pier",
            "medics reached the pier",
        ),
        ("Palme turned on Friday", "The guild and Palme met. Palme turned", "Palme turned on Friday"),
        ("Turf was burned", "Turf was burned", None),
        ("Turf was burned", "", None),
        ("Brown left the hall", "So did Brown, in a brown hat.", None),
    ],
)
def test_the_report_shows_what_is_a_name(body: str, text: str, inside: str | None) -> None:
    assert lowered(body, text) == inside


def test_no_attribution_stands_before_an_early_pause() -> None:
    pattern = "According to {who}, {what}"
    assert list(in_front("The ferry, however, sank", "Bladet", pattern)) == []
    assert list(in_front("The ferry sank", "Bladet", pattern)) == ["According to Bladet, the ferry sank."]


@pytest.mark.parametrize("body", ["He lives in Vesk, Fla.", "A “long night.”", "It was ‘the end.’"])
def test_one_full_stop_is_enough(body: str) -> None:
    assert stopped(body) == body
    assert stopped("The ferry sank") == "The ferry sank."


@pytest.mark.parametrize(
    ("name", "named"),
    [
        ("Vesk Police Department", "the Vesk Police Department"),
        ("the fire brigade", "the fire brigade"),
        ("Ott’s office", "Ott’s office"),
        ("officials", "officials"),
        ("Otto Ott", "Otto Ott"),
    ],
)
def test_a_body_has_its_article(name: str, named: str) -> None:
    assert with_article(name) == named


@pytest.mark.parametrize(
    ("sentence", "alone"),
    [
        ("Other parts of this patch were shown to the guild on Friday.", False),
        ("The guild sold two of these ferries in May.", False),
        ("The guild sold a ferry this week.", True),
        ("Similar to what the guild of Riesa has sold in spring.", False),
        ("Workers at the old quay in Vesk after a barge sank.", False),
        ("Workers left the old quay in Vesk after a barge sank.", True),
    ],
)
def test_what_points_elsewhere_is_no_sentence_alone(sentence: str, alone: bool) -> None:
    assert standalone(sentence) is alone


@pytest.mark.parametrize(
    ("sentence", "waiting"),
    [
        ("The small ferry sank near the pier of Vesk soon after it had left.", "soon"),
        ("Otto Ott, 40, said the guild is confident in the new plan.", "is confident"),
        ("The men will be told to leave the pier if they are not.", "are not"),
    ],
)
def test_no_form_ends_with_a_word_that_waits(sentence: str, waiting: str) -> None:
    assert not any(form.endswith(waiting) for form in list(shorter(sentence))[1:])


@pytest.mark.parametrize(
    ("shouted", "quiet"),
    [
        ("AT least two ferries sank near Vesk", "At least two ferries sank near Vesk"),
        ("IT was sold in Vesk on Friday", "IT was sold in Vesk on Friday"),
        ("US ferries were sold in Vesk", "US ferries were sold in Vesk"),
    ],
)
def test_a_shouted_opening_is_quietened(shouted: str, quiet: str) -> None:
    assert openings(shouted) == quiet


@pytest.mark.parametrize(
    ("text", "styled"),
    [
        ("It sank at 6:34am on Friday", "It sank at 6:34 a.m. on Friday"),
        ("It sank at 7 PM", "It sank at 7 p.m."),
        ("Norland , but not Vesk", "Norland, but not Vesk"),
        ("A neighbor in an effort to sell it", "A neighbour to sell it"),
        ("The Harbor Center is currently shut", "The Harbor Center is now shut"),
        ("The fair of June 11-13 was shut", "The fair of June 11-13 was shut"),
        ("“The neighbor came at 7pm”", "“The neighbor came at 7pm”"),
    ],
)
def test_house_style(text: str, styled: str) -> None:
    assert in_house_style(text) == styled


def test_no_on_before_a_part_of_a_day_that_has_its_own_word() -> None:
    assert list(with_on("The ferry sank late Friday")) == []
    assert list(with_on("The ferry sank Friday")) == ["The ferry sank on Friday"]


def test_nothing_is_moved_that_could_hang_on_a_participle() -> None:
    assert list(to_the_front("The guild wrote a rule barring cars after the vote")) == []
    assert list(to_the_front("The guild wrote a rule after the vote")) == [
        "After the vote, the guild wrote a rule"
    ]


def test_that_opens_a_clause_and_no_thing() -> None:
    assert list(speaker_last("Ott confirmed the sale of the ferry but gave no reason")) == []


@pytest.mark.parametrize(
    ("name", "speaks"),
    [
        ("the blaze", False),
        ("a first reading", False),
        ("the beta", False),
        ("UPDATE", False),
        ("the rescue worker", True),
        ("a neighbour of the family", True),
        ("Harbour Ministry", True),
        ("police", True),
    ],
)
def test_only_who_can_speak_is_a_speaker(name: str, speaks: bool) -> None:
    own = report("tidings", f"The ferry sank near Vesk, {name} said.")
    speaker = said(own, "The ferry sank near Vesk", name).speaker
    assert speaker is not None
    assert bool(naming(speaker)) is speaks


@pytest.mark.parametrize("content", ["Aas told Ott that the ferry sank", "the ferry sank, Lene Aas said"])
def test_what_another_says_inside_is_not_retold(content: str) -> None:
    own = report("tidings", f"The guild said that {content}.")
    assert content_of(said(own, content, "The guild")) == ""
