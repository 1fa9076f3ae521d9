"""Which of two versions of an article is the later.

Decides by times, words and terms. Typography is no change: quotation marks, dashes, blanks, and what a page
counts or dates by itself. Whether two reports are the same article is ``identity``'s, what changed
between them ``differences``'; near copies with other words are ``group``'s.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from dateline.core.ids import digest
from dateline.core.text import fold, paragraphs, words
from dateline.core.types import Report, Rights

_BLANKS = re.compile(r"\s+")
_DASHES = re.compile(r"\s*[-‐‑‒–—―−]+\s*")
_QUOTES = re.compile(r"\s*[\"'`´‘’‚‛“”„‟«»‹›「」『』]+\s*")
_CUT = re.compile(r"\s*(?:\[?(?:\.{3}|…)\]?)\s*$")
#: A paragraph that a page writes by itself: when it was touched, how long it takes, how many said what.
#: Data: add a form here.
_RUNNING = re.compile(
    r"(?:(?:last |first )?(?:updated?|modified|published|posted)|(?:zuletzt )?aktualisiert|stand"
    r"|veröffentlicht|mise? à jour|publié|actualizado|publicado|aggiornato"
    r"|обновлено|опубликовано|оновлено|опубліковано)"
    r"\b(?:[^.!?\n]|(?<=\d)\.){0,60}\d(?:[^.!?\n]|(?<=\d)\.){0,40}\.?"
    r"|\d[\d.,]* ?[km]? (?:comments?|shares?|views?|likes?|min(?:utes?)?(?: read)?|kommentare?|commentaires?"
    r"|comentarios|комментари\w+|коментар\w+)(?: ago)?\.?",
    re.IGNORECASE,
)
#: A text of fewer words may be what a site prints under every headline.
SHORT = 80


def fingerprint(report: Report) -> str:
    """A digest of the outlet and the words: equal for one article under two addresses.

    A short text counts with its title, since a site may print it under every headline; where there is no
    text, the address is all that tells one report from the next.
    """
    text = level(report.text)
    parts = [fold(report.outlet), text]
    if len(words(text)) < SHORT:
        parts.append(level(report.title))
    if not text:
        parts.append(report.canonical or report.url or report.id)
    return digest("fingerprint", *parts, size=15)


def same_words(report: Report, held: Report) -> bool:
    """Whether title and text of two versions differ in typography at most."""
    return (level(report.text), level(report.title)) == (level(held.text), level(held.title))


def same_terms(report: Report, held: Report) -> bool:
    """Whether two versions may be used alike."""
    return _terms(report.rights) == _terms(held.rights)


def _terms(rights: Rights) -> tuple[Any, ...]:
    kept = (rights.may_fetch, rights.may_index, rights.may_summarise, rights.store_days)
    models = (rights.may_model_local, rights.may_model_remote)
    return (rights.licence, rights.quote_words, rights.reserved, rights.paywalled, *kept, *models)


def supersedes(report: Report, held: Report) -> bool:
    """Whether ``report`` is a later version of the article that ``held`` is a version of.

    The times decide where both have one; else other words or other terms do. The same words on the same
    terms are no new version, and a teaser, being the beginning of what is held, replaces nothing, unless
    it says that it was updated since: an article may lose its end to a correction. A reservation always
    counts.
    """
    new_terms = not same_terms(report, held)
    if new_terms and report.rights.reserved:
        return True
    if same_words(report, held) and not new_terms:
        return False
    order = _order(report, held)
    if _is_teaser(report, held) and not new_terms and not (report.updated and order == 1):
        return False
    return order != -1


def _order(report: Report, held: Report) -> int | None:
    """1 where the report is later than what is held, -1 where it is earlier; None where no time tells."""
    at, before = report.updated or report.published, held.updated or held.published
    if at is None or before is None:
        return None
    return (at.at > before.at) - (at.at < before.at)


def _is_teaser(report: Report, held: Report) -> bool:
    new, old = level(_CUT.sub("", report.text)), level(held.text)
    return old.startswith(new) and new != old


@lru_cache(maxsize=128)
def level(text: str) -> str:
    """A text as two spellings of it compare: case, accents, typography and running paragraphs left out."""
    kept = (text[start:end] for start, end in paragraphs(text))
    told = " ".join(part for part in kept if not _RUNNING.fullmatch(part))
    return _BLANKS.sub(" ", fold(_DASHES.sub("-", _QUOTES.sub("'", told)).replace("…", "..."))).strip()
