"""One address for one article, whatever its link looked like.

Decides which parts of a URL say what the page is, and which only how the reader came to it. The
identity is for comparing and naming; it is never fetched or printed. Whether two reports under one
address are one article is ``identity``'s.
"""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import SplitResult, parse_qsl, quote, urlencode, urljoin, urlsplit, urlunsplit

#: Query parameters that tell where a reader came from (campaigns, clicks, shares), or ask for a view (AMP,
#: print, one page). Data: add a name here.
_TRACKING = re.compile(
    r"utm_\w+|(?:mtm|pk|piwik|hsa|vero|oly|cx|_hs|__hs|at|ns|wt|guce|amp_js|sc)_\w+|_hsenc|_hsmi"
    r"|(?:fb|g|dc|ms|tw|y|wbra|gbra|tt|li_fat_|epi|i)clid|gclsrc|gad_\w+|mc_[ce]id|mkt_tok|_ga|_gl|_r"
    r"|igshid|igsh|s?_?cmpid?|s_cid|cid_?source|icid|int_?cmp|ncid|mbid|wpisrc|linkid|trk|ito|ocid|ref|ref_?src"
    r"|ref_?url|referr?er|rss|partner|smid|smtyp|spm|sr_share|share|shared|xtor|wtmc|ftag|guccounter|taid"
    r"|traffic_source|__twitter_impression|__tn__|dicbo|tblci|obor\w*|usqp|sref|cmp|rnd|sessionid|phpsessid"
    r"|jsessionid|aspsessionid\w*|amp|output_?type|print|printable|print_?view|printer_?friendly|single_?page",
    re.IGNORECASE,
)
#: Parameters that say nothing with such values, and may name the article with others.
_VIEWS = re.compile(
    r"(?:output|view|mode|format|layout|style)=(?:amp\w*|print\w*|text|mobile|single|full|html?)"
    r"|page_?wanted=(?:all|print)|page=(?:all|1)"
    r"|(?:source|src|from|via|feed|channel|medium)=[a-z_.-]*(?:rss|feed|atom|twitter|facebook|fb|whatsapp"
    r"|telegram|newsletter|e?mail|app|home|social|share|google|bing|apple|amp|mobile|widget)[a-z_.-]*",
    re.IGNORECASE,
)
_MOBILE = re.compile(r"^(?:(?:www\d?|m|mobile|amp|touch|wap)\.)+(?=[^.]+\.[^.]+)")
_INNER_MOBILE = re.compile(r"^([a-z]{2,3})\.(?:m|mobile|amp)\.(?=[^.]+\.[^.]+$)")
_AMP_PATH = re.compile(r"/amp(?:html)?(?=/|$)|[./]amp(?=\.html?$|$)", re.IGNORECASE)
_PRINT_PATH = re.compile(r"/(?:print|printable|drucken|imprimir|imprimer)(?:\.html?)?$", re.IGNORECASE)
_INDEX = re.compile(r"/(?:index|default)\.(?:html?|php|aspx?|jsp)$", re.IGNORECASE)
#: Servlet and ASP.NET sessions in the path.
_SESSION = re.compile(r";(?:j?sessionid|phpsessid)=[^/;]*|/\([A-Z]\([a-z0-9]{8,}\)\)", re.IGNORECASE)
_ESCAPED = re.compile(r"%([0-9a-fA-F]{2})")
#: Five digits or more, or a code of sixteen hexadecimal ones or a UUID, standing by itself.
_NUMBER = re.compile(
    r"(?<![0-9a-f])(?:[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|[0-9a-f]{16,40}|\d{5,15})(?![0-9a-f])"
)
_DATED = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:[0-3]\d(?:\d{4}(?:\d\d)?)?)?")
#: The Internet Archive's address of a copy: a stamp, then the address of the original.
_ARCHIVED = re.compile(r"^https?://web\.archive\.org/web/\d{4,14}(?:[a-z]{2}_)?/(?=https?://)")
#: AMP caches: the address of the original stands in the path.
_CACHED = re.compile(
    r"^https?://(?:[\w-]+\.cdn\.ampproject\.org/[a-z]/|(?:www\.)?google\.[a-z.]{2,6}/amp/)(?:s/)?(?=[^/]+\.)"
)
#: Hosts and paths of addresses that only lead on, to the address in one of the parameters.
_LEADS_ON = re.compile(
    r"^https?://(?:(?:www|news)\.google\.[a-z.]{2,6}/(?:news/)?url|l\.(?:facebook|instagram)\.com/"
    r"|(?:www\.)?bing\.com/news/apiclick|out\.reddit\.com/|feedproxy\.|feeds?\.feedburner\."
    r"|[^/?]+/(?:[^?]*/)?(?:redir(?:ect)?|away|out|click|goto|track|link|url)(?:\.\w{2,4})?/?\?)",
    re.IGNORECASE,
)
_TARGETS = ("url", "u", "q", "target", "to", "dest", "destination", "link", "redirect", "r")
#: Last parts of paths at which another article stands each day.
_STANDING = re.compile(
    r"(?:breaking|live|latest|top)?-?(?:news|live|latest|breaking|headlines|stor(?:y|ies)|updates?|ticker)"
    r"|(?:news|live)-?ticker|(?:(?:morning|evening|daily)-)?briefing|today|home|index|now|daily|feed|rss|atom"
    r"|weather|forecast|world|politics|business|sports?|en|us|uk|aktuell(?:es)?|eilmeldung(?:en)?|wetter"
    r"|(?:en-)?direct|actualites|dernieres?|ultimas?(?:-horas?)?|noticias|novosti|novyny|lenta",
    re.IGNORECASE,
)


