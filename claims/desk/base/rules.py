"""The rules of the machine in a person's words: why a passage was set aside, what a sentence was taken for."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise

RULES: dict[str, Words] = {
    "person": _("a person decided"),
    "headline.title": _("the headline"),
    "standfirst.below-headline": _("stands below the headline"),
    "body.prose": _("running text"),
    "body.inside": _("stands inside the article"),
    "body.code": _("looks like code, and there is nothing else"),
    "caption.credit": _("reads like a caption or a picture credit"),
    "caption.gallery": _("caption in a gallery"),
    "notice.ai-generated": _("declares itself AI-generated"),
    "notice.editors-note": _("editor's note"),
    "notice.correction": _("correction"),
    "notice.disclaimer": _("disclaimer"),
    "furniture.code": _("code"),
    "furniture.advertisement": _("advertisement"),
    "furniture.after-article": _("after the end of the article"),
    "furniture.author": _("about the author"),
    "furniture.before-article": _("before the article begins"),
    "furniture.blank": _("nothing to read"),
    "furniture.button": _("button or menu"),
    "furniture.byline": _("byline"),
    "furniture.comments": _("comment form"),
    "furniture.consent": _("cookie notice"),
    "furniture.date": _("date line"),
    "furniture.duplicate-headline": _("the headline again"),
    "furniture.duplicate-standfirst": _("the standfirst again"),
    "furniture.gallery": _("picture gallery"),
    "furniture.inside-article": _("between the article's paragraphs, not part of it"),
    "furniture.legal": _("copyright or legal note"),
    "furniture.newsletter": _("newsletter sign-up"),
    "furniture.number": _("only a number"),
    "furniture.player": _("video or audio player"),
    "furniture.related": _("related headlines"),
    "furniture.rule": _("a dividing line"),
    "furniture.share": _("share buttons"),
    "furniture.support": _("asks for support"),
    "furniture.tags": _("tags"),
    "antecedent.demonstrative": _("what “this” or “that” stands for is not certain"),
    "antecedent.pronoun": _("who or what is meant is not certain"),
    "attribution.no-words": _("somebody speaks, without words of theirs"),
    "attribution.speaker": _("only says who said it"),
    "claim.statement": _("a statement that can be checked"),
    "question.mark": _("asks a question"),
    "question.whether": _("asked, not said"),
    "fragment.no-words": _("no words"),
    "unread.und": _("its language is not certain"),
    "unread.too-long": _("too long to be read"),
    "fragment.no-verb": _("states nothing: no verb"),
    "fragment.title": _("a title: says what is told, not what is so"),
    "fragment.order": _("an order or a request"),
    "duplicate.headline": _("the text says it again in fuller words"),
    "duplicate.same-words": _("the same words stand elsewhere in the article"),
    "antecedent.relative": _("what it refers to is not certain"),
    "future.plan": _("speaks of a plan"),
    "future.will": _("speaks of the future"),
    "hedge.held-back": _("held back: perhaps, might, is said to"),
    "hedge.modal": _("says what could happen"),
    "hedge.open": _("says that it is open"),
    "opinion.adverb": _("judges"),
    "opinion.belief": _("says what somebody believes"),
    "opinion.duty": _("says what ought to be"),
    "opinion.first-person": _("speaks of the writer's own view"),
    "opinion.judgement": _("judges"),
    "opinion.loaded": _("loaded words without a fact"),
    "vague.nothing-named": _("names nothing that could be looked up"),
}


def rule(name: str) -> Words:
    """Return a rule in words; one that has none yet shows its own name, legible."""
    if name.startswith("unread.") and name not in RULES:
        return _("language: %(code)s") % {"code": name.removeprefix("unread.")}
    return RULES.get(name) or name.rpartition(".")[2].replace("-", " ")
