"""Quotation cards: an utterance with speaker, cue, confidence and every place it can be checked at."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from generator.compose.attribution import EDITOR, NONE, confidence_word, rule_words
from generator.compose.cues import cue_word
from generator.compose.links import around, link, text_fragment
from generator.compose.names import joint_speakers, speaker
from generator.compose.same_words import Shown, versions_view
from generator.compose.views import Link, Part, PieceView, QuoteCard

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.compose.excerpt import Excerpt
    from generator.compose.library import Library
    from generator.compose.utterances import Piece, Utterance
    from generator.compose.views import VersionsView
    from generator.compose.words import Words
    from generator.model import Article, Quote


def quote_card(library: Library, said: Utterance, page: str) -> QuoteCard | None:
    """Return an utterance as `page` shows it; None where none of its words may be published."""
    if not is_shown(library, said):
        return None
    article = library.entries[said.article].article
    own_page = library.article_pages[said.article]
    pieces = library.pieces[said.article, said.id]
    surest = said.surest
    return QuoteCard(
        id=said.id,
        kind=said.kind,
        is_quotation=said.is_quotation,
        pieces=pieces,
        speaker=speaker(library, said, page),
        joint=joint_speakers(library, said, page),
        cue=cue_word(library.words, said.cue_class),
        confidence=confidence_word(library.words, surest.confidence),
        figure=library.words.percent(surest.confidence),
        rule="" if surest.rule == NONE else rule_words(library.words, surest.rule),
        context=link(page, own_page, passage_anchor(pieces[0].id)),
        original=_original(article, pieces[0]),
        address=link(page, own_page, quote_anchor(said.id)),
        article=None if page == own_page else article_link(library, said.article, page),
        language=foreign_language(library.words, article),
        is_corrected=surest.rule == EDITOR,
        versions=_versions(library, said, page),
    )


_COMPARING = ("articles/", "actors/")
"""Where pages stand on which a card has the other versions of its words."""


def _versions(library: Library, said: Utterance, page: str) -> VersionsView | None:
    if not library.standing.versions or not page.startswith(_COMPARING):
        return None
    shown = Shown(
        article=lambda article: article_link(library, article, page),
        place=passage_anchor,
    )
    return versions_view(library, said, page, shown)


def is_shown(library: Library, said: Utterance) -> bool:
    """Tell whether an utterance has a card: one of its pieces may be published whole, and it is not one too many."""
    return (said.article, said.id) in library.pieces


def shown_pieces(said: Utterance, article: Article, published: Excerpt) -> tuple[PieceView, ...]:
    """Return the words of an utterance that may be published; () where none may."""
    shown = [view for piece in said.pieces for view in _pieces(piece, article.text, published)]
    return _with_all_ids(_by_paragraph(shown, article.text), said) if shown else ()


def quote_cards(library: Library, said: Iterable[Utterance], page: str) -> tuple[QuoteCard, ...]:
    """Return the cards of all utterances that may be shown."""
    return tuple(card for one in said if (card := quote_card(library, one, page)) is not None)


def article_link(library: Library, article: str, page: str) -> Link:
    """Return a link to an article's page; its note is outlet and date."""
    found = library.entries[article].article
    return Link(
        text=found.title,
        href=link(page, library.article_pages[article]),
        note=" · ".join(kicker(library.words, found)),
    )


def foreign_language(words: Words, article: Article) -> str | None:
    """Return the code of an article's language, so that it is read out right; None where it is the interface's or unknown."""
    own = words.language.partition("-")[0]
    return None if article.language in {own, "und"} else article.language


def kicker(words: Words, article: Article) -> tuple[str, ...]:
    """Return outlet and date, as far as they are given; without a date it says so."""
    when = words("No date given") if article.date is None else words.day(article.date)
    return (article.outlet, when) if article.outlet else (when,)


def quote_anchor(quote: str) -> str:
    """Return the anchor of a quote on its article's page."""
    return f"q-{quote}"


def passage_anchor(quote: str) -> str:
    """Return the anchor of a quote's words in the reading view."""
    return f"in-{quote}"


def _pieces(piece: Piece, text: str, published: Excerpt) -> tuple[PieceView, ...]:
    """Return a piece's words if all may be published, else those of its fragments that may."""
    quote = piece.quote
    inside = piece.inside
    if not published.holds(quote.content):
        return tuple(_piece(f, (), text) for f in inside if published.holds(f.content))
    return (_piece(quote, inside, text),)


def _piece(quote: Quote, fragments: Iterable[Quote], text: str) -> PieceView:
    at = quote.content.start
    parts: list[Part] = []
    others: list[str] = []
    for fragment in fragments:
        if fragment.content.start < at:  # two fragments over the same words: the first is shown
            others.append(fragment.id)
            continue
        if at < fragment.content.start:
            parts.append(Part(text=text[at : fragment.content.start]))
        parts.append(Part(text=fragment.content.of(text), id=fragment.id))
        at = fragment.content.end
    if at < quote.content.end:
        parts.append(Part(text=text[at : quote.content.end]))
    return PieceView(
        id=quote.id,
        start=quote.content.start,
        end=quote.content.end,
        parts=tuple(parts),
        has_marks=quote.kind == "direct",
        other_ids=tuple(others),
    )


def _with_all_ids(pieces: tuple[PieceView, ...], said: Utterance) -> tuple[PieceView, ...]:
    """Let the last piece also stand for quotes that are not shown, so that each quote's address leads somewhere.

    The card itself has the utterance's.
    """
    shown = {said.id} | {i for p in pieces for i in (p.id, *p.other_ids, *(part.id for part in p.parts))}
    missing = tuple(q.id for q in said.quotes if q.id not in shown)
    last = pieces[-1]
    return (*pieces[:-1], replace(last, other_ids=(*last.other_ids, *missing))) if missing else pieces


def _by_paragraph(pieces: list[PieceView], text: str) -> tuple[PieceView, ...]:
    """Let each piece say whether a line of the article begins between it and the one before."""
    return tuple(
        replace(piece, opens_paragraph=True)
        if i > 0 and "\n" in text[pieces[i - 1].end : piece.start]
        else piece
        for i, piece in enumerate(pieces)
    )


def _original(article: Article, piece: PieceView) -> str | None:
    if article.url is None:
        return None
    before, after = around(article.text, piece.start, piece.end)
    return text_fragment(article.url, article.text[piece.start : piece.end], before, after)
