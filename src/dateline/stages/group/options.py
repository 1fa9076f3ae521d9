"""The one fixed setting of the stage, for all inputs, and the reason for each number.

Decides nothing about a report. The numbers were found together on five open sets that differ in kind and on
one dense stream of like happenings (``benchmarks``), and are kept where a wide neighbourhood does about as
well.
"""

from __future__ import annotations

from dataclasses import dataclass


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
    #: Shingles kept of a text at most: of a longer text a sample, which tells the share to about .05.
    sketch: int = 128


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What is kept of a report, with whom it is compared, and how likely is likely enough."""

    #: Days without a report after which a story is closed. Three cost long stories their ends.
    window: float = 14.0
    #: Days that the window reaches back from today; what is older is let go, so that the cost stays flat.
    horizon: float = 90.0
    #: Code points of text that count as the lead: about four sentences.
    lead_length: int = 600
    #: How often the title is counted beside the text: it is short and is all matter.
    title_times: int = 2
    #: How many of the nearest reports of each are remembered: from this crowd a pair must stand out.
    crowd: int = 20
    #: Mean likelihood of one happening, over all pairs, from which two groups of reports are one story.
    likely: float = 0.4
    #: Likelihoods below this count as none: they are most of all pairs, and tell nothing.
    floor: float = 0.02
    #: Days between two groups that never become one: a happening is told of over hours or weeks, and the next
    #: of its kind at the same place months later is another, however alike their words. The gap is in the
    #: likelihood, too; a shorter limit costs long stories their ends (trials, inquests).
    gap: float = 90.0
    #: While the window holds no more than ``young`` reports, all pairs are measured again each time that it
    #: has grown by ``grown``: with few reports, how rare a word is is not known yet. Costs three times the
    #: first few thousand reports, once.
    young: int = 3000
    grown: float = 1.5
    #: Known reports that are linked anew beside a batch, and again for each of its reports, the likeliest
    #: first: so a happening that hangs together with thousands costs what any other does. On two open
    #: sets in slices of ten, a half of these scored the same.
    second_look: int = 100
    second_look_each: int = 4
    #: What is left of the likelihood of a report that calls its happening the second, the latest, another,
    #: and one from so many days before that does not: it names that one's happening, and tells of its own.
    followed: float = 0.5
    follows_after: float = 2.0
    #: Days that a story is remembered as a forerunner of others.
    lineage: float = 400.0
    #: With how many others a report is compared at most (``Window.pairs``).
    partners: int = 32
    #: The same of those in other languages.
    partners_across: int = 8
    #: Keys kept of a report of each facet (``keys.Facet``), the weightiest.
    kept: tuple[int, ...] = (100, 64, 40, 24, 40, 64)
    #: Code points of text whose neighbouring words count as phrases.
    phrases_length: int = 900
    #: Days between two reports that are compared at all: how likely they are one happening knows about days.
    reach: float = 400.0
    #: Postings read for a report, of its rarest words first: this keeps its cost flat as the window grows.
    budget: int = 3000
    #: Cosine as far as the postings read tell it, below which a report is no candidate.
    least: float = 0.02
    #: Cosine of bodies from which copying is looked for.
    copied_from: float = 0.4
    copies: Copies = Copies()


#: The setting that every command uses.
FIXED = Options()
