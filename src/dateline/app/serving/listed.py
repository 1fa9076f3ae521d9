"""What lists of the API show: a story in a row, themes, things that stories mention, and counts of all.

Made from listings and counts alone: no page is opened for a list.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from dateline.app.serving.parts import Part, keyset
from dateline.core.ids import digest
from dateline.core.listings import Facet, Listing, Mention
from dateline.core.page_forms import correction_form, time_form, toll_form
from dateline.stages.group.themes import subjects
from dateline.stages.publish import addresses

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dateline.core.jsonl import Json
    from dateline.core.ports import Store
    from dateline.core.types import Theme

#: Things of a facet that are counted for one answer: those in the most stories.
_MOST_THINGS = 10_000


def story_row(listing: Listing, site: str) -> Json:
    """A story as lists show it."""
    folder = addresses.story(listing.story).folder
    return {
        "id": listing.story,
        "url": f"{site}/{folder}",
        "theme": listing.theme,
        "headline": listing.headline,
        "standfirst": listing.standfirst or None,
        "language": listing.language,
        "happened": listing.happened or None,
        "first_reported": time_form(listing.first_reported),
        "revised": time_form(listing.revised),
        "revision": listing.revision,
        "status": str(listing.status),
        "disputed": listing.disputed,
        "outlets": list(listing.outlets),
        "reports": listing.reports,
        "origins": listing.origins,
        "tolls": [toll_form(toll) for toll in listing.tolls],
        "places": [thing(mention) for mention in listing.of(Facet.PLACE)],
        "people": [thing(mention) for mention in listing.of(Facet.PERSON)],
        "corrections": [correction_form(correction) for correction in listing.corrections],
        "models": list(listing.models),
        "indexable": listing.open,
    }


def thing(mention: Mention) -> Json:
    """A place, a person or an outlet as one story has it."""
    form: Json = {"key": mention.key, "name": mention.name, "count": mention.count}
    if mention.facet is Facet.PLACE:
        where = {"lat": mention.lat, "lon": mention.lon, "country": mention.country, "kind": mention.kind}
        form |= where
    return form


# --- themes -------------------------------------------------------------------------------


def themes(store: Store, site: str, limit: int, cursor: str) -> Part:
    """Themes that have stories, those with the most first."""
    held = [theme for theme in store.register.themes() if theme.stories]
    ordered = sorted(held, key=lambda theme: (-len(theme.stories), theme.id))
    shown, after = keyset(ordered, lambda theme: (-len(theme.stories), theme.id), "themes", limit, cursor)
    return Part(items=tuple(theme_rows(shown, store, site)), next=after)


def theme_rows(held: Sequence[Theme], store: Store, site: str) -> list[Json]:
    """Themes with their names; one without a name has that of its first story, as on the site."""
    from dateline.stages.publish.issue import named

    nameless = [theme.stories[-1] for theme in held if not theme.name and theme.stories]
    firsts = store.catalogue.listings(nameless) if nameless else {}
    called = named(
        held,
        {
            theme.id: firsts[theme.stories[-1]]
            for theme in held
            if theme.stories and theme.stories[-1] in firsts
        },
    )
    return [_theme(called.get(theme.id, theme), site) for theme in held]


def _theme(theme: Theme, site: str) -> Json:
    labels = _labels()
    return {
        "id": theme.id,
        "url": f"{site}/{addresses.theme(theme.id).folder}",
        "name": theme.name,
        "stories": len(theme.stories),
        "subjects": [{"code": code, "label": labels.get(code, "")} for code in theme.subjects],
        "query": theme.query or None,
    }


@cache
def _labels() -> Mapping[str, str]:
    return {topic.code: topic.label for topic in subjects.topics().values()}


# --- things and counts --------------------------------------------------------------------


def things(store: Store, site: str, facet: Facet, theme: str, limit: int, cursor: str) -> Part:
    """Things of a facet with the stories that mention them, those in the most first."""
    counted = store.catalogue.tallies(facet, _MOST_THINGS, of=theme)
    question = digest("things", facet, theme, size=5)
    shown, after = keyset(
        counted, lambda tally: (-tally.stories, -tally.count, tally.mention.key), question, limit, cursor
    )
    rows = []
    for tally in shown:
        form = thing(tally.mention) | {"stories": tally.stories, "count": tally.count}
        form["url"] = f"{site}/{addresses.facet(facet, tally.mention.key).folder}"
        rows.append(form)
    return Part(items=tuple(rows), next=after)


def statistics(store: Store) -> Json:
    """How much there is, by month and language, and what was withheld by which rule."""
    totals = store.catalogue.totals()
    months: Counter[str] = Counter()
    for day, count in store.catalogue.days().items():
        months[day[:7]] += count
    counted = {facet: store.catalogue.tallies(facet, 500) for facet in (Facet.LANGUAGE, Facet.WITHHELD)}
    return {
        "totals": {name: getattr(totals, name) for name in totals.__dataclass_fields__},
        "months": [{"month": month or None, "stories": count} for month, count in months.items()],
        "languages": [
            {"language": tally.mention.name, "stories": tally.stories, "reports": tally.count}
            for tally in counted[Facet.LANGUAGE]
        ],
        "withheld": [
            {"rule": tally.mention.name, "why": tally.mention.kind, "lines": tally.count}
            for tally in counted[Facet.WITHHELD]
        ],
    }
