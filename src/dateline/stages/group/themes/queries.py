"""The desk's own definition of a theme: a query, and whether a report answers it.

::

    flood (Meissen OR Dresden) -football      all of it, one of those, none of that
    "Zboriv crossing"  sandbag*               words side by side; how a word begins
    subject:train  place:Prague  outlet:"Elbtal Courier"  language:de  title:crest

Decides what a query says and what answers it. Words compare without case and accents, hyphens and apostrophes
part words. Does not rank, and does not know stories: ``themes`` asks that half of a story's reports answer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from dateline.core.errors import InputError
from dateline.core.text import fold
from dateline.core.types import Report
from dateline.stages.group.languages.toponyms import place
from dateline.stages.group.themes.openings import opening
from dateline.stages.group.themes.subjects import SCHEME, ancestry, matching

_LONGEST = 1_000
_DEEPEST = 20
_WORD = re.compile(r"[^\W_]+")
_TOKEN = re.compile(
    r"""\s*(?:(?P<bracket>[()])|(?P<minus>-(?=[^\s)]))|(?P<joint>OR|AND|NOT)(?![^\s()])
    |(?:(?P<field>[a-z]+):)?(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s()"]+))|(?P<odd>\S))""",
    re.VERBOSE,
)


class Text:
    """A report as queries look at it: each part folded, its words between single blanks."""

    def __init__(self, report: Report, subjects: Sequence[str] = ()) -> None:
        self._report = report
        self.subjects = {step for code in subjects for step in ancestry(code)}
        self.language = report.language.casefold()

    @cached_property
    def words(self) -> str:
        """Title and text."""
        return _plain(f"{self._report.title}\n{self._report.text}")

    @cached_property
    def title(self) -> str:
        """The title alone."""
        return _plain(self._report.title)

    @cached_property
    def outlet(self) -> str:
        """The outlet's name."""
        return _plain(self._report.outlet)

    @cached_property
    def places(self) -> frozenset[str]:
        """The places that the opening names, each by the one name that it has in all languages."""
        names = opening(self._report).names
        return frozenset(key for name in names if (key := place(name, self.language[:2])))


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """Words that must stand side by side, or a field that must hold them; ``begins``: the last may go on."""

    field: str
    words: tuple[str, ...]
    begins: bool = False

    def holds(self, text: Text) -> bool:
        """Whether a report has it."""
        return _FIELDS[self.field](self, text)

    def within(self, text: str) -> bool:
        """Whether the words stand side by side in a folded text."""
        wanted = " " + " ".join(self.words)
        return (wanted if self.begins else wanted + " ") in text

    def __str__(self) -> str:
        field = f"{self.field}:" if self.field else ""
        words = " ".join(self.words) + ("*" if self.begins else "")
        return f'{field}"{words}"' if len(self.words) > 1 or words in ("or", "and", "not") else field + words


@dataclass(frozen=True, slots=True, kw_only=True)
class Not:
    """What a report must not hold."""

    part: Node

    def holds(self, text: Text) -> bool:
        """Whether a report is without it."""
        return not self.part.holds(text)

    def __str__(self) -> str:
        return f"-{_bracketed(self.part)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class All:
    """Parts that a report must all hold."""

    parts: tuple[Node, ...]

    def holds(self, text: Text) -> bool:
        """Whether a report holds every one."""
        return all(part.holds(text) for part in self.parts)

    def __str__(self) -> str:
        return " ".join(map(_bracketed, self.parts))


@dataclass(frozen=True, slots=True, kw_only=True)
class Some:
    """Parts of which a report must hold one."""

    parts: tuple[Node, ...]

    def holds(self, text: Text) -> bool:
        """Whether a report holds any of them."""
        return any(part.holds(text) for part in self.parts)

    def __str__(self) -> str:
        return " OR ".join(map(_bracketed, self.parts))


Node = Term | Not | All | Some


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A query as it was understood; ``str`` prints it so that it reads the same again."""

    root: Node

    def matches(self, report: Report, subjects: Sequence[str] = ()) -> bool:
        """Whether a report answers it; ``subjects`` are the report's own codes."""
        return self.root.holds(Text(report, subjects))

    def __str__(self) -> str:
        return str(self.root)


def parse(text: str) -> Query:
    """The query that a text says. Raises ``InputError`` with the place where it cannot be read."""
    if len(text) > _LONGEST:
        raise InputError(_item(text), f"is longer than {_LONGEST} characters", "define several themes")
    reader = _Reader(text)
    root = reader.alternatives(0)
    if reader.found:
        raise reader.error("a bracket closes that was never opened", "take it out")
    if not _asks(root):
        remedy = "add a word that the reports of the theme do have"
        raise InputError(
            _item(text), "says only what must not be there, so nearly everything answers it", remedy
        )
    return Query(root=root)


