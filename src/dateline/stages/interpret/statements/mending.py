"""What rules know better than the net: who speaks where the order of words tells it; what is no statement.

Decides that "according to" has its speaker behind it, that "…, said the mayor" has, too, that a verb without
a subject of its own goes on with the speaker of the verb before it, and that the captions
of pictures are nobody's words. Does not decide what is said, nor whom a speaker's words mean.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from dateline.stages.interpret.reading.lexicon import words
from dateline.stages.interpret.reading.noun_phrases import WHEN, phrase_after, subject_before
from dateline.stages.interpret.statements.vocabulary import FURNITURE, sense_of, verbs

if TYPE_CHECKING:
    from dateline.stages.interpret.reading.noun_phrases import Range
    from dateline.stages.interpret.reading.view import Annotation
    from dateline.stages.interpret.statements.drafts import Draft

_SPEAKERS = frozenset().union(
    *map(words, ("reading/people", "reading/titles", "reading/roles", "reading/institutions"))
)
_BE = frozenset({"be", "been", "being", "is", "are", "was", "were", "'s"})
_ADVERBS = frozenset({"also", "not", "n't", "first", "now", "later", "then", "once", "being", "formally"})
_BEFORE_PARTICIPLE = _BE | _ADVERBS
_REPEATED = frozenset({"quoted", "cited", "said", "saying", "expected", "supposed", "heard", "according"})
_SUBJECTS = frozenset({"he", "she", "they", "we", "i"})
_FINITE = frozenset({"VD", "VZ"})
#: What somebody is, not what was done to him: "was convinced that".
_HELD = frozenset({"convinced", "concerned", "worried", "pleased", "determined", "agreed", "opposed"})
_OTHER_CUES = frozenset({"according", ":", "—", "–", "-", "--", "per"})
#: Verbs that stand before their speaker, and classes of words behind which no subject stands.
_TURNED = frozenset({"said", "says", "reported", "reports", "added", "confirmed", "wrote", "explained"})
_GOVERNING = frozenset({"I", "TO", "VN", "VG"})
_NAMING = frozenset({"N", "NS", "NP"})
_CITING = frozenset({"citing", "quoting"})
_SOURCE_TOKENS = 20
_GOES_ON = frozenset({"and", "but", ",", "or", "then", "also"})
_CLOSES = frozenset({",", '"', "”", "''", "’", "?", "!"})
_SOME = frozenset({("a",), ("an",), ("another",), ("one",)})
#: "Was pronounced dead" tells what became of somebody.
_DECLARING, _STATES = frozenset({"pronounced", "declared"}), frozenset({("dead",), ("missing",), ("brain",)})
_PREDICATE = frozenset({"MD", "VZ", "VD"})
_ENDS = frozenset({".", ",", ";", "—", "–", "!", "?"})


def mended(view: Annotation, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, in the order of their cues, with the speakers that word order tells."""
    found: list[Draft] = []
    for draft in drafts:
        if _says(view, draft) and not _is_furniture(view, draft):
            found.append(_mended(view, draft, found[-1] if found else None))
    for number, (inner, outer) in enumerate(pairwise(found)):
        found[number] = _without_outer(view, inner, outer)
    return found


def _without_outer(view: Annotation, inner: Draft, outer: Draft) -> Draft:
    """What somebody said without who reported it behind: "He said it was over, the agency reported"."""
    first = min(outer.cue[0], outer.speaker[0] if outer.speaker else outer.cue[0])
    cue, start = view.starts[inner.cue[0]], view.starts[first]
    holds = any(piece[0] <= cue < piece[1] <= start for piece in outer.content)
    if not holds or view.lower[first - 1] != "," or view.sentence_of[first] != view.sentence_of[inner.cue[0]]:
        return inner
    content = tuple((begun, min(end, view.ends[first - 2])) for begun, end in inner.content if begun < start)
    return replace(inner, content=content) if content else inner


