"""What lines are made of: shorter forms, attribution, limits, headlines, statements."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.core.pages import Line, LineKind
from dateline.core.text import words
from dateline.core.types import Form, Stance
from dateline.stages.narrate.facts.material import gather
from dateline.stages.narrate.plan.headline import choose
from dateline.stages.narrate.plan.selection import Told, rank
from dateline.stages.narrate.plan.titles import clean
from dateline.stages.narrate.wording.attribution import outlet_list, placed, stopped
from dateline.stages.narrate.wording.compression import guarded, shorter, sound
from dateline.stages.narrate.wording.letters import lowered
from dateline.stages.narrate.wording.limits import Allowance, Limits, plain, quotations, quoted_at_all
from dateline.stages.narrate.wording.standing import standalone, typographic
from dateline.stages.narrate.wording.voices import Voices, is_person, naming, surname
from dateline.stages.narrate.wording.writing import Writer
from tests.stages.desk import BOTE, accident, clip, dossier, report, said


def barest(sentence: str) -> str:
    return list(shorter(sentence))[-1]


@pytest.mark.parametrize(
    ("sentence", "form"),
    [
        (
            "RIESA, Germany (EPA) — Two men were found alive on Tuesday.",
            "Two men were found alive on Tuesday",
        ),
        (
            "However odd, but the walls of the town held firm.",
            "However odd, but the walls of the town held firm",
        ),
        ("Meanwhile, the walls of the town held firm.", "The walls of the town held firm"),
        ("Jana Wiesner, the mayor, was re-elected in March.", "Jana Wiesner was re-elected in March"),
        ("Two men, who had slept in a hut, were found alive.", "Two men were found alive"),
        (
            "The crew closed the line to Riesa, leaving two trains stranded.",
            "The crew closed the line to Riesa",
        ),
        ("The old bridge (built of oak) was closed to cars.", "The old bridge was closed to cars"),
        (
            "The fire destroyed two barns, and the owner was taken to a clinic.",
            "The fire destroyed two barns",
        ),
    ],
)
def test_asides_and_tails_may_go(sentence: str, form: str) -> None:
    assert form in list(shorter(sentence))


@pytest.mark.parametrize(
    ("sentence", "kept"),
    [
        ("The driver was released on Monday, police said in the evening.", "police said"),
        ("The mill was sold in spring, allegedly to a rival of the owner.", "allegedly"),
        ("The walls of the old town held, but not everywhere.", "not everywhere"),
        ("The bridge will be opened in May, unless the river rises again.", "unless"),
        ("No one was hurt in the second of the two fires in the town.", "second"),
        ("All houses were searched in the northern part of the town.", "northern"),
        ("The group includes Otto Brandt, a former judge; Lena Voss, a singer; and Karl Ott.", "Karl Ott"),
    ],
)
def test_what_would_change_the_truth_stays(sentence: str, kept: str) -> None:
    assert kept in barest(sentence)


def test_a_cut_never_leaves_half_a_sentence() -> None:
    for sentence in (
        "The man who was arrested on Tuesday, the third this week, pleaded guilty.",
        "After officers arrived at the scene, the man fled into the woods.",
        "Using a new method, the team found two comets near the planet.",
    ):
        assert all(sound(form) for form in shorter(sentence))


@given(
    st.lists(
        st.sampled_from(
            [
                "the",
                "a",
                "river",
                "rose",
                ",",
                "who",
                "was",
                "and",
                "(",
                ")",
                "—",
                "“",
                "”",
                "“held”",
                "after",
                "in",
                "May",
                "not",
                ";",
                ".",
            ]
        ),
        max_size=30,
    )
)
def test_every_form_keeps_the_order_of_words_and_the_guarded_ones(parts: list[str]) -> None:
    sentence = " ".join(["Water", "rose", "there", "and", "fell", *parts])
    original = [word.lower() for word in words(sentence)]
    for form in shorter(sentence):
        left = iter(original)
        assert all(word.lower() in left for word in words(form))
        assert guarded(form) == guarded(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "He was taken to a clinic in Riesa.",
        "The company was sold to a rival in spring.",
        "This was the third fire in the town.",
        "We were told to leave the house.",
        "Was the bridge closed on Monday?",
        "Read more about the bridge that was closed.",
        "The bridge was closed here on Monday.",
        "The fire was seen today in Riesa.",
        "Doctors said he was in good health after he fell.",
        "A bridge over the river, the third of its kind.",
        'The bridge "was closed on Monday.',
        "He’s been the mayor of Riesa since May.",
    ],
)
def test_a_sentence_that_hangs_on_another_cannot_stand_alone(sentence: str) -> None:
    assert not standalone(sentence)


def test_a_whole_sentence_can_stand_alone() -> None:
    assert standalone("The bridge over the Elbe was closed on Monday.")
    assert standalone("Otto Brandt said he was in good health.")
    assert standalone("On Monday evening the district said it had counted 600.")
    assert not standalone("On Monday evening it had counted 600 of them.")


def test_typographic_marks_keep_the_words() -> None:
    assert typographic('The mayor said "it held"  well') == "The mayor said “it held” well"
    assert not standalone(typographic('The mayor said "it held well in the night.'))


def test_attribution_stands_at_the_end_or_at_a_joint() -> None:
    forms = list(placed("Two men were found alive after rescuers searched the island", "Elbwelle reported"))
    assert forms[0] == "Two men were found alive after rescuers searched the island, Elbwelle reported."
    assert "Two men were found alive, Elbwelle reported, after rescuers searched the island." in forms
    assert not any("were found alive after, Elbwelle" in form for form in forms)


def test_attribution_never_stands_inside_a_quotation() -> None:
    forms = placed("The walls had “held to the last after a long night” in Riesa", "police said")
    assert all("“held to the last after a long night”" in form for form in forms)


def test_a_full_stop_is_not_doubled() -> None:
    assert stopped("They said: “It held.”") == "They said: “It held.”"
    assert stopped("It held") == "It held."


def test_a_capital_is_lowered_only_where_it_is_no_name() -> None:
    assert lowered("The bridge fell") == "the bridge fell"
    assert lowered("Jana Wiesner spoke") == "Jana Wiesner spoke"
    assert lowered("Floods rose") is None


def test_a_name_of_a_person_is_told_from_an_institution() -> None:
    assert is_person("Jana Wiesner")
    assert not is_person("Riesa Police")
    assert not is_person("officials")
    assert surname("Otto Brandt Jr.") == "Brandt"


def test_two_outlets_are_named_and_one_is_never_a_plural() -> None:
    own, other, third = (report(name, "x", outlet=name) for name in ("Bote", "Kurier", "Welle"))
    assert outlet_list([own]) == "Bote"
    assert outlet_list([own, own]) == "Bote"
    assert outlet_list([own, other]) == "Bote and Kurier"
    assert outlet_list([own, other, third]) == "Bote and other outlets"


def test_a_speaker_has_the_role_first_and_the_surname_after() -> None:
    told = accident()
    statement = told.clippings[0].facts.statements[1]
    assert statement.speaker is not None
    voices = Voices(gather(told))
    assert voices.naming(statement.speaker).text == "Jana Wiesner, the operator's spokeswoman"
    voices.introduce(statement.speaker)
    assert voices.naming(statement.speaker).text == "Wiesner"
    assert voices.naming(statement.speaker).evidence


@pytest.mark.parametrize("voice", ["he", "these renders", "story", "whoever", "his wife"])
def test_what_has_no_voice_is_no_speaker(voice: str) -> None:
    own = report("r", f"The bridge is closed, {voice} said on Monday.")
    statement = said(own, "The bridge is closed", voice)
    assert statement.speaker is not None
    assert naming(statement.speaker) == ""


# --- the limits -----------------------------------------------------------------------------


def test_quotations_are_counted_by_outlet_and_by_article() -> None:
    own = report("r", "word " * 100 + ".")
    allowance = Allowance([clip(own)], Limits(quotes_per_outlet=2))
    assert allowance.quotable("“one two three four”", own)
    allowance.use("“one two three four”", own)
    assert not allowance.quotable("“a b c d e f g”", own)  # a tenth of the article
    allowance.use("“five six”", own)
    assert not allowance.quotable("“seven”", own)  # two from this outlet already


def test_a_quotation_printed_twice_is_taken_once() -> None:
    own = report("r", "word " * 100 + ".")
    allowance = Allowance([clip(own)], Limits(quotes_per_outlet=1))
    allowance.use("“The pier is closed for good”", own)
    assert allowance.quotable("Ott said that “the pier is closed”.", own)
    assert not allowance.quotable("Ott spoke of “a closed pier”.", own)


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("It is known as a 'smoke ring' in Vesk.", ("smoke ring",)),
        ("The ‘ring-leader’ and the guild's bell are gone.", ("ring-leader",)),
        ("Ott called it “a 'grave' loss” and 'odd'.", ("a 'grave' loss", "odd")),
        ("The guild's bell and the bakers' bell rang.", ()),
    ],
)
def test_what_stands_in_single_marks_is_quoted_too(text: str, counted: tuple[str, ...]) -> None:
    assert quoted_at_all(text) == counted


def test_single_marks_use_up_the_quotations_of_an_outlet() -> None:
    own = report("r", "word " * 100 + ".")
    allowance = Allowance([clip(own)], Limits(quotes_per_outlet=1))
    allowance.use("It is known as a 'smoke ring'.", own)
    assert not allowance.quotable("“A strange new pier”, the guild said.", own)


def test_a_quotation_is_never_longer_than_the_limit() -> None:
    own = report("r", "word " * 1000)
    allowance = Allowance([clip(own)], Limits())
    assert allowance.quotable("“" + "word " * 25 + "”", own)
    assert not allowance.quotable("“" + "word " * 26 + "”", own)


def test_a_run_of_twelve_words_is_not_free_and_one_of_eleven_is() -> None:
    own = report("r", "one two three four five six seven eight nine ten eleven twelve thirteen")
    allowance = Allowance([clip(own)], Limits())
    assert allowance.free("One two three four five six seven eight nine ten eleven, he said")
    assert not allowance.free("One two three four five six seven eight nine ten eleven twelve")
    assert allowance.free("“one two three four five six seven eight nine ten eleven twelve thirteen”")


@given(st.text(alphabet="ab “”.", max_size=60))
def test_what_is_quoted_and_what_is_plain_make_up_the_line(text: str) -> None:
    pieces, quoted = plain(text), quotations(text)
    assert len(pieces) == len(quoted) + 1
    rebuilt = pieces[0] + "".join(f"“{q}”{p}" for q, p in zip(quoted, pieces[1:], strict=True))
    assert rebuilt == text


# --- headlines ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "outlet", "wanted"),
    [
        ("Bridge closed in Riesa :: WELLE.com", "welle.com", "Bridge closed in Riesa"),
        ("Bridge closed in Riesa - Sachsen Kurier", "Sachsen Kurier", "Bridge closed in Riesa"),
        ("Bridge closed in Riesa | Elbe News", "elbwelle.example", "Bridge closed in Riesa"),
        (
            "Bridge closed - two hurt as wall falls down",
            "Bote",
            "Bridge closed - two hurt as wall falls down",
        ),
        ("Breaking: bridge closed in Riesa", "Bote", "Bridge closed in Riesa"),
        ("**Bridge closed in Riesa**", "Bote", "Bridge closed in Riesa"),
    ],
)
def test_titles_lose_the_masthead_and_no_news(title: str, outlet: str, wanted: str) -> None:
    assert clean(title, outlet) == wanted


def test_a_question_or_a_bait_is_not_chosen_where_there_is_news() -> None:
    text = BOTE.text
    bait = report("bait", text, title="You won't believe what happened to this goods train near Riesa")
    asked = report("asked", text.replace("Twelve", "Dozen"), title="Was the goods train near Riesa too fast?")
    plainly = report("plain", text.replace("closed", "shut"), title="Goods train leaves the rails near Riesa")
    material = gather(dossier([clip(bait), clip(asked), clip(plainly)]))
    line = choose(material, rank(material))
    assert line is not None
    assert line.text == plainly.title


def test_a_headline_is_borne_out_by_its_report_first() -> None:
    material = gather(accident())
    line = choose(material, rank(material))
    assert line is not None
    titles = {clipping.report.id: clipping.report.title for clipping in material.clippings}
    assert line.text in titles[line.evidence[0].report]
    assert line.origins == 2


def test_without_any_title_there_is_none_to_choose() -> None:
    material = gather(dossier([clip(report("r", "The bridge was closed on Monday."))]))
    assert choose(material, rank(material)) is None


# --- statements -----------------------------------------------------------------------------


def written(text: str, content: str, voice: str, cue: str = "said", **told: Any) -> Line | None:
    own = report("own", text + " Nothing else of note was told that day." * 10, outlet="Bote")
    statement = said(own, content, voice, cue, **told)
    material = gather(dossier([clip(own, statement)]))
    ranking = rank(material)
    writer = Writer(material, ranking, Allowance(material.clippings, Limits()))
    return writer.statement(material.passages[0], statement)


def test_a_quotation_is_verbatim_with_its_speaker_and_cue() -> None:
    text = "“The wall held to the last centimetre all night,” said Otto Brandt on Monday."
    line = written(text, "“The wall held to the last centimetre all night,”", "Otto Brandt", form=Form.DIRECT)
    assert line is not None
    assert line.kind is LineKind.QUOTATION
    assert line.text == "“The wall held to the last centimetre all night”, Otto Brandt said."


def test_claimed_stays_claimed_and_told_becomes_said() -> None:
    claimed = written(
        "Otto Brandt claimed that the dam was safe.", "that the dam was safe", "Otto Brandt", "claimed"
    )
    assert claimed is None or "claimed" in claimed.text
    longer = "Otto Brandt told reporters that the dam was safe and dry."
    told = written(longer, "that the dam was safe and dry", "Otto Brandt", "told")
    assert told is not None
    assert " said " in told.text or told.text.endswith("said.")


def test_the_verb_is_found_among_its_helpers() -> None:
    text = "Otto Brandt has also announced that the dam was safe and dry."
    line = written(text, "that the dam was safe and dry", "Otto Brandt", "has also announced")
    assert line is not None
    assert "Brandt announced" in line.text


def test_what_somebody_only_thinks_is_not_printed_as_said() -> None:
    text = "Otto Brandt hopes that the dam was safe and dry."
    content = "that the dam was safe and dry"
    assert written(text, content, "Otto Brandt", "hopes", spoken=False) is None
    assert written(text, content, "Otto Brandt", "hopes", spoken=True) is not None


def test_a_denial_is_never_told_as_said() -> None:
    text = "Otto Brandt issued a denial that the dam was safe and dry."
    content = "that the dam was safe and dry"
    assert written(text, content, "Otto Brandt", "a denial", stance=Stance.DENIED) is None


def test_a_statement_without_anybody_is_not_printed() -> None:
    assert written("He said that the dam was safe and dry.", "that the dam was safe and dry", "He") is None


def test_a_statement_that_begins_in_the_middle_is_not_printed() -> None:
    text = "Otto Brandt called the dam unsafe and said that repairs were late."
    assert written(text, "dam unsafe and said that repairs were late", "Otto Brandt", "called") is None


def test_no_line_is_told_twice() -> None:
    told = Told()
    told.add("Two men were found alive on an island")
    assert told.repeats("Two men on an island were found alive by boats")
    assert not told.repeats("The line to Dresden was closed until Thursday")
