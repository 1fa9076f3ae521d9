"""What an editor puts right stays right: on the page, in the log, through rebuilds, merges and kills."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dateline import cli
from dateline.app import App, open_app
from dateline.app.corrections import CorrectionDesk, Wrong
from dateline.app.stories import StoryDesk
from dateline.cli.telling import Bar
from dateline.core.errors import UsageError
from dateline.core.pages import Fault, Occasion, Page
from dateline.storage import open_store
from tests.commands import FIRE, FLOOD, form, lines

CRESTED = "The Elbe crested at 7.9 metres in Meissen on Tuesday morning"
NOTE = "Correction: An earlier version of this article gave the wrong height of the river."
GIVEN = (form("kurier"), form("bote", FIRE), form("welle", FIRE + " The street was closed."))


@pytest.fixture(scope="module")
def app() -> App:
    return open_app(Bar(), workers=1)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, app: App) -> Path:
    """A small edition, built once: a flood of one report, a fire of two."""
    root = tmp_path_factory.mktemp("built")
    (root / "reports.jsonl").write_text(lines(*GIVEN))
    app.build([str(root / "reports.jsonl")], root / "site")
    with closing(open_store(root / "site.db")) as store:
        assert len(store.pages()) == 2
    return root / "site"


@pytest.fixture
def site(built: Path, tmp_path: Path) -> Path:
    """A store of its own for each test; the site beside it is written anew."""
    (tmp_path / "site.db").write_bytes(built.with_name("site.db").read_bytes())
    return tmp_path / "site"


@pytest.fixture
def desk(app: App, site: Path) -> Iterator[CorrectionDesk]:
    with CorrectionDesk.open(app, site, None) as held:
        yield held


def rebuilt(app: App, site: Path, *forms: dict[str, object]) -> None:
    given = []
    if forms:
        given = [str(site.with_name("more.jsonl"))]
        site.with_name("more.jsonl").write_text(lines(*forms))
    app.build(given, site)


def page_of(site: Path, outlet: str) -> Page:
    """The page of the story that an outlet's report is in."""
    with closing(open_store(site.with_name("site.db"))) as store:
        pages = store.pages(store.register.live()).values()
        return next(page for page in pages if outlet in {credit.outlet for credit in page.sources})


def spoken(page: Page) -> str:
    return " ".join(line.text for line in page.lines)


def a_line(site: Path, outlet: str) -> str:
    """A line of the body or the summary of a page."""
    page = page_of(site, outlet)
    return next(line.text for line in page.lines if line.text != page.headline.text)


# --- the desk -----------------------------------------------------------------------------


def test_a_review_names_the_editor_until_a_line_changes(app: App, site: Path, desk: CorrectionDesk) -> None:
    story = page_of(site, "Bote").story
    assert desk.review(story, " Ada  Palmer ").reviewed_by == "Ada Palmer"
    rebuilt(app, site)
    assert page_of(site, "Bote").reviewed_by == "Ada Palmer"
    assert "Ada Palmer" in (site / "story" / story / "index.html").read_text()
    desk.correct(story, Wrong(line=a_line(site, "Bote")))
    rebuilt(app, site)
    assert page_of(site, "Bote").reviewed_by == ""
    assert "Ada Palmer" not in (site / "story" / story / "index.html").read_text()


def test_a_review_may_be_taken_back(app: App, site: Path, desk: CorrectionDesk) -> None:
    story = page_of(site, "Bote").story
    desk.review(story, "Ada Palmer")
    assert desk.review(story, "").reviewed_by == ""
    assert page_of(site, "Bote").reviewed_by == ""


def test_a_line_taken_back_stays_out_and_is_told(app: App, site: Path, desk: CorrectionDesk) -> None:
    wrong = a_line(site, "Bote")
    before = page_of(site, "Bote")
    desk.correct(before.story, Wrong(line=wrong, note="It was another street."))
    rebuilt(app, site)
    page = page_of(site, "Bote")
    assert wrong not in spoken(page)
    [one] = page.corrections
    assert (one.wrong, one.right, one.fault, one.note) == (wrong, "", Fault.OURS, "It was another street.")
    assert (page.revision.occasion, page.revision.at) == (Occasion.CORRECTION, one.at)
    html = (site / "story" / page.story / "index.html").read_text()
    assert "It was another street." in html
    assert "It was another street." in (site / "corrections" / "index.html").read_text()
    assert "Correction: " in (site / "feed.xml").read_text()


