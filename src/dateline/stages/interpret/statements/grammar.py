"""Who says what: the net's likelihoods, made into statements with a speaker, a cue and a content.

Decides which cues are likely enough to be printed and which of two that share words stays, and puts the
parts together. Does not decide how likely a token is (``net``), where a phrase ends (``spans``), whom a
speaker's words mean (``speakers``), nor whether what is said is true.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from dateline.core.types import Form, Phrase, Span, Speaker, Stance, Statement
from dateline.stages.interpret.reading.noun_phrases import Range
from dateline.stages.interpret.statements.acts import spoken
from dateline.stages.interpret.statements.bounds import bounded
from dateline.stages.interpret.statements.drafts import Draft
from dateline.stages.interpret.statements.layout import Array
from dateline.stages.interpret.statements.marks import single_marks_speak
from dateline.stages.interpret.statements.mending import mended
from dateline.stages.interpret.statements.nested import with_nested
from dateline.stages.interpret.statements.net import Net, net
from dateline.stages.interpret.statements.paragraphs import carried_on, settled
from dateline.stages.interpret.statements.spans import content_of, cue_of, labels_of, speaker_of
from dateline.stages.interpret.statements.stances import stance_at, verifications
from dateline.stages.interpret.statements.vocabulary import LABELS, sense_of

if TYPE_CHECKING:
    from dateline.stages.interpret.reading.view import Annotation
    from dateline.stages.interpret.statements.speakers import Speakers

_UNKNOWN = frozenset({"he", "she", "it", "who", "which", "that", "you", "his", "her", "its"})
#: Letters of a word in capitals that is no acronym.
_ACRONYM = 4
_DIRECT, _INDIRECT = 0.9, 0.1
#: The least likelihood of a cue: where found F was best on articles that the net had not seen.
LEAST = 0.37


def statements(view: Annotation, speakers: Speakers) -> tuple[Statement, ...]:
    """The statements of a report in the order of their cues."""
    checked = verifications(view)
    taken = {token for draft in checked for token in range(*draft.cue)}
    found = [draft for draft in drafts(view) if taken.isdisjoint(range(*draft.cue))]
    both = sorted((*found, *checked), key=lambda draft: draft.cue)
    return speakers.owned([_statement(view, draft, speakers) for draft in both])


def drafts(view: Annotation, model: Net | None = None) -> list[Draft]:
    """The statements before their speakers have names, in the order of their cues."""
    if not view.words:
        return []
    model = model or net()
    tokens = model.seen(view)
    encoded = model.encoded(tokens)
    likely = model.cues(encoded)
    heads = np.flatnonzero(likely >= LEAST)
    if not len(heads):
        return with_nested(view, ())
    parts = model.parts(tokens, encoded, heads)
    labels = labels_of(parts)
    found: list[Draft] = []
    taken: set[int] = set()
    for row in np.argsort(-likely[heads], kind="stable").tolist():
        head = int(heads[row])
        if head in taken:
            continue
        draft = _draft(view, parts[row], labels[row], head)
        if draft is not None:
            taken.update(range(*draft.cue))
            found.append(draft)
    in_order = mended(view, sorted(found, key=lambda draft: draft.cue))
    found = settled(view, with_nested(view, in_order))
    return carried_on(view, [bounded(view, draft) for draft in found])


def _draft(view: Annotation, parts: Array, labels: str, head: int) -> Draft | None:
    """The statement of one cue, None where nothing is said by it."""
    content, speaker = content_of(view, labels, head), speaker_of(view, parts, labels, head)
    if not content or (speaker is None and _needs_speaker(view, head, content)):
        return None
    cue, sense = cue_of(view, labels, head), sense_of(view.lower[head])
    return Draft(
        speaker=speaker,
        cue=cue,
        content=content,
        stance=stance_at(view, cue, sense.stance if sense else Stance.SAID),
    )


def _needs_speaker(view: Annotation, head: int, content: Sequence[Range]) -> bool:
    """Whether it is no statement when nobody makes it: "according to plan", "it was said"."""
    words = sum(view.token_from(end) - view.token_from(start) for start, end in content)
    return view.lower[head] == "according" or words == 1


def _statement(view: Annotation, draft: Draft, speakers: Speakers) -> Statement:
    content = tuple(view.phrase(start, end) for start, end in draft.content)
    cue = view.phrase_of(*draft.cue)
    speaker = speakers.resolve(draft.speaker) if draft.speaker else None
    return Statement(
        content=content,
        form=_form(view, content),
        stance=draft.stance,
        evidence=_evidence(view, draft),
        speaker=speaker,
        cue=cue,
        spoken=speaker is not None
        and spoken(view, draft.cue, draft.content)
        and _speaks(view, draft, speaker),
    )


def _evidence(view: Annotation, draft: Draft) -> tuple[Span, ...]:
    """The sentences of a cue and its content."""
    start = min(min(draft.content)[0], view.starts[draft.cue[0]])
    stop = max(*(end for _, end in draft.content), view.ends[draft.cue[1] - 1])
    own = view.sentences[view.sentence_of[draft.cue[0]]]
    if own.start <= start and stop <= own.end:
        return (view.span(own.start, own.end),)
    return view.evidence(start, stop)


def _speaks(view: Annotation, draft: Draft, speaker: Speaker) -> bool:
    """Whether a speaker can be named, and words before a colon or in capitals are one, no headline."""
    if speaker.name.lower() in _UNKNOWN or speaker.name.lower() in LABELS:
        return False  # whom a page could not name
    words = (*_heading(view, draft).split(), *speaker.phrase.text.split())
    shouted = sum(word.isupper() and len(word) > _ACRONYM for word in words)
    if shouted > 1 and shouted < len(words):
        return False  # "SHOCK CLAIM Mum"
    if view.lower[draft.cue[0]] != ":" or words[-1].isupper():
        return True
    return any(view.quotation_at(start) is not None for start, _ in draft.content)


def _heading(view: Annotation, draft: Draft) -> str:
    """The heading in capitals that was cut off before the sentence of a cue, empty where there is none."""
    number = view.sentence_of[draft.cue[0]]
    before, own = view.sentences[max(number - 1, 0)], view.sentences[number]
    text = view.report.text[before.start : before.end]
    return text if before.paragraph == own.paragraph and text.isupper() and text[-1].isalpha() else ""


def _form(view: Annotation, content: Sequence[Phrase]) -> Form:
    """Direct where nine tenths of the letters stand in marks of speech, indirect where one tenth does."""
    if not view.quotations:
        return Form.INDIRECT
    quoted = 0
    aside = not single_marks_speak(view)
    for phrase in content:
        start = phrase.span.start
        first = max(view.quotation_number(start), 0)
        for quotation in view.quotations[first : view.quotation_number(phrase.span.end) + 1]:
            if (
                not (quotation.single and aside)
                and quotation.start < phrase.span.end
                and quotation.end > start
            ):
                inside = view.report.text[max(quotation.start, start) : min(quotation.end, phrase.span.end)]
                quoted += sum(map(str.isalpha, inside))
    if not quoted:
        return Form.INDIRECT
    letters = sum(sum(map(str.isalpha, phrase.text)) for phrase in content)
    share = quoted / (letters or 1)
    return Form.DIRECT if share >= _DIRECT else Form.INDIRECT if share <= _INDIRECT else Form.MIXED
