"""Names: what stretches of sources call people, places and bodies, and in which spellings.

Decides which of their words are names, which stand together in one, and where to look for a spelling that is
nearly right. Whether a draft's name is borne out is for the rules.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from dateline.core.text import fold
from dateline.core.types import Span
from dateline.stages.proof.ground.forms import ends, family
from dateline.stages.proof.ground.spelling import WORD, capitals, squeeze, without_possessive, word_key
from dateline.stages.proof.ground.stretches import Stretch
from dateline.stages.proof.ground.words import MONTHS, TITLES, WEEKDAYS

_NAME_RUN = re.compile(r"\b[A-Z]\w+(?: (?:(?:de|van|von|bin|al|of) )?[A-Z]\w+)+")
_FULL_NAME = re.compile(r"\b([A-Z]\w+)(?= ([A-Z]\w+))")


class Naming:
    """The names of some stretches, and of the credits that go with them."""

    def __init__(self, stretches: Sequence[Stretch], credits: Sequence[str], text: str) -> None:
        self.stretches = stretches
        self.credits = credits
        self.text = text

    @cached_property
    def spellings(self) -> dict[str, Span]:
        """Each capitalised word of the stretches, as it stands there, with its first place."""
        found: dict[str, Span] = {}
        for stretch in self.stretches:
            for match in WORD.finditer(stretch.text):
                written = match.group()
                if written[0].isupper() and (word := without_possessive(written)) not in found:
                    start = stretch.start + match.start()
                    found[word] = Span(report=stretch.report, start=start, end=start + len(word))
        return found

    @cached_property
    def capitals(self) -> frozenset[str]:
        """The folded words that stand with a capital somewhere, the first of a sentence too."""
        return frozenset(fold(word) for word in self.spellings)

    @cached_property
    def names(self) -> frozenset[str]:
        """The folded words that stand with a capital and never without one."""
        capital = {fold(word) for word in (*self.spellings, *self._credited)}
        plain = {word_key(word) for word in set(WORD.findall(self.text)) if word[:1].islower()}
        return frozenset(capital - plain)

    @cached_property
    def given(self) -> dict[str, str]:
        """First halves of names, folded, with the word that follows them there most often."""
        pairs: dict[str, Counter[str]] = {}
        for match in _FULL_NAME.finditer(self.text):
            first, last = fold(match[1]), match[2]
            calendar = first in WEEKDAYS or first in MONTHS
            if first in self.names and first not in TITLES and not calendar and fold(last) in self.names:
                pairs.setdefault(first, Counter())[last] += 1
        return {first: lasts.most_common(1)[0][0] for first, lasts in pairs.items()}

    @cached_property
    def company(self) -> dict[str, frozenset[str]]:
        """Each word of a name, folded, with those that stand beside it in names: "anna" with "holm"."""
        found: dict[str, set[str]] = {}
        for match in _NAME_RUN.finditer(self.text):
            parts = {fold(part) for part in WORD.findall(match.group())}
            for part in parts:
                found.setdefault(part, set()).update(parts)
        return {part: frozenset(others) for part, others in found.items()}

    @cached_property
    def stems(self) -> dict[str, tuple[str, ...]]:
        """The words that stand with a capital, folded, by their first three letters and their family."""
        found: dict[str, set[str]] = {}
        for word in {fold(word) for word in (*self.spellings, *self._credited)}:
            for start in (word[:3], *(member[:3] for member in family(word))):
                found.setdefault(start, set()).add(word)
        return {start: tuple(sorted(words)) for start, words in found.items()}

    @cached_property
    def slips(self) -> dict[str, tuple[str, ...]]:
        """Spellings of names by their first two letters ("ab-") and by their last two ("-yz").

        One slip of the pen leaves one of the two pairs as it was.
        """
        found: dict[str, list[str]] = {}
        for spelling in self.spellings:
            key = fold(spelling)
            if len(key) > 3 and key in self.names:
                for part in ends(key):
                    found.setdefault(part, []).append(spelling)
        return {part: tuple(spellings) for part, spellings in found.items()}

    @cached_property
    def acronyms(self) -> frozenset[str]:
        """The initials of each run of capitalised words, folded: "united nations" gives "un"."""
        runs = re.findall(r"(?:\b[A-Z]\w*(?:[ -](?:of|and|for|the|de) |[ -]))+[A-Z]\w*", self.text)
        found = {squeeze(dotted.lower()) for dotted in re.findall(r"(?:\b[A-Za-z]\.){2,}", self.text)}
        for run in runs:
            words = [word for word in re.split(r"[ -]", run) if word[:1].isupper()][:12]
            initials = "".join(word[0] for word in words).lower()
            found.update(
                initials[first:last]
                for first in range(len(initials))
                for last in range(first + 2, min(len(initials), first + 6) + 1)
            )
        return frozenset(found)

    @cached_property
    def _credited(self) -> list[str]:
        return [word for text in self.credits for word in capitals(text)]
