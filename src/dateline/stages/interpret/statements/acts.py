"""Whether words were spoken: said, written, announced, warned; or only held, hoped, planned, or not said.

Decides by the class of the word of saying (``verbs.tsv``, ``nouns.tsv``) and by what stands in its verb
group: what somebody did not, would not or will say, or was asked to, was not spoken. What
somebody quoted says that others say was not told by the report. In doubt nothing was spoken.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dateline.stages.interpret.reading.lexicon import classes
from dateline.stages.interpret.reading.noun_phrases import Range
from dateline.stages.interpret.statements.vocabulary import sense_of

if TYPE_CHECKING:
    from dateline.stages.interpret.reading.view import Annotation

_GRAMMAR = classes("reading/grammar")
_HELPERS = _GRAMMAR["auxiliary"] | _GRAMMAR["adverb"] | _GRAMMAR["negation"]
_UNSAID = (_GRAMMAR["negation"] | _GRAMMAR["modal"]) - {"neither", "nor"} | {
    *("decline", "declined", "declines", "declining", "refuse", "refused", "refuses", "refusing"),
    *("expected", "likely", "yet", "'ll", "unable", "going", "wants", "wanted", "hopes", "plans", "set"),
}
#: "went on to say", "came out to announce": the "to" of what did happen.
_WENT_ON = frozenset({"went", "goes", "going", "came", "continued", "rose"})
_FURTHEST = 5
_FINITE = frozenset({"V", "VZ", "VD", "MD"})
_NO_SUBJECT = frozenset({("VZ",), ("VD",), ("MD",)})
_NO_OPENING = frozenset({"to", "which", "who", "whose", "asked", "questioned", "pressed"})
#: A closing mark is tagged as a possessive where a paper uses single ones.
_MARKS = frozenset({"'", "’"})
_DETERMINING, _NAMING = frozenset({"D", "PS"}), frozenset({"N", "NS", "NP"})


def spoken(view: Annotation, cue: Range, content: Sequence[Range]) -> bool:
    """Whether words were uttered, and what: ``cue`` in tokens, ``content`` in offsets, both half open.

    Content without a verb and without a quotation names what somebody spoke of ("announced a plan"), or
    shows that the cue is another verb ("added 90 jobs").
    """
    return _uttered(view, cue) and any(_tells(view, cue, *piece) for piece in content)


def _tells(view: Annotation, cue: Range, start: int, end: int) -> bool:
    first, last = view.token_from(start), view.token_from(end)
    if view.quotations and (view.quotation_at(start) is not None or view.quotation_at(end - 1) is not None):
        return True
    opened = first + (view.lower[first] == "that")  # "the shot that killed him", "what he said was late"
    relative = opened > first and view.tags[opened : opened + 1] == ("V",)  # "accounts that are tied to it"
    none = relative or view.tags[opened : opened + 1] in _NO_SUBJECT
    opens = view.lower[first] not in _NO_OPENING and not none
    if last <= cue[0]:  # "Two died, police said": a past tense may look like a participle
        return opens and any(_finite(view, at) or view.tags[at] == "VN" for at in range(first + 1, last))
    return opens and any(_finite(view, at) for at in range(first, last))


def _finite(view: Annotation, at: int) -> bool:
    """Whether a token is a verb that tells: "to close" and "lives and displaced" tell nothing."""
    tag = view.tags[at]
    return tag in _FINITE and not (tag == "V" and view.tags[at - 1] == "TO")


def _uttered(view: Annotation, cue: Range) -> bool:
    first = cue[0]
    if view.quotations and view.quotation_at(view.starts[first]) is not None:
        return False
    while first > 0 and cue[0] - first < _FURTHEST and view.lower[first - 1] in _HELPERS:
        first -= 1
    if cue[1] - first == 1 and _names(view, first):
        return False
    group = view.lower[first : cue[1]]
    if group in ((":",), ("—",), ("according", "to")):
        return True
    said = [at for at, word in enumerate(group) if _says(word)]
    if not said:
        return False
    before = set(group[: said[-1]])
    return not before & _UNSAID or (bool(before & _WENT_ON) and before & _UNSAID == {"to"})


def _names(view: Annotation, at: int) -> bool:
    """Whether a word of saying stands before a noun as what it is: "the alleged swap"."""
    if at + 1 == len(view.tags) or view.tags[at + 1] not in _NAMING:
        return False
    determined = at > 0 and view.tags[at - 1] in _DETERMINING and view.lower[at - 1] not in _MARKS
    return view.tags[at] in ("N", "NS") or determined


def _says(word: str) -> bool:
    sense = sense_of(word)
    return word == "according" or (sense is not None and sense.spoken)
