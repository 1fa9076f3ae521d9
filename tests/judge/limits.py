"""What a page takes of other people's words, counted by a judge that is not ours (HOUSE_STYLE, Rights).

Decides, over all that a page prints, whether a quotation is too long, an outlet quoted too often, too much of
one article quoted, or a run of words shared with a source outside quotation. Words printed twice are taken
once. Does NOT share code with ``narrate/wording/limits``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from dateline.core.pages import LineKind, Page
from tests.judge.pages import Printed, Reports, printed
from tests.judge.reading import plain, quotations, unquoted

QUOTE_WORDS = 25
QUOTES_PER_OUTLET = 3
QUOTED_SHARE = 0.1
RUN_WORDS = 12
_WORD = re.compile(r"\w+(?:['’.-]\w+)*")


def breaches(page: Page, reports: Reports) -> Iterator[str]:
    """The limits that a page breaks: of its quotations, then of the runs that it shares."""
    yield from _quoted_too_much(page, reports)
    yield from _shared_runs(page, reports)


def _words(text: str) -> list[str]:
    return _WORD.findall(plain(text).lower())


def _quoted_too_much(page: Page, reports: Reports) -> Iterator[str]:
    taken: dict[str, set[str]] = defaultdict(set)
    for item in printed(page):
        if item.what == LineKind.HEADLINE and item.text in _titles(item, reports):
            continue  # a title as its report has it, printed with every credit
        for quotation in quotations(item.text):
            if len(_words(quotation)) > QUOTE_WORDS:
                yield f"{item.what} {item.text!r}: {len(_words(quotation))} words in quotation"
            if item.evidence:
                taken[item.evidence[0].report].add(plain(quotation).strip(" ,.?!"))
    by_outlet: dict[str, int] = defaultdict(int)
    for name, parts in sorted(taken.items()):
        report, whole = reports[name], _whole(parts)
        by_outlet[report.outlet or name] += len(whole)
        amount, length = sum(len(_words(words)) for words in whole), len(_words(report.text))
        if not report.rights.open_licence and amount > QUOTED_SHARE * length:
            yield f"{name}: {amount} words of {length} quoted: {whole}"
    for outlet, times in sorted(by_outlet.items()):
        if times > QUOTES_PER_OUTLET:
            yield f"{outlet}: {times} quotations"


def _titles(item: Printed, reports: Reports) -> set[str]:
    return {reports[span.report].title for span in item.evidence}


def _whole(parts: set[str]) -> list[str]:
    """The quotations that are no part of another one."""
    return sorted(one for one in parts if not any(one != other and one in other for other in parts))


def _shared_runs(page: Page, reports: Reports) -> Iterator[str]:
    closed = {
        tuple(words[at : at + RUN_WORDS])
        for report in reports.values()
        if not report.rights.open_licence
        for words in [_words(report.text)]
        for at in range(len(words) - RUN_WORDS + 1)
    }
    for item in printed(page):
        for piece in unquoted(item.text):
            words = _words(piece)
            runs = (tuple(words[at : at + RUN_WORDS]) for at in range(len(words) - RUN_WORDS + 1))
            if run := next((run for run in runs if run in closed), None):
                yield f"{item.what} {item.text!r}: shares {' '.join(run)!r}"
