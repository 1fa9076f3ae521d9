"""The picture of a story that other sites show beside a link to it (Open Graph): its headline, set in type.

Decides what stands on a card and how large. No photograph, no logo: theme, headline, when it happened, how
many outlets report it, and whose page it is. Set from the letters that the package carries (``type.bin``,
made by ``scripts/build_type.py``): Latin, Greek and Cyrillic. A headline in another script gets no card.
"""

from __future__ import annotations

import json
import struct
import unicodedata
import zlib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import accumulate, pairwise, takewhile
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from dateline.core.listings import Listing
from dateline.stages.publish.times import moment, when
from dateline.stages.publish.wording import phrase, tongue

#: The size that Open Graph is shown at, in pixels.
WIDTH, HEIGHT = 1200, 630
_LEFT, _RIGHT = 84, 84
#: Top of the theme, of the headline, of the two lines at the foot.
_THEME, _HEADLINE, _RULE, _FOOT = 62, 128, 498, 526
#: The faces a headline is tried in, with the lines that fit and their distance.
_SETTINGS = (("large", 4, 88), ("middle", 5, 70))
#: A quarter of the time of zlib's usual 6, for a quarter more bytes: a card is asked for by its own address.
_EFFORT = 2
#: Paper, ink, accent, soft, as in the stylesheet; how many shades each of the inks has. With the paper these
#: are 16 colours, two pixels a byte: half of what 48 colours take to compress, and letters look the same.
_PAPER = (0xFB, 0xFA, 0xF7)
_INKS = ((0x1D, 0x1C, 0x1A), (0x8A, 0x1C, 0x1C), (0x5C, 0x58, 0x50))
_SHADES = (7, 4, 4)
_INK, _ACCENT, _SOFT = range(3)
#: Written like another sign where the sheet has none of its own.
_ALIKE = str.maketrans({"\u2011": "-", "\u202f": "\u00a0", "\u2009": " ", "\u2007": "\u00a0", "\t": " "})


#: Ink by rows and columns: on the sheet of type in 16 shades, on a card in the colours of the palette.
_Pixels = npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class _Letter:
    """A letter: its width in 64ths of a pixel, where its ink lies, its ink."""

    wide: int
    left: int
    top: int
    ink: _Pixels


@dataclass(frozen=True, slots=True)
class _Face:
    """Letters of one size, and how far the lowest reaches."""

    letters: MappingProxyType[str, _Letter]
    kerning: MappingProxyType[str, int]
    depth: int

    def advance(self, text: str) -> int:
        """How wide a text is, in 64ths of a pixel."""
        pairs = sum(self.kerning.get(one + two, 0) for one, two in pairwise(text))
        return sum(self.letters[sign].wide for sign in text) + pairs

    def width(self, text: str) -> int:
        """How wide a text is, in pixels."""
        return self.advance(text) // 64


def drawable(listing: Listing) -> bool:
    """Whether a story has a card at all: every letter of its headline is on the sheet."""
    return bool(_settable(listing.headline))


def card(listing: Listing, *, theme: str, site: str, language: str) -> bytes | None:
    """The card of a story as a PNG; None where a letter of its headline is not on the sheet.

    ``language`` is that of the edition, in which date and counts are told. A theme or the name of a site that
    cannot be set is left out.
    """
    headline = _settable(listing.headline)
    if not headline:
        return None
    spoken = tongue(language)
    at = moment(listing.happened) or when(listing.first_reported)
    outlets = len(listing.outlets)
    told = phrase("%(count)s outlet", "%(count)s outlets", outlets)
    facts = [spoken.when(at) if at else "", spoken.say(told) if outlets else ""]
    foot = " · ".join(_settable(fact) for fact in facts if fact)
    return _set(headline, _settable(theme), _settable(site), foot)


@lru_cache(maxsize=256)
def _set(headline: str, theme: str, site: str, foot: str) -> bytes:
    """The card set in type; a page that changes otherwise keeps it."""
    sheet = _Sheet()
    sheet.line(theme, "small", _THEME, _ACCENT)
    sheet.headline(headline)
    sheet.rule(_RULE)
    sheet.line(site, "name", _FOOT, _INK)
    sheet.line(foot, "small", _FOOT + 4, _SOFT, right=True)
    return sheet.png()


