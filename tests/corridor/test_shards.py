"""Several sites of one collection: what `shards` may name, each fault with its line, and what pages are told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator.config import load_settings
from generator.errors import SettingsError
from generator.shards import Shard, others, told_of
from generator.write.links import broken

if TYPE_CHECKING:
    from pathlib import Path


def shards(folder: Path, path: str, *, name: str = '"2024"') -> tuple[Shard, ...]:
    """Return what a project's settings make of one shard, whose path stands in line 5."""
    text = f"extra:\n  broadsheet:\n    shards:\n      - name: {name}\n        path: {path}\n"
    (folder / "mkdocs.yml").write_text(text, "utf-8")
    return load_settings(folder).shards


@pytest.mark.parametrize(
    ("written", "path"),
    [
        ("../news-2024/", "../news-2024/"),
        ("../news-2024", "../news-2024/"),
        ("/news-2024", "/news-2024/"),
        ("/", "/"),
        ("..", "../"),
        (".", "./"),
        ("2024/", "2024/"),
        ("../../a/./b/../c", "../../a/c/"),
    ],
)
def test_a_path_leads_to_a_site_of_the_same_host(tmp_path: Path, written: str, path: str) -> None:
    """It is written from this site's home page or from the host's root, and kept in its shortest form."""
    assert shards(tmp_path, written) == (Shard(name="2024", path=path),)


@pytest.mark.parametrize(
    "written",
    [
        *("https://other.example/2024/", "HTTP:other.example", "//other.example/2024/", "javascript:alert(1)"),
        *("/\\other.example", "\\\\other.example", '"/\\t/other.example"', "..//other.example", "/.//other.example"),
        *("../2024/?a=b", "../2024/#a", "a b", '"<b>"'),
    ],
)  # fmt: skip
def test_no_shard_is_on_another_host(tmp_path: Path, written: str) -> None:
    """An address, or whatever a browser would take for one, ends the command with the line of the shard."""
    with pytest.raises(SettingsError) as caught:
        shards(tmp_path, written)
    assert caught.value.where == "mkdocs.yml:4"
    assert "the shard's path" in caught.value.what


def test_a_refused_address_is_given_its_reason(tmp_path: Path) -> None:
    """Who writes an address reads that no page asks another host, and what to write instead."""
    with pytest.raises(SettingsError, match=r"no page here asks one.*\.\./news-2025/"):
        shards(tmp_path, "https://other.example/2024/")


@pytest.mark.parametrize(
    ("written", "line"),
    [
        ("2024", 3),
        ("[2024]", 3),
        ('[{name: "2024"}]', 3),
        ('[{name: "2024", path: ../a/, colour: red}]', 3),
        ("[{name: [a], path: ../a/}]", 3),
        ('[{name: "", path: ../a/}]', 3),
        (f"[{{name: {'x' * 41}, path: ../a/}}]", 3),
        ("\n      - {name: a, path: ../a/}\n      - {name: b, path: ../a}", 5),
        ("\n      - {name: a, path: ../a/}\n      - {name: a, path: ../b/}", 5),
    ],
)
def test_what_is_no_list_of_shards_is_named_with_its_line(tmp_path: Path, written: str, line: int) -> None:
    """Each has a name and a path of its own, and nothing else."""
    (tmp_path / "mkdocs.yml").write_text(f"extra:\n  broadsheet:\n    shards: {written}\n", "utf-8")
    with pytest.raises(SettingsError) as caught:
        load_settings(tmp_path)
    assert caught.value.where == f"mkdocs.yml:{line}"


def test_a_year_may_be_written_as_a_number(tmp_path: Path) -> None:
    """YAML takes 2024 for a number; as a name it is one as good as another."""
    assert shards(tmp_path, "../a/", name="2024")[0].name == "2024"


def test_no_shards_are_none(tmp_path: Path) -> None:
    """`shards:` with nothing behind it is the default."""
    (tmp_path / "mkdocs.yml").write_text("extra:\n  broadsheet:\n    shards:\n", "utf-8")
    assert load_settings(tmp_path).shards == ()


def test_a_site_knows_itself_among_its_shards() -> None:
    """By the path that says so or by where it will be, so that all shards may have the same list."""
    listed = (Shard(name="2024", path="../news-2024/"), Shard(name="2025", path="/news-2025/"))
    assert [one["is_here"] for one in told_of(listed, "https://desk.example/news-2024/")] == [True, False]
    assert [one["is_here"] for one in told_of(listed, "https://desk.example/news-2025/")] == [False, True]
    assert [one["is_here"] for one in told_of(listed, None)] == [False, False]
    assert [one["is_here"] for one in told_of((Shard(name="here", path="./"),), None)] == [True]


def test_links_to_shards_are_not_followed(tmp_path: Path) -> None:
    """Whether a shard is there is not asked when another is built; links to what is no shard are broken still."""
    page = tmp_path / "articles" / "one" / "index.html"
    page.parent.mkdir(parents=True)
    links = (
        "../../../news-2024/",
        "../../../news-2024/actors/x/",
        "/news-2025/",
        "../../../other/",
        "/other/",
        "x/",
    )
    page.write_text("".join(f"<a href='{link}'>x</a>" for link in links), "utf-8")
    listed = (
        Shard(name="2024", path="../news-2024/"),
        Shard(name="2025", path="/news-2025/"),
        Shard(name="2026", path="./"),
    )
    astray = [line.partition(": ")[2] for line in broken(tmp_path, beside=others(listed))]
    assert astray == ["../../../other/", "/other/", "x/"]
