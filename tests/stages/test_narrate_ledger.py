"""The ledger of figures: what stands beside what, what replaced what, and where reports disagree."""

from __future__ import annotations

import dataclasses
from datetime import timedelta
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.core.pages import Clipping
from dateline.core.types import Qualifier, Scope, Stamp
from dateline.stages.narrate.facts.counting import Entry, amount, bounds, numeral
from dateline.stages.narrate.facts.ledger import ledger
from dateline.stages.narrate.facts.people import Person
from dateline.stages.narrate.facts.replacement import UPDATE_AFTER
from dateline.stages.narrate.phrasebook.phrases import COUNTS
from tests.stages.desk import at, clip, figure, phrase, report

INF = float("inf")


def count(name: str, phrase: str, low: float, *, day: int = 4, hour: int = 12, **more: object) -> Clipping:
    """One report that gives one figure; ``more`` goes to the figure, but ``outlet`` and ``origin``."""
    outlet, origin = str(more.pop("outlet", "")), str(more.pop("origin", ""))
    own = report(name, f"In Vesk {phrase} were hurt as a pier fell.", outlet=outlet, day=day, hour=hour)
    return clip(own, figure(own, phrase, low, **more), origin=origin)  # type: ignore[arg-type]


def quantity(name: str, *, measure: str, origin: str, low: float = 7) -> Clipping:
    """One report that gives so much of something, and says of what."""
    own = report(name, f"In Vesk a pier of {low} tons of stone fell.")
    told = figure(own, f"{low} tons", low, measure=measure, unit="" if measure in COUNTS else "t")
    return clip(own, told, origin=origin)


def marks(entries: tuple[Entry, ...]) -> list[tuple[float, bool, bool]]:
    return [(entry.row.low, entry.row.replaced, entry.row.disputed) for entry in entries]


# --- bounds ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("qualifier", "low", "high", "wanted"),
    [
        (Qualifier.EXACT, 12, 12, (12, 12)),
        (Qualifier.EXACT, 10, 14, (10, 14)),
        (Qualifier.EXACT, 0, 0, (0, 0)),
        (Qualifier.AT_LEAST, 12, None, (12, INF)),
        (Qualifier.UP_TO, 12, 12, (0, 12)),
        (Qualifier.VAGUE, 24, None, (24, INF)),
        (Qualifier.ABOUT, 100, 100, (90, 110)),
    ],
)
def test_a_qualifier_says_how_much_a_figure_allows(
    qualifier: Qualifier, low: float, high: float | None, wanted: tuple[float, float]
) -> None:
    own = report("r", "ten people")
    given_figure = dataclasses.replace(
        figure(own, "ten people", low, high=high, qualifier=qualifier), high=high
    )
    assert bounds(given_figure) == pytest.approx(wanted)


# --- agreement ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "disputed"),
    [
        ((12, Qualifier.EXACT), (14, Qualifier.EXACT), True),
        ((12, Qualifier.AT_LEAST), (14, Qualifier.EXACT), False),
        ((14, Qualifier.AT_LEAST), (12, Qualifier.EXACT), True),
        ((100, Qualifier.ABOUT), (105, Qualifier.EXACT), False),
        ((100, Qualifier.ABOUT), (150, Qualifier.EXACT), True),
        ((12, Qualifier.UP_TO), (9, Qualifier.EXACT), False),
        ((12, Qualifier.UP_TO), (15, Qualifier.EXACT), True),
        ((24, Qualifier.VAGUE), (40, Qualifier.EXACT), False),
        ((24, Qualifier.VAGUE), (6, Qualifier.EXACT), True),
    ],
)
def test_figures_are_disputed_only_where_both_cannot_be_right(
    one: tuple[int, Qualifier], other: tuple[int, Qualifier], disputed: bool
) -> None:
    entries = ledger(
        [
            count("a", f"{one[0]} people", one[0], qualifier=one[1]),
            count("b", f"{other[0]} people", other[0], qualifier=other[1]),
        ]
    )
    assert {entry.row.disputed for entry in entries} == {disputed}