class _Reader:
    """Walks over the tokens of a query. ``found`` is the one under consideration, None at the end."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self.found: re.Match[str] | None = None
        self._step()

    def _step(self) -> None:
        self.found = _TOKEN.match(self._text, self._at)
        self._at = self.found.end() if self.found else len(self._text)

    def error(self, reason: str, remedy: str) -> InputError:
        """What is wrong here, by the character's number, counted from one."""
        found = self.found
        at = found.start() + len(found.group()) - len(found.group().lstrip()) if found else len(self._text)
        return InputError(_item(self._text), f"character {at + 1}: {reason}", remedy)

    def _is(self, group: str, *values: str) -> bool:
        return self.found is not None and self.found[group] in values

    def alternatives(self, depth: int) -> Node:
        """Parts with ``OR`` between them."""
        if depth > _DEEPEST:
            raise self.error(f"more than {_DEEPEST} brackets within each other", "define several themes")
        parts = [self._sequence(depth)]
        while self._is("joint", "OR"):
            self._step()
            parts.append(self._sequence(depth))
        return parts[0] if len(parts) == 1 else Some(parts=tuple(parts))

    def _sequence(self, depth: int) -> Node:
        parts: list[Node] = []
        while self.found and not self._is("joint", "OR") and not self._is("bracket", ")"):
            if parts and self._is("joint", "AND"):
                self._step()
            parts.append(self._part(depth))
        if not parts:
            raise self.error("a word is missing", 'say what the reports have: flood "Elbe crest" -football')
        return parts[0] if len(parts) == 1 else All(parts=tuple(parts))

    def _part(self, depth: int) -> Node:
        if self._is("minus", "-") or self._is("joint", "NOT"):
            self._step()
            if depth > _DEEPEST:
                raise self.error("too many signs of exclusion", "one is enough")
            return Not(part=self._part(depth + 1))
        if self._is("bracket", "("):
            self._step()
            inside = self.alternatives(depth + 1)
            if not self._is("bracket", ")"):
                raise self.error("a bracket is not closed", "add ')'")
            self._step()
            return inside
        term = self._term()
        self._step()
        return term

    def _term(self) -> Term:
        found = self.found
        if found is None or (found["phrase"] is None and found["word"] is None):
            raise self.error("a word is missing", 'say what the reports have: flood "Elbe crest" -football')
        field, said = found["field"] or "", found["phrase"] if found["word"] is None else found["word"]
        if field not in _FIELDS:
            raise self.error(
                f"there is no '{field}:'", f"use {', '.join(f'{name}:' for name in _FIELDS if name)}"
            )
        words = tuple(_words(said))
        if not words:
            raise self.error("there is no letter or digit in it", "name a word")
        if field == "subject" and not _codes(words):
            raise self.error(
                f"no subject is called '{said}'", "see the list of subjects in docs/how-to/themes.md"
            )
        if field == "place" and not _named(words):
            raise self.error(f"no place is called '{said}'", "look for the word itself: leave 'place:' out")
        return Term(field=field, words=words, begins=said.endswith("*"))


def _asks(node: Node) -> bool:
    """Whether something must be there for a report to answer."""
    if isinstance(node, Not):
        return False
    if isinstance(node, Some):
        return all(map(_asks, node.parts))
    return any(map(_asks, node.parts)) if isinstance(node, All) else True


def _bracketed(node: Node) -> str:
    return f"({node})" if isinstance(node, All | Some) else str(node)


def _codes(words: Sequence[str]) -> tuple[str, ...]:
    return matching(" ".join(word for word in words if word != SCHEME.rstrip(":")))


def _place(term: Term, text: Text) -> bool:
    """A town must be named where the report opens; a country may be named anywhere in it."""
    known = _named(term.words)
    return known in text.places or (known.startswith("^") and term.within(text.words))


def _named(words: Sequence[str]) -> str:
    return place(" ".join(word.title() for word in words))


_FIELDS: dict[str, Callable[[Term, Text], bool]] = {
    "": lambda term, text: term.within(text.words),
    "title": lambda term, text: term.within(text.title),
    "outlet": lambda term, text: term.within(text.outlet),
    "language": lambda term, text: text.language.startswith(term.words[0]),
    "subject": lambda term, text: not text.subjects.isdisjoint(_codes(term.words)),
    "place": _place,
}


def _plain(text: str) -> str:
    return f" {' '.join(_words(text))} "


def _words(text: str) -> list[str]:
    """The words, folded until nothing changes: a mathematical A folds to A, and that to a."""
    return _WORD.findall(text.casefold() if text.isascii() else fold(fold(text)))


def _item(text: str) -> str:
    return f"query {text[:60]!r}"
