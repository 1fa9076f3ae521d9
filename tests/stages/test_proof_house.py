"""Every rule of the table, shown firing once and silent once on texts that differ in one thing."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from dateline.core.pages import Clipping, LineKind, Severity
from dateline.core.types import Facts, Phrase, Place, Report, Span
from dateline.stages.proof import (
    RULES,
    Draft,
    DraftLine,
    proof,
)
from dateline.stages.proof.ground.conversions import UNITS, converts, pairs
from dateline.stages.proof.rules.markup import LEAKS
from tests.stages.test_proof_claims import SHOWN as CLAIMED
from tests.stages.test_proof_desk import SHOWN as DESKED
from tests.stages.test_proof_relations import SHOWN as RELATED

SOURCE = (
    "An official claimed on Friday that 21 boats sank off Gdynia, 6 per cent of the fleet. "
    "“Nobody was on board,” Zofia Lis said at 5.15pm. The repair costs 1,240,000 euros. "
    "Up to 40 divers searched the wrecks."
)
CLIPPING = Clipping(
    report=Report(id="r1", text=SOURCE, outlet="Baltic Wire"), facts=Facts(report="r1"), origin="r1"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A rule with a text that it objects to and one that it lets pass."""

    rule: str
    severity: str
    fires: str
    silent: str
    kind: LineKind | None = None
    place: str = ""

    def findings(self, text: str) -> set[tuple[str, str]]:
        evidence = (Span(report="r1", start=0, end=len(SOURCE)),)
        line = DraftLine(id="l", start=0, end=len(text), kind=self.kind, evidence=evidence)
        draft = Draft(text=text, lines=(line,) if self.kind else ())
        found = proof(draft, [CLIPPING], self.facts(text))
        return {(finding.rule, str(finding.severity)) for finding in found}

    def facts(self, text: str) -> Facts | None:
        if self.place not in text or not self.place:
            return None
        span = Span(report="d", start=text.index(self.place), end=text.index(self.place) + len(self.place))
        place = Place(phrase=Phrase(text=self.place, span=span), name=self.place, evidence=(span,))
        return Facts(report="d", places=(place,))


EXAMPLES = (
    Example(
        rule="unsupported-number",
        severity="error",
        fires="Some 25 boats sank.",
        silent="Some 21 boats sank.",
    ),
    Example(
        rule="rounded-number",
        severity="warning",
        fires="It costs 1.2 million euros.",
        silent="It costs about 1.2 million euros.",
    ),
    Example(
        rule="unsupported-name",
        severity="error",
        fires="The chair, Zofia Lisz, spoke.",
        silent="The chair, Zofia Lis, spoke.",
    ),
    Example(
        rule="unsupported-place",
        severity="error",
        fires="The boats sank off Sopot.",
        silent="The boats sank off Gdynia.",
        place="Sopot",
    ),
    Example(
        rule="unsupported-date",
        severity="error",
        fires="They sank on Sunday.",
        silent="They sank on Friday.",
    ),
    Example(
        rule="unsupported-date",
        severity="error",
        fires="She spoke at 6.15pm.",
        silent="She spoke at 17:15.",
    ),
    Example(
        rule="misquote",
        severity="error",
        fires="“Nobody was on deck,” Zofia Lis said.",
        silent="“Nobody was on board,” Zofia Lis said.",
    ),
    Example(
        rule="misquote",
        severity="warning",
        fires="Zofia Lis spoke of “ghosts”.",
        silent="Zofia Lis spoke of “nobody”.",
    ),
    Example(
        rule="unattributed-quotation",
        severity="warning",
        fires="“Nobody was on board off Gdynia.”",
        silent="“Nobody was on board,” she said.",
    ),
    Example(
        rule="unit-mismatch",
        severity="error",
        fires="They lay 10 km (16 miles) out.",
        silent="They lay 10 miles (16 km) out.",
    ),
    Example(
        rule="unit-mismatch",
        severity="warning",
        fires="They lay 100 km (61 miles) out.",
        silent="They lay 100 km (62 miles) out.",
    ),
    Example(
        rule="markup-leak",
        severity="error",
        fires="The boats **sank**.",
        silent="The boats *sank.",
    ),
    Example(
        rule="markup-leak",
        severity="warning",
        fires="The boats of UNK sank.",
        silent="The boats of nobody sank.",
    ),
    Example(
        rule="raised-stance",
        severity="error",
        fires="An official confirmed it.",
        silent="An official claimed it.",
        kind=LineKind.COMPOSED,
    ),
    Example(
        rule="raised-stance",
        severity="warning",
        fires="An official admitted it.",
        silent="An official claimed it.",
    ),
    Example(
        rule="plural-source",
        severity="warning",
        fires="Officials said so.",
        silent="An official said so.",
    ),
    Example(
        rule="vague-source",
        severity="warning",
        fires="Observers fear for the boats.",
        silent="Zofia Lis fears for the boats.",
    ),
    Example(
        rule="unattributed-statement",
        severity="warning",
        fires="Nobody on the 21 boats was killed off Gdynia.",
        silent="Nobody on the 21 boats was killed off Gdynia, Zofia Lis said.",
    ),
    Example(
        rule="judgement",
        severity="warning",
        fires="The boats sank in an unprecedented way.",
        silent="The boats sank in a way.",
    ),
    Example(
        rule="unsupported-statement",
        severity="error",
        fires="Growers demand cheaper electricity for greenhouses before winter.",
        silent="An official claimed that boats of the fleet sank, nobody was on board.",
    ),
    Example(
        rule="unsupported-statement",
        severity="warning",
        fires="Boats of growers needed repair, an official of the greenhouse board says.",
        silent="An official claimed that boats of the fleet sank, nobody was on board.",
    ),
    Example(
        rule="changed-bound",
        severity="error",
        fires="At least 40 divers searched the wrecks.",
        silent="Up to 40 divers searched the wrecks.",
    ),
    Example(
        rule="changed-bound",
        severity="warning",
        fires="40 divers searched the wrecks.",
        silent="As many as 40 divers searched the wrecks.",
    ),
    Example(
        rule="duplicated-time",
        severity="warning",
        fires="Fri, 03 May 2024 10:15:00 GMT\n\nBoats sink\n\nFri, 03 May 2024 10:15:00 GMT",
        silent="Fri, 03 May 2024 10:15:00 GMT\n\nBoats sink",
    ),
    Example(
        rule="raw-time",
        severity="warning",
        fires="Last change: 2024-05-03T10:15:00Z",
        silent="Last change: 3 May 2024",
    ),
    Example(
        rule="duplicated-line",
        severity="warning",
        fires="21 boats sank off Gdynia\n\n21 boats sank off Gdynia",
        silent="21 boats sank off Gdynia\n\n6 boats sank off Gdynia",
    ),
    Example(
        rule="off-theme",
        severity="warning",
        fires=f"{SOURCE}\n\nRelated\n\nTomato growers want cheaper electricity now",
        silent=f"{SOURCE}\n\nRelated\n\nGdynia fleet wants cheaper electricity now",
    ),
)


