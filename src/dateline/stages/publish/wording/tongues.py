"""A language that the house speaks: its messages, and how it writes numbers, lists, names and times.

Decides which language an edition is told in, by the files of ``locale/`` and the data of CLDR (in Babel).
"""

from __future__ import annotations

import gettext
import io
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files

from babel import Locale, UnknownLocaleError, lists, numbers
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from dateline.stages.publish.times import When
from dateline.stages.publish.wording import dates
from dateline.stages.publish.wording.phrases import Names, Phrase, Value

__all__ = ["Tongue", "languages", "tongue"]

_LOCALES = files("dateline.stages.publish") / "locale"
_ENGLISH = "en"
#: Figures beyond it are written in powers of ten.
_PLAIN = 1e18
#: Which of a language's locales is meant: the house writes British English (1 July 2025, 16:00).
_LOCALE_OF = {_ENGLISH: "en_GB"}


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language with its messages; ``locale`` holds what CLDR knows of it."""

    language: str
    locale: Locale = field(hash=False)
    messages: gettext.NullTranslations = field(repr=False, compare=False)

    # --- messages -------------------------------------------------------------------------

    def gettext(self, message: str) -> str:
        """A message in this language; in English where it has none."""
        return self.messages.gettext(message) if message else ""

    def ngettext(self, one: str, many: str, count: int) -> str:
        """The form of a message that this count takes."""
        return self.messages.ngettext(one, many, count)

    def pgettext(self, context: str, message: str) -> str:
        """A message in its context."""
        return self.messages.pgettext(context, message) if context else self.gettext(message)

    def npgettext(self, context: str, one: str, many: str, count: int) -> str:
        """The form of a message in its context that this count takes."""
        if not context:
            return self.ngettext(one, many, count)
        return self.messages.npgettext(context, one, many, count)

    def say(self, told: Phrase | str | None) -> str:
        """A phrase in this language; a plain text is looked up as a message without values."""
        if told is None or isinstance(told, str):
            return self.gettext(told or "")
        if told.count is None:
            pattern = self.pgettext(told.context, told.message)
        else:
            many = told.plural or told.message
            pattern = self.npgettext(told.context, told.message, many, told.count)
        return pattern % {name: self.value(value) for name, value in _values(told)}

    def value(self, value: Value) -> str:
        """A value inside a message: phrases are told, lists listed, numbers and times written."""
        if isinstance(value, str):
            return value
        if isinstance(value, Phrase):
            return self.say(value)
        if isinstance(value, Names):
            return self.listed(value.items, value.either)
        return self.when(value) if isinstance(value, When) else self.number(value)

    def listed(self, items: Sequence[str | Phrase], either: bool = False) -> str:
        """Names one after the other: "A, B and C", or "A, B or C"."""
        told = [item if isinstance(item, str) else self.say(item) for item in items]
        return lists.format_list(told, style="or" if either else "standard", locale=self.locale)

    # --- what CLDR knows ------------------------------------------------------------------

    def number(self, value: int | float) -> str:
        """A number as this language writes it: 1,400 or 1 400."""
        return _number(value or 0, self.locale)  # -0.0 is told as nothing, and is 0.0 to a cache

    def share(self, part: float) -> str:
        """A share of one as a percentage, without decimals: 93%."""
        return str(numbers.format_percent(part, locale=self.locale))

    def when(self, at: When | None) -> str:
        """A time as far as it is known, without its note: "1 July 2025, 16:00 UTC"; "" for None."""
        return _when(at, self) if at else ""

    def day(self, at: date) -> str:
        """A day with its year: 1 July 2025."""
        return dates.day(at, self.locale)

    def day_of_year(self, at: date) -> str:
        """A day where the year is clear: 1 July."""
        return dates.day_of_year(at, self.locale)

    def month(self, at: date) -> str:
        """A month with its year: July 2025."""
        return dates.month(at, self.locale)

    def language_name(self, code: str) -> str:
        """What a language is called, by its BCP 47 tag; the tag itself where that is not known."""
        return _language_name(code, self.locale)

    def territory(self, code: str) -> str:
        """What a country (ISO 3166-1 alpha-2) or a region (UN M49: "150" is Europe) is called."""
        return str(self.locale.territories.get(code.upper(), code))


@cache
def tongue(language: str) -> Tongue:
    """The language of an edition: of "de-AT" that of "de", English where it is not known."""
    name = language.replace("_", "-").split("-")[0].lower()
    name = name if name in languages() else _ENGLISH
    return Tongue(name, Locale.parse(_LOCALE_OF.get(name, name)), _messages(name))


@cache
def languages() -> tuple[str, ...]:
    """The languages that the house speaks, English first."""
    given = sorted(part.name.removesuffix(".po") for part in _LOCALES.iterdir() if part.name.endswith(".po"))
    return (_ENGLISH, *(name for name in given if name != _ENGLISH))


def _values(told: Phrase) -> tuple[tuple[str, Value], ...]:
    return told.values if told.count is None else (("count", told.count), *told.values)


def _messages(name: str) -> gettext.NullTranslations:
    source = _LOCALES / f"{name}.po"
    if not source.is_file():
        return gettext.NullTranslations()
    compiled = io.BytesIO()
    write_mo(compiled, read_po(io.BytesIO(source.read_bytes()), locale=name))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


# A page prints the same few times and numbers again and again; Babel parses its patterns each time.


@lru_cache(maxsize=4096)
def _when(at: When, spoken: Tongue) -> str:
    return dates.told(at, spoken.locale, spoken.say)


@lru_cache(maxsize=4096)
def _number(value: int | float, locale: Locale) -> str:
    if abs(value) >= _PLAIN:
        return f"{value:g}"
    # All digits that are known are printed: three decimals of CLDR would round a figure.
    return str(numbers.format_decimal(value, locale=locale, decimal_quantization=False))


@lru_cache(maxsize=512)
def _language_name(code: str, locale: Locale) -> str:
    known = locale.languages.get(code.lower())
    if known is None and "-" in code:
        with suppress(UnknownLocaleError, ValueError):
            known = Locale.parse(code, sep="-").get_display_name(locale)
    return str(known or code)
