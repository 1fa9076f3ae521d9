"""The names in a byline: people first, agencies where they are all there is, without "By", roles, addresses.

Decides what is a name and what only stands beside one, and which lines of a text are bylines and credits
and no part of its article. Does not resolve two spellings to one, and does not know the agencies: which
wire a report came by is ``pickups``'s to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from dateline.core.text import fold, tidy

#: Words that begin a byline, longest first where one begins another.
_BY = (
    r"by|von|vom|par|por|autore?s?(?:es|in)?|auteure?s?|authors?|di|da|door|av|af|aldı|przez|rédigé par"
    r"|written by"
    r"|автори?|авторы?|текст|text|words|writer|reporter|著者|文|記者|기자"
)
_LEAD = re.compile(
    rf"^[\W_]*(?-i:By(?=[A-Z][a-z.]))|^[\W_]*(?:(?:written|posted|published|reported|edited|story|article"
    rf"|words|text|ein beitrag|geschrieben|publié"
    rf"|escrito|publicado|scritto|geschreven|skrevet|skriven)\s+)?(?:{_BY})(?=\s|:|：)\s*[:：]?\s+",
    re.IGNORECASE,
)
_LED_LATER = re.compile(
    r"^(?:posted|published|updated|veröffentlicht|publié|publicado)\b.{4,60}?\s(?:by|von|par|por)\s+",
    re.IGNORECASE,
)
_LEAD_ALONE = re.compile(
    r"[\W_]*(?:(?:written|posted|published|story)\s+)?(?:by|von|par|por|door|autor|author|auteur|автор)\s?:?\W*",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(
    r"\s*(?:[,;|•·/&\n]|\s(?:and|und|et|y|e|en|och|og|i|та|и|with|mit|avec|con)\s)\s*", re.IGNORECASE
)
_JOINT = re.compile(r"\s*[|•·]\s*")
_MONTHS = r"jan|feb|mar|apr|may|mai|jun|jul|aug|sep|oct|okt|nov|dec|dez"
#: A date and what follows it: a byline often goes on with its dateline.
_DATED = re.compile(
    rf"[\s,|·•/–—-]*(?:\s(?:on|am|le|el|il)\s)?(?:\b(?:mon|tue|wed|thu|fri|sat|sun|mo|di|mi|do|fr|sa|so|lun|mer|jeu|ven|dim)"
    rf"[a-zäé]*\.?,?\s)?(?:\b\d{{1,2}}[.:/\s]|\b\d{{4}}\b|\b(?:{_MONTHS})[a-z]*\.?\s\d).*$",
    re.IGNORECASE,
)
_TRAIL = re.compile(r"\s*(?:\(.*|\[.*|\s[-–—]\s.*|@.*|\b(?:for|in|at)\s+(?:the\s+)?[A-Z].*|\bis an?\s.*)$")
_FOOTNOTE = re.compile(r"(?<=[a-zß-ÿ])(?:\d{1,2}(?:,\d)*|[*†‡])$")
_ADDRESS = re.compile(r"https?:|www\.|\w@\w|\w\.[a-z]{2,6}/", re.IGNORECASE)
#: What stands where a name should: roles, rooms, buttons, academic degrees.
_NO_NAME = re.compile(
    r".*[\d<>{}].*|(?:site )?admin(?:istrator)?|editors?|(?:the )?(?:\S+ )?staff(?: (?:writers?"
    r"|reporters?|report))?"
    r"|guest(?: (?:author|contributor|blogger|post))?|authors?|unknown|none|null|undefined|anonymous"
    r"|no author|auteure?s?|autor(?:en|es|i)?|verfasser|by|von|par|por"
    r"|redak\w+|rédaction|la redacción|redacción|redazione|redactie|редак\w+|contributors?|reporters?"
    r"|correspondents?"
    r"|online|web|webmaster|senior .*|revised edition.*|(?:web|news|sports?|online|digital|city"
    r"|foreign)[ -]?desk"
    r"|(?:updated|published|posted|share|follow|view all|more|read|edited|photo\w*|source|via|says?"
    r"|by)\b.*|comments?"
    r"|.* (?:editor|correspondent|reporter|producer|writer|reports|says|staff|contributor|redaktion"
    r"|columnist)"
    r"|[\w-]{3,}\.(?:com|org|net|info|news|[a-z]{2}|co\.[a-z]{2})"
    r"|ph\.?\s?d\.?|m\.?d\.?|m\.?s\.?c?\.?|jr\.?|sr\.?|esq\.?",
    re.IGNORECASE,
)
_TOO_SHORT = re.compile(r".{0,2}")
_INITIALS = re.compile(r"(?:\w\.\s?){2,3}")
#: Words of the names of houses: beside a person they say where that person works.
_HOUSE = re.compile(
    r"\b(?:news\w*|press|presse|agency|agencies|agentur|agence|agencia|times|post|herald|tribune|gazette|journal|wire|desk"
    r"|bureau|media|medien|online|services?|network|radio|tv|television|magazin\w*|team|editorial|blog|group|inc|ltd|gmbh"
    r"|university|universität|institute|foundation|ap|afp|dpa|reuters|upi|epa|ansa|efe|tass|apa|sid|pti|aap|cnn|bbc|npr"
    r"|associated|board|company|project|studio|admin|today|daily|weekly)\b",
    re.IGNORECASE,
)
_PARTICLES = frozenset(
    [
        "de",
        "da",
        "di",
        "do",
        "dos",
        "del",
        "der",
        "den",
        "van",
        "von",
        "zu",
        "zum",
        "la",
        "le",
        "al",
        "el",
        "bin",
        "ben",
        "ibn",
        "y",
        "e",
        "st",
        "ter",
        "ten",
        "af",
        "av",
    ]
)
#: What may follow the name on a byline: nothing, a date, a role, or others who wrote it.
_AFTER_NAME = re.compile(r"\W*|[\s,|·•–—-].*\d.*|(?:,| and| &| und| et| y) .{1,60}")
#: Lines that credit the making of a text and are no part of it (the agencies' house rules for sign-offs).
_CREDIT = re.compile(
    r"\(?(?:additional |further )?(?:reporting|writing|editing|compiled|edited|written|reported|research"
    r"|production) by:? .{2,200}"
    r"|\(?(?:writing|reporting|editing) by .{2,80}[;,.] ?(?:additional |further )?(?:reporting|editing"
    r"|writing) by .{2,120}"
    r"|(?:redaktion|bearbeitung|redazione|édité par|redacción|редагу\w+|редактор)\s?: .{2,80}"
    r"|contact (?:the (?:author|reporter|writer)|us|our).{0,100}|(?:e-?mail|twitter|follow|x"
    r"|instagram)\s?:\s?\S*@\S+",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?…。][\"'”’»)\]]*$")
_LONGEST = 60
_LONGEST_LINE = 140
_LONGEST_SIGNATURE = 32
_MOST = 8


def is_byline(paragraph: str, author: str) -> bool:
    """Whether a paragraph names the author and nothing else: "By Ada Quill, 3 June 2024 10:15", "Ada Quill,".

    Without "By" the line is a byline only where nothing but a mark, a date or other names follows.
    """
    line = paragraph.strip()
    if not author or len(line) > _LONGEST_LINE:
        return False
    rest = _LED_LATER.sub("", _LEAD.sub("", line))
    if not fold(rest).startswith(fold(author)):
        return False
    after = rest[len(author) :]
    if rest == line:
        return re.fullmatch(r"\W*|[\s,|·•–—-]+.{0,20}\d.{0,40}", after) is not None and not after.startswith(
            ("?", "!")
        )
    return _AFTER_NAME.fullmatch(after) is not None


def is_credit(paragraph: str) -> bool:
    """Whether a line says who reported, wrote and edited, as agencies sign their texts."""
    return len(paragraph) <= 2 * _LONGEST_LINE and _CREDIT.fullmatch(paragraph.strip()) is not None


def is_lead(line: str) -> bool:
    """Whether a line only announces a byline: "By", "Autor:"."""
    return _LEAD_ALONE.fullmatch(line) is not None


def people(bylines: Iterable[str], outlet: str = "") -> tuple[str, ...]:
    """The names in the bylines, each once, in order, at most eight.

    ``outlet`` and other houses count only where no person is named.
    """
    names: dict[str, str] = {}
    for byline in bylines:
        for name in _parts(byline):
            names.setdefault(fold(name), name)
    found = tuple(names.values())
    persons = tuple(name for name in found if not is_house(name, outlet))
    return (persons or found)[:_MOST]


def is_house(name: str, outlet: str = "") -> bool:
    """Whether a name is that of an outlet, an agency or a desk, and no person's."""
    return _HOUSE.search(name) is not None or fold(outlet).startswith(fold(name))