def name(example: Example) -> str:
    return f"{example.rule}-{example.severity}"


@pytest.mark.parametrize("example", EXAMPLES, ids=name)
def test_a_rule_fires(example: Example) -> None:
    assert (example.rule, example.severity) in example.findings(example.fires)


@pytest.mark.parametrize("example", EXAMPLES, ids=name)
def test_a_rule_is_silent(example: Example) -> None:
    assert (example.rule, example.severity) not in example.findings(example.silent)


def test_every_rule_has_its_example() -> None:
    shown = {(example.rule, example.severity) for example in EXAMPLES}
    elsewhere = {("no-evidence", "error")}  # shown with pages
    elsewhere |= CLAIMED | DESKED | RELATED
    assert {(rule.name, str(rule.severity)) for rule in RULES} == shown | elsewhere


def test_a_reason_is_a_sentence_for_people() -> None:
    for example in EXAMPLES:
        for finding in proof(Draft(text=example.fires), [CLIPPING]):
            assert finding.why[0].isupper() or not finding.why[0].isalpha()
            assert finding.why.endswith(".")
            assert "{" not in finding.why


def test_rules_that_need_no_source_say_the_same_without_any() -> None:
    needless = {rule.name for rule in RULES if not rule.needs_sources}
    for example in EXAMPLES:
        if example.rule in needless and example.kind is None:
            bare = {(f.rule, str(f.severity)) for f in proof(Draft(text=example.fires), None)}
            assert (example.rule, example.severity) in bare


def test_only_warnings_come_of_tables_of_phrases() -> None:
    phrases = {"vague-source", "judgement", "unattributed-statement", "plural-source", "off-theme"}
    assert all(rule.severity is Severity.WARNING for rule in RULES if rule.name in phrases)


# --- tables -------------------------------------------------------------------------------


def test_every_unit_is_known_to_pint() -> None:
    from pint import UnitRegistry

    registry: UnitRegistry[float] = UnitRegistry()
    assert all(registry.Unit(unit).dimensionality for units in UNITS.values() for unit in units)


@pytest.mark.parametrize(
    "text",
    [
        "5 kilometres (3.1 miles)",
        "12 inches (30 cm)",
        "3 yards (2.7 metres)",
        "100 grams (3.5 ounces)",
        "12 stone (76 kg)",
        "2 tonnes (4,409 lb)",
        "10 litres (2.6 gallons)",
        "10 litres (2.2 gallons)",
        "40 hectares (99 acres)",
        "30 knots (56 km/h)",
        "10 m/s (36 kph)",
        "300 square metres (3,229 square feet)",
        "2 million barrels (318 million litres)",
        "0°C (32°F)",
        "20 degrees Celsius (68 degrees Fahrenheit)",
        "5 nautical miles (9.3 km)",
    ],
)
def test_common_pairs_convert(text: str) -> None:
    (pair,) = pairs(text)
    assert converts(pair)


@pytest.mark.parametrize(
    ("text", "leak"),
    [
        ("__bold__ words", "underscores of bold type"),
        ("``` code", "a code fence"),
        ("a <!-- remark --> here", "an HTML comment"),
        ("[b]bold[/b]", "a shortcode"),
        ("[[Gdynia]] is a port", "a wiki link"),
        ("a \x07 bell", "a control character"),
        ("a \ufffd mark", "text in place of a character"),
        ("[insert name here] spoke", "a note to the desk"),
        ("{% if a %}", "a template's placeholder"),
        ("${name} spoke", "a template's placeholder"),
        ("end of line\\nNext", "an escape of a programming language"),
        ("a\u202egnp.exe", "an invisible character"),
    ],
)
def test_each_leak_is_named(text: str, leak: str) -> None:
    assert leak in [known for known, pattern in LEAKS if pattern.search(text)]
