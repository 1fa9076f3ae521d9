"""Names of persons in a report: runs of capitalised words, with what is said of them on the spot.

Decides which runs name a person and which short forms mean the same one. Does not decide who
speaks. A surname is resolved within the report only.
"""

from __future__ import annotations

from dataclasses import dataclass

from dateline.stages.interpret.reading.annotate import Annotation
from dateline.stages.interpret.reading.lexicon import mapping, words

_PARTICLES = frozenset(
    {"de", "van", "von", "der", "den", "bin", "al", "el", "la", "da", "di", "du", "del", "le", "ibn", "ter"}
)
_TITLES = words("reading/titles")
_NOT_NAMES = words("reading/not_names")


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A run of capitalised words: a name from token ``first`` on, behind titles from ``titles`` on."""

    titles: int
    first: int
    last: int
    name: str

    @property
    def titled(self) -> bool:
        """Whether a title stands before the name."""
        return self.first > self.titles


def runs(view: Annotation, first: int, last: int) -> list[Run]:
    """The runs of capitalised words among some tokens; "Hull Mayor Ada Lund" is the run behind the title."""
    found: list[Run] = []
    at = first
    while at < last:
        if not _capital(view, at):
            at += 1
            continue
        end = at + 1
        while end < last and (_capital(view, end) or _particle(view, end, last)):
            end += 1
        start = next((i + 1 for i in range(end - 1, at - 1, -1) if _title(view, i)), at)
        titles = start
        while titles > first and _title(view, titles - 1):
            titles -= 1
        if start < end:
            found.append(Run(titles=titles, first=start, last=end, name=" ".join(view.words[start:end])))
        at = end
    return found


def _title(view: Annotation, at: int) -> bool:
    return view.lower[at].rstrip(".") in _TITLES


def _capital(view: Annotation, at: int) -> bool:
    word = view.words[at]
    return word[0].isupper() and view.lower[at] not in _NOT_NAMES and not (len(word) > 5 and word.isupper())


def _particle(view: Annotation, at: int, last: int) -> bool:
    following = at + 1 < last and (_capital(view, at + 1) or view.lower[at + 1] in _PARTICLES)
    return view.lower[at] in _PARTICLES and following


def given_names() -> dict[str, str]:
    """Given names and the pronoun that goes with them: ``he`` or ``she``."""
    return mapping("reading/given_names")
