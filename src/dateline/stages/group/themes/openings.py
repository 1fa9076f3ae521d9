"""What the title and the first paragraphs of a report name and say: all that themes and subjects read.

Decides what counts as a name there (a run of capitals that does not owe them to its place) and what as a
word. A headline in which every word has a capital names nothing by itself. In German, where nouns have
capitals, a single one is a word unless a place is called so. Does not know people from companies.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain

from dateline.core.text import fold
from dateline.core.types import Report
from dateline.stages.group.languages.toponyms import place
from dateline.stages.group.reading.words import function_words
from dateline.stages.group.remembered import Remembered
from dateline.stages.group.tables import lines as table_lines

#: Code points of the text that are read: two or three paragraphs. What follows is mostly background.
LENGTH = 700
_TOKEN = re.compile(r"[^\W_]+(?:['’\-.&][^\W_]+)*|[.!?:;,…\n\"“”„‘«»()\[\]—–|/]")
#: Stands for the end of a line where a text is cut at its spaces.
_LINE, _LINE_END = "\0", "\n"
_OPENERS = frozenset('.!?:…\n"“”„‘«»(—–|')
#: Small words that may stand inside a name, and before a byline.
_LINKS = frozenset(["of", "de", "del", "della", "di", "von", "van", "der", "al", "bin", "la", "le"])
_BY = frozenset(["By", "BY", "by", "Von", "Par", "Por"])
_POSSESSIVE = re.compile(r"['’]s?\Z")
_STOPS = frozenset(".")
_OWNS = ("'s", "’s")
#: How a member of Congress is marked: "D-Calif", "R-S.C".
_SEAT = re.compile(r"[DRI]-[A-Z]")
#: What stands in many names and is none by itself.
_BARE = frozenset(
    ("north", "south", "east", "west", "northern", "southern", "eastern", "western", "state", "federal")
)
#: What the name of a newspaper or a channel ends in.
_PAPERS = frozenset(("journal", "times", "post", "news", "press", "herald", "tribune", "gazette", "courier"))
_LONGEST_NAME = 4
#: Tokens of a text among which a byline may stand.
_BYLINE = 12
#: A title is in headline style where more than this share of its words has a capital.
_HEADLINE_STYLE = 0.6
_CAPITAL_NOUNS = frozenset(("de", "lb"))
_INFLECTED = frozenset(["uk", "ru", "be", "bg", "pl", "cs", "sk", "sr", "hr"])
_STEM = 6
#: What stands before a noun, perhaps with two words between.
_OPENS_PHRASE = frozenset(
    (
        "the",
        "a",
        "an",
        "its",
        "their",
        "his",
        "her",
        "of",
        "for",
        "in",
        "on",
        "over",
        "by",
        "no",
        "The",
        "A",
        "An",
    )
)
#: What follows a verb rather than a noun.
_ARTICLES = frozenset(("the", "a", "an", "its", "their", "his", "her"))
_LOOK_BACK = 3
#: Endings of words that are seldom the subject of a heading.
_NO_HEAD = ("ing", "ed", "ly", "ous", "ful", "able", "ive", "est", "ian", "ish", "ern", "'s", "’s")
_SHORTEST_HEAD = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """What a report says first.

    ``title`` and ``text`` are words in order as printed, ``stems`` those with matter, once each, the title's
    first; ``names`` come in order of mention, ``heads`` are nouns of the title that head a phrase.
    """

    language: str
    title: tuple[str, ...]
    text: tuple[str, ...]
    stems: tuple[str, ...]
    in_title: frozenset[str]
    names: tuple[str, ...]
    heads: tuple[str, ...]

    def stems_of(self, name: str) -> tuple[str, ...]:
        """The stems of a name's parts."""
        return _stems(self.language)[name]


def opening(report: Report) -> Opening:
    """What a report says first. Its outlet and its author are no names of what it tells."""
    language = report.language[:2].casefold()
    title, words = _cut(report.title, language), _cut(report.text[:LENGTH], language)
    title_stems = [word.stem for word in title if word.stem]
    in_title = frozenset(title_stems)
    naming = _Names()
    if not _headline_style(title):
        naming.read(title)
    naming.read(words)
    return Opening(
        language=language,
        title=tuple([word.token for word in title]),
        text=tuple([word.token for word in words]),
        stems=tuple(dict.fromkeys(title_stems + [word.stem for word in words if word.stem])),
        in_title=in_title,
        names=tuple(_of_the_matter(naming.certain(), report, language)),
        heads=tuple(_heads(words, in_title)),
    )


