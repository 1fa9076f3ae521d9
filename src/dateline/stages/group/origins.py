"""Which reports are copies of one text, so that they count as one origin.

Decides by exact overlap of word shingles; MinHash only finds the pairs worth a look, and a common credit to
an agency only lowers the bar. Within one story, reports that have their matter from one agency (``agencies``)
are one origin even without a copy. Does not decide who wrote a text first beyond who published it first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dateline.core.text import fold, paragraphs, words
from dateline.core.types import Report
from dateline.stages.group.agencies import origin_id
from dateline.stages.group.filing import Desk
from dateline.stages.group.options import Copies

#: How a text credits the agency that it is from. Data: add a form here.
_CREDITS = (
    # RIESA (Elbe Press) - …, in the first paragraph
    re.compile(r"\A[^\n(]{0,80}\(([A-Z][\w.&' -]{1,40})\)\s{0,2}[-–—:]"),
    # (Elbe Press), alone at either end of a paragraph
    re.compile(r"\A\(([A-Z][\w.&' -]{1,40})\)"),
    re.compile(r"\(([A-Z][\w.&'-]{1,20}(?: [A-Z][\w.&'-]{1,20}){0,3})\)\Z"),
    # AP -
    re.compile(r"\A(?:[A-Z][\w. ]{1,40}, )?([A-Z]{2,5})\s{0,2}[-–—]\s"),
    # Elbe Press Agency, wherever it stands in the first or last paragraph
    re.compile(r"\b((?:(?!The\b)[A-Z][\w-]{1,20} ){1,3}(?:Press|News) (?:Agency|Association|Service))\b"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Copied:
    """For each report the index of the first of its copy group (its own, if it is no copy).

    ``share`` is how much of the shorter text stands in the other one, for each report that is a copy.
    """

    first: tuple[int, ...]
    share: dict[int, float]


def origins_of(
    desk: Desk, copies: Copied, stories: Sequence[str], agencies: Sequence[str]
) -> tuple[str, ...]:
    """The origin of each report on the desk; ``agencies`` are those that supplied them (``suppliers``).

    It is what came with the report; else what its copy group was filed under before; else what came with the
    first of the group that has one; else that of the agency which supplied the group's story; else the id of
    the group's first report. Of an agency's own reports and those who credit it, each story has one origin.
    """
    filed: dict[int, str] = {}
    given: dict[int, str] = {}
    for at, first in enumerate(copies.first):
        if member := desk.member(at):
            filed.setdefault(first, member.origin)
        if desk.reports[at].origin:
            given.setdefault(first, desk.reports[at].origin)
    supplied = _supplied(copies, stories, agencies, {**given, **filed})
    return tuple(
        report.origin or filed.get(first) or given.get(first) or supplied.get(first) or desk.reports[first].id
        for report, first in zip(desk.reports, copies.first, strict=True)
    )


def _supplied(
    copies: Copied, stories: Sequence[str], agencies: Sequence[str], settled: Mapping[int, str]
) -> dict[int, str]:
    """The origin of each copy group that is an agency's: the one that the agency has in its story."""
    matter: dict[int, tuple[str, str]] = {}
    for at, first in enumerate(copies.first):
        if agencies[at]:
            matter.setdefault(first, (stories[at], agencies[at]))
    known: dict[tuple[str, str], str] = {}
    for first, held in matter.items():
        if first in settled:
            known.setdefault(held, settled[first])
    return {first: known.get(held) or origin_id(*held) for first, held in matter.items()}


def copied(reports: Sequence[Report], options: Copies) -> Copied:
    """The copy groups among reports that are in order of time."""
    shingles = [_shingles(report.text, options.shingle) for report in reports]
    credits = [credited(report.text) for report in reports]
    first = list(range(len(reports)))
    share: dict[int, float] = {}
    for later, earlier in _candidates(shingles, options):
        one, other = shingles[later], shingles[earlier]
        common = len(one & other)
        contained = common / min(len(one), len(other))
        same_credit = bool(credits[later] & credits[earlier])
        bar = options.contained_credited if same_credit else options.contained
        if contained >= bar and common / len(one | other) >= options.alike:
            share[later] = max(contained, share.get(later, 0.0))
            _unite(first, later, earlier)
    return Copied(first=tuple(_root(first, at) for at in range(len(first))), share=share)


def credited(text: str) -> frozenset[str]:
    """The agencies that the first or last paragraph credits, folded."""
    spans = list(paragraphs(text))
    ends = {text[start:end] for start, end in (spans[:1] + spans[-1:])}
    return frozenset(fold(found) for end in ends for form in _CREDITS for found in form.findall(end[:2000]))


def _shingles(text: str, length: int) -> frozenset[str]:
    tokens = words(text.casefold().replace("’", "'"))
    return frozenset(" ".join(tokens[at : at + length]) for at in range(len(tokens) - length + 1))


def _candidates(shingles: Sequence[frozenset[str]], options: Copies) -> Iterator[tuple[int, int]]:
    """Pairs (later, earlier) that MinHash thinks alike, in order."""
    from rensa import RMinHash, RMinHashLSH

    index = RMinHashLSH(options.alike, options.permutations, options.bands)
    for at, held in enumerate(shingles):
        if len(held) < options.shortest:
            continue
        sketch = RMinHash(options.permutations, options.seed)
        sketch.update(sorted(held))
        yield from ((at, earlier) for earlier in sorted(index.query(sketch)))
        index.insert(at, sketch)


def _root(first: list[int], at: int) -> int:
    while first[at] != at:
        at = first[at]
    return at


def _unite(first: list[int], one: int, other: int) -> None:
    low, high = sorted((_root(first, one), _root(first, other)))
    first[high] = low
