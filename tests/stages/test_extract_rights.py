"""Rights: a truth table, what no signal can do, the signals of a page, what is left of a reserved report."""

from __future__ import annotations

import dataclasses
import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.core.contract import report_form, report_from
from dateline.core.sources import Contract
from dateline.core.types import (
    Document,
    Hints,
    MediaKind,
    Phrase,
    Pickup,
    PickupForm,
    Report,
    Rights,
    Signal,
    Span,
    Stamp,
)
from dateline.stages.extract import bare, extract, page_signals, reconsider, resolve
from dateline.stages.extract.jsonld import read_linked
from dateline.stages.extract.metadata import read_metadata
from dateline.stages.extract.tree import Index, parse

TABLE = tomllib.loads(Path(__file__).with_name("rights_table.toml").read_text("utf-8"))
FIELDS = [
    field.name for field in dataclasses.fields(Rights) if field.name not in ("basis", "evidence", "checked")
]
NOW = datetime(2025, 7, 2, 12, tzinfo=UTC)


def signal(said: str) -> Signal:
    name, _, value = said.partition(": ")
    return Signal(name=name, value=value, where="https://harbour.example/ferry")


@pytest.mark.parametrize("row", TABLE["row"], ids=lambda row: row["why"])
def test_the_table(row: dict[str, Any]) -> None:
    contract = Contract(**row["contract"]) if "contract" in row else None
    found = resolve(map(signal, row["say"]), contract, ai_bots_reserve=row.get("switch", False))
    wanted: dict[str, Any] = {name: getattr(Rights(), name) for name in [*FIELDS, "open_licence"]}
    for name in row.get("gives", ()):
        wanted |= TABLE["sets"][name]
    wanted |= row.get("also", {})
    assert {name: getattr(found, name) for name in wanted} == wanted
    assert found.basis == row.get("basis", found.basis)


def test_the_table_is_long_enough_and_tells_its_rows_apart() -> None:
    rows = TABLE["row"]
    assert len(rows) >= 120
    keys = [(tuple(row["say"]), str(row.get("contract")), row.get("switch")) for row in rows]
    assert len(set(keys)) == len(keys)


def test_all_that_was_said_is_evidence_and_when_it_was_read_is_kept() -> None:
    said = [
        signal("x-robots-tag: noindex"),
        signal("tdm-policy: https://a.example/p"),
        signal("x-robots-tag: noindex"),
    ]
    checked = Stamp(at=NOW)
    found = resolve(said, checked=checked)
    assert found.evidence == tuple(sorted(set(said), key=dataclasses.astuple))
    assert found.checked == checked


def test_a_contract_that_counts_is_evidence_and_one_that_does_not_is_none() -> None:
    agreed = Contract(name="Harbour Post", date="2024-03-01")
    assert resolve((), agreed).evidence == (
        Signal(name="contract", value="Harbour Post, 2024-03-01", where="settings"),
    )
    assert resolve((), dataclasses.replace(agreed, date="")).evidence == ()


# --- what no signal can do ----------------------------------------------------------------

SIGNALS = st.builds(
    Signal,
    name=st.sampled_from(
        [
            *("robots.txt", "x-robots-tag", "meta robots", "content-usage", "content-signal", "paywall"),
            *(
                "tdmrep",
                "tdm-reservation",
                "meta tdm-reservation",
                "tdm-policy",
                "licence",
                "ai bots",
                "contract",
                "x",
            ),
        ]
    ),
    value=st.sampled_from(
        [
            *(
                "disallow",
                "allow",
                "noindex",
                "noarchive",
                "nosnippet",
                "none",
                "max-snippet:60",
                "max-snippet:-1",
            ),
            *(
                "max-snippet:0",
                "noai",
                "train-ai=n",
                "train-ai=y",
                "search=n",
                "ai-input=no",
                "1",
                "0",
                "2",
                "false",
            ),
            *(
                "free",
                "locked",
                "GPTBot",
                "CC BY 4.0",
                "CC BY-NC 4.0",
                "© 2024",
                "https://a.example/terms",
                "",
            ),
        ]
    )
    | st.text(max_size=20),
    where=st.sampled_from(["", "page", "header"]),
)
CONTRACTS = st.builds(
    Contract,
    name=st.sampled_from(["", "Harbour Post"]),
    date=st.sampled_from(["", "2024", "2024-03-01", "soon"]),
    quote_words=st.none() | st.integers(0, 60),
    models=st.booleans(),
)
LEAVES = ("may_fetch", "may_index", "may_summarise", "may_model_local", "may_model_remote")


