"""Which number of dead and injured a page prints: counts of nouns, the choice, and what contradicts it."""

from __future__ import annotations

import json
from importlib.resources import files

import numpy as np
import pytest

from dateline.core.types import Figure, Qualifier, Scope
from dateline.stages.interpret import interpret
from dateline.stages.interpret.figures.choosing import Choice, choices, may_choose, telling_of, told
from dateline.stages.interpret.figures.grammar import people, titled
from dateline.stages.interpret.figures.headline import standings
from dateline.stages.interpret.figures.scope import Scopes
from dateline.stages.interpret.figures.trees import Forest, read, written
from dateline.stages.interpret.figures.weighing import FEATURES, Mention, Telling, candidates, rows
from dateline.stages.interpret.reading.annotate import Annotation, annotate
from dateline.stages.interpret.reading.numerals import numbers
from tests.stages.reading import counted, figures, report

FILLING = " The road was closed. Traffic was slow. The weather was dry. Nobody knew why. It was noon."

NOUNS = [
    ("Police looked into a triple homicide.", "killed", [(3, 3)]),
    ("Police looked into a quadruple shooting.", "injured", [(4, 4)]),
    ("The storm claimed 12 lives.", "killed", [(12, 12)]),
    ("The fire claimed the life of a boy.", "killed", [(1, 1)]),
    ("Four sailors lost their lives.", "killed", [(4, 4)]),
    ("He took his own life.", "killed", [(1, 1)]),
    ("Divers found two bodies.", "killed", [(2, 2)]),
    ("Divers found the bodies of three men.", "killed", [(3, 3)]),
    ("Four people suffered burns and wounds.", "injured", [(4, 4)]),
    ("Before turning the gun on himself he wept.", "killed", [(1, 1)]),
    ("He was charged with two counts of murder.", "killed", []),
    ("There were three victims of the fraud.", "injured", []),
    ("Three hikers survived.", "injured", []),
    ("The bodies of work are large.", "killed", []),
    ("It was a double room.", "killed", []),
]


@pytest.mark.parametrize(("text", "measure", "found"), NOUNS)
def test_nouns_count_too(text: str, measure: str, found: list[tuple[float, float]]) -> None:
    assert counted(text, measure) == found


PARTS = [
    ("Four people were shot, one fatally.", "killed", 1, ""),
    ("Ten people were hurt, three of them seriously.", "injured", 3, "seriously"),
    ("Ten people were hurt, of whom three critically.", "injured", 3, "critically"),
    ("Ten of the men are in serious condition.", "injured", 10, "serious"),
]


@pytest.mark.parametrize(("text", "measure", "low", "detail"), PARTS)
def test_some_of_a_count_are_a_part(text: str, measure: str, low: float, detail: str) -> None:
    (part,) = (figure for figure in figures(text, measure) if figure.part)
    assert (part.low, part.detail) == (low, detail)


def test_a_list_is_added_up_and_its_numbers_stay() -> None:
    found = figures("Gunmen killed six priests and two women.", "killed")
    assert {(figure.low, figure.part, figure.headline) for figure in found} == {
        (8, False, True),
        (6, True, False),
        (2, True, False),
    }


@pytest.mark.parametrize(
    ("text", "measure", "stated"),
    [("A man was shot dead.", "killed", False), ("One man was shot dead.", "killed", True)],
)
def test_what_no_numeral_states_says_so(text: str, measure: str, stated: bool) -> None:
    (figure,) = figures(text, measure)
    assert (figure.low, figure.stated) == (1, stated)


def test_a_bare_plural_is_at_least_one() -> None:
    (figure,) = figures("Peasants were murdered.", "killed")
    assert (figure.low, figure.high, figure.qualifier, figure.headline) == (
        1,
        None,
        Qualifier.AT_LEAST,
        False,
    )


