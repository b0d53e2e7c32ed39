"""Positions that an editor should look at: the least sure ones, each with a line that takes it away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.compose.acts import act_word
from generator.compose.attribution import EDITOR, confidence_word, standing_rule_words
from generator.compose.links import link
from generator.compose.override_lines import telling_words, yaml_line
from generator.compose.stands import holder
from generator.compose.views import Link
from generator.compose.views_of_site import ReviewItem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.compose.library import Library
    from generator.model import PositionRef

_HARM = 1.5
"""Of a position that somebody does not hold: as bad as a wrong speaker, but the words beside it tell."""


def unsure_stands(library: Library, page: str, *, below: float) -> Iterator[tuple[float, ReviewItem]]:
    """Yield positions of somebody named that are less sure, with the harm that a wrong one does.

    Those whose words may not be published are left out: nobody could tell which is meant.
    """
    found = library.standing
    for ref in found.words:
        position = found.positions[ref]
        if position.actor is None or position.rule == EDITOR or position.confidence >= below:
            continue
        item = _item(library, ref, page)
        if item is not None:
            yield _HARM * (1 - position.confidence), item


def _item(library: Library, ref: PositionRef, page: str) -> ReviewItem | None:
    found, words, entry = library.standing, library.words, library.entries[ref.article]
    position, text = found.positions[ref], entry.article.text
    others = [p.span.of(text) for p in entry.analysis.positions or () if p.id != position.id]
    told = telling_words(position.span.of(text), others)
    who = holder(library, ref.article, position, page)
    if told is None or who is None:
        return None
    slug = library.article_pages[ref.article].removeprefix("articles/").removesuffix(".md")
    return ReviewItem(
        id=f"position-{slug}-{position.id}",
        question=words(
            "Is “{act}” right of {name}: “{first_words} …”?",
            name=who.label,
            act=act_word(words, position.act),
            first_words=told,
        ),
        detail=words(
            "{certainty}, {percent}: found {rule}. The line takes the position away; below “holder” or “act” it is "
            "given to somebody else, or called something else.",
            certainty=confidence_word(words, position.confidence),
            percent=words.percent(position.confidence),
            rule=standing_rule_words(words, position.rule),
        ),
        places=(
            Link(
                text=entry.article.title,
                href=link(page, library.article_pages[ref.article], found.anchor(ref.article, position.span)),
            ),
        ),
        key="positions: drop:",
        line=yaml_line({"article": ref.article, "text": told}),
    )
