"""Robots.txt, read to the letter of RFC 9309: what may be fetched, how fast, and on what terms.

Decides which group of rules is ours and which rule speaks for an address. Fetches nothing, and knows
neither how much of a file is read nor what an answer other than 200 means: the caller does (§2.3, §2.5).

Beside the RFC it reads what is in use and is no part of it: ``Crawl-delay``, AIPREF's ``Content-Usage``
(draft-ietf-aipref-attach), Cloudflare's ``Content-Signal``, and ``Sitemap``. Lines that nobody can mistake
are read although they break the grammar (§2.3.1.5: use what can be parsed).
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from dateline.core.types import Signal

#: Product tokens of crawlers that gather text for language models (ai.robots.txt, MIT, keeps a full list).
AI_CRAWLERS = (
    *("GPTBot", "ClaudeBot", "anthropic-ai", "CCBot", "Google-Extended", "Applebot-Extended"),
    *("Meta-ExternalAgent", "Bytespider", "Amazonbot", "cohere-ai", "PerplexityBot", "Diffbot"),
)

ANYONE = "*"
_ROBOTS = "/robots.txt"

#: What each field is called, right and in the misspellings that are common enough to be certain.
_FIELDS = {
    **dict.fromkeys(("user-agent", "useragent", "user agent"), "user-agent"),
    **dict.fromkeys(("disallow", "dissallow", "dissalow", "disalow", "diasllow", "disallaw"), "disallow"),
    **dict.fromkeys(("sitemap", "site-map"), "sitemap"),
    **{name: name for name in ("allow", "crawl-delay", "content-usage", "content-signal")},
}
#: What ends the list of a group's product tokens: a rule. Other lines do not (RFC 9309 §2.2, AIPREF §3).
_RULES = ("allow", "disallow", "content-usage", "content-signal")
_USAGE = ("content-usage", "content-signal")

_LINE_END = re.compile(r"\r\n|\r|\n")
_BLANK = " \t\v\f"
_TOKEN = re.compile(r"\*(?=\s|$)|[A-Za-z_-]*")  # §2.2.1: what follows a token is no part of it
_USAGE_RULE = re.compile(r"(?P<path>/[^ \t]*)?[ \t]*(?P<said>.*)", re.DOTALL)
_DELAY = re.compile(r"\d+(?:\.\d*)?|\.\d+")
_BROKEN_MARK = "\ufeff\ufffd"  # a byte order mark, whole or cut short

_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_KEPT = frozenset("%/?&=+")  # of RFC 3986's reserved characters those that part a path or a query
_OCTET = re.compile(r"%([0-9A-Fa-f]{2})|(.)", re.DOTALL)


# --- addresses and patterns ---------------------------------------------------------------


def _levelled(text: str) -> str:
    """A path as RFC 9309 §2.2.2 compares it: percent-encoded, but for what needs no encoding."""
    return _OCTET.sub(_octet, text) if not _UNRESERVED.issuperset(text) else text


def _octet(match: re.Match[str]) -> str:
    if match[1]:
        decoded = chr(int(match[1], 16))
        return decoded if decoded in _UNRESERVED else f"%{match[1].upper()}"
    return match[2] if match[2] in _KEPT else _encoded(match[2])


@cache
def _encoded(character: str) -> str:
    if character in _UNRESERVED:
        return character
    return "".join(f"%{octet:02X}" for octet in character.encode("utf-8", "surrogatepass"))


def _query_encoded(text: str) -> str:
    """The same with slashes and question marks of the query encoded: there they part nothing.

    §2.2.2 shows ``?baz=https://foo.bar`` compared as ``?baz=https%3A%2F%2Ffoo.bar``.
    """
    path, mark, query = text.partition("?")
    return path + mark + query.replace("/", "%2F").replace("?", "%3F")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """A path with ``*`` for anything and ``$`` at its end for the end (§2.2.3).

    ``forms`` are the pieces between the asterisks, in each form that an address is compared in;
    ``octets`` is the pattern's length, by which it outranks others.
    """

    forms: tuple[tuple[str, ...], ...]
    whole: bool
    octets: int

    def matches(self, target: Target) -> bool:
        """Whether the target begins (or, with ``$``, begins and ends) as the pattern says."""
        return any(self._fits(*pair) for pair in zip(self.forms, target, strict=True))

    def _fits(self, pieces: tuple[str, ...], target: str) -> bool:
        """Each piece at its leftmost place: no other choice could do better, so none is tried again."""
        first, *rest = pieces
        if not target.startswith(first):
            return False
        last = rest.pop() if self.whole and rest else None
        at = len(first)
        for piece in rest:
            found = target.find(piece, at)
            if found < 0:
                return False
            at = found + len(piece)
        if last is not None:
            return len(target) - len(last) >= at and target.endswith(last)
        return not self.whole or at == len(target)


#: An address in its two forms: as written, and with the query's slashes and question marks encoded.
Target = tuple[str, str]


def pattern(text: str) -> Pattern:
    """The pattern that a rule writes."""
    whole = text.endswith("$")
    pieces = tuple(_levelled(piece) for piece in text.removesuffix("$").split("*"))
    octets = sum(map(len, pieces)) + len(pieces) - 1 + whole
    encoded = tuple(_query_encoded("*".join(pieces)).split("*"))
    return Pattern(forms=(pieces, encoded), whole=whole, octets=octets)


def target_of(target: str) -> Target:
    """A path and query as patterns are compared with it, without fragment."""
    target = target.partition("#")[0]
    levelled = _levelled(target if target.startswith("/") else f"/{target}")
    return levelled, _query_encoded(levelled)


# --- the file -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One line of a group; ``value`` is what a rule of usage says."""

    field: str
    path: Pattern
    value: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Rules for the product tokens that stand over them; tokens are in lower case."""

    tokens: frozenset[str] = frozenset()
    access: tuple[Rule, ...] = ()
    usage: tuple[Rule, ...] = ()
    delay: float | None = None


class Robots:
    """A robots.txt: its groups in order, and the sitemaps that it names."""

    def __init__(self, groups: Iterable[Group], sitemaps: Iterable[str]) -> None:
        self._groups = tuple(groups)
        self._sitemaps = tuple(sitemaps)
        self._merged: dict[str, Group | None] = {}

    def allows(self, target: str, product: str) -> bool:
        """Whether ``product`` may fetch ``target``, a path with its query (§2.2.2)."""
        if target == _ROBOTS:
            return True
        levelled = target_of(target)
        rules = self._for(product).access
        return next((rule.field == "allow" for rule in rules if rule.path.matches(levelled)), True)

    def crawl_delay(self, product: str) -> float | None:
        """The seconds that the file wants between two requests; the longest where it names several."""
        return self._for(product).delay

    def usage(self, target: str, product: str) -> tuple[Signal, ...]:
        """The terms of use that the file states for ``target``: of each field the longest matching rule.

        Rules of the same length all apply: whoever reads them takes the stricter (AIPREF §3.1).
        """
        levelled = target_of(target)
        rules = [rule for rule in self._for(product).usage if rule.path.matches(levelled)]
        longest = {rule.field: rule.path.octets for rule in reversed(rules)}
        return tuple(
            Signal(name=rule.field, value=rule.value, where=f"{_ROBOTS}: {rule.text}")
            for rule in rules
            if rule.path.octets == longest[rule.field]
        )

    def sitemaps(self) -> tuple[str, ...]:
        """The sitemaps that the file names, whatever group they stand in."""
        return self._sitemaps

    def blocked_ai(self, products: Collection[str] = AI_CRAWLERS) -> tuple[Signal, ...]:
        """Those crawlers that the file turns away by name from everything, as one signal."""
        blocked = [product for product in products if _shut(self._of(product.lower()))]
        return (Signal(name="ai bots", value=", ".join(blocked), where=_ROBOTS),) if blocked else ()

    def _for(self, product: str) -> Group:
        """The rules that ``product`` must obey: its own, else anyone's, else none (§2.2.1)."""
        return self._of(product.lower()) or self._of(ANYONE) or Group()

    def _of(self, token: str) -> Group | None:
        """All groups of a product token as one, rules that outrank others first; None without any."""
        if token not in self._merged:
            groups = [group for group in self._groups if token in group.tokens]
            self._merged[token] = _merge(groups) if groups else None
        return self._merged[token]


