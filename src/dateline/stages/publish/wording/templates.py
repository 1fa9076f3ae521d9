"""The words of the house inside Jinja: ``_()``, ``{% trans %}``, and filters that word values.

Decides that numbers in messages are written as the language writes them, and that a message without values is
looked up once, when its template is read. A message is markup of the house and trusted; its values are
escaped.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from jinja2 import pass_eval_context
from jinja2.ext import Extension
from jinja2.lexer import Token
from markupsafe import Markup, escape

from dateline.stages.publish.wording.phrases import Phrase

if TYPE_CHECKING:
    from jinja2 import Environment
    from jinja2.lexer import TokenStream
    from jinja2.nodes import EvalContext

    from dateline.stages.publish.wording.tongues import Tongue

__all__ = ["speak"]


def speak(environment: Environment, spoken: Tongue) -> None:
    """Let the templates of an environment speak a language.

    ``{{ _("In short") }}``, ``{% trans n=count %}{{ n }} story{% pluralize %}{{ n }} stories{% endtrans %}``;
    filters ``say`` (a phrase or a code), ``when`` (a time), ``number``, ``share``, ``listed``, ``language``
    and ``territory`` (their names).
    """
    environment.add_extension("jinja2.ext.i18n")
    environment.add_extension(_Settled)
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


class _Settled(Extension):
    """Puts ``{{ _("In short") }}`` in as text when a template is read: no page asks for it again."""

    #: The tokens of such a message, the name of the function second and the message fourth.
    _KINDS = ("variable_begin", "name", "lparen", "string", "rparen", "variable_end")

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """The tokens of a template, each such message as what it says."""
        spoken: Tongue = self.environment.globals["tongue"]  # type: ignore[assignment]
        tokens = [*stream]
        at = 0
        while at < len(tokens):
            some = tokens[at : at + len(self._KINDS)]
            if tuple(token.type for token in some) == self._KINDS and some[1].value == "_":
                yield Token(some[0].lineno, "data", spoken.gettext(some[3].value) % {})
                at += len(some)
            else:
                yield tokens[at]
                at += 1


@lru_cache(maxsize=8192)
def _counted(spoken: Tongue, pattern: str, markup: bool, counts: tuple[tuple[str, int], ...]) -> str:
    """A message without values, or with counts alone: a page prints the same few again and again."""
    told = {name: spoken.number(count) for name, count in counts}
    return (Markup(pattern) if markup else pattern) % told  # noqa: S704


class _Messages:
    """The four functions that Jinja's ``trans`` calls, with values told in the language."""

    def __init__(self, spoken: Tongue) -> None:
        self._spoken = spoken

    @pass_eval_context
    def gettext(self, evaluated: EvalContext, message: str, /, **values: Any) -> str:
        return self._filled(evaluated, self._spoken.gettext(message), values)

    @pass_eval_context
    def ngettext(self, evaluated: EvalContext, one: str, many: str, num: int, /, **values: Any) -> str:
        return self._filled(evaluated, self._spoken.ngettext(one, many, num), {"num": num, **values})

    @pass_eval_context
    def pgettext(self, evaluated: EvalContext, within: str, message: str, /, **values: Any) -> str:
        pattern = self._spoken.pgettext(within, message)
        return self._filled(evaluated, pattern, {"context": within, **values})

    @pass_eval_context
    def npgettext(
        self, evaluated: EvalContext, within: str, one: str, many: str, num: int, /, **values: Any
    ) -> str:
        pattern = self._spoken.npgettext(within, one, many, num)
        return self._filled(evaluated, pattern, {"context": within, "num": num, **values})

    def _filled(self, evaluated: EvalContext, pattern: str, values: dict[str, Any]) -> str:
        if all(type(value) is int for value in values.values()):
            return _counted(self._spoken, pattern, evaluated.autoescape, tuple(values.items()))
        told = {name: self._told(value) for name, value in values.items()}
        if not evaluated.autoescape:
            return pattern % told
        # The message is ours, from the source or a file of locale/; what comes from outside is in `told`.
        return Markup(pattern % {name: escape(value) for name, value in told.items()})  # noqa: S704

    def _told(self, value: Any) -> Any:
        """Phrases, lists, times and numbers in the language; all else (markup too) as it is."""
        if isinstance(value, bool | str):
            return value
        return self._spoken.value(value) if isinstance(value, int | float | Phrase) else value
