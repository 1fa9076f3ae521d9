"""Bytes of a page to text: what the page says of its encoding, and what its bytes look like.

Which of them to believe is decided in ``core/charset.py``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.core import charset
from dateline.core.charset import Decoded
from dateline.stages.extract.language import detect

_DECLARED = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})|<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})",
    re.IGNORECASE,
)
#: The encodings of Latin letters, by the names that charset-normalizer gives.
_LATIN = frozenset(
    (
        *(f"cp125{page}" for page in (0, 2, 4, 7, 8)),
        *(f"iso8859_{part}" for part in (1, 2, 3, 4, 9, 10, 13, 14, 15, 16)),
        *(
            "latin_1",
            "cp437",
            "cp775",
            "cp850",
            "cp852",
            "cp857",
            "cp858",
            "mac_roman",
            "mac_latin2",
            "hp_roman8",
        ),
    )
)
#: Languages in Latin letters that are not in Windows-1252 -> what they are in.
_OF_LANGUAGE = (
    dict.fromkeys(("cs", "sk", "pl", "hu", "hr", "bs", "sl", "ro", "sq"), "cp1250")
    | dict.fromkeys(("tr", "az", "tk"), "cp1254")
    | dict.fromkeys(("lt", "lv", "et"), "cp1257")
    | {"vi": "cp1258"}
)
_LOOK = 1 << 16  # bytes; a declaration belongs into the first 1,024, and is found in wrong places


def decode(content: bytes, header: str = "") -> Decoded | None:
    """The page as text and what said so, or None where no encoding makes sense of it."""
    return charset.decode(content, header, _labels(content), sniffed)


def _labels(content: bytes) -> Iterator[str]:
    for match in _DECLARED.finditer(content[:_LOOK]):
        yield (match[1] or match[2]).decode("ascii", "replace")


def sniffed(content: bytes) -> Iterator[str]:
    """The encodings that the bytes look like, the likeliest first.

    Those of Latin letters look much alike: there the words tell the language, and that the encoding.
    """
    from charset_normalizer import from_bytes

    found = from_bytes(content)
    best = found.best()
    if best is not None and best.encoding in _LATIN:
        yield _OF_LANGUAGE.get(detect(content.decode("cp1252", "replace"))[0], "cp1252")
    for match in found:
        yield match.encoding
        yield from match.could_be_from_charset
