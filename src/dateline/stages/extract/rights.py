"""On what terms a report may be used: every signal weighed, the most restrictive one wins.

Decides what each signal takes away (one table), what a licence and the operator's contract give back, and
what is left of a report that is reserved. Gathers the signals of a page; those of hosts and feeds come with
the document. Enforces nothing: ``narrate`` and the pipeline do.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import lxml.html

from dateline.core.terms import Licence, directives, licence_kind
from dateline.core.types import Pickup, Report, Rights, Signal, Stamp
from dateline.stages.extract.jsonld import Linked
from dateline.stages.extract.tree import Index

if TYPE_CHECKING:
    from dateline.core.sources import Contract

#: Fields of Rights with what a signal leaves of them.
Terms = Mapping[str, Any]

SHORT_STORE = 7  # days that a text is kept whose outlet wants no archive of it: long enough to write from it
_LETTERS_A_WORD = 6  # max-snippet counts characters; quotation counts words

_NOTHING: Terms = {}
_NO_MODELS: Terms = {"may_model_local": False, "may_model_remote": False}
_NO_WORDS: Terms = {"quote_words": 0, "may_summarise": False}
_NO_INDEX: Terms = {"may_index": False}
_RESERVED: Terms = {"reserved": True, "store_days": 0, **_NO_WORDS, **_NO_MODELS}

_DIRECTIVES: Mapping[str, Terms] = {
    "noindex": _NO_INDEX,
    "none": {**_NO_INDEX, **_NO_WORDS},
    "nosnippet": _NO_WORDS,
    "noarchive": {"store_days": SHORT_STORE},
    "nocache": {"store_days": SHORT_STORE},
    "noai": _NO_MODELS,
    "noimageai": _NO_MODELS,
}
_PREFERENCES: Mapping[str, Terms] = {
    **dict.fromkeys(("train-ai", "ai-use", "ai-train", "ai-input"), _NO_MODELS),
    "search": _NO_INDEX,
}

#: TDMRep's three places, the later superseding the earlier; silence supersedes nothing.
_TDM = ("tdmrep", "tdm-reservation", "meta tdm-reservation")
_PAYWALLED: Terms = {"paywalled": True, **_RESERVED}
#: What is no paywall, or none that anybody stated: the name of a box on the page is a hint, not a term.
_PAYWALLS: Mapping[str, Terms] = {
    **dict.fromkeys(("", "free", "open", "unlocked", "none"), _NOTHING),
    "markup": {"paywalled": True},
}
_REFUSED = frozenset(("n", "no", "?0"))
_SNIPPET = re.compile(r"max-snippet\s*:\s*(-?\d{1,6})")
_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")

#: All that signals decide.
_FIELDS = (
    *("may_fetch", "may_index", "may_summarise", "may_model_local", "may_model_remote"),
    *("quote_words", "store_days", "reserved", "paywalled"),
)
#: Of two values of a field the more restrictive: False and the smaller number, but True for these.
_STRICTEST: Mapping[str, Callable[[Any, Any], Any]] = {"reserved": max, "paywalled": max}


# --- the resolver -------------------------------------------------------------------------


def resolve(
    signals: Iterable[Signal],
    contract: Contract | None = None,
    checked: Stamp | None = None,
    *,
    ai_bots_reserve: bool = False,
) -> Rights:
    """The rights that follow from all that was said of a report; its order means nothing.

    ``contract`` gives back what signals took, where it has a name and a date. ``ai_bots_reserve`` reads
    the exclusion of language models' crawlers as a reservation against language models.
    """
    said = sorted({signal for signal in signals if signal.name != "contract"}, key=dataclasses.astuple)
    agreed = contract if contract and not _wanting(contract) else None
    taken = [
        (signal.name, _lifted(terms, agreed) if agreed else terms)
        for signal in said
        for terms in _taken(signal, _tdm_in_force(said), ai_bots_reserve=ai_bots_reserve)
    ]
    left = _strictest(terms for _, terms in taken)
    licence = _licence(said)
    decided = [name for name, terms in taken if any(left[field] == held for field, held in terms.items())]
    basis = (*sorted(decided), *(["licence"] if licence else ()), *_contract_basis(contract))
    return Rights(
        **left,
        licence=licence,
        basis=", ".join(dict.fromkeys(basis)) or "default",
        evidence=(*said, *(_contract_signal(agreed) if agreed else ())),
        checked=checked,
    )


def reconsider(rights: Rights, contract: Contract | None = None, *, ai_bots_reserve: bool = False) -> Rights:
    """The same evidence under the operator's contract and switch; terms without evidence stand as given.

    Without a contract nothing is given back that ``rights`` withhold: whoever wrote them may have had
    other reasons than their evidence.
    """
    if not rights.evidence:
        return rights
    anew = resolve(rights.evidence, contract, rights.checked, ai_bots_reserve=ai_bots_reserve)
    if contract:
        return anew
    held = _strictest(_terms_of(one) for one in (anew, rights))
    return anew if held == _terms_of(anew) else dataclasses.replace(anew, **held, basis=rights.basis)


def _terms_of(rights: Rights) -> Terms:
    return {field: held for field in _FIELDS if (held := getattr(rights, field)) is not None}


def _taken(signal: Signal, tdm: str, *, ai_bots_reserve: bool) -> Iterator[Terms]:
    """What a signal takes away: nothing, or one set of terms for each thing that it says."""
    said = signal.value.strip().lower()
    if signal.name == "robots.txt":
        if said == "disallow":
            yield {"may_fetch": False}
    elif signal.name in ("x-robots-tag", "meta robots"):
        yield from (terms for directive in directives(said) for terms in _directive(directive))
    elif signal.name in ("content-usage", "content-signal"):
        yield from (_PREFERENCES[label] for label in _refused(said) if label in _PREFERENCES)
    elif signal.name in _TDM:
        if signal.name == tdm and said == "1":
            yield _RESERVED
    elif signal.name == "paywall":
        yield _PAYWALLS.get(said, _PAYWALLED)
    elif signal.name == "ai bots" and said and ai_bots_reserve:
        yield _NO_MODELS


def _directive(directive: str) -> Iterator[Terms]:
    if directive in _DIRECTIVES:
        yield _DIRECTIVES[directive]
    limit = _SNIPPET.fullmatch(directive)
    if limit and (letters := int(limit[1])) >= 0:  # -1 is "no limit"
        yield {"quote_words": letters // _LETTERS_A_WORD} if letters else _NO_WORDS


def _refused(said: str) -> Iterator[str]:
    """The labels of a ``Content-Usage`` dictionary that are refused; what cannot be read is left out."""
    for member in said.split(","):
        label, _, value = member.partition("=")
        if value.partition(";")[0].strip().strip('"') in _REFUSED:
            yield label.strip()


def _tdm_in_force(signals: Iterable[Signal]) -> str:
    """The last of TDMRep's places that speaks at all; what stands in the others no longer counts."""
    names = {signal.name for signal in signals if signal.value.strip() in ("0", "1")}
    return next((name for name in reversed(_TDM) if name in names), "")


