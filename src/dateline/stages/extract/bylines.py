"""The names in a byline: people and agencies, without "By", roles and addresses.

Decides what is a name and what only stands beside one. Does not resolve two spellings to one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from dateline.core.text import tidy

_LEAD = re.compile(
    r"^(?:(?:written|posted|reported|edited|story|article|words)\s+)?(?:by|von|par|por|autor|author)\b:?\s+",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(r"\s*(?:[,;|•·/]|\s(?:and|und|et|y|&)\s|\n)\s*", re.IGNORECASE)
_TRAIL = re.compile(r"\s*(?:\(.*|\[.*|\bon\s+\d.*|\s[-–—]\s.*|@.*|\bfor\s+(?:the\s+)?[A-Z].*)$")
_ADDRESS = re.compile(r"https?:|www\.|\w@\w|\w\.[a-z]{2,6}/", re.IGNORECASE)
#: What stands where a name should: roles, rooms, buttons, academic degrees.
_NO_NAME = re.compile(
    r".*[\d<>{}].*|(?:site )?admin(?:istrator)?|editors?|staff|guest|authors?|unknown|none|null|no author"
    r"|redaktion|contributors?|reporters?|correspondents?|online|web|senior .*|revised edition.*"
    r"|(?:updated|published|posted|share|follow|view all|more|read)\b.*|comments?"
    r"|.* (?:editor|correspondent|reporter|producer|writer|reports)|ph\.?\s?d\.?|m\.?d\.?",
    re.IGNORECASE,
)
#: What may follow the name on a byline: nothing, a date, or others who wrote it.
_AFTER_NAME = re.compile(r"\W*|[\s,|·•–—-].*\d.*|(?:,| and| &) .{1,60}")
_LONGEST = 60
_LONGEST_LINE = 100
_MOST = 8


def is_byline(paragraph: str, author: str) -> bool:
    """Whether a paragraph is the byline that names the author: "By Ada Quill, 3 June 2024 10:15"."""
    rest = _LEAD.sub("", paragraph)
    if not author or rest == paragraph or len(rest) > _LONGEST_LINE or not rest.startswith(author):
        return False
    return _AFTER_NAME.fullmatch(rest[len(author) :]) is not None


def people(bylines: Iterable[str]) -> tuple[str, ...]:
    """The names in the bylines, each once, at most eight."""
    names: dict[str, None] = {}
    for byline in bylines:
        text = _LEAD.sub("", tidy(byline))
        if _ADDRESS.search(text) or len(text) > _LONGEST * _MOST:
            continue
        for part in _SEPARATOR.split(text):
            name = _TRAIL.sub("", _LEAD.sub("", part)).strip(" :,-–—|")
            if 2 < len(name) <= _LONGEST and not _NO_NAME.fullmatch(name):
                names.setdefault(name)
    return tuple(names)[:_MOST]
