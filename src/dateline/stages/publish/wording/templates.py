"""The words of the house inside Jinja: ``_()``, ``{% trans %}``, and filters that word values.

Decides that numbers in messages are written as the language writes them. A message is markup of the house and
trusted; its values are escaped.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from jinja2 import pass_context
from markupsafe import Markup

from dateline.stages.publish.wording.phrases import Phrase

if TYPE_CHECKING:
    from jinja2 import Environment
    from jinja2.runtime import Context

    from dateline.stages.publish.wording.tongues import Tongue

__all__ = ["speak"]


def speak(environment: Environment, spoken: Tongue) -> None:
    """Let the templates of an environment speak a language.

    ``{{ _("In short") }}``, ``{% trans n=count %}{{ n }} story{% pluralize %}{{ n }} stories{% endtrans %}``;
    filters ``say`` (a phrase or a code), ``when`` (a time), ``number``, ``share``, ``listed``, ``language``
    and ``territory`` (their names).
    """
    environment.add_extension("jinja2.ext.i18n")
    environment.newstyle_gettext = True  # type: ignore[attr-defined]
    environment.policies["ext.i18n.trimmed"] = True
    messages = _Messages(spoken)
    environment.globals.update(
        _=messages.gettext,
        gettext=messages.gettext,
        ngettext=messages.ngettext,
        pgettext=messages.pgettext,
        npgettext=messages.npgettext,
        tongue=spoken,
    )
    environment.filters.update(
        say=spoken.say,
        when=spoken.when,
        number=spoken.number,
        share=spoken.share,
        listed=spoken.listed,
        language=spoken.language_name,
        territory=spoken.territory,
    )


@lru_cache(maxsize=8192)
def _counted(spoken: Tongue, pattern: str, markup: bool, counts: tuple[tuple[str, int], ...]) -> str:
    """A message without values, or with counts alone: a page prints the same few again and again."""
    told = {name: spoken.number(count) for name, count in counts}
    return (Markup(pattern) if markup else pattern) % told  # noqa: S704


class _Messages:
    """The four functions that Jinja's ``trans`` calls, with values told in the language."""

    def __init__(self, spoken: Tongue) -> None:
        self._spoken = spoken

    @pass_context
    def gettext(self, context: Context, message: str, /, **values: Any) -> str:
        return self._filled(context, self._spoken.gettext(message), values)

    @pass_context
    def ngettext(self, context: Context, one: str, many: str, num: int, /, **values: Any) -> str:
        return self._filled(context, self._spoken.ngettext(one, many, num), {"num": num, **values})

    @pass_context
    def pgettext(self, context: Context, within: str, message: str, /, **values: Any) -> str:
        return self._filled(context, self._spoken.pgettext(within, message), {"context": within, **values})

    @pass_context
    def npgettext(
        self, context: Context, within: str, one: str, many: str, num: int, /, **values: Any
    ) -> str:
        pattern = self._spoken.npgettext(within, one, many, num)
        return self._filled(context, pattern, {"context": within, "num": num, **values})

    def _filled(self, context: Context, pattern: str, values: dict[str, Any]) -> str:
        if all(type(value) is int for value in values.values()):
            return _counted(self._spoken, pattern, context.eval_ctx.autoescape, tuple(values.items()))
        told = {name: self._told(value) for name, value in values.items()}
        # The message is ours, from the source or a file of locale/; what comes from outside is in `told`.
        return (Markup(pattern) if context.eval_ctx.autoescape else pattern) % told  # noqa: S704

    def _told(self, value: Any) -> Any:
        """Phrases, lists, times and numbers in the language; all else (markup too) as it is."""
        if isinstance(value, bool | str):
            return value
        return self._spoken.value(value) if isinstance(value, int | float | Phrase) else value
