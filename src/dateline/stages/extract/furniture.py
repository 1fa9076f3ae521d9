"""The lines that belong to a page and not to its article: invitations, cookies, sharing, captions' leads.

A table of patterns, each of which must match a whole short paragraph; a sentence of an article that
only contains such words stays.
"""

from __future__ import annotations

import re

from dateline.stages.extract.bylines import is_credit

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
    r"contenido relacionado|(?:читайте|смотрите) (?:также|ещё|еще|на эту тему):?.{0,120}|(?:читайте"
    r"|дивіться) (?:також|ще):?.{0,120}",
    r"(?:te puede interesar|lee también|leia (?:também|mais)|veja também|leggi (?:tutto|di più|anche)"
    r"|lees (?:ook|verder|meer)"
    r"|läs (?:också|mer|även)|les (?:også|mer)|læs (?:også|mere)|lue (?:myös|lisää)|czytaj (?:też|także"
    r"|więcej)|zobacz (?:też|także)"
    r"|čtěte také|přečtěte si (?:také|více)|ayrıca oku(?:yun)?|à lire (?:aussi|également)|voir aussi"
    r"|sur le même sujet"
    r"|weiterlesen|mehr (?:dazu|lesen)|siehe auch|das könnte (?:sie"
    r"|dich) auch interessieren)\s?(?:[:»›>].{0,140})?",
    # invitations
    rf"(?:please )?(?:sign up|subscribe|register|download){_LETTERS}",
    rf"(?:get|receive|never miss)\b{_LETTERS}",
    r"for the latest (?:stories|news)\b.{0,60}\b(?:download|subscribe|follow|sign up|visit)\b.{0,80}",
    r"(?:subscribe|sign up|sign in|log in|register)(?: (?:now|here|today|free))?[.!]?",
    r"enter your (?:name and |first name and )?e-?mail\b.{0,100}",
    r"to (?:reach|contact) (?:the|our|this) (?:reporter|editor|author|writer|newsroom)\b.{0,120}",
    r"do you want to be informed\b.{0,120}|.{0,60}\bsign up here[.!]?",
    r"(?:follow|like|find) .{1,40} on (?:twitter|facebook|instagram|telegram|x|linkedin|youtube)\b.{0,120}",
    r"we want to hear what you think\b.{0,120}|submit (?:a|your) letter\b.{0,120}",
    r"(?:jetzt )?(?:newsletter|push-?nachrichten) (?:abonnieren|bestellen).{0,60}"
    r"|.{0,40}\bnewsletter (?:an|bestellen|abonnieren)[.!]?",
    r"(?:inscrivez-vous|abonnez-vous|recevez)\b.{0,60}\b(?:newsletter|lettre|alertes?)\b.{0,80}",
    r"(?:suscríbete|suscríbase|regístrate|recibe|inscreva-se|assine|iscriviti|ricevi)\b.{0,60}\b(?:newsletter|boletín|canal|alertas?)\b.{0,80}",
    r"(?:підписуйтесь|підписуйтеся|подписывайтесь|подпишитесь)\b.{0,120}",
    r"(?:folgen sie|suivez|síguenos|siga|seguici|volg)\b.{0,60}\b(?:twitter|facebook|instagram|telegram"
    r"|whatsapp|youtube|x)\b.{0,60}",
    r"(?:join|follow) (?:us|our)\b.{0,60}\b(?:telegram|whatsapp|channel|discord|viber)\b.{0,60}",
    r"(?:help|support) (?:us|our|independent) .{0,60}\b(?:donat\w+|journalism|subscri\w+)\b.{0,60}",
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
    r"(?:wir (?:verwenden|nutzen)|diese (?:web)?seite (?:verwendet|nutzt)) cookies\b.{0,120}|(?:nous"
    r"|ce site) utilis(?:ons|e) (?:des )?cookies\b.{0,120}",
    r"(?:utilizamos|usamos|este sitio (?:utiliza|usa)|questo sito (?:utilizza|usa)|wij gebruiken"
    r"|deze site gebruikt) (?:los |i )?cookies\b.{0,120}",
    r"(?:alle akzeptieren|tout accepter|aceptar (?:todas?|cookies)|accetta(?: tutti)?|alles accepteren"
    r"|godta alle|godkänn alla)",
    r"(?:teilen|drucken|kommentare?|merken|partager|imprimer|commenter|compartir|imprimir|comentarios?|condividi|stampa|commenti"
    r"|delen|dela|del|jaa|udostępnij|поделиться|поділитися|надрукувати|paylaş|guardar|enregistrer|speichern|anhören|écouter)[.:…]*",
    r"(?:leave|post|write|add) a (?:comment|reply)\b.{0,60}|(?:be the first to|log in to|sign in to"
    r"|join to) comment\b.{0,60}",
    r"(?:kommentar (?:schreiben|hinterlassen|verfassen)|laisser un commentaire|deja (?:un|tu) comentario"
    r"|lascia un commento"
    r"|залишити коментар|оставить комментарий)\b.{0,40}",
    # pictures and rights
    r"enlarge(?: this)? image(?: toggle caption)?\b.{0,80}",
    r"(?:image|photo|picture)s?(?: (?:caption|source|credit|copyright))?s?\s?:.{0,80}",
    r"image|photo|getty images?",
    r"(?:foto|bild|imagen?|crédito|photographe?|фото|зображення|изображение|zdjęcie|kép|fotoğraf|quelle|fuente|bron)s?"
    r"(?:quelle|nachweis|credit)?\s?:.{0,80}",
    r"\(?(?:photo )?credits?(?: photos?)?\s?:.{0,80}\)?|crédits? photos?\s?:.{0,80}",
    r"all rights reserved\.?|(?:©|\(c\)|copyright ).{0,120}all rights reserved\.?"
    r"(?: (?:this|the) (?:material|content|article|story)\b.{0,120})?",
    r"[^!?]{0,100}©[^.!?]{2,60}",
    r"\[/?\w+(?:[#_-]\S*| \w+=[^\]]*)\]",  # a shortcode that no plugin took
    r"(?:more|related|gallery|in pictures)(?: on [^.:]{3,40})?: ?.{0,120}",
    r"the post .{1,110} (?:appeared first|first appeared) on .{1,60}",
)
#: Whole paragraphs that say that the rest of the article is for subscribers.
_WALLS = (
    r"(?:please )?subscribe\b.{0,60}\bfull (?:story|article)\b.{0,40}",
    r"to (?:view|read|access|continue reading) (?:the (?:full|rest of the|whole)|this) (?:story|article)\b"
    r".{0,20}\b(?:subscribe|log ?in|sign ?(?:up|in)|register)\b.{0,120}",
    r"this (?:story|article|content) is (?:only )?(?:for|available to|reserved for|exclusive to) (?:our )?"
    r"(?:paying |registered )?(?:subscribers|members)(?: only)?\b[^,.]{0,40}[.!]?",
    r"this is a preview of subscription content\b.{0,100}|you(?:'ve|’ve| have) (?:reached your limit of"
    r"|read all your) free articles\b.{0,100}",
    r"(?:dieser|der) (?:artikel|beitrag|text) ist (?:nur )?für abonnent\w+.{0,80}|(?:jetzt|diesen artikel)"
    r" weiterlesen mit .{2,80}",
    r"pour (?:accéder|lire|continuer)\b.{0,30}\b(?:illimité|la suite|l.intégralité|cet article)\b.{0,80}"
    r"|(?:cet article|la suite)(?: de cet article)? est réservée? (?:à nos|aux) abonn.{0,80}",
    r"este (?:artículo|contenido) es (?:exclusivo |solo )?para (?:suscriptores|socios)\b[^,.]{0,40}[.!]?",
)
_FURNITURE = re.compile("|".join(f"(?:{line})" for line in (*_LINES, *_WALLS)), re.IGNORECASE)
_WALL = re.compile("|".join(f"(?:{line})" for line in _WALLS), re.IGNORECASE)
_MARKS_ONLY = re.compile(r"[\W_]+")


def is_furniture(paragraph: str) -> bool:
    """Whether a paragraph is the page's own and not the article's."""
    if _MARKS_ONLY.fullmatch(paragraph) or is_credit(paragraph):
        return True
    return len(paragraph) <= _LONGEST and _FURNITURE.fullmatch(paragraph.strip(" -–—|»>*")) is not None


def is_wall(paragraph: str) -> bool:
    """Whether a paragraph says that the rest of the article is for subscribers."""
    return len(paragraph) <= _LONGEST and _WALL.fullmatch(paragraph.strip(" -–—|»>*")) is not None
