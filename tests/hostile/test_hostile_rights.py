"""What a whole site gives away of articles that are not its own, and whether it quotes them word for word."""

from __future__ import annotations

import csv
import gzip
import json
import os
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import pytest
from builds_apart import FEW, write_project
from lxml import html as pages

from generator.cli import DONE, main
from generator.compose import library
from generator.model import Span
from tests.corridor.site_texts import WORD, told

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from generator.compose.excerpt import Excerpt
    from generator.compose.library import Library
    from generator.model import Article, Entry

pytestmark = [pytest.mark.model, pytest.mark.usefixtures("needs_model")]

WHOLE: Final = bool(os.environ.get("BROADSHEET_SOAK"))

MAX_WORDS: Final = 60
"""A small budget, so that it bites in short news."""
N_TELLING: Final = 8
"""So many words in a row, which no other article has, are this article's text."""
SETS: Final = ("bbc2225", "reuters21578", "wikinews2019_20")
N_OF_EACH: Final = 100
NONE_OF: Final = 5
"""Every such article of the evaluation publishes nothing."""


class Built(NamedTuple):
    """A project's folder, and what its site was made of."""

    folder: Path
    library: Library


@pytest.fixture(scope="module", params=["newsroom", "evaluation"])
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Build a project with small excerpts: the newsroom's, or real news where it is given."""
    folder = tmp_path_factory.mktemp("rights") / request.param
    if request.param == "newsroom":
        write_project(folder, () if WHOLE else (*FEW, "gazette/archive.jsonl"))
    else:
        write_news(folder)
    with (folder / "mkdocs.yml").open("a", encoding="utf-8") as settings:
        settings.write(f"    excerpt_words: {MAX_WORDS}\n")
    kept: list[Library] = []

    def looked_up(*given: Any, **more: Any) -> Library:  # noqa: ANN401 - whatever it is called with
        kept.append(library.library(*given, **more))
        return kept[-1]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("generator.compose.site.library", looked_up)
        assert main(["build", "--project", str(folder), "-q"]) == DONE
    return Built(folder=folder, library=kept[0])


