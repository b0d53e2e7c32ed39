"""One utterance in several articles: what is taken for the same words, and how versions differ."""

from __future__ import annotations

import datetime as dt
import random
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from generator.aggregate import AggregateSettings, join, same_words

# The corpora are the composing room's.
sys.path.insert(0, str(Path(__file__).parent.parent / "compose"))
from small_corpora import Story

if TYPE_CHECKING:
    from difflib import SequenceMatcher

    from generator.model import Corpus, Entry, SameWords, WordsVersion

FULL = "The boats will sail again when there is somebody on board to sail them,"
REST = "and until that day the harbour of Skarne stays as quiet as a church."


def said(
    name: str,
    day: int,
    *pieces: str,
    by: str | None = "Tam Okafor",
    cue_class: str = "said",
    role: str = "",
    **more: Any,  # noqa: ANN401
) -> Entry:
    """Return an article of that day of May 2031 in which somebody says the pieces, one utterance."""
    told = " he went on, ".join(f"“{p}”" for p in pieces)
    text = f"{role} {by or 'Somebody'} spoke in {name}. {told} he said. It rained.".strip()
    story = Story(name, [("body", text)], meta={"date": dt.date(2031, 5, day)})
    if by is not None:
        story.actor("a", by, roles=[role] if role else [])
    for n, piece in enumerate(pieces):
        story.quote(piece, "a" if by else None, id=f"q{n}", group="q0", cue_class=cue_class, **more)
    return story.entry()


def same(*entries: Entry) -> tuple[SameWords, ...]:
    """Return what several of the articles quote."""
    corpus: Corpus = join(entries, (), AggregateSettings())
    return corpus.same_words


def version(*entries: Entry) -> WordsVersion:
    """Return the version of the second article, the first having the fullest."""
    (one,) = same(*entries)
    assert one.versions[0].article == entries[0].article.id
    assert one.versions[0].differences == ()
    return next(v for v in one.versions if v.article == entries[1].article.id)


def shared(entry: Entry, found: WordsVersion) -> list[str]:
    """Return the words that a version has of the fullest."""
    return [s.of(entry.article.text) for s in found.shared]


def test_exact_copies_are_one_utterance_without_differences() -> None:
    """Case, quotation marks and stops at its end don't matter; all of it is shared."""
    other = said("two", 2, FULL.rstrip(",") + ".")
    (one,) = same(said("one", 1, FULL), other)
    assert [(v.article, v.quote, v.differences) for v in one.versions] == [
        ("one", "q0", ()),
        ("two", "q0", ()),
    ]
    assert one.speaker == "tam okafor"
    assert shared(other, one.versions[1]) == [FULL.rstrip(",") + "."]


@pytest.mark.parametrize(
    ("words", "differences"),
    [
        ("The boats will sail again when there is somebody", ("cut after",)),
        ("there is somebody on board to sail them,", ("cut before",)),
        ("when there is somebody on board", ("cut before", "cut after")),
        ("The boats will sail again … to sail them,", ("cut within",)),
        ("The ships will sail again when there is somebody on board to sail them,", ("other words",)),
    ],
)
def test_differences_are_told_from_the_fullest(words: str, differences: tuple[str, ...]) -> None:
    """What is left out at either end or in between, and what was put in its place."""
    assert version(said("one", 1, FULL), said("two", 2, words)).differences == differences


def test_another_cue_and_another_title_are_differences() -> None:
    """Only where both articles give one."""
    one = said("one", 1, FULL, role="Captain")
    assert version(one, said("two", 2, FULL, role="Union leader")).differences == ("other title",)
    assert version(one, said("two", 2, FULL, cue_class="warned")).differences == ("other cue",)


def test_pieces_of_an_utterance_are_compared_together() -> None:
    """One article interrupts what another quotes in two utterances; each shared span lies within a piece."""
    full = said("one", 1, f"{FULL} {REST}")
    other = said("two", 2, FULL, REST)
    assert version(full, other).differences == ()
    assert shared(other, version(full, other)) == [FULL, REST]
    changed = said("two", 2, FULL.replace("The", "Our"), REST)
    assert shared(changed, version(full, changed)) == [FULL[4:-1], REST[:-1]]
    apart = said("two", 2, FULL, REST)
    quotes = tuple(replace(q, group=q.id) for q in apart.analysis.quotes or ())
    apart = replace(apart, analysis=replace(apart.analysis, quotes=quotes))
    assert version(full, apart).differences == ()


def test_an_article_that_repeats_itself_counts_once() -> None:
    """A teaser of a quotation is no version beside the quotation."""
    twice = said("two", 2, FULL, "sail again when there is somebody on board")
    quotes = tuple(replace(q, group=q.id) for q in twice.analysis.quotes or ())
    twice = replace(twice, analysis=replace(twice.analysis, quotes=quotes))
    found = version(said("one", 1, f"{FULL} {REST}"), twice)
    assert (found.quote, found.differences, shared(twice, found)) == ("q0", ("cut after",), [FULL])
    assert same(twice) == ()


