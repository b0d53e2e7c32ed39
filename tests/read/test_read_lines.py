"""In which line of its file something of an article stands."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from generator.model import Span
from generator.read import ReadSettings, lines_in_seed, read_seeds

if TYPE_CHECKING:
    from pathlib import Path

    from generator.model import Article

WRAPPED = (
    "---\ntitle: Fees\n---\n"
    "The harbor council met on Monday evening in the old town hall to vote on\n"
    "the fees for the coming year, and after two hours of debate the members\n"
    "agreed that “nobody should pay twice” for one berth in the same harbor.\n\n"
    "The vote was close, and several members left the room before the count,\n"
    "because they had promised the boat owners that they would not take part.\n"
)


def read(project: Path, name: str, text: str) -> Article:
    """Return the one article of a new seed."""
    (project / "seeds").mkdir(exist_ok=True)
    (project / "seeds" / name).write_text(text, "utf-8")
    return read_seeds(project, project / "seeds", ReadSettings()).articles[0]


def span_of(article: Article, words: str) -> Span:
    """Return where words stand in an article."""
    start = article.text.index(words)
    return Span(start=start, end=start + len(words))


def test_front_matter_and_wrapped_lines_are_counted(tmp_path: Path) -> None:
    """The line is the file's own, from 1, also where the article's paragraph was wrapped over several."""
    article = read(tmp_path, "fees.txt", WRAPPED)
    wanted = {"The harbor": 4, "the fees": 5, "nobody should pay": 6, "agreed": 6, "promised": 9}
    spans = {words: span_of(article, words) for words in wanted}
    lines = lines_in_seed(tmp_path, article, spans.values())
    assert {words: lines[span] for words, span in spans.items()} == wanted


def test_a_span_that_begins_inside_a_word_is_in_its_line(tmp_path: Path) -> None:
    """Behind a quotation mark or hyphen, and in the middle of a word."""
    article = read(tmp_path, "fees.txt", WRAPPED)
    span = Span(start=article.text.index("arbor council"), end=article.text.index(" council"))
    assert lines_in_seed(tmp_path, article, [span]) == {span: 4}


def test_an_archive_has_the_articles_line(tmp_path: Path) -> None:
    """Every span of an article from an archive is in that article's line."""
    first, second = (json.dumps({"id": n, "text": f"The fees of {n} rise."}) for n in ("a", "b"))
    read(tmp_path, "all.jsonl", f"{first}\n{second}\n")
    article = read_seeds(tmp_path, tmp_path / "seeds", ReadSettings()).articles[1]
    span = span_of(article, "fees")
    assert lines_in_seed(tmp_path, article, [span]) == {span: 2}


def test_what_cannot_be_told_is_left_out(tmp_path: Path) -> None:
    """A paragraph that stands there twice, or no more, and a file that is gone, give no line rather than a wrong one."""
    article = read(tmp_path, "fees.txt", "The fees rise in March.\n\nThe fees rise in March.\n")
    span = span_of(article, "fees")
    assert lines_in_seed(tmp_path, article, [span]) == {}
    (tmp_path / "seeds" / "fees.txt").write_text("All is new.\n", "utf-8")
    assert lines_in_seed(tmp_path, article, [span]) == {}
    (tmp_path / "seeds" / "fees.txt").unlink()
    assert lines_in_seed(tmp_path, article, [span]) == {}
