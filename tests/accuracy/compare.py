"""How an analysis compares with gold: quotes found, and who says them, kind by kind.

Quotes are compared as the evaluation's scorers do: as sets of words, alike from 0.8 of them in common
(Jaccard), one to one, the most alike first. Words in marks are compared with words in marks, and clauses
(mixed and indirect speech) with clauses. Gold that is optional counts neither as missed nor as wrong, nor
does what shares words with it alone.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gold import Judged

    from generator.model import Quote, Span

SAME = 0.8
KINDS = ("direct", "mixed", "indirect")
WORD = re.compile(r"\w+(?:['’]\w+)*")
ARTICLE = re.compile(r"(?:the|an?)\s+")

CUE_CLASSES = {
    "said": "said say says saying added wrote told put_it records noted point_out issued_a_statement shouted",
    "told": "told",
    "described": "called calling calls described describe",
    "urged": "urged begged asked",
    "asked": "asked",
    "promised": "promised pledged",
    "demanded": "demanded",
    "accused": "accused accuse",
    "according to": "according_to",
    "warned": "warned",
    "answered": "replied answered",
    "denied": "denied disputes",
    "conceded": "conceded concede admitted",
    "recalled": "recalled",
    "announced": "announced",
    "proposed": "recommends proposed",
    "suggested": "recommends proposed",
    "advised": "recommends",
    "predicted": "predicted",
    "concluded": "found",
    "revealed": "found show",
    "explained": "explained",
    "threatened": "threatened",
    "insisted": "insisted",
    "criticised": "denounced",
    "praised": "thanked",
    "argued": "argued",
    "stressed": "noted",
    "quoted": "quoted",
}
"""What readers would call the gold's cues, each class with the cues that may be in it."""


def plain(text: str) -> str:
    """Return words without case, marks at the edges and odd white space."""
    words = " ".join(text.replace("’", "'").lower().split()).strip(" .,;:!?“”\"'‘«»„—–-…")
    return ARTICLE.sub("", words, count=1) if ARTICLE.match(words) else words


@dataclass(slots=True)
class Tally:
    """Counts over one part of the gold, and a line for each thing that is wrong."""

    n: Counter[str] = field(default_factory=Counter)
    lines: list[str] = field(default_factory=list)

    def share(self, part: str, whole: str) -> float:
        """Return one count's share of another; 0 where there is nothing."""
        return self.n[part] / self.n[whole] if self.n[whole] else 0.0


def tally(items: Iterable[Judged]) -> Tally:
    """Compare every article with its gold."""
    result = Tally()
    for item in items:
        pairs, extra = _pairs(item)
        for wanted, quote in pairs:
            if not wanted.get("optional"):
                _count(item, wanted, quote, result)
        for quote in extra:
            result.n[f"{quote.kind} given"] += 1
            result.lines.append(
                f"{item.article.id}: extra {_told(quote.content.of(item.article.text), quote)}"
            )
        _count_not_quotes(item, result)
    return result


def figures(result: Tally) -> dict[str, float]:
    """Return every figure that has a floor: shares from 0 to 1 by name."""
    found: dict[str, float] = {}
    for kind in KINDS:
        found[f"{kind}: words found, precision"] = result.share(f"{kind} hit", f"{kind} given")
        found[f"{kind}: words found, recall"] = result.share(f"{kind} found", f"{kind} wanted")
        found[f"{kind}: words and speaker, precision"] = result.share(f"{kind} hit right", f"{kind} given")
        found[f"{kind}: words and speaker, recall"] = result.share(f"{kind} right", f"{kind} wanted")
    # Of all that there are, not of those found: else finding more could look like getting worse.
    for who in ("person", "organization", "unnamed", "document"):
        found[f"speaker is {who}: words and speaker, recall"] = result.share(f"{who} right", f"{who} wanted")
    found["named or unnamed: right where the words are found"] = result.share("flag right", "flag")
    found["cue: right where the words are found"] = result.share("cue right", "cue")
    found["cue class: right where the cue is"] = result.share("class right", "cue right")
    found["in marks but nobody's words: left alone"] = result.share("left alone", "in marks")
    return found


def _pairs(item: Judged) -> tuple[list[tuple[dict[str, Any], Quote | None]], list[Quote]]:
    """Return each quote of the gold with what was found for it, and what was found beside."""
    quotes = list(item.analysis.quotes or ())
    text = item.article.text
    given = [_words(text, q.content) for q in quotes]
    wanted = []
    for quote in item.gold["quotes"]:
        span = item.span(quote["content"], quote.get("nth", 1))
        assert span is not None or quote.get("optional"), f"{item.article.id}: {quote['content']}"
        wanted.append((quote, _words(text, span) if span else frozenset()))
    alike = [
        (len(words & other) / len(words | other), i, j)
        for i, (quote, words) in enumerate(wanted)
        for j, other in enumerate(given)
        if words & other and (quote["kind"] == "direct") == (quotes[j].kind == "direct")
    ]
    match: dict[int, int] = {}
    for share, i, j in sorted(alike, key=lambda pair: (-pair[0], *pair[1:])):
        if share >= SAME and i not in match and j not in match.values():
            match[i] = j
    extra = [
        quote
        for j, quote in enumerate(quotes)
        if j not in match.values() and not _is_optional([wanted[i][0] for _, i, k in alike if k == j])
    ]
    return [(q, quotes[match[i]] if i in match else None) for i, (q, _) in enumerate(wanted)], extra


