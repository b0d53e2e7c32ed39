"""Links between pages, and to the words on a publisher's page."""

from __future__ import annotations

import posixpath
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.compose.links import around, link, text_fragment

_PATHS = st.lists(st.sampled_from(["a", "b", "page", "x1"]), min_size=1, max_size=4).map(
    lambda parts: "/".join(parts) + ".md"
)


@given(page=_PATHS, to=_PATHS)
def test_a_link_leads_from_the_pages_folder_to_the_file(page: str, to: str) -> None:
    """Joined to the folder of its page, a link is the target's path."""
    assert posixpath.normpath(posixpath.join(posixpath.dirname(page), link(page, to))) == to


def test_on_its_own_page_a_link_is_the_anchor_alone() -> None:
    """A page never names itself to lead to one of its own places."""
    assert link("articles/x.md", "articles/x.md", "q-1") == "#q-1"
    assert link("actors/y.md", "articles/x.md", "q-1") == "../articles/x.md#q-1"


@pytest.mark.parametrize(
    ("url", "words", "expected"),
    [
        ("https://a.example/x", "not the time", "https://a.example/x#:~:text=not%20the%20time"),
        ("https://a.example/x#top", "no", "https://a.example/x#top:~:text=no"),
        ("https://a.example/x", "well-known, & so", "https://a.example/x#:~:text=well%2Dknown%2C%20%26%20so"),
        (
            "https://a.example/x",
            "one two three four five six seven eight nine",
            "https://a.example/x#:~:text=one%20two%20three%20four,six%20seven%20eight%20nine",
        ),
        # A directive of one piece does not match over two blocks of a page.
        ("https://a.example/x", "we wait\nwe hope", "https://a.example/x#:~:text=we%20wait,we%20hope"),
    ],
)
def test_a_text_fragment_names_the_words(url: str, words: str, expected: str) -> None:
    """Short passages are named whole, long ones by both ends; signs with a meaning are encoded."""
    assert text_fragment(url, words) == expected


def test_words_that_stand_twice_are_told_apart_by_what_is_around_them() -> None:
    """A browser takes the first place that fits: only a later one needs the words before and after it."""
    text = "“We will not yield,” said Odile Renn.\nLater: “We will not yield,” Tam Okafor said."
    words = "We will not yield"
    first, second = text.index(words), text.rindex(words)
    assert around(text, first, first + len(words)) == ("", "")
    before, after = around(text, second, second + len(words))
    assert (before, after) == ("Later: “", ",” Tam Okafor")
    assert text_fragment("https://a.example/x", words, before, after) == (
        "https://a.example/x#:~:text=Later%3A%20%E2%80%9C-,We%20will%20not%20yield,-%2C%E2%80%9D%20Tam%20Okafor"
    )


def test_the_beginning_of_long_words_is_what_counts() -> None:
    """Of long words both ends are named, and a browser starts where the first fits: that must not be too early."""
    long = "we will not yield to anybody who does not ask"
    text = f"He said we will not yield on Monday. She said {long}."
    start = text.index(long)
    assert around(text, start, start + len(long)) == ("Monday. She said", ".")


@given(st.text(min_size=1))
def test_any_words_make_a_fragment_of_plain_ascii(words: str) -> None:
    """Nothing from an article can leave the fragment: no space, quote or angle bracket stays."""
    made = text_fragment("https://a.example/", words)
    assert made.isascii()
    assert not set(made) & set(" \"'<>`\n")
    assert "text=" in unquote(made)
