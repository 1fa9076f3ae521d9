"""Markup that leaked into print, characters that no reader can see, and text that a program left.

Decides by the draft's text alone. It does not decide what is markup in a Markdown or HTML file:
``drafts.webpages`` has taken that off before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.stages.proof.case import Case, Objection

_TAGS = (
    "a|abbr|article|b|blockquote|body|br|button|code|div|em|figcaption|figure|font|h[1-6]|head|hr|html|i|"
    "iframe|img|input|li|link|meta|ol|p|picture|pre|script|section|small|span|strong|style|sub|sup|svg|"
    "table|tbody|td|th|time|tr|u|ul|video"
)
_ENTITIES = "amp|lt|gt|quot|apos|nbsp|[lr][sd]quo|[nm]dash|hellip|copy"
#: What is looked for: its name in plain words, and a pattern that cannot backtrack far.
_LEAKS = (
    ("asterisks of bold type", r"\*\*\S(?:[^*\n]{0,400}\S)?\*\*"),
    ("underscores of bold type", r"(?<!\w)__\w[^_\n]{0,400}__(?!\w)"),
    ("a Markdown link", r"!?\[[^\[\]\n]{1,200}\]\([^()\s]{1,400}\)"),
    ("a Markdown heading", r"^#{1,6} (?=\S)"),
    ("a code fence", r"```|~~~"),
    ("an HTML tag", rf"</?(?:{_TAGS})(?:\s[^<>\n]{{0,400}})?/?>"),
    ("an HTML comment", r"<!--|-->|<!\[CDATA\[|<!doctype"),
    ("an HTML entity", rf"&(?:#\d{{1,7}}|#x[0-9a-f]{{1,6}}|{_ENTITIES});"),
    (
        "a template's placeholder",
        r"\{\{[^{}\n]{0,200}\}\}|\{%[^{}\n]{0,200}%\}|\$\{[^{}\n]{0,200}\}|<%=?",
    ),
    (
        "a shortcode",
        r"\[/?(?:b|i|u|url|img|quote|caption|embed|gallery|video)(?:[= ][^\[\]\n]{0,200})?\]",
    ),
    ("a wiki link", r"\[\[[^\[\]\n]{1,200}\]\]"),
    ("an escape of a programming language", r"\\u[0-9a-f]{4}|\\x[0-9a-f]{2}|\\[nt](?=[A-Z\\]|$)"),
    ("a value that a program printed", r"\[object Object\]|\bundefined undefined\b|\bNaN%"),
    ("text in place of a character", "\ufffd|â€(?:™|œ|\u009d|“|”)|Ã[©¨¼¶¤±]"),
    ("an invisible character", "[\u200b\u200e\u200f\u2060\ufeff\u202a-\u202e\u2066-\u2069]+"),
    ("a control character", r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]+"),
    (
        "a note to the desk",
        r"\b(?:TODO|TKTK|FIXME)\b|\[(?:insert|placeholder)[^\[\]\n]{0,60}\]|\blorem ipsum\b",
    ),
    (
        "a language model speaking of itself",
        r"\bas an ai(?: language)? model\b|\bmy knowledge cutoff\b",
    ),
)
LEAKS = tuple((name, re.compile(pattern, re.IGNORECASE | re.MULTILINE)) for name, pattern in _LEAKS)
#: Tokens of language processing in place of words: never meant for print, yet no fault of the facts.
_TOKENS = re.compile(r"\[?\bUNK\b\]?|<unk>|-[LR][RSC]B-|\[(?:CLS|SEP|PAD|MASK)\]|<\|[a-z_]{1,20}\|>")


def program_token(case: Case) -> Iterator[Objection]:
    """Tokens that a program for language left in place of words."""
    for match in _TOKENS.finditer(case.draft.text):
        why = "A program left this in place of a word."
        yield Objection(start=match.start(), end=match.end(), why=why)


def markup_leak(case: Case) -> Iterator[Objection]:
    """Markup, entities, placeholders and invisible characters that a reader would see or trip over."""
    for name, pattern in LEAKS:
        for match in pattern.finditer(case.draft.text):
            why = f"This is {name}, not text for a reader."
            yield Objection(start=match.start(), end=match.end(), why=why)
