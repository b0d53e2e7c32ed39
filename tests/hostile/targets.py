"""What is fuzzed: each takes one input and fails where anything comes of it but a sound value or a problem."""

from __future__ import annotations

import gzip
import html
import re
import sys
from functools import cache
from pathlib import Path

import html5lib
import markdown
import yaml
from watched import watched

from generator.analyse.quotes.marks import find_marks
from generator.config import load_settings
from generator.errors import SettingsError
from generator.model import Article, Problem
from generator.read import Reading, ReadSettings, read_overrides, read_record, read_seeds
from generator.read.clean import clean
from generator.read.complaints import Complaints, RefusedError
from generator.read.front_matter import split_front_matter
from generator.read.layout import Layout, lay_out
from generator.render import escape

HERE = Path(__file__).parent

# What must hold of a layout is the reading room's to say.
sys.path.insert(0, str(HERE.parent / "read"))
from test_read_properties import check_layout  # noqa: E402 - found on the path set above

READ = ReadSettings(language="en")
"""A language is given, so that the model that tells languages need not run."""


CONTEXTS = {
    "a paragraph": "{}",
    "a heading": "# {}",
    "a list item": "- {}",
    "an attribute": '<div title="{}">x</div>',
    "a link's words": '<div markdown="1">\n[{}](https://example.org)\n</div>',
    "a table's cell": "a | b\n--|--\n{} | x",
    "a block with Markdown": '<div markdown="1">\n{}\n</div>',
}
"""Places of a page that text of seeds stands in."""


def read_file(folder: Path, suffix: str, data: bytes, beside: bytes | None) -> None:
    """Read a file of one format, with a sidecar or without."""
    seeds = folder / "seeds"
    name = seeds / f"a{suffix}"
    sidecar = seeds / "a.yml"
    name.write_bytes(data)
    if beside is None:
        sidecar.unlink(missing_ok=True)
    elif sidecar != name:
        sidecar.write_bytes(beside)
    try:
        with watched():
            reading = read_seeds(folder, seeds, READ)
    finally:
        name.unlink()
    check_reading(reading)


def check_reading(reading: Reading) -> None:
    """Check that something came of it, and that it is sound."""
    assert reading.articles or reading.problems
    for article in reading.articles:
        assert article.text == clean(article.text)
        check_article(article)
    for problem in reading.problems:
        check_problem(problem)


def check_article(article: Article) -> None:
    """Check an article's layout and that a file can hold what it says of itself."""
    layout = Layout(
        paragraphs=article.paragraphs,
        structure=article.structure,
        title=article.title,
        title_given=article.title_given,
    )
    check_layout(layout, article.text)
    assert len(article.text) <= READ.max_article_characters
    for said in (
        article.title,
        article.outlet,
        article.url,
        article.licence,
        *article.authors,
        *article.tags,
    ):
        assert said is None or (said.strip() and said.encode() and "\n" not in said)
    assert article.url is None or article.url.startswith(("http://", "https://"))


def check_problem(problem: Problem) -> None:
    """Check that a problem says where, what and what to do on one line."""
    assert problem.place
    assert problem.what.strip()
    assert problem.remedy.strip()
    assert str(problem).isprintable()


def gzipped(folder: Path, data: bytes, cut: int) -> None:
    """Read an archive that is packed, whole or cut off."""
    packed = gzip.compress(data, 1, mtime=0)
    read_file(folder, ".jsonl.gz", packed[: len(packed) - cut], None)


def record(value: object) -> None:
    """Read a line of `extract`."""
    with watched():
        outcome = read_record(value, place="in.jsonl", line=1, settings=READ)
    if isinstance(outcome, Problem):
        check_problem(outcome)
        return
    assert isinstance(value, dict)
    assert outcome.text == value["text"]
    check_article(outcome)


def layout(text: str, title: str | None) -> None:
    """Tell what is what in a text."""
    if not any(c.isalnum() for c in text):
        return
    title = clean(title or "").replace("\n", " ").strip() or None
    with watched():
        found = lay_out(text, title=title, authors=(text[:30],))
    check_layout(found, text)


def marks(text: str) -> None:
    """Pair quotation marks."""
    with watched():
        found = find_marks(text)
    end = 0
    for one in found:
        assert end <= one.outer.start <= one.inner.start < one.inner.end <= one.outer.end <= len(text)
        inner = one.inner.of(text)
        assert inner == inner.strip()
        assert any(c.isalnum() for c in inner)
        end = one.outer.end


def escaping(context: str, text: str) -> None:
    """Put text into a page: it is read there as itself and makes no element."""
    with watched():
        encoded = escape.text(text)
    if not encoded:
        return
    tree = html5lib.parse(
        _markdown().reset().convert(CONTEXTS[context].format(encoded)), namespaceHTMLElements=False
    )
    model = _model(context)
    shape = [(element.tag, sorted(element.attrib)) for element in tree.iter()]
    assert shape == [(element.tag, sorted(element.attrib)) for element in model.iter()]
    everything = "".join(tree.itertext()) + "".join(element.get("title", "") for element in tree.iter())
    assert escape.plain(text) in everything
    for one in (escape.prose(text), (escape.url(text) and escape.text(text)) or ""):
        assert not re.search("[<>\"'`*_\\[\\]\n]", one)
    assert html.unescape(escape.prose(text)) is not None
    values = yaml.safe_load(escape.front_matter({"title": text}).removesuffix("---\n").removeprefix("---\n"))
    assert values == {"title": escape.plain(text)}
    assert "<" not in escape.json_ld({"name": text})


@cache
def _markdown() -> markdown.Markdown:
    told = yaml.load((HERE.parents[1] / "mkdocs.yml").read_text("utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - texts only
    names = [name if isinstance(name, str) else next(iter(name)) for name in told["markdown_extensions"]]
    return markdown.Markdown(extensions=["toc", "tables", "fenced_code", *names])


@cache
def _model(context: str) -> object:
    return html5lib.parse(
        _markdown().reset().convert(CONTEXTS[context].format("words")), namespaceHTMLElements=False
    )


def front_matter(text: str) -> None:
    """Split front matter from a text."""
    complaints = Complaints(place="a.md")
    own = ""
    text = clean(text)
    try:
        with watched():
            fields, own = split_front_matter(text, complaints)
    except RefusedError:
        assert complaints.found
    else:
        assert all(isinstance(key, str) for key in fields.values)
        assert all(1 <= line <= text.count("\n") + 1 for line in fields.lines.values())
    assert text.endswith(own)
    for problem in complaints.found:
        check_problem(problem)


def overrides(folder: Path, data: bytes) -> None:
    """Read what editors correct."""
    (folder / "overrides.yml").write_bytes(data)
    with watched():
        _, problems = read_overrides(folder, "overrides.yml")
    for problem in problems:
        check_problem(problem)


def settings(folder: Path, data: bytes) -> None:
    """Read mkdocs.yml."""
    (folder / "mkdocs.yml").write_bytes(data)
    said = ""
    with watched():
        try:
            load_settings(folder)
        except SettingsError as error:
            said = str(error)
    assert not said or said.isprintable()