def test_words_inside_a_clause_are_known_by_the_clause() -> None:
    """A fragment of a mixed quote is compared; the version names the quote that holds it."""
    words = "will sail again when there is somebody on board"
    story = Story(
        "two", [("body", f"Tam Okafor said the boats “{words}” soon.")], meta={"date": dt.date(2031, 5, 2)}
    )
    story.actor("a", "Tam Okafor")
    story.quote(f"the boats “{words}” soon", "a", "mixed", id="m", cue_class="said")
    story.quote(words, "a", id="f", group="m", part_of="m")
    found = version(said("one", 1, FULL), story.entry())
    assert (found.quote, found.differences) == ("m", ("cut before", "cut after"))


def test_whose_words_they_are_must_fit() -> None:
    """Two named speakers say it each; one unresolved may be the same."""
    one = said("one", 1, FULL)
    assert same(one, said("two", 2, FULL, by="Odile Renn")) == ()
    (found,) = same(one, said("two", 2, FULL, by=None))
    assert found.speaker == "tam okafor"


def test_short_words_are_the_same_only_from_the_same_mouth_in_the_same_week() -> None:
    """Anybody may say them, and say them again."""
    short = "We will never pay that."
    assert len(same(said("one", 1, short), said("two", 8, short))) == 1
    assert same(said("one", 1, short), said("two", 9, short)) == ()
    assert same(said("one", 1, short), said("two", 1, short, by=None)) == ()
    assert same(said("one", 1, "We will pay."), said("two", 1, "We will pay.")) == ()


def test_other_words_on_the_same_are_not_the_same_words() -> None:
    """A few words in common make no version; neither do words scattered over a long one."""
    assert same(said("one", 1, FULL), said("two", 2, "The boats will sail when the talks are over.")) == ()
    full = "The boats will sail again when one of us finds somebody who is on board"
    scattered = "The boats will sail again when nobody us cries somebody then board"
    assert same(said("one", 1, full), said("two", 2, scattered)) == ()


def test_copies_of_a_story_are_told_as_copies() -> None:
    """Their versions stand there, and name the older article."""

    def lengthened(entry: Entry, noun: str = "boat") -> Entry:
        long = " ".join(f"{noun} {n} lay {noun}s all {noun}ing {noun}y." for n in range(12))
        text = f"{entry.article.text}\n{long}"
        (line,) = entry.article.paragraphs
        last = replace(line, span=type(line.span)(start=line.span.end + 1, end=len(text)))
        return replace(entry, article=replace(entry.article, text=text, paragraphs=(line, last)))

    three = lengthened(said("three", 3, FULL), "crane")
    (found,) = same(lengthened(said("one", 1, FULL)), lengthened(said("two", 2, FULL)), three)
    assert [(v.article, v.copy_of) for v in found.versions] == [
        ("one", None),
        ("two", "one"),
        ("three", None),
    ]


def test_letters_that_fold_into_two_keep_their_places() -> None:
    """What is shared is cut at the article's own characters."""
    words = "İzmir and İstanbul will sail again when somebody İs on board of the boats"
    other = said("two", 2, "Will İzmir and İstanbul will sail again when somebody İs on deck")
    found = version(said("one", 1, words), other)
    assert shared(other, found) == ["İzmir and İstanbul will sail again when somebody İs on"]


def test_of_a_speech_only_the_beginning_is_compared() -> None:
    """What stands behind four hundred words costs nothing, and is not said to be shared."""
    speech = " ".join(f"word{n}" for n in range(1000))
    other = said("two", 2, f"{speech} and more")
    found = version(said("one", 1, speech), other)
    assert found.differences == ()
    assert shared(other, found)[0].endswith(" word399")


def test_rows_of_the_same_few_words_cost_little(monkeypatch: pytest.MonkeyPatch) -> None:
    """Quotations that are made to take long are not compared word by word."""
    compared: list[int] = []
    matcher = same_words.SequenceMatcher

    def counting(first: None, whole: list[str], part: list[str], *, autojunk: bool) -> SequenceMatcher[str]:
        compared.append(len(part))
        return matcher(first, whole, part, autojunk=autojunk)

    monkeypatch.setattr(same_words, "SequenceMatcher", counting)
    chance = random.Random(9)  # noqa: S311 - the same rows every time
    assert same(*(said(f"a{n}", 1, " ".join(chance.choices("abcde", k=400))) for n in range(5))) == ()
    assert compared == []
    same(said("one", 1, FULL), said("two", 2, FULL.replace("again", "soon")))
    assert compared == [14]


def test_a_phrase_of_many_is_looked_up_in_few() -> None:
    """Hundreds of utterances that begin alike are told apart, and no order changes what is found."""
    many = [
        said(f"a{n}", 1, f"I would like to thank boat{n} and deck{n} for sailing to pier{n}.")
        for n in range(150)
    ]
    assert same(*many) == ()
    many.append(said("b", 2, "thank boat149 and deck149 for sailing to pier149"))
    found = same(*many)
    assert [v.article for one in found for v in one.versions] == ["a149", "b"]
    assert found == same(*many[::-1])
