"""Who says what: one grammar over verbs and prepositions of saying.

Decides which words report speech, and puts speaker, cue and content together. Does not decide
whom a surname or pronoun means (``speakers``), nor whether what is said is true. Cues inside
quotations are left alone: what a speaker says that others say is part of the quotation.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from dateline.core.types import Form, Phrase, Stance, Statement
from dateline.stages.interpret.reading.annotate import Annotation
from dateline.stages.interpret.reading.noun_phrases import ADVERBS, PREPOSITIONS, Range, phrase_after, trimmed
from dateline.stages.interpret.reading.quotations import CLOSING
from dateline.stages.interpret.reading.sentences import Sentence
from dateline.stages.interpret.statements.clauses import clauses
from dateline.stages.interpret.statements.contents import content_after, content_before, continued, rest_of
from dateline.stages.interpret.statements.nominals import TRIGGERS, nominals
from dateline.stages.interpret.statements.speakers import Speakers
from dateline.stages.interpret.statements.verbs import Clause, verbs

_DIRECT, _INDIRECT = 0.9, 0.1
#: Behind an attribution that ends its sentence there is at most "on Monday at a rally".
_TAIL = 6
#: Clauses of saying behind one that may end its content.
_REST = 8
_PLAIN = frozenset({"say", "add"})
_BEHIND_SPEAKER = frozenset(
    {".", ",", "in", "on", "at", "after", "during", "who", "as", "when", ";", "—", "–"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A statement as tokens (speaker, cue) and offsets (content), before its speaker has a name."""

    speaker: Range | None
    cue: Range
    content: tuple[Range, ...]
    stance: Stance


def statements(view: Annotation, speakers: Speakers) -> tuple[Statement, ...]:
    """The statements of a report in the order of their cues."""
    found: list[Statement] = []
    triggers = view.positions(_triggers())
    for number in sorted({view.sentence_at(view.starts[position]) for position in triggers}):
        sentence = view.sentences[number]
        found += (_statement(view, draft, speakers) for draft in _in_sentence(view, sentence))
    return tuple(found)


@cache
def _triggers() -> frozenset[str]:
    """The words without one of which a sentence reports no statement."""
    return frozenset(verbs()) | TRIGGERS | {"according"}


def _in_sentence(view: Annotation, sentence: Sentence) -> list[Draft]:
    tokens = view.tokens_of(sentence)
    first, last = tokens.start, tokens.stop
    found: list[Draft] = []
    said = clauses(view, first, last)
    for number, clause in enumerate(said):
        draft = _draft(view, clause, said[number + 1 : number + 1 + _REST], sentence, found)
        if draft is not None:
            found.append(draft)
    found += _according_to(view, sentence, first, last)
    taken = {token for draft in found for token in range(*draft.cue)}
    found += (
        Draft(speaker=each.speaker, cue=each.cue, content=(each.content,), stance=each.stance)
        for each in nominals(view, first, last)
        if not taken & set(range(*each.cue))
    )
    return sorted(found, key=lambda draft: draft.cue)


def _draft(
    view: Annotation, clause: Clause, rest: list[Clause], sentence: Sentence, earlier: list[Draft]
) -> Draft | None:
    """The statement of one clause: content after the verb, else before it."""
    tokens = view.tokens_of(sentence)
    cue, stance = (clause.group, clause.cue + 1), clause.verb.stance
    if clause.participle:
        speaker = earlier[-1].speaker if earlier else _sentence_subject(view, clause, tokens.start)
        content = content_after(view, clause, rest, tokens.stop)
        return (
            Draft(speaker=speaker, cue=cue, content=content, stance=stance) if content and speaker else None
        )
    if _inverted(view, clause, tokens):
        clause = replace(clause, subject=None)
    edge = clause.subject[0] if clause.subject else clause.group
    if edge > tokens.start and view.lower[edge - 1] == "what":
        return None  # "what he called a mistake" is named, not said
    if clause.subject is not None and not _behind_quotation(view, edge, tokens.start):
        content = content_after(view, clause, rest, tokens.stop)
        if content:
            return Draft(speaker=clause.subject, cue=cue, content=content, stance=stance)
    if "q" not in clause.verb.takes:
        return None
    return _attributed(view, clause, sentence, bool(earlier))


def _inverted(view: Annotation, clause: Clause, tokens: range) -> bool:
    """Whether the speaker stands behind the verb after a comma: "…, said Rabbi Lund in a statement"."""
    behind = clause.cue + 1
    if clause.group == tokens.start or view.lower[clause.group - 1] != "," or "q" not in clause.verb.takes:
        return False
    end = phrase_after(view, behind, tokens.stop)
    named = end > behind and (view.words[behind][0].isupper() or view.lower[behind] in ("a", "an", "the"))
    return named and (end >= tokens.stop or view.lower[end] in _BEHIND_SPEAKER)


