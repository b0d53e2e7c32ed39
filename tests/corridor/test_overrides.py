"""Overrides from file to page, over the newsroom: each key, stale ones, strict builds, and addresses that stay."""

from __future__ import annotations

import html
import random
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from generator.aggregate import join
from generator.analyse import Analyser
from generator.cli import DONE, FAILED, main
from generator.compose import compose
from generator.compose.slugs import actor_slugs, article_slugs
from generator.config import load_settings
from generator.model import ActorOverrides, Entry, Merge, Overrides
from generator.read import read_seeds

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.config import Settings
    from generator.model import Corpus

pytestmark = [pytest.mark.model, pytest.mark.usefixtures("needs_model")]

PROJECT = Path(__file__).resolve().parents[2]
NEWSROOM = PROJECT / "tests" / "newsroom"

OVERRIDES = """\
actors:
  merge:
    - {into: "Liudmyla Oresh", from: ["Lyudmila Oresh"]}
  kind:
    - {name: "Zelmgrad", kind: country}
  rename:
    - {from: "North Gulf Fisheries Commission", to: "Gulf Fisheries Commission"}
  facts:
    - {name: "Liudmyla Oresh", wikidata: Q42, description: "Fisheries minister of <Karsovia>"}
quotes:
  speaker:
    - {article: "herring-deal", text: "leaving with a smaller one", speaker: "Sveinn Tolvard"}
    - {article: "seeds/herring-deal.txt", text: "A camera sees what it is pointed at", speaker: "Otto Vreeswijk"}
  drop:
    - {article: "smaller-harbor", text: "ordering dinner for four"}
topics:
  pin: ["herring"]
"""


@pytest.fixture(scope="module")
def settings() -> Settings:
    """The newsroom's settings."""
    return load_settings(NEWSROOM)


@pytest.fixture(scope="module")
def entries(settings: Settings) -> tuple[Entry, ...]:
    """Every article of the newsroom, analysed once."""
    analyser = Analyser(settings=settings.analyse)
    read = read_seeds(settings.project, settings.project / settings.seeds, settings.read)
    return tuple(Entry(article=a, analysis=analyser(a)) for a in read.articles)


def project(folder: Path, overrides: str, *seeds: str) -> Path:
    """Make a project with some of the newsroom's seeds and return its folder."""
    (folder / "seeds").mkdir(parents=True)
    for seed in seeds:
        shutil.copy(NEWSROOM / "seeds" / seed, folder / "seeds")
    if overrides:
        (folder / "seeds" / "overrides.yml").write_text(overrides, "utf-8")
    return folder


