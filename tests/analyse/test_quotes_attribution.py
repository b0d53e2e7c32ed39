"""Who said it: one sentence a construction, with its speaker, rule by rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator.analyse.actors import find_actors
from generator.analyse.parse import parse
from generator.analyse.quotes import find_quotes

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.language import Language

    from generator.model import Article, Quote

pytestmark = pytest.mark.model

Analysed = tuple["Article", tuple["Quote", ...], dict[str, str]]


@pytest.fixture
def quotes_of(nlp: Language, make_article: Callable[..., Article]) -> Callable[[str], Analysed]:
    """Return an article's quotes with its actors' names by id."""

    def run(text: str) -> Analysed:
        article = make_article(text)
        parsed = parse(article, nlp)
        found = find_actors(parsed)
        return article, find_quotes(parsed, found), {a.id: a.canonical_name for a in found.actors}

    return run


def direct(analysed: Analysed) -> list[tuple[str, str | None]]:
    """Return the words and speakers of the direct quotes."""
    article, quotes, names = analysed
    return [
        (q.content.of(article.text), q.unnamed if q.speaker is None else names[q.speaker])
        for q in quotes
        if q.kind == "direct"
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We will not sign this,” said Mara Ellwood, the harbor minister.", "Mara Ellwood"),
        ("Mara Ellwood said, “We will not sign this paper today.”", "Mara Ellwood"),
        ("“We will not sign this paper,” Mara Ellwood told reporters on Monday.", "Mara Ellwood"),
        ("Mara Ellwood was blunt on Monday: “We will not sign this paper.”", "Mara Ellwood"),
        ("According to Mara Ellwood, the deal is “a disaster for the whole coast.”", "Mara Ellwood"),
        ("As Mara Ellwood put it, the deal is “a disaster for the whole coast.”", "Mara Ellwood"),
        ("Mara Ellwood, who leads the council, described the deal as “simplistic.”", "Mara Ellwood"),
        ("“We will not sign this,” a senior official said.", "a senior official"),
        ("“We will not sign this,” two diplomats said on Monday.", "two diplomats"),
    ],
)
def test_each_construction_finds_its_speaker(
    quotes_of: Callable[[str], Analysed], text: str, expected: str
) -> None:
    """Inverted, fronted, told, announced, according to, as put by, described as, unnamed."""
    ((_, speaker),) = direct(quotes_of(text))
    assert speaker == expected


def test_a_split_quote_is_one_utterance(quotes_of: Callable[[str], Analysed]) -> None:
    """Pieces on both sides of a cue share group and speaker."""
    analysed = quotes_of("“We came,” Mara Ellwood said. “We saw nothing at all.”")
    _, quotes, _ = analysed
    assert [s for _, s in direct(analysed)] == ["Mara Ellwood", "Mara Ellwood"]
    assert len({q.group for q in quotes}) == 1


def test_an_open_mark_carries_the_speaker_on(quotes_of: Callable[[str], Analysed]) -> None:
    """A quotation left open at a paragraph's end goes on with the same speaker in the next."""
    analysed = quotes_of(
        "“We came here to talk,” Mara Ellwood said. “It was cold.\n\n“And we will come again.”"
    )
    assert direct(analysed)[-1] == ("And we will come again.", "Mara Ellwood")


def test_a_fragment_is_listed_beside_its_clause(quotes_of: Callable[[str], Analysed]) -> None:
    """A mixed quote is the whole clause; its quoted words name it as the one they are part of."""
    article, quotes, _ = quotes_of("Mara Ellwood said the deal was “not worth the paper” it stands on.")
    mixed = next(q for q in quotes if q.kind == "mixed")
    fragment = next(q for q in quotes if q.kind == "direct")
    assert mixed.content.of(article.text) == "the deal was “not worth the paper” it stands on"
    assert fragment.part_of == mixed.id
    assert fragment.group == mixed.group


def test_several_speakers_speak_together(quotes_of: Callable[[str], Analysed]) -> None:
    """Names joined by "and" before a cue are all recorded."""
    _, quotes, names = quotes_of(
        "Mara Ellwood met Tomas Brandt. Ellwood and Brandt say the deal will hold for years."
    )
    (quote,) = [q for q in quotes if q.kind == "indirect"]
    assert quote.speaker is not None
    assert {names[quote.speaker], *(names[j] for j in quote.joint_speakers)} == {
        "Mara Ellwood",
        "Tomas Brandt",
    }


def test_a_pronoun_is_the_last_who_spoke(quotes_of: Callable[[str], Analysed]) -> None:
    """He and she are resolved to the actor; the source as written stays."""
    article, quotes, names = quotes_of(
        "Mara Ellwood arrived on Monday. She said the deal would hold for many years."
    )
    (quote,) = quotes
    assert quote.source is not None
    assert quote.source.of(article.text) == "She"
    assert quote.speaker is not None
    assert names[quote.speaker] == "Mara Ellwood"


@pytest.mark.parametrize(
    "text",
    [
        "The team joined the “coalition of the willing” in March.",
        "They plan a team for this “reassurance force” next year.",
        "She watched “Night Ferry” on the last evening of the festival.",
        "The board is 6\" wide and his boat is 30' long.",
    ],
)
def test_names_titles_and_measures_are_no_quotes(quotes_of: Callable[[str], Analysed], text: str) -> None:
    """Words in marks that nobody is said to say are not speech."""
    assert direct(quotes_of(text)) == []


def test_contents_are_the_articles_own_characters(quotes_of: Callable[[str], Analysed]) -> None:
    """Ids are unique, spans lie in the text, and confidence is a share."""
    article, quotes, _ = quotes_of(
        "“No,” said Mara Ellwood. “No,” said Tomas Brandt. “No,” said Mara Ellwood."
    )
    assert len({q.id for q in quotes}) == len(quotes)
    for quote in quotes:
        assert quote.content.end <= len(article.text)
        assert 0 <= quote.confidence <= 1