def write_news(folder: Path) -> None:
    """Make a project of the first articles of each data set, spread over it."""
    given = os.environ.get("BROADSHEET_EVAL")
    if not given:
        pytest.skip("BROADSHEET_EVAL names no folder of evaluation data")
    if not WHOLE:
        pytest.skip("takes some minutes: make soak")
    (folder / "seeds").mkdir(parents=True)
    for name in SETS:
        data = gzip.decompress(Path(given, "data", f"articles-{name}.jsonl.gz").read_bytes())
        rows = [json.loads(line) for line in data.splitlines()]
        chosen = rows[:: len(rows) // N_OF_EACH][:N_OF_EACH]
        keys = ("id", "title", "date", "text")
        records = [{k: row[k] for k in keys if row.get(k)} for row in chosen]
        for record in records[::NONE_OF]:
            record["publish"] = "none"
        lines = (json.dumps({**record, "outlet": name}) for record in records)
        (folder / "seeds" / f"{name}.jsonl").write_text("\n".join(lines), "utf-8")
    settings = (
        "site_name: News\nsite_url: https://news.example/\nextra:\n  broadsheet:\n    min_topic_articles: 2\n"
    )
    (folder / "mkdocs.yml").write_text(settings, "utf-8")


@pytest.fixture(scope="module")
def project(built: Built) -> Path:
    """Return the project's folder."""
    return built.folder


@pytest.fixture(scope="module")
def articles(built: Built) -> tuple[Article, ...]:
    """Return the project's articles as they were read."""
    return tuple(e.article for e in built.library.corpus.entries)


@pytest.fixture(scope="module")
def texts(project: Path) -> dict[tuple[str, ...], str]:
    """Return the words of each text of each file of the site, with the file."""
    found: dict[tuple[str, ...], str] = {}
    for file in sorted((project / "site").rglob("*")):
        if file.is_file():
            for text in told(file):
                found.setdefault(tuple(spoken(text)), file.relative_to(project).as_posix())
    return found


def spoken(text: str) -> Iterator[str]:
    """Yield a text's words as they are compared."""
    return (m[0].casefold() for m in WORD.finditer(text))


class Given:
    """Which words of which articles some texts give away, and in how long rows."""

    def __init__(self, entries: Iterable[Entry], published: Mapping[str, Excerpt]) -> None:
        """Look for each run of words that one article has, and no other has.

        Words that are no passage, being names or titles, are given away without counting.
        """
        self.articles = [e.article for e in entries]
        self.words = {a.id: [m.span() for m in WORD.finditer(a.text)] for a in self.articles}
        self.given = {key: [False] * len(words) for key, words in self.words.items()}
        self.rows: dict[str, int] = dict.fromkeys(self.words, 0)
        """Most words, as spaces part them, that one text has in a row."""
        self.counted = {e.article.id: counted(e, published[e.article.id].spans) for e in entries}
        places: dict[tuple[str, ...], list[tuple[str, int]]] = defaultdict(list)
        for article in self.articles:
            for i, run in enumerate(runs(tuple(spoken(article.text)))):
                places[run].append((article.id, i))
        self._places = {run: at for run, at in places.items() if len({key for key, _ in at}) == 1}

    def see(self, texts: Iterable[tuple[str, ...]]) -> None:
        """Mark what these texts give away; one that is an article's title alone is no text of it."""
        titles = {tuple(spoken(a.title)) for a in self.articles}
        for text in texts:
            open_rows: dict[tuple[str, int], int] = {}
            for run in runs(text) if text not in titles else ():
                going = {}
                for key, i in self._places.get(run, ()):
                    self.given[key][i : i + N_TELLING] = [True] * N_TELLING
                    first = going[key, i + 1] = open_rows.get((key, i), i)
                    self.rows[key] = max(self.rows[key], self.n_counted(key, first, i + N_TELLING))
                open_rows = going

    def n_counted(self, key: str, first: int, end: int) -> int:
        """Return how many words, as spaces part them, these of an article are, names and titles left out."""
        return self.counted[key][end] - self.counted[key][first]


def counted(entry: Entry, published: Sequence[Span]) -> list[int]:
    """Return how many of an article's words, as spaces part them, stand before each place, labels left out."""
    text, total = entry.article.text, [0]
    told_anyway = free(part for label in labels(entry) for part in outside(label, published))
    last = -1
    for start, end in (m.span() for m in WORD.finditer(text)):
        opens = last < 0 or any(c.isspace() for c in text[last:start])
        total.append(total[-1] + (opens and not any(i in told_anyway for i in range(start, end))))
        last = end
    return total


def free(spans: Iterable[Span]) -> set[int]:
    """Return every place within some spans."""
    return {i for span in spans for i in range(span.start, span.end)}


def strange(entry: Entry, published: Sequence[Span], given: Given) -> list[str]:
    """Return the rows of two words or more that are given away, although no passage, name or title has them.

    One alone is chance: “said” beside a speaker's name on a card.
    """
    allowed = free([*published, *labels(entry)])
    found, row = [], list[str]()
    places = zip(given.words[entry.article.id], given.given[entry.article.id], strict=True)
    for (start, end), is_given in [*places, ((0, 0), False)]:
        if is_given and not any(i in allowed for i in range(start, end)):
            row.append(entry.article.text[start:end])
            continue
        found += [" ".join(row)] if len(row) > 1 else []
        row = []
    return found


def labels(entry: Entry) -> list[Span]:
    """Return where names, roles, titles and signs of an article stand: what it is about, which any page may say."""
    article, analysis = entry.article, entry.analysis
    structure = article.structure
    own = (structure.title, structure.byline, structure.credit, structure.dateline, structure.sign_off)
    spans = [span for span in own if span is not None]
    spans += [m.span for m in analysis.mentions or ()]
    spans += [r.span for actor in analysis.actors or () for r in actor.roles]
    spans += [q.source for q in analysis.quotes or () if q.source is not None]
    return spans


def outside(span: Span, published: Iterable[Span]) -> Iterator[Span]:
    """Yield the parts of a span that are not published."""
    at = span.start
    for other in published:
        if other.end <= at or other.start >= span.end:
            continue
        if other.start > at:
            yield Span(start=at, end=other.start)
        at = other.end
    if at < span.end:
        yield Span(start=at, end=span.end)


def runs(text: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield each run of so many words as tell an article."""
    return zip(*(text[k:] for k in range(N_TELLING)), strict=False)


def test_no_run_is_longer_than_its_budget(
    texts: dict[tuple[str, ...], str],
    tried: Callable[..., None],
    built: Built,
) -> None:
    """No page, data file, feed, drawing or search text has a longer run of an article than an excerpt may have.

    All of them together have nothing of it but the excerpt, its title, names and roles.
    """
    kinds = {Path(name).suffix for name in texts.values()}
    assert {".html", ".json", ".csv", ".xml", ".gexf", ".pf_fragment", ".js"} <= kinds
    given = Given(built.library.entries.values(), built.library.excerpts)
    given.see(texts)
    excerpts = {e.article.id: e for e in built.library.entries.values() if is_of(e, built, "excerpt")}
    in_one = {key: given.rows[key] for key in excerpts if given.rows[key] > MAX_WORDS}
    most = max(given.rows[key] for key in excerpts)
    more = {
        k: found for k, e in excerpts.items() if (found := strange(e, built.library.excerpts[k].spans, given))
    }
    name = built.folder.name
    tried(
        f"excerpts, {name}",
        len(excerpts),
        n_failed=len(in_one),
        remark=f"{len(texts):,} texts, longest run {most} of {MAX_WORDS} words",
    )
    tried(f"excerpts without a word more, {name}", len(excerpts), n_failed=len(more))
    assert in_one == {}
    assert more == {}
    assert most > MAX_WORDS // 2, "nothing was found: is the site read at all?"


def is_of(entry: Entry, built: Built, publish: str) -> bool:
    """Tell whether so much of an article is published."""
    return built.library.excerpts[entry.article.id].publish == publish


def test_what_publishes_nothing_is_not_to_be_found(
    texts: dict[tuple[str, ...], str], tried: Callable[..., None], built: Built
) -> None:
    """Of an article that publishes none, no two words in a row beside its title, names and roles stand in any file."""
    given = Given(built.library.entries.values(), built.library.excerpts)
    given.see(texts)
    silent = {e.article.id: e for e in built.library.entries.values() if is_of(e, built, "none")}
    assert silent
    found = {key: words for key, e in silent.items() if (words := strange(e, (), given))}
    tried(f"articles that publish none, {built.folder.name}", len(silent), n_failed=len(found))
    assert found == {}


def test_what_looks_would_find(built: Built) -> None:
    """An article that stands somewhere whole is found whole, but for words that others have too, and is too long."""
    given = Given(built.library.entries.values(), built.library.excerpts)
    given.see([tuple(spoken(e.article.text)) for e in built.library.entries.values()])
    long = [key for key, words in given.given.items() if len(words) > 2 * MAX_WORDS]
    shares = [sum(given.given[key]) / len(given.given[key]) for key in long]
    assert sum(shares) / len(shares) > 0.9
    excerpts = {key for key in long if is_of(built.library.entries[key], built, "excerpt")}
    assert sum(given.rows[key] > MAX_WORDS for key in excerpts) > len(excerpts) / 2
    assert sum(
        bool(strange(e, built.library.excerpts[k].spans, given)) for k, e in built.library.entries.items()
    )


def test_every_published_quote_is_word_for_word(
    articles: tuple[Article, ...], project: Path, tried: Callable[..., None]
) -> None:
    """In the data and on its page each quote is `text[start:end]`, line breaks and outer marks aside on the page."""
    by_id = {a.id: a for a in articles}
    rows: list[dict[str, Any]] = json.loads((project / "site/data/quotes.json").read_text("utf-8"))
    published = [row for row in rows if row["published"]]
    with (project / "site/data/quotes.csv").open(encoding="utf-8", newline="") as file:
        in_csv = {(row["article"], row["id"]): row["text"] for row in csv.DictReader(file)}
    trees: dict[str, Any] = {}
    wrong = []
    for row in published:
        text = by_id[row["article"]].text[row["start"] : row["end"]]
        page, _, anchor = row["address"].partition("#")
        if page not in trees:
            trees[page] = pages.fromstring((project / "site" / page / "index.html").read_bytes())
        (element,) = trees[page].xpath(f"//*[@id='{anchor}']")
        (card,) = element.xpath("ancestor-or-self::figure")
        shown = card.xpath(".//blockquote")[0].text_content()
        csv_text = in_csv[row["article"], row["id"]]
        in_table = csv_text in {text, f"'{text}"}
        if row["text"] != text or not in_table or plain(text) not in plain(shown):
            wrong.append((row["article"], row["id"], text, shown))
    tried(f"published quotes, {project.name}", len(published), n_failed=len(wrong))
    assert len(published) > 20
    assert wrong == []


def plain(text: str) -> str:
    """Return a text with its white space as pages have it."""
    return " ".join(text.split())


def test_the_state_of_a_build_is_not_published(project: Path) -> None:
    """Nothing of the folder in which builds remember what they read is a part of the site."""
    assert (project / ".broadsheet").is_dir()
    assert not [
        p
        for p in (project / "site").rglob("*")
        if p.suffix in {".sqlite", ".msgpack", ".txt", ".jsonl"} and p.name != "robots.txt"
    ]
