"""The lines that belong to a page and not to its article: invitations, cookies, sharing, captions' leads.

A table of patterns, each of which must match a whole short paragraph; a sentence of an article that
only contains such words stays.
"""

from __future__ import annotations

import re

_LONGEST = 160

_LETTERS = r"\b.{0,60}\b(?:newsletters?|e-?mails?|inbox|alerts?|daily edition|updates)\b.{0,80}"

#: Whole paragraphs, case-blind. English first; then what pages in other languages say most.
_LINES = (
    # other articles
    r"read (?:more|also|next|on|the full (?:story|article)|full (?:story|article))\b.{0,120}",
    r"(?:see|read) also\b:?.{0,120}",
    r"(?:click|tap) here (?:to|for) .{1,100}",
    r"continue reading.{0,100}",
    r"(?:related|recommended|more on this (?:story|topic)|more from .{1,40}|you may also like|most read)"
    r"(?: (?:stories|articles|content|news|topics|coverage))?:?",
    r"(?:lesen sie auch|auch lesen|mehr zum thema|lea(?: también| más)?|(?:[àa] )?lire aussi|leggi anche)"
    r"\s?(?:[:»].{0,140})?",
    r"contenido relacionado|читайте (?:также|також):?.{0,120}",
    # invitations
    rf"(?:please )?(?:sign up|subscribe|register|download){_LETTERS}",
    r"(?:please )?subscribe\b.{0,60}\bfull (?:story|article)\b.{0,40}",
    rf"(?:get|receive|never miss)\b{_LETTERS}",
    r"for the latest (?:stories|news)\b.{0,60}\b(?:download|subscribe|follow|sign up|visit)\b.{0,80}",
    r"to (?:view|read) the full (?:story|article),? (?:please )?(?:subscribe|log in|sign up)\b.{0,120}",
    r"(?:subscribe|sign up|sign in|log in|register)(?: (?:now|here|today|free))?[.!]?",
    r"do you want to be informed\b.{0,120}|.{0,60}\bsign up here[.!]?",
    r"(?:follow|like|find) .{1,40} on (?:twitter|facebook|instagram|telegram|x|linkedin|youtube)\b.{0,120}",
    r"we want to hear what you think\b.{0,120}|submit (?:a|your) letter\b.{0,120}",
    # buttons and the page itself
    r"(?:share|tweet|email|print|copy link|save|comments?|reply|download|menu|search|close|loading|top"
    r"|back to top|skip (?:ad|to content)|play video|watch|listen|gallery|teilen mit|wird geladen)[.:…]*",
    r"(?:advertisement(?: feature)?|ad|sponsored(?: content)?|anzeige|werbung|publicidad|publicité)[.:]?",
    r"share (?:this|on|via)\b.{0,60}",
    r"(?:\d{1,3} )?(?:comments?|shares?|views?|min(?:ute)?s? read)",
    r"(?:this|the) (?:video|content|browser) (?:is|can ?not|can't|does not|doesn't)\b.{0,80}",
    r"your browser does not support .{1,80}",
    r"(?:we|this (?:site|website)) uses? cookies\b.{0,120}",
    r"by (?:continuing|using)\b.{0,60}\bcookies\b.{0,60}",
    r"(?:accept|manage|reject)(?: all)? (?:cookies|preferences)",
    # pictures and rights
    r"enlarge(?: this)? image(?: toggle caption)?\b.{0,80}",
    r"(?:image|photo|picture)s?(?: (?:caption|source|credit|copyright))?s?\s?:.{0,80}",
    r"image|photo|getty images?",
    r"\(?(?:photo )?credits?(?: photos?)?\s?:.{0,80}\)?|crédits? photos?\s?:.{0,80}",
    r"all rights reserved\.?|(?:©|\(c\)|copyright ).{0,120}all rights reserved\.?",
    r"the post .{1,110} (?:appeared first|first appeared) on .{1,60}",
)
_FURNITURE = re.compile("|".join(f"(?:{line})" for line in _LINES), re.IGNORECASE)
_MARKS_ONLY = re.compile(r"[\W_]+")


def is_furniture(paragraph: str) -> bool:
    """Whether a paragraph is the page's own and not the article's."""
    if _MARKS_ONLY.fullmatch(paragraph):
        return True
    return len(paragraph) <= _LONGEST and _FURNITURE.fullmatch(paragraph.strip(" -–—|»>*")) is not None
