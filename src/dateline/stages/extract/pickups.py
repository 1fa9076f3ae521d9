"""Whose matter a report tells: agencies and outlets that it credits or cites, with the words that say so.

Decides by where a name stands (byline, dateline, credit line) and by the words around it ("according to",
"reported"), in six languages; the names are in ``data/agencies.toml``, the words in ``data/citing.toml``.
A name alone is no credit: a report may be about Reuters. What follows for origins is ``group``'s.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from dateline.core.text import count_words, fold, paragraphs
from dateline.core.types import Phrase, Pickup, PickupForm, Report, Span
from dateline.stages.extract.canonical import host_of

#: How much is kept of one report: more is a review of the press.
MOST = 24
#: Code points before and after a name in which its words stand.
_WINDOW = 90
#: Paragraphs at either end that may be a byline, a dateline or a credit line.
_HEAD, _FOOT = 3, 4
#: Words of a paragraph that is nothing but a byline or a credit.
_LINE = 30

_WORD = re.compile(r"\w+")
_LIST = re.compile(r"(?:\s|[/,&+|•-]|und|and|et|y|e|i|та|і|и)+")
#: Agencies that the table does not know, by the form of their names.
_UNKNOWN = re.compile(
    r"\b((?!(?:The|By|From|Image|Photo)\b)(?:[A-Z](?:[a-z'-]{1,20}|[A-Z]{1,20}) ){1,3}(?:Press|News|Wire)"
    r"(?: (?:Agency|Association|Service))?)\b"
)
_CYRILLIC = re.compile(r"[Ѐ-ӿ]")
_LIKE_UNKNOWN = re.compile(r"Press|News|Wire")
_FULL_NAME = re.compile(r"(?:Agency|Association|Service)$")
_BYLINE = re.compile(r"(?:By|Von|Par|Por|Da|Автор|Текст)\b:?\s", re.IGNORECASE)
#: What stands before the agency: "PARIS", "KYIV, July 1", "New Delhi [India], Jul 1", "МОСКВА. 1 июля".
_PLACE = re.compile(r"[^\W\d_][^.!?():\n]{0,60}(?:\.\s?\d{1,2}\s\w{3,12})?(?:\.|,)?", re.UNICODE)
_DATED = re.compile(r"\d|^[^a-zà-ÿа-я]*$")
_OPEN = re.compile(r"[(/\[]\s?$")
_CLOSE = re.compile(r"\s?[)/\]]")
_DASH = re.compile(r"\s{0,2}(?:[-–—:]+|\.-|\.)(?:\s|$)")
#: Pictures are credited beside the text, and tell nothing of it.
_PICTURE = re.compile(
    r"(?:image|photo(?:graph)?|picture|video|graphic|foto|bild|imagen|фото)s?\s?(?:by|credit|source)?[\s:(]*$",
    re.IGNORECASE,
)
_OWNED = re.compile(r"['’]s?\b|s['’]")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mention:
    """Names of agencies in one place of a paragraph; ``code``: too short to be meant everywhere."""

    names: tuple[str, ...]
    start: int
    end: int
    code: bool


def pickups(report: Report) -> tuple[Pickup, ...]:
    """The agencies that a report credits or cites, each once for each place, in order; never itself."""
    found = [(name, PickupForm.BYLINE, 0, 0) for name in _author(report.author)]
    places = list(paragraphs(report.text))
    language = report.language.partition("-")[0]
    for number, (start, end) in enumerate(places):
        ends = _Ends(first=number, last=len(places) - 1 - number)
        paragraph = report.text[start:end]
        for mention in _clusters(paragraph):
            if told := _told(paragraph, mention, ends, language):
                form, left, right = told
                found += [(name, form, start + left, start + right) for name in mention.names]
    kept = [entry for entry in dict.fromkeys(found) if not _is_own(entry[0], report)]
    return tuple(_pickup(report, *entry) for entry in kept[:MOST])


def _pickup(report: Report, name: str, form: PickupForm, start: int, end: int) -> Pickup:
    if start == end:
        return Pickup(agency=name, form=form)
    span = Span(report=report.id, start=start, end=end)
    return Pickup(agency=name, form=form, phrase=Phrase(text=report.text[start:end], span=span))


def _author(author: str) -> tuple[str, ...]:
    return tuple(name for mention in _clusters(author[:300]) for name in mention.names)


def _is_own(name: str, report: Report) -> bool:
    """Whether a report is the agency's own: by its outlet's name or where it stands."""
    outlet = fold(report.outlet)
    names, hosts = _table().own.get(name, ((fold(name),), ()))
    if any(outlet == own or outlet.startswith(f"{own} ") for own in names):
        return True
    found = {host_of(url) for url in (report.canonical, report.url) if url}
    return any(host == own or host.endswith(f".{own}") for host in found for own in hosts)


# --- names --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    """Forms of names by their first word, longest first; and, for each name, its forms and hosts."""

    forms: dict[str, tuple[tuple[str, str, bool], ...]]
    own: dict[str, tuple[tuple[str, ...], tuple[str, ...]]]


@cache
def _table() -> _Table:
    data = _data("agencies.toml")
    forms: dict[str, dict[str, tuple[str, bool]]] = {}
    own = {}
    for entry in (*data["agency"], *data["outlet"]):
        codes = entry.get("codes", [])
        own[entry["name"]] = (tuple(fold(form) for form in (*entry["names"], *codes)), tuple(entry["hosts"]))
        spelt = [(form, False) for name in entry["names"] for form in (name, name.upper())]
        for form, code in (*spelt, *((form, True) for form in codes)):
            if match := _WORD.match(form):
                forms.setdefault(match[0], {}).setdefault(form, (entry["name"], code))
    return _Table(
        forms={
            first: tuple(sorted(((form, *held) for form, held in found.items()), key=lambda f: -len(f[0])))
            for first, found in forms.items()
        },
        own=own,
    )


def _data(name: str) -> dict[str, Any]:
    file = resources.files("dateline.stages.extract") / "data" / name
    return tomllib.loads(file.read_text("utf-8"))


def _clusters(text: str) -> Iterator[_Mention]:
    """The names in a paragraph; those in one list ("dpa/AFP") together."""
    held: _Mention | None = None
    for mention in _mentions(text):
        if held and _LIST.fullmatch(text, held.end, mention.start):
            held = _Mention(
                names=tuple(dict.fromkeys((*held.names, *mention.names))),
                start=held.start,
                end=mention.end,
                code=held.code and mention.code,
            )
            continue
        if held:
            yield held
        held = mention
    if held:
        yield held


def _mentions(text: str) -> Iterator[_Mention]:
    known = list(_known(text))
    if not _LIKE_UNKNOWN.search(text):
        return iter(known)
    taken = [(mention.start, mention.end) for mention in known]
    unknown = [
        _Mention(
            names=(match[1],), start=match.start(), end=match.end(), code=not _FULL_NAME.search(match[1])
        )
        for match in _UNKNOWN.finditer(text)
        if not any(start < match.end() and match.start() < end for start, end in taken)
    ]
    return iter(sorted((*known, *unknown), key=lambda mention: mention.start))


def _known(text: str) -> Iterator[_Mention]:
    forms = _table().forms
    if forms.keys().isdisjoint(_WORD.findall(text)) and not _CYRILLIC.search(text):
        return
    after = 0
    for match in _WORD.finditer(text):
        start = match.start()
        if start < after:
            continue
        word = match[0]
        for form, name, code in forms.get(word) or (not word.isascii() and forms.get(_inflected(word))) or ():
            if text.startswith(form, start) and (end := _end(text, start + len(form))):
                yield _Mention(names=(name,), start=start, end=end, code=code)
                after = end
                break


def _inflected(word: str) -> str:
    """The name that a Cyrillic word is a case of: ``Укрінформу``."""
    if len(word) < 6:
        return ""
    return next((word[:-cut] for cut in (1, 2) if word[:-cut] in _table().forms), "")


def _end(text: str, end: int) -> int:
    """Where a name ends, its Cyrillic ending with it; 0 where it goes on as another word."""
    rest = re.compile(r"[а-яіїє]{0,2}").match(text, end)
    end = rest.end() if rest else end
    following = text[end : end + 2]
    return 0 if re.match(r"\w|[-@]\w|\.\w", following) else end


# --- what is said around a name -----------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ends:
    """How many paragraphs stand before and after one."""

    first: int
    last: int


def _told(
    paragraph: str, mention: _Mention, ends: _Ends, language: str
) -> tuple[PickupForm, int, int] | None:
    """The form in which a mention credits, and the words that do, or None."""
    before, after = paragraph[: mention.start], paragraph[mention.end :]
    head, foot = ends.first < _HEAD, ends.last < _FOOT
    line = len(paragraph) < 400 and count_words(paragraph, _LINE + 1) <= _LINE
    if head and len(before) <= 100 and _is_dateline(before, after):
        return PickupForm.DATELINE, mention.start, mention.end
    if (line or foot) and (credit := _credit(before, after, mention)):
        return credit
    if head and line and ends.last and _is_named(mention) and _is_byline(paragraph, before, after):
        return PickupForm.BYLINE, mention.start, mention.end
    if foot and _is_named(mention) and _stands_alone(before, after):
        return PickupForm.CREDIT, mention.start, mention.end
    return None if mention.code else _cited(before, after, mention, language)


def _is_dateline(before: str, after: str) -> bool:
    """Whether a name stands as in "PARIS (Reuters) - ", "БЕРЛІН, 1 липня. /Укрінформ/", "AP - "."""
    opened, closed = _OPEN.search(before), _CLOSE.match(after)
    if opened and closed:
        place, rest = before[: opened.start()].strip(), after[closed.end() :]
        if place and not _PLACE.fullmatch(place):
            return False
        return bool(_DASH.match(rest) or (_DATED.search(place) and re.match(r"\s[^\Wa-z]", rest)))
    place = before.strip()
    if not place:
        return bool(re.match(r"\s{0,2}[-–—]+\s", after))
    if place[-1] not in ",—–-" or not re.match(r"\s{0,2}[-–—:.]+\s", after):
        return False
    place = place.rstrip(" —–-")
    return bool(_PLACE.fullmatch(place) and _DATED.search(place))


def _is_byline(paragraph: str, before: str, after: str) -> bool:
    """Whether a line of its own names who wrote it: "By Jane Doe, AP", "dpa/AFP"."""
    if re.search(r"[.!?]\s", paragraph):
        return False
    return bool(_BYLINE.match(paragraph)) or _is_names(before, after)


def _is_names(before: str, after: str) -> bool:
    """Whether a paragraph is nothing but names, marks and years."""
    return not re.search(r"[^\W\d_]", before + after)


def _is_named(mention: _Mention) -> bool:
    """Whether it is an agency wherever it stands: "Latest News" may be a heading."""
    return all(name in _table().own or _FULL_NAME.search(name) for name in mention.names)


def _stands_alone(before: str, after: str) -> bool:
    """Whether names end a text in brackets, "(Reuters)", or are a paragraph."""
    pictured = "©" in before[-80:] and not _is_names(before, after)
    bracketed = not pictured and re.search(r"[(\[]\s?$", before) and re.fullmatch(r"\s?[)\]]\.?\s*", after)
    return bool(bracketed) or _is_names(before, after)


def _credit(before: str, after: str, mention: _Mention) -> tuple[PickupForm, int, int] | None:
    """The words that credit: "© 2025 AFP", "with inputs from PTI", "AP contributed"."""
    cue, done = _credit_cues()
    if found := cue.search(before, max(0, len(before) - _WINDOW)):
        picture = _PICTURE.search(before, 0, found.start())
        return None if picture else (PickupForm.CREDIT, found.start(), mention.end)
    if found := done.match(after):
        return PickupForm.CREDIT, mention.start, mention.end + found.end()
    return None


def _cited(before: str, after: str, mention: _Mention, language: str) -> tuple[PickupForm, int, int] | None:
    """Whether the text says that a thing is from there: "Interfax reported", "according to Reuters"."""
    owned = _OWNED.match(after)
    for cue, done in _citing(language):
        if not owned and (found := cue.search(before, max(0, len(before) - _WINDOW))):
            return PickupForm.CITED, found.start(), mention.end
        if found := done.match(after[:_WINDOW]):
            return PickupForm.CITED, mention.start, mention.end + found.end()
    return None


@cache
def _credit_cues() -> tuple[re.Pattern[str], re.Pattern[str]]:
    data = _data("citing.toml")["credit"]
    return (
        re.compile(rf"(?<!\w)(?:{'|'.join(data['before'])}):?\s?(?:the )?[«\"“]?$", re.IGNORECASE),
        re.compile(rf"[»\"”]?,? (?:{'|'.join(data['after'])})\b", re.IGNORECASE),
    )


@cache
def _citing(language: str) -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """The words before and after a name, for a language; for one that is not known, all."""
    data = _data("citing.toml")["cited"]
    return tuple(
        (
            re.compile(rf"(?<!\w)(?:{'|'.join(held['before'])})\s{held['agency']}$", re.IGNORECASE),
            re.compile(rf"{held['agency_after']},? (?:{'|'.join(held['after'])})(?!\w)", re.IGNORECASE),
        )
        for held in _wanted(data, language)
    )


def _wanted(data: dict[str, Any], language: str) -> Sequence[dict[str, Any]]:
    return (data[language],) if language in data else tuple(data.values())
