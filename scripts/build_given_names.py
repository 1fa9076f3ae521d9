"""Compile the table of given names that ships in the package.

    python scripts/build_given_names.py

Takes the given names of Faker (MIT), in the languages that write Latin letters and, by the table below, in
Cyrillic; writes ``src/dateline/stages/interpret/reading/given_names.tsv``, the same bytes from the same
input.
A name goes with ``he`` or ``she`` where its lists agree, with ``either`` where they do not. Names that Faker
lacks, or spells as news does not, are kept by hand in ``given_names_more.tsv`` beside the result.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

READING = Path(__file__).parent.parent / "src" / "dateline" / "stages" / "interpret" / "reading"
HEAD = "# Given names and the pronoun that goes with them, from Faker (MIT): scripts/build_given_names.py"
LOCALES = """
az_AZ bg_BG cs_CZ da_DK de_AT de_CH de_DE en en_GB en_IE en_IN en_KE en_NG en_NZ en_US es_AR es_CL es_CO
es_ES es_MX fi_FI fr_BE fr_CA fr_CH fr_DZ fr_FR ga_IE ha_NG hr_HR hu_HU id_ID ig_NG is_IS it_IT lv_LV mk_MK
nl_BE nl_NL no_NO pl_PL pt_BR pt_PT ro_RO ru_RU sk_SK sl_SI sv_SE sw tr_TR tw_GH uk_UA uz_UZ yo_NG zu_ZA
"""
#: Lists so long that they hold surnames and words as well: a name of theirs needs another list.
LAVISH = {"en", "is_IS", "tr_TR", "az_AZ", "bg_BG", "id_ID", "tw_GH", "sw"}
#: A pronoun is sure where so many times more lists have it than have the other.
SURE = 3
#: Given names that as the first of two capitals are more often a place, a day, a thing or a surname in news.
MISLEADING = """
africa america asia april august austria berlin boston bristol camp cairo camden canon carolina case cash
chance china christmas college congo cuba dakota dallas delta denver easter egypt ever florence florida
general georgia german germany golden houston india international israel italy january jerusalem july june
justice kansas kenya king lake last law liberty london long louisiana lord major march may memphis miami
milan monday montana new news north open paris phoenix president prime prince princess queen rio river rome
royal saint san santa saturday savannah senior sir south spring star state states summer sunday syria
tennessee texas thursday trinity tuesday tulsa union unknown utah vatican venice vermont victory vienna
virginia wednesday west will winter wood york
"""
_LETTERS = "абвгґдеєжзиіїйклмнопрстуфхцчшщьюяъыэѓќјљњџѕ"
_SOUNDS = """
a b v h g d e ie zh z y i i i k l m n o p r s t u f kh ts ch sh shch - iu ia a y e g k j lj nj dzh dz
"""
_CYRILLIC = dict(zip(_LETTERS, _SOUNDS.split(), strict=True)) | dict.fromkeys("’ʼ'", "-")
#: Where Russian and Bulgarian differ from the letters above.
_RUSSIAN = {"г": "g", "и": "i", "ё": "e", "й": "y", "ю": "yu", "я": "ya", "х": "kh"}


def main() -> None:
    """Write the table."""
    told = {pronoun: Counter[str]() for pronoun in ("he", "she")}
    lavish = {pronoun: Counter[str]() for pronoun in ("he", "she")}
    for locale in LOCALES.split():
        for pronoun, names in _names(locale):
            (lavish if locale in LAVISH else told)[pronoun].update(names)
    misleading = frozenset(MISLEADING.split())
    kinds: dict[str, list[str]] = {"he": [], "she": [], "either": []}
    for name in sorted(set().union(*told.values(), *lavish.values())):
        he, she = (2 * told[p][name] + lavish[p][name] for p in ("he", "she"))
        if he + she > 1 and name not in misleading:
            kinds["he" if he >= SURE * she else "she" if she >= SURE * he else "either"].append(name)
    lines = [HEAD]
    for pronoun, listed in kinds.items():
        by_letter: dict[str, list[str]] = {}
        for name in listed:
            by_letter.setdefault(name[0], []).append(name)
        lines += [f"{'|'.join(by_letter[letter])}\t{pronoun}" for letter in sorted(by_letter)]
    (READING / "given_names.tsv").write_text("\n".join(lines) + "\n", "utf-8")


def _names(locale: str) -> Iterator[tuple[str, set[str]]]:
    provider = import_module(f"faker.providers.person.{locale}").Provider
    for pronoun, attribute in (("he", "first_names_male"), ("she", "first_names_female")):
        names = (_latin(name, locale) for name in getattr(provider, attribute))
        yield pronoun, {name for name in names if name}


def _latin(name: str, locale: str) -> str:
    """A name in lower-case Latin letters, empty where it is none that news prints as one word."""
    word = unicodedata.normalize("NFC", name).strip().lower()
    letters = _CYRILLIC | (_RUSSIAN if locale in ("ru_RU", "bg_BG", "mk_MK") else {})
    if word[0] in letters:
        word = "".join(letters.get(letter, letter) for letter in word).replace("-", "")
    plain = word.isalpha() and all("LATIN" in unicodedata.name(letter) for letter in word)
    return word if plain and len(word) > 2 else ""


if __name__ == "__main__":
    main()
