"""Key phrases by YAKE alone, for languages that no model reads."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from yake import KeywordExtractor

from generator.analyse.phrases.candidates import common_form, contains
from generator.analyse.phrases.terms import LOWEST_SCORE
from generator.model import KeyPhrase, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model import Article

_LONGEST = 3
"""Words of a phrase: YAKE's own default."""
_TIMES_AS_MANY = 6
"""How many of YAKE's phrases are looked at for each one wanted: most lie inside better ones."""
_SMALL = 3
"""Letters up to which a word inside a name may be in lower case ("de", "von")."""
_NAME_BEFORE = re.compile(r"[^\W\d_a-z]\w+ $")
_NAME_AFTER = re.compile(r" [^\W\d_a-z]\w+")
_ELISION = re.compile(r"\b(\w{1,2}|\w*qu)['’](?=\w)")
"""French "l'accord", "jusqu'au" and the like in Italian and Catalan: the article is no part of the word."""
_BORDER = " . "
"""Stands between lines for YAKE, which reads line breaks as spaces but goes over no mark."""


def plain_phrases(article: Article, most: int) -> tuple[KeyPhrase, ...]:
    """Return the best phrases of the body's lines, best first; none lies inside another or over a line."""
    lines = [(p.span.start, p.span.of(article.text)) for p in article.body()]
    text = _BORDER.join(_ELISION.sub(r"\1 ", line) for _, line in lines)
    extractor = KeywordExtractor(lan=article.language, n=_LONGEST, dedup_lim=1.0, top=most * _TIMES_AS_MANY)
    chosen: list[tuple[tuple[str, ...], float, list[Span]]] = []
    for phrase, score in extractor.extract_keywords(text):
        key = tuple(phrase.casefold().split())
        if len(chosen) == most:
            break
        if any(contains(other, key) or contains(key, other) for other, _, _ in chosen):
            continue
        spans = list(_occurrences(key, lines))
        if _is_phrase(spans, article):
            chosen.append((key, score, spans))
    return tuple(
        KeyPhrase(
            key=" ".join(key),
            text=common_form(Counter(span.of(article.text) for span in spans).items()),
            rank=rank,
            yake_score=max(float(score), LOWEST_SCORE),
            spans=tuple(spans),
        )
        for rank, (key, score, spans) in enumerate(chosen, start=1)
    )


def _is_phrase(spans: list[Span], article: Article) -> bool:
    """Tell whether words are more than a chance: said twice, or a whole name in capitals.

    Without a parse, what stands only once is as often a verb, or a verb with its object.
    """
    if len(spans) != 1:
        return bool(spans)
    words = spans[0].of(article.text).split()
    inside = words[1:-1]
    if not all(w[0].isupper() for w in (words[0], words[-1], *(w for w in inside if len(w) > _SMALL))):
        return False
    around = article.text[: spans[0].start], article.text[spans[0].end :]
    return not (_NAME_BEFORE.search(around[0]) or _NAME_AFTER.match(around[1]))


def _occurrences(key: tuple[str, ...], lines: list[tuple[int, str]]) -> Iterator[Span]:
    """Yield where a phrase stands, its words parted by nothing but space."""
    pattern = re.compile(r"(?<!\w)" + r"\s+".join(map(re.escape, key)) + r"(?!\w)", re.IGNORECASE)
    for start, line in lines:
        for match in pattern.finditer(line):
            yield Span(start=start + match.start(), end=start + match.end())
