"""The page's own lines: each phrase of the table fires on a whole line, and on no sentence that holds it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.stages.extract.body import without_furniture
from dateline.stages.extract.furniture import is_furniture, is_wall

FURNITURE = [
    # other articles
    "Read more: Ferry timetable changes in May",
    "READ NEXT",
    "Read the full story",
    "See also: Harbour dues",
    "Click here to see the timetable",
    "Continue reading the ferry's story",
    "Related stories",
    "Related: The tug that sank twice",
    "More on harbours:",
    "Gallery: The storm in pictures (Photo Services)",
    "More from the Harbour Post",
    "You may also like",
    "Lesen Sie auch: Fähre läuft auf Grund",
    "Mehr zum Thema",
    "Lire aussi : le bac de nuit",
    "À lire également",
    "Lea también: El transbordador",
    "Te puede interesar",
    "Leia também",
    "Leggi anche",
    "Lees ook",
    "Läs mer",
    "Czytaj też: Prom",
    "Читайте также: паром",
    "Читайте також: пором",
    "Ayrıca okuyun",
    # invitations
    "Sign up for our morning newsletter",
    "Please subscribe to our e-mail alerts",
    "Get the harbour's news in your inbox every day",
    "Enter your name and email to get the free map.",
    "Subscribe now!",
    "Log in",
    "Follow us on Facebook",
    "We want to hear what you think about the ferry",
    "Newsletter bestellen",
    "Abonnez-vous à la lettre du port",
    "Suscríbete a nuestro boletín diario",
    "Підписуйтесь на наш канал",
    "Folgen Sie uns auf Facebook",
    "Join our Telegram channel",
    "Support our journalism: donate today",
    "To reach the reporter, write to desk@harbour.example",
    # buttons and the page itself
    "Share",
    "3 comments",
    "4 min read",
    "Advertisement",
    "ANZEIGE",
    "Your browser does not support video",
    "We use cookies to make this site work",
    "Accept all cookies",
    "Wir verwenden Cookies",
    "Teilen",
    "Leave a comment",
    "Kommentar schreiben",
    "[ad#top-2]",
    "[gallery ids=12,14]",
    # pictures and rights
    "Photo: Ada Quill",
    "Image caption: The ferry at the quay",
    "Bildquelle: Hafenamt",
    "Crédit photo : Ada Quill",
    "(Photo credit: Ada Quill)",
    "All rights reserved.",
    "Copyright 2025 Harbour Corp. All rights reserved.",
    "© 2025 Harbour Corp. All rights reserved. This material may not be broadcast or rewritten.",
    "3.6.2025 | Quelle: Hafenamt | © Hafen Medien GmbH",
    "The post Ferry hits tug appeared first on Harbour Post",
    # rules and credits
    "* * *",
]


def test_who_signed_is_furniture() -> None:
    assert is_furniture("(Reporting by Ada Quill; Editing by Ben Oak)")
    assert not is_furniture("The reporting by Ada Quill was read out in court.")


@pytest.mark.parametrize("line", FURNITURE)
def test_a_line_of_the_page_is_furniture(line: str) -> None:
    assert is_furniture(line)
    assert is_furniture(f"» {line}")


@pytest.mark.parametrize(
    "sentence",
    [
        "She said that she had read more about the ferry than anyone on board.",
        "Readers may also like the tug, which was built in the same yard in 1961.",
        "The harbour master related: nobody had been told.",
        "He signed up for the night watch and wrote newsletters about it.",
        "The company will share the cost of the quay with the town.",
        "Nobody could log in to the booking system on Tuesday.",
        "An advertisement for the ferry hung on the quay for years.",
        "The photo shows the ferry at the quay, the court was told.",
        "All rights reserved for islanders were withdrawn by the new law.",
        "Cookies and tea were handed to those who had to wait for the ferry.",
        "More than 300 passengers were on board, the company said.",
        "Subscribers to the ferry's fund lost their money when the company failed.",
        "Er sagte, er wolle mehr zum Thema Fähre lesen.",
        "Nous avons lu aussi le rapport du port sur le bac.",
        "Enter your cabin by the left-hand door, the sign on the ferry said.",
        "The reporter behind the story could not be reached on the island.",
        "[The ferry] was late, he wrote.",
        "The text is © Harbour Post, the judge held. It may be quoted all the same.",
        "To reach the quay, passengers had to walk through the mud.",
    ],
)
def test_a_sentence_that_only_holds_such_words_stays(sentence: str) -> None:
    assert not is_furniture(sentence)
    assert without_furniture(f"The ferry was late.\n\n{sentence}", "") == f"The ferry was late.\n\n{sentence}"


@pytest.mark.parametrize("line", FURNITURE)
def test_a_long_paragraph_is_never_furniture(line: str) -> None:
    long = f"{line} {'The ferry reached the quay by itself, and nobody was hurt. ' * 8}"
    assert not is_furniture(long)


WALLS = [
    "To view the full story, please subscribe to the Harbour Post.",
    "To continue reading this article, log in or register",
    "Please subscribe to read the full article",
    "This story is for subscribers only",
    "This article is available to registered members.",
    "This is a preview of subscription content, log in to check access.",
    "You have reached your limit of free articles this month.",
    "Dieser Artikel ist nur für Abonnenten lesbar",
    "Jetzt weiterlesen mit Hafen Plus",
    "Pour lire la suite, abonnez-vous",
    "Cet article est réservé à nos abonnés",
    "Este contenido es exclusivo para suscriptores",
]


@pytest.mark.parametrize("line", WALLS)
def test_a_wall_ends_the_text_with_the_offer_behind_it(line: str) -> None:
    assert is_wall(line)
    assert is_furniture(line)
    text = f"The ferry was late.\n\nNobody was hurt.\n\n{line}\n\nA year for 60 crowns.\n\n— All our reports"
    assert without_furniture(text, "") == "The ferry was late.\n\nNobody was hurt."


@pytest.mark.parametrize(
    "line",
    [
        "The full story of the ferry will be told in court, subscribers to its fund hope.",
        "Subscribe to the fund or lose the ferry, the mayor told islanders.",
        "This article is for members a matter of honour, she said, and they will sue.",
        "Pour lire l'avenir, le capitaine regardait la mer.",
    ],
)
def test_a_sentence_about_subscribers_is_no_wall(line: str) -> None:
    assert not is_wall(line)


def test_an_article_goes_on_behind_a_wall_that_nobody_took_down() -> None:
    rest = "\n\n".join(
        f"Paragraph {number} of the report says what the ferry cost. " * 5 for number in range(9)
    )
    text = f"The ferry was late.\n\n{WALLS[0]}\n\n{rest}"
    kept = without_furniture(text, "").split("\n\n")
    assert len(kept) == 10
    assert WALLS[0] not in kept


def test_what_stands_over_the_headline_is_the_sites() -> None:
    text = "News from the quays\n\nFerry hits tug\n\nThe ferry was late."
    assert without_furniture(text, "Ferry hits tug") == "The ferry was late."
    assert without_furniture(text, "Another title") == text
    assert without_furniture(text, "") == text


def test_a_headline_that_stands_late_or_under_much_is_part_of_the_text() -> None:
    late = "One.\n\nTwo.\n\nThree.\n\nFerry hits tug\n\nFour."
    assert without_furniture(late, "Ferry hits tug") == late
    much = f"{'The ferry reached the quay. ' * 20}\n\nFerry hits tug\n\nFour."
    assert without_furniture(much, "Ferry hits tug") == normal(much)


def normal(text: str) -> str:
    return "\n\n".join(text.split("\n\n"))


def test_other_articles_broken_off_at_the_end_are_left_out() -> None:
    text = "The ferry was late.\n\nThe tug sank twice and then […]\n\nHens on the quay are [...]"
    assert without_furniture(text, "") == "The ferry was late."
    one = "The ferry was late.\n\nThe judge read: “It sank […]\n\nNobody was hurt."
    assert without_furniture(one, "") == one
    entry = "The ferry was late and then […]"
    assert without_furniture(entry, "") == entry


def test_bylines_are_taken_off_the_top_only() -> None:
    text = "By Ada Quill\n\nThe ferry was late.\n\nOne.\n\nTwo.\n\nAda Quill"
    assert without_furniture(text, "", "Ada Quill") == "The ferry was late.\n\nOne.\n\nTwo.\n\nAda Quill"


def test_a_line_that_is_said_twice_in_a_row_is_said_once() -> None:
    assert without_furniture("The ferry was late.\n\nThe ferry was late.\n\nOne.", "") == (
        "The ferry was late.\n\nOne."
    )


@given(st.lists(st.text(alphabet="ab .[…]©\n", max_size=60), max_size=8), st.text(max_size=20))
def test_nothing_is_added_and_the_order_is_kept(parts: list[str], title: str) -> None:
    given_parts = "\n\n".join(parts).split("\n\n")
    kept = without_furniture("\n\n".join(parts), title).split("\n\n")
    rest = iter(given_parts)
    assert kept == [""] or all(part in rest for part in kept)
