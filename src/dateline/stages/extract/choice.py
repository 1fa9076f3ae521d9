"""Which blocks of a page are its article: the element that holds it, then what in it is not.

Decides by where the running text stands. Rewrites nothing: a line is a block as the page has it, or
the cells of one row.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from dateline.stages.extract.blocks import Block, Page
from dateline.stages.extract.cues import Cue
from dateline.stages.extract.scoring import HEADINGS, Scores, ends_a_sentence, prose, score

#: What is too small to be all of an article, whatever it holds.
_LEAVES = frozenset(("p", "li", "blockquote", "td", "th", "pre", "dd", "tr"))
#: Elements in which also a short line without a full stop is the article's.
_TEXT = HEADINGS | frozenset(("p", "li", "td", "th", "blockquote", "pre", "dd"))
_ROWS = frozenset(("li", "td", "th", "pre", "dd"))

_BODY = 0.5  # share of the page's running text that makes what is called the body believed
_CLIMB = 0.7  # share that an element has to hold of its parent's to be gone into …
_CLIMB_BODY = 0.9  # … and where the parent is called the body
_LEAD = 60  # characters from which a line under the headline is a standfirst …
_CUED_LEAD = 40  # … and where it is called one
_WHOLE_LINE = 60
_REST = 30  # characters outside links that keep a paragraph which is mostly links
_SHORTEST = 12
_CELL = 160  # characters up to which a cell is one of a row; longer ones are a layout's columns


def article_lines(page: Page) -> Iterator[str]:
    """The lines of the page's article, in its order; none where nothing reads like one."""
    scores = score(page)
    if not scores.total:
        return
    row: list[Block] = []
    for block in _kept(_inside(scores, _holders(scores))):
        if row and (block.row < 0 or block.row != row[-1].row):
            yield from _row(row)
            row = []
        row.append(block)
    yield from _row(row)


def _row(blocks: list[Block]) -> Iterator[str]:
    """A row of short cells of a line each as one line; anything else as it is."""
    cells = {block.node for block in blocks}
    if len(cells) == len(blocks) and all(len(block.text) <= _CELL for block in blocks):
        yield " ".join(block.text for block in blocks)
    else:
        yield from (block.text for block in blocks)


# --- where it stands ----------------------------------------------------------------------


def _holders(scores: Scores) -> list[int]:
    """The elements that hold the article: what is called its body, else where the text is densest."""
    page, mass = scores.page, scores.mass
    children: dict[int, list[int]] = defaultdict(list)
    bodies: dict[str, list[int]] = defaultdict(list)
    for place, node in enumerate(page.nodes):
        children[node.parent].append(place)
        if node.cue is Cue.BODY and mass[place]:
            bodies[node.names].append(place)
    best = max(bodies.values(), key=lambda held: sum(mass[place] for place in held), default=[])
    if sum(mass[place] for place in best) >= _BODY * scores.total:
        return [_narrowed(scores, children, place) for place in _outermost(page, best)]
    top = _narrowed(scores, children, 0)
    names = page.nodes[top].names
    return [
        place
        for place in children[page.nodes[top].parent]
        if place == top or (names.strip() and mass[place] and page.nodes[place].names == names)
    ]


def _narrowed(scores: Scores, children: dict[int, list[int]], place: int) -> int:
    """The innermost element that still holds most of the running text in ``place``."""
    nodes, mass = scores.page.nodes, scores.mass
    share = _CLIMB
    while True:
        if nodes[place].cue is Cue.BODY:
            share = _CLIMB_BODY
        inner = (
            child
            for child in children[place]
            if mass[child] >= share * mass[place] and nodes[child].tag not in _LEAVES
        )
        if (found := next(inner, None)) is None:
            return place
        place = found


def _outermost(page: Page, places: list[int]) -> list[int]:
    """Those that stand in no other of them. A node's parents come before it."""
    held = set(places)
    inside: list[bool] = []
    for node in page.nodes:
        inside.append(node.parent >= 0 and (inside[node.parent] or node.parent in held))
    return [place for place in places if not inside[place]]


def _inside(scores: Scores, tops: list[int]) -> list[Block]:
    """The blocks in the elements and the standfirst above the first, without asides."""
    page, held = scores.page, set(tops)
    inside: list[bool] = []
    for place, node in enumerate(page.nodes):
        inside.append(place in held or (node.parent >= 0 and inside[node.parent]))
    seen = [
        (block, weight)
        for block, weight in zip(page.blocks, scores.weight, strict=True)
        if not scores.out[block.node]
    ]
    first = next((number for number, (block, _) in enumerate(seen) if inside[block.node]), 0)
    leads = _leads(page, seen[:first])
    return [*leads, *(block for block, _ in seen if inside[block.node])]


def _leads(page: Page, above: list[tuple[Block, float]]) -> list[Block]:
    """The standfirst among the blocks above the article: what stands under the headline or is called so."""
    headline = max((number for number, (block, _) in enumerate(above) if block.tag == "h1"), default=None)
    found = []
    for block, weight in above[0 if headline is None else headline + 1 :]:
        if block.own <= 2 * block.linked:
            continue
        reads = bool(weight) or block.tag in ("h2", "h3")
        under = headline is not None and reads and block.own >= _LEAD
        if under or (block.own >= _CUED_LEAD and _is_called_lead(page, block)):
            found.append(block)
    return found


def _is_called_lead(page: Page, block: Block) -> bool:
    node = page.nodes[block.node]
    return node.cue is Cue.LEAD or (node.parent >= 0 and page.nodes[node.parent].cue is Cue.LEAD)


# --- what in it is not --------------------------------------------------------------------


def _kept(blocks: list[Block]) -> Iterator[Block]:
    """The blocks of the article among those of its element: from the first running text to the last."""
    good = [number for number, block in enumerate(blocks) if prose(block)]
    if not good:
        return
    first, last = good[0], _end(blocks, good[-1])
    running = set(good)
    for number, block in enumerate(blocks[: last + 1]):
        if number in running:
            yield block
        elif number < first:
            if block.tag in ("h2", "h3", "h4") and block.own >= _LEAD:
                yield block  # the standfirst
        elif _belongs(block):
            yield block


def _end(blocks: list[Block], last: int) -> int:
    """Where the article ends: the rest of a list or a table, and short closing sentences, are its own."""
    for block in blocks[last + 1 :]:
        closing = block.tag == "p" and block.own >= _SHORTEST and ends_a_sentence(block)
        if block.own <= block.linked or not (block.tag in _ROWS or closing):
            break
        last += 1
    return last


def _belongs(block: Block) -> bool:
    """Whether a block between running text is the article's: not a link to elsewhere, not a label."""
    if block.own < block.linked:
        return block.tag == "p" and block.own >= _REST and ends_a_sentence(block)
    if block.tag in _TEXT or block.own >= _WHOLE_LINE:
        return True
    return block.own > _SHORTEST and ends_a_sentence(block)
