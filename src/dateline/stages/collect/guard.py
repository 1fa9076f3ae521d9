"""What of a feed is refused before anything parses it: size, declarations of entities, floods of markup.

Decides by counting alone, in time linear in the size. The limits are those at which feedparser still takes
less than two seconds (``benchmarks/torture.py``); honest feeds stay far below.
"""

from __future__ import annotations

import re

from dateline.core.errors import InputError
from dateline.stages.collect.inflate import MIB

LARGEST = 10 * MIB
MOST_ENTRIES = 5_000
MOST_MARKS = 80_000  # start and end tags beside CDATA
MOST_REFERENCES = 400_000  # entities and characters by number; escaped HTML is full of them
MOST_PREFIXES = 200  # names of namespaces, each looked through for every element
LONGEST_TAG = 1 << 16
MOST_ATTRIBUTES = 200

_ENTITY = re.compile(r"<!ENTITY|<!DOCTYPE[^<>\[]{0,2000}\[", re.IGNORECASE)
_ENDLESS_TAG = re.compile(rf"<[A-Za-z][^<>]{{{LONGEST_TAG}}}")
_LONG_TAG = re.compile(r"<[A-Za-z][^<>]{1000,}")
_VALUE = re.compile(r"=\s*[\"']")
_ENTRY = re.compile(r"<(?:\w{1,40}:)?(?:item|entry)[\s/>]")
_PREFIX = re.compile(r"\bxmlns:([\w.-]{1,80})")
_CDATA, _CDATA_END = "<![CDATA[", "]]>"


def guard_size(content: bytes, name: str) -> None:
    """Refuses a feed of more than 10 MiB, unread. Raises ``InputError``."""
    if len(content) > LARGEST:
        raise InputError(name, f"a feed of more than {LARGEST // MIB} MiB", "ask its owner for a shorter one")


def guard(text: str, name: str) -> None:
    """Refuses a feed that would cost more than it can be worth. Raises ``InputError``."""
    if _ENTITY.search(text):
        raise InputError(name, "a feed that declares XML entities", "refused: no honest feed needs them")
    if _ENDLESS_TAG.search(text):
        raise InputError(
            name, f"a feed with a tag of more than {LONGEST_TAG // 1024} KiB", "refused as hostile"
        )
    if any(len(_VALUE.findall(tag[0])) > MOST_ATTRIBUTES for tag in _LONG_TAG.finditer(text)):
        raise InputError(
            name, f"a feed with a tag of more than {MOST_ATTRIBUTES} attributes", "refused as hostile"
        )
    marks, references = _floods(text)
    prefixes = {found[1] for found in _PREFIX.finditer(text)}
    if marks > MOST_MARKS or references > MOST_REFERENCES or len(prefixes) > MOST_PREFIXES:
        raise InputError(name, "a feed with more markup than its size can need", "refused as hostile")
    if sum(1 for _ in _ENTRY.finditer(text)) > MOST_ENTRIES:
        raise InputError(name, f"a feed of more than {MOST_ENTRIES} entries", "split it")


def _floods(text: str) -> tuple[int, int]:
    """How many marks and references the text has beside its CDATA, whose own marks are counted."""
    marks = references = at = 0
    while (start := text.find(_CDATA, at)) >= 0 and (end := text.find(_CDATA_END, start)) >= 0:
        marks += text.count("<", at, start) + 1
        references += text.count("&", at, start)
        at = end
    return marks + text.count("<", at), references + text.count("&", at)
