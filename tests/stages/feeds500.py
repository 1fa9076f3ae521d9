"""Five hundred invented feeds: outlets that do to their addresses, guids and texts what real ones do.

Each feed is a sequence of polls, each poll the bytes that its addresses answer with. Every article's text
has a word that no other has (its ``mark``), so that what became of it can be read off the stored texts:
an article without a report is lost, with two it is doubled, a report with two marks is wrongly merged.
Deterministic: the same number gives the same feed.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from html import escape
from urllib.parse import quote

from dateline.core.ports import Fetched

START = datetime(2031, 3, 3, 6, 0, tzinfo=UTC)

_PLACES = ("Karlsund", "Vellern", "Brannholm", "Norrhamn", "Askeby", "Tolmund", "Friesach", "Gravik", "Selby")
_WHO = ("the mayor", "the harbour master", "a court", "the fire service", "the school board", "two farmers")
_SMALL = ("of the", "in", "and", "with a", "for", "under the", "by", "from", "at a", "on the", "without")
_PAPERS = ("Courier", "Herald", "Post", "Echo")
_SAID = ("said", "told reporters", "wrote in a letter", "announced", "explained", "warned", "promised")
_SYLLABLES = (
    "ba",
    "dor",
    "fen",
    "gil",
    "hu",
    "jor",
    "kel",
    "lum",
    "mi",
    "nar",
    "os",
    "pel",
    "rin",
    "sut",
    "ta",
    "vo",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One entry as a feed gives it: ``article`` is the mark of the article that it is, in truth."""

    article: str
    title: str
    text: str
    link: str
    guid: str
    at: datetime
    updated: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """An outlet's feed over time. ``latest``: texts of articles in the end, ``versions``: how many."""

    name: str
    behaviour: str
    polls: tuple[tuple[Fetched, ...], ...]
    articles: frozenset[str]
    latest: dict[str, str] = field(default_factory=dict)
    versions: int | None = None


class Desk:
    """An outlet that writes articles: everything that it makes up hangs on its number."""

    def __init__(self, behaviour: str, number: int) -> None:
        self.random = random.Random(f"{behaviour} {number}")
        self.name = f"{behaviour}-{number}"
        self.outlet = f"{self.random.choice(_PLACES)} {self.random.choice(_PAPERS)} {number}"
        self.host = f"{behaviour.replace('_', '-')}{number}.example"
        self.made = 0

    def word(self) -> str:
        """A word that nobody has read before: a vocabulary of some four thousand."""
        return "".join(self.random.choices(_SYLLABLES, k=3))

    def sentence(self) -> str:
        pick, word = self.random.choice, self.word
        told = " ".join(f"{word()} {pick(_SMALL)} {word()}" for _ in range(5))
        day = self.random.randint(2, 900)
        return f"{pick(_WHO).capitalize()} {word()} {told}, {word()} {pick(_SAID)} on day {day}."

    def headline(self) -> str:
        pick, word = self.random.choice, self.word
        return f"{pick(_PLACES)} {word()} {word()} {pick(_SMALL)} {word()}"

    def article(self, day: float = 0.0, sentences: int = 9) -> Item:
        """A new article, with a slug in its address and a guid of its own."""
        self.made += 1
        mark = "Q" + "".join(self.random.choices("bcdfghjklmnpqrstvwxz", k=9)) + str(self.made)
        lines = [self.sentence() for _ in range(sentences)]
        lines[0] = f"{lines[0][:-1]}, as {mark} was told."
        title = self.headline()
        slug = "-".join(title.lower().split())
        return Item(
            article=mark,
            title=title,
            text="\n".join(" ".join(lines[at : at + 3]) for at in range(0, sentences, 3)),
            link=f"https://www.{self.host}/news/{slug}-{self.made}",
            guid=f"{self.name}-{self.made}",
            at=START + timedelta(days=day, minutes=self.made),
        )

    def articles(self, count: int = 4, **how: int) -> list[Item]:
        return [self.article(day=at * 0.3, **how) for at in range(count)]

    def feed(self, items: Sequence[Item], address: str = "") -> Fetched:
        return rss(items, self.outlet, address or f"https://www.{self.host}/feed.xml")

    def told(self, *polls: Sequence[Item], latest: Sequence[Item] = (), versions: int | None = None) -> Feed:
        return self.closed([(self.feed(items),) for items in polls], polls, latest, versions)

    def closed(
        self,
        answers: Sequence[Sequence[Fetched]],
        polls: Sequence[Sequence[Item]],
        latest: Sequence[Item] = (),
        versions: int | None = None,
    ) -> Feed:
        return Feed(
            name=self.name,
            behaviour=self.name.rpartition("-")[0],
            polls=tuple(map(tuple, answers)),
            articles=frozenset(item.article for items in polls for item in items),
            latest={item.article: item.text for item in latest},
            versions=versions,
        )