@pytest.mark.parametrize(
    ("text", "low"),
    [
        ("THE ASSASSINATION OF HECTOR VALE IN THE CAPITAL SHOCKED MANY. POLICE SAID NOTHING.", 1),
        ("SIX PRIESTS AND TWO WOMEN WERE MURDERED BY GUNMEN AT DAWN IN THE CAPITAL.", 8),
    ],
)
def test_texts_in_capitals_are_read(text: str, low: float) -> None:
    assert (low, low) in counted(text, "killed")


def heard(text: str, title: str = "") -> tuple[Telling, tuple[Mention, ...]]:
    from dataclasses import replace

    view = annotate(replace(report(text), title=title))
    mentions, heading = mentioned(view), titled(view)
    return telling_of(view, mentions, heading, mentioned(heading)), mentions


def mentioned(view: Annotation) -> tuple[Mention, ...]:
    return told(view, people(view, numbers(view)), Scopes(view))


def test_a_line_or_two_are_not_asked_about() -> None:
    view = annotate(report("Two people were killed."))
    assert not may_choose(view, mentioned(view))
    whole = annotate(report("A gunman killed two people." + FILLING))
    assert may_choose(whole, mentioned(whole))
    none = annotate(report("It rained." + FILLING))
    assert not may_choose(none, mentioned(none))


def test_of_four_shot_of_whom_one_died_three_are_injured() -> None:
    telling, _ = heard("Four people were shot, one fatally, in Hull." + FILLING, "4 shot, 1 killed")
    assert {each.value for each in candidates(telling, "killed")} >= {0, 1}
    assert 3 in {each.value for each in candidates(telling, "injured", 1)}
    assert 3 not in {each.value for each in candidates(telling, "injured", 0)}


def test_a_large_number_of_the_lead_is_not_nobody() -> None:
    telling, _ = heard("The quake killed 40 people." + FILLING)
    assert [each.value for each in candidates(telling, "killed")] == [40]


def test_every_candidate_has_every_column() -> None:
    telling, _ = heard("Four people were shot, one fatally, in Hull. Tom Berg, 24, died." + FILLING, "1 dead")
    for measure in ("killed", "injured"):
        asked = candidates(telling, measure, 1)
        found = rows(telling, measure, asked, 1)
        assert {len(row) for row in found} == {len(FEATURES)}
        assert len(found) == len(asked)


def test_the_shipped_forests_ask_about_these_columns() -> None:
    text = files("dateline.stages.interpret").joinpath("figures", "casualties.json").read_text("utf-8")
    held = json.loads(text)
    assert read(held["killed"]).features == read(held["injured"]).features == FEATURES


def test_an_earlier_sum_is_no_candidate() -> None:
    telling, _ = heard("A man was killed in Hull. Some 200 people have been killed since 2019." + FILLING)
    assert 200 not in {each.value for each in candidates(telling, "killed")}


def beside_oneself(text: str, value: int) -> float:
    telling, _ = heard(text + FILLING)
    asked = candidates(telling, "killed")
    row = next(
        row for each, row in zip(asked, rows(telling, "killed", asked), strict=True) if each.value == value
    )
    return row[FEATURES.index("beside_oneself")]


def test_who_killed_two_and_himself_makes_three_dead() -> None:
    text = "A man shot and killed two girls before turning the gun on himself. The two girls died."
    assert beside_oneself(text, 3) == 1.0
    assert beside_oneself(text, 2) == 0.0
    assert beside_oneself("Two girls were killed. Another died.", 3) == 0.0


def test_outside_shootings_nobody_is_asked() -> None:
    quake = annotate(report("A quake struck. At least 35 people were injured. A man died." + FILLING))
    assert not may_choose(quake, mentioned(quake))
    shooting = annotate(report("A gunman fled. At least 35 people were injured." + FILLING))
    assert may_choose(shooting, mentioned(shooting))


def test_a_vague_number_stays_where_nobody_is_meant() -> None:
    assert marked("Dozens of people were hurt.", ("injured", 0))["injured"] == [(24, Scope.HAPPENING, False)]