def no_wider(narrow: Rights, wide: Rights) -> bool:
    """Whether nothing is allowed by the first that is not by the second."""
    unlimited = 1_000_000
    limits = [(_or(wide.quote_words, unlimited), _or(narrow.quote_words, unlimited))]
    limits += [(_or(wide.store_days, unlimited), _or(narrow.store_days, unlimited))]
    flags = [(getattr(wide, leaf), getattr(narrow, leaf)) for leaf in LEAVES]
    flags += [(narrow.reserved, wide.reserved), (narrow.paywalled, wide.paywalled)]
    return all(most >= less for most, less in (*limits, *flags))


def _or(limit: int | None, unlimited: int) -> int:
    return unlimited if limit is None else limit


@given(said=st.lists(SIGNALS, max_size=6), more=SIGNALS, contract=st.none() | CONTRACTS, switch=st.booleans())
def test_one_more_signal_never_widens(
    said: list[Signal], more: Signal, contract: Contract | None, switch: bool
) -> None:
    """But for the one that TDMRep means to: a reservation that a later place takes back."""
    if "tdm" in more.name and more.value.strip() == "0":
        more = dataclasses.replace(more, value="1")
    before = resolve(said, contract, ai_bots_reserve=switch)
    after = resolve([*said, more], contract, ai_bots_reserve=switch)
    assert no_wider(after, before)


@given(
    said=st.lists(SIGNALS, max_size=6), contract=st.none() | CONTRACTS, switch=st.booleans(), data=st.data()
)
def test_order_and_repetition_mean_nothing(
    said: list[Signal], contract: Contract | None, switch: bool, data: st.DataObject
) -> None:
    shuffled = data.draw(st.permutations([*said, *said[:2]]))
    assert resolve(said, contract, ai_bots_reserve=switch) == resolve(
        shuffled, contract, ai_bots_reserve=switch
    )


@given(said=st.lists(SIGNALS, max_size=6), contract=CONTRACTS, switch=st.booleans())
def test_a_contract_only_widens(said: list[Signal], contract: Contract, switch: bool) -> None:
    without, under = (resolve(said, agreed, ai_bots_reserve=switch) for agreed in (None, contract))
    assert no_wider(without, under)


@given(said=st.lists(SIGNALS, max_size=6), contract=CONTRACTS)
def test_a_contract_without_name_or_date_changes_nothing(said: list[Signal], contract: Contract) -> None:
    lacking = dataclasses.replace(contract, date="")
    told = dataclasses.replace(resolve(said, lacking), basis="")
    assert told == dataclasses.replace(resolve(said), basis="")


@given(said=st.lists(SIGNALS, max_size=6), contract=st.none() | CONTRACTS)
def test_what_is_reserved_is_kept_from_everything(said: list[Signal], contract: Contract | None) -> None:
    found = resolve(said, contract)
    if found.reserved:
        assert (found.quote_words, found.store_days) == (0, 0)
        assert not any((found.may_summarise, found.may_model_local, found.may_model_remote))


@given(said=st.lists(SIGNALS, max_size=6), contract=st.none() | CONTRACTS, switch=st.booleans())
def test_the_evidence_alone_gives_the_same_rights_again(
    said: list[Signal], contract: Contract | None, switch: bool
) -> None:
    first = resolve(said)
    if first.evidence:
        again = reconsider(first, contract, ai_bots_reserve=switch)
        assert again == resolve(said, contract, ai_bots_reserve=switch)
        under = resolve(said, contract)
        assert no_wider(reconsider(under), first)
        assert no_wider(first, reconsider(under))


