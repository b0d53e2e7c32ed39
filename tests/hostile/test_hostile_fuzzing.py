"""Whatever the bytes: a value or a problem, in time, and nothing written where it must not be."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import odd_inputs as odd
import pytest
import targets
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from odd_inputs import JSON, LAYOUT, MARKS, MARKUP, VALUES, edited, originals, saved, words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

OVERRIDES = (Path(__file__).parents[2] / "docs" / "overrides.md").read_text("utf-8")
SETTINGS = (Path(__file__).parents[2] / "mkdocs.yml").read_text("utf-8")

DATED_HEADING = (
    "PELLAVERE, Lutavia —Hana Vukelja\nVeldoria and Karsovia agreed on Tuesday to share the fish of the Orlik bank "
    "for ten years, ending a dispute that had lasted for three winters."
)
"""Once had a dateline in a line that was no part of the story."""
SIGNS_FIRST = b"~\n>(\n\nF"
"""Once had no title, its first line of a story being a bracket; atheris found it."""
TWICE = "B\u0301\U0004169e: 0\nB\u0301\U0004169e: 0".encode()
"""Once made a problem that no terminal can show."""
UNREADABLE = tuple(
    (f"extra:\n  broadsheet:\n    {line}\n".encode(),)
    for line in (
        "publish: 2025-03-28T25:61:61Z",
        "publish: 2025-03-28T10:00:00+99:99",
        "publish: 0000-00-00",
        f"max_bytes: {'9' * 5_000}",
        "not_seeds: &a [*a]",
        "publish: !!int x",
    )
)
"""Settings that once ended in a traceback."""


WHOLE = {
    ".txt": 9_000,
    ".md": 9_000,
    ".html": 7_000,
    ".jsonl": 8_000,
    ".jsonl.gz": 5_000,
    "sidecar": 15_000,
    "extract's lines": 10_000,
    "layout": 20_000,
    "quotation marks": 45_000,
    "escaping": 40_000,
    "front matter": 20_000,
    "overrides": 9_000,
    "settings": 9_000,
}
"""Inputs of each target in `make soak`."""


class Fuzz:
    """Gives a test as many inputs as are wanted, and counts them."""

    def __init__(self, rounds: Callable[[int, int], int], tried: Callable[..., None]) -> None:
        """Take the fixtures."""
        self._rounds, self._tried = rounds, tried

    def __call__(
        self,
        what: str,
        inputs: st.SearchStrategy[Any],
        test: Callable[..., None],
        sample: int,
        *found: tuple[Any, ...],
    ) -> None:
        """Give `test` inputs that are tuples of arguments; `found` are those that once broke something."""
        n_tried = 0

        def once(arguments: tuple[Any, ...]) -> None:
            nonlocal n_tried
            n_tried += 1
            test(*arguments)

        n = self._rounds(sample, WHOLE[what])
        counted = settings(
            max_examples=n,
            deadline=None,
            database=None,
            derandomize=n == sample,
            suppress_health_check=list(HealthCheck),
        )
        run = counted(given(inputs)(once))
        for arguments in found:
            run = example(arguments)(run)
        is_sound = False
        try:
            run()
            is_sound = True
        finally:
            self._tried(f"fuzzing: {what}", n_tried, n_failed=not is_sound)


@pytest.fixture
def fuzz(rounds: Callable[[int, int], int], tried: Callable[..., None]) -> Fuzz:
    """What gives a test its inputs."""
    return Fuzz(rounds, tried)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with an empty folder of seeds."""
    (tmp_path / "seeds").mkdir()
    return tmp_path


TEXT = {
    ".txt": edited(originals(".txt"), *LAYOUT) | words(*LAYOUT),
    ".md": edited(originals(".md"), *MARKUP)
    | words(*MARKUP)
    | st.tuples(odd.front_matter(), words()).map("---\n{0[0]}\n---\n{0[1]}".format),
    ".html": edited(originals(".html"), *MARKUP) | words(*MARKUP),
    ".jsonl": odd.lines(odd.records()) | words(*JSON),
}


def test_enough_is_tried() -> None:
    """More than 200,000 inputs in all."""
    assert sum(WHOLE.values()) >= 205_000


@pytest.mark.parametrize("suffix", TEXT)
def test_any_file_is_read_or_refused(suffix: str, project: Path, fuzz: Fuzz) -> None:
    """A file of any content is an article that holds together, or a problem with place and remedy."""
    sidecar = st.none() if suffix == ".jsonl" else st.none() | saved(odd.front_matter())
    inputs = st.tuples(saved(TEXT[suffix]), sidecar)
    found = [(SIGNS_FIRST, None)] if suffix == ".md" else []
    fuzz(suffix, inputs, lambda data, beside: targets.read_file(project, suffix, data, beside), 60, *found)


