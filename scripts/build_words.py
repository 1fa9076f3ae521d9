"""Compile the lexicon of English word classes that tagging starts from.

    python scripts/build_words.py

Takes the tables of the package lemminflect (MIT; from the NIH SPECIALIST lexicon, which is free of terms):
which forms a word has, and which words a form belongs to. Writes
``src/dateline/stages/interpret/reading/words.tsv.gz``, the same bytes from the same input: for each set of
classes one line with its forms, in lower case, then one line of forms whose base form no ending tells.
Forms of more than one word, and those with figures in them, are left out.
"""

from __future__ import annotations

import gzip
import io
from collections import defaultdict
from collections.abc import Iterable, Iterator
from importlib.resources import files
from pathlib import Path

from dateline.stages.interpret.reading.words import BASE, Classes, by_ending

OUT = Path(__file__).parent.parent / "src" / "dateline" / "stages" / "interpret" / "reading" / "words.tsv.gz"
HEAD = "# Word classes and their forms. Made by scripts/build_words.py from lemminflect (MIT).\n"
#: The classes of a word's inflections, in the columns of lemminflect's table.
COLUMNS = {"noun": ("NS",), "verb": ("VD", "VN", "VG", "VZ"), "adj": ("JR", "JR"), "adv": ("JR", "JR")}
#: Verbs whose forms lemminflect has as auxiliaries only.
AUXILIARIES = ("be", "have", "do")
OF_BASE = {"noun": "N", "verb": "V", "adj": "J", "adv": "R"}
ORDER = ("N", "NS", "NP", "V", "VZ", "VD", "VN", "VG", "J", "JR", "R")

Entry = tuple[str, str, str]  # form, class, base form


def table(name: str) -> Iterator[list[str]]:
    """The rows of one of lemminflect's tables."""
    packed = files("lemminflect").joinpath("resources", name).read_bytes()
    for line in gzip.decompress(packed).decode().splitlines():
        yield line.split(",")


def entries() -> Iterator[Entry]:
    """Each form with a class that it may have and its base form there."""
    for lemma, kind, *columns in table("infl_lu.csv.gz"):
        yield lemma, OF_BASE[kind], lemma
        cells = [cell.split("/") if cell else [] for cell in columns]
        if kind == "verb":
            cells[1] = cells[1] or cells[0]  # the past stands for both where they are alike
        for tag, forms in zip(COLUMNS[kind], cells, strict=False):
            for form in forms:
                if form != lemma or kind == "verb":
                    yield form, tag, lemma
    for form, kind, lemmas in table("lemma_lu.csv.gz"):
        if kind == "aux" and lemmas in AUXILIARIES:
            yield form, "VZ", lemmas  # whatever its tag: the base is a verb
        if kind in OF_BASE and form in lemmas.split("/"):
            yield form, OF_BASE[kind], form


def named(found: Iterable[Entry]) -> Iterator[Entry]:
    """The entries in lower case; what is written with a capital is a name, if it is a noun."""
    for form, tag, lemma in found:
        if form.replace("'", "").replace("-", "").isalpha() and form.isascii() and len(form) > 1:
            capital = form[0].isupper()
            yield form.lower(), "NP" if capital and tag in ("N", "NS") else tag, lemma.lower()


def classes(found: Iterable[Entry]) -> dict[str, Classes]:
    """The classes of each form."""
    sets: dict[str, set[str]] = defaultdict(set)
    for form, tag, _ in found:
        sets[form].add(tag)
    return {form: tuple(sorted(tags, key=ORDER.index)) for form, tags in sets.items()}


def irregular(found: Iterable[Entry], known: dict[str, Classes]) -> list[str]:
    """``class:form:lemma`` where the ending does not tell the base form; of several the shortest."""
    lemmas: dict[tuple[str, str], list[str]] = defaultdict(list)
    for form, tag, lemma in found:
        if tag in BASE:
            lemmas[form, tag].append(lemma)
    return sorted(
        {
            f"{BASE[tag]}:{form}:{min(told, key=lambda lemma: (len(lemma), lemma))}"
            for (form, tag), told in lemmas.items()
            if by_ending(form, tag, known) not in told
        }
    )


def compiled() -> str:
    """The table's text."""
    found = list(named(entries()))
    known = classes(found)
    lines: dict[Classes, list[str]] = defaultdict(list)
    for form, tags in known.items():
        lines[tags].append(form)
    body = [" ".join(tags) + "\t" + " ".join(sorted(lines[tags])) for tags in sorted(lines)]
    return HEAD + "\n".join([*body, ">\t" + " ".join(irregular(found, known))]) + "\n"


def main() -> None:
    """Write the table."""
    packed = io.BytesIO()
    with gzip.GzipFile(fileobj=packed, mode="wb", mtime=0, filename="") as file:
        file.write(compiled().encode())
    OUT.write_bytes(packed.getvalue())
    print(f"{OUT.name}: {len(packed.getvalue()):,} bytes")


if __name__ == "__main__":
    main()
