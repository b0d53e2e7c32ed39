"""Addresses and file names of a hundred thousand odd titles and names."""

from __future__ import annotations

import random
import re
import sys
import unicodedata
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import pytest

from generator.compose.slugs import (
    actor_slugs,
    article_slugs,
    likely_actor_slug,
    likely_topic_slug,
    topic_slugs,
)
from generator.model import ActorKind, Former

# The corpora are the composing room's.
sys.path.insert(0, str(Path(__file__).parents[1] / "compose"))
from small_corpora import quiet_harbour, small_site

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from generator.model import Article, CorpusActor, Topic

SAFE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
"""Allowed by every file system, by zip, by uploads of CI and in an address, as they are."""

REFUSED = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|clock\$|(?:com|lpt)[0-9¹²³])(?:\..*)?|index|readme|404|page|by-name|search|\.+")  # fmt: skip
"""What Windows keeps for itself, whatever follows a dot, and our own addresses beside the pages."""

MOST_BYTES = 60 + 1 + 64
"""`articles/SLUG/index.html` then is far below 255 a name and 260 a path."""

ODD = (
    "C++", "C#", "C", "c", "F#", ".NET", "Test", "test", "TEST", "tEST", "Te-st", "te st", "con", "CON", "Con.", "aux.", "aux.txt", "nul", "prn", "com1", "COM¹", "lpt9", "conin$", "clock$",
    ".", "..", "...", "…", "", " ", "-", "--", "/", "\\", "a/b", "a\\b", "../../x", "/etc/passwd", "C:\\x", "~", "page", "page/2", "Page 2", "index", "Index.html", "index.md", "README", "by-name", "By name", "404", "search",
    "%2e%2e%2f", "%00", "a%20b", "a b", "a+b", "a&b", "a=b", "a?b", "a#b", "a:b", "a*b", "a|b", "a<b>", '"a"', "'a'", "a;b", "a,b", "a@b", "$a", "a!", "a?",
    "😀", "😀😀", "👩‍👩‍👧", "🇩🇪", "❤️", "❤", "★", "→", "½", "²", "Ⅷ", "ﬁsh", "fish", "ß", "ss", "SS", "ẞ", "İstanbul", "Istanbul", "ıstanbul", "Ǆ", "ǆ", "Å", "A\u030a", "\u212b", "é", "e\u0301", "É", "e",
    "Straße", "STRASSE", "Strasse", "Москва", "МОСКВА", "Moskva", "東京", "东京", "とうきょう", "서울", "القاهرة", "תל אביב", "กรุงเทพ", "दिल्ली", "Αθήνα", "ΑΘΗΝΑ",
    "paypal", "pаypal", "раураl", "p\u0430ypal", "a\u200bb", "a\u200db", "a\u00adb", "a\u202eb", "\u202eba", "\u200f", "\ufeffa", "a\0b", "a\nb", "a\tb", "a ", " a", "a.", "a. .", "\u00a0a", "a\u3000b", "\ud800", "\udfff",
    "The", "the the", "The Hague", "Hague", "a\u0301\u0301\u0301", "\u0301", "Z\u0351\u0369a\u0346l\u033dgo\u035b", "1", "１", "١", "1e9", "0x1", "-1", "null", "undefined", "NaN", "true", "__proto__", "constructor", "{{ x }}", "<script>", "&amp;", "&#97;",
)  # fmt: skip

RANGES = ((0x20, 0x7E), (0xA0, 0x24F), (0x300, 0x36F), (0x370, 0x52F), (0x590, 0x6FF), (0x900, 0x97F), (0xE00, 0xE7F), (0x1E00, 0x1FFF), (0x2000, 0x206F), (0x2100, 0x218F), (0x3040, 0x30FF), (0x4E00, 0x9FFF), (0xAC00, 0xD7A3), (0xD800, 0xDFFF), (0xFB00, 0xFB4F), (0xFF00, 0xFFEF), (0x1F300, 0x1FAFF), (0xE0000, 0xE007F))  # fmt: skip


def odd_titles(n: int, seed: int = 8) -> list[str]:
    """Return so many titles, no two the same: the odd ones, ways to write them, pairs of them, and any characters."""
    chance = random.Random(seed)  # noqa: S311 - the same titles each time
    found = dict.fromkeys(ODD)
    ways: tuple[Callable[[str], str], ...] = (
        str.upper, str.lower, str.title, str.swapcase, lambda t: unicodedata.normalize("NFC", t), lambda t: unicodedata.normalize("NFD", t),
        lambda t: unicodedata.normalize("NFKC", t), lambda t: t + " ", lambda t: t + ".", lambda t: f"The {t}", lambda t: f" {t}", lambda t: t + "\u0301", lambda t: t + "\u200b",
        lambda t: t.replace(" ", "-"), lambda t: t.replace(" ", "_"), lambda t: t.replace("a", "\u0430"), lambda t: t.replace("e", "\u0435"), lambda t: t * 40, lambda t: (t * 400)[:400], lambda t: f"\u202e{t}\u202c",
        lambda t: f"{t}’s", lambda t: f"{t} person", lambda t: f"{t} place", lambda t: f"“{t}”", lambda t: "".join(f"%{b:02x}" for b in t.encode("utf-8", "surrogatepass")),
    )  # fmt: skip
    while len(found) < n:
        kind = chance.random()
        if kind < 0.6:
            title = chance.choice(ways)(chance.choice(ODD))
        elif kind < 0.75:
            title = chance.choice((" ", "-", "/", "", ". ")).join(chance.choices(ODD, k=chance.randint(2, 5)))
        else:
            low, high = chance.choice(RANGES)
            title = "".join(
                chr(chance.randint(low, high)) for _ in range(chance.choice((1, 2, 3, 8, 20, 400)))
            )
        found[chance.choice(ways)(title) if chance.random() < 0.5 else title] = None
    return list(found)[:n]


