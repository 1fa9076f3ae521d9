"""English words that the writer must know when it reads: sets and patterns, no decisions.

The sets stand in ``vocabulary.toml``, the patterns here. What it *writes* is in ``phrases``.
Another language needs its own tables before its sentences are taken apart; until then its reports
are quoted, never recomposed.
"""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files

_SETS = {
    name: frozenset(held.split())
    for name, held in tomllib.loads(
        files("dateline.stages.narrate.phrasebook").joinpath("vocabulary.toml").read_text("utf-8")
    ).items()
}

STOPWORDS = _SETS["stopwords"]
GUARDED = _SETS["guarded"]
AUXILIARIES = _SETS["auxiliaries"]
IRREGULAR = _SETS["irregular"]
DANGLING = _SETS["dangling"]
ANAPHORS = _SETS["anaphors"]
FIRST_PERSON = _SETS["first_person"]
THIRD_PERSON = _SETS["third_person"]
PLURAL_PRONOUNS = _SETS["plural_pronouns"]
PERSONS = _SETS["persons"]
CONTENTIOUS = _SETS["contentious"]
DENIAL = _SETS["denial"]
LOWERED = _SETS["lowered"]
ORGANISATION = _SETS["organisation"]
COLLECTIVES = _SETS["collectives"]
PRONOUNS = _SETS["pronouns"]
OPENS_SUBORDINATE = _SETS["opens_subordinate"]
CLAUSE_MARKERS = _SETS["clause_markers"]
CLAUSE_OPENERS = _SETS["clause_openers"]
CUES = _SETS["cues"]
BEFORE_NOUNS = _SETS["before_nouns"]
SUMMING = _SETS["summing"]
BESIDE_TIMES = _SETS["beside_times"]
TIMES = _SETS["times"]
VOICELESS = _SETS["voiceless"]
ADDRESSED = _SETS["addressed"]
PAPERS = _SETS["papers"]
UNFINISHED = _SETS["unfinished"]
LIMITING = _SETS["limiting"]
PARTICLES = _SETS["particles"]
CORPORATE = _SETS["corporate"]
GOVERNED = _SETS["governed"]
NOT_BEFORE_DAY = _SETS["not_before_day"]
PRESENT = _SETS["present"]
CAUSING = _SETS["causing"]
SPEAKING = _SETS["speaking"]
PLACING = _SETS["placing"]
QUALIFYING = _SETS["qualifying"]
#: Names that a sentence gives an article: "according to the Taliban".
NAMED_WITH_ARTICLE = _SETS["named_with_article"]

#: What extraction leaves of a page's furniture, or words that only make sense on the outlet's own page.
JUNK = re.compile(
    r"\b(?:read more|click here|sign up|subscribe|newsletter|follow us|advertisement|getty images?"
    r"|\((?:getty|ap|reuters|afp|epa)\b"
    r"|file photo"
    r"|photo (?:by|credit)|image (?:copyright|caption)|caption|copyright|all rights reserved"
    r"|story continues"
    r"|related (?:stories|articles|coverage)|see also|watch (?:the|live|more|now|below)|updated? (?:at|on)"
    r"|this (?:article|story|post|page) (?:was|has|is)|play video|share this|contributed to this"
    r"|transcripts?|updates on this|more information as"
    r"|breaking news"
    r"|e-?mail (?:us|me|him|her)|contact (?:us|the)|for more (?:on|information)|associated press writer"
    r"|loading|cookies?|javascript|your browser|hide caption|toggle|skip to|log in|download the"
    r"|click (?:on|to)|scroll|pic\.twitter\.com|in (?:the|this) (?:photo|picture|image|video) (?:above"
    r"|below)"
    r"|pictured|shown (?:above|here)|(?:as|has been|was) updated|editor'?s note|correction:"
    r"|views expressed"
    r"|external links?|reference purposes|for (?:internal|personal) use|not responsible for the content"
    r"|terms of (?:use|service)|privacy policy|opens in a new (?:tab|window)"
    r"|anyone with information)\b"
    r"|\b(?-i:CLOSE|WATCH|VIDEO|PHOTOS|ADVERTISEMENT|RELATED|LOOK) (?-i:An?|The|In|[A-Z][a-z]+) [a-z]"
    r"|\(\s*courtesy\b|\(\s*(?:file )?(?:photos?|images?|pictures?|videos?|source|credit)\b"
    r"|\d{4} ?- ?\d{1,2}:\d\d"
    r"|https?:|www\.|©|@\w|[|{}<>_#*]|\.\.\.|…|\[|//",
    re.IGNORECASE,
)

