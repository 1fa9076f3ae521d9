"""Names: each one of a draft has to stand in its evidence, spelled as there.

Decides what is a name in a draft and whether a source bears it out: by the same word, its adjective,
its possessive, its initials. In a draft without capitals it goes by the company that names keep. It
does not decide whether the name is the right one: a wrong name that the source has too passes here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from dateline.core.text import fold
from dateline.stages.proof.case import Case, Objection, Passage
from dateline.stages.proof.ground.forms import ends, one_slip, same_root
from dateline.stages.proof.ground.spelling import bare
from dateline.stages.proof.ground.words import (
    LANGUAGES,
    MONTHS,
    NUMBER_UNITS,
    OPENERS,
    PROGRAM_TOKENS,
    SPEAKING,
    STOP,
    TITLES,
    WEEKDAYS,
)

if TYPE_CHECKING:
    from dateline.stages.proof.ground.ground import Ground

_TOKEN = re.compile(r"(?:[A-Za-z]\.){2,}|\w+(?:['’]\w+)*(?:&\w+)?")
_OPENING = re.compile(r"(?:^|[.!?:;…•|–—]|\n|(?<!\w)[\"“‘«`'(\[]|``)\s*$")
_INITIALS = re.compile(r"[A-Z]{2,6}s?|(?:[A-Za-z]\.){2,}")
#: Speaking verbs as several speakers have them.
_OF_SEVERAL = frozenset(verb for verb in SPEAKING if not verb.endswith(("s", "d", "t", "ed")))
_HONORIFICS = frozenset({"mr", "mrs", "ms", "dr", "sir", "dame"})
#: Endings by which a word without a capital shows itself to be no name.
_WORD_ENDINGS = ("s", "ed", "ing", "ly", "er", "est", "ion", "ment", "ness", "able", "al", "ive", "ous", "en")


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word of a passage, by its offsets there. ``opens`` tells that a sentence starts with it."""

    text: str
    start: int
    end: int
    opens: bool

    @property
    def key(self) -> str:
        """The word as words compare: folded, without dots and possessive."""
        return bare(fold(self.text).replace(".", ""))

    @property
    def capital(self) -> bool:
        """Whether it stands with a capital."""
        return self.text[:1].isupper()


def unsupported_name(case: Case) -> Iterator[Objection]:
    """Names that no source has, with the spelling that was probably meant."""
    for passage, run in _unsupported(case):
        if not _is_place(case, passage, run):
            yield _objection(passage, run, "name")


def unsupported_place(case: Case) -> Iterator[Objection]:
    """Names that no source has and that the draft's own facts, or a word before them, show to be places."""
    for passage, run in _unsupported(case):
        if _is_place(case, passage, run):
            yield _objection(passage, run, "place")


@lru_cache(maxsize=256)  # two rules ask for the words of one passage
def words_of(text: str) -> tuple[Word, ...]:
    """The words of a text in order."""
    return tuple(
        Word(
            text=match.group(),
            start=match.start(),
            end=match.end(),
            opens=bool(_OPENING.search(text, max(0, match.start() - 6), match.start())) or match.start() == 0,
        )
        for match in _TOKEN.finditer(text)
    )


def _unsupported(case: Case) -> Iterator[tuple[Passage, list[Word]]]:
    for passage in case.passages:
        if not passage.ground.stretches:
            continue
        words = words_of(passage.text)
        capitals = sum(word.capital for word in words)
        if not capitals:
            found = _in_lower_case(words, passage.ground)
        elif in_title_case(passage.text):
            found = _in_title_case(words, passage)
        else:
            found = _in_running_text(words, passage)
        yield from ((passage, run) for run in found)


@lru_cache(maxsize=256)
def in_title_case(text: str) -> bool:
    """Whether capitals tell nothing: most words that could be without one have one, and no stop ends it."""
    words = words_of(text)
    if text.rstrip("\"”'’)").endswith("."):
        return False
    long = [word for word in words if len(word.text) > 3 and word.text.isalpha()]
    return len(long) > 2 and sum(word.capital for word in long) > 0.7 * len(long)


def _in_running_text(words: Sequence[Word], passage: Passage) -> Iterator[list[Word]]:
    for run in _runs(words, passage.text):
        ground = passage.ground
        wrong = [word for word in run if _is_name(word) and not supported(word.text, ground)]
        wrong = [word for word in wrong if not _names_language(word, passage)]
        if not wrong or _expands_acronym(run, wrong, ground):
            continue
        if wrong == [run[0]] and run[0].opens and not _opens_as_name(run, words, passage):
            continue
        first, last = run.index(wrong[0]), run.index(wrong[-1])
        yield run[first : last + 1]


def _names_language(word: Word, passage: Passage) -> bool:
    """Whether a word says in which language a source is written: "in Polish"."""
    written = {LANGUAGES.get(clipping.report.language[:2]) for clipping in passage.ground.clippings}
    return word.key in written and passage.text[: word.start].lower().endswith("in ")


