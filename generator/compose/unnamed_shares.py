"""How much comes from sources without a name, by outlet and by topic."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from generator.compose.charts import in_words
from generator.compose.links import link
from generator.compose.tables import number_cell
from generator.compose.views import Cell, Column, Table
from generator.compose.words import later, sentence
from generator.model import Bar, Chart

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from generator.compose.library import Library
    from generator.compose.utterances import Utterance
    from generator.compose.words import Words

MAX_ROWS = 50
"""Speakers, outlets or topics of one table: the actors' list has the rest."""

LEAST = 10
"""Statements below which no share of 100 is given: one more or less would change it by ten."""

_ROUNDS_TO_ONE = 0.005
"""Share that rounds to none although there are some."""

_MAX_BARS = 12
_MIN_BARS = 3
"""Fewer values are better said in a sentence."""


def is_unnamed(said: Utterance) -> bool:
    """Tell whether somebody speaks who is described and not named; a document is nobody."""
    return said.unnamed is not None and not said.is_document


def by_outlet(library: Library, said: Iterable[Utterance]) -> dict[str, list[Utterance]]:
    """Return statements by outlet, those of articles that name none left out."""
    found: dict[str, list[Utterance]] = defaultdict(list)
    for one in said:
        if (outlet := library.entries[one.article].article.outlet) is not None:
            found[outlet].append(one)
    return found


def by_topic(library: Library) -> dict[str, list[Utterance]]:
    """Return statements by the topic's id, of the topics that have enough; a statement may be on several."""
    found = {t.id: list(library.said(t.quotes)) for t in library.corpus.topics}
    return {topic: said for topic, said in found.items() if len(said) >= LEAST}


def largest(groups: Mapping[str, Sequence[Utterance]]) -> dict[str, Sequence[Utterance]]:
    """Return the groups with most statements, by key where they tie."""
    return dict(sorted(groups.items(), key=lambda item: (-len(item[1]), item[0]))[:MAX_ROWS])


def shares_table(
    library: Library,
    groups: Mapping[str, Sequence[Utterance]],
    heading: str,
    pages: Mapping[str, str],
    page: str,
) -> Table:
    """Return how much of each group's statements comes from unnamed sources. `pages`: by key, where groups have some."""
    words = library.words
    return Table(
        caption=words("Statements from unnamed sources"),
        columns=(
            Column(heading=heading),
            Column(heading=words("Statements"), is_number=True, order="descending", is_minor=True),
            Column(heading=words("Unnamed"), is_number=True),
            Column(heading=words("Share"), is_number=True),
        ),
        rows=tuple(
            (
                Cell(text=_name(library, key), href=link(page, pages[key]) if key in pages else None),
                number_cell(words, len(said)),
                _part(words, n := sum(is_unnamed(u) for u in said), len(said)),
                of_hundred(words, n, len(said)),
            )
            for key, said in groups.items()
        ),
    )


def shares_chart(
    library: Library,
    groups: Mapping[str, Sequence[Utterance]],
    name: str,
    heading: str,
    pages: Mapping[str, str],
    page: str,
) -> Chart | None:
    """Return the share of unnamed sources by group, those with most of their statements from them first.

    Groups that have `pages` are topics, the others outlets: a topic leans on nobody.
    None where fewer than three groups have enough statements, or fewer than two of these any unnamed source.
    """
    words = library.words
    shares = [(sum(is_unnamed(u) for u in said), len(said), key) for key, said in groups.items()]
    shares = [s for s in shares if s[1] >= LEAST]
    shares.sort(key=lambda s: (-s[0] / s[1], -s[1], s[2]))
    shares = shares[:_MAX_BARS]
    if len(shares) < _MIN_BARS or shares[1][0] == 0:
        return None
    bars = tuple(
        Bar(
            label=_name(library, key),
            value=round(100 * n / total),
            href=link(page, pages[key]) if key in pages else None,
        )
        for n, total, key in shares
    )
    n, total, key = shares[0]
    measure = words(
        "Statements from unnamed sources in every 100, where there are at least {least}", least=LEAST
    )
    most = (
        later("Unnamed sources are heard most on “{name}”: {n} of {total} statements")
        if pages
        else later("{name} leans most on unnamed sources: {n} of {total} statements")
    )
    finding = (
        words(most, name=_name(library, key), n=n, total=total) if bars[0].value > bars[1].value else measure
    )
    return Chart(
        id=name,
        kind="bars",
        finding=finding,
        measure=measure,
        alternative=in_words(words, measure, bars),
        bars=bars,
        label_heading=heading,
        value_heading=words("Of 100"),
    )


def of_hundred(words: Words, n: int, total: int) -> Cell:
    """Return a share of 100; a dash where there are too few to speak of one."""
    if total < LEAST:
        return Cell(text="–", sort="-1")
    text = words("under 1 %") if 0 < n / total < _ROUNDS_TO_ONE else words.percent(n / total)
    return Cell(text=text, sort=str(round(1000 * n / total)))


def _part(words: Words, n: int, total: int) -> Cell:
    return Cell(text=words("{part} of {whole}", part=words.figure(n), whole=words.figure(total)), sort=str(n))


def _name(library: Library, key: str) -> str:
    topic = library.topics.get(key)
    return sentence(topic.name) if topic else key
