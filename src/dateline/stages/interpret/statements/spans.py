"""Clean phrases out of the likelihoods beside a cue: the cue's own words, its speaker, its content.

Decides where each begins and ends: whole tokens, no loose comma or mark at an end, small holes filled,
crumbs left out, a quotation taken whole over as many sentences and paragraphs as its marks embrace. Does not
decide which tokens are likely (``net``), nor whom the speaker's words mean (``speakers``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from dateline.stages.interpret.reading.noun_phrases import WHEN, Range
from dateline.stages.interpret.reading.quotations import CLOSING, Quotation
from dateline.stages.interpret.statements.layout import BEFORE, CONTENT, CUE, NOTHING, SPEAKER, Array
from dateline.stages.interpret.statements.vocabulary import FURNITURE, LABELS, others, sense_of

if TYPE_CHECKING:
    from dateline.stages.interpret.reading.view import Annotation

#: How likely a token must be to belong to the cue.
_CUE = 0.4
_DIGIT = [str(number) for number in range(CUE + 1)]
#: Runs of one kind, over a hole of one token in a speaker and of two in a content that nothing else fills.
_PARAGRAPH = re.compile(r"\n\s*\n\s*")
_SPEAKER = re.compile(f"{SPEAKER}+(?:{NOTHING}{SPEAKER}+)*")
_CONTENT = re.compile(f"{CONTENT}+(?:{NOTHING}{{1,2}}{CONTENT}+)*")
#: A stretch of content is a crumb below this many tokens where another one has this many times as much, and a
#: single token where another has more.
_CRUMB, _TIMES = 3, 2
#: The share of what is seen of a quotation that must be content for all of it to be.
_MOSTLY = 0.5
#: Characters on either side of a content at which a quotation is out of sight.
_NEAR = 60
#: Tokens that whoever is told something takes at most, and their classes.
_HEARER = 7
_HEARS = frozenset({"N", "NS", "NP", "D", "PS", "PP", "CD", "J", "I", "VG"})
#: Verbs that always have a hearer, and what can only be the subject of what the hearer is told.
_TELLS = frozenset({"told", "tells", "tell", "informed", "assured"})
_SUBJECTS, _PREDICATE = frozenset({"he", "she", "it", "they", "we", "i"}), frozenset({"VD", "VZ", "MD"})
#: Tokens that a dateline takes at most, its dash included.
_DATELINE = 10
#: Classes of a word that is no content alone: "than".
_SMALL = frozenset({"I", "TO", "D", "C", "W", "MD"})
_DASHES = frozenset({"-", "--", "—", "–"})
#: Words at most that are taken in between a content and the end of its sentence.
_GAP = 3
_DETERMINING, _NOUNS = frozenset({"D", "PS"}), frozenset({"N", "NS", "NP"})
_VENUE = frozenset({"in", "on", "at"})
_COMMON, _DESCRIBING = frozenset({"N", "NS"}), frozenset({"J", "N", "NP"})
_VERBAL = frozenset({"VD", "VZ"})
#: Classes of words that a content does not end with.
_OPEN = frozenset({"D", "PS", "I", "TO"})
#: Paragraphs of one quotation; more is a text whose marks are broken.
_CHAIN = 12
_LOOSE = frozenset({",", ";", ":", "-", "--", "—", "–", ".", "…", "...", "(", ")", "and", "or", "but"})
_LOOSE_BEFORE = _LOOSE | frozenset(CLOSING) - {'"', "''"}
_LOOSE_BEHIND = _LOOSE | {"the", "a", "an"}
#: What hangs on at the end of a speaker; verbs behind which "that" opens what somebody says.
_HANGING = frozenset({"on", "who", "which", ",", "late", "early"})
#: Who is named beside pictures.
_CREDITS = frozenset({"reuters", "epa", "afp", "getty", "rex", "shutterstock"})
_TELLING = frozenset({"VZ", "VD"})
_LOOSE_SPEAKER = frozenset({"by", "to", "from", "of", "when", "as", "that", "while", "because", "if", "for"})


def labels_of(parts: Array) -> list[str]:
    """What each token beside each cue most likely is, a digit each; ``parts`` as ``net`` gives them.

    A token next to others of the cue is of the cue when that is likely enough.
    """
    labels = parts.argmax(axis=2).astype(np.uint8)
    labels[parts[:, :, CUE] > _CUE] = CUE
    labels[:, BEFORE] = CUE
    labels += ord("0")
    return [row.tobytes().decode("ascii") for row in labels]


def cue_of(view: Annotation, labels: str, head: int) -> Range:
    """The tokens of a cue around its head, without a comma or a colon at its ends."""
    before, behind = labels[:BEFORE], labels[BEFORE:]
    first = head - BEFORE + len(before.rstrip(_DIGIT[CUE]))
    last = head + len(behind) - len(behind.lstrip(_DIGIT[CUE]))
    verbal = view.tags[head] in _VERBAL
    while first < head and (view.lower[first] in _LOOSE_BEFORE or (verbal and view.tags[first] in _NOUNS)):
        first += 1
    while last > head + 1 and (view.lower[last - 1] in _LOOSE or (verbal and view.lower[last - 1] in _VENUE)):
        last -= 1
    return first, last


def speaker_of(view: Annotation, parts: Array, labels: str, head: int) -> Range | None:
    """The likeliest run of tokens that name the speaker."""
    runs = [match.span() for match in _SPEAKER.finditer(labels)]
    if not runs:
        return None
    worth = parts[:, SPEAKER]
    first, last = max(runs, key=lambda run: float(worth[run[0] : run[1]].sum())) if runs[1:] else runs[0]
    found = _clean(view, first + head - BEFORE, last + head - BEFORE, _LOOSE_BEFORE | _LOOSE_SPEAKER)
    return found and _named(view, *found)


def _named(view: Annotation, first: int, last: int) -> Range:
    """A speaker with its article and the whole of a name that it begins or ends within, without a sign."""
    tags = view.tags
    while first > 0 and tags[first] == tags[first - 1] == "NP" and not _breaks(view, first - 1, first):
        first -= 1
    while last < len(tags) and tags[last - 1] == tags[last] == "NP" and not _breaks(view, last, last - 1):
        last += 1
    while (
        last < len(tags) and tags[last] in _COMMON and tags[last - 1] in _DESCRIBING and _joined(view, last)
    ):
        last += 1
    if first > 0 and tags[first - 1] == "D" and view.sentence_of[first - 1] == view.sentence_of[first]:
        first -= 1
    while first + 1 < last and not view.words[first][0].isalnum():
        first += 1
    return _bare(view, first, last)


def _bare(view: Annotation, first: int, last: int) -> Range:
    """A speaker without a caption or a report's own "reports that" before it, nor "on Sunday" behind it."""
    while last - first > 1 and view.lower[first] in LABELS and view.words[first].isupper():
        first += 1  # "UPDATE Vesk police"
    for at in range(last - 2, first, -1):
        if view.lower[at] == "but" and view.lower[at - 1] == ",":
            last = at - 1
        elif view.lower[at] in FURNITURE or (view.lower[at] == "that" and view.tags[at - 1] in _TELLING):
            first = at + 1
            break
    if last - first > 2 and view.tags[first] == "R" and view.lower[first + 1] == ",":
        first += 2  # "However, officials"
    if last - first > 1 and view.lower[first] in _CREDITS and view.tags[first + 1] == "NP":
        first += 1
    while last - first > 1 and (view.lower[last - 1] in _HANGING or view.lower[last - 1] in WHEN):
        last -= 1
    return first, last


