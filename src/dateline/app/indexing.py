"""The index of the static site's search, put in order: the same pages give the same bytes.

Pagefind (1.5) writes the values of its filters, and the filters themselves, in the order of a hash table that
is another in every run; and it names each file by its content. Here both are sorted, and the files named
anew. Decides nothing of what is found: an order of values is not seen by readers.

An index file is gzip over a signature and CBOR (RFC 8949). Of a filter: its name, and ``[value, pages]`` for
each value. Of the table of contents: version, pages, chunks of the index, ``[name, file]`` of each filter …
"""

from __future__ import annotations

import gzip
import json
import zlib
from hashlib import sha256
from pathlib import Path
from typing import Any

_SIGNATURE = b"pagefind_dcd"
_ENTRY = "pagefind-entry.json"
_CONTENTS, _FILTER = "pagefind.{}.pf_meta", "filter/{}.pf_filter"
#: Where the filters stand in the table of contents.
_FILTERS = 3


def settle(index: Path) -> None:
    """Put a fresh index in order, in place; nothing is written before all of it was read.

    Raises ``ValueError`` or ``LookupError`` where its files are not as Pagefind 1.5 makes them, ``OSError``
    where they cannot be written.
    """
    entry = json.loads((index / _ENTRY).read_bytes())
    named: dict[Path, tuple[Path, bytes]] = {}
    for language in entry["languages"].values():
        contents = _read(index / _CONTENTS.format(language["hash"]))
        for known in contents[_FILTERS]:
            kind, values = _read(index / _FILTER.format(known[1]))
            known[1] = _named(index, _FILTER, known[1], [kind, sorted(values)], named)
        contents[_FILTERS].sort()
        language["hash"] = _named(index, _CONTENTS, language["hash"], contents, named)
    for old, (new, content) in named.items():
        old.unlink()
        new.write_bytes(content)
    (index / _ENTRY).write_text(json.dumps(entry, ensure_ascii=False, separators=(",", ":")), "utf-8")


def _read(at: Path) -> Any:
    import cbor2

    try:
        held = gzip.decompress(at.read_bytes())
        if not held.startswith(_SIGNATURE):
            raise ValueError("it is no file of Pagefind's")
        return cbor2.loads(held.removeprefix(_SIGNATURE))
    except (ValueError, EOFError, OSError, zlib.error, cbor2.CBORDecodeError) as error:
        raise ValueError(f"{at.name}: {error}") from error


def _named(index: Path, pattern: str, old: str, told: Any, named: dict[Path, tuple[Path, bytes]]) -> str:
    """The name of what is told, by language and content as Pagefind names it; added to ``named``."""
    import cbor2

    content = _SIGNATURE + cbor2.dumps(told)
    language, _, digits = old.rpartition("_")
    name = f"{language}_{sha256(content).hexdigest()[: len(digits)]}"
    named[index / pattern.format(old)] = (index / pattern.format(name), gzip.compress(content, mtime=0))
    return name