@pytest.fixture
def titles(rounds: Callable[[int, int], int]) -> list[str]:
    """The odd titles."""
    return odd_titles(rounds(2_000, 100_000))


def articles_of(titles: Iterable[str]) -> list[Article]:
    """Return an article of each title."""
    model = quiet_harbour().article
    return [replace(model, id=f"a{i}", title=title) for i, title in enumerate(titles)]


def actors_of(names: Iterable[str]) -> list[CorpusActor]:
    """Return an actor of each name, of one kind after the other."""
    model, kinds = small_site().actors[0], get_args(ActorKind)
    return [
        replace(model, id=f"{name}|{kinds[i % len(kinds)]}", canonical_name=name, kind=kinds[i % len(kinds)])
        for i, name in enumerate(names)
    ]


def topics_of(names: Iterable[str]) -> list[Topic]:
    """Return a topic of each name."""
    model = small_site().topics[0]
    return [replace(model, id=f"topic {name}", name=name, address="") for name in names]


def wrong(slugs: Mapping[str, str]) -> list[str]:
    """Return the slugs that cannot stand, each once for each reason."""
    folded = Counter(unicodedata.normalize("NFC", slug.casefold()) for slug in slugs.values())
    return [
        *(slug for slug, n in folded.items() if n > 1),
        *(slug for slug in slugs.values() if SAFE.fullmatch(slug) is None or REFUSED.fullmatch(slug)),
        *(slug for slug in slugs.values() if len(slug.encode()) > MOST_BYTES),
    ]


def changed(whole: Mapping[str, str], some: Mapping[str, str]) -> list[str]:
    """Return the slugs that are others where only some are there."""
    return [slug for identity, slug in some.items() if whole[identity] != slug]


def test_odd_titles_have_addresses_of_their_own(titles: list[str], tried: Callable[..., None]) -> None:
    """No two articles share an address, not even in capitals; none is empty, reserved or long; all stay when others go.

    But for one whose title and the six digits of whose id are those of another: it may move when that goes.
    """
    articles = articles_of(titles)
    slugs = article_slugs(articles)
    first = {article.id: article_slugs([article])[article.id] for article in articles}
    meet = Counter(first.values())
    few = article_slugs(articles[1::2])
    moved = changed(slugs, {identity: slug for identity, slug in few.items() if meet[first[identity]] == 1})
    tried("slugs of articles", len(slugs), n_failed=len(wrong(slugs)) + len(moved))
    assert wrong(slugs) == []
    assert moved == []


def test_odd_names_of_actors_have_addresses_of_their_own(
    titles: list[str], tried: Callable[..., None]
) -> None:
    """So with actors of every kind; only one whose plain address another name would have too may move when that goes."""
    actors = actors_of(titles)
    slugs = actor_slugs(actors)
    first = {
        a.id: likely_actor_slug(Former(id=a.id, name=a.canonical_name, kind=a.kind, is_local=a.is_local))
        for a in actors
    }
    meet = Counter(first.values())
    few = actor_slugs(reversed(actors[1::2]))
    alone = {identity for identity, slug in first.items() if meet[slug] == 1}
    moved = changed(slugs, {identity: slug for identity, slug in few.items() if identity in alone})
    tried("slugs of actors", len(slugs), n_failed=len(wrong(slugs)) + len(moved))
    assert wrong(slugs) == []
    assert moved == []


def test_odd_names_of_topics_have_addresses_of_their_own(
    titles: list[str], tried: Callable[..., None]
) -> None:
    """So with topics."""
    topics = topics_of(titles)
    slugs = topic_slugs(topics)
    first = {topic.id: likely_topic_slug(topic.name, topic.id) for topic in topics}
    meet = Counter(first.values())
    few = topic_slugs(reversed(topics[1::2]))
    alone = {identity for identity, slug in first.items() if meet[slug] == 1}
    moved = changed(slugs, {identity: slug for identity, slug in few.items() if identity in alone})
    tried("slugs of topics", len(slugs), n_failed=len(wrong(slugs)) + len(moved))
    assert wrong(slugs) == []
    assert moved == []


def test_order_decides_nothing(titles: list[str]) -> None:
    """The same articles, actors and topics have the same addresses in whatever order they come."""
    some = titles[:2_000]
    for slugs, things in ((article_slugs, articles_of), (actor_slugs, actors_of), (topic_slugs, topics_of)):
        assert slugs(things(some)) == slugs(reversed(things(some)))  # type: ignore[operator] # each with its own