def original(url: str) -> str:
    """The address of the page that an archived, cached or counted link stands for; any other as it is."""
    url = url.strip()
    for _ in range(3):
        shorter = _target(_CACHED.sub("https://", _ARCHIVED.sub("", url)))
        if shorter == url:
            break
        url = shorter
    return url


def _target(url: str) -> str:
    """The address that a redirecting link carries in a parameter, else the link itself."""
    if "?" not in url or not _LEADS_ON.match(url):
        return url
    given = dict(reversed(parse_qsl(url.partition("?")[2].partition("#")[0])))
    led = (given.get(name, "") for name in _TARGETS)
    return next((address for address in led if re.match(r"https?://[^/]", address)), url)


def identity(url: str, *, anchor: bool = False) -> str:
    """The address without scheme, ``www.``, mobile, AMP and print forms, tracking, fragment, last slash.

    ``anchor`` keeps the fragment: it names one post of a live blog. A fragment that holds a path
    (``#!/news/7``, ``#/news/7``) names the page and is always kept. An address that cannot be taken apart
    is its own identity. Idempotent.
    """
    address = original(url)
    try:
        parts = urlsplit(address)
        host = _host(parts)
    except ValueError:
        return address
    if parts.scheme not in ("http", "https") or not host:
        return address
    path = parts.path
    while (shorter := _shortened(path)) != path:
        path = shorter
    routed = parts.fragment.startswith(("!/", "/"))
    fragment = parts.fragment if anchor or routed else ""
    return urlunsplit(("https", host, path, _query(parts.query), fragment))


def _host(parts: SplitResult) -> str:
    """The host in lower case and ASCII (IDNA), without mobile names and the ports that say nothing."""
    host = (parts.hostname or "").rstrip(".").lower()
    if not host.isascii():
        host = host.encode("idna").decode("ascii")
    host = _INNER_MOBILE.sub(r"\1.", _MOBILE.sub("", host))
    host = f"[{host}]" if ":" in host else host
    return host if parts.port in (None, 80, 443) else f"{host}:{parts.port}"


def _shortened(path: str) -> str:
    """A path without one more of the forms that say nothing: AMP, print, sessions, index pages, slashes."""
    path = re.sub(r"/{2,}", "/", _SESSION.sub("", _spelt(path))).rstrip("/")
    path = re.sub(r"/(?:\./)+", "/", path)
    return _INDEX.sub("", _PRINT_PATH.sub("", _AMP_PATH.sub("", path)))


def _spelt(path: str) -> str:
    """A path in one spelling of percent-encoding (RFC 3986 §6.2.2)."""
    return quote(_ESCAPED.sub(_unescaped, path), safe="/%!$&'()*+,;=:@~", errors="surrogatepass")


def _unescaped(match: re.Match[str]) -> str:
    letter = chr(int(match[1], 16))
    return letter if letter.isascii() and (letter.isalnum() or letter in "-._~") else match[0].upper()


def _query(query: str) -> str:
    kept = [
        (name, value)
        for name, value in parse_qsl(query, keep_blank_values=True)
        if not _TRACKING.fullmatch(name) and not _VIEWS.fullmatch(f"{name}={value}")
    ]
    return urlencode(sorted(kept), errors="surrogatepass")


def names_article(address: str) -> bool:
    """Whether an identity can stand for one article: no front page, and no page that is new each day."""
    parts = urlsplit(address)
    if parts.query or parts.fragment:
        return True
    last = re.sub(r"\.\w{2,5}$", "", parts.path.rpartition("/")[2])
    return bool(last) and not _STANDING.fullmatch(last)


def number_in(address: str) -> str:
    """The number or long code by which an identity's path names its article, else nothing.

    ``/news/4711523-old-words`` keeps its number when its words change. Dates are no numbers of articles.
    """
    found = [code for code in _NUMBER.findall(urlsplit(address).path.lower()) if not _DATED.fullmatch(code)]
    return found[-1] if found else ""


def host_of(url: str) -> str:
    """The host without ``www.``; empty where there is none."""
    try:
        host = urlsplit(original(url)).hostname or ""
    except ValueError:
        return ""
    return re.sub(r"^www\d?\.", "", host.lower())


@lru_cache(maxsize=4096)
def site_of(host: str) -> str:
    """The part of a host that one owner registered (the Public Suffix List): ``feeds.news.example``'s
    is ``news.example``. Where the list knows nothing, the last two names.
    """
    from tld import get_fld

    known = get_fld(f"https://{host}/", fail_silently=True, search_private=True) if host else None
    return known or ".".join(host.split(".")[-2:])


def canonical_of(given: str, url: str) -> str:
    """The page's own canonical address, absolute, where it can be believed; else empty.

    It is not believed where it leads to another site, or from an article to a front page: both are
    slips of a template that would make many articles one.
    """
    if not given.strip():
        return ""
    try:
        absolute = urljoin(url, given.strip())
        parts = urlsplit(absolute)
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return ""
    if not url:
        return absolute
    front = not parts.path.strip("/") and not parts.query
    return absolute if same_site(absolute, url) and not (front and urlsplit(url).path.strip("/")) else ""


def same_site(one: str, other: str) -> bool:
    """Whether two addresses are of one site: ``amp.news.example`` and ``news.example``."""
    first, second = host_of(one), host_of(other)
    return first == second or site_of(first) == site_of(second)  # most are equal: no list is read for them
