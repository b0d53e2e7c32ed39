"""Who speaks, and how much: cards, headings and the chart of it."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from generator.compose.cards import article_link, is_shown, quote_cards
from generator.compose.charts import DOCUMENTS, QUOTED_MOST, UNNAMED, ranking
from generator.compose.links import link
from generator.compose.names import CLASSES, by_speaker, corpus_name, speaker
from generator.compose.views import Link, QuoteGroup, Speaker, SpeakerCard
from generator.compose.words import inside, later, sentence
from generator.model import Bar

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from generator.compose.library import Library
    from generator.compose.utterances import Utterance
    from generator.compose.words import Words
    from generator.model import Chart

_CLASS_WORDS = {"document": DOCUMENTS, "unnamed": UNNAMED, "unclear": later("Speaker unclear")}

_MAX_DESCRIPTIONS = 4
"""Descriptions of unnamed sources on a card; each quotation has its own beside it."""


def n_quotations(said: Iterable[Utterance]) -> int:
    """Return how many utterances stand between quotation marks, in whole or in part."""
    return sum(u.is_quotation for u in said)


def how_much(words: Words, said: Sequence[Utterance]) -> str:
    """Return "three quotations and one reported statement"."""
    quoted = n_quotations(said)
    told = len(said) - quoted
    parts = [words.plural("one quotation", "{n} quotations", quoted)] if quoted else []
    if told:
        parts.append(words.plural("one reported statement", "{n} reported statements", told))
    return words.listing(parts)


def speaker_cards(library: Library, said: Iterable[Utterance], page: str) -> tuple[SpeakerCard, ...]:
    """Return who speaks in an article, most quoted first; documents, unnamed and unclear speakers last, as classes.

    Each leads to its group of `quote_groups`; who has none leads nowhere.
    """
    return tuple(
        SpeakerCard(
            speaker=_class_or_name(library, group, key, page),
            said=sentence(how_much(library.words, group)),
            href=link(page, library.article_pages[group[0].article], anchor)
            if any(is_shown(library, said) for said in group)
            else None,
            note=_descriptions(library.words, group) if key in {"unnamed", "document"} else None,
        )
        for anchor, key, group in _groups(library, said)
    )


def quote_groups(library: Library, said: Iterable[Utterance], page: str) -> tuple[QuoteGroup, ...]:
    """Return an article's utterances by speaker; those of whom nothing may be shown are left out."""
    found: list[QuoteGroup] = []
    for anchor, key, group in _groups(library, said):
        cards = quote_cards(library, group, page)
        if not cards:
            continue
        who = _class_or_name(library, group, key, page)
        found.append(
            QuoteGroup(
                id=anchor,
                title=Link(text=who.label, href=who.name.href if who.name else None),
                role=who.name.role if who.name else None,
                kind=who.name.kind if who.name else None,
                kind_word=who.name.kind_word if who.name else None,
                quotations=tuple(c for c in cards if c.is_quotation),
                statements=tuple(c for c in cards if not c.is_quotation),
            ),
        )
    return tuple(found)


def article_groups(
    library: Library, said: Iterable[Utterance], page: str, anchor: str = "article"
) -> tuple[QuoteGroup, ...]:
    """Return utterances by article, in their order; those of whom nothing may be shown are left out.

    anchor: what the groups' anchors on the page begin with.
    """
    groups: list[QuoteGroup] = []
    for article, some in groupby(said, key=lambda u: u.article):
        cards = quote_cards(library, some, page)
        if cards:
            groups.append(
                QuoteGroup(
                    id=f"{anchor}-{len(groups) + 1}",
                    title=article_link(library, article, page),
                    role=None,
                    kind=None,
                    kind_word=None,
                    quotations=tuple(c for c in cards if c.is_quotation),
                    statements=tuple(c for c in cards if not c.is_quotation),
                ),
            )
    return tuple(groups)


