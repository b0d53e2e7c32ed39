"""The analysis of one article, from parse to quotes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from generator.analyse.settings import AnalyseSettings
from generator.model import Analysis, Article, Span

REVISION = 1
"""Raised whenever the analysis would answer differently: stored analyses are then made again."""

_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"”’»)]*\s+(?=[\"“‘«(]?[^\W\d_a-zß-öø-ÿ])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Analyser:
    """Analyses articles one at a time; may be sent to other processes."""

    settings: AnalyseSettings = field(default_factory=AnalyseSettings)

    def __call__(self, article: Article) -> Analysis:
        """Return what is in the article. Raises ModelMissingError where the model is not installed."""
        from generator.analyse.language_model import LANGUAGE  # noqa: PLC0415 - keeps start-up light

        if article.language not in {LANGUAGE, "und"}:
            return self._without_model(article)
        return self._with_model(article)

    def versions(self) -> tuple[str, ...]:
        """Return what a stored analysis depends on beside the article: model and libraries."""
        from importlib.metadata import version  # noqa: PLC0415 - keeps start-up light

        from generator.analyse.language_model import model_version  # noqa: PLC0415

        return (model_version(self.settings.model), f"spacy {version('spacy')}", f"yake {version('yake')}")

    def _with_model(self, article: Article) -> Analysis:
        from generator.analyse.actors import find_actors  # noqa: PLC0415
        from generator.analyse.key_phrases import rank_key_phrases  # noqa: PLC0415
        from generator.analyse.language_model import load, model_version  # noqa: PLC0415
        from generator.analyse.parse import parse  # noqa: PLC0415
        from generator.analyse.quotes import find_quotes  # noqa: PLC0415

        parsed = parse(article, load(self.settings.model))
        found = find_actors(parsed)
        return Analysis(
            article=article.id,
            model=model_version(self.settings.model),
            sentences=tuple(p.span(sent) for p in parsed.body() for sent in p.doc.sents if sent.text.strip()),
            key_phrases=rank_key_phrases(parsed, found, most=self.settings.max_key_phrases),
            actors=found.actors,
            mentions=found.mentions,
            quotes=find_quotes(parsed, found),
        )

    def _without_model(self, article: Article) -> Analysis:
        from generator.analyse.key_phrases import rank_without_model  # noqa: PLC0415

        return Analysis(
            article=article.id,
            model=None,
            sentences=tuple(_plain_sentences(article)),
            key_phrases=rank_without_model(article, most=self.settings.max_key_phrases),
            actors=None,
            mentions=None,
            quotes=None,
        )


def _plain_sentences(article: Article) -> list[Span]:
    """Return sentences by their marks alone, for languages without a model."""
    spans = []
    for paragraph in article.body():
        text, start = paragraph.span.of(article.text), 0
        for end in [*(m.end() for m in _SENTENCE_END.finditer(text)), len(text)]:
            piece = text[start:end]
            if piece.strip():
                lead = len(piece) - len(piece.lstrip())
                begin = paragraph.span.start + start + lead
                spans.append(Span(start=begin, end=begin + len(piece.strip())))
            start = end
    return spans