def test_any_packed_archive_is_read_or_refused(project: Path, fuzz: Fuzz) -> None:
    """So is an archive that is packed, whole or cut off."""
    inputs = st.tuples(saved(TEXT[".jsonl"]), st.integers(-20, 30).map(lambda n: max(n, 0)))
    fuzz(".jsonl.gz", inputs, lambda data, cut: targets.gzipped(project, data, cut), 50)


def test_any_sidecar_is_read_or_refused(project: Path, fuzz: Fuzz) -> None:
    """So is an article with any sidecar."""
    inputs = st.tuples(saved(odd.front_matter() | edited(originals(".yml"), *VALUES) | words(*VALUES)))
    fuzz(
        "sidecar",
        inputs,
        lambda beside: targets.read_file(project, ".txt", b"Some words.", beside),
        50,
        (TWICE,),
    )


def test_any_record_is_read_or_refused(fuzz: Fuzz) -> None:
    """So is any value as a line of `extract`, its text exactly as it is."""
    fuzz("extract's lines", st.tuples(odd.records() | odd.values()), targets.record, 60)


def test_any_text_has_a_layout(fuzz: Fuzz) -> None:
    """Every text has its paragraphs in order, and every part of its layout stands in one of its kind."""
    inputs = st.tuples(edited(originals(".txt"), *LAYOUT) | words(*LAYOUT), st.none() | words(most=3))
    fuzz("layout", inputs, targets.layout, 100, (DATED_HEADING, None))


def test_any_quotation_marks_are_paired(fuzz: Fuzz) -> None:
    """Marked stretches stand in order, none in another, each with words between its marks."""
    fuzz("quotation marks", st.tuples(words(*MARKS, most=60)), targets.marks, 200)


def test_any_text_is_shown_as_itself(fuzz: Fuzz) -> None:
    """Text of any content is read in a page as exactly that text, and makes no element, attribute or key."""
    inputs = st.tuples(st.sampled_from(tuple(targets.CONTEXTS)), words(*MARKUP, most=12))
    fuzz("escaping", inputs, targets.escaping, 100)


def test_any_front_matter_is_read_or_refused(fuzz: Fuzz) -> None:
    """Front matter gives keys with lines that are in the file, or a problem."""
    block = st.tuples(
        odd.front_matter() | words(*VALUES), st.sampled_from(("---", "...", "--- ", "--", ""))
    ).map(lambda drawn: f"---\n{drawn[0]}\n{drawn[1]}\nWords.")
    fuzz(
        "front matter",
        st.tuples(block | edited(originals(".md"), *VALUES)),
        targets.front_matter,
        100,
    )


def blocks_of_yaml(text: str) -> Iterator[str]:
    """Yield the examples of a page of documentation."""
    for part in text.split("```yaml\n")[1:]:
        yield part.partition("```")[0]


def test_any_overrides_are_read_or_refused(project: Path, fuzz: Fuzz) -> None:
    """A file of corrections gives what can be used, and a problem for each line that cannot."""
    examples = ["\n".join(blocks_of_yaml(OVERRIDES)), *blocks_of_yaml(OVERRIDES)]
    inputs = st.tuples(
        saved(edited(examples, *VALUES, "merge:", "from:", "- {", "into: ", "wikidata: Q0") | words(*VALUES))
    )
    fuzz("overrides", inputs, lambda data: targets.overrides(project, data), 60)


def test_any_settings_are_read_or_refused(project: Path, fuzz: Fuzz) -> None:
    """Settings are read, or refused with one line that says what is wrong."""
    names = (
        "publish",
        "max_bytes",
        "excerpt_words",
        "language",
        "not_seeds",
        "min_confidence",
        "accent",
        "shards",
        "seeds",
        "model",
    )
    setting = st.tuples(st.sampled_from(names), st.sampled_from((*VALUES, *odd.PLACES)) | words(most=3)).map(
        lambda drawn: f"    {drawn[0]}: {drawn[1]}"
    )
    own = st.lists(setting, max_size=4).map(lambda drawn: "extra:\n  broadsheet:\n" + "\n".join(drawn))
    inputs = st.tuples(saved(own | edited([SETTINGS], *VALUES) | words(*VALUES)))
    fuzz("settings", inputs, lambda data: targets.settings(project, data), 60, *UNREADABLE)
