"""The gold that people read into our own newsroom and the real seed, and how an analysis compares with it."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from generator.analyse import Analyser
from generator.model import Analysis, Article, Quote
from generator.read import read_seeds
from generator.read.settings import ReadSettings

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
NEWSROOM = ROOT / "tests" / "newsroom"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One article with its gold and its analysis."""

    article: Article
    analysis: Analysis
    gold: dict[str, Any]


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


def plain(text: str) -> str:
    """Return words without case, marks at the edges and odd white space."""
    return " ".join(text.lower().split()).strip(" .,;:!?“”\"'‘’«»„—–-…")


def wanted_speaker(quote: dict[str, Any]) -> set[str]:
    """Return every right answer to who speaks; empty: nobody is named."""
    if quote.get("speakers"):
        return set(quote["speakers"])
    return {str(quote[k]) for k in ("speaker", "unnamed", "document") if quote.get(k)}


def direct_scores(items: list[Judged]) -> tuple[dict[str, int], list[str]]:
    """Return counts over direct quotes (wanted, found, right, extra) and a line for each miss."""
    n = {"wanted": 0, "found": 0, "right": 0, "extra": 0}
    lines: list[str] = []
    for item in items:
        got = _direct(item)
        for quote in item.gold["quotes"]:
            if quote["kind"] == "direct":
                found = got.get(plain(quote["content"]))
                _count(item, quote, found.pop(0) if found else None, n, lines)
        for words, rest in got.items():
            n["extra"] += len(rest)
            lines.extend(f"{item.article.id}: extra “{words[:60]}” by {quote.rule}" for quote in rest)
    return n, lines


def _direct(item: Judged) -> dict[str, list[Quote]]:
    """Return an analysis's direct quotes by their plain words."""
    got: dict[str, list[Quote]] = {}
    for quote in item.analysis.quotes or ():
        if quote.kind == "direct":
            got.setdefault(plain(quote.content.of(item.article.text)), []).append(quote)
    return got


def _count(
    item: Judged, wanted: dict[str, Any], match: Quote | None, n: dict[str, int], lines: list[str]
) -> None:
    """Count one gold quote and what was found for it; an optional one counts neither way."""
    if wanted.get("optional"):
        return
    n["wanted"] += 1
    start = f"{item.article.id}: “{wanted['content'][:60]}”"
    if match is None:
        lines.append(f"{start} missed, is {wanted_speaker(wanted)}")
        return
    n["found"] += 1
    names = {a.id: a.canonical_name for a in item.analysis.actors or ()}
    said = match.unnamed if match.speaker is None else names[match.speaker]
    want = wanted_speaker(wanted)
    if (said is None and not want) or (said is not None and any(_same(said, w) for w in want)):
        n["right"] += 1
    else:
        lines.append(f"{start} is {want}, got {said} by {match.rule} {match.confidence}")


def _same(said: str, wanted: str) -> bool:
    """Tell whether two descriptions are one: alike but for the kind of apostrophe, or the fuller one begins so."""
    one, other = (plain(name).replace("’", "'") for name in (said, wanted))
    return one == other or (other.startswith(f"{one} ") and one.startswith(("a ", "an ", "one ", "the ")))


if __name__ == "__main__":
    counts, misses = direct_scores(list(judged(Analyser())))
    sys.stdout.write("\n".join([*misses, str(counts)]) + "\n")