def _merge(groups: list[Group]) -> Group:
    access = sorted((rule for group in groups for rule in group.access), key=_rank)
    usage = sorted((rule for group in groups for rule in group.usage), key=_rank)
    delays = [group.delay for group in groups if group.delay is not None]
    return Group(access=tuple(access), usage=tuple(usage), delay=max(delays, default=None))


def _rank(rule: Rule) -> tuple[int, bool]:
    """The longest first and, of two as long, what allows (§2.2.2)."""
    return -rule.path.octets, rule.field != "allow"


def _shut(group: Group | None) -> bool:
    """Whether a group forbids everything and allows nothing."""
    rules = group.access if group else ()
    root = target_of("/")
    everything = any(rule.path.matches(root) and not rule.path.whole for rule in rules)
    return everything and all(rule.field == "disallow" for rule in rules)


# --- reading it ---------------------------------------------------------------------------


def parse(text: str) -> Robots:
    """The rules of a robots.txt, whatever state it is in; never raises."""
    groups: list[Group] = []
    sitemaps: list[str] = []
    tokens: list[str] = []
    lines: list[tuple[str, str]] = []
    ruled = False
    for field, value in _lines(text):
        if field == "sitemap":
            sitemaps.append(value)
        elif field != "user-agent":
            lines.append((field, value))
            ruled = ruled or field in _RULES
        elif ruled:
            groups.append(_group(tokens, lines))
            tokens, lines, ruled = [_token(value)], [], False
        else:
            tokens.append(_token(value))
    groups.append(_group(tokens, lines))
    return Robots(groups, dict.fromkeys(filter(None, sitemaps)))


