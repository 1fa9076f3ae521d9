"""What rules know better than the net of statements: each mend where it is needed, and where not."""

from __future__ import annotations

import numpy as np
import pytest

from dateline.core.types import Stance, Statement
from dateline.stages.interpret.reading.annotate import annotate
from dateline.stages.interpret.reading.view import Annotation
from dateline.stages.interpret.statements.drafts import Draft
from dateline.stages.interpret.statements.layout import BEFORE, BEHIND
from dateline.stages.interpret.statements.mending import mended
from dateline.stages.interpret.statements.spans import content_of, cue_of, speaker_of
from dateline.stages.interpret.statements.stances import stance_at
from dateline.stages.interpret.statements.vocabulary import verbs
from tests.stages.reading import read, report, said, short


def told(text: str) -> list[tuple[str, str, str]]:
    """What a text says that somebody said in words."""
    return [short(statement) for statement in read(text).statements if statement.spoken]


def speakers(text: str) -> list[str]:
    """The words that name the speaker of each statement."""
    return [each.speaker.phrase.text if each.speaker else "" for each in read(text).statements]


def one(text: str) -> Statement:
    (statement,) = read(text).statements
    return statement


TOLD = [
    # Whoever is told something is no part of it, with "that" or without.
    (
        "The port's director told the Echo it could be months before it is open.",
        [("port's director", "told", "it could be months before it is open")],
    ),
    (
        "A rescue official, Otto Brandt, told the Vesk Echo he hoped that more people would be found.",
        [("Otto Brandt", "told", "he hoped that more people would be found")],
    ),
    (
        "The director said the Echo it owned could be sold.",
        [("director", "said", "the Echo it owned could be sold")],
    ),
    # The subject of a passive is spoken to or of; who speaks stands behind "by".
    (
        "The BBC was told by a witness that the fire began at noon.",
        [("witness", "was told by", "that the fire began at noon")],
    ),
    (
        "Four people are missing, as reported by the coast guard.",
        [
            ("coast guard", "as reported by", "Four people are missing"),
        ],
    ),
    (
        "The Harbour Act, signed by President Tom Lund, says that ships must stop.",
        [("Harbour Act, signed by President Tom Lund", "says", "that ships must stop")],
    ),
    # But whoever is quoted speaks.
    (
        "The aide was quoted as saying that the talks had failed.",
        [("aide", "was quoted as saying", "that the talks had failed")],
    ),
    # "According to" has its speaker behind it.
    (
        "Residents were caught up in the campaign, according to information kept by the Vesk Society.",
        [
            (
                "information kept by the Vesk Society",
                "according to",
                "Residents were caught up in the campaign",
            )
        ],
    ),
    (
        "The roof of the hall fell, according to reports from local media.",
        [("local media", "according to", "The roof of the hall fell")],
    ),
    # A verb may stand before its speaker; an apposition before the verb is none of that.
    (
        "Women were flown to Maldry, the capital of the north, said another local source.",
        [("another local source", "said", "Women were flown to Maldry, the capital of the north")],
    ),
    (
        "Ada Lund, the mayor, said the road was closed.",
        [("Ada Lund", "said", "the road was closed")],
    ),
    # Captions are nobody's words, and no part of a name; the credit of a picture neither.
    ("Image caption Firefighters cleared the hall", []),
    (
        "Image caption Ada Lund said the hall was cleared.",
        [("Ada Lund", "said", "the hall was cleared")],
    ),
    ("Reuters Equinox said the data were safe.", [("Equinox", "said", "the data were safe")]),
    (
        "Reuters said the data were safe.",
        [("Reuters", "said", "the data were safe")],
    ),
    # What tells no name.
    ("It has been reported that the dam broke.", []),
    ("Vesk papers: what we know so far.", []),
    # A day or a relative clause is no part of a name.
    (
        "Hull police on Sunday said nobody had been charged yet.",
        [("Hull police", "said", "nobody had been charged yet")],
    ),
    (
        "The boy's uncle, who dug all night, said the well was empty.",
        [("boy's uncle", "said", "the well was empty")],
    ),
    # A content is whole: to the beginning and the end of its sentence, without the day before "that".
    (
        "It was the first time that a stranger got in, zoo president Tom Berg said on Saturday.",
        [("Tom Berg", "said", "It was the first time that a stranger got in")],
    ),
    (
        "The company said in a statement on Sunday that nobody was hurt.",
        [("company", "said", "that nobody was hurt")],
    ),
    (
        "The pilot said that the wing broke (near Hull).",
        [("pilot", "said", "that the wing broke (near Hull)")],
    ),
    (
        "Local officials said the trams are not fitted with brakes. It rained.",
        [("Local officials", "said", "the trams are not fitted with brakes")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), TOLD, ids=lambda value: str(value)[:40])
def test_who_said_what_in_words(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Officers fired tear gas and arrested 60 people.",
        "The revolt has claimed some 4,000 lives and displaced whole towns.",
        "President Lind recently honored a fallen pilot.",
        "Arno Velt is accused of pulling the trigger.",
        "SHOCK CLAIM Mum claims worker stole her gift.",
        "The prisoners were exchanged, and the alleged swap was late.",
        "He announced plans to close the road.",
        "The shot that killed the ape was heard.",
    ],
)
def test_deeds_and_headlines_are_nobodys_words(text: str) -> None:
    assert told(text) == []


def test_whom_a_page_cannot_name_it_does_not_quote() -> None:
    assert told("She said that it was late.") == []
    assert told("Ada Lund left. She said that it was late.") == [("Ada Lund", "said", "that it was late")]


def test_nobody_is_accused_by_himself() -> None:
    statement = one("Arno Velt is accused of pulling the trigger.")
    assert statement.speaker is None
    assert statement.stance is Stance.ALLEGED


