"""No site is made in which a quotation differs from its article by a character."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from generator.compose import ComposeSettings, cards, compose, published_quotes, verbatim
from generator.compose.views import PieceView
from generator.errors import UnfaithfulError
from generator.model import Records

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from generator.model import Corpus, DataFile, Page


def test_every_quotation_that_is_shown_is_compared(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    """The look finds each piece that was made for a card on any page, whatever holds it."""
    made: list[PieceView] = []
    original: Callable[..., Any] = cards._with_all_ids  # noqa: SLF001 - the last hand that pieces go through

    def kept(*given: object) -> tuple[PieceView, ...]:
        pieces = original(*given)
        made.extend(pieces)
        return pieces

    looked: list[PieceView] = []

    def seen(of: Corpus, pages: Iterable[Page], files: Iterable[DataFile]) -> None:
        found = (p for page in pages for p in verbatim._pieces(page.view))  # noqa: SLF001
        looked.extend(p for p in found if isinstance(p, PieceView))
        verbatim.check_verbatim(of, pages, files)

    monkeypatch.setattr(cards, "_with_all_ids", kept)
    monkeypatch.setattr("generator.compose.site.check_verbatim", seen)
    compose(corpus, ComposeSettings(excerpt_words=60))
    assert len(looked) > 10
    shown = {(p.id, p.start, p.end) for p in looked}
    assert {(p.id, p.start, p.end) for p in made} <= shown


@pytest.mark.parametrize("change", [str.upper, lambda words: words + ".", lambda words: words[:-1]])
def test_a_word_that_is_changed_on_its_way_to_a_page_ends_the_build(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch, change: Callable[[str], str]
) -> None:
    """Whoever polishes the words of a card publishes nothing at all."""
    original: Callable[..., Any] = cards._piece  # noqa: SLF001 - where words become a view

    def polished(*given: object) -> PieceView:
        piece = original(*given)
        return replace(piece, parts=tuple(replace(p, text=change(p.text)) for p in piece.parts))

    monkeypatch.setattr(cards, "_piece", polished)
    with pytest.raises(
        UnfaithfulError, match=r"\.md: the quote \S+ is not word for word .* nothing was published"
    ):
        compose(corpus, ComposeSettings(excerpt_words=60))


@pytest.mark.parametrize("moved", ["start", "end", "text"])
def test_a_row_of_data_that_is_shifted_ends_the_build(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch, moved: str
) -> None:
    """Words and places of published rows belong together, to the character."""
    original: Callable[..., Any] = published_quotes._row  # noqa: SLF001 - where quotes become rows
    at = [f.name for f in published_quotes.QUOTE_FIELDS].index(moved)

    def shifted(*given: object, **more: object) -> tuple[Any, ...]:
        row = list(original(*given, **more))
        if row[at] is not None:
            row[at] = row[at] + (1 if isinstance(row[at], int) else " ")
        return tuple(row)

    monkeypatch.setattr(published_quotes, "_row", shifted)
    with pytest.raises(UnfaithfulError, match=r"data/quotes\.json: words of \S+, \d+ to \d+, are not"):
        compose(corpus, ComposeSettings(excerpt_words=60))


def test_an_analysis_of_another_text_ends_the_build(corpus: Corpus) -> None:
    """A quote that ends behind its article's text belongs to another one."""
    entries = [replace(e, article=replace(e.article, text=e.article.text[:10])) for e in corpus.entries]
    spoiled = replace(corpus, entries=tuple(entries))
    with pytest.raises(UnfaithfulError, match="ends behind the text"):
        verbatim.check_verbatim(spoiled, (), ())


def test_records_without_places_are_no_quotes(corpus: Corpus) -> None:
    """Other tables of data are not looked at."""
    site = compose(corpus, ComposeSettings(excerpt_words=60))
    assert sum(isinstance(file.content, Records) for file in site.files) > 3
    verbatim.check_verbatim(corpus, site.pages, site.files)