def _says(view: Annotation, draft: Draft) -> bool:
    """Whether some word of a cue is one of saying or holding: no deed is a statement."""
    cue = view.lower[draft.cue[0] : draft.cue[1]]
    if cue[-1] in _DECLARING and view.lower[draft.cue[1] : draft.cue[1] + 1] in _STATES:
        return False
    return any(word in _OTHER_CUES or sense_of(word) is not None for word in cue)


def _is_furniture(view: Annotation, draft: Draft) -> bool:
    """“Image caption The hall burned”, "Photos: the hall"."""
    head = view.lower[draft.cue[0]]
    if head == ":" and draft.speaker is not None:
        head = view.lower[draft.speaker[0]]
    return head in FURNITURE


def _mended(view: Annotation, draft: Draft, before: Draft | None) -> Draft:
    first, last = draft.cue
    if "according" in view.lower[first:last]:
        return _according(view, draft)
    if first and view.lower[first - 1] == "as" and "by" in view.lower[last - 1 : last + 1]:
        draft = replace(draft, cue=(first - 1, last))
        return _by_agent(view, draft)
    if _is_passive(view, draft):
        return _by_agent(view, draft)
    draft = _resumed(view, draft)
    if draft.speaker is None or view.lower[draft.speaker[0]] in _CITING:
        speaker = _subject(view, draft, before)
        return replace(draft, speaker=speaker)
    if draft.speaker[1] <= first and last - first == 1:
        return _turned(view, draft)
    return draft


def _according(view: Annotation, draft: Draft) -> Draft:
    """The speaker stands behind "according to"; what hangs on behind that is about the speaker."""
    first, last = draft.cue
    first = view.lower.index("according", first)
    if view.lower[last - 1] != "to":
        return draft
    stop = _stop(view, first)
    speaker = draft.speaker
    if speaker is None or speaker[0] < first:
        end = phrase_after(view, last, stop)
        if end == last:
            return draft
        speaker = last, end
    content = _before(view, draft, view.starts[first], stop)
    return replace(draft, speaker=speaker, content=content)


def _before(view: Annotation, draft: Draft, cue: int, stop: int) -> tuple[Range, ...]:
    """The content without what its sentence says behind the cue, where it says something before it."""
    end = view.ends[stop - 1]
    sentence = view.sentences[view.sentence_of[draft.cue[0]]]
    if not any(sentence.start <= start < cue for start, _ in draft.content):
        return draft.content
    return tuple(
        piece
        for piece in draft.content
        if piece[0] < cue or piece[0] >= end or view.quotation_at(piece[0]) is not None
    )


def _resumed(view: Annotation, draft: Draft) -> Draft:
    """“The deal, she said, would cost jobs”: what goes on with a verb began before the speaker."""
    first = min(draft.cue[0], draft.speaker[0] if draft.speaker else draft.cue[0])
    start = view.sentences[view.sentence_of[first]].start
    behind = view.token_from(draft.content[0][0])
    if len(draft.content) != 1 or not draft.cue[1] <= behind < len(view.tags):
        return draft
    resumes = view.tags[behind] in _PREDICATE
    if not resumes or first < 2 or view.lower[first - 1] != "," or view.starts[first - 2] < start:
        return draft
    if view.tags[first - 2] not in _NAMING or view.lower[behind - 1] != ",":
        return draft
    return replace(draft, content=((start, view.ends[first - 2]), *draft.content))


def _is_passive(view: Annotation, draft: Draft) -> bool:
    """Whether the subject of a cue is spoken to or of: "was told", "is accused of", "as reported by"."""
    first, last = draft.cue
    group = view.lower[first:last]
    if not _REPEATED.isdisjoint(group):
        return False  # "was quoted as saying"
    heads = [at for at in range(first, last) if view.lower[at] in verbs() and view.lower[at] not in _HELD]
    if not heads or view.tags[heads[-1]] not in ("VN", "VD"):
        return False
    head = heads[-1]
    helped = (
        not _BE.isdisjoint(view.lower[max(head - 3, 0) : head]) and view.lower[head - 1] in _BEFORE_PARTICIPLE
    )
    return helped or view.lower[head - 1] == "as"


