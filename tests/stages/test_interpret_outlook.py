"""Whether a time expression looks ahead, by its verb. The day is a Tuesday, 1 July 2025."""

from __future__ import annotations

import pytest

from tests.stages.reading import times

AHEAD = [
    ("The trams are to return on Wednesday.", "Wednesday", "2025-07-02"),
    ("Freight is to follow on Thursday.", "Thursday", "2025-07-03"),
    ("The school will reopen on Friday.", "Friday", "2025-07-04"),
    ("The hall will stay closed on Saturday.", "Saturday", "2025-07-05"),
    ("The first guests could return on Sunday.", "Sunday", "2025-07-06"),
    ("A match is planned for Monday.", "Monday", "2025-07-07"),
    ("The crest is expected at Hull on Thursday.", "Thursday", "2025-07-03"),
    ("The driver is expected to appear in court on Monday.", "Monday", "2025-07-07"),
    ("Tickets are at the town hall from Monday.", "Monday", "2025-07-07"),
    ("The clinic takes its patients back from Thursday.", "Thursday", "2025-07-03"),
    ("No more rain is expected before Sunday.", "Sunday", "2025-07-06"),
    ("On Friday the council will vote.", "Friday", "2025-07-04"),
    ("From Monday trains take longer.", "Monday", "2025-07-07"),
    ("The pool must be emptied by Friday.", "Friday", "2025-07-04"),
    ("They plan to march on Saturday.", "Saturday", "2025-07-05"),
    ("The level would stay high until Thursday.", "Thursday", "2025-07-03"),
    ("The funeral will be held in Hull on Saturday.", "Saturday", "2025-07-05"),
    ("Students planned a march on Saturday.", "Saturday", "2025-07-05"),
    ("The launch was planned for Saturday.", "Saturday", "2025-07-05"),
    ("The council extended its deadline until Friday.", "Friday", "2025-07-04"),
    ("The summit opens Monday.", "Monday", "2025-07-07"),
    ("They could leave as soon as Thursday.", "Thursday", "2025-07-03"),
    ("They met ahead of Friday's vote.", "Friday", "2025-07-04"),
    ("They prepared for Friday's vote.", "Friday", "2025-07-04"),
    ("Friday's vote will decide it.", "Friday", "2025-07-04"),
    ("Forecasters expect rain on Thursday.", "Thursday", "2025-07-03"),
    ("The council meets on Thursday.", "Thursday", "2025-07-03"),
    ("The mayor will form a team starting Saturday.", "Saturday", "2025-07-05"),
    ("The league agreed to admit Malia on Friday.", "Friday", "2025-07-04"),
    ("They will lose if the case is heard on Friday.", "Friday", "2025-07-04"),
]


@pytest.mark.parametrize(("text", "words", "value"), AHEAD)
def test_a_weekday_with_a_verb_that_looks_ahead_is_to_come(text: str, words: str, value: str) -> None:
    assert times(text)[words] == value


BEHIND = [
    ("The trams returned on Wednesday.", "Wednesday", "2025-06-25"),
    ("It was closed until Thursday.", "Thursday", "2025-06-26"),
    ("A bus was hit by a lorry near Hull on Friday.", "Friday", "2025-06-27"),
    ("The man who was hit on Thursday will recover.", "Thursday", "2025-06-26"),
    ("On Friday the council voted.", "Friday", "2025-06-27"),
    ("Rain has fallen since Saturday.", "Saturday", "2025-06-28"),
    ("Since Friday it will have rained for a week.", "Friday", "2025-06-27"),
    ("The lorry burst into flames on Monday.", "Monday", "2025-06-30"),
    ("By noon on Monday seven trams had passed.", "Monday", "2025-06-30"),
    ("The storm in Hull on Sunday was brief.", "Sunday", "2025-06-29"),
    ("He could not be reached Friday.", "Friday", "2025-06-27"),
    ("They would look for ways around Friday's ruling.", "Friday", "2025-06-27"),
    ("It fell two percent from Monday's close.", "Monday", "2025-06-30"),
    ("The march had been planned since Thursday.", "Thursday", "2025-06-26"),
    ("It marked a return to the peace of Sunday.", "Sunday", "2025-06-29"),
    ("They put off planned talks on Friday.", "Friday", "2025-06-27"),
    ("The ship set sail on Friday.", "Friday", "2025-06-27"),
]


@pytest.mark.parametrize(("text", "words", "value"), BEHIND)
def test_any_other_weekday_is_the_latest_past(text: str, words: str, value: str) -> None:
    assert times(text)[words] == value


MONTHS = [
    ("The league has decided to admit Malia in early September.", "2025-09"),
    ("They lose the boy when the case is heard in September.", "2025-09"),
    ("The vow that they promised to keep in September is old.", "2025-09"),
    ("The league admitted Malia in early September.", "2024-09"),
    ("When they met in September it rained.", "2024-09"),
    ("The case was heard in September.", "2024-09"),
    ("It is cold, as in September.", "2024-09"),
]


@pytest.mark.parametrize(("text", "value"), MONTHS)
def test_a_month_with_a_verb_that_looks_ahead_is_to_come(text: str, value: str) -> None:
    assert value in times(text).values()


@pytest.mark.parametrize("verb", ["will open", "opened", "is to open", "could open", "had opened"])
def test_the_day_of_the_report_is_itself_either_way(verb: str) -> None:
    assert times(f"The bridge {verb} on Tuesday.")["Tuesday"] == "2025-07-01"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It was shut last Friday.", "2025-06-27"),
        ("It opens next Friday.", "2025-07-04"),
        ("It will have been open since last Friday.", "2025-06-27"),
    ],
)
def test_last_and_next_need_no_verb(text: str, value: str) -> None:
    assert value in times(text).values()


def test_each_expression_has_its_own_verb() -> None:
    found = times("The bridge was shut on Monday and will reopen on Friday.")
    assert found == {"Monday": "2025-06-30", "Friday": "2025-07-04"}


def test_the_verb_behind_a_semicolon_is_not_asked() -> None:
    assert times("It will rain; on Friday it snowed.")["Friday"] == "2025-06-27"


@pytest.mark.parametrize("length", [10, 1_000, 20_000])
def test_a_long_sentence_is_looked_at_from_near_by(length: int) -> None:
    text = "Trams will run, and " + "so on " * length + "rain fell on Friday."
    assert times(text)["Friday"] == "2025-06-27"


@pytest.mark.parametrize("words", ["when", "once", "if", "until", "unless"])
def test_a_present_behind_such_a_word_is_to_come(words: str) -> None:
    assert "2025-07-04" in times(f"It is over {words} the bridge is open on Friday.").values()


@pytest.mark.parametrize("stop", [",", ";"])
def test_such_a_word_of_another_clause_does_not_count(stop: str) -> None:
    assert "2025-06-27" in times(f"It was over once he left{stop} the port lay still on Friday.").values()
