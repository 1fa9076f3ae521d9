"""What of a page a reader does not see: text there may be meant for machines alone, and is dropped.

Decides by attributes, by inline style and by the page's own style sheets as far as they name a class, an id
or
an element alone. Runs no script and fetches no sheet: what only those would hide stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import lxml.html


def _declared(*patterns: str) -> re.Pattern[str]:
    """A pattern that finds any of the declarations, each whole, among others."""
    return re.compile(rf"(?:^|;)\s*(?:{'|'.join(patterns)})\s*(?:!\s*important\s*)?(?:;|$)")


#: Declarations that take an element out of sight. Lengths are in any unit.
_HIDING = _declared(
    r"display\s*:\s*none",
    r"visibility\s*:\s*(?:hidden|collapse)",
    r"content-visibility\s*:\s*hidden",
    r"font-size\s*:\s*(?:0|0?\.\d+|1)(?:\.0+)?(?:px|pt|%)?",
    r"font-size\s*:\s*0(?:\.0\d*)?(?:r?em|ex|ch|vw|vh)",
    r"font\s*:\s*0(?:px|pt|em)?\b.*",
    r"transform\s*:.*scale[xy3d]*\(\s*0(?:\.0+)?\s*[,)].*",
    r"clip-path\s*:\s*(?:inset\(\s*(?:50|100)%.*|circle\(\s*0.*|polygon\(\s*0(?:px)?(?:\s+0(?:px)?)?(?:\s*,\s*0(?:px)?\s+0(?:px)?)*\s*\))",
    r"clip\s*:\s*rect\(\s*(?:[01](?:px)?\s*,?\s*){4}\)",
    r"(?:-webkit-)?text-fill-color\s*:\s*transparent",
    r"color\s*:\s*(?:transparent|rgba\(.*,\s*0(?:\.0+)?\s*\)|hsla\(.*,\s*0(?:\.0+)?\s*\)|#[0-9a-f]{3}0|#[0-9a-f]{6}00)",
    r"(?:left|top|right|bottom|text-indent|margin(?:-left|-top)?)\s*:\s*-\d{3,}(?:\.\d+)?(?:px|pt|r?em|%|vw|vh)?",
    r"transform\s*:.*translate[xy3d]*\([^)]*-\d{4,}.*",
)
#: Declarations that hide too, but which sheets use for what a script fades in: believed on the element alone.
_FADING = _declared(
    r"opacity\s*:\s*(?:0(?:\.0*)?|\.0+)%?",
    r"filter\s*:.*opacity\(\s*0%?\s*\).*",
)
_ZERO_BOX = re.compile(
    r"(?:^|;)\s*(?:max-)?(?:width|height)\s*:\s*[01](?:px|pt|em|rem|%)?\s*(?:!\s*important\s*)?(?:;|$)"
)
_CUT_OFF = re.compile(r"(?:^|;)\s*overflow(?:-[xy])?\s*:\s*(?:hidden|clip)")
_COLOUR = re.compile(r"(?:^|;)\s*color\s*:\s*([^;!]+)")
_GROUND = re.compile(
    r"(?:^|;)\s*background(?:-color)?\s*:\s*(#[0-9a-f]{3,8}|rgb\([^)]*\)|[a-z]+)\s*(?:[;!]|$)"
)
_RGB = re.compile(r"rgb\(\s*(\d+)\s*[,\s]\s*(\d+)\s*[,\s]\s*(\d+)\s*\)")
_WHITE = "ffffff"
_NAMES = {"white": _WHITE, "black": "000000", "snow": "fffafa", "ivory": "fffff0", "red": "ff0000"}
_PALE = 0xF8  # from which each part of a colour is as good as white

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SELECTOR = re.compile(r"(?:[a-z][a-z0-9]*)?[.#][\w-]+")
#: Where a rule may hide or bring back: the few that are looked at out of thousands.
_HINT = re.compile(
    r"(?:display|visibility|font-size|text-indent|clip(?:-path)?|color|left|top)\s*:|font\s*:\s*0"
)
_MAY_HIDE = re.compile(
    r"none|hidden|collapse|:\s*0|scale|clip|transparent|rgba|hsla|-\d{3}|color|:\s*1|:\s*\."
)
_LONGEST_STYLE = 1_000  # characters of one style: more is a picture in its address
_MOST_CSS = 200_000  # characters of style that are read: more is a framework's
#: What frameworks call the class of words for screen readers: spoken, hence shown to some, but no part of a
#: text.
_SPOKEN = frozenset(
    (
        "sr-only",
        "visually-hidden",
        "visuallyhidden",
        "screen-reader-text",
        "screen-reader-only",
        "u-hidden",
        "is-hidden",
        "d-none",
        "u-hidden-visually",
        "element-invisible",
        "hidden-accessible",
        "offscreen",
        "a11y-hidden",
        "assistive-text",
    )
)
_SUSPECTS = "//body//*[@class or @style or @id or @hidden or @aria-hidden or @inert or @color]"
_KEPT = ("html", "body", "main", "article")


def unseen(tree: lxml.html.HtmlElement) -> list[lxml.html.HtmlElement]:
    """The elements that are out of a reader's sight. Call it before ``style`` is taken out of the tree."""
    named = _Names(_hidden_by_sheet(tree))
    by_name, found = [], []
    for element in tree.xpath(_SUSPECTS):
        if is_hidden(element):
            found.append(element)
        elif named.hide(element):
            by_name.append(element)
    if sum(map(_size, by_name)) * 2 <= _size(tree):  # else a script shows what the sheet hides at first
        found.extend(by_name)
    return found


