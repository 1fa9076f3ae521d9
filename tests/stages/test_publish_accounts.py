"""What an edition tells of its own making: counts, terms, and rules without the lines they kept back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.core.pages import Credit, Finding, Severity
from dateline.stages.publish.story.accounts import backstory, making, terms, withheld
from dateline.stages.publish.wording import tongue
from tests.newsroom import COPY, FERRY, FERRY_PAGE, LIBRARY, LIBRARY_PAGE, credit

SAY = tongue("en").say
FEW = settings(max_examples=25, deadline=None)
CREATIVE = "https://creativecommons.org"


def finding(rule: str, line: str = "", why: str = "No source says so.", start: int = 0) -> Finding:
    return Finding(
        start=start, end=start + 4, text="ghost", rule=rule, severity=Severity.ERROR, why=why, line=line
    )


@pytest.mark.parametrize(
    ("licence", "said"),
    [
        ("", "no licence stated: quoted within limits"),
        (f"{CREATIVE}/licenses/by/4.0/", "licence: CC BY 4.0"),
        (f"{CREATIVE}/licenses/by-sa/3.0/de/", "licence: CC BY-SA 3.0"),
        (f"{CREATIVE}/licenses/by-nc-nd/4.0", "licence: CC BY-NC-ND 4.0"),
        (f"{CREATIVE}/licenses/by/", "licence: CC BY"),
        (f"{CREATIVE}/publicdomain/zero/1.0/", "licence: CC0"),
        (f"{CREATIVE}/about/", "licence of the outlet"),
        ("https://blatt.example/terms", "licence of the outlet"),
        ("OGL 3", "licence: OGL 3"),
        ("javascript:alert(1)", "licence: javascript:alert(1)"),
    ],
)
def test_terms_in_words(licence: str, said: str) -> None:
    assert SAY(terms(replace(credit(FERRY), licence=licence))) == said


@FEW
@given(st.text())
def test_a_reservation_goes_before_any_licence(licence: str) -> None:
    assert SAY(terms(replace(credit(FERRY), licence=licence, reserved=True))).startswith("rights reserved")


def test_nothing_withheld_is_nothing_to_tell() -> None:
    assert withheld(()) == ()
    assert making(LIBRARY_PAGE).withheld_count == 0


def test_a_line_is_counted_once_a_rule_and_the_first_reason_stands() -> None:
    found = withheld(
        [
            finding("number", "l1", "No 90."),
            finding("number", "l1", "No 91."),
            finding("number", "l2", "No 92."),
            finding("name", "l1", "No Sturmschwalbe."),
            finding("number", "", start=3),
            finding("number", "", start=9),
        ]
    )
    assert found == (("name", "No Sturmschwalbe.", 1), ("number", "No 90.", 4))


@FEW
@given(st.lists(st.tuples(st.sampled_from(["name", "number", "quote"]), st.sampled_from(["l1", "l2", "l3"]))))
def test_what_was_withheld_is_counted_and_never_printed(pairs: list[tuple[str, str]]) -> None:
    told = withheld([finding(rule, line) for rule, line in pairs])
    assert {(rule, count) for rule, _, count in told} == {
        (rule, len({line for other, line in pairs if other == rule})) for rule, _ in pairs
    }
    assert [rule for rule, _, _ in told] == sorted({rule for rule, _ in pairs})
    assert "ghost" not in str(told)


def test_the_making_of_a_page_in_numbers() -> None:
    made = making(FERRY_PAGE)
    assert (made.reports, made.outlets, made.origins, made.lines) == (4, 4, 3, 7)
    assert made.withheld == (("unsupported-number", "No source gives 90.", 1),)
    assert made.withheld_count == 1


@pytest.mark.parametrize(
    ("sources", "said"),
    [
        ((credit(FERRY),), "Reports: 1. Outlets: 1. Independent origins: 1."),
        ((credit(FERRY, "o"), credit(COPY, "o")), "Reports: 2. Outlets: 2. Independent origins: 1."),
        ((credit(FERRY), credit(LIBRARY)), "Reports: 2. Outlets: 1. Independent origins: 2."),
        ((), "Reports: 0. Outlets: 0. Independent origins: 0."),
    ],
)
def test_the_backstory_counts_in_good_english(sources: tuple[Credit, ...], said: str) -> None:
    told = SAY(backstory(replace(FERRY_PAGE, sources=sources)))
    assert told.startswith(f"{said} Text: written by rules;")
