"""Marks laid over published text: quotations, actors and unnamed sources, nested so that none is torn."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import TYPE_CHECKING

from generator.compose.cards import passage_anchor
from generator.compose.links import link
from generator.compose.views import Run
from generator.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.compose.library import Library
    from generator.model import Mention

_LINKED = frozenset({"named", "adjectival", "nominal"})
"""Types of mention that are underlined: a line under every "he" would make the text restless."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A span of an article and how it is shown."""

    span: Span
    run: Run
    """Without text; what it is put around."""


def marks(library: Library, article: str, page: str, labels: dict[str, str]) -> tuple[Mark, ...]:
    """Return an article's marks, outer before inner. `labels`: quote id → who speaks.

    Names that a quotation's border would cut stay unmarked.
    """
    quotes = _quote_marks(library, article, labels)
    borders = sorted({point for m in quotes for point in (m.span.start, m.span.end)})
    names = [m for m in _name_marks(library, article, page) if not _is_cut(m.span, borders)]
    return tuple(sorted([*quotes, *names], key=lambda m: (m.span.start, -m.span.end)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """Marks of one paragraph, outer before inner, found by place without looking at all of them."""

    marks: tuple[Mark, ...]
    reach: tuple[int, ...]
    """Where the marks up to each one end at the latest."""

    def touching(self, within: Span) -> list[Mark]:
        """Return the marks that share a character with `within`."""
        first = bisect_right(self.reach, within.start)
        last = bisect_left(self.marks, within.end, key=lambda m: m.span.start)
        return [m for m in self.marks[first:last] if m.span.end > within.start]


def lay(found: Iterable[Mark]) -> Laid:
    """Return marks, outer before inner, ready to be found by place."""
    laid = tuple(found)
    return Laid(marks=laid, reach=tuple(accumulate((m.span.end for m in laid), max)))


def runs(text: str, within: Span, laid: Laid, seen: set[str]) -> tuple[Run, ...]:
    """Return the text of `within` with the marks that touch it.

    A mark that crosses the one around it ends where that ends. `seen` collects the ids already given, so
    that a mark shown in two parts has its anchor at the first.
    """
    return _runs(text, within.start, within.end, laid.touching(within), seen)


def _runs(text: str, at: int, end: int, laid: list[Mark], seen: set[str]) -> tuple[Run, ...]:
    out: list[Run] = []
    i = 0
    while i < len(laid):
        start = max(laid[i].span.start, at)
        stop = min(laid[i].span.end, end)
        inner = laid[i + 1 : bisect_left(laid, stop, lo=i + 1, key=lambda m: m.span.start)]
        if at < start:
            out.append(Run(kind="text", text=text[at:start]))
        out.append(_marked(text, Span(start=start, end=stop), laid[i].run, inner, seen))
        at = stop
        i += 1 + len(inner)
    if at < end:
        out.append(Run(kind="text", text=text[at:end]))
    return tuple(out)


def _marked(text: str, span: Span, run: Run, inner: list[Mark], seen: set[str]) -> Run:
    anchor = None if run.id in seen else run.id
    if run.id is not None:
        seen.add(run.id)
    return replace(run, id=anchor, runs=_runs(text, span.start, span.end, inner, seen))


def _quote_marks(library: Library, article: str, labels: dict[str, str]) -> list[Mark]:
    quotes = library.entries[article].analysis.quotes or ()
    found = [
        Mark(
            span=q.content,
            run=Run(
                kind="quote" if q.kind == "direct" else "statement",
                id=passage_anchor(q.id),
                title=labels.get(q.id),
            ),
        )
        for q in quotes
    ]
    return sorted(found, key=lambda m: (m.span.start, -m.span.end))


def _name_marks(library: Library, article: str, page: str) -> list[Mark]:
    analysis = library.entries[article].analysis
    named = [_actor_mark(library, article, page, m) for m in analysis.mentions or ()]
    sources = [
        Mark(span=q.source, run=Run(kind="unnamed", title=library.words("A source without a name")))
        for q in analysis.quotes or ()
        if q.unnamed is not None and not q.is_document and q.source is not None
    ]
    first: dict[Span, Mark] = {}
    for mark in [*sources, *(m for m in named if m is not None)]:
        first.setdefault(mark.span, mark)
    return list(first.values())


def _actor_mark(library: Library, article: str, page: str, mention: Mention) -> Mark | None:
    actor = library.actor_of.get((article, mention.actor))
    if actor is None or mention.mention_type not in _LINKED:
        return None
    return Mark(
        span=mention.span,
        run=Run(
            kind="actor",
            href=link(page, library.actor_places[actor.id]),
            actor_kind=actor.kind,
            title=f"{actor.canonical_name}: {library.words.kind_inside(actor.kind)}",
        ),
    )


def _is_cut(span: Span, borders: list[int]) -> bool:
    """Tell whether one of the sorted borders lies strictly inside `span`."""
    i = bisect_right(borders, span.start)
    return i < len(borders) and borders[i] < span.end
