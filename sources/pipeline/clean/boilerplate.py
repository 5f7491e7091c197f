"""Recognise a page's furniture (buttons, share bars, legal lines) by the form of its words."""

import re

# Code points. A longer line is prose until its structure says otherwise; it also bounds every pattern here.
LONGEST = 320
# Code points. A heading is short; a sentence that begins like one is not.
LONGEST_HEADING = 80

_MONTH = (
    r"(jan|ene|gen|feb|fév|fev|mar|mär|mrz|apr|abr|avr|may|mai|mag|maj|mei|jun|juin|giu|jul|juil|lug|aug|ago|aoû"
    r"|sep|set"
    r"|oct|okt|out|ott|nov|dec|dez|dic|déc|янв|фев|мар|апр|мая|июн|июл|авг|сен|окт|ноя|дек)[^\W\d]{0,7}\.?"
)
_WEEKDAY = r"(mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}"
_DAY = (
    rf"(\d{{1,2}}(st|nd|rd|th)?\.? (de )?{_MONTH},? (de )?(19|20)\d\d|{_MONTH} \d{{1,2}}(st|nd|rd|th)?,? (19|20)\d\d"
    r"|(19|20)\d\d[./-]\d{1,2}[./-]\d{1,2}|\d{1,2}[./-]\d{1,2}[./-](19|20)?\d\d)"
)

