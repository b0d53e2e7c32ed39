"""The file of overrides: what it may hold, and that one mistake costs one entry and never the build."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
import yaml

from generator.model import (
    ActOf,
    ActorFacts,
    DroppedCondition,
    DroppedPosition,
    DroppedQuote,
    FactsOf,
    HolderOf,
    KindOf,
    Merge,
    Named,
    Overrides,
    Problem,
    Rename,
    SpeakerOf,
    Split,
)
from generator.read import ReadSettings, read_overrides, read_seeds

PROJECT = Path(__file__).resolve().parents[2]

WHOLE = """\
actors:
  merge:  [{into: "Emmanuel Macron", from: ["President Macron"]}]
  split:  [{name: "Smith", articles: ["a1"], into: "Jane Smith"}]
  rename: [{from: "Britain", to: "United Kingdom"}]
  kind:   [{name: "SWIFT", kind: organization}]
  drop:   ["Pool"]
  facts:  [{name: "Emmanuel Macron", wikidata: Q3052772, description: "One", url: "https://one.example/"}]
quotes:
  speaker: [{article: "000_1", text: "not the time", speaker: "Emmanuel Macron"}]
  drop:    [{article: "000_1", text: "peace through strength."}]
topics:
  merge:  [{into: "fees", from: ["fee", "levy"]}]
  rename: [{from: "fees", to: "harbor fees"}]
  drop:   ["Monday"]
  pin:    ["herring"]
positions:
  drop:   [{article: "a1", text: "planned to meet"}]
  act:    [{article: "a1", text: "ruled out sending", act: hopes for}]
  holder: [{article: "a1", text: "opposed sending", holder: "Giorgia Meloni"}]
conditions:
  drop:   [{article: "a1", text: "if all goes well"}]
"""


def read(folder: Path, text: str | bytes) -> tuple[Overrides, tuple[Problem, ...]]:
    """Return what a file with this text corrects, and its problems."""
    (folder / "seeds").mkdir(exist_ok=True)
    path = folder / "seeds" / "overrides.yml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_overrides(folder, "seeds/overrides.yml")


def only(problems: tuple[Problem, ...]) -> Problem:
    """Return the one problem."""
    (problem,) = problems
    return problem


def test_every_key_is_read_with_its_line(tmp_path: Path) -> None:
    """The documented file is understood whole."""
    found, problems = read(tmp_path, WHOLE)
    assert problems == ()
    assert found.place == "seeds/overrides.yml"
    actors, quotes, topics = found.actors, found.quotes, found.topics
    assert actors.merge == (Merge(line=2, into="Emmanuel Macron", names=("President Macron",)),)
    assert actors.split == (Split(line=3, name="Smith", articles=("a1",), into="Jane Smith"),)
    assert actors.rename == (Rename(line=4, name="Britain", to="United Kingdom"),)
    assert actors.kind == (KindOf(line=5, name="SWIFT", kind="organization"),)
    assert actors.drop == (Named(line=6, name="Pool"),)
    facts = ActorFacts(wikidata="Q3052772", description="One", url="https://one.example/")
    assert actors.facts == (FactsOf(line=7, name="Emmanuel Macron", facts=facts),)
    said = SpeakerOf(line=9, article="000_1", text="not the time", speaker="Emmanuel Macron")
    assert quotes.speaker == (said,)
    assert quotes.drop == (DroppedQuote(line=10, article="000_1", text="peace through strength."),)
    assert topics.merge == (Merge(line=12, into="fees", names=("fee", "levy")),)
    assert topics.rename == (Rename(line=13, name="fees", to="harbor fees"),)
    positions = found.positions
    assert positions.drop == (DroppedPosition(line=17, article="a1", text="planned to meet"),)
    assert positions.act == (ActOf(line=18, article="a1", text="ruled out sending", act="hopes for"),)
    held = HolderOf(line=19, article="a1", text="opposed sending", holder="Giorgia Meloni")
    assert positions.holder == (held,)
    assert found.conditions.drop == (DroppedCondition(line=21, article="a1", text="if all goes well"),)
    assert (topics.drop, topics.pin) == ((Named(line=14, name="Monday"),), (Named(line=15, name="herring"),))


def test_every_example_of_the_documentation_is_understood(tmp_path: Path) -> None:
    """Each YAML block of docs/overrides.md and of the README's part on correcting is a file without problems."""
    blocks = [
        block.partition("```")[0]
        for page in ("docs/overrides.md", "README.md")
        for block in (PROJECT / page).read_text("utf-8").split("```yaml\n")[1:]
    ]
    assert len(blocks) > 10
    keys = set()
    for block in blocks:
        found, problems = read(tmp_path, block)
        assert problems == (), block
        assert found != Overrides(place=found.place), block
        keys |= {(section, key) for section, below in yaml.safe_load(block).items() for key in below}
    documented = yaml.safe_load(WHOLE)
    assert keys == {(section, key) for section, below in documented.items() for key in below}


