"""Compile the sheet of type that cards are set from.

    python scripts/build_type.py FONTS

FONTS is the folder ``linux-libertine`` of Debian's package fonts-linuxlibertine (SIL Open Font License 1.1).
Writes ``src/dateline/stages/publish/drawing/type.bin``: letters of the Latin, Greek and Cyrillic scripts at
the sizes that a card needs, as shades of ink, with their widths and kerning; the same bytes from the same
fonts and the same Pillow. ``cards.py`` reads it, so that no card needs a font or a library at run time.
"""

from __future__ import annotations

import json
import struct
import sys
import unicodedata
import zlib
from collections.abc import Iterator
from itertools import product
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont, features

RESULT = Path(__file__).parent.parent / "src" / "dateline" / "stages" / "publish" / "drawing" / "type.bin"
#: Face: file, height in pixels.
FACES = {
    "large": ("LinLibertine_RZ.otf", 76),
    "middle": ("LinLibertine_RZ.otf", 58),
    "small": ("LinLibertine_R.otf", 34),
    "name": ("LinLibertine_RZ.otf", 38),
}
RANGES = (
    (0x20, 0x7E), (0xA0, 0x17F), (0x192, 0x192), (0x1A0, 0x1A1), (0x1AF, 0x1B0),
    (0x218, 0x21B), (0x2BC, 0x2BC), (0x386, 0x3CE), (0x400, 0x45F), (0x490, 0x4BB),
    (0x4D8, 0x4D9), (0x4E8, 0x4E9), (0x4EE, 0x4EF), (0x1E9E, 0x1E9E), (0x1EA0, 0x1EF9),
    (0x2010, 0x2015), (0x2018, 0x201E), (0x2020, 0x2022), (0x2026, 0x2026), (0x2030, 0x2030),
    (0x2032, 0x2033), (0x2039, 0x203A), (0x20AC, 0x20AC), (0x20B4, 0x20B4), (0x2116, 0x2116),
    (0x2212, 0x2212),
)  # fmt: skip
#: Kerning is measured between these, in each script.
KERNED = (
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz.,-’“”",
    "АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЬЮЯІЇЄҐабвгдежзиклмнопрстуфхцчшщьюяіїєґ.,-’",
)


def signs(font: ImageFont.FreeTypeFont) -> Iterator[str]:
    """The characters of the ranges that the font has a letter for."""
    blank = bytes(font.getmask("\uffff"))
    for first, last in RANGES:
        for code in range(first, last + 1):
            sign = chr(code)
            if unicodedata.category(sign) != "Cn" and (
                sign in " \u00a0" or bytes(font.getmask(sign)) != blank
            ):
                yield sign


def shaded(font: ImageFont.FreeTypeFont, sign: str) -> tuple[tuple[int, int, int, int], bytes]:
    """Where the ink of a letter lies (left, top, width, height from the upper left), and its shades of 16."""
    left, top, right, bottom = (int(edge) for edge in font.getbbox(sign))
    wide, high = max(0, right - left), max(0, bottom - top)
    if not wide or not high:
        return (0, 0, 0, 0), b""
    picture = Image.new("L", (wide, high))
    ImageDraw.Draw(picture).text((-left, -top), sign, font=font, fill=255)
    return (left, top, wide, high), bytes((shade * 15 + 127) // 255 for shade in picture.tobytes())


def face(path: Path, size: int, pixels: bytearray) -> dict[str, object]:
    """A face: its letters with width and place of the ink, its kerning; the ink goes to ``pixels``."""
    font = ImageFont.truetype(str(path), size, layout_engine=ImageFont.Layout.RAQM)
    letters = {}
    for sign in signs(font):
        box, ink = shaded(font, sign)
        letters[sign] = (round(font.getlength(sign) * 64), *box, len(pixels))
        pixels += bytes(
            high << 4 | low for high, low in zip(ink[0::2], ink[1::2] + b"\0" * (len(ink) % 2), strict=True)
        )
    kerning = {}
    for script in KERNED:
        for pair in product(script, repeat=2):
            apart = sum(letters[sign][0] for sign in pair if sign in letters)
            off = round(font.getlength("".join(pair), features=["-liga", "-dlig"]) * 64) - apart
            if abs(off) >= 32:
                kerning["".join(pair)] = off
    ascent, descent = font.getmetrics()
    return {"size": size, "ascent": ascent, "descent": descent, "letters": letters, "kerning": kerning}


def main(fonts: Path) -> None:
    """Write the sheet."""
    if not features.check("raqm"):
        raise SystemExit("Pillow has no Raqm here, which kerning is measured with")
    pixels = bytearray()
    faces = {name: face(fonts / file, size, pixels) for name, (file, size) in FACES.items()}
    told = json.dumps(faces, separators=(",", ":"), sort_keys=True, ensure_ascii=False).encode()
    RESULT.write_bytes(zlib.compress(struct.pack("<I", len(told)) + told + bytes(pixels), 9))
    sys.stdout.write(f"{RESULT.stat().st_size:,} bytes\n")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    main(Path(sys.argv[1]))
