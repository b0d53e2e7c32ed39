"""`broadsheet explain`: how a quote of the newsroom or the real seed was found."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import get_args

import pytest

from generator.analyse import Analyser
from generator.cli import DONE, FAILED, WRONG_USE, main
from generator.compose import Words
from generator.compose.attribution import rule_words
from generator.compose.explanation import HOW_WORDS, WAY_WORDS, explained, spans_of
from generator.compose.settings import ComposeSettings
from generator.compose.slugs import article_slugs
from generator.config import load_settings
from generator.model import Analysis, Article, Explanation, Way
from generator.read import lines_in_seed, read_seeds

pytestmark = pytest.mark.usefixtures("needs_model")

ROOT = Path(__file__).resolve().parents[2]
NEWSROOM = ROOT / "tests" / "newsroom"
SEED = "000_9d82fa3110da9c7e"

Case = tuple[Path, Article, Analysis, Explanation]


@pytest.fixture(scope="module")
def cases() -> list[Case]:
    """Return every quote of the newsroom and the real seed with its explanation."""
    found = []
    for project in (ROOT, NEWSROOM):
        settings = load_settings(project)
        for article in read_seeds(project, project / settings.seeds, settings.read).articles:
            analysis, explanations = Analyser(settings=settings.analyse).explain(article)
            found += [(project, article, analysis, e) for e in explanations]
    return found


def told(case: Case) -> str:
    """Return an explanation as the command prints it."""
    project, article, analysis, explanation = case
    lines = lines_in_seed(project, article, spans_of(explanation))
    parts = explained(article, analysis, explanation, ComposeSettings(), lines)
    return "\n".join(line for part in parts for line in (part.heading, *part.lines))


def said(capsys: pytest.CaptureFixture[str], *arguments: str, project: Path = ROOT) -> tuple[int, str, str]:
    """Run the command and return its exit code, output and complaints."""
    code = main(["explain", "--project", str(project), *arguments])
    shown = capsys.readouterr()
    return code, shown.out, shown.err


def one(cases: list[Case], way: Way) -> Case:
    """Return a quote whose source was taken for `way`."""
    return next(case for case in cases if case[3].way == way)


def test_every_quote_can_be_explained(cases: list[Case]) -> None:
    """Each explanation names the quote, its rule in words, its confidence and what pages say."""
    assert len(cases) > 300
    for case in cases:
        text, quote = told(case), case[3].quote
        assert quote.id in text.splitlines()[0]
        assert rule_words(Words(), quote.rule) in text
        assert f"= {quote.confidence:.2f}" in text
        assert text.splitlines()[-2].startswith(("What pages say", "pages show it"))


def test_every_taken_speaker_was_considered(cases: list[Case]) -> None:
    """Whoever speaks, or may speak, is among those whom resolution looked at, and was not ruled out."""
    for _, _, _, explanation in cases:
        quote = explanation.quote
        fitting = {c.actor for c in explanation.considered if c.fits}
        named = {quote.speaker} - {None} | {*quote.joint_speakers, *quote.candidates}
        assert named <= fitting, quote


def test_every_path_begins_with_the_cue_and_ends_at_the_source(cases: list[Case]) -> None:
    """The first word is one of the cue's, the last one of the source's, or of what that stands for."""
    n_paths = 0
    for _, _, _, explanation in cases:
        quote = explanation.quote
        if explanation.path:
            n_paths += 1
            assert quote.cue is not None
            assert quote.cue.contains(explanation.path[0].word)
            assert (explanation.named_by or quote.source).contains(explanation.path[-1].word)
    assert n_paths > 300


def test_nothing_is_shown_by_an_internal_name(cases: list[Case]) -> None:
    """Every way of finding a source and of taking it has its words."""
    assert set(WAY_WORDS) == set(get_args(Way))
    assert {e.how for *_, e in cases} - {None, "none"} <= set(HOW_WORDS)


def test_lines_are_those_of_the_file(cases: list[Case]) -> None:
    """A line that is told holds the first word of its span; text files that are read as they are tell all."""
    for project, article, _, explanation in cases:
        if Path(article.seed.path).suffix not in {".txt", ".md"}:
            continue
        lines = lines_in_seed(project, article, spans_of(explanation))
        file = (project / article.seed.path).read_bytes().decode("utf-8", "replace").split("\n")
        for span, line in lines.items():
            word = re.findall(r"[A-Za-z]+", span.of(article.text))[0]
            assert word in file[line - 1], (article.seed.path, line)
        if project == ROOT:
            assert set(lines) == set(spans_of(explanation))


def test_a_pronoun_shows_candidates_and_their_scores(cases: list[Case]) -> None:
    """Who was taken stands with score, distance and what is known of the gender."""
    text = told(one(cases, "pronoun"))
    assert re.search(
        r"taken +\S.+score -?\d\S*: .+(sentence|before).+(known as “s?he”|gender not known)", text
    )


def test_an_unnamed_speaker_is_told_as_such(cases: list[Case]) -> None:
    """A description that is nobody's role ends with somebody unnamed, on the command line as on pages."""
    text = told(one(cases, "description"))
    assert text.count("somebody unnamed") == 2


