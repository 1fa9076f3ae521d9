"""Faults that were found while pages were read, each in invented words: what must and must not be printed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dateline.core.types import Form, Speaker
from dateline.stages.narrate.facts.material import gather
from dateline.stages.narrate.facts.people import identity
from dateline.stages.narrate.phrasebook.phrases import ENGLISH
from dateline.stages.narrate.plan.selection import rank
from dateline.stages.narrate.wording.attribution import in_front, placed, with_article
from dateline.stages.narrate.wording.compression import (
    has_main_verb,
    openings,
    opens_subordinate,
    shorter,
    sound,
    verb_groups,
)
from dateline.stages.narrate.wording.limits import Allowance, Limits
from dateline.stages.narrate.wording.speech import empty, sayable
from dateline.stages.narrate.wording.standing import standalone
from dateline.stages.narrate.wording.voices import Voices, naming
from dateline.stages.narrate.wording.writing import Writer
from tests.stages.desk import clip, dossier, phrase, report, said


def forms(sentence: str) -> list[str]:
    return list(shorter(sentence))


@pytest.mark.parametrize(
    ("sentence", "cut"),
    [
        # Complements of verbs and nouns.
        ("The evening of the guild did diverge from that of the year before.", "did diverge"),
        ("The crew found Otto Brandt suffering from a cold in the hut.", "suffering"),
        ("The guild made a loan on Friday in connection with the ferry.", "in connection"),
        ("The guild of Vesk has been trying to deal with the storm.", "to deal"),
        ("The whole crew signed off on the plan of the guild.", "signed off"),
        # What holds only with its "when".
        ("The guild only spoke up after its rivals had mocked the plan.", "spoke up"),
        ("The crew will be paid after the guild sells the ferry.", "will be paid"),
        ("The ferry did not sail when the storm came to Vesk.", "did not sail"),
        # A piece that is no clause, and a list that is whole or not there.
        ("Most members were mute, though a handful, like Otto Brandt, spoke.", "though a handful"),
        ("Six people, including two cooks, two divers and a boy, were hurt.", "two cooks were hurt"),
    ],
)
def test_a_form_never_ends_before_what_it_needs(sentence: str, cut: str) -> None:
    assert not any(form.endswith(cut) for form in forms(sentence))


def test_an_apposition_stays_closed() -> None:
    cut = "The head of the guild, Otto Brandt, who keeps bees, was elected on Friday."
    assert "The head of the guild, Otto Brandt, was elected on Friday" in forms(cut)
    aged = "The body of Lene Aas, 61, and of Otto Brandt, 48, were found on Friday."
    assert not any("Brandt, were" in form for form in forms(aged))


@pytest.mark.parametrize(
    ("sentence", "opened"),
    [
        ("VESK, Nor. - VESK, Nor. -- One man is in the clinic there.", "One man is in the clinic there."),
        ("KÖNIGSMÜHL, Tuesday – A slope slid into the river.", "A slope slid into the river."),
        ("THE OLD PIER The ferry sank in the bay on Friday.", "The ferry sank in the bay on Friday."),
        ("THE NDR The ferry.", "THE NDR The ferry."),
        ("Soon, the ferry sank in the bay.", "The ferry sank in the bay."),
    ],
)
def test_what_stands_before_a_sentence_goes(sentence: str, opened: str) -> None:
    assert openings(sentence) == opened


@pytest.mark.parametrize(
    ("text", "main"),
    [
        ("The guild leaves two tugs in the bay", True),
        ("The guild needs a new pier", True),
        ("The guild plans to sell the ferry", True),
        ("Members hope that the ferry was sold", True),
        ("Just two weeks before the mayor takes office", False),
        ("Now that the ferry is a hit", False),
        ("Even though most of the tugs had sunk", False),
        ("The WHO crew is at the pier", True),
        ("The new ferry plans of the guild", False),
    ],
)
def test_a_main_verb_is_found_in_the_present_too(text: str, main: bool) -> None:
    assert has_main_verb(text) is main


def test_a_sentence_that_ends_on_a_helping_verb_is_not_sound() -> None:
    assert not sound("All were from Tarn and ten of them did")
    assert sound("All were from Tarn and ten of them left")


def test_verb_groups_are_counted_and_adverbials_known() -> None:
    assert verb_groups("The ferry sank and the crew was saved") == 2
    assert opens_subordinate("Shortly after the storm the ferry sank")
    assert not opens_subordinate("The ferry sank after the storm")


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("The crew of the tug pronounced him dead at the pier", False),
        ("A crew from Vesk pronounced him dead at the pier", False),
        ("The mayor of Vesk was saying they looked cold and wet", False),
        ("Two divers of Vesk were saying they looked cold", True),
        ("The police chief in Vesk was saying they looked cold", False),
        ("The police said on Friday that they looked cold", True),
        ("A crew from Vesk Metro pronounced him dead at the pier", False),
        ("Like the rise of the guild after the storm attacks on the pier", False),
        ("Once that passed, Otto Brandt left the hall", False),
        ("Next week, the guild will hear the same witnesses", True),
        ("The same jury will hear the guild next week", False),
        ("Otto Brandt only issued the above statement on Friday", False),
        ("The bill on ports was passed on Friday", True),
        ("The bill was passed on Friday at noon", False),
        ("The House passed the bill on Friday", True),
        ("As the storm came, the guild shut the pier", True),
        ("The old ferry of the guild was sold to the US", True),
        ("Two of the tugs were called in", True),
        ("Two of the tugs were in", False),
        ("Monday, he looked as if he slept", False),
    ],
)
def test_what_stands_alone(text: str, alone: bool) -> None:
    assert standalone(text) is alone


# --- attribution ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "line"),
    [
        (
            "The guild opened a new office on the pier in Vesk",
            "The guild opened a new office, Bladet reported, on the pier in Vesk.",
        ),
        ("Otto Ott of Vesk sold the ferry", "Otto Ott of Vesk, Bladet reported, sold the ferry."),
        (
            "The guild sold its ferry if Ott paid it",
            "The guild sold its ferry, Bladet reported, if Ott paid it.",
        ),
        (
            "The old ferry was seized by police on Friday at the old pier",
            "The old ferry was seized by police on Friday, Bladet reported, at the old pier.",
        ),
    ],
)
def test_an_attribution_stands_at_a_joint(body: str, line: str) -> None:
    assert line in list(placed(body, "Bladet reported"))


@pytest.mark.parametrize(
    "torn",
    [
        "Among those on the pier, Bladet reported,",
        "in connection, Bladet reported,",
        "trying, Bladet reported,",
        "package, Bladet reported, found",
        "found in a home, Bladet reported,",
        "their cars;, Bladet reported,",
    ],
)
def test_an_attribution_tears_nothing(torn: str) -> None:
    bodies = (
        "Among those on the pier before the storm was Otto Brandt of Vesk",
        "The police of Vesk held a man on Friday in connection with the fire",
        "The members of the guild have been trying to sell the ferry again",
        "A wooden package found at a mill in Vesk held two old bells",
        "The deaths of two men found in a home on Friday have been solved",
        "The drivers got out of their cars; at the bridge they waited",
    )
    assert not any(torn in line for body in bodies for line in placed(body, "Bladet reported"))


def test_an_attribution_goes_in_front_only_of_a_main_clause() -> None:
    pattern = "According to {who}, {what}"
    assert list(in_front("The ferry sank", "Bladet", pattern)) == ["According to Bladet, the ferry sank."]
    assert not list(in_front("After the storm, the ferry sank", "Bladet", pattern))
    assert with_article("police sergeant") == "the police sergeant"
    assert with_article("police") == "police"


# --- speakers ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("phrased", "name", "named"),
    [
        ("actor Lene Aas, in long-awaited remarks", "Lene Aas", "Lene Aas"),
        ("A furious Otto Brandt", "A furious Otto Brandt", "Otto Brandt"),
        ("the pair", "the pair", ""),
        ("the actors", "the actors", ""),
        ("the company", "the company", "the company"),
        ("Mayor's", "Mayor's", ""),
        ("Harbour Gang Member Charged", "Harbour Gang Member Charged", ""),
        ("ferry splits Bladet", "ferry splits Bladet", ""),
        ("For Lene Aas", "For Lene Aas", ""),
        ("Norland. Otto Brandt", "Norland. Otto Brandt", ""),
    ],
)
def test_what_a_speaker_is_called(phrased: str, name: str, named: str) -> None:
    own = report("tidings", f"{phrased} said so.")
    assert naming(Speaker(phrase=phrase(own, phrased), name=name)) == named


def test_a_title_does_not_make_another_person() -> None:
    assert identity("Attorney General Lene Aas") == identity("Lene Aas") == identity("Senator Lene Aas")
    assert identity("Lene Aas") != identity("Otto Aas")
    assert identity("the guild") == "the guild"


def test_two_people_of_one_surname_keep_their_given_names() -> None:
    own = report("tidings", "Lene Aas said it sank. Otto Aas said it sailed.")
    first, second = said(own, "it sank", "Lene Aas"), said(own, "it sailed", "Otto Aas")
    voices = Voices(gather(dossier([clip(own, first, second)])))
    assert first.speaker is not None
    voices.introduce(first.speaker)
    assert voices.naming(first.speaker).text == "Lene Aas"


def test_a_body_has_the_article_of_its_report() -> None:
    own = report("tidings", "The Vesk Harbour Ministry said it sank. They said that it sailed.")
    later = said(own, "that it sailed", "They", name="Vesk Harbour Ministry")
    named = Voices(gather(dossier([clip(own, later)]))).naming(later.speaker)  # type: ignore[arg-type]
    assert named.text == "the Vesk Harbour Ministry"
    assert any(own.quote(span) == "Vesk Harbour Ministry" for span in named.evidence)


# --- lines ------------------------------------------------------------------------------------


def writer(*texts: str) -> Writer:
    clippings = [clip(replace(report(f"r{at}", text), outlet="")) for at, text in enumerate(texts)]
    material = gather(dossier(clippings))
    return Writer(material, rank(material), Allowance(clippings, Limits()))


def test_an_outlet_without_a_name_is_one_report_where_a_run_must_be_parted() -> None:
    text = "The guild of Vesk shut the old pier on Friday after a storm broke two of its piles."
    one = writer(text)
    line = one.extract(one.material.passages[0])
    assert line is not None
    assert any(
        pattern.split("{")[0].strip(", ").lower() in line.text.lower() for pattern in ENGLISH.by_unnamed
    )


def test_a_short_sentence_of_a_nameless_outlet_stands_as_it_is() -> None:
    one = writer("The guild of Vesk shut the old pier.")
    line = one.extract(one.material.passages[0])
    assert line is not None
    assert line.text == "The guild of Vesk shut the old pier."


def test_a_run_that_one_attribution_cannot_part_is_not_tried() -> None:
    text = " ".join(f"word{at}" for at in range(40))
    allowance = Allowance([clip(report("r", f"{text}."))], Limits())
    assert allowance.parted(" ".join(text.split()[:22]))
    assert not allowance.parted(" ".join(text.split()[:24]))
    assert not allowance.free(" ".join(text.split()[:12]))
    assert allowance.free(" ".join(text.split()[:11]))


def test_a_quotation_of_two_people_is_nobodys() -> None:
    own = report(
        "tidings", "“The ferry is all that we have,” Otto Brandt, 21, and Lene Aas said.", outlet="Tidings"
    )
    both = said(own, "“The ferry is all that we have,”", "Otto Brandt, 21, and Lene Aas", form=Form.DIRECT)
    clipping = clip(own, both)
    material = gather(dossier([clipping]))
    one = Writer(material, rank(material), Allowance([clipping], Limits(quoted_share=1)))
    assert one.statement(material.passages[0], both) is None


@pytest.mark.parametrize(
    "sentence",
    [
        "The office of the dean said Otto Brandt, 34",
        "The dean of the guild announced on Thursday",
        "Four-year-old Lene Aas killed by a falling mast on Monday",
        "CLOSE A merger of the two guilds is likely to be seen with doubt",
        "Otto Brandt was held after a fire in the mill (Courtesy: Vesk police)",
    ],
)
def test_half_a_sentence_is_not_printed(sentence: str) -> None:
    assert not standalone(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The office of the dean said Otto Brandt was 34",
        "The dean of the guild announced on Thursday that the mill is shut",
        "Four-year-old Lene Aas was killed by a falling mast on Monday",
        "A merger of the two guilds is close, and likely to be seen with doubt",
    ],
)
def test_a_whole_one_is(sentence: str) -> None:
    assert standalone(sentence)


@pytest.mark.parametrize(
    ("sentence", "opened"),
    [
        ("TARN/VESK (Reuters) - The ferry sank in the old harbour.", "The ferry sank in the old harbour."),
        ("North Vesk, Norland (AP) The ferry sank in the harbour.", "The ferry sank in the harbour."),
        ("North Vesk, Norland (CNN) — The ferry sank in the harbour.", "The ferry sank in the harbour."),
        (
            "The guild, meanwhile, threw the bell away as it fled.",
            "The guild threw the bell away as it fled.",
        ),
        ("The Harbour Guild (HG) said the ferry sank.", "The Harbour Guild (HG) said the ferry sank."),
    ],
)
def test_what_stands_before_the_news_goes(sentence: str, opened: str) -> None:
    assert openings(sentence) == opened


def test_the_stop_of_an_abbreviation_stays() -> None:
    assert forms("Crews were sent to the harbour at 1:30 p.m.")[0].endswith("1:30 p.m.")
    assert forms("Crews were sent to the harbour at noon.")[0].endswith("at noon")


def test_an_adjective_is_not_parted_from_its_noun() -> None:
    sentence = (
        "Crews held the driver, who drove the 25-ton, unmarked truck for a mile along the quay of Vesk."
    )
    assert not any("driver unmarked" in form for form in forms(sentence))


def test_what_somebody_admitted_to_is_not_cut_off() -> None:
    sentence = "Brandt admitted at the hearing to shooting and killing after two guilds had fallen out."
    assert not any(form.endswith("killing") for form in forms(sentence))


@pytest.mark.parametrize("name", ["Taliban", "Kremlin", "UN"])
def test_some_names_take_an_article(name: str) -> None:
    assert with_article(name) == f"the {name}"
    assert with_article("Vesk") == "Vesk"


@pytest.mark.parametrize(
    ("named", "printed"),
    [
        ("Survivors of the accident", "survivors of the accident"),
        ("Market research firm VDC", "market research firm VDC"),
        ("Aviation officials", "aviation officials"),
        ("Vesk officials", "Vesk officials"),
    ],
)
def test_a_description_has_no_capital_inside_a_sentence(named: str, printed: str) -> None:
    own = report("r", f"{named} said that the ferry had sunk in the bay.")
    statement = said(own, "that the ferry had sunk in the bay", named)
    assert statement.speaker is not None
    voices = Voices(gather(dossier([clip(own, statement)])))
    assert voices.naming(statement.speaker).text == printed


def test_what_opens_a_sentence_is_no_title_of_a_name() -> None:
    own = report("r", "For Mr. Lene Aas the year was bad. Lene Aas said that the ferry had sunk in the bay.")
    statement = said(own, "that the ferry had sunk in the bay", "Lene Aas")
    assert statement.speaker is not None
    assert (
        not Voices(gather(dossier([clip(own, statement)]))).naming(statement.speaker).text.startswith("For")
    )


@pytest.mark.parametrize(("cue", "told"), [("accused", False), ("blamed", False), ("said", True)])
def test_whom_something_is_done_to_is_not_what_is_said(cue: str, told: bool) -> None:
    own = report("r", f"Lene Aas {cue} the guild of Vesk was caught by the bay.")
    statement = said(own, "the guild of Vesk was caught by the bay", "Lene Aas", cue=cue, form=Form.INDIRECT)
    assert sayable(statement) is told


# --- read on pages before the third round of publishing -------------------------------------


@pytest.mark.parametrize(
    ("sentence", "opened"),
    [
        ("Soon after, the ferry left the pier of Vesk.", "The ferry left the pier of Vesk."),
        ("Minutes later, the ferry left the pier of Vesk.", "The ferry left the pier of Vesk."),
        ("A few hours later, the ferry left the pier of Vesk.", "The ferry left the pier of Vesk."),
        (
            "Two years earlier than planned, the pier was done.",
            "Two years earlier than planned, the pier was done.",
        ),
    ],
)
def test_a_time_counted_from_another_sentence_goes(sentence: str, opened: str) -> None:
    assert openings(sentence) == opened


def test_a_list_of_doings_is_whole_or_not_there() -> None:
    sentence = "He was charged with carrying a knife, resisting arrest and hiding a gun."
    assert not any(form.endswith("carrying a knife") for form in forms(sentence))
    assert not [text for text in placed(sentence.rstrip("."), "Otto said") if "knife, Otto said" in text]
    other = "The crew left the pier in the morning, carrying the bell of the ferry."
    assert any(form.endswith("in the morning") for form in forms(other))


@pytest.mark.parametrize(
    ("text", "main"),
    [
        ("About 900 crowns in a package that is short of what the guild has proposed", False),
        ("The guild described what the skipper has proposed", True),
        ("The guild showed the crew how to steer the ferry", True),
    ],
)
def test_a_question_inside_a_sentence_has_a_verb_of_its_own(text: str, main: bool) -> None:
    assert has_main_verb(text) is main


def test_a_form_does_not_end_with_whom_it_is_credited_to_behind_but() -> None:
    assert not sound("The ice of the bay appears blue – but, according to the guild")
    assert sound("The ice of the bay appears blue, according to the guild")


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("The river crested there at seven metres on Friday", False),
        ("The river reached Vesk and crested there at seven metres", True),
        ("The skipper said there were no boats on the river", True),
        ("Turns out the skipper of the ferry had left", False),
    ],
)
def test_a_place_that_the_sentence_before_named_does_not_stand_alone(text: str, stands: bool) -> None:
    assert standalone(text) is stands


def test_a_number_in_words_loses_its_capital_inside_a_sentence() -> None:
    body = "Sixty-seven Republicans voted for the bridge of Vesk"
    (front,) = in_front(body, "Fjordpost", "According to {who}, {what}", body)
    assert front == "According to Fjordpost, sixty-seven Republicans voted for the bridge of Vesk."


def test_what_is_said_of_one_person_is_no_role_of_another() -> None:
    own = report("havn", "A brother of the skipper, Otto Brandt, said the bell was lost.")
    told = said(own, "the bell was lost", "the skipper, Otto Brandt,", name="Otto Brandt")
    assert told.speaker is not None
    voices = Voices(gather(dossier([clip(own, told)])))
    assert voices.naming(told.speaker).text == "Otto Brandt"


def test_a_body_of_common_nouns_has_its_article() -> None:
    own = report("havn", "Regional rescue service said the bell was lost.")
    told = said(own, "the bell was lost", "Regional rescue service")
    assert told.speaker is not None
    assert (
        Voices(gather(dossier([clip(own, told)]))).naming(told.speaker).text == "the regional rescue service"
    )


def test_who_was_told_something_is_not_what_was_said() -> None:
    own = report("havn", "Lene Aas told the Echo she had just left the pier.")
    told = said(own, "the Echo she had just left", "Lene Aas", "told")
    assert empty("the Echo she had just left the pier", told)
    assert not empty("the ferry had just left the pier", told)


QUOTABLE = "The guild of Vesk has {verb} the old ferry of the town and a bell that hung in it for many years."


def in_part(text: str) -> str:
    """A sentence of a closed report as it is quoted in part, "" where it is not."""
    own = report("havn", text + " Salt lay on the pier." * 60, outlet="Fjordpost")
    material = gather(dossier([clip(own)]))
    writer = Writer(material, rank(material), Allowance([clip(own)], Limits()))
    line = writer.quoted_in_part(material.passages[0])
    return line.text if line else ""


@pytest.mark.parametrize(
    ("text", "head"),
    [
        (QUOTABLE.format(verb="bought"), ""),
        (QUOTABLE.format(verb="painted"), "The guild of Vesk has painted “the old ferry"),
        ("The guild of Vesk has for the first time seen a bell that hung in the ferry for many years.", ""),
        ("The guild admitted more than six people to the hall that hung over the pier for many years.", ""),
        (
            "Speaking in a talk published Friday, the skipper named the bell that hung there for many years.",
            "",
        ),
    ],
)
def test_quotation_marks_open_where_something_begins(text: str, head: str) -> None:
    assert in_part(text).startswith(head) if head else not in_part(text)


def test_a_sentence_that_hangs_on_another_is_not_quoted_whole() -> None:
    for text, printed in (("But the skipper left the pier.", False), ("The skipper left the pier.", True)):
        own = report("havn", text + " Salt lay on the pier." * 60, outlet="Fjordpost")
        material = gather(dossier([clip(own)]))
        writer = Writer(material, rank(material), Allowance([clip(own)], Limits()))
        assert bool(writer.quoted_whole(material.passages[0])) is printed


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("Skipper Otto Brandt asked her if the ferry of Vesk was lost", False),
        ("Members of Congress asked why she had left the pier of Vesk", False),
        ("Skipper Otto Brandt asked Lene Aas to follow him to the pier", True),
        ("Skipper Otto Brandt asked her mother to leave the pier of Vesk", True),
        ("The said that the ferry of Vesk was lost on Friday", False),
        ("The flood has changed the pier of Vesk especially", False),
    ],
)
def test_a_pronoun_needs_somebody_else_than_the_subject(text: str, stands: bool) -> None:
    assert standalone(text) is stands


def test_what_stands_between_a_verb_and_its_object_does_not_end_a_form() -> None:
    sentence = "The storm that struck Vesk involves, in many ways, a kind of wind that was never seen before."
    assert not any(form.endswith("in many ways") for form in forms(sentence))
    assert not sound("Each case of the guild will be weighed and, if necessary")
