"""Unnamed sources: they give no opinion, and do not grow in rank (HOUSE_STYLE rule 5).

Decides by tables of English phrases who is unnamed, what is an opinion, and who outranks whom.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.stages.proof.case import Case, Objection
from dateline.stages.proof.claims.counterparts import counterparts
from dateline.stages.proof.ground.quotemarks import quoted
from dateline.stages.proof.ground.stretches import span_of

_PEOPLE = "officials|sources|diplomats|aides|insiders|advisers|advisors|lawmakers|activists|residents|experts"
#: Somebody without a name, with at most three words before that say of what: "US officials".
_UNNAMED = (
    rf"(?:(?:[\w.’'-]+ ){{0,3}}(?:{_PEOPLE})|(?:an? |one )(?:[\w-]+ )?(?:official|source|diplomat|aide))"
)
_OPINION = (
    "echoed|condemned|praised|hailed|criticised|criticized|slammed|lauded|applauded|welcomed|denounced|mocked|"
    "believe|believes|believed|think|thinks|thought|feel|feels|felt|fear|fears|feared|hope|hopes|hoped|"
    "expressed (?:concern|concerns|hope|fear|doubt|optimism|confidence|frustration|outrage)|"
    "voiced (?:concern|concerns|fears|doubts)|emphasi[sz]ed the need|stressed the need|doubt|doubts|doubted"
)
_UNNAMED_OPINION = re.compile(rf"\b{_UNNAMED} (?:also |have |has |had )?(?:{_OPINION})\b", re.IGNORECASE)
#: Claims and views that nobody has: "unverified claims of", "is seen as", "attributed to".
_NOBODYS = re.compile(
    r"\b(?:unverified|unconfirmed|widespread) (?:claims|reports|allegations|rumou?rs) (?:of|that)\b"
    r"|\b(?:is|are|was|were|been) (?:widely |largely |generally )?(?:seen|regarded|viewed|considered) as\b"
    r"|\b(?:attributed|ascribed) to\b(?! [^.]{0,60}\bby\b)",
    re.IGNORECASE,
)
#: Twice the same reserve in one sentence: "reportedly …, according to".
_RESERVES = re.compile(
    r"\b(?:reportedly|allegedly|supposedly)\b"
    r"(?=.{1,400}\b(?:according to|as reported by|reports? (?:from|by))\b)",
    re.IGNORECASE | re.DOTALL,
)
#: Who a source may not be made into: the word of the draft, and the only word that the source has.
_RANKS = {
    "officials": ("source", "sources", "person", "people familiar"),
    "official": ("source", "sources", "person"),
    "government": ("source", "sources"),
    "experts": ("blogger", "bloggers", "users", "source"),
}
_RANKED = re.compile(
    r"\b(?P<rank>officials?|government|experts)\b"
    r"(?= (?:\w+ )?(?:say|says|said|told|confirmed|warned|added)\b)",
    re.IGNORECASE,
)
_ALIKE = 0.4


def unnamed_opinion(case: Case) -> Iterator[Objection]:
    """An opinion of people without names: officials praised, sources fear."""
    yield from _phrases(
        case, _UNNAMED_OPINION, "is an opinion of nobody named: name one who holds it, or cut"
    )


def claim_of_nobody(case: Case) -> Iterator[Objection]:
    """A claim, a blame or a view that nobody is said to hold."""
    yield from _phrases(case, _NOBODYS, "does not say by whom: say who, or leave it out")


def double_reserve(case: Case) -> Iterator[Objection]:
    """The same reserve twice in one sentence: "reportedly" beside "according to"."""
    yield from _phrases(case, _RESERVES, "and the named report say the same thing twice: keep the report")


def raised_source(case: Case) -> Iterator[Objection]:
    """A source that has become officials: the source sentence has only the lesser word."""
    for passage in case.passages:
        if not passage.ground.stretches:
            continue
        for match in _RANKED.finditer(passage.text):
            rank = match["rank"].lower()
            near = counterparts(passage.ground, passage.text)
            if not near or near[0].share < _ALIKE or rank.rstrip("s") in near[0].sentence.text.lower():
                continue
            lower = near[0].sentence.text.lower()
            if less := next((word for word in _RANKS[rank] if re.search(rf"\b{word}\b", lower)), ""):
                start, end = passage.start + match.start(), passage.start + match.end()
                why = f"The source speaks of “{less}”, not of “{rank}”."
                yield Objection(start=start, end=end, why=why, evidence=(span_of(near[0].sentence),))


def _phrases(case: Case, pattern: re.Pattern[str], why: str) -> Iterator[Objection]:
    for passage in case.passages:
        marks = list(quoted(passage.text))
        for match in pattern.finditer(passage.text):
            if not any(start <= match.start() < end for start, end in marks):
                start, end = passage.start + match.start(), passage.start + match.end()
                yield Objection(start=start, end=end, why=f"“{match.group()}” {why}.")