def test_the_choice_is_one_of_the_candidates() -> None:
    telling, _ = heard("A man was shot dead in Hull. Two women were wounded." + FILLING, "1 dead, 2 hurt")
    killed, injured = choices(telling)
    assert (killed.measure, killed.value) == ("killed", 1)
    assert (injured.measure, injured.value) == ("injured", 2)


def marked(text: str, *chosen: tuple[str, int]) -> dict[str, list[tuple[float, Scope, bool]]]:
    """(low, scope, headline) of each count by measure, where the numbers were chosen so."""
    _, mentions = heard(text)
    made = [
        Choice(
            measure=measure,
            value=value,
            borne=tuple(m for m in mentions if m.count.measure in (measure, "shot")),
        )
        for measure, value in chosen
    ]
    found: dict[str, list[tuple[float, Scope, bool]]] = {}
    for each in standings(mentions, made):
        found.setdefault(each.count.measure, []).append((each.count.low, each.scope, each.headline))
    return found


def test_the_chosen_number_is_marked() -> None:
    text = "Three people were killed. Two people were killed."
    assert marked(text, ("killed", 2))["killed"] == [(3, Scope.HAPPENING, False), (2, Scope.HAPPENING, True)]


def test_where_nobody_is_meant_the_stated_dead_are_others() -> None:
    found = marked("Three people were killed. A man was killed.", ("killed", 0))
    assert found["killed"] == [(3, Scope.HISTORICAL, False)]


def test_a_number_that_no_span_states_is_borne_by_several() -> None:
    found = marked("Four people were shot. A man died.", ("killed", 1), ("injured", 3))
    assert (3, Scope.HAPPENING, True) in found["injured"]
    assert (4, Scope.HAPPENING, True) in found["shot"]


def headlines(found: tuple[Figure, ...]) -> dict[str, float]:
    return {figure.measure: figure.low for figure in found if figure.headline}


OTHER_SUBJECTS = [
    ("A strong earthquake killed at least 120 people and injured dozens in the hills, officials said.", 120),
    ("A ferry sank off the coast on Monday, killing 14 people.", 14),
    ("Floods have killed nine people in two provinces, the ministry said.", 9),
    ("Two climbers died in an avalanche near Hull.", 2),
    ("A bus left the road on Tuesday. Seven passengers were killed and 20 were hurt.", 7),
    ("A bomb went off in a market, killing 31 people and wounding 80.", 31),
]


@pytest.mark.parametrize(("lead", "killed"), OTHER_SUBJECTS)
def test_the_choice_holds_for_other_happenings(lead: str, killed: float) -> None:
    assert headlines(interpret(report(lead + FILLING)).figures)["killed"] == killed


def test_every_figure_has_its_words() -> None:
    text = "Four people were shot, one fatally, in Hull. Tom Berg, 24, died at noon." + FILLING
    for figure in interpret(report(text)).figures:
        assert text[figure.phrase.span.start : figure.phrase.span.end] == figure.phrase.text
        assert figure.evidence


def a_forest() -> Forest:
    return Forest(
        features=("one", "two"),
        base=0.0,
        asked=np.array([[0]]),
        bars=np.array([[1.5]]),
        worth=np.array([[-2.0, 2.0]]),
    )


def test_a_forest_answers_by_its_bars() -> None:
    low, high = a_forest().likelihoods([[1.0, 0.0], [2.0, 0.0]])
    assert low < 0.5 < high


def test_a_forest_is_written_and_read() -> None:
    text = written(a_forest())
    assert written(read(json.loads(text))) == text


@pytest.mark.parametrize(("part", "value"), [("asked", [[7]]), ("worth", [[1.0]]), ("bars", [[1.0, 2.0]])])
def test_a_forest_whose_parts_do_not_fit_is_refused(part: str, value: object) -> None:
    held = json.loads(written(a_forest())) | {part: value}
    with pytest.raises(ValueError, match="of the table"):
        read(held)
