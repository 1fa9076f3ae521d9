"""The words of the house: forms of number, lists, names, and what stands in messages."""

from __future__ import annotations

import gettext
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import Environment
from markupsafe import Markup

from dateline.core.pages import Fault, Occasion, Position, Status
from dateline.core.types import Qualifier, Scope
from dateline.stages.publish.times import Note, moment
from dateline.stages.publish.wording import Names, Phrase, fate, languages, phrase, tongue, word
from dateline.stages.publish.wording.templates import speak
from dateline.stages.publish.wording.tongues import Tongue

FEW = settings(max_examples=25, deadline=None)
ENGLISH, UKRAINIAN, GERMAN = tongue("en"), tongue("uk"), tongue("de")


class Backwards(gettext.NullTranslations):
    """An invented language: each message turned around but for its values."""

    def gettext(self, message: str) -> str:
        return f"‹{message}›"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return f"‹{msgid1 if n == 1 else msgid2}›"

    def pgettext(self, context: str, message: str) -> str:
        return f"‹{context}: {message}›"


INVENTED: Tongue = replace(ENGLISH, messages=Backwards())


def template(source: str, spoken: Tongue = ENGLISH, **values: object) -> str:
    environment = Environment(autoescape=True)
    speak(environment, spoken)
    return environment.from_string(source).render(**values)


# --- which language -----------------------------------------------------------------------


def test_english_comes_first_and_needs_no_file() -> None:
    assert languages()[0] == "en"
    assert {"uk", "de"} <= set(languages())


@pytest.mark.parametrize(
    ("given_", "meant"),
    [("en", "en"), ("de-AT", "de"), ("uk_UA", "uk"), ("DE", "de"), ("xx", "en"), ("", "en"), ("en-US", "en")],
)
def test_the_language_of_an_edition_is_known_by_its_first_part(given_: str, meant: str) -> None:
    assert tongue(given_).language == meant


# --- phrases ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("count", "told"), [(0, "0 outlets"), (1, "1 outlet"), (2, "2 outlets"), (1400, "1,400 outlets")]
)
def test_a_count_takes_its_form_and_is_written_as_numbers_are(count: int, told: str) -> None:
    assert ENGLISH.say(phrase("%(count)s outlet", "%(count)s outlets", count)) == told


@pytest.mark.parametrize(
    ("count", "told"),
    [
        (1, "повідомляє 1 незалежне джерело"),
        (2, "повідомляють 2 незалежні джерела"),
        (5, "повідомляють 5 незалежних джерел"),
        (11, "повідомляють 11 незалежних джерел"),
        (21, "повідомляє 21 незалежне джерело"),
        (104, "повідомляють 104 незалежні джерела"),
    ],
)
def test_ukrainian_has_three_forms(count: int, told: str) -> None:
    one, many = "reported by %(count)s independent origin", "reported by %(count)s independent origins"
    assert UKRAINIAN.say(phrase(one, many, count)) == told


def test_values_are_told_in_the_same_language() -> None:
    inner = phrase("inner %(n)s", n=1400)
    told = INVENTED.say(phrase("outer %(one)s, %(at)s", one=inner, at=moment("2025-07-01") or ""))
    assert told == "‹outer ‹inner 1,400›, 1 July 2025›"


def test_texts_and_members_of_lists_stay_as_they_are() -> None:
    told = INVENTED.say(phrase("by %(who)s in %(what)s", who=["Ash 100%", phrase("others")], what="50 %(x)s"))
    assert told == "‹by Ash 100% and ‹others› in 50 %(x)s›"


def test_a_percent_sign_of_a_message_is_written_twice() -> None:
    assert ENGLISH.say(phrase("100%% sure")) == "100% sure"
    assert ENGLISH.say("100% sure") == "100% sure"


def test_a_context_parts_two_words() -> None:
    assert INVENTED.say(phrase("fire", context="of guns")) == "‹of guns: fire›"
    assert ENGLISH.say(phrase("fire", context="of guns")) == "fire"
    assert ENGLISH.say(phrase("%(count)s fire", "%(count)s fires", 2, "of guns")) == "2 fires"


def test_nothing_is_said_of_nothing() -> None:
    assert ENGLISH.say("") == ENGLISH.say(None) == ENGLISH.when(None) == ""


