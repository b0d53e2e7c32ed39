"""The gold that people read into our own newsroom and the real seed, beside what the analysis finds there."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from generator.model import Analysis, Article, Span
from generator.read import read_seeds
from generator.read.settings import ReadSettings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.analyse import Analyser

ROOT = Path(__file__).resolve().parents[2]
NEWSROOM = ROOT / "tests" / "newsroom"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One article with its gold and its analysis."""

    article: Article
    analysis: Analysis
    gold: dict[str, Any]

    def span(self, words: str, nth: int = 1) -> Span | None:
        """Return where gold's words stand in the text as it was read, None where they were left out."""
        begin = -1
        for _ in range(nth):
            begin = self.article.text.find(words, begin + 1)
        return None if begin < 0 else Span(start=begin, end=begin + len(words))


def judged(analyser: Analyser) -> Iterator[Judged]:
    """Yield every article that has gold and a language with a model."""
    gold = {
        g["article"]: g
        for g in (yaml.safe_load(p.read_text("utf-8")) for p in sorted(NEWSROOM.glob("gold/*.yml")))
    }
    for project in (ROOT, NEWSROOM):
        for article in read_seeds(project, project / "seeds", ReadSettings()).articles:
            if article.id in gold and article.language == "en":
                yield Judged(article=article, analysis=analyser(article), gold=gold[article.id])


def files() -> list[Path]:
    """Return what the gold consists of: its files, the newsroom's articles and the project's one that has gold."""
    gold = sorted(NEWSROOM.glob("gold/*.yml"))
    seeds = [path for path in sorted((NEWSROOM / "seeds").rglob("*")) if path.is_file()]
    named = (str(yaml.safe_load(path.read_text("utf-8"))["seed"]) for path in gold)
    return [*gold, *seeds, *(ROOT / name for name in named if name.startswith("seeds/"))]
