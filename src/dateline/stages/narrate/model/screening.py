"""What of a source's text is data for a language model: readable words, and no orders.

Decides which characters are dropped (what no reader sees), what is markup, and which paragraphs speak to a
machine and are not sent at all. It is the first of several fences: what gets past it is still only data, and
every line of the answer is judged. The orders are in ``orders.toml``.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Collection
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from dateline.core.text import paragraphs
from dateline.core.types import Report, Span

if TYPE_CHECKING:
    from dateline.core.pages import Clipping

#: What HTML hides, up to its end or, where it has none, to the end of the text.
_HIDDEN_ELEMENT = re.compile(
    r"<(script|style|template|noscript)\b.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)"
    r"|<(\w+)\b[^<>]*(?:display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0|opacity\s*:\s*0\b|\bhidden\b"
    r"|color\s*[:=]\s*[\"']?(?:#fff(?:fff)?|white)\b)[^<>]*>.*?(?:</\2\s*>|\Z)",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(r"</?[a-z][^<>]{0,500}>", re.IGNORECASE)
#: Markdown: an image is dropped, a link keeps its words.
_IMAGE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_URL = re.compile(r"\b(?:[a-z][a-z0-9+.-]{1,15}://|www\.|mailto:|javascript:|data:)\S+", re.IGNORECASE)
_FENCES = re.compile(r"`{1,3}|~{3,}|\*\*|__")
#: Kinds of character that no reader sees: controls, formats (zero-width, bidirectional, the tags of plane
#: 14 in which text can be hidden), private use, surrogates, unassigned.
_UNSEEN = frozenset(("Cc", "Cf", "Co", "Cs", "Cn"))
#: Of these, what words of Indic and Persian need.
_JOINERS = "\u200c\u200d"
_VARIATIONS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")


def plain(text: str) -> str:
    """The text in one line as a reader sees it: nothing hidden, no markup, no address of the web."""
    for pattern in (_HIDDEN_ELEMENT, _IMAGE, _TAG):
        text = pattern.sub(" ", text)
    text = _URL.sub(" ", _LINK.sub(r"\1", text))
    return " ".join(seen(_FENCES.sub("", text)).split())


def seen(text: str) -> str:
    """The text without the characters that no reader sees; breaks of lines become spaces."""
    text = _VARIATIONS.sub("", text)
    if text.isascii() and text.isprintable():
        return text
    return "".join(_shown(letter) for letter in text)


def _shown(letter: str) -> str:
    if letter in "\n\r\t\v\f\u2028\u2029":
        return " "
    return "" if unicodedata.category(letter) in _UNSEEN and letter not in _JOINERS else letter


def unseen(text: str) -> bool:
    """Whether there is a character that no reader sees; a break of the line is one in a printed line."""
    return seen(text) != text


def markup(text: str) -> bool:
    """Whether the text has markup or an address in it, so that it is more than words."""
    return any(pattern.search(text) for pattern in (_TAG, _IMAGE, _LINK, _URL, _FENCES))


def ordering(text: str) -> bool:
    """Whether a paragraph speaks to a machine: an order, a turn of a chat, an answer made ready."""
    shown = unicodedata.normalize("NFKC", seen(text))
    return any(pattern.search(shown) for pattern in _orders())


def barred(report: Report) -> tuple[Span, ...]:
    """What of a report no model sees: paragraphs that speak to a machine, and stretches that are hidden."""
    text = report.text
    orders = [(start, end) for start, end in paragraphs(text) if ordering(text[start:end])]
    hidden = [found.span() for found in _HIDDEN_ELEMENT.finditer(text)] if "<" in text else []
    return tuple(Span(report=report.id, start=start, end=end) for start, end in (*orders, *hidden))


def sendable(clipping: Clipping, remote: bool) -> str:
    """Why nothing of a report may be sent to a model; empty where it may.

    ``remote`` is whether it would leave the operator's own network (HOUSE_STYLE, Rights).
    """
    rights = clipping.report.rights
    if rights.reserved or not clipping.report.text:
        return "its rights are reserved"
    if not rights.may_summarise:
        return "its terms allow no summary"
    if remote and not rights.may_model_remote:
        return "its terms allow no language model outside"
    if not remote and not rights.may_model_local:
        return "its terms allow no language model"
    return ""


def within(span: Span, stretches: Collection[Span]) -> bool:
    """Whether a span touches one of the stretches."""
    return any(s.report == span.report and s.start < span.end and span.start < s.end for s in stretches)


@cache
def _orders() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(order["pattern"], re.IGNORECASE | re.MULTILINE) for order in order_table())


@cache
def order_table() -> tuple[dict[str, str], ...]:
    """The orders as they stand in the table, each with its examples."""
    text = (resources.files("dateline.stages.narrate.model") / "orders.toml").read_text("utf-8")
    return tuple(tomllib.loads(text)["order"])