def who_speaks(library: Library, said: Sequence[Utterance]) -> str:
    """Return how many speak and how many of the statements come from unnamed sources, in a sentence or two."""
    if not said:
        return ""
    groups = by_speaker(library, said)
    n_named = sum(key not in CLASSES for key in groups)
    total = len(said)
    words = library.words
    parts = [words.plural("one speaker is named", "{n} speakers are named", n_named)]
    if unnamed := len(groups.get("unnamed", ())):
        part = words.of_statements(unnamed, total)
        parts.append(
            words.plural(
                "{part} comes from unnamed sources", "{part} come from unnamed sources", unnamed, part=part
            )
        )
    if documents := len(groups.get("document", ())):
        parts.append(
            words.plural("one comes from documents", "{n} come from documents", documents)
            if unnamed
            else words.plural(
                "{part} comes from documents",
                "{part} come from documents",
                documents,
                part=words.of_statements(documents, total),
            )
        )
    if unclear := len(groups.get("unclear", ())):
        parts.append(
            words.plural("for one the speaker is not clear", "for {n} the speaker is not clear", unclear)
        )
    return sentence(f"{'; '.join(parts)}.")


def speakers_chart(library: Library, said: Sequence[Utterance], page: str) -> Chart | None:
    """Return the chart of quotations by speaker; None where a sentence says as much."""
    bars: list[Bar] = []
    for key, group in by_speaker(library, said).items():
        if key == "unclear":
            continue
        actor = library.speaker(group[0])
        bars.append(
            Bar(
                label=library.words(_CLASS_WORDS[key])
                if key in _CLASS_WORDS
                else speaker(library, group[0], page).label,
                value=n_quotations(group),
                href=link(page, library.actor_places[actor.id]) if actor else None,
            ),
        )
    words = library.words
    return ranking(
        words,
        bars,
        name="speakers",
        leads=QUOTED_MOST,
        measure=words("Quotations by speaker"),
        label_heading=words("Speaker"),
        value_heading=words("Quotations"),
        total=n_quotations(said),
    )


def corpus_speakers(
    library: Library, said: Iterable[Utterance], page: str, most: int
) -> tuple[SpeakerCard, ...]:
    """Return who speaks over several articles, most quoted first, at most `most`, without unclear ones."""
    cards: list[SpeakerCard] = []
    for key, group in by_speaker(library, said).items():
        actor = library.speaker(group[0])
        if key != "unclear":
            named = (
                Speaker(label=actor.canonical_name, name=corpus_name(library, actor, page)) if actor else None
            )
            who = named or _class_or_name(library, group, key, page)
            cards.append(SpeakerCard(speaker=who, said=sentence(how_much(library.words, group)), href=None))
    return tuple(cards[:most])


def _groups(library: Library, said: Iterable[Utterance]) -> list[tuple[str, str, tuple[Utterance, ...]]]:
    """Return anchor, key and utterances of each speaker of an article."""
    found: list[tuple[str, str, tuple[Utterance, ...]]] = []
    for n, (key, group) in enumerate(by_speaker(library, said).items(), start=1):
        actor = library.speaker(group[0])
        slug = library.actor_pages[actor.id].removeprefix("actors/").removesuffix(".md") if actor else None
        found.append((f"by-{slug or (key if ' ' not in key else n)}", key, group))
    return found


def _descriptions(words: Words, group: Iterable[Utterance]) -> str:
    """Return how the article describes its unnamed sources, each wording once."""
    distinct = list(dict.fromkeys(inside(u.unnamed) for u in group if u.unnamed))
    more = len(distinct) - _MAX_DESCRIPTIONS
    last = [words.plural("one more", "{n} more", more)] if more > 0 else []
    return sentence(words.listing([*distinct[:_MAX_DESCRIPTIONS], *last]))


def _class_or_name(library: Library, group: Sequence[Utterance], key: str, page: str) -> Speaker:
    if key in CLASSES:
        return Speaker(label=library.words(_CLASS_WORDS[key]), is_unnamed=key == "unnamed")
    return speaker(library, group[0], page)
