"""The small languages in which terms are stated: licences, and directives addressed to robots.

Decides what a licence's name or address allows at all, and which directives of a header are meant for us.
What follows from them is decided by ``stages/extract/rights.py``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from functools import lru_cache

#: The token by which hosts address us, in robots.txt, in headers and on pages; compared without case.
PRODUCT = "dateline"


class Licence(StrEnum):
    """What a statement of rights amounts to, from the widest to none.

    ``OPEN`` lets us reprint with credit; ``BOUND`` not change the text or not sell it (NC, ND);
    ``OTHER`` are terms that we do not know; ``NOTICE`` only says whose the words are.
    """

    OPEN = "open"
    BOUND = "bound"
    OTHER = "other"
    NOTICE = "notice"


#: Looked for in this order, in lower case; the first that is found decides.
_KINDS = (
    (Licence.NOTICE, r"all rights reserved|alle rechte vorbehalten|tous droits réservés|derechos reservados"),
    (Licence.NOTICE, r"\b(?:photos?|images?|pictures?|illustrations?|fotos?|bilder)\b"),  # of a part only
    (Licence.BOUND, r"creativecommons\.org/licenses/[a-z-]*\bn[cd]\b|\bcc[ -]by[a-z -]*\bn[cd]\b"),
    (Licence.BOUND, r"creative commons\b.*\bno[nt]?-?\s?(?:commercial|deriv)"),
    (Licence.OPEN, r"creativecommons\.org/(?:licenses/by(?:-sa)?(?:/|$)|publicdomain/)|\bcc0\b"),
    (Licence.OPEN, r"\bcc[ -]by(?:[ -]sa)?\b|^creative commons attribution\b|^public domain\b"),
    (
        Licence.OPEN,
        r"open[ -]government[ -]licen[cs]e|^ogl\b|^licence ouverte\b|^etalab\b|\bdl-de[/-](?:by|zero)",
    ),
    (Licence.NOTICE, r"©|\(c\)|\bcopyright\b|^$"),
)
_KNOWN = tuple((kind, re.compile(pattern)) for kind, pattern in _KINDS)
_LONGEST = 500

#: Directives that have a value after a colon; any other word before a colon is a robot's name.
_VALUED = frozenset(("max-snippet", "max-image-preview", "max-video-preview", "unavailable_after"))
_NAME = re.compile(r"[a-z][a-z0-9_-]*")


@lru_cache(maxsize=1024)
def licence_kind(text: str) -> Licence:
    """What a licence, given by name, by address or in a sentence, amounts to."""
    said = text[:_LONGEST].strip().lower()
    return next((kind for kind, pattern in _KNOWN if pattern.search(said)), Licence.OTHER)


def directives(value: str, product: str = PRODUCT) -> tuple[str, ...]:
    """The directives of an ``X-Robots-Tag`` that are for everybody or for ``product``, in lower case.

    A robot's name and a colon address all that follows, up to the next name.
    """
    return tuple(directive for robot, directive in _addressed(value) if robot in ("", "*", product.lower()))


def _addressed(value: str) -> Iterator[tuple[str, str]]:
    robot = ""
    for said in value.lower().split(","):
        name, colon, rest = (part.strip() for part in said.partition(":"))
        named = colon and name not in _VALUED and (name == "*" or _NAME.fullmatch(name))
        robot = name if named else robot
        if directive := rest if named else said.strip():
            yield robot, directive
