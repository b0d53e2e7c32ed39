"""The newsroom's articles are read as its editors say they are."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from generator.read import ReadSettings, read_seeds

if TYPE_CHECKING:
    from generator.model import Article, Span

ROOT = Path(__file__).parents[2]
NEWSROOM = ROOT / "tests" / "newsroom"
GOLD = sorted((NEWSROOM / "gold").glob("*.yml"))


@cache
def articles() -> dict[str, Article]:
    """Return all articles of the newsroom and the real seed by id."""
    readings = [
        read_seeds(NEWSROOM, NEWSROOM / "seeds", ReadSettings()),
        read_seeds(ROOT, ROOT / "seeds", ReadSettings()),
    ]
    return {article.id: article for reading in readings for article in reading.articles}


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_an_article_is_read_as_its_editors_say(path: Path) -> None:
    """Metadata and layout of each article are those of its gold file."""
    gold: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    article = articles()[gold["article"]]
    text, structure = article.text, article.structure

    def of(span: Span | None) -> str | None:
        return None if span is None else span.of(text)

    layout = gold["layout"]
    expected = {key: layout.get(key) for key in ("caption", "credit", "byline", "dateline", "sign_off")}
    assert {key: of(getattr(structure, key)) for key in expected} == expected
    assert [h.of(text) for h in structure.headings] == (layout.get("headings") or [])
    assert [{"name": of(c.name), "place": of(c.place)} for c in structure.contributors] == (
        layout.get("contributors") or []
    )
    assert [p.span.of(text) for p in article.paragraphs if p.kind == "note"] == (layout.get("notes") or [])
    assert article.title_given == gold["title_given"]
    assert article.title == gold["title"] or not gold["title_given"]
    assert (article.outlet, list(article.authors), article.language) == (
        gold["outlet"],
        gold["authors"] or [],
        gold["language"],
    )
    assert str(article.date or "") == str(gold["date"] or "")
