"""Reports in languages that the desk does not take apart: their own words, in quotation, and no others.

Decides which sentence of such a report a page quotes: its lead, whole or not at all, within the limits.
Nothing is translated. Does NOT decide which languages are read (``material``).
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from importlib.resources import files
from typing import TYPE_CHECKING

from dateline.core.ids import line_id
from dateline.core.pages import Line, LineKind, Section
from dateline.core.text import words
from dateline.stages.narrate.facts.material import english, outlet_name
from dateline.stages.narrate.facts.status import origins_of
from dateline.stages.narrate.plan.layout import Plan

if TYPE_CHECKING:
    from dateline.core.pages import Clipping
    from dateline.core.types import Span
    from dateline.stages.narrate.facts.material import Material
    from dateline.stages.narrate.wording.limits import Allowance

#: Only the first sentences of a report tell its news without the others.
_LEAD = 3
_LEAST_WORDS = 5
#: Lines of a page that has no others, and lines beside those of a page in English.
_ALONE, _BESIDE = 5, 3
_TABLE = tomllib.loads(files("dateline.stages.narrate.plan").joinpath("abroad.toml").read_text("utf-8"))
_LANGUAGES: dict[str, str] = _TABLE["languages"]
_MARKS = frozenset('“”"«»„‟‹›「」')


def page_abroad(material: Material, allowance: Allowance) -> Plan:
    """The page of a story without a report that we read: the leads of its origins, in their own words."""
    lines = _quoted(material, allowance, _ALONE, named=False)
    first = next(lines, None)
    return Plan(standfirst=first, summary=tuple(lines), body=())


def section_abroad(material: Material, allowance: Allowance) -> Section | None:
    """What reports in other languages say, beside a page in English; None where nothing may be quoted."""
    lines = tuple(_quoted(material, allowance, _BESIDE, named=True))
    return Section(heading=_TABLE["heading"], lines=lines) if lines else None


def _quoted(material: Material, allowance: Allowance, most: int, *, named: bool) -> Iterator[Line]:
    """One line for each origin, of the reports that are not in English; ``named`` tells the language."""
    heard: set[str] = set()
    for clipping in material.clippings:
        if len(heard) == most:
            return
        if clipping.origin in heard or english(clipping):
            continue
        for span in sorted(clipping.facts.sentences[:_LEAD], key=lambda one: _counts(clipping, one)):
            printed = _printed(clipping, span, named=named)
            if printed and allowance.quotable(printed, clipping.report) and allowance.free(printed):
                allowance.use(printed, clipping.report)
                heard.add(clipping.origin)
                yield _line(printed, span, material)
                break


def _counts(clipping: Clipping, span: Span) -> bool:
    """Whether a sentence has numbers, which nobody here compares with those of later reports."""
    return any(character.isdigit() for character in clipping.report.quote(span))


def _printed(clipping: Clipping, span: Span, *, named: bool) -> str:
    """The sentence in marks with whose it is; "" where it cannot stand in marks or says too little."""
    text = " ".join(clipping.report.quote(span).split())
    if len(words(text)) < _LEAST_WORDS or _MARKS & set(text) or not text.endswith((".", "!", "。")):
        return ""
    who, language = outlet_name(clipping.report), clipping.report.language.lower().split("-")[0]
    if not who:
        return f"“{text}”"
    beside = named and language in _LANGUAGES
    return str(_TABLE["beside" if beside else "alone"]).format(
        who=who, language=_LANGUAGES.get(language, ""), what=text
    )


def _line(text: str, span: Span, material: Material) -> Line:
    return Line(
        id=line_id(material.dossier.story, "abroad", span.report),
        text=text,
        kind=LineKind.QUOTATION,
        evidence=(span,),
        origins=origins_of((span,), material.clippings),
    )
