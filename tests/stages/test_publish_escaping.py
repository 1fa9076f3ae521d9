"""What is printed by the thousand is escaped as MarkupSafe does it, and what is markup stays as it is."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup, escape

from dateline.stages.publish.escaping import escaped, trusted
from dateline.stages.publish.render import environment

SIGNS = st.text(st.sampled_from("&<>'\"ab \n\u2028ß"))


class Shown:
    """Something that tells of its own markup."""

    def __html__(self) -> str:
        return "<i>&amp;</i>"


class Named:
    """Something that is told as text."""

    def __str__(self) -> str:
        return "<named>"


class Word(str):
    """A text of a kind of its own."""

    __slots__ = ()


@given(st.one_of(SIGNS, st.text()))
def test_a_text_is_escaped_as_markupsafe_does_it(text: str) -> None:
    assert escaped(text) == str(escape(text))


@pytest.mark.parametrize(
    "value", [0, -3, 1.5, True, None, Shown(), Named(), Word("<b>"), Markup("<b>"), b"<"]
)
def test_all_else_is_what_markupsafe_makes_of_it(value: Any) -> None:
    assert escaped(value) == str(escape(value))


@given(SIGNS)
def test_nothing_is_escaped_twice(text: str) -> None:
    assert escaped(trusted(escaped(text))) == escaped(text)


def test_what_is_trusted_is_markup_that_escapes_what_is_put_to_it() -> None:
    assert type(trusted("<b>")) is Markup
    assert trusted("<b>") + "<i>" == "<b>&lt;i&gt;"


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("{{ x }}", "&lt;&amp;&#39;&#34;&gt;"),
        ('<a title="{{ x }}">', '<a title="&lt;&amp;&#39;&#34;&gt;">'),
        ("{% set y %}{{ x }}{% endset %}{{ y }}", "&lt;&amp;&#39;&#34;&gt;"),
        ("{% macro m(x) %}<b>{{ x }}</b>{% endmacro %}{{ m(x) }}", "<b>&lt;&amp;&#39;&#34;&gt;</b>"),
        ("{{ x ~ '<' }}", "&lt;&amp;&#39;&#34;&gt;&lt;"),
        ("{{ [x]|join('<br>') }}", "&lt;&amp;&#39;&#34;&gt;"),
        ("{{ x|upper }}", "&lt;&amp;&#39;&#34;&gt;"),
        ("{{ m }}", "<b>"),
        ("{{ m ~ x }}", "<b>&lt;&amp;&#39;&#34;&gt;"),
        ("{{ 3 }}{{ n }}", "33"),
    ],
)
def test_templates_escape_wherever_a_value_is_put(source: str, shown: str) -> None:
    values = {"x": "<&'\">", "m": Markup("<b>"), "n": 3}
    assert environment("en").from_string(source).render(values) == shown