def rss(items: Sequence[Item], outlet: str, address: str) -> Fetched:
    """A feed of RSS 2.0, newest first."""
    told = "".join(map(_entry, items))
    content = (
        "<?xml version='1.0' encoding='utf-8'?><rss version='2.0' xmlns:dcterms='http://purl.org/dc/terms/'><channel>"
        f"<title>{escape(outlet)}</title><link>{address.rpartition('/')[0]}</link>{told}</channel></rss>"
    )
    return Fetched(location=address, content=content.encode(), media_type="application/rss+xml")


def _entry(item: Item) -> str:
    paragraphs = "".join(f"<p>{escape(line)}</p>" for line in item.text.splitlines())
    guid = f"<guid isPermaLink='false'>{escape(item.guid)}</guid>" if item.guid else ""
    link = f"<link>{escape(item.link)}</link>" if item.link else ""
    updated = f"<dcterms:modified>{item.updated.isoformat()}</dcterms:modified>" if item.updated else ""
    return (
        f"<item><title>{escape(item.title)}</title>{link}{guid}"
        f"<pubDate>{item.at:%a, %d %b %Y %H:%M:%S} GMT</pubDate>{updated}"
        f"<description>{escape(paragraphs)}</description></item>"
    )


def page(item: Item, outlet: str, address: str, canonical: str = "") -> Fetched:
    """The page of an article."""
    linked = f"<link rel='canonical' href='{canonical}'>" if canonical else ""
    paragraphs = "".join(f"<p>{escape(line)}</p>" for line in item.text.splitlines())
    content = (
        f"<!doctype html><html lang='en'><head><title>{escape(item.title)}</title>{linked}"
        f"<meta property='og:site_name' content='{escape(outlet)}'>"
        f"<meta property='article:published_time' content='{item.at.isoformat()}'></head>"
        f"<body><article><h1>{escape(item.title)}</h1>{paragraphs}</article></body></html>"
    )
    return Fetched(location=address, content=content.encode(), media_type="text/html")


def _linked(items: Sequence[Item], form: Callable[[str], str]) -> list[Item]:
    return [replace(item, link=form(item.link)) for item in items]


def _longer(item: Item, desk: Desk) -> Item:
    return replace(item, text=f"{item.text}\n{desk.sentence()}", updated=item.at + timedelta(hours=5))


# --- addresses ----------------------------------------------------------------------------


def plain(desk: Desk) -> Feed:
    """A window that moves over the articles."""
    held = desk.articles(6)
    return desk.told(held[:4], held[1:5], held[2:])


def tracking(desk: Desk) -> Feed:
    held = desk.articles()
    marks = (
        "?utm_source=rss&utm_medium=feed",
        "?fbclid=Iw7",
        "?at_campaign=64&at_medium=rss",
        "?cmpid=x&ref=home",
    )
    return desk.told(*([replace(item, link=item.link + mark) for item in held] for mark in marks))


def scheme_host(desk: Desk) -> Feed:
    held = desk.articles()
    forms = (
        lambda url: url.replace("https:", "http:"),
        lambda url: url.replace("www.", "") + "/",
        lambda url: url.replace(desk.host, desk.host.upper()).replace(".EXAMPLE", ".EXAMPLE:443"),
        lambda url: url + "#comments",
        lambda url: url.replace("/news/", "//news/") + "/index.html",
    )
    return desk.told(held, *(_linked(held, form) for form in forms))


