"""Hostile feeds, pages, archives and bombs: what becomes of each, how long it takes and how much memory.

    python benchmarks/torture.py [NAME …]

Each input is unpacked and extracted in a process of its own, as a worker would do it, and measured beyond
what an ordinary page and feed took there. Where ``../shared`` is beside the project its inputs run too.
"""

from __future__ import annotations

import gzip
import io
import json
import runpy
import subprocess
import sys
import time
import zipfile
import zlib
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

SHARED = Path(__file__).resolve().parents[1] / ".." / "shared" / "data" / "hostile" / "torture.py"
MIB = 1 << 20
SECONDS, MEMORY = 2.0, 64.0
WORDS = "The river left its banks early on Tuesday, rescuers said. "

Case = Callable[[], bytes]


def rss(inner: str, before: str = "", spaces: str = "") -> bytes:
    head = f'<?xml version="1.0"?>{before}<rss version="2.0" {spaces}><channel><title>T</title>'
    return f"{head}<link>https://e.example/</link>{inner}</channel></rss>".encode()


def page(inner: str, head: str = "") -> bytes:
    return f"<html><head><title>x</title>{head}</head><body><article>{inner}</article></body></html>".encode()


def article(inner: str) -> bytes:
    return page(f"<h1>River floods</h1><p>{WORDS * 4}</p>{inner}<p>{WORDS * 4}</p>")


def item(inner: str) -> str:
    return f"<item><title>t</title><link>https://e.example/1</link>{inner}</item>"


def many(count: int, each: str) -> str:
    return "".join(each.format(number) for number in range(count))


@cache
def bomb(size: int = 1024) -> bytes:
    packed = zlib.compressobj(9, zlib.DEFLATED, 31)
    return b"".join(packed.compress(bytes(MIB)) for _ in range(size)) + packed.flush()


def zipped(content: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("datapackage.json", "{}")
        packed.writestr("archive/a.warc.gz", content)
    return stream.getvalue()


def warc(body: bytes, *headers: str) -> bytes:
    answer = "\r\n".join(["HTTP/1.1 200 OK", "Content-Type: text/html", *headers, "", ""]).encode() + body
    head = (
        "WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://e.example/1\r\n"
        "WARC-Date: 2025-07-01T19:27:47Z\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(answer)}\r\n\r\n"
    )
    return gzip.compress(head.encode() + answer + b"\r\n\r\n", 9)


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 11))