class _Sheet:
    """A page of pixels that lines are set on: two a byte, before each row the filter that PNG has (none)."""

    def __init__(self) -> None:
        self._rows = np.zeros((HEIGHT, 1 + WIDTH // 2), np.uint8)

    def headline(self, text: str) -> None:
        """A headline as large as it fits; what does not fit even so ends in an ellipsis."""
        face, apart, lines = _fitted(text)
        for number, line in enumerate(lines):
            self.line(line, face, _HEADLINE + number * apart, _INK)

    def line(self, text: str, face: str, top: int, ink: int, *, right: bool = False) -> None:
        """One line, from the left margin or up to the right one."""
        text = _shortened(text, face, half=right or face == "name")
        known = _faces()[face]
        at = 64 * (WIDTH - _RIGHT - known.width(text) if right else _LEFT)
        band = np.zeros((known.depth, WIDTH), np.uint8)
        for sign, after in pairwise(f"{text}\0"):
            letter = known.letters[sign]
            left, (down, across) = max(0, at // 64 + letter.left), letter.ink.shape
            under = band[letter.top : letter.top + down, left : left + across]
            np.maximum(under, _coloured(face, sign, ink), out=under)
            at += letter.wide + known.kerning.get(sign + after, 0)
        pairs = band.view("<u2")  # the left one of two pixels is the low byte, and goes first
        self._rows[top : top + known.depth, 1:] |= (pairs << 4 | pairs >> 8).astype(np.uint8)

    def rule(self, top: int) -> None:
        """A line across the page."""
        self._rows[top, 1 + _LEFT // 2 : 1 + (WIDTH - _RIGHT) // 2] = _colours(_SOFT)[6] * 17

    def png(self) -> bytes:
        """The page as a PNG of 16 colours (ISO/IEC 15948)."""
        head = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 4, 3, 0, 0, 0)
        parts = (
            (b"IHDR", head),
            (b"PLTE", _palette()),
            (b"IDAT", zlib.compress(self._rows.tobytes(), _EFFORT)),
            (b"IEND", b""),
        )
        return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, held) for name, held in parts)


def _chunk(name: bytes, held: bytes) -> bytes:
    return struct.pack(">I", len(held)) + name + held + struct.pack(">I", zlib.crc32(name + held))


@cache
def _palette() -> bytes:
    """Paper, then each ink from its lightest shade to full."""
    found = [*_PAPER]
    for ink, most in zip(_INKS, _SHADES, strict=True):
        for shade in range(1, most + 1):
            part = shade / most
            found += [round(paper + (full - paper) * part) for paper, full in zip(_PAPER, ink, strict=True)]
    return bytes(found)


@cache
def _colours(ink: int) -> _Pixels:
    """The colour of the palette for each of the 16 shades of the sheet of type."""
    shades, before = _SHADES[ink], sum(_SHADES[:ink])
    steps = [round(shade * shades / 15) for shade in range(16)]
    return np.array([before + step if step else 0 for step in steps], np.uint8)


@lru_cache(maxsize=4096)
def _coloured(face: str, sign: str, ink: int) -> _Pixels:
    """A letter in the colours of the palette."""
    found: _Pixels = _colours(ink)[_faces()[face].letters[sign].ink]
    return found


def _settable(text: str) -> str:
    """A text as the sheet can set it, in one line; "" where a letter is missing."""
    known = _faces()["small"].letters
    plain = " ".join(unicodedata.normalize("NFC", text).translate(_ALIKE).split())
    shown = "".join(sign for sign in plain if unicodedata.category(sign) not in ("Cf", "Cc"))
    return shown if all(sign in known for sign in shown) else ""


def _fitted(text: str) -> tuple[str, int, list[str]]:
    """The face that a headline is set in, how far its lines are apart, its lines."""
    for face, most, apart in _SETTINGS:
        lines = _broken(text, face)
        if len(lines) <= most:
            return face, apart, lines
    last = lines[most - 1]
    return face, apart, [*lines[: most - 1], f"{last.rpartition(' ')[0] or last} …"]


def _broken(text: str, face: str) -> list[str]:
    """A headline in lines, broken between words."""
    known, most = _faces()[face], 64 * (WIDTH - _LEFT - _RIGHT) + 63
    first, *words = text.split(" ")
    lines, wide = [first], known.advance(first)
    for word in words:
        last = lines[-1][-1:]
        more = known.advance(f"{last} {word}") - known.advance(last)
        if wide + more <= most:
            lines[-1] += f" {word}"
            wide += more
        else:
            lines.append(word)
            wide = known.advance(word)
    return lines


def _shortened(text: str, face: str, *, half: bool = False) -> str:
    """A line that fits, ended by an ellipsis where it was cut."""
    most = (WIDTH - _LEFT - _RIGHT) // (2 if half else 1)
    known = _faces()[face]
    if known.width(text) <= most:
        return text
    ends = accumulate(known.advance(one + two) - known.advance(two) for one, two in pairwise(text))
    room = 64 * most - known.advance("…")
    fitting = sum(1 for _ in takewhile(lambda end: end <= room, ends))
    return text[:fitting].rstrip(" ,;:–-") + "…"


@cache
def _faces() -> dict[str, _Face]:
    """The sheet of type, unpacked."""
    held = zlib.decompress((files("dateline.stages.publish") / "drawing" / "type.bin").read_bytes())
    (size,) = struct.unpack("<I", held[:4])
    told, packed = json.loads(held[4 : 4 + size]), np.frombuffer(held, np.uint8, offset=4 + size)
    pixels = np.column_stack((packed >> 4, packed & 15)).ravel()
    return {name: _face(face["letters"], face["kerning"], pixels) for name, face in told.items()}


def _face(rows: dict[str, list[int]], kerning: dict[str, int], pixels: _Pixels) -> _Face:
    """A face: of each letter width, left, top, columns and rows of ink, and at which byte that begins."""
    letters = {
        sign: _Letter(wide, left, top, pixels[2 * at : 2 * at + across * down].reshape(down, across))
        for sign, (wide, left, top, across, down, at) in rows.items()
    }
    depth = max(letter.top + letter.ink.shape[0] for letter in letters.values())
    return _Face(MappingProxyType(letters), MappingProxyType(kerning), depth)