def amp_mobile(desk: Desk) -> Feed:
    held = desk.articles()
    cache = f"https://{desk.host.replace('-', '--').replace('.', '-')}.cdn.ampproject.org/c/s/"
    forms = (
        lambda url: url.replace("www.", "m."),
        lambda url: url.replace("www.", "amp."),
        lambda url: url + "/amp",
        lambda url: url.replace("/news/", "/amp/news/"),
        lambda url: url + "?amp=1",
        lambda url: url.replace("https://", cache),
        lambda url: url + "?outputType=amp",
    )
    return desk.told(*(_linked(held, form) for form in forms))


def views(desk: Desk) -> Feed:
    held = [replace(item, link=f"{item.link}-caf%C3%A9~x") for item in desk.articles()]
    forms = (
        lambda url: url.replace("%C3%A9", "%c3%a9").replace("~", "%7E"),
        lambda url: url + ";jsessionid=8A7F",
        lambda url: url + "?print=1",
        lambda url: url + "?output=print",
        lambda url: url + "/print",
        lambda url: url + "?pagewanted=all",
        lambda url: url.replace("%C3%A9", "é"),
    )
    return desk.told(held, *(_linked(held, form) for form in forms))


def redirects(desk: Desk) -> Feed:
    """Links that a counter stands before: some tell where they lead, others do not."""
    held = desk.articles()
    told = _linked(held, lambda url: f"https://www.google.com/url?rct=j&url={quote(url, safe='')}&ct=ga")
    away = _linked(held, lambda url: f"https://count.example/redirect?to={quote(url, safe='')}")
    opaque = [
        replace(item, link=f"https://feedproxy.google.com/~r/{desk.name}/~3/x{at}k/")
        for at, item in enumerate(held)
    ]
    return desk.told(opaque, held, told, away)


def hash_routes(desk: Desk) -> Feed:
    held = desk.articles()
    routed = [replace(item, link=f"https://{desk.host}/#!/story/{at}") for at, item in enumerate(held)]
    return desk.told(routed, _linked(routed, lambda url: url.replace("https", "http")))


def query_ids(desk: Desk) -> Feed:
    """All articles at one path, told apart by a parameter."""
    held = [
        replace(item, link=f"https://{desk.host}/article.php?id={at + 40}")
        for at, item in enumerate(desk.articles())
    ]
    return desk.told(held, _linked(held, lambda url: url + "&utm_source=rss"))


# --- guids and feeds ----------------------------------------------------------------------


def guids_changed(desk: Desk) -> Feed:
    held = desk.articles()
    return desk.told(*([replace(item, guid=f"{item.guid}/{poll}") for item in held] for poll in range(4)))


def guid_reused(desk: Desk) -> Feed:
    held = desk.articles(3)
    later = [replace(desk.article(day=4 + at), guid=item.guid) for at, item in enumerate(held)]
    return desk.told(held, later, [*held, *later])


def one_guid(desk: Desk) -> Feed:
    held = [replace(item, guid="feed") for item in desk.articles(6)]
    return desk.told(held[:4], held, _linked(held, lambda url: url.replace("https", "http")))


def no_guids(desk: Desk) -> Feed:
    held = [replace(item, guid="") for item in desk.articles()]
    return desk.told(held, [_longer(held[0], desk), *held[1:]])


def only_guids(desk: Desk) -> Feed:
    """No links at all."""
    held = [replace(item, link="") for item in desk.articles()]
    longer = _longer(held[0], desk)
    return desk.told(held, [longer, *held[1:]], latest=[longer])


def one_link(desk: Desk) -> Feed:
    """All items lead to one page; the text is in the feed."""
    held = [
        replace(item, link=f"https://{desk.host}/shows/the-long-evening-show") for item in desk.articles(5)
    ]
    return desk.told(held[:3], held)


def front_link(desk: Desk) -> Feed:
    held = [replace(item, link=f"https://{desk.host}/", guid="") for item in desk.articles(5)]
    return desk.told(held[:3], held)


def feed_moved(desk: Desk) -> Feed:
    held = desk.articles()
    other = replace_name(desk, held)
    answers = [
        (desk.feed(held),),
        (rss(other, f"{desk.outlet} | News", f"https://feeds.{desk.host}/all.rss"),),
    ]
    return desk.closed(answers, [held, other])


