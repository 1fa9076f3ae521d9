"""Invented reports for the grouping tests: five happenings, told by outlets that do not exist."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from dateline.core.types import Precision, Report, Stamp

FIRST = datetime(2031, 5, 4, 6, 0, tzinfo=UTC)


def stamp(day: float) -> Stamp:
    """A time so many days after the first of these reports."""
    return Stamp(at=FIRST + timedelta(days=day), precision=Precision.MINUTE)


def report(name: str, title: str, text: str, day: float | None = 0.0) -> Report:
    """A report by an outlet named after the first part of its id."""
    published = None if day is None else stamp(day)
    return Report(
        id=name, title=title, text=text, outlet=name.partition("-")[0], published=published, language="en"
    )


FERRY = (
    report(
        "gull-ferry",
        "Ferry runs aground off Brannholm with 140 aboard",
        "A passenger ferry ran aground on rocks off Brannholm early on Sunday with 140 people aboard.\n\n"
        "The coastguard said the Marit Lund had lost power in fog near the Skarv lighthouse. Lifeboats "
        "took the "
        "passengers to the harbour at Brannholm.",
        0.0,
    ),
    report(
        "tide-ferry",
        "Marit Lund passengers taken off by lifeboat",
        "Lifeboats have taken 140 passengers off the ferry Marit Lund, which struck rocks beside the Skarv "
        "lighthouse.\n\nHarbour master Ole Tandberg of Brannholm said that the ferry lost power in thick "
        "fog before "
        "it ran aground.",
        0.3,
    ),
    report(
        "post-ferry",
        "Coastguard: ferry lost power before grounding at Brannholm",
        "The ferry that ran aground at Brannholm had lost power minutes before, the coastguard said. The "
        "Marit "
        "Lund still lies on the rocks below the Skarv lighthouse, and its passengers are ashore.",
        1.1,
    ),
)

MILL = (
    report(
        "gull-mill",
        "Fire guts Oskar paper mill in Vellern",
        "Fire destroyed the Oskar paper mill in Vellern on Sunday night. Firefighters from four towns "
        "fought the "
        "blaze until dawn.\n\nMill manager Greta Holm said that all 62 workers of the night shift had left "
        "the "
        "building unhurt.",
        0.6,
    ),
    report(
        "tide-mill",
        "Vellern mill blaze: night shift escapes unhurt",
        "All 62 workers of the night shift escaped when the Oskar paper mill in Vellern burned "
        "down.\n\nThe blaze "
        "began in a drying hall, fire chief Jan Lindqvist said. Firefighters were still at the mill at noon.",
        1.2,
    ),
)

#: The same kind of happening as MILL, in another town: words are alike, names and numbers are not.
BAKERY = (
    report(
        "gull-bakery",
        "Fire destroys Solberg bakery in Norrhamn",
        "Fire destroyed the Solberg bakery in Norrhamn on Monday night. Firefighters fought the blaze "
        "until dawn."
        "\n\nOwner Petra Solberg said that her nine bakers had left the building unhurt.",
        1.7,
    ),
    report(
        "post-bakery",
        "Norrhamn bakery burns down, nine bakers safe",
        "Nine bakers escaped when the Solberg bakery in Norrhamn burned down on Monday night.\n\nPetra "
        "Solberg said "
        "an oven had caught fire. Firefighters from Norrhamn were still at the bakery at noon.",
        2.0,
    ),
)

VOTE = (
    report(
        "tide-vote",
        "Council backs tram line to Eastmoor by one vote",
        "Councillors in Karlsund voted by 24 to 23 on Tuesday to build a tram line to Eastmoor.\n\nMayor "
        "Ingrid "
        "Falk said that work on the tram line would begin in spring. The opposition called the cost a "
        "scandal.",
        2.4,
    ),
    report(
        "gull-vote",
        "Karlsund council votes 24 to 23 for Eastmoor tram",
        "The Eastmoor tram will be built after the Karlsund council voted for it by 24 to 23.\n\nThe "
        "mayor, Ingrid "
        "Falk, promised that the tram line would open within four years. Opponents of the tram vowed to "
        "appeal.",
        2.5,
    ),
)

WIRE = (
    "VELLERN (Nordic Press) - Engineers closed the old bridge across the Aske on Wednesday after divers "
    "found cracks "
    "in two of its seven piers. The bridge, built in 1911, carries some nine thousand vehicles a day "
    "between the "
    "market and the railway station. Chief engineer Tove Rask said that it would stay shut for at least "
    "six weeks "
    "while steel collars were fitted. Buses will go round by the motorway, and a ferry for people on foot "
    "begins on "
    "Friday at the old landing place beside the grain store."
)
BRIDGE = (
    report("nordic-bridge", "Cracked piers shut Aske bridge", WIRE, 3.2),
    report("tide-bridge", "Bridge closed", f"{WIRE}\n\nRead more about the region in our newsletter.", 3.5),
    report("post-bridge", "Six weeks without a bridge", WIRE.partition(" Buses will")[0], 3.3),
)

ALL = (*FERRY, *MILL, *BAKERY, *VOTE, *BRIDGE)
