"""Which words of which articles a site gives away: what is a passage, and what is a name or the site's own word."""

from __future__ import annotations

import io
import re
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Final

from babel.messages.pofile import read_po

from generator.model import Span
from tests.corridor.site_texts import WORD

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from generator.compose.excerpt import Excerpt
    from generator.model import Entry

N_TELLING: Final = 8
"""So many words in a row, which no other article has, are this article's text."""
N_TELLING_MESSAGE: Final = 3
"""So many words between slots are a message's own."""
TEMPLATES: Final = Path(__file__).parents[2] / "templates" / "words"


def spoken(text: str) -> Iterator[str]:
    """Yield a text's words as they are compared."""
    return (m[0].casefold() for m in WORD.finditer(text))


class Given:
    """Which words of which articles some texts give away, and in how long rows."""

    def __init__(self, entries: Iterable[Entry], published: Mapping[str, Excerpt]) -> None:
        """Look for each run of words that one article has, and no other has.

        Words that are no passage, being names or titles, are given away without counting.
        """
        entries = tuple(entries)
        self.articles = [e.article for e in entries]
        self.words = {a.id: [m.span() for m in WORD.finditer(a.text)] for a in self.articles}
        self.given = {key: [False] * len(words) for key, words in self.words.items()}
        self.rows: dict[str, int] = dict.fromkeys(self.words, 0)
        """Most words, as spaces part them, that one text has in a row."""
        self.weights = {e.article.id: weights(e, published[e.article.id].spans) for e in entries}
        self.published = {key: touched(words, published[key].spans) for key, words in self.words.items()}
        self._allowed = {
            e.article.id: touched(self.words[e.article.id], (*published[e.article.id].spans, *labels(e)))
            for e in entries
        }
        self._said_anyway = said_anyway(entries)
        self.places: dict[tuple[str, ...], list[tuple[str, int]]] = defaultdict(list)
        for article in self.articles:
            for i, run in enumerate(runs(tuple(spoken(article.text)))):
                self.places[run].append((article.id, i))

    def see(self, texts: Iterable[tuple[str, ...]]) -> None:
        """Mark what these texts give away; one that is an article's title alone is no text of it."""
        titles = {tuple(spoken(a.title)) for a in self.articles}
        for text in texts:
            found = [self.places.get(run, ()) for run in runs(text)] if text not in titles else ()
            if any(found):
                self._mark(found, self._by_chance(text, found))

    def _mark(self, found: Sequence[Sequence[tuple[str, int]]], by_chance: Sequence[bool]) -> None:
        open_rows: dict[tuple[str, int], list[int]] = {}
        for at, places in enumerate(found):
            going = {}
            for key, i in places if len({key for key, _ in places}) == 1 else ():
                row = going[key, i + 1] = open_rows.get((key, i), [0])
                for k in range(0 if len(row) == 1 else N_TELLING - 1, N_TELLING):
                    place = i + k
                    is_given = not by_chance[at + k] or self._allowed[key][place]
                    self.given[key][place] |= is_given
                    counts = not by_chance[at + k] or self.published[key][place]
                    row.append(row[-1] + self.weights[key][place] * counts)
                self.rows[key] = max(self.rows[key], row[-1])
            open_rows = going

    def _by_chance(self, text: tuple[str, ...], found: Sequence[Sequence[tuple[str, int]]]) -> Sequence[bool]:
        """Tell of each word of a text whether it stands there for another reason than that an article goes on with it.

        It is the site's own word ("The article's opening words"), a name that is given whole ("The study" as a speaker),
        or a word of a passage that may be published: one that stands in an article twice, or in two articles.
        """
        chance = [False] * len(text)
        for at, places in enumerate(found):
            for key, i in places:
                for k in range(N_TELLING):
                    chance[at + k] |= self.published[key][i + k]
        for at in range(len(text)):
            for n in self._said_anyway.get(text[at : at + 2], ()):
                if text[at : at + n] in self._said_anyway[text[at : at + 2]][n]:
                    chance[at : at + n] = [True] * n
        return chance


