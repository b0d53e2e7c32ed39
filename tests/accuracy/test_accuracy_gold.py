"""What people read in our own articles, and how much of it the analysis finds: floors that may only rise."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import compare
import pytest
from compare import CUE_CLASSES, figures, tally
from floors import digest, holds
from gold import files

from generator.model import Actor, Quote

if TYPE_CHECKING:
    from gold import Judged

pytestmark = pytest.mark.model

SEED = "000_9d82fa3110da9c7e"


@pytest.fixture
def seed(newsroom: list[Judged]) -> Judged:
    """Return the real seed."""
    return next(item for item in newsroom if item.article.id == SEED)


def as_answer(item: Judged) -> Judged:
    """Return an article with an analysis that says exactly what people read."""
    names = [actor["name"] for actor in item.gold["actors"]]
    names += [q["speaker"] for q in item.gold["quotes"] if q.get("speaker", names[0]) not in names]
    quotes = []
    for quote in item.gold["quotes"]:
        content = item.span(quote["content"], quote.get("nth", 1))
        if content is None:
            continue
        cue = quote["cue"] or ""
        classes = [name for name, cues in CUE_CLASSES.items() if cue.replace(" ", "_") in cues.split()]
        who = [str(names.index(n)) for n in quote.get("speakers", [quote.get("speaker")]) if n]
        quotes.append(
            Quote(
                id=quote["id"],
                kind=quote["kind"],
                content=content,
                group="",
                cue=item.span(cue) if cue else None,
                cue_class=classes[0] if classes else None,
                speaker=who[0] if who else None,
                joint_speakers=tuple(who[1:]),
                unnamed=quote.get("unnamed", quote.get("document")),
                rule="",
                confidence=1.0,
            )
        )
    actors = tuple(
        Actor(id=str(i), canonical_name=name, kind="person", n_mentions=1, salience=1.0)
        for i, name in enumerate(names)
    )
    return replace(item, analysis=replace(item.analysis, quotes=tuple(quotes), actors=actors))


def test_what_people_read_is_right_in_every_respect(newsroom: list[Judged]) -> None:
    """The gold, given as an answer, has every figure at its best; no answer at all has none but what it leaves alone."""
    result = tally(map(as_answer, newsroom))
    assert set(figures(result).values()) == {1.0}, "\n".join(result.lines)
    nothing = [replace(item, analysis=replace(item.analysis, quotes=())) for item in newsroom]
    assert {name for name, value in figures(tally(nothing)).items() if value} == {
        "in marks but nobody's words: left alone"
    }


def test_quotes_of_all_kinds_stand_on_their_floors(newsroom: list[Judged]) -> None:
    """Quotes of every kind, their speakers of every kind and their cues are at least as right as they were."""
    result = tally(newsroom)
    checksums = {"sha256": digest(files()), "scorer": digest([Path(compare.__file__)])}
    holds("newsroom", checksums, figures(result), "\n".join(result.lines))


def test_all_quotations_of_the_real_seed_have_their_speaker(seed: Judged) -> None:
    """The 17 attributed quotations are found, each with the right speaker, and nothing else is taken for one."""
    result = tally([seed])
    assert [result.n[f"direct {part}"] for part in ("wanted", "right", "given")] == [17, 17, 17], result.lines


def test_names_in_marks_of_the_real_seed_are_no_quotes(seed: Judged) -> None:
    """A mantra, a coalition and a force stand in quotation marks; nobody says them here."""
    result = tally([seed])
    assert seed.gold["not_quotes"]
    assert result.n["left alone"] == len(seed.gold["not_quotes"]), result.lines


def test_most_clauses_of_the_real_seed_are_found(seed: Judged) -> None:
    """Most of what people read as mixed and indirect speech is found."""
    result = tally([seed])
    assert result.n["indirect found"] >= 0.6 * result.n["indirect wanted"], result.lines
    assert result.n["mixed found"] >= 0.6 * result.n["mixed wanted"], result.lines


def test_gold_stands_in_the_text_as_it_is_read(newsroom: list[Judged]) -> None:
    """Every quote of the gold that counts is in the text that is analysed, and so is most of what is in marks."""
    for item in newsroom:
        for quote in item.gold["quotes"]:
            assert quote.get("optional") or item.span(quote["content"], quote.get("nth", 1)), quote["content"]
    assert tally(newsroom).n["in marks"] >= 30


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("Emmanuel Macron", "French President"),
        ("Donald Trump", "President"),
        ("Vladimir Putin", "Russian President"),
        ("Keir Starmer", "British Prime Minister"),
        ("Steve Witkoff", "Trump Special Envoy"),
        ("Mujtaba Rahman", "managing director for Europe at the Eurasia Group consultancy"),
        ("Maria Zakharova", "Russian Foreign Ministry spokeswoman"),
        ("Giorgia Meloni", "Italian Prime Minister"),
        ("Ben Hodges", "Retired Lt. Gen."),
    ],
)
def test_people_of_the_real_seed_have_their_roles(seed: Judged, name: str, role: str) -> None:
    """Each person of the story is a person with a role as the article words it."""
    actor = next(a for a in seed.analysis.actors or () if a.canonical_name == name)
    assert actor.kind == "person"
    assert role in [r.span.of(seed.article.text) for r in actor.roles]


def test_photographer_and_contributors_are_no_actors(seed: Judged) -> None:
    """Credits and sign-offs are not part of the story."""
    names = {a.canonical_name for a in seed.analysis.actors or ()}
    assert not names & {"Ludovic Marin", "Anthony Faiola", "Natalia Abbakumova"}


def test_every_quote_is_the_articles_own_characters(newsroom: list[Judged]) -> None:
    """Every span of every analysis names characters of its article."""
    for item in newsroom:
        for quote in item.analysis.quotes or ():
            assert quote.content.of(item.article.text).strip()
            assert quote.content.end <= len(item.article.text)
