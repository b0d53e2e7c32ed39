"""Near-duplicates: those that each pair, looked at by itself, would give."""

from __future__ import annotations

import random
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.aggregate.near_duplicates import find_stories
from generator.model import Analysis, Article, Entry, Paragraph, Seed, Span, Structure

SHARED, LEAST_ALIKE = 0.5, 0.13
BOILERPLATE = "The harbour office gives these figures at noon on every working day of the year."


def article(name: str, text: str) -> Entry:
    """Return an article of one paragraph without analysis."""
    whole = Span(start=0, end=len(text))
    return Entry(
        article=Article(
            id=name,
            text=text,
            paragraphs=(Paragraph(span=whole, kind="body"),),
            structure=Structure(),
            seed=Seed(path=f"seeds/{name}.txt", line=1, digest="0" * 64),
            title=name,
            title_given=True,
            date=None,
            language="en",
        ),
        analysis=Analysis(
            article=name, model=None, sentences=(), key_phrases=None, actors=None, mentions=None, quotes=None
        ),
    )


def by_hand(texts: dict[str, str]) -> set[frozenset[str]]:
    """Return the stories that comparing each pair gives."""
    shingled = {}
    for name, text in texts.items():
        words = text.lower().split()
        shingled[name] = {tuple(words[i : i + 4]) for i in range(len(words) - 3)}
    group = {name: {name} for name, s in shingled.items() if len(s) >= 8}
    for one, other in combinations(group, 2):
        a, b = shingled[one], shingled[other]
        both = len(a & b)
        if both / min(len(a), len(b)) >= SHARED and both / len(a | b) >= LEAST_ALIKE:
            joined = group[one] | group[other]
            for name in joined:
                group[name] = joined
    return {frozenset(g) for g in group.values() if len(g) > 1}


@given(
    st.lists(
        st.lists(st.sampled_from(("calm", "grey", "north", "tarn", "boat")), min_size=5, max_size=40),
        min_size=1,
        max_size=12,
    )
)
@settings(max_examples=150)
def test_stories_are_those_that_comparing_all_pairs_gives(lists: list[list[str]]) -> None:
    """Nothing is passed over and nothing is put together that two texts beside each other would not say."""
    texts = {f"n{i}": " ".join(words) for i, words in enumerate(lists)}
    found = find_stories([article(name, text) for name, text in texts.items()])
    assert {frozenset(s.articles) for s in found} == by_hand(texts)


def test_a_story_that_everybody_has_is_one() -> None:
    """Of a hundred articles with the same last line, sixty print one story, each with words of its own changed."""
    chance = random.Random(5)  # noqa: S311 - the same texts each time, no secret
    story = [f"word{n}" for n in range(120)]
    copies = []
    for _ in range(60):
        words = list(story)
        for place in chance.sample(range(len(words)), 5):
            words[place] = f"other{chance.randrange(10_000)}"
        copies.append(" ".join(words))
    others = [" ".join(f"own{n}x{i}" for i in range(120)) for n in range(40)]
    entries = [article(f"a{n}", f"{text} {BOILERPLATE}") for n, text in enumerate([*copies, *others])]
    found = find_stories(chance.sample(entries, len(entries)))
    assert [frozenset(s.articles) for s in found] == [frozenset(f"a{n}" for n in range(60))]
