"""Every link of the built site is followed."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from generator.write.links import broken

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A home page, an article with an anchor, a picture."""
    (tmp_path / "articles" / "one").mkdir(parents=True)
    (tmp_path / "articles" / "one" / "index.html").write_text(
        "<p id='p-1'>x</p><a name=old></a>", encoding="utf-8"
    )
    (tmp_path / "photo.png").write_bytes(b"")
    return tmp_path


@pytest.mark.parametrize(
    "link",
    [
        *(
            "articles/one/",
            "articles/one",
            "articles/one/index.html",
            "./articles/one/#p-1",
            "articles/one/#old",
            "photo.png",
        ),
        *(
            "",
            "#",
            "#top",
            "#here",
            "?a=b",
            ".",
            "./",
            "articles/one/#:~:text=x",
            "articles/one/?x#p-1",
            "articles/../photo.png",
        ),
        *(
            "https://example.org/nowhere",
            "mailto:a@example.org",
            "//example.org/x",
            "photo%2Epng",
            "articles/one/#p%2D1",
        ),
    ],
)
def test_links_that_lead_somewhere(site: Path, link: str) -> None:
    """Pages, their anchors, files and other hosts are fine in every way of writing them."""
    (site / "index.html").write_text(f'<h1 id="here">x</h1><a class=x href="{link}">y</a>', encoding="utf-8")
    assert broken(site) == []


@pytest.mark.parametrize(
    "link",
    [
        "articles/two/",
        "articles/",
        "articles/one/#p-2",
        "#nowhere",
        "/articles/one/",
        "../x",
        "photo.jpg",
        "http://[",
        "articles/one/x",
    ],
)
def test_links_that_lead_nowhere(site: Path, link: str) -> None:
    """A page, anchor or file that is not there is named with the page that links to it."""
    (site / "index.html").write_text(f"<a href='{link}'>y</a>", encoding="utf-8")
    assert broken(site) == [f"index.html: {link}"]


def test_only_links_are_followed(site: Path) -> None:
    """What looks like a link in a comment, a script, a text or another attribute is none."""
    (site / "index.html").write_text(
        '<!-- <a href="no1"> --><script>var a = \'<a href="no2">\';</script><p title=\'<a href="no3">\'>href="no4"</p>'
        '<span data-href="no5"></span><style>a[href="no6"] {}</style>&lt;a href="no7"&gt;',
        encoding="utf-8",
    )
    assert broken(site) == []


@pytest.mark.parametrize("piece", ["<!--", "<script ", "<style>", '<a x="', "<", "<a href='x", '"x y" '])
def test_no_page_takes_long(site: Path, piece: str) -> None:
    """A page of nothing but beginnings is read in one pass."""
    (site / "index.html").write_text("<a " + piece * 20_000, encoding="utf-8")
    started = time.monotonic()
    broken(site)
    assert time.monotonic() - started < 5


def test_sources_of_scripts_and_pictures_are_followed(site: Path) -> None:
    """A script, style or picture that is not there is a broken link too."""
    (site / "index.html").write_text(
        '<script src="a.js"></script><link href="b.css"><img src=c.png>', encoding="utf-8"
    )
    assert broken(site) == ["index.html: a.js", "index.html: b.css", "index.html: c.png"]


def test_entities_in_links_are_read(site: Path) -> None:
    """A link whose every odd character is written as an entity is followed as what it says."""
    (site / "index.html").write_text('<a href="articles&#47;one&#47;&#35;p&#45;1">y</a>', encoding="utf-8")
    assert broken(site) == []