# A whole line must match one of the forms, so that a sentence that begins like a button is not taken for one.
_FORMS: dict[str, tuple[str, ...]] = {
    "code": (
        r".{0,40}(<|&(amp;)*lt;)/?(a|b|br|div|em|i|iframe|img|li|link|meta|p|script|span|strong|style|table|td|tr"
        r"|ul)[ />&].{0,300}",
        r".{0,200}\b(function ?\(|var \w+ ?=|window\.|document\.).{0,100}",
    ),
    "player": (
        r"\d{1,2}:\d\d(:\d\d)?( ?/ ?\d{1,2}:\d\d(:\d\d)?)?",
        r"(play|pause|mute|unmute|loaded|volume|fullscreen|captions|settings)\b.{0,20}",
        r"(play|close|watch) video",
    ),
    "button": (
        r"[×✕✖x☰≡+<>«»‹›^|•·*/\-–—↑→▲▼ ]{1,6}",
        r"(main |top )?menu|close( menu)?|search( icon)?|back|next|previous|cancel|ok|print|e-?mail|save|copy link",
        r"log ?in|log ?out|sign ?(in|up|out)|register|my account|subscribe( now)?|(text|font) size|chevron",
        r"skip to .{1,40}|(back|return) to (top|home\w*|gallery)( button)?|load(ing)?( more)?\b.{0,30}",
        r"(show|see|view|load) (all|more|less|full|comments)\b.{0,60}|toggle .{1,30}|open .{0,20}menu.{0,20}",
    ),
    "share": (
        r"(share|tweet|pin|flip|post|repost)( (this|it|on|via|to|with|the)\b.{0,60}| ?\d+|[\s:|]+(share|tweet"
        r"|\d)?.{0,20})?",
        r"((share|tweet|facebook|twitter|x|linkedin|pinterest|reddit|instagram|youtube|whatsapp|telegram|e-?mail"
        r"|flipboard"
        r"|pocket|tumblr|rss|print|google\+|copy link|messenger|viber|vk|vkontakte|odnoklassniki|skype|line|xing"
        r"|hacker news|share via e-?mail|link|tiktok|snapchat|threads|bluesky"
        r"|mastodon)"
        r"[\s|,·•/]*)+",
        r"分享|分享到|シェア|공유|مشاركة|поделиться|teilen|compartir|partager|condividi"
        r"|compartilhar|delen|dela|udostępnij",
        r"(click|tap) (here )?to (share|e-?mail|print|tweet|join|subscribe|support)\b.{0,100}",
        r"\d+ shares?|shares|follow( us)?( on\b.{0,40})?|(like|join|follow|find) us on .{1,40}"
        r"|follow \S{1,40} on .{1,40}",
    ),
    "advertisement": (
        r"(advertisement|advertising|advertorial|sponsored( (content|links?|by\b.{0,40}))?"
        r"|promoted( content)?)( [-–—].{0,60})?",
        r"anuncio|publicidad|publicité|anzeige|werbung|iklan|реклама|pubblicità|publicidade",
        r"((story|article) )?continues? (reading )?(below|after)\b.{0,40}|scroll (down )?(for|to) .{1,40}",
    ),
    "related": (
        r"(related|recommended|trending|popular)( (article|stor|post|topic|link|content|video|coverage|read|new"
        r"|now|for|to)\w*\b.{0,60})?",
        r"related( (coverage|reading))?:.{0,200}|(related|recommended)\b.{0,20}",
        r"more",
        r"most (read|popular|viewed|shared|recent|commented)\b.{0,40}|more (from|in|on|about|stories|news|great"
        r"|on this)\b.{0,60}",
        r"((you may|you might|people) also (like|be interested in)|you may like)\b.{0,40}",
        r"(also (on|read|see|in)|read (more|also|next|this)|see (more|also)|more|see|watch|don['’]t miss)\b ?[:"
        r"|].{0,200}",
        r"also on \S{1,30}",
        r"(also (read|see)|read (more|also|next|this)|see (more|also)|don['’]t miss|must[- ]reads?"
        r"|learn more)\b.{0,40}",
        r"(editor['’]?s?['’]? (picks?|choice)|top (stories|videos?|news)|latest (news|stories|headlines|from"
        r"|videos?))\b.{0,60}",
        r"also on [\w-]{1,30}\.[a-z]{2,12}\b.{0,200}",
        r"(next up|up next|what to read next|next article|previous article|recent posts|keep reading"
        r"|our latest)\b.{0,60}",
        r"(featured (video|stories|articles)|in case you missed it|around the web|from (around )?the web)\b.{0,60}",
        r"(lesen sie auch|leia (também|mais)|lea (también|más|además)|lee también|(à )?lire (aussi|également)"
        r"|ver más)\b.{0,200}",
        r"(leggi anche|czytaj (też|także|również)|lees ook|läs (också|även|mer)|baca juga|les også"
        r"|читайте также)\b.{0,200}",
        r"(相关(文章|新闻|阅读)|関連記事|관련기사|مقالات ذات صلة).{0,40}",
        r"(verwandte artikel|artículos relacionados|articles liés).{0,40}",
        r"(mehr zum thema|noticias relacionadas|материалы по теме|te puede interesar|le puede interesar"
        r"|lea)\b ?:?.{0,200}",
    ),
    "newsletter": (
        r".{0,60}\bnewsletters?( sign ?up)?",
        r"(please |to (subscribe|sign up|receive|get|unsubscribe)\b|click here to |sign up|want|like what"
        r"|don['’]t miss|stay|get|join|receive|subscribe|enter"
        r"|by (signing|"
        r"subscribing|submitting|clicking|providing)|your|thank(s| you) for|for more)\b.{0,200}\b(newsletters?|inbox|"
        r"(breaking )?news alerts|daily email|subscri(be|bers?|ption)|e-?mail address|your e-?mail"
        r"|sign(ing)? up)\b.{0,200}",
        r"(yes, )?i (agree|would like|want|consent)\b.{0,200}|no spam\b.{0,160}|(keep an eye on"
        r"|check) your inbox.{0,80}",
        r"(tell us what you think|give (us )?feedback|take (our|this) survey|join our forums?)\b.{0,120}",
        r"(sign up|subscribe) (for|to|now|here|today)\b.{0,200}|.{0,30}\bnewsletter privacy policy\b.{0,80}",
    ),
    "comments": (
        r"(\d+ )?(comments?|replies|responses|kommentare|comentarios|commentaires|commenti"
        r"|leave comments?)( ?[(:]?\d*\)?)?",
        r"(leave|post|add|write|submit|join|view|show|hide|load|cancel) (a |your |the )?"
        r"(comments?|repl(y|ies)|conversation|discussion)\b.{0,80}",
        r"your e-?mail address will not be published.{0,120}|required fields are marked.{0,20}",
        r".{0,80}\b(tell us|let us know|join in|have your say) in the comments\b.{0,60}",
        r".{0,80}\b(logged in to (post|comment|reply)|comments? (are|is) (closed|moderated|subject)"
        r"|log in to (comment|reply))\b.{0,80}",
        r"(name|e-?mail|website|comment)( ?\*| ?\(required\))?|save my name, e-?mail.{0,120}|reply",
        r"report( (abuse|error|comment|a typo))?|.{0,40}\bdisqus\b.{0,60}",
    ),
    "consent": (
        r"(we|this (site|website)|our (site|website|partners)|by|you|to|please)\b.{0,160}\b(cookies"
        r"|cookie (policy|settings|notice)"
        r"|ad[- ]?block(er|ing)?|enable javascript)\b.{0,200}",
        r".{0,40}\bjavascript (is )?(disabled|required|enabled)\b.{0,80}|cookie (policy|settings|preferences|notice)",
        r"(i )?(accept|agree|decline|reject)( all)?( cookies)?",
    ),
    "legal": (
        r".{0,120}([©ⓒ] ?(copyright )?\d{4}|\(c\) ?\d{4}|\bcopyright\b ?([:\d©]|by\b)"
        r"|\ball rights reserved\b).{0,220}",
        r".{0,120}\b(alle rechte vorbehalten|todos los derechos|tous droits réservés).{0,120}",
        r"(privacy|terms|cookies?|legal|conditions|copyright)( (policy|notice|statement|conditions|service|use|of"
        r"|and|&|\||terms|privacy))*",
        r"about( us)?|contact( us)?|advertise( with us)?|careers|imprint|impressum|datenschutz|site ?map"
        r"|corrections policy",
    ),
    "tags": (
        r"(tags?|topics?|filed under|categor(y|ies)|posted in|keywords?|in this article|schlagw\w+|etiquetas"
        r"|temas|теги|тэги)"
        r"( ?[:\-–].{0,200})?",
        r"(tags|topics|filed under|categories|posted in)( \S+){1,12}",
    ),
    "support": (
        r"[^!?“”\"„«]{0,160}\b(we|this (site|page)|our (site|partners)) ((may|might|will|can|sometimes|also) )*"
        r"(earn|receive|get|make)\b[^.!?]{0,60}\bcommissions?\b.{0,120}",
        r"((this|the) (article|post|page|story)|(some|our) (articles?|posts?|pages?|links)|we) "
        r"((may|might|can|sometimes|also) )*(contains?|includes?|uses?|are) affiliate links?\b.{0,160}",
        r"(support (our|independent|quality) (\w+ )?journalism|become a (member|subscriber|supporter|contributor)"
        r"|donate( now)?)\b.{0,160}",
        r"((please )?download (our|the) (\S+ )?app|get the (\S+ ){1,3}app|buy us a coffee"
        r"|do you rely on \S{1,30} reporting)\b.{0,160}",
        r"click here (to|for) .{1,120}|.{0,100}\b(by clicking here|click here)|like this (story|article)\b.{0,80}",
    ),
    "date": (
        rf"((first )?(published|updated|posted|modified)|last (updated|modified)|date|publicado|publié)?:? ?(on|at"
        rf"|le|el|am)? ?"
        rf"({_WEEKDAY},? )?{_DAY}[^a-z]{{0,30}}([ap]\.?m\.?)?.{{0,16}}",
        rf"({_WEEKDAY}\.?,? )?(\d{{1,2}} {_MONTH}|{_MONTH} \d{{1,2}})([,:] \d{{1,2}}:\d\d.{{0,12}})?",
        r"(published|updated|posted)\b ?:? ?\d{1,2}:\d\d.{0,60}",
        r"\d+ (second|minute|min|hour|hr|day|week|month|year)s? ago|(\d+ )*\d{1,2} min(ute)?s?( read)?",
        r"(est\w* )?read(ing)? time:?.{0,20}|\d{1,2}[:.]\d\d ?([ap]\.?m\.?)?( ?(GMT|BST|UTC|CES?T|[ECP][SD]?T))?",
        # A day in full, and little else
        rf"[^.!?@]{{0,40}}\b{_DAY}\b[^!?]{{0,50}}",
        # Printed and changed, glued into one line
        rf"[^.!?@]{{0,40}}\b{_DAY}\b[^!?]{{0,30}}\b(updated|modified)\b[^!?]{{0,12}}\b{_DAY}\b[^!?]{{0,20}}",
    ),
    "author": (
        r"[(\[]?(additional |with |also )?(reporting|editing|writing|reported|compiled) (and \w+ )?by\b.{0,240}",
        r".{0,200}\bcontributed (reporting )?to this (report|story|article)",
        r"(please )?(e-?mail|write to|reach|contact|follow|tweet)\b[^.!?]{0,60}(\S@\S|\b(on|at) (twitter|x"
        r"|facebook|instagram|@)).{0,160}",
        r"(about|meet) the (author|writer|reporter)s?|über (den|die) autor\w*|sobre (el|la|o|a) autora?|@\w{1,30}",
        r"\w+ (\S+ ){0,3}(\(\S+\) )?is (a|an|the) ([^.!?]{0,80} )?(reporter|writer|editor|correspondent|columnist|"
        r"contributor|journalist|producer)( (and|at|for|of|with|who|based|in|covering)\b.{0,200})?",
    ),
    "gallery": (
        r"(image|photo|slide|picture) \d+ of \d+|\d+ ?(of|/) ?\d+|view all \(\d+\)|hide caption|toggle caption"
        r"|enlarge( this image)?",
        r"(launch|open|view) (gallery|slideshow)|gallery|videos?|photos?|watch( now| live)",
    ),
    "number": (r"[\d\s.,:/+%#()|-]{1,24}",),
}
_RULES = tuple((f"furniture.{name}", re.compile("|".join(forms), re.I)) for name, forms in _FORMS.items())