def _strictest(taken: Iterable[Terms]) -> dict[str, Any]:
    left: dict[str, Any] = {}
    for terms in taken:
        for field, held in terms.items():
            left[field] = _STRICTEST.get(field, min)(left[field], held) if field in left else held
    return left


def _licence(signals: Iterable[Signal]) -> str:
    """The licence that allows least, by address before name; a notice of copyright is none."""
    order = (Licence.BOUND, Licence.OTHER, Licence.OPEN)
    named = [signal.value.strip() for signal in signals if signal.name == "licence"]
    kinds = {text: licence_kind(text) for text in named}
    held = [text for text in named if kinds[text] in order]
    return min(held, key=lambda text: (order.index(kinds[text]), "://" not in text, text), default="")


# --- the operator's contract --------------------------------------------------------------


def _wanting(contract: Contract) -> tuple[str, ...]:
    """What a contract lacks to count for anything: a name, a date (of a year at least)."""
    missing = (
        ("unnamed", not contract.name.strip()),
        ("undated", not _DATE.fullmatch(contract.date.strip())),
    )
    return tuple(word for word, lacks in missing if lacks)


def _lifted(terms: Terms, contract: Contract) -> Terms:
    """What a signal still takes under a contract: never more than without it.

    A contract lifts reservation and paywall; words and models as far as it speaks of them.
    """
    left = {field: held for field, held in terms.items() if field not in ("reserved", "paywalled")}
    if terms.get("reserved"):
        left = dict(_NO_MODELS)
    if contract.models:
        left = {field: held for field, held in left.items() if field not in _NO_MODELS}
    if contract.quote_words and "quote_words" in left:
        left["quote_words"] = max(left["quote_words"], contract.quote_words)
        left.pop("may_summarise", None)
    return left


