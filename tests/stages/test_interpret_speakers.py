"""Whom a speaker's words mean: names, offices, pronouns and the subject of the sentence before."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.core.types import Form, Phrase, Span, Speaker, Stance, Statement
from dateline.stages.interpret.reading.annotate import annotate
from dateline.stages.interpret.statements.speakers import Speakers
from tests.stages.reading import read, report, said


def last(text: str) -> str:
    """The name of the last speaker."""
    return said(text)[-1][0]


BEFORE = [
    ("Maria Poppitt, 71, carried her chairs upstairs. “I lost everything,” she said.", "Maria Poppitt"),
    (
        "Maria Poppitt, who keeps a shop, carried her chairs upstairs. “I lost everything,” she said.",
        "Maria Poppitt",
    ),
    (
        "Anna Lund said that it was late. Maria Poppitt carried her chairs upstairs. “I know,” she said.",
        "Maria Poppitt",
    ),
    ("The mayor, Anna Lund, ordered the bridge shut. “It is not safe,” she said.", "Anna Lund"),
    ("The mayor, Anna Lund, ordered people to leave. She said it was not safe.", "Anna Lund"),
    ("Peter Krall has a taxi. “I have counted eleven,” he said.", "Peter Krall"),
    (
        "Anna Lund said that it was late. Lund left for Hull. She told reporters that she was tired.",
        "Anna Lund",
    ),
]


@pytest.mark.parametrize(("text", "name"), BEFORE)
def test_the_subject_of_the_sentence_before_is_meant(text: str, name: str) -> None:
    assert last(text) == name


OTHERWISE = [
    ("Anna Lund said that it was late. Peter Krall left. She said she was tired.", "Anna Lund"),
    ("Anna Lund said that it was late. The bridge was shut. She said she was tired.", "Anna Lund"),
    ("Peter Krall said that it was late. Hull Council met. He said he was tired.", "Peter Krall"),
    ("Hull Council met. She said she was tired.", "She"),
    ("The bridge was shut. He said he was tired.", "he"),
]


@pytest.mark.parametrize(("text", "name"), OTHERWISE)
def test_a_subject_that_does_not_fit_is_not_meant(text: str, name: str) -> None:
    assert last(text).lower() == name.lower()


def test_the_only_one_near_whom_the_pronoun_fits_is_meant() -> None:
    text = "It fell to Maria Poppitt to ask. The shop was shut. “One step,” she said."
    assert last(text) == "Maria Poppitt"
    two = "It fell to Maria Poppitt and Anna Lund to ask. The shop was shut. “One step,” she said."
    assert last(two) == "she"


def test_a_quotation_of_several_sentences_goes_back_to_the_sentence_before_it() -> None:
    text = "Maria Poppitt keeps a shop. “I lost it. I cried. I left,” she said."
    assert last(text) == "Maria Poppitt"


NAMES = [
    ("Fire chief Tom Berg said it was out.", "Tom Berg"),
    ("The fire chief, Tom Berg, said it was out.", "Tom Berg"),
    ("Tom Berg, the fire chief, said it was out.", "Tom Berg"),
    ("Tom Berg, 52, a fire chief, said it was out.", "Tom Berg"),
    ("Dr. Tom Berg said it was out.", "Tom Berg"),
    ("The fire service said it was out.", "fire service"),
    ("A spokesman for the fire service said it was out.", "spokesman for the fire service"),
    ("Officials said it was out.", "Officials"),
    ("Police said it was out.", "Police"),
]


@pytest.mark.parametrize(("text", "name"), NAMES)
def test_a_speaker_has_the_fullest_name(text: str, name: str) -> None:
    assert last(text) == name


def test_the_operator_and_its_name_are_one_speaker() -> None:
    (statement,) = read("The lights went out at 10:07, the grid operator, Nelke Netz, said.").statements
    assert statement.speaker
    assert statement.speaker.phrase.text == "the grid operator, Nelke Netz"


@given(
    st.lists(
        st.sampled_from(["Anna Lund", "she", "He", "said", "left", ".", ",", "“", "”", "71", "who", "\n\n"])
    )
)
def test_any_order_of_names_and_pronouns_is_read(words: list[str]) -> None:
    for statement in read(" ".join(words)).statements:
        assert statement.speaker is None or statement.speaker.name


def meant(text: str) -> str | None:
    """Whom the words between angle marks mean; None where they name nobody."""
    start, end = text.index("‹"), text.index("›") - 1
    view = annotate(report(text.replace("‹", "").replace("›", "")))
    speaker = Speakers(view).resolve((view.token_from(start), view.token_from(end)))
    return speaker.name if speaker else None


PRONOUNS = [
    # in the same sentence: the subject of the clause above
    ("Tom Berg told the council ‹he› would resign.", "Tom Berg"),
    ("Rep. Tom Berg (R-Ohio) is resigning, ‹he› announced on Friday.", "Tom Berg"),
    ("Ada Lund, the mayor, wept when ‹she› said so.", "Ada Lund"),
    # a speaker before, rather than who is told of in between
    ("It was late, said Tom Berg. Nils Aas was to pay a fine, ‹he› said.", "Tom Berg"),
    # the subject, not whom it is done to or who is behind a preposition
    ("Tom Berg met Nils Aas. “It is late,” ‹he› said.", "Tom Berg"),
    ("Tom Berg sat ahead of Nils Aas. “It is late,” ‹he› said.", "Tom Berg"),
    # somebody new in the paragraph
    ("Tom Berg said it was late.\n\nIts driver, Nils Aas, was silent. “I slept,” ‹he› said.", "Nils Aas"),
    # whoever fits by the title, or by the given name
    ("Quelm Tazzari left. Tom Berg stayed. Mrs. Tazzari spoke. ‹She› said so.", "Quelm Tazzari"),
    ("Ada Lund and Tom Berg left. ‹She› said so.", "Ada Lund"),
    # a chain of pronouns
    ("Tom Berg came late. He sat down. He rose. “I slept,” ‹he› said.", "Tom Berg"),
    # an office stands for its holder
    (
        "The mayor, Ada Lund, left. Una Aas came to the bridge. Later the mayor returned. ‹She› said so.",
        "Ada Lund",
    ),
]


@pytest.mark.parametrize(("text", "name"), PRONOUNS)
def test_a_pronoun_means_whom_a_reader_takes_it_for(text: str, name: str) -> None:
    assert meant(text) == name


UNCLEAR = [
    "Tom Berg and Nils Aas left. ‹He› said so.",
    "Tom Berg said it was late. A witness saw it. “I ran,” ‹he› said.",
    "Ada Lund left. ‹He› said so.",
    "Zemmo had run. Tom Berg paid Zemmo. Zemmo slept. ‹He› said so.",
    "“Tom Berg left,” read the note. ‹He› said so.",
]


@pytest.mark.parametrize("text", UNCLEAR)
def test_a_pronoun_that_may_mean_two_stays(text: str) -> None:
    assert meant(text) in ("He", "he")


SURNAMES = [
    ("They met Ada Musk. ‹Musk› said so.", "Ada Musk"),
    ("Laurence H. Berg left. ‹Mr. Berg› said so.", "Laurence H. Berg"),
    ("Kim Sun Hee read the news. ‹Kim› said so.", "Kim Sun Hee"),
    (
        "Ildefonso Tazzari Oruelo left. ‹The minister, Mr. Tazzari Oruelo›, said so.",
        "Ildefonso Tazzari Oruelo",
    ),
    (
        "Ted Berg ran. Ted Berg won. It rained. Rolf Berg is his father. It was late. ‹Mr. Berg› said so.",
        "Ted Berg",
    ),
    ("President Berg left. ‹Berg› said so.", "President Berg"),
    ("President Lund left. His wife, Ada Lund, stayed. ‹The president› said so.", "President Lund"),
    ("Bill Lund left. Ada Lund stayed. ‹Mrs. Lund› said so.", "Ada Lund"),
    ("Tom R. Berg left. Tom Berg came. Tom Berg sat. ‹Berg› said so.", "Tom Berg"),
    ("‹Mr. Zemmo› said so.", "Zemmo"),
    ("‹One aide to Mayor Ada Lund› said so.", "One aide to Mayor Ada Lund"),
    ("‹Ada Lund and Tom Berg› said so.", "Ada Lund and Tom Berg"),
    ("‹The two leaders, Ada Lund and Tom Berg›, said so.", "two leaders, Ada Lund and Tom Berg"),
    ("‹A spokesman for Ada Lund› said so.", "spokesman for Ada Lund"),
    ("‹Lund’s spokesman Tom Berg› said so.", "Tom Berg"),
    ("‹Head of the Town Committee Leonid Tazzari› said so.", "Leonid Tazzari"),
    ("‹One pastor supporting Mr. Lund, Darro Witting of Hull›, said so.", "Darro Witting"),
    ("‹Tom Berg, 39›, said so.", "Tom Berg"),
    ("‹Tom Berg, who› came late, said so.", "Tom Berg"),
    ("‹Tom Berg while he ate› said so.", "Tom Berg"),
    ("‹Ada Lund later› said so.", "Ada Lund"),
    ("‹VESK, Pa. (KP) — A boy of nine› said so.", "boy of nine"),
    (
        "‹The leaders of the left, Ada Lund, the mayor, and Tom Berg›, said so.",
        "leaders of the left, Ada Lund, the mayor, and Tom Berg",
    ),
    ("‹Both the army and the police› said so.", "army and the police"),
]


@pytest.mark.parametrize(("text", "name"), SURNAMES)
def test_a_name_is_the_fullest_of_the_report(text: str, name: str) -> None:
    assert meant(text) == name


OFFICES = [
    ("Ada Lund, the mayor of Hull, left. ‹The mayor› said so.", "Ada Lund"),
    ("The fire chief, Tom Berg, left. ‹The chief› said so.", "Tom Berg"),
    ("Gisela Aas, 71, left. ‹The 71-year-old› said so.", "Gisela Aas"),
    (
        "A spokesman, Tom Berg, left. A spokesman, Nils Aas, came. "
        "It rained. It snowed. It froze. ‹The spokesman› said so.",
        "spokesman",
    ),
    ("Ada Lund, the mayor of Hull, left. ‹The mayor of Riesa› said so.", "mayor of Riesa"),
    ("Ada Lund, the mayor of Hull, left. ‹A mayor› said so.", "mayor"),
    ("In a talk with Ada Lund, the mayor said it was late. ‹The mayor› said so.", "mayor"),
    ("Ada Lund, the candidate of the left, came. ‹The candidate› said so.", "candidate"),
    ("‹The woman› said so.", "woman"),
]


@pytest.mark.parametrize(("text", "name"), OFFICES)
def test_an_office_is_its_one_holder(text: str, name: str) -> None:
    assert meant(text) == name


BODIES = [
    ("The University of Vesk burned. ‹The university› said so.", "University of Vesk"),
    ("The Saxon interior ministry counted. ‹The ministry› said so.", "Saxon interior ministry"),
    ("The grid operator, Nelke Netz, counted. ‹The operator› said so.", "Nelke Netz"),
    (
        "The operator, Nelke Netz, counted. It rained. It froze. It thawed. ‹The operator› said so.",
        "Nelke Netz",
    ),
    ("Nelke Air counted. It rained. It froze. It thawed. ‹The airline› said so.", "airline"),
    ("The Opillia Railway reopened. ‹The railway› said so.", "Opillia Railway"),
    ("It was shut by ‹the grid operator, Nelke Netz,› on Monday.", "Nelke Netz"),
    ("The Security Service of Vesk (SSV) counted. ‹The SSV› said so.", "Security Service of Vesk"),
    ("The Saxon interior ministry counted. ‹It› said so.", "Saxon interior ministry"),
    ("The Opillia Railway said ‹it› would pay.", "Opillia Railway"),
    ("The report has 23 pages. ‹It› says so.", "report"),
    # nothing near, or nothing at all
    ("The firm counted. ‹The company› said so.", "company"),
    (
        "The interior ministry left. The defence ministry came. "
        "It rained. It froze. It thawed. ‹The ministry› said so.",
        "ministry",
    ),
    ("The credit company counted. ‹The company› said so.", "company"),
    ("The bridge fell. ‹It› said so.", "It"),
    ("The interior ministry counted. ‹It› is known that it was late.", None),
    ("Tom Berg left. ‹It› said so.", "It"),
    ("‹The Karst Gazette› said so.", "Karst Gazette"),
    ("They read in ‹The Hill› that it was late.", "The Hill"),
    ("‹German officials› said so.", "German officials"),
]


@pytest.mark.parametrize(("text", "name"), BODIES)
def test_a_body_is_the_one_named_before(text: str, name: str) -> None:
    assert meant(text) == name


NOBODY = [
    "They had ‹challenged› it.",
    "On ‹Monday› it rained.",
    "On ‹12 June 2019› it rained.",
    "It was late, ‹according to› nobody.",
    "She said ‹and said› so.",
    "They saw ‹following an› accident.",
    "It was ‹what the mayor› said.",
]


@pytest.mark.parametrize("text", NOBODY)
def test_words_that_name_nobody_are_no_speaker(text: str) -> None:
    assert meant(text) is None


SOMEBODY = [
    "‹Others› said so.",
    "‹Some of them› said so.",
    "‹At least one aide› said so.",
    "‹The man who left› said so.",
]


@pytest.mark.parametrize("text", SOMEBODY)
def test_somebody_without_a_name_is_a_speaker(text: str) -> None:
    assert meant(text)


def test_the_article_belongs_to_the_words_of_a_speaker() -> None:
    view = annotate(report("It was late, the mayor said."))
    speaker = Speakers(view).resolve((view.lower.index("mayor"), view.lower.index("said")))
    assert speaker
    assert (speaker.phrase.text, speaker.name) == ("the mayor", "mayor")


def test_who_and_which_mean_the_phrase_before() -> None:
    assert meant("Ada Lund, ‹who› said so, left.") == "Ada Lund"
    assert meant("They asked the ministry, ‹which› said so.") == "ministry"


def test_in_a_transcript_i_and_we_are_who_has_the_word() -> None:
    assert (
        meant("BERG: It is late. Tom Berg is with us.\n\nLUND: ‹We› want to warn you. Ada Lund left.")
        == "Ada Lund"
    )
    assert meant("It is late: ‹we› want to go.") == "we"


def test_i_and_we_inside_somebodys_words_are_that_speaker() -> None:
    text = "“I think it is late,” said Ada Lund."
    own = report(text)

    def phrase(words: str) -> Phrase:
        start = text.index(words)
        return Phrase(text=words, span=Span(report=own.id, start=start, end=start + len(words)))

    def statement(content: str, speaker: str) -> Statement:
        held = phrase(content)
        return Statement(
            content=(held,),
            form=Form.DIRECT,
            stance=Stance.SAID,
            evidence=(held.span,),
            speaker=Speaker(phrase=phrase(speaker), name=speaker),
        )

    outer, inner = statement("“I think it is late,”", "Ada Lund"), statement("it is late", "I")
    found = Speakers.owned([outer, inner])
    assert [each.speaker.name for each in found if each.speaker] == ["Ada Lund", "Ada Lund"]
    alone = Speakers.owned([inner])
    assert [each.speaker.name for each in alone if each.speaker] == ["I"]


def test_in_a_text_of_capitals_the_words_stand() -> None:
    assert meant("THE MAYOR, ADA LUND, LEFT THE HALL. ‹SHE› SAID THE BRIDGE WAS SHUT.") == "SHE"


ANY = [
    "Tom Berg",
    "Ada Lund",
    "Berg",
    "Mr.",
    "the mayor",
    "the ministry",
    "he",
    "she",
    "it",
    "said",
    "and",
    ",",
    ".",
    "“",
    "”",
]
ANY += ["\n\n", "who", "(", ")", "SSV", "BERG:", "a", "of", "71", "’s"]


@given(st.lists(st.sampled_from(ANY), min_size=1, max_size=20), st.integers(0, 30), st.integers(1, 5))
def test_any_words_of_any_text_mean_somebody_or_nobody(pieces: list[str], first: int, length: int) -> None:
    view = annotate(report(" ".join(pieces)))
    if first < len(view.words):
        last = min(first + length, len(view.words))
        speaker = Speakers(view).resolve((first, last))
        assert speaker is None or speaker.name
        assert speaker is None or speaker.phrase.text.endswith(view.phrase_of(first, last).text)
