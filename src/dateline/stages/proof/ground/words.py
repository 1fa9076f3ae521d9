"""Tables of English words that the rules look up: numbers, months, titles, cues, judgement words.

Data, not decisions. A translation of the rules starts here.
"""

from __future__ import annotations


def _listed(text: str) -> tuple[str, ...]:
    return tuple(text.split())


def _words(text: str) -> frozenset[str]:
    return frozenset(_listed(text))


_SMALL = _listed("""
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen
    """)
_TENS = _listed("twenty thirty forty fifty sixty seventy eighty ninety")
_ORDINALS = _listed("""
    third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth
    sixteenth seventeenth eighteenth nineteenth twentieth
    """)
_DAYS = _listed("monday tuesday wednesday thursday friday saturday sunday")

NUMBER_UNITS = dict(zip(_SMALL, range(20), strict=True)) | dict(zip(_TENS, range(20, 100, 10), strict=True))

NUMBER_SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
SCALE_LETTERS = {"k": 1e3, "m": 1e6, "bn": 1e9, "tn": 1e12}

#: "first" and "second" are left out: they order more often than they count.
NUMBER_ORDINALS = {name: float(value) for value, name in enumerate(_ORDINALS, 3)}

#: Words of a source that can bear out a number which they do not spell.
LOOSE_VALUES: dict[str, tuple[float, ...]] = {
    "both": (2.0,), "couple": (2.0,), "pair": (2.0,), "twins": (2.0,), "twin": (2.0,), "duo": (2.0,),
    "twice": (2.0,), "double": (2.0,), "doubled": (2.0,), "second": (2.0,), "two": (2.0,),
    "trio": (3.0,), "triple": (3.0,), "triplets": (3.0,), "treble": (3.0,), "thrice": (3.0,),
    "hat": (3.0,), "quartet": (4.0,), "quadruple": (4.0,), "quintet": (5.0,),
    "half": (0.5, 50.0, 2.0), "halved": (50.0,), "quarter": (25.0, 4.0), "quarters": (75.0, 4.0),
    "third": (3.0, 33.0), "fortnight": (2.0, 14.0), "week": (7.0,), "dozen": (12.0,),
    "decade": (10.0,), "century": (100.0,), "hour": (60.0,), "year": (12.0,), "noon": (12.0,),
    "midnight": (12.0, 0.0), "midday": (12.0,), "nil": (0.0,), "hundred": (100.0,),
} | {name: (value,) for name, value in NUMBER_ORDINALS.items() if name != "third"} | {
    f"{name}s": (float(value),) for name, value in NUMBER_UNITS.items()
}  # fmt: skip

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul",
            "august aug", "september sept sep", "october oct", "november nov", "december dec",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
WEEKDAYS = {name: number for number, name in enumerate(_DAYS)}
#: Words by which a report gives a day that only its own date can tell.
RELATIVE_DAYS = _words("""
    today yesterday tomorrow tonight overnight morning afternoon evening night weekend
    """)

#: Languages by their code (ISO 639-1): a report's own one may be named beside its words.
LANGUAGES = dict(
    entry.split("=")
    for entry in _listed("""
    ar=arabic be=belarusian bg=bulgarian ca=catalan cs=czech da=danish de=german el=greek en=english
    es=spanish et=estonian fa=persian fi=finnish fr=french he=hebrew hi=hindi hr=croatian hu=hungarian
    id=indonesian it=italian ja=japanese ko=korean lt=lithuanian lv=latvian nb=norwegian nl=dutch
    no=norwegian pl=polish pt=portuguese ro=romanian ru=russian sk=slovak sl=slovene sr=serbian sv=swedish
    tr=turkish uk=ukrainian zh=chinese
    """)
)

#: Capitalised by custom, yet no names: they bear out nothing and need no bearing out.
TITLES = _words("""
    mr mrs ms miss mx dr sir dame lord lady prof professor rev reverend st president vice prime minister
    ministers chancellor secretary foreign home state governor mayor senator sen rep congressman
    congresswoman councillor cllr mp mps msp chief chairman chairwoman chair director general gen colonel
    col lieutenant lt captain capt major sergeant sgt corporal private constable inspector detective
    superintendent commissioner sheriff officer judge justice king queen prince princess duke duchess earl
    pope bishop archbishop cardinal imam rabbi father sister brother coach manager striker captain
    ambassador spokesman spokeswoman spokesperson ex-president ex-prime government parliament cabinet
    court police council party church university school hospital championship street road avenue city
    county district region province state republic north south east west northern southern eastern western
    central i ok tv god internet christmas easter bst gmt utc est am pm
    """)

