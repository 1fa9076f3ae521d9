"""The words of the house in the language of the edition, by gettext. What reports say is never translated.

Views give a :class:`Phrase` (an English message with its values) wherever the house speaks; a template prints
it by ``|say``, in the language that the edition is set to. English is the source language and needs no file;
every other one is a file ``locale/<language>.po``: adding a language is adding a file.
"""

from __future__ import annotations

import gettext
import io
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from babel import Locale, numbers
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

__all__ = ["Phrase", "Tongue", "languages", "phrase", "tongue"]

_LOCALES = files("dateline.stages.publish") / "locale"


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """An English message of the house, and what it is about.

    ``message`` has its values as ``%(name)s``. With ``plural`` and ``count`` the form follows the count,
    which is itself the value ``count``. Values that are phrases are told in the same language; texts stay as
    they are.
    """

    message: str
    plural: str = ""
    count: int | None = None
    values: tuple[tuple[str, str | int | float | Phrase], ...] = ()


def phrase(
    message: str, plural: str = "", count: int | None = None, **values: str | int | float | Phrase
) -> Phrase:
    """A phrase; its messages are found in the source by ``make messages``, so give them as literals."""
    return Phrase(message=message, plural=plural, count=count, values=tuple(sorted(values.items())))


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language that the house speaks: its messages, and how it writes numbers."""

    language: str
    locale: Locale
    messages: gettext.NullTranslations = field(repr=False)

    def gettext(self, message: str) -> str:
        """A message in this language; in English where it has none."""
        return self.messages.gettext(message) if message else ""

    def ngettext(self, one: str, many: str, count: int) -> str:
        """The form of a message that this count takes."""
        return self.messages.ngettext(one, many, count)

    def say(self, told: Phrase | str) -> str:
        """A phrase in this language; a plain text is looked up as a message without values."""
        if isinstance(told, str):
            return self.gettext(told)
        known = {name: self._value(value) for name, value in told.values}
        if told.count is None:
            return self.gettext(told.message) % known if known else self.gettext(told.message)
        pattern = self.ngettext(told.message, told.plural or told.message, told.count)
        return pattern % ({"count": self.number(told.count)} | known)

    def number(self, value: int | float) -> str:
        """A number as this language writes it: 1,400 or 1 400."""
        return str(numbers.format_decimal(value, locale=self.locale))

    def _value(self, value: str | int | float | Phrase) -> str:
        if isinstance(value, Phrase):
            return self.say(value)
        return value if isinstance(value, str) else self.number(value)


@cache
def tongue(language: str) -> Tongue:
    """The language of an edition: of "de-AT" that of "de", English where it is not known."""
    name = language.replace("_", "-").split("-")[0].lower()
    name = name if name in languages() else "en"
    return Tongue(name, Locale.parse(name), _messages(name))


@cache
def languages() -> tuple[str, ...]:
    """The languages that the house speaks, English first."""
    given = sorted(part.name.removesuffix(".po") for part in _LOCALES.iterdir() if part.name.endswith(".po"))
    return ("en", *(name for name in given if name != "en"))


def _messages(name: str) -> gettext.NullTranslations:
    source = _LOCALES / f"{name}.po"
    if not source.is_file():
        return gettext.NullTranslations()
    compiled = io.BytesIO()
    write_mo(compiled, read_po(io.BytesIO(source.read_bytes()), locale=name))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