def _joined(view: Annotation, at: int) -> bool:
    """Whether a noun is of the same phrase as the word before it, and no word of saying."""
    same = view.tags[at - 1] in _DESCRIBING and view.sentence_of[at] == view.sentence_of[at - 1]
    return same and sense_of(view.lower[at]) is None


def _breaks(view: Annotation, token: int, inside: int) -> bool:
    """Whether a proper noun beside another is no part of its name: a day, or of the next sentence."""
    return view.lower[token] in WHEN or view.sentence_of[token] != view.sentence_of[inside]


def content_of(view: Annotation, labels: str, head: int) -> tuple[Range, ...]:
    """The stretches of content as offsets into the text."""
    offset = head - BEFORE
    runs = [(match.start() + offset, match.end() + offset) for match in _CONTENT.finditer(labels)]
    most = max((last - first for first, last in runs), default=0)
    least = _CRUMB if most >= _TIMES * _CRUMB else min(most, 2)
    kept = [run for run in runs if run[1] - run[0] >= least and (most > 1 or view.tags[run[0]] not in _SMALL)]
    filled = (_filled(view, labels, *part, head) for run in kept for part in _by_sentence(view, *run, head))
    cleaned = (_clean(view, _behind_hearer(view, *run, head), run[1], _LOOSE_BEFORE) for run in filled)
    return _with_quotations(view, [run for run in cleaned if run is not None], view.starts[head])