def _by_agent(view: Annotation, draft: Draft) -> Draft:
    """The one behind "by" as the speaker, nobody where there is none."""
    first, last = draft.cue
    at = last if view.lower[last - 1] == "by" else last + 1
    if at >= len(view.lower) or view.lower[at - 1] != "by":
        behind = draft.speaker if draft.speaker is not None and draft.speaker[0] >= last else None
        return replace(draft, speaker=behind)
    end = phrase_after(view, at, _stop(view, first))
    speaker, cue = ((at, end), (first, max(at, last))) if end > at else (None, draft.cue)
    if view.lower[first] != "as" or view.lower[first - 1] != ",":
        return replace(draft, speaker=speaker, cue=cue)
    start = view.sentences[view.sentence_of[first]].start
    told = min([start for start, _ in draft.content if start < view.starts[first]], default=start)
    start = told if view.quotation_at(told) else start
    return replace(draft, speaker=speaker, cue=cue, content=((start, view.ends[first - 2]),))


def _subject(view: Annotation, draft: Draft, before: Draft | None) -> Range | None:
    """The pronoun right before a cue, or the speaker of the cue before it that it goes on with."""
    first, sentence = draft.cue[0], view.sentence_of[draft.cue[0]]
    if first == 0 or view.sentence_of[first - 1] != sentence:
        return None
    word, tag = view.lower[first - 1], view.tags[first]
    if word == "," and tag in _FINITE:
        return _beyond_source(view, first - 1, sentence)
    if word in _SUBJECTS and (tag in _FINITE or tag == "MD"):
        return first - 1, first
    if before is None or before.speaker is None or view.sentence_of[before.cue[0]] != sentence:
        return None
    goes_on = word in _GOES_ON and (tag in _FINITE or tag == "VG")
    return before.speaker if goes_on and before.cue[1] <= first and before.speaker[1] <= first else None


def _beyond_source(view: Annotation, comma: int, sentence: int) -> Range | None:
    """“The army, citing officials, reported”: the subject is before the source that it names."""
    floor = max(view.token_from(view.sentences[sentence].start), comma - _SOURCE_TOKENS)
    for at in range(comma - 1, floor, -1):
        if view.lower[at] in _CITING and view.lower[at - 1] == ",":
            return subject_before(view, at - 1, floor)
    return None


def _turned(view: Annotation, draft: Draft) -> Draft:
    """“It was late, said the mayor of Hull.”: the speaker behind the verb, all that is before it content."""
    at, speaker = draft.cue[0], draft.speaker
    if speaker is None or view.lower[at] not in _TURNED or view.lower[at - 1] not in _CLOSES:
        return draft
    governed = speaker[0] > 0 and view.tags[speaker[0] - 1] in _GOVERNING
    if not governed and view.lower[at + 1 : at + 2] not in _SOME:
        return draft  # "Ada Lund, the mayor, said": the subject before it
    stop = _stop(view, at)
    if view.sentence_of[speaker[0]] != view.sentence_of[at]:
        return draft
    end = phrase_after(view, at + 1, stop)
    if end == at + 1 or not _speaks(view, at + 1, end, stop):
        return draft
    starts = [start for start, _ in draft.content if start < view.starts[at]]
    start = min([*starts, view.starts[speaker[0]]])
    content = ((start, view.ends[at - 2 if view.lower[at - 1] == "," else at - 1]),)
    return replace(draft, speaker=(at + 1, end), content=content)


def _speaks(view: Annotation, first: int, end: int, stop: int) -> bool:
    """Whether a phrase that ends its clause names somebody who can speak."""
    if (end < stop and view.lower[end] not in _ENDS) or view.tags[first] in _GOVERNING:
        return False
    last = next((at for at in range(first + 1, end) if view.lower[at] in (",", "of", "for", "at", "in")), end)
    head = view.lower[last - 1]
    if view.tags[last - 1] not in _NAMING or head in WHEN:
        return False
    return head in _SPEAKERS or head in ("source", "sources") or view.tags[last - 1] == "NP"


def _stop(view: Annotation, at: int) -> int:
    """Where the sentence of a token ends."""
    return view.tokens_around(at).stop