CASES: dict[str, Case] = {
    # bombs
    "bomb.gz": bomb,
    "bomb_twice.gz": lambda: gzip.compress(bomb(), 9),
    "bomb_members.gz": lambda: gzip.compress(bytes(MIB), 9) * 1000,
    "bomb.wacz": lambda: zipped(bytes(900 * MIB)),
    "bomb_record.warc.gz": lambda: warc(bytes(800 * MIB)),
    "bomb_body.warc.gz": lambda: warc(bomb(), "Content-Encoding: gzip"),
    "bomb_bodies.warc.gz": lambda: warc(gzip.compress(bomb()), "Content-Encoding: gzip, gzip"),
    "bomb_reports.jsonl.gz": lambda: gzip.compress(b'{"text": "' + b"a" * (400 * MIB), 9),
    # XML
    "laughs.xml": lambda: rss(item("&l10;"), f'<!DOCTYPE rss [<!ENTITY l0 "ha">{LAUGHS}]>'),
    "laughs_utf16.xml": lambda: rss(item("x"), '<!DOCTYPE rss [<!ENTITY a "ha">]>').decode().encode("utf-16"),
    "laughs_utf16_unmarked.xml": lambda: (
        rss(item("x"), '<!DOCTYPE rss [<!ENTITY a "ha">]>').decode().encode("utf-16-le")
    ),
    "utf7.xml": lambda: b'<?xml version="1.0" encoding="utf-7"?>+ADw-rss+AD4-+ADw-item/+AD4-',
    "deep.xml": lambda: rss(item("<a>" * 100_000 + "</a>" * 100_000)),
    "deep_below_limit.xml": lambda: rss(item("<a>" * 45_000 + "</a>" * 45_000)),
    "deep_unclosed.xml": lambda: rss(item("<a>" * 90_000)),
    "names.xml": lambda: rss(item(many(9_000, "<x{0}:a xmlns:x{0}='u{0}'/>"))),
    "names_one_tag.xml": lambda: rss("<item " + many(2_500, 'xmlns:x{0}="u" ') + "/>"),
    "attributes.xml": lambda: rss(many(100, "<item " + many(6_000, "a{0}='1' ") + "/>")),
    "cdata.xml": lambda: rss(item("<description>" + "<![CDATA[x]]>" * 500_000 + "</description>")),
    "cdata_open.xml": lambda: rss(item("<description>" + "<![CDATA[" * 500_000)),
    "long_attribute.xml": lambda: rss(f"<item x='{'A' * 9 * MIB}'/>"),
    "long_title.xml": lambda: rss(f"<item><title>{'&lt;b&gt;' * 300_000}</title></item>"),
    "long_text.xml": lambda: rss(item(f"<description>{WORDS * 150_000}</description>")),
    "empty_tags.xml": lambda: rss(item("<b/>" * 1_000_000)),
    "references.xml": lambda: rss(item(f"<description>{'&amp;' * 1_500_000}</description>")),
    "ampersands.xml": lambda: rss(item(f"<description>{'&' * 390_000}</description>")),
    "less_than.xml": lambda: rss(item(f"<description>{'<' * 95_000}</description>")),
    "categories.xml": lambda: rss(item("<category>a</category>" * 45_000)),
    "doctypes.xml": lambda: rss(item("x"), "<!DOCTYPE " * 200_000),
    "declarations.xml": lambda: b"<?xml " * 500_000 + rss(item("x")),
    "entries.xml": lambda: rss(item("<guid>1</guid>") * 5_000),
    "entries_ill_formed.xml": lambda: rss(item("<description>&nbsp;</description>") * 5_000),
    "nuls.xml": lambda: rss(item("x\x00" * 100_000)),
    "numbers.json": lambda: (
        b'{"version": "https://jsonfeed.org/version/1.1", "items": [' + b"1" * 9 * MIB + b"]}"
    ),
    "deep.json": lambda: b'{"version": "https://jsonfeed.org/version/1.1", "items": ' + b"[" * 4 * MIB,
    # pages
    "attributes.html": lambda: page(f"<p {many(300_000, 'a{0}=1 ')}>x</p>"),
    "attributes_quoted.html": lambda: page("<p " + many(250_000, 'a{0}="">" ') + ">x</p>"),
    "attributes_below_limit.html": lambda: article(many(240, "<i " + many(1_950, 'a{0}="1" ') + "></i>")),
    "long_attribute.html": lambda: article(f"<p title='{'A' * 4 * MIB}'>x</p>"),
    "quotes.html": lambda: page("<p a=" + "\"'" * 1_000_000),
    "open_quote.html": lambda: article("<a href='" * 200_000),
    "deep_div.html": lambda: page("<div>" * 100_000),
    "deep_240.html": lambda: article("<div>" * 240 + WORDS + "</div>" * 240),
    "deep_wide.html": lambda: article(("<div>" * 200 + "x" + "</div>" * 200) * 190),
    "tables.html": lambda: article("<table><tr><td>" * 60 + WORDS + "</td></tr></table>" * 60),
    "tables_deep.html": lambda: page("<table><tr><td>" * 40_000),
    "tables_unclosed.html": lambda: page("<table><b>" * 40_000),
    "cells.html": lambda: article("<table>" + "<tr><td>1</td></tr>" * 19_000 + "</table>"),
    "bold.html": lambda: page("<b>" * 150_000 + WORDS),
    "fonts.html": lambda: article("<p><font>" * 60_000),
    "anchors.html": lambda: article("<a href=x>" * 79_000),
    "lists.html": lambda: article("<ul><li>" * 100_000),
    "empty_tags.html": lambda: article("<i></i>" * 39_000),
    "paragraphs.html": lambda: article("<p>word</p>" * 39_000),
    "spans.html": lambda: article("<span>w</span> " * 39_000),
    "breaks.html": lambda: article("<br>" * 79_000),
    "scripts.html": lambda: article("<script>" * 400_000),
    "styles.html": lambda: page(f"<p>{WORDS * 9}</p>", f"<style>{'.a{display:none}' * 200_000}</style>"),
    "metas.html": lambda: page(f"<p>{WORDS * 9}</p>", '<meta name="author" content="A B">' * 100_000),
    "json_ld.html": lambda: page(
        f"<p>{WORDS * 9}</p>", f'<script type="application/ld+json">{"[" * 2 * MIB}</script>'
    ),
    "json_ld_many.html": lambda: page(
        f"<p>{WORDS * 9}</p>", '<script type="application/ld+json">{"@type":"NewsArticle"}</script>' * 60_000
    ),
    "entities.html": lambda: article(f"<p>{'&amp;' * 900_000}</p>"),
    "entities_unknown.html": lambda: article(f"<p>{'&foo' * 1_000_000}</p>"),
    "less_than.html": lambda: page("<" * 4_000_000),
    "comments.html": lambda: page("<!--" * 1_000_000),
    "comments_closed.html": lambda: article("<!-- x -->" * 450_000),
    "declarations.html": lambda: page("<!DOCTYPE " * 400_000),
    "one_line.html": lambda: article(f"<p>{'a' * 4_500_000}</p>"),
    "one_word_a_line.html": lambda: article(f"<p>{'word ' * 900_000}</p>"),
    "spaces.html": lambda: article(f"<p>x{' ' * 4_500_000}y</p>"),
    "newlines.html": lambda: article("<p>x" + "\n" * 4_500_000),
    "dots.html": lambda: article(f"<p>{'a.' * 2_000_000}</p>"),
    "dashes.html": lambda: article(f"<p>{'- ' * 2_000_000}</p>"),
    "digits.html": lambda: article(f"<p>{'1' * 4_500_000}</p>"),
    "title.html": lambda: page(f"<p>{WORDS * 9}</p>", f"<title>{'a | ' * 900_000}</title>"),
    "byline.html": lambda: article(f"<p class=byline>By {'A B, ' * 400_000}</p>"),
    "date.html": lambda: article(f"<time datetime='{'2025-07-01T' * 300_000}'>x</time>"),
    "nuls.html": lambda: article("<p>" + "x\x00" * 2_000_000),
    "utf16.html": lambda: article(WORDS * 20_000).decode().encode("utf-16"),
    "utf16_lie.html": lambda: article(WORDS * 9).replace(b"<head>", b'<head><meta charset="utf-16">'),
    "cp1251_large.html": lambda: article("<p>Річка вийшла з берегів.</p>" * 90_000).decode().encode("cp1251"),
    "random.html": lambda: b"<html>" + bytes((n * n * 31 + n // 7) % 256 for n in range(4_000_000)),
    "marks.html": lambda: article("<p>" + "e\u0301\u0323\u0302" * 400_000),
    "bidi.html": lambda: article("<p>" + "\u202e\u200b" * 700_000),
}


def cases() -> dict[str, Case]:
    """Ours, and those beside the project."""
    found = dict(CASES)
    if SHARED.is_file():
        for name, make in runpy.run_path(str(SHARED))["CASES"].items():
            found[f"shared/{name}"] = lambda make=make: _bytes(make())  # type: ignore[misc]
    return found


def _bytes(made: str | bytes) -> bytes:
    return made if isinstance(made, bytes) else made.encode()


def measure(name: str, content: bytes) -> dict[str, object]:
    """What becomes of an input here, in seconds of the processor and MiB beyond an ordinary one's."""
    run("warm.html", article("<p>More of it.</p>"))
    run("warm.xml", rss(item(f"<description>{WORDS}</description>")))
    Path("/proc/self/clear_refs").write_text("5")  # Linux: the peak is forgotten
    base, started = _memory("VmRSS"), time.process_time()
    outcome = run(name, content)
    seconds = time.process_time() - started
    return {"name": name, "outcome": outcome, "seconds": seconds, "mib": _memory("VmHWM") - base}


def run(name: str, content: bytes) -> str:
    """The first words of what came of an input."""
    from dateline.core.ports import Fetched
    from dateline.core.types import Document, Failure
    from dateline.stages import collect, extract

    now, reports, documents, failures = datetime.now(UTC), 0, 0, []
    for found in collect.unpack(Fetched(location=name, content=content)):
        result = extract.extract(found, now=now) if isinstance(found, Document) else found
        documents += isinstance(found, Document)
        failures += [result.reason] if isinstance(result, Failure) else []
        reports += isinstance(found, Document) and not isinstance(result, Failure)
    return f"{reports} of {documents} read" + (f"; {failures[0]}" if failures else "")


def _memory(what: str) -> float:
    lines = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    return int(lines[what].split()[0]) / 1024


def main() -> int:
    """Print a line for each input; the exit status counts those that took too much."""
    wanted = sys.argv[1:]
    if wanted[:1] == ["--one"]:
        print(json.dumps(measure(wanted[1], sys.stdin.buffer.read())))
        return 0
    over = 0
    for name, make in cases().items():
        if wanted and not any(word in name for word in wanted):
            continue
        over += _line(name, make())
    print(f"{over} took more than {SECONDS:g} s or {MEMORY:g} MiB")
    return over


def _line(name: str, content: bytes) -> bool:
    command = [sys.executable, __file__, "--one", name]
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=30, check=False)
        found = json.loads(done.stdout) if done.returncode == 0 else {"outcome": f"died: {done.returncode}"}
    except subprocess.TimeoutExpired:
        found = {"outcome": "did not end in half a minute"}
    seconds, mib = float(found.get("seconds", 60)), float(found.get("mib", 0))
    over = seconds > SECONDS or mib > MEMORY
    mark = "!" if over else " "
    size = len(content) / 1024
    print(
        f"{mark} {name:32} {size:8.0f} kB {seconds:6.2f} s {mib:6.0f} MiB  {found['outcome'][:90]}",
        flush=True,
    )
    return over


if __name__ == "__main__":
    sys.exit(main())
