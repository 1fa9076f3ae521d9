"""What the house says, before it is said in a language: an English message and its values.

Decides nothing but the shape. A phrase is made by views, which do not know the language of the edition, and
told by :class:`dateline.stages.publish.wording.tongues.Tongue`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from dateline.stages.publish.times import When

__all__ = ["Names", "Phrase", "Value", "phrase"]


@dataclass(frozen=True, slots=True)
class Names:
    """Things told one after the other, as a language lists them: "A, B and C", "A, B or C"."""

    items: tuple[str | Phrase, ...]
    either: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """An English message of the house, and what it is about.

    ``message`` has its values as ``%(name)s``, and a percent sign of its own as ``%%``. With ``plural`` and
    ``count`` the form follows the count, which is itself the value ``count``. ``context`` parts messages that
    are one word in English and two elsewhere. Values that are phrases, lists, times or numbers are told in
    the same language; texts stay as they are.
    """

    message: str
    plural: str = ""
    count: int | None = None
    context: str = ""
    values: tuple[tuple[str, Value], ...] = ()


Value: TypeAlias = "str | int | float | Phrase | Names | When"


def phrase(
    message: str,
    plural: str = "",
    count: int | None = None,
    context: str = "",
    **values: Value | Sequence[str | Phrase],
) -> Phrase:
    """A phrase. ``make messages`` finds its messages in the source: give message, plural and context as
    literals. A sequence among the values is told as a list ("A, B and C").
    """
    known = tuple(sorted((name, _value(value)) for name, value in values.items()))
    return Phrase(message=message, plural=plural, count=count, context=context, values=known)


def _value(value: Value | Sequence[str | Phrase]) -> Value:
    if isinstance(value, Sequence) and not isinstance(value, str):
        return Names(tuple(value))
    return value