def _is_optional(near: list[dict[str, Any]]) -> bool:
    """Tell whether all that shares words with something found, and there is something, is optional."""
    return bool(near) and all(quote.get("optional") for quote in near)


def _words(text: str, span: Span) -> frozenset[int]:
    """Return where each word of a span begins, without a leading "that"."""
    found = list(WORD.finditer(text, span.start, span.end))
    if len(found) > 1 and found[0].group().lower() == "that":
        del found[0]
    return frozenset(m.start() for m in found)


def _count(item: Judged, wanted: dict[str, Any], quote: Quote | None, result: Tally) -> None:
    """Count one quote of the gold and what was found for it."""
    n, who = result.n, _class_of_speaker(item, wanted)
    n.update([f"{wanted['kind']} wanted", f"{who} wanted"])
    if quote is None:
        result.lines.append(f"{item.article.id}: missed {wanted['kind']} “{wanted['content'][:70]}”")
        return
    right = speaker_is_right(item, wanted, quote)
    n.update([f"{wanted['kind']} found", f"{quote.kind} given", f"{quote.kind} hit", "flag"])
    n["flag right"] += (quote.unnamed is not None) == (who in {"unnamed", "document"})
    if right:
        n.update([f"{wanted['kind']} right", f"{quote.kind} hit right", f"{who} right"])
    else:
        names = [a.canonical_name for a in item.analysis.actors or () if a.id in _speakers(quote)]
        result.lines.append(
            f"{item.article.id}: {_told(wanted['content'], quote)} is {_wanted_speaker(wanted)},"
            f" got {names or quote.unnamed}"
        )
    if wanted["cue"] is not None:
        _count_cue(item, wanted["cue"], quote, result)


def _count_cue(item: Judged, wanted: str, quote: Quote, result: Tally) -> None:
    """Count the cue as right where it shares a word with gold's, and then its class."""
    result.n["cue"] += 1
    cue = quote.cue.of(item.article.text).lower() if quote.cue is not None else ""
    if not set(cue.split()) & set(wanted.lower().split()):
        result.lines.append(f"{item.article.id}: {_told(cue or 'no cue', quote)} is “{wanted}”")
        return
    result.n["cue right"] += 1
    if wanted.lower().replace(" ", "_") in CUE_CLASSES.get(quote.cue_class or "", "").split():
        result.n["class right"] += 1
    else:
        result.lines.append(f"{item.article.id}: “{wanted}” is not of the class {quote.cue_class}")


def _count_not_quotes(item: Judged, result: Tally) -> None:
    """Count what stands in marks and is nobody's words, wherever it stands; nobody may be said to say it."""
    text = item.article.text
    said = {plain(q.content.of(text)): q for q in item.analysis.quotes or () if q.kind == "direct"}
    for words in item.gold["not_quotes"]:
        if words not in text:
            continue
        result.n["in marks"] += 1
        if plain(words) in said:
            result.lines.append(f"{item.article.id}: nobody says {_told(words, said[plain(words)])}")
        else:
            result.n["left alone"] += 1


def _class_of_speaker(item: Judged, wanted: dict[str, Any]) -> str:
    kinds = {a["name"]: a["kind"] for a in item.gold["actors"]}
    if "speaker" in wanted:
        # The interviewer is named in the layout only.
        return "person" if kinds.get(wanted["speaker"], "person") == "person" else "organization"
    return next((key for key in ("speakers", "unnamed", "document") if key in wanted), "nobody")


def _wanted_speaker(wanted: dict[str, Any]) -> str:
    keys = ("speaker", "speakers", "unnamed", "document")
    return str(next((wanted[key] for key in keys if key in wanted), "nobody"))


def _speakers(quote: Quote) -> set[str]:
    return {quote.speaker, *quote.joint_speakers} - {None} if quote.speaker else set()


def speaker_is_right(item: Judged, wanted: dict[str, Any], quote: Quote) -> bool:
    """Tell whether who is found to speak is whom people read: all of several, nobody where nobody is told."""
    if "unnamed" in wanted or "document" in wanted:
        return quote.unnamed is not None and _same_description(
            quote.unnamed, wanted.get("unnamed") or wanted["document"]
        )
    names = wanted.get("speakers") or ([wanted["speaker"]] if "speaker" in wanted else [])
    if not names:
        return quote.speaker is None and quote.unnamed is None
    said = {plain(a.canonical_name) for a in item.analysis.actors or () if a.id in _speakers(quote)}
    return len(said) == len(names) and all(said & _names(item, name) for name in names)


def _names(item: Judged, name: str) -> set[str]:
    """Return an actor's name and what stands for it alone: other names, but no surname of a person."""
    actor = next((a for a in item.gold["actors"] if a["name"] == name), {"aliases": [], "kind": "person"})
    shared = Counter(alias for a in item.gold["actors"] for alias in a["aliases"])
    return {plain(name)} | {
        plain(alias)
        for alias in actor["aliases"]
        if shared[alias] == 1 and (actor["kind"] != "person" or " " in alias)
    }


def _same_description(said: str, wanted: str) -> bool:
    """Tell whether two descriptions are one: alike but for the article, or the fuller one begins as the other."""
    one, other = sorted((plain(said), plain(wanted)), key=len)
    return one == other or other.startswith((f"{one} ", f"{one},"))


def _told(words: str, quote: Quote) -> str:
    return f"{quote.kind} “{' '.join(words.split())[:70]}” by {quote.rule} {quote.confidence}"