def _group(tokens: Iterable[str], lines: Iterable[tuple[str, str]]) -> Group:
    rules = [rule for field, value in lines for rule in _rule(field, value)]
    return Group(
        tokens=frozenset(filter(None, tokens)),
        access=tuple(rule for rule in rules if rule.field not in _USAGE),
        usage=tuple(rule for rule in rules if rule.field in _USAGE),
        delay=max((seconds for field, value in lines for seconds in _delay(field, value)), default=None),
    )


def _lines(text: str) -> Iterator[tuple[str, str]]:
    """The fields that mean something, with their values; comments and all else are passed over."""
    for line in _LINE_END.split(text.lstrip(_BROKEN_MARK)):
        said = line.partition("#")[0].strip(_BLANK)
        name, colon, value = said.partition(":")
        if not colon:  # "Disallow /x": forgotten, and plain all the same where two words stand alone
            words = said.split()
            name, value = words if len(words) == 2 else ("", "")
        field = _FIELDS.get(name.strip(_BLANK).lower())
        if field:
            yield field, value.strip(_BLANK)


def _token(value: str) -> str:
    match = _TOKEN.match(value)
    return match[0].lower() if match else ""


def _delay(field: str, value: str) -> Iterator[float]:
    if field == "crawl-delay" and _DELAY.fullmatch(value) and math.isfinite(seconds := float(value)):
        yield seconds


def _rule(field: str, value: str) -> Iterator[Rule]:
    if field in _USAGE:
        found = _USAGE_RULE.fullmatch(value)
        if found and found["said"]:
            path = found["path"] or "/"  # in use, and in older drafts: no path means all
            yield Rule(field=field, path=pattern(path), value=found["said"], text=path)
    elif field in _RULES and value.startswith(("/", "*")):
        yield Rule(field=field, path=pattern(value), text=value)
