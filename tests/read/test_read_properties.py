"""What holds for any bytes at all."""

from __future__ import annotations

import gzip
import tempfile
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.model import Article, Span
from generator.read import ReadSettings, read_record, read_seeds
from generator.read.clean import clean
from generator.read.layout import Layout, lay_out

SUFFIXES = (".txt", ".md", ".html", ".htm", ".jsonl", ".jsonl.gz", ".yml")

PIECES = st.sampled_from(
    [
        "By Ada Wrenn", "VELL — ", "(Mira Sand/Reuters)", "Photo: Mira Sand", "Ada Wrenn in Vell contributed to this report.",
        "(Reporting by Ada Wrenn; Editing by Jan Moll)", "What the plan says", "Correction: ", "Sources", "Advertisement",
        "The council voted on Monday to close the old harbour, and nobody in the town of Vell was pleased with it at all.",
        "“No,” said Holm.", "Image caption ", "A and B in C, D, contributed from E.", "\n", "\n\n", " ", "\t", ".", ",", "—", "(", ")",
        "Published 3 March 2025", "11:40 p.m.", "Q: ", "---\n", "title: x\n", "# ", "> ", "<p>", "<h1>", "<figcaption>", "<article>",
        '{"id": "a", "text": "', '"}', "&", "\ue000", "\u2028", "\ufeff", "\u00a0", "by", " for ", " via ", "/",
    ]
)  # fmt: skip
TEXTS = st.lists(PIECES | st.text(max_size=12), max_size=40).map("".join)
EXTRACT_TEXTS = TEXTS | st.text(max_size=300)


def check_layout(layout: Layout, text: str) -> None:
    """Check all that must hold of a layout of `text`."""
    position = 0
    for paragraph in layout.paragraphs:
        assert not text[position : paragraph.span.start].strip(), "only white space stands between paragraphs"
        assert paragraph.span.of(text).strip() == paragraph.span.of(text), (
            "no white space at a paragraph's ends"
        )
        assert "\n" not in paragraph.span.of(text), "a paragraph is within one line"
        position = paragraph.span.end
    assert not text[position:].strip()
    check_structure(layout)
    assert layout.title.strip()
    assert "\n" not in layout.title


def check_structure(layout: Layout) -> None:
    """Check that every part stands in a paragraph of its kind."""
    structure = layout.structure
    places: list[tuple[Span | None, set[str]]] = [
        (structure.title, {"heading"}),
        (structure.caption, {"caption"}),
        (structure.credit, {"caption", "note"}),
        (structure.dateline, {"body", "byline"}),
        (structure.byline, {"byline"}),
        (structure.sign_off, {"sign_off"}),
        *((heading, {"heading"}) for heading in structure.headings),
        *((c.name, {"sign_off"}) for c in structure.contributors),
        *((c.place, {"sign_off"}) for c in structure.contributors),
    ]
    for span, kinds in places:
        assert span is None or any(p.kind in kinds and p.span.contains(span) for p in layout.paragraphs)
    assert structure.title not in structure.headings
    if structure.caption and structure.credit:
        assert not structure.caption.overlaps(structure.credit)


@given(text=EXTRACT_TEXTS, title=st.none() | st.text(min_size=1, max_size=20).filter(str.strip))
@example(text=". A. b", title=None)
@example(text="Photo: (Photo: A/B)", title=None)
@example(text="Image caption (A B/Reuters)", title=None)
@example(text="A B in C, D, contributed to this report.", title=None)
@settings(max_examples=600, deadline=None)
def test_layout_covers_every_text(text: str, title: str | None) -> None:
    """Whatever the text: paragraphs in order, white space between, every part in a paragraph of its kind."""
    if any(c.isalnum() for c in text):
        check_layout(lay_out(text, title=title and " ".join(title.split())), text)


@given(text=EXTRACT_TEXTS)
@settings(max_examples=200, deadline=None)
def test_a_record_is_an_article_or_a_problem(text: str) -> None:
    """Any text is taken as it is, or refused with a reason."""
    outcome = read_record(
        {"id": "x", "text": text}, place="in.jsonl", line=1, settings=ReadSettings(language="en")
    )
    assert not isinstance(outcome, Article) or outcome.text == text


@given(record=st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9), lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["id", "text", "title", "date", "authors", "url", "publish", "tags", "lang", "x"]) | st.text(max_size=4), inner, max_size=6), max_leaves=12))  # fmt: skip
@settings(max_examples=300, deadline=None)
def test_no_record_is_a_crash(record: object) -> None:
    """Whatever JSON holds, the outcome is a value."""
    read_record(record, place="in.jsonl", line=1, settings=ReadSettings(language="en"))


@pytest.mark.parametrize("suffix", SUFFIXES)
@given(
    data=st.binary(max_size=200) | TEXTS.map(lambda t: t.encode("utf-8", "replace")),
    beside=st.none() | st.binary(max_size=30),
)
@settings(max_examples=120, deadline=None)
def test_no_bytes_are_a_crash(suffix: str, data: bytes, beside: bytes | None) -> None:
    """Any bytes as any format, with any sidecar, are articles or problems, and nothing is lost in silence."""
    with tempfile.TemporaryDirectory() as folder:
        seeds = Path(folder, "seeds")
        seeds.mkdir()
        (seeds / f"a{suffix}").write_bytes(
            gzip.compress(data) if suffix.endswith("gz") and len(data) % 2 else data
        )
        if beside is not None:
            (seeds / "a.yml").write_bytes(beside)
        reading = read_seeds(Path(folder), seeds, ReadSettings(language="en"))
    assert reading.articles or reading.problems
    for article in reading.articles:
        assert article.text == clean(article.text)
        layout = Layout(
            paragraphs=article.paragraphs,
            structure=article.structure,
            title=article.title,
            title_given=article.title_given,
        )
        check_layout(layout, article.text)
    for problem in reading.problems:
        assert problem.what
        assert problem.remedy
        assert str(problem).isprintable()


@given(text=st.text(alphabet=st.characters(codec=None), max_size=60))
@settings(max_examples=300, deadline=None)
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    """Put in order once, a text stays as it is, and any file can hold it."""
    once = clean(text)
    assert clean(once) == once
    once.encode()