def said_anyway(entries: Iterable[Entry]) -> dict[tuple[str, ...], dict[int, set[tuple[str, ...]]]]:
    """Return the site's own messages and all names, titles and roles, two words or more, by two first words and length."""
    names = [span.of(e.article.text) for e in entries for span in labels(e)]
    found: dict[tuple[str, ...], dict[int, set[tuple[str, ...]]]] = defaultdict(lambda: defaultdict(set))
    for words in map(tuple, map(spoken, (*own_words(), *names))):
        if len(words) > 1:
            found[words[:2]][len(words)].add(words)
    return dict(found)


def own_words() -> Iterator[str]:
    """Yield the site's own messages; of those with slots, what stands between two slots and is more than a preposition."""
    for message in read_po(io.BytesIO((TEMPLATES / "en.po").read_bytes())):
        for words in message.id if isinstance(message.id, tuple) else (message.id,):
            pieces = re.split(r"\{\w*\}", words)
            yield from (
                pieces if len(pieces) == 1 else (p for p in pieces if len(p.split()) >= N_TELLING_MESSAGE)
            )


def touched(words: Iterable[tuple[int, int]], spans: Iterable[Span]) -> list[bool]:
    """Tell of each word whether a part of it stands in one of the spans."""
    places = free(spans)
    return [any(i in places for i in range(start, end)) for start, end in words]


def weights(entry: Entry, published: Sequence[Span]) -> list[bool]:
    """Tell of each of an article's words whether it is the first of one that spaces part, and none of a label."""
    text = entry.article.text
    told_anyway = free(part for label in labels(entry) for part in outside(label, published))
    found, last = [], -1
    for start, end in (m.span() for m in WORD.finditer(text)):
        opens = last < 0 or any(c.isspace() for c in text[last:start])
        found.append(opens and not any(i in told_anyway for i in range(start, end)))
        last = end
    return found


def free(spans: Iterable[Span]) -> set[int]:
    """Return every place within some spans."""
    return {i for span in spans for i in range(span.start, span.end)}


def strange(entry: Entry, published: Sequence[Span], given: Given) -> list[str]:
    """Return the rows of two words or more that are given away, although no passage, name or title has them.

    One alone is chance: “said” beside a speaker's name on a card.
    """
    allowed = free([*published, *labels(entry)])
    found, row = [], list[str]()
    places = zip(given.words[entry.article.id], given.given[entry.article.id], strict=True)
    for (start, end), is_given in [*places, ((0, 0), False)]:
        if is_given and not any(i in allowed for i in range(start, end)):
            row.append(entry.article.text[start:end])
            continue
        found += [" ".join(row)] if len(row) > 1 else []
        row = []
    return found


def labels(entry: Entry) -> list[Span]:
    """Return where names, roles, titles and signs of an article stand: what it is about, which any page may say."""
    article, analysis = entry.article, entry.analysis
    structure = article.structure
    own = (structure.title, structure.byline, structure.credit, structure.dateline, structure.sign_off)
    spans = [span for span in own if span is not None]
    spans += [m.span for m in analysis.mentions or ()]
    spans += [r.span for actor in analysis.actors or () for r in actor.roles]
    spans += [q.source for q in analysis.quotes or () if q.source is not None]
    standing = (*(analysis.positions or ()), *(analysis.conditions or ()))
    spans += [found.holder for found in standing if found.holder is not None]
    return spans


def outside(span: Span, published: Iterable[Span]) -> Iterator[Span]:
    """Yield the parts of a span that are not published."""
    at = span.start
    for other in published:
        if other.end <= at or other.start >= span.end:
            continue
        if other.start > at:
            yield Span(start=at, end=other.start)
        at = other.end
    if at < span.end:
        yield Span(start=at, end=span.end)


def runs(text: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield each run of so many words as tell an article."""
    return zip(*(text[k:] for k in range(N_TELLING)), strict=False)