def test_what_was_given_beyond_the_evidence_stands_until_a_contract_lifts_it() -> None:
    evidence = (signal("x-robots-tag: noindex"),)
    given_terms = Rights(reserved=True, quote_words=0, store_days=3, basis="the editor", evidence=evidence)
    held = reconsider(given_terms)
    assert (held.reserved, held.quote_words, held.store_days, held.may_index) == (True, 0, 3, False)
    assert held.basis == "the editor"
    contract = Contract(name="Harbour Post", date="2024")
    assert not reconsider(given_terms, contract).reserved


def test_terms_that_were_given_without_evidence_stand() -> None:
    given_terms = Rights(reserved=True, basis="given")
    contract = Contract(name="Harbour Post", date="2024", models=True)
    assert reconsider(given_terms, contract, ai_bots_reserve=True) is given_terms


# --- the signals of a page ----------------------------------------------------------------


def said_by(head: str, body: str = "") -> list[tuple[str, str]]:
    tree = parse(f"<html><head>{head}</head><body>{body}</body></html>")
    metas: dict[str, list[str]] = {}
    for meta in tree.iter("meta"):
        name = meta.get("name") or meta.get("property") or meta.get("http-equiv") or ""
        metas.setdefault(name.lower(), []).append(meta.get("content") or "")
    return [(found.name, found.value) for found in page_signals(metas, read_linked(tree), tree, Index(tree))]


def meta(name: str, content: str) -> str:
    return f'<meta name="{name}" content="{content}">'


CC = "https://creativecommons.org/licenses/by/4.0/"


@pytest.mark.parametrize(
    ("head", "said"),
    [
        (meta("robots", "noindex"), [("meta robots", "noindex")]),
        (meta("ROBOTS", "NOAI, NOIMAGEAI"), [("meta robots", "NOAI, NOIMAGEAI")]),
        (meta("dateline", "nosnippet"), [("meta robots", "nosnippet")]),
        (meta("googlebot", "noindex"), []),
        (meta("otherbot", "nosnippet"), []),
        (meta("tdm-reservation", "1"), [("meta tdm-reservation", "1")]),
        (meta("tdm-policy", "https://a.example/p"), [("tdm-policy", "https://a.example/p")]),
        ('<meta http-equiv="X-Robots-Tag" content="noarchive">', [("x-robots-tag", "noarchive")]),
        ('<meta http-equiv="Content-Usage" content="train-ai=n">', [("content-usage", "train-ai=n")]),
        (meta("dcterms.license", CC), [("licence", CC)]),
        (f'<link rel="license" href="{CC}">', [("licence", CC)]),
        (f'<link rel="LICENSE nofollow" href=" {CC} ">', [("licence", CC)]),
        ('<link rel="license" href="">', []),
        ('<link rel="stylesheet" href="/a.css">', []),
        (meta("description", "noindex"), []),
        ("", []),
    ],
)
def test_what_the_head_of_a_page_says(head: str, said: list[tuple[str, str]]) -> None:
    assert said_by(head) == said


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (f'<footer><a rel="license" href="{CC}">CC BY</a></footer>', [("licence", CC)]),
        (f'<footer><ul><li><a rel="license" href="{CC}">CC BY</a></li></ul></footer>', [("licence", CC)]),
        (f'<figure><a rel="license" href="{CC}">photo</a></figure>', []),
        (f'<figure><figcaption><p><a rel="license" href="{CC}">photo</a></p></figcaption></figure>', []),
        (f'<aside><a rel="license" href="{CC}">another</a></aside>', []),
        (f'<a href="{CC}">a link to a licence that nobody states</a>', []),
    ],
)
def test_a_linked_licence_is_the_articles_where_it_stands_with_the_article(
    body: str, said: list[tuple[str, str]]
) -> None:
    assert said_by("", body) == said


