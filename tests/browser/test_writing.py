"""Scripts and languages: what runs from the right does, quotations say their language, none is torn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.editions import SITES, TALES, Built
from tests.browser.kinds import heaviest
from tests.browser.readers import reader, verdicts
from tests.browser.serving import Served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
RIGHT = {"sarabic": "ar", "shebrew": "he"}
LEFT = {"sjapanese": "ja", "schinese": "zh-Hans", "slongwords": "de"}
STORIES = [f"scripts/story/{story}/index.html" for story in (*RIGHT, *LEFT)]

#: Text in a script that is written from the right whose box does not know it.
_BACKWARDS = """() => {
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
  while (walk.nextNode()) {
    const text = walk.currentNode.data.trim(), box = walk.currentNode.parentElement;
    const first = text.match(/\\p{L}/u)?.[0];
    if (!first || box.closest("svg, script, style, .hidden") || !box.checkVisibility()) continue;
    const right = /[\\p{Script=Hebrew}\\p{Script=Arabic}]/u.test(first);
    const style = getComputedStyle(box);
    const knows = style.direction === "rtl" || style.unicodeBidi === "plaintext";
    if (right && !knows) found.push(text.slice(0, 60));
  }
  return found;
}"""

#: Joined letters drawn apart, letters without capitals leaning: what type of Latin habits does to others.
_TORN = """() => [...document.querySelectorAll("body *")].filter(one => {
  const own = [...one.childNodes].filter(node => node.nodeType === 3).map(node => node.data).join("");
  const style = getComputedStyle(one);
  if (!one.checkVisibility()) return false;
  const leans = style.fontStyle === "italic";
  if (/[\\p{Script=Arabic}]/u.test(own)) return parseFloat(style.letterSpacing) > 0 || leans;
  return /[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Hebrew}]/u.test(own) && leans;
}).map(one => one.outerHTML.slice(0, 120))"""


#: Letters of another script than the element's language is written in.
_UNNAMED = """() => {
  const scripts = {en: "Latin", de: "Latin", uk: "Cyrillic", ar: "Arabic", he: "Hebrew",
    ja: "Han|Hiragana|Katakana", zh: "Han"};
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
  while (walk.nextNode()) {
    const text = walk.currentNode.data.trim(), box = walk.currentNode.parentElement;
    if (box.closest("svg, script, style, time") || !box.checkVisibility() || text.length < 12) continue;
    const lang = box.closest("[lang]").lang.split("-")[0], wanted = scripts[lang];
    const of = name => new RegExp(name.split("|").map(one => `\\\\p{Script=${one}}`).join("|"), "gu");
    const counts = Object.fromEntries(["Latin", "Cyrillic", "Arabic", "Hebrew", "Han|Hiragana|Katakana"]
      .map(name => [name, (text.match(of(name)) ?? []).length]));
    const [most, count] = Object.entries(counts).sort((a, b) => b[1] - a[1])[0];
    const other = !most.includes(wanted) && !wanted?.includes(most);
    if (wanted && count > 8 && other) found.push([lang, text]);
  }
  return found;
}"""


@pytest.mark.parametrize(("story", "language"), [*RIGHT.items(), *LEFT.items()])
def test_a_headline_says_its_language_and_runs_its_way(
    browser: Browser, served: Served, story: str, language: str
) -> None:
    with reader(browser) as page:
        page.goto(served.at(f"scripts/story/{story}/index.html"))
        found = page.locator("h1").evaluate(
            """one => { const words = one.querySelector("[lang]") ?? one.closest("[lang]");
              return [words.lang, getComputedStyle(words).direction]; }"""
        )
        assert found == [language, "rtl" if story in RIGHT else "ltr"]


def unnamed(page: Page) -> list[list[str]]:
    """Text that is not in the language it says; a theme's name, which has none of its own, is left out."""
    found: list[list[str]] = page.evaluate(_UNNAMED)
    return [one for one in found if one[1] != TALES[0].headline]


JUDGES = {
    "backwards": lambda page: page.evaluate(_BACKWARDS),
    "torn": lambda page: page.evaluate(_TORN),
    "unnamed": unnamed,
}


@pytest.fixture(scope="module")
def faults(browser: Browser, served: Served, sites: Built) -> dict[str, dict[str, Any]]:
    """What is wrong with the pages in other scripts."""
    paths = dict.fromkeys([*sites.paths(heaviest, only="scripts"), *STORIES])
    with reader(browser) as page:
        return verdicts(page, served, paths, JUDGES)


def test_what_runs_from_the_right_does_so_everywhere(faults: dict[str, dict[str, Any]]) -> None:
    assert faults["backwards"] == {}


def test_no_script_is_torn_apart(faults: dict[str, dict[str, Any]]) -> None:
    assert faults["torn"] == {}


def test_what_is_in_another_language_says_so(faults: dict[str, dict[str, Any]]) -> None:
    """A voice that reads Japanese aloud as English says nothing: WCAG 2.2, 3.1.2."""
    assert faults["unnamed"] == {}


@pytest.mark.parametrize("site", [name for name in SITES if name != "sample"])
def test_the_house_speaks_the_language_of_the_edition(browser: Browser, served: Served, site: str) -> None:
    with reader(browser) as page:
        page.goto(served.at(f"{site}/index.html"))
        assert page.locator("html").get_attribute("lang") == SITES[site]
        spoken = page.locator("header nav, header a, footer nav").evaluate_all(
            "all => all.map(one => one.closest('[lang]').lang)"
        )
        assert set(spoken) == {SITES[site]}


def test_the_house_has_other_words_in_other_languages(browser: Browser, served: Served) -> None:
    said = {}
    with reader(browser) as page:
        for site in ("invented", "ukrainian", "german"):
            page.goto(served.at(f"{site}/story/sferry/index.html"))
            said[site] = {text.strip() for text in page.locator("h2, footer a").all_inner_texts()}
    assert len(said["invented"] & said["german"]) <= 3, said["invented"] & said["german"]
    assert len(said["invented"] & said["ukrainian"]) <= 1, said["invented"] & said["ukrainian"]


def test_what_is_backwards_or_torn_would_be_seen(browser: Browser) -> None:
    with reader(browser) as page:
        page.set_content(
            '<body lang="en"><p>جنحت العبارة قرب</p><p dir="rtl"><i>جنحت</i></p><em>座礁した</em></body>'
        )
        assert page.evaluate(_BACKWARDS) == ["جنحت العبارة قرب"]
        assert len(page.evaluate(_TORN)) == 2
        assert len(page.evaluate(_UNNAMED)) == 1