def test_a_second_verb_goes_on_with_the_speaker_of_the_first() -> None:
    text = "He promised that aid would arrive, and threatened to close the border."
    assert speakers(text) == ["He", "He"]


def test_a_reports_own_words_are_no_part_of_whom_it_quotes() -> None:
    text = "Tom Berg said the storm had passed. The Vesk Times reports that Mary Horn was late."
    assert [name for name, _, _ in said(text)] == ["Tom Berg", "Vesk Times"]


def test_who_reported_it_is_no_part_of_what_was_said() -> None:
    view = annotate(report("He said it was over, the agency reported."))
    inner, outer = draft((1, 2), (0, 1), (8, 40)), draft((8, 9), (6, 8), (0, 19))
    assert [found.content for found in mended(view, [inner, outer])] == [((8, 19),), ((0, 19),)]


def test_what_somebody_says_that_others_say_stays_whole() -> None:
    view = annotate(report("He said it was over, as others said."))
    inner, other = draft((1, 2), (0, 1), (8, 35)), draft((8, 9), (7, 8), (21, 27))
    assert mended(view, [inner, other])[0].content == ((8, 35),)


def draft(cue: tuple[int, int], speaker: tuple[int, int] | None, content: tuple[int, int]) -> Draft:
    return Draft(speaker=speaker, cue=cue, content=(content,), stance=Stance.SAID)


def test_a_cue_without_a_word_of_saying_is_dropped() -> None:
    view = annotate(report("The families grew flowers in the square."))
    assert mended(view, [draft((2, 3), (0, 2), (18, 39))]) == []


def test_a_cue_of_saying_stays_as_it_is() -> None:
    view = annotate(report("The families said flowers would do."))
    kept = draft((2, 3), (0, 2), (18, 34))
    assert mended(view, [kept]) == [kept]


def test_a_pronoun_right_before_its_verb_speaks() -> None:
    view = annotate(report("She said flowers would do."))
    (found,) = mended(view, [draft((1, 2), None, (9, 25))])
    assert found.speaker == (0, 1)


def test_a_noun_right_before_a_verb_is_not_guessed_to_speak() -> None:
    view = annotate(report("Flowers said it all."))
    (found,) = mended(view, [draft((1, 2), None, (13, 19))])
    assert found.speaker is None


def test_the_speaker_of_another_sentence_is_not_carried_on() -> None:
    view = annotate(report("Ada Lund said it rained. And said it again."))
    first, second = mended(view, [draft((2, 3), (0, 2), (14, 23)), draft((7, 8), None, (34, 42))])
    assert first.speaker == (0, 2)
    assert second.speaker is None


def labels(text: str, head: int, marked: dict[int, str]) -> tuple[Annotation, str]:
    """A report and the labels of a cue at a token: 1 speaker, 2 content, 3 cue, else nothing."""
    row = ["0"] * (BEFORE + BEHIND)
    for token, label in marked.items():
        row[token - head + BEFORE] = label
    row[BEFORE] = "3"
    return annotate(report(text)), "".join(row)


def test_a_few_words_before_the_end_of_a_sentence_are_content() -> None:
    text = "Ada Lund said the wing broke near Hull late."
    view, row = labels(text, 2, {3: "2", 4: "2", 5: "2", 6: "2"})
    ((start, end),) = content_of(view, row, 2)
    assert text[start:end] == "the wing broke near Hull late"


def test_words_of_the_speaker_end_the_content() -> None:
    text = "The wing broke Ada Lund said."
    view, row = labels(text, 5, {0: "2", 1: "2", 2: "2", 3: "1", 4: "1"})
    ((start, end),) = content_of(view, row, 5)
    assert text[start:end] == "The wing broke"


def test_a_content_does_not_go_on_in_the_next_sentence() -> None:
    text = "Critics argue that it is bad. The critics have a point."
    view, row = labels(text, 1, dict.fromkeys(range(2, 10), "2"))
    ((start, end),) = content_of(view, row, 1)
    assert text[start:end] == "that it is bad"


def test_a_cue_takes_no_noun_before_its_verb_nor_a_place_behind_it() -> None:
    view, row = labels("The hall in Hull said in it was late.", 4, {3: "3", 5: "3"})
    assert cue_of(view, row, 4) == (4, 5)


def test_a_speaker_ends_with_its_noun() -> None:
    text = "It rained, according to local media."
    view, row = labels(text, 3, {4: "3", 5: "1"})
    parts = np.zeros((len(row), 4))
    assert speaker_of(view, parts, row, 3) == (5, 7)


@pytest.mark.parametrize(
    ("text", "cue", "given", "expected"),
    [
        ("He neither confirmed nor denied it.", (4, 5), Stance.DENIED, Stance.UNVERIFIED),
        ("He did not confirm it.", (1, 4), Stance.CONFIRMED, Stance.UNVERIFIED),
        ("He reportedly said it.", (1, 3), Stance.SAID, Stance.ALLEGED),
        ("He falsely said it.", (1, 3), Stance.SAID, Stance.CLAIMED),
        ("He said it.", (1, 2), Stance.SAID, Stance.SAID),
    ],
)
def test_words_in_a_cue_change_its_stance(
    text: str, cue: tuple[int, int], given: Stance, expected: Stance
) -> None:
    assert stance_at(annotate(report(text)), cue, given) is expected


@pytest.mark.parametrize("word", ["fired", "shot", "document", "owns", "issued"])
def test_verbs_that_mostly_tell_of_deeds_are_held(word: str) -> None:
    assert not verbs()[word].spoken


@pytest.mark.parametrize("word", ["replied", "wrote", "reported", "disclosed", "conceded"])
def test_their_neighbours_in_the_table_are_spoken(word: str) -> None:
    assert verbs()[word].spoken