def _by_sentence(view: Annotation, first: int, last: int, head: int) -> list[Range]:
    """A run, or, where it goes over sentences, what of it stands in the cue's own or in a quotation."""
    sentence_of = view.sentence_of
    if sentence_of[first] == sentence_of[last - 1]:
        return [(first, _before_semicolon(view, first, last) if first > head else last)]
    cuts = [at for at in range(first + 1, last) if sentence_of[at] != sentence_of[at - 1]]
    bounds = [first, *cuts, last]
    return [
        (start, end)
        for start, end in pairwise(bounds)
        if sentence_of[start] == sentence_of[head] or view.quotation_at(view.starts[start]) is not None
    ]


def _before_semicolon(view: Annotation, first: int, last: int) -> int:
    """Where a run behind a cue ends: "said the dam held; the town was dry" says no more than the first."""
    stops = (at for at in range(first + 1, last) if view.lower[at] == ";")
    return next((at for at in stops if view.quotation_at(view.starts[at]) is None), last)


def _filled(view: Annotation, labels: str, first: int, last: int, head: int) -> Range:
    """A run with the few words that part it from the beginning or the end of its sentence."""
    start, end = first, last
    while first - start < _GAP and _free(view, labels, start - 1, head, first):
        start -= 1
    while end - last < _GAP and _free(view, labels, end, head, first):
        end += 1
    begins = start == 0 or view.sentence_of[start - 1] != view.sentence_of[first]
    ends = end == len(view.words) or not view.words[end][0].isalnum()
    if not begins:
        start = first - (start < first and view.tags[first - 1] in _DETERMINING)
    if not ends:
        end = _whole(view, last, end)
    return start, end


def _whole(view: Annotation, last: int, end: int) -> int:
    """The end of a run that would end with "over" or "the": with the noun that follows, ``end`` at most."""
    if view.tags[last - 1] not in _OPEN:
        return last
    noun = next((at for at in range(last, end) if view.tags[at] in _NOUNS), end)
    return next((at for at in range(noun, end) if view.tags[at] not in _NOUNS), end) if noun < end else last


def _free(view: Annotation, labels: str, at: int, head: int, first: int) -> bool:
    """Whether a token is a word of a run's sentence that is no other's."""
    column = at - head + BEFORE
    if not (0 <= at < len(view.words) and 0 <= column < len(labels)) or labels[column] != _DIGIT[NOTHING]:
        return False
    return view.words[at][0].isalnum() and view.sentence_of[at] == view.sentence_of[first]


def _clean(view: Annotation, first: int, last: int, loose: frozenset[str]) -> Range | None:
    """A run of tokens without what hangs loose at its ends, nor the dateline that it may begin with."""
    first = _behind_dateline(view, first, last)
    while first < last and view.lower[first] in loose:
        first += 1
    bracket = next((at for at in range(first, min(first + _DATELINE, last)) if view.lower[at] in "()"), first)
    if bracket < last and view.lower[bracket] == ")":
        first = bracket + 1
    while last > first and view.lower[last - 1] in _LOOSE_BEHIND:
        if view.lower[last - 1] == ")" and "(" in view.lower[first:last]:
            break
        last -= 1
    return (first, last) if first < last else None