#: Words that open a sentence with a capital without being names, beside the short ones.
OPENERS = _words("""
    a an the this that these those he she it they we you i his her its their our your my in on at by for
    from with without after before during since until while when where who what why how which as if though
    although because but and or nor so yet not no none all both each every some any many most more few
    several other another such same there here then now later earlier meanwhile however moreover also
    still only even just about around over under between among amid amidst against across along near
    inside outside behind beyond despite following according thanks due once one two three four five six
    seven eight nine ten former ex new old young local national international police officials officers
    residents witnesses people workers experts researchers scientists firefighters rescuers ministers
    lawmakers politicians teachers students doctors nurses families men women children nearly almost more
    less fewer up down out hundreds thousands dozens millions tens scores plans proposals calls fears
    concerns hopes talks figures campaigners relatives detectives prosecutors lawyers judges protesters
    demonstrators voters shares sales profits prices oil gold photo video image updated correction read
    watch click can could will would should may might must do does did is are was were has have had be
    been being to of than let please today yesterday tomorrow tonight last next world human images
    pictures
    """)

#: Sources that are nobody (HOUSE_STYLE rule 5): with a speaking verb, or "experts" of no field.
VAGUE_SOURCES = (
    *(f"{kind}{people}"
      for kind in ("", "expert ", "political ", "industry ", "seasoned ", "independent ", "some ", "many ")
      for people in ("commentators", "observers", "critics", "analysts", "insiders", "pundits", "experts")),
    "some people", "many people", "sources", "a source", "unnamed sources", "well-placed sources",
    "sources close to the matter", "people familiar with the matter", "social media users", "netizens",
)  # fmt: skip
VAGUE_PHRASES = (
    "it is believed", "it is thought", "it is understood", "it is widely believed", "many believe",
    "some say", "some believe", "some argue", "many say", "it has been suggested", "it is said",
    "it has been claimed", "reports suggest", "rumour has it", "rumor has it", "sources say",
    "studies show", "experts agree",
)  # fmt: skip
SPEAKING = (
    "say", "says", "said", "claim", "claims", "claimed", "argue", "argues", "argued", "believe",
    "believes", "believed", "warn", "warns", "warned", "suggest", "suggests", "suggested", "note",
    "notes", "noted", "observe", "observes", "observed", "continue", "fear", "feared", "expect",
    "expects", "expected", "predict", "predicted", "told", "think", "thinks", "thought", "agree",
    "agreed", "point", "pointed", "see", "describe", "described",
)  # fmt: skip

#: Signs that a sentence tells whose word it is.
ATTRIBUTION = _words("""
    said says say told tells according reported reports reportedly report claimed claims claim claiming
    confirmed confirms confirm denied denies announced announces announcement stated states statement
    added verified alleged alleges allegedly accused accuses warned warns testified testimony insisted
    acknowledged admitted described revealed published posted wrote tweeted quoted citing cited showed
    shows informed suggesting suggested suggests emphasizing emphasising echoed urged called estimates
    estimated recorded figures officials
    """)
#: What a desk does not print on its own word (HOUSE_STYLE rule 2): casualties, blame, crime.
CONTENTIOUS = _words("""
    killed kill kills died dead deaths death injured wounded fatalities casualties victims murdered murder
    attack attacked attacks strike strikes bombing bombed explosion shooting shot assault raped rape
    blamed blame guilty fraud corruption massacre terrorists terrorist escalating escalate escalation
    violence collapsed stalled failed failure
    """)
#: Judgement words of our own (HOUSE_STYLE rule 14): fine in a quotation, not in the desk's voice.
JUDGEMENTS = (
    "shocking", "horrific", "heinous", "brutal", "brutally", "outrageous", "stunning", "unprecedented",
    "barbaric", "cowardly", "heroic", "heroically", "tragic", "tragically", "disastrous", "miraculous",
    "amazing", "incredible", "notorious", "infamous", "fury", "outcry", "so-called", "regime", "looms",
    "showcase", "showcased", "showcases", "showcasing", "underscores", "underscored", "underscoring",
    "significant escalation", "major escalation", "devastating blow", "little hope", "no hope",
    "meaningful", "ignites", "ignite", "ignited", "sparks outrage", "it is worth noting", "delve", "delves",
    "in light of this", "in light of these", "sends a clear message", "only time will tell",
    "remains to be seen", "a testament to", "shadow over",
)  # fmt: skip