@pytest.mark.parametrize(
    "text", ["", "\n", "# nothing yet\n", "actors:\n", "actors:\n  merge: []\n  drop:\n"]
)
def test_what_is_empty_corrects_nothing(tmp_path: Path, text: str) -> None:
    """An empty file, section or key is no mistake."""
    assert read(tmp_path, text) == (Overrides(place="seeds/overrides.yml"), ())


def test_a_file_that_is_not_there_corrects_nothing(tmp_path: Path) -> None:
    """Only a file that the settings name must be there."""
    assert read_overrides(tmp_path, "seeds/overrides.yml")[1] == ()
    problem = only(read_overrides(tmp_path, "seeds/overrides.yml", is_required=True)[1])
    assert problem.severity == "error"


@pytest.mark.parametrize(
    ("wrong", "line", "what"),
    [
        ("actors:\n  merg: []", 2, "Did you mean `merge`"),
        ("actor:\n  merge: []", 1, "Did you mean `actors`"),
        ("position:\n  drop: []", 1, "Did you mean `positions`"),
        ("conditions:\n  holder: []", 2, "has no key `holder`"),
        ("positions:\n  act:\n    - {article: a, text: b, act: oposes}", 3, "Did you mean `opposes`"),
        ("positions:\n  act:\n    - {article: a, text: b, act: sings}", 3, "Write one of supports, opposes"),
        ("positions:\n  holder:\n    - {article: a, text: b}", 3, "has no `holder`"),
        ("actors: []", 1, "holds no keys"),
        ("actors:\n  merge: {into: a, from: [b]}", 2, "is not a list"),
        ("actors:\n  merge: [a]", 2, "no group of keys"),
        ("actors:\n  merge:\n    - {into: a}", 3, "has no `from`"),
        ("actors:\n  merge:\n    - {into: a, from: []}", 3, "is an empty list"),
        ("actors:\n  merge:\n    - {into: a, from: [[b]]}", 3, "is not a text"),
        ("actors:\n  merge:\n    - {into: {x: y}, from: [b]}", 3, "is not a text"),
        ("actors:\n  kind:\n    - {name: a, kind: planet}", 3, "Write one of person, organization"),
        ("actors:\n  drop:\n    - ", 3, "is empty"),
        ("actors:\n  facts:\n    - {name: a}", 3, "says nothing of it"),
        ("actors:\n  drop: [a]\n  drop: [b]", 3, "stands here again"),
        ("quotes:\n  speaker:\n    - {article: a, text: b, text: c, speaker: d}", 3, "stands here again"),
        ("topics: 3", 1, "holds no keys"),
        (f"actors:\n  drop: [{'x' * 2000}]", 2, "is longer than"),
        ("actors:\n  rename:\n    - {from: a, to: b, too: c}", 3, "has no key `too`"),
    ],
)
def test_a_mistake_is_told_with_its_line_and_costs_no_other_entry(
    tmp_path: Path, wrong: str, line: int, what: str
) -> None:
    """File, line and what to do; all that stands beside it applies."""
    section = "quotes" if wrong.startswith("actors") else "actors"
    right = {"quotes": "\nquotes:\n  drop: [{article: a, text: b}]\n", "actors": "\nactors:\n  pin: []\n"}
    good = right["quotes"] if section == "quotes" else '\nactors:\n  drop: ["Pool"]\n'
    found, problems = read(tmp_path, wrong + good)
    assert problems[0].line == line
    assert problems[0].place == "seeds/overrides.yml"
    assert problems[0].severity == "error"
    assert what in str(problems[0])
    assert len(problems) == 1
    assert found.quotes.drop if section == "quotes" else found.actors.drop


