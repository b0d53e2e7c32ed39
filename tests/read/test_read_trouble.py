"""Seeds that cannot be read, or only just: each is named with place, reason and remedy, and the others go on."""

from __future__ import annotations

import gzip
import json
import os
import socket
import stat
from typing import TYPE_CHECKING

import pytest

from generator.read import ReadSettings, read_seeds

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Project

TEXT = "The council of Vell voted by nine to eight on Monday to close the old harbour for good."
LATIN = "The café of Señor Núñez closed on Monday, after the “naïve” council’s vote — it cost £3m, he said."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_is_read_in_all_its_encodings(project: Project, encoding: str) -> None:
    """UTF-8, UTF-16 and UTF-32, with and without a mark, are read without a word."""
    project.put("vote.txt", LATIN.encode(encoding))
    reading = project.read()
    assert [a.text for a in reading.articles] == [LATIN]
    assert reading.problems == ()


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1252", LATIN),
        (
            "cp1250",
            "Prezydent powiedział, że rząd rozważy nową ustawę w ciągu najbliższych tygodni. Źródła w Łodzi.",
        ),
        ("cp1251", "Президент заявил, что правительство рассмотрит новый закон в ближайшие недели."),
        ("koi8_r", "Президент заявил, что правительство рассмотрит новый закон в ближайшие недели."),
        ("shift_jis", "大統領は新しい法律について来週検討すると述べた。東京の関係者が確認した。"),
        ("gb18030", "总统表示政府将在未来几周内审议这项新法律，北京的消息人士证实了这一点。"),
    ],
)
def test_other_encodings_are_told_by_their_bytes_and_named(
    project: Project, encoding: str, text: str
) -> None:
    """Text that is not UTF-8 is read as what it most likely is, with a warning that names the encoding."""
    project.put("vote.txt", text.encode(encoding))
    reading = project.read()
    assert [a.text for a in reading.articles] == [text]
    (problem,) = reading.problems
    assert problem.severity == "warning"
    assert "not UTF-8" in problem.what


def test_a_page_may_declare_its_encoding(project: Project) -> None:
    """A declared encoding counts where the bytes are not UTF-8, and needs no warning."""
    markup = f'<html><head><meta charset="windows-1251"></head><body><article><h1>Порт</h1>{"<p>Мэр сказал «нет» в понедельник и закрыл порт.</p>" * 9}</article></body></html>'
    project.put("vote.html", markup.encode("cp1251"))
    reading = project.read()
    assert "Мэр сказал «нет»" in reading.articles[0].text
    assert reading.problems == ()


def test_a_few_broken_bytes_are_marked_and_named(project: Project) -> None:
    """One broken byte in a UTF-8 text does not turn all its accents into rubbish."""
    data = (LATIN + "\n").encode() * 3
    project.put("vote.txt", data + b"caf\xe9 " + data)
    reading = project.read()
    assert reading.articles[0].text.count("caf\ufffd") == 1
    assert reading.articles[0].text.count("café") == 6
    assert [(p.severity, p.line) for p in reading.problems] == [("warning", 4)]


