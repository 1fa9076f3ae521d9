"""A paywall by meta elements and by markup: what means one, and what only sounds like it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.core.types import Signal
from dateline.stages.extract.paywall import paywall_signals
from dateline.stages.extract.tree import Index, parse


def signals(body: str = "", metas: dict[str, list[str]] | None = None) -> tuple[Signal, ...]:
    return paywall_signals(Index(parse(f"<html><body><p>The ferry.</p>{body}</body></html>")), metas or {})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("article:content_tier", "locked"),
        ("article:content_tier", " Metered "),
        ("cxenseparse:pw", "true"),
        ("cxenseparse:pw", "premium"),
        ("paywall", "hard"),
        ("article:paywall", "1"),
        ("is_paywalled", "yes"),
        ("premium", "TRUE"),
    ],
)
def test_a_meta_element_that_means_a_paywall(name: str, value: str) -> None:
    assert signals(metas={name: [value]}) == (
        Signal(name="paywall", value=value.strip().lower(), where=f"meta {name}"),
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("article:content_tier", "free"),
        ("cxenseparse:pw", "false"),
        ("paywall", "none"),
        ("paywall", "metered-ish"),
        ("premium", "0"),
        ("description", "locked"),
    ],
)
def test_a_meta_element_that_means_none(name: str, value: str) -> None:
    assert signals(metas={name: [value]}) == ()


@pytest.mark.parametrize(
    "box",
    [
        "<div class='paywall'>Subscribe</div>",
        "<div class='article pay-wall box'>Subscribe</div>",
        "<div id='piano-container'></div>",
        "<section class='subscribers-only'>Subscribe</section>",
        "<div class='c-regwall'>Register</div>",
        "<div class='poool-widget' id='poool-widget'></div>",
        "<div class='tp-modal'></div>",
        "<div class='LOCKED-CONTENT'></div>",
    ],
)
def test_markup_that_is_a_paywalls_box(box: str) -> None:
    (signal,) = signals(box)
    assert (signal.name, signal.value) == ("paywall", "markup")
    assert signal.where.split()[0] in ("div", "section")


@pytest.mark.parametrize(
    "box",
    [
        "<div class='no-paywall'></div>",
        "<div class='free paywall-free non-paywall'></div>",
        "<div class='wallpaper'></div>",
        "<div class='paywalled-history'></div>",
        "<div class='navigate'></div>",
        "<script class='paywall'>x</script>",
        "<p>A paywall is a box, the report says.</p>",
        "",
    ],
)
def test_markup_that_only_sounds_like_one(box: str) -> None:
    assert signals(box) == ()


def test_the_body_is_no_box_and_one_box_is_enough() -> None:
    page = "<html><body class='paywall'><div class='paywall'></div><div class='regwall'></div></body></html>"
    (signal,) = paywall_signals(Index(parse(page)), {})
    assert signal.where == "div paywall"


def test_what_is_told_comes_before_what_is_seen() -> None:
    found = signals("<div class='paywall'></div>", {"paywall": ["yes"]})
    assert [signal.where for signal in found] == ["meta paywall", "div paywall"]


@given(
    st.text(
        alphabet=st.characters(blacklist_characters="<>'\"&\x00", blacklist_categories=["Cs"]), max_size=60
    )
)
def test_no_name_breaks_it(name: str) -> None:
    found = signals(f"<div class='{name}'></div>")
    assert len(found) <= 1
    assert all(len(signal.where) <= 80 for signal in found)


@pytest.mark.parametrize(
    "name",
    [
        *("paywall", "pay-wall", "paygate", "piano-offer", "piano-container", "piano-paywall", "tp-modal"),
        *("tp-container-inner", "tp-paywall", "regwall", "subscriber-only", "subscribers-only"),
        *("premium-content-lock", "locked-content", "article-locked", "metered-content", "poool-widget"),
        *("leakypaywall", "leaky-paywall", "mpp-paywall", "zephr-paywall", "Paywall", "LOCKED-CONTENT"),
    ],
)
def test_each_name_of_a_box_is_found_quickly_too(name: str) -> None:
    assert [signal.value for signal in signals(f"<div class='{name}'></div>")] == ["markup"]
    assert [signal.value for signal in signals(f"<div id='{name}'></div>")] == ["markup"]


@pytest.mark.parametrize("name", ["block", "wallpaper", "unlocked", "stp-modal-x", "subscriber-count"])
def test_names_that_only_begin_or_end_alike_are_no_boxes(name: str) -> None:
    assert signals(f"<div class='{name}'></div>") == ()