def test_dozens_go_where_a_number_as_old_says_how_many() -> None:
    dozens = count("a", "dozens of people", 24, qualifier=Qualifier.VAGUE)
    assert marks(ledger([dozens, count("b", "40 people", 40)])) == [(40, False, False)]
    later = count("b", "40 people", 40, hour=14)
    assert marks(ledger([dozens, later])) == [(40, False, False), (24, True, False)]


def test_an_outlet_that_corrects_itself_is_not_in_dispute_with_itself() -> None:
    entries = ledger(
        [count("a", "12 people", 12, hour=9, origin="o"), count("b", "14 people", 14, hour=10, origin="o")]
    )
    assert marks(entries) == [(14, False, False), (12, True, False)]


@pytest.mark.parametrize(("hours", "replaced"), [(0, False), (1, False), (9, True)])
def test_a_higher_figure_of_somebody_else_replaces_after_some_hours(hours: int, replaced: bool) -> None:
    assert timedelta(hours=1) < UPDATE_AFTER < timedelta(hours=9)
    entries = ledger([count("a", "12 people", 12, hour=9), count("b", "14 people", 14, hour=9 + hours)])
    assert marks(entries) == [(14, False, not replaced), (12, replaced, not replaced)]


@pytest.mark.parametrize(("measure", "replaced"), [("killed", False), ("injured", False), ("missing", True)])
def test_only_what_can_fall_is_replaced_by_a_lower_figure_of_somebody_else(
    measure: str, replaced: bool
) -> None:
    entries = ledger(
        [
            count("a", "14 people", 14, day=4, measure=measure),
            count("b", "12 people", 12, day=6, measure=measure),
        ]
    )
    assert {entry.row.low: entry.row.replaced for entry in entries} == {12: False, 14: replaced}


def test_a_voice_may_lower_its_own_figure() -> None:
    entries = ledger(
        [
            count("a", "14 people", 14, day=4, speaker="the harbour office"),
            count("b", "12 people", 12, day=5, speaker="The Harbour Office"),
        ]
    )
    assert marks(entries) == [(12, False, False), (14, True, False)]


def test_a_replaced_figure_is_no_longer_in_dispute() -> None:
    entries = ledger(
        [
            count("a", "3 people", 3, day=4),
            count("b", "9 people", 9, day=5, hour=9),
            count("c", "8 people", 8, day=5, hour=11),
        ]
    )
    by_low = {entry.row.low: entry.row for entry in entries}
    assert by_low[3].replaced
    assert not by_low[3].disputed
    assert by_low[9].disputed
    assert by_low[8].disputed


# --- what does not belong -------------------------------------------------------------------


@pytest.mark.parametrize("phrase", ["one of the crew", "9-year-old girl", "31, a diver,"])
def test_a_part_or_an_age_is_no_count(phrase: str) -> None:
    own = report("r", f"A pier fell on {phrase} in Vesk.")
    assert ledger([clip(own, figure(own, phrase, 1))]) == ()


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"scope": Scope.HISTORICAL}, "an earlier happening"),
        ({"headline": False}, "not the figure that a page would print"),
        ({"part": True}, "a part of another figure"),
    ],
)
def test_what_is_not_of_this_happening_never_enters(change: dict[str, object], why: str) -> None:
    own = report("r", "In Vesk 12 people were hurt as a pier fell.")
    fact = dataclasses.replace(figure(own, "12 people", 12), **change)  # type: ignore[arg-type]
    assert ledger([clip(own, fact)]) == (), why


def test_only_relevant_sentences_count() -> None:
    clippings = [count("a", "12 people", 12), count("b", "14 people", 14)]
    assert [e.row.low for e in ledger(clippings, lambda span: span.report == "b")] == [14]
    assert ledger(clippings, lambda span: False) == ()
    assert ledger([]) == ()


def test_a_single_victim_is_a_part_where_others_count_many() -> None:
    assert [e.row.low for e in ledger([count("a", "one person", 1), count("b", "9 people", 9)])] == [9]
    assert len(ledger([count("a", "one person", 1), count("b", "two people", 2)])) == 2


