"""What an editor does with themes: look at them, define one by a query, take it back.

Decides the id of a theme of the desk's, after its query. Which stories match a query, ``group`` says.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.app.editing import EditorDesk
from dateline.core.errors import InputError, UsageError
from dateline.core.ids import theme_id
from dateline.core.types import Theme
from dateline.pipeline import filing

if TYPE_CHECKING:
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruled:
    """A theme that was put into force or taken out of it, and how many reports stand elsewhere for it."""

    theme: Theme
    reports: int


class ThemeDesk(EditorDesk):
    """The themes of one store."""

    def listing(self) -> list[tuple[Theme, int]]:
        """The themes that have stories, and all of the desk's; how many stories each has, most first."""
        themes = {member.story: member.theme for member in self._store.register.members().values()}
        counts = {theme: list(themes.values()).count(theme) for theme in set(themes.values())}
        held = [(theme, counts.get(theme.id, 0)) for theme in self._store.register.themes()]
        return sorted((one for one in held if one[1] or one[0].query), key=lambda one: (-one[1], one[0].id))

    def add(self, name: str, query: str) -> Ruled:
        """A theme of the stories that match a query. Raises ``UsageError`` where it cannot be understood."""
        from dateline.stages.group.themes import queries

        try:
            queries.parse(query)
        except InputError as error:
            raise UsageError(error.item or "query", error.reason, error.remedy) from error
        theme = Theme(id=theme_id(f"desk:{query}"), name=self._free(name, query), query=query)
        filed = filing.retheme(self._app.desk(self._store), [theme])
        return Ruled(theme=theme, reports=sum(m.theme == theme.id for m in filed.after.values()))

    def _free(self, name: str, query: str) -> str:
        """The name, if it is one and no other theme of the desk's has it."""
        if not name.strip():
            raise UsageError("theme", "it has no name", "say what it is to be called on the site")
        for held in self._store.register.themes():
            if held.query and held.query != query and held.name.casefold() == name.strip().casefold():
                remedy = f"choose another, or take that one back: dateline theme remove {held.id}"
                raise UsageError(name, "a theme of yours is called so already", remedy)
        return name.strip()

    def remove(self, name: str) -> Ruled:
        """Take a theme of the desk's back: its stories stand where the machine puts them."""
        own = [theme for theme in self._store.register.themes() if theme.query]
        found = [theme for theme in own if name and theme.id.startswith(name)]
        found = found or [theme for theme in own if name.casefold() in theme.name.casefold()]
        if len(found) != 1:
            told = "; ".join(f"{theme.id} “{theme.name}”" for theme in found or own)
            reason = f"{len(found)} themes of yours are called so" if found else "no theme of yours"
            raise UsageError(name, reason, f"one of: {told}" if told else "see: dateline theme list")
        filed = filing.retheme(self._app.desk(self._store), dropped=[found[0].id])
        return Ruled(theme=found[0], reports=len(filed.after))
