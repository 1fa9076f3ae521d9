"""The limits on other people's words: counted by quotation, outlet, article and run, and never exceeded."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.core.text import words
from dateline.core.types import Rights
from dateline.stages.narrate.wording.limits import Allowance, Limits, plain, quotations
from tests.stages.desk import OPEN, RESERVED, clip, report

LONG = " ".join(f"wave{n}" for n in range(260))
SHORT = " ".join(f"wave{n}" for n in range(60))


def run(start: int, size: int) -> str:
    return " ".join(f"wave{n}" for n in range(start, start + size))


# --- what is quoted -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "quoted", "outside"),
    [
        ("no marks", (), ("no marks",)),
        ("“all of it”", ("all of it",), ("", "")),
        ("Aas said “no” and “yes”.", ("no", "yes"), ("Aas said ", " and ", ".")),
        ("“open", (), ("“open",)),
        ("close”", (), ("close”",)),
        ("“”", ("",), ("", "")),
        ('"straight" marks are none of ours', (), ('"straight" marks are none of ours',)),
    ],
)
def test_only_typographic_pairs_quote(text: str, quoted: tuple[str, ...], outside: tuple[str, ...]) -> None:
    assert quotations(text) == quoted
    assert plain(text) == outside


# --- quotations -----------------------------------------------------------------------------


@pytest.mark.parametrize(("size", "may"), [(1, True), (24, True), (25, True), (26, False)])
def test_a_quotation_has_as_many_words_as_the_limit_at_most(size: int, may: bool) -> None:
    own = report("r", LONG)
    assert Allowance([clip(own)], Limits()).quotable(f"“{run(0, size)}”", own) is may


@pytest.mark.parametrize(("own_limit", "may"), [(None, True), (25, True), (5, True), (4, False), (0, False)])
def test_the_report_s_own_limit_counts_where_it_is_tighter(own_limit: int | None, may: bool) -> None:
    own = report("r", LONG, rights=Rights(quote_words=own_limit))
    assert Allowance([clip(own)], Limits()).quotable(f"“{run(0, 5)}”", own) is may


def test_a_looser_limit_of_the_report_does_not_loosen_the_page_s() -> None:
    own = report("r", LONG, rights=Rights(quote_words=100))
    assert not Allowance([clip(own)], Limits()).quotable(f"“{run(0, 26)}”", own)


def test_a_reserved_report_is_never_quoted() -> None:
    own = report("r", LONG, rights=RESERVED)
    allowance = Allowance([clip(own)], Limits())
    assert not allowance.quotable("“wave1”", own)
    assert allowance.quotable("nothing quoted", own)


def test_an_open_licence_lifts_the_share_but_not_the_length() -> None:
    own = report("r", run(0, 20), rights=OPEN)
    allowance = Allowance([clip(own)], Limits())
    assert allowance.quotable(f"“{run(0, 20)}”", own)
    closed = report("r", run(0, 20))
    assert not Allowance([clip(closed)], Limits()).quotable(f"“{run(0, 20)}”", closed)


def test_two_reports_of_one_outlet_share_its_quotations() -> None:
    one, two = report("a", LONG, outlet="Fjordpost"), report("b", LONG, outlet="FJORDPOST")
    other = report("c", LONG, outlet="Kystavisa")
    allowance = Allowance([clip(own) for own in (one, two, other)], Limits(quotes_per_outlet=2))
    allowance.use("“wave1”", one)
    allowance.use("“wave2”", two)
    assert not allowance.quotable("“wave3”", one)
    assert not allowance.quotable("“wave3”", two)
    assert allowance.quotable("“wave3”", other)


def test_reports_without_an_outlet_are_counted_apart() -> None:
    one, two = (clip(report(name, LONG)).report for name in ("a", "b"))
    allowance = Allowance([clip(one), clip(two)], Limits(quotes_per_outlet=1))
    allowance.use("“wave1”", one)
    assert not allowance.quotable("“wave2”", one)
    assert allowance.quotable("“wave2”", two)


def test_two_quotations_in_one_line_count_as_two() -> None:
    own = report("r", LONG)
    allowance = Allowance([clip(own)], Limits(quotes_per_outlet=1))
    assert not allowance.quotable("“wave1” and “wave2”", own)
    assert allowance.quotable("“wave1”", own)


def test_asking_uses_nothing_up() -> None:
    own = report("r", LONG)
    allowance = Allowance([clip(own)], Limits(quotes_per_outlet=1))
    assert all(allowance.quotable("“wave1”", own) for _ in range(5))


def test_a_limit_of_nothing_lets_nothing_be_quoted() -> None:
    own = report("r", LONG)
    for limits in (Limits(quote_words=0), Limits(quotes_per_outlet=0), Limits(quoted_share=0.0)):
        assert not Allowance([clip(own)], limits).quotable("“wave1”", own)


@settings(max_examples=20, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 2), st.lists(st.integers(1, 30), min_size=1, max_size=3)), max_size=12),
    st.builds(
        Limits,
        quote_words=st.integers(0, 30),
        quotes_per_outlet=st.integers(0, 5),
        quoted_share=st.sampled_from([0.0, 0.05, 0.1, 0.5]),
    ),
)
def test_whoever_asks_first_never_exceeds_any_limit(
    asked: list[tuple[int, list[int]]], limits: Limits
) -> None:
    reports = [report(f"r{n}", SHORT, outlet=f"Bladet {n % 2}") for n in range(3)]
    allowance = Allowance(map(clip, reports), limits)
    used: list[tuple[int, int]] = []
    for turn, (number, sizes) in enumerate(asked):
        # Other words each time: what a page quotes twice is taken once.
        text = " and ".join(f"“{' '.join([f'w{turn}x{place}'] * size)}”" for place, size in enumerate(sizes))
        if allowance.quotable(text, reports[number]):
            allowance.use(text, reports[number])
            used += [(number, size) for size in sizes]
    assert all(size <= limits.quote_words for _, size in used)
    for outlet in range(2):
        assert sum(number % 2 == outlet for number, _ in used) <= limits.quotes_per_outlet
    for number in range(3):
        assert sum(size for own, size in used if own == number) <= limits.quoted_share * len(words(SHORT))


# --- runs -----------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [1, 3, 12, 20])
def test_a_run_of_the_limit_is_not_free_and_one_word_less_is(size: int) -> None:
    own = report("r", LONG)
    allowance = Allowance([clip(own)], Limits(run_words=size))
    assert not allowance.free(run(7, size))
    assert allowance.free(run(7, size - 1) + " boat")


@pytest.mark.parametrize("text", ["", ".", "“”", "boat", "—"])
def test_a_line_too_short_for_a_run_is_free(text: str) -> None:
    assert Allowance([clip(report("r", LONG))], Limits()).free(text)


def test_case_accents_marks_and_line_breaks_do_not_hide_a_run() -> None:
    own = report("r", "Åse’s café by the pier\n\nwas sold — at last — to a baker of Vesk")
    allowance = Allowance([clip(own)], Limits(run_words=6))
    assert not allowance.free("ASE'S CAFE BY THE PIER WAS")
    assert not allowance.free("pier was sold, at last, to")
    assert allowance.free("Åse’s café by the pier “was sold at last to a baker”")


def test_a_quotation_parts_the_runs_around_it() -> None:
    allowance = Allowance([clip(report("r", LONG))], Limits(run_words=6))
    assert allowance.free("wave0 wave1 wave2 “wave3” wave4 wave5")


def test_every_source_s_wording_is_guarded_but_an_open_one_s() -> None:
    mine, other = report("a", LONG), report("b", "the lamp of the old lighthouse fell into the bay of Vesk")
    text = "the lamp of the old lighthouse fell"
    assert not Allowance([clip(mine), clip(other)], Limits(run_words=6)).free(text)
    lifted = report("b", other.text, rights=OPEN)
    assert Allowance([clip(mine), clip(lifted)], Limits(run_words=6)).free(text)
    assert not Allowance([clip(other), clip(lifted)], Limits(run_words=6)).free(text)


def test_without_any_report_everything_is_free() -> None:
    assert Allowance([], Limits()).free(LONG)


@settings(max_examples=20, deadline=None)
@given(st.lists(st.sampled_from("abc"), max_size=25), st.lists(st.sampled_from("abc"), max_size=25))
def test_free_means_that_no_run_is_shared(source: list[str], line: list[str]) -> None:
    own = report("r", " ".join(source) or ".")
    allowance = Allowance([clip(own)], Limits(run_words=4))
    theirs = {tuple(source[at : at + 4]) for at in range(len(source) - 3)}
    ours = {tuple(line[at : at + 4]) for at in range(len(line) - 3)}
    assert allowance.free(" ".join(line)) is not bool(theirs & ours)
