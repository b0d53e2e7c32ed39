"""Links between pages, and to the words on a publisher's page."""

from __future__ import annotations

import posixpath
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.compose.links import link, text_fragment

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
    ],
)
def test_a_text_fragment_names_the_words(url: str, words: str, expected: str) -> None:
    """Short passages are named whole, long ones by both ends; signs with a meaning are encoded."""
    assert text_fragment(url, words) == expected


@given(st.text(min_size=1))
def test_any_words_make_a_fragment_of_plain_ascii(words: str) -> None:
    """Nothing from an article can leave the fragment: no space, quote or angle bracket stays."""
    made = text_fragment("https://a.example/", words)
    assert made.isascii()
    assert not set(made) & set(" \"'<>`\n")
    assert "text=" in unquote(made)