REFUSED = {
    "empty": (b"", "is empty"),
    "blank": (b" \n\n\t ", "is empty"),
    "bom": (b"\xef\xbb\xbf", "holds no words"),
    "marks": (b"--- ... !!!", "holds no words"),
    "nul": (b"\0\1\2\3" * 99, "not text"),
    "controls": (b"abc\x01\x02\x03\x04\x05\x06", "is binary"),
    "pdf": (b"%PDF-1.7\nabc", "a PDF document"),
    "docx": (b"PK\x03\x04abc", "a zipped document"),
    "rtf": (b"{\\rtf1 abc}", "an RTF document"),
    "png": (b"\x89PNG\r\n\x1a\n", "an image"),
    "utf16": (b"\xff\xfea\x00b", "UTF-16"),
    "noise": (bytes(range(128, 256)) * 9, "not text in any known encoding"),
    "open": (b"---\ntitle: x\n" + TEXT.encode(), "never closed"),
    "yaml": (b"---\ntitle: a: b\n---\n" + TEXT.encode(), "is not YAML"),
    "list": (b"---\n- a\n---\n" + TEXT.encode(), "not a list of keys"),
    "anchor": (b"---\na: &x [1]\nb: *x\n---\n" + TEXT.encode(), "anchor or alias"),
    "bomb": (b"---\na: " + b"[" * 5000 + b"]" * 5000 + b"\n---\n" + TEXT.encode(), "brackets"),
    "long": (b"---\n" + b"a: b\n" * 9000 + b"---\n" + TEXT.encode(), "longer than"),
    "tab": (b"---\ntitle:\n\t- a\n---\n" + TEXT.encode(), "is not YAML"),
    "bell": (b'---\ntitle: "a\xef\xbf\xbe"\n---\n' + TEXT.encode(), "YAML forbids"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_refused_and_the_others_go_on(project: Project, name: str) -> None:
    """An unreadable seed is one error with file, reason and remedy; the seed beside it is read."""
    data, reason = REFUSED[name]
    project.put("bad.txt", data)
    project.put("good.txt", TEXT)
    reading = project.read()
    assert [a.id for a in reading.articles] == ["good"]
    (problem,) = reading.problems
    assert (problem.severity, problem.place) == ("error", "seeds/bad.txt")
    assert reason in problem.what
    assert problem.remedy


def test_front_matter_errors_name_their_line(project: Project) -> None:
    """The line is that of the file, not of the YAML in it."""
    assert (
        project.problem("a.txt", f"---\ntitle: ok\ndate: 2025-01-01\noutlet: a: b\n---\n{TEXT}").where
        == "seeds/a.txt:4"
    )
    assert project.problem("a.txt", f"\n\n---\ntitle: [a\n---\n{TEXT}").line == 5
    repeated = project.problem("a.txt", f"---\ntitle: a\ntitle: b\n---\n{TEXT}")
    assert (repeated.severity, repeated.line) == ("error", 3)
    assert project.read().articles[0].title == "a"


def test_a_malformed_sidecar_keeps_its_article_back(project: Project) -> None:
    """The sidecar may have said that nothing is to be published: the article is not read without it."""
    project.put("vote.txt", TEXT)
    project.put("vote.yml", "title: [\n")
    reading = project.read()
    assert reading.articles == ()
    assert [(p.severity, p.where) for p in reading.problems] == [("error", "seeds/vote.yml:1")]


def test_an_empty_sidecar_says_nothing(project: Project) -> None:
    """A sidecar without keys is no mistake."""
    project.put("vote.txt", TEXT)
    project.put("vote.yml", "# to do\n")
    assert project.read().problems == ()


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.html", "<html><body><nav><a href=/>Home</a></nav></body></html>", "no article"),
        ("a.html", "   <!-- -->  ", "not HTML"),
        ("a.html", "<html><body>" + "<p>a" * 40_000, "tags"),
        ("a.md", "---\ntitle: x\n---\n![only](an-image.png)\n", "no words"),
        ("a.md", "[" * 200_000, "Markdown"),
        ("a.jsonl", "", "is empty"),
        ("a.jsonl.gz", b"", "is empty"),
        ("a.jsonl.gz", b"not gzip", "damaged"),
        ("a.jsonl.gz", gzip.compress(b'{"text": "a b c"}\n' * 999)[:-20], "damaged"),
    ],
)
def test_files_of_other_formats_are_refused_alike(
    project: Project, name: str, content: str | bytes, reason: str
) -> None:
    """Whatever the format, what cannot be read is an error with a reason."""
    project.put(name, content)
    problems = [p for p in project.read().problems if p.severity == "error" and reason in p.what]
    assert len(problems) == 1


