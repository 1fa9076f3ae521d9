"""Cards: what stands on them, in which scripts, how large, always the same bytes."""

from __future__ import annotations

import struct
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.core.listings import Listing
from dateline.stages.publish.drawing.cards import HEIGHT, WIDTH, card


def listing(headline: str, outlets: int = 3, happened: str = "2025-07-01") -> Listing:
    names = tuple(f"Outlet {number}" for number in range(outlets))
    return Listing(story="s1", theme="t1", headline=headline, happened=happened, outlets=names)


def made(headline: str, theme: str = "Storms", site: str = "The Ledger", language: str = "en") -> bytes:
    found = card(listing(headline), theme=theme, site=site, language=language)
    assert found is not None
    return found


def pixels(png: bytes) -> list[bytes]:
    """The rows of a PNG, its checksums looked at on the way."""
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    at, data = 8, b""
    while at < len(png):
        (size,) = struct.unpack(">I", png[at : at + 4])
        name, held = png[at + 4 : at + 8], png[at + 8 : at + 8 + size]
        assert struct.unpack(">I", png[at + 8 + size : at + 12 + size])[0] == zlib.crc32(name + held)
        data += held if name == b"IDAT" else b""
        at += 12 + size
    raw = zlib.decompress(data)
    size = 1 + WIDTH // 2
    rows = [raw[start : start + size] for start in range(0, len(raw), size)]
    assert all(row[0] == 0 for row in rows)
    return [bytes(pixel for pair in row[1:] for pixel in (pair >> 4, pair & 15)) for row in rows]


def inked(rows: list[bytes], top: int, bottom: int) -> bool:
    return any(any(row) for row in rows[top:bottom])


@pytest.mark.parametrize(
    "headline",
    [
        "A ferry ran aground off Baltrum in thick fog",
        "Паром сів на мілину біля Бальтрума",
        "Πλοίο προσάραξε στην ομίχλη",
        "Tàu phà mắc cạn trong sương mù",
        "Ein Fährschiff läuft auf Grund – „alle gerettet“, sagt die Küstenwache",
    ],
)
def test_headlines_of_three_scripts_are_set(headline: str) -> None:
    rows = pixels(made(headline))
    assert len(rows) == HEIGHT
    assert {len(row) for row in rows} == {WIDTH}
    assert inked(rows, 128, 230)


@pytest.mark.parametrize(
    "headline", ["東京で地震", "عبارة تجنح", "מעבורת עלתה על שרטון", "नौका", "", "   ", "Ferry 東京"]
)
def test_a_headline_that_cannot_be_set_has_no_card(headline: str) -> None:
    assert card(listing(headline), theme="", site="The Ledger", language="en") is None


def test_a_theme_that_cannot_be_set_is_left_out_alone() -> None:
    rows = pixels(made("Ferry aground", theme="東京"))
    assert not inked(rows, 0, 120)
    assert inked(rows, 128, 230)


@pytest.mark.parametrize("length", [1, 40, 150, 400, 3000])
def test_nothing_runs_over_the_edge_however_long(length: int) -> None:
    rows = pixels(made(("Flood in the valley " * 200)[:length], theme="Th " * length, site="Site " * length))
    assert all(not any(row[:60]) and not any(row[-60:]) for row in rows)
    assert not inked(rows, 600, HEIGHT)


def test_a_word_without_end_stays_on_the_page() -> None:
    rows = pixels(made("W" * 500))
    assert all(not any(row[-60:]) for row in rows)


def test_a_longer_headline_is_set_smaller_before_it_is_cut() -> None:
    short, long = pixels(made("Flood " * 5)), pixels(made("Flood " * 30))
    first = next(at for at, row in enumerate(short) if at > 128 and any(row))
    assert first >= 128
    assert inked(long, 400, 490)
    assert not inked(short, 300, 490)


def test_the_foot_tells_date_and_outlets_in_the_language_of_the_edition() -> None:
    cards = {made("Ferry aground", language=language) for language in ("en", "de", "uk")}
    assert len(cards) >= 2


def test_without_a_date_and_outlets_there_is_a_card_still() -> None:
    bare = card(listing("Ferry aground", 0, ""), theme="", site="", language="en")
    assert bare is not None
    assert not inked(pixels(bare), 510, HEIGHT)


def test_marks_that_show_nothing_are_dropped() -> None:
    assert made("Ferry\u200b a\u00adground\u202e") == made("Ferry aground")
    assert made("Ferry\taground\n") == made("Ferry aground")
    assert made("Fe\u0301e") == made("Fée")


def test_each_line_has_its_own_ink() -> None:
    rows = pixels(made("Ferry aground"))
    theme, headline, foot = (
        {*b"".join(rows[top:bottom])} for top, bottom in ((62, 105), (128, 220), (530, 575))
    )
    assert theme <= {0, *range(8, 12)}
    assert headline <= {0, *range(1, 8)}
    assert 7 in headline
    assert max(foot) == 15


def test_the_same_story_gives_the_same_bytes() -> None:
    assert made("Ferry aground") == made("Ferry aground")


def test_a_card_is_small() -> None:
    assert (
        len(made("A ferry ran aground off Baltrum in thick fog; all aboard were brought ashore " * 4))
        < 40_000
    )


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=200), st.text(max_size=50), st.text(max_size=50))
def test_whatever_the_text_it_is_a_card_or_none(headline: str, theme: str, site: str) -> None:
    found = card(listing(headline), theme=theme, site=site, language="en")
    assert found is None or len(pixels(found)) == HEIGHT
