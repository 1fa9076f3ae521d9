"""What a draft claims against its sources: denial, certainty, direction, strength, speaker."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.core.pages import Clipping, Finding
from dateline.core.types import Facts, Report
from dateline.stages import interpret
from dateline.stages.proof import Draft, proof
from dateline.stages.proof.alignment.roots import root
from dateline.stages.proof.claims.counterparts import counterparts, having
from dateline.stages.proof.claims.modes import Mode, hedged_roots, hedges
from dateline.stages.proof.claims.opposites import sides_of
from dateline.stages.proof.claims.polarity import denials, denied_roots, denies
from dateline.stages.proof.claims.tables import numbers, phrases, roots, sides, words
from dateline.stages.proof.drafts.passages import passages_of
from dateline.stages.proof.ground.words import STOP

SOURCE = (
    "The harbour board of Lindby closed the old ferry pier on Monday after a storm broke two beams. "
    "Engineer Anna Brekke said the pier will reopen in June. "
    "The board did not pay the divers, and the union may strike. "
    "Ferry fares rose by a tenth in northern districts, and Lindby won the court case over the quay. "
    "A deckhand, Jonas Tveit, was accused of stealing fuel and was arrested at the quay. "
    "The mayor, Olga Sund, said that the town council had sold the warehouse to a fish company in spring. "
    "Two sailors were wounded when the crane fell. "
    "The company claimed that the crane had been inspected by the port office every month."
)


def read(text: str, name: str = "r1") -> Facts:
    return interpret.interpret(Report(id=name, text=text, language="en"))


CLIPPING = Clipping(report=Report(id="r1", text=SOURCE, language="en"), facts=read(SOURCE), origin="r1")


def found(text: str, *clippings: Clipping) -> list[Finding]:
    return list(proof(Draft(text=text), clippings or (CLIPPING,), read(text, "draft")))


def rules(text: str) -> set[tuple[str, str]]:
    return {(finding.rule, str(finding.severity)) for finding in found(text)}


#: Rule, severity, a text that it objects to, and one that it lets pass.
EXAMPLES = (
    (
        "added-denial",
        "error",
        "The harbour board of Lindby did not close the old ferry pier on Monday.",
        "The harbour board of Lindby closed the old ferry pier on Monday.",
    ),
    (
        "added-denial",
        "error",
        "Two sailors did not scream when the crane fell.",
        "Two sailors were wounded when the crane fell.",
    ),
    (
        "added-denial",
        "warning",
        "The board did not hire the divers of the union.",
        "The board did not pay the divers.",
    ),
    (
        "dropped-denial",
        "error",
        "The board did pay the divers of the harbour.",
        "The board did not pay the divers.",
    ),
    (
        "raised-mode",
        "error",
        "A deckhand, Jonas Tveit, stole fuel at the quay and was arrested, having stolen it at the quay.",
        "A deckhand, Jonas Tveit, was accused of stealing fuel at the quay.",
    ),
    (
        "lowered-mode",
        "warning",
        "The town council will sell the warehouse to a fish company.",
        "The town council has sold the warehouse to a fish company.",
    ),
    (
        "opposite",
        "error",
        "Ferry fares fell by a tenth in northern districts.",
        "Ferry fares rose by a tenth in northern districts.",
    ),
    (
        "opposite",
        "error",
        "Lindby lost the court case over the quay.",
        "Lindby won the court case over the quay.",
    ),
    (
        "other-strength",
        "error",
        "Two sailors were killed when the crane fell.",
        "Two sailors were wounded when the crane fell.",
    ),
    (
        "other-strength",
        "error",
        "A deckhand, Jonas Tveit, was convicted at the quay.",
        "A deckhand, Jonas Tveit, was arrested at the quay.",
    ),
    (
        "other-speaker",
        "error",
        "Anna Brekke said that the town council had sold the warehouse to a fish company.",
        "Olga Sund said that the town council had sold the warehouse to a fish company.",
    ),
    (
        "claim-as-fact",
        "warning",
        "The crane had been inspected by the port office every month.",
        "The company claimed that the crane had been inspected by the port office every month.",
    ),
)

SHOWN = {(rule, severity) for rule, severity, *_ in EXAMPLES} | {("two-speakers", "warning")}


@pytest.mark.parametrize(("rule", "severity", "fires", "silent"), EXAMPLES)
def test_a_rule_fires_and_is_silent(rule: str, severity: str, fires: str, silent: str) -> None:
    assert (rule, severity) in rules(fires)
    assert (rule, severity) not in rules(silent)


@pytest.mark.parametrize(("rule", "severity", "fires", "silent"), EXAMPLES)
def test_drafts_in_lower_case_are_judged_alike(rule: str, severity: str, fires: str, silent: str) -> None:
    if rule == "other-speaker":  # without capitals the interpreter is not always sure of a speaker
        return
    assert (rule, severity) in rules(fires.lower())
    assert (rule, severity) not in rules(silent.lower())


@pytest.mark.parametrize(("rule", "severity", "fires", "silent"), EXAMPLES)
def test_findings_point_to_words_and_evidence(rule: str, severity: str, fires: str, silent: str) -> None:
    for finding in found(fires):
        if finding.rule == rule:
            assert fires[finding.start : finding.end] == finding.text
            assert finding.evidence
            assert SOURCE[finding.evidence[0].start : finding.evidence[0].end].strip()
            assert finding.why.endswith(".")


def test_the_source_has_nothing_against_itself() -> None:
    mine = {rule for rule, *_ in EXAMPLES}
    assert not [finding for finding in found(SOURCE) if finding.rule in mine]
    assert not [finding for finding in found(SOURCE.lower()) if finding.rule in mine]


# --- denial -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "word", "plain"),
    [
        ("The crew did not really sign.", "sign", True),
        ("He couldn't swim.", "swim", True),
        ("They have never met.", "met", True),
        ("There is no proof.", "proof", False),
        ("She left without her coat.", "coat", False),
        ("it isn’t safe", "safe", True),
        ("He did not say why.", "say", True),
    ],
)
def test_a_denial_bears_upon_the_next_word(text: str, word: str, plain: bool) -> None:
    (denial,) = denials(text)
    assert (denial.word, denial.plain) == (word, plain)
    assert text[denial.start : denial.end].endswith(word)


@pytest.mark.parametrize(
    "text",
    [
        "Not only the mayor came.",
        "No fewer than ten came.",
        "There is no doubt.",
        "It was not. Ships left.",
        "Eleven members voted no on the plan.",
        "She won, if not by much.",
    ],
)
def test_what_only_looks_like_a_denial(text: str) -> None:
    assert not list(denials(text))


def test_verbs_deny_too() -> None:
    assert denies("The firm failed to pay.")
    assert denies("She refused an interview.")
    assert not denies("The firm paid.")
    assert {"pay"} <= denied_roots("The firm failed to pay.")
    assert "pay" not in denied_roots("The firm failed. It will pay.")


def test_an_honest_denial_passes_whatever_its_words() -> None:
    assert not [f for f in found("The divers were not paid by the board.") if "denial" in f.rule]
    assert not [f for f in found("The board failed to pay the divers.") if "denial" in f.rule]


@given(st.text(alphabet="ano't ’.,;()N ", max_size=60))
def test_denials_lie_in_the_text(text: str) -> None:
    for denial in denials(text):
        assert 0 <= denial.start < denial.end <= len(text)
        assert text[: denial.end].endswith(denial.word)


# --- certainty ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "mode", "word"),
    [
        ("The plant may close.", Mode.POSSIBLE, "close"),
        ("The plant plans to close soon.", Mode.PLANNED, "close"),
        ("Rivals called for a recount.", Mode.URGED, "recount"),
        ("He was accused of forging papers.", Mode.ALLEGED, "forging"),
        ("The army threatened to attack.", Mode.PLANNED, "attack"),
        ("It will still be allowed.", Mode.PLANNED, "allowed"),
    ],
)
def test_a_hedge_bears_upon_the_next_words(text: str, mode: Mode, word: str) -> None:
    hedge = hedged_roots(text)[root(word)]
    assert hedge.mode is mode
    assert 0 <= hedge.start < hedge.end <= len(text)


@pytest.mark.parametrize("text", ["It closed in May.", "On 3 May the ship left.", "It left last May 3."])
def test_a_month_is_no_hedge(text: str) -> None:
    assert not hedges(text)


def test_a_hedge_ends_with_its_clause() -> None:
    assert "sail" not in hedged_roots("It may. Ships sail.")


@pytest.mark.parametrize(
    "text",
    [
        "The pier is to be reopened in June.",
        "The union is likely to strike.",
        "The deckhand allegedly stole fuel.",
        "Fuel thefts led to the arrest of a deckhand.",
    ],
)
def test_other_words_of_the_same_doubt_pass(text: str) -> None:
    assert not [finding for finding in found(text) if finding.rule == "raised-mode"]


# --- direction and strength ---------------------------------------------------------------


def test_sides_are_found_in_any_case() -> None:
    assert [(side.row, side.side) for side in sides_of("directions", "Fares ROSE, fares fell")] == [
        ("movement", 0),
        ("movement", 1),
    ]


def test_no_word_stands_on_two_sides_of_a_row() -> None:
    for table in ("directions", "strengths"):
        for row, parts in sides(table).items():
            listed = [word for part in parts for word in part]
            assert len(parts) > 1, row
            assert len(listed) == len(set(listed)), row


def test_an_opposite_beside_other_words_passes() -> None:
    assert ("opposite", "error") not in rules("Prices fell elsewhere in Norway.")
    assert ("opposite", "error") not in rules("Lindby lost a beam and won the case.")


def test_the_other_word_of_another_sentence_passes() -> None:
    text = f"{SOURCE} Ferry fares fell by a tenth in southern districts."
    other = Clipping(report=Report(id="r2", text=text, language="en"), facts=read(text, "r2"), origin="r2")
    drafted = found("Ferry fares fell by a tenth in southern districts.", other)
    assert not [finding for finding in drafted if finding.rule == "opposite"]


def test_before_and_after_may_change_places_with_their_sides() -> None:
    assert ("opposite", "error") not in rules("A storm broke two beams before the board closed the pier.")


# --- speakers -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "The mayor said that the town council had sold the warehouse to a fish company.",
        "Mayor Sund said the town council had sold the warehouse to a fish company.",
        "Anna Brekke said something else about the weather and the tides of spring.",
        "Anna Brekke signed the sale of the warehouse to a fish company.",
    ],
)
def test_a_speaker_who_is_right_or_unknown_passes(text: str) -> None:
    assert ("other-speaker", "error") not in rules(text)


TWO = (
    "“The pier was never safe in winter,” said Anna Brekke.{}"
    "“We were told that it was safe enough for trucks,” said Olga Sund."
)


def test_two_speakers_have_a_paragraph_each() -> None:
    together = [f for f in found(TWO.format(" ")) if f.rule == "two-speakers"]
    assert [f.text for f in together] == ["“We were told that it was safe enough for trucks,”"]
    assert not [f for f in found(TWO.format("\n\n")) if f.rule == "two-speakers"]
    again = TWO.format(" ").replace("Olga Sund", "Ms Brekke")
    assert not [f for f in found(again) if f.rule == "two-speakers"]


# --- tables and counterparts --------------------------------------------------------------


def test_tables_are_read_as_they_stand() -> None:
    assert "not" in words("denial", "plain")
    assert roots("denial", "inward")
    assert phrases("modes", "possible")[0] == max(phrases("modes", "possible"), key=len)
    assert all(value > 0 for value in numbers("modes", "reach").values())
    assert not words("denial", "plain") & words("denial", "between")
    assert "the" in STOP


def test_the_nearest_sentence_comes_first() -> None:
    (passage,) = passages_of(Draft(text="Jonas Tveit was accused of stealing fuel."), [CLIPPING])
    near = counterparts(passage.ground, passage.text)
    assert "deckhand" in near[0].sentence.text
    assert [part.share for part in near] == sorted((part.share for part in near), reverse=True)
    assert having(passage.ground, root("crane"))


def test_strange_matter_has_no_counterpart() -> None:
    (passage,) = passages_of(Draft(text="Xylophones yodel quizzically."), [CLIPPING])
    assert counterparts(passage.ground, passage.text) == ()


@pytest.mark.parametrize(
    ("text", "moves"),
    [("A relay held up the barrier.", []), ("The price went up.", [0]), ("Prices were down.", [1])],
)
def test_a_word_that_belongs_to_a_verb_is_no_direction(text: str, moves: list[int]) -> None:
    assert [side.side for side in sides_of("directions", text) if side.row == "movement"] == moves