def replace_name(desk: Desk, held: Sequence[Item]) -> list[Item]:
    return [replace(item, guid=f"tag:{desk.host},2031:{item.guid}") for item in held]


def site_moved(desk: Desk) -> Feed:
    """The outlet has a new domain; numbers, guids and name stay."""
    held = [
        replace(
            item,
            link=f"https://{desk.host}/news/{71_000 + at}-words",
            guid=f"https://{desk.host}/?p={71_000 + at}",
        )
        for at, item in enumerate(desk.articles())
    ]
    new = f"new-{desk.host}"
    moved = [
        replace(item, link=item.link.replace(desk.host, new), guid=item.guid.replace(desk.host, new))
        for item in held
    ]
    changed = [_longer(moved[0], desk), *moved[1:]]
    answers = [(desk.feed(held),), (rss(changed, desk.outlet, f"https://{new}/feed"),)]
    return desk.closed(answers, [held, changed], latest=changed[:1])


def two_sections(desk: Desk) -> Feed:
    """One article in two feeds of one outlet, under two addresses."""
    held = desk.articles()
    other = [
        replace(item, link=item.link.replace("/news/", "/region/"), guid=f"r{item.guid}") for item in held
    ]
    answers = [(desk.feed(held), desk.feed(other, f"https://www.{desk.host}/region.xml"))]
    return desk.closed(answers, [held, other])


# --- texts --------------------------------------------------------------------------------


def reposted(desk: Desk) -> Feed:
    held = desk.articles()
    again = [
        replace(item, link=f"{item.link}-again", guid=f"{item.guid}b", at=item.at + timedelta(days=3))
        for item in held
    ]
    return desk.told(held, again)


def reposted_edited(desk: Desk) -> Feed:
    """Posted again at another address, with a sentence more."""
    held = desk.articles(3, sentences=15)
    again = [
        replace(
            _longer(item, desk),
            link=f"{item.link}-update",
            guid=f"{item.guid}b",
            at=item.at + timedelta(hours=6),
        )
        for item in held
    ]
    return desk.told(held, again, latest=again)


def new_headline(desk: Desk) -> Feed:
    held = desk.articles()
    return desk.told(held, [replace(item, title=f"UPDATE {desk.article().title}") for item in held])


def new_slug(desk: Desk) -> Feed:
    """Words of the address change, its number stays; the headline and a sentence change with them."""
    held = [
        replace(item, link=f"https://{desk.host}/news/{52_300 + at}-old-words-of-it", guid="")
        for at, item in enumerate(desk.articles())
    ]
    later = [
        replace(
            _longer(item, desk), link=item.link.replace("old-words", "new-words"), title=f"{item.title} again"
        )
        for item in held
    ]
    return desk.told(held, later, latest=later)


def slug_and_guid(desk: Desk) -> Feed:
    """The whole address changes, the guid stays."""
    held = desk.articles()
    later = [
        replace(_longer(item, desk), link=f"https://{desk.host}/archive/x{at}-y")
        for at, item in enumerate(held)
    ]
    return desk.told(held, later, latest=later)


def teaser_first(desk: Desk) -> Feed:
    held = desk.articles()
    teasers = [replace(item, text=item.text.split(". ")[0] + " …") for item in held]
    return desk.told(teasers, held, teasers, latest=held)


def revised(desk: Desk) -> Feed:
    held = desk.articles()
    second = [_longer(item, desk) for item in held]
    return desk.told(held, second, held[:1], second, latest=second, versions=8)


def shortened(desk: Desk) -> Feed:
    """A correction takes the end of each article away."""
    held = desk.articles()
    cut = [
        replace(item, text="\n".join(item.text.splitlines()[:2]), updated=item.at + timedelta(hours=9))
        for item in held
    ]
    return desk.told(held, cut, latest=cut, versions=8)


def typography(desk: Desk) -> Feed:
    """Only dashes, quotation marks and the hour of the last touch change."""
    held = [
        replace(item, text=f'{item.text}\n"That is all" - so it was told, the clerk said.')
        for item in desk.articles()
    ]
    curled = [
        replace(
            item,
            text=item.text.replace('"That is all" - so', "“That is all” – so") + "\nUpdated: 4 March, 10:12",
        )
        for item in held
    ]
    return desk.told(held, curled, versions=4)