def test_a_phrase_is_the_same_whatever_the_order_of_its_values() -> None:
    assert phrase("%(a)s %(b)s", a=1, b="x") == phrase("%(a)s %(b)s", b="x", a=1)
    assert hash(phrase("%(a)s", a=["x", "y"])) == hash(phrase("%(a)s", a=("x", "y")))


@FEW
@given(st.text(max_size=30), st.integers(-(10**30), 10**30), st.floats())
def test_no_value_breaks_a_phrase(text: str, whole: int, part: float) -> None:
    told = phrase("%(text)s|%(whole)s|%(part)s|%(all)s", text=text, whole=whole, part=part, all=[text, text])
    for spoken in (ENGLISH, UKRAINIAN, GERMAN):
        assert spoken.say(told).startswith(f"{text}|")


# --- codes --------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", [Status, Position, Fault, Occasion, Scope, Qualifier, Note])
def test_every_code_that_readers_see_has_words_in_every_language(kind: type[Status]) -> None:
    for member in kind:
        assert ENGLISH.say(word(member))
        if member not in ("",):
            assert UKRAINIAN.say(word(member)) != ENGLISH.say(word(member))


def test_status_words_are_those_of_the_house_style() -> None:
    assert [ENGLISH.say(word(status)) for status in Status] == [str(status) for status in Status]


def test_a_code_without_words_is_printed_as_it_is() -> None:
    assert ENGLISH.say(word("seized 5%")) == "seized 5%"
    assert UKRAINIAN.say(fate("seized", "3")) == "seized: 3"


def test_people_of_a_figure() -> None:
    assert ENGLISH.say(fate("killed", "at least 3")) == "at least 3 killed"
    assert ENGLISH.say(fate("votes", "1,400")) == "votes: 1,400"


# --- numbers, lists, names ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "english", "ukrainian", "german"),
    [
        (0, "0", "0", "0"),
        (1400, "1,400", "1\xa0400", "1.400"),
        (1400.0, "1,400", "1\xa0400", "1.400"),
        (-7.5, "-7.5", "-7,5", "-7,5"),
        (12.345678, "12.345678", "12,345678", "12,345678"),
        (2_500_000, "2,500,000", "2\xa0500\xa0000", "2.500.000"),
    ],
)
def test_numbers_keep_all_their_digits(value: float, english: str, ukrainian: str, german: str) -> None:
    assert [one.number(value) for one in (ENGLISH, UKRAINIAN, GERMAN)] == [english, ukrainian, german]


@pytest.mark.parametrize("value", [1e300, -1e18, float("inf"), float("nan"), 10**40])
def test_what_no_report_counts_is_written_all_the_same(value: float) -> None:
    assert ENGLISH.number(value)


@pytest.mark.parametrize(
    ("items", "told"),
    [([], ""), (["A"], "A"), (["A", "B"], "A and B"), (["A", "B", "C"], "A, B and C")],
)
def test_lists(items: list[str], told: str) -> None:
    assert ENGLISH.listed(items) == told


def test_lists_of_other_languages_and_of_choices() -> None:
    assert UKRAINIAN.listed(["А", "Б", "В"]) == "А, Б і В"
    assert GERMAN.listed(["A", "B", "C"]) == "A, B und C"
    assert GERMAN.say(phrase("%(x)s", x=Names(("A", "B"), either=True))) == "A oder B"


@pytest.mark.parametrize(
    ("code", "english", "ukrainian", "german"),
    [
        ("uk", "Ukrainian", "українська", "Ukrainisch"),
        ("zh-Hans", "Chinese (Simplified)", "китайська (спрощена)", "Chinesisch (Vereinfacht)"),
        ("EN", "English", "англійська", "Englisch"),
        ("qq", "qq", "qq", "qq"),
        ("a-weird-tag!", "a-weird-tag!", "a-weird-tag!", "a-weird-tag!"),
        ("", "", "", ""),
    ],
)
def test_names_of_languages(code: str, english: str, ukrainian: str, german: str) -> None:
    assert [one.language_name(code) for one in (ENGLISH, UKRAINIAN, GERMAN)] == [english, ukrainian, german]


@pytest.mark.parametrize(
    ("code", "english", "german"),
    [
        ("UA", "Ukraine", "Ukraine"),
        ("de", "Germany", "Deutschland"),
        ("150", "Europe", "Europa"),
        ("Q1", "Q1", "Q1"),
    ],
)
def test_names_of_countries_and_regions(code: str, english: str, german: str) -> None:
    assert (ENGLISH.territory(code), GERMAN.territory(code)) == (english, german)


