"""Which decisions an editor is asked to look at."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from generator.aggregate import AggregateSettings, join
from generator.aggregate.doubts import find_doubts
from generator.aggregate.groups import Group

# The corpora are the composing room's.
sys.path.insert(0, str(Path(__file__).parent.parent / "compose"))
from typing import TYPE_CHECKING

from small_corpora import Story

if TYPE_CHECKING:
    from generator.model import ActorKind, Corpus, Doubt, Entry


def article(identity: str, *actors: tuple[str, ActorKind]) -> Entry:
    """Return an article that names each of the actors once."""
    story = Story(identity, [("body", "; ".join(name for name, _ in actors))])
    for n, (name, kind) in enumerate(actors):
        story.actor(f"a{n}", name, kind)
    return story.entry()


def joined(*entries: Entry) -> Corpus:
    """Return the corpus of the entries."""
    return join(entries, (), AggregateSettings())


def doubts(corpus: Corpus, kind: str) -> list[Doubt]:
    """Return the doubts of one kind."""
    return [d for d in corpus.doubts if d.kind == kind]


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("Lyudmila Oresh", "Liudmyla Oresh", "person"),
        ("Volodymyr Selensky", "Volodymyr Zelenskyy", "person"),
        ("Dmitri Orlov", "Dmitry Orlov", "person"),
        ("Aleksandr Vost", "Alexander Vost", "person"),
        ("Health Record Agency", "Health Records Agency", "organization"),
    ],
)
def test_variants_of_a_name_are_asked_about_unless_they_are_one(
    one: str, other: str, kind: ActorKind
) -> None:
    """Transliterations and slips of the pen that joining did not put together are listed with both pages."""
    corpus = joined(article("a", (one, kind)), article("b", (other, kind)))
    if len(corpus.actors) == 1:
        return
    (doubt,) = doubts(corpus, "alike")
    assert {doubt.actor, doubt.other} == {a.id for a in corpus.actors}
    assert doubt.harm > 0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mara Ellwood", "Jon Ellwood"),
        ("Anna Lee", "Ben Lee"),
        ("Tarn", "Torn"),
        ("Mara Ellwood", "Mara Tolvard"),
    ],
)
def test_different_names_are_not_asked_about(one: str, other: str) -> None:
    """A shared surname or first name alone is no likeness."""
    assert doubts(joined(article("a", (one, "person")), article("b", (other, "person"))), "alike") == []


def test_two_of_one_article_are_asked_about_later() -> None:
    """Whom one article names side by side, it tells apart."""
    pair = (("Dmitri Orlov", "person"), ("Dmitry Orlov", "person"))
    together = find_doubts((e := (article("a", *pair),)), _groups(e))
    apart_entries = (article("a", pair[0]), article("b", pair[1]))
    apart = find_doubts(apart_entries, _groups(apart_entries))
    assert together[0].harm < apart[0].harm


def _groups(entries: tuple[Entry, ...]) -> tuple[Group, ...]:
    """Return each article's actor as a group by itself."""
    return tuple(
        Group(id=f"{e.article.id} {a.id}", members=((e.article.id, a.id),))
        for e in entries
        for a in e.analysis.actors or ()
    )


def test_a_kind_on_which_the_articles_differ_is_asked_about() -> None:
    """A close vote is listed with what it could be, the present kind first; a clear one is not."""
    entries = tuple(article(f"e{n}", ("Tarnby", "place" if n % 2 else "country")) for n in range(4))
    members = tuple((e.article.id, "a0") for e in entries)
    (close,) = find_doubts(entries, (Group(id="t", members=members),))
    assert set(close.kinds) == {"place", "country"}
    assert find_doubts(entries[:1], (Group(id="t", members=members[:1]),)) == ()
    decided = Group(id="t", members=members, kind="country")
    assert find_doubts(entries, (decided,)) == ()


def test_a_short_name_that_was_joined_is_asked_about() -> None:
    """A surname that was taken for somebody in another article is listed with its articles."""
    entries = (article("a", ("Mara Ellwood", "person")), article("b", ("Ellwood", "person")))
    (doubt,) = find_doubts(entries, (Group(id="m", members=(("a", "a0"), ("b", "a0"))),))
    assert (doubt.kind, doubt.name, doubt.articles) == ("joined", "Ellwood", ("b",))
    decided = Group(id="m", members=(("a", "a0"), ("b", "a0")), name="Mara Ellwood")
    assert find_doubts(entries, (decided,)) == ()


def test_what_joining_itself_attached_is_asked_about() -> None:
    """From articles to the corpus: a surname that shares its only owner's company."""
    board: tuple[str, ActorKind] = ("Harbor Council", "organization")
    corpus = joined(
        article("a", ("Mara Ellwood", "person"), board), article("b", ("Ellwood", "person"), board)
    )
    assert [(d.name, d.articles) for d in doubts(corpus, "joined")] == [("Ellwood", ("b",))]


def test_the_most_harmful_come_first_and_no_more_than_a_hundred() -> None:
    """Mentions at stake count; the list ends where nobody reads on."""
    entries = tuple(
        article(f"e{n}-{i}", (f"{name} Orlov{n}", "person"))
        for n in range(120)
        for i, name in enumerate(("Dmitri", "Dmitry"))
    )
    found = find_doubts(entries, _groups(entries))
    assert len(found) == 100
    assert [d.harm for d in found] == sorted((d.harm for d in found), reverse=True)