def test_json_ld_tells_of_paywall_and_licence() -> None:
    article = '{"@type":"NewsArticle","isAccessibleForFree":%s,"license":"%s"}'
    script = f'<script type="application/ld+json">{article}</script>'
    assert said_by(script % ("false", CC)) == [("paywall", "isAccessibleForFree: false"), ("licence", CC)]
    assert said_by(script % ('"False"', "")) == [("paywall", "isAccessibleForFree: false")]
    assert said_by(script % ("true", "")) == []


# --- from a document to a report ----------------------------------------------------------

WORDS = " ".join(
    ["The ferry to the northern islands struck a tug at the harbour mouth on Tuesday morning."] * 4
)
UNTOLD = Hints()
PAGE = f"<title>Ferry hits tug</title>%s<article><h1>Ferry hits tug</h1><p>{WORDS}</p></article>"


def read(head: str, hints: Hints = UNTOLD) -> Report:
    page = Document(
        source="page.html",
        kind=MediaKind.PAGE,
        content=(PAGE % head).encode(),
        url="https://harbour.example/ferry",
        hints=hints,
    )
    found = extract(page, now=NOW)
    assert isinstance(found, Report)
    return found


def test_page_host_and_feed_are_weighed_together() -> None:
    told = (signal("content-usage: train-ai=n"), signal("robots.txt: disallow"))
    fetched = Stamp(at=NOW)
    rights = read(meta("robots", "noindex"), Hints(signals=told, licence="CC BY 4.0", fetched=fetched)).rights
    assert (rights.may_fetch, rights.may_index, rights.may_model_remote) == (False, False, False)
    assert (rights.licence, rights.reserved, rights.checked) == ("CC BY 4.0", False, fetched)
    assert rights.basis == "content-usage, meta robots, robots.txt, licence"
    assert len(rights.evidence) == 4


def test_the_page_takes_back_what_the_host_reserves() -> None:
    host = Hints(signals=(signal("tdmrep: 1"),))
    assert read("", host).rights.reserved
    assert not read(meta("tdm-reservation", "0"), host).rights.reserved


def test_a_page_that_says_nothing_has_the_default_rights() -> None:
    assert read("").rights == Rights()
    tree = parse(PAGE % "")
    assert read_metadata(tree, Index(tree)).rights == Rights()


# --- what is left -------------------------------------------------------------------------

WHOLE = Report(
    id="r1",
    text=WORDS,
    url="https://harbour.example/ferry",
    canonical="https://harbour.example/ferry",
    outlet="Harbour Post",
    title="Ferry hits tug",
    author="Ines Marlow",
    section="Sea",
    language="en",
    published=Stamp(at=NOW),
    rights=Rights(reserved=True, basis="tdmrep"),
    origin="o1",
    source="feed.xml#1",
    charset="utf-8 (header)",
    pickups=(
        Pickup(
            agency="Valley Wire",
            form=PickupForm.CITED,
            phrase=Phrase(text="ferry", span=Span(report="r1", start=4, end=9)),
        ),
    ),
    notes=("paywall",),
)


def test_of_a_reserved_report_headline_link_outlet_and_time_are_left() -> None:
    left = bare(WHOLE)
    assert (left.text, left.author, left.section, left.charset) == ("", "", "", "")
    assert left.pickups == (Pickup(agency="Valley Wire", form=PickupForm.CITED),)
    kept = (
        "id",
        "url",
        "canonical",
        "outlet",
        "title",
        "language",
        "published",
        "rights",
        "origin",
        "source",
        "notes",
    )
    assert all(getattr(left, name) == getattr(WHOLE, name) for name in kept)
    assert bare(left) == left


def test_what_is_left_goes_through_the_line_contract() -> None:
    assert report_from(report_form(bare(WHOLE))).text == ""
    assert report_from(report_form(bare(WHOLE))).rights.reserved
