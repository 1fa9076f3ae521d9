"""The English that Dateline itself writes: tables of phrases that a translator can replace.

Patterns are ``str.format`` patterns. Nothing here judges, and no phrase raises what a report
said: "said" by default, other verbs only as the report used them (HOUSE_STYLE rules 4 and 14).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Headings:
    """The names of the sections of a page, in the order in which they may stand."""

    happened: str = "What happened"
    said: str = "Who says what"
    figures: str = "The figures"
    disputed: str = "Disputed or unverified"
    unknown: str = "What we do not know"
    background: str = "Background"


@dataclass(frozen=True, slots=True, kw_only=True)
class Counting:
    """How a count of one measure is told: one, several, none."""

    one: str
    many: str
    none: str
    label: str


#: Measures of people, in the order in which a desk tells them.
COUNTS: Mapping[str, Counting] = {
    "killed": Counting(
        one="{n} person died",
        many="{n} people died",
        none="nobody died",
        label="{n} killed",
    ),
    "injured": Counting(
        one="{n} person was injured",
        many="{n} people were injured",
        none="nobody was injured",
        label="{n} injured",
    ),
    "missing": Counting(
        one="{n} person is missing",
        many="{n} people are missing",
        none="nobody is missing",
        label="{n} missing",
    ),
    "detained": Counting(
        one="{n} person was detained",
        many="{n} people were detained",
        none="nobody was detained",
        label="{n} detained",
    ),
    "displaced": Counting(
        one="{n} person was displaced",
        many="{n} people were displaced",
        none="nobody was displaced",
        label="{n} displaced",
    ),
    "evacuated": Counting(
        one="{n} person was evacuated",
        many="{n} people were evacuated",
        none="nobody was evacuated",
        label="{n} evacuated",
    ),
    "rescued": Counting(
        one="{n} person was rescued",
        many="{n} people were rescued",
        none="nobody was rescued",
        label="{n} rescued",
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrases:
    """Everything that the rule writer can say in one language."""

    headings: Headings = Headings()
    counts: Mapping[str, Counting] = field(default_factory=lambda: COUNTS)
    #: Attribution by an outlet: after a sentence or inside it, and before it.
    by_outlet: tuple[str, ...] = ("{who} reported", "according to {who}")
    by_outlet_first: tuple[str, ...] = ("According to {who}, {what}", "{who} reported that {what}")
    by_outlets: tuple[str, ...] = ("{who} reported", "according to {who}")
    #: Attribution by a speaker.
    according: str = "according to {who}"
    quote_whole: str = "{who} reported: “{what}”"
    said: str = "said"
    and_: str = " and "
    others: str = "{who} and other outlets"
    qualifiers: Mapping[str, str] = field(
        default_factory=lambda: {
            "exact": "{n}",
            "at least": "at least {n}",
            "about": "about {n}",
            "up to": "up to {n}",
            "vague": "{n}",
        }
    )
    differs: str = "Reports differ on {what}: {who}."
    gives: str = "{who} gives {n}"
    updated: str = "{who} first gave {old} {what}; a later report, by {other}, gives {new}."
    revised: str = "{who} first gave {old} {what} and later {new}."
    toll_nouns: Mapping[str, str] = field(
        default_factory=lambda: (
            {measure: f"how many people were {measure}" for measure in COUNTS}
            | {"killed": "how many people died", "missing": "how many people are missing"}
        )
    )
    first_publication: str = "First publication."
    new_report: str = "New report: {outlets}."
    source_edited: str = "Source edited."
    source_gone: str = "Source withdrawn: {outlets}."
    source_closed: str = "The words of {outlets} may no longer be used."
    stories_merged: str = "Stories merged."
    story_split: str = "Story split: {count} of its reports moved to another."
    merged_by_desk: str = "Correction: another page told of the same happening; its reports are here now."
    split_by_desk: str = "Correction: {count} of another happening stood here and moved to its own page."
    one_report: str = "one report"
    reports: str = "{count} reports"
    rewritten: str = "Lines chosen anew from the same reports."
    no_headline: str = "Reports without a headline"


ENGLISH = Phrases()
