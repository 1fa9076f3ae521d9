"""What a theme is called: the name that recurs over its stories, and a word for the matter.

Decides a heading such as "Elbe flood" out of the names as the reports print them and the subject or noun that
the stories share. Stays with a name that was given before while it fits. Does not know what a name is of.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain

from dateline.core.text import fold
from dateline.stages.group.themes.digests import Digest, is_wide, keys
from dateline.stages.group.themes.openings import stem
from dateline.stages.group.themes.subjects import common_subjects, topic

#: Reports of one story and stories of one theme that are asked.
_REPORTS = 2
_STORIES = 16
#: How much a rare name is preferred: by its root, or a stray one would beat what everybody says.
_RARE = 0.3
#: A name of a country or a people heads a theme where nothing nearer recurs.
_WIDE = 0.6
#: A place or a body says more in a heading than who spoke of it; a name of several words more than one.
_PLACE = 1.1
_FULL = 1.2
_IN_TITLE = 2.0
#: A name that was printed stays while it has at least this share of the best one's weight.
_STAYS = 0.5
#: A name must be shared by so many of the stories.
_SHARED = 0.4
_MOST_WORDS = 5

Weights = Mapping[str, float]


def theme_name(stories: Sequence[Sequence[Digest]], rarity: Callable[[str], float], before: str = "") -> str:
    """A name for the stories, each given as what its reports say; ``rarity`` is how rare a key is (its idf).

    ``before`` is the name that readers know: it stays where its name and its noun still recur.
    """
    asked = [tuple(story[:_REPORTS]) for story in stories[:_STORIES]]
    names = _weighed(asked, rarity)
    nouns = _nouns(asked, rarity)
    if before and _still_fits(before, names, nouns):
        return before
    name = _best(names)
    noun = _best({word: weight for word, weight in nouns.items() if not _repeats(name, word)})
    if name and noun and len(f"{name} {noun}".split()) <= _MOST_WORDS:
        return f"{name} {noun}"
    if name or noun:
        return name or noun[:1].upper() + noun[1:]
    return next((held.title for held in chain.from_iterable(asked) if held.title), "")


def _best(weights: Weights) -> str:
    return min(((-weight, word) for word, weight in weights.items()), default=(0.0, ""))[1]


def _weighed(stories: Sequence[Sequence[Digest]], rarity: Callable[[str], float]) -> dict[str, float]:
    """Each printed name with its weight. Names that are compared alike are one, printed as most often."""
    counts: dict[str, float] = defaultdict(float)
    stories_of: Counter[str] = Counter()
    forms: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for story in stories:
        shares: dict[str, float] = defaultdict(float)
        for held in story:
            for key, printed, weight in _printed(held):
                shares[key] = max(shares[key], weight)
                forms[key][printed] += 1
        for key, weight in shares.items():
            counts[key] += weight
            stories_of[key] += 1
    total = max(1, len(stories))
    least = _SHARED * len(stories)
    return {
        _form(forms[key]): count
        / total
        * stories_of[key]
        / total
        * rarity(key) ** _RARE
        * _fit(key, forms[key])
        for key, count in sorted(counts.items())
        if stories_of[key] >= least
    }


def _printed(held: Digest) -> Iterable[tuple[str, str, float]]:
    for at, name in enumerate(held.names):
        weight = _IN_TITLE if at < held.title_names else 1.0
        for key, share in keys(name, held.language):
            yield key, name if share == 1.0 else name.rpartition(" ")[2], weight * share


def _form(forms: Mapping[str, int]) -> str:
    return min(forms, key=lambda form: (-forms[form], len(form), form))


def _fit(key: str, forms: Mapping[str, int]) -> float:
    if is_wide(key):
        return _WIDE
    return _PLACE if key.startswith("@") else _FULL if " " in _form(forms) else 1.0


def _nouns(stories: Sequence[Sequence[Digest]], rarity: Callable[[str], float]) -> dict[str, float]:
    """Nouns that the stories share: head words of their titles, and the short names of their subjects."""
    heads = Counter(head for story in stories for head in {head for held in story for head in held.heads})
    told = [set(chain.from_iterable(held.subjects for held in story)) for story in stories]
    codes = {topic(code).short: code for code in common_subjects([tuple(sorted(story)) for story in told])}
    shares = {short: sum(code in story for story in told) for short, code in codes.items() if short}
    total = max(1, len(stories))
    weights = {word: heads[word] / total * rarity(stem(word)) ** _RARE for word in heads}
    for short, share in shares.items():
        weights[short] = max(weights.get(short, 0.0), share / total * rarity(codes[short]) ** _RARE)
    least = _SHARED * total
    return {
        word: weight for word, weight in weights.items() if max(heads[word], shares.get(word, 0)) >= least
    }


def _repeats(name: str, noun: str) -> bool:
    parts = {fold(part).rstrip("s") for part in name.split()}
    return any(fold(word).rstrip("s") in parts for word in noun.split())


def _still_fits(before: str, names: Weights, nouns: Weights) -> bool:
    """Whether the name that was given still recurs, and its noun does."""
    most, most_noun = max(names.values(), default=0.0), max(nouns.values(), default=0.0)
    for name, weight in names.items():
        if before == name:
            return weight >= _STAYS * most
        if before.startswith(name + " "):
            noun = nouns.get(before.removeprefix(name + " "), 0.0)
            if weight >= _STAYS * most and noun >= _STAYS * most_noun and noun:
                return True
    lowered = before[:1].lower() + before[1:]
    return not names and lowered in nouns
