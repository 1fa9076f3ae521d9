"""HTML, CSS and SVG by the Nu checker of the W3C: no error on any kind of page.

One run over all kinds; vnu comes by ``make checkers`` (npm) and needs Java. Skipped, saying so, without them.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.editions import SITES, Built
from tests.browser.kinds import samples
from tests.checkers import checker

JAR = "vnu-jar/build/dist/vnu.jar"
#: What vnu does not know yet, though a specification has it, by the words of its message.
NEWER = (
    "anchor",  # CSS Anchor Positioning 1: also the three below
    "position-area",
    "position-try",
    "inset-inline-start",
    "starting-style",  # CSS Transitions 2
    "paint-order",  # SVG 2, of text
    "text-wrap",  # CSS Text 4
    "light-dark(",  # CSS Color 5
    "color-mix(",
    "forced-color-adjust",  # CSS Color Adjustment 1
    "text-size-adjust",  # CSS Mobile Text Size Adjustment 1
    "hanging-punctuation",  # CSS Text 3
)


def judged(paths: list[Path]) -> Iterator[tuple[str, int, str, str]]:
    """Each error: the file, its line, what is said, and the words that it is said of."""
    if not shutil.which("java"):
        pytest.skip("Java is not installed: apt-get install default-jre-headless")
    command = ["java", "-Xss4m", "-jar", str(checker(JAR)), "--format", "json", "--exit-zero-always"]
    command += ["--also-check-css", "--also-check-svg", *map(str, paths)]
    told = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    for one in json.loads(told.stderr)["messages"]:
        extract = one.get("extract", "")
        known = "CSS" in one["message"] and any(word in one["message"] + extract for word in NEWER)
        if one["type"] != "info" and not known:
            yield one.get("url", "").removeprefix("file:"), one.get("lastLine", 0), one["message"], extract


def chosen(root: Path) -> list[Path]:
    """The lightest and the heaviest of each kind, in the sites that differ."""
    wanted = {"sample": samples, "invented": samples, "scripts": samples, "german": samples}
    files = [root / name / path for name, of in wanted.items() for path in of(root / name, ".html", ".svg")]
    return [*files, *sorted((root / "invented" / "assets").glob("*.css"))]


def test_every_kind_of_page_is_valid(sites: Built) -> None:
    found = [
        (str(Path(url).relative_to(sites.root)), line, message, extract[:120])
        for url, line, message, extract in judged(chosen(sites.root))
    ]
    assert found == []


def test_every_site_is_looked_at() -> None:
    assert set(SITES) >= {"sample", "invented", "scripts", "german"}


def test_what_is_not_valid_would_be_found(tmp_path: Path) -> None:
    bad = {
        "page.html": "<!doctype html><html lang=en><title>x</title><p><div id=a></div><div id=a></div></p>",
        "sheet.css": "p { colour: red }",
        "drawing.svg": "<svg xmlns='http://www.w3.org/2000/svg'><blink/></svg>",
    }
    for name, text in bad.items():
        (tmp_path / name).write_text(text)
    found = {Path(url).name for url, *_ in judged([tmp_path / name for name in bad])}
    assert found == set(bad)
