"""What whole runs of the hostile tests found, kept small: each was a traceback, a hang or gigabytes once."""

from __future__ import annotations

import json
import random
import time
import unicodedata
from typing import TYPE_CHECKING

import pytest

from generator.config import load_settings
from generator.errors import SettingsError, SiteBuilderError
from generator.model.normal_form import normal_form
from generator.read import Reading, ReadSettings, read_overrides, read_seeds
from generator.write.frame import frame_of

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "The council of Vell voted by nine to eight on Monday to close the old harbour for good."
SLIPS = (
    "!!float ",
    "!!int ",
    "!!timestamp 2025-99-",
    "!!bool perhaps",
    '"\\UFFFFFFFF"',
    '"\\U00110000"',
    "!!binary é",
    "9" * 5_000,
)
"""Values on which the library for YAML raises errors of eight kinds that are not its own."""
IN_WRITING = tuple(slip for slip in SLIPS if "\\U" in slip)
"""Those that are wrong as they are written, whatever they are to become."""
MARKS = [c for c in map(chr, range(0x20000)) if unicodedata.combining(c)] + ["\u0f73", "\u0f75", "\u0f81"]


def read(project: Path, seeds: dict[str, str], **settings: int) -> Reading:
    """Read some seeds."""
    (project / "seeds").mkdir(exist_ok=True)
    for name, content in seeds.items():
        (project / "seeds" / name).write_text(content, "utf-8")
    return read_seeds(project, project / "seeds", ReadSettings(language="en", **settings))


@pytest.mark.parametrize("value", SLIPS)
def test_a_value_that_yaml_stumbles_over_is_a_wrong_setting(tmp_path: Path, value: str) -> None:
    """A setting with such a value is named with its line, and so is one that only the site's builder reads."""
    config = tmp_path / "mkdocs.yml"
    config.write_text(f"extra:\n  broadsheet:\n    publish: {value}\n", "utf-8")
    with pytest.raises(SettingsError, match=r"^mkdocs\.yml:3: "):
        load_settings(tmp_path)
    config.write_text(f"site_name: A\nsite_author: {value}\n", "utf-8")
    with pytest.raises(SiteBuilderError, match="it could not be read"):
        frame_of(config=config, theme=tmp_path, nav=(), state=tmp_path, source_date=0, extra={})


@pytest.mark.parametrize("value", IN_WRITING)
def test_an_escape_of_no_character_is_a_clear_error_in_each_file(tmp_path: Path, value: str) -> None:
    """In front matter, a sidecar and the corrections it is told with its line, and the other seeds are read."""
    reading = read(
        tmp_path,
        {
            "a.md": f"---\ntags: a\ntitle: {value}\n---\n{TEXT}",
            "b.txt": TEXT,
            "b.yml": f"tags: a\ntitle: {value}",
            "c.txt": TEXT,
        },
    )
    assert [a.id for a in reading.articles] == ["c"]
    assert [p.where for p in reading.problems] == ["seeds/a.md:3", "seeds/b.yml:2"]
    assert all("is not YAML (a value in it cannot be read)" in p.what for p in reading.problems)
    (tmp_path / "seeds" / "overrides.yml").write_text(f"actors:\n  drop: [{value}]\n", "utf-8")
    _, (problem,) = read_overrides(tmp_path, "seeds/overrides.yml")
    assert problem.where == "seeds/overrides.yml:2"


@pytest.mark.parametrize("value", SLIPS)
def test_a_value_that_yaml_stumbles_over_is_a_text_in_metadata(tmp_path: Path, value: str) -> None:
    """Nothing is made of what front matter says: what is written properly is that text, with a tag or without."""
    reading = read(tmp_path, {"a.md": f"---\nlicence: {value}\n---\n{TEXT}", "c.txt": TEXT})
    assert "c" in [a.id for a in reading.articles]
    assert all(p.place == "seeds/a.md" for p in reading.problems)


def test_an_address_begins_in_small_letters(tmp_path: Path) -> None:
    """`HTTPS://` is `https://`: whatever asks how an address begins has one answer (found by atheris)."""
    reading = read(tmp_path, {"a.md": f"---\nurl: HttpS://News.example/A\n---\n{TEXT}"})
    assert [a.url for a in reading.articles] == ["https://News.example/A"]


