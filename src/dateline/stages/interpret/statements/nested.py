"""Statements that the net leaves out and word order tells: "reported that the mayor said", "as reported by".

Decides two forms alone: a verb of saying with its subject inside what somebody else said, and "as reported
by" beside a whole sentence. Does not decide whom a speaker's words mean. Where a draft has the cue, that one
stands.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING

from dateline.core.types import Stance
from dateline.stages.interpret.reading.noun_phrases import phrase_after, subject_before
from dateline.stages.interpret.statements.drafts import Draft
from dateline.stages.interpret.statements.stances import stance_at

if TYPE_CHECKING:
    from dateline.stages.interpret.reading.noun_phrases import Range
    from dateline.stages.interpret.reading.view import Annotation

_SAID = frozenset({"said", "says"})
_REPORTED = frozenset({"reported", "confirmed", "announced", "claimed", "stated"})
_SUBJECT = frozenset({"N", "NS", "NP", "PP"})
_LEAST = 3


def with_nested(view: Annotation, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts and those inside or beside them, in the order of their cues."""
    taken = {token for draft in drafts for token in range(*draft.cue)}
    more = [*_inside(view, drafts, taken), *_reported_by(view, taken)]
    return sorted((*drafts, *more), key=lambda draft: draft.cue) if more else list(drafts)


def _inside(view: Annotation, drafts: Sequence[Draft], taken: Collection[int]) -> Iterator[Draft]:
    """“Reuters reported that the governor said four people were killed.”"""
    outer: dict[int, list[Draft]] = {}
    for draft in drafts:
        outer.setdefault(view.sentence_of[draft.cue[0]], []).append(draft)
    for at in view.positions(_SAID):
        start = view.starts[at]
        if at in taken or (view.quotations and view.quotation_at(start) is not None):
            continue
        around = [draft for draft in outer.get(view.sentence_of[at], ()) if draft.cue[1] <= at]
        held = [piece for draft in around for piece in draft.content if piece[0] < start < piece[1]]
        if not held:
            continue
        begun, end = max(held)
        first = view.token_from(begun)
        subject = subject_before(view, at, first + (view.lower[first] == "that"))
        if subject and view.tags[subject[1] - 1] in _SUBJECT and view.token_from(end) - at > _LEAST:
            yield _draft(view, subject, (at, at + 1), (view.starts[at + 1], end))


def _reported_by(view: Annotation, taken: Collection[int]) -> Iterator[Draft]:
    """“As reported by officials, three people died”; “Three people died, as confirmed by officials”."""
    for at in view.positions(_REPORTED):
        if at in taken or at == 0 or view.lower[at - 1 : at + 2 : 2] != ("as", "by"):
            continue
        sentence = view.sentences[view.sentence_of[at]]
        tokens = view.tokens_of(sentence)
        end = phrase_after(view, at + 2, tokens.stop)
        if end == at + 2:
            continue
        cue, speaker = (at - 1, at + 2), (at + 2, end)
        if at - 1 == tokens.start and view.lower[end : end + 1] == (",",) and tokens.stop - end > _LEAST:
            close = tokens.stop - (view.lower[tokens.stop - 1] in (".", "!"))
            yield _draft(view, speaker, cue, (view.starts[end + 1], view.ends[close - 1]))
        elif view.lower[at - 2] == "," and at - tokens.start > _LEAST:
            yield _draft(view, speaker, cue, (sentence.start, view.ends[at - 3]))


def _draft(view: Annotation, speaker: Range, cue: Range, content: Range) -> Draft:
    return Draft(speaker=speaker, cue=cue, content=(content,), stance=stance_at(view, cue, Stance.SAID))