def _size(element: lxml.html.HtmlElement) -> int:
    return len(element.text_content())


def is_hidden(element: lxml.html.HtmlElement) -> bool:
    """Whether an element is out of sight by its own attributes and style."""
    if element.get("hidden", "until-found").lower() != "until-found" or element.get("inert") is not None:
        return True
    if element.get("aria-hidden") == "true" or element.get("type") == "hidden":
        return True
    if style := element.get("style"):
        style = style[:_LONGEST_STYLE].lower()
        if hides(style) or _FADING.search(style):
            return True
    return element.tag == "font" and _hex(element.get("color") or "") == _WHITE


class _Names:
    """The classes and ids that put elements out of sight, asked once for each value of ``class``."""

    def __init__(self, sheet: frozenset[str]) -> None:
        self._sheet = sheet
        self._tags = frozenset(re.split(r"[.#]", name)[0] for name in sheet)
        self._known: dict[tuple[str, str], bool] = {}

    def hide(self, element: lxml.html.HtmlElement) -> bool:
        """Whether the element's class or id is one of them."""
        classes, name, tag = element.get("class", ""), element.get("id", ""), str(element.tag)
        if tag in _KEPT:
            return False
        tag = tag if tag in self._tags else ""
        if name and not self._sheet.isdisjoint((f"#{name.lower()}", f"{tag}#{name.lower()}")):
            return True
        known = self._known.get((tag, classes))
        if known is None:
            known = self._known[tag, classes] = self._judge(classes.lower().split(), tag)
        return known

    def _judge(self, classes: list[str], tag: str) -> bool:
        if not _SPOKEN.isdisjoint(classes):
            return True
        return any(f".{name}" in self._sheet or (tag and f"{tag}.{name}" in self._sheet) for name in classes)


def hides(style: str) -> bool:
    """Whether declarations, in lower case, take what they apply to out of sight."""
    style = style[:_LONGEST_STYLE]
    if not _MAY_HIDE.search(style):
        return False
    if _HIDING.search(style):
        return True
    if _ZERO_BOX.search(style) and _CUT_OFF.search(style):
        return True
    return _is_invisible_ink(style)


def _is_invisible_ink(style: str) -> bool:
    """Whether the letters have the colour of their ground, or are as good as white where none is named."""
    colour = _COLOUR.search(style)
    if not colour:
        return False
    ink = _hex(colour[1].strip())
    ground = _GROUND.search(style)
    if ground:
        return bool(ink) and ink == _hex(ground[1])
    if "background" in style:  # a picture or a gradient: white on it is meant to be read
        return False
    return len(ink) == 6 and min(int(ink[place : place + 2], 16) for place in (0, 2, 4)) >= _PALE


def _hex(colour: str) -> str:
    colour = colour.strip().lower()
    if colour.startswith("#"):
        digits = colour[1:]
        digits = "".join(digit * 2 for digit in digits) if len(digits) == 3 else digits[:6]
        return digits if re.fullmatch(r"[0-9a-f]{6}", digits) else ""
    if found := _RGB.fullmatch(colour):
        return "".join(f"{min(int(part), 255):02x}" for part in found.groups())
    return _NAMES.get(colour, "")


def _hidden_by_sheet(tree: lxml.html.HtmlElement) -> frozenset[str]:
    """The simple selectors that the page's own sheets put out of sight, and no later rule brings back.

    Rules under conditions (``@media``) and of more than one part are passed over: they hold at times only.
    """
    css = _COMMENT.sub("", "".join(style.text or "" for style in tree.iter("style"))[:_MOST_CSS].lower())
    found: set[str] = set()
    for selectors, style in _plain_rules(css):
        hidden = hides(style)
        names = [name for selector in selectors.split(",") if _SELECTOR.fullmatch(name := selector.strip())]
        if hidden:
            found.update(names)
        elif "display" in style:
            found.difference_update(names)
    return frozenset(found)


def _plain_rules(css: str) -> Iterator[tuple[str, str]]:
    """Selectors and declarations of the rules that may hide, each once, those within other rules left out."""
    counted = depth = 0
    for hint in _HINT.finditer(css):
        opening, closing = css.rfind("{", counted, hint.start()), css.find("}", hint.end())
        if opening < 0 or closing < 0:
            continue
        start = max(css.rfind(mark, counted, opening) for mark in "{};") + 1
        depth += css.count("{", counted, opening) - css.count("}", counted, opening)
        if depth == 0:
            yield css[max(start, counted) : opening], css[opening + 1 : closing]
        counted = closing + 1