def test_a_rebuild_and_a_new_report_leave_it_as_it_is(app: App, site: Path, desk: CorrectionDesk) -> None:
    wrong = a_line(site, "Bote")
    desk.correct(page_of(site, "Bote").story, Wrong(line=wrong))
    rebuilt(app, site)
    once = page_of(site, "Bote")
    rebuilt(app, site)
    assert page_of(site, "Bote") == once
    rebuilt(app, site, form("zeitung", FIRE + " Trucks came from Meissen and Grossenhain."))
    later = page_of(site, "Zeitung")
    assert later.story == once.story
    assert later.corrections == once.corrections
    assert wrong not in spoken(later)


def test_the_desks_own_line_stands_in_its_place(app: App, site: Path, desk: CorrectionDesk) -> None:
    page = page_of(site, "Kurier")
    wrong = a_line(site, "Kurier")
    right = "The river stood at 7.9 metres at its highest, the flood centre said."
    made = desk.correct(page.story, Wrong(line=wrong, right=right, grounds=(("kurier", CRESTED),)))
    assert [phrase.text for phrase in made.grounds] == [CRESTED]
    rebuilt(app, site)
    page = page_of(site, "Kurier")
    [line] = [line for line in page.lines if line.text == right]
    assert [span.end - span.start for span in line.evidence] == [len(CRESTED)]
    assert page.corrections[0].right == right


def test_the_old_words_bear_a_line_out_that_tells_no_more(site: Path, desk: CorrectionDesk) -> None:
    meant = next(line for line in page_of(site, "Kurier").lines if "7.9" in line.text)
    right = "In Meissen the Elbe crested at 7.9 metres."
    made = desk.correct(page_of(site, "Kurier").story, Wrong(line=meant.id, right=right))
    assert (made.right, made.grounds) == (right, made.struck)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (Wrong(line="no such words"), "nothing on the page is called so"),
        (Wrong(line="1", right="Nine men drowned.", grounds=(("kurier", CRESTED),)), "Nine"),
        (Wrong(line="1", right="It rained.", grounds=(("kurier", "It rained."),)), "is not in report"),
        (Wrong(line="1", right="It burnt.", grounds=(("bote", "A fire destroyed"),)), "is in another story"),
        (
            Wrong(line="1", right=FLOOD.partition(" Two")[0], grounds=(("kurier", CRESTED),)),
            "more words of a",
        ),
        (
            Wrong(
                line="The state flood", right="The Elbe crested at 7.9 metres in Meissen and broke a wall."
            ),
            "broke",
        ),
        (Wrong(line="1", sources=("bote",)), "is no report that this line rests on"),
    ],
)
def test_what_is_not_clear_or_not_borne_out_is_refused_and_changes_nothing(
    site: Path, desk: CorrectionDesk, wrong: Wrong, told: str
) -> None:
    with pytest.raises(UsageError) as error:
        desk.correct(page_of(site, "Kurier").story, wrong)
    assert told in str(error.value)
    with closing(open_store(site.with_name("site.db"))) as store:
        assert store.register.amendments() == []


def test_a_source_that_was_wrong_is_not_told_again_anywhere(
    app: App, site: Path, desk: CorrectionDesk
) -> None:
    page = page_of(site, "Kurier")
    meant = next(line for line in page.lines if "7.9" in line.text)
    desk.correct(page.story, Wrong(line=meant.text, sources=("kurier",), note="The gauge was broken."))
    rebuilt(app, site)
    page = page_of(site, "Kurier")
    assert "7.9" not in spoken(page)
    assert not any(row.low == 7.9 for row in page.figures)
    assert page.corrections[0].fault is Fault.SOURCE


def test_a_page_of_which_nothing_is_left_says_so(app: App, site: Path, desk: CorrectionDesk) -> None:
    for _ in range(30):
        page = page_of(site, "Kurier")
        left = [line for line in page.lines if "does not stand" not in line.text]
        if not left:
            break
        desk.correct(page.story, Wrong(line=left[0].text, sources=("kurier",)))
        rebuilt(app, site)
    assert [line.text for line in page.lines] == ["What this page told does not stand any more"]
    assert page.corrections


# --- the sources --------------------------------------------------------------------------


def edited(text: str) -> dict[str, object]:
    """The report of the Kurier in another wording, under the address that it had."""
    return form("kurier", text, url=form("kurier")["url"], updated="2024-06-05T08:00:00Z")


