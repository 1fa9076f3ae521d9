"""Proof: whether every line is borne out, and which must not be printed.

Judges our pages and any text of anyone, by the rules of ``docs/reference/house-style.md``, one function
each; ``RULES`` lists them. It does not rewrite: a line that fails is left out. Precision comes first: an
error is a fault that a desk would not argue about, all else is a warning. What a rule objects to is
decided in the module of its subject.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from dateline.core.pages import Alignment, Clipping, Finding, Severity
from dateline.core.types import Facts
from dateline.stages.proof.alignment.showing import alignments
from dateline.stages.proof.alignment.words import unsaid
from dateline.stages.proof.case import Case, Check, Objection, Rule
from dateline.stages.proof.drafts.draft import Draft, DraftLine, draft_of
from dateline.stages.proof.drafts.passages import passages_of
from dateline.stages.proof.drafts.reading import read_draft
from dateline.stages.proof.rules import (
    counted,
    credit,
    dates,
    directions,
    evidence,
    limits,
    markup,
    modes,
    names,
    negation,
    numbers,
    quotations,
    relations,
    repeats,
    sourcing,
    speakers,
    sums,
    support,
    swaps,
    terms,
    times,
    units,
    unnamed,
)
from dateline.stages.proof.withhold import printable, withhold

VERSION = "2"

__all__ = [
    "RULES",
    "VERSION",
    "Draft",
    "DraftLine",
    "Rule",
    "align",
    "draft_of",
    "printable",
    "proof",
    "read_draft",
    "unsaid",
    "withhold",
]


_ERROR, _WARNING = Severity.ERROR, Severity.WARNING
#: Name, severity, whether it needs sources, what looks for it, and the rule of HOUSE_STYLE behind it.
_TABLE: tuple[tuple[str, Severity, bool, Check, str], ...] = (
    ("no-evidence", _ERROR, False, evidence.no_evidence, "1"),
    ("no-evidence", _ERROR, True, evidence.evidence_out_of_report, "1"),
    ("unsupported-number", _ERROR, True, numbers.unsupported_number, "9, 12"),
    ("unsupported-number", _ERROR, True, numbers.number_of_another_sort, "9"),
    ("unsupported-number", _ERROR, True, counted.number_of_another_measure, "9"),
    ("unsupported-number", _ERROR, True, counted.number_never_counted, "9"),
    ("unsupported-number", _ERROR, True, counted.number_of_another_unit, "11"),
    ("changed-bound", _ERROR, True, counted.turned_bound, "12"),
    ("changed-bound", _WARNING, True, counted.dropped_bound, "12"),
    ("changed-bound", _WARNING, True, counted.added_bound, "12"),
    ("unsupported-number", _ERROR, True, swaps.swapped_number, "9"),
    ("rounded-number", _WARNING, True, numbers.rounded_number, "12"),
    ("unsupported-name", _ERROR, True, names.unsupported_name, "1"),
    ("unsupported-place", _ERROR, True, names.unsupported_place, "1"),
    ("unsupported-date", _ERROR, True, dates.unsupported_date, "16"),
    ("unsupported-name", _ERROR, True, swaps.swapped_name, "1"),
    ("unsupported-name", _ERROR, True, swaps.strange_name, "1"),
    ("unsupported-date", _ERROR, True, swaps.swapped_date, "16"),
    ("unsupported-date", _ERROR, True, numbers.unsupported_time, "16"),
    ("misquote", _ERROR, True, quotations.misquote, "7"),
    ("misquote", _WARNING, True, quotations.misquoted_word, "7"),
    ("misquote", _ERROR, True, quotations.misattributed_quotation, "7"),
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
    ("raised-source", _WARNING, True, unnamed.raised_source, "5"),
    ("unnamed-opinion", _WARNING, False, unnamed.unnamed_opinion, "5"),
    ("vague-source", _WARNING, False, unnamed.claim_of_nobody, "2, 5"),
    ("double-reserve", _WARNING, False, unnamed.double_reserve, "4"),
    ("pickup-credit", _WARNING, True, credit.pickup_credit, "6"),
    ("unmarked-translation", _WARNING, True, credit.unmarked_translation, "8"),
    ("stitched-headline", _WARNING, True, credit.stitched_headline, "13"),
    ("made-figure", _ERROR, True, sums.made_figure, "9"),
    ("vague-figure", _ERROR, True, sums.vague_figure, "12"),
    ("loaded-term", _WARNING, False, terms.loaded_term, "14"),
    ("judgement", _WARNING, False, sourcing.judgement, "14"),
    ("added-denial", _ERROR, True, negation.added_denial, "1"),
    ("added-denial", _ERROR, True, negation.strange_denial, "1"),
    ("added-denial", _WARNING, True, negation.doubtful_denial, "1"),
    ("dropped-denial", _ERROR, True, negation.dropped_denial, "1"),
    ("raised-mode", _ERROR, True, modes.raised_mode, "4"),
    ("lowered-mode", _WARNING, True, modes.lowered_mode, "4"),
    ("swapped-roles", _ERROR, True, relations.swapped_roles, "1"),
    ("other-role", _ERROR, True, relations.other_role, "1"),
    ("other-speaker", _ERROR, True, speakers.other_speaker, "7"),
    ("two-speakers", _WARNING, False, speakers.shared_paragraph, "7"),
    ("claim-as-fact", _WARNING, True, speakers.claim_as_fact, "4"),
    ("opposite", _ERROR, True, directions.opposite, "1"),
    ("other-strength", _ERROR, True, directions.other_strength, "4"),
    ("unsupported-statement", _ERROR, True, support.invented_statement, "1"),
    ("unsupported-statement", _WARNING, True, support.unsupported_statement, "1"),
    ("relative-day", _WARNING, False, times.relative_day, "16"),
    ("vague-time", _WARNING, False, times.vague_time, "16"),
    ("undated-happening", _WARNING, False, times.undated_happening, "16"),
    ("added-zone", _WARNING, True, times.added_zone, "16"),
    ("stale-notice", _WARNING, False, times.stale_notice, "16"),
    ("quotation-limit", _WARNING, True, limits.long_quotation, "rights"),
    ("quotation-limit", _WARNING, True, limits.many_quotations, "rights"),
    ("quotation-limit", _WARNING, True, limits.much_quoted, "rights"),
    ("copied-run", _WARNING, True, limits.copied_run, "rights"),
    ("reserved-words", _ERROR, True, limits.reserved_words, "rights"),
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
    found = (
        _finding(case, rule, objection)
        for rule in RULES
        if sources is not None or not rule.needs_sources
        for objection in rule.check(case)
    )
    return tuple(
        sorted(_once(found), key=lambda finding: (finding.start, finding.end, finding.rule, finding.why))
    )


def _once(findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings without those of a rule where an earlier check of that rule objects already."""
    taken: dict[tuple[str, Severity], set[int]] = {}
    for finding in findings:
        places = taken.setdefault((finding.rule, finding.severity), set())
        stretch = range(finding.start, max(finding.end, finding.start + 1))
        if places.isdisjoint(stretch):
            places.update(stretch)
            yield finding


def align(draft: Draft, sources: Sequence[Clipping], facts: Facts | None = None) -> tuple[Alignment, ...]:
    """The source sentences that each passage of a draft stands on, by where the passage starts.

    A passage is a line of a draft with lines, held against its own evidence, else a sentence.
    """
    del facts  # what was read out of the draft does not change what it stands on
    return tuple(alignments(passages_of(draft, sources)))


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