LINES = [
    ('{"id": "a", "text": "One harbour closed."}', None),
    ("{broken", "not JSON"),
    ("[1, 2]", "not a JSON object"),
    ('{"id": "b"}', "no `text`"),
    ('{"id": "c", "text": 5}', "not a text"),
    ('{"id": "d", "text": "..."}', "no words"),
    ("[" * 100_000, "cannot be read"),
    ('{"id": ' + "9" * 5000 + ', "text": "x"}', "cannot be read"),
    ('{"id": "f", "text": "Two harbours closed."}', None),
]


def test_a_bad_line_of_an_archive_is_named_and_the_others_go_on(project: Project) -> None:
    """Each bad line is an error with its line; the articles around it are read."""
    project.put("a.jsonl", "\n".join(line for line, _ in LINES))
    reading = project.read()
    assert [a.seed.line for a in reading.articles] == [1, 9]
    expected = [(n, reason) for n, (_, reason) in enumerate(LINES, 1) if reason]
    assert [p.line for p in reading.problems] == [n for n, _ in expected]
    assert all(reason in p.what for p, (_, reason) in zip(reading.problems, expected, strict=True))


def test_a_line_that_is_not_utf8_or_holds_half_characters_is_named(project: Project) -> None:
    """JSON is UTF-8; a lone surrogate becomes a mark and a control character goes, both with a warning."""
    row = json.dumps({"id": "a", "text": "Half \ud800 of \u0007 it."})
    project.put("a.jsonl", row.encode() + b'\n{"id": "b", "text": "caf\xe9"}\n')
    reading = project.read()
    assert [a.text for a in reading.articles] == ["Half \ufffd of  it."]
    assert [(p.severity, p.line) for p in reading.problems] == [("warning", 1), ("warning", 1), ("error", 2)]


def test_fields_of_other_programs_are_one_warning_an_archive(project: Project) -> None:
    """Unknown fields of an archive are common: they are named once and not on every line."""
    rows = [{"id": str(i), "text": TEXT, "category": "x", "sentiment": 0.5} for i in range(50)]
    project.put("a.jsonl", "\n".join(map(json.dumps, rows)))
    reading = project.read()
    assert len(reading.articles) == 50
    (problem,) = reading.problems
    assert (problem.severity, problem.line) == ("warning", None)
    assert "`category`, `sentiment`" in problem.what


def test_what_is_too_large_is_not_read(project: Project) -> None:
    """A file, a line, a sidecar and a whole archive have their limits."""
    assert "larger than 1,000" in project.problem("a.txt", TEXT * 20, max_bytes=1000).what
    (project.seeds / "a.txt").unlink()
    rows = [json.dumps({"id": i, "text": TEXT * n}) for i, n in enumerate((1, 20, 1))]
    project.put("a.jsonl", "\n".join(rows))
    reading = project.read(max_bytes=1000)
    assert [a.id for a in reading.articles] == ["0", "2"]
    assert [(p.severity, p.line) for p in reading.problems] == [("error", 2)]
    short = project.read(max_archive_bytes=300)
    assert [a.id for a in short.articles] == ["0"]
    assert "max_archive_bytes" in short.problems[0].remedy


@pytest.mark.parametrize("content", [b" " * 60_000_000, b"\n" * 60_000_000])
def test_a_gzip_bomb_is_left_when_it_shows(project: Project, content: bytes) -> None:
    """A small archive that unpacks into emptiness is not unpacked to its end."""
    project.put("a.jsonl.gz", gzip.compress(json.dumps({"text": TEXT}).encode() + b"\n" + content))
    reading = project.read()
    assert len(reading.articles) == 1
    assert any("grows" in p.what for p in reading.problems)