def test_a_source_that_corrects_itself_corrects_the_page(app: App, site: Path) -> None:
    assert "7.9" in spoken(page_of(site, "Kurier"))
    rebuilt(app, site, edited(f"{FLOOD.replace('7.9', '6.9')}\n\n{NOTE}"))
    page = page_of(site, "Kurier")
    assert "7.9" not in spoken(page)
    assert "earlier version" not in spoken(page)
    assert page.corrections
    assert all("7.9" in one.wrong and one.fault is Fault.SOURCE for one in page.corrections)
    assert "Source corrected itself: Kurier." in page.revision.reason
    once = page_of(site, "Kurier")
    rebuilt(app, site)
    assert page_of(site, "Kurier") == once


def test_a_source_that_withdraws_its_report_takes_its_lines_with_it(app: App, site: Path) -> None:
    rebuilt(app, site, edited(f"{FLOOD}\n\nThis article has been retracted."))
    page = page_of(site, "Kurier")
    assert page.revision.occasion is Occasion.SOURCE_WITHDRAWN
    assert [line.text for line in page.lines] == ["What this page told does not stand any more"]
    assert page.corrections


def test_a_note_of_a_report_is_never_news(app: App, site: Path) -> None:
    rebuilt(
        app, site, form("anzeiger", f"{FIRE} The street was shut.\n\nCorrection: The chief is Ralf Quandt.")
    )
    page = page_of(site, "Anzeiger")
    told = spoken(page) + " ".join(entry.text for entry in page.timeline)
    assert "Correction" not in told
    assert page.corrections == ()


# --- merges -------------------------------------------------------------------------------


def test_corrections_go_with_a_merge_and_stay_after_a_split(
    app: App, site: Path, desk: CorrectionDesk
) -> None:
    wrong = a_line(site, "Bote")
    fire, flood = page_of(site, "Bote").story, page_of(site, "Kurier").story
    desk.correct(fire, Wrong(line=wrong, note="It was another street."))
    rebuilt(app, site)
    with StoryDesk.open(app, site, None) as stories:
        stories.merge([flood, fire], "one day in Saxony")
    rebuilt(app, site)
    merged = page_of(site, "Bote")
    assert merged.story == flood
    assert wrong in {one.wrong for one in merged.corrections}
    assert any(one.note == "one day in Saxony" for one in merged.corrections)
    assert merged.revision.occasion is Occasion.MERGED
    with StoryDesk.open(app, site, None) as stories:
        stories.split(flood, ["bote.example", "welle.example"], "two after all")
    rebuilt(app, site)
    parted = page_of(site, "Bote")
    assert parted.story == fire
    assert wrong not in spoken(parted)
    for page in (parted, page_of(site, "Kurier")):
        assert wrong in {one.wrong for one in page.corrections}
    assert any(one.fault is Fault.MERGE for one in page_of(site, "Kurier").corrections)


# --- the command --------------------------------------------------------------------------


def run(*arguments: object) -> tuple[int, str]:
    done = CliRunner().invoke(cli.app, [str(one) for one in arguments])
    return done.exit_code, done.output


def test_the_command_shows_a_page_and_takes_a_line_back_by_its_number(app: App, site: Path) -> None:
    story = page_of(site, "Bote").story
    code, told = run("correct", story, "--out", site)
    assert code == 0
    assert "headline\n   1  " in told
    wrong = a_line(site, "Bote")
    number = next(line.split()[0] for line in told.splitlines() if line.endswith(wrong))
    code, told = run("correct", story, number, "--note", "Another street.", "--out", site)
    assert (code, f"wrong: {wrong}" in told, "taken back" in told) == (0, True, True)
    assert f"dateline build --out {site}" in told
    rebuilt(app, site)
    code, told = run("correct", story, "--out", site)
    assert f"corrected (our error): {wrong}" in told


def test_a_ground_that_is_none_is_told(site: Path) -> None:
    done = CliRunner().invoke(
        cli.app, ["correct", "s", "1", "--by", "x", "--from", "words", "--out", str(site)]
    )
    assert isinstance(done.exception, UsageError)
    assert 'REPORT="words of it"' in str(done.exception)


@pytest.mark.slow
@pytest.mark.parametrize("after", [0.5, 1.0, 1.5, 2.0])
def test_killed_at_any_time_a_correction_is_there_whole_or_not_at_all(site: Path, after: float) -> None:
    page = page_of(site, "Bote")
    wrong = a_line(site, "Bote")
    child = subprocess.Popen(
        [sys.executable, "-m", "dateline", "correct", page.story, wrong, "--note", "why", "--out", str(site)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "DATELINE_WORKERS": "1"},
    )
    time.sleep(after)
    child.send_signal(signal.SIGKILL)
    child.wait()
    with closing(open_store(site.with_name("site.db"))) as store:
        kept = store.register.amendments()
        assert [(one.wrong, one.note, one.story) for one in kept] in ([], [(wrong, "why", page.story)])