#: "SEOUL, South Korea (XYZ) — ": where an agency report was written; not part of its first sentence.
DATELINE = re.compile(
    r"^[A-ZÀ-ÖØ-ÞĀŁŚŠŽ][A-ZÀ-ÖØ-ÞĀŁŚŠŽ.'’/ -]{2,30}(?:, [\w.'’ ]{2,25}){0,2}(?: ?\([^()]{2,30}\))?"
    r" ?[—–-]{1,2} ?"
    # "Norport, Norland (AP) The ferry": without a dash an agency in brackets ends it.
    r"|^[A-Z][\w.'’/ -]{2,30}(?:, [\w.'’ ]{2,25}){0,2} ?"
    r"\((?:AP|CNN|AFP|UPI|EFE|ANI|PTI|IANS|DPA|dpa|Reuters|Xinhua|Bloomberg)\)(?: ?[—–-]{1,2})? ?(?=[A-Z“])"
)
#: "THE OLD PIER The ferry sank": a heading that ran into its paragraph.
CROSSHEAD = re.compile(
    r"^(?:[A-Z’']{2,} ){2,}(?=(?:The|An?|In|On|At|After|When|It|He|She|They|But|One|Two)\b(?! [A-Z]{2,}\b))"
)
SOURCE_MARK = re.compile(r"^\((?:[A-Z][\w ./-]{1,24})\) ?(?:[—–-]{1,2} ?)?")

#: Openings that tie a sentence to the one before it and can go without loss.
CONNECTIVE = re.compile(
    r"^(?:And|But|Soon|Regardless|Meanwhile|In addition|Also|Moreover|Furthermore|Additionally|Still|Now"
    r"|Then|In the meantime|Earlier|Later|Separately|Nevertheless|For example|For instance|In fact|Indeed"
    r"|Of course|So|So far|Yet|Eventually|At the same time|As a result|Ultimately|Overall)"
    r"(?:,| (?=the\b|a\b|an\b|[A-Z]))\s*"
    # "Soon after, ...", "An hour later, ...": after what, the sentence before told.
    r"|^(?:(?:Soon|Shortly|Not long|Immediately) (?:after(?:wards?)?|before)"
    r"|(?:(?:An?|One|Two|Three|Several|A few|Some|Just) )?"
    r"(?i:moments?|minutes?|hours?|days?|weeks?|months?|years?) (?:later|earlier|afterwards?)), "
)

CONTENTIOUS = frozenset(
    [
        "killed",
        "dead",
        "died",
        "death",
        "deaths",
        "die",
        "dies",
        "injured",
        "wounded",
        "hurt",
        "casualties",
        "victims",
        "fatal",
        "fatally",
        "shot",
        "stabbed",
        "murdered",
        "murder",
        "kill",
        "killing",
        "shooting",
        "homicide",
        "charged",
        "arrested",
        "accused",
        "suspected",
        "suspect",
        "alleged",
        "allegedly",
        "guilty",
        "blame",
        "blamed",
        "responsible",
        "fraud",
        "assault",
        "assaulted",
        "abuse",
        "abused",
        "rape",
        "raped",
        "harassment",
        "misconduct",
        "corruption",
        "bribery",
        "criminal",
        "crime",
        "terrorist",
        "terrorism",
        "attack",
        "attacked",
        "bombing",
        "violated",
        "illegal",
        "illegally",
        "lied",
        "denied",
        "denies",
        "racist",
        "claims",
        "claimed",
        "disputed",
        "unverified",
        "missing",
    ]
)

DENIAL = frozenset(
    [
        "denied",
        "denies",
        "deny",
        "denying",
        "rejected",
        "rejects",
        "dismissed",
        "disputes",
        "disputed",
        "refuted",
    ]
)

#: Statements of fact that a competent authority can confirm (HOUSE_STYLE rule 4).
AUTHORITY = re.compile(
    r"\b(?:police|sheriff|coroner|medical examiner|ministry|minister|governor|mayor|prosecutors?|court"
    r"|judge"
    r"|fire (?:service|department|chief)|hospital|army|military|government|officials?|authorit(?:y|ies)"
    r"|agency"
    r"|president|prime minister|department|secretary|commission(?:er)?|spokes(?:man|woman|person)"
    r"|captain|lt\."
    r"|sgt\.|chief|detective|district attorney|company|nasa|white house|service|centre|center)\b",
    re.IGNORECASE,
)