def test_normal_forms_are_the_librarys() -> None:
    """Composed and decomposed texts are what Unicode's own rules make of them, however many marks stand in a row."""
    chance = random.Random(8)  # noqa: S311 - no secret
    starters = ["a", "é", "ệ", "\u1e9b", "가", "\uff9e", "\u00a8", "", "שׁ"]
    for _ in range(300):
        parts = (
            chance.choice(starters) + "".join(chance.choices(MARKS, k=chance.choice((0, 1, 99, 100, 250))))
            for _ in range(4)
        )
        text = "".join(parts)
        assert normal_form("NFC", text) == unicodedata.normalize("NFC", text)
        assert normal_form("NFKD", text) == unicodedata.normalize("NFKD", text)


def test_marks_cost_no_more_than_letters(tmp_path: Path) -> None:
    """A letter with 300,000 accents is read in a moment, wherever it stands, and refused or left out by its size."""
    odd = "a" + "\u0301\u0327" * 150_000
    begun = time.process_time()
    reading = read(
        tmp_path,
        {
            "a.txt": odd,
            "b.md": f"# {odd}\n\n{TEXT}",
            "c.html": f"<title>{odd}</title><article><p>{TEXT}</p></article>",
            "d.jsonl": json.dumps({"title": odd, "text": TEXT}) + "\n" + json.dumps({"text": odd}),
        },
    )
    assert time.process_time() - begun < 10
    assert {p.place for p in reading.problems if p.severity == "error"} >= {"seeds/a.txt", "seeds/d.jsonl"}
    assert any("characters, more than 130,000" in p.what for p in reading.problems)


def test_very_many_lines_that_are_no_articles_are_counted(tmp_path: Path) -> None:
    """Of the lines of an archive that were left out the first 200 are told one by one, the others in one word."""
    good = json.dumps({"id": "good", "text": TEXT})
    reading = read(tmp_path, {"a.jsonl": "{}\n" * 300 + good})
    assert [a.id for a in reading.articles] == ["good"]
    assert [p.line for p in reading.problems] == [*range(1, 201), 300]
    assert reading.problems[-1].what == "100 more lines were left out, this one the last"
    assert sum(problem.n for problem in reading.problems) == 300
    again = read(tmp_path, {"a.jsonl": f"{good}\n" * 301})
    assert len(again.articles) == 1
    assert [p.line for p in again.problems] == [*range(2, 202), 301]


def test_an_archive_may_have_so_many_lines_that_cannot_be_read(tmp_path: Path) -> None:
    """As many as the setting says are passed over; behind one more the rest of the archive is left out, in words."""
    good = json.dumps({"id": "good", "text": TEXT})
    fits = read(tmp_path, {"a.jsonl": "{}\n" * 3 + good}, max_unreadable_lines=3)
    assert [a.id for a in fits.articles] == ["good"]
    over = read(tmp_path, {"a.jsonl": "{}\n" * 4 + good}, max_unreadable_lines=3)
    assert over.articles == ()
    assert str(over.problems[-1]) == (
        "seeds/a.jsonl:5: more than 3 lines hold no article that can be read; lines from here on were left out. "
        "Mend the lines above, or raise the setting `max_unreadable_lines`."
    )


def test_an_archive_may_have_so_many_articles(tmp_path: Path) -> None:
    """As many as the setting says are read, one more is told with its line and what to do."""
    lines = [json.dumps({"id": str(i), "text": TEXT}) for i in range(4)]
    fits = read(tmp_path, {"a.jsonl": "\n".join(lines[:3])}, max_archive_articles=3)
    assert (len(fits.articles), fits.problems) == (3, ())
    over = read(tmp_path, {"a.jsonl": "\n".join(lines)}, max_archive_articles=3)
    assert [a.id for a in over.articles] == ["0", "1", "2"]
    assert "seeds/a.jsonl:4: holds more than 3 articles; lines from here on" in str(over.problems[0])
    assert "`max_archive_articles`" in over.problems[0].remedy
