"""Pages that are no article: fronts, searches, tags, topics, authors, errors, logins, consent, captchas.

Decides from what the page calls itself, where it stands and how its text is made whether to refuse it, and
says
why. Precision first: a page that calls itself an article, or that holds prose, is never refused for its
address.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from dateline.core.text import count_words, fold

#: schema.org types of pages that list, and what to call them.
_LISTING_TYPES = {
    "SearchResultsPage": "a page of search results",
    "CollectionPage": "an index page",
    "ProfilePage": "a profile page",
    "ImageGallery": "a gallery",
    "MediaGallery": "a gallery",
    "CheckoutPage": "a shop's page",
    "ContactPage": "a contact page",
}
#: Beginnings of an address's path that only lists have.
_PATHS = (
    (
        re.compile(
            r"/(?:search|suche|recherche|buscar|busqueda|cerca|ricerca|zoeken|sok|haku|szukaj|poshuk|poisk)(?:/|$|\.)"
        ),
        "a page of search results",
    ),
    (
        re.compile(r"/(?:tags?|schlagworte?|etiquetas?|mots-cles|temas?|themen|sujets?|topics?)/[^/]+/?$"),
        "a topic's page",
    ),
    (
        re.compile(r"/(?:categor(?:y|ies|ia|ias)|kategorien?|rubriques?|rubrik|section)/[^/]+/?$"),
        "a section's page",
    ),
    (re.compile(r"/(?:authors?|autor(?:en|es)?|auteurs?|autori|writers?)/[^/]+/?$"), "an author's page"),
    (re.compile(r"/(?:archives?|page/\d+)/?$"), "an archive page"),
)
_QUERY = re.compile(r"(?:^|&)(?:s|q|query|search|suche)=")
#: Whole titles of pages that stand where an article should; folded, without the outlet's name.
_TITLES = (
    (r"(?:error )?40[34](?:\s?(?:[:|–—-]|error|not found|page|forbidden).{0,40})?"
    r"|.{0,20}page (?:could )?not (?:be )?found.{0,20}|not found"
    r"|page (?:introuvable|non trouvee)"
     r"|(?:oops|ups)[!.,…].{0,40}|sorry,? (?:we|but|the page|this page)\b.{0,40}"
     r"|seite (?:wurde )?nicht gefunden|pagina (?:non trovata|no encontrada"
     r"|nao encontrada"
     r"|niet gevonden)|no se encuentra la pagina|stran(?:k|ic)a (?:nenalezena|nie je)|strony nie znaleziono"
     r"|страница не наидена|сторінку не знаидено|(?:sivua|siden|sidan) .{0,20}(?:loydy|finnes"
     r"|hittades).{0,10}"
     r"|(?:5\d\d|internal) (?:server )?error.{0,20}|service unavailable|bad gateway|gateway time-?out"
     r"|this page isn.t available",
     "an error page"),
    (r"just a moment.{0,5}|attention required.{0,20}|access (?:to this page has been )?denied"
    r"|are you (?:a )?(?:human|robot).{0,10}"
     r"|.{0,20}captcha.{0,20}|verify(?:ing)? (?:that )?you are (?:a )?human.{0,20}|robot check"
     r"|pardon our interruption.{0,5}"
     r"|ddos-guard|checking your browser.{0,40}|security check|unusual traffic (?:from|detected).{0,30}"
     r"|forbidden|request blocked",
     "a check for robots"),
    (r"(?:before you continue.{0,30}|your privacy(?: choices)?|we value your privacy|cookie (?:consent"
    r"|settings|policy)"
     r"|consent|privacy (?:settings|consent|choices)|datenschutzeinstellungen|zustimmung(?: erforderlich)?"
     r"|gdpr(?: (?:consent|notice|settings))?)", "a consent page"),
    (r"(?:log|sign)[ -]?in.{0,30}|log ?in or register|anmelden|anmeldung|einloggen|se connecter|connexion"
    r"|iniciar sesion|accedi"
     r"|inloggen|logga in|logg inn|воити|вход|увіити|вхід|create (?:an )?account|register|registrieren"
     r"|subscribe(?: now| to .{3,30})?",
     "a login page"),
    (r"(?:search|suche|recherche)(?:\s?[:|–—-].{0,60})?|search results?(?: (?:for|page)\b.{0,60})?"
     r"|search results?\s?[:|–—-].{0,60}"
     r"|(?:suchergebnisse?|resultats? de (?:la )?recherche|resultados de (?:la )?busqueda"
     r"|risultati (?:della )?ricerca|zoekresultaten|результаты поиска|результати пошуку)\b.{0,60}",
     "a page of search results"),
)  # fmt: skip
_NAMED = tuple((re.compile(pattern), what) for pattern, what in _TITLES)
_LONG = 180  # characters of a paragraph that is prose and no teaser
_PROSE = 540  # characters in such paragraphs from which a page is prose
_MANY = 8  # lines that a front page has at least
_TEASER = 120  # characters of the longest teaser
_FEW_WORDS = 200  # what an error page or a captcha says at most


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What a page calls itself: its JSON-LD types, its Open Graph type, its address and titles."""

    types: tuple[str, ...]
    og_type: str
    article: bool
    url: str
    titles: tuple[str, ...]


def no_article(look: Look, text: str) -> str:
    """Why a page is no article ("an error page"), or empty where it may be one."""
    few = count_words(text, _FEW_WORDS + 1) <= _FEW_WORDS
    if few and not look.article and (found := _by_title(look.titles)):
        return found
    if look.article or look.og_type.startswith(("article", "video")) or is_prose(text):
        return ""
    listed = next((what for name in look.types if (what := _LISTING_TYPES.get(name))), "")
    return listed or _by_address(look, text)


def is_prose(text: str) -> bool:
    """Whether a text is made of paragraphs and not of teasers."""
    return sum(len(part) for part in text.split("\n\n") if len(part) >= _LONG) >= _PROSE


def _by_title(titles: Sequence[str]) -> str:
    for title in titles:
        plain = fold(title).strip(" .!…")
        for name, what in _NAMED:
            if name.fullmatch(plain):
                return what
    return ""


def _by_address(look: Look, text: str) -> str:
    try:
        parts = urlsplit(look.url)
    except ValueError:
        return ""
    path = fold(parts.path)
    if found := next((what for pattern, what in _PATHS if pattern.search(path)), ""):
        return found
    if _QUERY.search(parts.query) and not path.strip("/"):
        return "a page of search results"
    front = not path.strip("/") and not parts.query and look.og_type in ("website", "")
    return "a front page" if front and look.url and is_teasers(text) else ""


def is_teasers(text: str) -> bool:
    """Whether a text is many lines, none of them longer than a teaser."""
    parts = text.split("\n\n")
    return len(parts) >= _MANY and max(map(len, parts)) <= _TEASER