HERRING = (
    "courier/herring-deal.txt",
    "norwind/herring-talks-stall.txt",
    "norwind/herring-talks-stall.yml",
    "examiner/karsovia-sets-own-quota.md",
    "courier/smaller-harbor.txt",
    "sauvelle/lanterre-ferme-kettlebridge.md",
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a built project of five articles with overrides; tests leave it alone."""
    folder = project(tmp_path_factory.mktemp("corrected") / "project", OVERRIDES, *HERRING)
    (folder / "mkdocs.yml").write_text("site_name: X\nsite_url: https://desk.example/sub/\n", "utf-8")
    assert main(["build", "--project", str(folder), "-q"]) == DONE
    return folder


def page(built: Path, address: str) -> str:
    """Return a built page's HTML, its entities resolved."""
    return html.unescape((built / "site" / address / "index.html").read_text("utf-8"))


def test_a_merged_actor_has_one_page_and_the_other_address_leads_there(built: Path) -> None:
    """The page says that editors corrected it; the redirect works under any path, without scripts, unseen by search."""
    oresh = page(built, "actors/liudmyla-oresh")
    assert "In three articles" in oresh
    assert "Corrected by the editors" in oresh
    old = page(built, "actors/lyudmila-oresh")
    assert 'http-equiv="refresh" content="0; url=../liudmyla-oresh/"' in old
    assert '<meta name="robots" content="noindex">' in old
    assert '<link rel="canonical" href="../liudmyla-oresh/">' in old
    assert '<a href="../liudmyla-oresh/">' in old
    assert "<script" not in old
    assert "data-pagefind-body" not in old
    assert "lyudmila-oresh" not in (built / "site" / "sitemap.xml").read_text("utf-8")


def test_facts_stand_on_the_page_and_in_its_json_ld(built: Path) -> None:
    """Escaped in both."""
    oresh = page(built, "actors/liudmyla-oresh")
    assert "https://www.wikidata.org/wiki/Q42" in oresh
    assert "<Karsovia>" not in (built / "site" / "actors" / "liudmyla-oresh" / "index.html").read_text(
        "utf-8"
    )
    assert re.search(r'<script type="application/ld\+json">\{"@context":.*?"Person".*?</script>', oresh)


def test_a_corrected_quote_says_so_where_it_stands(built: Path) -> None:
    """Its speaker is the editors', on the article's page and on the speaker's, one made where nobody has the name."""
    (article,) = (built / "site" / "articles").glob("*agreed-on-tuesday*/index.html")
    assert "Speaker corrected by the editors" in article.read_text("utf-8")
    assert "leaving with a smaller one" in page(built, "actors/sveinn-tolvard")
    assert "A camera sees" in page(built, "actors/otto-vreeswijk")
    assert "leaving with a smaller one" not in page(built, "actors/liudmyla-oresh")


def test_the_build_report_lists_what_was_corrected(built: Path) -> None:
    """Each override that applied, with what it was before and its line."""
    report = page(built, "build-report")
    assert "What was corrected" in report
    for line in (
        "overrides.yml:3",
        "overrides.yml:7",
        "overrides.yml:9",
        "overrides.yml:12",
        "overrides.yml:13",
    ):
        assert line in report, line
    assert "said by Liudmyla Oresh" in report
    assert "Gulf Fisheries Commission" in page(built, "actors/gulf-fisheries-commission")
    assert "gulf-fisheries-commission" in page(built, "actors/north-gulf-fisheries-commission")


def test_the_review_page_is_there_with_lines_to_copy(built: Path) -> None:
    """Lines stand as they are to be copied, without a script."""
    review = page(built, "review")
    assert 'class="bs-line"' in review
    assert "    - {" in review


def test_overrides_analyse_nothing_anew(
    built: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A changed line takes what is stored, and taking the file away gives the site as it was without."""
    folder = tmp_path / "again"
    shutil.copytree(built, folder)
    (folder / "seeds" / "overrides.yml").unlink()
    assert main(["build", "--project", str(folder), "-v"]) == DONE
    assert "5 of 5 from the cache" in capsys.readouterr().out
    assert "Corrected" not in page(folder, "build-report")
    assert "Lyudmila Oresh" in page(folder, "actors/lyudmila-oresh")


STALE = """\
actors:
  drop: ["Liudmyla Oreshh"]
quotes:
  speaker:
    - {article: "herring-dael", text: "a", speaker: "b"}
    - {article: "herring-deal", text: "words that nobody wrote", speaker: "Liudmyla Oresh"}
nonsense: 1
"""


def test_stale_overrides_are_told_by_check_and_fail_a_strict_build(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`check` tests articles and words always, names after a build; it writes nothing."""
    folder = project(tmp_path / "stale", STALE, "courier/herring-deal.txt")
    before = sorted(folder.rglob("*"))
    assert main(["check", "--project", str(folder)]) == DONE
    told = capsys.readouterr().err
    assert "overrides.yml:5: there is no article “herring-dael”" in told
    assert "overrides.yml:6: these words do not stand" in told
    assert "overrides.yml:7: The file has no key `nonsense`" in told
    assert "overrides.yml:2" not in told
    assert "were not tested" in told
    assert sorted(folder.rglob("*")) == before
    assert main(["check", "--project", str(folder), "--strict", "-q"]) == FAILED
    assert main(["build", "--project", str(folder), "-q"]) == DONE
    assert main(["build", "--project", str(folder), "-q", "--strict"]) == FAILED
    capsys.readouterr()
    state = {p: p.read_bytes() for p in (folder / ".broadsheet").rglob("*") if p.is_file()}
    assert main(["check", "--project", str(folder)]) == DONE
    told = capsys.readouterr().err
    assert "overrides.yml:2: there is no actor “Liudmyla Oreshh”. Did you mean “Liudmyla Oresh”" in told
    assert "were not tested" not in told
    assert {p: p.read_bytes() for p in (folder / ".broadsheet").rglob("*") if p.is_file()} == state


def test_an_explanation_tells_what_editors_corrected(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The command explains what was found, then names the override's line."""
    assert main(["explain", "--project", str(built), "herring-deal"]) == DONE
    rows = capsys.readouterr().out.splitlines()
    identity = next(row.split()[0] for row in rows if "leaving with a smaller one" in row)
    assert main(["explain", "--project", str(built), "herring-deal", identity]) == DONE
    *_, heading, line = capsys.readouterr().out.splitlines()
    assert heading == "Corrected by the editors"
    assert line == "  seeds/overrides.yml:12: was said by Liudmyla Oresh, is now said by Sveinn Tolvard"


def test_another_file_can_be_named_and_must_be_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The setting `overrides`; inside the seeds' folder it is no seed either."""
    folder = project(tmp_path / "named", "", "courier/herring-deal.txt")
    (folder / "mkdocs.yml").write_text(
        "extra:\n  broadsheet:\n    overrides: seeds/desk/fixes.yml\n", "utf-8"
    )
    assert main(["check", "--project", str(folder), "--strict"]) == FAILED
    assert "seeds/desk/fixes.yml: there is no such file" in capsys.readouterr().err
    (folder / "seeds" / "desk").mkdir()
    (folder / "seeds" / "desk" / "fixes.yml").write_text("actors:\n", "utf-8")
    assert main(["check", "--project", str(folder), "--strict"]) == DONE


def test_the_readmes_before_and_after_are_true(settings: Settings, entries: tuple[Entry, ...]) -> None:
    """The newsroom's pages say what the README's table says, with its override and without."""
    readme = (PROJECT / "README.md").read_text("utf-8")
    rows = dict(re.findall(r"^\| \*(L\w+ Oresh)\* \| (.+?) \| .+ \|$", readme, re.MULTILINE))
    after = re.search(r"^\| \*Liudmyla Oresh\* \| .+? \| (.+) \|$", readme, re.MULTILINE)
    assert after is not None
    pages = {
        p.title: p.description for p in compose(join(entries, (), settings.aggregate), settings.compose).pages
    }
    for name, words in rows.items():
        assert f"{name}: {words};" in pages[name]
    merge = Merge(line=1, into="Liudmyla Oresh", names=("Lyudmila Oresh",))
    overrides = Overrides(actors=ActorOverrides(merge=(merge,)))
    corrected = compose(join(entries, (), settings.aggregate, overrides), settings.compose).pages
    assert f"Liudmyla Oresh: {after[1]};" in next(
        p.description for p in corrected if p.kind == "actor" and p.title == "Liudmyla Oresh"
    )


def addresses(
    entries: Iterable[Entry], settings: Settings
) -> tuple[dict[tuple[str, str], tuple[str, tuple[str, str]]], dict[str, str], dict[str, str]]:
    """Return (article, its actor) → address and name; former address → the one it leads to; article → address."""
    corpus: Corpus = join(entries, (), settings.aggregate)
    slugs = actor_slugs(corpus.actors)
    own = {
        (s.article, s.actor): (slugs[a.id], (a.canonical_name, a.kind))
        for a in corpus.actors
        for s in a.appearances
    }
    leads = {
        p.path.split("/")[1]: p.view.href.strip("./")  # type: ignore[attr-defined]
        for p in compose(corpus, settings.compose).pages
        if p.kind == "redirect" and p.path.startswith("actors/")
    }
    return own, leads, article_slugs(e.article for e in corpus.entries)


def parts(entries: tuple[Entry, ...]) -> list[tuple[Entry, ...]]:
    """Return the newsroom without each of some articles, and some halves of it."""
    chance = random.Random(4)  # noqa: S311 - the same halves every time
    without = [tuple(e for e in entries if e is not one) for one in entries[::5]]
    halves = [tuple(e for e in entries if chance.random() < 0.5) for _ in range(5)]
    return without + halves


def test_addresses_stay_when_other_articles_come_and_go(
    settings: Settings, entries: tuple[Entry, ...]
) -> None:
    """Whoever is called the same and is taken for the same has the same address, and so has every article."""
    whole, leads, articles = addresses(entries, settings)
    pages = {address for address, _ in whole.values()}
    for part in parts(entries):
        own, _, some = addresses(part, settings)
        for local, (address, name) in own.items():
            if whole.get(local, ("", ("", "")))[1] != name or whole[local][0] == address:
                continue
            # Only a surname by itself has an address by article: that of the oldest, to which the others' lead.
            assert (" " in name[0], name[1]) == (False, "person"), (local, name)
            assert leads.get(address) == whole[local][0] or address in pages, (local, name)
        assert all(articles[i] == slug for i, slug in some.items())


def test_an_address_that_changes_leads_on(settings: Settings, entries: tuple[Entry, ...]) -> None:
    """When articles come, an address of before is the actor's still, leads to it, or is by now another actor's own."""
    whole, leads, _ = addresses(entries, settings)
    pages = {address for address, _ in whole.values()}
    for part in parts(entries):
        own, _, _ = addresses(part, settings)
        for local, (address, name) in own.items():
            if local not in whole or whole[local][0] == address or address in pages:
                continue
            assert leads.get(address) == whole[local][0], (local, name, address)
