"""What a stored analysis depends on."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from generator.model import Article, Seed, Structure
from generator.stored import digest_of

ARTICLE = Article(
    id="one",
    text="Ada spoke.",
    paragraphs=(),
    structure=Structure(),
    seed=Seed(path="one.txt", digest=""),
    title="Ada speaks",
    title_given=True,
    language="en",
)


@pytest.mark.parametrize(
    "changed",
    [
        replace(ARTICLE, text="Ada sang."),
        replace(ARTICLE, title="Ada sings"),
        replace(ARTICLE, title_given=False),
        replace(ARTICLE, authors=("Ada",)),
    ],
)
def test_what_the_analysis_reads_makes_it_anew(changed: Article) -> None:
    """Text, a given title and authors change what is found, so the stored analysis no longer serves."""
    assert digest_of(changed) != digest_of(ARTICLE)


def test_what_the_analysis_does_not_read_leaves_it() -> None:
    """A date, or a title that was only taken from the text, costs no analysis."""
    assert digest_of(replace(ARTICLE, date=dt.date(2026, 1, 2))) == digest_of(ARTICLE)
    untitled = replace(ARTICLE, title_given=False)
    assert digest_of(replace(untitled, title="Ada")) == digest_of(untitled)
