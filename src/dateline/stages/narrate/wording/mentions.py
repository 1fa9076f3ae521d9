"""Who has been named on a page already: a second mention goes by the surname.

Decides which people the lines printed so far have introduced, with a title or a given name, and drops both
where one of them comes again. Words in quotation marks stay. Does NOT name the speakers of what is said
(``voices``), and touches nobody whose surname two people share, or whose name is a body's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.core.text import words
from dateline.stages.narrate.phrasebook.vocabulary import CORPORATE, ORGANISATION, STOPWORDS, TIMES
from dateline.stages.narrate.wording.letters import QUOTED

TITLE = (
    r"(?:(?:(?:Vice |Former |former )?President|Prime Minister|Chancellor|Senator|Sen\.|Representative|Rep\."
    r"|Governor|Gov\.|Attorney General|Secretary of State|Foreign Minister|Judge|Justice|Mayor|Mr\.?"
    r"|Mrs\.?|Ms\.?|Dr\.?|Sheriff|General|Pope) )"
)
#: A title and one or two names: "Governor Ilse Brandt"; without a title both names.
_INTRODUCED = re.compile(
    rf"\b(?P<title>{TITLE})(?:[A-Z][a-zà-ÿ]+ (?:[A-Z]\. )?)?(?P<last>[A-Z][\w’-]+[a-z])\b(?! [A-Z])"
)
_LEAST = 3


class Mentions:
    """The people whom a page has introduced, by surname; grows with each line that is printed."""

    def __init__(self) -> None:
        self._first: dict[str, tuple[str, str]] = {}
        self._shared: set[str] = set()

    def note(self, line: str) -> None:
        """The line has been printed: who stands in it with a title is known from now on."""
        for last, given, title in _people(line):
            if self._first.setdefault(last, (given, title))[0] != given:
                self._shared.add(last)

    def again(self, body: str) -> Iterator[str]:
        """The body with the surname alone for those who are known, where that changes anything.

        One who comes in it with another given name, or another title alone, is somebody else.
        """
        pieces = QUOTED.split(body)
        for last, (given, title) in sorted(self._first.items()):
            if last in self._shared:
                continue
            name = rf"{TITLE}?{re.escape(given)} (?:[A-Z]\. )?|" if given else ""
            known = re.compile(rf"(?<![\w-])(?:{name}{re.escape(title)} ){re.escape(last)}(?![\w-])")
            pieces[::2] = [known.sub(last, piece) for piece in pieces[::2]]
        changed = "".join(f"“{piece}”" if at % 2 else piece for at, piece in enumerate(pieces))
        if changed != body:
            yield changed


def _people(line: str) -> Iterator[tuple[str, str, str]]:
    """Surname, given name ("" where there is none) and title of those who stand in a line with a title."""
    for found in _INTRODUCED.finditer(" ".join(QUOTED.split(line)[::2])):
        last = found["last"].removesuffix("’s").removesuffix("'s")
        if len(last) >= _LEAST and last.lower() not in CORPORATE | ORGANISATION | STOPWORDS | TIMES:
            between = words(found.group().removeprefix(found["title"]))[:-1]
            yield last, between[0] if between else "", found["title"].strip()
