"""How many turned claims `proof` catches: denials put in or left out, opposites, roles that changed places.

    python benchmarks/claims.py REPORTS.jsonl [--most 200] [--lower]

Source: a whole report. Draft: one of its sentences, turned in one place. Caught: a finding of severity
"error" (in brackets: any finding). No set is tuned on: the sentences are drawn by position.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from dateline.core.contract import report_from
from dateline.core.pages import Clipping, Severity
from dateline.core.types import Clause, Facts, Report
from dateline.stages import interpret
from dateline.stages.proof import Draft, proof
from dateline.stages.proof.claims.opposites import sides_of
from dateline.stages.proof.claims.polarity import denies
from dateline.stages.proof.claims.tables import sides

_AUXILIARY = re.compile(r"\b(?:is|are|was|were|has|have|had|will|would|could|should|did)\b(?! not|n)")
_NOT = re.compile(r"\b(is|are|was|were|has|have|had|will|would|could|did) not\b")


def turned(text: str, clauses: list[Clause], start: int) -> Iterator[tuple[str, str]]:
    """The kinds of turning that a sentence allows, each with the sentence turned."""
    if (match := _AUXILIARY.search(text)) and not denies(text):
        yield "denial added", f"{text[: match.end()]} not{text[match.end() :]}"
    if match := _NOT.search(text):
        yield "denial dropped", f"{text[: match.start()]}{match[1]}{text[match.end() :]}"
    for table in ("directions", "strengths"):
        for side in list(sides_of(table, text))[:1]:
            words = sides(table)[side.row]
            mine = words[side.side]
            place = mine.index(text[side.start : side.end].lower())
            other = words[1 - side.side if side.side < 2 else 0]
            if place < len(other):
                yield table, f"{text[: side.start]}{other[place]}{text[side.end :]}"
    yield from (("roles", swapped) for swapped in [*roles(text, clauses, start)][:1])


def roles(text: str, clauses: list[Clause], start: int) -> Iterator[str]:
    """The sentence with the two names of a clause put for each other, for each clause that has two."""
    for clause in clauses:
        one, two = clause.subject, clause.agent if clause.passive else clause.object
        if not (one and two and one.text[0].isupper() and two.text[0].isupper()):
            continue
        first, last = one.span.start - start, two.span.end - start
        if first >= 0 and one.span.end <= two.span.start and last <= len(text):
            between = text[one.span.end - start : two.span.start - start]
            yield text[:first] + two.text + between + one.text + text[last:]


def drafts(report: Report, facts: Facts) -> Iterator[tuple[str, str]]:
    """Every third sentence of a report, as it stands and turned."""
    for span in facts.sentences[::3]:
        text = report.quote(span)
        if 8 <= len(text.split()) <= 45 and "\n" not in text:
            clauses = [c for c in facts.clauses if span.start <= c.span.start and c.span.end <= span.end]
            yield "unaltered", text
            yield from turned(text, clauses, span.start)


def measure(path: Path, most: int, lower: bool) -> None:
    """Print, for each kind, the share caught (and found at all) and how many were drawn."""
    opened = gzip.open if path.suffix == ".gz" else open
    drawn, caught, warned = Counter[str](), Counter[str](), Counter[str]()
    with opened(path, "rt", encoding="utf-8") as lines:
        for line in islice(lines, most):
            report = report_from(json.loads(line))
            facts = interpret.interpret(report)
            clipping = Clipping(report=report, facts=facts, origin=report.id)
            for kind, text in drafts(report, facts):
                said = text.lower() if lower else text
                read = interpret.interpret(Report(id="draft", text=said, language="en"))
                found = proof(Draft(text=said), [clipping], read)
                drawn[kind] += 1
                caught[kind] += any(finding.severity is Severity.ERROR for finding in found)
                warned[kind] += bool(found)
    for kind in sorted(drawn):
        print(f"{kind}: {caught[kind] / drawn[kind]:.3f} ({warned[kind] / drawn[kind]:.3f}) of {drawn[kind]}")


def main() -> None:
    """Read what is asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("reports", type=Path)
    parser.add_argument("--most", type=int, default=100)
    parser.add_argument("--lower", action="store_true")
    given = parser.parse_args()
    measure(given.reports, given.most, given.lower)


if __name__ == "__main__":
    main()
