"""Forms of one name: a country and its adjective, a word and its plural.

Decides whether two folded words name the same thing. Modest: what it does not know are two names.
"""

from __future__ import annotations

_FAMILIES = (
    "britain british briton britons uk", "spain spanish spaniard spaniards",
    "france french frenchman frenchwoman", "netherlands dutch holland dutchman", "germany german germans",
    "greece greek greeks", "wales welsh welshman", "scotland scottish scots scot scotsman",
    "ireland irish irishman", "england english englishman", "poland polish poles pole",
    "turkey turkish turks turk turkiye", "sweden swedish swedes swede", "denmark danish danes dane",
    "finland finnish finns finn", "switzerland swiss", "norway norwegian norwegians", "peru peruvian",
    "us usa america american americans", "kyiv kiev", "philippines philippine filipino filipinos",
    "iraq iraqi iraqis", "iran iranian iranians", "oman omani", "israel israeli israelis",
    "europe european europeans eu", "ukraine ukrainian ukrainians", "odesa odessa", "kharkiv kharkov",
    "lviv lvov", "niger nigerien", "nigeria nigerian nigerians", "cyprus cypriot cypriots",
    "thailand thai thais", "portugal portuguese", "norwich norwich", "afghanistan afghan afghans",
    "iceland icelandic", "bangladesh bangladeshi bangladeshis", "myanmar burma burmese", "laos lao laotian",
    "islam islamic islamist islamists", "nato otan", "czechia czech czechs", "croatia croatian croat croats",
    "serbia serbian serb serbs", "congo congolese", "mexico mexican mexicans", "monaco monegasque",
    "kurdistan kurd kurds kurdish", "tibet tibetan", "paris parisian", "moscow muscovite",
)  # fmt: skip
_FAMILY = {word: place for place, words in enumerate(_FAMILIES) for word in words.split()}
#: How a name ends, and how its adjectives, plurals and people do.
_BASES = frozenset(("", "e", "a", "y", "o"))
_DERIVED = frozenset(
    ("s", "n", "ns", "an", "ans", "ian", "ians", "ean", "ese", "i", "is", "ish", "er", "ers", "os", "ic",
     "ist", "ists", "ism", "es", "ed", "ing", "d", "ly", "r", "rs", "al")
)  # fmt: skip


def same_root(one: str, other: str) -> bool:
    """Whether two folded words are forms of one name: "ukraine" and "ukrainian"."""
    if one == other:
        return True
    if one in _FAMILY and other in _FAMILY:
        return _FAMILY[one] == _FAMILY[other]
    alike = [first == second for first, second in zip(one, other, strict=False)]
    shared = alike.index(False) if False in alike else len(alike)
    ends = (one[shared:], other[shared:])
    return shared > 3 and any(base in _BASES and form in _DERIVED for base, form in (ends, ends[::-1]))


def family(word: str) -> tuple[str, ...]:
    """The other names of a folded word whose forms do not look alike: "wales" gives "welsh"."""
    place = _FAMILY.get(word)
    return () if place is None else tuple(_FAMILIES[place].split())


def one_slip(one: str, other: str) -> bool:
    """Whether two folded words differ by one letter: another, one too many, or two that changed places."""
    return abs(len(one) - len(other)) < 2 and not _shortened(one).isdisjoint(_shortened(other))


def ends(key: str) -> tuple[str, str]:
    """The first and the last two letters of a word, told apart."""
    return f"{key[:2]}-", f"-{key[-2:]}"


def _shortened(key: str) -> set[str]:
    """The word, and the word with one letter left out, each in turn."""
    if len(key) < 4:
        return {key}
    return {key, *(key[:at] + key[at + 1 :] for at in range(len(key)))}