def test_a_speaker_below_the_threshold_is_told_as_withheld(cases: list[Case]) -> None:
    """The setting that keeps a speaker from pages is named with its value."""
    _, article, analysis, explanation = one(cases, "name")
    strict = explained(article, analysis, explanation, ComposeSettings(min_confidence=1.0), {})
    assert any("is below min_confidence, 1" in line for line in strict[-1].lines)
    usual = explained(article, analysis, explanation, ComposeSettings(min_confidence=0.0), {})
    assert any("reaches min_confidence, 0" in line for line in usual[-1].lines)


def test_an_article_answers_to_each_of_its_names(capsys: pytest.CaptureFixture[str]) -> None:
    """Id, seed, slug and address, and a quote's id with and without its anchor, all lead to one explanation."""
    settings = load_settings(ROOT)
    slugs = article_slugs(read_seeds(ROOT, ROOT / "seeds", settings.read).articles)
    code, listed, _ = said(capsys, SEED)
    assert code == DONE
    quote = listed.split()[0]
    slug = slugs[SEED]
    names = [
        (SEED, quote),
        (f"seeds/{SEED}.txt", f"q-{quote}"),
        (f"{SEED}.txt", f"#q-{quote}"),
        (str(ROOT / "seeds" / f"{SEED}.txt"), quote),
        (slug, quote),
        (f"articles/{slug}/", f"in-{quote}"),
        (f"https://news.example/site/articles/{slug}/#q-{quote}",),
    ]
    answers = {said(capsys, *name) for name in names}
    assert len(answers) == 1
    ((code, text, complaint),) = answers
    assert (code, complaint) == (DONE, "")
    assert quote in text.splitlines()[0]


def test_the_documented_example_is_what_the_command_prints(capsys: pytest.CaptureFixture[str]) -> None:
    """docs/explain.md shows the output as it is, but for figures and the word for how sure that is."""
    page = (ROOT / "docs" / "explain.md").read_text("utf-8")
    command = re.search(r"`broadsheet explain --project tests/newsroom ([\w-]+) (\w+)`", page)
    assert command is not None
    _, text, _ = said(capsys, *command.groups(), project=NEWSROOM)
    assert plain(page.partition("```\n")[2].partition("```")[0]) == plain(text)


def plain(text: str) -> list[str]:
    """Return the lines of an explanation without what measuring anew may change."""
    unsure = re.sub(r"(= \d\.\d\d) .+", r"\1", text)
    return [re.sub(r"-?\d[\d.,]*", "0", line) for line in unsure.splitlines()]


def test_an_id_may_hold_a_number_sign(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Only what looks like a quote's anchor is taken off an address."""
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "Plan #2.txt").write_text("“We will not pay,” said Mara Ellwood.\n", "utf-8")
    code, out, _ = said(capsys, "Plan #2", project=tmp_path)
    assert code == DONE
    assert "Mara Ellwood" in out
    assert said(capsys, f"Plan #2#q-{out.split()[0]}", project=tmp_path)[0] == DONE


