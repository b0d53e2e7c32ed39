"""What a whole site gives away of articles that are not its own, and whether it quotes them word for word."""

from __future__ import annotations

import csv
import gzip
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import pytest
from builds_apart import FEW, write_project
from given_away import N_TELLING, Given, labels, spoken, strange, touched
from lxml import html as pages

from generator.cli import DONE, main
from generator.compose import library
from tests.corridor.site_texts import told

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.compose.library import Library
    from generator.model import Article, Entry

pytestmark = [pytest.mark.model, pytest.mark.usefixtures("needs_model")]

WHOLE: Final = bool(os.environ.get("BROADSHEET_SOAK"))

MAX_WORDS: Final = 60
"""A small budget, so that it bites in short news."""
SETS: Final = ("bbc2225", "reuters21578", "wikinews2019_20")
N_OF_EACH: Final = 100
MOST_OF_A_LABEL: Final = 40
"""Words of a name, a role or a description; more would be a passage."""
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
    names = [span.of(e.article.text) for e in built.library.entries.values() for span in labels(e)]
    assert max(len(name.split()) for name in names) <= MOST_OF_A_LABEL
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


def test_what_looks_would_find_three_words_more(built: Built) -> None:
    """A passage that goes on for three words more than may be published is found, whatever page says it.

    But for some that go on with words that are said anyway, "the study" where that is somebody's description.
    """
    given = Given(built.library.entries.values(), built.library.excerpts)
    behind = {
        key: words
        for key, entry in built.library.entries.items()
        if is_of(entry, built, "excerpt") and (words := with_three_more(entry, given))
    }
    given.see(
        tuple(spoken(" ".join(("In short", *words, "The article’s opening words"))))
        for words in behind.values()
    )
    found = {
        key: strange(built.library.entries[key], built.library.excerpts[key].spans, given) for key in behind
    }
    assert len(behind) > 2
    missed = {
        k: found[k] for k, w in behind.items() if not any(" ".join(w[-3:-1]) in row for row in found[k])
    }
    assert len(missed) <= len(behind) / 10, missed


def with_three_more(entry: Entry, given: Given) -> list[str] | None:
    """Return the end of a published passage with the three words behind it, which no label holds; nobody else has them."""
    key, text = entry.article.id, entry.article.text
    words = given.words[key]
    named = touched(words, labels(entry))
    spoken_words = tuple(spoken(text))
    for i in range(N_TELLING, len(words) - 3):
        shown = given.published[key][i - N_TELLING : i + 3]
        if shown == [True] * N_TELLING + [False] * 3 and not any(named[i : i + 3]):
            of = (
                given.places[spoken_words[j : j + N_TELLING]] for j in range(i - N_TELLING, i - N_TELLING + 4)
            )
            if all({k for k, _ in places} == {key} for places in of):
                return [text[start:end] for start, end in words[i - N_TELLING : i + 3]]
    return None


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
