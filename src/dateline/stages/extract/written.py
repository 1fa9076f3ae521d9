"""Dates and times in people's words: "Published 10:34 BST, 2 July 2025", "Aktualisiert: 3. Juli 2025, 9 Uhr".

Decides which words of a line are a date, in the main languages of the news, and whether they say that the
article was published or updated then. What has two readings (03/04/2025) is read only where the page's
language settles it. Finds dates in a line; which line and which date count is the caller's to judge.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from dateline.core.text import fold

#: The months as they are written, by their beginnings: enough of each word to tell it, folded.
_MONTHS = (
    "jan gen ene yan sty leden led ocak янв січ студз ιαν tammi",
    "feb fev feu fév febr lut unor úno subat şub фев лют φεβ helmi",
    "mar mär mae mrz març maart brez bře mart мар бер сак μαρ maalis",
    "apr avr abr kwie dub nis апр кві крас απρ huhti",
    "may mai mei mag maj maio kvet kvě mayıs май мая трав μαι μαϊ touko",
    "jun juin giu czer cerven čer haz июн чер чэр ιουν kesa kesä",
    "jul juil lug lip cervenc tem июл лип ιουλ heina heinä",
    "aug aou aoû ago sie srp agu ağu авг сер жні αυγ elo",
    "sep set wrz zar zář eyl сен вер σεπ syys",
    "oct okt out ott paz paź rij říj eki окт жов кас οκτ loka",
    "nov now lis listop kas noj ноя лис νοε marras",
    "dec dez dic déc gru pros ara дек гру сне δεκ joulu",
)
_MONTH_BY_START = {fold(start): number for number, row in enumerate(_MONTHS, 1) for start in row.split()}
_LONGEST_START = max(map(len, _MONTH_BY_START))

#: Abbreviations of zones that mean one offset in the news: hours and minutes east of Greenwich.
_ZONES = {
    **{"z": 0, "utc": 0, "gmt": 0, "wet": 0, "bst": 60, "west": 60, "cet": 60, "mez": 60, "wat": 60},
    **{"cest": 120, "mesz": 120, "cat": 120, "sast": 120, "eet": 120, "eest": 180, "msk": 180, "eat": 180},
    **{"мск": 180, "trt": 180, "pkt": 300, "wib": 420, "hkt": 480, "sgt": 480, "awst": 480, "pht": 480},
    **{"jst": 540, "kst": 540, "aest": 600, "aedt": 660, "nzst": 720, "nzdt": 780},
    **{
        "est": -300,
        "edt": -240,
        "cst": -360,
        "cdt": -300,
        "mst": -420,
        "mdt": -360,
        "pst": -480,
        "pdt": -420,
    },
    **{"brt": -180, "art": -180},
}
_OFFSET = re.compile(r"(?:utc|gmt)?\s?([+-])(\d{1,2})(?::?(\d\d))?", re.IGNORECASE)
_ZONE = r"(?:(?:UTC|GMT)\s?[+-]\d{1,2}(?::?\d\d)?|[+-]\d\d:?\d\d|" + "|".join(_ZONES) + r")\b"


def _clock(place: int) -> str:
    """The pattern of a time of day; its groups carry the number of the place where it stands."""
    return (
        rf"(?P<hour{place}>2[0-3]|[01]?\d)(?!\d)(?:\s?[:.h]\s?(?P<minute{place}>[0-5]\d)(?:[:.](?P<second{place}>[0-5]\d))?)?"
        rf"(?:\s?(?P<half{place}>[ap])\.?m\b\.?)?(?:\s?(?:Uhr|hrs?|ч)\b\.?)?(?:\s?\(?(?P<zone{place}>{_ZONE})\)?)?"
    )


_WORD = r"[^\W\d_]{3,12}"
_DATES = (
    rf"(?P<d1>\d{{1,2}})(?:st|nd|rd|th|er|º|\.|-?(?:го|е))?[\s-](?:de\s|of\s)?(?P<m1>{_WORD})\.?,?[\s-](?:de\s|del\s)?(?P<y1>\d{{4}})",
    rf"(?P<m2>{_WORD})\.?\s(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?:,\s?|\s)(?P<y2>\d{{4}})",
    r"(?P<y3>\d{4})[-./年]\s?(?P<n3>\d{1,2})[-./月]\s?(?P<d3>\d{1,2})日?",
    r"(?P<y4>\d{4})년\s?(?P<n4>\d{1,2})월\s?(?P<d4>\d{1,2})일",
    r"(?P<a5>\d{1,2})(?P<joint>[./-])\s?(?P<b5>\d{1,2})(?P=joint)\s?(?P<y5>\d{4})",
)
_FOUND = re.compile(
    rf"(?<![\w/.:-])(?:{_clock(0)}(?:,|\son|\s[-–|])?\s(?:\w{{3,10}},?\s)?)?(?:{'|'.join(_DATES)})(?!\.?\d)"
    rf"(?:г\.|\sг\.|\sр\.|\sроку)?(?:(?:T|,?\s?[-–|/,·•@]?\s?(?:at\s|um\s|à\s|a\slas\s|alle\s|kl\.?\s|о\s|в\s)?){_clock(1)})?",
    re.IGNORECASE,
)
_MOST_BEFORE = 4  # words of a label and a day of the week
_DIGIT = re.compile(r"(?:19|20)\d\d")

#: What stands before a date and says what happened then; folded.
_UPDATED = re.compile(
    r"(?:\b(?:updat|modified|last (?:changed|edited|revised)|revised|aktualisier|geandert|stand\b"
    r"|mis(?:e)? a jour|modifie"
    r"|actualiza|modifica|aggiorna|atualiza|bijgewerkt|uppdatera|oppdater|opdatere|paivite|aktualiz|обновл|оновл"
    r"|изменен|guncel)|更新|" + fold("수정") + r")\S*",
)
_PUBLISHED = re.compile(
    r"(?:\b(?:publi|posted|first (?:appeared|aired)|created|written|filed|veroffentlicht|erschienen|datum"
    r"|parution|pubbl"
    r"|fecha|gepubliceerd|udgivet|julkaist|opublik|опубл|дата|размещ|yayin|date\b)|發布|发布|掲載|"
    + f"{fold('입력')}|{fold('등록')}"
    + r")\S*",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A date in words, made plain: ISO 8601 as :func:`times.read_time` takes it, and what it says happened.

    ``says`` is ``published``, ``updated`` or empty. ``zone`` is the zone's name as it was written.
    """

    iso: str
    says: str = ""
    zone: str = ""


