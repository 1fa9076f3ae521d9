"""Every story with all that an export tells of it, one after the other: never all in memory at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dateline.core.ports import Store
from dateline.core.types import Theme
from dateline.pipeline.desk import batches
from dateline.stages.group.themes import subjects
from dateline.stages.publish.exports.accounts import Account


def accounts(store: Store) -> Iterator[Account]:
    """The stories that have reports, by id, each with its facts, its reports and its theme."""
    themes = {theme.id: theme for theme in store.register.themes()}
    labels = {topic.code: topic.label for topic in subjects.topics().values()}
    for names in batches(sorted(store.register.live())):
        pages = store.pages(names)
        cited = {credit.report for page in pages.values() for credit in page.sources}
        facts, reports = store.facts(cited), store.reports(cited)
        for page in (pages[name] for name in names if name in pages):
            own = [credit.report for credit in page.sources]
            yield Account(
                page=page,
                theme=themes.get(page.theme),
                subjects=_called(themes.get(page.theme), labels),
                facts={name: facts[name] for name in own if name in facts},
                reports={name: reports[name] for name in own if name in reports},
            )


def _called(theme: Theme | None, labels: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """The subjects of a theme, each with its code and what it is called."""
    return tuple((code, labels[code]) for code in (theme.subjects if theme else ()) if code in labels)
