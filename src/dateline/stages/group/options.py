"""The one fixed setting of the stage, for all inputs, and the reason for each number.

Decides nothing about a report. The numbers were found together on five open sets that differ in kind and on
one dense stream of like happenings (``benchmarks``), and are kept where a wide neighbourhood does about as
well.
"""

from __future__ import annotations

from dataclasses import dataclass

#: Of all words, of the words of title and lead, of names and numbers; they add up to one.
Weights = tuple[float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Copies:
    """When two reports are copies of one text."""

    #: Words in a shingle: five in a row seldom come together by chance, except in quotations.
    shingle: int = 5
    #: Fewer shingles than this are a brief, not a text whose copying can be told.
    shortest: int = 20
    #: Share of the shorter text's shingles that stand in the longer one. A quotation that two desks heard
    #: makes a tenth to a third; a wire text cut from the end keeps nearly all.
    contained: float = 0.6
    #: The same where both texts credit one agency: more has been rewritten, and still it is one origin.
    contained_credited: float = 0.35
    #: Jaccard. A long report of one's own that takes in a whole brief is not a copy of the brief.
    alike: float = 0.25
    #: MinHash: 120 permutations in 40 bands of 3 find 99 % of pairs at Jaccard .5 and 75 % at .33.
    permutations: int = 120
    bands: int = 40
    #: Any number will do: it only has to stay the same.
    seed: int = 8128


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How near is near. Likeness is a weighted mean of three cosines, so 0 to 1."""

    #: Days without a report after which a story is closed. With likeness fading as it does, 8 to 14 do about
    #: as well; three cost long stories their ends.
    window: float = 14.0
    #: Days that halve a likeness: reports of one happening come close together, and the next happening of the
    #: same kind is told apart by its day when by nothing else.
    fade: float = 10.0
    #: Days within which two reports are compared at all, so that the cost of a report stays flat.
    horizon: float = 30.0
    #: Shares of all words, of the words of title and lead, and of names and numbers. Names and numbers tell
    #: two happenings of one kind apart; the lead says which of the names matter.
    weights: Weights = (0.45, 0.35, 0.20)
    #: Code points of text that count as the lead: about four sentences.
    lead_length: int = 600
    #: How often the title is counted beside the text: it is short and is all matter.
    title_times: int = 2
    #: How much of a report's mean likeness to its ``crowd`` nearest is taken off before two reports count as
    #: near: in a dense stream of like happenings a pair must stand out from the crowd. Never more than
    #: ``crowd_most``, so that a story of a hundred reports is not its own crowd.
    stand_out: float = 0.5
    crowd: int = 20
    crowd_most: float = 0.25
    #: Mean likeness over all pairs, after that, from which two groups of reports are one story.
    story_cut: float = 0.10
    #: Nearest reports that one report is compared with in full: more than a story has in a month.
    neighbours: int = 128
    #: Days without a story after which a theme takes no more of them.
    theme_window: float = 30.0
    #: A matter goes on: days fade its stories slowly.
    theme_fade: float = 60.0
    #: Mean likeness of stories, each by the mean of its reports, from which they are one matter. Their
    #: people and places are shared, their news is not, so it lies well below that of stories.
    theme_cut: float = 0.04
    copies: Copies = Copies()


#: The setting that every command uses.
FIXED = Options()