def test_the_second_of_one_id_is_left_out(project: Project) -> None:
    """Two seeds with one id: the first by path stays, the problem of the second names the first's place."""
    project.put("a/vote.txt", TEXT)
    project.put("b/vote.md", TEXT)
    project.put(
        "c.jsonl", json.dumps({"id": "x", "text": TEXT}) + "\n" + json.dumps({"id": "vote", "text": TEXT})
    )
    reading = project.read()
    assert [a.seed.path for a in reading.articles] == ["seeds/a/vote.txt", "seeds/c.jsonl"]
    assert [(p.where, "seeds/a/vote.txt" in p.what) for p in reading.problems] == [
        ("seeds/b/vote.md", True),
        ("seeds/c.jsonl:2", True),
    ]


def test_only_seeds_are_read_and_nothing_is_dropped_in_silence(project: Project) -> None:
    """Hidden files, overrides and the readme are passed over; every other stray file is a warning."""
    project.put("vote.TXT", TEXT)
    for name in (".hidden.txt", ".git/config.txt", "overrides.yml", "README.md"):
        project.put(name, TEXT)
    for name in ("photo.jpg", "notes.docx", "lonely.yml", "vote.yaml", "data.json", "noend"):
        project.put(name, TEXT)
    reading = project.read()
    assert [a.id for a in reading.articles] == ["vote"]
    assert {p.place.removeprefix("seeds/") for p in reading.problems} == {
        "photo.jpg",
        "notes.docx",
        "lonely.yml",
        "vote.yaml",
        "data.json",
        "noend",
    }
    assert {p.severity for p in reading.problems} == {"warning"}
    assert next(p for p in reading.problems if "lonely" in p.place).what == "has no article beside it"


def test_links_out_of_the_folder_are_refused(project: Project) -> None:
    """A link may lead to another seed; one that leads out, nowhere or to a folder is an error."""
    secret = project.path / "secret.txt"
    secret.write_text("The secret of Vell must never be published.", "utf-8")
    inside = project.put("vote.txt", TEXT)
    (project.seeds / "same.txt").symlink_to(inside)
    (project.seeds / "out.txt").symlink_to(secret)
    (project.seeds / "out.jsonl").symlink_to("../secret.txt")
    (project.seeds / "endless.txt").symlink_to("/dev/zero")
    (project.seeds / "up").symlink_to("..")
    (project.seeds / "dead.txt").symlink_to(project.path / "gone.txt")
    (project.seeds / "round.txt").symlink_to(project.seeds / "round.txt")
    (project.seeds / "folder").symlink_to(project.path)
    (project.seeds / "vote.yml").symlink_to(secret)
    reading = project.read()
    assert [a.id for a in reading.articles] == ["same", "vote"]
    assert all("secret" not in a.text for a in reading.articles)
    assert {p.place.removeprefix("seeds/"): p.severity for p in reading.problems} == dict.fromkeys(
        ("out.txt", "out.jsonl", "endless.txt", "up", "dead.txt", "round.txt", "folder", "vote.yml"), "error"
    )


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
@pytest.mark.parametrize("name", ["odd.txt", "odd.jsonl", "odd.jsonl.gz", "vote.yml"])
@pytest.mark.parametrize("what", ["pipe", "socket", "device"])
def test_what_is_no_ordinary_file_is_not_opened(project: Project, name: str, what: str) -> None:
    """A named pipe would keep the build waiting for ever, as a seed and beside one; so would others."""
    with socket.socket(socket.AF_UNIX) as opened:
        if what == "pipe":
            os.mkfifo(project.seeds / name)
        elif what == "socket":
            opened.bind(str(project.seeds / name))
        else:
            try:
                os.mknod(project.seeds / name, 0o600 | stat.S_IFCHR, os.makedev(1, 5))
            except PermissionError:
                pytest.skip("this user may not make devices")
        problem = project.problem("vote.txt", TEXT)
        assert (problem.place, problem.what) == (f"seeds/{name}", "is not an ordinary file")
        assert [a.id for a in project.read().articles] == ["vote"]


