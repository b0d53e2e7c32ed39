"""The beginning of the search index: what is read before anything is found is small, and true of this index alone."""

from __future__ import annotations

import gzip
import json
import os
import shutil
from datetime import date, timedelta
from itertools import chain, pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest

from generator.errors import SiteBuilderError
from generator.write import search
from generator.write.same_bytes import _read, put_in_order

if TYPE_CHECKING:
    from collections.abc import Iterator

KINDS = ("Article", "Actor", "Field ~report-2")


def day_of(number: int) -> date:
    """Return the day of a page that has one."""
    return date(2024, 1, 1) + timedelta(days=number)


def indexed(site: Path, *, n: int = 30, changed: str = "", language: str = "en") -> Path:
    """Write n pages of three kinds, every second one with a day, and return their index."""
    for number in range(n):
        facets = f'<span data-pagefind-filter="kind">{KINDS[number * 3 // n]}</span>'
        if number % 2:
            facets += f'<span data-pagefind-filter="date">{day_of(number)}</span>'
        words = changed if changed and number == n - 1 else f"The {number}th harbour"
        page = site / f"{number:02}" / "index.html"
        page.parent.mkdir(parents=True)
        page.write_text(
            f'<html lang="{language}"><body><main data-pagefind-body><div hidden data-pagefind-ignore>{facets}</div>'
            f"<h1>{words}</h1></main></body></html>",
            encoding="utf-8",
        )
    state = site.with_name(site.name + "-state")
    state.mkdir()
    assert search.index(site, state=state) is not None
    return site / "pagefind"


def names(index: Path) -> dict[str, str]:
    """Return the address of the page of each text that the index keeps, by the text's name."""
    files = sorted((index / "fragment").iterdir())
    texts = {file.stem: gzip.decompress(file.read_bytes()).removeprefix(b"pagefind_dcd") for file in files}
    return {name: json.loads(text)["url"] for name, text in texts.items()}


def pieces(index: Path) -> dict[tuple[str, str], list[str]]:
    """Return the words of each piece of the index, each with all its places, by the first and last word that lead to it."""
    head = _read(next(index.glob("*.pf_meta")), least=5)
    return {
        (first, last): [json.dumps(word) for word in _read(index / "index" / f"{name}.pf_index", least=1)[0]]
        for first, last, name in head[2]
    }


def test_the_name_of_a_text_tells_its_place_and_kind(tmp_path: Path) -> None:
    """Place and kind of a page are known without asking for more; what a file name cannot hold is written otherwise."""
    found = names(indexed(tmp_path / "site"))
    places = sorted(int(name.split("-")[0][::-1], 16) for name in found)
    assert places == list(range(30))
    by_number = {int(url.strip("/")): name for name, url in found.items()}
    kinds = [by_number[number].partition("-")[2].rpartition("-")[0] for number in (0, 10, 20)]
    assert kinds == ["Article", "Actor", "Field~20~7Ereport-2"]


def test_days_are_told_apart_from_the_rest(tmp_path: Path) -> None:
    """The list of days follows the places, and no filter of days is left; what has none counts as 0."""
    index = indexed(tmp_path / "site")
    days = json.loads((index / "days.json").read_text("utf-8"))
    for name, url in names(index).items():
        place, own = name.partition("-")[0][::-1], name.rpartition("-")[2]
        number = int(url.strip("/"))
        assert days[own][int(place, 16)] == (int(f"{day_of(number):%Y%m%d}") if number % 2 else 0), url
    heads = [gzip.decompress(file.read_bytes()) for file in index.glob("*.pf_meta")]
    assert [b"date" in head for head in heads] == [False]
    assert len(list((index / "filter").iterdir())) == 1


def test_no_text_has_the_name_of_one_of_another_index(tmp_path: Path) -> None:
    """A browser that keeps texts of the site as it was takes none of them for one of the site as it is."""
    before, same, after = (
        indexed(tmp_path / name, changed=changed) for name, changed in (("a", ""), ("b", ""), ("c", "Storm"))
    )
    assert names(before) == names(same)
    assert set(names(before)) & set(names(after)) == set()


