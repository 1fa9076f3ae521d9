"""What the names that templates give their elements tell: the article's own, or the page around it.

Decides by tag, class, id, role and microdata alone; a table of words. Sees no text: ``scoring`` weighs
these cues against it, since templates lie.
"""

from __future__ import annotations

import re
from enum import IntEnum
from functools import lru_cache


class Cue(IntEnum):
    """What the markup says of an element and of all that is in it."""

    NONE = 0
    BODY = 1  # the article's running text
    ARTICLE = 2  # the article with its heading
    LEAD = 3  # the standfirst
    ASIDE = 4  # not the running text
    COMMENTS = 5  # readers' words, which may be longer than the article


_TAGS = {
    **dict.fromkeys(("article", "main"), Cue.ARTICLE),
    **dict.fromkeys(("aside", "nav", "footer", "figcaption", "form", "address", "menu"), Cue.ASIDE),
    **dict.fromkeys(("fieldset", "audio", "video", "amp-sidebar", "amp-carousel", "amp-consent"), Cue.ASIDE),
}
#: Values of ``role`` (ARIA) and ``itemprop`` (schema.org), lower case.
_ROLES = {
    **dict.fromkeys(("articlebody", "reviewbody"), Cue.BODY),
    **dict.fromkeys(("main", "article"), Cue.ARTICLE),
    **dict.fromkeys(("comment", "usercomments"), Cue.COMMENTS),
    **dict.fromkeys(("navigation", "complementary", "contentinfo", "banner", "search", "dialog"), Cue.ASIDE),
    **dict.fromkeys(("alert", "menu", "menubar", "toolbar", "tablist", "form"), Cue.ASIDE),
}

#: The words of a class or id are joined by marks or by a change of case.
_JOINT = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|[^A-Za-z0-9]+")
#: Names that tell how an element looks or is filed, not what it is: ``has-sidebar``, ``tag-polls``.
_STATE = re.compile(
    r"(?:has|is|no|not|with|without|hide|hidden|show|visible|category|cat|tag|topic|format|status|type|term"
    r"|elementor|wp block group|col|grid|theme|layout|page template|post type|js has) "
)
#: Nouns for a mere box, which may stand after the word that tells: ``share-bar-wrapper``.
_BOX = (
    r"(?: (?:list|box|wrapper|wrap|container|area|section|block|inner|outer|content|bar|widget|module|panel"
    r"|group|row|links?|items?|holder|component|region|heading|header|title|left|right|top|bottom|mobile"
    r"|desktop|main|new|v?\d+|[a-z]))*$"
)


def _names(*patterns: str) -> re.Pattern[str]:
    """A pattern of names, of which the last noun decides: ``article-comments`` are comments."""
    return re.compile(rf"(?<![a-z0-9])(?:{'|'.join(patterns)}){_BOX}")


