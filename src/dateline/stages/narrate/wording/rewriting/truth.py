"""What every rewriting keeps: the words, the numbers, and all that turns or softens what is said.

Decides whether a form says no more and no less firmly than the sentence it was made from. Each operation is
written to hold this; it is asked again of every form, since a page has only what passes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from dateline.core.text import words
from dateline.stages.narrate.facts.material import numbers_of, plainly
from dateline.stages.narrate.phrasebook.verbs import VERBS
from dateline.stages.narrate.phrasebook.vocabulary import GUARDED

#: What a rewriting may add: it says nothing by itself.
_ADDED = frozenset(["and", "on", "that", "according", "to"])
_FORMS: dict[str, frozenset[str]] = {}
for _verb in VERBS:
    _all = frozenset((_verb.base, _verb.third, _verb.past, _verb.participle, _verb.present))
    for _form in _all:
        _FORMS[_form] = _FORMS.get(_form, frozenset()) | _all


def faithful(form: str, sentence: str) -> bool:
    """Whether all words of the form stand in the sentence, and its turns and hedges in the form as often."""
    own, source = _folded(form), _folded(sentence)
    new = own.keys() - source.keys() - _ADDED
    known = all(_FORMS.get(word, frozenset()) & source.keys() for word in new)
    return known and numbers_of(form) <= numbers_of(sentence) and _turning(own) == _turning(source)


def _folded(text: str) -> Counter[str]:
    return Counter(words(plainly(text)))


def _turning(held: Counter[str]) -> list[tuple[str, int]]:
    return sorted(_turns(held.items()))


def _turns(held: Iterable[tuple[str, int]]) -> Iterable[tuple[str, int]]:
    return ((w, n) for w, n in held if w in GUARDED - {"according"} or w == "if" or w.endswith("n't"))
