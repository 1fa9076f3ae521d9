"""How much later healthy hosts are read when as many others drip a byte a second; the cost of a request.

``python benchmarks/gateway.py [HOSTS]`` plays a web on loopback, half of its hosts dripping, and prints a
table in Markdown: the time until the last healthy answer, without and with the dripping ones, best of
three. The dripping hosts stand first in the list, which is the worst case.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.loopback import Answer, Web

from dateline.clients.http import PoliteClient
from dateline.core.ports import Fetched, Purpose, Wanted

PAGES = 3
BODY = b"<rss>" + b"x" * 20_000 + b"</rss>"
#: Seconds that a healthy host thinks, and that it is left alone between two requests.
CASES = ((0.05, 0.0), (0.05, 0.2), (0.3, 0.2), (0.3, 1.0))
TRIES = 3


def play(web: Web, kind: str, count: int, think: float) -> list[Wanted]:
    """So many hosts of a kind, and what is wanted of them."""
    wanted = []
    for number in range(count):
        name = f"{kind}-{number}.example"
        host = web.host(name).drip("*", 1.0).drip("/robots.txt", 1.0)
        if kind == "well":
            host.answer("*", Answer(body=BODY, hang=think)).answer(
                "/robots.txt", Answer(status=404, hang=think)
            )
        wanted += [Wanted(url=f"http://{name}/{page}", purpose=Purpose.FEED) for page in range(PAGES)]
    return wanted


def until_well(web: Web, wanted: Sequence[Wanted], good: int, delay: float) -> float:
    """Seconds until the last healthy host has answered for the last time."""
    started = time.monotonic()
    with PoliteClient(delay=delay, world=web.world()) as client:
        answers = client.fetch_all(wanted)
        for _, answer in answers:
            good -= isinstance(answer, Fetched)
            if not good:
                break
        taken = time.monotonic() - started
        answers.close()  # type: ignore[attr-defined]
    return taken


def main(count: int) -> None:
    print(f"{count} hosts, {count // 2} of them dripping, {PAGES} pages each\n")
    print("| a host thinks, s | delay, s | healthy alone, s | beside dripping ones, s | later by |")
    print("| --- | --- | --- | --- | --- |")
    for think, delay in CASES:
        with Web() as web:
            drip = play(web, "drip", count // 2, think)
            well = play(web, "well", count - count // 2, think)
            alone = min(until_well(web, well, len(well), delay) for _ in range(TRIES))
            beside = min(until_well(web, drip + well, len(well), delay) for _ in range(TRIES))
        print(f"| {think:g} | {delay:g} | {alone:.2f} | {beside:.2f} | {beside / alone - 1:.0%} |")
    with Web() as web:
        well = play(web, "well", 1, 0.0)[:1] * 500
        started = time.process_time()
        until_well(web, well, len(well), 0.0)
        each = (time.process_time() - started) / len(well) * 1000
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"\n{each:.1f} ms of CPU a request, the server's share included; {peak:.0f} MiB at most")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100)