@pytest.mark.parametrize(
    ("field", "is_kept"),
    [
        ("wikidata: Q0", False),
        ("wikidata: q42", False),
        ('wikidata: "Q1\\nQ2"', False),
        ("url: javascript:alert(1)", False),
        ('url: "https://x.example/\\"><script>"', False),
        ("url: https://user:word@x.example/", False),
        ('url: "https://x.example/a?b=1"', True),
    ],
)
def test_facts_are_checked_each_by_itself(tmp_path: Path, field: str, is_kept: bool) -> None:  # noqa: FBT001 - a table
    """What cannot be an id or address is left out; what stands beside it stays."""
    found, problems = read(tmp_path, f'actors:\n  facts:\n    - {{name: A, description: "B", {field}}}\n')
    (facts,) = found.actors.facts
    assert facts.facts.description == "B"
    assert (len(problems) == 0) == is_kept
    assert (facts.facts.url or facts.facts.wikidata or "") == (
        field.partition(": ")[2].strip('"') if is_kept else ""
    )


BOMB = "a: &a [x]\n" + "\n".join(
    f"{c}: &{c} [*{p}, *{p}]" for p, c in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    "text",
    [
        BOMB,
        "actors: &x {drop: [*x]}",
        "[" * 200_000,
        "{a: " * 100_000,
        "- " * 100_000,
        "? " * 50_000,
        "actors: !!python/object/apply:os.system [x]",
        "actors: {drop: [!x y]}",
        'actors: {drop: ["a',
        "actors:\n\tdrop: [x]",
        "---\nactors:\n---\nquotes:\n",
        b"actors: {drop: [\xff]}",
        b"actors: {drop: [\x00]}",
        "#" + "x" * 1_000_001,
        '"' * 90_001,
    ],
    ids=lambda text: repr(text[:20]),
)
def test_a_hostile_file_is_refused_at_once(tmp_path: Path, text: str | bytes) -> None:
    """Bombs, tags, depths and broken bytes: at least one problem with the file's name, in no time, and nothing applies."""
    began = time.perf_counter()
    found, problems = read(tmp_path, text)
    assert time.perf_counter() - began < 5
    assert found == Overrides(place="seeds/overrides.yml")
    assert problems
    assert all(p.place == "seeds/overrides.yml" and p.severity == "error" for p in problems)


def test_very_many_mistakes_are_cut_short(tmp_path: Path) -> None:
    """A report of ten thousand lines helps nobody."""
    _, problems = read(tmp_path, "actors:\n  merge:\n" + "    - x\n" * 10_000)
    assert len(problems) == 201
    assert "9800 more" in problems[-1].what


def test_a_folder_or_a_link_to_nowhere_is_told(tmp_path: Path) -> None:
    """What is no file is a problem, not a crash."""
    (tmp_path / "seeds" / "overrides.yml").mkdir(parents=True)
    assert "not an ordinary file" in only(read_overrides(tmp_path, "seeds/overrides.yml")[1]).what
    (tmp_path / "link.yml").symlink_to("nowhere.yml")
    assert "cannot be read" in only(read_overrides(tmp_path, "link.yml")[1]).what


def test_a_link_to_another_folder_is_not_followed(tmp_path: Path) -> None:
    """Whoever may lay a link into the seeds reads no other file by it; a linked folder of seeds is the owner's."""
    (tmp_path / "secrets").mkdir()
    (tmp_path / "secrets" / "token").write_text("a-secret-key: x\n", "utf-8")
    (tmp_path / "overrides.yml").symlink_to("secrets/token")
    problem = only(read_overrides(tmp_path, "overrides.yml")[1])
    assert (problem.severity, problem.place) == ("error", "overrides.yml")
    assert "the link leads out of its folder" in problem.what
    assert "secret" not in str(problem)
    (tmp_path / "secrets" / "overrides.yml").write_text("actors:\n  drop: [Pool]\n", "utf-8")
    (tmp_path / "seeds").symlink_to("secrets")
    found, problems = read_overrides(tmp_path, "seeds/overrides.yml")
    assert (len(found.actors.drop), problems) == (1, ())


def test_the_file_is_never_a_seed(tmp_path: Path) -> None:
    """Neither an article nor a sidecar without one."""
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "overrides.yml").write_text(WHOLE, "utf-8")
    (tmp_path / "seeds" / "overrides.txt").write_text("One said two.\n", "utf-8")
    reading = read_seeds(tmp_path, tmp_path / "seeds", ReadSettings())
    assert [a.id for a in reading.articles] == ["overrides"]
    assert reading.problems == ()