_COMMENTS = _names(
    r"comments?(?: ?\w+)?|commentlist|disqus(?: thread)?|livefyre|respond|repl(?:y|ies)|discussions?|forum",
    r"(?:leser)?kommentare?|commentaires?|comentarios?|user ?reviews?|(?:fb|facebook) comments|viafoura",
    r"coral(?: talk)?|spot ?im|opencomments",
)
_ASIDE = _names(
    # other articles
    r"related(?: ?\w+)?|recommend(?:ed|ations?|s)?|recirc(?:ulation)?|read ?on|similar(?: ?\w+)?|yarpp|crp",
    r"(?:see|read|view|learn) ?(?:also|more|next)|more ?(?:on|from|news|stories|articles|links|info)",
    r"most ?(?:read|popular|viewed|shared|commented|recent)|trending|popular(?: posts)?|latest(?: ?\w+)?",
    r"up ?next|you may|next ?(?:article|post|story|up)|prev(?:ious)?(?: ?(?:article|post|next))?|teasers?",
    r"outbrain|taboola|nrelate|zergnet|plista|ligatus|jp relatedposts|mehr zum thema",
    # the site
    r"nav|navi|navigation|navbar|subnav|main ?nav|menus?|submenu|bread ?crumbs?|skip ?link|skip|ticker",
    r"side ?bar|side ?column|(?:right|left) ?(?:rail|col|column)|rail|aside|widget ?area|portlet|infobar",
    r"masthead|(?:site|page) ?header|(?:site|page)? ?footer|colophon|top ?bar|search(?: ?\w+)?",
    r"breaking ?news|pagination|pager|paging|page ?links",
    # invitations
    r"news ?letters?(?: ?\w+)?|subscri(?:be|ption|ptions|ber)|sign ?(?:up|in)|log ?in|register|regwall",
    r"paywall|donat(?:e|ion)|support us|cta|call to action|promos?|promo ?\w+|promotion(?:al)?|app ?promo",
    r"cookies?(?: ?\w+)?|consent|gdpr|ccpa|privacy|popups?|modal|overlay|lightbox|notifications?|banner",
    # trade
    r"ads?|ad ?(?:slot|unit|box|wrap|wrapper|container|label|banner|block|space|zone|holder|text)|adsense",
    r"advert(?:s|ise|isement|isements|ising|orial)?|dfp|gpt|sponsor(?:s|ed|ship)?|anzeigen?|werbung",
    r"publicidad|publicite|partner ?(?:links|content)|affiliates?|shop(?:ping)?|deals?|product ?\w+",
    r"buy ?\w+|pricing|disclosure",
    # buttons
    r"shar(?:e|es|ing)(?: ?\w+)?|social(?: ?\w+)?|addthis(?: ?\w+)?|addtoany|a2a|sharedaddy|share ?this",
    r"sociable|sharethrough|follow(?: ?us)?|(?:article ?)?tools?|tool ?bar|toolbox|actions?|buttons?|btns?",
    r"print(?: ?\w+)?|e ?mail ?(?:this|link|form)|bookmark|like ?button|ratings?|rate|vot(?:e|ing)|polls?",
    r"quiz(?:zes)?|survey|feedback|report ?error|correction ?form|player|playlist|transcript ?toggle",
    r"controls?|icons?",
    # about the article
    r"tags?|tag ?(?:list|links|cloud|s)|topics?|topic ?list|keywords?|categor(?:y|ies)(?: ?list)?|bylines?",
    r"author ?(?:bio|box|info|card|profile|about|details?|description|block|area|meta|name|image|photo)",
    r"about ?(?:the )?author|bio|biography|post ?author|vcard|user ?profile|copyright|disclaimers?|legal",
    r"(?:post|entry|article|page|story)? ?(?:meta(?: ?data)?|date|time)|meta ?(?:info|bar)|date ?line",
    r"entry ?(?:utility|footer)|post ?(?:footer|info|date|nav|navigation|tags?|views)|datetime|time ?stamp",
    r"article ?(?:footer|info|tags?|date|links)|publish(?:ed)? ?(?:date|time)|licen[cs]e|credits?",
    r"source ?(?:link|box)|table of contents|jump ?(?:to|links?)|reading ?time|word ?count|view ?count",
    r"permalink|trackbacks?|pingbacks?|shortlink|edit ?(?:link|section)|mw editsection|printfooter",
    r"catlinks|footnotes?|references|reflist",
    # pictures
    r"(?:wp ?|img ?|image ?|photo ?|picture ?|media ?|video ?|gallery ?)?captions?(?: ?text)?|legend",
    r"galler(?:y|ies)|galerie|slide ?shows?|slides?|slider|slick|swiper|carousel|thumb(?:s|nails?)?",
    r"(?:image|photo) ?(?:credit|source|info|gallery)|video ?(?:player|embed|info|title|wrapper|container)",
    r"lead ?(?:image|media|photo|video)|infographic|media ?(?:info|gallery|object)|figure|bildunterschrift",
    r"bildquelle",
    # not for the eye
    r"sr only|visually ?hidden|screen ?reader(?: text)?|off ?screen|a11y|assistive(?: text)?",
    r"element invisible",
    # beside the text
    r"fact ?box|info ?box|box ?out|pull ?quotes?|pull ?out|stock ?\w+|quote ?ticker|weather|event ?details",
    r"contact(?: ?\w+)?|map|score ?board|live ?scores?|countdown|calendar",
)
_LEAD = _names(
    r"stand ?first|lead|lede|leadin|lead ?text|intro(?:duction|text)?|dek|deck|abstract|summary|excerpt",
    r"sub ?(?:title|headline|hed|heading)|vorspann|teaser ?(?:text|detail|p)",
    r"(?:article|text) ?(?:intro|teaser)|chapo|chapeau|entradilla|bajada|sommario|ingress",
)
_BODY = _names(
    r"(?:article|story|entry|post|news|content|detail|body|node|text) ?(?:body|text|copy|content)",
    r"article ?(?:section|main|detail|inhalt|wrapper|richtext)",
    r"(?:body|story|post) ?(?:copy|content|text|main)|story ?inner",
    r"field name body|articlebody|articletext|entrytext|bodytext|bodycopy|storytext|newstext",
    r"full ?text|rich ?text|copy ?body|wysiwyg|e content|instapaper body",
)
_ARTICLE = _names(
    r"article|story|post|hentry|page ?content|main ?content|single|artikel|beitrag|noticia|nota"
)
#: The first that fits decides.
_TABLE = (
    *((_COMMENTS, Cue.COMMENTS), (_ASIDE, Cue.ASIDE), (_LEAD, Cue.LEAD)),
    *((_BODY, Cue.BODY), (_ARTICLE, Cue.ARTICLE)),
)
_LONGEST = 400  # characters of the names that are looked at


@lru_cache(maxsize=1 << 14)
def cue_of(tag: str, names: str, role: str) -> Cue:
    """The cue of an element by its tag, its class and id (``names``), its ARIA role or its itemprop.

    Of several names the strongest cue counts. A page's ``body`` tells nothing: it is named for all.
    """
    if role and (told := _ROLES.get(role.lower())):
        return told
    by_tag = _TAGS.get(tag, Cue.NONE)
    if by_tag is Cue.ASIDE or tag in ("body", "html"):
        return by_tag
    return max(map(_by_name, names[:_LONGEST].split()), default=Cue.NONE) or by_tag


@lru_cache(maxsize=1 << 14)
def _by_name(name: str) -> Cue:
    plain = _JOINT.sub(" ", name).strip().lower()
    if _STATE.match(plain):
        return Cue.NONE
    return next((cue for pattern, cue in _TABLE if pattern.search(plain)), Cue.NONE)