def test_shares() -> None:
    assert (ENGLISH.share(0.934), GERMAN.share(0.5)) == ("93%", "50\xa0%")


# --- templates ----------------------------------------------------------------------------


def test_numbers_in_messages_of_templates_are_written_in_the_language() -> None:
    source = "{% trans n=count %}{{ n }} story{% pluralize %}{{ n }} stories{% endtrans %}"
    assert template(source, count=1) == "1 story"
    assert template(source, count=1400) == "1,400 stories"
    assert template("{{ _('All %(n)s of them', n=1400) }}", INVENTED) == "‹All 1,400 of them›"


def test_values_are_escaped_and_messages_are_not() -> None:
    source = "{% trans who=who %}<b>{{ who }}</b> said{% endtrans %}"
    assert template(source, who="<script>") == "<b>&lt;script&gt;</b> said"
    assert template("{{ told|say }}", told=phrase("by %(who)s", who="<i>")) == "by &lt;i&gt;"


def test_blanks_of_a_message_are_folded() -> None:
    assert template("{% trans %}\n one\n   two\n{% endtrans %}", INVENTED) == "‹one two›"


def test_phrases_codes_times_and_lists_in_templates() -> None:
    at = moment("2025-07-01T16:00Z")
    assert template("{{ at|when }}", at=at) == "1 July 2025, 16:00 UTC"
    assert (
        template("{% trans at=at|when %}since {{ at }}{% endtrans %}", at=at)
        == "since 1 July 2025, 16:00 UTC"
    )
    assert template("{{ _('by %(who)s', who=inner) }}", INVENTED, inner=phrase("us")) == "‹by ‹us››"
    assert template("{{ ['a', 'b']|listed }} {{ 'uk'|language }} {{ 'DE'|territory }} {{ 0.5|share }}") == (
        "a and b Ukrainian Germany 50%"
    )
    assert template("{{ code|say }}", code=Status.DISPUTED) == "disputed"


def test_contexts_in_templates() -> None:
    assert template("{{ pgettext('of guns', 'fire') }}", INVENTED) == "‹of guns: fire›"
    assert template("{{ npgettext('of guns', '%(num)s fire', '%(num)s fires', 2) }}") == "2 fires"


def test_a_message_without_values_is_settled_when_its_template_is_read() -> None:
    environment = Environment(autoescape=True)
    speak(environment, INVENTED)
    settled = environment.from_string('<p title="{{ _("Site") }}">{{- _(\'50%% done\') -}}</p>')
    environment.globals.update(_=None, gettext=None)
    assert settled.render() == '<p title="‹Site›">‹50% done›</p>'


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("{{ _('a') ~ _('b') }}", "‹a›‹b›"),  # inside an expression it is a call as before
        ("{{ _(word) }}", "‹x›"),
        ("{{ _('a')|upper }}", "‹A›"),
        ("{{ word }}{{ _('a') }}{% if word %}{{ _('b') }}{% endif %}", "x‹a›‹b›"),
        ("{{ _('<b>&</b>') }}", "‹<b>&</b>›"),
        (
            "{% autoescape false %}{{ _('a & b') }}{{ ngettext('%(num)s <b>', '', 1) }}{% endautoescape %}",
            None,
        ),
        ("{{ _('one') }}\n{# _('no') #}{% raw %}{{ _('raw') }}{% endraw %}", "‹one›\n{{ _('raw') }}"),
    ],
)
def test_only_a_message_that_stands_alone_is_settled(source: str, told: str | None) -> None:
    assert template(source, INVENTED, word="x") == (told or "‹a & b›‹1 <b>›")


def test_markup_among_the_values_of_a_message_stays_markup_and_text_does_not() -> None:
    source = "{% trans a=a, b=b %}{{ a }} and {{ b }}{% endtrans %}"
    assert template(source, a=Markup("<i>x</i>"), b="<i>y</i>") == "<i>x</i> and &lt;i&gt;y&lt;/i&gt;"


def test_a_message_inside_a_loop_knows_what_the_loop_does_not() -> None:
    one = "{% trans n=n %}{{ n }} story{% pluralize %}{{ n }} stories{% endtrans %};"
    source = f"{{% for n in ns %}}{one}{{% endfor %}}"
    assert template(source, ns=[1, 2]) == "1 story;2 stories;"


def test_a_phrase_is_plain_data() -> None:
    assert phrase("a") == Phrase(message="a")