def test_killed_and_injured_and_cumulative_are_never_added_nor_mixed() -> None:
    entries = ledger(
        [
            count("a", "3 people", 3, measure="killed"),
            count("b", "9 people", 9),
            count("c", "70 people", 70, scope=Scope.CUMULATIVE),
        ]
    )
    assert [(e.row.measure, e.row.scope, e.row.low) for e in entries] == [
        ("killed", Scope.HAPPENING, 3),
        ("injured", Scope.CUMULATIVE, 70),
        ("injured", Scope.HAPPENING, 9),
    ]
    assert not any(e.row.disputed or e.row.replaced for e in entries)


def test_measures_of_people_stand_in_the_order_of_a_desk_and_others_behind() -> None:
    given_in = [*reversed(list(COUNTS)), "money", "distance"]
    entries = ledger(
        [quantity(f"{origin}-{m}", measure=m, origin=origin) for m in given_in for origin in "ab"]
    )
    assert [e.row.measure for e in entries] == [*COUNTS, "distance", "money"]


def test_copies_of_one_wire_agree_with_nobody_but_themselves() -> None:
    assert ledger([quantity(n, measure="mass", origin="wire") for n in "ab"]) == ()
    assert len(ledger([quantity(n, measure="mass", origin=n) for n in "ab"])) == 1


@pytest.mark.parametrize(("measure", "shown"), [("money", 1), ("count", 0), ("duration", 0), ("age", 0)])
def test_what_is_only_counted_in_passing_makes_no_table(measure: str, shown: int) -> None:
    assert len(ledger([quantity(n, measure=measure, origin=n) for n in "ab"])) == shown


def test_a_share_in_words_is_no_figure_to_print() -> None:
    clippings = [quantity(n, measure="share", origin=n) for n in "ab"]
    assert len(ledger(clippings)) == 1
    unstated = [
        dataclasses.replace(
            one,
            facts=dataclasses.replace(
                one.facts,
                figures=tuple(dataclasses.replace(told, stated=False) for told in one.facts.figures),
            ),
        )
        for one in clippings
    ]
    assert ledger(unstated) == ()


def test_other_measures_are_a_table_and_no_inventory() -> None:
    clippings = [
        quantity(f"{origin}{n}", measure="mass", origin=origin, low=n)
        for n in range(2, 30)
        for origin in "ab"
    ]
    assert len(ledger(clippings)) <= 6


# --- rows -----------------------------------------------------------------------------------


def test_a_row_is_dated_and_credited_to_who_gave_it_first() -> None:
    (entry,) = ledger(
        [
            count("b", "12 people", 12, hour=15, outlet="Kystavisa"),
            count("a", "12 people", 12, outlet="Fjordpost"),
        ]
    )
    assert entry.row.outlet == "Fjordpost"
    assert entry.row.as_of == at(4, 12)
    assert {span.report for span in entry.row.evidence} == {"a", "b"}


def test_evidence_is_the_whole_sentence() -> None:
    clipping = count("a", "12 people", 12)
    (entry,) = ledger([clipping])
    assert [clipping.report.quote(span) for span in entry.row.evidence] == [clipping.report.text]


def test_an_undated_figure_is_older_than_every_dated_one() -> None:
    dated = count("a", "14 people", 14)
    undated = count("b", "12 people", 12)
    undated = dataclasses.replace(undated, report=dataclasses.replace(undated.report, published=None))
    entries = ledger([undated, dated])
    assert marks(entries) == [(14, False, False), (12, True, False)]
    no_stamp: Stamp | None = entries[1].row.as_of
    assert no_stamp is None


@pytest.mark.parametrize(
    ("phrase", "low", "qualifier", "number", "said"),
    [
        ("12 people", 12, Qualifier.EXACT, "12", "12"),
        ("some 1,300 people", 1300, Qualifier.ABOUT, "1,300", "about 1,300"),
        ("Twelve people", 12, Qualifier.AT_LEAST, "twelve", "at least twelve"),
        ("twenty-four people", 24, Qualifier.UP_TO, "twenty-four", "up to twenty-four"),
        ("dozens of people", 24, Qualifier.VAGUE, "dozens", "dozens of"),
        ("several people", 3, Qualifier.VAGUE, "several", "several"),
    ],
)
def test_a_number_is_told_in_the_report_s_form(
    phrase: str, low: float, qualifier: Qualifier, number: str, said: str
) -> None:
    (entry,) = ledger([count("a", phrase, low, qualifier=qualifier)])
    assert numeral(entry.given[0]) == number
    assert amount(entry) == said