def _behind_hearer(view: Annotation, first: int, last: int, head: int) -> int:
    """Behind whom it was told or when: "told reporters that", "told the Echo it could"."""
    dated = view.lower[first] in WHEN and first <= head + _HEARER  # "said in a statement on Sunday that"
    tells = view.lower[head] in _TELLS and view.lower[first] != "that"
    if not (head < first <= head + (_HEARER if tells else 2) or dated):
        return first
    for at in range(first + 1, min(last, first + _HEARER)):
        if view.tags[at - 1] not in _HEARS or view.lower[at - 1] in others():
            break
        if view.lower[at] == "that" or (tells and _subject(view, at, last)):
            return at
    return first


def _subject(view: Annotation, at: int, last: int) -> bool:
    """Whether a pronoun here is the subject of what is told without "that": "told the Echo it could"."""
    return view.lower[at] in _SUBJECTS and at + 1 < last and view.tags[at + 1] in _PREDICATE


def _behind_dateline(view: Annotation, first: int, last: int) -> int:
    """Behind “HULL, England (ABC) —”, where a run begins with one that opens its sentence."""
    sentence = view.sentence_of[first]
    if first and view.sentence_of[first - 1] == sentence:
        return first
    for at in range(first + 1, min(last, first + _DATELINE)):
        if view.lower[at] in _DASHES:
            return at + 1
        if view.words[at].islower():
            break
    return first


def _with_quotations(view: Annotation, runs: Sequence[Range], cue: int) -> tuple[Range, ...]:
    """Token runs as offsets, quotations that are mostly content taken whole, and what touches made one.

    A quotation that holds the cue itself, an offset, is what somebody else says.
    """
    pieces: list[Range] = []
    for first, last in runs:
        start, end = view.starts[first], view.ends[last - 1]
        opening, closing = _quotation(view, first, cue), _quotation(view, last - 1, cue)
        if opening is not None and _mostly(opening, start, end):
            start = min(start, _begun(view, opening).start)
        if closing is not None and _mostly(closing, start, end):
            end = max(end, _chained(view, closing).end)
        pieces.append((start, end))
    joined: list[Range] = []
    for start, end in sorted(pieces):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return tuple(part for piece in joined for part in _by_paragraph(view, *piece))


def _by_paragraph(view: Annotation, start: int, end: int) -> list[Range]:
    """A stretch of the text, cut where it goes over paragraphs."""
    if view.report.text.find("\n", start, end) < 0:
        return [(start, end)] if start < end else []
    breaks = [match.span() for match in _PARAGRAPH.finditer(view.report.text, start, end)]
    starts, ends = [start, *(last for _, last in breaks)], [*(first for first, _ in breaks), end]
    return [(first, last) for first, last in zip(starts, ends, strict=True) if first < last]


def _quotation(view: Annotation, token: int, cue: int) -> Quotation | None:
    """The quotation that a token stands in and the cue does not."""
    found = view.quotation_at(view.starts[token]) if view.quotations else None
    return None if found is None or found.start <= cue < found.end else found


def _mostly(quotation: Quotation, start: int, end: int) -> bool:
    """Whether most of what is near of a quotation lies between two offsets."""
    shared = min(end, quotation.end) - max(start, quotation.start)
    near = min(quotation.end, end + _NEAR) - max(quotation.start, start - _NEAR)
    return shared >= _MOSTLY * near


def _begun(view: Annotation, quotation: Quotation) -> Quotation:
    """The first part of a quotation that goes on from the paragraphs before."""
    number = view.quotation_number(quotation.start)
    for earlier in reversed(view.quotations[max(number - _CHAIN, 0) : number]):
        if not quotation.goes_on or earlier.closed:
            break
        quotation = earlier
    return quotation


def _chained(view: Annotation, quotation: Quotation) -> Quotation:
    """The last part of a quotation that goes on over paragraphs."""
    number = view.quotation_number(quotation.start)
    for following in view.quotations[number + 1 : number + _CHAIN]:
        if quotation.closed or not following.goes_on:
            break
        quotation = following
    return quotation