def _contract_basis(contract: Contract | None) -> tuple[str, ...]:
    if contract is None:
        return ()
    missing = ", ".join(_wanting(contract))
    return (f"contract ({missing}: counts for nothing)" if missing else "contract",)


def _contract_signal(contract: Contract) -> tuple[Signal, ...]:
    return (Signal(name="contract", value=f"{contract.name}, {contract.date}", where="settings"),)


# --- what is left -------------------------------------------------------------------------


def bare(report: Report) -> Report:
    """A report without its words: headline, link, outlet and time, and whose matter it is."""
    pickups = (Pickup(agency=pickup.agency, form=pickup.form) for pickup in report.pickups)
    return dataclasses.replace(
        report, text="", author="", section="", charset="", pickups=tuple(dict.fromkeys(pickups))
    )


# --- the signals of a page ----------------------------------------------------------------

Metas = Mapping[str, Sequence[str]]

#: Meta elements that state terms, and the means that they are. Other robots' own are theirs.
_META_SIGNALS = {
    "robots": "meta robots",
    "dateline": "meta robots",
    "x-robots-tag": "x-robots-tag",
    "content-usage": "content-usage",
    "tdm-reservation": "meta tdm-reservation",
    "tdm-policy": "tdm-policy",
    "dcterms.license": "licence",
    "dc.rights.license": "licence",
    "license": "licence",
}
#: A licence that is linked within these is that of a picture, a comment or another article.
_NOT_THE_ARTICLE = frozenset(("figure", "figcaption", "aside", "picture", "blockquote"))


def page_signals(
    metas: Metas, linked: Linked, tree: lxml.html.HtmlElement, index: Index
) -> tuple[Signal, ...]:
    """What a page says of its terms: meta elements, JSON-LD, licence links. ``metas`` are by name."""
    found = [
        Signal(name=means, value=value, where=f"meta {name}")
        for name, means in _META_SIGNALS.items()
        for value in metas.get(name, ())
    ]
    if linked.free is False:
        found.append(Signal(name="paywall", value="isAccessibleForFree: false", where="JSON-LD"))
    if linked.licence:
        found.append(Signal(name="licence", value=linked.licence, where="JSON-LD license"))
    found += [Signal(name="licence", value=href, where="link") for href in _licence_links(tree, index)]
    return tuple(dict.fromkeys(found))


def _licence_links(tree: lxml.html.HtmlElement, index: Index) -> Iterator[str]:
    links = [(element, element.get("rel", "")) for element in tree.iter("link")]
    links += [(element, rel) for _, element, rel in index.having("rel") if element.tag == "a"]
    for element, rel in links:
        href = "license" in rel.lower().split() and element.get("href", "").strip()
        if href and not any(parent.tag in _NOT_THE_ARTICLE for parent in element.iterancestors()):
            yield href