@pytest.mark.parametrize("phrase", ["a family", "people", "12 or 14 people"])
def test_a_number_that_is_implied_or_double_has_no_form(phrase: str) -> None:
    (entry,) = ledger([count("a", phrase, 4)])
    assert numeral(entry.given[0]) == ""


# --- properties -----------------------------------------------------------------------------

GIVEN = st.lists(
    st.tuples(st.integers(2, 40), st.sampled_from(list(Qualifier)), st.integers(1, 28), st.integers(0, 3)),
    max_size=7,
)


@settings(max_examples=20, deadline=None)
@given(GIVEN)
def test_every_figure_is_in_one_row_and_no_number_is_made_up(
    numbers: list[tuple[int, Qualifier, int, int]],
) -> None:
    clippings = [
        count(f"r{n}", f"{low} people", low, qualifier=qualifier, day=day, origin=f"o{origin}")
        for n, (low, qualifier, day, origin) in enumerate(numbers)
    ]
    entries = ledger(clippings)
    vague = {low for low, qualifier, *_ in numbers if qualifier is Qualifier.VAGUE}
    assert {entry.row.low for entry in entries} | vague == {low for low, *_ in numbers}
    assert {entry.row.low for entry in entries} <= {low for low, *_ in numbers}
    assert not any(entry.row.replaced and entry.row.disputed for entry in entries)
    assert bool(entries) == any(not entry.row.replaced for entry in entries)
    for entry in entries:
        assert {given.clipping.report.id for given in entry.given} == {s.report for s in entry.row.evidence}
        if entry.row.disputed:
            (low, high) = bounds(entry.row)
            rivals = [bounds(o.row) for o in entries if o.row.disputed and o is not entry]
            assert any(high < other_low or other_high < low for other_low, other_high in rivals)


def test_the_order_of_the_clippings_does_not_matter() -> None:
    clippings = [
        count("a", "12 people", 12, hour=9),
        count("b", "14 people", 14, hour=10),
        count("c", "14 people", 14, hour=11),
        count("d", "3 people", 3, measure="killed", hour=12),
    ]
    expected = [entry.row for entry in ledger(clippings)]
    assert all([entry.row for entry in ledger(order)] == expected for order in permutations(clippings))


# --- who gave it ----------------------------------------------------------------------------


def two_sided(text: str, *figures: tuple[str, float, str]) -> Clipping:
    """A report with several figures of one measure, the first of which its own page would print."""
    own = report("both", text, hour=20)
    told = [
        dataclasses.replace(figure(own, words, low, speaker=voice), headline=number == 0)
        for number, (words, low, voice) in enumerate(figures)
    ]
    return clip(own, *told)


def test_two_voices_in_one_sentence_stay_a_disagreement_with_names() -> None:
    old = count("a", "1,400 people", 1400, hour=6)
    new = two_sided(
        "The union counts 900 people hurt; the state says 1,400 people were.",
        ("900 people", 900, "the union"),
        ("1,400 people", 1400, "the state"),
    )
    rows = {entry.row.low: entry.row for entry in ledger([old, new])}
    assert {low: (row.disputed, row.replaced) for low, row in rows.items()} == {
        900: (True, False),
        1400: (True, False),
    }
    assert rows[900].speaker == "the union"
    assert rows[1400].speaker == "the state"


def test_a_number_further_down_is_not_set_against_the_first() -> None:
    apart = two_sided(
        "The union counts 900 people hurt. Last year 30 people were, the state says.",
        ("900 people", 900, "the union"),
        ("30 people", 30, "the state"),
    )
    assert [entry.row.low for entry in ledger([apart])] == [900]


