"""What a theme is called: the name that recurs over its stories, and a word for the matter.

Decides a heading such as "Elbe flood" out of the reports' own words. Does not know what the name is of, nor
which words are nouns. Falls back on the first report's title where nothing recurs.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from dateline.core.types import Report
from dateline.stages.group.words import function_words, opens_a_sentence

_TOKEN = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"['’]s?\Z")
#: Title and opening: what a report is about is named there.
_OPENING = 900
_LONGEST_NAME = 3
#: Reports of one story that are asked: the first ones say what it is.
_ENOUGH = 8
#: How much a rare word is preferred: by its fourth root, or a stray word would beat what everybody says.
_RARE = 0.25
#: Words that say how many, when or who in general, and so name no matter.
_NO_SUBJECTS = frozenset(
    re.findall(
        r"\w+",
        """million millions billion billions trillion thousand thousands hundred hundreds dozen
        dozens percent half number official officials spokesman spokeswoman statement source
        sources leader leaders head chief member members group former early late current recent
        nearly least days hours minutes ahead amid despite more know need things part country
        nation government world home area city town state person woman women children local major
        biggest""",
    )
)
#: What stands before a noun, perhaps with two words between.
_OPENS_PHRASE = frozenset(re.findall(r"\w+", "the a an this these its their his her of for in on over by no"))
#: Endings of words that are seldom the subject of a heading.
_NO_SUBJECT = ("ing", "ed", "ly", "ous", "ful", "able", "ive", "est", "ian", "ish", "ern")
_SHORTEST_SUBJECT = 4


def theme_name(stories: Sequence[Sequence[Report]], rarity: Mapping[str, float]) -> str:
    """A name for the stories, each given as its reports; ``rarity`` is how rare a word is (its idf)."""
    stories = [reports[:_ENOUGH] for reports in stories]
    name = _foremost(stories, _names, rarity)
    subject = _foremost(stories, _subjects, rarity, frozenset(name.casefold().split()))
    if not name and not subject:
        return next((report.title for reports in stories for report in reports if report.title), "")
    return f"{name} {subject}".strip() if name else subject.capitalize()


def _foremost(
    stories: Sequence[Sequence[Report]],
    read: Callable[[str], set[str]],
    rarity: Mapping[str, float],
    taken: frozenset[str] = frozenset(),
) -> str:
    """The word or name that most stories share, then most reports; of equals the rarer, then the first.

    What no title names is not what the reports are about: bylines, picture credits, asides.
    """
    reports_of: Counter[str] = Counter()
    stories_of: Counter[str] = Counter()
    for story in stories:
        found = [read(report.text[:_OPENING]) for report in story]
        reports_of.update(word for words in found for word in words)
        stories_of.update(set().union(*found) if found else ())
    total = max(1, sum(len(story) for story in stories))
    titles = [f" {' '.join(_words(report.title))} " for story in stories for report in story if report.title]

    def weight(word: str) -> float:
        rare = max((rarity.get(part.casefold(), 0.0) for part in word.split()), default=0.0)
        return float(rare**_RARE) * (stories_of[word] / max(1, len(stories)) + reports_of[word] / total)

    def named(word: str) -> bool:
        folded = word.casefold()
        return not taken & set(folded.split()) and (not titles or any(f" {folded} " in t for t in titles))

    return min(((-weight(word), word) for word in stories_of if named(word)), default=(0.0, ""))[1]


def _names(text: str) -> set[str]:
    """Runs of capitalised words that do not owe their capital to their place."""
    found: set[str] = set()
    run: list[str] = []
    last = -1
    for token, start in _tokens(text):
        proper = token[0].isupper() and token.casefold() not in function_words()
        if run and (not proper or text[last:start] != " " or len(run) == _LONGEST_NAME):
            found.add(" ".join(run))
            run = []
        if proper and (run or not opens_a_sentence(text, start)):
            run.append(token)
        last = start + len(token)
    return found | ({" ".join(run)} if run else set())


def _subjects(text: str) -> set[str]:
    """Words that head a noun phrase, told by what stands around them: "the nuclear deal with" gives "deal".

    Silent where the words around are not English.
    """
    tokens = list(_tokens(text))
    heads: set[str] = set()
    for at, (word, start) in enumerate(tokens):
        if not _is_subject(word):
            continue
        before = [token for token, _ in tokens[max(0, at - _LONGEST_NAME) : at]]
        following = tokens[at + 1][0] if at + 1 < len(tokens) else ""
        closed = text[start + len(word) : start + len(word) + 1] != " " or following in function_words()
        if closed and not _OPENS_PHRASE.isdisjoint(token.casefold() for token in before):
            heads.add(word)
    return heads


def _is_subject(word: str) -> bool:
    return (
        word.islower()
        and len(word) >= _SHORTEST_SUBJECT
        and word not in function_words()
        and word not in _NO_SUBJECTS
        and not word.endswith(_NO_SUBJECT)
    )


def _words(text: str) -> list[str]:
    return [token.casefold() for token, _ in _tokens(text)]


def _tokens(text: str) -> Iterator[tuple[str, int]]:
    for match in _TOKEN.finditer(text):
        token = match.group()
        yield (token if token.isalpha() else _POSSESSIVE.sub("", token)), match.start()