#: Open questions, in the words in which reports leave them open.
UNKNOWN = re.compile(
    r"\b(?:(?:is|was|are|were|remains?|remained) (?:still )?(?:not (?:immediately |yet "
    r"|publicly )?(?:known|clear"
    r"|released|identified|disclosed|available|determined|specified)|unclear|unknown|undetermined"
    r"|undisclosed"
    r"|under investigation)"
    r"|it (?:is|was|'s) (?:not (?:immediately |yet )?(?:known|clear)|unclear|unknown)"
    r"|(?:has|have|had) (?:not|yet|not yet) (?:been |to be )?(?:identified|released|disclosed"
    r"|determined|announced"
    r"|confirmed|said|commented|named)"
    r"|did not (?:immediately )?(?:say|disclose|release|identify|specify|give|provide)"
    r"|no (?:word|details|information|motive|arrests|cause)\b)",
    re.IGNORECASE,
)

UNVERIFIED = re.compile(
    r"\b(?:unverified|unconfirmed|could not (?:be )?(?:independently |immediately )?(?:verif(?:y|ied)"
    r"|confirm(?:ed)?)"
    r"|not (?:been )?independently (?:verified|confirmed)|conflicting (?:reports|accounts))\b",
    re.IGNORECASE,
)

EARLIER = re.compile(
    r"\b(?:last (?:year|month|summer|winter|spring|fall|autumn)|previous(?:ly)?"
    r"|earlier this (?:year|month)"
    r"|(?:in|since) (?P<year>(?:19|20)\d\d)|(?:years?|months|decades?) (?:ago|earlier)|once before"
    r""
    r"|in the past|a year ago|historically|in recent (?:years|months))\b",
    re.IGNORECASE,
)

AHEAD = re.compile(
    r"\b(?:will (?!have )\w+|is (?:expected|scheduled|due|set|likely) to|are (?:expected|scheduled|due"
    r"|set|likely) to|(?:is|are) to (?!blame\b|say\b|be\b|have\b|do\b|get\b)[a-z]+"
    r"|plans? to|next (?:week|month|year|step)|scheduled for|to be held|hopes? to|intends? to)\b"
)

CLICKBAIT = re.compile(
    r"^(?:here(?:'|’)?s|here are|this is|these|what|why|how|who|when|where|watch|meet|see|live|opinion"
    r"|video|photos?"
    r"|\d+ (?:things|ways|reasons|facts|photos|of))\b"
    r"|you (?:need|should|won)|won(?:'|’)t believe|everything you|things to know|\bbest of\b"
    r"|\bmust[- ]see\b|\byour\b"
    r"|\bwe know\b|!|\?",
    re.IGNORECASE,
)
#: " - CNN", " | The Guardian", " :: WRAL.com": the outlet's own name after a title.
TITLE_TAIL = re.compile(r"\s+(?:[|–—-]|::?|»|·)\s+[^|–—»·]{2,70}$")
TITLE_HEAD = re.compile(
    r"^(?:breaking(?: news)?|(?:morning |afternoon |evening )?update[d]?|video|exclusive"
    r"|live(?: updates| blog| coverage)?|watch(?: live| now)?|opinion|photos?|just in|developing|the latest)"
    r"\s*[:|–—]\s*",
    re.IGNORECASE,
)
#: What heads a section, a search or a missing page, and tells no happening.
NO_HEADLINE = re.compile(
    r"^(?:[\w.’'&-]+ )?(?:search|home ?page|home|news(?: briefs?)?|latest(?: news)?|top stories|headlines"
    r"|archives?|sections?|world|politics|business|sports?|local(?: news)?|(?:page )?not found|error"
    r"|access denied|untitled|index"
    r"|(?:morning|afternoon|evening|daily)? ?(?:update|briefing|digest|roundup|round-up)s?"
    r"|breaking news|video|photos?|live(?: blog| updates)?|subscribe|log ?in|sign (?:in|up))\W*$"
    r"|^(?:watch|listen)(?: live| now)?\b",
    re.IGNORECASE,
)