# Paragraphs of any length that begin like this speak of the site, not of the subject.
_LONG = re.compile(
    r".{0,80}\b(is|are) (a )?(registered )?trademarks? of\b|(the|all) (information|content|material)s? (provided"
    r"|contained|on|in) "
    r"(on |in )?this (web ?)?site\b|this copy is for your personal\b|(this|no) material may (not )?be (published"
    r"|reproduced)"
    r"|by (using|submitting|signing|clicking|continuing|subscribing|entering)\b.{0,80}\byou (agree|accept|consent"
    r"|acknowledge|confirm)"
    r"|(we|this (web ?)?site|our (web ?)?site|we and our partners) (use|uses|store|stores)\b.{0,60}\bcookies"
    r"|.{0,80}\b(comments (are|may be) (moderated|removed)|keep (your )?comments (civil|respectful)"
    r"|respectful of other commenters)\b",
    re.I,
)

# Headings after which a page no longer speaks of its article.
_CLOSING = re.compile(
    r"(related|recommended|trending|popular|most (read|popular|viewed|shared|commented)|more (from|in|on|stories"
    r"|news|great)"
    r"|(you may|you might) also|top (stories|videos?|news)|latest (news|stories|headlines)|next up|up next"
    r"|recent posts"
    r"|what to read next|our latest|around the web|from (around )?the web|(leave|post|add|write) a (comment|reply)"
    r"|leave comments?|(\d+ )?comments?( ?\(\d*\))?$|newsletter|about the author|über (den|die) autor"
    r"|like this (story|article)"
    r"|материалы по теме|читайте также|noticias relacionadas|lo más leído|más noticias|mehr zum thema"
    r"|meistgelesen)\b",
    re.I,
)
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\xa0 "
_EDGES = "*+•·‣▪◦○●■►▶-–— \t"


def rule(text: str) -> str | None:
    """Return the dotted rule that makes this line furniture, or None when its words alone decide nothing."""
    if len(text) > LONGEST:
        return "furniture.legal" if _LONG.match(text[:LONGEST]) else None
    bare = text.lstrip(_EDGES).rstrip(" .:»>…→")
    if not bare.strip(_INVISIBLE):
        return "furniture.blank" if not text.strip(_INVISIBLE) else "furniture.button"
    named = next((name for name, pattern in _RULES if pattern.fullmatch(bare)), None)
    if named == "furniture.date" and len(bare) > 30 and text.endswith(".") and not text.lower().endswith(".m."):
        return None  # a sentence that begins with a day
    return named or ("furniture.legal" if _LONG.match(bare) else None)


def closes(text: str) -> bool:
    """Return whether the line is a heading after which the article is over."""
    return len(text) <= LONGEST_HEADING and _CLOSING.match(text.lstrip(_EDGES + "#")) is not None
