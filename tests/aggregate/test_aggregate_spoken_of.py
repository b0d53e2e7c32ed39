"""What others say about an actor."""

from __future__ import annotations

from generator.aggregate.spoken_of import spoken_of
from generator.model import (
    Analysis,
    Article,
    Entry,
    Mention,
    Quote,
    QuoteRef,
    Seed,
    Span,
    Structure,
)

TEXT = "Ada said Ben and Ada would leave."


def entry(*quotes: Quote) -> Entry:
    """Return an article that names Ada, Ben and Ada again."""
    mentions = tuple(
        Mention(span=Span(start=start, end=start + 3), mention_type="named", actor=actor)
        for start, actor in ((0, "a1"), (9, "a2"), (17, "a1"))
    )
    return Entry(
        article=Article(
            id="one",
            text=TEXT,
            paragraphs=(),
            structure=Structure(),
            seed=Seed(path="one.txt", digest=""),
            title="One",
            title_given=True,
            language="en",
        ),
        analysis=Analysis(
            article="one",
            model="m",
            sentences=(),
            key_phrases=(),
            actors=(),
            mentions=mentions,
            quotes=quotes,
        ),
    )


def quote(
    name: str, start: int, end: int, *, speaker: str | None = "a1", part_of: str | None = None
) -> Quote:
    """Return a quote of Ada's."""
    return Quote(
        id=name,
        kind="direct",
        content=Span(start=start, end=end),
        group=name,
        speaker=speaker,
        part_of=part_of,
        rule="clause",
        confidence=0.9,
    )


IDS = {("one", "a1"): "ada", ("one", "a2"): "ben"}


def test_whoever_is_named_in_anothers_words_is_spoken_of() -> None:
    """A mention inside a quotation counts for the one named there, never for who speaks."""
    assert spoken_of([entry(quote("q", 9, 33))], IDS) == {"ben": (QuoteRef(article="one", quote="q"),)}


def test_an_unnamed_speaker_speaks_of_everybody() -> None:
    """Nobody is left out where it is not known who speaks."""
    assert set(spoken_of([entry(quote("q", 9, 33, speaker=None))], IDS)) == {"ada", "ben"}


def test_names_outside_the_words_and_fragments_do_not_count() -> None:
    """Only what is said counts, and a fragment counts with its clause."""
    assert spoken_of([entry(quote("q", 21, 33), quote("f", 9, 12, part_of="q"))], IDS) == {}