def test_a_row_names_all_outlets_that_give_the_figure() -> None:
    (entry,) = ledger(
        [
            count("a", "12 people", 12, outlet="Fjordpost"),
            count("b", "12 people", 12, outlet="Kystavisa", hour=13),
            count("c", "12 people", 12, outlet="Fjordpost", hour=14),
        ]
    )
    assert entry.row.outlets == ("Fjordpost", "Kystavisa")


def test_one_person_under_two_names_takes_back_the_own_figure() -> None:
    first = count("a", "14 people", 14, hour=9, speaker="Lene Aas")
    second = count("b", "12 people", 12, hour=10, speaker="Mayor Aas")
    aas = Person(name="Lene Aas", spellings=())
    persons = {("a", "Lene Aas"): aas, ("b", "Mayor Aas"): aas}
    assert not any(entry.row.replaced for entry in ledger([first, second]))
    assert marks(ledger([first, second], persons=persons)) == [(12, False, False), (14, True, False)]


@pytest.mark.parametrize(
    ("voice", "printed"), [("UPDATE", ""), ("the coastguard", "the coastguard"), ("NPF", "NPF")]
)
def test_a_mark_of_the_outlet_is_no_speaker(voice: str, printed: str) -> None:
    (entry,) = ledger([count("a", "12 people", 12, speaker=voice)])
    assert entry.row.speaker == printed


def test_a_replaced_figure_says_since_when() -> None:
    rows = ledger([count("a", "12 people", 12, origin="o"), count("b", "14 people", 14, hour=15, origin="o")])
    assert {entry.row.low: entry.row.replaced_at for entry in rows} == {14: None, 12: at(4, 15)}


# --- parts and others -----------------------------------------------------------------------


def test_children_among_the_dead_are_a_part_and_no_other_toll() -> None:
    whole = count("a", "five people", 5, measure="killed")
    part = count("b", "two children", 2, measure="killed")
    assert marks(ledger([whole, part])) == [(5, False, False)]
    assert marks(ledger([part])) == [(2, False, False)]


def test_two_people_against_five_people_is_a_dispute() -> None:
    rows = ledger([count("a", "five people", 5), count("b", "two people", 2)])
    assert marks(rows) == [(5, False, True), (2, False, True)]


def test_a_victim_told_of_without_a_number_is_no_toll_beside_one() -> None:
    one = count("b", "the baker", 1, measure="killed")
    told = dataclasses.replace(one.facts.figures[0], stated=False)
    one = dataclasses.replace(one, facts=dataclasses.replace(one.facts, figures=(told,)))
    assert marks(ledger([one, count("a", "three people", 3, measure="killed")])) == [(3, False, False)]
    assert marks(ledger([one])) == [(1, False, False)]


def test_what_only_several_sentences_add_up_to_is_said_by_no_report() -> None:
    own = report("a", "He shot her and the guard. A cook and a waiter were hurt, too.")
    both = (phrase(own, "shot her").span, phrase(own, "A cook and a waiter").span)
    summed = dataclasses.replace(figure(own, "shot her", 4), stated=False, evidence=both)
    assert ledger([clip(own, summed)]) == ()
    assert marks(ledger([clip(own, dataclasses.replace(summed, evidence=both[1:]))])) == [(4, False, False)]
    assert marks(ledger([clip(own, dataclasses.replace(summed, stated=True))])) == [(4, False, False)]


def test_the_age_in_a_phrase_is_not_its_number() -> None:
    own = report("a", "The driver, 42, was held.")
    held = dataclasses.replace(figure(own, "The driver, 42", 1, measure="detained"), stated=False)
    other = clip(own, held, origin="x")
    (entry,) = ledger([other, dataclasses.replace(other, origin="y")])
    assert numeral(entry.given[0]) == ""
    stated = figure(own, "The driver, 42", 1)
    assert numeral(dataclasses.replace(entry.given[0], figure=stated)) == ""


@pytest.mark.parametrize(
    ("words", "low", "kept"),
    [
        ("Ollerau and 25 people", 26, False),
        ("25 people", 25, True),
        ("25 to 30 people", 25, True),
        ("two men and a girl", 3, True),
    ],
)
def test_a_number_that_no_report_gives_is_no_row(words: str, low: float, kept: bool) -> None:
    assert bool(ledger([count("a", words, low)])) is kept