def rewritten(desk: Desk) -> Feed:
    """Headline and text are all new within the hour; link and guid stay."""
    held = desk.articles(3)
    anew = []
    for item in held:
        other = desk.article()
        text = other.text.replace(other.article, item.article)
        anew.append(replace(item, title=other.title, text=text, updated=item.at + timedelta(hours=1)))
    return desk.told(held, anew, latest=anew)


def address_reused(desk: Desk) -> Feed:
    """Another article stands at the address each day."""
    held = [
        replace(desk.article(day=2 * at), link=f"https://{desk.host}/live", guid=f"d{at}") for at in range(4)
    ]
    return desk.told(*([item] for item in held))


def slug_reused(desk: Desk) -> Feed:
    """The address of an article is given to another, days later."""
    first, second = desk.article(), desk.article(day=6)
    return desk.told([first], [replace(second, link=first.link)])


def same_titles(desk: Desk) -> Feed:
    held = [replace(item, title="Morning briefing from the newsroom") for item in desk.articles(5)]
    return desk.told(held[:3], held)


def forms_filled(desk: Desk) -> Feed:
    """Bulletins that only differ in a few words and figures."""
    held = []
    for at in range(6):
        item = desk.article(day=at * 0.4)
        depth, place = desk.random.randint(4, 60), desk.random.choice(_PLACES)
        text = (
            f"A tremor was measured {depth} km below {place}, and {item.article} names the record. "
            "The seismic service says no more until the readings of all stations have been compared. "
            "People who felt it are asked to fill in the form and to say where they were, what they saw and "
            "whether anything fell. The service repeats that no tremor can be foretold by anybody, and that "
            "messages which claim to do so should not be passed on to others. Bridges and dams are looked at "
            "by their owners as a matter of course, and the results are sent to the district by the next day."
        )
        held.append(replace(item, title=f"Tremor below {place}", text=text))
    return desk.told(held[:4], held)


def one_teaser(desk: Desk) -> Feed:
    """The same words under every headline, but for the mark that tells the articles apart."""
    held = [
        replace(
            item,
            text=f"This article is for members of our club only, {item.article}; log in or join to read on.",
        )
        for item in desk.articles(5)
    ]
    return desk.told(held[:3], held)


# --- pages --------------------------------------------------------------------------------


def canonical(desk: Desk) -> Feed:
    """Pages under several addresses that name one canonical address, and their feed."""
    held = desk.articles(3)
    first = [page(item, desk.outlet, item.link + "?s=1", item.link) for item in held]
    second = [
        page(item, desk.outlet, f"https://www.{desk.host}/n/{at}", item.link) for at, item in enumerate(held)
    ]
    return desk.closed([first, second, [desk.feed(held)]], [held])


def wrong_canonical(desk: Desk) -> Feed:
    """A slip of the template: every page names the same canonical address."""
    held = desk.articles(4)
    answers = [page(item, desk.outlet, item.link, held[0].link) for item in held]
    return desk.closed([answers, answers], [held])


def live_page(desk: Desk) -> Feed:
    """One page that is another article after two days, and a later version of itself between."""
    first, second = desk.article(), desk.article(day=2.5)
    address = f"https://www.{desk.host}/news/what-we-know"
    told = [[page(item, desk.outlet, address)] for item in (first, _longer(first, desk), second)]
    return desk.closed(told, [[first], [second]])


BEHAVIOURS: tuple[Callable[[Desk], Feed], ...] = (
    plain, tracking, scheme_host, amp_mobile, views, redirects, hash_routes, query_ids,
    guids_changed, guid_reused, one_guid, no_guids, only_guids, one_link, front_link, feed_moved, site_moved,
    two_sections, reposted, reposted_edited, new_headline, new_slug, slug_and_guid, teaser_first, revised,
    shortened, typography, rewritten, address_reused, slug_reused, same_titles, forms_filled, one_teaser,
    canonical, wrong_canonical, live_page,
)  # fmt: skip


def feeds(count: int = 500) -> list[Feed]:
    """So many feeds, the behaviours in turn."""
    made = []
    for number in range(count):
        behave = BEHAVIOURS[number % len(BEHAVIOURS)]
        made.append(behave(Desk(behave.__name__, number)))
    return made