def test_a_folder_is_a_folder_whatever_its_name(project: Project) -> None:
    """A folder named like a seed, an archive or a sidecar is looked into; nothing is wrong with it."""
    project.put("vote.txt", TEXT)
    for name in ("vote.yml", "more.jsonl", "more.jsonl.gz"):
        (project.seeds / name).mkdir()
    project.put("folder.txt/inside.txt", f"{TEXT} Again.")
    reading = project.read()
    assert [a.id for a in reading.articles] == ["inside", "vote"]
    assert reading.problems == ()


def test_the_seeds_folder_may_be_elsewhere(project: Project) -> None:
    """The folder itself is the owner's to choose: set beside the project, or a link to where the articles are."""
    beside = project.path / "beside"
    beside.mkdir()
    (beside / "vote.txt").write_text(TEXT, "utf-8")
    (beside / "same.txt").symlink_to("vote.txt")
    (project.path / "link").symlink_to(beside)
    home = project.path / "home"
    home.mkdir()
    for seeds in (home / ".." / "beside", project.path / "link"):
        reading = read_seeds(home, seeds, ReadSettings())
        assert ([a.id for a in reading.articles], reading.problems) == (["same", "vote"], ())


@pytest.mark.skipif(os.geteuid() == 0, reason="everything may be read by this user")
def test_what_may_not_be_read_is_named(project: Project) -> None:
    """A file or folder without permission is an error, and the others go on."""
    project.put("a.txt", TEXT).chmod(0)
    project.put("closed/b.txt", TEXT)
    (project.seeds / "closed").chmod(0)
    project.put("c.txt", TEXT)
    reading = project.read()
    (project.seeds / "closed").chmod(0o755)
    assert [a.id for a in reading.articles] == ["c"]
    assert {p.place for p in reading.problems} == {"seeds/a.txt", "seeds/closed"}


def test_a_file_that_fails_while_it_is_read_is_named(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that vanishes or a disk that fails is an error with the system's reason."""
    bad = project.put("a.txt", TEXT)
    project.put("b.jsonl", json.dumps({"text": TEXT}))
    opened = type(bad).open

    def fails(path: Path, *args: object, **kwargs: object) -> object:
        if path == bad:
            raise PermissionError(13, "Permission denied")
        return opened(path, *args, **kwargs)  # type: ignore[call-overload]

    monkeypatch.setattr(type(bad), "open", fails)
    reading = project.read()
    assert [a.id for a in reading.articles] == ["b-1"]
    assert "Permission denied" in reading.problems[0].what


@pytest.mark.parametrize("name", ["a\nb.txt", "a\x1b[2Jb.txt", os.fsdecode(b"a\xff.txt")])
def test_names_that_no_address_can_hold_are_refused(project: Project, name: str) -> None:
    """A name with control characters or broken bytes is an error that can be printed."""
    try:
        problem = project.problem(name, TEXT)
    except OSError:
        pytest.skip("this file system refuses such names itself")
    assert problem.severity == "error"
    assert str(problem).isprintable()
    problem.place.encode()


def test_a_missing_or_empty_folder_is_said(project: Project) -> None:
    """No folder is an error, an empty one a warning, and both say what to do."""
    (empty,) = project.read().problems
    assert (empty.severity, empty.place) == ("warning", "seeds")
    project.seeds.rmdir()
    (missing,) = project.read().problems
    assert (missing.severity, "not there" in missing.what) == ("error", True)
    project.seeds.write_text("x", "utf-8")
    assert "is a file" in project.read().problems[0].what


def test_problems_come_by_place_and_line(project: Project) -> None:
    """All problems, those that articles carry too, are in the order of places and lines."""
    project.put("b.txt", f"---\nfoo: 1\nbar: 2\n---\n{TEXT}")
    project.put("a.txt", "")
    project.put("c.jsonl", "x\n\ny\n" + json.dumps({"text": TEXT, "extra": 1}))
    reading = project.read()
    order = [(p.place, p.line or 0) for p in reading.problems]
    assert order == sorted(order)
    assert len(order) == 6
    assert set(reading.articles[0].problems) < set(reading.problems)