def _parts(byline: str) -> Iterable[str]:
    if len(byline) > 2 * _LONGEST * _MOST:
        return
    text = tidy(byline)
    text = _LED_LATER.sub("", _LEAD.sub("", text))
    text = _DATED.sub("", text)
    if _ADDRESS.search(text) or len(text) > _LONGEST * _MOST:
        return
    for part in _SEPARATOR.split(text):
        name = _TRAIL.sub("", _LEAD.sub("", part)).strip(" :,-–—|*•")
        name = _FOOTNOTE.sub("", name)
        if len(name) <= _LONGEST and not _TOO_SHORT.fullmatch(name) and not _NO_NAME.fullmatch(name):
            yield name


def signed_by(text: str) -> str:
    """The person whose name is all of the last paragraph, as small papers sign; empty where it is none.

    A signature stands under a text that has ended: after the items of a list it is one of them.
    """
    before, _, end = text.rpartition("\n\n")
    last = end.strip(" ()[]–—-*_")
    ended = _SENTENCE_END.search(before) is not None
    fits = len(last) <= _LONGEST_SIGNATURE and last[-1:].isalpha() and looks_like_a_person(last)
    named = last.istitle() and not is_house(last) and not _NO_NAME.fullmatch(last)
    return last if ended and fits and named else ""


def led_people(line: str, following: str = "", outlet: str = "") -> tuple[str, ...]:
    """The people whom a line of the page names as bylines do ("By …", "Von …"); none where it is no byline.

    ``following`` is the next line: some pages break after "By".
    """
    if is_lead(line):
        return _persons(following, outlet)
    for part in (line, *_JOINT.split(line)[1:]):
        rest = _LED_LATER.sub("", _LEAD.sub("", part))
        if rest != part and (names := _persons(rest, outlet)):
            return names
    return ()


def _persons(text: str, outlet: str) -> tuple[str, ...]:
    names = people([text], outlet)
    return names if all(looks_like_a_person(name) and not is_house(name, outlet) for name in names) else ()


def looks_like_a_person(name: str) -> bool:
    """Whether words could be a person's name: two to five, each with a capital or a name's particle."""
    if _INITIALS.fullmatch(name):
        return True
    parts = name.split()
    if not 2 <= len(parts) <= 5 or any(mark in name for mark in '?!:;"“”'):
        return False
    return all(part[0].isupper() or not part[0].islower() or part.lower() in _PARTICLES for part in parts)