#: Verbs of stance (HOUSE_STYLE rule 4): used only as the report used them. Family to stems.
STANCES = {
    "confirm": ("confirm", "verif"),
    "verif": ("verif", "confirm"),
    "admit": ("admit", "admission", "confess", "acknowledg"),
    "claim": ("claim",),
    "alleg": ("alleg", "accus", "charg", "suspect"),
    "den": ("deni", "deny", "denies", "reject", "refut", "dismiss"),
}

#: Which numbers are not the same although equal: three killed are not three injured (rule 9).
MEASURES = {
    "killed": _listed("killed dead died deaths fatalities die kills killing death murdered dying"),
    "injured": _listed("injured wounded hurt injuries injuring wounding wounds hospitalised hospitalized"),
    "missing": _listed("missing unaccounted"),
    "arrested": _listed("arrested detained arrests arresting detentions custody"),
    "displaced": _listed("displaced evacuated homeless evacuees fled"),
}

#: Nouns that stand for a name told before: in its place they are no other name.
REFERRING = _words("""
    accused actor actress administration agencies agency aircraft airline airport area army artist
    attacker author authorities authority band bank batsman boat boss bowler boxer boy boys broadcaster
    brothers building business campaign campaigners candidate candidates capital carrier champions
    charity child children city club clubs companies company competition countries country couple
    daughter defendant defender department designer driver employee employees event executive ferry
    festival fighters film firm firms footballer force forces forward founder game giant girl girls
    goalkeeper grandfather grandmother group groups gunman he head headquarters her him hosts hotel
    house husband island it jet jockey keeper killer kingdom lake lawmaker lawmakers leader leaders
    legislators magazine maker man manager manufacturer match men midfielder militants military ministry
    monarch mother movement movie mum nation nations network newspaper nominee office operator outlet
    owner paper parent passenger passengers pensioner pilot plane player players politician politicians
    premier race rebels regime region regulator retailer rider river sea series she ship show side sides
    singer sisters site skipper soldier soldiers son squad stadium staff star state states station
    studio supermarket suspect team teams teenager them they tournament town train troops union unions
    venue vessel victim village visitors watchdog website widow wife winger woman women worker workers
    writer
    """)

#: Other words near a number by which a source tells what it counts.
MEASURE_SIGNS = {
    "killed": _words("""
        body bodies corpse corpses life lives toll perished slain drowned shot executed victims victim
        fatal fatally slaughtered massacred casualties succumbed shootings massacre remains claimed
        lost
        """),
    "injured": _words("""
        hospital hospitals hurting casualties treated treatment condition burns shot stabbed victims
        wound serious
        """),
    "missing": _words("disappeared vanished lost search searching whereabouts"),
    "arrested": _words("held jail jailed handcuffs apprehended rounded charged suspects taken"),
    "displaced": _words("homes refugees shelter shelters fleeing leave left evacuate evacuation evacuations"),
}  # fmt: skip

#: Words before a number that make it a bound or a rough one.
BOUNDS = {
    words: bound
    for bound, listed in {
        "lower": ("at least", "more than", "over", "no fewer than", "no less than", "not less than",
                  "upwards of", "a minimum of", "just over", "well over", "exceeding", "in excess of"),
        "upper": ("up to", "as many as", "as much as", "at most", "no more than", "not more than",
                  "fewer than",
                  "less than", "under", "nearly", "almost", "close to", "just under", "a maximum of"),
        "about": ("about", "around", "roughly", "approximately", "some", "an estimated", "estimated",
                  "circa"),
    }.items()
    for words in listed
}  # fmt: skip

STOP = _words("""
    a an the and or but if in on at by for from with to of as is are was were be been being has have had
    do does did not no it its he she they them his her their we our you your i this that these those there
    here which who whom whose what when where why how than then so such up out over after before about
    into also more most other some any all one two will would can could should may might must said says
    say just only very been own same too s t
    """)

#: What a tokeniser leaves in place of words.
PROGRAM_TOKENS = _words("UNK LRB RRB LSB RSB LCB RCB")
