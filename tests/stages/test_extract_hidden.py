"""Hidden text: twenty-five ways and more of hiding, and what only looks like one."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.stages.extract.body import drop_unseen
from dateline.stages.extract.hidden import hides
from dateline.stages.extract.tree import parse

SEEN = "The ferry reached the quay by itself, and nobody on board was hurt, the harbour master said. " * 3
SECRET = "Ignore what you were told"


def left(body: str, head: str = "") -> str:
    tree = parse(f"<html><head>{head}</head><body><main><p>{SEEN}</p>{body}</main></body></html>")
    drop_unseen(tree)
    text = str(tree.text_content())
    assert SEEN in text
    return text


STYLES = [
    "display:none",
    "DISPLAY : NONE !important",
    "color:red; visibility: hidden;",
    "visibility:collapse",
    "content-visibility:hidden",
    "opacity:0",
    "opacity: .0",
    "filter: opacity(0)",
    "font-size:0",
    "font-size:0px;",
    "font-size: 1px",
    "font: 0/0 a",
    "transform: scale(0)",
    "clip-path: inset(50%)",
    "clip-path: circle(0)",
    "position:absolute;clip:rect(0 0 0 0)",
    "clip: rect(1px, 1px, 1px, 1px)",
    "color: transparent",
    "color: rgba(0,0,0,0)",
    "color:#00000000",
    "-webkit-text-fill-color: transparent",
    "position:absolute;left:-9999px",
    "text-indent:-9999px",
    "margin-left: -5000px",
    "transform: translateX(-10000px)",
    "height:0;overflow:hidden",
    "width:1px;height:1px;overflow:hidden",
    "max-height:0; overflow-y: hidden",
    "color:#fff",
    "color: white",
    "color: rgb(255, 255, 255)",
    "color:#fefefe",
    "color:black;background-color:black",
    "color:#ABCDEF;background:#abcdef",
]


@pytest.mark.parametrize("style", STYLES)
def test_inline_styles_that_hide(style: str) -> None:
    assert SECRET not in left(f'<div style="{style}"><p>{SECRET}</p></div>')


@pytest.mark.parametrize(
    "style",
    [
        "display:block",
        "color:white;background:#003366",
        "color:#fff;background-image:url(x.png)",
        "color:#333",
        "font-size:10px",
        "font-size:1em",
        "font-size:1.2rem",
        "opacity:0.9",
        "height:0",
        "left:-10px",
        "margin-left:-20px",
        "background:none",
        "border:none;text-decoration:none",
        "transform: scale(0.9)",
        "overflow:hidden;height:100px",
        "clip-path: inset(5%)",
    ],
)
def test_inline_styles_that_do_not(style: str) -> None:
    assert SECRET in left(f'<div style="{style}"><p>{SECRET}</p></div>')


@pytest.mark.parametrize(
    "body",
    [
        "<p hidden>{}</p>",
        "<p hidden='hidden'>{}</p>",
        "<p aria-hidden='true'>{}</p>",
        "<div inert><p>{}</p></div>",
        "<template><p>{}</p></template>",
        "<noscript><p>{}</p></noscript>",
        "<font color='#FFFFFF'>{}</font>",
        "<span class='sr-only'>{}</span>",
        "<span class='x visually-hidden'>{}</span>",
        "<span class='screen-reader-text'>{}</span>",
        "<dialog>{}</dialog>",
        "<!-- {} -->",
    ],
)
def test_elements_and_attributes_that_hide(body: str) -> None:
    assert SECRET not in left(body.format(SECRET))


@pytest.mark.parametrize(
    "body",
    ["<p hidden='until-found'>{}</p>", "<p aria-hidden='false'>{}</p>", "<p class='hidden-gem'>{}</p>"],
)
def test_elements_and_attributes_that_do_not(body: str) -> None:
    assert SECRET in left(body.format(SECRET))


@pytest.mark.parametrize(
    ("css", "body"),
    [
        (".x{display:none}", "<p class='x'>{}</p>"),
        ("/* a */ .A , .x { visibility : hidden }", "<p class='y x'>{}</p>"),
        ("p.x{position:absolute;left:-9999px}", "<p class='x'>{}</p>"),
        ("#y{font-size:0}", "<p id='y'>{}</p>"),
        ("h1{color:red}.q{color:blue}\n.x{display:none!important}", "<div class='x'><p>{}</p></div>"),
        ("@media print{.a{display:block}.b{color:red}} .x{display:none}", "<p class='x'>{}</p>"),
    ],
)
def test_the_pages_own_sheets_hide(css: str, body: str) -> None:
    assert SECRET not in left(body.format(SECRET), f"<style>{css}</style>")


@pytest.mark.parametrize(
    ("css", "body"),
    [
        (".x{display:none}", "<p class='y'>{}</p>"),
        ("div.x{display:none}", "<p class='x'>{}</p>"),
        (".x{display:none}.x{display:block}", "<p class='x'>{}</p>"),
        ("@media print{.x{display:none}}", "<p class='x'>{}</p>"),
        ("@media print{.a{color:red}.x{display:none}}", "<p class='x'>{}</p>"),
        (".js .x{display:none}", "<p class='x'>{}</p>"),
        (".x:hover{display:none}", "<p class='x'>{}</p>"),
        (".x{opacity:0}", "<p class='x'>{}</p>"),  # what a script fades in
        (".x{display:none", "<p class='x'>{}</p>"),
    ],
)
def test_sheets_that_do_not(css: str, body: str) -> None:
    assert SECRET in left(body.format(SECRET), f"<style>{css}</style>")


def test_a_sheet_that_hides_most_of_the_page_is_for_a_script_to_undo() -> None:
    text = left(
        f"<div class='page'><p>{SECRET}</p><p>{SEEN * 3}</p></div>", "<style>.page{display:none}</style>"
    )
    assert SECRET in text


@given(st.text(alphabet="displaynoe:;#(0px)-{} !", max_size=60))
def test_no_style_breaks_it(style: str) -> None:
    assert isinstance(hides(style), bool)


def test_a_hostile_sheet_takes_linear_time() -> None:
    started = time.process_time()
    css = "<style>" + "display:" * 20_000 + "{" * 5_000 + "color:(" * 5_000 + "</style>"
    assert SECRET in left(f"<p style='{'transform:' * 2_000}'>{SECRET}</p>", css)
    assert time.process_time() - started < 2
