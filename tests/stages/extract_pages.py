"""Pages as the world's templates write them, around articles that we made up.

Each has the lines that a reader takes for the article, in order, and words that must not be among
them. The templates are drawn from life; no word of them is.
"""

# ruff: noqa: E501 - markup is easier to read in the lines that it has
from __future__ import annotations

from dataclasses import dataclass

DAM = (
    "The dam above Orrin held through the night, the valley council said on Wednesday, although the river"
    " had risen by two metres since noon.",
    "Engineers opened the last of four gates shortly before dawn. “We did not sleep,” said Mara Linde, who"
    " has run the works for eleven years.",
    "About 340 people were asked to leave the lower streets. Most of them spent the night in the school at"
    " Tarn Hill, where the baker brought bread at five.",
    "By noon the water had begun to fall, and the road to the coast was open again to lorries.",
)
SHORT = "Nobody was hurt."
NAV = '<div class="site-menu"><ul><li><a href="/">Home</a></li><li><a href="/sea">Sea and harbour</a></li></ul></div>'
FOOT = "<footer><p>The Orrin Post is printed by Valley Presses, 4 Mill Lane, and answers letters in a week.</p></footer>"
CAT = "A cat that was lost for nine years has walked home from the far end of the island, its owner says."
HENS = "Hens on the school roof have learned to open the hatch, and the caretaker has had enough of them."
TEASERS = "".join(f'<li><a href="/{n}">{text}</a></li>' for n, text in enumerate((CAT, HENS)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A page, the lines wanted of it, and words unwanted."""

    name: str
    html: str
    wanted: tuple[str, ...] = DAM
    unwanted: tuple[str, ...] = ("Sea and harbour", "Valley Presses", "A cat that", "Hens on")


def paragraphs(*lines: str, tag: str = "p") -> str:
    """The lines, each in an element of its own."""
    return "".join(f"<{tag}>{line}</{tag}>" for line in lines)


def page(body: str, title: str = "Dam holds") -> str:
    """A page with the site's menu above and its footer below."""
    return f"<html><head><title>{title}</title></head><body>{NAV}{body}{FOOT}</body></html>"


P = paragraphs(*DAM)
H1 = "<h1>Dam holds</h1>"
TOLL = (
    "<table><tr><th>Street</th><th>Asked to leave</th></tr><tr><td>Mill Lane</td><td>210</td></tr>"
    "<tr><td>Quay</td><td>130</td></tr></table>"
)
ROWS = ("Street Asked to leave", "Mill Lane 210", "Quay 130")
STEPS = ("Turn off the gas.", "Take water for two days.", "Leave by the upper road.")
CYRILLIC = (
    "Гребля вище Оррина витримала ніч, повідомила в середу рада долини, хоча річка від полудня піднялася"
    " на два метри.",
    "Близько 340 людей попросили залишити нижні вулиці. Більшість із них ночували у школі на пагорбі.",
)
CHINESE = (
    "山谷委员会星期三说，尽管河水自中午以来上涨了两米，奥林上方的大坝还是撑过了一夜。工程师在黎明前打开了四道闸门中的最后一道。",
    "大约三百四十人被要求离开低处的街道，其中大多数人在山上的学校过夜，面包师五点钟送来了面包，中午时分水位开始下降。",
)
ARABIC = (
    "قال مجلس الوادي يوم الأربعاء إن السد الواقع فوق أورين صمد طوال الليل رغم أن النهر ارتفع مترين منذ الظهر، وفتح المهندسون آخر البوابات.",
    "وطُلب من نحو ثلاثمئة وأربعين شخصا مغادرة الشوارع السفلى، وقضى معظمهم الليل في المدرسة على التل.",
)
LONG_COMMENT = "I live below the dam and nobody rang at my door, whatever the council says about it. " * 6

CASES = (
    Case(name="article", html=page(f"<article>{H1}{P}</article>")),
    Case(
        name="wordpress",
        html=page(
            "<div id='page' class='site'><div id='content'><main class='site-main'><article id='post-12' class="
            "'post-12 post type-post status-publish hentry category-weather tag-polls has-sidebar'><header class="
            f"'entry-header'><h1 class='entry-title'>Dam holds</h1><div class='entry-meta'>Posted by Ada on June 3,"
            f" 2024. Filed under weather.</div></header><div class='entry-content'>{P}<div class='sharedaddy'><h3>"
            "Share this:</h3><ul><li>Tell your friends about this page, please.</li></ul></div></div><footer class="
            f"'entry-footer'>Tagged: rivers</footer></article><div class='related-posts'><ul>{TEASERS}</ul></div>"
            f"<div id='comments' class='comments-area'><p>{LONG_COMMENT}</p></div></main></div></div>"
        ),
        unwanted=("Posted by", "Share this", "Tagged", "A cat", "whatever the council"),
    ),
    Case(
        name="drupal",
        html=page(
            "<div class='region region-content'><div class='node node-article'><div class='field field-name-body"
            f" field-label-hidden'><div class='field-items'><div class='field-item even'>{P}</div></div></div></div>"
            f"</div><div class='region-sidebar-second'><div class='block'><p>{CAT}</p><p>{HENS}</p></div></div>"
        ),
    ),
    Case(
        name="tables of the nineties",
        html=page(
            f"<table><tr><td width=120><a href=/>Front</a><br><a href=/w>Weather</a></td><td><font size=2>"
            f"{'<br><br>'.join(DAM)}</font></td><td><a href=/c>{CAT}</a></td></tr></table>"
        ),
        unwanted=("Weather", "A cat that"),
    ),
    Case(
        name="divs with br",
        html=page(f"<div id='main'><div class='text'>{'<br/><br/>'.join(DAM)}</div></div>"),
    ),
    Case(
        name="nested sections",
        html=page(
            f"<article><section><div><section>{paragraphs(*DAM[:2])}</section></div></section>"
            f"<section><div><section>{paragraphs(*DAM[2:])}</section></div></section></article>"
        ),
    ),
    Case(
        name="body in several boxes of one name",
        html=page(
            f"<div class='grid'><div class='story-text'>{paragraphs(*DAM[:3])}</div><div class='ad-slot'><p>Buy"
            " boots that keep out water, today only, at Harl and Sons.</p></div><div class='story-text'>"
            f"{paragraphs(DAM[3])}</div></div>"
        ),
        unwanted=("Buy boots",),
    ),
    Case(
        name="standfirst in the header",
        html=page(
            f"<article><header>{H1}<p class='standfirst'>Four gates were open at dawn, and the school took in the"
            f" lower town.</p></header><div class='article-body'>{P}</div></article>"
        ),
        wanted=("Four gates were open at dawn, and the school took in the lower town.", *DAM),
    ),
    Case(
        name="standfirst as a heading",
        html=page(
            f"<article>{H1}<h2>Four gates were open at dawn, and the school took in all of the lower town.</h2>"
            f"{P}</article>"
        ),
        wanted=("Four gates were open at dawn, and the school took in all of the lower town.", *DAM),
    ),
    Case(
        name="subheads",
        html=page(
            f"<article>{H1}<p>{DAM[0]}</p><h2>A night awake</h2><p>{DAM[1]}</p><h3>The lower town</h3><p>{DAM[2]}"
            "</p><h3>Read on</h3></article>"
        ),
        wanted=(DAM[0], "A night awake", DAM[1], "The lower town", DAM[2]),
        unwanted=("Read on",),
    ),
    Case(
        name="table",
        html=page(f"<article>{H1}{paragraphs(*DAM[:3])}{TOLL}<p>{DAM[3]}</p></article>"),
        wanted=(*DAM[:3], *ROWS, DAM[3]),
    ),
    Case(
        name="table in a figure at the end",
        html=page(f"<article>{H1}{P}<figure class='wp-block-table'>{TOLL}</figure></article>"),
        wanted=(*DAM, *ROWS),
    ),
    Case(
        name="list of short items",
        html=page(
            f"<article>{P}<p>The council asks all who live there:</p><ul>{paragraphs(*STEPS, tag='li')}</ul></article>"
        ),
        wanted=(*DAM, "The council asks all who live there:", *STEPS),
    ),
    Case(
        name="quotations",
        html=page(
            f"<article>{paragraphs(*DAM[:2])}<blockquote><p>{SHORT}</p></blockquote>{paragraphs(*DAM[2:])}</article>"
        ),
        wanted=(*DAM[:2], SHORT, *DAM[2:]),
    ),
    Case(
        name="captions",
        html=page(
            f"<article>{H1}<figure><img src=d.jpg><figcaption>The last gate at dawn, seen from the old bridge over"
            f" the Orrin.</figcaption></figure>{P}<div class='wp-caption'><p class='wp-caption-text'>Bread for the"
            " school, brought by the baker at five in the morning.</p></div></article>"
        ),
        unwanted=("seen from the old bridge", "brought by the baker at"),
    ),
    Case(
        name="related box in the middle",
        html=page(
            f"<article>{paragraphs(*DAM[:2])}<div class='related-inline'><h4>Related</h4><p>{CAT}</p></div>"
            f"{paragraphs(*DAM[2:])}</article>"
        ),
    ),
    Case(
        name="links to other articles between paragraphs",
        html=page(
            f"<article>{paragraphs(*DAM[:2])}<p><a href=/c>{CAT}</a></p><p>MORE: <a href=/h>{HENS}</a></p>"
            f"{paragraphs(*DAM[2:])}</article>"
        ),
    ),
    Case(
        name="a sentence that is mostly a link",
        html=page(
            f"<article>{paragraphs(*DAM[:2])}<p>It said so <a href=/r>in a report of two hundred pages on the state"
            f" of the valley’s older dams</a>, which nobody read then.</p>{paragraphs(*DAM[2:])}</article>"
        ),
        wanted=(
            *DAM[:2],
            "It said so in a report of two hundred pages on the state of the valley’s older dams, which nobody read"
            " then.",
            *DAM[2:],
        ),
    ),
    Case(
        name="comments longer than the article",
        html=page(
            f"<div class='story'>{P}</div><ol class='commentlist'>{paragraphs(*[LONG_COMMENT] * 12, tag='li')}</ol>"
        ),
        unwanted=("whatever the council",),
    ),
    Case(
        name="comments as articles",
        html=page(
            f"<main><article class='story'>{P}</article><section id='comments'>"
            f"<article class='comment-body'><p>{LONG_COMMENT}</p></article></section></main>"
        ),
        unwanted=("whatever the council",),
    ),
    Case(
        name="microdata",
        html=page(f"<div><div itemprop='articleBody'>{P}</div><div><p>{CAT}</p><p>{HENS}</p></div></div>"),
    ),
    Case(
        name="author box at the end",
        html=page(
            f"<article><div class='post-content'>{P}<div class='author-bio'><p>Ada Quill has written of rivers and"
            " of those who live beside them since 2009.</p></div></div></article>"
        ),
        unwanted=("has written of rivers",),
    ),
    Case(
        name="newsletter form in the middle",
        html=page(
            f"<article>{paragraphs(*DAM[:2])}<form action=/s><p>Have the valley’s news by letter every morning at"
            f" six.</p><input name=m></form>{paragraphs(*DAM[2:])}</article>"
        ),
        unwanted=("by letter every morning",),
    ),
    Case(
        name="all in one form",
        html=page(f"<form id='aspnetForm'><div class='c'>{H1}{P}</div></form>"),
    ),
    Case(
        name="paragraphs in spans",
        html=page(f"<article><div><p>{'</p><p>'.join(f'<span>{t}</span>' for t in DAM)}</p></div></article>"),
    ),
    Case(
        name="amp",
        html=page(
            f"<amp-sidebar><p>{CAT}</p></amp-sidebar><article class='amp-wp-article'><div class="
            f"'amp-wp-article-content'>{P}<amp-ad type=x><p>{HENS}</p></amp-ad></div></article>"
        ),
    ),
    Case(
        name="live blog",
        html=page(
            "<main><div class='live'>"
            + "".join(
                f"<div class='live-post'><h2>1{n}:05</h2><p>{line}</p></div>" for n, line in enumerate(DAM)
            )
            + "</div></main>"
        ),
        wanted=(DAM[0], "11:05", DAM[1], "12:05", DAM[2], "13:05", DAM[3]),
    ),
    Case(
        name="questions and answers",
        html=page(
            f"<article><p>{DAM[0]}</p><p><strong>Did you sleep?</strong></p><p>No.</p><p><strong>Will the dam last"
            f"?</strong></p><p>{DAM[1]}</p></article>"
        ),
        wanted=(DAM[0], "Did you sleep?", "No.", "Will the dam last?", DAM[1]),
    ),
    Case(
        name="definition list",
        html=page(
            f"<article>{P}<dl><dt>Gate</dt><dd>A door of steel in the dam that lets the water through.</dd></dl></article>"
        ),
        wanted=(*DAM, "Gate", "A door of steel in the dam that lets the water through."),
    ),
    Case(
        name="teaser before a wall",
        html=page(
            f"<article><div class='article-content'>{paragraphs(*DAM[:2])}</div><div class='paywall'><p>To go on"
            " reading, take out a subscription for two crowns a week.</p></div></article>"
        ),
        wanted=DAM[:2],
        unwanted=("two crowns",),
    ),
    Case(
        name="cookie bar and sign-up",
        html=page(
            "<div class='cookie-notice'><p>We and our forty partners keep notes on your visit, which you may"
            f" refuse.</p></div><main><div class='content-body'>{P}</div></main>"
        ),
        unwanted=("forty partners",),
    ),
    Case(
        name="slides",
        html=page(
            "<div class='slideshow'>"
            + "".join(f"<div class='slide' id='slide-{n}'><p>{line}</p></div>" for n, line in enumerate(DAM))
            + "</div>"
        ),
    ),
    Case(
        name="wrapper with a misleading name",
        html=page(f"<div class='related-content-page ad-wrapper'><div class='sidebar'>{P}</div></div>"),
    ),
    Case(
        name="a script spilt into the text",
        html=page(
            f"<article>{P}<div>function show(e) {{ document.getElementById('x').hidden = true; }} show(1);</div></article>"
        ),
        unwanted=("function show",),
    ),
    Case(name="cyrillic", html=page(f"<article>{paragraphs(*CYRILLIC)}</article>"), wanted=CYRILLIC),
    Case(name="chinese", html=page(f"<div class='content'>{paragraphs(*CHINESE)}</div>"), wanted=CHINESE),
    Case(
        name="arabic",
        html=page(f"<div dir='rtl' class='post-body'>{paragraphs(*ARABIC)}</div>"),
        wanted=ARABIC,
    ),
)
