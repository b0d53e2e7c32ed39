"""What one speaker says at one time: the pieces of a quote that belong together, and whose they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.model import Quote, QuoteKind

if TYPE_CHECKING:
    from generator.model import Analysis


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One quote of an utterance with the quoted fragments inside it."""

    quote: Quote
    fragments: tuple[Quote, ...] = ()

    @property
    def inside(self) -> tuple[Quote, ...]:
        """The fragments that lie in the quote's own words."""
        return tuple(f for f in self.fragments if self.quote.content.contains(f.content))


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance:
    """Quotes of one group in one article."""

    article: str
    pieces: tuple[Piece, ...]
    """In text order, at least one."""
    kind: QuoteKind
    """direct where any piece is, else mixed where any is, else indirect."""
    speaker: str | None
    """Id of the article's actor who speaks, None where it is unnamed or not sure enough."""
    unnamed: str | None
    """The description of an unnamed speaker."""
    is_document: bool
    """Whether that is a document ("the report") and not somebody."""
    joint: tuple[str, ...]
    """Ids of the article's actors who say it together with `speaker`."""
    candidates: tuple[str, ...]
    """Ids of the article's actors who may be the speaker, where nobody is sure enough."""
    quotes: tuple[Quote, ...]
    """Every quote of the utterance, a mixed one before its fragments."""
    surest: Quote
    """The quote whose attribution is most certain: its rule and confidence stand for all."""

    @property
    def id(self) -> str:
        """Id of the first quote: the utterance's address."""
        return self.pieces[0].quote.id

    @property
    def cue_class(self) -> str | None:
        """The class of the first reporting verb, None where the layout alone attributes."""
        return next((p.quote.cue_class for p in self.pieces if p.quote.cue_class), None)

    @property
    def is_quotation(self) -> bool:
        """Whether the article puts at least some of the words between quotation marks."""
        return self.kind != "indirect"


def utterances(analysis: Analysis, *, min_confidence: float) -> tuple[Utterance, ...]:
    """Return the article's utterances in text order; () where none were found or looked for.

    A speaker below `min_confidence` becomes a candidate.
    """
    quotes = analysis.quotes or ()
    ids = {q.id for q in quotes}
    fragments: dict[str, list[Quote]] = {}
    groups: dict[str, list[Quote]] = {}
    for quote in quotes:
        if quote.part_of in ids and quote.part_of != quote.id:
            fragments.setdefault(quote.part_of or "", []).append(quote)
        else:
            groups.setdefault(quote.group, []).append(quote)
    return tuple(
        _utterance(
            analysis.article,
            tuple(Piece(quote=q, fragments=tuple(fragments.get(q.id, ()))) for q in group),
            min_confidence,
        )
        for group in groups.values()
    )


def _utterance(article: str, pieces: tuple[Piece, ...], min_confidence: float) -> Utterance:
    quotes = tuple(q for p in pieces for q in (p.quote, *p.fragments))
    surest = max(quotes, key=lambda q: q.confidence)
    named = surest.speaker
    is_sure = named is not None and surest.confidence >= min_confidence
    doubted = () if is_sure or named is None else (named,)
    return Utterance(
        article=article,
        pieces=pieces,
        kind=_kind(pieces),
        speaker=named if is_sure else None,
        unnamed=surest.unnamed if named is None else None,
        is_document=named is None and surest.is_document,
        joint=surest.joint_speakers if is_sure else (),
        candidates=() if is_sure else tuple(dict.fromkeys((*doubted, *surest.candidates))),
        quotes=quotes,
        surest=surest,
    )


def _kind(pieces: tuple[Piece, ...]) -> QuoteKind:
    found = {p.quote.kind for p in pieces}
    return "direct" if "direct" in found else "mixed" if "mixed" in found else "indirect"
