"""The operator's list: which sources an OPML tree holds, and how it is changed without losing the rest.

Decides what an outline means, when two addresses are one, where a new source stands, and how two lists
become one. Reads and writes no file, and asks no host.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from dateline.core.sources import Attributes, Contract, Outline, Source, SourceKind, SourceList
from dateline.stages.collect.opml import PREFIX

MINUTE = 60

#: Addresses that readers of feeds write in their own scheme -> what they mean.
_SCHEMES = (("feed://", "http://"), ("feed:http", "http"), ("feeds://", "https://"), ("pcast://", "http://"))
_TRUE = frozenset(("true", "yes", "1"))
_KINDS = frozenset(map(str, SourceKind))


def sources_of(listed: SourceList) -> tuple[Source, ...]:
    """The sources of a list in its order, each address once, with the folders that it stands in.

    An outline is a source by its ``xmlUrl`` (OPML 2.0, "Subscription lists"), or by a ``url`` that is a
    link or that ``dateline:kind`` says the kind of. Outlines that are commented out are none.
    """
    found: dict[str, Source] = {}
    for outline, folders in _walk(listed.outlines):
        if source := _source(outline, folders):
            found.setdefault(same(source.address), source)
    return tuple(found.values())


def same(address: str) -> str:
    """What two addresses of one source have in common: scheme and case of the host do not tell them apart."""
    scheme, mark, rest = address.strip().partition("://")
    if not mark or scheme.lower() not in ("http", "https"):
        return address.strip()
    host, slash, path = rest.partition("/")
    return host.lower() + (slash + path if path else "")


def with_source(listed: SourceList, source: Source) -> SourceList:
    """The list with a source: where its address is held already it is told anew in its place.

    Otherwise it comes last in its folders, which are made where they are missing.
    """
    told, key = _told(source), same(source.address)
    if any(same(held.address) == key for held in sources_of(listed)):
        return replace(listed, outlines=_changed(listed.outlines, key, lambda held: _over(held, told)))
    return replace(listed, outlines=_placed(listed.outlines, source.folders, Outline(attributes=told)))


def without(listed: SourceList, address: str) -> SourceList:
    """The list without the sources of an address; the folders that they stood in stay."""
    return replace(listed, outlines=_changed(listed.outlines, same(address), lambda _: None))


def merged(listed: SourceList, other: SourceList) -> SourceList:
    """Both lists in one: folders of one name united, no address doubled, nothing of either lost.

    Where both say something of one thing, ``listed`` is believed. A source that the other list has in
    another folder stays where it is and gets that folder as ``category`` (OPML 2.0: ``/Folder/Folder``).
    """
    keys = {same(source.address) for source in sources_of(listed)}
    outlines = _united(listed.outlines, other.outlines, keys)
    return SourceList(
        root=_complete(listed.root, other.root),
        head=_complete(listed.head, other.head),
        outlines=_completed(outlines, _additions(other, keys)),
    )


# --- reading an outline -------------------------------------------------------------------


def _get(outline: Outline, name: str) -> str:
    """An attribute by its name, whatever its case: ``xmlurl`` is found in the wild."""
    return next((value.strip() for held, value in outline.attributes if held.lower() == name.lower()), "")


def _walk(
    outlines: Iterable[Outline], folders: tuple[str, ...] = ()
) -> Iterator[tuple[Outline, tuple[str, ...]]]:
    for outline in outlines:
        if _get(outline, "isComment").lower() in _TRUE:
            continue
        yield outline, folders
        yield from _walk(outline.children, (*folders, _name(outline)) if _name(outline) else folders)


def _name(outline: Outline) -> str:
    return _get(outline, "text") or _get(outline, "title")


def _source(outline: Outline, folders: tuple[str, ...]) -> Source | None:
    kind = _kind(outline)
    address = _address(_get(outline, "xmlUrl") or _get(outline, "url"))
    remote = address.lower().startswith(("http://", "https://"))
    if kind is None or not address or (kind is not SourceKind.PATH and not remote):
        return None
    return Source(
        address=address,
        kind=kind,
        title=_get(outline, "title") or _get(outline, "text"),
        site=_get(outline, "htmlUrl"),
        language=_get(outline, "language"),
        folders=folders,
        every=minutes * MINUTE if (minutes := _number(_ours(outline, "every"))) else None,
        contract=_contract(outline),
    )


def _kind(outline: Outline) -> SourceKind | None:
    said = _ours(outline, "kind").lower()
    if said in _KINDS:
        return SourceKind(said)
    if _get(outline, "xmlUrl"):
        return SourceKind.FEED
    return SourceKind.PAGE if _get(outline, "url") and _get(outline, "type").lower() == "link" else None


def _address(said: str) -> str:
    for scheme, meant in _SCHEMES:
        if said.lower().startswith(scheme):
            return meant + said[len(scheme) :]
    return said


def _ours(outline: Outline, name: str) -> str:
    return _get(outline, f"{PREFIX}:{name}")


def _number(said: str) -> int | None:
    return int(said) if said.isascii() and said.isdigit() and len(said) < 8 else None


def _contract(outline: Outline) -> Contract | None:
    name = _ours(outline, "contract")
    if not name:
        return None
    return Contract(
        name=name,
        date=_ours(outline, "contract-date"),
        quote_words=_number(_ours(outline, "quote-words")),
        models=_ours(outline, "models").lower() in _TRUE,
    )


# --- writing one --------------------------------------------------------------------------

#: What of an outline is ours to take back when a source is told anew.
_OURS = frozenset(
    f"{PREFIX}:{name}" for name in ("kind", "every", "contract", "contract-date", "quote-words", "models")
)


def _told(source: Source) -> Attributes:
    """A source as the attributes of an outline; what is not known is left out."""
    contract = source.contract
    feed = source.kind is SourceKind.FEED
    rows = (
        ("type", "rss" if feed else "link"),
        ("text", source.title or source.address),
        ("title", source.title),
        ("xmlUrl" if feed else "url", source.address),
        ("htmlUrl", source.site),
        ("language", source.language),
        (f"{PREFIX}:kind", "" if feed else str(source.kind)),
        (f"{PREFIX}:every", str(max(1, round(source.every / MINUTE))) if source.every else ""),
        (f"{PREFIX}:contract", contract.name if contract else ""),
        (f"{PREFIX}:contract-date", contract.date if contract else ""),
        (
            f"{PREFIX}:quote-words",
            str(contract.quote_words) if contract and contract.quote_words is not None else "",
        ),
        (f"{PREFIX}:models", "true" if contract and contract.models else ""),
    )
    return tuple((name, value) for name, value in rows if value)


def _over(held: Outline, told: Attributes) -> Outline:
    """An outline told anew: its attributes stay in their places, and those that are not ours as they were."""
    new = {name.lower(): (name, value) for name, value in told}
    if "title" not in new:
        new.pop("text", None)  # the address stands for a title only where there is nothing better
    if _address(_get(held, "xmlUrl")):
        new.pop("url", None)
    kept = [
        new.pop(name.lower(), (name, value))
        for name, value in held.attributes
        if name.lower() in new or name.lower() not in _OURS
    ]
    return replace(held, attributes=(*kept, *new.values()))


def _complete(held: Attributes, other: Attributes) -> Attributes:
    """What is held, and what only the other says."""
    names = {name.lower() for name, _ in held}
    return (*held, *((name, value) for name, value in other if name.lower() not in names))


# --- changing the tree --------------------------------------------------------------------

Change = Callable[[Outline], Outline | None]
_Addition = tuple[Attributes, tuple[str, ...]]  # what another list says of a source, and in which folders


def _changed(outlines: Iterable[Outline], key: str, change: Change) -> tuple[Outline, ...]:
    """The tree with a change made to each source of an address; None takes it out, what it held moves up."""
    made: list[Outline] = []
    for outline in outlines:
        below = replace(outline, children=_changed(outline.children, key, change))
        source = _source(outline, ())
        if source is None or same(source.address) != key:
            made.append(below)
        elif (new := change(below)) is not None:
            made.append(new)
        else:
            made += below.children
    return tuple(made)


def _placed(outlines: tuple[Outline, ...], folders: tuple[str, ...], leaf: Outline) -> tuple[Outline, ...]:
    if not folders:
        return (*outlines, leaf)
    for number, outline in enumerate(outlines):
        if _is_folder(outline) and _name(outline) == folders[0]:
            found = replace(outline, children=_placed(outline.children, folders[1:], leaf))
            return (*outlines[:number], found, *outlines[number + 1 :])
    made = Outline(attributes=(("text", folders[0]),), children=_placed((), folders[1:], leaf))
    return (*outlines, made)


def _is_folder(outline: Outline) -> bool:
    return not (_get(outline, "xmlUrl") or _get(outline, "url"))


def _united(outlines: Iterable[Outline], others: Iterable[Outline], keys: set[str]) -> tuple[Outline, ...]:
    """The first tree with what the second has beside it; ``keys`` are the sources that are held already."""
    made = list(outlines)
    places = {_twin(outline): number for number, outline in reversed(list(enumerate(made)))}
    for other in others:
        source = _source(other, ())
        if source and same(source.address) in keys:
            made += _united((), other.children, keys)
        elif (place := places.get(_twin(other))) is None:
            places[_twin(other)] = len(made)
            made.append(replace(other, children=_united((), other.children, keys)))
        else:
            held = made[place]
            children = _united(held.children, other.children, keys)
            made[place] = Outline(attributes=_complete(held.attributes, other.attributes), children=children)
    return tuple(made)


def _twin(outline: Outline) -> str | Attributes:
    """What two outlines have in common that are one: folders their name, lines all that they say."""
    return _name(outline) if _is_folder(outline) and _name(outline) else outline.attributes


def _additions(other: SourceList, keys: set[str]) -> Mapping[str, _Addition]:
    """What a list says of each source that is held already."""
    told: dict[str, _Addition] = {}
    for outline, folders in _walk(other.outlines):
        source = _source(outline, folders)
        if source and same(source.address) in keys:
            told.setdefault(same(source.address), (outline.attributes, folders))
    return told


def _completed(
    outlines: Iterable[Outline], told: Mapping[str, _Addition], folders: tuple[str, ...] = ()
) -> tuple[Outline, ...]:
    """The tree with what another list says beside it of the sources in it."""
    made = []
    for outline in outlines:
        source, attributes = _source(outline, folders), outline.attributes
        if source and (addition := told.get(same(source.address))):
            attributes = _complete(attributes, addition[0])
            if addition[1] not in ((), folders):
                attributes = _filed(attributes, "/" + "/".join(addition[1]))
        below = _completed(outline.children, told, (*folders, _name(outline)) if _name(outline) else folders)
        made.append(Outline(attributes=attributes, children=below))
    return tuple(made)


def _filed(attributes: Attributes, category: str) -> Attributes:
    """The attributes with one more category, kept where others stand."""
    for number, (name, value) in enumerate(attributes):
        if name.lower() == "category":
            held = [part.strip() for part in value.split(",") if part.strip()]
            both = ",".join(dict.fromkeys((*held, category)))
            return (*attributes[:number], (name, both), *attributes[number + 1 :])
    return (*attributes, ("category", category))