def test_languages_of_one_site_share_no_name(tmp_path: Path) -> None:
    """Pages in two languages have an index each, and both are whole."""
    indexed(tmp_path / "site", n=4, language="de")
    for number in range(4):
        (tmp_path / "site" / f"{number:02}").rename(tmp_path / "site" / f"1{number}")
    (tmp_path / "site-state").rename(tmp_path / "old")
    shutil.rmtree(tmp_path / "site" / "pagefind")
    index = indexed(tmp_path / "site", n=4)
    assert len(names(index)) == 8
    assert sorted(map(len, json.loads((index / "days.json").read_text("utf-8")).values())) == [4, 4]


@pytest.fixture
def listed_anyhow() -> Iterator[Path]:
    """A folder on a disk that lists files as they came, the last first; others list them by what they make of names."""
    memory = Path("/dev/shm")  # noqa: S108 - a folder of its own is made there
    if not os.access(memory, os.W_OK):
        pytest.skip("this system has no disk in memory")
    with TemporaryDirectory(dir=memory) as folder:
        yield Path(folder)


def test_the_disk_s_own_order_is_not_the_index_s(listed_anyhow: Path, tmp_path: Path) -> None:
    """Whatever order a disk lists the pages in, the same pages have the same numbers, and the index the same bytes."""
    here = indexed(tmp_path / "site")
    for name, step in (("forth", 1), ("back", -1)):
        site = listed_anyhow / name
        for page in sorted((tmp_path / "site").glob("*/index.html"))[::step]:
            (site / page.parent.name).mkdir(parents=True)
            shutil.copy(page, site / page.parent.name)
        (listed_anyhow / f"{name}-state").mkdir()
        assert search.index(site, state=listed_anyhow / f"{name}-state") is not None
        there = site / "pagefind"
        files = {p.relative_to(here) for p in here.rglob("*") if p.is_file()}
        assert files == {p.relative_to(there) for p in there.rglob("*") if p.is_file()}
        assert [p for p in files if (here / p).read_bytes() != (there / p).read_bytes()] == []


def test_the_beginning_grows_by_few_bytes_a_page(tmp_path: Path) -> None:
    """Less than three bytes a page, so that search begins with less than 100 KB on a site as large as a host takes."""
    size = {
        n: sum(file.stat().st_size for file in indexed(tmp_path / str(n), n=n).glob("*.pf_meta"))
        for n in (100, 1_100)
    }
    assert (size[1_100] - size[100]) / 1_000 < 3


@pytest.mark.parametrize("garbage", [b"pagefind_dcd\x81\x00", b"pagefind_dcd\xff\xff", b""])
def test_an_index_of_another_form_is_an_error(tmp_path: Path, garbage: bytes) -> None:
    """An indexer that writes otherwise than the one known here is named; nothing is guessed."""
    index = indexed(tmp_path / "site")
    head = next(index.glob("*.pf_meta"))
    head.write_bytes(gzip.compress(garbage))
    with pytest.raises(SiteBuilderError, match=r"pagefind.*is not of a form that is known"):
        put_in_order(index)


def test_a_very_common_word_is_a_piece_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever looks for a rare word does not fetch the commonest one beside it; together the pieces have what the whole had."""
    whole = pieces(indexed(tmp_path / "whole", n=400))
    monkeypatch.setattr("generator.write.same_bytes._LARGE", 100)
    parted = pieces(indexed(tmp_path / "parted", n=400))

    assert len(parted) > len(whole)
    assert sorted(chain(*parted.values())) == sorted(chain(*whole.values()))
    for (first, last), words in parted.items():
        assert first <= json.loads(words[0])[0]
        assert json.loads(words[-1])[0] <= last
    assert all(before[1] < behind[0] for before, behind in pairwise(sorted(parted)))
