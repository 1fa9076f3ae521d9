"""The matrix: columns by origins, what stands beside a claim, and who was not read."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dateline.core.pages import Claim, Credit, Page, Position, Stand, Status
from dateline.stages.publish.story.claims import Matrix, Unread, matrix
from dateline.stages.publish.story.evidence import EvidenceFile
from dateline.stages.publish.wording import tongue
from tests.edition import publish
from tests.newsroom import COPY, FERRY, FERRY_PAGE, ISSUE, RADIO, REPORTS, WALL, credit, hurt, span, stamp

TONGUE = tongue("en")
HURT = span(FERRY, "three people were hurt")
FIVE = span(RADIO, "fünf Menschen")
SAYS = Stand(origin="owire", position=Position.SAYS, evidence=(HURT,))
DIFFERS = Stand(origin="rradio", position=Position.DIFFERS, words="fünf Menschen verletzt", evidence=(FIVE,))
QUIET = Stand(origin="rwall", position=Position.SILENT)
PLAIN = Claim(label="three hurt", evidence=(HURT,), stands=(SAYS, DIFFERS, QUIET))


def made(*claims: Claim, sources: tuple[Credit, ...] = FERRY_PAGE.sources) -> Matrix | None:
    page: Page = replace(FERRY_PAGE, claims=claims, sources=sources)
    return matrix(page, EvidenceFile(page, REPORTS))


def the(*claims: Claim, sources: tuple[Credit, ...] = FERRY_PAGE.sources) -> Matrix:
    found = made(*claims, sources=sources)
    assert found is not None
    return found


def story_html(page: Page) -> str:
    files = {file.path: file.content for file in publish(replace(ISSUE, pages=(page,)))}
    return files["story/sferry/index.html"].decode()


def columns(found: Matrix) -> list[tuple[str, int]]:
    return [(column.outlet, column.outlets) for column in found.columns]


def test_no_claim_and_silence_alone_give_no_matrix() -> None:
    assert made() is None
    assert made(replace(PLAIN, stands=(QUIET,))) is None


def test_an_origin_has_its_outlets_name_and_a_silent_one_no_column() -> None:
    found = the(PLAIN)
    assert columns(found) == [("Watt-Anzeiger", 2), ("Radio Siel", 1)]
    assert [cell.position for cell in found.rows[0].cells] == ["says", "differs"]
    assert found.rows[0].cells[1].words == "fünf Menschen verletzt"
    assert all(cell.chip for cell in found.rows[0].cells)


def test_who_speaks_of_most_claims_stands_first() -> None:
    found = the(PLAIN, replace(PLAIN, label="five hurt", stands=(DIFFERS, QUIET)))
    assert columns(found) == [("Radio Siel", 1), ("Watt-Anzeiger", 2)]


def test_silent_is_one_thing_and_not_read_another() -> None:
    heard = replace(QUIET, position=Position.SAYS, evidence=(span(WALL, "The shipping line"),))
    missing = replace(PLAIN, label="line denies", stands=(replace(SAYS, position=Position.SILENT), heard))
    first, second = the(PLAIN, missing).rows
    cells = {cell.column.outlet: cell for cell in second.cells}
    assert cells["Watt-Anzeiger"].position == "silent"
    assert cells["Radio Siel"].position == "not-read"
    assert (cells["Radio Siel"].chip, cells["Radio Siel"].words) == (None, "")
    assert {cell.position for cell in first.cells} == {"says", "differs", "silent"}


def test_a_figure_that_was_replaced_is_earlier_and_no_contradiction() -> None:
    old = replace(hurt(5, RADIO, FIVE, replaced=True), evidence=(FIVE,))
    page = replace(FERRY_PAGE, figures=(hurt(3, FERRY, HURT), old), claims=(PLAIN,))
    found = matrix(page, EvidenceFile(page, REPORTS))
    assert found is not None
    cell = found.rows[0].cells[1]
    assert (cell.position, cell.words) == ("earlier", "fünf Menschen verletzt")
    assert cell.chip is not None
    still = replace(page, figures=(*page.figures, hurt(5, RADIO, FIVE)))
    again = matrix(still, EvidenceFile(still, REPORTS))
    assert again is not None
    assert again.rows[0].cells[1].position == "differs"


def test_outlets_of_which_no_claim_tells_anything_are_named_with_their_language() -> None:
    german = replace(credit(RADIO), report="rnord", origin="onord", outlet="Nordfunk")
    again = replace(german, report="rnord2", origin="onord2")
    nameless = replace(credit(FERRY), report="rzero", origin="ozero", outlet="")
    found = the(PLAIN, sources=(*FERRY_PAGE.sources, german, again, nameless))
    assert found.unread == (
        Unread(outlet="Nordfunk", language="de"),
        Unread(outlet="", language=""),
    )
    assert the(PLAIN).unread == ()


@pytest.mark.parametrize(
    ("label", "speaker", "shown"),
    [
        ("three hurt", "Onno Behrends", "Onno Behrends"),
        ("Onno Behrends: three hurt", "Onno Behrends", ""),
        ("three hurt", "", ""),
    ],
)
def test_who_says_so_stands_beside_the_claim_where_the_claim_does_not_name_them(
    label: str, speaker: str, shown: str
) -> None:
    assert the(replace(PLAIN, label=label, speaker=speaker)).rows[0].speaker == shown


@pytest.mark.parametrize(
    ("status", "word", "tone"),
    [
        (Status.REPORTED, None, "plain"),
        (Status.DISPUTED, "disputed", "warn"),
        (Status.CONFIRMED, "confirmed", "good"),
        (Status.DENIED, "denied", "warn"),
    ],
)
def test_a_status_is_a_word_where_it_is_more_than_reported(
    status: Status, word: str | None, tone: str
) -> None:
    row = the(replace(PLAIN, status=status)).rows[0]
    assert (TONGUE.say(row.status) or None, row.tone) == (word, tone)


def test_since_when_a_claim_is_made() -> None:
    row = the(replace(PLAIN, since=stamp("2025-07-01T19:27:47"))).rows[0]
    assert row.since is not None
    assert TONGUE.when(row.since) == "1 July 2025, 19:27 UTC"
    assert the(PLAIN).rows[0].since is None


def test_no_more_than_five_columns_and_the_others_are_counted() -> None:
    origins = [f"o{n}" for n in range(7)]
    stands = tuple(replace(SAYS, origin=origin) for origin in origins)
    sources = tuple(
        replace(credit(FERRY), report=f"r{n}", origin=o, outlet=f"Bote {n}") for n, o in enumerate(origins)
    )
    found = the(replace(PLAIN, stands=stands), sources=(*sources, credit(FERRY)))
    assert columns(found) == [(f"Bote {n}", 1) for n in range(5)]
    assert found.left_out == 2


def test_two_reports_of_one_outlet_are_told_apart_by_their_time() -> None:
    later = replace(credit(FERRY), report="rlater", origin="olater", published=stamp("2025-07-03T08:00:00"))
    stands = (SAYS, replace(DIFFERS, origin="olater", evidence=(HURT,)))
    found = the(replace(PLAIN, stands=stands), sources=(credit(FERRY, "owire"), later))
    first, second = found.columns
    assert (first.outlet, first.at, second.outlet) == ("Watt-Anzeiger", None, "Watt-Anzeiger")
    assert TONGUE.when(second.at) == "3 July 2025, 08:00 UTC"


def test_the_page_prints_what_a_row_says() -> None:
    claim = replace(
        PLAIN, speaker="Onno Behrends", since=FERRY.published, status=Status.DISPUTED, stands=(SAYS, DIFFERS)
    )
    other = replace(PLAIN, label="none drowned", stands=(SAYS,))
    german = replace(credit(COPY), report="rnord", origin="onord", outlet="Nordfunk", language="de")
    html = story_html(replace(FERRY_PAGE, claims=(claim, other), sources=(*FERRY_PAGE.sources, german)))
    assert "<span>Onno Behrends</span> <span>since <time" in html
    assert '<span class="status warn">disputed</span></span></th>' in html
    assert '<td class="not-read" data-column="Radio Siel">not read</td>' in html
    assert "Nordfunk (German)" in html
