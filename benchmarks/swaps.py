"""What ``proof`` finds when one number or one name of a true draft is changed, and what it finds when none
is.

    python benchmarks/swaps.py STORIES … [--stories 60] [--show 10] [--plain]

STORIES are folders in the form of ``shared/data/threads/stories/newscluster``. A draft is a sentence of a
report held against the reports of its story (five at most) or against its own alone: as it is, shortened
by the rules of ``narrate``, and both in lower case. Each is judged unaltered (any error is a false alarm)
and with one change (an error has to touch it): a number becomes a random one or another one of the
report; a name becomes one that nobody has, another one of the report, or itself with one letter wrong.
``--plain`` leaves the facts of the interpreter out, as where the sources are nothing but text.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dateline.core.contract import report_from
from dateline.core.pages import Clipping, Finding, Severity
from dateline.core.text import fold, words
from dateline.core.types import Facts, Failure, Report
from dateline.stages.interpret import interpret
from dateline.stages.narrate.wording.compression import shorter, sound
from dateline.stages.proof import Draft, proof
from dateline.stages.proof.drafts.passages import sentences
from dateline.stages.proof.ground.datemarks import date_marks
from dateline.stages.proof.ground.numerals import clock_times, numerals
from dateline.stages.proof.ground.words import MONTHS, OPENERS, TITLES, WEEKDAYS

#: Names that no report has.
STRANGE = ("Torvund", "Quillmere", "Ostrander-Vey", "Vaszary", "Mandrinho", "Ilvesk", "Brackenhoe", "Tchumin")
_RUN = re.compile(r"(?<=[a-z,] )[A-Z][a-z]+(?: [A-Z][a-z]+){0,2}\b")
_NO_NAMES = TITLES | OPENERS | MONTHS.keys() | WEEKDAYS.keys()
FORMS = ("verbatim", "shortened", "verbatim lower", "shortened lower")
KINDS = ("unaltered", "number random", "number of source", "name strange", "name of source", "name letter")


@dataclass(frozen=True, slots=True)
class Trial:
    """A draft with what was changed in it; an unaltered one has no change."""

    text: str
    form: str
    kind: str
    start: int = 0
    end: int = 0


def stories(folder: Path, most: int) -> Iterator[list[Report]]:
    """The reports of each story that has two or more, five at most."""
    reports: dict[str, Report] = {}
    with gzip.open(folder / "reports.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            report = report_from(json.loads(line))
            if not isinstance(report, Failure):
                reports[report.id] = report
    members: dict[str, list[Report]] = defaultdict(list)
    with gzip.open(folder / "gold.jsonl.gz", "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            if row["report"] in reports:
                members[row["story"]].append(reports[row["report"]])
    told = [members[story][:5] for story in sorted(members) if len(members[story]) > 1]
    yield from told[:: max(1, len(told) // most)][:most]


def trials(report: Report, draw: random.Random) -> Iterator[Trial]:
    """Three sentences of a report in each form, unaltered and with one change of each kind."""
    spans = [report.text[start:end] for start, end in sentences(report.text)]
    usable = [text for text in spans if 8 <= len(words(text)) <= 45 and "\n" not in text]
    for sentence in draw.sample(usable, min(3, len(usable))):
        short = [text for text in shorter(sentence) if sound(text)]
        for form, text in (("verbatim", sentence), ("shortened", short[-1] if short else "")):
            if not text:
                continue
            for trial in (Trial(text, form, "unaltered"), *changes(text, form, report, draw)):
                yield trial
                if not trial.end or len(trial.text) == len(trial.text.lower()):
                    yield Trial(trial.text.lower(), f"{form} lower", trial.kind, trial.start, trial.end)


def changes(text: str, form: str, report: Report, draw: random.Random) -> Iterator[Trial]:
    if number := plain_number(text, draw):
        start, end = number
        yield changed(text, form, "number random", start, end, str(draw.randint(101, 989)))
        others = [n for n in plain_numbers(report.text) if n not in plain_numbers(text)]
        if others:
            yield changed(text, form, "number of source", start, end, draw.choice(others))
    if names := runs(text):
        start, end = draw.choice(names)
        yield changed(text, form, "name strange", start, end, draw.choice(STRANGE))
        said = text[start:end]
        parts = {fold(part) for part in words(text)}
        others = sorted({report.text[first:last] for first, last in runs(report.text)})
        others = [
            o for o in others if len(o.split()) == len(said.split()) and not parts & set(fold(o).split())
        ]
        if others:
            yield changed(text, form, "name of source", start, end, draw.choice(others))
        at = draw.randrange(1, len(said) - 1)
        letter = draw.choice([c for c in "abdefgiklmnoprstuvz" if c != said[at] and said[at] != " "] or ["x"])
        yield changed(text, form, "name letter", start, end, said[:at] + letter + said[at + 1 :])


def changed(text: str, form: str, kind: str, start: int, end: int, new: str) -> Trial:
    return Trial(text[:start] + new + text[end:], form, kind, start, start + len(new))


def plain_number(text: str, draw: random.Random) -> tuple[int, int] | None:
    """Where a number stands that is no date and no time of day."""
    taken = [(m.start, m.end) for m in date_marks(text)] + [(s, e) for s, e, _ in clock_times(text)]
    found = [
        (n.start, n.end)
        for n in numerals(text)
        if not any(start < n.end and n.start < end for start, end in taken)
    ]
    return draw.choice(found) if found else None


def plain_numbers(text: str) -> list[str]:
    """The numbers in digits of a text, as they stand there, that are no years."""
    return sorted(
        {text[n.start : n.end] for n in numerals(text) if not n.words and not 1900 <= n.value <= 2100}
    )


def runs(text: str) -> list[tuple[int, int]]:
    """Where names stand inside sentences."""
    return [
        match.span()
        for match in _RUN.finditer(text)
        if len(match.group()) > 3 and not any(fold(part) in _NO_NAMES for part in match.group().split())
    ]


def errors(text: str, sources: Sequence[Clipping]) -> list[Finding]:
    return [found for found in proof(Draft(text=text), sources) if found.severity is Severity.ERROR]


def judge(folder: Path, most: int, plain: bool, show: int) -> None:
    draw = random.Random(11)
    counts: Counter[tuple[str, str, str, bool]] = Counter()
    shown: Counter[str] = Counter()
    spent = 0.0
    for reports in stories(folder, most):
        facts = {r.id: Facts(report=r.id) if plain else interpret(r) for r in reports}
        clippings = [Clipping(report=r, facts=facts[r.id], origin=r.id) for r in reports]
        for clipping in clippings[:2]:
            for trial in trials(clipping.report, draw):
                for mode, sources in (("own report", [clipping]), ("story", clippings)):
                    begun = time.process_time()
                    found = errors(trial.text, sources)
                    spent += time.process_time() - begun
                    hit = (
                        bool(found)
                        if not trial.end
                        else any(f.start < trial.end and trial.start < f.end for f in found)
                    )
                    counts[mode, trial.form, trial.kind, hit] += 1
                    if hit is not bool(trial.end) and (shown[trial.kind] < show):
                        shown[trial.kind] += 1
                        said = trial.text[trial.start : trial.end]
                        print(f"{trial.kind} | {mode} | {trial.form} | {said} | {trial.text}")
                        print("".join(f"      {f.rule}: {f.why}\n" for f in found), end="")
    print(
        f"\n{folder.name}: {sum(counts.values())} drafts, {spent / sum(counts.values()) * 1000:.2f} ms each"
    )
    for mode in ("own report", "story"):
        print(f"| {mode} | " + " | ".join(KINDS) + " |")
        for form in FORMS:
            cells = []
            for kind in KINDS:
                hits, rest = counts[mode, form, kind, True], counts[mode, form, kind, False]
                cells.append(f"{hits / (hits + rest):.3f} of {hits + rest}" if hits + rest else "-")
            print(f"| {form} | " + " | ".join(cells) + " |")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--stories", type=int, default=60)
    parser.add_argument("--show", type=int, default=0)
    parser.add_argument("--plain", action="store_true")
    options = parser.parse_args()
    for folder in options.folders:
        judge(folder, options.stories, options.plain, options.show)


if __name__ == "__main__":
    main()