def stem(word: str, language: str = "en") -> str:
    """Forms of one folded word as one, roughly: without a plural's s, or what Slavic endings leave."""
    if language in _INFLECTED:
        return word[:_STEM]
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A token once looked at: its stem (empty without matter), what it may do in a name, and whether in a
    heading.
    """

    token: str
    stem: str
    capital: bool
    link: bool
    titled: bool
    heads: bool


def _cut(text: str, language: str) -> list[Word]:
    """The tokens of a text, looked at."""
    stretches = text.replace(_LINE_END, f" {_LINE} ").split()
    return list(chain.from_iterable(map(_looked(language).__getitem__, stretches)))


@cache
def _looked(language: str) -> Remembered[tuple[Word, ...]]:
    """What stands between two spaces, token by token."""
    words = _words(language)

    def look(stretch: str) -> tuple[Word, ...]:
        if stretch.isalnum():
            return (words[stretch],)
        tokens = _TOKEN.findall(_LINE_END if stretch == _LINE else stretch)
        return tuple([words[token] for token in tokens])

    return Remembered(look)


@cache
def _stems(language: str) -> Remembered[tuple[str, ...]]:
    """The stems of the parts of a name."""
    words = _words(language)

    def stems(name: str) -> tuple[str, ...]:
        return tuple([found for part in name.split() if (found := words[part].stem)])

    return Remembered(stems)


@cache
def _words(language: str) -> Remembered[Word]:
    return Remembered(lambda token: _word(token, language))


def _word(token: str, language: str) -> Word:
    plain = _POSSESSIVE.sub("", token)
    folded = plain.casefold()
    empty = len(plain) < 2 or folded in function_words() or not plain[0].isalpha()
    upper = not empty and plain[0].isupper()
    initial = len(plain) == 1 and plain.isupper()
    office = folded in _listed("theme_not_names.txt")
    titled = initial or (upper and (office or bool(_SEAT.match(plain))))
    return Word(
        token=sys.intern(token),
        stem="" if empty or office else sys.intern(stem(fold(plain), language)),
        capital=upper and not titled,
        link=initial or folded in _LINKS,
        titled=titled,
        heads=_may_head(token),
    )


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(word for line in table_lines(name) for word in line.split())


class _Names:
    """Collects names: runs of capitals, and apart from them those whose capital is due to their place."""

    def __init__(self) -> None:
        self._names: list[str] = []
        self._due: list[str] = []
        self._run: list[str] = []
        self._first = False

    def certain(self) -> dict[str, None]:
        """The names in order; a capital that was due counts where the name has others, or comes again."""
        return dict.fromkeys([*self._names, *(n for n in self._due if " " in n or n in self._names)])

    def read(self, words: Sequence[Word]) -> None:
        """Takes in the tokens of a text. Only capitals are looked at: they are few."""
        last, barred = -_LOOK_BACK, -1
        for at in [at for at, word in enumerate(words) if word.capital]:
            if barred == at - 1 or (0 < at < _BYLINE and words[at - 1].token in _BY):
                barred = at  # a byline: none of its names is of the matter
                continue
            between = self._between(last, at, words) if self._run else None
            if between is None:
                self._close()
                self._first = _opens(at, words)
                self._run = []
            else:
                self._run += between
            self._add(words[at].token)
            last = at
        self._close()

    @staticmethod
    def _between(last: int, at: int, words: Sequence[Word]) -> list[str] | None:
        """What stands between two capitals of one name: nothing, a small word, an initial; else none."""
        if at == last + 1:
            return []
        initial = at == last + 3 and words[last + 1].titled and words[last + 2].token in _STOPS
        return [words[last + 1].token] if words[last + 1].link and (at == last + 2 or initial) else None

    def _add(self, token: str) -> None:
        if len(self._run) == _LONGEST_NAME:
            self._close()
            self._first = False
        self._run.append(token)
        if token.endswith(_OWNS):
            self._close()

    def _close(self) -> None:
        if self._run:
            self._run[-1] = _POSSESSIVE.sub("", self._run[-1])
            (self._due if self._first else self._names).append(" ".join(self._run))
        self._run = []


def _opens(at: int, words: Sequence[Word]) -> bool:
    """Whether a capital is due: at the start, or after a stop that ends no abbreviation."""
    if at == 0:
        return True
    before = words[at - 1].token
    return before in _OPENERS and not (at > 1 and before in _STOPS and words[at - 2].titled)


def _headline_style(title: Sequence[Word]) -> bool:
    signs = [word.token[0] for word in title if word.token[0].isalpha()]
    return len(signs) > 2 and sum(map(str.isupper, signs)) > _HEADLINE_STYLE * len(signs)


def _of_the_matter(names: Iterable[str], report: Report, language: str) -> Iterable[str]:
    """The names without those of outlets and authors, and without nouns where each has a capital."""
    own = set(fold(f"{report.outlet} {report.author}").split())
    single = language not in _CAPITAL_NOUNS
    for name in names:
        parts = _parts[name]
        foreign = own.issuperset(parts) or parts[-1] in _PAPERS or parts[0] == parts[-1] in _BARE
        if not foreign and (single or len(parts) > 1 or place(name, language)):
            yield name


#: The parts of a name, folded.
_parts = Remembered(lambda name: fold(name).split())


def _heads(words: Sequence[Word], in_title: frozenset[str]) -> dict[str, None]:
    """Words of the title that head a noun phrase in the text: "the nuclear deal with" gives "deal".

    Told by what stands around them, so silent where the words around are not English.
    """
    heads: dict[str, None] = {}
    for at in [at for at, word in enumerate(words) if word.stem in in_title and word.heads]:
        behind = words[at + 1] if at + 1 < len(words) else None
        if behind is None or not (behind.stem or behind.token in _ARTICLES):
            before = words[max(0, at - _LOOK_BACK) : at]
            if not _OPENS_PHRASE.isdisjoint([word.token for word in before]):
                heads[words[at].token] = None
    return heads


def _may_head(word: str) -> bool:
    return (
        word.islower()
        and len(word) >= _SHORTEST_HEAD
        and word not in _listed("theme_no_heads.txt")
        and not word.endswith(_NO_HEAD)
    )
