"""How much of an article each block and each element of a page may be.

Decides what reads like running text, and which of the elements that call themselves an aside are
one. Picks no article: ``choice`` does.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from dateline.stages.extract.blocks import Block, Node, Page
from dateline.stages.extract.cues import Cue

HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "dt"))
_PARAGRAPHS = frozenset(("p", "blockquote", "pre", "dd"))

_SENTENCE = re.compile(r"[.!?…:;。！？।][\"'”’»)\]]*$")
#: Scripts that ill-formed pages spill into their text.
_CODE = re.compile(
    r"function\s?\([^()]{0,60}\)\s?\{|\bvar \w{1,40} ?= ?|\.addEventListener\(|@media [^{]{0,60}\{"
    r"|document\.getElement"
)
_CODE_MARKS = ("{", "=", ".add", ".get")  # one of them is in all code
_ENDING = 8  # characters at the end of a block that tell whether it ends a sentence
_DIGITS = re.compile(r"\d+")

_LEAST = 25  # characters outside links of a block that counts
_LONG = 100  # … from which it counts without a full stop
_MIDDLE = 40  # … from which a paragraph without one counts for a part
_PART = 0.3
#: The share of a page's running text up to which an aside is believed to be one: a cue that would throw
#: out the most of a page is a template's slip.
_BELIEVED = 0.5
_LITTLE = 1_000  # characters below which the asides are looked at again …
_LITTLE_SHARE = 0.2  # … where they are also less than this share of the page
_SERIES = 0.8
_NEARLY_NOTHING = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """The running text of a page in characters: by block, by node (asides left out), and what is out."""

    page: Page
    weight: tuple[float, ...]  # by block; 0 in asides
    mass: tuple[float, ...]  # by node: the sum of the weights in it
    out: tuple[bool, ...]  # by node: whether it is an aside or stands in one

    @property
    def total(self) -> float:
        """All running text of the page outside asides."""
        return self.mass[0] if self.mass else 0.0


def ends_a_sentence(block: Block) -> bool:
    """Whether the block's last mark ends a sentence or opens a list."""
    return _SENTENCE.search(block.text[-_ENDING:]) is not None


def _is_code(text: str) -> bool:
    return any(mark in text for mark in _CODE_MARKS) and _CODE.search(text) is not None


def prose(block: Block) -> float:
    """The characters of running text in a block, outside links; 0 where it does not read like any."""
    own = block.own
    if block.tag in HEADINGS or own < _LEAST or own < block.linked:
        return 0.0
    if block.tag != "pre" and _is_code(block.text):
        return 0.0
    if own >= _LONG or ends_a_sentence(block):
        return float(own)
    return _PART * own if block.tag in _PARAGRAPHS and own >= _MIDDLE else 0.0


def score(page: Page) -> Scores:
    """The page's running text, weighed. Its asides are looked at again where they leave hardly any.

    Readers' comments may be most of a page; they stay out if there is a paragraph besides.
    """
    weights = tuple(prose(block) for block in page.blocks)
    whole = _sums(page, weights)
    out = _comments(page)
    own = sum(weight for block, weight in zip(page.blocks, weights, strict=True) if not out[block.node])
    if own < _LONG:
        out, own = (False,) * len(page.nodes), sum(weights)
    first = _scores(page, weights, _asides(page, whole, out, _BELIEVED * own))
    if first.total >= min(_LITTLE, _LITTLE_SHARE * own):
        return first
    if series := _main_series(page, whole, out, first.out, _SERIES * own):
        return _scores(page, weights, _asides(page, whole, out, _BELIEVED * own, series))
    if first.total >= _NEARLY_NOTHING * own:
        return first
    strict = _scores(page, weights, _asides(page, whole, out, _NEARLY_NOTHING * own))
    return max(first, strict, key=lambda scores: scores.total)


def _sums(page: Page, weights: Iterable[float]) -> tuple[float, ...]:
    total = [0.0] * len(page.nodes)
    for block, weight in zip(page.blocks, weights, strict=True):
        total[block.node] += weight
    for place in range(len(total) - 1, 0, -1):
        total[page.nodes[place].parent] += total[place]
    return tuple(total)


def _scores(page: Page, weights: tuple[float, ...], out: tuple[bool, ...]) -> Scores:
    pairs = zip(page.blocks, weights, strict=True)
    kept = tuple(0.0 if out[block.node] else weight for block, weight in pairs)
    return Scores(page=page, weight=kept, mass=_sums(page, kept), out=out)


def _comments(page: Page) -> tuple[bool, ...]:
    """For each node whether it is readers' comments or stands in them."""
    out: list[bool] = []
    for node in page.nodes:
        out.append(node.cue is Cue.COMMENTS or (node.parent >= 0 and out[node.parent]))
    return tuple(out)


def _asides(
    page: Page,
    whole: tuple[float, ...],
    comments: tuple[bool, ...],
    most: float,
    main: Collection[str] = (),
) -> tuple[bool, ...]:
    """For each node whether it is out: comments, and asides with at most ``most`` but not of ``main``."""
    out: list[bool] = []
    for place, node in enumerate(page.nodes):
        aside = node.cue is Cue.ASIDE and whole[place] <= most and not (main and _kind(node) in main)
        out.append(comments[place] or aside or (node.parent >= 0 and out[node.parent]))
    return tuple(out)


def _main_series(
    page: Page, whole: tuple[float, ...], comments: tuple[bool, ...], out: tuple[bool, ...], least: float
) -> frozenset[str]:
    """The kind of aside that holds ``least`` of the page between them: the slides of a slide show."""
    held: Counter[str] = Counter()
    for place, node in enumerate(page.nodes):
        outermost = out[place] and not (node.parent >= 0 and out[node.parent])
        if outermost and not comments[place]:
            held[_kind(node)] += round(whole[place])
    return frozenset(kind for kind, mass in held.items() if mass > least)


def _kind(node: Node) -> str:
    return f"{node.tag} {_DIGITS.sub('', node.names)}"