def test_without_a_quote_all_are_listed(cases: list[Case], capsys: pytest.CaptureFixture[str]) -> None:
    """A line for each quote, in text order: id, kind, speaker, rule, confidence, first words."""
    quotes = [c[3].quote for c in cases if c[1].id == SEED]
    _, text, _ = said(capsys, SEED)
    rows = text.splitlines()
    assert [row.split()[:2] for row in rows] == [[q.id, q.kind] for q in quotes]
    assert "Emmanuel Macron" in next(row for row in rows if row.endswith("“not the time”"))
    for row, quote in zip(rows, quotes, strict=True):
        assert f"{quote.confidence:.2f}  “" in row
        assert quote.rule in row


def test_a_wrong_article_is_answered_with_near_ones(capsys: pytest.CaptureFixture[str]) -> None:
    """A name that is nobody's is wrong use; the nearest ids, seeds and addresses are given."""
    code, out, complaint = said(capsys, "herring-deel", project=NEWSROOM)
    assert (code, out) == (WRONG_USE, "")
    assert "herring-deel: there is no article" in complaint
    assert "herring-deal" in complaint


def test_a_wrong_quote_is_answered_with_near_ones(capsys: pytest.CaptureFixture[str]) -> None:
    """So is a quote that the article does not have, and it is told how to list them."""
    quote = said(capsys, SEED)[1].split()[0]
    code, out, complaint = said(capsys, SEED, quote[:-1] + ("0" if quote[-1] != "0" else "1"))
    assert (code, out) == (WRONG_USE, "")
    assert quote in complaint
    assert f"broadsheet explain {SEED}" in complaint
    code, _, complaint = said(capsys, SEED, "zzz")
    assert code == WRONG_USE
    assert f"broadsheet explain {SEED}" in complaint


def test_an_archive_is_asked_for_its_line(capsys: pytest.CaptureFixture[str]) -> None:
    """A seed of several articles needs a line or an id, and says which there are."""
    archive = "seeds/gazette/archive.jsonl"
    code, _, complaint = said(capsys, archive, project=NEWSROOM)
    assert code == WRONG_USE
    assert f"{archive}:1" in complaint
    by_line = said(capsys, f"{archive}:1", project=NEWSROOM)
    assert by_line[0] == DONE
    assert by_line == said(capsys, "gazette-sluice-threat", project=NEWSROOM)


def test_a_seed_that_cannot_be_read_says_why(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The problem that keeps the article back is the answer, with its file."""
    (tmp_path / "seeds").mkdir()
    shutil.copy(NEWSROOM / "broken" / "unclosed-front-matter.txt", tmp_path / "seeds")
    for name in ("seeds/unclosed-front-matter.txt", "unclosed-front-matter"):
        code, out, complaint = said(capsys, name, project=tmp_path)
        assert (code, out) == (FAILED, "")
        assert complaint.startswith("error: seeds/unclosed-front-matter.txt")
        assert "there is no article" not in complaint
    assert [path.name for path in tmp_path.iterdir()] == ["seeds"]


def test_a_folder_without_articles_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where there is nothing to explain, the seeds' folder is named."""
    code, _, complaint = said(capsys, "anything", project=tmp_path)
    assert code == WRONG_USE
    assert "seeds: holds no article" in complaint


def test_a_language_without_a_model_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    """An article in which no quotes are looked for is no article without quotes."""
    code, out, complaint = said(capsys, "lanterre-ferme-kettlebridge", project=NEWSROOM)
    assert (code, out) == (FAILED, "")
    assert "English only" in complaint


def test_an_article_without_quotes_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Looked for and not found is an answer."""
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "fees.txt").write_text("The harbor fees rise in March, by two crowns.\n", "utf-8")
    code, out, _ = said(capsys, "fees", project=tmp_path)
    assert code == DONE
    assert out == "No quotes were found in seeds/fees.txt.\n"
    code, _, complaint = said(capsys, "fees", "abc", project=tmp_path)
    assert code == WRONG_USE
    assert "It has no quotes" in complaint
