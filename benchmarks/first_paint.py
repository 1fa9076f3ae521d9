"""When a reader on a slow phone sees the first words of a page: first contentful paint, by Chromium.

    python benchmarks/first_paint.py SITE [--runs 5]

The site is served by `dateline serve` on loopback. Chromium is slowed as Lighthouse's "mobile, slow 4G" does
it (developer.chrome.com/docs/lighthouse: 150 ms round trip, 1.6 Mbit/s down, 750 kbit/s up, processor a
quarter as fast), with an empty cache for each page. The median of the runs is told for each kind of page.
"""

from __future__ import annotations

import argparse
import statistics
import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.served import free, running
from playwright.sync_api import Browser, ViewportSize, sync_playwright

CHROMIUM = "/usr/bin/chromium"
#: Bytes a second and milliseconds, as Chromium's protocol takes them.
SLOW_4G = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 93_750}
SLOWER = 4
PHONE: ViewportSize = {"width": 360, "height": 740}
_PAINTED = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? -1"


def heaviest(site: Path) -> Iterator[str]:
    """The heaviest page of each kind, as a path on the site."""
    kinds: dict[str, Path] = {}
    for page in site.rglob("*.html"):
        parts = page.relative_to(site).parts
        kind = "front" if parts == ("index.html",) else parts[0]
        if kind not in kinds or page.stat().st_size > kinds[kind].stat().st_size:
            kinds[kind] = page
    yield from (str(page.relative_to(site)) for _, page in sorted(kinds.items()))


def painted(browser: Browser, url: str) -> float:
    """Milliseconds from the request to the first contentful paint."""
    context = browser.new_context(viewport=PHONE, device_scale_factor=2)
    page = context.new_page()
    protocol = context.new_cdp_session(page)
    protocol.send("Network.enable")
    protocol.send("Network.emulateNetworkConditions", SLOW_4G)
    protocol.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.goto(url, wait_until="load")
    page.wait_for_function(f"({_PAINTED}) >= 0")
    found = float(page.evaluate(_PAINTED))
    context.close()
    return found


def main() -> None:
    """Print a row for each kind of page."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("site", type=Path)
    parser.add_argument("--runs", type=int, default=5)
    given = parser.parse_args()
    port = free()
    command = [sys.executable, "-m", "dateline", "serve", str(given.site), "--port", str(port)]
    print("| page | kB | first paint, ms (median) | slowest |")
    print("| --- | --- | --- | --- |")
    with running(command, port, "/index.html"), sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for path in heaviest(given.site):
            times = [painted(browser, f"http://127.0.0.1:{port}/{path}") for _ in range(given.runs)]
            size = (given.site / path).stat().st_size / 1000
            print(f"| {path} | {size:.0f} | {statistics.median(times):.0f} | {max(times):.0f} |", flush=True)
        browser.close()


if __name__ == "__main__":
    main()