@pytest.mark.parametrize(
    ("news", "gone"),
    [
        ("The two bodies were recovered at noon.", True),
        ("All hikers were accounted for at noon.", True),
        ("One hiker was found at noon and two are still missing.", False),
        ("The search went on at noon.", False),
    ],
)
def test_the_missing_are_missing_until_they_are_found(news: str, gone: bool) -> None:
    missing = count("a", "two hikers", 2, measure="missing")
    (entry,) = ledger([missing, clip(report("b", news, hour=18))])
    assert (entry.row.replaced, entry.row.replaced_at) == (gone, at(4, 18) if gone else None)


def test_a_search_report_of_before_finds_nobody() -> None:
    missing = count("a", "two hikers", 2, measure="missing", hour=18)
    (entry,) = ledger([clip(report("b", "A third hiker was found at noon.", hour=12)), missing])
    assert not entry.row.replaced


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 60), st.integers(0, 23)), min_size=1, max_size=7))
def test_one_figure_at_least_always_stands(told: list[tuple[int, int]]) -> None:
    clippings = [count(f"r{n}", f"{low} people", low, hour=hour) for n, (low, hour) in enumerate(told)]
    rows = ledger(clippings)
    assert any(not entry.row.replaced for entry in rows)
    assert {entry.row.low for entry in rows} <= {low for low, _ in told}


def test_what_a_figure_is_compared_with_is_no_part_of_its_speaker() -> None:
    own = report("a", "In Vesk 900 people had to leave.")
    speaker = "district office, up from 600 on Monday"
    told = figure(own, "900 people", 900, measure="evacuated", speaker=speaker)
    [entry] = ledger([clip(own, told)])
    assert entry.row.speaker == "district office"


def far_down(name: str, phrase: str, low: float) -> Clipping:
    """A report that counts below the sentences that tell its news."""
    news = "The guild met in Vesk again on Monday. " * 6
    own = report(name, f"{news}In Tarn {phrase} were hurt as a pier fell.")
    return clip(own, figure(own, phrase, low))


def test_what_one_report_counts_in_passing_gives_way_to_what_others_open_with() -> None:
    rows = ledger([count("a", "12 people", 12), far_down("b", "32 people", 32)])
    assert [entry.row.low for entry in rows] == [12]


def test_what_two_count_further_down_stays_and_so_does_what_is_the_only_count() -> None:
    both = [count("a", "12 people", 12), far_down("b", "32 people", 32), far_down("c", "32 people", 32)]
    assert {entry.row.low for entry in ledger(both)} == {12, 32}
    assert [entry.row.low for entry in ledger([far_down("b", "32 people", 32)])] == [32]


@pytest.mark.parametrize(
    ("others", "stated", "stands"), [(3, False, True), (4, False, False), (4, True, True), (9, False, False)]
)
def test_one_hurt_whom_one_of_many_origins_tells_of_without_a_number_is_no_toll(
    others: int, stated: bool, stands: bool
) -> None:
    one = count("a", "the boxer", 1, measure="injured", origin="a")
    told = dataclasses.replace(one.facts.figures[0], stated=stated)
    one = dataclasses.replace(one, facts=dataclasses.replace(one.facts, figures=(told,)))
    silent = [clip(report(f"r{n}", "In Vesk a pier fell."), origin=f"o{n}") for n in range(others)]
    assert bool(ledger([one, *silent])) is stands


def test_what_two_of_many_origins_tell_of_without_a_number_is_a_toll() -> None:
    both = [count(name, "the boxer", 1, measure="injured", origin=name) for name in "ab"]
    told = [dataclasses.replace(one.facts.figures[0], stated=False) for one in both]
    both = [
        dataclasses.replace(one, facts=dataclasses.replace(one.facts, figures=(figure,)))
        for one, figure in zip(both, told, strict=True)
    ]
    silent = [clip(report(f"r{n}", "In Vesk a pier fell."), origin=f"o{n}") for n in range(6)]
    assert marks(ledger([*both, *silent])) == [(1, False, False)]
