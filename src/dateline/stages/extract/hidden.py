"""What of a page a reader does not see: text there may be meant for machines alone, and is dropped.

Decides by attributes, by inline style and by the page's own style sheets as far as they name a class, an id
or
an element alone. Runs no script and fetches no sheet: what only those would hide stays.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import lru_cache

import lxml.html

from dateline.stages.extract.tree import Index


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
_SELECTOR = re.compile(r"(?P<tag>(?:[a-z][a-z0-9]*)?)(?P<mark>[.#])(?P<name>[\w-]+)")
#: What a rule of a sheet is looked at for: sheets fade and move much that a script shows.
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
_NEARLY_ALL = 0.9  # of a page's letters
_LITTLE, _MUCH = 150, 500  # letters of paragraphs: less is no article, and more may be one
_KEPT = ("html", "body", "main", "article")
_ANY_TAG = frozenset(("",))


def unseen(tree: lxml.html.HtmlElement, index: Index) -> list[lxml.html.HtmlElement]:
    """The elements that are out of a reader's sight. Call it before ``style`` is taken out of the tree.

    ``index`` is the page's; what was taken out of the tree since it was made is passed over.
    """
    here = frozenset(tree.iter("*"))
    found = {element for element in _by_themselves(index) if element in here}
    by_name = {element for element in _by_name(tree, index) if element in here} - found
    return list(found if _is_the_page(tree, by_name) else found | by_name)


def _is_the_page(tree: lxml.html.HtmlElement, hidden: Collection[lxml.html.HtmlElement]) -> bool:
    """Whether hardly anything would be left without what a sheet hides: then a script shows it again."""
    letters = sum(len(element.text_content()) for element in hidden)
    if letters > _NEARLY_ALL * len(tree.text_content()):
        return True
    within = {paragraph for element in hidden for paragraph in element.iter("p")}
    lost = sum(len(paragraph.text_content()) for paragraph in within)
    left = sum(len(paragraph.text_content()) for paragraph in tree.iter("p")) - lost
    return left < _LITTLE and lost > _MUCH


def _by_themselves(index: Index) -> Iterator[lxml.html.HtmlElement]:
    """The elements that are out of sight by their own attributes and style."""
    for attribute, hidden in _HIDING_ATTRIBUTES.items():
        yield from (element for _, element, value in index.having(attribute) if hidden(value))
    for _, element, colour in index.having("color"):
        if element.tag == "font" and _hex(colour) == _WHITE:
            yield element


@lru_cache(maxsize=1 << 12)
def _is_style_hiding(style: str) -> bool:
    style = style[:_LONGEST_STYLE].lower()
    return hides(style) or _FADING.search(style) is not None


#: Attributes -> whether their value takes an element out of sight.
_HIDING_ATTRIBUTES: Mapping[str, Callable[[str], bool]] = {
    "hidden": lambda value: value.lower() != "until-found",
    "inert": lambda _: True,
    "aria-hidden": lambda value: value == "true",
    "type": lambda value: value == "hidden",
    "style": _is_style_hiding,
}


def _by_name(tree: lxml.html.HtmlElement, index: Index) -> Iterator[lxml.html.HtmlElement]:
    """The elements whose class or id puts them out of sight, by the page's own sheets or by custom."""
    classes, ids = index.having("class"), index.having("id")
    used = frozenset(" ".join(value for _, _, value in classes).lower().split())
    sheet = _hidden_by_sheet(tree, {".": used, "#": frozenset(value.lower() for _, _, value in ids)})
    hidden = sheet["."] | dict.fromkeys(_SPOKEN & used, _ANY_TAG)
    values = {value: value.lower().split() for _, _, value in classes} if hidden else {}
    telling = {value: names for value, names in values.items() if not hidden.keys().isdisjoint(names)}
    for _, element, value in classes if telling else ():
        if any(_is_for(element, hidden.get(name, ())) for name in telling.get(value, ())):
            yield element
    for _, element, value in ids if sheet["#"] else ():
        if _is_for(element, sheet["#"].get(value.lower(), ())):
            yield element


def _is_for(element: lxml.html.HtmlElement, tags: Collection[str]) -> bool:
    """Whether what hides elements of some tags ("" for all) hides this one: never the article itself."""
    return ("" in tags or element.tag in tags) and element.tag not in _KEPT


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


def _hidden_by_sheet(
    tree: lxml.html.HtmlElement, used: Mapping[str, Collection[str]]
) -> dict[str, dict[str, frozenset[str]]]:
    """The classes (".") and ids ("#") that the page's own sheets put out of sight, and no later rule brings
    back, each with the tags that it does so for, "" for all.

    Of those that are ``used`` alone. Rules under conditions (``@media``) and of more than one part are passed
    over: they hold at times only.
    """
    css = _COMMENT.sub("", "".join(style.text or "" for style in tree.iter("style"))[:_MOST_CSS].lower())
    found: dict[str, dict[str, frozenset[str]]] = {mark: {} for mark in used}
    for selectors, style in _plain_rules(css):
        parts = (_SELECTOR.fullmatch(selector.strip()) for selector in selectors.split(","))
        simple = [part for part in parts if part and part["name"] in used[part["mark"]]]
        if not simple or not _HINT.search(style):
            continue
        hidden = hides(style)
        for part in simple if hidden or "display" in style else ():
            held, tags = found[part["mark"]], frozenset((part["tag"],))
            before = held.get(part["name"], frozenset())
            held[part["name"]] = before | tags if hidden else before - tags
    return found


def _plain_rules(css: str) -> Iterator[tuple[str, str]]:
    """Selectors and declarations of the rules that do not stand within other rules."""
    depth = 0
    for piece in css.split("}")[:-1]:
        opened = piece.count("{")
        if depth == 0 and opened == 1:
            selectors, _, style = piece.partition("{")
            yield selectors.rpartition(";")[2], style
        depth = max(depth + opened - 1, 0)  # one brace too many closes nothing (CSS Syntax 3 §5.4.1)
