"""The analysis of one article, from parse to quotes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from generator.analyse.settings import AnalyseSettings
from generator.model import Analysis, Article, Explanation, Span, Structure

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.analyse.actors import Found
    from generator.analyse.given import Given
    from generator.analyse.parse import Parsed
    from generator.analyse.positions import Stances
    from generator.analyse.quotes.find import Finding
    from generator.model import Quote

REVISION = 19
"""Raised whenever the analysis would answer differently: stored analyses are then made again."""

_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"”’»)]*\s+(?=[\"“‘«(]?[^\W\d_a-zß-öø-ÿ])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Analyser:
    """Analyses articles one at a time; may be sent to other processes."""

    settings: AnalyseSettings = field(default_factory=AnalyseSettings)

    def __call__(self, article: Article) -> Analysis:
        """Return what is in the article. Raises ModelMissingError where the model is not installed."""
        if not _has_model(article):
            return self._without_model(article)
        return self._explained(article)[0]

    def explain(self, article: Article) -> tuple[Analysis, tuple[Explanation, ...]]:
        """Return what is in the article, and of each of its quotes how it was found, in the same order.

        Without a model for the article's language nothing is looked for and nothing explained.
        Raises ModelMissingError where the model is not installed.
        """
        if not _has_model(article):
            return self._without_model(article), ()
        from generator.analyse.quotes import explain_quotes  # noqa: PLC0415

        analysis, findings = self._explained(article)
        return analysis, explain_quotes(findings)

    def among(self, given: Iterable[Given], article: Article) -> Analysis:
        """Return who is who among the given names of an article, all of whose text counts as its story.

        Names across lines are left out. Key phrases and quotes are not looked for; without a model for the article's
        language nothing is. Raises ModelMissingError where the model is not installed.
        """
        if not _has_model(article):
            return self._without_model(article)
        from generator.analyse.actors import find_actors  # noqa: PLC0415
        from generator.analyse.language_model import load, model_version  # noqa: PLC0415
        from generator.analyse.parse import parse  # noqa: PLC0415

        story = replace(
            article,
            structure=Structure(),
            paragraphs=tuple(replace(p, kind="body") for p in article.paragraphs),
        )
        found = find_actors(parse(story, load(self.settings.model)), given)
        return Analysis(
            article=article.id,
            model=model_version(self.settings.model),
            sentences=(),
            key_phrases=None,
            actors=found.actors,
            mentions=found.mentions,
            quotes=None,
        )

    def versions(self) -> tuple[str, ...]:
        """Return what a stored analysis depends on beside the article: model and libraries."""
        from importlib.metadata import version  # noqa: PLC0415 - keeps start-up light

        from generator.analyse.language_model import model_version  # noqa: PLC0415

        return (model_version(self.settings.model), f"spacy {version('spacy')}", f"yake {version('yake')}")

    def _explained(self, article: Article) -> tuple[Analysis, tuple[Finding, ...]]:
        """Return what is in an article, and its quotes with what they were made from."""
        from generator.analyse.actors import find_actors  # noqa: PLC0415
        from generator.analyse.language_model import load  # noqa: PLC0415
        from generator.analyse.parse import parse  # noqa: PLC0415
        from generator.analyse.positions import find_positions  # noqa: PLC0415
        from generator.analyse.quotes import find, open_article  # noqa: PLC0415

        parsed = parse(article, load(self.settings.model))
        found = find_actors(parsed)
        opened = open_article(parsed, found)
        findings = find(parsed, opened)
        stances = find_positions(parsed, opened, findings)
        return self._analysis(parsed, found, tuple(f.quote for f in findings), stances), findings

    def _analysis(
        self, parsed: Parsed, found: Found, quotes: tuple[Quote, ...], stances: Stances
    ) -> Analysis:
        from generator.analyse.key_phrases import rank_key_phrases  # noqa: PLC0415
        from generator.analyse.language_model import model_version  # noqa: PLC0415
        from generator.analyse.metonyms import with_metonyms  # noqa: PLC0415

        return Analysis(
            article=parsed.article.id,
            model=model_version(self.settings.model),
            sentences=tuple(p.span(sent) for p in parsed.body() for sent in p.doc.sents if sent.text.strip()),
            key_phrases=rank_key_phrases(parsed, found, most=self.settings.max_key_phrases),
            actors=with_metonyms(found.actors, quotes),
            mentions=found.mentions,
            quotes=quotes,
            positions=stances.positions,
            conditions=stances.conditions,
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


def _has_model(article: Article) -> bool:
    from generator.analyse.language_model import LANGUAGE  # noqa: PLC0415 - keeps start-up light

    return article.language in {LANGUAGE, "und"}


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
