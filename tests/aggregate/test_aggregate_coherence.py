"""Which topics bring articles together that belong together."""

from __future__ import annotations

from generator.aggregate.coherence import ENOUGH, Coherence
from generator.model import Analysis, Article, Entry, KeyPhrase, Seed, Span, Structure

ONE = (Span(start=0, end=1),)


def entry(name: str, *phrases: str) -> Entry:
    """Return an article with these key phrases, best first."""
    return Entry(
        article=Article(
            id=name,
            text="x",
            paragraphs=(),
            structure=Structure(),
            seed=Seed(path=f"{name}.txt", digest=""),
            title=name,
            title_given=True,
            language="en",
        ),
        analysis=Analysis(
            article=name,
            model="m",
            sentences=(),
            key_phrases=tuple(
                KeyPhrase(key=p, text=p, rank=rank, yake_score=0.1, spans=ONE)
                for rank, p in enumerate(phrases, start=1)
            ),
            actors=(),
            mentions=(),
            quotes=(),
        ),
    )


def corpus() -> list[Entry]:
    """Return articles of three sections; "report" is in every tenth article of all of them."""
    sections = (("goal", "match", "injury"), ("tax", "budget", "minister"), ("film", "actor", "prize"))
    return [
        entry(
            f"{section[0]}{n}",
            *(("report",) if n % 10 == 0 else ()),
            section[n % 3],
            section[(n + 1) % 3],
            f"own {section[0]}{n}",
        )
        for section in sections
        for n in range(ENOUGH)
    ]


def test_articles_of_one_section_are_more_alike() -> None:
    """Three articles of one section have more in common than one of each of three."""
    measured = Coherence(corpus())
    one_section = [f"goal{n}" for n in (0, 10, 20)]
    mixed = [f"{section}{n}" for section in ("goal", "tax", "film") for n in (10,)]
    assert measured.score("report", one_section, {"report"}) > 2 * measured.score("report", mixed, {"report"})


def test_articles_without_anything_in_common_do_not() -> None:
    """A word that unlike articles share is no topic of a large corpus."""
    strangers = [
        *corpus(),
        *(entry(f"stranger{n}", "thing", f"p{n}", f"q{n}") for n in range(5)),
        *(entry(f"echo{n}", f"p{n}", f"q{n}") for n in range(5)),
    ]
    assert not Coherence(strangers).holds("thing", [f"stranger{n}" for n in range(5)], {"thing"})


def test_a_small_corpus_keeps_its_topics() -> None:
    """With few articles nothing is measured."""
    few = [entry("a", "thing", "p"), entry("b", "thing", "q")]
    assert Coherence(few).holds("thing", ["a", "b"], {"thing"})
