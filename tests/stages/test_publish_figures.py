"""The ledger: numbers as they were given, ranges with names, nothing averaged or added."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.core.pages import LedgerEntry, Page, Toll
from dateline.core.types import Qualifier, Report, Scope, Span
from dateline.stages.publish.story import amounts
from dateline.stages.publish.story.amounts import amount, spread, standing
from dateline.stages.publish.story.evidence import EvidenceFile
from dateline.stages.publish.story.figures import Count, Row, at_a_glance, ledger, toll_of
from dateline.stages.publish.wording import tongue
from tests.newsroom import COPY, FERRY, FERRY_PAGE, LIBRARY_PAGE, RADIO, REPORTS, hurt, span, stamp, toll

TONGUE = tongue("en")
SAY = TONGUE.say
FEW = settings(max_examples=25, deadline=None)
HURT = span(FERRY, "three people were hurt")
FIVE = span(RADIO, "fünf Menschen")
PLAIN = hurt(3, FERRY, HURT)
WHOLES = st.integers(0, 10**9)
OPEN = st.sampled_from([Qualifier.EXACT, Qualifier.ABOUT, Qualifier.AT_LEAST])


def given_as(
    low: float, high: float | None = None, how: Qualifier = Qualifier.EXACT, unit: str = ""
) -> LedgerEntry:
    return replace(PLAIN, low=low, high=high, qualifier=how, unit=unit)


def counts(*figures: LedgerEntry, tolls: tuple[Toll, ...] = ()) -> tuple[Count, ...]:
    page: Page = replace(FERRY_PAGE, figures=figures, tolls=tolls)
    return ledger(page, EvidenceFile(page, REPORTS), REPORTS)


def rows(*figures: LedgerEntry, tolls: tuple[Toll, ...] = ()) -> tuple[Row, ...]:
    return tuple(row for count in counts(*figures, tolls=tolls) for row in count.rows)


def named(count: Count) -> str:
    """What a count is called, with its part and its scope."""
    return ", ".join(filter(None, (SAY(count.measure), count.detail, SAY(count.scope))))


def voices(row: Row) -> list[str]:
    return [f"{TONGUE.value(voice.who)}: {SAY(voice.amount)}" for voice in row.voices]


@pytest.mark.parametrize(
    ("entry", "text"),
    [
        (given_as(0, 0), "0"),
        (given_as(7, 7), "7"),
        (given_as(7, None), "7"),
        (given_as(1400, 1400), "1,400"),
        (given_as(2500000, 2500000), "2,500,000"),
        (given_as(7.5, 7.5), "7.5"),
        (given_as(900, 1400), "900–1,400"),
        (given_as(12, 12, Qualifier.AT_LEAST), "at least 12"),
        (given_as(12, None, Qualifier.AT_LEAST), "at least 12"),
        (given_as(12, 15, Qualifier.ABOUT), "about 12–15"),
        (given_as(0, 40, Qualifier.UP_TO), "up to 40"),
        (given_as(40, None, Qualifier.UP_TO), "up to 40"),
        (given_as(3, 3, unit="person"), "3"),
        (given_as(3.5, 3.5, unit="km"), "3.5\u00a0km"),
        (given_as(2, 4, Qualifier.UP_TO, unit="ha"), "up to 4\u00a0ha"),
        (given_as(20, 30, Qualifier.ABOUT, unit="EUR"), "about 20–30\u00a0EUR"),
    ],
)
def test_amounts(entry: LedgerEntry, text: str) -> None:
    assert SAY(amount(entry, {})) == text


@pytest.mark.parametrize(
    ("low", "word"),
    [
        *((0, "several"), (3, "several"), (23, "several"), (24, "dozens"), (199, "dozens")),
        *((200, "hundreds"), (1999, "hundreds"), (2000, "thousands"), (10**7, "thousands")),
    ],
)
def test_a_vague_figure_without_its_report_keeps_its_order_alone(low: int, word: str) -> None:
    assert SAY(amount(given_as(low, None, Qualifier.VAGUE), {})) == word


@pytest.mark.parametrize(
    ("sentence", "word"),
    [
        ("Scores of sheep were led to the dyke.", "scores"),
        ("TENS OF THOUSANDS of starlings passed.", "tens of thousands"),
        ("A few gulls, then a few more.", "a few"),
        ("Dozens left, and hundreds stayed.", "dozens"),
        ("Some sheep were led to the dyke.", "dozens"),
        ("The manyfold tide rose.", "dozens"),
    ],
)
def test_the_word_of_the_report_is_kept_where_there_is_just_one(sentence: str, word: str) -> None:
    report = Report(id="rsheep", text=sentence)
    whole = Span(report="rsheep", start=0, end=len(sentence))
    entry = replace(given_as(24, None, Qualifier.VAGUE), evidence=(whole,))
    assert SAY(amount(entry, {"rsheep": report})) == word


@FEW
@given(WHOLES, OPEN)
def test_a_whole_number_can_be_read_back(value: int, how: Qualifier) -> None:
    text = SAY(amount(given_as(float(value), float(value), how), {}))
    assert int(text.split(" ")[-1].replace(",", "")) == value
    assert "." not in text


@FEW
@given(st.lists(st.tuples(WHOLES, WHOLES), min_size=2, max_size=6))
def test_a_spread_goes_from_the_least_to_the_greatest_and_no_further(ends: list[tuple[int, int]]) -> None:
    entries = [given_as(min(pair), max(pair)) for pair in ends]
    least, greatest = min(map(min, ends)), max(map(max, ends))
    expected = f"{least:,}" if least == greatest else f"{least:,}–{greatest:,}"
    assert SAY(spread(entries, {})) == expected
    assert SAY(spread(entries[::-1], {})) == expected


def test_a_spread_with_an_open_figure_names_both() -> None:
    entries = [given_as(24, None, Qualifier.VAGUE), given_as(90), given_as(90)]
    assert SAY(spread(entries, {})) == "dozens / 90"
    assert SAY(spread([given_as(12, None, Qualifier.AT_LEAST), given_as(4)], {})) == "at least 12 / 4"


@pytest.mark.parametrize(
    ("entries", "best", "text"),
    [
        ([given_as(9), given_as(4)], None, "4–9"),
        ([given_as(9), given_as(4)], 4, "4"),
        ([given_as(9)], None, "9"),
        ([given_as(9, None, Qualifier.AT_LEAST), given_as(4)], 9, "at least 9"),
        ([given_as(24, None, Qualifier.VAGUE), given_as(31)], 31, "31"),
        ([given_as(9, None, Qualifier.AT_LEAST)], None, "at least 9"),
    ],
)
def test_what_stands(entries: list[LedgerEntry], best: float | None, text: str) -> None:
    assert SAY(standing(entries, toll(4, best, 9), {})) == text


@pytest.mark.parametrize(
    ("figures", "told"),
    [
        ([PLAIN], ["3 injured"]),
        ([PLAIN, replace(PLAIN, low=5, high=5)], ["3–5 injured"]),
        ([replace(PLAIN, qualifier=Qualifier.AT_LEAST)], ["at least 3 injured"]),
        ([replace(PLAIN, replaced=True), replace(PLAIN, low=4, high=4)], ["4 injured"]),
        ([replace(PLAIN, replaced=True)], []),
        ([replace(PLAIN, scope=Scope.CUMULATIVE)], []),
        ([replace(PLAIN, detail="children")], []),
    ],
)
def test_what_stands_of_people_is_told_at_a_glance(figures: list[LedgerEntry], told: list[str]) -> None:
    page = replace(FERRY_PAGE, figures=tuple(figures), tolls=(toll(3, None, 5, HURT, FIVE),))
    counts = ledger(page, EvidenceFile(page, REPORTS), REPORTS)
    assert [SAY(one) for one in at_a_glance(counts)] == told


@pytest.mark.parametrize(
    ("low", "best", "high", "told"),
    [
        (900, 900, 1400, "900; reports give 900–1,400"),
        (1, 3, None, "900; reports give 1 and more"),
        (3, 3, 3, "900"),
        (3, 3, None, "900"),  # "at least 3" does not lie apart from 3
        (3, None, 5, "900"),  # the range stands there itself
    ],
)
def test_at_a_glance_says_where_reports_lie_apart(
    low: float, best: float | None, high: float | None, told: str
) -> None:
    figure = amount(given_as(900), {})
    glance = amounts.at_a_glance(figure, toll(low, best, high))
    assert glance
    assert SAY(glance) == told
    assert bool(amounts.apart(toll(low, best, high))) is ("reports" in told)


def test_the_head_of_a_page_does_not_hide_what_other_reports_give() -> None:
    told = (PLAIN, replace(PLAIN, low=5, high=5))
    page = replace(FERRY_PAGE, figures=told, tolls=(toll(3, 3, 5, HURT, FIVE),))
    (glance,) = at_a_glance(ledger(page, EvidenceFile(page, REPORTS), REPORTS))
    assert SAY(glance) == "3 injured; reports give 3–5"


def test_what_is_not_the_news_of_a_story_does_not_stand_at_its_head() -> None:
    bare = replace(FERRY_PAGE, headline=LIBRARY_PAGE.headline, standfirst=None, summary=(), figures=(PLAIN,))
    for page in (
        replace(bare, tolls=(toll(3, 3, 3, HURT),)),
        replace(bare, tolls=(toll(0, 0, 0, HURT, FIVE),)),
    ):
        assert at_a_glance(ledger(page, EvidenceFile(page, REPORTS), REPORTS)) == ()
    page = replace(bare, tolls=(toll(3, 3, 3, HURT, FIVE),))
    assert len(at_a_glance(ledger(page, EvidenceFile(page, REPORTS), REPORTS))) == 1


def test_the_figure_of_a_part_or_of_another_scope_is_of_no_toll() -> None:
    whole = toll(3, 3, 3)
    assert toll_of(PLAIN, (whole,)) is whole
    for other in (
        replace(PLAIN, detail="children"),
        replace(PLAIN, scope=Scope.CUMULATIVE),
        replace(PLAIN, measure="killed"),
        replace(PLAIN, unit="m"),
    ):
        assert toll_of(other, (whole,)) is None


def test_no_figure_gives_no_row() -> None:
    assert rows() == ()


def test_disputed_figures_share_a_row_and_each_is_named() -> None:
    spoken = replace(hurt(5, RADIO, FIVE, disputed=True), speaker="Imke Tjarks")
    row, old = rows(spoken, hurt(3, FERRY, HURT, disputed=True), hurt(2, COPY, HURT, replaced=True))
    assert (SAY(row.amount), row.disputed, row.replaced) == ("3–5", True, False)
    assert voices(row) == ["Imke Tjarks: 5", "Watt-Anzeiger: 3"]
    assert [voice.at.machine for voice in row.voices if voice.at] == [
        "2025-07-01T21:10",
        "2025-07-01T19:27:47Z",
    ]
    assert (row.who, row.at, row.note) == ((), None, None)
    assert row.chip is not None
    assert row.chip.split
    assert (SAY(old.amount), old.replaced) == ("2", True)


def test_the_best_figure_stands_before_the_range_and_every_voice() -> None:
    police = replace(PLAIN, speaker="police")
    many = replace(PLAIN, low=5, high=5, outlets=("Radio Siel", "Norden heute", "Küstenblatt"))
    (row,) = rows(police, many, tolls=(toll(3, 3, 5),))
    assert (SAY(row.amount), SAY(row.note), row.disputed) == ("3", "reports give 3 to 5", False)
    assert voices(row) == ["police: 3", "Radio Siel and 2 more: 5"]
    assert row.chip is not None
    assert not row.chip.split


def test_a_count_without_a_best_figure_is_a_range_and_one_that_all_agree_on_says_no_more() -> None:
    two = (PLAIN, replace(PLAIN, low=5, high=5))
    (row,) = rows(*two, tolls=(toll(3, None, 5),))
    assert (SAY(row.amount), row.note) == ("3–5", None)
    (row,) = rows(PLAIN, replace(PLAIN, qualifier=Qualifier.ABOUT), tolls=(toll(3, 3, 3),))
    assert (SAY(row.amount), row.note, len(row.voices)) == ("3", None, 2)


def test_what_a_toll_does_not_count_has_rows_of_its_own() -> None:
    part = replace(PLAIN, low=2, high=2, detail="children")
    found = counts(PLAIN, part, replace(part, low=1, high=1), tolls=(toll(3, 3, 3),))
    assert [(named(count), [SAY(row.amount) for row in count.rows]) for count in found] == [
        ("injured", ["3"]),
        ("injured, children", ["2", "1"]),
    ]
    assert not any(row.voices for count in found for row in count.rows)


def test_a_replaced_figure_says_when_it_was_replaced() -> None:
    old = replace(PLAIN, replaced=True, replaced_at=stamp("2025-07-02T08:00:00"))
    standing_row, row = rows(replace(PLAIN, low=4, high=4), old, tolls=(toll(4, 4, 4),))
    assert row.replaced_at is not None
    assert TONGUE.when(row.replaced_at) == "2 July 2025, 08:00 UTC"
    assert standing_row.replaced_at is None
    (again,) = rows(replace(old, replaced=False))
    assert again.replaced_at is None


def test_a_dispute_of_one_is_a_plain_row() -> None:
    (row,) = rows(hurt(5, RADIO, FIVE, disputed=True))
    assert (SAY(row.amount), row.who) == ("5", ())
    assert row.chip is not None
    assert not row.chip.split


def test_a_figure_names_its_speaker_and_its_time() -> None:
    (row,) = rows(replace(PLAIN, speaker="Onno Behrends", as_of=stamp("2025-07-01T22:00:00")))
    assert row.who == ("Onno Behrends",)
    assert row.at is not None
    assert TONGUE.when(row.at) == "1 July 2025, 22:00 UTC"
    (silent,) = rows(replace(PLAIN, as_of=None))
    assert silent.at is None


@pytest.mark.parametrize(
    ("scope", "name"),
    [
        (Scope.HAPPENING, "injured"),
        (Scope.CUMULATIVE, "injured, in all so far"),
        (Scope.HISTORICAL, "injured, earlier happening"),
    ],
)
def test_each_scope_has_its_name(scope: Scope, name: str) -> None:
    (count,) = counts(replace(PLAIN, scope=scope))
    assert named(count) == name


def test_measures_stand_in_the_order_of_the_page_and_are_named_once() -> None:
    killed = replace(PLAIN, measure="killed")
    found = counts(PLAIN, killed, replace(PLAIN, low=4, high=4), replace(killed, replaced=True))
    assert [named(count) for count in found] == ["injured", "killed"]
    assert [[SAY(row.amount) for row in count.rows] for count in found] == [["3", "4"], ["3", "3"]]


def test_what_was_replaced_stands_below_what_holds() -> None:
    found = rows(replace(PLAIN, low=1, high=1, replaced=True), PLAIN)
    assert [(SAY(row.amount), row.replaced) for row in found] == [("3", False), ("1", True)]


def test_a_figure_whose_report_is_not_credited_has_no_chip() -> None:
    (row,) = rows(replace(PLAIN, evidence=(Span(report="relsewhere", start=0, end=3),)))
    assert row.chip is None


@FEW
@given(st.lists(st.tuples(st.integers(0, 99), st.booleans(), st.booleans()), max_size=7))
def test_no_number_is_printed_that_no_report_gave(given_figures: list[tuple[int, bool, bool]]) -> None:
    entries = [hurt(n, FERRY, HURT, disputed=split, replaced=old) for n, split, old in given_figures]
    told = {str(n) for n, _, _ in given_figures}
    for row in rows(*entries):
        assert set(SAY(row.amount).split("–")) <= told
    assert len(counts(*entries)) == (1 if entries else 0)


@pytest.mark.parametrize(
    ("outlets", "shown"),
    [
        ((), ()),
        (("Watt-Anzeiger",), ()),
        (("Watt-Anzeiger", "Radio Siel"), ("Watt-Anzeiger", "Radio Siel")),
        (("Watt-Anzeiger", "Radio Siel", "Norden heute"), ("Watt-Anzeiger", "Radio Siel")),
    ],
)
def test_a_figure_without_a_speaker_names_its_outlets_where_the_chip_does_not_say_all(
    outlets: tuple[str, ...], shown: tuple[str, ...]
) -> None:
    (row,) = rows(replace(PLAIN, outlets=outlets))
    assert (row.who, row.more) == (shown, max(0, len(outlets) - 2))
    (spoken,) = rows(replace(PLAIN, outlets=outlets, speaker="Onno Behrends"))
    assert spoken.who == ("Onno Behrends",)


def test_a_measure_says_of_what_it_is() -> None:
    height = replace(given_as(3, unit="m"), measure="distance", detail="height of the mast")
    depth = replace(height, low=9, high=9, detail="depth")
    found = [named(count) for count in counts(height, depth)]
    assert found == ["distance, height of the mast", "distance, depth"]
