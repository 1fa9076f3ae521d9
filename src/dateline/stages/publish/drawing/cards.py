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
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from types import MappingProxyType

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
#: Half the time of zlib's usual 6, for a quarter more bytes: a card is asked for by its full address alone.
_EFFORT = 3
#: Paper, ink, accent, soft, as in the stylesheet; each of the inks has 16 shades.
_PAPER = (0xFB, 0xFA, 0xF7)
_INKS = ((0x1D, 0x1C, 0x1A), (0x8A, 0x1C, 0x1C), (0x5C, 0x58, 0x50))
_INK, _ACCENT, _SOFT = range(3)
#: Ink of one colour as its shades in the palette.
_SHADES = tuple(bytes([0, *(16 * ink + shade for shade in range(1, 16))]) + bytes(240) for ink in range(3))
#: Written like another sign where the sheet has none of its own.
_ALIKE = str.maketrans({"\u2011": "-", "\u202f": "\u00a0", "\u2009": " ", "\u2007": "\u00a0", "\t": " "})


@dataclass(frozen=True, slots=True)
class _Letter:
    """A letter: its width in 64ths of a pixel, where its ink lies, the ink row by row."""

    wide: int
    left: int
    top: int
    rows: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class _Face:
    """Letters of one size."""

    letters: MappingProxyType[str, _Letter]
    kerning: MappingProxyType[str, int]

    def width(self, text: str) -> int:
        """How wide a text is, in pixels."""
        pairs = sum(self.kerning.get(text[at : at + 2], 0) for at in range(len(text) - 1))
        return (sum(self.letters[sign].wide for sign in text) + pairs) // 64


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
    """A page of pixels that lines are set on."""

    def __init__(self) -> None:
        self._rows = [bytearray(WIDTH) for _ in range(HEIGHT)]

    def headline(self, text: str) -> None:
        """A headline as large as it fits; what does not fit even so ends in an ellipsis."""
        face, most, apart = next(
            (setting for setting in _SETTINGS if len(_broken(text, setting[0])) <= setting[1]), _SETTINGS[-1]
        )
        lines = _broken(text, face)
        if len(lines) > most:
            lines = [*lines[: most - 1], f"{lines[most - 1].rpartition(' ')[0] or lines[most - 1]} …"]
        for number, line in enumerate(lines):
            self.line(line, face, _HEADLINE + number * apart, _INK)

    def line(self, text: str, face: str, top: int, ink: int, *, right: bool = False) -> None:
        """One line, from the left margin or up to the right one."""
        text = _shortened(text, face, half=right or face == "name")
        known = _faces()[face]
        at = 64 * (WIDTH - _RIGHT - known.width(text) if right else _LEFT)
        shades = _SHADES[ink]
        for number, sign in enumerate(text):
            letter = known.letters[sign]
            left = max(0, at // 64 + letter.left)
            for down, row in enumerate(letter.rows, top + letter.top):
                self._rows[down][left : left + len(row)] = row.translate(shades)
            at += letter.wide + known.kerning.get(text[number : number + 2], 0)

    def rule(self, top: int) -> None:
        """A line across the page."""
        self._rows[top][_LEFT : WIDTH - _RIGHT] = bytes([16 * _SOFT + 6]) * (WIDTH - _LEFT - _RIGHT)

    def png(self) -> bytes:
        """The page as a PNG of 48 colours (ISO/IEC 15948)."""
        pixels = b"".join(b"\0" + row for row in self._rows)
        head = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 3, 0, 0, 0)
        parts = (
            (b"IHDR", head),
            (b"PLTE", _palette()),
            (b"IDAT", zlib.compress(pixels, _EFFORT)),
            (b"IEND", b""),
        )
        return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, held) for name, held in parts)


def _chunk(name: bytes, held: bytes) -> bytes:
    return struct.pack(">I", len(held)) + name + held + struct.pack(">I", zlib.crc32(name + held))


@cache
def _palette() -> bytes:
    """Each ink from paper to full, in 16 shades."""
    shades = (
        round(paper + (full - paper) * shade / 15)
        for ink in _INKS
        for shade in range(16)
        for paper, full in zip(_PAPER, ink, strict=True)
    )
    return bytes(shades)


def _settable(text: str) -> str:
    """A text as the sheet can set it, in one line; "" where a letter is missing."""
    known = _faces()["small"].letters
    plain = " ".join(unicodedata.normalize("NFC", text).translate(_ALIKE).split())
    shown = "".join(sign for sign in plain if unicodedata.category(sign) not in ("Cf", "Cc"))
    return shown if all(sign in known for sign in shown) else ""


def _broken(text: str, face: str) -> list[str]:
    """A headline in lines, broken between words."""
    most = WIDTH - _LEFT - _RIGHT
    known, lines = _faces()[face], [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if known.width(longer) <= most or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _shortened(text: str, face: str, *, half: bool = False) -> str:
    """A line that fits, ended by an ellipsis where it was cut."""
    most = (WIDTH - _LEFT - _RIGHT) // (2 if half else 1)
    known = _faces()[face]
    if known.width(text) <= most:
        return text
    while text and known.width(text + "…") > most:
        text = text[:-1]
    return text.rstrip(" ,;:–-") + "…"


@cache
def _faces() -> dict[str, _Face]:
    """The sheet of type, unpacked."""
    held = zlib.decompress((files("dateline.stages.publish") / "drawing" / "type.bin").read_bytes())
    (size,) = struct.unpack("<I", held[:4])
    told, pixels = json.loads(held[4 : 4 + size]), held[4 + size :]
    return {
        name: _Face(
            MappingProxyType({sign: _letter(row, pixels) for sign, row in face["letters"].items()}),
            MappingProxyType(face["kerning"]),
        )
        for name, face in told.items()
    }


def _letter(row: Sequence[int], pixels: bytes) -> _Letter:
    wide, left, top, across, down, at = row
    packed = pixels[at : at + (across * down + 1) // 2]
    ink = bytearray(2 * len(packed))
    ink[0::2] = packed.translate(_HIGH)
    ink[1::2] = packed.translate(_LOW)
    rows = tuple(bytes(ink[line * across : (line + 1) * across]) for line in range(down))
    return _Letter(wide, left, top, rows)


#: The first and the second of the two shades in a byte.
_HIGH, _LOW = bytes(value >> 4 for value in range(256)), bytes(value & 15 for value in range(256))