def _behind_quotation(view: Annotation, edge: int, first: int) -> bool:
    """Whether a quotation ends right before the attribution that begins at ``edge``."""
    before = edge - 2 if edge - 1 > first and view.lower[edge - 1] == "," else edge - 1
    return before >= first and view.lower[before] in CLOSING


def _attributed(view: Annotation, clause: Clause, sentence: Sentence, earlier: bool) -> Draft | None:
    """“…, she said” and “…, said the mayor”: the content stands before, and may go on behind."""
    tokens = view.tokens_of(sentence)
    speaker, behind = clause.subject, clause.cue + 1
    edge = speaker[0] if speaker else clause.group
    if speaker is None:
        end = phrase_after(view, behind, tokens.stop)
        if end == behind or view.lower[behind] in PREPOSITIONS:
            return None
        speaker, behind = (behind, end), end
    more = rest_of(view, behind, tokens.stop)
    least = 2 if more else _TAIL // 2 if tokens.stop - behind <= _TAIL else 0
    content = content_before(view, edge, sentence, earlier, least if clause.verb.lemma in _PLAIN else 0)
    if not content:
        return None
    quoted = view.quotation_at(content[-1][1] - 1) is not None
    content += continued(view, behind, sentence) if quoted else more
    return Draft(
        speaker=speaker, cue=(clause.group, clause.cue + 1), content=content, stance=clause.verb.stance
    )


def _sentence_subject(view: Annotation, clause: Clause, first: int) -> Range | None:
    """The subject of a sentence that goes on with "…, saying that"."""
    if view.lower[first] in PREPOSITIONS or view.lower[first] in ADVERBS:
        return None
    end = phrase_after(view, first, clause.group)
    if end == first:
        return (first, first + 1) if view.lower[first] in ("he", "she", "they", "it") else None
    return first, end


def _according_to(view: Annotation, sentence: Sentence, first: int, last: int) -> list[Draft]:
    found = []
    for at in range(first, last - 2):
        if view.lower[at] != "according" or view.lower[at + 1] != "to":
            continue
        end = phrase_after(view, at + 2, last)
        if end == at + 2 or view.lower[at + 2] in ("plan", "plans"):  # "if all goes according to plan"
            continue
        content = _beside(view, at, end, first, last)
        if content:
            found.append(Draft(speaker=(at + 2, end), cue=(at, at + 2), content=content, stance=Stance.SAID))
    return found


def _beside(view: Annotation, at: int, end: int, first: int, last: int) -> tuple[Range, ...]:
    """What "according to" goes with: what follows where it opens the sentence, else what precedes."""
    if at == first:
        opened = end < last - _TAIL and view.lower[end] == ","
        return (trimmed(view, end + 1, last),) if opened else ()
    stop = at - 1 if view.lower[at - 1] == "," else at
    if stop - first < _TAIL // 2:
        return ()
    return (trimmed(view, first, stop), *rest_of(view, end, last))


def _statement(view: Annotation, draft: Draft, speakers: Speakers) -> Statement:
    content = tuple(view.phrase(start, end) for start, end in draft.content)
    ends = [offset for piece in draft.content for offset in piece]
    cue = view.phrase_of(*draft.cue)
    start = min(*ends, cue.span.start)
    stop = max(*ends, cue.span.end)
    return Statement(
        content=content,
        form=_form(view, content),
        stance=draft.stance,
        evidence=view.evidence(start, stop),
        speaker=speakers.resolve(draft.speaker) if draft.speaker else None,
        cue=cue,
    )


def _form(view: Annotation, content: tuple[Phrase, ...]) -> Form:
    """Direct where nine tenths of the letters stand between double marks, indirect where one tenth does."""
    letters = quoted = 0
    for phrase in content:
        start = phrase.span.start
        first = max(view.quotation_number(start), 0)
        for quotation in view.quotations[first : view.quotation_number(phrase.span.end) + 1]:
            if not quotation.single and quotation.start < phrase.span.end and quotation.end > start:
                inside = view.report.text[max(quotation.start, start) : min(quotation.end, phrase.span.end)]
                quoted += sum(map(str.isalpha, inside))
        letters += sum(map(str.isalpha, phrase.text))
    share = quoted / (letters or 1)
    return Form.DIRECT if share >= _DIRECT else Form.INDIRECT if share <= _INDIRECT else Form.MIXED