def _runs(words: Sequence[Word], text: str) -> Iterator[list[Word]]:
    """Neighbours with a capital each."""
    run: list[Word] = []
    for word in words:
        if run and not (word.capital and text[run[-1].end : word.start] in {" ", "-", ". "}):
            yield run
            run = []
        if word.capital and not (word.opens and run):
            run.append(word)
        elif word.capital:
            yield run
            run = [word]
    if run:
        yield run


def _is_name(word: Word) -> bool:
    key = word.key
    titles = key in TITLES or key.removesuffix("s") in TITLES
    known = titles or key in MONTHS or key in WEEKDAYS or key in NUMBER_UNITS
    return (
        len(key) > 1
        and not known
        and word.text not in PROGRAM_TOKENS
        and not (word.opens and key in OPENERS)
        and not key.isdigit()
    )


def _opens_as_name(run: list[Word], words: Sequence[Word], passage: Passage) -> bool:
    """Whether a word at the start of a sentence is a name all the same.

    It possesses, it is nearly a name of the source, or it speaks: alone, or on a page with its surname.
    """
    word = run[0]
    if word.text.endswith(("'s", "’s")) or word.text[1:].lower() != word.text[1:]:
        return True
    if word.key in OPENERS:
        return False
    if len(word.key) > 4 and nearest_name(word.key, passage.ground):
        return True
    after = words.index(run[-1]) + 1
    speaks = after < len(words) and words[after].text in SPEAKING
    if speaks and words[after].text in _OF_SEVERAL and word.key.endswith("s"):
        return False  # "Observers say"
    return speaks and (len(run) == 1 or passage.cites)


def _in_title_case(words: Sequence[Word], passage: Passage) -> Iterator[list[Word]]:
    """In a title only what is nearly a name of the source is certain to be a wrong one.

    A title on a page is made of its reports' words: there every strange word is wrong.
    """
    for word in words:
        if not _is_name(word) or supported(word.text, passage.ground) or word.key in OPENERS | STOP:
            continue
        strict = passage.cites and word.capital and len(word.key) > 2
        if strict or (len(word.key) > 5 and nearest_name(word.key, passage.ground)):
            yield [word]


def _in_lower_case(words: Sequence[Word], ground: Ground) -> Iterator[list[Word]]:
    """A name without a capital is known by what stands before it: a title, or half of a name."""
    for before, word in pairwise(words):
        key = word.key
        plain = not key.isalpha() or key in STOP or key in OPENERS or key in SPEAKING or key in TITLES
        if plain or len(key) < 3 or supported(word.text, ground):
            continue
        titled = before.key in _HONORIFICS
        halved = before.key in ground.naming.given and not key.endswith(_WORD_ENDINGS)
        if titled or halved:
            yield [before, word] if halved else [word]
        elif len(key) > 5 and not key.endswith(_WORD_ENDINGS) and nearest_name(key, ground):
            yield [word]


def supported(text: str, ground: Ground) -> bool:
    """Whether the ground has a name: the word, a form of it, or what its initials stand for."""
    key = bare(fold(text).replace(".", ""))
    if key in ground.words or (key.endswith("s") and key[:-1] in ground.words) or f"{key}s" in ground.words:
        return True
    if _INITIALS.fullmatch(text) and key in ground.naming.acronyms:
        return True
    if any(letter.isdigit() for letter in key) and key in ground.letters:
        return True
    if "&" in key and key in ground.folded:
        return True
    return any(same_root(key, word) for word in ground.naming.stems.get(key[:3], ()))


def _expands_acronym(run: list[Word], wrong: list[Word], ground: Ground) -> bool:
    """Whether a name spells out initials of the source; one strange word among known ones does not."""
    initials = "".join(word.text[:1] for word in run)
    return len(initials) > 1 and initials in ground.naming.spellings and 2 * len(wrong) >= len(run)


def nearest_name(key: str, ground: Ground) -> str:
    """The name of the ground that is one slip of the pen away, as it is spelled there, or ""."""
    for part in ends(key):
        for spelling in ground.naming.slips.get(part, ()):
            name = fold(spelling)
            if one_slip(name, key) and name != key and not same_root(name, key):
                return spelling
    return ""


def _is_place(case: Case, passage: Passage, run: list[Word]) -> bool:
    start, end = passage.start + run[0].start, passage.start + run[-1].end
    if case.facts is None:
        return False
    return any(p.phrase.span.start < end and start < p.phrase.span.end for p in case.facts.places)


def _objection(passage: Passage, run: list[Word], what: str) -> Objection:
    said = passage.text[run[0].start : run[-1].end]
    ground = passage.ground
    near = next((found for word in run if (found := _meant(word, run, ground))), "")
    offer = f"; the nearest spelling there is “{near}”" if near else ""
    evidence = (ground.naming.spellings[near],) if near in ground.naming.spellings else passage.nearest()
    return Objection(
        start=passage.start + run[0].start,
        end=passage.start + run[-1].end,
        why=f"No source has the {what} “{said}”{offer}.",
        evidence=evidence,
    )


def _meant(word: Word, run: list[Word], ground: Ground) -> str:
    if supported(word.text, ground):
        return ""
    return nearest_name(word.key, ground) or next(
        (
            follower
            for other in run
            if other is not word and (follower := ground.naming.given.get(other.key, ""))
        ),
        "",
    )