def dates_in(line: str, language: str = "") -> Iterator[Written]:
    """The dates in a line, in order. ``language`` settles which part of 03/04/2025 is the day.

    A date without a year is none, and so is one that no calendar has.
    """
    if not _DIGIT.search(line):
        return
    last, ends = "", 0
    for found in _FOUND.finditer(line):
        last = _said(line[ends : found.start()]) or (
            last if not line[ends : found.start()].strip(" -–|/,") else ""
        )
        ends = found.end()
        if written := _written(found, language, last):
            yield written


def whole_date(text: str, language: str = "") -> Written | None:
    """The date that is all of a text but for a label and a day of the week; None where there is more."""
    found = _FOUND.search(text)
    if not found or text[found.end() :].strip(" .)|,"):
        return None
    before = text[: found.start()]
    if len(before.split()) > _MOST_BEFORE or (len(before.split()) > 1 and not _said(before)):
        return None
    return _written(found, language, _said(before))


def _said(before: str) -> str:
    """What the words before a date say: the last label among them."""
    words = fold(before)[-60:]
    spots = {
        says: max((match.start() for match in label.finditer(words)), default=-1)
        for says, label in (("updated", _UPDATED), ("published", _PUBLISHED))
    }
    says, spot = max(spots.items(), key=lambda item: item[1])
    return says if spot >= 0 else ""


def _written(found: re.Match[str], language: str, says: str) -> Written | None:
    day = _day(found, language)
    if day is None:
        return None
    iso = "{:04d}-{:02d}-{:02d}".format(*day)
    which = next(
        (n for n in ("0", "1") if found[f"hour{n}"] and (found[f"minute{n}"] or found[f"half{n}"])), ""
    )
    if not which:
        return Written(iso=iso, says=says)
    hour, half = int(found[f"hour{which}"]), (found[f"half{which}"] or "").lower()
    if half and hour > 12:
        half = ""  # "14:05 pm" is a slip of those who write it
    hour = hour % 12 + (12 if half == "p" else 0) if half else hour
    clock = f"{hour:02d}:{found[f'minute{which}'] or '00'}"
    if found[f"second{which}"]:
        clock += f":{found[f'second{which}']}"
    zone = found[f"zone{which}"] or ("+09:00" if "년" in found[0] else "")  # both Koreas keep one time
    return Written(iso=f"{iso}T{clock}{offset_of(zone)}", says=says, zone=zone.upper())


def _day(found: re.Match[str], language: str) -> tuple[int, int, int] | None:
    """Year, month and day; None where the month is no month or the order cannot be known."""
    if found["y5"]:
        month, day = _ordered(int(found["a5"]), int(found["b5"]), found["joint"], language)
        year = int(found["y5"])
    elif number := next((n for n in "34" if found[f"y{n}"]), ""):
        year, month, day = (int(found[f"{part}{number}"]) for part in "ynd")
    else:
        number = "1" if found["y1"] else "2"
        year, day = int(found[f"y{number}"]), int(found[f"d{number}"])
        month = month_of(found[f"m{number}"])
    return (year, month, day) if 1 <= month <= 12 and 1 <= day <= 31 and 1971 <= year <= 2200 else None


def _ordered(first: int, second: int, joint: str, language: str) -> tuple[int, int]:
    """Month and day of two numbers; zeros where they could be either way."""
    if first > 12 or (joint == "." and second <= 12):
        return second, first
    if second > 12:
        return first, second
    if first == second or language.lower() in ("en-us", "en_us"):
        return first, second
    if language and language[:2].lower() != "en" and joint != "-":
        return second, first
    return 0, 0


def month_of(word: str) -> int:
    """The number of a month by its name in any of the languages known, 0 where it is none."""
    folded = fold(word)
    for length in range(min(_LONGEST_START, len(folded)), 2, -1):
        if number := _MONTH_BY_START.get(folded[:length]):
            return number
    return 0


def offset_of(zone: str) -> str:
    """An offset as ISO 8601 has it for a zone as it was written; empty for one that is not known."""
    if not zone:
        return ""
    minutes = _ZONES.get(zone.lower())
    if minutes is None:
        found = _OFFSET.fullmatch(zone)
        if not found or int(found[2]) > 14:
            return ""
        minutes = (int(found[2]) * 60 + int(found[3] or 0)) * (-1 if found[1] == "-" else 1)
    return iso_offset(timedelta(minutes=minutes))


def iso_offset(offset: timedelta) -> str:
    """An offset as ISO 8601 writes it; ``Z`` for none."""
    minutes = round(offset.total_seconds() / 60)
    hours, rest = divmod(abs(minutes), 60)
    return f"{'-' if minutes < 0 else '+'}{hours:02d}:{rest:02d}" if minutes else "Z"
