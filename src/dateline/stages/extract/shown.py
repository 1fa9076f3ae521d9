"""What a page shows its reader beside the headline: the lines in which bylines and datelines stand.

Decides which lines are beside the headline and which of them name a writer or a time. Judges neither: a
time is weighed by ``times``, a name by ``bylines``. Looks at a stretch of the page, never at all of it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

import lxml.html
from lxml import etree

from dateline.core.text import fold, tidy
from dateline.stages.extract.written import Written, dates_in

_ABOVE = 6  # lines over the headline that may hold its date
_BELOW = 30  # lines under it: a share bar and a standfirst may come first
_LONG = 280  # characters from which a line is a paragraph of the article
_LONGEST = 20_000  # characters of a line that are read
_PARAGRAPHS = 2  # so many of those end the search
_SHORT = 160  # a byline or dateline is a short line
_FLOW = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "address",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "label",
        "mark",
        "q",
        "s",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
    ]
)
_SILENT = frozenset(
    [
        "script",
        "style",
        "template",
        "noscript",
        "select",
        "option",
        "button",
        "svg",
        "head",
        "nav",
        "form",
        "iframe",
        "object",
    ]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """Lines of the page beside its headline, in order, and the last lines of its article."""

    above: tuple[str, ...] = ()
    below: tuple[str, ...] = ()

    @property
    def lines(self) -> tuple[str, ...]:
        """Those under the headline first: that is where a byline stands."""
        return (*self.below, *reversed(self.above))


def beside_headline(tree: lxml.html.HtmlElement, heading: str) -> Shown:
    """The short lines over and under the headline; nothing where the page does not show that headline."""
    wanted = fold(heading)
    above: deque[str] = deque(maxlen=_ABOVE)
    below: list[str] = []
    met, paragraphs = False, 0
    if not wanted:
        return Shown()
    for line in lines_of(tree.body):
        if not met:
            met = _is_heading(fold(line), wanted)
            if not met and len(line) <= _SHORT:
                above.append(line)
            continue
        paragraphs += len(line) > _LONG
        if len(below) >= _BELOW or paragraphs >= _PARAGRAPHS:
            break
        if len(line) <= _SHORT:
            below.append(line)
    return Shown(above=tuple(above), below=tuple(below)) if met else Shown()


def _is_heading(line: str, wanted: str) -> bool:
    """Whether a line is the headline, or its end where the heading holds a kicker too."""
    return line == wanted or (wanted.endswith(line) and 2 * len(line) > len(wanted))


def lines_of(body: lxml.html.HtmlElement | None) -> Iterator[str]:
    """The lines of a page as a browser breaks them, roughly: inline elements flow, all others break."""
    if body is None:
        return
    words: list[str] = []
    walker = etree.iterwalk(body, events=("start", "end"))
    for event, element in walker:
        tag = element.tag
        if tag not in _FLOW:
            if any(words) and (line := tidy("".join(words)[:_LONGEST])):
                yield line
            words = []
        if event == "start":
            if tag in _SILENT:
                walker.skip_subtree()  # its end is still told
            elif element.text:
                words.append(element.text)
        elif element.tail:
            words.append(element.tail)


def shown_times(shown: Shown, language: str) -> tuple[Written, ...]:
    """The dates beside the headline: those that say what they are first, at most six."""
    found = [written for line in shown.lines if len(line) <= _SHORT for written in dates_in(line, language)]
    return tuple(sorted(found, key=lambda written: not written.says))[:6]
