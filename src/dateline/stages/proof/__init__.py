"""Proof: whether every line is borne out, and which must not be printed.

Judges our pages and any text of anyone, by the rules of ``docs/reference/house-style.md``, one function
each; ``RULES`` lists them. It does not rewrite: a line that fails is left out. Precision comes first: an
error is a fault that a desk would not argue about, all else is a warning. What a rule objects to is
decided in the module of its subject.
"""

from __future__ import annotations

from collections.abc import Sequence

from dateline.core.pages import Clipping, Finding, Severity
from dateline.core.types import Facts
from dateline.stages.proof.case import Case, Check, Objection, Rule
from dateline.stages.proof.drafts.draft import Draft, DraftLine, draft_of
from dateline.stages.proof.drafts.passages import passages_of
from dateline.stages.proof.drafts.reading import read_draft
from dateline.stages.proof.rules import (
    dates,
    evidence,
    markup,
    names,
    numbers,
    quotations,
    repeats,
    sourcing,
    support,
    units,
)
from dateline.stages.proof.withhold import printable, withhold

VERSION = "1"

__all__ = [
    "RULES",
    "VERSION",
    "Draft",
    "DraftLine",
    "Rule",
    "draft_of",
    "printable",
    "proof",
    "read_draft",
    "withhold",
]


_ERROR, _WARNING = Severity.ERROR, Severity.WARNING
#: Name, severity, whether it needs sources, what looks for it, and the rule of HOUSE_STYLE behind it.
_TABLE: tuple[tuple[str, Severity, bool, Check, str], ...] = (
    ("no-evidence", _ERROR, False, evidence.no_evidence, "1"),
    ("no-evidence", _ERROR, True, evidence.evidence_out_of_report, "1"),
    ("unsupported-number", _ERROR, True, numbers.unsupported_number, "9, 12"),
    ("unsupported-number", _ERROR, True, numbers.number_of_another_sort, "9"),
    ("unsupported-number", _ERROR, True, numbers.number_of_another_measure, "9"),
    ("rounded-number", _WARNING, True, numbers.rounded_number, "12"),
    ("unsupported-name", _ERROR, True, names.unsupported_name, "1"),
    ("unsupported-place", _ERROR, True, names.unsupported_place, "1"),
    ("unsupported-date", _ERROR, True, dates.unsupported_date, "16"),
    ("unsupported-date", _ERROR, True, numbers.unsupported_time, "16"),
    ("misquote", _ERROR, True, quotations.misquote, "7"),
    ("misquote", _WARNING, True, quotations.misquoted_word, "7"),
    ("unattributed-quotation", _WARNING, False, quotations.unattributed_quotation, "7"),
    ("unit-mismatch", _ERROR, False, units.unit_mismatch, "11"),
    ("unit-mismatch", _WARNING, False, units.unit_imprecision, "11"),
    ("markup-leak", _ERROR, False, markup.markup_leak, "machine writing"),
    ("markup-leak", _WARNING, False, markup.program_token, "machine writing"),
    ("raised-stance", _ERROR, True, sourcing.raised_stance, "4"),
    ("raised-stance", _WARNING, True, sourcing.raised_stance_in_text, "4"),
    ("plural-source", _WARNING, True, sourcing.plural_source, "3"),
    ("vague-source", _WARNING, False, sourcing.vague_source, "5"),
    ("unattributed-statement", _WARNING, False, sourcing.unattributed_statement, "2"),
    ("judgement", _WARNING, False, sourcing.judgement, "14"),
    ("unsupported-statement", _WARNING, True, support.unsupported_statement, "1"),
    ("duplicated-time", _WARNING, False, repeats.duplicated_time, "16"),
    ("raw-time", _WARNING, False, repeats.raw_time, "16"),
    ("duplicated-line", _WARNING, False, repeats.duplicated_line, "a desk prints a line once"),
    ("off-theme", _WARNING, False, repeats.off_theme, "13"),
)
RULES = tuple(
    Rule(name=name, severity=severity, needs_sources=needs, check=check, style=style)
    for name, severity, needs, check, style in _TABLE
)


def proof(
    draft: Draft, sources: Sequence[Clipping] | None, facts: Facts | None = None
) -> tuple[Finding, ...]:
    """What is wrong with a draft, by offset; empty for a clean one.

    ``sources`` None means that none are known: only the rules that need none apply. A draft with
    lines is judged line by line, each against its own evidence; free text sentence by sentence,
    against all sources. ``facts`` is what the interpreter read out of the draft itself: with it
    names of places are told from other names.
    """
    case = Case(draft=draft, passages=passages_of(draft, sources or ()), facts=facts)
    found = {
        _finding(case, rule, objection): None
        for rule in RULES
        if sources is not None or not rule.needs_sources
        for objection in rule.check(case)
    }
    return tuple(sorted(found, key=lambda finding: (finding.start, finding.end, finding.rule, finding.why)))


def _finding(case: Case, rule: Rule, objection: Objection) -> Finding:
    return Finding(
        start=objection.start,
        end=objection.end,
        text=case.draft.text[objection.start : objection.end],
        rule=rule.name,
        severity=rule.severity,
        why=objection.why,
        evidence=objection.evidence,
        line=case.line_at(objection.start, objection.end),
    )
