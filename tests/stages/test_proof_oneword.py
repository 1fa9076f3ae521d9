"""Proof of sentences that are a source's own but for one word: the mistakes that a desk must not miss."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from dateline.core.pages import Clipping, Finding, LineKind, Severity
from dateline.core.types import Facts, Precision, Report, Span, Stamp
from dateline.stages import interpret
from dateline.stages.proof import Draft, DraftLine, proof
from dateline.stages.proof.alignment.roots import root
from dateline.stages.proof.claims.polarity import denials, denied_roots, denies, tokens
from dateline.stages.proof.ground.ground import Ground
from dateline.stages.proof.ground.stretches import Stretch
from dateline.stages.proof.ground.words import LANGUAGES

SOURCE = (
    "Police have detained the skipper of the trawler that struck the Halvik lock gate on Tuesday, for a "
    "breach of the shipping rules. "
    "Four people were killed and 27 hurt in the collision, the county office said. "
    "The gate began to close nine seconds too late, the inquiry found. "
    "The canal company denied that the red lamp was broken. "
    "The lamp had last been tested in March 2021. "
    "Barges pass the lock 18 times a day and must slow to 6 km/h before the gate. "
    "The repair cost 7 million hryvnias. "
    "Over seven years the company has had four directors. "
    "“Don’t ever pass a red lamp,” said Tveit's neighbour Oskar Lund."
)
PUBLISHED = Stamp(at=datetime(2024, 5, 7, tzinfo=UTC), precision=Precision.DAY)


def clipping(text: str = SOURCE, name: str = "r1", language: str = "en", title: str = "") -> Clipping:
    report = Report(
        id=name, text=text, language=language, title=title, outlet="Halvik News", published=PUBLISHED
    )
    return Clipping(report=report, facts=interpret.interpret(report), origin=name)


WHOLE = clipping()


def found(text: str, *clippings: Clipping) -> list[Finding]:
    return list(proof(Draft(text=text), clippings or (WHOLE,)))


def errors(text: str, *clippings: Clipping) -> list[tuple[str, str]]:
    return [(f.rule, f.text) for f in found(text, *clippings) if f.severity is Severity.ERROR]


#: What a draft says, the rule that objects, and the words that it objects to.
WRONG = (
    (
        "Police have not detained the skipper of the trawler that struck the Halvik lock gate on Tuesday.",
        "added-denial",
        "not detained",
    ),
    ("The gate began to close nine seconds too early, the inquiry found.", "opposite", "early"),
    ("The canal company confirmed that the red lamp was broken.", "opposite", "confirmed"),
    ("The lamp had last been tested in May 2021.", "unsupported-date", "May 2021"),
    ("Barges must slow to 6 mph before the gate.", "unsupported-number", "6"),
    ("The repair cost 7 million euros.", "unsupported-number", "7 million"),
    (
        "Four people were hurt and 27 killed in the collision, the county office said.",
        "unsupported-number",
        "Four",
    ),
)


@pytest.mark.parametrize(("text", "rule", "said"), WRONG, ids=[case[2] for case in WRONG])
def test_one_word_put_for_another_is_an_error(text: str, rule: str, said: str) -> None:
    assert (rule, said) in errors(text)


RIGHT = (
    "Police have detained the skipper of the trawler that struck the Halvik lock gate on Tuesday.",
    "The gate began to close nine seconds too late, the inquiry found.",
    "The canal company denied that the red lamp was broken.",
    "The lamp had last been tested in March 2021.",
    "Barges must slow to 6 km/h before the gate.",
    "The repair cost 7 million hryvnias.",
    "Four people were killed and 27 hurt in the collision, the county office said.",
    "In the collision 27 people were hurt and four killed, the county office said.",
    "The company has had four directors over seven years.",
)


@pytest.mark.parametrize("text", RIGHT)
@pytest.mark.parametrize("dress", [str, str.lower, str.upper])
def test_the_same_sentences_unaltered_raise_no_alarm(text: str, dress: type[str]) -> None:
    assert errors(dress(text)) == []


# --- denials ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "He broke the traffic rules.",
        "A court is ruling on the matter.",
        "The rule applies to all barges.",
        "The judge ruled that the lamp was red.",
    ],
)
def test_rules_and_rulings_deny_nothing(text: str) -> None:
    assert not denies(text)
    assert denied_roots(text) == frozenset()


@pytest.mark.parametrize(
    "text",
    [
        "Police ruled out sabotage.",
        "The skipper does not rule out sabotage.",
        "Nobody saw sabotage.",
        "The company denies sabotage.",
    ],
)
def test_what_is_ruled_out_is_denied(text: str) -> None:
    assert denies(text)
    assert root("sabotage") in denied_roots(text)


@pytest.mark.parametrize("dress", [str, str.upper, str.lower])
def test_a_shortened_not_is_one_in_any_letters(dress: type[str]) -> None:
    text = dress("They didn't pass, and they DON’T WAIT.")
    words = [token.word.lower().replace("’", "'") for token in tokens(text)]
    assert words.count("n't") == 2
    assert [denial.word.lower() for denial in denials(text)] == ["pass", "wait"]


def test_a_line_in_capitals_keeps_its_denial() -> None:
    assert errors("“DON’T EVER PASS A RED LAMP,” SAID TVEIT'S NEIGHBOUR OSKAR LUND.") == []


def test_a_reports_own_title_may_deny_in_its_own_words() -> None:
    title = "Sabotage cannot be ruled out at Halvik lock, investigators say"
    source = clipping(
        "Sabotage is still a possibility at the Halvik lock, said the investigators.", title=title
    )
    span = Span(report="r1", start=0, end=len(source.report.text))

    def judged(text: str) -> list[str]:
        line = DraftLine(id="headline", start=0, end=len(text), evidence=(span,), kind=LineKind.HEADLINE)
        return [
            f.rule for f in proof(Draft(text=text, lines=(line,)), (source,)) if f.severity is Severity.ERROR
        ]

    assert judged(title) == []
    assert "added-denial" in judged("Sabotage was not a possibility at Halvik lock, investigators say")


# --- numbers ------------------------------------------------------------------------------------


def test_sources_may_differ_over_a_toll() -> None:
    other = clipping("Six people were killed in the collision at the Halvik lock, the harbour said.", "r2")
    assert errors("Six people were killed in the collision, the county office said.", WHOLE, other) == []
    assert errors("Six people were killed in the collision, the county office said.") != []


def test_a_number_told_crosswise_shows_what_it_counts_in_the_source() -> None:
    text = "Four people were hurt and 27 killed in the collision, the county office said."
    whys = [f.why for f in found(text) if f.rule == "unsupported-number"]
    assert "Four is the number injured here, but the number killed in the source." in whys


@pytest.mark.parametrize(
    ("text", "warned"),
    [
        ("Barges pass the lock at least 18 times a day.", True),
        ("Barges pass the lock more than 18 times a day.", True),
        ("Barges pass the lock 18 times a day.", False),
    ],
)
def test_a_bound_that_no_source_sets_is_warned_of(text: str, warned: bool) -> None:
    rules = [(f.rule, f.severity) for f in found(text)]
    assert (("changed-bound", Severity.WARNING) in rules) is warned


@pytest.mark.parametrize(
    ("unit", "wrong"),
    [("km/h", False), ("kph", False), ("mph", True), ("kilometres per hour", False)],
)
def test_a_speed_keeps_its_unit(unit: str, wrong: bool) -> None:
    assert bool(errors(f"Barges must slow to 6 {unit} before the gate.")) is wrong


# --- dates --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("The lamp was tested in March 2021.", False),
        ("The lamp was tested in March.", False),
        ("The lamp was tested in May 2021.", True),
        ("The lamp may be tested again.", False),
        ("The lamp was tested in 2021.", False),
    ],
)
def test_a_month_goes_with_its_year(text: str, wrong: bool) -> None:
    both = f"{SOURCE} The company may replace the lamp. In May it asked for money."
    assert ("unsupported-date" in {rule for rule, _ in errors(text, clipping(both))}) is wrong


# --- names --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "spelled"),
    [("Sens.", "Senators"), ("Govs.", "Governors"), ("Sen.", "Senator")],
)
def test_titles_may_be_spelled_out(written: str, spelled: str) -> None:
    source = clipping(f"On Monday the bill of {written} Ada Brandt and Nils Moe passed in Halvik.")
    assert errors(f"On Monday the bill of {spelled} Ada Brandt and Nils Moe passed in Halvik.", source) == []


def test_words_of_a_possessors_neighbour_are_the_neighbours() -> None:
    text = "“Don’t ever pass a red lamp,” said Tveit's neighbour Oskar Lund."
    assert errors(text) == []


def test_the_language_of_a_report_may_be_named_beside_its_words() -> None:
    source = clipping("Barka uderzyła we wrota śluzy w Halvik.", language="pl")
    line = "Halvik News, in Polish: “Barka uderzyła we wrota śluzy”"
    assert errors(line, source) == []
    assert errors(line.replace("Polish", "Russian"), source) == [("unsupported-name", "Russian")]


def test_a_language_is_a_name_like_any_other_elsewhere() -> None:
    source = clipping("Barka uderzyła we wrota śluzy w Halvik.", language="pl")
    assert ("unsupported-name", "Polish") in errors("The crew of the Polish barge left Halvik.", source)


def test_languages_are_named_in_small_letters_by_two_letters() -> None:
    assert all(len(code) == 2 and name.islower() for code, name in LANGUAGES.items())
    assert LANGUAGES["uk"] == "ukrainian"


# --- word for word ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "has"),
    [
        ("the red lamp was broken", True),
        ("THE RED LAMP — was broken!", True),
        ("Lamp out at Halvik", True),
        ("the lamp was red", False),
    ],
)
def test_a_ground_says_what_stands_in_it_word_for_word(text: str, has: bool) -> None:
    source = clipping(title="Lamp out at Halvik")
    ground = Ground([Stretch(report="r1", start=0, text=source.report.text)], [source])
    assert ground.says(text) is has


def test_without_sources_nothing_of_this_is_asked() -> None:
    empty = Clipping(report=Report(id="r0", text=""), facts=Facts(report="r0"), origin="r0")
    for text, _, _ in WRONG:
        assert not {rule for rule, _ in errors(text, empty)} & {"added-denial", "opposite"}
