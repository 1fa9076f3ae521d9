"""The label of a claim: the core of a sentence in a few words, as true as the sentence itself.

Decides where a sentence may be cut so that what is left still says something and nothing else. It rather
gives no label: a row that a reader misunderstands is worse than none. Does NOT decide who says so
(``claims``).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dateline.core.text import words
from dateline.stages.narrate.facts.material import terms_of
from dateline.stages.narrate.wording.compression import finite, guarded, sound
from dateline.stages.narrate.wording.cuts import cuts
from dateline.stages.narrate.wording.standing import standalone

if TYPE_CHECKING:
    from dateline.stages.narrate.facts.material import Passage

LABEL_WORDS = 10
#: So many words of content that are no names: "The minister responded on Monday" tells nothing.
_TELLING = 2
_PASSIVE = re.compile(r"\b(?:is|are|was|were|been|be) \w+ed$|\bdied$")
_JOINT = re.compile(
    r"\s+(?=(?:on|in|at|after|for|with|from|during|by|near|as|while|when|against|following)\s)"
)
#: What is left of an apposition whose noun is gone: "The father, turned away".
_TORN = re.compile(r"(?:\w+ ){0,2}\w+, [a-z]+(?:ed|s)\b(?!.*,)")
#: What a cut must not leave at the end: it waits for more.
_WAITING = re.compile(
    r"(?:\w{2,}ly|still|also|just|even|used|called|named|known|based|due|set|came|comes|left|, \d+)$", re.I
)


def label_of(passage: Passage) -> str:
    """The claim of a sentence in at most ``LABEL_WORDS`` words, or "" where it has no such core."""
    for body in cuts(passage.text):
        if "“" in body or (passage.statements and guarded(body)):
            continue
        if core := core_of(body):
            return core
    return ""


def core_of(body: str) -> str:
    """A sentence without its full stop cut to a label's length, "" where that cannot be done."""
    if not standalone(body) or not _telling(body) or _TORN.match(body):
        return ""
    if len(words(body)) <= LABEL_WORDS:
        return body
    for found in reversed(list(_JOINT.finditer(body))):
        head, tail = body[: found.start()], body[found.end() :]
        if len(words(head)) <= LABEL_WORDS and _complete(head) and not guarded(tail) and _telling(head):
            return head
    return ""


def _complete(head: str) -> bool:
    """Whether what a cut leaves is a sentence that does not wait for more."""
    if not sound(head) or _WAITING.search(head):
        return False
    return bool(_PASSIVE.search(head)) or not finite(words(head)[-1])


def _telling(text: str) -> bool:
    """Whether a text says more than names and times."""
    small = " ".join(word for word in words(text) if word[:1].islower() or word[:1].isdigit())
    return len(terms_of(small)) >= _TELLING
